// expect: WA OLE
// unconfined: skip
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
// Space can be taken much faster than it can be written.
int main() {
  char name[32];
  long kept = 0;
  for (int i = 0; i < 60; i++) {
    snprintf(name, sizeof name, "file%d", i);
    int file = open(name, O_CREAT | O_RDWR, 0600);
    if (fallocate(file, 0, 0, 32 << 20) == 0) kept += 32;
    close(file);
  }
  printf(kept > 1000 ? "PWNED %ld MiB\n" : "held %ld\n", kept);
}
