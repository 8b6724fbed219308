// What an execution uses of the machine, over all its threads and processes.
#ifndef SSTAR_USAGE_H
#define SSTAR_USAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define USAGE_PROCESSES 128

struct usage {
  pid_t main;        // the program
  pid_t server, template;  // ours, not the program's; or 0
  bool several;      // whether there may be more processes than the program itself
  pid_t pids[USAGE_PROCESSES];  // its processes at the last look
  uint64_t cpu_ns[USAGE_PROCESSES];
  int count;
  uint64_t ended_ns;  // CPU time of processes that were seen and are gone
  uint64_t total_ns;  // CPU time at the last look
};

// Finds the processes and adds up their CPU time.
void usage_look(struct usage *usage);

// CPU time of all processes; exact for one, as of the last look for several.
uint64_t usage_cpu_ns(const struct usage *usage);

// How long its threads, those that still are, were ready to run while others had the processors.
uint64_t usage_waiting_ns(const struct usage *usage);

// A thread of the program for which /proc tells what the program has; the program itself while its first thread lives.
pid_t usage_living_thread(const struct usage *usage);

// Memory that the kernel keeps to know where the program's own is.
uint64_t usage_table_bytes(const struct usage *usage);

// Resident memory of all processes. Counts pages that they share once when the sum is above `limit`.
uint64_t usage_resident_bytes(const struct usage *usage, uint64_t limit);

#endif
