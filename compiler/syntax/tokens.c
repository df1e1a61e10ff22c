/*
 * All tokens of a file, with the line ends judged. A line end ends the statement, unless inside
 * ( ) or next to a sign or reserved word that joins; what counts as joining is one function
 * here. Also here: what needs two neighbouring tokens to be seen, such as `wait -5s`.
 */
#include <parse.h>

#include "syntax/parse_internal.h"

/* A token with the blanks around it, at least, as people write them. */
#define BYTES_A_TOKEN 6

struct filter {
	struct jy_parse_ctx *cx;
	struct jy_span line_end; /* the first line end since the last token */
	bool line_ended;
	bool line_empty; /* nothing on this line yet */
	size_t line_trivia;
	int depth; /* open ( */
	struct jy_span open;
};

/* A line end does not end a statement after one of these. All are signs or reserved words. */
static bool joins(int code)
{
	switch (code) {
	case TOK_COMMA:
	case TOK_EQ:
	case TOK_EQEQ:
	case TOK_NE:
	case TOK_GE:
	case TOK_LE:
	case TOK_LT:
	case TOK_GT:
	case TOK_PLUS:
	case TOK_MINUS:
	case TOK_STAR:
	case TOK_SLASH:
	case TOK_DOTDOT:
	case TOK_LPAREN:
	case TOK_K_AND:
	case TOK_K_OR:
	case TOK_K_NOT:
	case TOK_K_AMONG:
	case TOK_K_AGAINST:
	case TOK_K_IS:
	case TOK_K_BETWEEN: return true;
	default: return false;
	}
}

/* Nor before one of these. `not`, `between` and `(` are left out: `between` begins a statement,
 * and no statement goes on with the others. */
static bool joins_before(int code)
{
	return joins(code) && code != TOK_K_NOT && code != TOK_K_BETWEEN && code != TOK_LPAREN;
}

bool jy_line_goes_on(int before, int after)
{
	return joins(before) || joins_before(after);
}

static int last_code(const struct filter *filter)
{
	size_t count = filter->cx->tokens.count;
	return count ? filter->cx->tokens.at[count - 1].code : TOK_TERM;
}

static void put(struct filter *filter, int code, struct jy_span span, struct jy_node *value,
		bool made_up)
{
	*jb_push(filter->cx->arena, &filter->cx->tokens) =
		(struct jy_token){.code = (uint16_t)code,
				  .span = span,
				  .value = value,
				  .line_before = filter->line_ended && !made_up,
				  .made_up = made_up};
}

/* Blank lines and comments are kept for the formatter. */
static void note_line_end(struct filter *filter, struct jy_span span)
{
	struct jy_parse_ctx *cx = filter->cx;
	bool comment = cx->trivia.count > filter->line_trivia;
	if (comment && filter->line_empty)
		cx->trivia.at[cx->trivia.count - 1].own_line = true;
	if (!comment && filter->line_empty && span.end > span.begin)
		*jb_push(cx->arena, &cx->trivia) = (struct jy_trivia){JY_BLANK_LINE, span, true};
	if (!filter->line_ended)
		filter->line_end = span;
	filter->line_ended = true;
	filter->line_empty = true;
	filter->line_trivia = cx->trivia.count;
}

static void close_paren_report(struct filter *filter)
{
	struct jy_diag *diag = jy_diag_error(filter->cx->diags, JY_D_PAREN_OPEN, filter->open,
					     "this ( is never closed");
	jy_diag_help(filter->cx->diags, diag, "write a ) where what it holds together ends");
	filter->depth = 0;
}

static void end_statement(struct filter *filter, int code, struct jy_span span)
{
	int last = last_code(filter);
	bool nothing_to_end = last == TOK_TERM || last == TOK_LBRACE;
	bool by_line = filter->line_ended && !filter->depth && !jy_line_goes_on(last, code) &&
		       code != TOK_LBRACE;
	bool by_end = code == TOK_RBRACE || code == TOK_YYEOF;
	if (nothing_to_end || !(by_line || by_end))
		return;
	struct jy_span at = filter->line_ended
				    ? filter->line_end
				    : (struct jy_span){span.begin, span.begin, span.file};
	put(filter, TOK_TERM, at, NULL, true);
}

/* `wait -5s` reads like a signed number and is a subtraction: said once, as a warning. */
static void check_minus(struct filter *filter, struct jy_span span)
{
	struct jy_parse_ctx *cx = filter->cx;
	size_t count = cx->tokens.count;
	if (count < 2 || cx->tokens.at[count - 1].code != TOK_MINUS ||
	    cx->tokens.at[count - 1].span.end != span.begin)
		return;
	const struct jy_token *before = &cx->tokens.at[count - 2],
			      *minus = &cx->tokens.at[count - 1];
	if (before->span.end == minus->span.begin ||
	    (before->code != TOK_NAME && before->code != TOK_RPAREN))
		return;
	struct jy_diag *d = jy_diag_warn(cx->diags, JY_D_MINUS_BLANK, minus->span,
					 "this is a subtraction that looks like a negative number");
	jy_diag_help(cx->diags, d, "put a blank behind the `-`");
	jy_diag_fix(cx->diags, d, minus->span, JB_TEXT("- "));
}

static void check_neighbours(struct filter *filter, int code, struct jy_span span,
			     const struct jy_node *value)
{
	struct jy_parse_ctx *cx = filter->cx;
	if (code == TOK_NUMBER && last_code(filter) == TOK_CURRENCY)
		jy_literal_money_check(cx, cx->tokens.at[cx->tokens.count - 1].value, value);
	if (code == TOK_NUMBER || code == TOK_PERCENT || code == TOK_DURATION)
		check_minus(filter, span);
}

/* False where ( ) nest so deeply that reading on makes no sense. */
static bool track_parens(struct filter *filter, int code, struct jy_span span)
{
	if (filter->depth && (code == TOK_LBRACE || code == TOK_RBRACE || code == TOK_YYEOF))
		close_paren_report(filter);
	if (code == TOK_LPAREN && filter->depth++ == 0)
		filter->open = span;
	if (code == TOK_RPAREN && filter->depth)
		filter->depth--;
	if (filter->depth <= JY_NESTING_MAX)
		return true;
	jy_diag_error(filter->cx->diags, JY_D_NESTED_TOO_DEEP, span,
		      "( is nested more than %d levels deep", JY_NESTING_MAX);
	return false;
}

/* Room for as many tokens as a text of that size is likely to have, so that the list seldom
 * moves. */
static void make_room(struct jy_parse_ctx *cx)
{
	cx->tokens.room = cx->file->text.size / BYTES_A_TOKEN + 16;
	cx->tokens.at = jb_realloc(cx->arena, NULL, 0, cx->tokens.room * sizeof *cx->tokens.at);
}

bool jy_tokens_read(struct jy_parse_ctx *cx)
{
	struct filter filter = {.cx = cx, .line_empty = true, .line_ended = true};
	cx->scanned = cx->file->start;
	jy_words_init(&cx->words);
	make_room(cx);
	void *scanner = jy_scan_open(cx);
	struct jy_span span = {cx->file->start, cx->file->start, cx->file->number};
	for (;;) {
		struct jy_node *value;
		int code = jy_scan_next(scanner, &value, &span);
		if (code == TOK_TERM) {
			note_line_end(&filter, span);
			continue;
		}
		if (code == TOK_YYEOF) {
			span.begin = span.end = (uint32_t)cx->file->text.size;
			note_line_end(&filter, span);
		}
		bool go_on = track_parens(&filter, code, span);
		end_statement(&filter, go_on ? code : TOK_YYEOF, span);
		if (!go_on)
			code = TOK_YYEOF;
		check_neighbours(&filter, code, span, value);
		put(&filter, code, span, value, false);
		if (code == TOK_YYEOF)
			return go_on;
		filter.line_ended = filter.line_empty = false;
		filter.line_trivia = cx->trivia.count;
	}
}
