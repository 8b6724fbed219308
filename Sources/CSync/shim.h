// syncfs, which the C library declares with _GNU_SOURCE alone, and Swift does not define that.
#ifndef SSTAR_CSYNC_H
#define SSTAR_CSYNC_H

extern int syncfs(int descriptor);

#endif
