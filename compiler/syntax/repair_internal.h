/*
 * What the repairs of a file share: where the parser is, which blocks are open, which statement is
 * being read. repair.c drives; repair_words.c, repair_lines.c and repair_braces.c mend.
 */
#ifndef SYNTAX_REPAIR_INTERNAL_H
#define SYNTAX_REPAIR_INTERNAL_H

#include "syntax/parse_internal.h"

struct opened {
	struct jy_span brace;
	uint32_t column; /* of the statement that the block belongs to */
	uint32_t head;	 /* 1 + the token that begins that statement; 0: none */
};

struct repair {
	struct jy_parse_ctx *cx;
	struct jy_pstate *state;
	enum jy_push status;
	struct opened block[JY_BLOCKS_MAX];
	uint32_t blocks;
	int excess;	    /* `{` without `}` in the whole file; below 0: `}` without `{` */
	bool starts;	    /* the next token begins a statement */
	uint32_t statement; /* column of the statement being read */
	uint32_t head;	    /* 1 + the token that begins it */
	bool joined;	    /* it has been read on over a line end, which is reported */
};

static inline struct jy_token *jy_repair_token(const struct repair *repair, uint32_t index)
{
	return &repair->cx->tokens.at[index];
}

static inline uint32_t jy_repair_count(const struct repair *repair)
{
	return (uint32_t)repair->cx->tokens.count;
}

/* The code of a token that is left out. */
#define JY_LEFT_OUT UINT16_MAX

/* ---- repair.c ---- */

/* On the screen, from 1. */
uint32_t jy_repair_column(const struct repair *repair, struct jy_span span);
void jy_repair_push(struct repair *repair, int code, struct jy_node *value, struct jy_span span);
void jy_repair_open_block(struct repair *repair, struct jy_span brace);
void jy_repair_close_block(struct repair *repair);

/* ---- repair_words.c: may change the token, push one before it, or ask to leave it out ---- */

void jy_repair_word(struct repair *repair, struct jy_token *token, uint32_t index);
void jy_repair_let(struct repair *repair, const struct jy_token *token, uint32_t index);
bool jy_repair_dash(struct repair *repair, const struct jy_token *token, uint32_t index);

/* ---- repair_lines.c ---- */

/* True where the line end is to be left out. */
bool jy_repair_join(struct repair *repair, const struct jy_token *token, uint32_t index);
void jy_repair_split(struct repair *repair, const struct jy_token *token);

/* ---- repair_braces.c ---- */

/* b: from the `{` at `index` to behind its `}`. */
uint32_t jy_repair_behind_block(const struct repair *repair, uint32_t index);
/* A `{` where none may stand: reported; the index of what to read next. */
uint32_t jy_repair_refuse_opening(struct repair *repair, uint32_t index);
void jy_repair_missing_closings(struct repair *repair, const struct jy_token *token);
void jy_repair_opening_at_line_end(struct repair *repair, struct jy_token *token, uint32_t index);
void jy_repair_opening_before(struct repair *repair, const struct jy_token *token);
void jy_repair_inner_closing(struct repair *repair, const struct jy_token *token);
void jy_repair_close_at_end(struct repair *repair, struct jy_span span);
/* True where the `}` is to be left out. */
bool jy_repair_drop_closing(struct repair *repair, const struct jy_token *token);

#endif
