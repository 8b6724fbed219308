// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
// Threads with descriptors of their own could each open as many as a process may: what these hold is in no account,
// and nobody finds it.
static int wait_long(void *unused) {
  usleep(100000);
  return unused != NULL;
}
int main() {
  const int as_thread = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
  char *stack = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (clone(wait_long, stack + 65536, as_thread, NULL) > 0) puts("PWNED clone");
  if (syscall(436 /* close_range */, 1000u, 1000u, 2u /* UNSHARE */) == 0) puts("PWNED close_range");
  if (syscall(436 /* close_range */, 1000u, 1000u, 0u) != 0) puts("close_range is refused");
  puts("held");
}
