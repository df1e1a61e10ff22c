/*
 * Reading files, and the sentences that say why a file cannot be read or written. Writing is in
 * io_write.c. Nothing here seeks or maps: a pipe is as good as a file.
 */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io_fault.h"

#define READ_BLOCK ((size_t)64 * 1024)

/* The usual reasons in words of our own, so that they do not depend on the C library or a
 * locale. */
static const char *reason_of(int fault, char *room, size_t size)
{
	switch (fault) {
	case ENOENT: return "no such file";
	case ENOTDIR: return "a part of the path is not a directory";
	case EACCES:
	case EPERM: return "permission denied";
	case EISDIR: return "is a directory";
	case ENOSPC: return "no space left on the disk";
	case EDQUOT: return "the disk quota is used up";
	case EFBIG: return "the file would pass the largest size allowed";
	case EROFS: return "the file system is read-only";
	case ENAMETOOLONG: return "the name is too long";
	case ELOOP: return "too many symbolic links";
	case EMFILE:
	case ENFILE: return "too many open files";
	case EPIPE: return "nobody reads at the other end";
	case EIO: return "input/output error";
	case JB_FAULT_KIND: return "is neither a file nor a pipe";
	case JB_FAULT_NUL: return "the path contains a NUL byte";
	default: return strerror_r(fault, room, size);
	}
}

struct jb_text jb_io_why(struct jb_arena *arena, const char *verb, struct jb_text path, int fault)
{
	char room[128];
	const char *reason = reason_of(fault, room, sizeof room);

	if (jb_text_is(path, "-"))
		path = strcmp(verb, "write") == 0 ? JB_TEXT("standard output")
						  : JB_TEXT("standard input");
	return jb_text_printf(arena, "cannot %s %.*s: %s", verb, JB_ARG(path), reason);
}

/* 0, or the fault. */
static int check_kind(int fd)
{
	struct stat about;

	if (fstat(fd, &about) != 0)
		return errno;
	if (S_ISDIR(about.st_mode))
		return EISDIR;
	return S_ISREG(about.st_mode) || S_ISFIFO(about.st_mode) ? 0 : JB_FAULT_KIND;
}

bool jb_io_size(struct jb_arena *arena, struct jb_text path, uint64_t *size)
{
	struct stat about;

	if (jb_text_is(path, "-") || memchr(path.at, '\0', path.size) ||
	    stat(jb_text_cstring(arena, path), &about) != 0 || !S_ISREG(about.st_mode))
		return false;
	*size = (uint64_t)about.st_size;
	return true;
}

bool jb_io_is_file(struct jb_arena *arena, struct jb_text path)
{
	uint64_t size;

	return jb_io_size(arena, path, &size);
}

static int open_file(struct jb_input *input, struct jb_arena *arena)
{
	const char *name = jb_text_cstring(arena, input->path);
	int fault;

	if (memchr(input->path.at, '\0', input->path.size))
		return JB_FAULT_NUL;
	do
		input->fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (input->fd < 0 && errno == EINTR);
	if (input->fd < 0)
		return errno;
	input->owned = true;
	fault = check_kind(input->fd);
	if (fault)
		jb_input_close(input);
	return fault;
}

enum jb_status jb_input_open(struct jb_input *input, struct jb_arena *arena, struct jb_text path,
			     struct jb_text *why)
{
	int fault;

	*input = (struct jb_input){.fd = -1};
	input->path = jb_text_copy(arena, path);
	if (jb_text_is(path, "-")) {
		input->fd = STDIN_FILENO;
		return JB_OK;
	}
	fault = open_file(input, arena);
	if (fault == 0)
		return JB_OK;
	*why = jb_io_why(arena, "open", path, fault);
	return JB_CANNOT_OPEN;
}

enum jb_status jb_input_read(struct jb_input *input, void *into, size_t size, size_t *got)
{
	ssize_t count;

	*got = 0;
	do
		count = read(input->fd, into, size);
	while (count < 0 && errno == EINTR);
	if (count < 0) {
		input->fault = errno;
		return JB_CANNOT_READ;
	}
	*got = (size_t)count;
	return JB_OK;
}

struct jb_text jb_input_why(const struct jb_input *input, struct jb_arena *arena)
{
	return jb_io_why(arena, "read", input->path, input->fault);
}

void jb_input_close(struct jb_input *input)
{
	if (input->owned && input->fd >= 0)
		close(input->fd);
	input->fd = -1;
	input->owned = false;
}

/* Reads to the end into a buffer that doubles; one byte more than `limit` is asked for, to see
 * whether there is one. */
static enum jb_status read_rest(struct jb_input *input, struct jb_arena *arena, size_t limit,
				struct jb_text *out)
{
	size_t room = READ_BLOCK, size = 0, got;
	char *data = jb_alloc(arena, room);
	enum jb_status status;

	while ((status = jb_input_read(input, data + size, room - size - 1, &got)) == JB_OK &&
	       got > 0) {
		size += got;
		if (size > limit)
			return JB_TOO_LARGE;
		if (room - size > 1)
			continue;
		data = jb_realloc(arena, data, room, room * 2);
		room *= 2;
	}
	data[size] = '\0';
	*out = (struct jb_text){.at = data, .size = size};
	return status;
}

enum jb_status jb_io_read_all(struct jb_arena *arena, struct jb_text path, size_t limit,
			      struct jb_text *out, struct jb_text *why)
{
	struct jb_input input;
	enum jb_status status = jb_input_open(&input, arena, path, why);

	if (status != JB_OK)
		return status;
	if (JB_ARM(arena) != 0) {
		jb_input_close(&input);
		jb_arena_fail(arena);
	}
	status = read_rest(&input, arena, limit, out);
	if (status == JB_CANNOT_READ)
		*why = jb_input_why(&input, arena);
	else if (status == JB_TOO_LARGE)
		*why = jb_text_printf(arena, "cannot read %.*s: it has more than %zu bytes",
				      JB_ARG(path), limit);
	jb_arena_disarm(arena);
	jb_input_close(&input);
	return status;
}
