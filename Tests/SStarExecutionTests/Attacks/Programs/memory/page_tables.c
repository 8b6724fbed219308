// expect: WA MLE
// language: wide
// cpu: 4
// memory: 32
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
// Reads a byte of every 2 MiB of all that can be reserved: none of it is resident, but the kernel keeps a page
// of tables for each.
int main() {
  const unsigned long step = 2ul << 20, enough = (64ul << 20) / 4096;
  unsigned long tables = 0;
  volatile char sum = 0;
  for (unsigned long size = 1ul << 38; size >= step;) {
    char *region = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (region == MAP_FAILED) {
      size /= 2;
      continue;
    }
    madvise(region, size, MADV_NOHUGEPAGE);
    for (unsigned long at = 0; at < size && tables < enough; at += step, tables++) sum += region[at];
    if (tables == enough) break;
  }
  usleep(1000000);
  if (tables == enough) puts("PWNED");
  puts("held");
}
