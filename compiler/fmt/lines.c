/*
 * Pieces, comments and blank lines to lines: a statement a line, blocks indented. A comment inside
 * a statement keeps its place, so the statement goes on behind it; one that stands before a `{`
 * goes behind it. No line is judged too long here, but for a block that wants to stand on one.
 */
#include "fmt/layout.h"

struct builder {
	struct jy_layout *layout;
	uint32_t trivia; /* the next one */
	uint32_t piece;	 /* the next one */
	uint32_t depth;	 /* of blocks */
	size_t start;	 /* the first line of the statement */
	bool in_statement;
	bool line_full;	  /* the statement goes on on another line */
	bool has_block;	  /* the statement holds { or } */
	bool block_start; /* nothing in this block yet, or in the file */
	bool blank;	  /* a blank line is due */
};

static uint32_t indent_of(const struct builder *b)
{
	return b->depth * JY_FMT_BLOCK;
}

static struct jy_line *last_line(const struct builder *b)
{
	return &b->layout->lines.at[b->layout->lines.count - 1];
}

static struct jy_line *new_line(struct builder *b, enum jy_line_kind kind)
{
	struct jy_line *line;

	if (b->blank && !b->block_start)
		jb_push(b->layout->arena, &b->layout->lines)->kind = JY_LINE_BLANK;
	b->blank = b->block_start = false;
	line = jb_push(b->layout->arena, &b->layout->lines);
	line->kind = kind;
	line->base = indent_of(b);
	line->indent = line->base + (b->in_statement ? JY_FMT_CONTINUED : 0);
	return line;
}

/* Writes the next piece behind what the statement has, or begins one. */
static void place(struct builder *b)
{
	if (!b->in_statement || b->line_full) {
		struct jy_line *line = new_line(b, JY_LINE_CODE);

		line->first = b->piece;
		if (!b->in_statement)
			b->start = b->layout->lines.count - 1;
		b->in_statement = true;
		b->line_full = false;
	}
	last_line(b)->end = ++b->piece;
}

static void end_statement(struct builder *b)
{
	if (b->in_statement && !b->has_block && b->start + 1 == b->layout->lines.count)
		last_line(b)->whole = true;
	b->in_statement = b->line_full = b->has_block = false;
}

/* ---- comments and blank lines ---- */

static void comment(struct builder *b, const struct jy_trivia *trivia)
{
	struct jb_text text = jb_text_trim(jy_file_slice(b->layout->file, trivia->span));
	bool behind = !trivia->own_line && b->layout->lines.count &&
		      last_line(b)->kind == JY_LINE_CODE && !last_line(b)->note.size;

	b->line_full = b->in_statement;
	if (behind)
		last_line(b)->note = text;
	else
		new_line(b, JY_LINE_COMMENT)->note = text;
}

static void trivia_before(struct builder *b, uint32_t offset)
{
	const struct jy_parsed *parsed = b->layout->parsed;

	for (; b->trivia < parsed->trivia_count; b->trivia++) {
		const struct jy_trivia *trivia = &parsed->trivia[b->trivia];

		if (trivia->span.begin >= offset)
			break;
		if (trivia->kind == JY_COMMENT)
			comment(b, trivia);
		else if (!b->in_statement)
			b->blank = true;
	}
}

static bool comment_before(const struct builder *b, uint32_t offset)
{
	const struct jy_parsed *parsed = b->layout->parsed;

	for (uint32_t i = b->trivia; i < parsed->trivia_count; i++) {
		if (parsed->trivia[i].span.begin >= offset)
			break;
		if (parsed->trivia[i].kind == JY_COMMENT)
			return true;
	}
	return false;
}

/* ---- blocks ---- */

/* Whether the statement up to the piece before `end` has room on one line. */
static bool has_room(const struct builder *b, uint32_t end)
{
	const struct jy_layout *layout = b->layout;
	uint32_t first = last_line(b)->first;

	for (uint32_t i = first; i < end; i++)
		if (layout->piece[i].lines)
			return false;
	return b->start + 1 == layout->lines.count &&
	       jy_layout_column(layout, first, end, indent_of(b)) <= JY_FMT_WIDTH;
}

/* The `}` of the block that token `open` begins, where the block may stand on the line of its
 * head: it is empty, or its one statement stood there and there is room. 0 where it may not. */
static uint32_t short_block(const struct builder *b, uint32_t open)
{
	const struct jy_parsed *parsed = b->layout->parsed;
	const struct jy_token *token = parsed->token;
	uint32_t piece = b->piece, close = open + 1;

	for (; close + 1 < parsed->token_count; close++) {
		if (token[close].made_up)
			continue;
		if (jy_piece_is(&b->layout->piece[piece], "}"))
			break;
		if (jy_piece_is(&b->layout->piece[piece], "{") || token[close].line_before)
			return 0;
		piece++;
	}
	if (close + 1 >= parsed->token_count || comment_before(b, token[close].span.begin))
		return 0;
	if (close > open + 1 && (token[close].line_before || !has_room(b, piece + 1)))
		return 0;
	return close;
}

/* Gives the last token it took. */
static uint32_t open_block(struct builder *b, uint32_t open)
{
	uint32_t close;

	place(b);
	b->has_block = true;
	close = short_block(b, open);
	for (uint32_t i = open + 1; i <= close; i++)
		if (!b->layout->parsed->token[i].made_up)
			place(b);
	if (close)
		return close;
	b->in_statement = b->has_block = false;
	b->block_start = true;
	b->depth++;
	return open;
}

static void close_block(struct builder *b)
{
	b->blank = b->in_statement = b->line_full = false;
	b->depth -= b->depth > 0;
	place(b);
	b->has_block = true;
}

void jy_layout_lines(struct jy_layout *layout)
{
	const struct jy_parsed *parsed = layout->parsed;
	struct builder b = {.layout = layout, .block_start = true};

	for (uint32_t i = 0; i < parsed->token_count; i++) {
		const struct jy_piece *piece = &layout->piece[b.piece];
		bool written = jy_layout_is_written(parsed, i);

		/* The comments before a `{` are those of its block. */
		if (!(written && jy_piece_is(piece, "{")))
			trivia_before(&b, parsed->token[i].span.begin);
		if (!written)
			end_statement(&b);
		else if (jy_piece_is(piece, "{"))
			i = open_block(&b, i);
		else if (jy_piece_is(piece, "}"))
			close_block(&b);
		else
			place(&b);
	}
	trivia_before(&b, UINT32_MAX);
}
