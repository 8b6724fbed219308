#include "start.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"
#include "landlock.h"
#include "seccomp.h"

#define NS_PER_SECOND 1000000000ull
#define THREADS_SPARE 8    // processes of our own that count against the same user
#define PROGRAM_PID 291    // as in the fork server
#define LOAD_SPARE (64ull << 20)  // what the interpreter itself has, when it loads a program
#define TASKS_SPARE 2048  // how many more a user who has others may have by the time

void close_if_open(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

void execution_close(struct execution *run) {
  int *descriptors[] = {&run->first_fd, &run->pid_fd,   &run->output[0], &run->output[1], &run->channel,
                        &run->error[0], &run->error[1], &run->status[0], &run->status[1]};
  for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) close_if_open(descriptors[i]);
}

// The first process of a test's pid namespace: it reaps orphans, and all end with it. It shares our memory,
// so that it costs no copy of it, and uses none but its stack.
static int be_first_process(void *unused) {
  (void)unused;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGCHLD, SIG_IGN);
  syscall(436 /* close_range */, 0u, ~0u, 0u);
  for (;;) pause();
}

static bool start_namespace(struct execution *run) {
  static char stack[16384] __attribute__((aligned(16)));
  int fd = -1;
  pid_t first = clone(be_first_process, stack + sizeof stack, CLONE_VM | CLONE_NEWPID | CLONE_PIDFD | SIGCHLD, NULL, &fd);
  if (first < 0) return false;
  run->first = first;
  run->first_fd = fd;
  return true;
}

static void set_limit(int resource, uint64_t value) {
  struct rlimit limit;
  if (getrlimit((__rlimit_resource_t)resource, &limit) != 0) return;
  rlim_t wanted = value == UINT64_MAX ? RLIM_INFINITY : (rlim_t)value;
  rlim_t most = limit.rlim_max;
  if (most == RLIM_INFINITY || wanted < most) limit.rlim_max = wanted;
  limit.rlim_cur = limit.rlim_max;
  // A program may ask for a larger stack: it is memory like any other, and counts when it is used.
  if (resource == RLIMIT_STACK) limit.rlim_max = most;
  setrlimit((__rlimit_resource_t)resource, &limit);
}

static uint64_t limit_or_none(uint64_t value) { return value == 0 ? UINT64_MAX : value; }

static uint64_t whole_cpu_seconds(const struct request_header *header) {
  return (header->cpu_ns + NS_PER_SECOND - 1) / NS_PER_SECOND + 1;
}

// How many threads and processes may exist. Of a user who has others, those count as well: then this only keeps
// one program from using up what the machine has.
static uint64_t process_limit(const struct jail *jail, const struct request_header *header) {
  bool alone = jail->separate_user || jail->layers & LAYER_USER_NAMESPACE;
  return header->threads + header->processes + (alone ? THREADS_SPARE : jail->user_tasks + TASKS_SPARE);
}

static void limit_resources(const struct jail *jail, const struct request_header *header) {
  set_limit(RLIMIT_CPU, whole_cpu_seconds(header));
  set_limit(RLIMIT_DATA, limit_or_none(header->data_bytes));
  set_limit(RLIMIT_AS, limit_or_none(header->address_space_bytes));
  set_limit(RLIMIT_STACK, limit_or_none(header->stack_bytes));
  set_limit(RLIMIT_FSIZE, header->file_bytes);
  set_limit(RLIMIT_NOFILE, header->descriptors);
  set_limit(RLIMIT_NPROC, process_limit(jail, header));
  set_limit(RLIMIT_MEMLOCK, 0);
  set_limit(RLIMIT_MSGQUEUE, 0);
  set_limit(RLIMIT_NICE, 0);
  set_limit(RLIMIT_RTPRIO, 0);
}

__attribute__((noreturn)) static void give_up(int status, const char *step) {
  char text[160];
  int length = snprintf(text, sizeof text, "%s: %s", step, strerror(errno));
  write_fully(status, text, (size_t)length);
  _exit(127);
}

// Whether it is the program's own fault that it cannot be executed: it is what a compiler made of a hostile text. A
// toolchain that cannot be executed is our failure, and so is a machine that lacks something for the moment.
static bool is_own_failure(const struct jail *jail, const char *path, int reason) {
  size_t length = strlen(jail->program);
  bool is_installed = strncmp(path, jail->program, length) == 0 && path[length] == '/';
  return is_installed && reason != EAGAIN && reason != EMFILE && reason != ENFILE;
}

// In the child: confine, then become the program. No memory is allocated here.
__attribute__((noreturn)) static void become_program(const struct jail *jail, const struct request *request,
                                                     struct execution *run, struct seccomp_filter *filter,
                                                     pid_t parent) {
  int status = run->status[1];
  if (dup2(request->input, 0) < 0 || dup2(run->output[1], 1) < 0 || dup2(run->error[1], 2) < 0) {
    give_up(status, "standard streams");
  }
  if (setsid() < 0) give_up(status, "a session of its own");
  if (chdir(jail->box) != 0) give_up(status, "the working directory");
  if (jail->group && !namespaces_hide_groups(jail)) give_up(status, "a view of control groups of its own");
  limit_resources(jail, &request->header);
  if (jail->exec_ruleset >= 0 && !landlock_confine(jail->exec_ruleset)) give_up(status, "Landlock");
  if (jail->confined_children) {
    if (!become_candidate(jail)) give_up(status, "dropping privileges");
  }
  // Nobody else would end a sleeper when the launcher is gone, or went before this was said.
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent) _exit(127);
  if (jail->confined_children) {
    seccomp_set_self(filter, getpid());
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !seccomp_confine(filter)) give_up(status, "seccomp");
  }
  execve(request->argv[0], request->argv, request->envp);
  if (!(request->header.flags & REQUEST_COMPILE) && is_own_failure(jail, request->argv[0], errno)) {
    static const char text[] = "the program cannot be executed\n";
    (void)!write(STDERR_FILENO, text, sizeof text - 1);
    _exit(126);
  }
  give_up(status, request->argv[0]);
}

// Forks. In a pid namespace of the jail's own, where the kernel lets us choose, every program has the same pid, so
// that it does not tell how many there were before.
static pid_t fork_program(const struct jail *jail, const struct execution *run) {
  int group = jail->group ? jail->group->programs : -1;
  if (jail->layers & LAYER_NAMESPACES && !run->first) {
    pid_t pid = group_fork(group, 0, PROGRAM_PID);
    if (pid >= 0) return pid;
  }
  return group < 0 ? fork() : group_fork(group, 0, 0);
}

static bool start_exec(const struct jail *jail, struct fork_server *server, const struct request *request,
                       struct execution *run) {
  static struct seccomp_filter filter;
  bool compile = request->header.flags & REQUEST_COMPILE;
  struct seccomp_policy policy = {.may_exec = true,
                                  .may_fork = request->header.processes > 1,
                                  .may_chmod = compile,
                                  .own_disk = jail->layers & LAYER_NAMESPACES,
                                  .no_truncate = jail->no_truncate};
  if (!seccomp_build(&filter, policy)) return false;
  fork_server_end_template(server);
  // Programs that may start no process end as one, and need no namespace for that.
  if (policy.may_fork && jail->layers & LAYER_NAMESPACES && !start_namespace(run)) return false;
  if (run->first && setns(run->first_fd, CLONE_NEWPID) != 0) return false;
  pid_t parent = run->first ? 0 : getpid();  // 0 for one in another pid namespace
  pid_t pid = fork_program(jail, run);
  if (pid == 0) become_program(jail, request, run, &filter, parent);
  int reason = errno;
  // All that would be started from now on would be in a namespace that ends: so this launcher ends, and all with it.
  if (run->first && setns(jail->own_pid_namespace, CLONE_NEWPID) != 0) _exit(1);
  errno = reason;
  run->pid = pid;
  return pid > 0;
}

// Limits the memory of all programs of the jail together.
static bool limit_group(const struct jail *jail, const struct request_header *header) {
  uint64_t tasks = (uint64_t)header->threads + header->processes;
  return !jail->group || group_limit(jail->group, header->memory_bytes, header->scratch_bytes, tasks);
}

// The same where a template is to be forked: what it has belongs to no program.
static bool limit_template(const struct jail *jail, struct fork_server *server, const struct fork_request *ask,
                           const struct request_header *header) {
  if (!jail->group || ask->mode == FORK_COMPILE) return true;
  if (!fork_server_prepare(server, ask)) return false;
  if (jail->group->held_by == server->templates) return true;
  group_measure(jail->group, server->templates);
  return limit_group(jail, header);
}

static bool start_fork(const struct jail *jail, struct fork_server *server, const struct request *request,
                       struct execution *run) {
  const struct request_header *header = &request->header;
  if (server->pid == 0 || server->program < 0) {
    errno = ENOEXEC;
    return false;
  }
  struct fork_request ask = {.mode = header->fork_server_mode,
                             .cpu_seconds = whole_cpu_seconds(header),
                             .data_bytes = limit_or_none(header->data_bytes),
                             .address_space_bytes = limit_or_none(header->address_space_bytes),
                             .stack_bytes = limit_or_none(header->stack_bytes),
                             .file_bytes = header->file_bytes,
                             .processes = process_limit(jail, header),
                             .descriptors = header->descriptors,
                             .load_bytes = header->memory_bytes + LOAD_SPARE};
  const int to_compile[] = {run->output[1], run->error[1], run->status[1]};
  const int to_run[] = {request->input, run->output[1], run->error[1]};
  if (!limit_template(jail, server, &ask, header)) return false;
  if (ask.mode == FORK_COMPILE) run->pid = fork_server_compile(server, &ask, to_compile, &run->channel);
  else run->pid = fork_server_fork(server, &ask, to_run);
  return run->pid > 0;
}

// A pipe from which we read only what is there: nothing that a program does to its end makes us wait.
static bool open_pipe(int ends[2]) {
  return pipe2(ends, O_CLOEXEC) == 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

bool execution_start(const struct jail *jail, struct fork_server *server, const struct request *request,
                     struct execution *run) {
  bool by_template = request->header.mode == RUN_FORK_SERVER && request->header.fork_server_mode != FORK_COMPILE;
  if (!seal(request->input) || !open_pipe(run->output) || !open_pipe(run->error)) return false;
  if (!by_template && !open_pipe(run->status)) return false;
  // A program may open what it writes to once more, as /dev/stdout, but not to read from it.
  mode_t mode = jail->separate_user ? 0622 : 0200;
  if (fchmod(run->output[1], mode) != 0 || fchmod(run->error[1], mode) != 0) return false;
  if (!limit_group(jail, &request->header)) return false;
  bool started = request->header.mode == RUN_FORK_SERVER ? start_fork(jail, server, request, run)
                                                         : start_exec(jail, server, request, run);
  if (!started) return false;
  close_if_open(&run->output[1]);
  close_if_open(&run->error[1]);
  close_if_open(&run->status[1]);
  run->pid_fd = (int)syscall(434 /* pidfd_open */, run->pid, 0u);
  return run->pid_fd >= 0;
}

void execution_end(struct fork_server *server, struct execution *run, bool may_have_forked) {
  if (run->pid > 0) {
    kill(run->pid, SIGKILL);
    waitpid(run->pid, NULL, 0);
    run->pid = 0;
  }
  if (run->first > 0) {
    kill(run->first, SIGKILL);
    waitpid(run->first, NULL, 0);
    run->first = 0;
  } else if (may_have_forked) {
    fork_server_end_others(server);
  }
}
