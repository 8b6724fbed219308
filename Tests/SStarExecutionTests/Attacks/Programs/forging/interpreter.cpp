// expect: RE CE
#include <cstdio>
// A program that names a loader which does not exist: that it cannot be executed shall not look like our failure.
__attribute__((used, section(".interp"))) extern const char loader[] = {'x', 'y'};
int main() { puts("12"); }
