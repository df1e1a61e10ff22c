/*
 * Braces missing and braces too many. Where their numbers differ, and only there, indentation says
 * which one it is.
 */
#include <parse.h>

#include "syntax/repair_internal.h"

/* Closes the innermost block at `span`, where no `}` is written. */
static void push_closing(struct repair *repair, struct jy_span span)
{
	struct jy_span empty = {span.begin, span.begin, span.file};
	jy_repair_close_block(repair);
	if (!jy_parser_takes(repair->state, TOK_RBRACE))
		return;
	jy_repair_push(repair, TOK_RBRACE, NULL, empty);
	jy_repair_push(repair, TOK_TERM, NULL, empty);
}

static struct opened *innermost(struct repair *repair)
{
	return &repair->block[repair->blocks - 1];
}

static void label_opening(struct repair *repair, struct jy_diag *diag)
{
	if (repair->blocks)
		jy_diag_label(repair->cx->diags, diag, innermost(repair)->brace,
			      "this block is still open");
}

/* b: from the `{` at `index` to behind its `}`. */
uint32_t jy_repair_behind_block(const struct repair *repair, uint32_t index)
{
	uint32_t depth = 0;
	for (; index < jy_repair_count(repair) && jy_repair_token(repair, index)->code != TOK_YYEOF;
	     index++) {
		int code = jy_repair_token(repair, index)->code;
		depth += code == TOK_LBRACE;
		if (code == TOK_RBRACE && --depth == 0)
			return index + 1;
	}
	return index;
}

/* `{{ … }}`: the inner pair is left out. */
static uint32_t without_pair(struct repair *repair, uint32_t index)
{
	uint32_t behind = jy_repair_behind_block(repair, index);
	struct jy_token *closing = jy_repair_token(repair, behind - 1);
	if (closing->code == TOK_RBRACE)
		closing->code = JY_LEFT_OUT;
	if (behind < jy_repair_count(repair) && closing[1].code == TOK_TERM)
		closing[1].code = JY_LEFT_OUT;
	repair->starts = true;
	return index + 1;
}

/* A name where one is missing, so that the statement can be read on. */
static void push_name(struct repair *repair, struct jy_span span)
{
	struct jy_span empty = {span.begin, span.begin, span.file};
	struct jy_node *name =
		jy_tree_leaf(repair->cx->tree, JY_N_NAME, empty, JB_TEXT(JY_NAME_MISSING));
	jy_repair_push(repair, TOK_NAME, jy_tree_flag(name, JY_F_DAMAGED), empty);
}

/* b: a `{` where none may stand is reported and left out; with its block, unless there is one
 * too many. One that comes before its name keeps the block. */
uint32_t jy_repair_refuse_opening(struct repair *repair, uint32_t index)
{
	int code[JY_WORD_COUNT + 64];
	int expected = jy_parser_expected(repair->state, code, JY_WORD_COUNT + 64);
	jy_expected_report(repair->cx, code, expected, TOK_LBRACE);
	if (repair->excess <= 0 && index && jy_repair_token(repair, index - 1)->code == TOK_LBRACE)
		return without_pair(repair, index);
	if (repair->excess <= 0 && jy_parser_takes(repair->state, TOK_NAME)) {
		push_name(repair, jy_repair_token(repair, index)->span);
		if (jy_parser_takes(repair->state, TOK_LBRACE))
			return index;
	}
	if (repair->excess <= 0)
		return jy_repair_behind_block(repair, index);
	repair->excess--;
	return index + 1;
}

/* A declaration that stands as far out as the outermost block, below lines that are indented: the
 * block has ended, also where the file has as many `}` as `{` because two mistakes cancel out. */
static bool is_far_out(struct repair *repair, const struct jy_token *token)
{
	return token->line_before && repair->blocks && jy_homes_is_block(token->code) &&
	       jy_repair_column(repair, token->span) <= repair->block[0].column &&
	       repair->statement > repair->block[0].column &&
	       jy_homes_at_top(repair->cx, token->code);
}

/* c: a statement that can only stand further out, in a file that lacks a `}`: by its indent, the
 * blocks that end before it. */
void jy_repair_missing_closings(struct repair *repair, const struct jy_token *token)
{
	if ((repair->excess <= 0 && !is_far_out(repair, token)) || !repair->starts ||
	    !repair->blocks || !jy_code_is_word(token->code) ||
	    jy_parser_takes(repair->state, token->code) ||
	    !jy_parser_takes(repair->state, TOK_RBRACE))
		return;
	uint32_t column = jy_repair_column(repair, token->span);
	if (innermost(repair)->column < column)
		return;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, token->span,
					     "a `}` is missing before this");
	label_opening(repair, diag);
	jy_diag_help(repair->cx->diags, diag, "close the block with `}` on a line of its own");
	while (repair->blocks && innermost(repair)->column >= column &&
	       repair->status == JY_PUSH_MORE) {
		push_closing(repair, token->span);
		repair->excess--;
	}
}

/* A file that breaks off in the middle of a statement: what is wrong with that statement is that
 * the file ends. */
static void drop_broken_off(struct repair *repair, struct jy_span end)
{
	struct jy_diags *diags = repair->cx->diags;
	uint32_t from = repair->head ? jy_repair_token(repair, repair->head - 1)->span.begin : 0;
	const struct jy_token *last = NULL;
	for (uint32_t i = repair->head; i > 0 && i <= jy_repair_count(repair); i++)
		if (jy_repair_token(repair, i - 1)->span.end >
		    jy_repair_token(repair, i - 1)->span.begin)
			last = jy_repair_token(repair, i - 1);
	if (!last ||
	    jb_text_trim(jy_file_slice(repair->cx->file,
				       (struct jy_span){last->span.end, end.begin, end.file}))
		    .size)
		return;
	for (size_t i = diags->list.count; i-- > 0;) {
		struct jy_diag *diag = &diags->list.at[i];
		if (diag->span.file == end.file && diag->span.begin >= from && !diag->dropped)
			jy_diag_drop(diags, diag);
	}
}

/* e */
void jy_repair_close_at_end(struct repair *repair, struct jy_span span)
{
	if (!repair->blocks)
		return;
	struct jy_diags *diags = repair->cx->diags;
	drop_broken_off(repair, span);
	struct jy_diag *diag = jy_diag_error(diags, JY_D_BRACE_MISSING, innermost(repair)->brace,
					     "this { is never closed");
	if (repair->blocks > 1)
		jy_diag_note(diags, diag, "the file ends with %u blocks open", repair->blocks);
	jy_diag_help(diags, diag, "write `}` behind the last statement of each block");
	while (repair->blocks && repair->status == JY_PUSH_MORE)
		push_closing(repair, span);
}

/* A `}` further in than its block, or behind something else on its line although the block began on
 * another. */
static bool misplaced_closing(struct repair *repair, const struct jy_token *token)
{
	const struct jy_file *file = repair->cx->file;
	if (token->line_before)
		return jy_repair_column(repair, token->span) > innermost(repair)->column;
	return jy_file_line(file, token->span.begin) !=
	       jy_file_line(file, innermost(repair)->brace.begin);
}

/* c: a `}` deeper than the block it would close, in a file with too many; or one with nothing
 * open. */
bool jy_repair_drop_closing(struct repair *repair, const struct jy_token *token)
{
	if (token->code != TOK_RBRACE)
		return false;
	struct jy_diags *diags = repair->cx->diags;
	if (!repair->blocks) {
		struct jy_diag *diag = jy_diag_error(diags, JY_D_BRACE_EXTRA, token->span,
						     "this } closes nothing");
		jy_diag_help(diags, diag, "all blocks are closed already: take it away");
		jy_diag_fix(diags, diag, token->span, JB_TEXT(""));
	} else if (repair->excess < 0 && misplaced_closing(repair, token)) {
		struct jy_diag *diag =
			jy_diag_error(diags, JY_D_BRACE_EXTRA, token->span,
				      "one } too many: by its indent it does not close this block");
		jy_diag_label(diags, diag, innermost(repair)->brace,
			      "the innermost block begins here");
		jy_diag_help(diags, diag, "take it away");
		jy_diag_fix(diags, diag, token->span, JB_TEXT(""));
	} else {
		return false;
	}
	repair->excess++;
	repair->starts = true;
	return true;
}

/* Whether the block that the statement heads would take a statement that begins with this word. */
static bool in_block_of_head(struct repair *repair, const struct jy_token *token)
{
	if (!repair->head || !jy_code_is_word(token->code))
		return false;
	int head = jy_repair_token(repair, repair->head - 1)->code;
	return jy_homes_is_block(head) && jy_homes_block_begins(repair->cx, head, token->code);
}

/* A head without `{`, and behind it what may stand in its block and not here: the brace is missing,
 * also where the file has as many `}` as `{`. */
static bool lacks_opening(struct repair *repair, const struct jy_token *token)
{
	return in_block_of_head(repair, token) && !jy_homes_begins(repair->cx, token->code);
}

/* c: a deeper line after a head that may have a block, in a file with too many `}`. */
void jy_repair_opening_at_line_end(struct repair *repair, struct jy_token *token, uint32_t index)
{
	if (token->code != TOK_TERM || index + 1 >= jy_repair_count(repair))
		return;
	const struct jy_token *next = jy_repair_token(repair, index + 1);
	if (jy_repair_column(repair, next->span) <= repair->statement || next->code == TOK_YYEOF ||
	    !jy_parser_takes(repair->state, TOK_LBRACE) ||
	    (repair->excess >= 0 && !lacks_opening(repair, next)))
		return;
	struct jy_span at = index ? jy_repair_token(repair, index - 1)->span : token->span;
	at.begin = at.end;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, at,
					     "a `{` is missing at the end of this line");
	jy_diag_fix(repair->cx->diags, diag, at, JB_TEXT(" {"));
	token->code = TOK_LBRACE;
	repair->excess++;
}

/* Whether a `}` without a `{` of its own follows on the line of `token`. */
static bool closes_on_line(struct repair *repair, const struct jy_token *token)
{
	uint32_t last = jy_repair_count(repair);
	int depth = 0;
	for (uint32_t i = (uint32_t)(token - repair->cx->tokens.at) + 1;
	     i < last && !jy_repair_token(repair, i)->line_before; i++) {
		int code = jy_repair_token(repair, i)->code;
		depth += (code == TOK_LBRACE) - (code == TOK_RBRACE);
		if (depth < 0)
			return in_block_of_head(repair, token);
	}
	return false;
}

/* c: the same within a line, `site manila in PH seats 500 }`. */
void jy_repair_opening_before(struct repair *repair, const struct jy_token *token)
{
	if (!jy_code_is_word(token->code) || jy_parser_takes(repair->state, token->code) ||
	    !jy_parser_takes(repair->state, TOK_LBRACE) || repair->blocks == JY_BLOCKS_MAX ||
	    (repair->excess >= 0 && !closes_on_line(repair, token)))
		return;
	struct jy_span at = {token->span.begin, token->span.begin, token->span.file};
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, token->span,
					     "a `{` is missing before this");
	jy_diag_fix(repair->cx->diags, diag, at, JB_TEXT("{ "));
	jy_repair_push(repair, TOK_LBRACE, NULL, at);
	jy_repair_open_block(repair, at);
	repair->excess++;
}

/* c: a `}` that stands as far out as the block around: the inner one lacks its own. */
void jy_repair_inner_closing(struct repair *repair, const struct jy_token *token)
{
	if (repair->excess <= 0 || !token->line_before || repair->blocks < 2 ||
	    !jy_parser_takes(repair->state, TOK_RBRACE))
		return;
	uint32_t column = jy_repair_column(repair, token->span);
	if (column >= innermost(repair)->column ||
	    column != repair->block[repair->blocks - 2].column)
		return;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, token->span,
					     "a `}` is missing before this one");
	label_opening(repair, diag);
	push_closing(repair, token->span);
	repair->excess--;
}
