// The messages between the executor (on standard input, a stream socket) and the launcher.
// Both ends run on one machine, so integers have the machine's own byte order.
#ifndef SSTAR_PROTOCOL_H
#define SSTAR_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROTOCOL_VERSION 2u
#define REQUEST_MAGIC 0x52415453u   // "STAR"
#define RESPONSE_MAGIC 0x53415453u  // "STAS"
#define PAYLOAD_MAX (1ull << 30)

enum operation { OPERATION_INSTALL = 1, OPERATION_RUN = 2 };

// How the installed program is started.
enum run_mode {
  RUN_EXEC = 0,              // execve of the arguments
  RUN_FORK_SERVER = 1,       // a fork of the resident interpreter, in one of its own modes
};

enum request_flags {
  REQUEST_COMPILE = 1,  // a compiler: may chmod its output, is not a candidate
  REQUEST_IN_MEMORY = 2,  // install: the first file is the fork server's program, kept off the disk
};

// Followed by `payload_size` bytes: blobs, each a uint64 length and its bytes, in this order:
// arguments, environment, files (name, contents), directories, paths to collect, standard input.
struct request_header {
  uint32_t magic;
  uint32_t operation;
  uint32_t mode;
  uint32_t fork_server_mode;
  uint32_t flags;
  uint32_t argument_count;
  uint32_t environment_count;
  uint32_t file_count;
  uint32_t directory_count;
  uint32_t collect_count;
  uint32_t processes;
  uint32_t threads;
  uint32_t descriptors;
  uint32_t unused;
  uint64_t cpu_ns;
  uint64_t wall_ns;
  uint64_t memory_bytes;
  uint64_t data_bytes;           // RLIMIT_DATA; 0 = unlimited
  uint64_t address_space_bytes;  // RLIMIT_AS; 0 = unlimited
  uint64_t stack_bytes;
  uint64_t output_bytes;
  uint64_t error_bytes;          // how much of standard error is kept
  uint64_t error_limit_bytes;    // how much may be written
  uint64_t file_bytes;           // largest file
  uint64_t scratch_bytes;        // all files together
  uint64_t payload_size;
};

enum outcome {
  OUTCOME_ENDED = 0,    // `status` is the wait status
  OUTCOME_FAILURE = 1,  // the launcher's own failure: the error blob says what
  OUTCOME_COMPILED = 2,  // the fork server compiled the program, which is installed in that form now
};

enum limit_flags {
  LIMIT_CPU = 1,
  LIMIT_WALL = 2,
  LIMIT_MEMORY = 4,
  LIMIT_OUTPUT = 8,
  LIMIT_SCRATCH = 16,
};

// Followed by blobs: standard output, standard error, then for each path to collect
// its contents, with length UINT64_MAX where there is no such regular file.
struct response_header {
  uint32_t magic;
  uint32_t outcome;
  int32_t status;
  uint32_t limits;
  uint64_t cpu_ns;
  uint64_t wall_ns;
  uint64_t peak_bytes;
  uint64_t payload_size;
};

enum layer {
  LAYER_NO_NEW_PRIVS = 1,
  LAYER_SECCOMP = 2,
  LAYER_LANDLOCK = 4,
  LAYER_NAMESPACES = 8,      // pid, mount, net, ipc, uts with pivot_root
  LAYER_USER_NAMESPACE = 16,
  LAYER_SEPARATE_USER = 32,  // candidates run under another uid than the launcher
  LAYER_FORK_SERVER = 64,
  LAYER_CGROUP = 128,  // the kernel limits memory and processes
};

// The first message of the launcher: what is in force. Followed by two blobs: the paths of the
// working directory and the program directory, then a text of notes (why a layer is missing).
struct hello {
  uint32_t magic;
  uint32_t version;
  uint32_t layers;
  int32_t landlock_abi;
  uint32_t outcome;
  uint32_t unused;
  uint64_t payload_size;
};

struct blob {
  char *bytes;
  uint64_t size;
};

// Where the contents of a file lie in `contents`.
struct extent {
  uint64_t offset, size;
};

// A request. What may be large is in memory files and never in the launcher's own memory: a program that is started
// begins its account with what its parent had.
struct request {
  struct request_header header;
  char **argv, **envp;  // for execve
  struct blob *file_names, *directories, *collect;
  struct extent *files;
  int contents;  // of all files, or -1
  int input;     // standard input, or -1
};

// All return false with errno set on failure; `*_read` set errno to 0 at the end of the stream.
bool read_fully(int fd, void *buffer, size_t size);
bool write_fully(int fd, const void *buffer, size_t size);
bool request_read(int fd, struct request *request);
void request_free(struct request *request);
// Copies a file of the request to where `to` is.
bool request_copy_file(const struct request *request, uint32_t index, int to);
// A NUL-terminated copy of a blob; the caller frees it. Refuses blobs that contain NUL.
char *blob_string(struct blob blob);
// An empty memory file.
int memory_file(void);
// Makes a memory file one that nobody can change any more: standard input, or the installed program.
bool seal(int file);

#endif
