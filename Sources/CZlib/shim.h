// zlib, whose initialisers are macros, which Swift does not see.
#ifndef SSTAR_CZLIB_H
#define SSTAR_CZLIB_H

#include <zlib.h>

// Windows of any size, with the header of gzip or of zlib.
static inline int sstar_inflate_start(z_stream *stream) { return inflateInit2(stream, 15 + 32); }

#endif
