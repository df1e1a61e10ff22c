/*
 * Looks at a path and at the first hundred bytes behind it (SQLite's "Database File Format",
 * section 1.3, says what stands where). Opens for reading only, and lets go of the file before
 * SQLite takes it: closing a second descriptor later would drop SQLite's locks.
 */
#include "ledger/store_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io_fault.h"

#define HEADER 100

static uint32_t number_at(const uint8_t *byte, size_t size)
{
	uint32_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | byte[i];
	return value;
}

static enum jb_status refuse(struct jb_arena *arena, struct jb_text path, enum jb_status status,
			     const char *text, struct jb_text *why)
{
	*why = jb_text_printf(arena, "%.*s %s", JB_ARG(path), text);
	return status;
}

/* The format of files that this program writes; whatever else stands here came from elsewhere. */
static enum jb_status check_header(struct jb_arena *arena, struct jb_text path,
				   const uint8_t *header, struct jb_text *why)
{
	uint32_t version = number_at(header + 60, 4);

	if (memcmp(header, "SQLite format 3", 16) != 0)
		return refuse(arena, path, JB_MALFORMED, "is no ledger", why);
	if (number_at(header + 68, 4) != JRT_STORE_APPLICATION)
		return refuse(arena, path, JB_MALFORMED,
			      "is no ledger: it is a database of another program", why);
	if (version != JRT_STORE_VERSION) {
		*why = jb_text_printf(arena,
				      "%.*s is a ledger of format %u, this program knows format %d",
				      JB_ARG(path), (unsigned)version, JRT_STORE_VERSION);
		return JB_MALFORMED;
	}
	if (number_at(header + 16, 2) != JRT_STORE_PAGE || header[18] != 1 || header[19] != 1 ||
	    header[20] != 0 || number_at(header + 44, 4) != 4 || number_at(header + 52, 4) != 0 ||
	    number_at(header + 56, 4) != 1)
		return refuse(
			arena, path, JB_MALFORMED,
			"is a damaged ledger: its first page is not as this program writes it",
			why);
	return JB_OK;
}

static bool is_blank(const uint8_t *header)
{
	for (size_t i = 0; i < HEADER; i++)
		if (header[i] != 0)
			return false;
	return true;
}

/* SQLite's journal beside the file: what was begun and not ended. */
static bool has_journal(struct jb_arena *arena, const char *name)
{
	struct jb_text journal = jb_text_printf(arena, "%s-journal", name);
	struct stat about;

	return lstat(journal.at, &about) == 0 && about.st_size > 0;
}

static enum jb_status read_header(struct jb_arena *arena, struct jb_text path, const char *name,
				  enum jrt_store_kind *kind, struct jb_text *why)
{
	uint8_t header[HEADER] = {0};
	int fd = open(name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	ssize_t got;

	if (fd < 0) {
		*why = jb_io_why(arena, "open", path, errno);
		return JB_CANNOT_OPEN;
	}
	got = pread(fd, header, HEADER, 0);
	if (got < 0)
		*why = jb_io_why(arena, "read", path, errno);
	close(fd);
	*kind = JRT_STORE_EMPTY;
	if (got <= 0)
		return got == 0 ? JB_OK : JB_CANNOT_READ;
	if (is_blank(header) && has_journal(arena, name))
		return JB_OK;
	*kind = JRT_STORE_LEDGER;
	return check_header(arena, path, header, why);
}

/* A journal is named after its file: under a second name it would not be found. */
enum jb_status jrt_store_look(struct jb_arena *arena, struct jb_text path,
			      enum jrt_store_kind *kind, struct jb_text *why)
{
	const char *name = jb_text_cstring(arena, path);
	struct stat about;

	*kind = JRT_STORE_ABSENT;
	if (path.size == 0 || memchr(path.at, '\0', path.size) || jb_text_is(path, "-"))
		return refuse(arena, path, JB_REFUSED, "is no name of a file", why);
	if (lstat(name, &about) != 0) {
		if (errno == ENOENT)
			return JB_OK;
		*why = jb_io_why(arena, "open", path, errno);
		return JB_CANNOT_OPEN;
	}
	if (S_ISLNK(about.st_mode))
		return refuse(arena, path, JB_REFUSED,
			      "is a symbolic link; a ledger is a file of its own: name the file",
			      why);
	if (!S_ISREG(about.st_mode))
		return refuse(arena, path, JB_REFUSED, "is no plain file", why);
	if (about.st_nlink > 1)
		return refuse(arena, path, JB_REFUSED,
			      "has several names (hard links); a ledger has one, or a run that was "
			      "cut off could not be undone",
			      why);
	return read_header(arena, path, name, kind, why);
}
