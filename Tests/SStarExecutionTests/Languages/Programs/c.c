#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static void *answer(void *number) { return number; }

static void threads(void) {
  pthread_t started[8];
  long total = 0;
  for (long i = 0; i < 8; i++) {
    if (pthread_create(&started[i], NULL, answer, (void *)i) != 0) abort();
  }
  for (int i = 0; i < 8; i++) {
    void *number;
    pthread_join(started[i], &number);
    total += (long)number;
  }
  printf("%ld\n", total);
}

static void frugal(void) {
  void *reserved = mmap(NULL, 4ul << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (reserved == MAP_FAILED) abort();
  char *kept[32] = {NULL};
  for (int i = 0; i < 1000; i++) {
    free(kept[i % 32]);
    kept[i % 32] = memset(malloc(1 << 20), i, 1 << 20);
  }
  printf("%d\n", 32);
}

int main(void) {
  char command[16];
  if (scanf("%15s", command) != 1) return 1;
  if (!strcmp(command, "sum")) {
    long long total = 0, number;
    while (scanf("%lld", &number) == 1) total += number;
    printf("%lld\n", total);
  } else if (!strcmp(command, "fault")) {
    abort();
  } else if (!strcmp(command, "loop")) {
    for (volatile int i = 0;; i++) {
    }
  } else if (!strcmp(command, "hog")) {
    for (;;) {
      char *block = malloc(1 << 20);
      if (block) memset(block, 1, 1 << 20);
      __asm__ volatile("" ::"r"(block) : "memory");
    }
  } else if (!strcmp(command, "frugal")) {
    frugal();
  } else if (!strcmp(command, "threads")) {
    threads();
  }
}
