/*
 * Tokens to pieces: what is written of each token, whether it touches the one before, and how
 * willingly a line breaks there. Spellings decide; the tree is asked about two things that no
 * spelling shows: a name that holds a `/` or `-`, and a sign that belongs to its number.
 */
#include <string.h>

#include "base/utf8.h"
#include "fmt/layout.h"

struct jb_text jy_layout_line_ends(struct jb_arena *arena, struct jb_text text)
{
	char *out;
	size_t size = 0, returns = 0;

	if (!text.size || !memchr(text.at, '\r', text.size))
		return text;
	out = jb_alloc(arena, text.size);
	for (size_t i = 0; i < text.size; i++) {
		returns = text.at[i] == '\r' ? returns + 1 : 0;
		if (text.at[i] == '\n')
			while (size && out[size - 1] == '\r')
				size--;
		out[size++] = text.at[i];
	}
	return (struct jb_text){out, size};
}

static void measure(struct jy_piece *piece)
{
	struct jb_text text = piece->text;
	const char *first = memchr(text.at, '\n', text.size);
	const char *last = first ? memrchr(text.at, '\n', text.size) : NULL;
	size_t head = first ? (size_t)(first - text.at) : text.size;
	size_t tail = last ? (size_t)(last - text.at) + 1 : 0;

	piece->lines = first != NULL;
	piece->width = (uint32_t)jb_utf8_text_width(jb_text_slice(text, 0, head));
	piece->tail = (uint32_t)jb_utf8_text_width(jb_text_slice(text, tail, text.size));
}

static void make_pieces(struct jy_layout *layout)
{
	const struct jy_parsed *parsed = layout->parsed;

	/* The end of the file is no piece: there is always an empty one behind the last. */
	layout->piece = JB_NEW_ARRAY(layout->arena, struct jy_piece, parsed->token_count);
	for (uint32_t i = 0; i < parsed->token_count; i++) {
		struct jy_piece *piece = &layout->piece[layout->piece_count];

		if (!jy_layout_is_written(parsed, i))
			continue;
		piece->text = jy_layout_line_ends(
			layout->arena, jy_file_slice(layout->file, parsed->token[i].span));
		piece->code = parsed->token[i].code;
		measure(piece);
		layout->piece_count++;
	}
}

/* ---- what touches ---- */

/* Lists of spellings stand between blanks: " . .. ". */
static bool is_one_of(const struct jy_piece *piece, const char *signs)
{
	struct jb_text text = piece->text;
	size_t size = strlen(signs);

	for (size_t i = 0; text.size < 8 && i + text.size + 1 < size; i++)
		if (signs[i] == ' ' && memcmp(signs + i + 1, text.at, text.size) == 0 &&
		    signs[i + 1 + text.size] == ' ')
			return true;
	return false;
}

static void touch_by_spelling(struct jy_layout *layout)
{
	for (uint32_t i = 1; i < layout->piece_count; i++) {
		const struct jy_piece *before = &layout->piece[i - 1];
		struct jy_piece *here = &layout->piece[i];

		here->tight = is_one_of(here, " , . .. ) ") || is_one_of(before, " . .. ( ") ||
			      (jy_piece_is(before, "{") && jy_piece_is(here, "}"));
	}
}

struct walk {
	struct jy_layout *layout;
	uint32_t *piece_of; /* by token */
};

static struct jy_piece *piece_at(const struct walk *walk, uint32_t offset)
{
	uint32_t token = jy_token_at(walk->layout->parsed, offset);

	return &walk->layout->piece[walk->piece_of[token]];
}

/* A leaf whose text is what stands there without blanks: a zone, the name of a rule. */
static bool is_squeezed(const struct jy_layout *layout, const struct jy_node *node)
{
	struct jb_text written = jy_file_slice(layout->file, node->span);
	size_t at = 0;

	if (node->count || !node->text.size || written.size < node->text.size)
		return false;
	for (size_t i = 0; i < written.size; i++) {
		if (strchr(" \t\r\n", written.at[i]))
			continue;
		if (at == node->text.size || node->text.at[at++] != written.at[i])
			return false;
	}
	return at == node->text.size;
}

static bool is_signed(const struct jy_node *node)
{
	return node->kind == JY_N_MINUS || node->flags & JY_F_EXPLICIT_SIGN;
}

static bool touch_by_node(void *user, const struct jy_node *node)
{
	const struct walk *walk = user;
	const struct jy_piece *end = walk->layout->piece + walk->layout->piece_count;
	struct jy_piece *first;

	if (node->span.begin == node->span.end)
		return true;
	first = piece_at(walk, node->span.begin);
	if (is_signed(node)) {
		/* The ( ) around a node belong to its span. */
		while (first < end && jy_piece_is(first, "("))
			first++;
		if (first + 1 < end && is_one_of(first, " + - "))
			first[1].tight = true;
	} else if (is_squeezed(walk->layout, node)) {
		const struct jy_piece *last = piece_at(walk, node->span.end - 1);

		while (first < last)
			(++first)->tight = true;
	}
	return true;
}

static void touch_by_tree(struct jy_layout *layout)
{
	const struct jy_parsed *parsed = layout->parsed;
	struct walk walk = {layout, JB_NEW_ARRAY(layout->arena, uint32_t, parsed->token_count)};
	uint32_t piece = 0;

	for (uint32_t i = 0; i < parsed->token_count; i++) {
		walk.piece_of[i] = piece;
		piece += jy_layout_is_written(parsed, i);
	}
	jy_tree_walk(parsed->root, touch_by_node, &walk);
}

/* ---- where a line may break ---- */

static unsigned rank_of(const struct jy_piece *before, const struct jy_piece *here)
{
	if (jy_piece_is(before, ","))
		return JY_BREAK_COMMA;
	if (is_one_of(here, " among against "))
		return JY_BREAK_AMONG;
	if (jy_piece_is(here, "or"))
		return JY_BREAK_OR;
	if (jy_piece_is(here, "and"))
		return JY_BREAK_AND;
	if (is_one_of(here, " + - "))
		return JY_BREAK_SUM;
	if (is_one_of(here, " * / "))
		return JY_BREAK_PRODUCT;
	if (is_one_of(here, " is == != >= <= < > "))
		return JY_BREAK_COMPARE;
	return jy_piece_is(before, "=") ? JY_BREAK_EQ : JY_BREAK_ANY;
}

/* Where a break is legal and no reader would make it: behind a word or sign that leans forward,
 * before a sign that belongs to its number. */
static bool would_be_odd(const struct jy_piece *before, const struct jy_piece *here)
{
	bool sign_of_number = is_one_of(here, " + - ") && here[1].tight;

	return here->tight || is_one_of(here, " = { } ") ||
	       is_one_of(before, " ( and or not among against is between + - * / ") ||
	       is_one_of(before, " == != >= <= < > ") ||
	       (sign_of_number && !jy_piece_is(before, ","));
}

static void rank_breaks(struct jy_layout *layout)
{
	unsigned depth = 0;
	bool bounds = false; /* the next `and` belongs to a `between` */

	for (uint32_t i = 0; i < layout->piece_count; i++) {
		struct jy_piece *here = &layout->piece[i];
		const struct jy_piece *before = i ? here - 1 : here;
		bool legal = i && (depth || jy_line_goes_on(before->code, here->code));

		depth -= depth && jy_piece_is(here, ")");
		here->rank = JY_BREAK_NEVER;
		if (legal && !(bounds && jy_piece_is(here, "and")) && !would_be_odd(before, here))
			here->rank = (uint16_t)(rank_of(before, here) + depth * JY_BREAK_PAREN);
		if (is_one_of(here, " between and { } "))
			bounds = jy_piece_is(here, "between");
		depth += jy_piece_is(here, "(");
	}
}

void jy_layout_pieces(struct jy_layout *layout)
{
	make_pieces(layout);
	touch_by_spelling(layout);
	touch_by_tree(layout);
	rank_breaks(layout);
}
