/*
 * Pushes the tokens of a file into the parser, with repairs once something is wrong:
 *
 *   a  an unknown word where only certain words may stand, near to one of them, is read as that;
 *   b  a block inside a statement that is being thrown away goes with it;
 *   c  where the numbers of `{` and `}` differ, and only there, indentation says which is missing;
 *   d  a text that is not closed ends with its line (the scanner does that);
 *   e  blocks open at the end of the file are one report, at the innermost opening.
 *
 * In a file without mistakes every token is pushed as it came: layout never decides what it
 * means.
 */
#include <parse.h>

#include "syntax/parse_internal.h"

struct opened {
	struct jy_span brace;
	uint32_t column; /* of the statement that the block belongs to */
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
};

static uint32_t column_of(const struct repair *repair, struct jy_span span)
{
	return jy_file_screen_column(repair->cx->file, span.begin) + 1;
}

static struct jy_raw_token *token_at(const struct repair *repair, uint32_t index)
{
	return &repair->cx->tokens.at[index];
}

static uint32_t token_count(const struct repair *repair)
{
	return (uint32_t)repair->cx->tokens.count;
}

static void push(struct repair *repair, int code, struct jy_node *value, struct jy_span span)
{
	if (repair->status == JY_PUSH_MORE)
		repair->status = jy_parser_push(repair->state, code, value, span, repair->cx);
}

/* Closes the innermost block at `span`, where no `}` is written. */
static void push_closing(struct repair *repair, struct jy_span span)
{
	struct jy_span empty = {span.begin, span.begin, span.file};
	repair->blocks--;
	if (!jy_parser_takes(repair->state, TOK_RBRACE))
		return;
	push(repair, TOK_RBRACE, NULL, empty);
	push(repair, TOK_TERM, NULL, empty);
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
static uint32_t behind_block(const struct repair *repair, uint32_t index)
{
	uint32_t depth = 0;
	for (; index < token_count(repair) && token_at(repair, index)->code != TOK_YYEOF; index++) {
		int code = token_at(repair, index)->code;
		depth += code == TOK_LBRACE;
		if (code == TOK_RBRACE && --depth == 0)
			return index + 1;
	}
	return index;
}

/* A name where one is missing, so that the statement can be read on. */
static void push_name(struct repair *repair, struct jy_span span)
{
	struct jy_span empty = {span.begin, span.begin, span.file};
	struct jy_node *name =
		jy_tree_leaf(repair->cx->tree, JY_N_NAME, empty, JB_TEXT(JY_NAME_MISSING));
	push(repair, TOK_NAME, jy_tree_flag(name, JY_F_DAMAGED), empty);
}

/* b: a `{` where none may stand is reported and left out; with its block, unless there is one
 * too many. One that comes before its name keeps the block. */
static uint32_t refuse_opening(struct repair *repair, uint32_t index)
{
	int code[JY_WORD_COUNT + 64];
	int expected = jy_parser_expected(repair->state, code, JY_WORD_COUNT + 64);
	jy_expected_report(repair->cx, code, expected, TOK_LBRACE);
	if (repair->excess <= 0 && jy_parser_takes(repair->state, TOK_NAME)) {
		push_name(repair, token_at(repair, index)->span);
		if (jy_parser_takes(repair->state, TOK_LBRACE))
			return index;
	}
	if (repair->excess <= 0)
		return behind_block(repair, index);
	repair->excess--;
	return index + 1;
}

/* a: the expected word nearest to what is written. */
static enum jy_word nearest_word(struct repair *repair, struct jb_text written)
{
	int code[JY_WORD_COUNT + 64];
	struct jb_text candidate[JY_WORD_COUNT];
	enum jy_word word[JY_WORD_COUNT];
	size_t count = 0;
	int expected = jy_parser_expected(repair->state, code, JY_WORD_COUNT + 64);
	for (int i = 0; i < expected; i++) {
		if (!jy_code_is_word(code[i]))
			continue;
		word[count] = jy_code_word(code[i]);
		candidate[count] = jb_text_of(jy_word_text(word[count]));
		count++;
	}
	int best = jb_text_nearest(written, candidate, count);
	return best < 0 ? JY_NO_WORD : word[best];
}

static void correct_word(struct repair *repair, struct jy_raw_token *token)
{
	struct jy_parse_ctx *cx = repair->cx;
	if (token->code != TOK_NAME || jy_parser_takes(repair->state, TOK_NAME))
		return;
	struct jb_text written = jy_file_slice(cx->file, token->span);
	enum jy_word word = nearest_word(repair, written);
	if (!word)
		return;
	struct jy_diag *diag = jy_diag_error(cx->diags, JY_D_WORD_UNKNOWN, token->span,
					     "unknown word `%.*s`; did you mean `%s`?",
					     JB_ARG(written), jy_word_text(word));
	jy_diag_fix(cx->diags, diag, token->span, jb_text_of(jy_word_text(word)));
	token->code = jy_word_code(word);
	token->value = jy_tree_choice(cx->tree, token->span, word);
}

/* c: a statement that can only stand further out, in a file that lacks a `}`: by its indent, the
 * blocks that end before it. */
static void add_missing_closings(struct repair *repair, const struct jy_raw_token *token)
{
	if (repair->excess <= 0 || !repair->starts || !repair->blocks ||
	    !jy_code_is_word(token->code) || jy_parser_takes(repair->state, token->code) ||
	    !jy_parser_takes(repair->state, TOK_RBRACE))
		return;
	uint32_t column = column_of(repair, token->span);
	if (innermost(repair)->column < column)
		return;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, token->span,
					     "a `}` is missing before this");
	label_opening(repair, diag);
	while (repair->blocks && innermost(repair)->column >= column &&
	       repair->status == JY_PUSH_MORE) {
		push_closing(repair, token->span);
		repair->excess--;
	}
}

/* e */
static void close_at_end(struct repair *repair, struct jy_span span)
{
	if (!repair->blocks)
		return;
	jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, innermost(repair)->brace,
		      "this { is never closed");
	while (repair->blocks && repair->status == JY_PUSH_MORE)
		push_closing(repair, span);
}

/* A `}` further in than its block, or behind something else on its line although the block began on
 * another. */
static bool misplaced_closing(struct repair *repair, const struct jy_raw_token *token)
{
	const struct jy_file *file = repair->cx->file;
	if (token->line_before)
		return column_of(repair, token->span) > innermost(repair)->column;
	return jy_file_line(file, token->span.begin) !=
	       jy_file_line(file, innermost(repair)->brace.begin);
}

/* c: a `}` deeper than the block it would close, in a file with too many; or one with nothing
 * open. */
static bool drop_closing(struct repair *repair, const struct jy_raw_token *token)
{
	if (token->code != TOK_RBRACE)
		return false;
	struct jy_diags *diags = repair->cx->diags;
	if (!repair->blocks) {
		jy_diag_error(diags, JY_D_BRACE_EXTRA, token->span, "this } closes nothing");
	} else if (repair->excess < 0 && misplaced_closing(repair, token)) {
		struct jy_diag *diag =
			jy_diag_error(diags, JY_D_BRACE_EXTRA, token->span,
				      "one } too many: by its indent it does not close this block");
		jy_diag_label(diags, diag, innermost(repair)->brace,
			      "the innermost block begins here");
	} else {
		return false;
	}
	repair->excess++;
	repair->starts = true;
	return true;
}

/* c: a deeper line after a head that may have a block, in a file with too many `}`. */
static void add_opening_at_line_end(struct repair *repair, struct jy_raw_token *token,
				    uint32_t index)
{
	if (repair->excess >= 0 || token->code != TOK_TERM || index + 1 >= token_count(repair))
		return;
	const struct jy_raw_token *next = token_at(repair, index + 1);
	if (column_of(repair, next->span) <= repair->statement || next->code == TOK_YYEOF ||
	    !jy_parser_takes(repair->state, TOK_LBRACE))
		return;
	struct jy_span at = index ? token_at(repair, index - 1)->span : token->span;
	at.begin = at.end;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, at,
					     "a `{` is missing at the end of this line");
	jy_diag_fix(repair->cx->diags, diag, at, JB_TEXT(" {"));
	token->code = TOK_LBRACE;
	repair->excess++;
}

/* c: the same within a line, `site manila in PH seats 500 }`. */
static void add_opening_before(struct repair *repair, const struct jy_raw_token *token)
{
	if (repair->excess >= 0 || !jy_code_is_word(token->code) ||
	    jy_parser_takes(repair->state, token->code) ||
	    !jy_parser_takes(repair->state, TOK_LBRACE) || repair->blocks == JY_BLOCKS_MAX)
		return;
	struct jy_span at = {token->span.begin, token->span.begin, token->span.file};
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, token->span,
					     "a `{` is missing before this");
	jy_diag_fix(repair->cx->diags, diag, at, JB_TEXT("{ "));
	push(repair, TOK_LBRACE, NULL, at);
	repair->block[repair->blocks++] = (struct opened){at, repair->statement};
	repair->excess++;
}

/* c: a `}` that stands as far out as the block around: the inner one lacks its own. */
static void add_inner_closing(struct repair *repair, const struct jy_raw_token *token)
{
	if (repair->excess <= 0 || !token->line_before || repair->blocks < 2 ||
	    !jy_parser_takes(repair->state, TOK_RBRACE))
		return;
	uint32_t column = column_of(repair, token->span);
	if (column >= innermost(repair)->column ||
	    column != repair->block[repair->blocks - 2].column)
		return;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_BRACE_MISSING, token->span,
					     "a `}` is missing before this one");
	label_opening(repair, diag);
	push_closing(repair, token->span);
	repair->excess--;
}

/* Keeps the stack of open blocks; false where they nest too deeply. */
static bool track_block(struct repair *repair, const struct jy_raw_token *token)
{
	if (token->code == TOK_RBRACE) {
		add_inner_closing(repair, token);
		if (repair->blocks)
			repair->blocks--;
	}
	if (token->code != TOK_LBRACE)
		return true;
	if (repair->blocks == JY_BLOCKS_MAX) {
		jy_diag_error(repair->cx->diags, JY_D_NESTED_TOO_DEEP, token->span,
			      "blocks are nested more than %d levels deep", JY_BLOCKS_MAX);
		return false;
	}
	repair->block[repair->blocks++] = (struct opened){token->span, repair->statement};
	return true;
}

static void count_braces(struct repair *repair)
{
	for (uint32_t i = 0; i < token_count(repair); i++) {
		int code = token_at(repair, i)->code;
		repair->excess += (code == TOK_LBRACE) - (code == TOK_RBRACE);
	}
}

/* One token: repairs first, then the token itself. The index of the next one. */
static uint32_t step(struct repair *repair, uint32_t index)
{
	struct jy_raw_token *token = token_at(repair, index);
	repair->cx->at = index;
	bool skips = jy_parser_skips(repair->state);
	if (token->code == TOK_LBRACE && !jy_parser_takes(repair->state, TOK_LBRACE))
		return skips ? behind_block(repair, index) : refuse_opening(repair, index);
	if (!skips) {
		correct_word(repair, token);
		add_missing_closings(repair, token);
		add_opening_at_line_end(repair, token, index);
		add_opening_before(repair, token);
	}
	if (token->code == TOK_YYEOF)
		close_at_end(repair, token->span);
	if (drop_closing(repair, token)) {
		bool end_follows = index + 1 < token_count(repair) &&
				   token_at(repair, index + 1)->code == TOK_TERM;
		return index + 1 + end_follows;
	}
	if (repair->starts && token->code != TOK_TERM)
		repair->statement = column_of(repair, token_at(repair, index)->span);
	if (!track_block(repair, token)) {
		repair->status = JY_PUSH_FAILED;
		return index;
	}
	repair->starts = token->code == TOK_TERM || token->code == TOK_LBRACE;
	push(repair, token->code, token->value, token->span);
	return index + 1;
}

void jy_repair_run(struct jy_parse_ctx *cx, struct jy_pstate *state)
{
	struct repair repair = {
		.cx = cx, .state = state, .status = JY_PUSH_MORE, .starts = true, .statement = 1};
	count_braces(&repair);
	uint32_t errors = cx->diags->error_count;
	for (uint32_t i = 0; i < token_count(&repair) && repair.status == JY_PUSH_MORE;) {
		i = step(&repair, i);
		/* A file with so many mistakes is no journey file: more reports would help
		 * nobody. */
		if (cx->diags->error_count - errors >= JY_DIAGS_KEPT)
			return;
	}
}
