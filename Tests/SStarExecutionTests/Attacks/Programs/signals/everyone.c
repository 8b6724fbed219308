// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
// Signal 0 asks only for the permission.
int main() {
  pid_t targets[] = {-1, 0, 1, getppid(), -getppid(), -getpgid(getppid()), {VICTIM}, -{VICTIM}};
  siginfo_t info = {.si_code = SI_QUEUE};
  for (int i = 0; i < 8; i++) {
    pid_t target = targets[i];
    if (kill(target, 0) == 0 && target != 0) printf("PWNED kill %d\n", target);
    if (target <= 0) continue;
    if (syscall(SYS_tgkill, target, target, 0) == 0) printf("PWNED tgkill %d\n", target);
    if (syscall(SYS_tkill, target, 0) == 0) printf("PWNED tkill %d\n", target);
    if (syscall(SYS_rt_sigqueueinfo, target, 0, &info) == 0) printf("PWNED rt_sigqueueinfo %d\n", target);
    if (syscall(SYS_rt_tgsigqueueinfo, target, target, 0, &info) == 0) printf("PWNED rt_tgsigqueueinfo %d\n", target);
    int fd = syscall(434, target, 0);
    if (fd >= 0 && syscall(424, fd, 0, NULL, 0) == 0) printf("PWNED pidfd_send_signal %d\n", target);
  }
  puts("held");
}
