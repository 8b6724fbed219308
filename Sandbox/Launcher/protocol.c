#include "protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

#define PIECE_SIZE (64u << 10)

bool read_fully(int fd, void *buffer, size_t size) {
  char *next = buffer;
  while (size > 0) {
    ssize_t got = read(fd, next, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      if (got == 0) errno = 0;
      return false;
    }
    next += got;
    size -= (size_t)got;
  }
  return true;
}

bool write_fully(int fd, const void *buffer, size_t size) {
  const char *next = buffer;
  while (size > 0) {
    ssize_t put = write(fd, next, size);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    next += put;
    size -= (size_t)put;
  }
  return true;
}

char *blob_string(struct blob blob) {
  if (memchr(blob.bytes, 0, blob.size)) {
    errno = EINVAL;
    return NULL;
  }
  char *copy = malloc(blob.size + 1);
  if (!copy) return NULL;
  memcpy(copy, blob.bytes, blob.size);
  copy[blob.size] = 0;
  return copy;
}

int memory_file(void) { return memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING); }

bool seal(int file) {
  return lseek(file, 0, SEEK_SET) == 0 &&
         fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) == 0;
}

// What is still to come of a request, read in pieces.
struct stream {
  int fd;
  uint64_t left;  // bytes not yet in `piece`
  char piece[PIECE_SIZE];
  size_t start, end;
};

static bool stream_fill(struct stream *stream) {
  size_t want = stream->left < PIECE_SIZE ? (size_t)stream->left : PIECE_SIZE;
  ssize_t got;
  do {
    got = read(stream->fd, stream->piece, want);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) {
    if (got == 0) errno = EPROTO;
    return false;
  }
  stream->start = 0;
  stream->end = (size_t)got;
  stream->left -= (uint64_t)got;
  return true;
}

// The next bytes, at most `most` of them, where they lie; 0 when there are none.
static size_t stream_next(struct stream *stream, uint64_t most, const char **bytes) {
  if (stream->start == stream->end && !stream_fill(stream)) return 0;
  size_t size = stream->end - stream->start;
  if (size > most) size = (size_t)most;
  *bytes = stream->piece + stream->start;
  stream->start += size;
  return size;
}

static bool take(struct stream *stream, void *buffer, uint64_t size) {
  const char *bytes;
  for (char *next = buffer; size > 0;) {
    size_t part = stream_next(stream, size, &bytes);
    if (part == 0) return false;
    memcpy(next, bytes, part);
    next += part;
    size -= part;
  }
  return true;
}

static bool take_size(struct stream *stream, uint64_t *size) {
  if (!take(stream, size, sizeof *size)) return false;
  if (*size <= stream->left + (stream->end - stream->start)) return true;
  errno = EPROTO;
  return false;
}

static bool take_blob(struct stream *stream, struct blob *blob) {
  if (!take_size(stream, &blob->size)) return false;
  blob->bytes = malloc(blob->size + 1);
  return blob->bytes && take(stream, blob->bytes, blob->size);
}

// A blob that is written to a memory file.
static bool take_contents(struct stream *stream, int file, uint64_t *size) {
  if (!take_size(stream, size)) return false;
  const char *bytes;
  for (uint64_t left = *size; left > 0;) {
    size_t part = stream_next(stream, left, &bytes);
    if (part == 0 || !write_fully(file, bytes, part)) return false;
    left -= part;
  }
  return true;
}

static bool take_blobs(struct stream *stream, uint32_t count, struct blob **blobs) {
  *blobs = calloc(count + 1u, sizeof **blobs);
  bool done = *blobs != NULL;
  for (uint32_t i = 0; done && i < count; i++) done = take_blob(stream, &(*blobs)[i]);
  return done;
}

static void free_blobs(struct blob *blobs, uint32_t count) {
  for (uint32_t i = 0; blobs && i < count; i++) free(blobs[i].bytes);
  free(blobs);
}

static bool take_strings(struct stream *stream, uint32_t count, char ***list) {
  *list = calloc(count + 1u, sizeof **list);
  bool done = *list != NULL;
  for (uint32_t i = 0; done && i < count; i++) {
    struct blob blob = {0};
    done = take_blob(stream, &blob) && ((*list)[i] = blob_string(blob));
    free(blob.bytes);
  }
  return done;
}

static void free_strings(char **list) {
  for (char **item = list; item && *item; item++) free(*item);
  free(list);
}

static bool take_files(struct stream *stream, struct request *request) {
  uint32_t count = request->header.file_count;
  request->file_names = calloc(count + 1u, sizeof *request->file_names);
  request->files = calloc(count + 1u, sizeof *request->files);
  if (!request->file_names || !request->files) return false;
  if (count > 0 && (request->contents = memory_file()) < 0) return false;
  uint64_t offset = 0;
  for (uint32_t i = 0; i < count; i++) {
    request->files[i].offset = offset;
    if (!take_blob(stream, &request->file_names[i]) ||
        !take_contents(stream, request->contents, &request->files[i].size)) {
      return false;
    }
    offset += request->files[i].size;
  }
  return true;
}

bool request_copy_file(const struct request *request, uint32_t index, int to) {
  off_t offset = (off_t)request->files[index].offset;
  for (uint64_t left = request->files[index].size; left > 0;) {
    ssize_t sent = sendfile(to, request->contents, &offset, left);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) {
      if (sent == 0) errno = EIO;
      return false;
    }
    left -= (uint64_t)sent;
  }
  return true;
}

bool request_read(int fd, struct request *request) {
  memset(request, 0, sizeof *request);
  request->contents = request->input = -1;
  struct request_header *header = &request->header;
  if (!read_fully(fd, header, sizeof *header)) return false;
  uint64_t blobs = (uint64_t)header->argument_count + header->environment_count + 2ull * header->file_count +
                   header->directory_count + header->collect_count + 1;
  if (header->magic != REQUEST_MAGIC || header->payload_size > PAYLOAD_MAX ||
      blobs > header->payload_size / sizeof(uint64_t)) {
    errno = EPROTO;
    return false;
  }
  static struct stream stream;
  stream.fd = fd;
  stream.left = header->payload_size;
  stream.start = stream.end = 0;
  uint64_t size;
  bool done = take_strings(&stream, header->argument_count, &request->argv) &&
              take_strings(&stream, header->environment_count, &request->envp) && take_files(&stream, request) &&
              take_blobs(&stream, header->directory_count, &request->directories) &&
              take_blobs(&stream, header->collect_count, &request->collect) &&
              (request->input = memory_file()) >= 0 && take_contents(&stream, request->input, &size);
  if (done && stream.left == 0 && stream.start == stream.end) return true;
  if (done) errno = EPROTO;
  return false;
}

void request_free(struct request *request) {
  free_strings(request->argv);
  free_strings(request->envp);
  free_blobs(request->file_names, request->header.file_count);
  free_blobs(request->directories, request->header.directory_count);
  free_blobs(request->collect, request->header.collect_count);
  free(request->files);
  if (request->contents >= 0) close(request->contents);
  if (request->input >= 0) close(request->input);
  memset(request, 0, sizeof *request);
  request->contents = request->input = -1;
}
