#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool is_dots(const char *name) { return strcmp(name, ".") == 0 || strcmp(name, "..") == 0; }

// Whether the program has ended, or may still change what we look at.
enum when { WHILE_RUNNING, AFTERWARDS };

// Gives us access to a directory of the program's. By a descriptor: a running program could put a link to
// anything of ours in the place of the name.
static void unlock_directory(int parent, const char *name, enum when when) {
  int fd = openat(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return;
  char path[40];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  bool done = chmod(path, 0700) == 0;
  close(fd);
  if (!done && when == AFTERWARDS) (void)fchmodat(parent, name, 0700, 0);
}

static DIR *open_directory(int parent, const char *name, enum when when) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 && errno == EACCES) {
    unlock_directory(parent, name, when);
    fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  }
  if (fd < 0) return NULL;
  DIR *directory = fdopendir(fd);
  if (!directory) close(fd);
  return directory;
}

// Empties a directory that has directories in it, by moving those up to `top`: no recursion.
static bool flatten(int top, const char *name, unsigned long *serial) {
  DIR *directory = open_directory(top, name, AFTERWARDS);
  if (!directory) return false;
  (void)fchmod(dirfd(directory), 0700);
  bool done = true;
  for (struct dirent *entry; done && (entry = readdir(directory));) {
    if (is_dots(entry->d_name) || unlinkat(dirfd(directory), entry->d_name, 0) == 0 ||
        unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR) == 0) {
      continue;
    }
    unlock_directory(dirfd(directory), entry->d_name, AFTERWARDS);  // moving a directory rewrites its ".."
    char moved[64];
    do {
      snprintf(moved, sizeof moved, ".sstar-%lu", (*serial)++);
    } while (faccessat(top, moved, F_OK, AT_SYMLINK_NOFOLLOW) == 0);
    done = renameat(dirfd(directory), entry->d_name, top, moved) == 0;
  }
  closedir(directory);
  return done && unlinkat(top, name, AT_REMOVEDIR) == 0;
}

bool scratch_empty(const char *path) {
  unsigned long serial = 0;
  for (bool found = true; found;) {
    found = false;
    DIR *directory = open_directory(AT_FDCWD, path, AFTERWARDS);
    if (!directory) return false;
    for (struct dirent *entry; (entry = readdir(directory));) {
      if (is_dots(entry->d_name)) continue;
      found = true;
      if (unlinkat(dirfd(directory), entry->d_name, 0) == 0) continue;
      if (unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR) == 0) continue;
      if (!flatten(dirfd(directory), entry->d_name, &serial)) {
        int reason = errno;
        closedir(directory);
        errno = reason;
        return false;
      }
    }
    closedir(directory);
  }
  return true;
}

static bool valid_name(const char *name) {
  return name[0] && strlen(name) < 200 && !is_dots(name) && !strchr(name, '/');
}

bool scratch_fill(const char *path, const struct request *request, unsigned file_mode, uint32_t first_file) {
  if (request->header.file_count == 0 && request->header.directory_count == 0) return true;
  int top = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (top < 0) return false;
  bool done = true;
  for (uint32_t i = first_file; done && i < request->header.file_count; i++) {
    char *name = blob_string(request->file_names[i]);
    errno = name && valid_name(name) ? 0 : EINVAL;
    int fd = errno == 0 ? openat(top, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
    done = fd >= 0 && request_copy_file(request, i, fd) && fchmod(fd, file_mode) == 0;
    if (fd >= 0) close(fd);
    free(name);
  }
  for (uint32_t i = 0; done && i < request->header.directory_count; i++) {
    char *name = blob_string(request->directories[i]);
    errno = name && valid_name(name) ? 0 : EINVAL;
    done = errno == 0 && mkdirat(top, name, 0777) == 0 && fchmodat(top, name, 0777, 0) == 0;
    free(name);
  }
  int reason = errno;
  close(top);
  errno = reason;
  return done;
}

#define ENTRY_BYTES 65536  // what an entry counts for besides its blocks: removing thousands takes a disk a long time
#define DEPTH_MAX 64

static uint64_t usage_below(int parent, const char *name, uint64_t limit, int depth) {
  DIR *directory = open_directory(parent, name, WHILE_RUNNING);
  if (!directory || depth > DEPTH_MAX) {
    if (directory) closedir(directory);
    return depth > DEPTH_MAX ? limit + 1 : 0;
  }
  uint64_t total = 0;
  for (struct dirent *entry; total <= limit && (entry = readdir(directory));) {
    struct stat status;
    if (is_dots(entry->d_name)) continue;
    total += ENTRY_BYTES;
    if (fstatat(dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (!S_ISDIR(status.st_mode)) total += (uint64_t)status.st_blocks * 512;
    else if (total <= limit) total += usage_below(dirfd(directory), entry->d_name, limit - total, depth + 1);
  }
  closedir(directory);
  return total;
}

// Files without a name that the process has open in the file system `device`.
static uint64_t usage_of_open_files(pid_t pid, dev_t device) {
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/fd", pid);
  DIR *descriptors = opendir(path);
  if (!descriptors) return 0;
  uint64_t total = 0;
  for (struct dirent *entry; (entry = readdir(descriptors));) {
    struct stat status;
    if (is_dots(entry->d_name) || fstatat(dirfd(descriptors), entry->d_name, &status, 0) != 0) continue;
    if (S_ISREG(status.st_mode) && status.st_nlink == 0 && status.st_dev == device) {
      total += (uint64_t)status.st_blocks * 512;
    }
  }
  closedir(descriptors);
  return total;
}

// Files without a name that the process has mapped, by their number: how large they are cannot be seen.
static unsigned mapped_files(pid_t pid, const char *box) {
  char path[40], *line = NULL;
  snprintf(path, sizeof path, "/proc/%d/maps", pid);
  FILE *maps = fopen(path, "re");
  if (!maps) return 0;
  unsigned count = 0;
  unsigned long long inode, last = 0;
  size_t size = 0;
  while (getline(&line, &size, maps) > 0) {  // paths may be longer than any that can be named
    char *place = strstr(line, box);
    if (!place || !strstr(place, " (deleted)")) continue;
    if (sscanf(line, "%*s %*s %*s %*s %llu", &inode) == 1 && inode != last) count++;
    last = inode;
  }
  free(line);
  fclose(maps);
  return count;
}

uint64_t scratch_usage(const char *path, pid_t pid, uint64_t file_bytes, uint64_t limit) {
  struct stat status;
  uint64_t total = usage_below(AT_FDCWD, path, limit, 0);
  if (total > limit || stat(path, &status) != 0) return total;
  total += usage_of_open_files(pid, status.st_dev);
  // One or two such files are what temporary files are; more count as if they were as large as files may be.
  unsigned mapped = mapped_files(pid, path);
  return mapped <= 2 ? total : total + mapped * file_bytes;
}

int scratch_open(const char *path, const char *name) {
  int top = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (top < 0) return -1;
  struct {
    uint64_t flags, mode, resolve;
  } how = {.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW,
           .resolve = 0x08 /* RESOLVE_BENEATH */ | 0x04 /* RESOLVE_NO_SYMLINKS */};
  int fd = (int)syscall(437 /* openat2 */, top, name, &how, sizeof how);
  close(top);
  struct stat status;
  if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
    close(fd);
    return -1;
  }
  return fd;
}
