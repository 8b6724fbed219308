// expect: WA MLE RE
// memory: 128
// unconfined: succeeds
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
// Shared memory lives as long as a single page of it is mapped, but only what is mapped counts as resident.
int main() {
  size_t size = 32ul << 20, kept = 0;
  for (int i = 0; i < 12; i++) {
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) break;
    memset(memory, 1, size);
    munmap(memory + 4096, size - 4096);
    kept += size;
  }
  printf(kept > 300ul << 20 ? "PWNED holds %zu MiB\n" : "held %zu\n", kept >> 20);
}
