/*
 * One column's fields to values: text in, 64 bits out, or a sentence that says what was found and what was
 * expected. What each type accepts:
 *
 *   every type	what `missing` lists is missing; so is an empty field of any type but text
 *   text	any text, compared by its bytes in NFC; "" is a text unless listed; `one of` is a closed list
 *   flag	yes: what `yes` lists, else yes, y, true or 1, in small letters, capitals or "Yes"; no likewise
 *   number, count, share, duration, money, rating
 *		digits with the declared decimal point and exponent; blanks around are no part of it; a percent
 *		sign may follow where the scale is percent; thousands separators are refused
 *   duration	with a format ("h:mm:ss") also a written time; a minus sign is taken either way
 *   date	by its format, else 2026-03-05
 *   clock	by its format, else 9:05 or 9:05:30
 *   timestamp	by its format, else ISO 8601: 2026-03-05T09:05:30Z, with a blank for T, without seconds, with a
 *		fraction, with an offset like +02:00; without an offset the column's zone says what it means
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

struct jrt_decoder {
	const struct jrt_column *column;
	struct jrt_texts *texts;
	struct jrt_words missing, yes, no, one_of;
	char decimal_point;
	int64_t scale_num, scale_den;
	int64_t plain_factor; /* millionths of the unit per 1 as written; 0: not whole, or rounded */
	const struct jrt_pattern *pattern;
	const struct jrt_pattern *plain[JRT_ISO_FORMS]; /* the type's own forms, where no format is declared */
	const struct jrt_zone *zone;
	struct jrt_plain_day day;
};

struct jrt_decoded {
	int64_t value;
	bool known;
	uint8_t time_notes; /* JRT_TIME_... of read.h */
	const char *code;   /* the field cannot be read: the reject's code and reason; NULL: no fault */
	struct jb_text reason;
};

/* JB_REFUSED with a sentence for a format or zone that is none. */
enum jb_status jrt_decoder_init(struct jrt_decoder *decoder, struct jb_arena *arena,
				const struct jrt_source *source, const struct jrt_column *column,
				struct jrt_texts *texts, struct jb_text *why);

/* `text` is well-formed UTF-8 without NUL; `ascii` when it has no other bytes. Reasons come from `scratch`. */
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

/* `column wait: found "12a"TAIL`: makes *out a fault. */
void jrt_decode_fault(const struct jrt_decoder *decoder, struct jb_text found, const char *code,
		      struct jb_text tail, struct jb_arena *scratch, struct jrt_decoded *out);

#endif
