// expect: WA OLE
// cpu: 4
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
// Files without a name, of which only a mapping is left, below a path that is longer than any that can be named.
int main() {
  static char block[1 << 20];
  char name[251] = {0};
  memset(name, 'd', 250);
  for (int i = 0; i < 18; i++)
    if (mkdir(name, 0700) != 0 || chdir(name) != 0) return 1;
  int kept = 0;
  for (int i = 0; i < 20; i++) {
    int file = open("file", O_CREAT | O_RDWR | O_EXCL, 0600);
    if (file < 0) continue;
    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 0);
    unlink("file");
    for (int j = 0; j < 16; j++) kept += write(file, block, sizeof block) == sizeof block;
    close(file);
    usleep(5000);
  }
  usleep(1000000);
  printf(kept > 200 ? "PWNED %d MiB\n" : "held %d\n", kept);
}
