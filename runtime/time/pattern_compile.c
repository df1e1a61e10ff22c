/*
 * Compiles the text of a pattern to pieces and refuses what could not be read back without a guess:
 * unknown letters, a field twice, %y without its window, %I without %p, minutes without hours.
 * Messages name the character of the pattern at fault, counted from 1.
 */
#include "time/pattern.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "time/civil.h"
#include "time/pattern_pieces.h"

#define KNOWN_LETTERS "%Y %y %m %d %e %b %B %a %A %j %H %k %I %l %p %M %S %f %z %F %T %R %D"
#define DURATION_DIGITS 9 /* 999999999 hours are still below 2^63 microseconds */
#define DURATION_DAYS_DIGITS 6

struct compiler {
	struct jb_arena *arena;
	struct jb_text text;
	size_t at;
	struct jrt_pattern *pattern;
	struct jb_text *why;
};

__attribute__((format(printf, 3, 4))) static bool refuse(struct compiler *compiler, size_t at,
							 const char *format, ...)
{
	struct jb_buf buf;
	va_list args;
	unsigned character = 1;

	for (size_t i = 0; i < at; i++)
		character += ((unsigned char)compiler->text.at[i] & 0xC0) != 0x80;
	jb_buf_init(&buf, compiler->arena);
	va_start(args, format);
	jb_buf_vprintf(&buf, format, args);
	va_end(args);
	jb_buf_printf(&buf, " (character %u of the pattern)", character);
	*compiler->why = jb_buf_text(&buf);
	return false;
}

static bool saw(const struct compiler *compiler, enum jrt_slot slot)
{
	return (compiler->pattern->seen & JRT_SLOT_BIT(slot)) != 0;
}

static bool add(struct compiler *compiler, struct jrt_piece piece)
{
	struct jrt_pattern *pattern = compiler->pattern;

	piece.at = (uint16_t)compiler->at;
	if (piece.op != JRT_PIECE_LITERAL) {
		if (saw(compiler, piece.slot))
			return refuse(compiler, compiler->at,
				      "this part of the time is named twice");
		pattern->seen |= JRT_SLOT_BIT(piece.slot);
	}
	pattern->piece[pattern->count++] = piece;
	return true;
}

static bool add_literal(struct compiler *compiler, char byte)
{
	return add(compiler, (struct jrt_piece){.op = JRT_PIECE_LITERAL, .byte = byte});
}

static bool add_number(struct compiler *compiler, enum jrt_piece_op op, enum jrt_slot slot,
		       unsigned digits, unsigned low, unsigned high)
{
	return add(compiler, (struct jrt_piece){
				     .op = (uint8_t)op,
				     .slot = (uint8_t)slot,
				     .least = slot == JRT_SLOT_YEAR ? (uint8_t)digits : 1,
				     .most = (uint8_t)digits,
				     .shown = op == JRT_PIECE_PADDED ? 1 : (uint8_t)digits,
				     .low = low,
				     .high = high,
			     });
}

static bool add_other(struct compiler *compiler, enum jrt_piece_op op, enum jrt_slot slot)
{
	return add(compiler, (struct jrt_piece){.op = (uint8_t)op, .slot = (uint8_t)slot});
}

static bool add_short_year(struct compiler *compiler)
{
	if (compiler->pattern->years_from == 0)
		return refuse(
			compiler, compiler->at,
			"%%y has no century; say which years are meant, like: years 1950 to 2049");
	compiler->pattern->short_year = true;
	return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_YEAR, 2, 0, 99);
}

static bool add_twelve_hours(struct compiler *compiler, enum jrt_piece_op op)
{
	compiler->pattern->twelve_hours = true;
	return add_number(compiler, op, JRT_SLOT_HOUR, 2, 1, 12);
}

static bool add_letter(struct compiler *compiler, char letter);

static bool add_shorthand(struct compiler *compiler, const char *format)
{
	for (const char *at = format; *at != '\0'; at++) {
		bool good = *at >= 'A' ? add_letter(compiler, *at) : add_literal(compiler, *at);
		if (!good)
			return false;
	}
	return true;
}

static bool add_letter(struct compiler *compiler, char letter)
{
	switch (letter) {
	case 'Y': return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_YEAR, 4, 1, 9999);
	case 'y': return add_short_year(compiler);
	case 'm': return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_MONTH, 2, 1, 12);
	case 'd': return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_DAY, 2, 1, 31);
	case 'e': return add_number(compiler, JRT_PIECE_PADDED, JRT_SLOT_DAY, 2, 1, 31);
	case 'j': return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_YEAR_DAY, 3, 1, 366);
	case 'H': return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_HOUR, 2, 0, 23);
	case 'k': return add_number(compiler, JRT_PIECE_PADDED, JRT_SLOT_HOUR, 2, 0, 23);
	case 'I': return add_twelve_hours(compiler, JRT_PIECE_NUMBER);
	case 'l': return add_twelve_hours(compiler, JRT_PIECE_PADDED);
	case 'M': return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_MINUTE, 2, 0, 59);
	case 'S': return add_number(compiler, JRT_PIECE_NUMBER, JRT_SLOT_SECOND, 2, 0, 59);
	case 'f': return add_other(compiler, JRT_PIECE_FRACTION, JRT_SLOT_FRACTION);
	case 'p': return add_other(compiler, JRT_PIECE_HALF, JRT_SLOT_HALF);
	case 'z': return add_other(compiler, JRT_PIECE_OFFSET, JRT_SLOT_OFFSET);
	case 'b':
	case 'B': return add_other(compiler, JRT_PIECE_MONTH, JRT_SLOT_MONTH);
	case 'a':
	case 'A': return add_other(compiler, JRT_PIECE_WEEKDAY, JRT_SLOT_WEEKDAY);
	case 'F': return add_shorthand(compiler, "Y-m-d");
	case 'T': return add_shorthand(compiler, "H:M:S");
	case 'R': return add_shorthand(compiler, "H:M");
	case 'D': return add_shorthand(compiler, "m/d/y");
	case '%': return add_literal(compiler, '%');
	default:
		return refuse(compiler, compiler->at, "%%%c is no part of a time; there are %s",
			      letter >= ' ' && letter <= '~' ? letter : '?', KNOWN_LETTERS);
	}
}

static bool scan_percent(struct compiler *compiler)
{
	struct jb_text text = compiler->text;

	for (; compiler->at < text.size; compiler->at++) {
		size_t at = compiler->at;
		bool good;
		if (text.at[at] != '%')
			good = add_literal(compiler, text.at[at]);
		else if (at + 1 == text.size)
			return refuse(compiler, at, "a letter is missing after %%");
		else
			good = add_letter(compiler, text.at[at + 1]);
		if (!good)
			return false;
		compiler->at += text.at[at] == '%';
	}
	return true;
}

/* A run of one letter: h hh m mm s ss d f. */
static bool add_run(struct compiler *compiler, char letter, size_t length)
{
	static const char letters[] = "dhmsf";
	const char *found = strchr(letters, letter);
	bool clock = compiler->pattern->kind == JRT_PATTERN_CLOCK;

	if (found == NULL || letter == '\0' || (clock && letter == 'd'))
		return refuse(compiler, compiler->at,
			      "'%c' is no part of a %s; there are h hh m mm s ss f%s", letter,
			      clock ? "clock time" : "duration", clock ? "" : " d");
	if (letter == 'f')
		return add_other(compiler, JRT_PIECE_FRACTION, JRT_SLOT_FRACTION);
	if (length > 2)
		return refuse(compiler, compiler->at, "'%c' stands at most twice", letter);
	enum jrt_slot slot = (enum jrt_slot)(JRT_SLOT_DAYS + (found - letters));
	if (!add_number(compiler, JRT_PIECE_NUMBER, slot, 2, 0, letter == 'h' ? 23 : 59))
		return false;
	struct jrt_piece *piece = &compiler->pattern->piece[compiler->pattern->count - 1];
	piece->least = piece->shown = (uint8_t)length;
	return true;
}

static bool scan_letters(struct compiler *compiler)
{
	struct jb_text text = compiler->text;
	size_t length;

	for (; compiler->at < text.size; compiler->at += length) {
		char byte = text.at[compiler->at];
		bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
		length = 1;
		while (letter && compiler->at + length < text.size &&
		       text.at[compiler->at + length] == byte)
			length++;
		if (letter ? !add_run(compiler, byte, length) : !add_literal(compiler, byte))
			return false;
	}
	return true;
}

static bool is_digits(const struct jrt_piece *piece)
{
	switch ((enum jrt_piece_op)piece->op) {
	case JRT_PIECE_LITERAL: return piece->byte >= '0' && piece->byte <= '9';
	case JRT_PIECE_NUMBER:
	case JRT_PIECE_PADDED:
	case JRT_PIECE_FRACTION: return true;
	case JRT_PIECE_MONTH:
	case JRT_PIECE_WEEKDAY:
	case JRT_PIECE_HALF:
	case JRT_PIECE_OFFSET:
	case JRT_PIECE_DAYS: break;
	}
	return false;
}

/* Beside another digit a number has all its digits, or nobody could tell where it ends. */
static bool fix_widths(struct compiler *compiler)
{
	struct jrt_pattern *pattern = compiler->pattern;

	for (size_t i = 0; i < pattern->count; i++) {
		struct jrt_piece *piece = &pattern->piece[i];
		bool before = i > 0 && is_digits(piece - 1);
		bool after = i + 1 < pattern->count && is_digits(piece + 1);
		bool number = piece->op == JRT_PIECE_NUMBER || piece->op == JRT_PIECE_PADDED;
		if (piece->op == JRT_PIECE_FRACTION && after)
			return refuse(compiler, piece->at,
				      "a digit after a fraction cannot be told from it");
		if (number && (before || after))
			piece->least = piece->shown = piece->most;
	}
	return true;
}

/* Hours, minutes, seconds, fraction: none without the one before; the first may be any for a
 * duration. */
static bool check_clock_units(struct compiler *compiler)
{
	static const char *const missing[] = {
		"the days of these hours",
		"the hours of these minutes",
		"the minutes of these seconds",
		"the seconds of this fraction",
	};
	bool duration = compiler->pattern->kind == JRT_PATTERN_DURATION;
	enum jrt_slot first = duration ? JRT_SLOT_DAYS : JRT_SLOT_HOUR;

	if (compiler->pattern->kind == JRT_PATTERN_CLOCK && !saw(compiler, JRT_SLOT_HOUR))
		first = JRT_SLOT_MINUTE;
	while (duration && first < JRT_SLOT_SECOND && !saw(compiler, first))
		first++;
	for (enum jrt_slot slot = first + 1; slot <= JRT_SLOT_FRACTION; slot++)
		if (saw(compiler, slot) && !saw(compiler, slot - 1))
			return refuse(compiler, 0, "%s are missing", missing[slot - JRT_SLOT_HOUR]);
	if (compiler->pattern->twelve_hours != saw(compiler, JRT_SLOT_HALF))
		return refuse(compiler, 0, "%%I and %%p (AM or PM) stand only together");
	return true;
}

/* The first unit of a duration counts on without bound, days with a point may be missing. */
static bool loosen_duration(struct compiler *compiler)
{
	struct jrt_pattern *pattern = compiler->pattern;
	unsigned units = 0;
	int before = -1;

	for (size_t i = 0; i < pattern->count; i++) {
		struct jrt_piece *piece = &pattern->piece[i];
		if (piece->op == JRT_PIECE_LITERAL)
			continue;
		if (piece->slot < before)
			return refuse(compiler, piece->at,
				      "the units stand from the largest to the smallest");
		before = piece->slot;
		if (units++ > 0 || piece->op == JRT_PIECE_FRACTION)
			continue;
		piece->high = 999999999;
		if (i + 1 == pattern->count || !is_digits(piece + 1))
			piece->most = piece->slot == JRT_SLOT_DAYS ? DURATION_DAYS_DIGITS
								   : DURATION_DIGITS;
		bool point = piece->slot == JRT_SLOT_DAYS && i + 1 < pattern->count &&
			     piece[1].op == JRT_PIECE_LITERAL && piece[1].byte == '.';
		if (!point)
			continue;
		piece->op = JRT_PIECE_DAYS;
		piece->byte = '.';
		memmove(piece + 1, piece + 2, (pattern->count - i - 2) * sizeof *piece);
		pattern->count--;
	}
	return true;
}

static bool refuse_slots(struct compiler *compiler, uint32_t allowed, const char *what)
{
	for (size_t i = 0; i < compiler->pattern->count; i++) {
		const struct jrt_piece *piece = &compiler->pattern->piece[i];
		if (piece->op != JRT_PIECE_LITERAL && !(allowed & JRT_SLOT_BIT(piece->slot)))
			return refuse(compiler, piece->at, "this is no part of a %s", what);
	}
	return true;
}

static bool check_date(struct compiler *compiler)
{
	bool year_day = saw(compiler, JRT_SLOT_YEAR_DAY);
	bool month = saw(compiler, JRT_SLOT_MONTH), day = saw(compiler, JRT_SLOT_DAY);

	if (compiler->pattern->seen == 0)
		return refuse(compiler, 0,
			      "a date is written with letters behind %%, like \"%%d/%%m/%%Y\"");
	if (!saw(compiler, JRT_SLOT_YEAR))
		return refuse(compiler, 0,
			      "the year is missing: %%Y, or %%y with a window of years");
	if (year_day && (month || day))
		return refuse(compiler, 0, "%%j stands for month and day; one of both is enough");
	if (day && !month)
		return refuse(compiler, 0, "the month of this day is missing: %%m or %%b");
	if (compiler->pattern->kind == JRT_PATTERN_DATE)
		return true;
	if (!year_day && !day)
		return refuse(compiler, 0, "the day is missing: %%d, or declare the column a date");
	if (!saw(compiler, JRT_SLOT_HOUR))
		return refuse(compiler, 0,
			      "a timestamp has a time of day (%%H:%%M:%%S); declare a day alone as "
			      "a date");
	return true;
}

static bool check(struct compiler *compiler)
{
	uint32_t clock = JRT_SLOT_BIT(JRT_SLOT_HOUR) | JRT_SLOT_BIT(JRT_SLOT_MINUTE) |
			 JRT_SLOT_BIT(JRT_SLOT_SECOND) | JRT_SLOT_BIT(JRT_SLOT_FRACTION);

	switch (compiler->pattern->kind) {
	case JRT_PATTERN_TIMESTAMP:
	case JRT_PATTERN_DATE:
		if (!check_date(compiler))
			return false;
		break;
	case JRT_PATTERN_CLOCK:
		if (!refuse_slots(compiler, clock | JRT_SLOT_BIT(JRT_SLOT_HALF), "clock time"))
			return false;
		if (!saw(compiler, JRT_SLOT_HOUR) && !saw(compiler, JRT_SLOT_MINUTE))
			return refuse(compiler, 0, "a clock time has hours, like \"h:mm:ss\"");
		break;
	case JRT_PATTERN_DURATION:
		if (!refuse_slots(compiler, clock | JRT_SLOT_BIT(JRT_SLOT_DAYS), "duration"))
			return false;
		if (compiler->pattern->seen == 0)
			return refuse(compiler, 0, "a duration has units, like \"h:mm:ss\"");
		if (!loosen_duration(compiler))
			return false;
		break;
	}
	return check_clock_units(compiler) && fix_widths(compiler);
}

/* "%H:%M:%SZ": the Z right behind a clock at the very end is UTC's sign, not an ornament. */
static bool ends_in_z(const struct jrt_pattern *pattern)
{
	if (pattern->kind != JRT_PATTERN_TIMESTAMP || pattern->count < 2)
		return false;
	const struct jrt_piece *last = &pattern->piece[pattern->count - 1];
	return last->op == JRT_PIECE_LITERAL && last->byte == 'Z' && is_digits(last - 1);
}

enum jb_status jrt_pattern_compile(struct jb_arena *arena, struct jb_text text,
				   enum jrt_pattern_kind kind, int years_from, int years_to,
				   const struct jrt_pattern **pattern, struct jb_text *why)
{
	struct compiler compiler = {.arena = arena, .text = text, .why = why};
	bool percent = memchr(text.at, '%', text.size) != NULL;
	bool letters = !percent && (kind == JRT_PATTERN_CLOCK || kind == JRT_PATTERN_DURATION);
	bool window = years_from != 0 || years_to != 0;

	*why = JB_TEXT("");
	if (text.size == 0 || text.size > JRT_PATTERN_MAX) {
		*why = jb_text_printf(arena, "a pattern has 1 to %d characters", JRT_PATTERN_MAX);
		return JB_REFUSED;
	}
	if (window &&
	    (years_from < JRT_YEAR_MIN || years_to > JRT_YEAR_MAX || years_to - years_from != 99)) {
		*why = jb_text_printf(arena, "the window of two-digit years spans 100 years, like: "
					     "years 1950 to 2049");
		return JB_REFUSED;
	}
	compiler.pattern = JB_NEW(arena, struct jrt_pattern);
	compiler.pattern->kind = kind;
	compiler.pattern->years_from = years_from;
	if (!(letters ? scan_letters(&compiler) : scan_percent(&compiler)) || !check(&compiler))
		return JB_REFUSED;
	compiler.pattern->final_z = ends_in_z(compiler.pattern);
	*pattern = compiler.pattern;
	return JB_OK;
}
