/*
 * What to write instead where numbers, units, dates and times are written as people write them: `20
 * sec`, `EUR 250 000`, `15 November 2026`, `"2026-11-15"`. It adds help to the report at the place
 * where the parser is stuck, nothing else. What a single token shows is the scanner's business.
 */
#include <parse.h>
#include <string.h>

#include "syntax/slip.h"

/* The token `by` places on, an end of the line where there is none. */
static int code_at(const struct slip *slip, int by)
{
	int64_t at = (int64_t)slip->cx->at + by;
	return at < 0 || at >= (int64_t)slip->cx->tokens.count ? TOK_TERM
							       : slip->cx->tokens.at[at].code;
}

static struct jy_span span_at(const struct slip *slip, int by)
{
	return slip->cx->tokens.at[slip->cx->at + (uint32_t)by].span;
}

static struct jb_text text_at(const struct slip *slip, int by)
{
	return code_at(slip, by) == TOK_TERM ? JB_TEXT("")
					     : jy_file_slice(slip->cx->file, span_at(slip, by));
}

/* Help that can be typed in the place of the tokens `from` to `to`. */
static bool replace(const struct slip *slip, int from, int to, struct jb_text with)
{
	struct jy_span span = {span_at(slip, from).begin, span_at(slip, to).end,
			       slip->token->span.file};
	return slip_replace(slip, span, with);
}

#define TEXT_OF(...) jb_text_printf(slip->cx->arena, __VA_ARGS__)

/* `20 sec`, `5 mins`, `80 percent` */
static bool help_unit(const struct slip *slip)
{
	const char *unit = jy_synonym_unit(text_at(slip, 0));
	if (!unit || code_at(slip, -1) != TOK_NUMBER ||
	    (slip->found != TOK_NAME && !jy_code_is_word(slip->found)))
		return false;
	return replace(slip, -1, 0, TEXT_OF("%.*s%s", JB_ARG(text_at(slip, -1)), unit));
}

/* `weight 30` where a percentage is expected; `EUR` forgotten or behind its number */
static bool help_percent(const struct slip *slip)
{
	if (slip->found != TOK_NUMBER || !slip_expects(slip, TOK_PERCENT) ||
	    slip_expects(slip, TOK_CURRENCY) || slip_expects(slip, TOK_NUMBER))
		return false;
	return replace(slip, 0, 0, TEXT_OF("%.*s%%", JB_ARG(text_at(slip, 0))));
}

static bool is_capitals(struct jb_text text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (i >= text.size || text.at[i] < 'A' || text.at[i] > 'Z')
			return false;
	return true;
}

static const char *currency_of(struct jb_text word)
{
	static const struct {
		const char *written, *code;
	} names[] = {{"euro", "EUR"},  {"euros", "EUR"},  {"dollar", "USD"}, {"dollars", "USD"},
		     {"pound", "GBP"}, {"pounds", "GBP"}, {"eur", "EUR"},    {"usd", "USD"},
		     {"gbp", "GBP"},   {"rupees", "INR"}, {"yen", "JPY"},    {"pesos", "PHP"},
		     {"rand", "ZAR"},  {"francs", "CHF"}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (jb_text_is(word, names[i].written))
			return names[i].code;
	return NULL;
}

/* `20_000 EUR`, `20_000 euros`, `EUR20000` */
static bool help_money(const struct slip *slip)
{
	struct jb_text here = text_at(slip, 0), next = text_at(slip, 1);
	if (!slip_expects(slip, TOK_CURRENCY))
		return false;
	if (slip->found == TOK_NUMBER && next.size == 3 && is_capitals(next, 3))
		return replace(slip, 0, 1, TEXT_OF("%.*s %.*s", JB_ARG(next), JB_ARG(here)));
	if (slip->found == TOK_NUMBER && currency_of(next))
		return replace(slip, 0, 1, TEXT_OF("%s %.*s", currency_of(next), JB_ARG(here)));
	if (slip->found == TOK_NAME && currency_of(here) && code_at(slip, 1) == TOK_NUMBER)
		return replace(slip, 0, 1, TEXT_OF("%s %.*s", currency_of(here), JB_ARG(next)));
	if (slip->found != TOK_NAME || here.size < 4 || !is_capitals(here, 3) || here.at[3] < '0' ||
	    here.at[3] > '9')
		return false;
	return replace(slip, 0, 0,
		       TEXT_OF("%.3s %.*s", here.at, JB_ARG(jb_text_slice(here, 3, here.size))));
}

/* `82,5%`, `250 000`, `EUR 2 million` */
static bool help_digits(const struct slip *slip)
{
	struct jb_text here = text_at(slip, 0);
	bool number = slip->found == TOK_NUMBER || slip->found == TOK_PERCENT ||
		      slip->found == TOK_DURATION || slip->found == TOK_PP;
	if (number && code_at(slip, -1) == TOK_COMMA && code_at(slip, -2) == TOK_NUMBER &&
	    span_at(slip, -1).end == span_at(slip, 0).begin &&
	    span_at(slip, -2).end == span_at(slip, -1).begin)
		return replace(slip, -2, 0,
			       TEXT_OF("%.*s.%.*s", JB_ARG(text_at(slip, -2)), JB_ARG(here)));
	if (slip->found == TOK_NUMBER && here.size == 3 && code_at(slip, -1) == TOK_NUMBER)
		return replace(slip, -1, 0,
			       TEXT_OF("%.*s_%.*s", JB_ARG(text_at(slip, -1)), JB_ARG(here)));
	if (slip->found != TOK_NAME || code_at(slip, -1) != TOK_NUMBER)
		return false;
	bool million = jb_text_is(here, "million") || jb_text_is(here, "mio");
	if (!million && !jb_text_is(here, "thousand"))
		return false;
	struct jb_text digits = text_at(slip, -1);
	if (memchr(digits.at, '.', digits.size)) {
		jy_diag_help(slip->cx->diags, slip->diag, "write the number in full, as 2_500_000");
		return true;
	}
	return replace(slip, -1, 0,
		       TEXT_OF("%.*s%s", JB_ARG(digits), million ? "_000_000" : "_000"));
}

static int month_of(struct jb_text word)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
					     "jul", "aug", "sep", "oct", "nov", "dec"};
	for (int i = 0; i < 12 && word.size >= 3; i++)
		if ((word.at[0] | 0x20) == months[i][0] && (word.at[1] | 0x20) == months[i][1] &&
		    (word.at[2] | 0x20) == months[i][2])
			return i + 1;
	return 0;
}

/* `15 November 2026`, `"2026-11-15"` */
static bool help_date(const struct slip *slip)
{
	struct jb_text here = text_at(slip, 0), year = text_at(slip, 2);
	if (!slip_expects(slip, TOK_DATE))
		return false;
	if (slip->found == TOK_TEXT) {
		jy_diag_help(slip->cx->diags, slip->diag, "a date stands without quotes");
		jy_diag_fix(slip->cx->diags, slip->diag, slip->token->span,
			    jb_text_slice(here, 1, here.size - 1));
		return true;
	}
	int month = code_at(slip, 1) == TOK_TERM ? 0 : month_of(text_at(slip, 1));
	if (slip->found == TOK_NUMBER && month && here.size <= 2 && year.size == 4)
		return replace(slip, 0, 2,
			       TEXT_OF("%.*s-%02d-%s%.*s", JB_ARG(year), month,
				       here.size == 1 ? "0" : "", JB_ARG(here)));
	jy_diag_help(slip->cx->diags, slip->diag, "a date is written 2026-11-15");
	return true;
}

/* `08.00`, `8` where a time of day is expected */
static bool help_time(const struct slip *slip)
{
	struct jb_text here = text_at(slip, 0);
	if (slip->found != TOK_NUMBER || !slip_expects(slip, TOK_TIME) ||
	    slip_expects(slip, TOK_NUMBER))
		return false;
	if (here.size == 5 && here.at[2] == '.')
		return replace(slip, 0, 0, TEXT_OF("%.2s:%.2s", here.at, here.at + 3));
	if (here.size <= 2)
		return replace(slip, 0, 0,
			       TEXT_OF("%s%.*s:00", here.size == 1 ? "0" : "", JB_ARG(here)));
	return false;
}

/* `at least eighty` */
static bool help_word(const struct slip *slip)
{
	static const char *const words[] = {
		"one",	 "two",	  "three",   "four",   "five",	  "six",    "seven",  "eight",
		"nine",	 "ten",	  "eleven",  "twelve", "fifteen", "twenty", "thirty", "forty",
		"fifty", "sixty", "seventy", "eighty", "ninety",  "hundred"};
	if (!slip_expects(slip, TOK_NUMBER) && !slip_expects(slip, TOK_PERCENT) &&
	    !slip_expects(slip, TOK_K_MONTH))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!jb_text_is(text_at(slip, 0), words[i]))
			continue;
		jy_diag_help(slip->cx->diags, slip->diag,
			     slip_expects(slip, TOK_K_ROLLING)
				     ? "a period is one `week`, `month`, `quarter` or `year`; "
				       "several that slide are `rolling 12 months`"
				     : "numbers are written in digits");
		return true;
	}
	return false;
}

/* `zone America/New York`, `zone GMT+2`, `zone +02:00` */
static bool help_zone(const struct slip *slip)
{
	struct jb_text before = text_at(slip, -1);
	if (slip->found == TOK_NAME && code_at(slip, -1) == TOK_NAME &&
	    code_at(slip, -2) == TOK_SLASH)
		return replace(slip, -1, 0,
			       TEXT_OF("%.*s_%.*s", JB_ARG(before), JB_ARG(text_at(slip, 0))));
	bool offset = slip->found == TOK_PLUS || slip->found == TOK_MINUS;
	if (!offset || (code_at(slip, -1) != TOK_K_ZONE && !jb_text_is(before, "GMT") &&
			!jb_text_is(before, "UTC")))
		return false;
	jy_diag_help(
		slip->cx->diags, slip->diag,
		"write the name of a zone, such as `Europe/Berlin`: it knows its summer time; a "
		"fixed offset of two hours is `\"Etc/GMT-2\"`");
	return true;
}

bool slip_number(const struct slip *slip)
{
	static bool (*const helps[])(const struct slip *) = {
		help_zone,    help_unit, help_digits, help_money,
		help_percent, help_date, help_time,   help_word,
	};
	for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
		if (helps[i](slip))
			return true;
	return false;
}
