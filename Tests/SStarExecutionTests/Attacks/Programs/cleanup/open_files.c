// expect: TLE
// wall: 1
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
// Open, mapped, locked, executed or the working directory: all of it goes when the program is ended.
int main() {
  char name[32];
  for (int i = 0; i < 40; i++) {
    snprintf(name, sizeof name, "file%d", i);
    int file = open(name, O_CREAT | O_RDWR, 0600);
    if (ftruncate(file, 8192) != 0 || flock(file, LOCK_EX) != 0) break;
    mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  mkdir("inner", 0700);
  if (chdir("inner") != 0 || rmdir("../inner") != 0) puts("the directory stays");
  signal(SIGTERM, SIG_IGN);
  puts("held");
  fflush(stdout);
  for (;;) pause();
}
