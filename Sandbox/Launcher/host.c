#include "host.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PENDING_SIGNALS 4096  // of a user at once, while one of ours is to get another one

bool host_forbid_core_dumps(void) {
  // Where crashes are piped to a program of the system's, it is started whatever the limit, except for 1
  // (see core(5) and do_coredump in the kernel); elsewhere 0 is the quieter way.
  char first = 0;
  int pattern = open("/proc/sys/kernel/core_pattern", O_RDONLY | O_CLOEXEC);
  if (pattern >= 0) {
    if (read(pattern, &first, 1) != 1) first = 0;
    close(pattern);
  }
  struct rlimit limit, wanted = {.rlim_cur = first == '|', .rlim_max = first == '|'};
  if (getrlimit(RLIMIT_CORE, &limit) != 0) return false;
  if (wanted.rlim_max > limit.rlim_max) wanted.rlim_cur = wanted.rlim_max = limit.rlim_max;
  return setrlimit(RLIMIT_CORE, &wanted) == 0;
}

bool host_limit_signals(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_SIGPENDING, &limit) != 0) return false;
  if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > PENDING_SIGNALS) limit.rlim_max = PENDING_SIGNALS;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_SIGPENDING, &limit) == 0;
}

// Threads of a process if it is that user's, else 0.
static uint64_t threads_of(const char *pid, uid_t user) {
  char path[300], line[256];
  snprintf(path, sizeof path, "/proc/%s/status", pid);
  FILE *status = fopen(path, "re");
  if (!status) return 0;
  unsigned owner = user + 1;
  unsigned long long threads = 0;
  while (fgets(line, sizeof line, status)) {
    (void)sscanf(line, "Uid: %u", &owner);
    (void)sscanf(line, "Threads: %llu", &threads);
  }
  fclose(status);
  return owner == user ? threads : 0;
}

uint64_t host_tasks_of_user(void) {
  DIR *processes = opendir("/proc");
  if (!processes) return 0;
  uint64_t total = 0;
  for (struct dirent *entry; (entry = readdir(processes));) {
    if (atoi(entry->d_name) > 0) total += threads_of(entry->d_name, getuid());
  }
  closedir(processes);
  return total;
}
