// expect: WA
// runs: 2
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
// The directory of the installed program outlives a test.
int main(int count, char **arguments) {
  char path[4096];
  char *directory = strdup(arguments[0]);
  *strrchr(directory, '/') = 0;
  snprintf(path, sizeof path, "%s/note", directory);
  if (access(path, F_OK) == 0) puts("PWNED from the test before");
  if (open(path, O_CREAT | O_WRONLY, 0600) >= 0) puts("PWNED wrote a file");
  if (open(arguments[0], O_WRONLY) >= 0) puts("PWNED wrote the program");
  snprintf(path, sizeof path, "%s/moved", directory);
  if (rename(arguments[0], path) == 0) puts("PWNED moved the program");
  if (mkdir(path, 0700) == 0) puts("PWNED made a directory");
  if (symlink("/", path) == 0) puts("PWNED made a link");
  puts("held");
}
