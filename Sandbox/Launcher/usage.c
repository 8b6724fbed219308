#include "usage.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_SECOND 1000000000ull

static ssize_t read_text(const char *path, char *text, size_t size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t got = read(fd, text, size - 1);
  close(fd);
  if (got >= 0) text[got] = 0;
  return got;
}

// CPU time of a process, all threads (see clock_getcpuclockid(3) for the clock's number).
static uint64_t process_cpu_ns(pid_t pid) {
  struct timespec time;
  if (clock_gettime((clockid_t)((~(unsigned)pid << 3) | 2), &time) != 0) return 0;
  return (uint64_t)time.tv_sec * NS_PER_SECOND + (uint64_t)time.tv_nsec;
}

// CPU time of the children that a process has waited for.
static uint64_t waited_cpu_ns(pid_t pid) {
  char path[48], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  if (read_text(path, text, sizeof text) <= 0) return 0;
  const char *fields = strrchr(text, ')');  // the name before it may contain anything
  unsigned long long user = 0, system = 0;
  if (!fields || sscanf(fields + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %llu %llu", &user,
                        &system) != 2) {
    return 0;
  }
  return (user + system) * (NS_PER_SECOND / (uint64_t)sysconf(_SC_CLK_TCK));
}

// Calls `visit` for each thread of a process.
static void each_thread(pid_t pid, void (*visit)(pid_t pid, pid_t thread, void *context), void *context) {
  char path[48];
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *directory = opendir(path);
  if (!directory) return;
  for (struct dirent *entry; (entry = readdir(directory));) {
    pid_t thread = (pid_t)atoi(entry->d_name);
    if (thread > 0) visit(pid, thread, context);
  }
  closedir(directory);
}

struct found {
  pid_t pids[USAGE_PROCESSES];
  int count;
};

static void add_children(pid_t pid, pid_t thread, void *context) {
  struct found *found = context;
  char path[64], text[4096];
  snprintf(path, sizeof path, "/proc/%d/task/%d/children", pid, thread);
  if (read_text(path, text, sizeof text) <= 0) return;
  for (char *next = text, *end; found->count < USAGE_PROCESSES; next = end) {
    pid_t child = (pid_t)strtol(next, &end, 10);
    if (end == next || *end != ' ') break;
    found->pids[found->count++] = child;
  }
}

// Our children and theirs: orphans come to us, or to the first process of the test's namespace.
static void find_processes(const struct usage *usage, struct found *found) {
  found->count = 0;
  add_children(getpid(), getpid(), found);
  for (int i = 0; i < found->count; i++) {
    pid_t pid = found->pids[i];
    if (pid == usage->server || pid == usage->template) found->pids[i--] = found->pids[--found->count];
  }
  for (int i = 0; i < found->count; i++) each_thread(found->pids[i], add_children, found);
}

void usage_look(struct usage *usage) {
  if (!usage->several) return;
  struct found found;
  find_processes(usage, &found);
  uint64_t own[USAGE_PROCESSES], own_sum = 0, waited_sum = 0;
  for (int i = 0; i < found.count; i++) {
    own[i] = process_cpu_ns(found.pids[i]);
    own_sum += own[i];
    waited_sum += waited_cpu_ns(found.pids[i]);
  }
  for (int i = 0; i < usage->count; i++) {
    bool lives = false;
    for (int j = 0; j < found.count && !lives; j++) lives = found.pids[j] == usage->pids[i];
    if (!lives) usage->ended_ns += usage->cpu_ns[i];
  }
  memcpy(usage->pids, found.pids, sizeof usage->pids);
  memcpy(usage->cpu_ns, own, sizeof usage->cpu_ns);
  usage->count = found.count;
  // Processes that ended are in the time that their parents waited for, if they did, and in what we saw of
  // them, if we did: neither is more than was used.
  uint64_t waited = own_sum + waited_sum, seen = own_sum + usage->ended_ns;
  uint64_t total = waited > seen ? waited : seen;
  if (total > usage->total_ns) usage->total_ns = total;
}

uint64_t usage_cpu_ns(const struct usage *usage) {
  uint64_t main = process_cpu_ns(usage->main);
  return main > usage->total_ns ? main : usage->total_ns;
}

static void add_waiting(pid_t pid, pid_t thread, void *context) {
  uint64_t *sum = context;
  char path[64], text[128];
  unsigned long long waiting = 0;
  snprintf(path, sizeof path, "/proc/%d/task/%d/schedstat", pid, thread);
  if (read_text(path, text, sizeof text) > 0 && sscanf(text, "%*u %llu", &waiting) == 1) *sum += waiting;
}

uint64_t usage_waiting_ns(const struct usage *usage) {
  uint64_t sum = 0;
  if (!usage->several) each_thread(usage->main, add_waiting, &sum);
  else for (int i = 0; i < usage->count; i++) each_thread(usage->pids[i], add_waiting, &sum);
  return sum;
}

static uint64_t statm_bytes(pid_t pid) {
  char path[48], text[128];
  unsigned long long resident = 0;
  snprintf(path, sizeof path, "/proc/%d/statm", pid);
  if (read_text(path, text, sizeof text) <= 0 || sscanf(text, "%*u %llu", &resident) != 1) return 0;
  return resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

uint64_t usage_table_bytes(const struct usage *usage) {
  char path[48], text[4096];
  snprintf(path, sizeof path, "/proc/%d/status", usage_living_thread(usage));
  const char *line = read_text(path, text, sizeof text) > 0 ? strstr(text, "\nVmPTE:") : NULL;
  unsigned long long kilobytes = 0;
  if (!line || sscanf(line, "\nVmPTE: %llu", &kilobytes) != 1) return 0;
  return kilobytes * 1024;
}

struct living {
  pid_t thread;
  uint64_t bytes;
};

static void find_living(pid_t pid, pid_t thread, void *context) {
  (void)pid;
  struct living *living = context;
  if (living->bytes > 0) return;
  living->bytes = statm_bytes(thread);
  if (living->bytes > 0) living->thread = thread;
}

// When the first thread of a process has ended, /proc shows nothing for the process, but for a thread that lives.
static struct living living_thread(pid_t pid) {
  struct living living = {.thread = pid, .bytes = statm_bytes(pid)};
  if (living.bytes == 0) each_thread(pid, find_living, &living);
  return living;
}

static uint64_t resident_bytes(pid_t pid) { return living_thread(pid).bytes; }

pid_t usage_living_thread(const struct usage *usage) { return living_thread(usage->main).thread; }

// Resident memory with shared pages divided by those who share them; dear, and not always to be had.
static uint64_t proportional_bytes(pid_t pid) {
  char path[48], text[2048];
  snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
  const char *line = read_text(path, text, sizeof text) > 0 ? strstr(text, "\nPss:") : NULL;
  unsigned long long kilobytes = 0;
  if (!line || sscanf(line, "\nPss: %llu", &kilobytes) != 1) return 0;
  return kilobytes * 1024;
}

uint64_t usage_resident_bytes(const struct usage *usage, uint64_t limit) {
  uint64_t main = resident_bytes(usage->main), sum = 0, shared_once = 0;
  if (!usage->several) return main;
  for (int i = 0; i < usage->count; i++) sum += resident_bytes(usage->pids[i]);
  if (sum <= limit || main > limit) return sum > main ? sum : main;
  for (int i = 0; i < usage->count; i++) shared_once += proportional_bytes(usage->pids[i]);
  return shared_once > main ? shared_once : main;
}
