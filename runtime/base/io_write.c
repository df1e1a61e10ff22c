/*
 * Writing a file whole or not at all, piece by piece or at once: the content goes to a temporary
 * file in the same folder, is brought to the disk, and takes the name in one step. A reader sees
 * the old file or the new one; when anything fails the old one stands and nothing is left behind.
 * Where the path is a symbolic link the file it points to is replaced, and a file that exists keeps
 * its permissions.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_TMPFILE */
#endif
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
#define OWN_ROOM 64

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

static int open_straight(const char *name, int *fd)
{
	do
		*fd = open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	while (*fd < 0 && errno == EINTR);
	return *fd < 0 ? errno : 0;
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

/* A new name beside the target, which `make` takes; a fault of `make` other than EEXIST ends it. */
static int take_name(struct jb_output *output, int (*make)(struct jb_output *output))
{
	struct jb_text target = jb_text_of(output->target);
	struct jb_text folder = jb_text_slice(target, 0, target.size - jb_path_name(target).size);
	int fault = EEXIST;

	for (int i = 0; i < TEMPORARY_TRIES && fault == EEXIST; i++) {
		int size = snprintf(output->name, TEMPORARY_ROOM, "%.*s.journey-%ld-%d",
				    JB_ARG(folder), (long)getpid(), i);

		fault = size < 0 || size >= TEMPORARY_ROOM ? ENAMETOOLONG : make(output);
	}
	if (fault)
		output->name[0] = '\0';
	return fault;
}

static int make_named(struct jb_output *output)
{
	do
		output->fd = open(output->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	while (output->fd < 0 && errno == EINTR);
	return output->fd < 0 ? errno : 0;
}

static void own_path(const struct jb_output *output, char path[OWN_ROOM])
{
	snprintf(path, OWN_ROOM, "/proc/self/fd/%d", output->fd);
}

static int link_nameless(struct jb_output *output)
{
	char own[OWN_ROOM];

	own_path(output, own);
	if (linkat(AT_FDCWD, own, AT_FDCWD, output->name, AT_SYMLINK_FOLLOW) != 0)
		return errno;
	output->nameless = false;
	return 0;
}

/* Only where it can be given a name later, which needs a way to speak of it. */
static void make_nameless(struct jb_output *output, const char *folder)
{
#ifdef O_TMPFILE
	char own[OWN_ROOM];

	output->fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
	if (output->fd < 0)
		return;
	own_path(output, own);
	output->nameless = access(own, F_OK) == 0;
	if (!output->nameless) {
		close(output->fd);
		output->fd = -1;
	}
#else
	(void)output;
	(void)folder;
#endif
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
static int open_beside(struct jb_output *output, struct jb_arena *arena, const struct stat *before)
{
	struct jb_text folder = jb_path_folder(jb_text_of(output->target));
	int fault = 0;

	if (before && faccessat(AT_FDCWD, output->target, W_OK, AT_EACCESS) != 0)
		return errno;
	make_nameless(output, folder.size ? jb_text_cstring(arena, folder) : ".");
	if (!output->nameless)
		fault = take_name(output, make_named);
	if (fault == 0 && before && fchmod(output->fd, before->st_mode & 0777) != 0)
		fault = errno;
	return fault;
}

static int open_path(struct jb_output *output, struct jb_arena *arena)
{
	char resolved[PATH_MAX];
	struct stat before;

	if (output->path.size > 0 && memchr(output->path.at, '\0', output->path.size))
		return JB_FAULT_NUL;
	if (output->path.size == 0)
		return ENOENT;
	if (stat(output->target, &before) != 0)
		return errno == ENOENT ? open_beside(output, arena, NULL) : errno;
	if (S_ISDIR(before.st_mode))
		return EISDIR;
	output->straight = !S_ISREG(before.st_mode);
	if (output->straight)
		return 0;
	if (!realpath(output->target, resolved))
		return errno;
	output->target = jb_text_cstring(arena, jb_text_of(resolved));
	return open_beside(output, arena, &before);
}

static enum jb_status failed(const struct jb_output *output, struct jb_arena *arena,
			     struct jb_text *why)
{
	*why = jb_io_why(arena, "write", output->path, output->fault);
	if (output->fault == ENOENT)
		*why = jb_text_printf(arena, "cannot write %.*s: there is no folder %.*s",
				      JB_ARG(output->path), JB_ARG(jb_path_folder(output->path)));
	return JB_CANNOT_WRITE;
}

enum jb_status jb_output_open(struct jb_output *output, struct jb_arena *arena, struct jb_text path,
			      struct jb_text *why)
{
	*output = (struct jb_output){.fd = -1,
				     .path = path,
				     .target = jb_text_cstring(arena, path),
				     .name = jb_alloc(arena, TEMPORARY_ROOM)};
	if (jb_text_is(path, "-")) {
		output->fd = STDOUT_FILENO;
		output->straight = true;
		return JB_OK;
	}
	output->fault = open_path(output, arena);
	if (output->fault == 0)
		return JB_OK;
	jb_output_drop(output);
	return failed(output, arena, why);
}

bool jb_output_write(struct jb_output *output, struct jb_text bytes)
{
	if (output->fault == 0 && output->fd < 0)
		output->fault = open_straight(output->target, &output->fd);
	if (output->fault == 0)
		output->fault = write_fully(output->fd, bytes);
	return output->fault == 0;
}

static int take_the_name(struct jb_output *output)
{
	int fault = output->soon ? 0 : flush(output->fd);

	if (fault == 0 && output->nameless)
		fault = take_name(output, link_nameless);
	fault = close_after(output->fd, fault);
	output->fd = -1;
	if (fault == 0 && rename(output->name, output->target) != 0)
		fault = errno;
	if (fault == 0)
		output->name[0] = '\0';
	return fault;
}

static bool is_standard(const struct jb_output *output)
{
	return output->fd == STDOUT_FILENO && jb_text_is(output->path, "-");
}

enum jb_status jb_output_finish(struct jb_output *output, struct jb_arena *arena,
				struct jb_text *why)
{
	if (output->fault == 0 && output->straight && output->fd >= 0 && !is_standard(output)) {
		output->fault = close_after(output->fd, 0);
		output->fd = -1;
	} else if (output->fault == 0 && !output->straight) {
		output->fault = take_the_name(output);
		if (output->fault == 0 && !output->soon)
			flush_folder(output->target, arena);
	}
	jb_output_drop(output);
	return output->fault == 0 ? JB_OK : failed(output, arena, why);
}

void jb_output_drop(struct jb_output *output)
{
	if (output->fd >= 0 && !is_standard(output))
		close(output->fd);
	output->fd = -1;
	if (output->name[0])
		unlink(output->name);
	output->name[0] = '\0';
}

static enum jb_status write_whole(struct jb_arena *arena, struct jb_text path,
				  struct jb_text content, bool soon, struct jb_text *why)
{
	struct jb_output output;
	enum jb_status status = jb_output_open(&output, arena, path, why);

	if (status != JB_OK)
		return status;
	output.soon = soon;
	jb_output_write(&output, content);
	return jb_output_finish(&output, arena, why);
}

enum jb_status jb_io_write_all(struct jb_arena *arena, struct jb_text path, struct jb_text content,
			       struct jb_text *why)
{
	return write_whole(arena, path, content, false, why);
}

enum jb_status jb_io_write_soon(struct jb_arena *arena, struct jb_text path, struct jb_text content,
				struct jb_text *why)
{
	return write_whole(arena, path, content, true, why);
}
