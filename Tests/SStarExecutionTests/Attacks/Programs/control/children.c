// expect: AC
// processes: 4
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
// A program that was granted processes may use them.
int main() {
  int a, b, pipes[2], status;
  if (scanf("%d %d", &a, &b) != 2 || pipe(pipes) != 0) return 1;
  if (fork() == 0) {
    a += b;
    _exit(write(pipes[1], &a, sizeof a) == sizeof a ? 0 : 1);
  }
  if (wait(&status) < 0 || status != 0 || read(pipes[0], &a, sizeof a) != sizeof a) return 2;
  printf("%d\n", a);
}
