#include "run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"
#include "scratch.h"
#include "start.h"
#include "usage.h"

#define NS_PER_SECOND 1000000000ull
#define QUIET_NS 3000000ull         // so long nobody reads what is printed: most programs end, and wake us once
#define FIRST_LOOK_NS 5000000ull   // memory and disk are looked at this long after the start…
#define NEXT_LOOK_NS 20000000ull   // …and then this often,
#define SOON_LOOK_NS 2000000ull    // or sooner when the program may have reached its limit before
#define FASTEST_GROWTH 4ull        // bytes of memory that a program can touch in a nanosecond
#define TIMER_SLACK_NS 1000000ull
#define WAITING_PER_CPU 16ull      // as with so many programs to a processor
#define WAITING_ANYWAY_NS 100000000ull
#define READ_CHUNK (64u << 10)
#define PIPE_END_MS 200            // how long a pipe may stay open after all its writers died
#define LENGTH(array) (sizeof(array) / sizeof *(array))

static uint64_t now_ns(clockid_t clock) {
  struct timespec time;
  if (clock_gettime(clock, &time) != 0) return 0;
  return (uint64_t)time.tv_sec * NS_PER_SECOND + (uint64_t)time.tv_nsec;
}

static void append(struct buffer *buffer, const char *bytes, size_t size) {
  if (buffer->size + size > buffer->capacity) {
    size_t capacity = (buffer->size + size) * 2;
    char *larger = realloc(buffer->bytes, capacity);
    if (!larger) return;
    buffer->bytes = larger;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->size, bytes, size);
  buffer->size += size;
}

// Reads what is there, keeps up to `keep` bytes, counts all. False at the end of the stream.
static bool drain(int fd, struct buffer *buffer, uint64_t keep, uint64_t *total) {
  static char chunk[READ_CHUNK];
  ssize_t got = read(fd, chunk, sizeof chunk);
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  if (got == 0) return false;
  *total += (uint64_t)got;
  uint64_t room = keep > buffer->size ? keep - buffer->size : 0;
  append(buffer, chunk, (uint64_t)got < room ? (size_t)got : (size_t)room);
  return true;
}

// What is watched of one execution.
struct watch {
  struct usage usage;
  uint64_t start, next_look;  // the next look is counted from the start
  uint64_t wall_ns;           // its wall limit, put off by what it waited for a processor
};

// The wall limit is for programs that sleep. One that computes and has to wait for its turn gets that time on
// top, in proportion to what it computed: waiting a little at each of many short sleeps does not add up.
static bool slept_too_long(const struct request_header *header, struct watch *watch, uint64_t elapsed) {
  if (elapsed <= watch->wall_ns) return false;
  uint64_t waited = usage_waiting_ns(&watch->usage);
  uint64_t most = WAITING_ANYWAY_NS + WAITING_PER_CPU * usage_cpu_ns(&watch->usage);
  uint64_t put_off = header->wall_ns + (waited < most ? waited : most);
  if (put_off > watch->wall_ns) watch->wall_ns = put_off;
  return elapsed > watch->wall_ns;
}

static uint32_t exceeded(const struct jail *jail, const struct request_header *header, struct watch *watch,
                         uint64_t elapsed) {
  uint32_t limits = 0;
  bool look = elapsed >= watch->next_look;
  if (look) usage_look(&watch->usage);
  if (usage_cpu_ns(&watch->usage) > header->cpu_ns) limits |= LIMIT_CPU;
  if (slept_too_long(header, watch, elapsed)) limits |= LIMIT_WALL;
  if (look) {
    uint64_t resident = usage_resident_bytes(&watch->usage, header->memory_bytes);
    // Where much more than the limit can be reserved, what is only read takes no memory but tables.
    if (header->address_space_bytes == 0 || header->address_space_bytes > header->data_bytes) {
      resident += usage_table_bytes(&watch->usage);
    }
    if (resident > header->memory_bytes) limits |= LIMIT_MEMORY;
    if (jail->group && group_has_more(jail->group, header->memory_bytes)) limits |= LIMIT_MEMORY;
    if (!(jail->layers & LAYER_NAMESPACES) &&
        scratch_usage(jail->box, usage_living_thread(&watch->usage), header->file_bytes, header->scratch_bytes) >
            header->scratch_bytes) {
      limits |= LIMIT_SCRATCH;
    }
    uint64_t wait = limits ? NEXT_LOOK_NS : (header->memory_bytes - resident) / FASTEST_GROWTH;
    if (wait > NEXT_LOOK_NS || watch->usage.several) wait = NEXT_LOOK_NS;
    watch->next_look = elapsed + (wait < SOON_LOOK_NS ? SOON_LOOK_NS : wait);
  }
  return limits;
}

// Nanoseconds until something has to be looked at again.
static uint64_t time_to_next_look(const struct request_header *header, const struct watch *watch, uint64_t elapsed) {
  static long processors;
  if (processors == 0) processors = sysconf(_SC_NPROCESSORS_ONLN);
  uint64_t used = usage_cpu_ns(&watch->usage);
  uint64_t cpu_left = header->cpu_ns > used ? header->cpu_ns - used : 0;
  uint64_t wait = cpu_left / (uint64_t)(processors > 0 ? processors : 1) + TIMER_SLACK_NS;
  uint64_t wall_left = watch->wall_ns > elapsed ? watch->wall_ns - elapsed : 0;
  if (wall_left < wait) wait = wall_left + TIMER_SLACK_NS;
  if (watch->next_look <= elapsed) return 0;
  return watch->next_look - elapsed < wait ? watch->next_look - elapsed : wait;
}

static bool may_have_forked(const struct jail *jail, const struct request_header *header) {
  return header->processes > 1 || !jail->confined_children;
}

// Waits for a program that has ended.
static bool reap(pid_t pid, const struct usage *watched, struct result *result) {
  struct rusage usage;
  int status = 0;
  while (wait4(pid, &status, 0, &usage) < 0) {
    if (errno != EINTR) return false;
  }
  result->header.status = status;
  result->header.cpu_ns = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * NS_PER_SECOND +
                          (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000;
  if (watched->total_ns > result->header.cpu_ns) result->header.cpu_ns = watched->total_ns;
  result->header.peak_bytes = (uint64_t)usage.ru_maxrss * 1024;
  return true;
}

// Whether the kernel ended a process of the program's because its group had no more memory.
static bool lacked_memory(const struct jail *jail, const struct request_header *header, int status) {
  bool may_have = (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) || may_have_forked(jail, header);
  return jail->group && may_have && group_was_exceeded(jail->group);
}

// Watches the program until it has ended, or stays as a template. False when the executor hung up.
static bool watch_until_end(const struct jail *jail, struct fork_server *server, const struct request *request,
                            struct execution *run, struct result *result) {
  const struct request_header *header = &request->header;
  struct watch watch = {.usage = {.main = run->pid, .server = server->pid, .template = server->template, .several = header->processes > 1},
                        .start = now_ns(CLOCK_MONOTONIC),
                        .next_look = FIRST_LOOK_NS,
                        .wall_ns = header->wall_ns};
  uint64_t output_total = 0, error_total = 0;
  uint32_t limits = 0;
  bool connected = true, stays = false;
  struct pollfd watched[] = {{.fd = run->pid_fd, .events = POLLIN},
                             {.fd = run->channel, .events = POLLIN},
                             {.fd = STDIN_FILENO, .events = POLLRDHUP},
                             {.fd = run->output[0], .events = POLLIN},
                             {.fd = run->error[0], .events = POLLIN}};
  struct pollfd *output = &watched[3], *error = &watched[4];
  for (;;) {
    uint64_t elapsed = now_ns(CLOCK_MONOTONIC) - watch.start;
    uint64_t wait = limits ? NS_PER_SECOND : time_to_next_look(header, &watch, elapsed);
    bool quiet = elapsed < QUIET_NS;
    if (quiet && wait > QUIET_NS - elapsed) wait = QUIET_NS - elapsed;
    struct timespec timeout = {.tv_sec = (time_t)(wait / NS_PER_SECOND), .tv_nsec = (long)(wait % NS_PER_SECOND)};
    int ready = ppoll(watched, LENGTH(watched) - (quiet ? 2 : 0), &timeout, NULL);
    if (ready < 0 && errno != EINTR) return false;
    if (ready > 0 && output->revents && !drain(output->fd, &result->output, header->output_bytes, &output_total)) {
      output->fd = -1;
    }
    if (ready > 0 && error->revents && !drain(error->fd, &result->error, header->error_bytes, &error_total)) {
      error->fd = -1;
    }
    uint32_t over = 0;
    if (output_total > header->output_bytes || error_total > header->error_limit_bytes) over |= LIMIT_OUTPUT;
    if (ready > 0 && watched[2].revents) connected = false;
    if (ready > 0 && watched[0].revents) break;
    if (ready > 0 && watched[1].revents) {
      stays = limits == 0 && fork_server_adopt(server, run->pid, run->channel);
      if (stays) break;
      watched[1].fd = -1;
    }
    elapsed = now_ns(CLOCK_MONOTONIC) - watch.start;
    if (!limits) {
      limits = over | exceeded(jail, header, &watch, elapsed);
      if (limits || !connected) kill(run->pid, SIGKILL);
    }
    if (!connected) watched[2].fd = -1;
  }
  result->header.wall_ns = now_ns(CLOCK_MONOTONIC) - watch.start;

  if (stays) {
    result->header.cpu_ns = usage_cpu_ns(&watch.usage);
    run->channel = -1;
  } else if (!reap(run->pid, &watch.usage, result)) {
    return false;
  }
  run->pid = 0;
  if (result->header.cpu_ns > header->cpu_ns) limits |= LIMIT_CPU;
  if (result->header.peak_bytes > header->memory_bytes) limits |= LIMIT_MEMORY;
  if (!stays && lacked_memory(jail, header, result->header.status)) {
    limits |= LIMIT_MEMORY;
    if (result->header.peak_bytes < header->memory_bytes) result->header.peak_bytes = header->memory_bytes;
  }

  execution_end(server, run, may_have_forked(jail, header));
  // All writers are dead now, so the pipes come to an end.
  while (output->fd >= 0 && poll(output, 1, PIPE_END_MS) > 0 &&
         drain(output->fd, &result->output, header->output_bytes, &output_total)) {
  }
  while (error->fd >= 0 && poll(error, 1, PIPE_END_MS) > 0 &&
         drain(error->fd, &result->error, header->error_bytes, &error_total)) {
  }
  if (output_total > header->output_bytes || error_total > header->error_limit_bytes) limits |= LIMIT_OUTPUT;
  result->header.limits = limits;
  if (stays && limits == 0 && fork_server_set_code(server, result->output.bytes, result->output.size)) {
    result->header.outcome = OUTCOME_COMPILED;
  } else if (stays) {
    fork_server_end_template(server);
  }
  return connected;
}

static void fail(struct result *result, const char *step) {
  char text[256];
  int length = snprintf(text, sizeof text, "%s: %s", step, strerror(errno));
  result->header.outcome = OUTCOME_FAILURE;
  result->error.size = 0;
  append(&result->error, text, (size_t)length);
}

// What the child said before it could become the program, if anything.
static bool child_failed(const struct fork_server *server, struct execution *run, struct result *result) {
  char text[256];
  ssize_t got = 0;
  if (run->status[0] >= 0) {
    got = read(run->status[0], text, sizeof text);
  } else if (WIFEXITED(result->header.status) && WEXITSTATUS(result->header.status) == FORK_FAILED) {
    got = (ssize_t)fork_server_failure(server, text, sizeof text);
  }
  if (got <= 0) return false;
  result->header.outcome = OUTCOME_FAILURE;
  result->error.size = 0;
  append(&result->error, text, (size_t)got);
  return true;
}

bool run_request(const struct jail *jail, struct fork_server *server, const struct request *request,
                 struct result *result) {
  struct execution run = {.first_fd = -1, .pid_fd = -1, .output = {-1, -1}, .error = {-1, -1},
                          .status = {-1, -1}, .channel = -1};
  bool connected = true;
  if (jail->group) (void)group_was_exceeded(jail->group);  // what was before is no failing of this program's
  if (request->header.mode == RUN_EXEC && request->header.argument_count == 0) {
    errno = EINVAL;
    fail(result, "a run without arguments");
  } else if (!scratch_fill(jail->box, request, 0444, 0)) {
    fail(result, "filling the working directory");
  } else if (!execution_start(jail, server, request, &run)) {
    fail(result, "starting the program");
  } else {
    connected = watch_until_end(jail, server, request, &run, result);
    (void)child_failed(server, &run, result);
  }
  execution_end(server, &run, may_have_forked(jail, &request->header));
  execution_close(&run);
  return connected;
}

static bool install(const struct jail *jail, struct fork_server *server, const struct request *request) {
  fork_server_end_template(server);
  close_if_open(&server->program);
  if (!scratch_empty(jail->program)) return false;
  bool in_memory = request->header.flags & REQUEST_IN_MEMORY;
  if (!scratch_fill(jail->program, request, 0555, in_memory ? 1 : 0)) return false;
  if (!in_memory) return true;
  if (request->header.file_count == 0) {
    errno = EINVAL;
    return false;
  }
  server->program = memory_file();
  return server->program >= 0 && request_copy_file(request, 0, server->program) && seal(server->program);
}

bool install_request(const struct jail *jail, struct fork_server *server, const struct request *request) {
  if (!namespaces_open_program(jail, true)) return false;
  bool done = install(jail, server, request);
  int reason = errno;
  if (!namespaces_open_program(jail, false)) return false;
  errno = reason;
  return done;
}
