// expect: OLE
// output: 256
#define _GNU_SOURCE
#include <string.h>
#include <sys/uio.h>
// A gigabyte a call.
int main() {
  static char block[1 << 20];
  memset(block, 'x', sizeof block);
  struct iovec vectors[1024];
  for (int i = 0; i < 1024; i++) vectors[i] = (struct iovec){block, sizeof block};
  for (;;) writev(1, vectors, 1024);
}
