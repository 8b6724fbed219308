// What of the host's settings matters for the limits of programs.
#ifndef SSTAR_HOST_H
#define SSTAR_HOST_H

#include <stdbool.h>
#include <stdint.h>

// Sets the limit under which a crash leaves nothing behind, for us and all that we start.
bool host_forbid_core_dumps(void);

// Limits signals that wait and timers, which are counted for each user, for us and all that we start.
bool host_limit_signals(void);

// Processes and threads of our user on this machine, as far as they can be seen.
uint64_t host_tasks_of_user(void);

#endif
