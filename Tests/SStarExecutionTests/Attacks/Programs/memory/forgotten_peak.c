// expect: MLE
// memory: 128
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
// Uses thrice its limit, gives it back, and makes the kernel forget how much that was.
int main() {
  for (int round = 0; round < 3; round++) {
    char *volatile all = malloc(384u << 20);
    if (all) memset(all, 1, 384u << 20);
    free(all);
    int fd = open("/proc/self/clear_refs", O_WRONLY);
    if (fd >= 0 && write(fd, "5", 1) != 1) puts("refused");
  }
  puts("12");
}
