// The resident interpreter, whose forks run candidates without starting an interpreter each.
#ifndef SSTAR_FORKSERVER_H
#define SSTAR_FORKSERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "jail.h"

#define FORK_COMPILE 0  // the mode that compiles; the others run the program

// What the server, or a template, is told. A request to the server goes with these descriptors: for a template its
// end of a socket and the program; for a fork that compiles those of a test and the program. A request to a
// template goes with those of a test: standard input, output, error and the status pipe.
struct fork_request {
  uint32_t mode;
  uint32_t is_template;
  uint64_t cpu_seconds, data_bytes, address_space_bytes, stack_bytes, file_bytes, processes, descriptors, load_bytes;
};

struct fork_server {
  pid_t pid;      // 0 where there is none
  int socket;     // sequenced packets to it
  int program;    // memory file of the installed program, or -1
  bool is_lost;   // it ended, and with it what this launcher is for
  // The fork of the server that has loaded the installed program, never runs it, and forks once a test.
  pid_t template;            // 0 where there is none
  int template_socket;
  struct fork_request made;  // what the template was made for
};

// Starts the interpreter under Landlock and waits until it has imported its modules. Its forks give up the
// rest of their rights before they run anything of a candidate's.
bool fork_server_start(struct fork_server *server, const struct jail *jail, const struct options *options);

// A fork that compiles or runs the installed program: its pid, or -1 with errno. `descriptors` are those of a test.
pid_t fork_server_fork(struct fork_server *server, const struct fork_request *request, const int descriptors[4]);

// Makes the template that the next such fork comes from, where there is none yet.
bool fork_server_prepare(struct fork_server *server, const struct fork_request *request);

// Waits for a request; false when the server, if there is one, ended meanwhile or before.
bool fork_server_wait(struct fork_server *server, int requests);

// Ends the template, if there is one: when another program is installed, or a command is to be run.
void fork_server_end_template(struct fork_server *server);

#endif
