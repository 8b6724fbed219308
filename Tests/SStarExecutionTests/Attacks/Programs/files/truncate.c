// expect: WA
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
// Shortening a file needs no descriptor, and opening for reading can do it too.
int main() {
  const char *paths[] = {"{CANARY_FILE}", "{CANARY_HOME}/.atk_canary", "{TOOL_FILE}"};
  for (int i = 0; i < 3; i++) {
    if (truncate(paths[i], 0) == 0) printf("PWNED truncate %s\n", paths[i]);
    if (open(paths[i], O_RDONLY | O_TRUNC) >= 0) printf("PWNED O_RDONLY %s\n", paths[i]);
    if (open(paths[i], O_WRONLY | O_TRUNC) >= 0) printf("PWNED O_WRONLY %s\n", paths[i]);
    if (open(paths[i], O_RDWR | O_APPEND) >= 0) printf("PWNED O_RDWR %s\n", paths[i]);
    if (open(paths[i], 3 | O_TRUNC) >= 0) printf("PWNED access mode 3 %s\n", paths[i]);
    if (syscall(SYS_openat, AT_FDCWD, paths[i], O_PATH | O_TRUNC) >= 0 && truncate(paths[i], 0) == 0) {
      printf("PWNED O_PATH %s\n", paths[i]);
    }
  }
  puts("held");
}
