/*
 * Text to lines in three steps: clean, cut into pieces that must not be broken (each measured
 * once), fill lines with pieces. Balancing repeats only the last step. Everything is linear in the
 * text but for the fixed number of balancing rounds.
 */
#include "diagram/wrap.h"

#include <math.h>

#include "base/utf8.h"

#define BALANCE_ROUNDS 7
#define REPLACEMENT 0xfffd
#define JOINER 0x200d
#define LEFT_TO_RIGHT 0x200e
#define RIGHT_TO_LEFT 0x200f
#define WIDE_FIRST 0x1100 /* Hangul Jamo: nothing before is as wide as a Han character */
/* Letters from here on (Hebrew) may come from another font, and the blanks between them with
 * them. */
#define OTHER_SCRIPTS 0x590
/* Accents that a letter keeps: three are written (Vietnamese has two), more are a tower that stands
 * in the lines above it. */
#define STACKED_MOST 3

/* A word that had to be broken has a mark at the end of the line. It is no part of what the label
 * says, and not the sign that words of the label may have. */
#define HYPHEN "\xe2\x80\x90" /* U+2010 */

/* Bytes [begin, end) of the text that stay on one line. `gap` is the blank before it, lost at a
 * break; `hyphen` the mark that a break behind it has, 0: none. */
struct piece {
	size_t begin, end;
	double width, gap, hyphen;
};

struct pieces {
	JB_VEC(struct piece) list;
	struct jy_measure *measure;
	struct jb_arena *arena;
	struct jb_text text;
	enum jy_role role;
	double blank;
	/* of a line, before lines are balanced; a mark that would reach over it is left out */
	double room;
};

static bool is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_direction_control(uint32_t c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe ||
	       (c >= 0xfdd0 && c <= 0xfdef) || (c >= 0xfff0 && c <= 0xfffb);
}

/* Marks that pile up on their letter; those of Indic scripts stand in places of their own. */
static bool is_stacked(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x489) ||
	       (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) ||
	       (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe20 && c <= 0xfe2f);
}

/* The end of letters, digits and signs of ASCII from `at`, which stay as they are. */
static size_t plain_end(struct jb_text text, size_t at)
{
	while (at < text.size && text.at[at] > ' ' && text.at[at] < 0x7f)
		at++;
	return at;
}

struct jb_text jy_wrap_clean(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf out;
	bool blank = false;
	unsigned stacked = 0;
	jb_buf_init(&out, arena);
	for (size_t at = 0, end; at < text.size;) {
		uint32_t c;
		end = plain_end(text, at);
		if (end > at) {
			jb_buf_add(&out, " ", blank && out.size > 0);
			jb_buf_add(&out, text.at + at, end - at);
			blank = false;
			stacked = 0;
			at = end;
			continue;
		}
		at += jb_utf8_decode(text, at, &c);
		stacked = is_stacked(c) ? stacked + 1 : 0;
		if (is_direction_control(c) || stacked > STACKED_MOST)
			continue;
		if (is_blank(c)) {
			blank = true;
			continue;
		}
		if (blank && out.size > 0)
			jb_buf_add_byte(&out, ' ');
		blank = false;
		jb_buf_add_codepoint(&out, is_control(c) ? REPLACEMENT : c);
	}
	return out.size > 0 ? jb_buf_text(&out) : JB_TEXT("");
}

struct jb_text jy_wrap_short(struct jb_arena *arena, struct jb_text text, size_t columns)
{
	struct jb_text clean = jy_wrap_clean(arena, text);
	size_t wide = 0, end = 0;
	uint32_t codepoint;

	for (size_t at = 0; at < clean.size;) {
		at += jb_utf8_decode(clean, at, &codepoint);
		wide += (size_t)jb_utf8_width(codepoint);
		if (wide > columns)
			return jb_text_printf(arena, "%.*s\xe2\x80\xa6", (int)end, clean.at);
		end = wide < columns ? at : end;
	}
	return clean;
}

static bool is_regional(uint32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/* Vowels of Thai and Lao that are written behind their consonant: with it they stay, as UAX 14 has
 * it for lines, and those that are written before it with that. */
static bool is_vowel_behind(uint32_t c)
{
	return (c & ~0x80u) == 0x0e30 || (c & ~0x80u) == 0x0e32 || (c & ~0x80u) == 0x0e33 ||
	       c == 0x0e45 || (c & ~0x80u) == 0x0e46;
}

static bool is_vowel_before(uint32_t c)
{
	return (c >= 0x0e40 && c <= 0x0e44) || (c >= 0x0ec0 && c <= 0x0ec4);
}

/* Belongs to the character before it: marks, variation selectors, skin tones, tags, and vowels. */
static bool extends(uint32_t c)
{
	return c == JOINER || jb_utf8_is_mark(c) || is_vowel_behind(c) ||
	       (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x1f3fb && c <= 0x1f3ff) ||
	       (c >= 0xe0020 && c <= 0xe007f) || (c >= 0x1160 && c <= 0x11ff);
}

/* The end of what people see as one character, from `at`. */
static size_t character_end(struct jb_text text, size_t at, uint32_t *first)
{
	uint32_t c, previous;
	at += jb_utf8_decode(text, at, first);
	if (*first != JOINER && at < text.size && (text.at[at] & 0x80) == 0)
		return at;
	previous = *first;
	bool paired = false;
	while (at < text.size) {
		size_t size = jb_utf8_decode(text, at, &c);
		bool flag = !paired && is_regional(previous) && is_regional(c);
		bool held = previous == JOINER || (is_vowel_before(previous) && c != ' ');
		if (!extends(c) && !held && !flag)
			break;
		paired = paired || flag;
		previous = c;
		at += size;
	}
	return at;
}

/* East Asian text breaks anywhere, but no line begins with closing punctuation. */
static bool is_wide(uint32_t c)
{
	if (c < WIDE_FIRST)
		return false;
	return c < 0x1f000 ? jb_utf8_width(c) == 2 : c >= 0x20000 && c < 0x40000;
}

static bool must_not_begin(uint32_t c)
{
	switch (c) {
	case 0x3001:
	case 0x3002:
	case 0x3009:
	case 0x300b:
	case 0x300d:
	case 0x300f:
	case 0x3011:
	case 0x3015:
	case 0x30fc:
	case 0xff01:
	case 0xff09:
	case 0xff0c:
	case 0xff0e:
	case 0xff1a:
	case 0xff1b:
	case 0xff1f:
	case 0xff5d: return true;
	default: return false;
	}
}

static bool breaks_behind(uint32_t c)
{
	return c == '-' || c == '/' || c == 0x2010 || c == 0x2013 || c == 0x2014 || c == 0x200b;
}

static void add_piece(struct pieces *pieces, size_t begin, size_t end, bool gap)
{
	struct piece *piece = jb_push(pieces->arena, &pieces->list);
	uint32_t c = 0;
	piece->begin = begin;
	piece->end = end;
	piece->gap = gap ? pieces->blank : 0;
	piece->hyphen = 0;
	piece->width = jy_measure_width(pieces->measure, jb_text_slice(pieces->text, begin, end),
					pieces->role);
	jb_utf8_decode(pieces->text, begin, &c);
	if (gap && c >= OTHER_SCRIPTS)
		piece->gap = fmax(piece->gap,
				  jy_measure_width(pieces->measure,
						   jb_text_slice(pieces->text, begin - 1, end),
						   pieces->role) -
					  piece->width);
}

static void cut(struct pieces *pieces)
{
	struct jb_text text = pieces->text;
	size_t begin = 0;
	bool gap = false;
	uint32_t c, previous = 0;
	for (size_t at = 0; at < text.size;) {
		size_t end = character_end(text, at, &c);
		if (c == ' ') {
			if (at > begin)
				add_piece(pieces, begin, at, gap);
			gap = true;
			begin = end;
		} else if (at > begin && !must_not_begin(c) &&
			   (is_wide(c) || is_wide(previous) ||
			    (breaks_behind(previous) && c > '@'))) {
			add_piece(pieces, begin, at, gap);
			gap = false;
			begin = at;
		}
		previous = c;
		at = end;
	}
	if (begin < text.size)
		add_piece(pieces, begin, text.size, gap);
}

/* Whether a break between the two has a mark: between letters of scripts whose words are written
 * apart and broken with one, which are Latin, Greek, Cyrillic and Armenian. */
static bool is_hyphenated(uint32_t before, uint32_t behind)
{
	return before < OTHER_SCRIPTS && behind < OTHER_SCRIPTS && jb_utf8_is_letter(before) &&
	       jb_utf8_is_letter(behind);
}

/* The same pieces with every one wider than the room cut into characters. */
static void cut_wide(struct pieces *pieces, double room)
{
	struct pieces finer = *pieces;
	double hyphen = jy_measure_width(pieces->measure, JB_TEXT(HYPHEN), pieces->role);
	finer.room = room;
	finer.list.at = NULL;
	finer.list.count = finer.list.room = 0;
	for (size_t i = 0; i < pieces->list.count; i++) {
		const struct piece *piece = &pieces->list.at[i];
		if (piece->width <= room) {
			*jb_push(pieces->arena, &finer.list) = *piece;
			continue;
		}
		for (size_t at = piece->begin; at < piece->end;) {
			uint32_t c, next = 0;
			size_t end = character_end(pieces->text, at, &c);
			if (end > piece->end)
				end = piece->end;
			add_piece(&finer, at, end, at == piece->begin && piece->gap > 0);
			if (end < piece->end)
				jb_utf8_decode(pieces->text, end, &next);
			if (is_hyphenated(c, next))
				finer.list.at[finer.list.count - 1].hyphen = hyphen;
			at = end;
		}
	}
	*pieces = finer;
}

/* The line of the pieces [begin, end), which are so wide together. */
static struct jy_line line_of(const struct pieces *pieces, size_t begin, size_t end, double width)
{
	const struct piece *last = &pieces->list.at[end - 1];
	struct jb_text text = jb_text_slice(pieces->text, pieces->list.at[begin].begin, last->end);
	struct jb_buf marked;

	if (end == pieces->list.count || last->hyphen <= 0 || width + last->hyphen > pieces->room)
		return (struct jy_line){text, width};
	jb_buf_init(&marked, pieces->arena);
	jb_buf_add_text(&marked, text);
	jb_buf_add_string(&marked, HYPHEN);
	return (struct jy_line){jb_buf_text(&marked), width + last->hyphen};
}

/* Fills lines of at most `room`; gives their number, and the lines where `lines` is not NULL. */
static size_t fill(const struct pieces *pieces, double room, struct jy_lines *lines)
{
	size_t count = 0, begin = 0;
	double width = 0;
	for (size_t i = 0; i <= pieces->list.count; i++) {
		const struct piece *piece = &pieces->list.at[i];
		bool ends = i == pieces->list.count;
		if (!ends &&
		    (i == begin || width + piece->gap + piece->width + piece->hyphen <= room)) {
			width += (i == begin ? 0 : piece->gap) + piece->width;
			continue;
		}
		if (lines != NULL) {
			lines->at[count] = line_of(pieces, begin, i, width);
			lines->widest = fmax(lines->widest, lines->at[count].width);
		}
		count++;
		begin = i;
		width = ends ? 0 : piece->width;
	}
	return count;
}

/* The narrowest room that needs no more lines. */
static double balance(const struct pieces *pieces, double room, size_t count)
{
	double low = 0, high = room;
	for (size_t i = 0; i < pieces->list.count; i++)
		low = fmax(low, pieces->list.at[i].width);
	if (low >= room)
		return room;
	for (int i = 0; i < BALANCE_ROUNDS; i++) {
		double middle = (low + high) / 2;
		if (fill(pieces, middle, NULL) <= count)
			high = middle;
		else
			low = middle;
	}
	return high;
}

static struct pieces pieces_of(struct jy_measure *measure, struct jb_arena *arena,
			       struct jb_text text, enum jy_role role)
{
	struct pieces pieces = {.measure = measure, .arena = arena, .text = text, .role = role};
	pieces.blank = jy_measure_width(measure, JB_TEXT(" "), role);
	cut(&pieces);
	return pieces;
}

/* ---- from right to left --------------------------------------------------------------------- */

static bool has_leftward(struct jb_text text)
{
	uint32_t c;
	for (size_t at = 0; at < text.size;) {
		at += jb_utf8_decode(text, at, &c);
		if (jb_utf8_is_rtl(c))
			return true;
	}
	return false;
}

bool jy_wrap_leftwards(struct jb_text text)
{
	uint32_t c;
	for (size_t at = 0; at < text.size;) {
		at += jb_utf8_decode(text, at, &c);
		if (c == LEFT_TO_RIGHT || c == RIGHT_TO_LEFT)
			return c == RIGHT_TO_LEFT;
		if (jb_utf8_is_letter(c))
			return jb_utf8_is_rtl(c);
	}
	return false;
}

static struct jb_text marked(struct jb_arena *arena, uint32_t mark, struct jb_text text)
{
	struct jb_buf out;
	jb_buf_init(&out, arena);
	jb_buf_add_codepoint(&out, mark);
	jb_buf_add_text(&out, text);
	return jb_buf_text(&out);
}

struct jb_text jy_wrap_rightward(struct jb_arena *arena, struct jb_text text)
{
	return has_leftward(text) ? marked(arena, LEFT_TO_RIGHT, text) : text;
}

/* Each line runs as the whole does, whatever letter it happens to begin with. */
static void set_directions(struct jb_arena *arena, struct jy_lines *lines, struct jb_text whole)
{
	bool leftwards = jy_wrap_leftwards(whole);
	for (size_t i = 0; i < lines->count; i++) {
		struct jb_text *line = &lines->at[i].text;
		if (jy_wrap_leftwards(*line) != leftwards)
			*line = marked(arena, leftwards ? RIGHT_TO_LEFT : LEFT_TO_RIGHT, *line);
	}
}

struct jy_lines jy_wrap(struct jy_measure *measure, struct jb_arena *arena, struct jb_text text,
			enum jy_role role, double room)
{
	struct jy_lines lines = {0};
	struct pieces pieces = pieces_of(measure, arena, text, role);
	if (pieces.list.count == 0)
		return lines;
	cut_wide(&pieces, room);
	lines.count = fill(&pieces, room, NULL);
	if (lines.count > 1)
		room = balance(&pieces, room, lines.count);
	lines.at = JB_NEW_ARRAY(arena, struct jy_line, lines.count);
	fill(&pieces, room, &lines);
	set_directions(arena, &lines, text);
	return lines;
}

double jy_wrap_wish(struct jy_measure *measure, struct jb_arena *arena, struct jb_text text,
		    enum jy_role role, unsigned line_count, double most)
{
	struct pieces pieces = pieces_of(measure, arena, text, role);
	double word = 0, sum = 0;
	for (size_t i = 0; i < pieces.list.count; i++) {
		word = fmax(word, pieces.list.at[i].width);
		sum += pieces.list.at[i].gap + pieces.list.at[i].width;
	}
	return fmin(most, fmax(word, sum / line_count));
}
