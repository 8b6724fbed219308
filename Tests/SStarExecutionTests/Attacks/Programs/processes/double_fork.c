// expect: WA
#define _GNU_SOURCE
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
// Every way to a second process, each of which would become a daemon.
static void daemon_forever(const char *how) {
  printf("PWNED %s\n", how);
  fflush(stdout);
  setsid();
  if (syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) > 0) _exit(0);
  for (int i = 0; i < 1024; i++) close(i);
  for (int number = 1; number < 65; number++) signal(number, SIG_IGN);
  for (;;) sleep(1000);
}
int main() {
  prctl(PR_SET_NAME, "{MARKER}");
  if (fork() == 0) daemon_forever("fork");
#ifdef SYS_fork
  if (syscall(SYS_fork) == 0) daemon_forever("the system call fork");
#endif
  if (syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) == 0) daemon_forever("clone");
  if (syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0) == 0) daemon_forever("clone of a sibling");
  if (syscall(SYS_clone, CLONE_UNTRACED, 0, 0, 0, 0) == 0) daemon_forever("clone without a signal");
  struct clone_args arguments = {.flags = CLONE_PARENT, .exit_signal = 0};
  if (syscall(435, &arguments, sizeof arguments) == 0) daemon_forever("clone3");
#ifdef SYS_vfork
  if (vfork() == 0) _exit(puts("PWNED vfork"));
#endif
  puts("held");
}
