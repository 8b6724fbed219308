// expect: WA
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
// Slowing down others of the same user, for good: what was lowered cannot be raised again.
int main() {
  struct sched_param none = {0};
  if (setpriority(PRIO_USER, 0, 19) == 0) puts("PWNED all of the user's");
  if (setpriority(PRIO_USER, getuid(), 19) == 0) puts("PWNED all of the user's by number");
  if (setpriority(PRIO_PGRP, getpgid(getppid()), 19) == 0) puts("PWNED a group");
  if (setpriority(PRIO_PROCESS, getppid(), 19) == 0 && getppid() > 0) puts("PWNED the parent");
  if (setpriority(PRIO_PROCESS, {VICTIM}, 19) == 0) puts("PWNED another process");
  if (sched_setscheduler({VICTIM}, SCHED_IDLE, &none) == 0) puts("PWNED the scheduler");
  if (syscall(SYS_ioprio_set, 1, {VICTIM}, 3 << 13) == 0) puts("PWNED input and output");
  struct rlimit limit = {1, 1};
  if (prlimit({VICTIM}, RLIMIT_CPU, &limit, NULL) == 0) puts("PWNED the limits");
  if (getppid() > 0 && prlimit(getppid(), RLIMIT_CPU, NULL, &limit) == 0) puts("PWNED the parent's limits");
  puts("held");
}
