// expect: WA
// unconfined: succeeds
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
// With senseless arguments: an answer other than "no such call" and "not permitted" means that the call
// has reached the kernel's code for it.
#define CALL(name, ...) {#name, SYS_##name, {__VA_ARGS__}}
#define BAD (long)1
static const struct {
  const char *name;
  long number, arguments[6];
} calls[] = {
    {"io_uring_setup", 425, {0, BAD}},
    {"io_uring_enter", 426, {-1}},
    {"io_uring_register", 427, {-1}},
    CALL(userfaultfd, -1),
    CALL(keyctl, 9999),
    CALL(add_key, BAD, BAD, 0, 0, 0),
    CALL(request_key, BAD, BAD, BAD, 0),
    CALL(bpf, 0, BAD, 1000000),
    CALL(perf_event_open, BAD, -1, -1, -1, 0),
    CALL(mount, BAD, BAD, BAD, 0, 0),
    CALL(umount2, BAD, -1),
    CALL(pivot_root, BAD, BAD),
    CALL(chroot, BAD),
    {"open_tree", 428, {-1, BAD, -1}},
    {"move_mount", 429, {-1, BAD, -1, BAD, -1}},
    {"fsopen", 430, {BAD, -1}},
    {"fspick", 433, {-1, BAD, -1}},
    {"mount_setattr", 442, {-1, BAD, -1, BAD, -1}},
    {"statmount", 457, {BAD, BAD, 0, -1}},
    {"listmount", 458, {BAD, BAD, 0, -1}},
    CALL(setns, -1, -1),
    CALL(unshare, 0x1),
    {"clone3", 435, {BAD, 0}},
    CALL(process_vm_readv, 0, BAD, -1, BAD, -1, -1),
    CALL(process_vm_writev, 0, BAD, -1, BAD, -1, -1),
    CALL(ptrace, 9999, -1),
    CALL(kcmp, -1, -1, -1),
    {"pidfd_open", 434, {-1, -1}},
    {"pidfd_getfd", 438, {-1, -1, -1}},
    {"pidfd_send_signal", 424, {-1, -1, BAD, -1}},
    {"process_madvise", 440, {-1, BAD, -1, -1, -1}},
    {"process_mrelease", 448, {-1, -1}},
    CALL(quotactl, -1, BAD, -1, BAD),
    CALL(name_to_handle_at, -1, BAD, BAD, BAD, -1),
    CALL(open_by_handle_at, -1, BAD, -1),
    CALL(fanotify_init, -1, -1),
    CALL(fanotify_mark, -1, -1, -1, -1, BAD),
    CALL(inotify_init1, -1),
    CALL(kexec_load, 0, -1, BAD, -1),
    CALL(init_module, BAD, 0, BAD),
    CALL(finit_module, -1, BAD, -1),
    CALL(delete_module, BAD, 0),
    CALL(swapon, BAD, -1),
    CALL(acct, BAD),
    CALL(personality, 0xffffffff),
    CALL(syslog, 9999, BAD, -1),
    CALL(sethostname, BAD, -1),
    CALL(setdomainname, BAD, -1),
    CALL(settimeofday, BAD, BAD),
    CALL(clock_settime, 9999, BAD),
    CALL(clock_adjtime, 9999, BAD),
    CALL(adjtimex, BAD),
    CALL(memfd_create, BAD, -1),
    CALL(mbind, BAD, -1, -1, BAD, -1, -1),
    CALL(migrate_pages, 0, -1, BAD, BAD),
    CALL(move_pages, 0, -1, BAD, BAD, BAD, -1),
    CALL(set_mempolicy, -1, BAD, -1),
    CALL(remap_file_pages, BAD, BAD, BAD, BAD, BAD),
    CALL(pkey_alloc, -1, -1),
    CALL(seccomp, -1, -1, BAD),
    {"landlock_create_ruleset", 444, {BAD, 1, -1}},
    CALL(mq_open, BAD, -1, -1, BAD),
    CALL(semget, 0, -1, 0),
    CALL(msgget, 0, 0),
    CALL(shmget, 0, 0, 0),
    CALL(io_setup, 0, BAD),
    CALL(vmsplice, -1, BAD, 0, 0),
    CALL(ioprio_set, -1, -1, -1),
    CALL(sched_setattr, 0, BAD, -1),
    CALL(sched_setscheduler, -1, -1, BAD),
    CALL(sched_setaffinity, 0, 1, BAD),
    CALL(setuid, -1),
    CALL(setresuid, -2, -2, -2),
    CALL(setgroups, -1, BAD),
    CALL(capset, BAD, BAD),
    CALL(mknodat, -1, BAD, 0170000, 0),
    CALL(execveat, -1, BAD, BAD, BAD, -1),
    CALL(lookup_dcookie, -1, BAD, 0),
    CALL(reboot, -1, -1, -1, 0),
    CALL(vhangup, 0),
    CALL(setxattr, BAD, BAD, BAD, 0, -1),
    CALL(sync_file_range, -1, -1, -1, -1),
    CALL(syncfs, -1),
#ifdef __x86_64__
    CALL(modify_ldt, 9999, BAD, 0),
    CALL(iopl, 9999),
    CALL(ioperm, -1, -1, 1),
    CALL(uselib, BAD),
    CALL(ustat, -1, BAD),
    CALL(_sysctl, BAD),
    CALL(create_module, BAD, 0),
    CALL(kexec_file_load, -1, -1, -1, BAD, -1),
#endif
};
int main() {
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    const long *a = calls[i].arguments;
    if (strcmp(calls[i].name, "vhangup") == 0 && geteuid() == 0) continue;  // it takes no argument to fail on
    errno = 0;
    long result = syscall(calls[i].number, a[0], a[1], a[2], a[3], a[4], a[5]);
    if (result < 0 && (errno == ENOSYS || errno == EPERM)) continue;
    printf("PWNED %s: %ld %s\n", calls[i].name, result, strerror(errno));
  }
  puts("held");
}
