// expect: WA
#define _GNU_SOURCE
#include <linux/capability.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
// No rights are left, and none come back by executing a program that has some.
int main() {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {{0}};
  if (syscall(SYS_capget, &header, data) != 0) return 1;
  for (int i = 0; i < 2; i++) {
    if (data[i].permitted | data[i].effective | data[i].inheritable) puts("PWNED has capabilities");
  }
  if (getuid() == 0 || geteuid() == 0 || getgid() == 0) puts("PWNED is root");
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) puts("PWNED may gain privileges");
  if (prctl(PR_SET_SECCOMP, 0, 0) == 0) puts("PWNED has its own filter");
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0) == 0) puts("PWNED ambient");
  if (prctl(PR_SET_PDEATHSIG, 0) == 0) puts("PWNED outlives its parent");
  if (prctl(PR_SET_PTRACER, -1L) == 0) puts("PWNED tracer");
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) == 0) puts("PWNED reaper");
  gid_t groups[32];
  int count = getgroups(32, groups);
  for (int i = 0; i < count; i++) {
    if (groups[i] == 0) puts("PWNED is in root's group");
  }
  puts("held");
}
