/*
 * Blocks of a file, packed or not, see feed.h. The progress call is made for every block read and
 * for every block that comes out of a packed one, so that a small file that unpacks without end can
 * be stopped.
 */
#include "read/feed.h"

#include <errno.h>
#include <string.h>

#include "read/wording.h"

#define HEAD_ROOM ((size_t)512)

void jrt_feed_init(struct jrt_feed *feed, struct jb_arena *arena, size_t block,
		   struct jrt_pace *pace)
{
	*feed = (struct jrt_feed){.arena = arena, .block = block, .pace = pace};
	jb_unpack_init(&feed->unpack, arena);
}

static enum jb_status read_stream(struct jrt_feed *feed, void *into, size_t size, size_t *got)
{
	enum jb_status status;

	*got = 0;
	status = feed->stream->read(feed->stream->user, into, size, got);
	if (status == JB_CANNOT_READ)
		feed->input.fault = EIO;
	return status;
}

static enum jb_status read_input(struct jrt_feed *feed, void *into, size_t size, size_t *got)
{
	enum jb_status status = feed->stream ? read_stream(feed, into, size, got)
					     : jb_input_read(&feed->input, into, size, got);

	feed->input_end = status != JB_OK || *got == 0;
	feed->size += *got;
	if (feed->hashing)
		jb_hash_add(&feed->hash, into, *got);
	return jrt_pace_bytes(feed->pace, *got) == JB_OK ? status : JB_CANCELLED;
}

static void make_held_room(struct jrt_feed *feed, size_t size)
{
	if (feed->held_room >= size)
		return;
	feed->held = jb_realloc(feed->arena, feed->held, feed->held_room, size);
	feed->held_room = size;
}

/* ---- packed files ---- */

static enum jb_status refill(struct jrt_feed *feed)
{
	size_t got = 0;

	make_held_room(feed, feed->block);
	feed->held_at = feed->held_end = 0;
	enum jb_status status = read_input(feed, feed->held, feed->block, &got);
	feed->held_end = got;
	return status;
}

static enum jb_status read_packed(struct jrt_feed *feed, void *into, size_t size, size_t *got)
{
	struct jb_unpack *unpack = &feed->unpack;
	enum jb_status status = JB_OK;

	while (status == JB_OK) {
		struct jb_unpack_io io = {.in = feed->held + feed->held_at,
					  .in_size = feed->held_end - feed->held_at,
					  .out = into,
					  .out_size = size};
		bool sound = jb_unpack_some(unpack, &io);
		feed->held_at += io.taken;
		feed->unpacked += io.given;
		*got = io.given;
		if (io.given > 0)
			return jrt_pace_bytes(feed->pace, 0);
		if (!sound)
			return JB_CANNOT_READ;
		if (io.taken > 0)
			continue;
		if (feed->input_end)
			return unpack->between ? JB_OK : JB_CANNOT_READ;
		status = refill(feed);
	}
	return status;
}

/* ---- opening and reading ---- */

/* Pipes may give their first bytes one by one. */
static enum jb_status hold_head(struct jrt_feed *feed)
{
	enum jb_status status = JB_OK;

	feed->held_at = feed->held_end = 0;
	make_held_room(feed, HEAD_ROOM);
	while (status == JB_OK && !feed->input_end && feed->held_end < JB_UNPACK_HEAD) {
		size_t wanted = HEAD_ROOM - feed->held_end, got = 0;
		status = read_input(feed, feed->held + feed->held_end,
				    wanted < feed->block ? wanted : feed->block, &got);
		feed->held_end += got;
	}
	return status;
}

enum jb_status jrt_feed_open(struct jrt_feed *feed, struct jb_text path, struct jb_text *why)
{
	if (feed->stream)
		feed->input = (struct jb_input){.fd = -1, .path = path};
	else if (jb_input_open(&feed->input, feed->arena, path, why) != JB_OK)
		return JB_CANNOT_OPEN;
	feed->open = true;
	feed->input_end = false;
	feed->size = feed->unpacked = 0;
	feed->unpack.packing = JB_PACKED_NOT;
	if (feed->hashing)
		jb_hash_init(&feed->hash);
	enum jb_status status = hold_head(feed);
	struct jb_text head = {(const char *)feed->held, feed->held_end};
	enum jb_packing packing = jb_packing_of(head);
	if (status == JB_OK && packing != JB_PACKED_NOT)
		jb_unpack_begin(&feed->unpack, packing);
	if (status == JB_CANCELLED || (status != JB_OK && !feed->hashing))
		jrt_feed_close(feed);
	return status;
}

enum jb_status jrt_feed_read(struct jrt_feed *feed, void *into, size_t size, size_t *got)
{
	size_t held = feed->held_end - feed->held_at;

	*got = 0;
	if (feed->unpack.packing != JB_PACKED_NOT)
		return read_packed(feed, into, size, got);
	if (held > 0) {
		*got = held < size ? held : size;
		memcpy(into, feed->held + feed->held_at, *got);
		feed->held_at += *got;
		return JB_OK;
	}
	return feed->input_end ? JB_OK : read_input(feed, into, size, got);
}

void jrt_feed_close(struct jrt_feed *feed)
{
	if (feed->open && !feed->stream)
		jb_input_close(&feed->input);
	else if (feed->open && feed->stream->close)
		feed->stream->close(feed->stream->user);
	jb_unpack_end(&feed->unpack);
	feed->open = false;
	feed->input_end = true;
	feed->held_at = feed->held_end = 0;
}

bool jrt_feed_digest(struct jrt_feed *feed, struct jb_digest *digest)
{
	enum jb_status status = JB_OK;

	if (!feed->open)
		return false;
	while (status == JB_OK && !feed->input_end)
		status = refill(feed);
	jrt_feed_close(feed);
	*digest = jb_hash_end(&feed->hash);
	return status == JB_OK && feed->input.fault == 0;
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

static void say_unpacking(const struct jrt_feed *feed, struct jrt_byte_trouble *trouble)
{
	const char *help, *wrong = what_is_wrong(feed->unpack.fault, &help);
	struct jb_buf buf;

	jb_buf_init(&buf, feed->arena);
	jb_buf_printf(&buf, "cannot be unpacked%s with %s: %s",
		      feed->unpacked > 0 ? " further" : "", jb_packing_name(feed->unpack.packing),
		      wrong);
	if (feed->unpacked > 0) {
		jb_buf_add_string(&buf, "; ");
		jrt_say_count(&buf, feed->unpacked);
		jb_buf_add_string(&buf, feed->unpacked == 1 ? " byte" : " bytes");
		jb_buf_add_string(&buf, " came out before");
	}
	*trouble = (struct jrt_byte_trouble){
		.code = "R0112", .message = jb_buf_text(&buf), .help = jb_text_of(help)};
}

void jrt_feed_trouble(const struct jrt_feed *feed, struct jrt_byte_trouble *trouble)
{
	if (feed->unpack.packing != JB_PACKED_NOT && feed->input.fault == 0)
		say_unpacking(feed, trouble);
	else if (feed->size == 0)
		*trouble = (struct jrt_byte_trouble){
			.code = "R0102",
			.message = JB_TEXT("cannot be read: the system gave an error")};
	else
		*trouble = (struct jrt_byte_trouble){
			.code = "R0102",
			.message = JB_TEXT("cannot be read further: the system gave an error"),
			.help = JB_TEXT("what follows this line is missing from the results")};
}
