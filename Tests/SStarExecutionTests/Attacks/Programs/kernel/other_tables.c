// expect: SV WA
// The calls of 32-bit programs have other numbers: whoever makes one is ended at once.
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
#ifdef __x86_64__
  long x32 = syscall(0x40000000 + SYS_getpid), result;
  if (x32 > 0) puts("PWNED x32");
  fflush(stdout);
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20 /* getpid */) : "memory");
  printf("PWNED 32 bit %ld\n", result);
#endif
  puts("held");
}
