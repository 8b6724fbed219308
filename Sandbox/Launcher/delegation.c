#include "delegation.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define MEMBERS "sstar"  // the group below our own to which its processes move
#define PROCESSES_MAX (64u << 10)
#define MOVE_ATTEMPTS 20
#define LOCK_ATTEMPTS 500
#define LOCK_PAUSE_US 2000

bool group_read(int directory, const char *name, char *text, unsigned long size) {
  int fd = openat(directory, name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  size_t filled = 0;
  for (ssize_t got; filled < size - 1 && (got = read(fd, text + filled, size - 1 - filled)) != 0;) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    filled += (size_t)got;
  }
  close(fd);
  text[filled] = 0;
  return true;
}

bool group_write(int directory, const char *name, const char *text) {
  int fd = openat(directory, name, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
  int reason = errno;
  close(fd);
  errno = reason;
  return written;
}

// Whether a list of words has this one.
static bool has_word(const char *list, const char *word) {
  size_t length = strlen(word);
  for (const char *found = list; (found = strstr(found, word)); found += length) {
    bool starts = found == list || found[-1] == ' ';
    if (starts && strchr(" \n", found[length])) return true;
  }
  return false;
}

static bool file_has(int directory, const char *name, const char *word) {
  char text[1024];
  return group_read(directory, name, text, sizeof text) && has_word(text, word);
}

// Our own group's path in the hierarchy, as we see it.
static bool own_group(char *path, size_t size) {
  char text[8192];
  if (!group_read(AT_FDCWD, "/proc/self/cgroup", text, sizeof text)) return false;
  const char *line = strncmp(text, "0::", 3) == 0 ? text : strstr(text, "\n0::");
  if (!line) return false;
  line = strstr(line, "0::") + 3;
  size_t length = strcspn(line, "\n");
  if (length == 0 || length >= size || strncmp(line, "/..", 3) == 0) return false;
  memcpy(path, line, length);
  path[length] = 0;
  return true;
}

// The same in the file system: below the mount that shows it. `top` is how much of it is the mount's own path.
static bool own_directory(char *path, size_t size, size_t *top) {
  static char group[PATH_MAX], line[3 * PATH_MAX], root[PATH_MAX], point[PATH_MAX];
  if (!own_group(group, sizeof group)) return false;
  FILE *mounts = fopen("/proc/self/mountinfo", "re");
  bool found = false;
  while (mounts && !found && fgets(line, sizeof line, mounts)) {
    if (!strstr(line, " - cgroup2 ") || sscanf(line, "%*s %*s %*s %4095s %4095s", root, point) != 2) continue;
    size_t shown = strcmp(root, "/") == 0 ? 0 : strlen(root);
    if (strncmp(group, root, shown) != 0 || !strchr("/", group[shown])) continue;
    const char *rest = strcmp(group + shown, "/") == 0 ? "" : group + shown;
    *top = strlen(point);
    found = (size_t)snprintf(path, size, "%s%s", point, rest) < size;
  }
  if (mounts) fclose(mounts);
  return found;
}

// A service manager owns its hierarchy, whatever the rights of files are, but for groups that it marks.
static bool is_left_to_us(int directory) {
  if (access("/run/systemd/system", F_OK) != 0) return true;
  char mark = 0;
  bool is_marked = fgetxattr(directory, "user.delegate", &mark, 1) == 1 ||
                   fgetxattr(directory, "trusted.delegate", &mark, 1) == 1;  // older ones, and only root sees it
  return is_marked && mark == '1';
}

static bool may_write(int directory) {
  return faccessat(directory, ".", W_OK, AT_EACCESS) == 0 &&
         faccessat(directory, "cgroup.procs", W_OK, AT_EACCESS) == 0 &&
         faccessat(directory, "cgroup.subtree_control", W_OK, AT_EACCESS) == 0;
}

// The hierarchy's own root, which may have processes beside its groups.
static bool is_root(int directory) { return faccessat(directory, "cgroup.events", F_OK, 0) != 0; }

static bool enable(int directory) {
  bool has_memory = file_has(directory, "cgroup.subtree_control", "memory") ||
                    group_write(directory, "cgroup.subtree_control", "+memory");
  int reason = errno;
  (void)group_write(directory, "cgroup.subtree_control", "+pids");
  errno = reason;
  return has_memory;
}

// The parent of a process as we see it, or 0.
static pid_t parent_of(pid_t pid) {
  char path[48], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  if (!group_read(AT_FDCWD, path, text, sizeof text)) return 0;
  const char *fields = strrchr(text, ')');  // the name before it may contain anything
  int parent = 0;
  return fields && sscanf(fields + 1, " %*c %d", &parent) == 1 ? parent : 0;
}

// Whether a process is who started us, or comes from there.
static bool is_ours(pid_t pid) {
  pid_t ours = getppid();
  if (ours <= 1 && access("/run/systemd/system", F_OK) == 0) return false;  // all processes come from there
  while (pid > 1 && pid != ours) pid = parent_of(pid);
  return pid == ours;
}

// Calls `visit` for each process of a group until one returns false; false then.
static bool each_process(int directory, bool (*visit)(pid_t pid, int context), int context) {
  static char text[PROCESSES_MAX];
  if (!group_read(directory, "cgroup.procs", text, sizeof text) || strlen(text) + 1 == sizeof text) return false;
  for (char *next = text, *end; *next; next = end + 1) {
    pid_t pid = (pid_t)strtol(next, &end, 10);
    if (end == next || *end != '\n' || !visit(pid, context)) return false;
  }
  return true;
}

static bool check_ours(pid_t pid, int unused) {
  (void)unused;
  return is_ours(pid);
}

static bool move_process(pid_t pid, int directory) {
  char text[24];
  snprintf(text, sizeof text, "%d", pid);
  return group_write(directory, "cgroup.procs", text) || errno == ESRCH;
}

static bool refuse(pid_t pid, int unused) {
  (void)pid, (void)unused;
  return false;
}

// Makes room for groups in our own: all its processes, if they are ours, move to one below. Some may be started
// meanwhile.
static bool move_members(int directory) {
  if (mkdirat(directory, MEMBERS, 0755) != 0 && errno != EEXIST) return false;
  int members = openat(directory, MEMBERS, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool enabled = false;
  for (int attempt = 0; members >= 0 && !enabled && attempt < MOVE_ATTEMPTS; attempt++) {
    if (!each_process(directory, check_ours, 0) || !each_process(directory, move_process, members)) break;
    enabled = enable(directory);
    if (!enabled && errno != EBUSY) break;
  }
  if (!enabled && members >= 0) {
    each_process(members, move_process, directory);
    unlinkat(directory, MEMBERS, AT_REMOVEDIR);
  }
  if (members >= 0) close(members);
  return enabled;
}

// Waits until no other of our launchers is at work here. Anybody may lock it: so not for long.
static bool lock(int directory) {
  for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
    if (flock(directory, LOCK_EX | LOCK_NB) == 0) return true;
    usleep(LOCK_PAUSE_US);
  }
  return false;
}

// A group that may be used as it is: without processes, and with limits on memory for those below.
static bool is_prepared(int directory) {
  return (is_root(directory) || each_process(directory, refuse, 0)) && enable(directory);
}

static int open_usable(const char *path, bool move, const char **why) {
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  *why = directory < 0                                           ? "our group cannot be seen"
         : !file_has(directory, "cgroup.controllers", "memory") ? "it does not limit memory here"
         : !may_write(directory)                                 ? "our group may not be changed"
         : !is_left_to_us(directory)                             ? "our group is not delegated"
         : !lock(directory)                                      ? "our group is locked"
                                                                 : NULL;
  if (!*why && (is_prepared(directory) || (move && move_members(directory)))) return directory;
  if (!*why) *why = "our group has processes of others";
  if (directory >= 0) close(directory);
  return -1;
}

// What is above our own group is ours only if we made this group, or a manager says so: other limits may be meant
// for us in ours.
static bool may_use_parent(const char *path, const char *name) {
  if (strcmp(name, MEMBERS) == 0) return true;
  char mark = 0;
  return getxattr(path, "user.delegate", &mark, 1) == 1 && mark == '1';
}

int delegation_open(bool arrange, const char **why) {
  static char path[PATH_MAX];
  size_t top = 0;
  *why = "it is not mounted";
  if (!own_directory(path, sizeof path, &top)) return -1;
  char *slash = strrchr(path, '/');
  if (slash && (size_t)(slash - path) >= top) {
    *slash = 0;
    int above = may_use_parent(path, slash + 1) ? open_usable(path, false, why) : -1;
    *slash = '/';
    if (above >= 0) return above;
  }
  return open_usable(path, arrange, why);
}
