// expect: WA
// runs: 2
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>
// Locks, timers and sessions end with the program.
int main(int count, char **arguments) {
  int program = open(arguments[0], O_RDONLY), null = open("/dev/null", O_RDWR);
  if (flock(program, LOCK_EX | LOCK_NB) != 0) puts("PWNED the program is locked");
  if (flock(null, LOCK_EX | LOCK_NB) != 0) puts("PWNED /dev/null is locked");
  struct flock lock = {.l_type = F_WRLCK};
  if (fcntl(null, F_SETLK, &lock) != 0 && fcntl(null, F_OFD_SETLK, &lock) != 0) puts("another lock");
  setsid();
  alarm(1);
  if (open("locked", O_CREAT | O_EXCL | O_RDWR, 0) < 0) puts("PWNED a file was left");
  puts("held");
}
