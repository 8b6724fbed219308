// The control groups (version 2) of a jail: the kernel's limits on memory and number of programs' processes.
#ifndef SSTAR_CGROUP_H
#define SSTAR_CGROUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct cgroup {
  int above, own;          // the directory that it lies in, and its own, locked while we live
  int launcher, programs;  // two below it: for the launcher in its namespaces, and for all that it starts
  int limit, tasks, current, statistics, events;  // files of the programs' group
  char name[64];
  uint64_t limit_bytes, task_count;  // as they were written
  uint64_t kills;      // processes that the kernel has ended
  uint64_t held;       // bytes of the fork server and its template,
  unsigned held_by;    // and which of its templates that was
};

// Makes the groups of a jail where we may, and removes those of launchers that were killed. With `together`, the
// kernel ends all programs' processes when it ends one. False where that is not so, and `why` says why.
bool group_make(struct cgroup *group, bool together, const char **why);

// Lets another user, as whom the launcher will run, start programs in it; `group_works` then tells.
void group_hand_over(const struct cgroup *group, uid_t user);

// Whether a process can be started in it.
bool group_works(const struct cgroup *group);

// Ends what is in it and removes it.
void group_remove(struct cgroup *group);

// Removes what launchers left that were killed, also what the one with this pid left, which may not be gone yet.
void groups_remove_abandoned(pid_t launcher);

// Forks: into a group's directory if that is not -1, as process `wanted` if that is not 0.
pid_t group_fork(int directory, uint64_t flags, pid_t wanted);

// Limits what a program may have beside what is held: memory, files, which may be in memory, and processes and threads.
bool group_limit(struct cgroup *group, uint64_t bytes, uint64_t file_bytes, uint64_t tasks);

// Finds out how much the fork server and its template have: programs do not count as theirs what they share.
void group_measure(struct cgroup *group, unsigned template);

// Whether a program, all its processes together, has more than `bytes` of what is neither files nor held, with the
// kernel's own memory for it as far as it is more than usual.
bool group_has_more(const struct cgroup *group, uint64_t bytes);

// Whether the kernel ended a process of the group since this was asked last.
bool group_was_exceeded(struct cgroup *group);

#endif
