// expect: WA
// runs: 2
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>
// Everybody on the machine may lock /dev/null, as this program does elsewhere for a moment; a lock that was left stays.
static int taken(int file) {
  struct flock lock = {.l_type = F_WRLCK};
  for (int i = 0; i < 100; i++) {
    if (flock(file, LOCK_EX | LOCK_NB) == 0 &&
        (fcntl(file, F_SETLK, &lock) == 0 || fcntl(file, F_OFD_SETLK, &lock) == 0))
      return 0;
    usleep(10000);
  }
  return 1;
}
// Locks, timers and sessions end with the program.
int main(int count, char **arguments) {
  int program = open(arguments[0], O_RDONLY), null = open("/dev/null", O_RDWR);
  if (flock(program, LOCK_EX | LOCK_NB) != 0) puts("PWNED the program is locked");
  if (taken(null)) puts("PWNED /dev/null is locked");
  setsid();
  alarm(1);
  if (open("locked", O_CREAT | O_EXCL | O_RDWR, 0) < 0) puts("PWNED a file was left");
  puts("held");
}
