/*
 * Statements and lines: one broken off at its line's end that goes on in the next, and two in one
 * line. Each is read as meant, with a report.
 */
#include <parse.h>

#include "syntax/repair_internal.h"

/* Whether the line that `next` begins goes on with the statement, which has ended or not. */
static bool goes_on(struct repair *repair, const struct jy_token *next)
{
	if (jy_repair_column(repair, next->span) <= repair->statement ||
	    !jy_parser_takes(repair->state, next->code) || next->code == TOK_LBRACE ||
	    next->code == TOK_RBRACE)
		return false;
	if (!jy_parser_takes(repair->state, TOK_TERM))
		return !jy_code_is_word(next->code) || !jy_parser_takes(repair->state, TOK_NAME);
	return jy_code_is_word(next->code) && !jy_homes_begins(repair->cx, next->code);
}

/* True where the line end is to be left out. */
bool jy_repair_join(struct repair *repair, const struct jy_token *token, uint32_t index)
{
	if (token->code != TOK_TERM || repair->starts || index + 1 >= jy_repair_count(repair) ||
	    !index)
		return false;
	const struct jy_token *next = jy_repair_token(repair, index + 1),
			      *last = jy_repair_token(repair, index - 1);
	if (!next->line_before || !goes_on(repair, next))
		return false;
	if (repair->joined)
		return true;
	struct jy_diags *diags = repair->cx->diags;
	struct jy_span gap = {last->span.end, next->span.begin, next->span.file};
	struct jy_diag *diag = jy_diag_error(diags, JY_D_SYNTAX, next->span,
					     "the statement above has ended with its line");
	jy_diag_label(diags, diag, (struct jy_span){gap.begin, gap.begin, gap.file},
		      "it ends here");
	jy_diag_help(diags, diag, "write `%.*s …` at the end of the line above",
		     JB_ARG(jy_file_slice(repair->cx->file, next->span)));
	if (!jb_text_trim(jy_file_slice(repair->cx->file, token->span)).size)
		jy_diag_fix(diags, diag, gap, JB_TEXT(" "));
	repair->joined = true;
	return true;
}

/* `moment of truth handles personal_data` */
void jy_repair_split(struct repair *repair, const struct jy_token *token)
{
	if (repair->starts || token->line_before || !jy_code_is_word(token->code) ||
	    jy_parser_takes(repair->state, token->code) ||
	    !jy_parser_takes(repair->state, TOK_TERM) || !jy_homes_begins(repair->cx, token->code))
		return;
	struct jy_diags *diags = repair->cx->diags;
	struct jy_span at = {token->span.begin, token->span.begin, token->span.file};
	struct jy_diag *diag =
		jy_diag_error(diags, JY_D_SYNTAX, token->span,
			      "`%.*s` begins a new statement and stands on a line of its own",
			      JB_ARG(jy_file_slice(repair->cx->file, token->span)));
	jy_diag_fix(diags, diag, at,
		    jb_text_printf(repair->cx->arena, "\n%*s", (int)repair->statement - 1, ""));
	jy_repair_push(repair, TOK_TERM, NULL, at);
	repair->starts = true;
}
