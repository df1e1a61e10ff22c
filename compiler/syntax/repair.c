/*
 * Pushes the tokens of a file into the parser, with repairs once something is wrong:
 *
 *   a  an unknown word where only certain words may stand, near to one of them, is read as that;
 *   b  a block inside a statement that is being thrown away goes with it;
 *   c  where the numbers of `{` and `}` differ, and only there, indentation says which is missing;
 *   d  a text that is not closed ends with its line (the scanner does that);
 *   e  blocks open at the end of the file are one report, at the innermost opening;
 *   f  a statement that is broken off at its line's end goes on in a deeper line that begins no
 *      statement, and a word that begins one ends the statement before it.
 *
 * In a file without mistakes every token is pushed as it came: layout never decides what it
 * means.
 */
#include <parse.h>

#include "syntax/repair_internal.h"

uint32_t jy_repair_column(const struct repair *repair, struct jy_span span)
{
	return jy_file_screen_column(repair->cx->file, span.begin) + 1;
}

void jy_repair_push(struct repair *repair, int code, struct jy_node *value, struct jy_span span)
{
	if (repair->status == JY_PUSH_MORE)
		repair->status = jy_parser_push(repair->state, code, value, span, repair->cx);
}

void jy_repair_open_block(struct repair *repair, struct jy_span brace)
{
	repair->block[repair->blocks++] = (struct opened){brace, repair->statement, repair->head};
	repair->cx->within = repair->head;
}

void jy_repair_close_block(struct repair *repair)
{
	repair->blocks--;
	repair->cx->within = repair->blocks ? repair->block[repair->blocks - 1].head : 0;
}

/* Keeps the stack of open blocks; false where they nest too deeply. */
static bool track_block(struct repair *repair, const struct jy_token *token)
{
	if (token->code == TOK_RBRACE) {
		jy_repair_inner_closing(repair, token);
		if (repair->blocks)
			jy_repair_close_block(repair);
	}
	if (token->code != TOK_LBRACE)
		return true;
	if (repair->blocks == JY_BLOCKS_MAX) {
		jy_diag_error(repair->cx->diags, JY_D_NESTED_TOO_DEEP, token->span,
			      "blocks are nested more than %d levels deep", JY_BLOCKS_MAX);
		return false;
	}
	jy_repair_open_block(repair, token->span);
	return true;
}

static void count_braces(struct repair *repair)
{
	for (uint32_t i = 0; i < jy_repair_count(repair); i++) {
		int code = jy_repair_token(repair, i)->code;
		repair->excess += (code == TOK_LBRACE) - (code == TOK_RBRACE);
	}
}

/* What the parser takes needs no repair; a name that it takes may yet be a word misspelt. */
static bool is_doubtful(const struct repair *repair, const struct jy_token *token)
{
	return token->code == TOK_NAME || !jy_parser_takes(repair->state, token->code);
}

/* One token: repairs first, then the token itself. The index of the next one. */
static uint32_t step(struct repair *repair, uint32_t index)
{
	struct jy_token *token = jy_repair_token(repair, index);
	repair->cx->at = index;
	if (token->code == JY_LEFT_OUT)
		return index + 1;
	bool skips = jy_parser_skips(repair->state);
	if (token->code == TOK_LBRACE && !jy_parser_takes(repair->state, TOK_LBRACE))
		return skips ? jy_repair_behind_block(repair, index)
			     : jy_repair_refuse_opening(repair, index);
	if (!skips && is_doubtful(repair, token)) {
		if (jy_repair_dash(repair, token, index))
			return index + 1;
		jy_repair_let(repair, token, index);
		jy_repair_word(repair, token, index);
		jy_repair_missing_closings(repair, token);
		jy_repair_opening_before(repair, token);
		jy_repair_split(repair, token);
	}
	if (!skips && token->code == TOK_TERM) {
		if (jy_repair_join(repair, token, index))
			return index + 1;
		jy_repair_opening_at_line_end(repair, token, index);
	}
	if (token->code == TOK_YYEOF)
		jy_repair_close_at_end(repair, token->span);
	if (jy_repair_drop_closing(repair, token)) {
		bool end_follows = index + 1 < jy_repair_count(repair) &&
				   jy_repair_token(repair, index + 1)->code == TOK_TERM;
		return index + 1 + end_follows;
	}
	if (repair->starts && token->code != TOK_TERM) {
		repair->statement = jy_repair_column(repair, token->span);
		repair->head = index + 1;
		repair->joined = false;
	}
	if (!track_block(repair, token)) {
		repair->status = JY_PUSH_FAILED;
		return index;
	}
	repair->starts = token->code == TOK_TERM || token->code == TOK_LBRACE;
	jy_repair_push(repair, token->code, token->value, token->span);
	return index + 1;
}

void jy_repair_run(struct jy_parse_ctx *cx, struct jy_pstate *state)
{
	struct repair repair = {
		.cx = cx, .state = state, .status = JY_PUSH_MORE, .starts = true, .statement = 1};
	count_braces(&repair);
	uint32_t errors = cx->diags->error_count;
	for (uint32_t i = 0; i < jy_repair_count(&repair) && repair.status == JY_PUSH_MORE;) {
		i = step(&repair, i);
		/* A file with so many mistakes is no journey file: more reports would help
		 * nobody. */
		if (cx->diags->error_count - errors >= JY_DIAGS_KEPT)
			return;
	}
}
