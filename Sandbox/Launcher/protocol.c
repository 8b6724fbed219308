#include "protocol.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static bool take_blob(const char **next, const char *end, struct blob *blob) {
  if (end - *next < (ptrdiff_t)sizeof(uint64_t)) return false;
  memcpy(&blob->size, *next, sizeof(uint64_t));
  *next += sizeof(uint64_t);
  if (blob->size > (uint64_t)(end - *next)) return false;
  blob->bytes = *next;
  *next += blob->size;
  return true;
}

static struct blob *take_blobs(uint32_t count, const char **next, const char *end) {
  struct blob *blobs = calloc(count + 1u, sizeof *blobs);
  for (uint32_t i = 0; blobs && i < count; i++) {
    if (!take_blob(next, end, &blobs[i])) {
      free(blobs);
      errno = EPROTO;
      return NULL;
    }
  }
  return blobs;
}

static char **strings(struct blob *blobs, uint32_t count) {
  char **list = calloc(count + 1u, sizeof *list);
  for (uint32_t i = 0; list && i < count; i++) {
    list[i] = blob_string(blobs[i]);
    if (!list[i]) {
      for (uint32_t j = 0; j < i; j++) free(list[j]);
      free(list);
      return NULL;
    }
  }
  return list;
}

static bool take_files(struct request *request, const char **next, const char *end) {
  uint32_t count = request->header.file_count;
  request->file_names = calloc(count + 1u, sizeof(struct blob));
  request->file_contents = calloc(count + 1u, sizeof(struct blob));
  if (!request->file_names || !request->file_contents) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (!take_blob(next, end, &request->file_names[i]) || !take_blob(next, end, &request->file_contents[i])) {
      errno = EPROTO;
      return false;
    }
  }
  return true;
}

bool request_read(int fd, struct request *request) {
  memset(request, 0, sizeof *request);
  struct request_header *header = &request->header;
  if (!read_fully(fd, header, sizeof *header)) return false;
  uint64_t blobs = (uint64_t)header->argument_count + header->environment_count + 2ull * header->file_count +
                   header->directory_count + header->collect_count + 1;
  if (header->magic != REQUEST_MAGIC || header->payload_size > PAYLOAD_MAX ||
      blobs > header->payload_size / sizeof(uint64_t)) {
    errno = EPROTO;
    return false;
  }
  request->payload = malloc(header->payload_size);
  if (!request->payload || !read_fully(fd, request->payload, header->payload_size)) return false;
  const char *next = request->payload, *end = next + header->payload_size;
  return (request->arguments = take_blobs(header->argument_count, &next, end)) &&
         (request->environment = take_blobs(header->environment_count, &next, end)) &&
         take_files(request, &next, end) &&
         (request->directories = take_blobs(header->directory_count, &next, end)) &&
         (request->collect = take_blobs(header->collect_count, &next, end)) &&
         (take_blob(&next, end, &request->input) || (errno = EPROTO, false)) &&
         (request->argv = strings(request->arguments, header->argument_count)) &&
         (request->envp = strings(request->environment, header->environment_count));
}

static void free_strings(char **list) {
  for (char **item = list; item && *item; item++) free(*item);
  free(list);
}

void request_free(struct request *request) {
  free_strings(request->argv);
  free_strings(request->envp);
  free(request->arguments);
  free(request->environment);
  free(request->file_names);
  free(request->file_contents);
  free(request->directories);
  free(request->collect);
  free(request->payload);
  memset(request, 0, sizeof *request);
}
