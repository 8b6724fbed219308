#include "forkserver.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"
#include "landlock.h"
#include "protocol.h"
#include "seccomp.h"

#define SERVER_SOCKET 3
#define STACK_RESERVE (1ull << 30)

#define SELF_MAX 16
#define TEST_DESCRIPTORS 3
#define DESCRIPTORS_MAX 5
#define ENTRY_MAX 4096  // an entry point is a name

// Runs the script, which is the first message, as a function: `exec` would take more of the depth of recursion. Were it
// an argument itself, the interpreter would keep its text and its syntax tree, and each fork copy the tables of that
// memory.
#define START \
  "import posix; type(lambda: 0)(compile(posix.read(3, 1 << 20), '<fork server>', 'exec'), globals())()"

// A filter as the server gets it: `self_at` are the instructions whose constant becomes the program's pid.
struct sent_filter {
  uint32_t length, self_count;
  uint32_t self_at[SELF_MAX];
  uint32_t gate_at[2];
  struct sock_filter code[FILTER_MAX];
};

// Told to the server once: how to confine its children.
struct greeting {
  uint32_t candidate_user;  // UINT32_MAX: stay
  uint32_t has_namespaces;
  char box[512], program[512];
  struct sent_filter gated;     // for a template and what it forks, where it may choose their pids;
  struct sent_filter template;  // elsewhere for a template,
  struct sent_filter last;      // and for what it forks
};

static char *const environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin",
                                    "LANG=C.UTF-8",
                                    "PYTHONHASHSEED=0",
                                    "PYTHONDONTWRITEBYTECODE=1",
                                    "PYTHONUTF8=1",
                                    "OPENBLAS_NUM_THREADS=1",
                                    "OMP_NUM_THREADS=1",
                                    "MALLOC_ARENA_MAX=4",
                                    "LD_BIND_NOW=1",
                                    NULL};

static void become_server(const struct jail *jail, const struct options *options, int socket) {
  struct rlimit stack;
  if (getrlimit(RLIMIT_STACK, &stack) == 0) {
    // The room left for the stack is decided when the interpreter starts; its forks get less.
    stack.rlim_cur = stack.rlim_max < STACK_RESERVE ? stack.rlim_max : STACK_RESERVE;
    setrlimit(RLIMIT_STACK, &stack);
  }
  // The interpreter makes its standard streams once, for its forks: input can seek, output is a pipe.
  int output[2], null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null < 0 || pipe2(output, O_CLOEXEC) != 0 || dup2(null, 0) < 0 || dup2(output[1], 1) < 0) _exit(120);
  if (jail->group && !namespaces_hide_groups(jail)) _exit(123);
  if (jail->ruleset >= 0 && !landlock_confine(jail->ruleset)) _exit(121);
  int high_socket = fcntl(socket, F_DUPFD_CLOEXEC, 10);
  if (high_socket < 0 || dup2(high_socket, SERVER_SOCKET) < 0 || chdir(jail->program) != 0 ||
      syscall(436 /* close_range */, SERVER_SOCKET + 1, ~0u, 0) != 0) {
    _exit(120);
  }
  // Addresses are alike in all jails, and with them the order of sets of objects.
  personality(ADDR_NO_RANDOMIZE);
  char *arguments[] = {(char *)options->interpreter, "-s", "-S", "-B", "-c", START, NULL};
  execve(options->interpreter, arguments, environment);
  _exit(122);
}

static void copy_filter(struct sent_filter *sent, const struct seccomp_filter *filter) {
  sent->length = (uint32_t)filter->length;
  sent->self_count = (uint32_t)filter->self_count;
  for (size_t i = 0; i < filter->self_count; i++) sent->self_at[i] = (uint32_t)filter->self_at[i];
  for (size_t i = 0; i < 2; i++) sent->gate_at[i] = (uint32_t)filter->gate_at[i];
  memcpy(sent->code, filter->code, filter->length * sizeof *filter->code);
}

static bool make_filters(const struct jail *jail, struct greeting *greeting) {
  static struct seccomp_filter filter;
  struct seccomp_policy policy = {
      .own_disk = jail->layers & LAYER_NAMESPACES, .no_truncate = jail->no_truncate, .gated = true};
  if (!seccomp_build(&filter, policy)) return false;
  copy_filter(&greeting->gated, &filter);
  policy.gated = false;
  policy.template = true;
  if (!seccomp_build(&filter, policy)) return false;
  copy_filter(&greeting->template, &filter);
  if (!seccomp_build_last(&filter)) return false;
  copy_filter(&greeting->last, &filter);
  return true;
}

bool fork_server_start(struct fork_server *server, const struct jail *jail, const struct options *options) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return false;
  pid_t pid = jail->group ? group_fork(jail->group->programs, 0, 0) : fork();
  if (pid < 0) return false;
  if (pid == 0) become_server(jail, options, pair[1]);
  close(pair[1]);
  server->pid = pid;
  server->socket = pair[0];
  server->program = -1;

  static struct greeting greeting;
  greeting.candidate_user = jail->separate_user ? jail->candidate : UINT32_MAX;
  greeting.has_namespaces = (jail->layers & LAYER_NAMESPACES) != 0;
  if (strlen(jail->box) >= sizeof greeting.box || strlen(jail->program) >= sizeof greeting.program) {
    errno = ENAMETOOLONG;
    return false;
  }
  strcpy(greeting.box, jail->box);
  strcpy(greeting.program, jail->program);
  if (jail->confined_children && !make_filters(jail, &greeting)) {
    errno = E2BIG;
    return false;
  }
  size_t size = sizeof greeting, length = strlen(options->fork_server);
  char ready = 0;
  if (send(server->socket, options->fork_server, length, MSG_NOSIGNAL) != (ssize_t)length ||
      send(server->socket, &greeting, size, MSG_NOSIGNAL) != (ssize_t)size ||
      recv(server->socket, &ready, 1, 0) != 1) {
    int status = 0;
    close(server->socket);
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    server->pid = 0;
    errno = ENOEXEC;
    return false;
  }
  return true;
}

// Sends a request with descriptors and waits for the pid of the fork: -1 with errno when there is none.
static pid_t ask(int socket, const struct fork_request *request, const int *descriptors, size_t count) {
  char control[CMSG_SPACE(sizeof(int) * DESCRIPTORS_MAX)];
  memset(control, 0, sizeof control);
  struct iovec data = {.iov_base = (void *)request, .iov_len = sizeof *request};
  struct msghdr message = {
      .msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE(sizeof(int) * count)};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int) * count);
  memcpy(CMSG_DATA(header), descriptors, sizeof(int) * count);
  if (sendmsg(socket, &message, MSG_NOSIGNAL) < 0) return -1;
  int32_t answer = 0;
  char text[256];
  ssize_t got;
  do {
    got = recv(socket, text, sizeof text, 0);
  } while (got < 0 && errno == EINTR);
  if (got != sizeof answer) {
    // More is what a fork says that failed before its template could answer.
    errno = got > (ssize_t)sizeof answer ? EPROTO : ECONNRESET;
    return -1;
  }
  memcpy(&answer, text, sizeof answer);
  if (answer > 0) return answer;
  errno = -answer;
  return -1;
}

// Whether an answer did not come because the other end is gone.
static bool hung_up(int reason) { return reason == EPIPE || reason == ECONNRESET || reason == ECONNREFUSED; }

bool fork_server_wait(struct fork_server *server, int requests) {
  struct pollfd watched[] = {{.fd = requests, .events = POLLIN}, {.fd = server->socket, .events = POLLRDHUP}};
  while (!server->is_lost) {
    if (poll(watched, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    if (watched[1].revents) server->is_lost = true;
    else if (watched[0].revents) return true;
  }
  return false;
}

// Orphans come to us: as their reaper, or as the first process of the namespace.
void fork_server_end_others(const struct fork_server *server) {
  char path[64], text[4096];
  snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
  for (bool found = true; found;) {
    found = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    ssize_t got = read(fd, text, sizeof text - 1);
    close(fd);
    text[got > 0 ? got : 0] = 0;
    for (char *next = text, *end; (end = next), *next; next = end) {
      pid_t pid = (pid_t)strtol(next, &end, 10);
      if (end == next || *end != ' ') break;  // where the text is cut there may be less of a number than there is
      if (pid == server->pid || pid == server->template || pid <= 0) continue;
      found = true;
      kill(pid, SIGKILL);
      waitpid(pid, NULL, 0);
    }
  }
}

void fork_server_end_template(struct fork_server *server) {
  if (server->template == 0) return;
  close(server->template_socket);
  kill(server->template, SIGKILL);
  waitpid(server->template, NULL, 0);
  server->template = 0;
  fork_server_end_others(server);  // a template may fork
}

// Whether an answer is true: what is watched, and killed, is ours and none of the interpreters.
static bool is_new_child(const struct fork_server *server, pid_t pid) {
  siginfo_t information;
  return pid != server->pid && pid != server->template &&
         waitid(P_PID, (id_t)pid, &information, WEXITED | WNOHANG | WNOWAIT) == 0;
}

// Asks for a template. `descriptors` are what goes with the request besides the template's end of its channel.
static pid_t ask_for_template(struct fork_server *server, const struct fork_request *request, const int *descriptors,
                              size_t count, int *channel) {
  int pair[2], all[DESCRIPTORS_MAX];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return -1;
  all[0] = pair[1];
  memcpy(all + 1, descriptors, count * sizeof *descriptors);
  pid_t pid = ask(server->socket, request, all, count + 1);
  int reason = errno;
  close(pair[1]);
  if (pid > 0 && !is_new_child(server, pid)) {
    pid = -1;
    reason = EPROTO;
  }
  if (pid < 0) {
    if (hung_up(reason)) server->is_lost = true;
    close(pair[0]);
    errno = reason;
    return -1;
  }
  *channel = pair[0];
  return pid;
}

static bool has_template(struct fork_server *server, const struct fork_request *request) {
  if (server->template == 0) return false;
  if (server->made.mode == FORK_COMPILE) server->made = *request;
  return memcmp(&server->made, request, sizeof *request) == 0;
}

static bool make_template(struct fork_server *server, const struct fork_request *request) {
  if (has_template(server, request)) return true;
  fork_server_end_template(server);
  pid_t pid = ask_for_template(server, request, &server->program, 1, &server->template_socket);
  if (pid < 0) return false;
  server->template = pid;
  server->templates++;
  server->made = *request;
  return true;
}

bool fork_server_prepare(struct fork_server *server, const struct fork_request *request) {
  return make_template(server, request);
}

pid_t fork_server_fork(struct fork_server *server, const struct fork_request *request, const int descriptors[3]) {
  // A template may have been ended by the machine since its last test.
  for (int attempt = 0; attempt < 2; attempt++) {
    if (!make_template(server, request)) return -1;
    pid_t pid = ask(server->template_socket, request, descriptors, TEST_DESCRIPTORS);
    if (pid > 0 && is_new_child(server, pid)) return pid;
    int reason = pid > 0 ? EPROTO : errno;
    fork_server_end_template(server);
    errno = reason;
  }
  return -1;
}

size_t fork_server_failure(const struct fork_server *server, char *text, size_t size) {
  ssize_t got = server->template > 0 ? recv(server->template_socket, text, size, MSG_DONTWAIT) : 0;
  return got > 0 ? (size_t)got : 0;
}

pid_t fork_server_compile(struct fork_server *server, const struct fork_request *request, const int descriptors[3],
                          int *channel) {
  fork_server_end_template(server);
  int all[] = {server->program, descriptors[0], descriptors[1], descriptors[2]};
  return ask_for_template(server, request, all, sizeof all / sizeof *all, channel);
}

bool fork_server_adopt(struct fork_server *server, pid_t pid, int channel) {
  int32_t answer;
  if (recv(channel, &answer, sizeof answer, MSG_DONTWAIT) != sizeof answer || answer != 0) return false;
  server->template = pid;
  server->templates++;
  server->template_socket = channel;
  server->made = (struct fork_request){.mode = FORK_COMPILE};
  return true;
}

bool fork_server_set_code(struct fork_server *server, const void *code, size_t size) {
  uint32_t sizes[2];  // of the entry point, which comes next, and of the source
  char entry[ENTRY_MAX];
  if (pread(server->program, sizes, sizeof sizes, 0) != sizeof sizes || sizes[0] > sizeof entry ||
      pread(server->program, entry, sizes[0], sizeof sizes) != (ssize_t)sizes[0]) {
    return false;
  }
  sizes[1] = 0;
  int program = memory_file();
  bool done = program >= 0 && write_fully(program, sizes, sizeof sizes) && write_fully(program, entry, sizes[0]) &&
              write_fully(program, code, size) && seal(program);
  if (!done) {
    if (program >= 0) close(program);
    return false;
  }
  close(server->program);
  server->program = program;
  return true;
}
