#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/mount.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"
#include "jail.h"
#include "protocol.h"

#ifndef CAP_CHECKPOINT_RESTORE
#define CAP_CHECKPOINT_RESTORE 40
#endif
#ifndef OPEN_TREE_CLONE
#define OPEN_TREE_CLONE 1
#endif
#ifndef MOVE_MOUNT_F_EMPTY_PATH
#define MOVE_MOUNT_F_EMPTY_PATH 0x00000004
#endif
#define NR_OPEN_TREE 428
#define NR_MOVE_MOUNT 429
#define NR_MOUNT_SETATTR 442
#define ATTR_RDONLY 1u
#define ATTR_NOSUID 2u
#define ATTR_NODEV 4u

#define CANDIDATE_USER 1000
#define BOX_INODES "65536"

struct mount_attributes {
  uint64_t set, clear, propagation, userns_fd;
};

// Not /dev/zero: mapping it gives shared memory, which no limit sees.
static const char *const devices[] = {"null", "full", "random", "urandom"};
#define DEVICES (sizeof devices / sizeof *devices)

void jail_note(struct jail *jail, const char *format, ...) {
  size_t used = strlen(jail->notes);
  if (used > 0 && used + 3 < sizeof jail->notes) {
    strcpy(jail->notes + used, "; ");
    used += 2;
  }
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(jail->notes + used, sizeof jail->notes - used, format, arguments);
  va_end(arguments);
}

static bool write_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool written = write_fully(fd, text, strlen(text));
  int reason = errno;
  close(fd);
  errno = reason;
  return written;
}

static bool write_map(pid_t child, const char *file, const char *format, unsigned first, unsigned second) {
  char path[64], text[96];
  snprintf(path, sizeof path, "/proc/%d/%s", child, file);
  snprintf(text, sizeof text, format, first, second);
  return write_file(path, text);
}

uid_t own_user(void) { return 1900000000u + (unsigned)getpid() * 2 + 1; }

// Gives the child's user namespace its users. Two, far from any real one, where we may (root):
// 0 for the launcher and 1000 for candidates; else only ourselves, as 1000. Returns how many, 0 on failure.
static int map_users(const struct jail *jail, pid_t child, bool privileged) {
  unsigned high = own_user() - 1;
  unsigned low = 40000u + (unsigned)(getpid() % 10000) * 2;
  for (int attempt = 0; privileged && attempt < 2; attempt++) {
    unsigned base = attempt == 0 ? high : low;
    if (write_map(child, "uid_map", "0 %u 1\n1000 %u 1\n", base, base + 1)) {
      if (jail->group) group_hand_over(jail->group, base);
      return write_map(child, "gid_map", "0 %u 1\n1000 %u 1\n", base, base + 1) ? 2 : 0;
    }
  }
  if (!write_map(child, "setgroups", "deny", 0, 0)) return 0;
  return write_map(child, "uid_map", "1000 %u 1\n", geteuid(), 0) &&
                 write_map(child, "gid_map", "1000 %u 1\n", getegid(), 0)
             ? 1
             : 0;
}

static bool make_parents(const char *root, const char *path, char *target, size_t size) {
  if ((size_t)snprintf(target, size, "%s%s", root, path) >= size) return false;
  for (char *slash = target + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    bool made = mkdir(target, 0755) == 0 || errno == EEXIST;
    *slash = '/';
    if (!made) return false;
  }
  return true;
}

struct tree {
  const char *path;
  int fd;             // a detached copy of the mount, or -1
  mode_t mode;
  char link[PATH_MAX];  // where a symbolic link points to
};

// Takes hold of the host's paths while we still are the user who may reach them.
static bool take_tree(struct tree *tree, const char *path) {
  struct stat status;
  tree->path = path;
  tree->fd = -1;
  if (lstat(path, &status) != 0) return true;  // paths that this host does not have
  tree->mode = status.st_mode;
  if (S_ISLNK(status.st_mode)) {
    ssize_t length = readlink(path, tree->link, sizeof tree->link - 1);
    if (length < 0) return false;
    tree->link[length] = 0;
    return true;
  }
  tree->fd = (int)syscall(NR_OPEN_TREE, AT_FDCWD, path, OPEN_TREE_CLONE | O_CLOEXEC | 0x8000 /* AT_RECURSIVE */);
  return tree->fd >= 0;
}

static bool place_tree(const struct tree *tree, const char *root, uint64_t attributes) {
  char target[PATH_MAX];
  if (tree->fd < 0 && !tree->link[0]) return true;
  if (!make_parents(root, tree->path, target, sizeof target)) return false;
  if (tree->link[0]) return symlink(tree->link, target) == 0 || errno == EEXIST;
  if (S_ISDIR(tree->mode)) {
    if (mkdir(target, 0755) != 0 && errno != EEXIST) return false;
  } else {
    int fd = open(target, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    if (fd < 0) return false;
    close(fd);
  }
  if (syscall(NR_MOVE_MOUNT, tree->fd, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH) != 0) return false;
  struct mount_attributes change = {.set = attributes};
  return syscall(NR_MOUNT_SETATTR, AT_FDCWD, target, 0x8000 /* AT_RECURSIVE */, &change, sizeof change) == 0;
}

static bool mount_tmpfs(const char *root, const char *name, const char *options, unsigned long flags) {
  char target[PATH_MAX];
  snprintf(target, sizeof target, "%s/%s", root, name);
  if (mkdir(target, 0755) != 0 && errno != EEXIST) return false;
  return mount("tmpfs", target, "tmpfs", MS_NOSUID | MS_NODEV | flags, options) == 0;
}

static bool link_standard(const char *root) {
  static const char *const links[][2] = {{"/proc/self/fd", "/dev/fd"},
                                         {"/proc/self/fd/0", "/dev/stdin"},
                                         {"/proc/self/fd/1", "/dev/stdout"},
                                         {"/proc/self/fd/2", "/dev/stderr"},
                                         {"/box", "/tmp"}};
  char target[PATH_MAX];
  for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
    snprintf(target, sizeof target, "%s%s", root, links[i][1]);
    if (symlink(links[i][0], target) != 0 && errno != EEXIST) return false;
  }
  return true;
}

// Builds a root of its own on a private tmpfs and moves into it. `step` names what is being done.
static bool build_root(struct jail *jail, const struct options *options, const char **step) {
  static struct tree trees[PATHS_MAX + DEVICES];
  static char device_paths[DEVICES][32];
  int count = 0;
  *step = "making mounts private";
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return false;
  *step = "taking hold of the system's directories";
  for (int i = 0; i < options->read_only_count; i++) {
    if (!take_tree(&trees[count++], options->read_only[i])) return false;
  }
  int system_trees = count;
  for (size_t i = 0; i < DEVICES; i++) {
    snprintf(device_paths[i], sizeof device_paths[i], "/dev/%s", devices[i]);
    if (!take_tree(&trees[count++], device_paths[i])) return false;
  }

  *step = "changing to the jail's own user";
  if (jail->separate_user && jail->layers & LAYER_USER_NAMESPACE) {
    if (setgroups(0, NULL) != 0 || setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0) return false;
  }
  *step = "mounting a private root";
  const char *root = "/tmp";
  if (mount("tmpfs", root, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=4m") != 0) return false;
  *step = "placing the system's directories";
  for (int i = 0; i < count; i++) {
    uint64_t attributes = ATTR_NOSUID | (i < system_trees ? ATTR_RDONLY | ATTR_NODEV : 0);
    if (!place_tree(&trees[i], root, attributes)) return false;
    if (trees[i].fd >= 0) close(trees[i].fd);
  }
  *step = "mounting scratch space";
  char size[128];
  snprintf(size, sizeof size, "mode=0777,nr_inodes=" BOX_INODES ",size=%llu",
           (unsigned long long)options->scratch_bytes);
  if (!mount_tmpfs(root, "box", size, 0) || !mount_tmpfs(root, "program", size, 0)) return false;
  *step = "linking standard streams";
  if (!link_standard(root)) return false;
  *step = "mounting /proc";
  char proc[PATH_MAX];
  snprintf(proc, sizeof proc, "%s/proc", root);
  if (mkdir(proc, 0755) != 0 && errno != EEXIST) return false;
  // A container may refuse a new /proc; programs can do without. The old one must still be in sight.
  if (mount("proc", proc, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2,subset=pid") != 0 &&
      mount("proc", proc, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2") != 0) {
    jail_note(jail, "no /proc in the jail: %s", strerror(errno));
  }
  *step = "changing the root";
  if (chdir(root) != 0 || syscall(__NR_pivot_root, ".", ".") != 0 || umount2(".", MNT_DETACH) != 0 ||
      chdir("/") != 0) {
    return false;
  }
  *step = "making the root read-only";
  struct mount_attributes change = {.set = ATTR_RDONLY};
  if (syscall(NR_MOUNT_SETATTR, AT_FDCWD, "/", 0, &change, sizeof change) != 0) return false;
  strcpy(jail->box, "/box");
  strcpy(jail->program, "/program");
  return namespaces_open_program(jail, false);
}

// Passes on to the fork server what it needs to make its forks the candidates' user, with pids that do not tell how
// many there were before. As the candidates' own user the launcher keeps no more than that, and what it needs itself
// to enter a test's pid namespace.
static bool keep_capabilities(bool separate_user) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2];
  if (syscall(__NR_capget, &header, data) != 0) return false;
  static const int needed[] = {CAP_SYS_ADMIN, CAP_SETUID, CAP_SETGID, CAP_CHECKPOINT_RESTORE};
  struct __user_cap_data_struct kept[2] = {{0}, {0}};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    // A container may grant the first and not the last, which then is not missed.
    if (!(data[CAP_TO_INDEX(needed[i])].permitted & CAP_TO_MASK(needed[i]))) continue;
    kept[CAP_TO_INDEX(needed[i])].inheritable |= CAP_TO_MASK(needed[i]);
  }
  for (int i = 0; i < 2; i++) {
    data[i].inheritable = kept[i].inheritable;
    if (!separate_user) data[i].permitted = data[i].effective = kept[i].inheritable;
  }
  if (syscall(__NR_capset, &header, data) != 0) return false;
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if (!(kept[CAP_TO_INDEX(needed[i])].inheritable & CAP_TO_MASK(needed[i]))) continue;
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, needed[i], 0, 0) != 0) return false;
  }
  return true;
}

// The parent outside the namespaces: waits, and dies with its child. Never returns.
__attribute__((noreturn)) static void wait_outside(const struct jail *jail, pid_t child, const char *scratch) {
  close(STDIN_FILENO);
  close(STDOUT_FILENO);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  rmdir(scratch);
  if (jail->group) group_remove(jail->group);
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

bool namespaces_enter(struct jail *jail, const struct options *options, bool user_namespace) {
  int ready[2], result[2];
  if (pipe2(ready, O_CLOEXEC) != 0 || pipe2(result, O_CLOEXEC) != 0) return false;
  bool privileged = geteuid() == 0;
  uid_t candidate = user_namespace ? CANDIDATE_USER : own_user();  // the child's pid is 1, as that of all others
  unsigned long flags = CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
  // A view of control groups begins where one is when it is made: programs' begins with their own group.
  if (!jail->group) flags |= CLONE_NEWCGROUP;
  if (user_namespace) flags |= CLONE_NEWUSER;
  pid_t child = jail->group ? group_fork(jail->group->launcher, flags, 0)
                            : (pid_t)syscall(__NR_clone, flags | SIGCHLD, 0, 0, 0, 0);
  if (child < 0) {
    jail_note(jail, "no %snamespaces: %s", user_namespace ? "user " : "", strerror(errno));
    close(ready[0]), close(ready[1]), close(result[0]), close(result[1]);
    return false;
  }
  if (child > 0) {
    char users = (char)(user_namespace ? map_users(jail, child, privileged) : privileged ? 2 : 1);
    int reason = errno;
    char error[256] = "";
    close(ready[0]), close(result[1]);
    if (users == 0) {
      snprintf(error, sizeof error, "mapping users: %s", strerror(reason));
      kill(child, SIGKILL);
    } else {
      write_fully(ready[1], &users, 1);
      ssize_t got = read(result[0], error, sizeof error - 1);
      if (got > 0) error[got] = 0;
      if (got == 1 && error[0] == '+') wait_outside(jail, child, options->scratch);
      if (got <= 0) snprintf(error, sizeof error, "the child died");
    }
    close(ready[1]), close(result[0]);
    waitpid(child, NULL, 0);
    jail_note(jail, "no namespaces: %s", error);
    return false;
  }

  prctl(PR_SET_PDEATHSIG, SIGKILL);
  close(ready[1]), close(result[0]);
  char users = 0;
  if (!read_fully(ready[0], &users, 1)) _exit(1);
  close(ready[0]);
  jail->separate_user = users == 2;
  jail->candidate = candidate;
  jail->layers |= LAYER_NAMESPACES | (user_namespace ? LAYER_USER_NAMESPACE : 0) |
                  (jail->separate_user ? LAYER_SEPARATE_USER : 0);
  const char *step = "";
  if (!build_root(jail, options, &step) || (step = "keeping capabilities", !keep_capabilities(jail->separate_user))) {
    char error[256];
    int length = snprintf(error, sizeof error, "%s: %s", step, strerror(errno));
    write_fully(result[1], error, (size_t)length);
    _exit(1);
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // changing the user clears it
  jail->own_pid_namespace = (int)syscall(434 /* pidfd_open */, getpid(), 0);
  write_fully(result[1], "+", 1);
  close(result[1]);
  return true;
}

bool namespaces_hide_groups(const struct jail *jail) {
  return !(jail->layers & LAYER_NAMESPACES) || unshare(CLONE_NEWCGROUP) == 0;
}

bool namespaces_open_program(const struct jail *jail, bool writable) {
  if (!(jail->layers & LAYER_NAMESPACES)) return true;
  struct mount_attributes change = {.set = writable ? 0 : ATTR_RDONLY, .clear = writable ? ATTR_RDONLY : 0};
  return syscall(NR_MOUNT_SETATTR, AT_FDCWD, jail->program, 0, &change, sizeof change) == 0;
}

bool plain_directories(struct jail *jail, const struct options *options) {
  if ((size_t)snprintf(jail->box, sizeof jail->box, "%s/box", options->scratch) >= sizeof jail->box ||
      (size_t)snprintf(jail->program, sizeof jail->program, "%s/program", options->scratch) >= sizeof jail->program) {
    errno = ENAMETOOLONG;
    return false;
  }
  if (mkdir(jail->box, 0700) != 0 || mkdir(jail->program, 0755) != 0 || chmod(options->scratch, 0711) != 0) return false;
  if (!jail->separate_user) return true;
  // Its owner's, and its group's: ours. No other user of the machine looks at it or puts anything there.
  if (chown(jail->box, jail->candidate, getegid()) != 0) return false;
  return chmod(jail->box, 0770) == 0;
}

bool become_candidate(const struct jail *jail) {
  if (jail->separate_user) {
    if (setgroups(0, NULL) != 0 || setresgid(jail->candidate, jail->candidate, jail->candidate) != 0 ||
        setresuid(jail->candidate, jail->candidate, jail->candidate) != 0) {
      return false;
    }
  }
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[2] = {{0}, {0}};
  return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) == 0 && syscall(__NR_capset, &header, none) == 0;
}
