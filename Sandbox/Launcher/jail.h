// The jail: what is in force for every program that this launcher runs.
#ifndef SSTAR_JAIL_H
#define SSTAR_JAIL_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define PATHS_MAX 256  // as in Jail.swift

// What the executor asked for, from the command line.
struct options {
  bool namespaces, user_namespace, confine;  // layers that may be used; confine: any at all
  bool control_groups;                 // whether the kernel may limit memory
  int landlock_abi;                    // highest version of Landlock to use; 0 = none
  const char *read_only[PATHS_MAX];    // host paths that programs may read and execute
  int read_only_count;
  const char *scratch;                 // host directory for the launcher's own use; it exists and is empty
  uint64_t scratch_bytes;              // size of the private file system for working directories
  const char *interpreter;             // of the fork server, or NULL
  const char *fork_server;             // its source text, or NULL
};

struct cgroup;

struct jail {
  uint32_t layers;        // enum layer
  int landlock_abi;
  int ruleset;            // Landlock for forks of the interpreter, or -1
  int exec_ruleset;       // Landlock for programs that are executed, or -1
  bool confined_children;  // programs get the system call filter
  bool no_truncate;       // Landlock is all that confines paths, and is too old to know of truncation
  bool separate_user;     // candidates run as `candidate`, not as the launcher's own user
  uid_t candidate;
  uint64_t user_tasks;    // processes and threads of the launcher's user when it started, where that matters
  struct cgroup *group;   // control groups that limit memory, or NULL: then the launcher sees no others itself
  int own_pid_namespace;  // a pidfd, to come back to after entering a test's namespace, or -1
  char box[PATH_MAX];     // working directory of programs
  char program[PATH_MAX]; // where the installed program lies
  char notes[1024];       // why a layer is missing
};

// Adds a sentence to the notes.
void jail_note(struct jail *jail, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Enters the namespaces in a child, which returns true and goes on as the launcher; the parent only
// waits for it and never returns. False: nothing happened, and the notes say why.
bool namespaces_enter(struct jail *jail, const struct options *options, bool user_namespace);

// Makes a process' own control group, and those below it, all that it can see of them, within namespaces.
bool namespaces_hide_groups(const struct jail *jail);

// Whether files may be put into the directory of the installed program, within namespaces.
bool namespaces_open_program(const struct jail *jail, bool writable);

// A user that no other process of this machine runs as: of this launcher's pid, where it is not in a namespace yet.
uid_t own_user(void);

// Prepares `box` and `program` below the options' scratch directory, without namespaces.
bool plain_directories(struct jail *jail, const struct options *options);

// Drops privileges for good, in a child: user, capabilities. Uses no memory allocation.
bool become_candidate(const struct jail *jail);

#endif
