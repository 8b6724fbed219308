// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
// Everything through which the memory or the files of another process can be reached.
static void look(pid_t pid) {
  char byte, path[64];
  struct iovec to = {&byte, 1}, from = {&byte, 1};
  static const char *const names[] = {"mem", "environ", "maps", "fd/0", "cwd/.", "exe", "auxv", "stack", "syscall"};
  if (pid == getpid()) return;
  if (process_vm_readv(pid, &to, 1, &from, 1, 0) >= 0) printf("PWNED process_vm_readv %d\n", pid);
  if (process_vm_writev(pid, &to, 1, &from, 1, 0) >= 0) printf("PWNED process_vm_writev %d\n", pid);
  for (int i = 0; i < 9; i++) {
    snprintf(path, sizeof path, "/proc/%d/%s", pid, names[i]);
    int fd = open(path, O_RDONLY);
    if (fd >= 0 && (i > 2 || read(fd, &byte, 1) >= 0)) printf("PWNED %s\n", path);
    if (fd >= 0) close(fd);
  }
  int handle = syscall(434 /* pidfd_open */, pid, 0);
  if (handle >= 0) printf("PWNED pidfd_open %d\n", pid);
  if (handle >= 0 && syscall(438 /* pidfd_getfd */, handle, 0, 0) >= 0) printf("PWNED pidfd_getfd %d\n", pid);
}
int main() {
  for (pid_t pid = 1; pid < 64; pid++) {
    if (access("/proc/self", F_OK) == 0) look(pid);
  }
  look({VICTIM});
  look(getppid());
  puts("held");
}
