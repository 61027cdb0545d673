/* Makes the disk fail on purpose: loaded before the C library (LD_PRELOAD), it counts every change to files below one
 * folder and, at a chosen one, kills the process, cuts its power, or answers with an error. For tests only.
 *
 * LULL_FAULT_FOLDER  changes below this folder are counted
 * LULL_FAULT         count | kill:N | torn:N | power:N:SEED | eio:N:TIMES | full:N
 * LULL_FAULT_COUNT   file that gets the number of changes when the process ends in order
 *
 * "power" takes back what was written and not yet brought onto the disk by fsync, all of it or, with a SEED other than
 * 0, a part chosen by it, and then kills: what a power cut does to a disk that orders writes as it likes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum mode { OFF, COUNT, KILL, TORN, POWER, EIO_TIMES, FULL };

struct unsynced {
    char path[PATH_MAX];
    off_t at, length_before;
    size_t length, kept;
    unsigned char *before;
    struct unsynced *older;
};

static enum mode mode = OFF;
static char folder[PATH_MAX];
static size_t folder_length;
static long chosen = -1, times = 1, changes = 0;
static uint64_t seed = 0;
static struct unsynced *newest = NULL;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static ssize_t (*real_copy_file_range)(int, off_t *, int, off_t *, size_t, unsigned);

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_copy_file_range = dlsym(RTLD_NEXT, "copy_file_range");
    const char *where = getenv("LULL_FAULT_FOLDER"), *what = getenv("LULL_FAULT");
    if (!where || !what || strlen(where) >= sizeof folder) return;
    strcpy(folder, where);
    folder_length = strlen(folder);
    char name[16] = "";
    long long third = 1;
    sscanf(what, "%15[a-z]:%ld:%lld", name, &chosen, &third);
    times = (long)third;
    seed = (uint64_t)third;
    if (!strcmp(name, "count")) mode = COUNT;
    else if (!strcmp(name, "kill")) mode = KILL;
    else if (!strcmp(name, "torn")) mode = TORN;
    else if (!strcmp(name, "power")) mode = POWER;
    else if (!strcmp(name, "eio")) mode = EIO_TIMES;
    else if (!strcmp(name, "full")) mode = FULL;
}

__attribute__((destructor)) static void end(void) {
    const char *file = getenv("LULL_FAULT_COUNT");
    if (mode == OFF || !file) return;
    int out = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (out >= 0) dprintf(out, "%ld\n", changes);
}

static int below(const char *path) {
    return mode != OFF && !strncmp(path, folder, folder_length) && path[folder_length] == '/';
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int taken_back(void) {
    if (seed == 0) return 1;
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (seed >> 33) & 1;
}

static void cut_power(void) {
    int all = seed == 0;
    for (struct unsynced *one = newest; one; one = one->older) {
        if (!taken_back()) continue;
        int fd = open(one->path, O_WRONLY);
        if (fd < 0) continue;
        if (one->kept) real_pwrite(fd, one->before, one->kept, one->at);
        if (all) real_ftruncate(fd, one->length_before);
        else if (one->length > one->kept) {
            size_t rest = one->length - one->kept;
            unsigned char *zeros = calloc(1, rest);
            if (zeros) real_pwrite(fd, zeros, rest, one->at + (off_t)one->kept);
            free(zeros);
        }
        close(fd);
    }
    die();
}

/* -1: go on. Otherwise the error to answer with. A full disk refuses only what would add to it. */
static int change(int adds) {
    if (mode == OFF) return -1;
    changes++;
    if (mode == COUNT || changes < chosen) return -1;
    if (mode == FULL) return adds ? ENOSPC : -1;
    if (mode == EIO_TIMES) return changes < chosen + times ? EIO : -1;
    if (changes > chosen) return -1;
    if (mode == POWER) cut_power();
    if (mode == KILL) die();
    return -1;
}

static int is_torn(void) { return mode == TORN && changes == chosen; }

static void remember(int fd, const char *path, size_t length, off_t at) {
    if (mode != POWER) return;
    struct unsynced *one = calloc(1, sizeof *one);
    struct stat now;
    if (!one || fstat(fd, &now)) return;
    strcpy(one->path, path);
    one->at = at;
    one->length = length;
    one->length_before = now.st_size;
    one->before = malloc(length ? length : 1);
    int in = open(path, O_RDONLY);
    ssize_t kept = in >= 0 && one->before ? pread(in, one->before, length, at) : 0;
    if (in >= 0) close(in);
    one->kept = kept > 0 ? (size_t)kept : 0;
    one->older = newest;
    newest = one;
}

static void settled(const char *path) {
    for (struct unsynced **one = &newest; *one;) {
        if (!strcmp((*one)->path, path)) {
            struct unsynced *gone = *one;
            *one = gone->older;
            free(gone->before);
            free(gone);
        } else one = &(*one)->older;
    }
}

static void moved(const char *from, const char *to) {
    for (struct unsynced *one = newest; one; one = one->older)
        if (!strcmp(one->path, from) && strlen(to) < PATH_MAX) strcpy(one->path, to);
}

#define ANSWER(adds) do { int error = change(adds); if (error >= 0) { errno = error; return -1; } } while (0)

ssize_t write(int fd, const void *bytes, size_t length) {
    char path[PATH_MAX];
    if (mode == OFF || !path_of(fd, path)) return real_write(fd, bytes, length);
    ANSWER(1);
    if (is_torn()) { real_write(fd, bytes, length / 2); die(); }
    remember(fd, path, length, lseek(fd, 0, SEEK_CUR));
    return real_write(fd, bytes, length);
}

static ssize_t write_at(int fd, const void *bytes, size_t length, off_t at) {
    char path[PATH_MAX];
    if (mode == OFF || !path_of(fd, path)) return real_pwrite(fd, bytes, length, at);
    ANSWER(1);
    if (is_torn()) { real_pwrite(fd, bytes, length / 2, at); die(); }
    remember(fd, path, length, at);
    return real_pwrite(fd, bytes, length, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return write_at(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return write_at(fd, bytes, length, at); }

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    char path[PATH_MAX];
    /* not taken: the caller then copies by writing, which is counted */
    if (mode != OFF && path_of(out, path)) { errno = ENOSYS; return -1; }
    return real_copy_file_range(in, from, out, to, length, flags);
}

ssize_t sendfile64(int out, int in, off64_t *from, size_t length) {
    static ssize_t (*real)(int, int, off64_t *, size_t);
    char path[PATH_MAX];
    if (!real) real = dlsym(RTLD_NEXT, "sendfile64");
    if (mode != OFF && path_of(out, path)) { errno = ENOSYS; return -1; }
    return real(out, in, from, length);
}

ssize_t sendfile(int out, int in, off_t *from, size_t length) { return sendfile64(out, in, from, length); }

static int sync_by(int fd, int (*real)(int)) {
    char path[PATH_MAX];
    if (mode == OFF || !path_of(fd, path)) return real(fd);
    ANSWER(0);
    if (is_torn()) die();
    int done = real(fd);
    if (!done) settled(path);
    return done;
}

int fsync(int fd) { return sync_by(fd, real_fsync); }
int fdatasync(int fd) { return sync_by(fd, real_fdatasync); }

static int cut(int fd, off_t length) {
    char path[PATH_MAX];
    if (mode == OFF || !path_of(fd, path)) return real_ftruncate(fd, length);
    ANSWER(0);
    if (is_torn()) die();
    return real_ftruncate(fd, length);
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

int rename(const char *from, const char *to) {
    if (below(to)) { ANSWER(0); if (is_torn()) die(); moved(from, to); }
    return real_rename(from, to);
}

int unlink(const char *path) {
    if (below(path)) { ANSWER(0); if (is_torn()) die(); }
    return real_unlink(path);
}
