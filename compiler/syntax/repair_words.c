/*
 * Words that are not the language's, read as those that were meant: near ones, synonyms, a `let`
 * left out, the dash of a list. Only where what is written cannot stand, and only with a report.
 */
#include <parse.h>

#include "base/utf8.h"
#include "syntax/repair_internal.h"

static bool takes_word(void *user, enum jy_word word)
{
	struct repair *repair = user;
	return jy_parser_takes(repair->state, jy_word_code(word));
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

/* `maen of wait`, `percentil 90 of wait`: a name may stand here, but none goes on so. */
static bool misread_figure(struct repair *repair, uint32_t index)
{
	int next =
		index + 1 < jy_repair_count(repair) ? jy_repair_token(repair, index + 1)->code : 0;
	return (next == TOK_K_OF || next == TOK_NUMBER) &&
	       jy_parser_takes(repair->state, TOK_K_MEAN) &&
	       jy_parser_takes(repair->state, TOK_K_PERCENTILE);
}

/* Whether a word of the language, or a name, cannot be what is meant at this place. */
static bool is_misread(struct repair *repair, const struct jy_token *token, uint32_t index)
{
	if (token->code == TOK_NAME && jy_parser_takes(repair->state, TOK_NAME))
		return misread_figure(repair, index);
	return (token->code == TOK_NAME || jy_code_is_word(token->code)) &&
	       !jy_parser_takes(repair->state, token->code);
}

/* A word that looks the same and is not: its letters are of another alphabet. */
static void note_alphabet(struct repair *repair, struct jy_diag *diag, struct jb_text written)
{
	uint32_t codepoint;
	for (size_t at = 0, step; (step = jb_utf8_decode(written, at, &codepoint)) > 0; at += step)
		if (codepoint >= 0x80) {
			jy_diag_note(repair->cx->diags, diag,
				     "the letter `%.*s` in it is of another alphabet, U+%04X",
				     (int)step, written.at + at, codepoint);
			return;
		}
}

void jy_repair_word(struct repair *repair, struct jy_token *token, uint32_t index)
{
	struct jy_parse_ctx *cx = repair->cx;
	if (!is_misread(repair, token, index))
		return;
	struct jb_text written = jy_file_slice(cx->file, token->span);
	enum jy_word word = jy_synonym(written, takes_word, repair);
	if (!word && token->code == TOK_NAME)
		word = nearest_word(repair, written);
	if (!word)
		return;
	struct jy_diag *diag = jy_diag_error(cx->diags, JY_D_WORD_UNKNOWN, token->span,
					     "unknown word `%.*s`; did you mean `%s`?",
					     JB_ARG(written), jy_word_text(word));
	note_alphabet(repair, diag, written);
	jy_diag_fix(cx->diags, diag, token->span, jb_text_of(jy_word_text(word)));
	token->code = jy_word_code(word);
	token->value = jy_tree_choice(cx->tree, token->span, word);
}

/* `late = wait > 5min` where rows get names. */
void jy_repair_let(struct repair *repair, const struct jy_token *token, uint32_t index)
{
	struct jy_span at = {token->span.begin, token->span.begin, token->span.file};
	bool name = token->code == TOK_NAME || jy_code_is_word(token->code);
	if (!repair->starts || !name || index + 1 >= jy_repair_count(repair) ||
	    jy_repair_token(repair, index + 1)->code != TOK_EQ ||
	    !jy_parser_takes(repair->state, TOK_K_LET))
		return;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_SYNTAX, token->span,
					     "a name for what is known of a row begins with `let`");
	jy_diag_help(repair->cx->diags, diag, "write `let %.*s = …`",
		     JB_ARG(jy_file_slice(repair->cx->file, token->span)));
	jy_diag_fix(repair->cx->diags, diag, at, JB_TEXT("let "));
	jy_repair_push(repair, TOK_K_LET, jy_tree_choice(repair->cx->tree, at, JY_W_LET), at);
}

/* `-> call`: the arrow is read as `then`. */
static void read_arrow(struct repair *repair, struct jy_diag *diag, struct jy_token *head)
{
	jy_diag_help(repair->cx->diags, diag, "what comes next is written `then …`");
	head->code = TOK_K_THEN;
	head->value = jy_tree_choice(repair->cx->tree, head->span, JY_W_THEN);
}

/* `- touchpoint a`: the dash of a list. True where the token is to be left out. */
bool jy_repair_dash(struct repair *repair, const struct jy_token *token, uint32_t index)
{
	bool first = repair->starts || token->line_before;
	if (!first || index + 1 >= jy_repair_count(repair) ||
	    (token->code != TOK_MINUS && token->code != TOK_STAR) ||
	    jy_parser_takes(repair->state, token->code))
		return false;
	struct jy_span empty = {token->span.begin, token->span.begin, token->span.file};
	if (!repair->starts && !jy_parser_takes(repair->state, TOK_TERM))
		return false;
	struct jy_diag *diag = jy_diag_error(repair->cx->diags, JY_D_OTHER_LANGUAGE, token->span,
					     "a statement begins with a word, without a dash");
	if (jy_repair_token(repair, index + 1)->code == TOK_GT)
		read_arrow(repair, diag, jy_repair_token(repair, index + 1));
	else
		jy_diag_fix(repair->cx->diags, diag, token->span, JB_TEXT(""));
	if (!repair->starts)
		jy_repair_push(repair, TOK_TERM, NULL, empty);
	repair->starts = true;
	return true;
}
