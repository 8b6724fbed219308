// expect: WA
// unconfined: succeeds
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
// No socket of any kind: Internet, netlink, packet, crypto, vsock, Bluetooth…; pairs within the program only.
int main() {
  for (int family = 0; family < 50; family++) {
    for (int type = 1; type < 11; type++) {
      int fd = socket(family, type, 0), pair[2];
      if (fd >= 0) {
        printf("PWNED socket %d %d\n", family, type);
        close(fd);
      }
      if (family != AF_UNIX && socketpair(family, type, 0, pair) == 0) printf("PWNED pair %d %d\n", family, type);
    }
  }
  puts("held");
}
