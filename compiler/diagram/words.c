/*
 * Criteria, thresholds, periods and verdicts in words. Writes text only; knows nothing of pictures.
 */
#include "diagram/words.h"

void jy_words_feeling(struct jb_buf *out, const struct jy_journey *journey, jb_fix value)
{
	if (value > 0 && journey->scale_low < 0)
		jb_buf_add_byte(out, '+');
	if (value < 0)
		jb_buf_add_string(out, JY_MINUS);
	jb_buf_add_fix(out, value < 0 ? -(jb_i128)value : value);
}

static const char *comparison_word(enum jrt_comparison comparison)
{
	switch (comparison) {
	case JRT_AT_LEAST: return "at least ";
	case JRT_AT_MOST: return "at most ";
	case JRT_ABOVE: return "above ";
	case JRT_BELOW: return "below ";
	case JRT_WITHIN: return "";
	}
	return "";
}

static void add_threshold(struct jb_buf *out, const struct jy_criterion *criterion,
			  const struct jrt_threshold *threshold)
{
	const struct jy_metric *metric = criterion->metric;
	enum jrt_type type = metric ? metric->type : JRT_NUMBER;
	struct jb_text currency = metric ? metric->currency : JB_TEXT("");
	jb_buf_add_string(out, comparison_word(threshold->comparison));
	jy_figures_add_exact(out, type, currency, threshold->low);
	if (threshold->comparison == JRT_WITHIN) {
		jb_buf_add_string(out, " to ");
		jy_figures_add_exact(out, type, currency, threshold->high);
	}
}

static void add_period(struct jb_buf *out, const struct jy_period *period)
{
	static const char *const unit[] = {"day", "week", "month", "quarter", "year"};
	if (!period->given || period->spec.unit == JRT_WHOLE)
		return;
	const char *name = unit[period->spec.unit];
	if (period->spec.rolling > 1)
		jb_buf_printf(out, " every rolling %u" JY_NBSP "%ss", period->spec.rolling, name);
	else
		jb_buf_printf(out, " every %s", name);
}

/* "no worse than core by more than 5 pp" */
static void add_against(struct jb_buf *out, const struct jy_criterion *criterion)
{
	const struct jy_criterion *other = criterion->against;
	const struct jy_decl *who = other->site	  ? &other->site->decl
				    : other->team ? &other->team->decl
						  : &other->partner->decl;
	const struct jy_metric *metric = criterion->metric;

	jb_buf_printf(out, "no worse than %.*s", JB_ARG(who->title));
	if (!criterion->margin)
		return;
	jb_buf_add_string(out, " by more than ");
	if (metric->type != JRT_SHARE) {
		jy_figures_add_exact(out, metric->type, metric->currency, criterion->margin);
		return;
	}
	jb_buf_add_fix(out, (jb_i128)criterion->margin * 100);
	jb_buf_add_string(out, JY_NBSP "pp");
}

struct jb_text jy_words_criterion(struct jb_arena *arena, const struct jy_criterion *criterion)
{
	struct jb_buf out;
	jb_buf_init(&out, arena);
	if (criterion->against) {
		add_against(&out, criterion);
		add_period(&out, &criterion->period);
	}
	for (size_t i = 0; i < criterion->threshold_count; i++) {
		if (i > 0) {
			jb_buf_add_string(&out, ", from ");
			jy_figures_add_date(&out, criterion->threshold[i].from);
			jb_buf_add_byte(&out, ' ');
		}
		add_threshold(&out, criterion, &criterion->threshold[i]);
		if (i == 0)
			add_period(&out, &criterion->period);
	}
	return jb_buf_text(&out);
}

const char *jy_words_sign(enum jrt_verdict_kind verdict)
{
	switch (verdict) {
	case JRT_MET: return "met";
	case JRT_MISSED: return "missed";
	case JRT_EXCUSED: return "excused";
	case JRT_NOT_MEASURED: return "not measured";
	}
	return "";
}

/* A number told in JSON as a decimal text of any length. Digits past the millionths are cut off,
 * not rounded: what is shown is rounded once. */
static bool number_of(struct jb_text text, jb_fix *value)
{
	return jb_number_parse(text, '.', 1, 1, JB_ROUND_DOWN, 1, value) == JB_NUMBER_OK;
}

static const char *relation(jb_fix value, const struct jrt_threshold *threshold)
{
	if (value > threshold->low)
		return threshold->comparison == JRT_AT_LEAST ? " \xe2\x89\xa5 " : " > ";
	if (value < threshold->low)
		return threshold->comparison == JRT_AT_MOST ? " \xe2\x89\xa4 " : " < ";
	return threshold->comparison == JRT_AT_LEAST  ? " \xe2\x89\xa5 "
	       : threshold->comparison == JRT_AT_MOST ? " \xe2\x89\xa4 "
						      : " = ";
}

/* The last threshold, or the one that was in force by what the report says. */
static struct jrt_threshold threshold_of(const struct jy_criterion *criterion, struct jb_text given,
					 bool *told)
{
	struct jrt_threshold threshold = criterion->threshold[criterion->threshold_count - 1];
	jb_fix limit;
	*told = given.size == 0 || number_of(given, &limit);
	if (given.size > 0 && *told)
		threshold.low = limit;
	return threshold;
}

static void add_comparison(struct jb_buf *out, const struct jy_criterion *criterion, jb_fix value,
			   struct jb_text given)
{
	bool told;
	const struct jrt_threshold threshold = threshold_of(criterion, given, &told);
	enum jrt_type type = criterion->metric->type;
	struct jb_text currency = criterion->metric->currency;
	struct jb_ratio ratio = jb_ratio_of_fix(value);
	jy_figures_add(out, type, currency, ratio, jy_figures_detail(type, ratio, &threshold));
	if (!told || threshold.comparison == JRT_WITHIN) {
		jb_buf_add_string(out, ", ");
		if (told)
			add_threshold(out, criterion,
				      &criterion->threshold[criterion->threshold_count - 1]);
		else
			jb_buf_add_text(out, given);
		return;
	}
	jb_buf_add_string(out, relation(type == JRT_DATE ? value / JB_FIX_ONE : value, &threshold));
	jy_figures_add_exact(out, type, currency, threshold.low);
}

bool jy_words_figure(struct jb_buf *out, const struct jy_criterion *criterion,
		     const struct jy_overlay_verdict *verdict, jb_fix *value, jb_fix *limit)
{
	const struct jy_metric *metric = criterion->metric;
	bool told;
	if (metric == NULL || criterion->threshold_count == 0 || !number_of(verdict->value, value))
		return false;
	const struct jrt_threshold threshold = threshold_of(criterion, verdict->threshold, &told);
	struct jb_ratio ratio = jb_ratio_of_fix(*value);
	*limit = threshold.low;
	jy_figures_add(out, metric->type, metric->currency, ratio,
		       jy_figures_detail(metric->type, ratio, &threshold));
	return true;
}

struct jb_text jy_words_verdict(struct jb_arena *arena, const struct jy_criterion *criterion,
				const struct jy_overlay_verdict *verdict)
{
	struct jb_buf out;
	jb_fix value;
	jb_buf_init(&out, arena);
	if (jb_text_trim(verdict->value).size == 0)
		jb_buf_add_string(&out, jy_words_sign(verdict->verdict));
	else if (number_of(verdict->value, &value) && criterion->metric &&
		 criterion->threshold_count > 0)
		add_comparison(&out, criterion, value, verdict->threshold);
	else
		jb_buf_add_text(&out, verdict->value);
	return jb_buf_text(&out);
}
