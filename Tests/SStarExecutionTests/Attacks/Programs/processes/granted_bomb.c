// expect: WA TLE RE
// processes: 4
// cpu: 1
// wall: 3
// unconfined: skip
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>
// Four processes were granted: some slack is a matter of counting, thousands are not.
int main() {
  prctl(PR_SET_NAME, "{MARKER}");
  int born = 0;
  for (; born < 5000; born++) {
    pid_t child = fork();
    if (child < 0) break;
    if (child == 0) {
      for (;;) pause();
    }
  }
  printf(born > 3000 ? "PWNED %d processes\n" : "held %d\n", born);
}
