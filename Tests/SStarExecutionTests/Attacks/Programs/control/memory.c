// expect: AC
// memory: 256
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
// A large reservation, most of it never touched; what is touched is given back, and stays below the limit.
int main() {
  int a, b;
  if (scanf("%d %d", &a, &b) != 2) return 1;
  size_t reserved = 4ul << 30, used = 128ul << 20;
  char *memory = mmap(NULL, reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, used, PROT_READ | PROT_WRITE) != 0) return 2;
  madvise(memory, used, MADV_HUGEPAGE);
  for (int round = 0; round < 4; round++) {
    memset(memory, 1, used);
    if (madvise(memory, used, MADV_DONTNEED) != 0 || memory[used / 2] != 0) return 3;
  }
  char *larger = realloc(malloc(1 << 20), 64 << 20);
  memset(larger, 1, 64 << 20);
  printf("%d\n", a + b + memory[0]);
}
