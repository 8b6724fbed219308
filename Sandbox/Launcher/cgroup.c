#include "cgroup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "delegation.h"

#define PREFIX "sstar-jail-"
#define NR_CLONE3 435
#define INTO_CGROUP 0x200000000ull
// The kernel's own memory for a program counts: tables, stacks of threads, pipes. And what a fork of the interpreter
// has of its own when the template is measured.
#define SPARE_BYTES (16ull << 20)
#define STEP_BYTES (4ull << 20)  // small changes of what is held are not worth a write
#define SPARE_TASKS 16
#define REMOVE_ATTEMPTS 200
#define REMOVE_PAUSE_US 1000

pid_t group_fork(int directory, uint64_t flags, pid_t wanted) {
  struct {
    uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
  } how = {.flags = flags, .exit_signal = SIGCHLD};
  if (wanted != 0) {
    how.set_tid = (uintptr_t)&wanted;
    how.set_tid_size = 1;
  }
  if (directory >= 0) {
    how.flags |= INTO_CGROUP;
    how.cgroup = (uint64_t)directory;
  }
  // Older kernels know of no groups here, and take no more than they know.
  return (pid_t)syscall(NR_CLONE3, &how, directory >= 0 ? sizeof how : sizeof how - sizeof how.cgroup);
}

static int open_directory(int parent, const char *name) {
  return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int make_directory(int parent, const char *name) {
  return mkdirat(parent, name, 0755) == 0 ? open_directory(parent, name) : -1;
}

// Ends what is in a jail's groups, and removes them. Processes need a moment to be gone.
static bool remove_groups(int above, const char *name, int own) {
  (void)group_write(own, "cgroup.kill", "1");
  for (int attempt = 0; attempt < REMOVE_ATTEMPTS; attempt++) {
    (void)unlinkat(own, "programs", AT_REMOVEDIR);
    (void)unlinkat(own, "launcher", AT_REMOVEDIR);
    if (unlinkat(above, name, AT_REMOVEDIR) == 0 || errno == ENOENT) return true;
    usleep(REMOVE_PAUSE_US);
  }
  return false;
}

// Those whose launcher lives are locked. That of `dying` will not be for long.
static bool is_abandoned(int own, const char *name, pid_t dying) {
  bool waits = dying > 0 && strtol(name + strlen(PREFIX), NULL, 10) == dying;
  for (int attempt = 0; attempt < (waits ? REMOVE_ATTEMPTS : 1); attempt++) {
    if (flock(own, LOCK_EX | LOCK_NB) == 0) return true;
    if (waits) usleep(REMOVE_PAUSE_US);
  }
  return false;
}

static void remove_abandoned(int above, pid_t dying) {
  int copy = open_directory(above, ".");
  DIR *directory = copy < 0 ? NULL : fdopendir(copy);
  if (!directory) {
    if (copy >= 0) close(copy);
    return;
  }
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0) continue;
    int own = open_directory(above, entry->d_name);
    if (own < 0) continue;
    if (is_abandoned(own, entry->d_name, dying)) remove_groups(above, entry->d_name, own);
    close(own);
  }
  closedir(directory);
}

void groups_remove_abandoned(pid_t launcher) {
  const char *why;
  int above = delegation_open(false, &why);
  if (above < 0) return;
  remove_abandoned(above, launcher);
  close(above);
}

static bool make_below(struct cgroup *group, bool together) {
  group->launcher = make_directory(group->own, "launcher");
  group->programs = make_directory(group->own, "programs");
  if (group->launcher < 0 || group->programs < 0 || !group_write(group->own, "cgroup.subtree_control", "+memory")) {
    return false;
  }
  (void)group_write(group->own, "cgroup.subtree_control", "+pids");
  (void)group_write(group->programs, "memory.swap.max", "0");  // not there on a machine without swap
  if (together && !group_write(group->programs, "memory.oom.group", "1")) return false;
  group->limit = openat(group->programs, "memory.max", O_WRONLY | O_CLOEXEC);
  group->tasks = openat(group->programs, "pids.max", O_WRONLY | O_CLOEXEC);
  group->events = openat(group->programs, "memory.events", O_RDONLY | O_CLOEXEC);
  group->current = openat(group->programs, "memory.current", O_RDONLY | O_CLOEXEC);
  group->statistics = openat(group->programs, "memory.stat", O_RDONLY | O_CLOEXEC);
  return group->limit >= 0 && group->current >= 0 && group->statistics >= 0 && group->events >= 0;
}

bool group_make(struct cgroup *group, bool together, const char **why) {
  *group = (struct cgroup){.own = -1, .launcher = -1, .programs = -1, .limit = -1,
                           .tasks = -1, .current = -1, .statistics = -1, .events = -1};
  group->above = delegation_open(true, why);
  if (group->above < 0) return false;
  remove_abandoned(group->above, 0);
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  unsigned long long moment = (unsigned long long)now.tv_sec << 30 | (unsigned long long)now.tv_nsec;
  snprintf(group->name, sizeof group->name, PREFIX "%d-%llx", getpid(), moment);
  group->own = make_directory(group->above, group->name);
  bool made = group->own >= 0 && flock(group->own, LOCK_EX | LOCK_NB) == 0 && make_below(group, together) &&
              group_works(group);
  if (!made) {
    *why = strerror(errno);
    group_remove(group);
    return false;
  }
  flock(group->above, LOCK_UN);
  return true;
}

void group_hand_over(const struct cgroup *group, uid_t user) {
  (void)!fchownat(group->own, "cgroup.procs", user, (gid_t)-1, 0);
  (void)!fchownat(group->programs, "cgroup.procs", user, (gid_t)-1, 0);
}

bool group_works(const struct cgroup *group) {
  pid_t pid = group_fork(group->programs, 0, 0);
  if (pid == 0) _exit(0);
  while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
  }
  return pid > 0;
}

void group_remove(struct cgroup *group) {
  if (group->own >= 0) remove_groups(group->above, group->name, group->own);
  int descriptors[] = {group->above, group->own,   group->launcher, group->programs,  group->limit,
                       group->tasks, group->current, group->statistics, group->events};
  for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
    if (descriptors[i] >= 0) close(descriptors[i]);
  }
  group->above = group->own = -1;
}

static bool write_number(int file, uint64_t number) {
  char text[24];
  int length = snprintf(text, sizeof text, "%llu", (unsigned long long)number);
  return pwrite(file, text, (size_t)length, 0) == length;
}

static uint64_t with_spare(uint64_t bytes) { return bytes + bytes / 16 + SPARE_BYTES; }

bool group_limit(struct cgroup *group, uint64_t bytes, uint64_t file_bytes, uint64_t tasks) {
  uint64_t all = group->held + with_spare(bytes) + file_bytes;
  all = (all + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
  if (all != group->limit_bytes && !write_number(group->limit, all)) return false;
  group->limit_bytes = all;
  tasks += SPARE_TASKS;
  if (group->tasks >= 0 && tasks != group->task_count && !write_number(group->tasks, tasks)) return false;
  group->task_count = tasks;
  return true;
}

// The number after a name at the start of a line.
static uint64_t number_of(const char *text, const char *name) {
  size_t length = strlen(name);
  for (const char *line = text; line; line = (line = strchr(line, '\n')) ? line + 1 : NULL) {
    if (strncmp(line, name, length) == 0 && line[length] == ' ') return strtoull(line + length, NULL, 10);
  }
  return 0;
}

static bool read_again(int file, char *text, size_t size) {
  ssize_t got = pread(file, text, size - 1, 0);
  text[got > 0 ? got : 0] = 0;
  return got > 0;
}

void group_measure(struct cgroup *group, unsigned template) {
  char text[8192];
  group->held_by = template;
  if (read_again(group->statistics, text, sizeof text)) group->held = number_of(text, "anon");
}

bool group_has_more(const struct cgroup *group, uint64_t bytes) {
  char text[8192];
  // Nearly always this is all that is asked.
  if (!read_again(group->current, text, sizeof text) || strtoull(text, NULL, 10) <= group->held + with_spare(bytes)) {
    return false;
  }
  if (!read_again(group->statistics, text, sizeof text)) return false;
  // Not what is cached of files, and not files in memory: they have a limit of their own.
  static const char *const counted[] = {"anon",   "kernel_stack", "pagetables", "sec_pagetables",
                                        "percpu", "vmalloc",      "sock",       "slab_unreclaimable"};
  uint64_t sum = 0;
  for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) sum += number_of(text, counted[i]);
  return sum > group->held + with_spare(bytes);
}

bool group_was_exceeded(struct cgroup *group) {
  char text[1024];
  if (!read_again(group->events, text, sizeof text)) return false;
  uint64_t kills = number_of(text, "oom_kill");
  bool more = kills != group->kills;
  group->kills = kills;
  return more;
}
