/*
 * Reported figures against recomputed ones, period by period, and the first explanation that gives
 * the reported figure to its last digit. Reads measurements alone: what a reading of a formula
 * comes to was measured like any other figure.
 */
#include "base/arena.h"
#include "base/vec.h"
#include "judge/figure.h"
#include "journey/audit.h"

/* The measurements of one meter, by period. */
struct series {
	const struct jrt_measurement *at;
	size_t count;
};

/* One column being audited. */
struct subject {
	const struct jrt_plan *plan;
	const struct jrt_judged *judged;
	const struct jrt_reported *reported;
	const struct jrt_metric *metric;
	struct jb_arena *arena;
	struct series said, computed;
	struct jb_ratio step; /* of the report's last digit */
	uint32_t number;
};

static struct series series_of(const struct jrt_judged *judged, uint32_t meter)
{
	struct series series = {0};

	for (size_t i = 0; meter != JRT_NONE && i < judged->measurement_count; i++) {
		if (judged->measurement[i].meter != meter)
			continue;
		if (!series.count)
			series.at = &judged->measurement[i];
		series.count++;
	}
	return series;
}

/* Ascending, so by halves. */
static const struct jrt_measurement *at_period(struct series series, int64_t from)
{
	size_t low = 0, high = series.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (series.at[middle].from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low < series.count && series.at[low].from == from ? &series.at[low] : NULL;
}

static bool has_value(const struct jrt_measurement *measured)
{
	return measured && measured->measured && measured->exact && measured->value.den > 0;
}

/* ---- how the report rounds ---- */

/* The last digit that all its figures together show, in the unit that they are written in. */
static struct jb_ratio shown_step(const struct subject *subject)
{
	jb_fix step = subject->reported->digit > 0 ? subject->reported->digit : JB_FIX_ONE;

	if (subject->reported->step > 0)
		return jb_ratio_of_fix(subject->reported->step);
	for (; step > 1; step /= 10) {
		size_t i = 0;
		struct jb_ratio steps;

		while (i < subject->said.count &&
		       (!has_value(&subject->said.at[i]) ||
			(jb_ratio_div(subject->said.at[i].value, jb_ratio_of_fix(step), &steps) &&
			 steps.num % steps.den == 0)))
			i++;
		if (i == subject->said.count)
			break;
	}
	return jb_ratio_of_fix(step);
}

static enum jb_rounding rounding_of(const struct subject *subject)
{
	enum jb_rounding rounding = subject->reported->rounding;

	return rounding == JB_ROUND_NONE ? JB_ROUND_HALF_UP : rounding;
}

static bool rounds_to(const struct subject *subject, struct jb_ratio value,
		      enum jb_rounding rounding, struct jb_ratio said)
{
	struct jb_ratio rounded;

	return jb_ratio_round(value, subject->step, rounding, &rounded) &&
	       jb_ratio_compare(rounded, said) == 0;
}

/* ---- explanations ---- */

static bool by_rounding(const struct subject *subject, struct jrt_audit_line *line)
{
	static const struct {
		enum jb_rounding rounding;
		const char *words;
	} all[] = {
		{JB_ROUND_DOWN, "cut off instead of rounded"},
		{JB_ROUND_HALF_UP, "rounded half up"},
		{JB_ROUND_HALF_EVEN, "rounded half to even"},
		{JB_ROUND_UP, "always rounded up"},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i].rounding == rounding_of(subject) ||
		    !rounds_to(subject, line->computed, all[i].rounding, line->said))
			continue;
		line->cause = JRT_AUDIT_BY_ROUNDING;
		line->because = jb_text_of(all[i].words);
		return true;
	}
	return false;
}

/* The part of a difference that is not nought. */
static bool parts(struct jb_ratio difference)
{
	return difference.num != 0;
}

/* How much a day's difference weighs: its numerator and denominator in rows together. */
static struct jb_ratio weight_of(const struct jrt_audit_day *day)
{
	struct jb_ratio num = day->num, den = day->den, sum = {0, 1};

	num.num = num.num < 0 ? -num.num : num.num;
	den.num = den.num < 0 ? -den.num : den.num;
	jb_ratio_add(num, den, &sum);
	return sum;
}

/* Keeps the heaviest days, heaviest first; of equals the earlier. */
static void keep_day(struct jrt_audit_line *line, const struct jrt_audit_day *day)
{
	size_t at = line->day_count;

	line->days++;
	while (at > 0 && jb_ratio_compare(weight_of(day), weight_of(&line->day[at - 1])) > 0)
		at--;
	if (at == JRT_AUDIT_DAYS_MAX)
		return;
	if (line->day_count < JRT_AUDIT_DAYS_MAX)
		line->day_count++;
	for (size_t i = line->day_count - 1; i > at; i--)
		line->day[i] = line->day[i - 1];
	line->day[at] = *day;
}

/* The days of the line's period on which the reading counts otherwise than the metric. */
static void find_days(const struct subject *subject, struct jrt_audit_line *line, uint32_t by_day)
{
	struct series own = series_of(subject->judged, subject->reported->by_day);
	struct series other = series_of(subject->judged, by_day);

	for (size_t i = 0; i < own.count; i++) {
		const struct jrt_measurement *a = &own.at[i], *b;
		struct jrt_audit_day day = {.label = a->label};

		if (a->from < line->from || a->to > line->to)
			continue;
		b = at_period(other, a->from);
		if (!b || !a->has_ratio || !b->has_ratio ||
		    !jb_ratio_sub(b->num, a->num, &day.num) ||
		    !jb_ratio_sub(b->den, a->den, &day.den))
			continue;
		if (parts(day.num) || parts(day.den))
			keep_day(line, &day);
	}
}

static bool by_reading(const struct subject *subject, struct jrt_audit_line *line)
{
	const struct jrt_reported *reported = subject->reported;

	for (size_t i = 0; i < reported->reading_count; i++) {
		const struct jrt_reading *reading = &reported->reading[i];
		const struct jrt_measurement *found =
			at_period(series_of(subject->judged, reading->meter), line->from);

		if (!has_value(found) ||
		    !rounds_to(subject, found->value, rounding_of(subject), line->said))
			continue;
		line->cause = JRT_AUDIT_BY_READING;
		line->reading = reading;
		line->because = reading->text;
		find_days(subject, line, reading->by_day);
		return true;
	}
	return false;
}

static bool by_quotient(const struct subject *subject, struct jrt_audit_line *line)
{
	const struct jrt_measurement *found = at_period(subject->computed, line->from);
	struct jb_ratio rest, value;

	if (!found->has_ratio || found->num.den <= 0 || found->den.den <= 0)
		return false;
	if (jb_ratio_sub(found->den, found->num, &rest) && rest.num > 0 &&
	    jb_ratio_div(found->num, rest, &value) &&
	    rounds_to(subject, value, rounding_of(subject), line->said)) {
		line->cause = JRT_AUDIT_BY_REST;
		line->because = JB_TEXT("divided by the others instead of by all");
		return true;
	}
	if (subject->metric->type == JRT_SHARE &&
	    jb_ratio_sub((struct jb_ratio){1, 1}, found->value, &value) &&
	    rounds_to(subject, value, rounding_of(subject), line->said)) {
		line->cause = JRT_AUDIT_BY_COMPLEMENT;
		line->because = JB_TEXT("the share of the others");
		return true;
	}
	return false;
}

/* A mean of ratios is a wrong form, and found in practice. */
static bool by_day_mean(const struct subject *subject, struct jrt_audit_line *line)
{
	struct series days = series_of(subject->judged, subject->reported->by_day);
	struct jb_ratio sum = {0, 1}, mean;
	int64_t count = 0;

	for (size_t i = 0; i < days.count; i++) {
		if (days.at[i].from < line->from || days.at[i].to > line->to ||
		    !has_value(&days.at[i]))
			continue;
		if (!jb_ratio_add(sum, days.at[i].value, &sum))
			return false;
		count++;
	}
	if (count < 2 || !jb_ratio_div(sum, (struct jb_ratio){count, 1}, &mean) ||
	    !rounds_to(subject, mean, rounding_of(subject), line->said))
		return false;
	line->cause = JRT_AUDIT_BY_DAY_MEAN;
	line->because = JB_TEXT("the mean of the days' figures, whatever a day's weight");
	return true;
}

static bool by_neighbour(const struct subject *subject, struct jrt_audit_line *line, size_t i)
{
	const struct jrt_measurement *near[2] = {
		i > 0 ? &subject->computed.at[i - 1] : NULL,
		i + 1 < subject->computed.count ? &subject->computed.at[i + 1] : NULL,
	};

	for (size_t k = 0; k < 2; k++) {
		if (!has_value(near[k]) ||
		    !rounds_to(subject, near[k]->value, rounding_of(subject), line->said))
			continue;
		line->cause = JRT_AUDIT_BY_NEIGHBOUR;
		line->because = jb_text_printf(subject->arena, "the figure of %.*s",
					       JB_ARG(near[k]->label));
		return true;
	}
	return false;
}

static void explain(const struct subject *subject, struct jrt_audit_line *line)
{
	const struct jrt_measurement *computed = at_period(subject->computed, line->from);
	size_t i = (size_t)(computed - subject->computed.at);

	if (by_rounding(subject, line) || by_reading(subject, line) || by_quotient(subject, line) ||
	    by_day_mean(subject, line) || by_neighbour(subject, line, i))
		return;
	line->because = JB_TEXT("");
}

/* ---- one period ---- */

/* The whole numbers from which the reported figure could come over the same denominator. */
static void find_needed(const struct subject *subject, const struct jrt_measurement *computed,
			struct jrt_audit_line *line)
{
	struct jb_ratio half, low, high;
	const struct jb_ratio one = {1, 1};

	if (!computed->has_ratio || computed->den.den <= 0 || computed->den.num <= 0 ||
	    subject->metric->type != JRT_SHARE)
		return;
	if (!jb_ratio_mul(subject->step, (struct jb_ratio){1, 2}, &half) ||
	    !jb_ratio_sub(line->said, half, &low) || !jb_ratio_add(line->said, half, &high) ||
	    !jb_ratio_mul(low, computed->den, &low) || !jb_ratio_mul(high, computed->den, &high) ||
	    !jb_ratio_round(low, one, JB_ROUND_UP, &line->needed_low) ||
	    !jb_ratio_round(high, one, JB_ROUND_DOWN, &line->needed_high))
		return;
	if (line->needed_low.num < 0)
		line->needed_low.num = 0;
	line->num = computed->num;
	line->den = computed->den;
	line->has_needed = jb_ratio_compare(line->needed_low, line->needed_high) <= 0;
}

static bool tolerated(const struct subject *subject, const struct jrt_audit_line *line)
{
	struct jb_ratio size = line->difference;

	size.num = size.num < 0 ? -size.num : size.num;
	return subject->reported->has_tolerance &&
	       jb_ratio_compare(size, jb_ratio_of_fix(subject->reported->tolerance)) <= 0;
}

static void compare(const struct subject *subject, const struct jrt_measurement *computed,
		    struct jrt_audit_line *line)
{
	line->computed = computed->value;
	line->rounded = computed->value;
	jb_ratio_round(computed->value, subject->step, rounding_of(subject), &line->rounded);
	jb_ratio_sub(line->said, line->computed, &line->difference);
	if (jb_ratio_compare(line->rounded, line->said) == 0) {
		line->kind = JRT_AUDIT_AGREES;
		return;
	}
	line->kind = tolerated(subject, line) ? JRT_AUDIT_TOLERATED : JRT_AUDIT_DIFFERS;
	explain(subject, line);
	find_needed(subject, computed, line);
}

static struct jrt_audit_line line_of(const struct subject *subject,
				     const struct jrt_measurement *said)
{
	const struct jrt_measurement *computed = at_period(subject->computed, said->from);
	struct jrt_audit_line line = {
		.reported = subject->number,
		.label = said->label,
		.from = said->from,
		.to = said->to,
		.kind = JRT_AUDIT_NOT_COMPARED,
		.said = said->value,
	};

	if (has_value(said) && said->n == 1 && has_value(computed))
		compare(subject, computed, &line);
	else if (has_value(said) && said->n > 1)
		line.because = jb_text_printf(subject->arena, "%llu rows report this period",
					      (unsigned long long)said->n);
	else if (!has_value(said))
		line.because = JB_TEXT("the report has no figure");
	else
		line.because = computed && computed->reason.size
				       ? computed->reason
				       : JB_TEXT("the rows give no figure that is a fraction");
	return line;
}

static void count(struct jrt_audit *out, const struct jrt_audit_line *line)
{
	switch (line->kind) {
	case JRT_AUDIT_AGREES: out->agree++; return;
	case JRT_AUDIT_TOLERATED: out->tolerated++; break;
	case JRT_AUDIT_DIFFERS: out->differ++; break;
	case JRT_AUDIT_NOT_COMPARED: out->not_compared++; return;
	}
	out->explained += line->cause != JRT_AUDIT_BY_NOTHING;
}

void jrt_audit_reported(const struct jrt_plan *plan, const struct jrt_judged *judged,
			const struct jrt_reported *reported, size_t reported_count,
			struct jb_arena *arena, struct jrt_audit *out)
{
	JB_VEC(struct jrt_audit_line) lines = {0};

	*out = (struct jrt_audit){0};
	for (uint32_t i = 0; i < reported_count; i++) {
		struct subject subject = {
			.plan = plan,
			.judged = judged,
			.reported = &reported[i],
			.metric = &plan->metric[plan->meter[reported[i].computed].metric],
			.arena = arena,
			.said = series_of(judged, reported[i].said),
			.computed = series_of(judged, reported[i].computed),
			.number = i,
		};

		subject.step = shown_step(&subject);
		for (size_t k = 0; k < subject.said.count; k++) {
			struct jrt_audit_line line = line_of(&subject, &subject.said.at[k]);

			*jb_push(arena, &lines) = line;
			count(out, &line);
		}
	}
	out->line = lines.at;
	out->line_count = lines.count;
}
