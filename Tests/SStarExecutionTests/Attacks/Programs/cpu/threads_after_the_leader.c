// expect: TLE
#include <pthread.h>
// The first thread is gone; what counts is the whole program.
static void *spin(void *unused) {
  for (;;) {
  }
}
int main() {
  pthread_t thread;
  for (int i = 0; i < 8; i++) pthread_create(&thread, NULL, spin, NULL);
  pthread_exit(NULL);
}
