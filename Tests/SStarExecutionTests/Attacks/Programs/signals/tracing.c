// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/ptrace.h>
#include <unistd.h>
int main() {
  if (ptrace(PTRACE_SEIZE, {VICTIM}, 0, 0) == 0) puts("PWNED seizes another");
  if (ptrace(PTRACE_SEIZE, getppid(), 0, 0) == 0) puts("PWNED parent");
  if (ptrace(PTRACE_TRACEME, 0, 0, 0) == 0) puts("PWNED is traced");
  puts("held");
}
