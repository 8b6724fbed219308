#include "seccomp.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the launcher knows the system calls of x86-64 and aarch64"
#endif

#ifndef SECCOMP_FILTER_FLAG_SPEC_ALLOW
#define SECCOMP_FILTER_FLAG_SPEC_ALLOW (1UL << 2)
#endif

// System calls that are harmless whatever their arguments. What is in no list answers ENOSYS, so that
// libraries fall back to older calls.
static const int allowed[] = {
    // files: Landlock and the mount namespace decide on paths
    __NR_read, __NR_write, __NR_close, __NR_fstat, __NR_lseek, __NR_pread64, __NR_pwrite64, __NR_readv,
    __NR_writev, __NR_preadv, __NR_pwritev, __NR_preadv2, __NR_pwritev2, __NR_dup, __NR_dup3, __NR_pipe2,
    __NR_openat, __NR_newfstatat, __NR_statx, __NR_readlinkat, __NR_faccessat, __NR_getdents64, __NR_getcwd,
    __NR_chdir, __NR_fchdir, __NR_ftruncate, __NR_fallocate, __NR_fsync, __NR_fdatasync,
    __NR_mkdirat, __NR_unlinkat, __NR_renameat2, __NR_symlinkat, __NR_umask, __NR_statfs, __NR_fstatfs,
    __NR_sendfile, __NR_splice, __NR_copy_file_range, __NR_flock, __NR_fadvise64, __NR_readahead,
    439 /* faccessat2 */,
#ifdef __NR_renameat
    __NR_renameat,
#endif
#ifdef __x86_64__
    __NR_open, __NR_stat, __NR_lstat, __NR_access, __NR_pipe, __NR_dup2, __NR_readlink, __NR_mkdir, __NR_rmdir,
    __NR_creat, __NR_unlink, __NR_rename, __NR_symlink, __NR_getdents, __NR_poll, __NR_select, __NR_epoll_create,
    __NR_epoll_wait, __NR_eventfd, __NR_signalfd, __NR_time, __NR_alarm, __NR_pause, __NR_getpgrp, __NR_arch_prctl,
#endif
    // memory
    __NR_munmap, __NR_mremap, __NR_mprotect, __NR_brk, __NR_mincore, __NR_msync,
    __NR_mlock, __NR_munlock, __NR_mlock2, __NR_get_mempolicy,
    // threads, scheduling of oneself
    __NR_futex, __NR_set_tid_address, __NR_set_robust_list, __NR_get_robust_list, __NR_rseq, __NR_membarrier,
    __NR_sched_yield, __NR_sched_getaffinity, __NR_sched_getparam, __NR_sched_getscheduler,
    __NR_sched_get_priority_max, __NR_sched_get_priority_min, __NR_getcpu, __NR_getpriority,
    __NR_exit, __NR_exit_group, __NR_wait4, __NR_waitid, __NR_restart_syscall,
    // identity, limits and usage of oneself
    __NR_getpid, __NR_getppid, __NR_gettid, __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid,
    __NR_getresuid, __NR_getresgid, __NR_getgroups, __NR_getpgid, __NR_getsid, __NR_setpgid, __NR_setsid,
    __NR_getrlimit, __NR_getrusage, __NR_times, __NR_uname, __NR_sysinfo, __NR_capget,
    // time
    __NR_clock_gettime, __NR_clock_getres, __NR_clock_nanosleep, __NR_nanosleep, __NR_gettimeofday,
    __NR_getitimer, __NR_setitimer, __NR_timer_create, __NR_timer_settime, __NR_timer_gettime,
    __NR_timer_getoverrun, __NR_timer_delete, __NR_timerfd_create, __NR_timerfd_settime, __NR_timerfd_gettime,
    // signals to oneself
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigpending, __NR_rt_sigtimedwait,
    __NR_rt_sigsuspend, __NR_sigaltstack, __NR_signalfd4,
    // event loops: pipes, event descriptors and socket pairs
    __NR_ppoll, __NR_pselect6, __NR_epoll_create1, __NR_epoll_ctl, __NR_epoll_pwait, __NR_eventfd2,
    __NR_recvfrom, __NR_shutdown, __NR_getsockname, __NR_getpeername, __NR_getsockopt, __NR_getrandom,
};

// System calls that answer EPERM rather than ENOSYS: a program that meets them should see a refusal.
static const int refused[] = {
    __NR_socket, __NR_connect, __NR_bind, __NR_listen, __NR_accept, __NR_accept4, __NR_sendmsg, __NR_recvmsg,
    __NR_ptrace, __NR_mount, __NR_umount2, __NR_chroot, __NR_pivot_root, __NR_unshare, __NR_setns,
    __NR_setuid, __NR_setgid, __NR_setreuid, __NR_setregid, __NR_setresuid, __NR_setresgid, __NR_setgroups,
    __NR_setfsuid, __NR_setfsgid, __NR_capset, __NR_mknodat, __NR_linkat, __NR_fchownat, __NR_fchown,
    __NR_utimensat, __NR_bpf, __NR_perf_event_open, __NR_keyctl, __NR_add_key, __NR_request_key,
    __NR_sched_setaffinity, __NR_sched_setscheduler, __NR_sched_setparam, __NR_sched_setattr, __NR_mlockall,
    __NR_tkill, __NR_execveat, __NR_personality, __NR_sethostname, __NR_syslog, __NR_reboot,
#ifdef __x86_64__
    __NR_mknod, __NR_link, __NR_chown, __NR_lchown, __NR_utime, __NR_utimes, __NR_futimesat,
#endif
};

enum decision { NOT_IMPLEMENTED, ALLOW, REFUSE };
#define CALLS 512

static void emit(struct seccomp_filter *filter, uint16_t code, uint8_t yes, uint8_t no, uint32_t constant) {
  if (filter->length < FILTER_MAX) {
    filter->code[filter->length] = (struct sock_filter){code, yes, no, constant};
  }
  filter->length++;
}

static void emit_return(struct seccomp_filter *filter, uint32_t action) {
  emit(filter, BPF_RET | BPF_K, 0, 0, action);
}

static void emit_load(struct seccomp_filter *filter, size_t offset) {
  emit(filter, BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)offset);
}

#define ARGUMENT(index) (offsetof(struct seccomp_data, args) + 8 * (index))
#define ERRNO(number) (SECCOMP_RET_ERRNO | (number))

// A rule on arguments starts here: `rule_begin` skips it for other calls, `rule_end` closes it.
static size_t rule_begin(struct seccomp_filter *filter, int call) {
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, (uint32_t)call);
  return filter->length - 1;
}

static void rule_end(struct seccomp_filter *filter, size_t start, uint32_t otherwise) {
  emit_return(filter, otherwise);
  if (filter->length <= FILTER_MAX) filter->code[start].jf = (uint8_t)(filter->length - start - 1);
}

static void allow_if_equal(struct seccomp_filter *filter, uint32_t value) {
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
  emit_return(filter, SECCOMP_RET_ALLOW);
}

static void refuse_if_equal(struct seccomp_filter *filter, uint32_t value) {
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value);
  emit_return(filter, ERRNO(EPERM));
}

static void refuse_unless_equal(struct seccomp_filter *filter, uint32_t value) {
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, value);
  emit_return(filter, ERRNO(EPERM));
}

static void refuse_unless_null(struct seccomp_filter *filter, int argument) {
  for (size_t half = 0; half < 8; half += 4) {
    emit_load(filter, ARGUMENT(argument) + half);
    refuse_unless_equal(filter, 0);
  }
}

// The next instruction compares with the program's own pid, which is filled in after the fork.
static void mark_self(struct seccomp_filter *filter) {
  if (filter->self_count < sizeof filter->self_at / sizeof *filter->self_at) {
    filter->self_at[filter->self_count++] = filter->length;
  }
}

// Allows a call only when its first argument is the program's own pid.
static void own_pid_only(struct seccomp_filter *filter, int call) {
  size_t start = rule_begin(filter, call);
  emit_load(filter, ARGUMENT(0));
  mark_self(filter);
  allow_if_equal(filter, 0);
  rule_end(filter, start, ERRNO(EPERM));
}

static void values_only(struct seccomp_filter *filter, int call, int argument, const uint32_t *values,
                        size_t count, uint32_t otherwise) {
  size_t start = rule_begin(filter, call);
  emit_load(filter, ARGUMENT(argument));
  for (size_t i = 0; i < count; i++) allow_if_equal(filter, values[i]);
  rule_end(filter, start, otherwise);
}

#define LENGTH(array) (sizeof(array) / sizeof *(array))

#define LIMIT_ON_CORE_DUMPS 4

// One's own limits: a program may read and lower them, but that on core dumps, under which a crash has no
// consequences on machines that hand each to a program of the system's.
static void limit_rule(struct seccomp_filter *filter) {
  size_t start = rule_begin(filter, __NR_setrlimit);
  emit_load(filter, ARGUMENT(0));
  refuse_if_equal(filter, LIMIT_ON_CORE_DUMPS);
  rule_end(filter, start, SECCOMP_RET_ALLOW);
}

static void own_limits_only(struct seccomp_filter *filter) {
  size_t start = rule_begin(filter, __NR_prlimit64);
  emit_load(filter, ARGUMENT(0));
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 2, 0, 0);
  mark_self(filter);
  refuse_unless_equal(filter, 0);
  emit_load(filter, ARGUMENT(1));
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, LIMIT_ON_CORE_DUMPS);
  emit_return(filter, SECCOMP_RET_ALLOW);
  refuse_unless_null(filter, 2);
  rule_end(filter, start, SECCOMP_RET_ALLOW);
}

// Priority of oneself. Without a pid namespace others of the same user, and all of them together, could be
// slowed down, and could never be sped up again.
static void priority_rule(struct seccomp_filter *filter) {
  size_t start = rule_begin(filter, __NR_setpriority);
  emit_load(filter, ARGUMENT(0));
  refuse_unless_equal(filter, 0 /* PRIO_PROCESS */);
  emit_load(filter, ARGUMENT(1));
  allow_if_equal(filter, 0);
  mark_self(filter);
  allow_if_equal(filter, 0);
  rule_end(filter, start, ERRNO(EPERM));
}

// Socket pairs talk to themselves: a datagram socket of one could otherwise send to any other by its address,
// the system's log among them. Their buffers are memory that is in no account, and stay as small as they are.
static void socket_rules(struct seccomp_filter *filter) {
  static const uint32_t harmless_options[] = {2 /* REUSEADDR */, 9 /* KEEPALIVE */, 13 /* LINGER */,
                                              18 /* RCVLOWAT */, 20, 21, 66, 67 /* RCVTIMEO, SNDTIMEO, old and new */};
  static const uint32_t unix_domain[] = {1};
  values_only(filter, __NR_socketpair, 0, unix_domain, LENGTH(unix_domain), ERRNO(EPERM));
  values_only(filter, __NR_setsockopt, 2, harmless_options, LENGTH(harmless_options), ERRNO(EPERM));
  size_t start = rule_begin(filter, __NR_sendto);
  refuse_unless_null(filter, 4 /* the address */);
  rule_end(filter, start, SECCOMP_RET_ALLOW);
}

// Memory that the limit would not see. Shared anonymous memory lives as long as one page of it is mapped, and
// pages unmapped by munmap or advice are in nobody's account; huge pages are from a pool of the machine's;
// pages that were merged or written to swap are not resident.
static void memory_rules(struct seccomp_filter *filter) {
  static const uint32_t harmless_advice[] = {0,  1,  2,  3,  4 /* NORMAL to DONTNEED */, 8 /* FREE */, 9 /* REMOVE */,
                                             10, 11 /* DONTFORK, DOFORK */, 14, 15 /* HUGEPAGE, NOHUGEPAGE */,
                                             16, 17, 18, 19 /* DONTDUMP to KEEPONFORK */,
                                             22, 23, 24, 25 /* POPULATE to COLLAPSE */, 102, 103 /* GUARD */};
  const uint32_t shared = 0x01, anonymous = 0x20, huge_pages = 0x40000;
  size_t start = rule_begin(filter, __NR_mmap);
  emit_load(filter, ARGUMENT(3));
  emit(filter, BPF_JMP | BPF_JSET | BPF_K, 0, 1, huge_pages);
  emit_return(filter, ERRNO(EPERM));
  emit(filter, BPF_ALU | BPF_AND | BPF_K, 0, 0, shared | anonymous);
  refuse_if_equal(filter, shared | anonymous);
  rule_end(filter, start, SECCOMP_RET_ALLOW);
  values_only(filter, __NR_madvise, 2, harmless_advice, LENGTH(harmless_advice), ERRNO(EINVAL));
}

// Where space on disk is watched, none may be taken faster than it can be seen.
static void disk_rules(struct seccomp_filter *filter, struct seccomp_policy policy) {
  if (policy.own_disk) return;
  size_t start = rule_begin(filter, __NR_fallocate);
  rule_end(filter, start, ERRNO(EOPNOTSUPP));
}

// Opening with O_TRUNC shortens a file, also when it is opened for reading, or for neither reading nor writing.
static void no_truncation_unless_writing(struct seccomp_filter *filter, int call, int flags) {
  const uint32_t access = 3, truncate = 0x200;
  size_t start = rule_begin(filter, call);
  emit_load(filter, ARGUMENT(flags));
  emit(filter, BPF_ALU | BPF_AND | BPF_K, 0, 0, access | truncate);
  refuse_if_equal(filter, truncate);
  refuse_if_equal(filter, truncate | access);
  rule_end(filter, start, SECCOMP_RET_ALLOW);
}

// Closing does not give a thread a table of descriptors of its own.
static void close_range_rule(struct seccomp_filter *filter) {
  const uint32_t unshare = 2;
  size_t start = rule_begin(filter, 436 /* close_range */);
  emit_load(filter, ARGUMENT(2));
  emit(filter, BPF_JMP | BPF_JSET | BPF_K, 0, 1, unshare);
  emit_return(filter, ERRNO(EPERM));
  rule_end(filter, start, SECCOMP_RET_ALLOW);
}

// Rules that are the same for all processes of a jail.
static void shared_rules(struct seccomp_filter *filter, struct seccomp_policy policy) {
  static const uint32_t terminal_and_blocking[] = {0x5401 /* TCGETS */, 0x5413 /* TIOCGWINSZ */,
                                                   0x541b /* FIONREAD */, 0x5421 /* FIONBIO */,
                                                   0x5450 /* FIONCLEX */, 0x5451 /* FIOCLEX */};
  static const uint32_t harmless_fcntl[] = {0 /* DUPFD */, 1 /* GETFD */, 2 /* SETFD */, 3 /* GETFL */,
                                            4 /* SETFL */, 5, 6, 7 /* GETLK, SETLK, SETLKW */, 36, 37, 38 /* OFD locks */,
                                            1030 /* DUPFD_CLOEXEC */, 1032 /* GETPIPE_SZ */, 1034 /* GET_SEALS */};
  values_only(filter, __NR_ioctl, 1, terminal_and_blocking, LENGTH(terminal_and_blocking), ERRNO(ENOTTY));
  values_only(filter, __NR_fcntl, 1, harmless_fcntl, LENGTH(harmless_fcntl), ERRNO(EPERM));
  socket_rules(filter);
  memory_rules(filter);
  disk_rules(filter, policy);
  if (policy.no_truncate) {
    no_truncation_unless_writing(filter, __NR_openat, 2);
#ifdef __x86_64__
    no_truncation_unless_writing(filter, __NR_open, 1);
#endif
  }
  close_range_rule(filter);
  limit_rule(filter);
}

// Rules that hold for the program itself: by its own pid, and what its template still needed.
static void own_rules(struct seccomp_filter *filter, bool may_fork) {
  static const uint32_t harmless_prctl[] = {3 /* GET_DUMPABLE */, 15 /* SET_NAME */, 16 /* GET_NAME */,
                                            21 /* GET_SECCOMP */, 23 /* CAPBSET_READ */, 30 /* GET_TIMERSLACK */,
                                            39 /* GET_NO_NEW_PRIVS */, 0x53564d41 /* SET_VMA */};
  values_only(filter, __NR_prctl, 0, harmless_prctl, LENGTH(harmless_prctl), ERRNO(EPERM));
  own_pid_only(filter, __NR_kill);
  own_pid_only(filter, __NR_tgkill);
  own_pid_only(filter, __NR_rt_sigqueueinfo);
  own_pid_only(filter, __NR_rt_tgsigqueueinfo);
  own_limits_only(filter);
  priority_rule(filter);

  // clone: threads always, processes by policy, namespaces never. A thread has the descriptors of its process: with
  // tables of its own it could have as many again, and what is open there nobody would find.
  const uint32_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                              CLONE_NEWPID | CLONE_NEWNET | CLONE_PARENT;
  size_t start = rule_begin(filter, __NR_clone);
  emit_load(filter, ARGUMENT(0));
  emit(filter, BPF_JMP | BPF_JSET | BPF_K, 0, 1, namespaces);
  emit_return(filter, ERRNO(EPERM));
  emit(filter, BPF_ALU | BPF_AND | BPF_K, 0, 0, CLONE_THREAD | CLONE_FILES);
  allow_if_equal(filter, CLONE_THREAD | CLONE_FILES);
  refuse_if_equal(filter, CLONE_THREAD);
  rule_end(filter, start, may_fork ? SECCOMP_RET_ALLOW : ERRNO(EAGAIN));
}

#define NR_CLONE3 435

// What a template does before it is a program: take requests, fork, give up what it has left, confine. All
// of these are in `own_rules` or refused by `seccomp_build_last`.
static const int of_templates[] = {
    __NR_recvmsg, __NR_capset, __NR_seccomp, __NR_prctl, __NR_prlimit64, __NR_clone, NR_CLONE3, __NR_kill,
    __NR_tgkill, __NR_rt_sigqueueinfo, __NR_rt_tgsigqueueinfo, __NR_setpriority,
};

// Those of them that a template makes again for each program. None takes a sixth argument: there the number goes.
static const int gated[] = {__NR_recvmsg, __NR_capset, __NR_prctl, NR_CLONE3};

static void gate(struct seccomp_filter *filter) {
  const uint8_t calls = 2 * LENGTH(gated);
  emit_load(filter, ARGUMENT(5));
  filter->gate_at[0] = filter->length;
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, calls + 3, 0);
  emit_load(filter, ARGUMENT(5) + 4);
  filter->gate_at[1] = filter->length;
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, calls + 1, 0);
  emit_load(filter, offsetof(struct seccomp_data, nr));
  for (size_t i = 0; i < LENGTH(gated); i++) allow_if_equal(filter, (uint32_t)gated[i]);
  emit_load(filter, offsetof(struct seccomp_data, nr));
}

// A balanced tree over runs of call numbers with equal decisions: a handful of steps for any number.
static void emit_tree(struct seccomp_filter *filter, const int *starts, const enum decision *decisions,
                      size_t first, size_t last) {
  if (first == last) {
    emit_return(filter, decisions[first] == ALLOW    ? SECCOMP_RET_ALLOW
                        : decisions[first] == REFUSE ? ERRNO(EPERM)
                                                     : ERRNO(ENOSYS));
    return;
  }
  size_t middle = (first + last + 1) / 2;
  // At or above the middle: jump over the lower half, whose length is known only afterwards.
  emit(filter, BPF_JMP | BPF_JGE | BPF_K, 0, 1, (uint32_t)starts[middle]);
  size_t jump = filter->length;
  emit(filter, BPF_JMP | BPF_JA, 0, 0, 0);
  emit_tree(filter, starts, decisions, first, middle - 1);
  if (jump < FILTER_MAX) filter->code[jump].k = (uint32_t)(filter->length - jump - 1);
  emit_tree(filter, starts, decisions, middle, last);
}

bool seccomp_build(struct seccomp_filter *filter, struct seccomp_policy policy) {
  memset(filter, 0, sizeof *filter);
  emit_load(filter, offsetof(struct seccomp_data, arch));
  emit(filter, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, NATIVE_ARCHITECTURE);
  emit_return(filter, SECCOMP_RET_KILL_PROCESS);
  if (policy.gated) gate(filter);
  else emit_load(filter, offsetof(struct seccomp_data, nr));

  enum decision decisions[CALLS] = {NOT_IMPLEMENTED};
  for (size_t i = 0; i < LENGTH(allowed); i++) decisions[allowed[i]] = ALLOW;
  for (size_t i = 0; i < LENGTH(refused); i++) decisions[refused[i]] = REFUSE;
  decisions[__NR_fchmod] = decisions[__NR_fchmodat] = policy.may_chmod ? ALLOW : REFUSE;
  decisions[__NR_truncate] = policy.no_truncate ? REFUSE : ALLOW;
  decisions[__NR_execve] = policy.may_exec ? ALLOW : REFUSE;
  for (size_t i = 0; policy.template && i < LENGTH(of_templates); i++) decisions[of_templates[i]] = ALLOW;
#ifdef __x86_64__
  decisions[__NR_chmod] = policy.may_chmod ? ALLOW : REFUSE;
  decisions[__NR_fork] = decisions[__NR_vfork] = policy.may_fork ? ALLOW : REFUSE;
#endif

  int starts[CALLS];
  enum decision runs[CALLS];
  size_t count = 0;
  for (int call = 0; call < CALLS; call++) {
    if (count > 0 && runs[count - 1] == decisions[call]) continue;
    starts[count] = call;
    runs[count++] = decisions[call];
  }
  // Calls of the x32 table and unknown numbers are above every run: the last one answers ENOSYS.
  shared_rules(filter, policy);
  if (!policy.template) own_rules(filter, policy.may_fork);
  emit_tree(filter, starts, runs, 0, count - 1);
  return filter->length <= FILTER_MAX;
}

bool seccomp_build_last(struct seccomp_filter *filter) {
  memset(filter, 0, sizeof *filter);
  emit_load(filter, offsetof(struct seccomp_data, nr));
  own_rules(filter, false);
  static const struct {
    int call;
    uint32_t answer;
  } others[] = {{__NR_recvmsg, EPERM}, {__NR_capset, EPERM}, {__NR_seccomp, ENOSYS}, {NR_CLONE3, ENOSYS}};
  for (size_t i = 0; i < LENGTH(others); i++) rule_end(filter, rule_begin(filter, others[i].call), ERRNO(others[i].answer));
  emit_return(filter, SECCOMP_RET_ALLOW);
  return filter->length <= FILTER_MAX;
}

void seccomp_set_self(struct seccomp_filter *filter, pid_t self) {
  for (size_t i = 0; i < filter->self_count; i++) filter->code[filter->self_at[i]].k = (uint32_t)self;
}

bool seccomp_confine(const struct seccomp_filter *filter) {
  struct sock_fprog program = {.len = (unsigned short)filter->length, .filter = (struct sock_filter *)filter->code};
  return syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0;
}
