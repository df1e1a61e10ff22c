/*
 * One column's fields to values: text in, 64 bits out, or a sentence that says what was found and
 * what was expected. A spelling that `missing` lists is missing, whatever the type; so is an empty
 * field of any type but text. What the types accept:
 *
 *   text       any, compared by its bytes in NFC; "" is a text; `one of` is a closed list
 *   flag       the words of `yes` and `no`; where there are none, yes y true 1 and no n false 0,
 *              in small letters, in capitals, or beginning with a capital
 *   number     digits, with the source's decimal point and an exponent; blanks around them are no
 *              part of the number; thousands separators are refused. So are counts (whole, not
 *              negative), shares (a percent sign may follow where they are in percent), durations
 *              in a unit (a minus sign may precede), money and ratings
 *   duration   with a format such as "h:mm:ss": a written time
 *   date       by its format, else 2026-03-05
 *   clock      by its format, else 9:05 or 9:05:30
 *   timestamp  by its format, else ISO 8601: 2026-03-05T09:05:30Z; a blank may stand for T, the
 *              seconds may be missing or have a fraction, the offset may be +02:00. Without an
 *              offset the column's zone says what it means
 *
 * Reasons have the codes R0210 (no such value), R0211 (out of bounds), R0212 (not in the list),
 * R0213 (too fine), R0214 (too large), R0215 (no such time), R0216 (a local time that did not
 * exist), R0217 (a local time without a zone).
 */
#ifndef READ_COLUMN_H
#define READ_COLUMN_H

#include "base/status.h"
#include "journey/plan.h"
#include "read/symbols.h"
#include "time/pattern.h"
#include "time/zone.h"

/* A civil day on which the clocks of the zone stand still: local minus `offset` is the instant. */
struct jrt_plain_day {
	jb_fix from, to; /* local, half open; empty: none known */
	jb_fix offset;
};

/* The ISO forms of a timestamp: with T or a blank, with seconds, a fraction, an offset. */
#define JRT_ISO_FORMS 12

struct jrt_lanes; /* what lanes.h knows of a column */

struct jrt_decoder {
	const struct jrt_column *column;
	struct jrt_texts *texts;
	struct jrt_words missing, yes, no, one_of;
	char decimal_point;
	int64_t scale_num, scale_den;
	/* Millionths of the unit per 1 as written; 0: not whole, or to be rounded. */
	int64_t plain_factor;
	/* Of the declared format, or else the type's own forms. */
	const struct jrt_pattern *pattern, *plain[JRT_ISO_FORMS];
	const struct jrt_zone *zone;
	struct jrt_plain_day day;
	struct jrt_lanes *lanes;
};

struct jrt_decoded {
	int64_t value;
	bool known;
	uint8_t time_notes;  /* JRT_TIME_... of read.h */
	struct jb_text text; /* of texts: in NFC, in the row or in the scratch memory */
	const char *code;    /* of the reject, when the field cannot be read; else NULL */
	struct jb_text reason;
};

/* JB_REFUSED with a sentence for a format or zone that is none. */
enum jb_status jrt_decoder_init(struct jrt_decoder *decoder, struct jb_arena *arena,
				const struct jrt_source *source, const struct jrt_column *column,
				struct jrt_texts *texts, struct jb_text *why);

/* `text` is well-formed UTF-8 without NUL; `ascii` when it has no other bytes. Reasons come from
 * `scratch`. */
void jrt_decode(struct jrt_decoder *decoder, struct jb_text text, bool ascii,
		struct jb_arena *scratch, struct jrt_decoded *out);

/* ---- parts of the above, by file ---- */

/* column_number.c */
void jrt_decode_number(struct jrt_decoder *decoder, struct jb_text text, struct jb_arena *scratch,
		       struct jrt_decoded *out);
/* `value` rounded to a multiple of `step` > 0; false when it passes 64 bits. */
bool jrt_round_fix(jb_fix value, enum jb_rounding rounding, jb_fix step, jb_fix *out);

/* column_time.c */
enum jb_status jrt_decoder_init_time(struct jrt_decoder *decoder, struct jb_arena *arena,
				     struct jb_text *why);
void jrt_decode_time(struct jrt_decoder *decoder, struct jb_text text, struct jb_arena *scratch,
		     struct jrt_decoded *out);

/* Whether `local` is of a plain day; then `decoder->day` is that day. Needs a zone. */
bool jrt_decoder_enter_day(struct jrt_decoder *decoder, jb_fix local);

/* lanes.c */
void jrt_lanes_init(struct jrt_decoder *decoder, struct jb_arena *arena,
		    const struct jrt_source *source);

/* `column wait: found "12a"TAIL`: makes *out a fault. */
void jrt_decode_fault(const struct jrt_decoder *decoder, struct jb_text found, const char *code,
		      struct jb_text tail, struct jb_arena *scratch, struct jrt_decoded *out);

#endif
