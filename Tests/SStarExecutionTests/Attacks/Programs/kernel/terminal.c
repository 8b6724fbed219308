// expect: WA
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
// Typing at the terminal of whoever started us, and other ioctls.
int main() {
  const char *paths[] = {"/dev/tty", "/dev/ptmx", "/dev/console", "/dev/tty1", "/dev/pts/0", "/dev/kmsg", "/dev/mem",
                         "/dev/kvm", "/dev/fuse", "/dev/net/tun", "/dev/vda", "/dev/sda"};
  for (int i = 0; i < 12; i++) {
    if (open(paths[i], O_RDWR | O_NOCTTY) >= 0) printf("PWNED opens %s\n", paths[i]);
  }
  unsigned long commands[] = {TIOCSTI, TIOCLINUX, TIOCSCTTY, TIOCSETD, TIOCCONS, FIGETBSZ, FIBMAP, FIFREEZE, FICLONE,
                              0x1ffffffff & (TIOCSTI | 0x100000000ul)};
  for (int fd = 0; fd < 3; fd++) {
    for (int i = 0; i < 10; i++) {
      char x = 'x';
      errno = 0;
      if (ioctl(fd, commands[i], &x) == 0 || errno != ENOTTY) {
        printf("PWNED ioctl %lx %s\n", commands[i], strerror(errno));
      }
    }
  }
  puts("held");
}
