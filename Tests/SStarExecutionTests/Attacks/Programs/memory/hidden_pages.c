// expect: WA
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
// Huge pages come from a pool of the machine's, pages that were swapped out or merged from nobody's account.
int main() {
  size_t size = 4 << 20;
  char *huge = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
  if (huge != MAP_FAILED || errno != EPERM) printf("PWNED MAP_HUGETLB: %s\n", strerror(errno));
  char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(memory, 1, size);
  int advices[] = {12 /* MERGEABLE */, 20 /* COLD */, 21 /* PAGEOUT */, 100 /* HWPOISON */, 101 /* SOFT_OFFLINE */};
  for (int i = 0; i < 5; i++) {
    if (madvise(memory, size, advices[i]) == 0) printf("PWNED madvise %d\n", advices[i]);
  }
  puts("held");
}
