// Where in the hierarchy of control groups (version 2) groups of ours may be made.
#ifndef SSTAR_DELEGATION_H
#define SSTAR_DELEGATION_H

#include <stdbool.h>

// A directory below which groups with a limit on memory may be made: one that was left to us, by a service manager
// or the rights of its files. Nobody else makes or removes groups of ours in it until it is closed. -1 where there is
// none, and `why` says why not.
//
// With `arrange`, our own group is made such a one where it holds only us and whoever started us: as a group with
// groups in it has no processes of its own, they all move to a group below.
int delegation_open(bool arrange, const char **why);

// Reads a small file in a directory as text; false when it cannot be.
bool group_read(int directory, const char *name, char *text, unsigned long size);

// Writes one.
bool group_write(int directory, const char *name, const char *text);

#endif
