// expect: WA
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
// The kernel sends signals for a descriptor to whoever is named as its owner.
int main() {
  int pair[2], victim = {VICTIM};
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) return 1;
  struct f_owner_ex owner = {F_OWNER_PID, victim};
  if (fcntl(pair[0], F_SETOWN, victim) == 0) puts("PWNED F_SETOWN");
  if (fcntl(pair[0], F_SETOWN_EX, &owner) == 0) puts("PWNED F_SETOWN_EX");
  if (fcntl(pair[0], F_SETSIG, SIGKILL) == 0) puts("PWNED F_SETSIG");
  if (ioctl(pair[0], FIOSETOWN, &victim) == 0) puts("PWNED FIOSETOWN");
  if (fcntl(0, F_SETLEASE, F_RDLCK) == 0) puts("PWNED F_SETLEASE");
  if (fcntl(0, F_NOTIFY, DN_ACCESS) == 0) puts("PWNED F_NOTIFY");
  fcntl(pair[0], F_SETFL, O_ASYNC);
  if (write(pair[1], "x", 1) != 1) return 1;
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGKILL};
  event._sigev_un._tid = victim;
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) puts("PWNED timer_create");
  puts("held");
}
