// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <linux/filter.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
// What a socket pair could still do beyond talking to itself.
int main() {
  int pair[2], one = 1;
  if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) != 0) return 1;
  struct sock_filter code = {0x06, 0, 0, 0};
  struct sock_fprog filter = {1, &code};
  if (setsockopt(pair[0], SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) == 0) puts("PWNED filter");
  if (setsockopt(pair[0], SOL_SOCKET, SO_PASSCRED, &one, sizeof one) == 0) puts("PWNED credentials");
  if (setsockopt(pair[0], SOL_SOCKET, SO_DEBUG, &one, sizeof one) == 0) puts("PWNED debugging");
  struct sockaddr_un name = {AF_UNIX, "bound"};
  if (bind(pair[0], (struct sockaddr *)&name, sizeof name) == 0) puts("PWNED bind");
  struct msghdr message = {&name, sizeof name};
  if (sendmsg(pair[0], &message, 0) >= 0) puts("PWNED sendmsg");
  struct mmsghdr messages = {message};
  if (sendmmsg(pair[0], &messages, 1, 0) >= 0) puts("PWNED sendmmsg");
  puts("held");
}
