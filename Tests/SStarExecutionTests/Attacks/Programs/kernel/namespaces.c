// expect: WA
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
// A user namespace of its own would give a program all capabilities in it.
int main() {
  int spaces[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                  CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET, 0x80 /* CLONE_NEWTIME */};
  for (int i = 0; i < 8; i++) {
    if (unshare(spaces[i]) == 0) printf("PWNED unshare %x\n", spaces[i]);
    if (unshare(spaces[i] | CLONE_NEWUSER) == 0) printf("PWNED unshare with users %x\n", spaces[i]);
    if (spaces[i] == 0x80) continue;
    long child = syscall(SYS_clone, spaces[i] | CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    if (child > 0) printf("PWNED clone %x\n", spaces[i]);
    // As a thread of a new namespace, hidden in the bits that threads have.
    child = syscall(SYS_clone, spaces[i] | CLONE_THREAD | CLONE_VM | CLONE_SIGHAND, 0, 0, 0, 0);
    if (child == 0) syscall(SYS_exit, 0);
    if (child > 0 || errno != EPERM) printf("PWNED clone of a thread %x %s\n", spaces[i], strerror(errno));
  }
  const char *names[] = {"user", "mnt", "pid", "net"};
  for (int i = 0; i < 4; i++) {
    char path[64];
    snprintf(path, sizeof path, "/proc/1/ns/%s", names[i]);
    int fd = open(path, O_RDONLY);
    if (fd >= 0 && setns(fd, 0) == 0) printf("PWNED setns %s\n", path);
  }
  const char *files[] = {"/proc/self/uid_map", "/proc/self/gid_map", "/proc/sys/kernel/hostname",
                         "/sys/fs/cgroup/cgroup.procs", "/proc/sysrq-trigger"};
  for (int i = 0; i < 5; i++) {
    if (write(open(files[i], O_WRONLY), "0 0 1\n", 6) > 0) printf("PWNED writes %s\n", files[i]);
  }
  puts("held");
}
