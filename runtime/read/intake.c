/*
 * Blocks of a file, packed or not, see intake.h. The progress call is made for every block read and
 * for every block that comes out of a packed one, so that a small file that unpacks without end can
 * be stopped.
 */
#include "read/intake.h"

#include <errno.h>
#include <string.h>

#include "read/wording.h"

#define HEAD_ROOM ((size_t)512)

void jrt_intake_init(struct jrt_intake *intake, struct jb_arena *arena, size_t block,
		     struct jrt_pace *pace)
{
	*intake = (struct jrt_intake){.arena = arena, .block = block, .pace = pace};
	jb_unpack_init(&intake->unpack, arena);
}

static enum jb_status read_stream(struct jrt_intake *intake, void *into, size_t size, size_t *got)
{
	enum jb_status status;

	*got = 0;
	status = intake->stream->read(intake->stream->user, into, size, got);
	if (status == JB_CANNOT_READ)
		intake->input.fault = EIO;
	return status;
}

static enum jb_status read_input(struct jrt_intake *intake, void *into, size_t size, size_t *got)
{
	enum jb_status status = intake->stream ? read_stream(intake, into, size, got)
					       : jb_input_read(&intake->input, into, size, got);

	intake->input_end = status != JB_OK || *got == 0;
	intake->size += *got;
	if (intake->hashing)
		jb_hash_add(&intake->hash, into, *got);
	return jrt_pace_bytes(intake->pace, *got) == JB_OK ? status : JB_CANCELLED;
}

static void make_held_room(struct jrt_intake *intake, size_t size)
{
	if (intake->held_room >= size)
		return;
	intake->held = jb_realloc(intake->arena, intake->held, intake->held_room, size);
	intake->held_room = size;
}

/* ---- packed files ---- */

static enum jb_status refill(struct jrt_intake *intake)
{
	size_t got = 0;

	make_held_room(intake, intake->block);
	intake->held_at = intake->held_end = 0;
	enum jb_status status = read_input(intake, intake->held, intake->block, &got);
	intake->held_end = got;
	return status;
}

static enum jb_status read_packed(struct jrt_intake *intake, void *into, size_t size, size_t *got)
{
	struct jb_unpack *unpack = &intake->unpack;
	enum jb_status status = JB_OK;

	while (status == JB_OK) {
		struct jb_unpack_io io = {.in = intake->held + intake->held_at,
					  .in_size = intake->held_end - intake->held_at,
					  .out = into,
					  .out_size = size};
		bool sound = jb_unpack_some(unpack, &io);
		intake->held_at += io.taken;
		intake->unpacked += io.given;
		*got = io.given;
		if (io.given > 0)
			return jrt_pace_bytes(intake->pace, 0);
		if (!sound)
			return JB_CANNOT_READ;
		if (io.taken > 0)
			continue;
		if (intake->input_end)
			return unpack->between ? JB_OK : JB_CANNOT_READ;
		status = refill(intake);
	}
	return status;
}

/* ---- opening and reading ---- */

/* Pipes may give their first bytes one by one. */
static enum jb_status hold_head(struct jrt_intake *intake)
{
	enum jb_status status = JB_OK;

	intake->held_at = intake->held_end = 0;
	make_held_room(intake, HEAD_ROOM);
	while (status == JB_OK && !intake->input_end && intake->held_end < JB_UNPACK_HEAD) {
		size_t wanted = HEAD_ROOM - intake->held_end, got = 0;
		status = read_input(intake, intake->held + intake->held_end,
				    wanted < intake->block ? wanted : intake->block, &got);
		intake->held_end += got;
	}
	return status;
}

enum jb_status jrt_intake_open(struct jrt_intake *intake, struct jb_text path, struct jb_text *why)
{
	if (intake->stream)
		intake->input = (struct jb_input){.fd = -1, .path = path};
	else if (jb_input_open(&intake->input, intake->arena, path, why) != JB_OK)
		return JB_CANNOT_OPEN;
	intake->open = true;
	intake->input_end = false;
	intake->size = intake->unpacked = 0;
	intake->unpack.packing = JB_PACKED_NOT;
	if (intake->hashing)
		jb_hash_init(&intake->hash);
	enum jb_status status = hold_head(intake);
	struct jb_text head = {(const char *)intake->held, intake->held_end};
	enum jb_packing packing = jb_packing_of(head);
	if (status == JB_OK && packing != JB_PACKED_NOT)
		jb_unpack_begin(&intake->unpack, packing);
	if (status == JB_CANCELLED || (status != JB_OK && !intake->hashing))
		jrt_intake_close(intake);
	return status;
}

enum jb_status jrt_intake_read(struct jrt_intake *intake, void *into, size_t size, size_t *got)
{
	size_t held = intake->held_end - intake->held_at;

	*got = 0;
	if (intake->unpack.packing != JB_PACKED_NOT)
		return read_packed(intake, into, size, got);
	if (held > 0) {
		*got = held < size ? held : size;
		memcpy(into, intake->held + intake->held_at, *got);
		intake->held_at += *got;
		return JB_OK;
	}
	return intake->input_end ? JB_OK : read_input(intake, into, size, got);
}

void jrt_intake_close(struct jrt_intake *intake)
{
	if (intake->open && !intake->stream)
		jb_input_close(&intake->input);
	else if (intake->open && intake->stream->close)
		intake->stream->close(intake->stream->user);
	jb_unpack_end(&intake->unpack);
	intake->open = false;
	intake->input_end = true;
	intake->held_at = intake->held_end = 0;
}

bool jrt_intake_digest(struct jrt_intake *intake, struct jb_digest *digest)
{
	enum jb_status status = JB_OK;

	if (!intake->open)
		return false;
	while (status == JB_OK && !intake->input_end)
		status = refill(intake);
	jrt_intake_close(intake);
	*digest = jb_hash_end(&intake->hash);
	return status == JB_OK && intake->input.fault == 0;
}

/* ---- what went wrong ---- */

#define AGAIN "get the file again; what follows is missing from the results"

static const char *what_is_wrong(enum jb_unpack_fault fault, const char **help)
{
	*help = AGAIN;
	switch (fault) {
	case JB_UNPACK_SOUND: return "the data end in their middle";
	case JB_UNPACK_DAMAGED: return "the data are damaged";
	case JB_UNPACK_CHECKSUM: return "the data are damaged, their checksum does not fit";
	case JB_UNPACK_TRAILING:
		return "what follows the end of the data is no such data, or damaged";
	case JB_UNPACK_WINDOW_BIG:
		*help = "pack it again without --long or --ultra";
		return "the data look back further than 32 MiB, which is the most that is kept";
	case JB_UNPACK_DICTIONARY:
		*help = "pack it again without a dictionary";
		return "the data were packed with a dictionary, which is not in the file";
	}
	return "";
}

static void say_unpacking(const struct jrt_intake *intake, struct jrt_byte_trouble *trouble)
{
	const char *help, *wrong = what_is_wrong(intake->unpack.fault, &help);
	struct jb_buf buf;

	jb_buf_init(&buf, intake->arena);
	jb_buf_printf(&buf, "cannot be unpacked%s with %s: %s",
		      intake->unpacked > 0 ? " further" : "",
		      jb_packing_name(intake->unpack.packing), wrong);
	if (intake->unpacked > 0) {
		jb_buf_add_string(&buf, "; ");
		jrt_say_count(&buf, intake->unpacked);
		jb_buf_add_string(&buf, intake->unpacked == 1 ? " byte" : " bytes");
		jb_buf_add_string(&buf, " came out before");
	}
	*trouble = (struct jrt_byte_trouble){
		.code = "R0112", .message = jb_buf_text(&buf), .help = jb_text_of(help)};
}

void jrt_intake_trouble(const struct jrt_intake *intake, struct jrt_byte_trouble *trouble)
{
	if (intake->unpack.packing != JB_PACKED_NOT && intake->input.fault == 0)
		say_unpacking(intake, trouble);
	else if (intake->size == 0)
		*trouble = (struct jrt_byte_trouble){
			.code = "R0102",
			.message = JB_TEXT("cannot be read: the system gave an error")};
	else
		*trouble = (struct jrt_byte_trouble){
			.code = "R0102",
			.message = JB_TEXT("cannot be read further: the system gave an error"),
			.help = JB_TEXT("what follows this line is missing from the results")};
}
