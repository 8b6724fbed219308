// expect: MLE
// memory: 128
// cpu: 4
// unconfined: skip
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
// Of a process whose first thread has ended, /proc/PID/statm tells nothing.
static void *fill(void *unused) {
  usleep(30000);
  for (int i = 0; i < 10; i++) {
    memset(malloc(100 << 20), 1, 100 << 20);
    usleep(30000);
  }
  puts("PWNED 1000 MiB");
  exit(0);
}
int main() {
  pthread_t thread;
  pthread_create(&thread, NULL, fill, NULL);
  pthread_exit(NULL);
}
