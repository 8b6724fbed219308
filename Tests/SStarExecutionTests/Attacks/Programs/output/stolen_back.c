// expect: WA TLE
// cpu: 1
// wall: 1
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>
// Reads back what it wrote before its reader can, which then would wait for more, and look at nothing else meanwhile.
static int output;
static volatile int stop;
static void *steal(void *unused) {
  char taken[65536];
  while (!stop && read(output, taken, sizeof taken) != 0) {
  }
  while (read(output, taken, sizeof taken) > 0) {
  }
  return unused;
}
int main() {
  output = open("/dev/stdout", O_RDONLY | O_NONBLOCK);
  if (output < 0) return puts("held") < 0;
  pthread_t threads[8];
  for (int i = 0; i < 8; i++) pthread_create(&threads[i], NULL, steal, NULL);
  struct timespec start, now;
  clock_gettime(CLOCK_MONOTONIC, &start);
  do {
    for (int i = 0; i < 50; i++) (void)!write(1, "x", 1);
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < 60);
  stop = 1;
  for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
  for (;;) pause();
}
