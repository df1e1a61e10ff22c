/*
 * What the scanner's actions need besides patterns: which characters make a name, what a word
 * processor's character was meant to be, and where a text that is never closed may end.
 */
#include <parse.h>
#include <string.h>

#include "base/utf8.h"
#include "syntax/parse_internal.h"

static bool in_name(uint32_t codepoint, bool first)
{
	if (codepoint >= 0x80)
		return jb_utf8_is_letter(codepoint) && !(first && jb_utf8_is_mark(codepoint));
	bool letter = (codepoint | 0x20) >= 'a' && (codepoint | 0x20) <= 'z';
	return letter || (!first && (codepoint == '_' || (codepoint >= '0' && codepoint <= '9')));
}

uint32_t jy_scan_name_length(const struct jy_file *file, uint32_t begin)
{
	uint32_t codepoint;
	size_t at = begin;
	for (size_t step; (step = jb_utf8_decode(file->text, at, &codepoint)) > 0; at += step)
		if (!in_name(codepoint, at == begin))
			break;
	return (uint32_t)(at - begin);
}

struct stray {
	uint32_t codepoint;
	int code; /* 0: read as a blank */
	const char *meant;
	uint16_t sign;
};

static const struct stray strays[] = {
	{0x2212, TOK_MINUS, "-", 0},
	{0x2013, TOK_MINUS, "-", 0},
	{0x2014, TOK_MINUS, "-", 0},
	{0x2010, TOK_MINUS, "-", 0},
	{0x2011, TOK_MINUS, "-", 0},
	{0x2265, TOK_GE, ">=", JY_SIGN_GE},
	{0x2264, TOK_LE, "<=", JY_SIGN_LE},
	{0x2260, TOK_NE, "!=", JY_SIGN_NE},
	{0x2026, TOK_DOTDOT, "..", 0},
	{0x00D7, TOK_STAR, "*", 0},
	{0x00F7, TOK_SLASH, "/", 0},
	{0x00A0, 0, " ", 0},
	{0x2007, 0, " ", 0},
	{0x202F, 0, " ", 0},
	{0x2009, 0, " ", 0},
	{0xFEFF, 0, "", 0},
	{0x200B, 0, "", 0},
	{0xFF5B, TOK_LBRACE, "{", 0},
	{0xFF5D, TOK_RBRACE, "}", 0},
	{0xFF08, TOK_LPAREN, "(", 0},
	{0xFF09, TOK_RPAREN, ")", 0},
	{0xFF0C, TOK_COMMA, ",", 0},
	{0x3001, TOK_COMMA, ",", 0},
	{0x060C, TOK_COMMA, ",", 0},
	{0xFF1D, TOK_EQ, "=", 0},
	{0x3000, 0, " ", 0},
};

static const struct {
	uint32_t codepoint;
	const char *currency;
} money_signs[] = {
	{0x20AC, "EUR"}, {0x00A3, "GBP"}, {0x00A5, "JPY"}, {'$', "USD"}, {0x20B9, "INR"}};

/* The digits that stand at an offset. */
static struct jb_text number_at(const struct jy_file *file, uint32_t begin)
{
	size_t end = begin;
	while (end < file->text.size && file->text.at[end] &&
	       strchr("0123456789_.", file->text.at[end]))
		end++;
	return jb_text_slice(file->text, begin, end);
}

static int money_sign(struct jy_parse_ctx *cx, struct jy_span span, uint32_t codepoint,
		      struct jy_node **value)
{
	for (size_t i = 0; i < sizeof money_signs / sizeof *money_signs; i++) {
		if (money_signs[i].codepoint != codepoint)
			continue;
		const char *currency = money_signs[i].currency;
		struct jy_diag *d =
			jy_diag_error(cx->diags, JY_D_MONEY_FORM, span,
				      "a currency is three letters and a blank before its number");
		struct jb_text number = number_at(cx->file, span.end);
		jy_diag_help(cx->diags, d, "write %s %.*s", currency,
			     JB_ARG(number.size ? number : JB_TEXT("20")));
		jy_diag_fix(cx->diags, d, span, jb_text_printf(cx->arena, "%s ", currency));
		*value = jy_tree_leaf(cx->tree, JY_N_CURRENCY, span, jb_text_of(currency));
		return TOK_CURRENCY;
	}
	return 0;
}

static int word_processor(struct jy_parse_ctx *cx, struct jy_span span, const struct stray *stray,
			  struct jy_node **value)
{
	struct jb_text meant = jb_text_of(stray->meant);
	struct jy_diag *d =
		stray->code ? jy_diag_error(cx->diags, JY_D_WORD_PROCESSOR, span,
					    "`%.*s` is written `%s`",
					    JB_ARG(jy_file_slice(cx->file, span)), stray->meant)
			    : jy_diag_error(cx->diags, JY_D_WORD_PROCESSOR, span,
					    "an invisible or special blank, U+%04X, stands here",
					    stray->codepoint);
	if (!stray->code)
		jy_diag_help(cx->diags, d, meant.size ? "write an ordinary blank" : "take it away");
	jy_diag_fix(cx->diags, d, span, meant);
	if (stray->code == TOK_GE || stray->code == TOK_LE || stray->code == TOK_NE) {
		*value = jy_tree_leaf(cx->tree, JY_N_SIGN, span, meant);
		(*value)->word = stray->sign;
	}
	return stray->code;
}

/* What a character was probably meant to be; NULL where nobody can say. */
static const char *stray_help(uint32_t codepoint)
{
	static const uint32_t quotes[] = {'\'',	  0x60,	  0x2018, 0x2019, 0xAB,	  0xBB,
					  0x300C, 0x300D, 0x300E, 0x300F, 0xFF02, 0x201A};
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
		if (quotes[i] == codepoint)
			return "texts stand in straight double quotes: \"…\"";
	if ((codepoint >= 0x660 && codepoint <= 0x669) ||
	    (codepoint >= 0x6F0 && codepoint <= 0x6F9))
		return "numbers are written with the digits 0 to 9";
	switch (codepoint) {
	case '_': return "a name begins with a letter";
	case '[':
	case ']': return "a block stands in { }, a list is written without brackets: a, b, c";
	case 0x2022:
	case 0x25CF:
	case 0x25AA: return "a statement begins with a word, without a bullet";
	case '&': return "write `and`";
	case '|': return "write `or`";
	case '?': return "a condition is written as a sentence: `outcome is \"answered\"`";
	default: return NULL;
	}
}

int jy_scan_stray(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value)
{
	struct jb_text written = jy_file_slice(cx->file, span);
	uint32_t codepoint = 0;
	jb_utf8_decode(written, 0, &codepoint);
	int money = money_sign(cx, span, codepoint, value);
	if (money)
		return money;
	for (size_t i = 0; i < sizeof strays / sizeof *strays; i++)
		if (strays[i].codepoint == codepoint)
			return word_processor(cx, span, &strays[i], value);
	if (codepoint < 0x20 || jb_utf8_is_invisible(codepoint)) {
		struct jy_diag *d =
			jy_diag_error(cx->diags, JY_D_STRAY_CHARACTER, span,
				      "an invisible character, U+%04X, stands here", codepoint);
		jy_diag_help(cx->diags, d, "take it away");
		jy_diag_fix(cx->diags, d, span, JB_TEXT(""));
		return 0;
	}
	struct jy_diag *d = jy_diag_error(cx->diags, JY_D_STRAY_CHARACTER, span,
					  "`%.*s` has no meaning here", JB_ARG(written));
	const char *help = stray_help(codepoint);
	if (help)
		jy_diag_help(cx->diags, d, "%s", help);
	return 0;
}

/* What the token before asks for: 1 a duration, 0 a time of day, -1 either. */
static int wants_duration(const struct jy_parse_ctx *cx)
{
	size_t count = cx->tokens.count;
	switch (count ? cx->tokens.at[count - 1].code : TOK_TERM) {
	case TOK_K_MOST:
	case TOK_K_LEAST:
	case TOK_K_ABOVE:
	case TOK_K_BELOW:
	case TOK_K_WITHIN: return 1;
	case TOK_GE:
	case TOK_LE:
	case TOK_GT:
	case TOK_LT: return -1;
	default: return 0;
	}
}

int jy_scan_short_clock(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value)
{
	struct jb_text written = jy_file_slice(cx->file, span);
	struct jb_text clock = jb_text_printf(cx->arena, "0%.*s", JB_ARG(written));
	struct jy_node *time = jy_literal_time(cx, span, clock);
	struct jb_text duration = jy_clock_as_duration(cx->arena, time);
	int wanted = wants_duration(cx);
	struct jy_diag *d;
	*value = time;
	if (wanted > 0) {
		d = jy_diag_error(cx->diags, JY_D_NUMBER_UNIT, span,
				  "a duration is written with its units: %.*s", JB_ARG(duration));
		jy_diag_fix(cx->diags, d, span, duration);
		*value = jy_literal_duration(cx, span, duration);
		return TOK_DURATION;
	}
	if (wanted < 0) {
		d = jy_diag_error(cx->diags, JY_D_DATE_FORM, span,
				  "`%.*s` is neither a time of day nor a duration",
				  JB_ARG(written));
		jy_diag_help(cx->diags, d, "write `%.*s` for a duration, `%.*s` for a time of day",
			     JB_ARG(duration), JB_ARG(clock));
		(*value)->flags |= JY_F_DAMAGED;
		return TOK_TIME;
	}
	d = jy_diag_error(cx->diags, JY_D_DATE_FORM, span, "the hour has two digits: %.*s",
			  JB_ARG(clock));
	jy_diag_fix(cx->diags, d, span, clock);
	return TOK_TIME;
}

/* The blanks a line begins with, counted in bytes; SIZE_MAX for a blank line. */
static size_t indent_of(struct jb_text line)
{
	for (size_t i = 0; i < line.size; i++)
		if (line.at[i] != ' ' && line.at[i] != '\t')
			return i;
	return SIZE_MAX;
}

/* A """ that is never closed ends before the first line that is indented no deeper than its
 * statement. */
uint32_t jy_scan_open_text_end(const struct jy_parse_ctx *cx, uint32_t open)
{
	const struct jy_file *file = cx->file;
	uint32_t line = jy_file_line(file, open);
	size_t indent = indent_of(jy_file_line_text(file, line));
	for (uint32_t next = line + 1; next <= file->line_count; next++) {
		struct jb_text text = jy_file_line_text(file, next);
		size_t here = indent_of(text);
		if (here != SIZE_MAX && here <= indent) {
			uint32_t end = file->line[next - 1];
			while (end > open &&
			       (file->text.at[end - 1] == '\n' || file->text.at[end - 1] == '\r'))
				end--;
			return end;
		}
	}
	return (uint32_t)file->text.size;
}
