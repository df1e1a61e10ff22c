/*
 * What to write instead, for slips that many people make: words of other languages and of plain
 * English, an order turned round, a comma or a unit forgotten. It looks at what stands around the
 * place where the parser is stuck and adds help to the report, nothing else.
 */
#include <parse.h>

#include "syntax/parse_internal.h"

struct slip {
	struct jy_parse_ctx *cx;
	struct jy_diag *diag;
	const int *expected;
	int count;
	int found;
	const struct jy_raw_token *token, *previous; /* `previous` may be NULL */
	struct jb_text written, before;
};

static bool expects(const struct slip *slip, int code)
{
	for (int i = 0; i < slip->count; i++)
		if (slip->expected[i] == code)
			return true;
	return false;
}

static bool follows(const struct slip *slip, int code)
{
	return slip->previous && slip->previous->code == code;
}

/* Help that can be typed in the place of what stands from `from` on. */
static bool replace(const struct slip *slip, const struct jy_raw_token *from, struct jb_text with)
{
	struct jy_span span = {from->span.begin, slip->token->span.end, from->span.file};
	jy_diag_help(slip->cx->diags, slip->diag, "write `%.*s`", JB_ARG(with));
	jy_diag_fix(slip->cx->diags, slip->diag, span, with);
	return true;
}

/* ---- by the tokens alone ---- */

static const struct {
	int found;
	int wanted;
	const char *help;
} slips[] = {
	{TOK_EQ, TOK_K_AT, "write `at least`, `at most`, `above`, `below` or a range `A to B`"},
	{TOK_EQEQ, TOK_K_AT, "write `at least`, `at most`, `above`, `below` or a range `A to B`"},
	{TOK_K_BETWEEN, TOK_K_AT, "write a range as `75% to 85%`"},
	{TOK_EQ, TOK_K_IS, "compare with `is`: outcome is \"answered\""},
	{TOK_NAME, TOK_TEXT, "texts stand in double quotes"},
	{TOK_K_WHERE, TOK_K_AMONG, "rows are chosen with `among`: mean of wait among answered"},
	{TOK_DOTDOT, TOK_K_TO, "write `to`"},
	{TOK_MINUS, TOK_K_TO, "write a range with `to`: mon to fri"},
	{TOK_K_TO, TOK_DOTDOT, "write `..`"},
	{TOK_K_AT, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_WITH, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_FROM, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_DURING, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_UP, TOK_K_HALF, "write `half up`, or `always up` if every remainder counts"},
	{TOK_COMMA, TOK_TERM, "one statement a line; no comma ends it"},
	{TOK_LBRACE, TOK_TERM, "this statement has no block"},
};

static bool help_by_tokens(const struct slip *slip)
{
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
		if (slips[i].found == slip->found && expects(slip, slips[i].wanted)) {
			jy_diag_help(slip->cx->diags, slip->diag, "%s", slips[i].help);
			return true;
		}
	return false;
}

/* ---- by what is written ---- */

static const struct {
	const char *written, *meant;
} periods[] = {
	{"daily", "every day"},		{"weekly", "every week"}, {"monthly", "every month"},
	{"quarterly", "every quarter"}, {"yearly", "every year"}, {"annually", "every year"},
	{"hourly", "every hour"},	{"annual", "every year"},
};

static bool help_period(const struct slip *slip)
{
	if (!expects(slip, TOK_K_EVERY))
		return false;
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		if (jb_text_is(slip->written, periods[i].written))
			return replace(slip, slip->token, jb_text_of(periods[i].meant));
	return false;
}

/* `average of wait`, `average wait` and `avg(wait)`: a name, and then what no name goes on with. */
static bool help_mean(const struct slip *slip)
{
	if (!jb_text_is(slip->before, "average") && !jb_text_is(slip->before, "avg"))
		return false;
	if (slip->found == TOK_K_OF)
		return replace(slip, slip->previous, JB_TEXT("mean of"));
	jy_diag_help(slip->cx->diags, slip->diag, "an average is written `mean of … among …`");
	return true;
}

/* `6 EUR` */
static bool help_money(const struct slip *slip)
{
	if (slip->found != TOK_NAME || !follows(slip, TOK_NUMBER) || slip->written.size != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (slip->written.at[i] < 'A' || slip->written.at[i] > 'Z')
			return false;
	return replace(slip, slip->previous,
		       jb_text_printf(slip->cx->arena, "%.*s %.*s", JB_ARG(slip->written),
				      JB_ARG(slip->before)));
}

/* `at most 07:30` */
static bool help_clock(const struct slip *slip)
{
	if (slip->found != TOK_TIME || !expects(slip, TOK_DURATION))
		return false;
	return replace(slip, slip->token,
		       jy_clock_as_duration(slip->cx->arena, slip->token->value));
}

/* `feels "bad"` */
static bool help_feeling(const struct slip *slip)
{
	if (slip->found != TOK_TEXT || (!follows(slip, TOK_K_FEELS) && !follows(slip, TOK_K_PEAK) &&
					!follows(slip, TOK_K_TROUGH)))
		return false;
	jy_diag_help(slip->cx->diags, slip->diag,
		     "a feeling needs its number, and the words come behind it: `%.*s %s %.*s`",
		     JB_ARG(slip->before), follows(slip, TOK_K_PEAK) ? "+2" : "-2",
		     JB_ARG(slip->written));
	return true;
}

/* `persona yuki zoe`, `stage Open it {` */
static bool help_two_names(const struct slip *slip)
{
	struct jy_parse_ctx *cx = slip->cx;
	if (slip->found != TOK_NAME || !follows(slip, TOK_NAME))
		return false;
	if (expects(slip, TOK_COMMA))
		return replace(slip, slip->previous,
			       jb_text_printf(cx->arena, "%.*s, %.*s", JB_ARG(slip->before),
					      JB_ARG(slip->written)));
	if (!expects(slip, TOK_TEXT) || !expects(slip, TOK_LBRACE))
		return false;
	jy_diag_help(cx->diags, slip->diag,
		     "a name is one word: write `%.*s_%.*s`, or a title in quotes behind the name",
		     JB_ARG(slip->before), JB_ARG(slip->written));
	return true;
}

static const struct {
	int found;
	const char *help;
} homes[] = {
	{TOK_K_STAGE, "a stage stands in a journey: `journey NAME { stage … }`"},
	{TOK_K_TOUCHPOINT, "a touchpoint stands in a stage: `stage NAME { touchpoint … }`"},
	{TOK_K_FEELS, "what is felt stands in a touchpoint: `touchpoint NAME { feels … }`"},
	{TOK_K_THEN, "what comes next stands in a touchpoint: `touchpoint NAME { then … }`"},
	{TOK_K_COLUMN, "a column stands in a source: `source NAME { column … }`"},
	{TOK_K_GUARANTEE, "a guarantee stands in an agreement: `agreement NAME { guarantee … }`"},
	{TOK_K_MEASURE, "what is measured stands in a guarantee: `guarantee NAME { measure … }`"},
	{TOK_K_VALUE, "a value stands in a metric: `metric NAME { value … }`"},
};

/* A statement that belongs into another block. */
static bool help_home(const struct slip *slip)
{
	if (slip->previous && !follows(slip, TOK_TERM) && !follows(slip, TOK_LBRACE))
		return false;
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
		if (homes[i].found == slip->found) {
			jy_diag_help(slip->cx->diags, slip->diag, "%s", homes[i].help);
			return true;
		}
	return false;
}

/* ---- names ---- */

static void help_name(const struct slip *slip)
{
	struct jy_diags *diags = slip->cx->diags;
	if (!expects(slip, TOK_NAME))
		return;
	if (jy_word_reserved(jy_code_word(slip->found)))
		jy_diag_help(diags, slip->diag,
			     "`%s` is one of the few words that cannot be a name; choose another",
			     jy_word_text(jy_code_word(slip->found)));
	else if (slip->found == TOK_TEXT)
		jy_diag_help(diags, slip->diag,
			     "a name comes first, without quotes; the title in quotes after it");
}

void jy_slip_help(struct jy_parse_ctx *cx, struct jy_diag *diag, const int *expected, int count,
		  int found)
{
	struct slip slip = {.cx = cx,
			    .diag = diag,
			    .expected = expected,
			    .count = count,
			    .found = found,
			    .token = &cx->tokens.at[cx->at]};
	slip.previous = cx->at ? slip.token - 1 : NULL;
	slip.written = jy_file_slice(cx->file, slip.token->span);
	slip.before = slip.previous ? jy_file_slice(cx->file, slip.previous->span) : JB_TEXT("");
	if (help_period(&slip) || help_mean(&slip) || help_money(&slip) || help_clock(&slip) ||
	    help_feeling(&slip) || help_two_names(&slip) || help_home(&slip) ||
	    help_by_tokens(&slip))
		return;
	help_name(&slip);
}
