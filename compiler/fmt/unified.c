/*
 * Lines are compared by number, equal lines having equal numbers. What is taken away and what is
 * added is found by Myers' algorithm in linear space (An O(ND) Difference Algorithm and Its
 * Variations, 1986): from the front, the point that is furthest with as few differences as
 * possible is sought until it meets the search from the back; what lies before and behind that
 * point is compared in the same way.
 */
#include "fmt/unified.h"

#include <stdint.h>
#include <string.h>

#include "base/map.h"

struct lines {
	struct jb_text *text; /* with its line end */
	jb_symbol *number;
	bool *changed;
	int32_t count;
};

/* A stretch of both texts. */
struct box {
	int32_t left, top, right, bottom; /* left, right: of the text before */
};

struct diff {
	struct lines a, b;
	int32_t *forward, *backward; /* furthest x by diagonal; that of the corner is at MIDDLE */
};

#define MIDDLE JY_UNIFIED_EFFORT
#define UNREACHED (INT32_MIN / 2)

static struct lines read_lines(struct jb_arena *arena, struct jb_symbols *symbols,
			       struct jb_text text)
{
	struct lines lines = {0};
	size_t count = 1;

	for (size_t i = 0; i < text.size; i++)
		count += text.at[i] == '\n';
	lines.text = JB_NEW_ARRAY(arena, struct jb_text, count);
	lines.number = JB_NEW_ARRAY(arena, jb_symbol, count);
	lines.changed = JB_NEW_ARRAY(arena, bool, count);
	for (size_t at = 0, end; at < text.size; at = end) {
		const char *line_end = memchr(text.at + at, '\n', text.size - at);

		end = line_end ? (size_t)(line_end - text.at) + 1 : text.size;
		lines.text[lines.count] = jb_text_slice(text, at, end);
		lines.number[lines.count] = jb_symbols_add(symbols, lines.text[lines.count]);
		lines.count++;
	}
	return lines;
}

/* ---- which lines change ---- */

static bool same_line(const struct diff *diff, int32_t x, int32_t y)
{
	return diff->a.number[x] == diff->b.number[y];
}

static int32_t larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* The furthest x on diagonal `k` with `d` differences, before equal lines are passed. A diagonal
 * that has left the box counts as never reached. */
static int32_t step(const int32_t *furthest, const struct box *box, int32_t d, int32_t k)
{
	int32_t down = k < d ? furthest[k + 1] : UNREACHED;
	int32_t right = k > -d ? furthest[k - 1] + 1 : UNREACHED;
	int32_t x = d == 0 ? 0 : larger(down, right);

	return x > box->right - box->left || x - k > box->bottom - box->top ? UNREACHED : x;
}

/* One more difference from the front, on all diagonals of the box; the x where a diagonal meets the
 * search from the back, or -1. *k is that diagonal: x - y, both from the left top corner. */
static int32_t search_forward(struct diff *diff, const struct box *box, int32_t d, int32_t *k)
{
	int32_t width = box->right - box->left, height = box->bottom - box->top;
	int32_t *furthest = diff->forward + MIDDLE;
	const int32_t *from_back = diff->backward + MIDDLE;

	for (*k = -d; *k <= d; *k += 2) {
		int32_t x = step(furthest, box, d, *k), back = width - height - *k;

		while (x >= 0 && x < width && x - *k < height &&
		       same_line(diff, box->left + x, box->top + x - *k))
			x++;
		furthest[*k] = x;
		if ((width - height) % 2 != 0 && back > -d && back < d &&
		    x + from_back[back] >= width)
			return x;
	}
	return -1;
}

/* The same from the back; the x that is given counts from the left all the same. */
static int32_t search_backward(struct diff *diff, const struct box *box, int32_t d, int32_t *k)
{
	int32_t width = box->right - box->left, height = box->bottom - box->top;
	int32_t *furthest = diff->backward + MIDDLE;
	const int32_t *from_front = diff->forward + MIDDLE;

	for (int32_t back = -d; back <= d; back += 2) {
		int32_t x = step(furthest, box, d, back);

		while (x >= 0 && x < width && x - back < height &&
		       same_line(diff, box->right - 1 - x, box->bottom - 1 - x + back))
			x++;
		furthest[back] = x;
		*k = width - height - back;
		if ((width - height) % 2 == 0 && *k >= -d && *k <= d && x + from_front[*k] >= width)
			return width - x;
	}
	return -1;
}

/* Where the search gives up: the point furthest from the left top corner that it reached. */
static int32_t furthest_point(const struct diff *diff, int32_t d, int32_t *k)
{
	int32_t best = 0;
	const int32_t *furthest = diff->forward + MIDDLE;

	*k = 0;
	for (int32_t i = -d; i <= d; i += 2) {
		int32_t x = furthest[i];

		if (x >= 0 && 2 * x - i > 2 * best - *k) {
			best = x;
			*k = i;
		}
	}
	return best;
}

/* A point of the box through which a short way from corner to corner leads. */
static void split(struct diff *diff, const struct box *box, int32_t *x, int32_t *y)
{
	int32_t k = 0, found = -1, d = 0;

	for (; d < JY_UNIFIED_EFFORT && found < 0; d++) {
		found = search_forward(diff, box, d, &k);
		if (found < 0)
			found = search_backward(diff, box, d, &k);
	}
	if (found < 0)
		found = furthest_point(diff, d - 1, &k);
	*x = box->left + found;
	*y = box->top + found - k;
}

static void trim(const struct diff *diff, struct box *box)
{
	while (box->left < box->right && box->top < box->bottom &&
	       same_line(diff, box->left, box->top)) {
		box->left++;
		box->top++;
	}
	while (box->left < box->right && box->top < box->bottom &&
	       same_line(diff, box->right - 1, box->bottom - 1)) {
		box->right--;
		box->bottom--;
	}
}

/* Recursion is for the part before the point only: it holds fewer differences than were looked for,
 * and half as many with each step down. */
static void compare(struct diff *diff, struct box box)
{
	for (;;) {
		int32_t x, y;

		trim(diff, &box);
		if (box.left == box.right || box.top == box.bottom)
			break;
		split(diff, &box, &x, &y);
		if ((x == box.left && y == box.top) || (x == box.right && y == box.bottom))
			break;
		compare(diff, (struct box){box.left, box.top, x, y});
		box.left = x;
		box.top = y;
	}
	for (int32_t i = box.left; i < box.right; i++)
		diff->a.changed[i] = true;
	for (int32_t i = box.top; i < box.bottom; i++)
		diff->b.changed[i] = true;
}

/* ---- writing ---- */

static void add_line(struct jb_buf *out, char mark, struct jb_text line)
{
	jb_buf_add_byte(out, mark);
	jb_buf_add_text(out, line);
	if (!jb_text_ends(line, JB_TEXT("\n")))
		jb_buf_add_string(out, "\n\\ No newline at end of file\n");
}

/* "12,3": the first line, counted from 1, and how many; an empty stretch names the line before. */
static void add_range(struct jb_buf *out, char mark, int32_t from, int32_t to)
{
	int32_t count = to - from;

	jb_buf_printf(out, "%c%d", mark, count ? from + 1 : from);
	if (count != 1)
		jb_buf_printf(out, ",%d", count);
}

static bool changed(const struct lines *lines, int32_t i)
{
	return i < lines->count && lines->changed[i];
}

/* Moves both ends behind the changes that stand there; false where none does. */
static bool pass_changes(const struct diff *diff, struct box *hunk)
{
	int32_t right = hunk->right, bottom = hunk->bottom;

	while (changed(&diff->a, hunk->right))
		hunk->right++;
	while (changed(&diff->b, hunk->bottom))
		hunk->bottom++;
	return hunk->right > right || hunk->bottom > bottom;
}

static void add_body(struct jb_buf *out, const struct diff *diff, const struct box *hunk)
{
	int32_t x = hunk->left, y = hunk->top;

	while (x < hunk->right || y < hunk->bottom) {
		while (x < hunk->right && changed(&diff->a, x))
			add_line(out, '-', diff->a.text[x++]);
		while (y < hunk->bottom && changed(&diff->b, y))
			add_line(out, '+', diff->b.text[y++]);
		for (; x < hunk->right && !changed(&diff->a, x) && !changed(&diff->b, y); y++)
			add_line(out, ' ', diff->a.text[x++]);
	}
}

/* From the first change at or behind the right bottom corner to where more than twice the context
 * stands unchanged; false where no change is left. */
static bool next_hunk(const struct diff *diff, struct box *hunk)
{
	int32_t x = hunk->right, y = hunk->bottom;

	while (x < diff->a.count && !changed(&diff->a, x) && !changed(&diff->b, y)) {
		x++;
		y++;
	}
	*hunk = (struct box){x, y, x, y};
	if (!pass_changes(diff, hunk))
		return false;
	hunk->left = larger(0, x - JY_UNIFIED_CONTEXT);
	hunk->top = y - (x - hunk->left);
	for (int32_t same = 1; same <= 2 * JY_UNIFIED_CONTEXT; same++) {
		struct box probe = {x, y, hunk->right + same, hunk->bottom + same};

		if (probe.right > diff->a.count)
			break;
		if (!pass_changes(diff, &probe))
			continue;
		hunk->right = probe.right;
		hunk->bottom = probe.bottom;
		same = 0;
	}
	return true;
}

static void add_hunk(struct jb_buf *out, const struct diff *diff, const struct box *change)
{
	struct box hunk = *change;
	int32_t left = diff->a.count - hunk.right;
	int32_t context = left < JY_UNIFIED_CONTEXT ? left : JY_UNIFIED_CONTEXT;

	hunk.right += context;
	hunk.bottom += context;
	jb_buf_add_string(out, "@@ ");
	add_range(out, '-', hunk.left, hunk.right);
	jb_buf_add_byte(out, ' ');
	add_range(out, '+', hunk.top, hunk.bottom);
	jb_buf_add_string(out, " @@\n");
	add_body(out, diff, &hunk);
}

void jy_unified_diff(struct jb_buf *out, struct jb_arena *arena, struct jb_text name,
		     struct jb_text before, struct jb_text after)
{
	struct diff diff = {
		.forward = JB_NEW_ARRAY(arena, int32_t, 2 * MIDDLE + 1),
		.backward = JB_NEW_ARRAY(arena, int32_t, 2 * MIDDLE + 1),
	};
	struct jb_symbols symbols;
	struct box hunk = {0};

	if (jb_text_equal(before, after))
		return;
	jb_symbols_init(&symbols, arena);
	diff.a = read_lines(arena, &symbols, before);
	diff.b = read_lines(arena, &symbols, after);
	compare(&diff, (struct box){0, 0, diff.a.count, diff.b.count});
	jb_buf_printf(out, "--- %.*s\n+++ %.*s\n", JB_ARG(name), JB_ARG(name));
	while (next_hunk(&diff, &hunk))
		add_hunk(out, &diff, &hunk);
}
