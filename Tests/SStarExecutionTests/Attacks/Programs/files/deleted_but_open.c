// expect: WA OLE
// cpu: 4
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
// Files without a name still fill the disk. A page that is mapped keeps them without a descriptor.
int main() {
  static char block[1 << 20];
  int kept = 0;
  for (int i = 0; i < 20; i++) {
    int file = i % 2 ? open(".", O_TMPFILE | O_RDWR, 0600) : open("file", O_CREAT | O_RDWR, 0600);
    if (file < 0) continue;
    unlink("file");
    for (int j = 0; j < 16; j++) kept += write(file, block, sizeof block) == sizeof block;
    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 0);
    if (i % 4 < 2) close(file);
    usleep(5000);
  }
  printf(kept > 200 ? "PWNED %d MiB\n" : "held %d\n", kept);
}
