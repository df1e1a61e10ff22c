/*
 * Figures for people. One question decides each: how many decimals, of which unit. The answer is a
 * `look`; writing it and rounding to it are separate, so that a report can ask what will be shown.
 */
#include <assert.h>
#include <math.h>

#include "judge/figure.h"
#include "time/civil.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

enum shape { PLAIN, PERCENT, SECONDS, MINUTES, HOURS, DAYS };

/* `shape` and decimals of the shown number. MINUTES: "8 min 20 s"; HOURS: "3 h 20 min". */
struct look {
	enum shape shape;
	unsigned decimals;
};

static struct jb_ratio whole(jb_i128 number)
{
	return (struct jb_ratio){number, 1};
}

static bool is_whole(struct jb_ratio value)
{
	return value.num % value.den == 0;
}

static bool below(struct jb_ratio value, int64_t limit)
{
	struct jb_ratio size = {value.num < 0 ? -value.num : value.num, value.den};
	return jb_ratio_compare(size, whole(limit)) < 0;
}

static struct look look_at_duration(struct jb_ratio value, unsigned detail)
{
	if (detail > 0)
		return (struct look){SECONDS, detail + 1};
	if (below(value, 2 * MINUTE))
		return (struct look){SECONDS, is_whole(value) ? 0 : 1};
	if (below(value, HOUR))
		return (struct look){MINUTES, 0};
	if (below(value, 2 * DAY))
		return (struct look){HOURS, 0};
	return (struct look){DAYS, 1};
}

/* Below 10 %, and not rounded up to it: a tenth of a percent is much of so little. */
static bool is_small_share(struct jb_ratio value)
{
	struct jb_ratio size = {value.num < 0 ? -value.num : value.num, value.den};

	return jb_ratio_compare(size, (struct jb_ratio){1999, 20000}) < 0;
}

static struct look look_at(enum jrt_type type, struct jb_ratio value, unsigned detail)
{
	switch (type) {
	case JRT_DURATION: return look_at_duration(value, detail);
	case JRT_SHARE: return (struct look){PERCENT, detail + (is_small_share(value) ? 2 : 1)};
	case JRT_POINTS: return (struct look){PLAIN, detail + 1};
	case JRT_COUNT: return (struct look){PLAIN, is_whole(value) ? 0 : detail + 1};
	default: return (struct look){PLAIN, detail + 2};
	}
}

static jb_i128 power_of_ten(unsigned exponent)
{
	jb_i128 power = 1;
	while (exponent-- > 0)
		power *= 10;
	return power;
}

/* The smallest difference that a look shows. */
static struct jb_ratio step_of(struct look look)
{
	jb_i128 fraction = power_of_ten(look.decimals);

	switch (look.shape) {
	case PERCENT: return (struct jb_ratio){1, 100 * fraction};
	case HOURS: return whole(MINUTE);
	case DAYS: return (struct jb_ratio){DAY, fraction};
	default: return (struct jb_ratio){1, fraction};
	}
}

static int side(struct jb_ratio value, jb_fix bound)
{
	int order = jb_ratio_compare(value, jb_ratio_of_fix(bound));
	return (order > 0) - (order < 0);
}

unsigned jrt_figure_detail(const struct jrt_metric *metric, struct jb_ratio value,
			   const struct jrt_threshold *threshold)
{
	for (unsigned detail = 0; detail < JRT_FIGURE_DETAIL_MAX; detail++) {
		struct jb_ratio shown, step = step_of(look_at(metric->type, value, detail));

		if (!jb_ratio_round(value, step, JB_ROUND_HALF_UP, &shown))
			return detail;
		if (side(shown, threshold->low) == side(value, threshold->low) &&
		    (threshold->comparison != JRT_WITHIN ||
		     side(shown, threshold->high) == side(value, threshold->high)))
			return detail;
	}
	return JRT_FIGURE_DETAIL_MAX;
}

/* Commas between thousands of the digits before the point, which begin at `from`. */
static void group_thousands(struct jb_buf *buf, size_t from)
{
	size_t end = from;

	while (end < buf->size && buf->data[end] >= '0' && buf->data[end] <= '9')
		end++;
	for (size_t at = end; at > from + 3; at -= 3) {
		jb_buf_add_byte(buf, ',');
		for (size_t i = buf->size - 1; i > at - 3; i--)
			buf->data[i] = buf->data[i - 1];
		buf->data[at - 3] = ',';
	}
}

static void add_grouped(struct jb_buf *buf, struct jb_ratio value, unsigned decimals)
{
	size_t from = buf->size;

	jb_buf_add_ratio_fixed(buf, value, decimals);
	if (from < buf->size && buf->data[from] == '-')
		from++;
	group_thousands(buf, from);
}

void jrt_figure_add_count(struct jb_buf *buf, uint64_t count)
{
	add_grouped(buf, whole((jb_i128)count), 0);
}

void jrt_figure_add_date(struct jb_buf *buf, int64_t days)
{
	struct jrt_date date = jrt_civil_date(days);
	jb_buf_printf(buf, "%04d-%02u-%02u", date.year, (unsigned)date.month, (unsigned)date.day);
}

static void add_clock(struct jb_buf *buf, int64_t us)
{
	long long seconds = us / JRT_SECOND_US, fraction = us % JRT_SECOND_US;

	jb_buf_printf(buf, "%02lld:%02lld:%02lld", seconds / HOUR, seconds / MINUTE % 60,
		      seconds % 60);
	if (fraction != 0)
		jb_buf_printf(buf, ".%06lld", fraction);
}

void jrt_figure_add_instant(struct jb_buf *buf, int64_t instant)
{
	int64_t rest = instant % JRT_DAY_US;

	jrt_figure_add_date(buf, jrt_civil_floor(instant, JRT_DAY_US));
	jb_buf_add_byte(buf, 'T');
	add_clock(buf, rest < 0 ? rest + JRT_DAY_US : rest);
	jb_buf_add_byte(buf, 'Z');
}

/* Whole seconds as "3 h 20 min". */
static void add_clockwork(struct jb_buf *buf, int64_t seconds)
{
	if (seconds < 0)
		jb_buf_add_byte(buf, '-');
	if (seconds < 0)
		seconds = -seconds;
	long long hours = seconds / HOUR, minutes = seconds / MINUTE % 60, rest = seconds % 60;

	if (hours > 0)
		jb_buf_printf(buf, "%lld h", hours);
	if (minutes > 0)
		jb_buf_printf(buf, "%s%lld min", hours > 0 ? " " : "", minutes);
	if (rest > 0)
		jb_buf_printf(buf, "%s%lld s", hours + minutes > 0 ? " " : "", rest);
	if (hours + minutes + rest == 0)
		jb_buf_add_string(buf, "0 s");
}

static void add_duration(struct jb_buf *buf, struct jb_ratio value, struct look look)
{
	struct jb_ratio rounded;

	if ((look.shape == MINUTES || look.shape == HOURS) &&
	    jb_ratio_round(value, step_of(look), JB_ROUND_HALF_UP, &rounded)) {
		add_clockwork(buf, (int64_t)(rounded.num / rounded.den));
	} else if (look.shape == DAYS && jb_ratio_div(value, whole(DAY), &rounded)) {
		add_grouped(buf, rounded, look.decimals);
		jb_buf_add_string(buf, " days");
	} else {
		add_grouped(buf, value, look.decimals);
		jb_buf_add_string(buf, " s");
	}
}

void jrt_figure_add_percent(struct jb_buf *buf, struct jb_ratio share, unsigned decimals)
{
	struct jb_ratio percent;

	if (!jb_ratio_mul(share, whole(100), &percent))
		percent = share;
	add_grouped(buf, percent, decimals);
	jb_buf_add_string(buf, " %");
}

/* Dates and times of day; false for other types, and for times that no calendar has. */
static bool add_time_of(struct jb_buf *buf, enum jrt_type type, struct jb_ratio value)
{
	bool is_date = type == JRT_DATE;

	if (!is_date && type != JRT_INSTANT && type != JRT_CLOCK)
		return false;
	if (!below(value, is_date ? JRT_INSTANT_MAX / JRT_DAY_US : JRT_INSTANT_MAX / JRT_SECOND_US))
		return false;
	jb_i128 whole_part = value.num / value.den, rest = value.num % value.den;
	int64_t us = (int64_t)(whole_part * JRT_SECOND_US + rest * JRT_SECOND_US / value.den);

	if (is_date)
		jrt_figure_add_date(buf, (int64_t)whole_part);
	else if (type == JRT_INSTANT)
		jrt_figure_add_instant(buf, us);
	else
		add_clock(buf, us);
	return true;
}

void jrt_figure_add(struct jb_buf *buf, const struct jrt_metric *metric, struct jb_ratio value,
		    unsigned detail)
{
	struct look look = look_at(metric->type, value, detail);

	assert(value.den > 0);
	if (add_time_of(buf, metric->type, value))
		return;
	if (metric->type == JRT_DURATION) {
		add_duration(buf, value, look);
		return;
	}
	if (look.shape == PERCENT) {
		jrt_figure_add_percent(buf, value, look.decimals);
		return;
	}
	if (metric->type == JRT_MONEY && metric->currency.size > 0)
		jb_buf_printf(buf, "%.*s ", JB_ARG(metric->currency));
	add_grouped(buf, value, look.decimals);
	if (metric->type == JRT_POINTS)
		jb_buf_add_string(buf, " points");
}

void jrt_figure_add_real(struct jb_buf *buf, const struct jrt_metric *metric, double value,
			 unsigned detail)
{
	struct jb_ratio ratio;

	if (jrt_ratio_of_double(value, &ratio))
		jrt_figure_add(buf, metric, ratio, detail);
	else
		jb_buf_add_string(buf, "no bound");
}

/* The shortest exact decimal, its thousands grouped. */
static void add_exact_grouped(struct jb_buf *buf, jb_i128 millionths)
{
	size_t from = buf->size;

	jb_buf_add_fix(buf, millionths);
	group_thousands(buf, buf->data[from] == '-' ? from + 1 : from);
}

static void add_exact_duration(struct jb_buf *buf, jb_fix value)
{
	int64_t seconds = value / JB_FIX_ONE;
	int64_t size = seconds < 0 ? -seconds : seconds;

	if (value % JB_FIX_ONE != 0 || size < 2 * MINUTE) {
		add_exact_grouped(buf, value);
		jb_buf_add_string(buf, " s");
	} else if (size >= 2 * DAY && size % DAY == 0) {
		add_grouped(buf, whole(seconds / DAY), 0);
		jb_buf_add_string(buf, " days");
	} else {
		add_clockwork(buf, seconds);
	}
}

void jrt_figure_add_exact(struct jb_buf *buf, const struct jrt_metric *metric, jb_fix value)
{
	struct jb_ratio ratio = {value, metric->type == JRT_DATE ? 1 : JB_FIX_ONE};

	if (add_time_of(buf, metric->type, ratio))
		return;
	if (metric->type == JRT_DURATION) {
		add_exact_duration(buf, value);
	} else if (metric->type == JRT_SHARE) {
		add_exact_grouped(buf, (jb_i128)value * 100);
		jb_buf_add_string(buf, " %");
	} else {
		if (metric->type == JRT_MONEY && metric->currency.size > 0)
			jb_buf_printf(buf, "%.*s ", JB_ARG(metric->currency));
		add_exact_grouped(buf, value);
		if (metric->type == JRT_POINTS)
			jb_buf_add_string(buf, " points");
	}
}

/* Between two instants lies a duration, between two dates a number of days. */
static enum jrt_type type_of_gap(enum jrt_type type)
{
	if (type == JRT_INSTANT || type == JRT_CLOCK)
		return JRT_DURATION;
	return type == JRT_DATE ? JRT_COUNT : type;
}

static struct look look_at_gap(enum jrt_type type, struct jb_ratio gap, unsigned detail)
{
	return type == JRT_SHARE ? (struct look){PERCENT, detail + 1} : look_at(type, gap, detail);
}

void jrt_figure_add_gap(struct jb_buf *buf, const struct jrt_metric *metric, struct jb_ratio gap)
{
	struct jrt_metric as = *metric;
	unsigned detail = 0;
	struct jb_ratio shown;

	as.type = type_of_gap(metric->type);
	/* A gap that is there must not read as none. */
	while (detail < JRT_FIGURE_DETAIL_MAX && gap.num != 0 &&
	       jb_ratio_round(gap, step_of(look_at_gap(as.type, gap, detail)), JB_ROUND_HALF_UP,
			      &shown) &&
	       shown.num == 0)
		detail++;
	if (as.type == JRT_SHARE) { /* of two shares: "pp" instead of "%" */
		jrt_figure_add_percent(buf, gap, look_at_gap(as.type, gap, detail).decimals);
		buf->size--;
		jb_buf_add_string(buf, "pp");
		return;
	}
	jrt_figure_add(buf, &as, gap, detail);
}

void jrt_figure_add_threshold(struct jb_buf *buf, const struct jrt_metric *metric,
			      const struct jrt_threshold *threshold)
{
	static const char *const words[] = {
		[JRT_AT_LEAST] = "at least ", [JRT_AT_MOST] = "at most ", [JRT_ABOVE] = "above ",
		[JRT_BELOW] = "below ",	      [JRT_WITHIN] = "",
	};

	jb_buf_add_string(buf, words[threshold->comparison]);
	jrt_figure_add_exact(buf, metric, threshold->low);
	if (threshold->comparison == JRT_WITHIN) {
		jb_buf_add_string(buf, " to ");
		jrt_figure_add_exact(buf, metric, threshold->high);
	}
}

bool jrt_ratio_of_double(double value, struct jb_ratio *out)
{
	int exponent;
	double fraction = frexp(value, &exponent);

	if (!isfinite(value) || exponent > 120)
		return false;
	jb_i128 mantissa = (jb_i128)ldexp(fraction, 53);
	exponent -= 53;
	while (exponent < 0 && mantissa != 0 && mantissa % 2 == 0) {
		mantissa /= 2;
		exponent++;
	}
	if (mantissa == 0 || exponent < -120) {
		*out = whole(0);
		return true;
	}
	*out = exponent < 0 ? (struct jb_ratio){mantissa, (jb_i128)1 << -exponent}
			    : whole(mantissa * ((jb_i128)1 << exponent));
	return true;
}
