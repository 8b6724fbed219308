// The resident interpreter, whose forks run candidates without starting an interpreter each.
#ifndef SSTAR_FORKSERVER_H
#define SSTAR_FORKSERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "jail.h"

#define FORK_COMPILE 0  // the mode that compiles; the others run the program
#define FORK_FAILED 127  // the status of a fork that could not become the program

// What the server, or a template, is told. A request to the server goes with these descriptors: the template's end of
// a socket, the program, and for one that is to be compiled output, error and the status pipe. A request to a
// template goes with those of a test: standard input, output and error.
struct fork_request {
  uint32_t mode;
  uint32_t unused;
  uint64_t cpu_seconds, data_bytes, address_space_bytes, stack_bytes, file_bytes, processes, descriptors, load_bytes;
};

struct fork_server {
  pid_t pid;      // 0 where there is none
  int socket;     // sequenced packets to it
  int program;    // memory file of the installed program, or -1
  bool is_lost;   // it ended, and with it what this launcher is for
  // The fork of the server that has loaded the installed program, never runs it, and forks once a test.
  pid_t template;            // 0 where there is none
  unsigned templates;        // how many there were: their pids may all be the same
  int template_socket;
  struct fork_request made;  // what its tests are; for one that has had none, how it was compiled
};

// Starts the interpreter under Landlock and waits until it has imported its modules. Its forks give up the
// rest of their rights before they run anything of a candidate's.
bool fork_server_start(struct fork_server *server, const struct jail *jail, const struct options *options);

// A fork that runs the installed program: its pid, or -1 with errno. `descriptors` are those of a test.
pid_t fork_server_fork(struct fork_server *server, const struct fork_request *request, const int descriptors[3]);

// What a fork of the template said, when it ended with FORK_FAILED, before it could become the program: its length,
// or 0 if it was the program that ended so.
size_t fork_server_failure(const struct fork_server *server, char *text, size_t size);

// A fork that compiles the installed program, of which `descriptors` are output, error and status: its pid, or -1 with
// errno. It ends when it fails. When it has written the code it may stay as a template, and says so on `channel`.
pid_t fork_server_compile(struct fork_server *server, const struct fork_request *request, const int descriptors[3],
                          int *channel);

// Takes what compiled the program for its template, if it says that it stays. `pid` and `channel` are the server's then.
bool fork_server_adopt(struct fork_server *server, pid_t pid, int channel);

// Replaces the installed program by its code; false when it cannot be stored.
bool fork_server_set_code(struct fork_server *server, const void *code, size_t size);

// Makes the template that the next such fork comes from, where there is none yet.
bool fork_server_prepare(struct fork_server *server, const struct fork_request *request);

// Waits for a request; false when the server, if there is one, ended meanwhile or before.
bool fork_server_wait(struct fork_server *server, int requests);

// Kills all that we started, or that was left to us, but the server and its template; none of it exists afterwards.
void fork_server_end_others(const struct fork_server *server);

// Ends the template, if there is one: when another program is installed, or a command is to be run.
void fork_server_end_template(struct fork_server *server);

#endif
