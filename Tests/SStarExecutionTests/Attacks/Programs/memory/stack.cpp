// expect: RE MLE
// memory: 128
#include <cstdio>
#include <cstring>
static int deeper(int n) {
  volatile char frame[1 << 16];
  memset((void *)frame, n, sizeof frame);
  return deeper(n + 1) + frame[n % sizeof frame];
}
int main() { printf("%d\n", deeper(0)); }
