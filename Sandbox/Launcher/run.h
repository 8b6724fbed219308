// One execution: start, watch, limit, reap, clean.
#ifndef SSTAR_RUN_H
#define SSTAR_RUN_H

#include "forkserver.h"
#include "jail.h"
#include "protocol.h"

struct buffer {
  char *bytes;
  size_t size, capacity;
};

struct result {
  struct response_header header;
  struct buffer output, error;
};

// Runs the request to its end; the result's outcome says whether that could be done at all.
// Returns false when the executor hung up meanwhile.
bool run_request(const struct jail *jail, struct fork_server *server, const struct request *request,
                 struct result *result);

// Replaces the installed program.
bool install_request(const struct jail *jail, struct fork_server *server, const struct request *request);

#endif
