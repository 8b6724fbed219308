// The system calls that a program in the jail may make.
#ifndef SSTAR_SECCOMP_H
#define SSTAR_SECCOMP_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define FILTER_MAX 1024

struct seccomp_policy {
  bool may_fork;   // more processes than one
  bool may_exec;   // execve, for programs that the launcher starts
  bool may_chmod;  // compilers make their output executable
  bool own_disk;   // files lie on a file system of limited size
  bool no_truncate;  // what else confines paths does not know of truncation
  bool template;     // forks programs, each of which adds the last filter to this one
  bool gated;        // what a template needs is allowed to those who know a number; a fork of it forgets the number
};

// A filter program. `self_at` are the instructions whose constant is the pid that the program may
// signal: its own, known only after the fork.
struct seccomp_filter {
  struct sock_filter code[FILTER_MAX];
  size_t length;
  size_t self_at[16];
  size_t self_count;
  size_t gate_at[2];  // instructions whose constants are the halves of the gate's number, the lower first
};

// Builds the filter; false when it does not fit (a programming error).
bool seccomp_build(struct seccomp_filter *filter, struct seccomp_policy policy);
// Builds the filter that a fork of a template adds to the template's own: together they are what
// `seccomp_build` gives a program that may start no process.
bool seccomp_build_last(struct seccomp_filter *filter);
// Writes the pid into the filter.
void seccomp_set_self(struct seccomp_filter *filter, pid_t self);
// Confines the calling thread; needs no_new_privs.
bool seccomp_confine(const struct seccomp_filter *filter);

#endif
