// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
// Every system call that leads from a path to contents.
static void show(int fd, const char *how) {
  char text[256] = "";
  if (fd < 0) return;
  ssize_t got = read(fd, text, sizeof text - 1);
  if (got < 0) return;
  printf("PWNED %s %s\n", how, text);
}
int main() {
  const char *path = "{CANARY_FILE}";
  struct {
    unsigned long flags, mode, resolve;
  } how = {O_RDONLY, 0, 0};
  struct {
    struct file_handle handle;
    char bytes[128];
  } handle = {.handle.handle_bytes = 128};
  int mount;
  show(open(path, O_RDONLY), "open");
  show(openat(AT_FDCWD, path, O_RDONLY | O_NOATIME), "openat");
  show(syscall(437, AT_FDCWD, path, &how, sizeof how), "openat2");
  int handle_only = open(path, O_PATH);
  if (handle_only >= 0) {
    char again[64];
    snprintf(again, sizeof again, "/proc/self/fd/%d", handle_only);
    show(open(again, O_RDONLY), "again by its descriptor");
  }
  if (name_to_handle_at(AT_FDCWD, path, &handle.handle, &mount, 0) == 0) {
    int root = open("/", O_RDONLY);
    show(open_by_handle_at(root, &handle.handle, O_RDONLY), "open_by_handle_at");
  }
  fflush(stdout);
  if (fork() == 0) {
    execl("/bin/cat", "cat", path, NULL);
    _exit(1);
  }
  execl("/bin/sh", "sh", "-c", "echo held; while read -r line; do echo PWNED $line; done < {CANARY_FILE} || true", NULL);
  puts("held");
}
