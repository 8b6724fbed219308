// expect: WA OLE
// cpu: 4
// wall: 15
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
// Far deeper than a path can be long, each level with siblings, closed behind us.
int main() {
  for (int i = 0; i < 3000; i++) {
    mkdir("aside", 0);
    symlink("..", "up");
    if (mkdir("deeper", 0700) != 0 || chdir("deeper") != 0) break;
  }
  puts("held");
}
