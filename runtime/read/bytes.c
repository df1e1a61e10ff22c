/*
 * The window and encodings, see bytes.h. What a file is, is told from its first bytes by sniff.c
 * and never guessed later.
 */
#include "read/bytes.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "read/sniff.h"

#define CARRY_MAX 4 /* bytes of code units that wait for their other half */

void jrt_bytes_init(struct jrt_bytes *bytes, struct jb_arena *arena, size_t block,
		    struct jrt_pace *pace)
{
	*bytes = (struct jrt_bytes){.arena = arena, .block = block > 0 ? block : JRT_READ_BLOCK};
	jrt_intake_init(&bytes->intake, arena, bytes->block, pace);
}

/* Room for a window of `size` bytes with its padding. What is new is zero, because some of it is
 * read before it is written. */
static void grow(struct jb_arena *arena, struct jrt_bytes_window *window, size_t size)
{
	size_t wanted = size + 2 * JRT_BYTES_PAD;
	size_t room = window->room > 0 ? window->room : JRT_SNIFF_BYTES;

	if (wanted <= window->room)
		return;
	while (room < wanted)
		room *= 2;
	window->data = jb_realloc(arena, window->data, window->room, room);
	memset(window->data + window->room, 0, room - window->room);
	window->room = room;
}

/* Room for `size` more bytes and the stop behind them. */
static void make_room(struct jrt_bytes *bytes, size_t size)
{
	struct jrt_bytes_window window = {.data = bytes->data, .room = bytes->room};
	size_t held = bytes->end - bytes->begin;

	if (bytes->begin > JRT_BYTES_PAD) {
		memmove(bytes->data + JRT_BYTES_PAD, bytes->data + bytes->begin, held);
		bytes->begin = JRT_BYTES_PAD;
	}
	grow(bytes->arena, &window, held + size);
	bytes->data = window.data;
	bytes->room = window.room;
	bytes->begin = JRT_BYTES_PAD;
	bytes->end = JRT_BYTES_PAD + held;
}

/* Copies all but the first `skip` bytes into the memory of `window` and goes on there. What was the
 * window until now stays whole. */
static struct jrt_bytes_window change_memory(struct jrt_bytes *bytes, size_t skip,
					     struct jrt_bytes_window *window)
{
	struct jrt_bytes_window before = {bytes->data, bytes->begin, bytes->end, bytes->room};
	size_t left = jrt_bytes_size(bytes) - skip;

	grow(bytes->arena, window, left);
	memcpy(window->data + JRT_BYTES_PAD, before.data + before.begin + skip, left);
	bytes->data = window->data;
	bytes->room = window->room;
	bytes->begin = JRT_BYTES_PAD;
	bytes->end = JRT_BYTES_PAD + left;
	bytes->data[bytes->end] = '\n';
	return before;
}

void jrt_bytes_move(struct jrt_bytes *bytes, struct jrt_bytes_window *window)
{
	*window = change_memory(bytes, 0, window);
}

void jrt_bytes_take(struct jrt_bytes *bytes, size_t size, struct jrt_bytes_window *window)
{
	struct jrt_bytes_window taken = change_memory(bytes, size, window);

	taken.end = taken.begin + size;
	taken.data[taken.end] = '\n';
	*window = taken;
}

void jrt_bytes_prepend(struct jb_arena *arena, struct jrt_bytes_window *window, const char *at,
		       size_t size)
{
	size_t held = window->end - window->begin;

	grow(arena, window, held + size);
	memmove(window->data + JRT_BYTES_PAD + size, window->data + window->begin, held);
	memcpy(window->data + JRT_BYTES_PAD, at, size);
	window->begin = JRT_BYTES_PAD;
	window->end = JRT_BYTES_PAD + size + held;
	window->data[window->end] = '\n';
}

/* Room in `raw` for so many bytes, and for code units that wait before them. */
static void make_raw_room(struct jrt_bytes *bytes, size_t size)
{
	size_t room = size + CARRY_MAX;

	if (bytes->raw_room >= room)
		return;
	bytes->raw = jb_realloc(bytes->arena, bytes->raw, bytes->raw_room, room);
	bytes->raw_room = room;
}

/* ---- encodings ---- */

/* 0x80 to 0x9f of Windows-1252; 0 where the code page has nothing. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,	0x017d, 0,	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178};

static size_t from_windows_1252(const unsigned char *raw, size_t size, char *out)
{
	size_t length = 0;

	for (size_t i = 0; i < size; i++) {
		uint32_t codepoint = raw[i];
		if (raw[i] >= 0x80 && raw[i] < 0xa0)
			codepoint = windows_1252[raw[i] - 0x80];
		if (raw[i] >= 0x80 && codepoint == 0)
			out[length++] = (char)raw[i]; /* alone it is no UTF-8 */
		else
			length += jb_utf8_encode(codepoint, out + length);
	}
	return length;
}

static uint32_t unit_at(const struct jrt_bytes *bytes, size_t at)
{
	bool little = bytes->form == JRT_BYTES_UTF_16_LE;
	unsigned low = bytes->raw[at + (little ? 0 : 1)], high = bytes->raw[at + (little ? 1 : 0)];

	return high << 8 | low;
}

/* A surrogate without its other half, as the three bytes that UTF-8 forbids. */
static size_t add_lone_surrogate(uint32_t unit, char *out)
{
	out[0] = (char)(0xe0 | unit >> 12);
	out[1] = (char)(0x80 | (unit >> 6 & 0x3f));
	out[2] = (char)(0x80 | (unit & 0x3f));
	return 3;
}

/* Converts what is complete and keeps the rest; at the file's end half a unit becomes a bad byte.
 */
static size_t from_utf_16(struct jrt_bytes *bytes, char *out)
{
	size_t length = 0, at = 0;

	while (at + 2 <= bytes->raw_size) {
		uint32_t unit = unit_at(bytes, at);
		bool lead = unit >= 0xd800 && unit < 0xdc00;
		if (lead && at + 4 > bytes->raw_size && !bytes->last)
			break;
		uint32_t next = lead && at + 4 <= bytes->raw_size ? unit_at(bytes, at + 2) : 0;
		at += 2;
		if (next >= 0xdc00 && next < 0xe000) {
			at += 2;
			unit = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
			length += jb_utf8_encode(unit, out + length);
		} else if (unit >= 0xd800 && unit < 0xe000) {
			length += add_lone_surrogate(unit, out + length);
		} else {
			length += jb_utf8_encode(unit, out + length);
		}
	}
	if (bytes->last && at < bytes->raw_size) {
		out[length++] = (char)0xff;
		at = bytes->raw_size;
	}
	memmove(bytes->raw, bytes->raw + at, bytes->raw_size - at);
	bytes->raw_size -= at;
	return length;
}

static void convert(struct jrt_bytes *bytes)
{
	make_room(bytes, 3 * bytes->raw_size + 1);
	if (bytes->form == JRT_BYTES_WINDOWS_1252) {
		bytes->end +=
			from_windows_1252(bytes->raw, bytes->raw_size, bytes->data + bytes->end);
		bytes->raw_size = 0;
	} else {
		bytes->end += from_utf_16(bytes, bytes->data + bytes->end);
	}
}

/* ---- blocks ---- */

static enum jb_status read_some(struct jrt_bytes *bytes, void *into, size_t size, size_t *got)
{
	enum jb_status status = jrt_intake_read(&bytes->intake, into, size, got);

	bytes->last = status != JB_OK || *got == 0;
	return status;
}

enum jb_status jrt_bytes_more(struct jrt_bytes *bytes)
{
	enum jb_status status = JB_OK;
	size_t before = jrt_bytes_size(bytes);

	assert(!bytes->last);
	do {
		size_t got = 0;
		if (bytes->form == JRT_BYTES_UTF_8) {
			make_room(bytes, bytes->block);
			status = read_some(bytes, bytes->data + bytes->end, bytes->block, &got);
			bytes->end += got;
		} else {
			make_raw_room(bytes, bytes->block);
			status = read_some(bytes, bytes->raw + bytes->raw_size, bytes->block, &got);
			bytes->raw_size += got;
			convert(bytes);
		}
	} while (status == JB_OK && !bytes->last && jrt_bytes_size(bytes) == before);
	bytes->data[bytes->end] = '\n';
	return status;
}

void jrt_bytes_cut(struct jrt_bytes *bytes, size_t keep)
{
	if (keep >= jrt_bytes_size(bytes))
		return;
	bytes->end = bytes->begin + keep;
	bytes->data[bytes->end] = '\n';
}

/* ---- opening ---- */

/* The first bytes, enough to tell what the file is, into `raw`. */
static enum jb_status read_head(struct jrt_bytes *bytes)
{
	make_raw_room(bytes, JRT_SNIFF_BYTES);
	bytes->raw_size = 0;
	while (!bytes->last && bytes->raw_size < JRT_SNIFF_BYTES) {
		size_t wanted = JRT_SNIFF_BYTES - bytes->raw_size, got = 0;
		enum jb_status status =
			read_some(bytes, bytes->raw + bytes->raw_size,
				  wanted < bytes->block ? wanted : bytes->block, &got);
		bytes->raw_size += got;
		if (status != JB_OK)
			return status;
	}
	return JB_OK;
}

/* The head without its mark becomes the window's first bytes. */
static void begin_window(struct jrt_bytes *bytes, size_t mark)
{
	memmove(bytes->raw, bytes->raw + mark, bytes->raw_size - mark);
	bytes->raw_size -= mark;
	if (bytes->form == JRT_BYTES_UTF_8) {
		make_room(bytes, bytes->raw_size);
		memcpy(bytes->data + bytes->end, bytes->raw, bytes->raw_size);
		bytes->end += bytes->raw_size;
		bytes->raw_size = 0;
	} else {
		convert(bytes);
	}
	bytes->data[bytes->end] = '\n';
}

/* The trouble of a file that is not even begun; a cancelled call has none. */
static enum jb_status find_trouble(const struct jrt_bytes *bytes, enum jb_status status,
				   struct jb_text why, struct jrt_byte_trouble *trouble)
{
	if (status == JB_CANNOT_OPEN)
		*trouble = (struct jrt_byte_trouble){.code = "R0101", .message = why};
	else if (status == JB_CANNOT_READ)
		jrt_intake_trouble(&bytes->intake, trouble);
	return status == JB_CANCELLED ? status : JB_OK;
}

enum jb_status jrt_bytes_open(struct jrt_bytes *bytes, struct jb_text path,
			      enum jrt_encoding encoding, struct jrt_byte_trouble *trouble)
{
	struct jb_text why = {0};

	*trouble = (struct jrt_byte_trouble){0};
	bytes->begin = bytes->end = JRT_BYTES_PAD;
	bytes->last = false;
	enum jb_status status = jrt_intake_open(&bytes->intake, path, &why);
	if (status == JB_OK)
		status = read_head(bytes);
	if (status == JB_OK) {
		struct jb_text head = {(const char *)bytes->raw, bytes->raw_size};
		struct jrt_sniffed declared = {bytes->format, encoding};
		size_t mark = jrt_sniff(bytes->arena, head, declared, &bytes->form, trouble);
		begin_window(bytes, mark);
	}
	status = find_trouble(bytes, status, why, trouble);
	if (status != JB_OK || (trouble->code != NULL && !bytes->intake.hashing))
		jrt_bytes_close(bytes);
	return status;
}

void jrt_bytes_close(struct jrt_bytes *bytes)
{
	jrt_intake_close(&bytes->intake);
	bytes->last = true;
}

bool jrt_bytes_digest(struct jrt_bytes *bytes, struct jb_digest *digest)
{
	bytes->last = true;
	return jrt_intake_digest(&bytes->intake, digest);
}
