// expect: WA OLE TLE
// cpu: 3
// wall: 4
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <time.h>
// Directories that nobody may open, turned into links to a file of the host's while their owner opens them up.
int main() {
  char name[16];
  umask(0);
  for (time_t end = time(NULL) + 3; time(NULL) < end;) {
    for (int i = 0; i < 8; i++) {
      snprintf(name, sizeof name, "d%d", i);
      mkdir(name, 0);
    }
    for (int round = 0; round < 2000; round++) {
      snprintf(name, sizeof name, "d%d", round % 8);
      rmdir(name);
      symlink("{CANARY_FILE}", name);
      unlink(name);
      mkdir(name, 0);
    }
  }
  puts("held");
}
