// expect: WA RE TLE MLE
// unconfined: skip
#include <pthread.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>
static void *sleep_forever(void *unused) {
  for (;;) pause();
}
int main() {
  prctl(PR_SET_NAME, "{MARKER}");
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 16384);
  pthread_t thread;
  int born = 0;
  while (born < 20000 && pthread_create(&thread, &small, sleep_forever, NULL) == 0) born++;
  usleep(200000);
  printf(born > 4000 ? "PWNED %d threads\n" : "held %d\n", born);
}
