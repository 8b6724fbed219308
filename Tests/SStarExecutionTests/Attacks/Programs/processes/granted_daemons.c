// expect: WA
// processes: 8
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>
// Daemons of a program that may fork: they end with it all the same.
int main() {
  prctl(PR_SET_NAME, "{MARKER}");
  for (int i = 0; i < 3; i++) {
    if (fork() > 0) continue;
    setsid();
    if (fork() > 0) _exit(0);
    setsid();
    for (int number = 1; number < 65; number++) signal(number, SIG_IGN);
    for (int fd = 0; fd < 1024; fd++) close(fd);
    for (;;) sleep(1000);
  }
  usleep(100000);
  puts("held");
}
