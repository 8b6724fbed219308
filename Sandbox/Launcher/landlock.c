#include "landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Declared here so that the launcher builds with older kernel headers; numbers are the same on all
// architectures.
#define NR_CREATE_RULESET 444
#define NR_ADD_RULE 445
#define NR_RESTRICT_SELF 446

struct ruleset_attr {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;
  uint64_t scoped;
};

struct path_beneath_attr {
  uint64_t allowed_access;
  int32_t parent_fd;
} __attribute__((packed));

enum access_fs {
  FS_EXECUTE = 1 << 0,
  FS_WRITE_FILE = 1 << 1,
  FS_READ_FILE = 1 << 2,
  FS_READ_DIR = 1 << 3,
  FS_REMOVE_DIR = 1 << 4,
  FS_REMOVE_FILE = 1 << 5,
  FS_MAKE_CHAR = 1 << 6,
  FS_MAKE_DIR = 1 << 7,
  FS_MAKE_REG = 1 << 8,
  FS_MAKE_SOCK = 1 << 9,
  FS_MAKE_FIFO = 1 << 10,
  FS_MAKE_BLOCK = 1 << 11,
  FS_MAKE_SYM = 1 << 12,
  FS_REFER = 1 << 13,      // ABI 2
  FS_TRUNCATE = 1 << 14,   // ABI 3
  FS_IOCTL_DEV = 1 << 15,  // ABI 5
};

#define SCOPE_ABSTRACT_SOCKET 1u
#define SCOPE_SIGNAL 2u
#define NET_BIND_TCP 1u
#define NET_CONNECT_TCP 2u

static uint64_t known_rights(int abi) {
  uint64_t rights = (FS_REFER - 1);
  if (abi >= 2) rights |= FS_REFER;
  if (abi >= LANDLOCK_ABI_TRUNCATE) rights |= FS_TRUNCATE;
  if (abi >= 5) rights |= FS_IOCTL_DEV;
  return rights;
}

static size_t attr_size(int abi) {
  if (abi >= 6) return sizeof(struct ruleset_attr);
  if (abi >= 4) return offsetof(struct ruleset_attr, scoped);
  return offsetof(struct ruleset_attr, handled_access_net);
}

int landlock_abi(void) {
  long abi = syscall(NR_CREATE_RULESET, NULL, 0, 1u);
  return abi < 0 ? 0 : (int)abi;
}

int landlock_ruleset(int abi) {
  struct ruleset_attr attr = {.handled_access_fs = known_rights(abi)};
  if (abi >= 4) attr.handled_access_net = NET_BIND_TCP | NET_CONNECT_TCP;
  if (abi >= 6) attr.scoped = SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL;
  return (int)syscall(NR_CREATE_RULESET, &attr, attr_size(abi), 0u);
}

static uint64_t rights_for(enum landlock_grant grant) {
  switch (grant) {
    case GRANT_READ: return FS_READ_FILE | FS_READ_DIR;
    case GRANT_READ_EXECUTE: return FS_READ_FILE | FS_READ_DIR | FS_EXECUTE;
    case GRANT_DEVICE: return FS_READ_FILE | FS_WRITE_FILE;
    case GRANT_SCRATCH:
      return FS_READ_FILE | FS_READ_DIR | FS_WRITE_FILE | FS_REMOVE_DIR | FS_REMOVE_FILE | FS_MAKE_DIR |
             FS_MAKE_REG | FS_MAKE_SYM | FS_REFER | FS_TRUNCATE;
  }
  return 0;
}

bool landlock_allow(int ruleset, int abi, const char *path, enum landlock_grant grant) {
  int fd = open(path, O_PATH | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
  struct stat status;
  uint64_t rights = rights_for(grant) & known_rights(abi);
  if (fstat(fd, &status) == 0 && !S_ISDIR(status.st_mode)) {
    rights &= FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV;
  }
  struct path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
  bool added = syscall(NR_ADD_RULE, ruleset, 1 /* LANDLOCK_RULE_PATH_BENEATH */, &rule, 0u) == 0;
  int reason = errno;
  close(fd);
  errno = reason;
  return added;
}

bool landlock_confine(int ruleset) { return syscall(NR_RESTRICT_SELF, ruleset, 0u) == 0; }
