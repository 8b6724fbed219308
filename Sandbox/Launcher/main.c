// The sandbox launcher: confines itself, then runs programs for the executor that is on the other
// end of standard input, one after the other, until that end is closed.
//
//   sstar-launcher serve [--read-only PATH]... --scratch DIRECTORY [--scratch-bytes N]
//       [--fork-server INTERPRETER DIRECTORY] [--no-namespaces] [--no-user-namespace]
//       [--landlock-abi N] [--no-control-groups] [--unconfined]
//
// Or removes what one that was killed left:
//
//   sstar-launcher clean --scratch DIRECTORY --launcher PID
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"
#include "forkserver.h"
#include "host.h"
#include "jail.h"
#include "landlock.h"
#include "protocol.h"
#include "run.h"
#include "scratch.h"

#define EXIT_USAGE 64
#define LARGE (128 << 10)
#define MESSAGE_MAX 4096
#define SCRIPT_MAX (100u << 10)  // it is one message

static int is_script(const struct dirent *entry) {
  const char *suffix = strrchr(entry->d_name, '.');
  return suffix && strcmp(suffix, ".py") == 0;
}

// The text of all scripts in a directory, in the order of their names.
static const char *read_scripts(const char *path) {
  static char script[SCRIPT_MAX];
  size_t filled = 0;
  struct dirent **entries;
  int count = scandir(path, &entries, is_script, alphasort);
  bool done = count > 0;
  for (int i = 0; i < count; i++) {
    char name[PATH_MAX];
    int length = snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
    int fd = done && length < (int)sizeof name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    size_t room = sizeof script - 1 - filled;
    ssize_t got = fd < 0 ? -1 : read(fd, script + filled, room);
    if (fd >= 0) close(fd);
    done = got >= 0 && (size_t)got < room;
    if (done) filled += (size_t)got;
    free(entries[i]);
  }
  if (count >= 0) free(entries);
  script[filled] = 0;
  return done ? script : NULL;
}

static bool parse(int count, char **arguments, struct options *options) {
  *options = (struct options){
      .namespaces = true, .user_namespace = true, .landlock_abi = INT_MAX, .confine = true,
      .control_groups = true, .scratch_bytes = 256ull << 20};
  if (count < 2 || strcmp(arguments[1], "serve") != 0) return false;
  for (int i = 2; i < count; i++) {
    const char *name = arguments[i];
    int left = count - i - 1;
    if (strcmp(name, "--no-namespaces") == 0) options->namespaces = false;
    else if (strcmp(name, "--no-user-namespace") == 0) options->user_namespace = false;
    else if (strcmp(name, "--no-control-groups") == 0) options->control_groups = false;
    else if (strcmp(name, "--unconfined") == 0) options->confine = false;
    else if (strcmp(name, "--read-only") == 0 && left >= 1 && options->read_only_count < PATHS_MAX)
      options->read_only[options->read_only_count++] = arguments[++i];
    else if (strcmp(name, "--scratch") == 0 && left >= 1) options->scratch = arguments[++i];
    else if (strcmp(name, "--scratch-bytes") == 0 && left >= 1) options->scratch_bytes = strtoull(arguments[++i], NULL, 10);
    else if (strcmp(name, "--landlock-abi") == 0 && left >= 1) options->landlock_abi = atoi(arguments[++i]);
    else if (strcmp(name, "--fork-server") == 0 && left >= 2) {
      options->interpreter = arguments[++i];
      options->fork_server = read_scripts(arguments[++i]);
      if (!options->fork_server) return false;
    } else return false;
  }
  if (!options->scratch) return false;
  static char scratch[PATH_MAX];
  // As the kernel shows it: what a program has mapped is found by its path.
  options->scratch = realpath(options->scratch, scratch);
  return options->scratch != NULL;
}

// Rules for what all programs need. Each rule costs time in every execution: none for links, whose targets
// have their own.
static bool grant_paths(const struct jail *jail, const struct options *options, int ruleset) {
  int abi = jail->landlock_abi;
  bool done = landlock_allow(ruleset, abi, jail->box, GRANT_SCRATCH) &&
              landlock_allow(ruleset, abi, jail->program, GRANT_READ_EXECUTE);
  for (int i = 0; done && i < options->read_only_count; i++) {
    struct stat status;
    if (lstat(options->read_only[i], &status) != 0 || S_ISLNK(status.st_mode)) continue;
    done = landlock_allow(ruleset, abi, options->read_only[i], GRANT_READ_EXECUTE);
  }
  if (jail->layers & LAYER_NAMESPACES) return done && landlock_allow(ruleset, abi, "/dev", GRANT_DEVICE);
  static const char *const devices[] = {"/dev/null", "/dev/full", "/dev/random", "/dev/urandom"};
  for (size_t i = 0; done && i < sizeof devices / sizeof *devices; i++) {
    done = landlock_allow(ruleset, abi, devices[i], GRANT_DEVICE);
  }
  return done;
}

// Landlock for everything that the launcher starts. Forks of the interpreter may not read /proc, so that
// none finds there what the interpreter left in its memory; what /dev/stdin leads to is open already.
static bool prepare_landlock(struct jail *jail, const struct options *options) {
  jail->landlock_abi = landlock_abi();
  if (jail->landlock_abi > options->landlock_abi) jail->landlock_abi = options->landlock_abi;
  if (jail->landlock_abi == 0) {
    jail_note(jail, "no Landlock: %s", strerror(errno));
    return true;
  }
  int abi = jail->landlock_abi;
  jail->ruleset = landlock_ruleset(abi);
  if (jail->ruleset < 0) return false;
  fcntl(jail->ruleset, F_SETFD, FD_CLOEXEC);
  bool done = grant_paths(jail, options, jail->ruleset);
  if (!done) return false;
  jail->exec_ruleset = jail->ruleset;
  if (jail->layers & LAYER_NAMESPACES) {
    // Runtimes that are started anew may look at themselves in /proc; it shows nothing else here.
    jail->exec_ruleset = landlock_ruleset(abi);
    if (jail->exec_ruleset < 0 || !grant_paths(jail, options, jail->exec_ruleset) ||
        !landlock_allow(jail->exec_ruleset, abi, "/proc", GRANT_READ)) {
      return false;
    }
    fcntl(jail->exec_ruleset, F_SETFD, FD_CLOEXEC);
  }
  jail->layers |= LAYER_LANDLOCK;
  jail->no_truncate = !(jail->layers & LAYER_NAMESPACES) && abi < LANDLOCK_ABI_TRUNCATE;
  return true;
}

// Whoever started us may have had files open that others inherit by accident; programs shall not.
static bool close_inherited(struct jail *jail) {
  if (syscall(436 /* close_range */, STDERR_FILENO + 1, ~0u, 0) == 0) return true;
  jail_note(jail, "closing inherited descriptors: %s", strerror(errno));
  return false;
}

// Control groups for the programs, where the hierarchy leaves us any: NULL, or why there are none. A fork server
// survives the end of a program.
static const char *make_group(struct jail *jail, const struct options *options) {
  static struct cgroup group;
  const char *why = "not wanted";
  if (options->control_groups && group_make(&group, !options->interpreter, &why)) jail->group = &group;
  return jail->group ? NULL : why;
}

// Within namespaces the process outside does it.
static void end_group(struct jail *jail) {
  if (jail->group && !(jail->layers & LAYER_NAMESPACES)) group_remove(jail->group);
  jail->group = NULL;
}

// Whether the groups can be used as we are now, in other namespaces and as another user. Without them we can do as
// well, but nobody shall see any.
static bool check_group(struct jail *jail, const char *why) {
  if (jail->group && group_works(jail->group)) {
    jail->layers |= LAYER_CGROUP;
    return true;
  }
  bool hidden = !jail->group || namespaces_hide_groups(jail);
  jail_note(jail, "no cgroup v2: %s", jail->group ? "programs cannot be started in our groups" : why);
  end_group(jail);
  return hidden;
}

static bool confine(struct jail *jail, const struct options *options) {
  umask(0022);
  if (!close_inherited(jail) || !host_forbid_core_dumps() || !host_limit_signals()) return false;
  const char *no_group = make_group(jail, options);
  if (options->confine && options->namespaces) {
    bool entered = options->user_namespace && namespaces_enter(jail, options, true);
    if (!entered && geteuid() == 0) entered = namespaces_enter(jail, options, false);
  }
  if (!(jail->layers & LAYER_NAMESPACES)) {
    if (options->confine && geteuid() == 0) {
      jail->separate_user = true;
      jail->candidate = own_user();
      jail->layers |= LAYER_SEPARATE_USER;
    } else {
      jail->user_tasks = host_tasks_of_user();
    }
    if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0 || !plain_directories(jail, options)) {
      jail_note(jail, "preparing %s: %s", options->scratch, strerror(errno));
      return false;
    }
  }
  // Within namespaces we have capabilities that candidates lack, without which nobody looks at us, and to enter
  // a test's pid namespace we must be able to look at its first process, which shares our memory; elsewhere nobody
  // may read it.
  if (prctl(PR_SET_DUMPABLE, jail->layers & LAYER_NAMESPACES ? 1 : 0, 0, 0, 0) != 0) return false;
  if (!options->confine) return check_group(jail, no_group);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    jail_note(jail, "no_new_privs: %s", strerror(errno));
    return false;
  }
  jail->layers |= LAYER_NO_NEW_PRIVS;
  if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0) {
    jail->confined_children = true;
    jail->layers |= LAYER_SECCOMP;
  } else {
    jail_note(jail, "no seccomp: %s", strerror(errno));
  }
  if (options->landlock_abi > 0 && !prepare_landlock(jail, options)) {
    jail_note(jail, "Landlock rules: %s", strerror(errno));
    return false;
  }
  return check_group(jail, no_group);
}

static void put(char **next, const void *bytes, uint64_t size) {
  memcpy(*next, &size, sizeof size);
  memcpy(*next + sizeof size, bytes, size);
  *next += sizeof size + size;
}

static bool say_hello(const struct jail *jail, bool usable) {
  char payload[2 * PATH_MAX + sizeof jail->notes + 3 * sizeof(uint64_t)], *next = payload;
  put(&next, jail->box, strlen(jail->box));
  put(&next, jail->program, strlen(jail->program));
  put(&next, jail->notes, strlen(jail->notes));
  struct hello hello = {.magic = RESPONSE_MAGIC,
                        .version = PROTOCOL_VERSION,
                        .layers = jail->layers,
                        .landlock_abi = jail->landlock_abi,
                        .outcome = usable ? OUTCOME_ENDED : OUTCOME_FAILURE,
                        .payload_size = (uint64_t)(next - payload)};
  return write_fully(STDIN_FILENO, &hello, sizeof hello) &&
         write_fully(STDIN_FILENO, payload, (size_t)(next - payload));
}

// Sends the fixed part of a response and what was printed; a short one at once, so that its reader is woken once.
static bool send_printed(const struct result *result) {
  uint64_t output = result->output.size, error = result->error.size;
  const void *parts[] = {&result->header, &output, result->output.bytes, &error, result->error.bytes};
  const size_t sizes[] = {sizeof result->header, sizeof output, output, sizeof error, error};
  char message[MESSAGE_MAX];
  size_t filled = 0;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    if (sizes[i] <= sizeof message - filled) {
      if (sizes[i] > 0) memcpy(message + filled, parts[i], sizes[i]);
      filled += sizes[i];
      continue;
    }
    if (!write_fully(STDIN_FILENO, message, filled) || !write_fully(STDIN_FILENO, parts[i], sizes[i])) return false;
    filled = 0;
  }
  return write_fully(STDIN_FILENO, message, filled);
}

// Sends a file of the working directory, or "there is none".
static bool send_file(int fd, uint64_t size) {
  const uint64_t none = UINT64_MAX;
  if (fd < 0) return write_fully(STDIN_FILENO, &none, sizeof none);
  if (!write_fully(STDIN_FILENO, &size, sizeof size)) return false;
  char chunk[16384];
  while (size > 0) {
    size_t want = size < sizeof chunk ? (size_t)size : sizeof chunk;
    if (!read_fully(fd, chunk, want) || !write_fully(STDIN_FILENO, chunk, want)) return false;
    size -= want;
  }
  return true;
}

// Sends the result. The working directory is empty again before anybody learns of it.
static bool respond(const struct jail *jail, const struct request *request, struct result *result) {
  uint32_t count = result->header.outcome != OUTCOME_FAILURE ? request->header.collect_count : 0;
  int *files = calloc(count + 1u, sizeof *files);
  uint64_t *sizes = calloc(count + 1u, sizeof *sizes);
  if (!files || !sizes) return false;
  uint64_t payload = 2 * sizeof(uint64_t) + result->output.size + result->error.size;
  for (uint32_t i = 0; i < count; i++) {
    char *name = blob_string(request->collect[i]);
    struct stat status;
    files[i] = name ? scratch_open(jail->box, name) : -1;
    if (files[i] >= 0 && fstat(files[i], &status) == 0) sizes[i] = (uint64_t)status.st_size;
    payload += sizeof(uint64_t) + (files[i] >= 0 ? sizes[i] : 0);
    free(name);
  }
  result->header.magic = RESPONSE_MAGIC;
  result->header.payload_size = payload;
  bool sent = scratch_empty(jail->box) && send_printed(result);
  for (uint32_t i = 0; i < count; i++) {
    sent = sent && send_file(files[i], sizes[i]);
    if (files[i] >= 0) close(files[i]);
  }
  free(files);
  free(sizes);
  return sent;
}

// Serves one request. False when the executor is gone or cannot be understood, or the fork server is gone: a
// launcher that cannot do its work ends, and is replaced.
static bool serve(const struct jail *jail, struct fork_server *server) {
  struct request request;
  struct result result = {0};
  if (!fork_server_wait(server, STDIN_FILENO)) return false;
  bool going = request_read(STDIN_FILENO, &request);
  if (going && request.header.operation == OPERATION_INSTALL) {
    if (!install_request(jail, server, &request)) {
      const char *reason = strerror(errno);
      result.header.outcome = OUTCOME_FAILURE;
      result.error = (struct buffer){strdup(reason), strlen(reason), 0};
    }
  } else if (going) {
    going = run_request(jail, server, &request, &result);
  }
  going = going && respond(jail, &request, &result);
  free(result.output.bytes);
  free(result.error.bytes);
  request_free(&request);
  return going;
}

int main(int count, char **arguments) {
  struct options options;
  if (count == 6 && strcmp(arguments[1], "clean") == 0 && strcmp(arguments[2], "--scratch") == 0 &&
      strcmp(arguments[4], "--launcher") == 0) {
    groups_remove_abandoned(atoi(arguments[5]));
    return scratch_empty(arguments[3]) && rmdir(arguments[3]) == 0 ? 0 : 1;
  }
  if (!parse(count, arguments, &options)) {
    fputs("usage: sstar-launcher serve --scratch DIRECTORY [--read-only PATH]... (run by sstar, not by hand)\n", stderr);
    return EXIT_USAGE;
  }
  signal(SIGPIPE, SIG_IGN);
  mallopt(M_MMAP_THRESHOLD, LARGE);  // what was large is given back when it is freed, so that no program begins with it
  static struct jail jail = {.ruleset = -1, .exec_ruleset = -1, .own_pid_namespace = -1};
  bool usable = confine(&jail, &options);
  struct fork_server server = {.socket = -1, .program = -1};
  if (usable && options.interpreter && jail.layers & LAYER_NAMESPACES && access("/proc/self/ns/pid", F_OK) != 0) {
    jail_note(&jail, "no fork server without /proc");
  } else if (usable && options.interpreter) {
    if (fork_server_start(&server, &jail, &options)) jail.layers |= LAYER_FORK_SERVER;
    else jail_note(&jail, "no fork server with %s", options.interpreter);
  }
  if (jail.group && server.pid > 0) group_measure(jail.group, 0);
  if (!say_hello(&jail, usable) || !usable) {
    end_group(&jail);
    return 1;
  }
  while (serve(&jail, &server)) {
  }
  fork_server_end_template(&server);
  if (server.pid > 0) {
    fork_server_end_others(&server);
    kill(server.pid, SIGKILL);
    waitpid(server.pid, NULL, 0);
  }
  end_group(&jail);
  if (namespaces_open_program(&jail, true) && scratch_empty(jail.program) && scratch_empty(jail.box) && !(jail.layers & LAYER_NAMESPACES)) {
    rmdir(jail.program);
    rmdir(jail.box);
    rmdir(options.scratch);
  }
  return 0;
}
