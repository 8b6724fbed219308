// expect: RE
#include <stdio.h>
#include <stdlib.h>
int main() {
  puts("12");
  fflush(stdout);
  abort();
}
