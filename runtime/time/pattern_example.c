/*
 * Writes a time as a pattern asks for it: what a message shows when a text could not be read.
 */
#include "time/pattern.h"

#include "base/buf.h"
#include "base/number.h"
#include "time/pattern_pieces.h"

/* Thursday, 5 March 2026, 09:12:58.25: day and month differ, and neither could be a year. */
static unsigned example_of(const struct jrt_pattern *pattern, enum jrt_slot slot)
{
	switch (slot) {
	case JRT_SLOT_YEAR: return pattern->short_year ? 26 : 2026;
	case JRT_SLOT_MONTH: return 3;
	case JRT_SLOT_DAY: return 5;
	case JRT_SLOT_YEAR_DAY: return 64;
	case JRT_SLOT_DAYS: return 1;
	case JRT_SLOT_HOUR: return 9;
	case JRT_SLOT_MINUTE: return 12;
	case JRT_SLOT_SECOND: return 58;
	case JRT_SLOT_WEEKDAY:
	case JRT_SLOT_OFFSET:
	case JRT_SLOT_HALF:
	case JRT_SLOT_FRACTION:
	case JRT_SLOT_COUNT: break;
	}
	return 0;
}

static void add_number(struct jb_buf *buf, unsigned value, unsigned digits, char padding)
{
	for (unsigned shown = 1, rest = value / 10; shown < digits; shown++, rest /= 10)
		if (rest == 0)
			jb_buf_add_byte(buf, padding);
	jb_buf_add_count(buf, value);
}

struct jb_text jrt_pattern_example(struct jb_arena *arena, const struct jrt_pattern *pattern)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (size_t i = 0; i < pattern->count; i++) {
		const struct jrt_piece *piece = &pattern->piece[i];
		unsigned value = example_of(pattern, (enum jrt_slot)piece->slot);
		switch ((enum jrt_piece_op)piece->op) {
		case JRT_PIECE_LITERAL: jb_buf_add_byte(&buf, piece->byte); break;
		case JRT_PIECE_NUMBER: add_number(&buf, value, piece->shown, '0'); break;
		case JRT_PIECE_PADDED: add_number(&buf, value, 2, ' '); break;
		case JRT_PIECE_FRACTION: jb_buf_add_string(&buf, "250"); break;
		case JRT_PIECE_MONTH: jb_buf_add_string(&buf, "Mar"); break;
		case JRT_PIECE_WEEKDAY: jb_buf_add_string(&buf, "Thu"); break;
		case JRT_PIECE_HALF: jb_buf_add_string(&buf, "AM"); break;
		case JRT_PIECE_OFFSET: jb_buf_add_string(&buf, "+02:00"); break;
		case JRT_PIECE_DAYS:
			jb_buf_add_count(&buf, value);
			jb_buf_add_byte(&buf, piece->byte);
			break;
		}
	}
	return jb_buf_text(&buf);
}
