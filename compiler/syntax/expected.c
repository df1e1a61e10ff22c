/*
 * The report where the parser is stuck: what was found and what could have stood there. Soft words
 * are dropped from the list where a name may stand, because there every one of them is a name.
 */
#include <parse.h>

#include "syntax/parse_internal.h"

/* More than this many are cut with "…". */
#define SHOWN 6

struct stuck {
	struct jy_parse_ctx *cx;
	const int *expected;
	int count;
	int found;
	const struct jy_token *token, *previous;
};

static bool expects(const struct stuck *stuck, int code)
{
	for (int i = 0; i < stuck->count; i++)
		if (stuck->expected[i] == code)
			return true;
	return false;
}

/* Tokens that are said in a word when all of `needs` are expected; `absorbs` are then left out. */
static const struct group {
	const char *says;
	int rank;
	int needs[4];
	int absorbs[24];
} groups[] = {
	{"a figure such as `mean of …`",
	 1,
	 {TOK_K_SHARE, TOK_K_MEAN, TOK_K_MEDIAN},
	 {TOK_K_SHARE,	      TOK_K_COUNT,	 TOK_K_NET,	 TOK_K_RATE,   TOK_K_INDEX,
	  TOK_K_WORST,	      TOK_K_SUM,	 TOK_K_MEAN,	 TOK_K_MEDIAN, TOK_K_MAX,
	  TOK_K_MIN,	      TOK_K_STDDEV,	 TOK_K_DISTINCT, TOK_K_LAST,   TOK_K_PERCENTILE,
	  TOK_K_INTERPOLATED, TOK_K_APPROXIMATE, TOK_NUMBER,	 TOK_PERCENT,  TOK_DURATION,
	  TOK_CURRENCY,	      TOK_LPAREN}},
	{"a threshold such as `at least 80%`",
	 1,
	 {TOK_K_AT, TOK_K_ABOVE, TOK_K_BELOW},
	 {TOK_K_AT, TOK_K_ABOVE, TOK_K_BELOW, TOK_K_NO, TOK_GE, TOK_LE, TOK_GT, TOK_LT, TOK_PLUS,
	  TOK_MINUS, TOK_NUMBER, TOK_PERCENT, TOK_PP, TOK_DURATION, TOK_CURRENCY}},
	{"a type: `text`, `flag`, `count`, `number`, `share`, `duration`, `money`, `rating`, "
	 "`date`, "
	 "`clock` or `timestamp`",
	 1,
	 {TOK_K_TEXT, TOK_K_TIMESTAMP, TOK_K_FLAG},
	 {TOK_K_TEXT, TOK_K_TIMESTAMP, TOK_K_FLAG, TOK_K_DATE, TOK_K_CLOCK, TOK_K_DURATION,
	  TOK_K_NUMBER, TOK_K_COUNT, TOK_K_MONEY, TOK_K_SHARE, TOK_K_RATING, TOK_K_ONE}},
	{"a period: `day`, `week`, `month`, `quarter`, `year` or `rolling 12 months`",
	 1,
	 {TOK_K_MONTH, TOK_K_QUARTER, TOK_K_ROLLING},
	 {TOK_K_HOUR, TOK_K_DAY, TOK_K_WEEK, TOK_K_MONTH, TOK_K_QUARTER, TOK_K_YEAR,
	  TOK_K_ROLLING}},
	{"a unit of time such as `days`",
	 1,
	 {TOK_K_DAYS, TOK_K_HOURS, TOK_K_SECONDS},
	 {TOK_K_SECOND, TOK_K_SECONDS, TOK_K_MINUTE, TOK_K_MINUTES, TOK_K_HOUR, TOK_K_HOURS,
	  TOK_K_DAY, TOK_K_DAYS, TOK_K_WEEK, TOK_K_WEEKS, TOK_K_MONTH, TOK_K_MONTHS, TOK_K_QUARTER,
	  TOK_K_QUARTERS, TOK_K_YEAR, TOK_K_YEARS}},
	{"a value such as 80%, 8min or EUR 20",
	 2,
	 {TOK_PERCENT, TOK_DURATION, TOK_CURRENCY},
	 {TOK_NUMBER, TOK_PERCENT, TOK_PP, TOK_DURATION, TOK_CURRENCY, TOK_PLUS, TOK_MINUS}},
	{"a comparison such as `is` or `<=`",
	 2,
	 {TOK_K_IS, TOK_LE, TOK_EQEQ},
	 {TOK_K_IS, TOK_K_BETWEEN, TOK_EQEQ, TOK_NE, TOK_GE, TOK_LE, TOK_LT, TOK_GT}},
	{"a sign such as `+`",
	 3,
	 {TOK_PLUS, TOK_MINUS, TOK_STAR},
	 {TOK_PLUS, TOK_MINUS, TOK_STAR, TOK_SLASH}},
};
#define GROUP_COUNT (sizeof groups / sizeof *groups)

/* The list of what is expected: groups first formed, then what is left. */
struct wanted {
	const struct stuck *stuck;
	bool grouped[GROUP_COUNT];
	bool name; /* a name is expected: soft words are names then */
	struct jb_buf out;
	int count, shown;
};

static bool has(const int *codes, size_t room, int code)
{
	for (size_t i = 0; i < room && codes[i]; i++)
		if (codes[i] == code)
			return true;
	return false;
}

static bool absorbed(const struct wanted *wanted, int code)
{
	for (size_t i = 0; i < GROUP_COUNT; i++)
		if (wanted->grouped[i] && has(groups[i].absorbs, 24, code))
			return true;
	return false;
}

/* Where a name may stand, every soft word may: only what a name is not tells the place. */
static bool may_form(const struct wanted *wanted, const struct group *group)
{
	if (!wanted->name)
		return group != groups;
	if (group == groups)
		return expects(wanted->stuck, TOK_LPAREN) && !expects(wanted->stuck, TOK_TEXT);
	for (size_t k = 0; k < 4 && group->needs[k]; k++)
		if (jy_code_is_word(group->needs[k]) &&
		    !jy_word_reserved(jy_code_word(group->needs[k])))
			return false;
	return true;
}

static void form_groups(struct wanted *wanted)
{
	for (size_t i = 0; i < GROUP_COUNT; i++) {
		bool all = may_form(wanted, &groups[i]);
		for (size_t k = 0; k < 4 && groups[i].needs[k]; k++)
			all = all && expects(wanted->stuck, groups[i].needs[k]) &&
			      !absorbed(wanted, groups[i].needs[k]);
		wanted->grouped[i] = all;
	}
}

static bool listed(const struct wanted *wanted, int code)
{
	if (code == TOK_YYEOF)
		return wanted->stuck->count == 1;
	if (absorbed(wanted, code) || (code == TOK_DOT && wanted->stuck->count > 1))
		return false;
	if (jy_code_is_word(code))
		return !wanted->name || jy_word_reserved(jy_code_word(code));
	return true;
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

/* One more of the list; the first round counts, the second writes. */
static void add_expected(struct wanted *wanted, const char *what, bool quoted)
{
	int total = wanted->count;
	int most = total > SHOWN + 1 ? SHOWN : total;
	if (wanted->shown >= most)
		return;
	if (wanted->shown)
		jb_buf_add_string(&wanted->out, wanted->shown + 1 == total ? " or " : ", ");
	jb_buf_printf(&wanted->out, quoted ? "`%s`" : "%s", what);
	wanted->shown++;
}

static bool is_quoted(int code)
{
	return jy_code_is_word(code) || code == TOK_LBRACE || code == TOK_RBRACE ||
	       (code >= TOK_LPAREN && code <= TOK_SLASH);
}

static void add_rank(struct wanted *wanted, int now, bool counting)
{
	const struct stuck *stuck = wanted->stuck;
	for (size_t i = 0; i < GROUP_COUNT; i++) {
		if (!wanted->grouped[i] || groups[i].rank != now)
			continue;
		if (counting)
			wanted->count++;
		else
			add_expected(wanted, groups[i].says, false);
	}
	for (int i = 0; i < stuck->count; i++) {
		int code = stuck->expected[i];
		if (rank(code) != now || !listed(wanted, code))
			continue;
		if (counting)
			wanted->count++;
		else
			add_expected(wanted, jy_token_name(code), is_quoted(code));
	}
}

static struct jb_text expected_text(const struct stuck *stuck)
{
	struct wanted wanted = {.stuck = stuck, .name = expects(stuck, TOK_NAME)};
	jb_buf_init(&wanted.out, stuck->cx->arena);
	form_groups(&wanted);
	for (int now = 0; now < 4; now++)
		add_rank(&wanted, now, true);
	for (int now = 0; now < 4; now++)
		add_rank(&wanted, now, false);
	if (wanted.shown < wanted.count)
		jb_buf_add_string(&wanted.out, ", …");
	return jb_buf_text(&wanted.out);
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

/* `handles a, b,` before a line that begins a new statement: the comma drew that line in. The
 * comma, or NULL. */
static const struct jy_token *drawing_comma(const struct stuck *stuck)
{
	struct jy_parse_ctx *cx = stuck->cx;
	for (uint32_t i = cx->at; i > 0 && i + 3 > cx->at; i--) {
		const struct jy_token *token = &cx->tokens.at[i], *before = token - 1;
		if (token->line_before && before->code == TOK_COMMA)
			return before;
	}
	return NULL;
}

static struct jy_diag *report_comma(const struct stuck *stuck, const struct jy_token *comma)
{
	struct jy_diags *diags = stuck->cx->diags;
	struct jy_diag *diag = jy_diag_error(
		diags, JY_D_SYNTAX, comma->span,
		"this comma at the end of the line draws the next line into the statement");
	jy_diag_label(diags, diag, stuck->token->span, "so this is not understood");
	jy_diag_help(diags, diag, "take the comma away: the end of the line ends the statement");
	jy_diag_fix(diags, diag, comma->span, JB_TEXT(""));
	return diag;
}

/* What begins no statement of this block: the list is of statements, so it is said as such. */
static bool at_statement(const struct stuck *stuck)
{
	bool begins = !stuck->previous || stuck->previous->code == TOK_TERM ||
		      stuck->previous->code == TOK_LBRACE;
	return begins && !expects(stuck, TOK_NAME) && stuck->found != TOK_TERM &&
	       stuck->found != TOK_YYEOF && stuck->found != TOK_LBRACE &&
	       stuck->found != TOK_RBRACE;
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

/* Two words of the language may be alike, one for here and one for elsewhere. */
static void help_alike(const struct stuck *stuck, struct jy_diag *diag, struct jb_text written)
{
	struct jb_text candidate[JY_WORD_COUNT];
	size_t count = 0;
	for (int i = 0; i < stuck->count; i++)
		if (jy_code_is_word(stuck->expected[i]))
			candidate[count++] = jb_text_of(jy_token_name(stuck->expected[i]));
	int near = jb_text_nearest(written, candidate, count);
	if (near < 0)
		return;
	jy_diag_help(stuck->cx->diags, diag, "or did you mean `%.*s`?", JB_ARG(candidate[near]));
}

/* A statement that belongs into another block; NULL where there is none. */
static struct jy_diag *report_misplaced(const struct stuck *stuck)
{
	struct jy_parse_ctx *cx = stuck->cx;
	struct jb_text home = jy_homes_of(cx, stuck->found);
	if (!home.size)
		return NULL;
	const char *word = jy_token_name(stuck->found);
	const char *article = jy_homes_is_block(stuck->found) ? jy_article(word) : "";
	struct jy_diag *diag = jy_diag_error(cx->diags, JY_D_SYNTAX, place(stuck),
					     "%s`%s` belongs %.*s", article, word, JB_ARG(home));
	if (cx->within) {
		const struct jy_token *head = &cx->tokens.at[cx->within - 1];
		jy_diag_label(cx->diags, diag, head->span, "this is the block of %s`%.*s`",
			      jy_article(jy_token_name(head->code)),
			      JB_ARG(jy_file_slice(cx->file, head->span)));
	} else {
		jy_diag_note(cx->diags, diag, "no block is open here");
	}
	if (jy_homes_block(cx) == TOK_K_RULES)
		jy_diag_help(cx->diags, diag,
			     "the level of a rule is written `rule audit.none off`");
	else
		help_alike(stuck, diag, jy_file_slice(cx->file, stuck->token->span));
	return diag;
}

static struct jy_diag *report_statement(const struct stuck *stuck)
{
	struct jy_parse_ctx *cx = stuck->cx;
	struct jy_diag *diag = report_misplaced(stuck);
	if (diag)
		return diag;
	struct jb_text got = found_text(stuck);
	diag = jy_diag_error(cx->diags, JY_D_SYNTAX, place(stuck),
			     "no statement here begins with %.*s", JB_ARG(got));
	struct jb_buf words;
	jb_buf_init(&words, cx->arena);
	add_words(&words, stuck);
	jy_diag_note(cx->diags, diag, "here may stand: %.*s", JB_ARG(jb_buf_text(&words)));
	const char *hint = jy_synonym_hint(jy_file_slice(cx->file, stuck->token->span));
	if (hint)
		jy_diag_help(cx->diags, diag, "%s", hint);
	else
		jy_slip_statement(cx, diag);
	return diag;
}

/* `persona among`: a name is wanted, and no expression, in which the word could be at home. */
static bool is_reserved_name(const struct stuck *stuck)
{
	return expects(stuck, TOK_NAME) && !expects(stuck, TOK_LPAREN) &&
	       jy_word_reserved(jy_code_word(stuck->found));
}

static void report_reserved(const struct stuck *stuck)
{
	struct jy_parse_ctx *cx = stuck->cx;
	struct jy_diag *diag = jy_diag_error(cx->diags, JY_D_WORD_RESERVED, place(stuck),
					     "`%s` is one of the few words that cannot be a name",
					     jy_word_text(jy_code_word(stuck->found)));
	jy_diag_help(cx->diags, diag, "choose another name; a title in quotes may hold any word");
}

void jy_expected_report(struct jy_parse_ctx *cx, const int *expected, int count, int found)
{
	struct stuck stuck = {.cx = cx, .expected = expected, .count = count, .found = found};
	stuck.token = &cx->tokens.at[cx->at];
	stuck.previous = cx->at ? stuck.token - 1 : NULL;
	cx->in_repair = true;
	if (at_statement(&stuck)) {
		report_statement(&stuck);
		return;
	}
	if (is_reserved_name(&stuck)) {
		report_reserved(&stuck);
		return;
	}
	const struct jy_token *comma = drawing_comma(&stuck);
	if (comma) {
		report_comma(&stuck, comma);
		return;
	}
	struct jb_text got = found_text(&stuck), wanted = expected_text(&stuck);
	struct jy_diag *diag = wanted.size ? jy_diag_error(cx->diags, JY_D_SYNTAX, place(&stuck),
							   "found %.*s; expected %.*s", JB_ARG(got),
							   JB_ARG(wanted))
					   : jy_diag_error(cx->diags, JY_D_SYNTAX, place(&stuck),
							   "found %.*s", JB_ARG(got));
	jy_slip_help(cx, diag, expected, count, found);
}
