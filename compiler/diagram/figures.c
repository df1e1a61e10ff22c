/*
 * Figures as the scorecard writes them. One question decides each: how many decimals, of which
 * unit; the answer is a `look`. Knows no criterion and no picture.
 */
#include "diagram/figures.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

enum shape { PLAIN, PERCENT, SECONDS, MINUTES, HOURS, DAYS };

/* MINUTES: "8 min 20 s"; HOURS: "3 h 20 min". */
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

static struct jb_ratio size_of(struct jb_ratio value)
{
	return (struct jb_ratio){value.num < 0 ? -value.num : value.num, value.den};
}

static bool below(struct jb_ratio value, int64_t limit)
{
	return jb_ratio_compare(size_of(value), whole(limit)) < 0;
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
	return jb_ratio_compare(size_of(value), (struct jb_ratio){1999, 20000}) < 0;
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

/* The smallest difference that a look shows. */
static struct jb_ratio step_of(struct look look)
{
	jb_i128 fraction = 1;
	for (unsigned i = 0; i < look.decimals; i++)
		fraction *= 10;
	switch (look.shape) {
	case PERCENT: return (struct jb_ratio){1, 100 * fraction};
	case HOURS: return whole(MINUTE);
	case DAYS: return (struct jb_ratio){DAY, fraction};
	default: return (struct jb_ratio){1, fraction};
	}
}

static struct jb_ratio of_fix(enum jrt_type type, jb_fix value)
{
	return type == JRT_DATE ? whole(value) : jb_ratio_of_fix(value);
}

static int side(enum jrt_type type, struct jb_ratio value, jb_fix bound)
{
	int order = jb_ratio_compare(value, of_fix(type, bound));
	return (order > 0) - (order < 0);
}

unsigned jy_figures_detail(enum jrt_type type, struct jb_ratio value,
			   const struct jrt_threshold *threshold)
{
	for (unsigned detail = 0; detail < JY_FIGURES_DETAIL_MAX; detail++) {
		struct jb_ratio shown, step = step_of(look_at(type, value, detail));
		if (!jb_ratio_round(value, step, JB_ROUND_HALF_UP, &shown))
			return detail;
		if (side(type, shown, threshold->low) == side(type, value, threshold->low) &&
		    (threshold->comparison != JRT_WITHIN ||
		     side(type, shown, threshold->high) == side(type, value, threshold->high)))
			return detail;
	}
	return JY_FIGURES_DETAIL_MAX;
}

/* ---- writing ---- */

/* Commas between thousands of the digits before the point; a true minus. */
static void add_grouped(struct jb_buf *out, struct jb_text digits)
{
	size_t at = 0, end;
	if (digits.size > 0 && digits.at[0] == '-') {
		jb_buf_add_string(out, JY_MINUS);
		at = 1;
	}
	for (end = at; end < digits.size && digits.at[end] >= '0' && digits.at[end] <= '9';)
		end++;
	for (size_t from = at; at < digits.size; at++) {
		if (at > from && at < end && (end - at) % 3 == 0)
			jb_buf_add_byte(out, ',');
		jb_buf_add_byte(out, digits.at[at]);
	}
}

static void add_fixed(struct jb_buf *out, struct jb_ratio value, unsigned decimals)
{
	struct jb_buf digits;
	jb_buf_init(&digits, out->arena);
	jb_buf_add_ratio_fixed(&digits, value, decimals);
	add_grouped(out, jb_buf_text(&digits));
}

static void add_shortest(struct jb_buf *out, jb_i128 millionths)
{
	struct jb_buf digits;
	jb_buf_init(&digits, out->arena);
	jb_buf_add_fix(&digits, millionths);
	add_grouped(out, jb_buf_text(&digits));
}

static void add_unit(struct jb_buf *out, const char *unit)
{
	jb_buf_printf(out, JY_NBSP "%s", unit);
}

static void add_currency(struct jb_buf *out, enum jrt_type type, struct jb_text currency)
{
	if (type == JRT_MONEY && currency.size > 0)
		jb_buf_printf(out, "%.*s" JY_NBSP, JB_ARG(currency));
}

/* Whole seconds as "3 h 20 min". */
static void add_clockwork(struct jb_buf *out, int64_t seconds)
{
	if (seconds < 0)
		jb_buf_add_string(out, JY_MINUS);
	if (seconds < 0)
		seconds = -seconds;
	long long hours = seconds / HOUR, minutes = seconds / MINUTE % 60, rest = seconds % 60;
	if (hours > 0)
		jb_buf_printf(out, "%lld" JY_NBSP "h", hours);
	if (minutes > 0)
		jb_buf_printf(out, "%s%lld" JY_NBSP "min", hours > 0 ? JY_NBSP : "", minutes);
	if (rest > 0)
		jb_buf_printf(out, "%s%lld" JY_NBSP "s", hours + minutes > 0 ? JY_NBSP : "", rest);
	if (hours + minutes + rest == 0)
		jb_buf_add_string(out, "0" JY_NBSP "s");
}

static void add_duration(struct jb_buf *out, struct jb_ratio value, struct look look)
{
	struct jb_ratio rounded;
	if ((look.shape == MINUTES || look.shape == HOURS) &&
	    jb_ratio_round(value, step_of(look), JB_ROUND_HALF_UP, &rounded)) {
		add_clockwork(out, (int64_t)(rounded.num / rounded.den));
	} else if (look.shape == DAYS && jb_ratio_div(value, whole(DAY), &rounded)) {
		add_fixed(out, rounded, look.decimals);
		add_unit(out, "days");
	} else {
		add_fixed(out, value, look.decimals);
		add_unit(out, "s");
	}
}

/* The Gregorian date of a day from 1970-01-01, as in "Calendrical Calculations": years from
 * March. */
void jy_figures_add_date(struct jb_buf *out, int64_t day)
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
	int64_t march_month = (5 * day_of_year + 2) / 153;
	int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
	jb_buf_printf(out, "%04lld-%02d-%02d", (long long)(year + era * 400 + (month <= 2)),
		      (int)month, (int)(day_of_year - (153 * march_month + 2) / 5 + 1));
}

/* Dates and times of day; false for other types and for what no calendar has. */
static bool add_time_of(struct jb_buf *out, enum jrt_type type, struct jb_ratio value)
{
	bool is_date = type == JRT_DATE;
	if (!is_date && type != JRT_INSTANT && type != JRT_CLOCK)
		return false;
	if (!below(value, is_date ? INT32_MAX : (int64_t)INT32_MAX * DAY))
		return false;
	int64_t number = (int64_t)(value.num / value.den);
	if (value.num < 0 && !is_whole(value))
		number--;
	int64_t second = (number % DAY + DAY) % DAY;
	if (is_date)
		jy_figures_add_date(out, number);
	if (type == JRT_INSTANT) {
		jy_figures_add_date(out, (number - second) / DAY);
		jb_buf_add_byte(out, 'T');
	}
	if (!is_date)
		jb_buf_printf(out, "%02d:%02d:%02d%s", (int)(second / HOUR),
			      (int)(second / MINUTE % 60), (int)(second % 60),
			      type == JRT_INSTANT ? "Z" : "");
	return true;
}

void jy_figures_add(struct jb_buf *out, enum jrt_type type, struct jb_text currency,
		    struct jb_ratio value, unsigned detail)
{
	struct look look = look_at(type, value, detail);
	struct jb_ratio percent;
	if (add_time_of(out, type, value))
		return;
	if (type == JRT_DURATION) {
		add_duration(out, value, look);
		return;
	}
	add_currency(out, type, currency);
	if (look.shape == PERCENT && jb_ratio_mul(value, whole(100), &percent))
		value = percent;
	add_fixed(out, value, look.decimals);
	if (look.shape == PERCENT)
		add_unit(out, "%");
	if (type == JRT_POINTS)
		add_unit(out, "points");
}

static void add_exact_duration(struct jb_buf *out, jb_fix value)
{
	int64_t seconds = value / JB_FIX_ONE;
	int64_t size = seconds < 0 ? -seconds : seconds;
	if (value % JB_FIX_ONE != 0 || size < 2 * MINUTE) {
		add_shortest(out, value);
		add_unit(out, "s");
	} else if (size >= 2 * DAY && size % DAY == 0) {
		add_shortest(out, (jb_i128)(seconds / DAY) * JB_FIX_ONE);
		add_unit(out, "days");
	} else {
		add_clockwork(out, seconds);
	}
}

void jy_figures_add_exact(struct jb_buf *out, enum jrt_type type, struct jb_text currency,
			  jb_fix value)
{
	if (add_time_of(out, type, of_fix(type, value)))
		return;
	if (type == JRT_DURATION) {
		add_exact_duration(out, value);
		return;
	}
	add_currency(out, type, currency);
	add_shortest(out, type == JRT_SHARE ? (jb_i128)value * 100 : (jb_i128)value);
	if (type == JRT_SHARE)
		add_unit(out, "%");
	if (type == JRT_POINTS)
		add_unit(out, "points");
}

struct jb_text jy_figures_minus(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf out;
	jb_buf_init(&out, arena);
	for (size_t i = 0; i < text.size; i++) {
		bool begins = i == 0 || text.at[i - 1] == ' ';
		bool number = i + 1 < text.size && text.at[i + 1] >= '0' && text.at[i + 1] <= '9';
		if (text.at[i] == '-' && begins && number)
			jb_buf_add_string(&out, JY_MINUS);
		else
			jb_buf_add_byte(&out, text.at[i]);
	}
	return jb_buf_text(&out);
}
