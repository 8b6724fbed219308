// expect: RE
// runs: 2
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
// Some systems hand each crash to a program of root's, whatever the limit says that one may raise or lower.
int main() {
  struct rlimit limit;
  prctl(PR_SET_DUMPABLE, 1);
  getrlimit(RLIMIT_CORE, &limit);
  if (limit.rlim_max > 1) printf("PWNED %lu\n", limit.rlim_max);
  limit.rlim_cur = limit.rlim_max = 0;
  if (setrlimit(RLIMIT_CORE, &limit) == 0) puts("PWNED changes the limit");
  fflush(stdout);
  raise(SIGSEGV);
}
