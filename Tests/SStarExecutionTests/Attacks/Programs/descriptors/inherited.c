// expect: WA
// unconfined: skip
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
// Whoever started us had files open.
int main() {
  for (int fd = 3; fd < 65536; fd++) {
    char text[100] = "";
    if (fcntl(fd, F_GETFD) < 0) continue;
    ssize_t got = pread(fd, text, sizeof text - 1, 0);
    printf("PWNED %d: %zd %s\n", fd, got, text);
  }
  puts("held");
}
