/*
 * Preloaded into a process: writes, flushes or both of the store fail with EIO as long as the file that FAIL_WRITES or
 * FAIL_FLUSHES names exists.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(const char *variable, int fd) {
  char link[64], path[4096];
  const char *flag = getenv(variable);
  if (flag == NULL || access(flag, F_OK) != 0) {
    return 0;
  }
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = '\0';
  return strstr(path, "events.sqlite") != NULL;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int refuse(void) {
  errno = EIO;
  return -1;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
  return fails("FAIL_WRITES", fd) ? refuse() : REAL(pwrite)(fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  return fails("FAIL_WRITES", fd) ? refuse() : REAL(pwrite64)(fd, bytes, count, offset);
}

int fsync(int fd) {
  return fails("FAIL_FLUSHES", fd) ? refuse() : REAL(fsync)(fd);
}

int fdatasync(int fd) {
  return fails("FAIL_FLUSHES", fd) ? refuse() : REAL(fdatasync)(fd);
}
