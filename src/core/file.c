#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/vec.h"

static int io_error(struct bw_err *err, const char *what, const char *path)
{
	int code = errno == ENOENT || errno == ENOTDIR ? BW_ENOTFOUND : BW_EIO;
	return bw_err_set(err, (enum bw_code)code, "Cannot %s %s: %s.", what, path, strerror(errno));
}

static int read_all(int fd, const char *path, struct bw_buf *b, struct bw_err *err)
{
	char chunk[65536];
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return io_error(err, "read", path);
		if (n == 0)
			return BW_OK;
		bw_buf_put(b, chunk, (size_t)n);
		if (b->failed)
			return bw_err_set(err, BW_ELIMIT, "%s is longer than %zu bytes.", path, b->max);
	}
}

int bw_file_read(struct bw_arena *a, const char *path, size_t max, struct bw_str *out, struct bw_err *err)
{
	struct bw_buf b;
	bool is_stdin = strcmp(path, "-") == 0;
	*out = BW_STR_NONE;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return io_error(err, "open", path);
	bw_buf_init(&b, max);
	int rc = read_all(fd, is_stdin ? "standard input" : path, &b, err);
	if (!rc)
		*out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	if (!is_stdin)
		close(fd);
	return rc;
}

static int write_all(int fd, const char *path, struct bw_str bytes, struct bw_err *err)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno != EINTR)
			return io_error(err, "write", path);
		bytes = bw_str_from_pos(bytes, n > 0 ? (size_t)n : 0);
	}
	return BW_OK;
}

static struct bw_str parent_of(struct bw_str path)
{
	size_t slash = bw_str_rfind_char(path, '/');
	if (slash == BW_NPOS)
		return BW_STR(".");
	return bw_str_sub(path, 0, slash ? slash : 1);
}

/* The name lasts through a power cut only when the folder is synced too. Some file systems cannot: then there is no
 * more to be had from them. */
static void sync_parent(struct bw_arena *a, const char *path)
{
	int fd = open(bw_arena_cstr(a, parent_of(bw_str_from(path))), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static bool has_bytes(struct bw_arena *a, const char *path, struct bw_str bytes)
{
	struct bw_str old;
	struct stat st;
	if (stat(path, &st) || !S_ISREG(st.st_mode) || (uint64_t)st.st_size != bytes.len)
		return false;
	return !bw_file_read(a, path, bytes.len, &old, NULL) && bw_str_eq(old, bytes);
}

/* A file beside the target with the access of the target, or that of any new file. */
static int open_beside(const char *path, const char *beside, int *fd, struct bw_err *err)
{
	const int how = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	struct stat st;
	*fd = open(beside, how, 0666);
	if (*fd < 0 && errno == EEXIST) { /* left by a process of this number that was killed */
		unlink(beside);
		*fd = open(beside, how, 0666);
	}
	if (*fd < 0)
		return io_error(err, "write beside", path);
	if (stat(path, &st) || !S_ISREG(st.st_mode) || !fchmod(*fd, st.st_mode & 07777))
		return BW_OK;
	int rc = io_error(err, "set the access of", beside);
	close(*fd);
	unlink(beside);
	return rc;
}

static int replace(const char *path, struct bw_str bytes, bool synced, struct bw_err *err)
{
	struct bw_arena a;
	int fd, rc = BW_OK;
	bw_arena_init(&a);
	const char *beside = bw_arena_printf(&a, "%s.%ld.tmp", path, (long)getpid()).ptr;
	if (has_bytes(&a, path, bytes))
		goto out;
	rc = open_beside(path, beside, &fd, err);
	if (rc)
		goto out;
	rc = write_all(fd, path, bytes, err);
	if (!rc && synced && fsync(fd))
		rc = io_error(err, "sync", path);
	if (close(fd) && !rc)
		rc = io_error(err, "write", path);
	if (!rc && rename(beside, path))
		rc = io_error(err, "replace", path);
	if (rc)
		unlink(beside);
	else if (synced)
		sync_parent(&a, path);
out:
	bw_arena_release(&a);
	return rc;
}

int bw_file_write(const char *path, struct bw_str bytes, struct bw_err *err)
{
	return replace(path, bytes, true, err);
}

int bw_file_write_derived(const char *path, struct bw_str bytes, struct bw_err *err)
{
	return replace(path, bytes, false, err);
}

bool bw_file_is_dir(const char *path)
{
	struct stat st;
	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

int bw_file_make_dirs(const char *path, struct bw_err *err)
{
	struct bw_arena a;
	int rc = BW_OK;
	bw_arena_init(&a);
	char *name = (char *)bw_arena_cstr(&a, bw_str_from(path));
	for (char *p = name + (*name == '/'); !rc && *name; p++) {
		if (*p != '/' && *p)
			continue;
		bool last = !*p;
		*p = '\0';
		if (mkdir(name, 0777) && errno != EEXIST)
			rc = io_error(err, "make the folder", name);
		else if (!bw_file_is_dir(name))
			rc = bw_err_set(err, BW_EIO, "%s is in the way: it is no folder.", name);
		if (last)
			break;
		*p = '/';
	}
	bw_arena_release(&a);
	return rc;
}

struct names BW_VEC_FIELDS(struct bw_str);

/* Adds what is in the folder below (relative to dir, "" or ending in '/') to files and to folders. */
static int list_one(struct bw_arena *a, const char *dir, struct bw_str below, struct names *files,
		    struct names *folders, struct bw_err *err)
{
	const char *path = bw_arena_printf(a, "%s/%" BW_PRISTR, dir, BW_ARG(below)).ptr;
	DIR *d = opendir(path);
	if (!d)
		return io_error(err, "list", path);
	for (const struct dirent *e = readdir(d); e; e = readdir(d)) {
		struct stat st;
		if (e->d_name[0] == '.' || fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		if (S_ISREG(st.st_mode))
			*BW_PUSH(a, files) = bw_arena_printf(a, "%" BW_PRISTR "%s", BW_ARG(below), e->d_name);
		else if (S_ISDIR(st.st_mode))
			*BW_PUSH(a, folders) = bw_arena_printf(a, "%" BW_PRISTR "%s/", BW_ARG(below), e->d_name);
	}
	closedir(d);
	return BW_OK;
}

static int by_bytes(const void *x, const void *y)
{
	return bw_str_cmp(*(const struct bw_str *)x, *(const struct bw_str *)y);
}

int bw_file_list(struct bw_arena *a, const char *dir, const struct bw_str **out, size_t *n, struct bw_err *err)
{
	struct names files = {0}, folders = {0};
	*out = NULL;
	*n = 0;
	*BW_PUSH(a, &folders) = BW_STR("");
	for (size_t i = 0; i < folders.len; i++) {
		int rc = list_one(a, dir, folders.ptr[i], &files, &folders, err);
		if (rc)
			return rc;
	}
	if (files.len)
		qsort(files.ptr, files.len, sizeof(*files.ptr), by_bytes);
	*out = files.ptr;
	*n = files.len;
	return BW_OK;
}
