/*
 * The pieces of a pattern in a text, one after the other, each where the one before it ends. A
 * number takes as many digits as it may and none is given back, as in time/pattern.c, so of every
 * text it is told whether it is of the pattern. Where a piece is not there its end is unknown, and
 * so is all behind it.
 */
#include "sql/format.h"

#include <string.h>

#define DIGIT "[0-9]"
#define TWO DIGIT DIGIT
#define OFFSET_HOURS_MAX 18
#define FRACTION_MOST 9
#define FRACTION_COUNTS 6 /* digits behind are cut */

/* On its way through the text: the next piece begins `ahead` characters behind `base`. */
struct walk {
	struct jy_sql_format *format;
	struct jy_sql_value base;
	int64_t ahead;
	struct jy_sql_value from[JRT_SLOT_COUNT], behind[JRT_SLOT_COUNT];
};

static const char *const slot_names[JRT_SLOT_COUNT] = {
	"year", "month", "day",	 "day of year", "weekday", "offset",
	"half", "days",	 "hour", "minute",	"second",  "fraction",
};
static const char *const months[] = {"january",	  "february", "march",	  "april",
				     "may",	  "june",     "july",	  "august",
				     "september", "october",  "november", "december"};
static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
				       "friday", "saturday", "sunday"};

/* ---- places in the text ---- */

static struct jy_sql_value behind(const struct walk *walk, struct jy_sql_value place, int64_t count)
{
	const struct jy_sheet *sheet = &walk->format->work->sheet;

	if (count == 0)
		return place;
	return JY_SQL(sheet, "$1 + $2", place, jy_sql_number(sheet, count));
}

static struct jy_sql_value here(const struct walk *walk)
{
	if (!walk->base.text.size)
		return jy_sql_number(&walk->format->work->sheet, walk->ahead);
	return behind(walk, walk->base, walk->ahead);
}

/* `count` characters from `ahead` of here on. */
static struct jy_sql_value piece(const struct walk *walk, int64_t ahead, int64_t count)
{
	struct walk there = *walk;

	there.ahead += ahead;
	return jy_sql_slice(walk->format->work, walk->format->text, here(&there),
			    jy_sql_number(&walk->format->work->sheet, count));
}

static struct jy_sql_value is_shaped(const struct walk *walk, int64_t count, const char *shape)
{
	return jy_sql_shaped(walk->format->work, piece(walk, 0, count), shape);
}

static void demand(const struct walk *walk, struct jy_sql_value condition)
{
	struct jy_sql_format *format = walk->format;

	format->good = format->good.text.size
			       ? JY_SQL(&format->work->sheet, "$1 AND $2", format->good, condition)
			       : condition;
}

static void forbid(struct jy_sql_format *format, struct jy_sql_value condition)
{
	format->none = jy_sql_or(&format->work->sheet, format->none, condition);
}

static void pass(struct walk *walk, enum jrt_slot slot, int64_t count)
{
	walk->from[slot] = here(walk);
	walk->ahead += count;
	walk->behind[slot] = here(walk);
}

/* ---- pieces of several lengths ---- */

/* The place behind a piece, by the longest shape that is there. */
struct lengths {
	struct walk *walk;
	struct jb_buf out;
	unsigned level;
};

static struct lengths lengths(struct walk *walk)
{
	struct lengths l = {.walk = walk};

	jb_buf_init(&l.out, walk->format->work->arena);
	jb_buf_add_string(&l.out, "CASE");
	return l;
}

static void add_length(struct lengths *l, int64_t count, const char *shape)
{
	struct jy_sql_value when =
		JY_SQL(&l->walk->format->work->sheet, " WHEN $1 THEN $2",
		       is_shaped(l->walk, count, shape), behind(l->walk, here(l->walk), count));

	jb_buf_add_text(&l->out, when.text);
	if (when.level > l->level)
		l->level = when.level;
}

static void pass_lengths(struct lengths *l, enum jrt_slot slot, bool may_lack)
{
	struct walk *walk = l->walk;
	struct jy_sql_format *format = walk->format;
	struct jy_sql_value end;

	if (may_lack)
		jb_buf_printf(&l->out, " ELSE %.*s", JB_ARG(here(walk).text));
	jb_buf_add_string(&l->out, " END");
	end = (struct jy_sql_value){jb_text_copy(format->work->arena, jb_buf_text(&l->out)),
				    l->level, true};
	walk->from[slot] = here(walk);
	walk->base = walk->behind[slot] =
		jy_sheet_keep(&format->work->sheet,
			      jb_text_printf(format->work->arena, "%.*s behind %s",
					     JB_ARG(format->column->name), slot_names[slot]),
			      end);
	walk->ahead = 0;
}

static const char *digits(const struct walk *walk, unsigned count, const char *before,
			  const char *after)
{
	struct jb_buf out;

	jb_buf_init(&out, walk->format->work->arena);
	jb_buf_add_string(&out, before);
	while (count-- > 0)
		jb_buf_add_string(&out, DIGIT);
	jb_buf_add_string(&out, after);
	return out.data;
}

/* ---- the pieces ---- */

/* Bytes of the pattern that must be there, up to the next piece of another kind. */
static size_t pass_literal(struct walk *walk, size_t at)
{
	const struct jrt_pattern *pattern = walk->format->pattern;
	struct jb_buf literal;
	int64_t characters = 0;

	jb_buf_init(&literal, walk->format->work->arena);
	for (; at < pattern->count && pattern->piece[at].op == JRT_PIECE_LITERAL; at++) {
		jb_buf_add_byte(&literal, pattern->piece[at].byte);
		characters += ((unsigned char)pattern->piece[at].byte & 0xC0) != 0x80;
	}
	demand(walk, JY_SQL(&walk->format->work->sheet, "$1 = $2", piece(walk, 0, characters),
			    jy_sql_text(&walk->format->work->sheet, jb_buf_text(&literal))));
	walk->ahead += characters;
	return at;
}

static void pass_number(struct walk *walk, const struct jrt_piece *p)
{
	struct lengths l = lengths(walk);

	if (p->op == JRT_PIECE_NUMBER && p->least == p->most) {
		demand(walk, is_shaped(walk, p->most, digits(walk, p->most, "", "")));
		pass(walk, (enum jrt_slot)p->slot, p->most);
		return;
	}
	if (p->op == JRT_PIECE_PADDED)
		add_length(&l, 2, "[ ]" DIGIT);
	for (unsigned count = p->most; count >= p->least; count--)
		add_length(&l, count, digits(walk, count, "", ""));
	pass_lengths(&l, (enum jrt_slot)p->slot, false);
}

static void pass_fraction(struct walk *walk)
{
	struct lengths l = lengths(walk);

	for (unsigned count = FRACTION_MOST; count > 0; count--)
		add_length(&l, count, digits(walk, count, "", ""));
	pass_lengths(&l, JRT_SLOT_FRACTION, false);
}

/* Digits and a point, or nothing. */
static void pass_days(struct walk *walk, const struct jrt_piece *p)
{
	struct lengths l = lengths(walk);

	for (unsigned count = p->most; count >= p->least; count--)
		add_length(&l, count + 1, digits(walk, count, "", "[.]"));
	pass_lengths(&l, JRT_SLOT_DAYS, true);
}

/* The first letters of a name, in capitals or not: "[Jj][Aa][Nn]". */
static const char *any_case(const struct walk *walk, const char *name, size_t count)
{
	struct jb_buf out;

	jb_buf_init(&out, walk->format->work->arena);
	for (size_t i = 0; i < count; i++)
		jb_buf_printf(&out, "[%c%c]", name[i] - 'a' + 'A', name[i]);
	return out.data;
}

static void pass_name(struct walk *walk, enum jrt_slot slot, const char *const *name,
		      unsigned count)
{
	struct lengths l = lengths(walk);
	struct jy_sql_value number = {.atom = true};
	struct jb_buf out;

	jb_buf_init(&out, walk->format->work->arena);
	jb_buf_add_string(&out, "CASE");
	for (unsigned i = 0; i < count; i++) {
		struct jy_sql_value like = is_shaped(walk, 3, any_case(walk, name[i], 3));

		jb_buf_printf(&out, " WHEN %.*s THEN %u", JB_ARG(like.text), i + 1);
		number.level = like.level;
		if (strlen(name[i]) > 3)
			add_length(&l, (int64_t)strlen(name[i]),
				   any_case(walk, name[i], strlen(name[i])));
	}
	for (unsigned i = 0; i < count; i++)
		add_length(&l, 3, any_case(walk, name[i], 3));
	jb_buf_add_string(&out, " END");
	number.text = jb_text_copy(walk->format->work->arena, jb_buf_text(&out));
	walk->format->slot[slot] = number;
	pass_lengths(&l, slot, false);
}

static void pass_half(struct walk *walk)
{
	struct jy_sheet *sheet = &walk->format->work->sheet;

	demand(walk, is_shaped(walk, 2, "[AaPp][Mm]"));
	walk->format->slot[JRT_SLOT_HALF] =
		JY_SQL(sheet, "CASE WHEN $1 THEN 1 ELSE 0 END", is_shaped(walk, 2, "[Pp][Mm]"));
	pass(walk, JRT_SLOT_HALF, 2);
}

static void pass_offset(struct walk *walk)
{
	struct lengths l = lengths(walk);

	add_length(&l, 1, "[Z]");
	add_length(&l, 6, "[+-]" TWO "[:]" TWO);
	add_length(&l, 5, "[+-]" TWO TWO);
	add_length(&l, 3, "[+-]" TWO);
	pass_lengths(&l, JRT_SLOT_OFFSET, false);
}

/* ---- numbers ---- */

static struct jy_sql_value keep(const struct jy_sql_format *format, const char *name,
				struct jy_sql_value value)
{
	return jy_sheet_keep(&format->work->sheet, jy_sql_of(format->work, format->column, name),
			     value);
}

/* Digits as a number, of a text that is good. */
static struct jy_sql_value number_of(const struct jy_sql_format *format, const char *name,
				     struct jy_sql_value text)
{
	struct jy_sheet *sheet = &format->work->sheet;

	return keep(format, name,
		    JY_SQL(sheet, "CASE WHEN $1 THEN $2 END", format->good,
			   JY_SQL(sheet, format->work->dialect->digits, text)));
}

static struct jy_sql_value between(const struct walk *walk, enum jrt_slot slot)
{
	return jy_sql_slice(walk->format->work, walk->format->text, walk->from[slot],
			    JY_SQL(&walk->format->work->sheet, "$1 - $2", walk->behind[slot],
				   walk->from[slot]));
}

static int64_t largest(unsigned digits)
{
	int64_t largest = 0;

	while (digits-- > 0)
		largest = 10 * largest + 9;
	return largest;
}

static void take_number(const struct walk *walk, const struct jrt_piece *p)
{
	struct jy_sql_format *format = walk->format;
	const struct jy_sheet *sheet = &format->work->sheet;
	const enum jrt_slot slot = (enum jrt_slot)p->slot;
	struct jy_sql_value text = between(walk, slot), value;

	if (p->op == JRT_PIECE_PADDED)
		text = JY_SQL(sheet, format->work->dialect->trim, text);
	value = format->slot[slot] = number_of(format, slot_names[slot], text);
	if (p->low > 0)
		forbid(format, JY_SQL(sheet, "$1 < $2", value, jy_sql_number(sheet, p->low)));
	if (p->high < largest(p->most))
		forbid(format, JY_SQL(sheet, "$1 > $2", value, jy_sql_number(sheet, p->high)));
}

static void take_fraction(const struct walk *walk)
{
	const struct jy_sheet *sheet = &walk->format->work->sheet;
	struct jy_sql_value padded =
		JY_SQL(sheet, "$1 || '00000'", between(walk, JRT_SLOT_FRACTION));

	walk->format->slot[JRT_SLOT_FRACTION] =
		number_of(walk->format, slot_names[JRT_SLOT_FRACTION],
			  jy_sql_slice(walk->format->work, padded, jy_sql_number(sheet, 1),
				       jy_sql_number(sheet, FRACTION_COUNTS)));
}

static void take_days(const struct walk *walk)
{
	struct jy_sql_format *format = walk->format;
	const struct jy_sheet *sheet = &format->work->sheet;
	struct jy_sql_value length = JY_SQL(sheet, "$1 - $2 - 1", walk->behind[JRT_SLOT_DAYS],
					    walk->from[JRT_SLOT_DAYS]);
	struct jy_sql_value days =
		jy_sql_slice(format->work, format->text, walk->from[JRT_SLOT_DAYS], length);

	format->slot[JRT_SLOT_DAYS] =
		keep(format, slot_names[JRT_SLOT_DAYS],
		     JY_SQL(sheet, "CASE WHEN NOT $1 THEN NULL WHEN $2 > $3 THEN $4 ELSE 0 END",
			    format->good, walk->behind[JRT_SLOT_DAYS], walk->from[JRT_SLOT_DAYS],
			    JY_SQL(sheet, format->work->dialect->digits, days)));
}

/* Seconds east of UTC. */
static void take_offset(const struct walk *walk)
{
	struct jy_sql_format *format = walk->format;
	const struct jy_sheet *sheet = &format->work->sheet;
	struct jy_sql_value text = keep(format, "offset", between(walk, JRT_SLOT_OFFSET));
	struct jy_sql_value length = JY_SQL(sheet, format->work->dialect->length, text);
	struct jy_sql_value two = jy_sql_number(sheet, 2), hours, minutes, east;

	hours = JY_SQL(sheet, "CASE WHEN $1 <> 'Z' THEN $2 END", text,
		       jy_sql_slice(format->work, text, two, two));
	minutes = JY_SQL(sheet, "CASE WHEN $1 > 3 THEN $2 WHEN $1 = 3 THEN '0' END", length,
			 jy_sql_slice(format->work, text, JY_SQL(sheet, "$1 - 1", length), two));
	hours = number_of(format, "offset hours", hours);
	minutes = number_of(format, "offset minutes", minutes);
	forbid(format, JY_SQL(sheet, "$1 > $2 OR $3 > 59", hours,
			      jy_sql_number(sheet, OFFSET_HOURS_MAX), minutes));
	east = JY_SQL(sheet, "($1 * 60 + $2) * 60", hours, minutes);
	format->slot[JRT_SLOT_OFFSET] = JY_SQL(
		sheet, "CASE WHEN $1 = 'Z' THEN 0 WHEN $2 = '-' THEN -($3) ELSE $3 END", text,
		jy_sql_slice(format->work, text, jy_sql_number(sheet, 1), jy_sql_number(sheet, 1)),
		east);
}

static void take(const struct walk *walk, const struct jrt_piece *p)
{
	struct jy_sql_format *format = walk->format;

	switch ((enum jrt_piece_op)p->op) {
	case JRT_PIECE_NUMBER:
	case JRT_PIECE_PADDED: take_number(walk, p); break;
	case JRT_PIECE_FRACTION: take_fraction(walk); break;
	case JRT_PIECE_DAYS: take_days(walk); break;
	case JRT_PIECE_OFFSET: take_offset(walk); break;
	case JRT_PIECE_MONTH:
	case JRT_PIECE_WEEKDAY:
	case JRT_PIECE_HALF:
		format->slot[p->slot] =
			keep(format, slot_names[p->slot],
			     JY_SQL(&format->work->sheet, "CASE WHEN $1 THEN $2 END", format->good,
				    format->slot[p->slot]));
		break;
	case JRT_PIECE_LITERAL: break;
	}
}

/* ---- the whole ---- */

static void pass_one(struct walk *walk, const struct jrt_piece *p)
{
	switch ((enum jrt_piece_op)p->op) {
	case JRT_PIECE_NUMBER:
	case JRT_PIECE_PADDED: pass_number(walk, p); break;
	case JRT_PIECE_FRACTION: pass_fraction(walk); break;
	case JRT_PIECE_MONTH: pass_name(walk, JRT_SLOT_MONTH, months, 12); break;
	case JRT_PIECE_WEEKDAY: pass_name(walk, JRT_SLOT_WEEKDAY, weekdays, 7); break;
	case JRT_PIECE_HALF: pass_half(walk); break;
	case JRT_PIECE_OFFSET: pass_offset(walk); break;
	case JRT_PIECE_DAYS: pass_days(walk, p); break;
	case JRT_PIECE_LITERAL: break;
	}
}

/* The sign of a duration. */
static void pass_sign(struct walk *walk)
{
	struct jy_sql_format *format = walk->format;
	struct jy_sheet *sheet = &format->work->sheet;

	format->negative =
		keep(format, "negative",
		     JY_SQL(sheet, "CASE WHEN $1 = '-' THEN 1 ELSE 0 END", piece(walk, 0, 1)));
	walk->base = format->negative;
}

void jy_sql_format_read(struct jy_sql_format *format)
{
	const struct jrt_pattern *pattern = format->pattern;
	struct jy_sheet *sheet = &format->work->sheet;
	struct walk walk = {.format = format, .ahead = 1};

	format->none = jy_sql_word("FALSE");
	if (pattern->kind == JRT_PATTERN_DURATION)
		pass_sign(&walk);
	for (size_t i = 0; i < pattern->count;) {
		if (pattern->piece[i].op == JRT_PIECE_LITERAL)
			i = pass_literal(&walk, i);
		else
			pass_one(&walk, &pattern->piece[i++]);
	}
	demand(&walk,
	       JY_SQL(sheet, "$1 = $2 - 1",
		      JY_SQL(sheet, format->work->dialect->length, format->text), here(&walk)));
	format->good = keep(format, "is written so", format->good);
	for (size_t i = 0; i < pattern->count; i++)
		take(&walk, &pattern->piece[i]);
}
