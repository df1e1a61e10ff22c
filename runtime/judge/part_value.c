/*
 * The value of one part: the only place where a state is divided. Each kind has its own line;
 * what the integers of a state mean is told in journey/state.h.
 */
#include <math.h>

#include "judge/band.h"
#include "judge/value_internal.h"
#include "stats/percentile.h"

struct jrt_term jrt_term_exact(struct jb_ratio value, uint64_t n)
{
	return (struct jrt_term){
		.measured = true,
		.exact = true,
		.value = value,
		.real = jb_ratio_double(value),
		.n = n,
	};
}

struct jrt_term jrt_term_unmeasured(struct jb_text reason)
{
	return (struct jrt_term){.reason = reason};
}

static struct jb_ratio rows(jb_i128 count)
{
	return (struct jb_ratio){count, 1};
}

/* Dates are whole days, flags 0 or 1; everything else is kept in millionths. */
static struct jb_ratio in_units(enum jrt_type type, jb_i128 number)
{
	return (struct jb_ratio){number, type == JRT_DATE || type == JRT_FLAG ? 1 : JB_FIX_ONE};
}

struct jb_ratio jrt_part_unit(enum jrt_type type)
{
	return in_units(type, 1);
}

static struct jrt_term no_rows(void)
{
	return jrt_term_unmeasured(JB_TEXT("no rows counted"));
}

static struct jrt_term total(struct jb_ratio num, uint64_t n, bool zero)
{
	if (n == 0 && !zero)
		return no_rows();
	struct jrt_term term = jrt_term_exact(num, n);
	term.has_ratio = true;
	term.num = num;
	return term;
}

/* num / den, times `factor`. */
static struct jrt_term quotient(struct jb_ratio num, struct jb_ratio den, int factor, uint64_t n)
{
	struct jb_ratio value;

	if (n == 0)
		return no_rows();
	if (den.num == 0)
		return jrt_term_unmeasured(JB_TEXT("the sum to divide by is zero"));
	if (!jb_ratio_div(num, den, &value) || !jb_ratio_mul(value, rows(factor), &value))
		return jrt_term_unmeasured(JB_TEXT("the numbers are too large to divide exactly"));
	struct jrt_term term = jrt_term_exact(value, n);
	term.has_ratio = true;
	term.num = num;
	term.den = den;
	return term;
}

static struct jrt_term spread(const struct jrt_part *part, const struct jrt_part_state *state)
{
	if (state->n == 0)
		return no_rows();
	if (state->n < 2)
		return jrt_term_unmeasured(JB_TEXT("a standard deviation needs at least two rows"));
	double n = (double)state->n;
	double scale = part->type == JRT_DATE ? 1 : (double)JB_FIX_ONE;
	double squares = jb_wide_spread(&state->squares, state->num, state->n);

	return (struct jrt_term){
		.measured = true,
		.real = sqrt(squares / n / (n - 1)) / scale,
		.n = state->n,
	};
}

/* A stretch without rows has a share too: of what reaches into it from before, or where no rows
 * mean zero. */
static struct jrt_term share_of_time(const struct jrt_part *part,
				     const struct jrt_part_state *state, bool zero)
{
	bool reached = state->num != (part->outside ? state->den : 0);

	if (state->n == 0 && !reached && !zero)
		return no_rows();
	if (state->den == 0)
		return jrt_term_unmeasured(JB_TEXT("the period has no open time"));
	return quotient(in_units(JRT_DURATION, state->num), in_units(JRT_DURATION, state->den), 1,
			1);
}

/* A percentage of a published score, rounded before the two are subtracted. */
static bool rounded_share(const struct jrt_part *part, uint64_t hits, uint64_t n,
			  struct jb_ratio *out)
{
	return jb_ratio_round((struct jb_ratio){(jb_i128)hits, (jb_i128)n},
			      jb_ratio_of_fix(part->rounding_step), part->rounding, out);
}

static struct jrt_term net(const struct jrt_part *part, const struct jrt_part_state *state)
{
	struct jrt_term term = quotient(rows(state->num), rows(state->den), 100, state->n);
	struct jb_ratio up, down;

	if (!term.measured || part->rounding == JB_ROUND_NONE)
		return term;
	if (!rounded_share(part, state->positive, state->n, &up) ||
	    !rounded_share(part, state->negative, state->n, &down) ||
	    !jb_ratio_sub(up, down, &term.value) ||
	    !jb_ratio_mul(term.value, rows(100), &term.value))
		return jrt_term_unmeasured(JB_TEXT("the numbers are too large to compute exactly"));
	term.real = jb_ratio_double(term.value);
	return term;
}

static struct jrt_term value_of(const struct jrt_part *part, const struct jrt_part_state *state,
				bool zero)
{
	struct jb_ratio num = in_units(part->type, state->num);

	switch (state->kind) {
	case JRT_PART_COUNT: return total(rows(state->num), state->n, zero);
	case JRT_PART_SUM: return total(num, state->n, zero);
	case JRT_PART_SHARE: return quotient(rows(state->num), rows(state->den), 1, state->n);
	case JRT_PART_SUM_SHARE:
		return quotient(num, in_units((enum jrt_type)part->b_type_is, state->den), 1,
				state->n);
	case JRT_PART_MEAN: return quotient(num, rows(state->den), 1, state->n);
	case JRT_PART_NET: return net(part, state);
	case JRT_PART_SPREAD: return spread(part, state);
	case JRT_PART_MAX:
	case JRT_PART_MIN:
	case JRT_PART_LAST: return state->n == 0 ? no_rows() : jrt_term_exact(num, state->n);
	case JRT_PART_DISTINCT:
		return total(rows((jb_i128)state->value_count + (jb_i128)state->text_count),
			     state->n, zero);
	case JRT_PART_TIME: return share_of_time(part, state, zero);
	case JRT_PART_VALUES:
	case JRT_PART_STOCK: break;
	}
	return jrt_term_unmeasured(JB_TEXT("a distribution is no single value"));
}

struct jrt_term jrt_part_value(const struct jrt_part *part, const struct jrt_part_state *state,
			       bool zero)
{
	struct jrt_term term = value_of(part, state, zero);

	term.n = state->n;
	term.unusable = state->unusable;
	term.not_due = state->not_due;
	return term;
}

static struct jrt_term percentile(struct jb_arena *arena, const struct jrt_part *part,
				  const struct jrt_part_state *state,
				  const struct jrt_formula_step *step)
{
	if (state->n == 0 || state->value_count == 0)
		return no_rows();
	if (!jrt_percentile_enough(state->n, step->argument)) {
		jb_fix rest = JB_FIX_ONE - step->argument;
		return jrt_term_unmeasured(jb_text_printf(
			arena, "%llu counted, and this percentile needs at least %lld",
			(unsigned long long)state->n, (long long)((JB_FIX_ONE + rest - 1) / rest)));
	}
	struct jb_ratio unit = in_units(part->type, 1), value;
	struct jb_ratio found = step->interpolated
					? jrt_percentile_between(state, step->argument)
					: rows(jrt_percentile_nearest(state, step->argument));

	if (!jb_ratio_mul(found, unit, &value))
		return jrt_term_unmeasured(JB_TEXT("the numbers are too large to compute exactly"));
	struct jrt_term term = jrt_term_exact(value, state->n);
	if (part->approximate)
		term.band = jrt_band_of_percentile(part, state, step);
	return term;
}

struct jrt_term jrt_part_percentile(struct jb_arena *arena, const struct jrt_part *part,
				    const struct jrt_part_state *state,
				    const struct jrt_formula_step *step)
{
	struct jrt_term term = percentile(arena, part, state, step);

	term.n = state->n;
	term.unusable = state->unusable;
	term.not_due = state->not_due;
	return term;
}
