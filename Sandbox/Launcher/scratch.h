// The working directory of programs: filled before a run, emptied after it.
#ifndef SSTAR_SCRATCH_H
#define SSTAR_SCRATCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "protocol.h"

// Removes everything in the directory, whatever a program made of it. Needs a fixed number of
// descriptors however deep the tree is.
bool scratch_empty(const char *path);

// Writes the request's files from `first_file` on and makes its directories; names may not contain slashes.
bool scratch_fill(const char *path, const struct request *request, unsigned file_mode, uint32_t first_file);

// Bytes in all files below the directory, and in those without a name that the process still holds; a file may
// have `file_bytes`. Counting stops above `limit`.
uint64_t scratch_usage(const char *path, pid_t pid, uint64_t file_bytes, uint64_t limit);

// Opens a regular file below the directory without following any link, or -1.
int scratch_open(const char *path, const char *name);

#endif
