// The resident interpreter, whose forks run candidates without starting an interpreter each.
#ifndef SSTAR_FORKSERVER_H
#define SSTAR_FORKSERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "jail.h"

struct fork_server {
  pid_t pid;      // 0 where there is none
  int socket;     // sequenced packets to it
  int program;    // memory file of the installed program, or -1
};

// What the server is told for one execution; goes with the descriptors of standard input, output and
// error, the program, the status pipe and, with namespaces, the test's pid namespace.
struct fork_request {
  uint32_t mode;
  uint32_t has_namespace;
  uint64_t cpu_seconds, data_bytes, address_space_bytes, stack_bytes, file_bytes, processes, descriptors;
};

// Starts the interpreter under Landlock and waits until it has imported its modules. Its forks give up the
// rest of their rights before they run anything of a candidate's.
bool fork_server_start(struct fork_server *server, const struct jail *jail, const struct options *options);

// A fork that runs the installed program: its pid, or -1 with errno.
pid_t fork_server_fork(struct fork_server *server, const struct fork_request *request, const int *descriptors,
                       int count);

#endif
