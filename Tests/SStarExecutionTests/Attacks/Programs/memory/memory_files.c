// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>
// Memory that belongs to a descriptor or a key, not to a process.
int main() {
  int file = syscall(SYS_memfd_create, "{MARKER}", 0);
  if (file >= 0) printf("PWNED memfd_create\n");
  if (syscall(447 /* memfd_secret */, 0) >= 0) printf("PWNED memfd_secret\n");
  int segment = shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600);
  if (segment >= 0) {
    printf("PWNED shmget\n");
    shmctl(segment, IPC_RMID, NULL);
  }
  if (shm_open("/{MARKER}", 0102, 0600) >= 0) {
    printf("PWNED shm_open\n");
    shm_unlink("/{MARKER}");
  }
  puts("held");
}
