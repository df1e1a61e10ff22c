/*
 * Writing a file whole or not at all: the content goes to a temporary file in the same folder, is
 * brought to the disk, and takes the name in one step. A reader sees the old file or the new one;
 * when anything fails the old one stands and nothing is left behind. Where the path is a symbolic
 * link the file it points to is replaced, and a file that exists keeps its permissions.
 */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io_fault.h"

#define TEMPORARY_TRIES 100
#define TEMPORARY_ROOM (PATH_MAX + 64)

/* These give 0 or the fault. */

static int write_fully(int fd, struct jb_text content)
{
	size_t done = 0;

	while (done < content.size) {
		ssize_t count = write(fd, content.at + done, content.size - done);

		if (count < 0 && errno != EINTR)
			return errno;
		if (count == 0)
			return ENOSPC;
		if (count > 0)
			done += (size_t)count;
	}
	return 0;
}

static int close_after(int fd, int fault)
{
	/* Linux has closed the descriptor even where it says EINTR; to call again could close
	 * another. */
	if (close(fd) != 0 && errno != EINTR && fault == 0)
		return errno;
	return fault;
}

static int write_straight(const char *name, struct jb_text content)
{
	int fd;

	do
		fd = open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return errno;
	return close_after(fd, write_fully(fd, content));
}

/* Some file systems cannot bring a file to the disk and say so; that is no fault of the content. */
static int flush(int fd)
{
	while (fsync(fd) != 0) {
		if (errno == EINVAL || errno == ENOTSUP || errno == ENOSYS)
			return 0;
		if (errno != EINTR)
			return errno;
	}
	return 0;
}

/* Opens a new file beside `target` and leaves its name in `name`. */
static int open_temporary(const char *target, char name[TEMPORARY_ROOM], int *fd)
{
	struct jb_text folder = jb_text_slice(
		jb_text_of(target), 0, strlen(target) - jb_path_name(jb_text_of(target)).size);

	for (int i = 0; i < TEMPORARY_TRIES; i++) {
		int size = snprintf(name, TEMPORARY_ROOM, "%.*s.journey-%ld-%d", JB_ARG(folder),
				    (long)getpid(), i);

		if (size < 0 || size >= TEMPORARY_ROOM)
			return ENAMETOOLONG;
		*fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (*fd >= 0)
			return 0;
		if (errno != EEXIST && errno != EINTR)
			return errno;
	}
	return EEXIST;
}

/* So that the new name survives a power cut. Not every file system can; the content is safe
 * anyway. */
static void flush_folder(const char *target, struct jb_arena *arena)
{
	struct jb_text folder = jb_path_folder(jb_text_of(target));
	const char *name = folder.size ? jb_text_cstring(arena, folder) : ".";
	int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	flush(fd);
	close(fd);
}

/* `before` tells of the file that stands there, or is NULL. */
static int replace(const char *target, const struct stat *before, struct jb_text content)
{
	char name[TEMPORARY_ROOM];
	int fd, fault;

	if (before && faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) != 0)
		return errno;
	fault = open_temporary(target, name, &fd);
	if (fault)
		return fault;
	if (before && fchmod(fd, before->st_mode & 0777) != 0)
		fault = errno;
	if (fault == 0)
		fault = write_fully(fd, content);
	if (fault == 0)
		fault = flush(fd);
	fault = close_after(fd, fault);
	if (fault == 0 && rename(name, target) != 0)
		fault = errno;
	if (fault)
		unlink(name);
	return fault;
}

static int write_path(struct jb_arena *arena, struct jb_text path, struct jb_text content)
{
	const char *target = jb_text_cstring(arena, path);
	char resolved[PATH_MAX];
	struct stat before;
	int fault;

	if (path.size > 0 && memchr(path.at, '\0', path.size))
		return JB_FAULT_NUL;
	if (path.size == 0)
		return ENOENT;
	if (stat(target, &before) != 0) {
		fault = errno == ENOENT ? replace(target, NULL, content) : errno;
	} else if (S_ISDIR(before.st_mode)) {
		return EISDIR;
	} else if (!S_ISREG(before.st_mode)) {
		return write_straight(target, content);
	} else {
		fault = realpath(target, resolved) ? replace(resolved, &before, content) : errno;
	}
	if (fault == 0)
		flush_folder(target, arena);
	return fault;
}

enum jb_status jb_io_write_all(struct jb_arena *arena, struct jb_text path, struct jb_text content,
			       struct jb_text *why)
{
	int fault = jb_text_is(path, "-") ? write_fully(STDOUT_FILENO, content)
					  : write_path(arena, path, content);

	if (fault == 0)
		return JB_OK;
	*why = jb_io_why(arena, "write", path, fault);
	return JB_CANNOT_WRITE;
}
