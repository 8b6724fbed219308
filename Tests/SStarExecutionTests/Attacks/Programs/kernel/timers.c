// expect: WA
#include <signal.h>
#include <stdio.h>
#include <time.h>
// Timers and pending signals are counted for each user: one who has used up all keeps others from having any.
int main() {
  struct sigevent quiet = {.sigev_notify = SIGEV_NONE};
  timer_t timer;
  int count = 0;
  while (count < 20000 && timer_create(CLOCK_MONOTONIC, &quiet, &timer) == 0) count++;
  if (count == 20000) puts("PWNED");
  puts("held");
}
