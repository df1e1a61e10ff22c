/*
 * The file without a name behind spill.h: made so where the system can, else made and unlinked
 * before a byte is written.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_TMPFILE */
#endif
#include "base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int make_nameless(const char *folder)
{
#ifdef O_TMPFILE
	return open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
#else
	(void)folder;
	errno = EOPNOTSUPP;
	return -1;
#endif
}

/* mkostemp fills the six letters in, and gives 0600 by itself. */
static int make_and_unlink(struct jb_arena *arena, const char *folder)
{
	struct jb_text path = jb_text_printf(arena, "%s/journey-......", folder);
	char *name = jb_copy(arena, path.at, path.size);
	int fd;

	memset(name + path.size - 6, 'X', 6);
	fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		(void)unlink(name);
	return fd;
}

static enum jb_status fail(struct jb_arena *arena, enum jb_status status, const char *what,
			   struct jb_text *why)
{
	*why = jb_text_printf(arena, "%s a temporary file: %s", what, strerror(errno));
	return status;
}

enum jb_status jb_spill_open(struct jb_spill *spill, struct jb_arena *arena, struct jb_text *why)
{
	const char *folder = getenv("TMPDIR");

	if (!folder || !*folder)
		folder = "/tmp";
	*spill = (struct jb_spill){.fd = make_nameless(folder)};
	if (spill->fd < 0)
		spill->fd = make_and_unlink(arena, folder);
	spill->open = spill->fd >= 0;
	if (spill->open)
		return JB_OK;
	*why = jb_text_printf(arena, "cannot make a temporary file in %s: %s", folder,
			      strerror(errno));
	return JB_CANNOT_OPEN;
}

enum jb_status jb_spill_write(struct jb_spill *spill, struct jb_arena *arena, const void *bytes,
			      size_t size, struct jb_text *why)
{
	const unsigned char *at = bytes;

	while (size > 0) {
		ssize_t done = pwrite(spill->fd, at, size, (off_t)spill->size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return fail(arena, JB_CANNOT_WRITE, "cannot write to", why);
		at += done;
		size -= (size_t)done;
		spill->size += (uint64_t)done;
	}
	return JB_OK;
}

enum jb_status jb_spill_read(const struct jb_spill *spill, struct jb_arena *arena, uint64_t offset,
			     void *into, size_t size, struct jb_text *why)
{
	unsigned char *at = into;

	while (size > 0) {
		ssize_t done = pread(spill->fd, at, size, (off_t)offset);

		if (done < 0 && errno == EINTR)
			continue;
		if (done == 0)
			errno = EIO; /* it was cut short behind our back */
		if (done <= 0)
			return fail(arena, JB_CANNOT_READ, "cannot read", why);
		at += done;
		size -= (size_t)done;
		offset += (uint64_t)done;
	}
	return JB_OK;
}

void jb_spill_close(struct jb_spill *spill)
{
	if (spill->open)
		(void)close(spill->fd);
	*spill = (struct jb_spill){0};
}
