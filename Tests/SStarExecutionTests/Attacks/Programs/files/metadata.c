// expect: WA
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>
// Owners, modes, times and attributes, of the host's files and of our own.
static void check(long result, const char *what, const char *path) {
  if (result == 0) printf("PWNED %s %s\n", what, path);
}
int main() {
  int own = open("own", O_CREAT | O_RDWR, 0600);
  const char *paths[] = {"{CANARY_FILE}", "{CANARY_DIR}", "{CANARY_HOME}/.atk_canary", "own"};
  for (int i = 0; i < 4; i++) {
    const char *path = paths[i];
    struct timeval times[2] = {{1, 0}, {1, 0}};
    check(chmod(path, 0777), "chmod", path);
    check(syscall(452 /* fchmodat2 */, AT_FDCWD, path, 0777, 0), "fchmodat2", path);
    check(chown(path, getuid(), getgid()), "chown", path);
    check(utimes(path, times), "utimes", path);
    check(utimensat(AT_FDCWD, path, NULL, 0), "utimensat", path);
    check(setxattr(path, "user.note", "x", 1, 0), "setxattr", path);
    check(removexattr(path, "user.note"), "removexattr", path);
  }
  int flags = FS_IMMUTABLE_FL | FS_APPEND_FL | FS_NODUMP_FL;
  check(ioctl(own, FS_IOC_SETFLAGS, &flags), "FS_IOC_SETFLAGS", "own");
  check(fchmod(own, 06777), "fchmod", "own");
  check(fsetxattr(own, "user.note", "x", 1, 0), "fsetxattr", "own");
  puts("held");
}
