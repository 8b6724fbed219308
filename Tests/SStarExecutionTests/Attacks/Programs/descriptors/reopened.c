// expect: WA
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
// What is open can be opened again through /proc, with other rights.
int main() {
  for (int fd = 0; fd < 3; fd++) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int again = open(path, O_RDWR);
    if (fd == 0 && again >= 0 && write(again, "9 9", 3) > 0) puts("PWNED writes standard input");
    if (fd == 0 && again >= 0 && ftruncate(again, 1 << 20) == 0) puts("PWNED grows standard input");
    snprintf(path, sizeof path, "/proc/%d/fd/%d", getppid(), fd);
    again = open(path, O_RDWR);
    if (getppid() > 0 && again >= 0) printf("PWNED opens %s\n", path);
    snprintf(path, sizeof path, "/proc/1/fd/%d", fd);
    if (open(path, O_RDWR) >= 0) printf("PWNED opens %s\n", path);
  }
  if (mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, 0, 0) != MAP_FAILED) puts("PWNED maps standard input for writing");
  if (fallocate(0, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 1) == 0) puts("PWNED punches standard input");
  puts("held");
}
