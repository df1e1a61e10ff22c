/*
 * What to write instead where a sentence is right up to a word: several deliverers in one line,
 * `per month`, `expected 80%`, an allowance without its reason. What is meant is told from the word
 * that the statement begins with. It adds help to the report at the place where the parser is
 * stuck, nothing else.
 */
#include <parse.h>

#include "syntax/slip.h"

static struct jb_text text_of(const struct slip *slip, const struct jy_token *token)
{
	return jy_file_slice(slip->cx->file, token->span);
}

/* `delivered by acme, globex`, `delivered by acme in summer` */
static bool help_delivered(const struct slip *slip)
{
	if (slip->head != TOK_K_DELIVERED || !slip_expects(slip, TOK_K_DURING))
		return false;
	if (slip->found == TOK_K_IN)
		return slip_replace(slip, slip->token->span, JB_TEXT("during"));
	if (slip->found != TOK_COMMA && slip->found != TOK_K_AND)
		return false;
	bool named = slip->token[1].code == TOK_NAME;
	jy_diag_help(slip->cx->diags, slip->diag,
		     "each who delivers has a line of their own: `delivered by %.*s`",
		     JB_ARG(named ? text_of(slip, slip->token + 1) : JB_TEXT("…")));
	return true;
}

/* `at least 80% per month` */
static bool help_per(const struct slip *slip)
{
	struct jb_text written = text_of(slip, slip->token);
	if (!slip_expects(slip, TOK_K_EVERY) ||
	    (!jb_text_is(written, "per") && !jb_text_is(written, "each")))
		return false;
	return slip_replace(slip, slip->token->span, JB_TEXT("every"));
}

/* `audit twice a year`, `review once a month` */
static bool help_times(const struct slip *slip)
{
	struct jb_text written = text_of(slip, slip->token);
	bool twice = jb_text_is(written, "twice");
	if (!slip_expects(slip, TOK_K_EVERY) || (!twice && !jb_text_is(written, "once")))
		return false;
	jy_diag_help(slip->cx->diags, slip->diag, "say after how long: `every %s`",
		     twice ? "6 months" : "month");
	return true;
}

/* `moment-of-truth` */
static bool help_moment(const struct slip *slip)
{
	const struct jy_token *moment = slip->token - 1;
	struct jb_text rest = jb_text_slice(slip->cx->file->text, slip->token->span.begin,
					    slip->cx->file->text.size);
	struct jb_text hyphens = JB_TEXT("-of-truth");
	if (moment->code != TOK_K_MOMENT || !jb_text_starts(rest, hyphens))
		return false;
	struct jy_span whole = {moment->span.begin,
				slip->token->span.begin + (uint32_t)hyphens.size,
				moment->span.file};
	jy_diag_help(slip->cx->diags, slip->diag, "write `moment of truth`");
	jy_diag_fix(slip->cx->diags, slip->diag, whole, JB_TEXT("moment of truth"));
	return true;
}

/* `allow audit.none` */
static bool help_allow(const struct slip *slip)
{
	if (slip->head != TOK_K_ALLOW || !slip_expects(slip, TOK_K_BECAUSE))
		return false;
	jy_diag_help(slip->cx->diags, slip->diag,
		     "say why, and until when: `because \"…\" until 2027-05-31`");
	return true;
}

/* `expected 80%`: the value ends the line, and may be meant to be the least or the most. */
static bool help_threshold(const struct slip *slip)
{
	const struct jy_token *value = slip->token - 1;
	struct jb_text written = text_of(slip, value);
	bool level = slip->head == TOK_K_SUCCESS || slip->head == TOK_K_EXPECTED ||
		     slip->head == TOK_K_MINIMUM || slip->head == TOK_K_OUTCOME;
	bool ends = slip->found == TOK_TERM || slip->found == TOK_COMMA ||
		    slip->found == TOK_K_EVERY || slip->found == TOK_K_DURING;
	if (!level || !ends || !slip_expects(slip, TOK_K_TO) || jy_code_is_word(value->code) ||
	    value->code == TOK_NAME)
		return false;
	jy_diag_help(slip->cx->diags, slip->diag, "write `at least %.*s`, or `at most %.*s`",
		     JB_ARG(written), JB_ARG(written));
	return true;
}

/* `share of csat above 4 among …`: the words of thresholds in a condition. */
static bool help_sign(const struct slip *slip)
{
	if (!slip_expects(slip, TOK_GT) || slip_expects(slip, TOK_K_ABOVE))
		return false;
	if (slip->found == TOK_K_ABOVE)
		return slip_replace(slip, slip->token->span, JB_TEXT(">"));
	if (slip->found == TOK_K_BELOW)
		return slip_replace(slip, slip->token->span, JB_TEXT("<"));
	if (slip->found != TOK_K_AT ||
	    (slip->token[1].code != TOK_K_LEAST && slip->token[1].code != TOK_K_MOST))
		return false;
	struct jy_span both = {slip->token->span.begin, slip->token[1].span.end,
			       slip->token->span.file};
	struct jb_text sign = slip->token[1].code == TOK_K_LEAST ? JB_TEXT(">=") : JB_TEXT("<=");
	jy_diag_help(slip->cx->diags, slip->diag, "write `%.*s`", JB_ARG(sign));
	jy_diag_fix(slip->cx->diags, slip->diag, both, sign);
	return true;
}

/* `audit every 6 months last 2026-05-12` */
static bool help_last(const struct slip *slip)
{
	if (slip->found != TOK_K_LAST || !slip_expects(slip, TOK_COMMA))
		return false;
	struct jy_span gap = {slip->token[-1].span.end, slip->token[-1].span.end,
			      slip->token->span.file};
	jy_diag_help(slip->cx->diags, slip->diag, "a comma stands before `last`");
	jy_diag_fix(slip->cx->diags, slip->diag, gap, JB_TEXT(","));
	return true;
}

/* What the statement of the current token begins with; NULL for the token itself. */
static const struct jy_token *head_of(const struct jy_parse_ctx *cx)
{
	uint32_t at = cx->at;
	while (at > 0) {
		int before = cx->tokens.at[at - 1].code;
		if (before == TOK_TERM || before == TOK_LBRACE || before == TOK_RBRACE)
			break;
		at--;
	}
	return at < cx->at ? &cx->tokens.at[at] : NULL;
}

bool slip_said(const struct slip *slip)
{
	static bool (*const helps[])(const struct slip *) = {
		help_delivered, help_per,	help_times, help_moment,
		help_allow,	help_threshold, help_sign,  help_last,
	};
	const struct jy_token *head = head_of(slip->cx);
	if (!head || slip->cx->at + 1 >= slip->cx->tokens.count)
		return false;
	struct slip headed = *slip;
	headed.head = head->code;
	for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
		if (helps[i](&headed))
			return true;
	return false;
}
