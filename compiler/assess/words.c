/*
 * How scores, gates and prices are worded, once for all forms of the report.
 */
#include "assess/words.h"

#include "time/date_text.h"

/* To two places, half up; whole numbers without places. */
void jy_score_add(struct jb_buf *out, jb_fix score)
{
	const jb_fix step = JB_FIX_ONE / 100;
	jb_fix up = score < 0 ? -(step / 2) : step / 2;

	jb_buf_add_fix(out, (score + up) / step * step);
}

static bool is_withheld(const struct jy_candidate *candidate, bool after_others)
{
	return after_others && candidate->gate_given && !candidate->gate_passed;
}

struct jb_text jy_score_text(struct jb_arena *arena, const struct jy_candidate *candidate,
			     const struct jy_theme_score *score)
{
	struct jb_buf text;

	if (is_withheld(candidate, score->after_others))
		return JB_TEXT("withheld");
	if (score->standing == JY_RAN_OUT)
		return JB_TEXT("ran out");
	if (!score->den)
		return JB_TEXT("-");
	jb_buf_init(&text, arena);
	jy_score_add(&text, score->score);
	if (score->standing == JY_IN_PART)
		jb_buf_add_string(&text, " in part");
	return jb_buf_text(&text);
}

const char *jy_gate_word(const struct jy_candidate *candidate)
{
	if (!candidate->gate_given)
		return "none";
	return candidate->gate_passed ? "passed" : "not passed";
}

const char *jy_standing_word(enum jy_standing standing)
{
	switch (standing) {
	case JY_RAN_OUT: return "ran out";
	case JY_IN_PART: return "in part";
	case JY_ASSESSED: return "assessed";
	default: return "not assessed";
	}
}

struct jb_text jy_gate_why(struct jb_arena *arena, const struct jy_candidate *candidate)
{
	struct jb_buf text;

	jb_buf_init(&text, arena);
	for (size_t i = 0; candidate->gate_given && i < candidate->theme_count; i++) {
		const struct jy_theme_score *score = &candidate->theme[i];

		if (!score->asked || score->passes)
			continue;
		jb_buf_printf(&text, "%s%.*s ", text.size ? "; " : "",
			      JB_ARG(score->theme->decl.name));
		if (score->standing != JY_ASSESSED) {
			jb_buf_add_string(&text, score->standing == JY_IN_PART
							 ? "assessed in part"
							 : jy_standing_word(score->standing));
			continue;
		}
		jy_score_add(&text, score->score);
		jb_buf_add_string(&text, ", at least ");
		jy_score_add(&text, score->least);
		jb_buf_add_string(&text, " is asked");
	}
	return jb_buf_text(&text);
}

struct jb_text jy_assess_date(struct jb_arena *arena, int32_t day)
{
	return jrt_date_text(arena, day);
}

/* EUR 4.20: two places, more where they are needed. */
static void add_money(struct jb_buf *out, struct jb_text currency, jb_fix amount)
{
	jb_fix cents = JB_FIX_ONE / 100;

	jb_buf_printf(out, "%.*s ", JB_ARG(currency));
	if (amount % cents)
		jb_buf_add_fix(out, amount);
	else
		jb_buf_printf(out, "%lld.%02lld", (long long)(amount / JB_FIX_ONE),
			      (long long)(amount % JB_FIX_ONE / cents));
}

struct jb_text jy_price_text(struct jb_arena *arena, const struct jy_candidate *candidate)
{
	const struct jy_assessment *assessment = candidate->assessment;
	struct jb_buf text;

	if (!assessment->has_price && !assessment->saving_count)
		return JB_TEXT("");
	if (is_withheld(candidate, true))
		return JB_TEXT("withheld");
	jb_buf_init(&text, arena);
	if (assessment->has_price) {
		add_money(&text, assessment->price_currency, assessment->price);
		jb_buf_printf(&text, " per %.*s", JB_ARG(assessment->price_per));
	}
	for (size_t i = 0; i < assessment->saving_count; i++) {
		const struct jy_saving *saving = &assessment->saving[i];

		jb_buf_printf(&text, "%ssaving ", text.size ? "; " : "");
		jb_buf_add_fix(&text, saving->share * 100);
		jb_buf_printf(&text, "%% of %.*s", JB_ARG(saving->of));
		if (saving->per.size)
			jb_buf_printf(&text, " per %.*s", JB_ARG(saving->per));
	}
	return jb_buf_text(&text);
}
