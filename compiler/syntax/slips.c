/*
 * What to write instead, for slips that many people make: words of other languages and of plain
 * English, an order turned round, a comma or a unit forgotten. It looks at what stands around the
 * place where the parser is stuck and adds help to the report, nothing else.
 */
#include <parse.h>

#include "syntax/slip.h"

static bool follows(const struct slip *slip, int code)
{
	return slip->previous && slip->previous->code == code;
}

/* Help that can be typed in the place of what stands from `from` on. */
static bool replace(const struct slip *slip, const struct jy_token *from, struct jb_text with)
{
	struct jy_span span = {from->span.begin, slip->token->span.end, from->span.file};
	return slip_replace(slip, span, with);
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
	{TOK_DOTDOT, TOK_K_TO, "write `to` between the ends of a range"},
	{TOK_MINUS, TOK_K_TO, "write `to` between the ends of a range"},
	{TOK_K_TO, TOK_DOTDOT, "write `..` between the ends: `1..5`"},
	{TOK_K_APPROXIMATE, TOK_K_AMONG,
	 "it stands before the figure: `value approximate percentile 90 of …`"},
	{TOK_K_AMONG, TOK_PLUS,
	 "in arithmetic, what has rows of its own stands in parentheses: `(sum of a among …) / "
	 "(sum of b)`"},
	{TOK_TERM, TOK_K_AMONG, "say among which rows: `share of … among …`"},
	{TOK_K_AT, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_WITH, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_FROM, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_DURING, TOK_COMMA, "a comma stands before each further clause"},
	{TOK_K_IN, TOK_K_IS, "write `is one of \"answered\", \"abandoned\"`"},
	{TOK_RPAREN, TOK_TERM, "no ( is open here: take the ) away"},
	{TOK_LPAREN, TOK_LBRACE, "a block stands in { }"},
	{TOK_COMMA, TOK_NAME, "one comma is enough"},
	{TOK_K_UP, TOK_K_HALF, "write `half up`, or `always up` if every remainder counts"},
	{TOK_COMMA, TOK_TERM, "one statement a line; no comma ends it"},
	{TOK_LBRACE, TOK_TERM, "this statement has no block"},
};

static bool help_by_tokens(const struct slip *slip)
{
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
		if (slips[i].found == slip->found && slip_expects(slip, slips[i].wanted)) {
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
	if (!slip_expects(slip, TOK_K_EVERY))
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
	if (slip->found != TOK_TIME || !slip_expects(slip, TOK_DURATION))
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

/* `feels anna -2` and `peak anna +3`: `feels` alone could be naming a feeling. */
static bool help_whose(const struct slip *slip)
{
	const bool turn = follows(slip, TOK_K_PEAK) || follows(slip, TOK_K_TROUGH);
	const bool felt = (slip->found == TOK_MINUS || slip->found == TOK_PLUS) &&
			  follows(slip, TOK_NAME) && slip->cx->at > 1 &&
			  slip->previous[-1].code == TOK_K_FEELS;

	if (!felt && !(turn && slip->found == TOK_NAME))
		return false;
	jy_diag_help(
		slip->cx->diags, slip->diag,
		"the value comes first, then the words, then whose it is: `%s -2 \"…\" by %.*s`",
		felt ? "feels" : "trough", JB_ARG(felt ? slip->before : slip->written));
	return true;
}

static bool touches(const struct slip *slip)
{
	return slip->previous && slip->previous->span.end == slip->token->span.begin;
}

/* `persona yuki zoe`, `stage Open it {`, `success service level at …` */
static bool help_two_names(const struct slip *slip)
{
	struct jy_parse_ctx *cx = slip->cx;
	bool word = jy_code_is_word(slip->found);
	if ((slip->found != TOK_NAME && !word) || !follows(slip, TOK_NAME) || touches(slip))
		return false;
	if (word && (!slip_expects(slip, TOK_K_ABOVE) || slip->found == TOK_K_EVERY ||
		     slip->found == TOK_K_DURING || jy_word_reserved(jy_code_word(slip->found))))
		return false;
	if (slip_expects(slip, TOK_COMMA))
		return replace(slip, slip->previous,
			       jb_text_printf(cx->arena, "%.*s, %.*s", JB_ARG(slip->before),
					      JB_ARG(slip->written)));
	if (slip_expects(slip, TOK_TEXT) && slip_expects(slip, TOK_LBRACE)) {
		jy_diag_help(cx->diags, slip->diag,
			     "a name is one word: write `%.*s_%.*s`, or a title in quotes behind "
			     "the name",
			     JB_ARG(slip->before), JB_ARG(slip->written));
		return true;
	}
	const char *hint = jy_synonym_hint(slip->before);
	if (hint) {
		jy_diag_help(cx->diags, slip->diag, "%s", hint);
		return true;
	}
	if (!slip_expects(slip, TOK_DOT))
		return false;
	jy_diag_help(cx->diags, slip->diag,
		     "if the two are one name, it is one word, such as `%.*s_%.*s`",
		     JB_ARG(slip->before), JB_ARG(slip->written));
	return true;
}

/* `service-level`: a hyphen that touches a name on both sides. */
static bool help_hyphen(const struct slip *slip)
{
	const struct jy_token *minus = slip->found == TOK_MINUS ? slip->token : slip->previous;
	const struct jy_parse_ctx *cx = slip->cx;
	size_t at = minus ? (size_t)(minus - cx->tokens.at) : 0;
	if (!at || minus->code != TOK_MINUS || slip_expects(slip, TOK_K_TO) ||
	    at + 1 >= cx->tokens.count)
		return false;
	const struct jy_token *left = minus - 1, *right = minus + 1;
	if (left->span.end != minus->span.begin || right->span.begin != minus->span.end ||
	    (left->code != TOK_NAME && !jy_code_is_word(left->code)))
		return false;
	struct jb_text a = jy_file_slice(cx->file, left->span),
		       b = jy_file_slice(cx->file, right->span);
	jy_diag_help(cx->diags, slip->diag,
		     at > 1 && left[-1].code == TOK_K_ENCODING
			     ? "write it in quotes: \"%.*s-%.*s\""
			     : "a name holds no hyphen: write `%.*s_%.*s`",
		     JB_ARG(a), JB_ARG(b));
	return true;
}

/* `handles a and b`, `backstage "A" "B"` */
static bool help_list(const struct slip *slip)
{
	if (!slip->previous || !slip_expects(slip, TOK_COMMA))
		return false;
	if (slip->found == TOK_K_AND) {
		jy_diag_help(slip->cx->diags, slip->diag, "a list is written with commas: a, b");
		jy_diag_fix(slip->cx->diags, slip->diag,
			    (struct jy_span){slip->previous->span.end, slip->token->span.end,
					     slip->token->span.file},
			    JB_TEXT(","));
		return true;
	}
	if (slip->found != TOK_TEXT || !follows(slip, TOK_TEXT))
		return false;
	return replace(slip, slip->previous,
		       jb_text_printf(slip->cx->arena, "%.*s, %.*s", JB_ARG(slip->before),
				      JB_ARG(slip->written)));
}

/* `"I said "no" twice"` */
static bool help_inner_quote(const struct slip *slip)
{
	if (!follows(slip, TOK_TEXT) || !touches(slip) || slip->found == TOK_COMMA)
		return false;
	jy_diag_help(slip->cx->diags, slip->diag,
		     "a quote inside a text is written \\\": \"I said \\\"no\\\" twice\"");
	return true;
}

/* `success x more than 80%` */
static const struct {
	const char *written, *meant;
} bounds[] = {
	{"more", "above"},	{"greater", "above"},	 {"over", "above"},
	{"less", "below"},	{"under", "below"},	 {"fewer", "below"},
	{"min", "at least"},	{"minimum", "at least"}, {"max", "at most"},
	{"maximum", "at most"}, {"up", "at most"},	 {"exceeds", "above"},
	{"not", "at most"},	{"within", "at most"},	 {"target", "at least"},
	{"gte", "at least"},	{"lte", "at most"},	 {"minimal", "at least"},
};

static bool help_bound(const struct slip *slip)
{
	static const char *const fillers[] = {"must", "should", "shall", "is",	 "be",
					      "has",  "needs",	"will",	 "stays"};
	if (!slip_expects(slip, TOK_K_AT) || !slip_expects(slip, TOK_K_ABOVE))
		return false;
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
		if (jb_text_is(slip->written, bounds[i].written)) {
			jy_diag_help(slip->cx->diags, slip->diag, "write `%s`", bounds[i].meant);
			return true;
		}
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (jb_text_is(slip->written, fillers[i])) {
			jy_diag_help(slip->cx->diags, slip->diag,
				     "the threshold stands directly behind the metric: leave `%s` "
				     "out",
				     fillers[i]);
			return true;
		}
	return false;
}

/* `success at least 80% service_level` */
static bool help_metric_first(const struct slip *slip)
{
	if ((slip->found != TOK_K_LEAST && slip->found != TOK_K_MOST) || !follows(slip, TOK_K_AT) ||
	    !slip_expects(slip, TOK_K_AT))
		return false;
	jy_diag_help(slip->cx->diags, slip->diag,
		     "the metric comes first: `success METRIC at least 80%% every month`");
	return true;
}

static bool is_figure(int code)
{
	switch (code) {
	case TOK_K_SUM:
	case TOK_K_MEAN:
	case TOK_K_MEDIAN:
	case TOK_K_MAX:
	case TOK_K_MIN:
	case TOK_K_STDDEV:
	case TOK_K_DISTINCT:
	case TOK_K_LAST:
	case TOK_K_COUNT:
	case TOK_K_SHARE:
	case TOK_K_NET:
	case TOK_K_RATE:
	case TOK_K_INDEX:
	case TOK_K_WORST: return true;
	default: return false;
	}
}

/* `sum(wait)`, `count answered` */
static bool help_of(const struct slip *slip)
{
	const struct jy_parse_ctx *cx = slip->cx;
	if (!slip->previous || !is_figure(slip->previous->code) || !slip_expects(slip, TOK_K_OF) ||
	    (slip->found != TOK_LPAREN && slip->found != TOK_NAME && !jy_code_is_word(slip->found)))
		return false;
	uint32_t inner = cx->at + (slip->found == TOK_LPAREN);
	struct jb_text of = inner < cx->tokens.count
				    ? jy_file_slice(cx->file, cx->tokens.at[inner].span)
				    : JB_TEXT("…");
	jy_diag_help(slip->cx->diags, slip->diag, "write `%.*s of %.*s`", JB_ARG(slip->before),
		     JB_ARG(of));
	if (slip->found != TOK_LPAREN) {
		struct jy_span at = {slip->token->span.begin, slip->token->span.begin,
				     slip->token->span.file};
		jy_diag_fix(slip->cx->diags, slip->diag, at, JB_TEXT("of "));
	}
	return true;
}

/* `count of a / count of b`, `lower(queue)` */
static bool help_formula(const struct slip *slip)
{
	struct jy_diags *diags = slip->cx->diags;
	if (slip->found == TOK_K_OF && slip->previous && jy_code_is_word(slip->previous->code) &&
	    slip->cx->at > 1 &&
	    (slip->previous[-1].code == TOK_SLASH || slip->previous[-1].code == TOK_PLUS ||
	     slip->previous[-1].code == TOK_STAR || slip->previous[-1].code == TOK_MINUS)) {
		jy_diag_help(diags, slip->diag,
			     "figures that are computed with stand in parentheses: `(count of …) / "
			     "(count of …)`; a quotient of counts is `share of … among …`");
		return true;
	}
	if (slip->found != TOK_LPAREN || !slip->previous || !slip_expects(slip, TOK_K_IS))
		return false;
	jy_diag_help(diags, slip->diag,
		     "there are no functions: a condition compares what stands "
		     "in the columns, for example `queue is \"faults\"`");
	return true;
}

static bool help_like(const struct slip *slip)
{
	if (!slip_expects(slip, TOK_K_IS) || !jb_text_is(slip->written, "like"))
		return false;
	jy_diag_help(slip->cx->diags, slip->diag, "texts are compared whole: `is`, or `is one of`");
	return true;
}

/* Whether nothing stands before the token on its line, or only the brace of its block. */
static bool begins_line(const struct jy_parse_ctx *cx, const struct jy_token *token)
{
	return token == cx->tokens.at || token[-1].code == TOK_TERM || token[-1].code == TOK_LBRACE;
}

/* `column text vendor`, `channel phone kind voice`, `promise = "…"` */
static bool help_other(const struct slip *slip)
{
	struct jy_diags *diags = slip->cx->diags;
	if (slip_expects(slip, TOK_K_TIMESTAMP) && slip->found == TOK_NAME &&
	    (follows(slip, TOK_K_TEXT) || follows(slip, TOK_K_DATE) ||
	     follows(slip, TOK_K_DURATION) || follows(slip, TOK_K_FLAG) ||
	     follows(slip, TOK_K_NUMBER) || follows(slip, TOK_K_TIMESTAMP))) {
		jy_diag_help(diags, slip->diag,
			     "the name comes first, then the type: `column %.*s %.*s`",
			     JB_ARG(slip->written), JB_ARG(slip->before));
		return true;
	}
	if (slip_expects(slip, TOK_LBRACE) && jy_code_is_word(slip->found)) {
		jy_diag_help(diags, slip->diag,
			     "what is said of it stands in a block: `{ %.*s … }`",
			     JB_ARG(slip->written));
		return true;
	}
	if (slip->found == TOK_NAME && slip->previous && jy_code_is_word(slip->previous->code) &&
	    !begins_line(slip->cx, slip->previous) &&
	    jy_homes_begins(slip->cx, slip->previous->code)) {
		jy_diag_help(diags, slip->diag,
			     "if `%.*s` begins a statement, it stands on a line of its own",
			     JB_ARG(slip->before));
		return true;
	}
	if (slip->found != TOK_EQ)
		return false;
	jy_diag_help(diags, slip->diag, "write it without the `=`");
	jy_diag_fix(diags, slip->diag, slip->token->span, JB_TEXT(""));
	return true;
}

/* A word that is nearly one that may stand here: `at last 80%`. */
static bool help_near(const struct slip *slip)
{
	struct jb_text candidate[JY_WORD_COUNT];
	size_t count = 0;
	if (!jy_code_is_word(slip->found) || slip_expects(slip, TOK_NAME))
		return false;
	for (int i = 0; i < slip->count; i++)
		if (jy_code_is_word(slip->expected[i]))
			candidate[count++] = jb_text_of(jy_token_name(slip->expected[i]));
	int near = jb_text_nearest(slip->written, candidate, count);
	return near >= 0 && replace(slip, slip->token, candidate[near]);
}

/* A name that is nearly a word which stands before a figure: `aproximate percentile 90 of wait`. */
static bool help_before_figure(const struct slip *slip)
{
	const struct jb_text words[] = {JB_TEXT("approximate"), JB_TEXT("interpolated")};
	int near;

	if (!follows(slip, TOK_NAME) ||
	    (slip->found != TOK_K_PERCENTILE && slip->found != TOK_K_MEDIAN))
		return false;
	near = jb_text_nearest(slip->before, words, sizeof words / sizeof *words);
	return near >= 0 && slip_replace(slip, slip->previous->span, words[near]);
}

/* ---- names ---- */

/* A declaration's own name, or a reference to another's. */
static void help_quoted_name(const struct slip *slip)
{
	int before = slip->previous ? slip->previous->code : 0;
	if (jy_homes_is_block(before) || before == TOK_K_VARIANT)
		jy_diag_help(slip->cx->diags, slip->diag,
			     "a name comes first, without quotes; the title in quotes after it");
	else
		jy_diag_help(
			slip->cx->diags, slip->diag,
			"things are referred to by their name, the word without quotes, not by "
			"their title");
}

static void help_name(const struct slip *slip)
{
	struct jy_diags *diags = slip->cx->diags;
	if (!slip_expects(slip, TOK_NAME))
		return;
	if (jy_word_reserved(jy_code_word(slip->found)))
		jy_diag_help(diags, slip->diag,
			     "`%s` is one of the few words that cannot be a name; choose another",
			     jy_word_text(jy_code_word(slip->found)));
	else if (slip->found == TOK_TEXT)
		help_quoted_name(slip);
	else if (slip->previous && jy_homes_is_block(slip->previous->code))
		jy_diag_help(diags, slip->diag, "%s%s has a name: `%s NAME \"Title\"`",
			     jy_article(jy_token_name(slip->previous->code)),
			     jy_token_name(slip->previous->code),
			     jy_token_name(slip->previous->code));
}

static struct slip slip_at(struct jy_parse_ctx *cx, struct jy_diag *diag)
{
	struct slip slip = {.cx = cx, .diag = diag, .token = &cx->tokens.at[cx->at]};
	slip.previous = cx->at ? slip.token - 1 : NULL;
	slip.written = jy_file_slice(cx->file, slip.token->span);
	slip.before = slip.previous ? jy_file_slice(cx->file, slip.previous->span) : JB_TEXT("");
	return slip;
}

void jy_slip_help(struct jy_parse_ctx *cx, struct jy_diag *diag, const int *expected, int count,
		  int found)
{
	static bool (*const helps[])(const struct slip *) = {
		help_period,  help_mean,  help_money,	      help_clock,
		help_feeling, help_whose, help_inner_quote,   help_hyphen,
		help_list,    help_bound, help_metric_first,  help_of,
		help_formula, help_like,  help_two_names,     help_by_tokens,
		help_other,   help_near,  help_before_figure,
	};
	struct slip slip = slip_at(cx, diag);
	slip.expected = expected;
	slip.count = count;
	slip.found = found;
	if (slip_number(&slip) || slip_said(&slip))
		return;
	for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
		if (helps[i](&slip))
			return;
	help_name(&slip);
}

/* `call --> step`: an arrow behind a name. */
void jy_slip_statement(struct jy_parse_ctx *cx, struct jy_diag *diag)
{
	struct slip slip = slip_at(cx, diag);
	uint32_t at = cx->at + 1;
	while (at < cx->tokens.count && cx->tokens.at[at].code == TOK_MINUS)
		at++;
	if (at == cx->at + 1 || at + 1 >= cx->tokens.count || cx->tokens.at[at].code != TOK_GT)
		return;
	jy_diag_help(
		cx->diags, diag,
		"what comes after a touchpoint is said inside it: `touchpoint %.*s { then %.*s }`",
		JB_ARG(slip.written), JB_ARG(jy_file_slice(cx->file, cx->tokens.at[at + 1].span)));
}
