/*
 * Reads TZif. A file holds one block with 32-bit times and, from version 2 on, a second block with
 * 64-bit times and a line with a rule; only the last block counts. A block's parts follow one
 * another:
 *
 *	header 44 | times | type of each time | types of 6 bytes | letters | leap seconds | flags
 */
#include "time/tzif.h"

#include <stdbool.h>
#include <string.h>

#define HEADER_SIZE 44
#define TYPE_SIZE 6
#define TYPES_MAX 256
#define LETTERS_MAX 4096

struct block {
	const unsigned char *at; /* behind the header */
	size_t time_size;	 /* bytes of a time: 4 or 8 */
	size_t isut_count, isstd_count, leap_count, time_count, type_count, letter_count;
	size_t size; /* without the header */
};

static uint64_t big_endian(const unsigned char *at, size_t size)
{
	uint64_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | at[i];
	return value;
}

static int64_t signed_seconds(const unsigned char *at, size_t size)
{
	uint64_t value = big_endian(at, size);

	return size == 4 ? (int64_t)(int32_t)(uint32_t)value : (int64_t)value;
}

/* The sizes are small enough that their sum cannot overflow. */
static bool read_header(struct jb_text bytes, size_t time_size, struct block *block)
{
	if (bytes.size < HEADER_SIZE || memcmp(bytes.at, "TZif", 4) != 0)
		return false;
	const unsigned char *at = (const unsigned char *)bytes.at;
	*block = (struct block){
		.at = at + HEADER_SIZE,
		.time_size = time_size,
		.isut_count = big_endian(at + 20, 4),
		.isstd_count = big_endian(at + 24, 4),
		.leap_count = big_endian(at + 28, 4),
		.time_count = big_endian(at + 32, 4),
		.type_count = big_endian(at + 36, 4),
		.letter_count = big_endian(at + 40, 4),
	};
	if (block->time_count > JRT_ZONE_TRANSITIONS_MAX || block->type_count == 0 ||
	    block->type_count > TYPES_MAX || block->letter_count > LETTERS_MAX ||
	    block->leap_count > JRT_ZONE_TRANSITIONS_MAX || block->isut_count > TYPES_MAX ||
	    block->isstd_count > TYPES_MAX)
		return false;
	block->size = block->time_count * (time_size + 1) + block->type_count * TYPE_SIZE +
		      block->letter_count + block->leap_count * (time_size + 4) +
		      block->isstd_count + block->isut_count;
	return block->size <= bytes.size - HEADER_SIZE;
}

/* Seconds in microseconds; times far off are moved to where no sum can overflow. */
static jb_fix microseconds(int64_t seconds)
{
	if (seconds < JRT_INSTANT_MIN / JRT_SECOND_US)
		return JRT_INSTANT_MIN;
	if (seconds > JRT_INSTANT_MAX / JRT_SECOND_US)
		return JRT_INSTANT_MAX;
	return seconds * JRT_SECOND_US;
}

static bool read_offset(const struct block *block, size_t type, jb_fix *offset)
{
	if (type >= block->type_count)
		return false;
	const unsigned char *types = block->at + block->time_count * (block->time_size + 1);
	int64_t seconds = signed_seconds(types + type * TYPE_SIZE, 4);
	*offset = seconds * JRT_SECOND_US;
	return seconds >= -JRT_ZONE_OFFSET_MAX && seconds <= JRT_ZONE_OFFSET_MAX;
}

static bool read_changes(const struct block *block, struct jrt_zone_changes *changes)
{
	const unsigned char *types = block->at + block->time_count * block->time_size;
	int64_t before = INT64_MIN;
	jb_fix offset;

	for (size_t i = 0; i < block->time_count; i++) {
		int64_t seconds =
			signed_seconds(block->at + i * block->time_size, block->time_size);
		if ((i > 0 && seconds <= before) || !read_offset(block, types[i], &offset))
			return false;
		jrt_zone_table_add(changes, microseconds(seconds), offset);
		before = seconds;
	}
	return true;
}

/* Newline, rule, newline. */
static bool read_rule(struct jb_text rest, struct jb_text *rule)
{
	if (rest.size < 2 || rest.at[0] != '\n')
		return false;
	const char *end = memchr(rest.at + 1, '\n', rest.size - 1);
	if (end == NULL)
		return false;
	*rule = jb_text_slice(rest, 1, (size_t)(end - rest.at));
	return true;
}

/* The block that counts, and what stands behind it. */
static bool find_block(struct jb_text bytes, struct block *block, struct jb_text *rest)
{
	if (!read_header(bytes, 4, block))
		return false;
	*rest = jb_text_slice(bytes, HEADER_SIZE + block->size, bytes.size);
	if (bytes.at[4] < '2')
		return true;
	bytes = *rest;
	if (!read_header(bytes, 8, block))
		return false;
	*rest = jb_text_slice(bytes, HEADER_SIZE + block->size, bytes.size);
	return true;
}

enum jb_status jrt_tzif_read(struct jb_arena *arena, struct jb_text bytes,
			     struct jrt_zone_changes *changes, struct jb_text *rule,
			     struct jb_text *why)
{
	struct block block;
	struct jb_text rest;
	jb_fix offset;

	*rule = (struct jb_text){.at = "", .size = 0};
	*why = JB_TEXT("is no file of time zone rules (TZif), or a damaged one");
	if (!find_block(bytes, &block, &rest) || !read_offset(&block, 0, &offset))
		return JB_MALFORMED;
	if (block.leap_count > 0) {
		*why = JB_TEXT("counts leap seconds, which the clocks of exports do not");
		return JB_REFUSED;
	}
	jrt_zone_table_begin(changes, arena, offset);
	if (!read_changes(&block, changes))
		return JB_MALFORMED;
	if (block.time_size == 8 && !read_rule(rest, rule))
		return JB_MALFORMED;
	return JB_OK;
}
