// expect: WA
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <fcntl.h>
#include <unistd.h>
// Files that are not files: opening one would hang whoever cleans up, a device would be worse.
int main() {
  if (mkfifo("fifo", 0666) == 0) puts("PWNED fifo");
  if (mknod("null", S_IFCHR | 0666, makedev(1, 3)) == 0) puts("PWNED device");
  if (mknod("disk", S_IFBLK | 0666, makedev(254, 0)) == 0) puts("PWNED disk");
  if (mknod("socket", S_IFSOCK | 0666, 0) == 0) puts("PWNED socket");
  if (renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_WHITEOUT) == 0) puts("PWNED whiteout");
  int pair[2];
  struct sockaddr_un name = {AF_UNIX, "socket"};
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 && bind(pair[0], (struct sockaddr *)&name, sizeof name) == 0) {
    puts("PWNED bound");
  }
  puts("held");
}
