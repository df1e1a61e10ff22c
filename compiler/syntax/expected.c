/*
 * The report where the parser is stuck: what was found and what could have stood there. Soft words
 * are dropped from the list where a name may stand, because there every one of them is a name.
 */
#include <parse.h>

#include "syntax/parse_internal.h"

/* More than this many are cut with "…". */
#define SHOWN 5

struct stuck {
	struct jy_parse_ctx *cx;
	const int *expected;
	int count;
	int found;
	const struct jy_raw_token *token, *previous;
};

static bool expects(const struct stuck *stuck, int code)
{
	for (int i = 0; i < stuck->count; i++)
		if (stuck->expected[i] == code)
			return true;
	return false;
}

static bool listed(const struct stuck *stuck, int code, bool name_expected)
{
	if (code == TOK_YYEOF)
		return stuck->count == 1;
	if (jy_code_is_word(code))
		return !name_expected || jy_word_reserved(jy_code_word(code));
	return true;
}

static void add_expected(struct jb_buf *out, int code)
{
	const char *name = jy_token_name(code);
	bool quoted = jy_code_is_word(code) || code == TOK_LBRACE || code == TOK_RBRACE ||
		      (code >= TOK_LPAREN && code <= TOK_SLASH);
	jb_buf_printf(out, quoted ? "`%s`" : "%s", name);
}

/* The end of the line, then the words that go on with the phrase, then kinds of literals, then
 * signs. */
static int rank(int code)
{
	if (code == TOK_TERM || code == TOK_YYEOF)
		return 0;
	if (jy_code_is_word(code) || code == TOK_NAME || code == TOK_TEXT || code == TOK_COMMA)
		return 1;
	return code >= TOK_LPAREN && code <= TOK_SLASH ? 3 : 2;
}

/* The expected tokens worth a place in the list. */
static int choose(const struct stuck *stuck, int *chosen)
{
	bool name = expects(stuck, TOK_NAME);
	int count = 0;
	for (int wanted = 0; wanted < 4; wanted++)
		for (int i = 0; i < stuck->count; i++)
			if (rank(stuck->expected[i]) == wanted &&
			    listed(stuck, stuck->expected[i], name))
				chosen[count++] = stuck->expected[i];
	return count;
}

static struct jb_text expected_text(const struct stuck *stuck)
{
	struct jb_buf out;
	jb_buf_init(&out, stuck->cx->arena);
	int *chosen = JB_NEW_ARRAY(stuck->cx->arena, int, (size_t)stuck->count + 1);
	int count = choose(stuck, chosen);
	int shown = count > SHOWN + 1 ? SHOWN : count;
	for (int i = 0; i < shown; i++) {
		if (i)
			jb_buf_add_string(&out, i + 1 == count ? " or " : ", ");
		add_expected(&out, chosen[i]);
	}
	if (shown < count)
		jb_buf_add_string(&out, ", …");
	return jb_buf_text(&out);
}

static struct jb_text found_text(const struct stuck *stuck)
{
	struct jb_arena *arena = stuck->cx->arena;
	if (stuck->found == TOK_TERM || stuck->found == TOK_YYEOF)
		return jb_text_of(stuck->found == TOK_TERM ? "the end of the line"
							   : "the end of the file");
	struct jb_text written = jy_file_slice(stuck->cx->file, stuck->token->span);
	if (written.size > 40 || stuck->found == TOK_TEXT)
		return stuck->found == TOK_TEXT ? JB_TEXT("a text in quotes")
						: jb_text_of(jy_token_name(stuck->found));
	return jb_text_printf(arena, "`%.*s`", JB_ARG(written));
}

/* Where a report points: at a line end it stands behind the last token instead of on the next
 * line. */
static struct jy_span place(const struct stuck *stuck)
{
	if ((stuck->found == TOK_TERM || stuck->found == TOK_YYEOF) && stuck->previous)
		return (struct jy_span){stuck->previous->span.end, stuck->previous->span.end,
					stuck->token->span.file};
	return stuck->token->span;
}

/* `handles a, b,` before a line that begins a new statement: the comma drew that line in. */
static void note_comma(const struct stuck *stuck, struct jy_diag *diag)
{
	struct jy_parse_ctx *cx = stuck->cx;
	for (uint32_t i = cx->at; i > 0 && i + 3 > cx->at; i--) {
		const struct jy_raw_token *token = &cx->tokens.at[i], *before = token - 1;
		if (!token->line_before || before->code != TOK_COMMA)
			continue;
		jy_diag_label(cx->diags, diag, before->span,
			      "this comma goes on with the statement");
		jy_diag_fix(cx->diags, diag, before->span, JB_TEXT(""));
		return;
	}
}

/* A word that begins no statement of this block: the list is of statements, so it is said as
 * such. */
static bool at_statement(const struct stuck *stuck)
{
	bool begins = !stuck->previous || stuck->previous->code == TOK_TERM ||
		      stuck->previous->code == TOK_LBRACE;
	return begins && !expects(stuck, TOK_NAME) &&
	       (stuck->found == TOK_NAME || jy_code_is_word(stuck->found));
}

static void add_words(struct jb_buf *out, const struct stuck *stuck)
{
	bool some = false;
	for (int i = 0; i < stuck->count; i++) {
		if (!jy_code_is_word(stuck->expected[i]))
			continue;
		jb_buf_printf(out, "%s%s", some ? ", " : "", jy_token_name(stuck->expected[i]));
		some = true;
	}
}

void jy_expected_report(struct jy_parse_ctx *cx, const int *expected, int count, int found)
{
	struct stuck stuck = {.cx = cx, .expected = expected, .count = count, .found = found};
	stuck.token = &cx->tokens.at[cx->at];
	stuck.previous = cx->at ? stuck.token - 1 : NULL;
	cx->in_repair = true;
	struct jb_text got = found_text(&stuck);
	struct jy_diag *diag;
	if (at_statement(&stuck)) {
		diag = jy_diag_error(cx->diags, JY_D_SYNTAX, place(&stuck),
				     "no statement here begins with %.*s", JB_ARG(got));
		struct jb_buf words;
		jb_buf_init(&words, cx->arena);
		add_words(&words, &stuck);
		jy_diag_note(cx->diags, diag, "here may stand: %.*s", JB_ARG(jb_buf_text(&words)));
	} else {
		struct jb_text wanted = expected_text(&stuck);
		diag = wanted.size ? jy_diag_error(cx->diags, JY_D_SYNTAX, place(&stuck),
						   "found %.*s; expected %.*s", JB_ARG(got),
						   JB_ARG(wanted))
				   : jy_diag_error(cx->diags, JY_D_SYNTAX, place(&stuck),
						   "found %.*s", JB_ARG(got));
	}
	jy_slip_help(cx, diag, expected, count, found);
	note_comma(&stuck, diag);
}
