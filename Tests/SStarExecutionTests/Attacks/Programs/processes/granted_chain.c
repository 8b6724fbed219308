// expect: WA TLE
// processes: 4
// cpu: 1
// wall: 3
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>
// A process that is another one each time that it is looked at.
int main() {
  prctl(PR_SET_NAME, "{MARKER}");
  puts("held");
  fflush(stdout);
  for (int i = 0; i < 2; i++) {
    if (fork() > 0) continue;
    setsid();
    for (;;) {
      if (fork() > 0) _exit(0);
    }
  }
}
