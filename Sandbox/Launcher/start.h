// Starting one execution and ending it with all that it may have started.
#ifndef SSTAR_START_H
#define SSTAR_START_H

#include "forkserver.h"
#include "jail.h"
#include "protocol.h"

struct execution {
  pid_t first;       // first process of the test's pid namespace, or 0
  int first_fd;
  pid_t pid;         // the program
  int pid_fd;
  int output[2], error[2], status[2];
  int channel;       // to a compiler that may stay as a template, or -1
};

// Starts the program of the request; false with errno when that is not possible.
bool execution_start(const struct jail *jail, struct fork_server *server, const struct request *request,
                     struct execution *run);

// Kills what is left of it; when this returns none of its processes exists.
void execution_end(struct fork_server *server, struct execution *run, bool may_have_forked);

void close_if_open(int *fd);
void execution_close(struct execution *run);

#endif
