// Landlock (Linux 5.13+): file system access by path, no TCP, no signals or abstract sockets to outside.
#ifndef SSTAR_LANDLOCK_H
#define SSTAR_LANDLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define LANDLOCK_ABI_TRUNCATE 3  // the first one that knows of truncation (Linux 6.2)

// The kernel's Landlock ABI version, or 0 where it has none.
int landlock_abi(void);

// A ruleset that handles all file system access and TCP which `abi` knows. -1 with errno on failure.
int landlock_ruleset(int abi);

enum landlock_grant { GRANT_READ, GRANT_READ_EXECUTE, GRANT_DEVICE, GRANT_SCRATCH };

// Adds a rule for `path` and all beneath it. A path that does not exist is no error.
bool landlock_allow(int ruleset, int abi, const char *path, enum landlock_grant grant);

// Confines the calling thread; needs no_new_privs.
bool landlock_confine(int ruleset);

#endif
