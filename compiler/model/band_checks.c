/*
 * Whether the ranges in which a guarantee, or the points of an agreement, cost money fit together:
 * no figure falls between two, none lies in two without a rule for that, none is punished where it
 * is good or paid for where it is bad, and each can be reached. Only what nobody can have meant is
 * refused; the rest is a warning, because contracts are executed as they were signed.
 */
#include "model/bands.h"
#include "model/types.h"

/* How far back a range is looked for that covers another. */
#define COVERS_MAX 64

struct checking {
	struct jy_builder *builder;
	const struct jy_guarantee *guarantee; /* NULL: points of the agreement */
	const struct jy_metric *metric;	      /* NULL: points */
	struct jy_lattice lattice;
	struct jy_band met; /* of what is expected; empty where nothing is */
	bool has_met;
	const struct jy_criterion *expected;
	enum jrt_overlap rule;
	struct jy_span rule_span;
	struct jy_bands credits, bonuses;
	uint32_t said; /* of what is said once: bits of enum once */
};

enum once {
	SAID_GAP = 1,
	SAID_OVERLAP = 2,
	SAID_MET = 4,
	SAID_BOTH = 8,
	SAID_EMPTY = 16,
	SAID_SHADOW = 32
};

static bool once(struct checking *check, enum once what)
{
	bool fresh = !(check->said & what);

	check->said |= what;
	return fresh;
}

/* A value as people write it. */
static struct jb_text figure(struct checking *check, jb_fix value)
{
	struct jb_buf out;
	struct jy_typed typed;

	jb_buf_init(&out, check->builder->arena);
	if (!check->metric) {
		jb_buf_add_fix(&out, value);
		jb_buf_add_string(&out, " points");
		return jb_buf_text(&out);
	}
	typed = jy_metric_typed(check->metric);
	if (typed.type == JRT_MONEY)
		jb_buf_printf(&out, "%.*s ", JB_ARG(typed.currency));
	jb_buf_add_fix(&out, typed.type == JRT_SHARE ? (jb_i128)value * 100 : value);
	switch (typed.type) {
	case JRT_SHARE: jb_buf_add_byte(&out, '%'); break;
	case JRT_POINTS: jb_buf_add_string(&out, " points"); break;
	case JRT_DURATION: jb_buf_add_byte(&out, 's'); break;
	default: break;
	}
	return jb_buf_text(&out);
}

/* ---- gaps ---- */

static void report_gap(struct checking *check, const struct jy_band *gap, struct jy_span one,
		       struct jy_span other)
{
	struct jy_diags *diags = check->builder->diags;
	struct jb_text value = figure(check, jy_band_first(&check->lattice, gap));
	struct jy_diag *diag;

	if (!once(check, SAID_GAP))
		return;
	diag = jy_diag_warn(diags, check->metric ? JY_D_BANDS_GAP : JY_D_POINTS_TABLE, other,
			    check->metric ? "%.*s falls between two ranges, and owes nothing"
					  : "%.*s are in no row, and owe nothing",
			    JB_ARG(value));
	jy_diag_mark(diags, diag, "the one behind it");
	jy_diag_label(diags, diag, one, "the one before it");
	if (!check->metric)
		jy_diag_help(diags, diag,
			     "let the rows meet, or say that these owe nothing: `credit 0%% of "
			     "charges when points …`");
	else if (!check->lattice.step)
		jy_diag_help(diags, diag,
			     "let the ranges meet (`above … and at most …`), or say how figures "
			     "are rounded: `round to %s half up`",
			     check->metric->type == JRT_SHARE ? "0.01pp" : "1s");
	else
		jy_diag_help(diags, diag, "let the ranges meet: `above … and at most …`");
}

/* What lies around what is expected is missed without cost, on purpose. */
static bool real_gap(const struct checking *check, const struct jy_bands *bands,
		     const struct jy_band *gap)
{
	return bands == &check->bonuses || !check->has_met || check->met.from >= gap->to ||
	       check->met.to <= gap->from;
}

static void check_gaps(struct checking *check, const struct jy_bands *bands)
{
	const struct jy_band *widest = NULL;

	for (size_t i = 0; i < bands->list.count; i++) {
		const struct jy_band *band = &bands->list.at[i];
		struct jy_band gap;

		if (widest && band->from > widest->to) {
			gap = (struct jy_band){.from = widest->to, .to = band->from};
			if (real_gap(check, bands, &gap))
				report_gap(check, &gap, widest->payment->when, band->payment->when);
		}
		if (!widest || band->to > widest->to)
			widest = band;
	}
}

/* One of the last digit that two bounds are written with, at most 1 of the unit. */
static jb_i128 last_digit(const struct checking *check, jb_i128 a, jb_i128 b)
{
	jb_i128 unit = check->lattice.unit;

	while (unit > 1 && (a % unit || b % unit))
		unit /= 10;
	return unit;
}

/* Between the level and the first range behind it: `at most 45s` and `46s to 48s`. A wider stretch
 * is missed without cost on purpose. */
static void check_edge(struct checking *check, const struct jy_bands *bands)
{
	for (size_t i = 0; check->has_met && check->metric && i < bands->list.count; i++) {
		const struct jy_band *band = &bands->list.at[i];
		struct jy_band gap = {.from = check->met.to, .to = band->from};
		jb_i128 low, high;

		if (band->from <= check->met.to) {
			gap = (struct jy_band){.from = band->to, .to = check->met.from};
			if (i + 1 < bands->list.count &&
			    bands->list.at[i + 1].from < check->met.from)
				continue;
		}
		if (gap.from >= gap.to)
			continue;
		low = gap.from / 2;
		high = gap.to / 2;
		if (high > low && high - low <= last_digit(check, low, high))
			report_gap(check, &gap, check->expected->span, band->payment->when);
		if (band->from > check->met.to)
			return;
	}
}

/* ---- overlaps ---- */

static void report_overlap(struct checking *check, const struct jy_band *one,
			   const struct jy_band *other)
{
	struct jy_diags *diags = check->builder->diags;
	struct jy_band both = {.from = one->from > other->from ? one->from : other->from,
			       .to = one->to < other->to ? one->to : other->to};
	struct jy_diag *diag;

	if (!once(check, SAID_OVERLAP))
		return;
	diag = jy_diag_error(diags, JY_D_BANDS_OVERLAP, other->payment->when,
			     "%.*s %s in two ranges, and nothing says what is owed then",
			     JB_ARG(figure(check, jy_band_first(&check->lattice, &both))),
			     check->metric ? "lies" : "lie");
	jy_diag_label(diags, diag, one->payment->when, "the other range");
	jy_diag_help(diags, diag, "add `highest credit applies`, or `credits add up`");
}

/* Whether some range overlaps another; reported where no rule is said. */
static bool check_overlaps(struct checking *check, const struct jy_bands *bands)
{
	const struct jy_band *widest = NULL;

	for (size_t i = 0; i < bands->list.count; i++) {
		const struct jy_band *band = &bands->list.at[i];

		if (widest && band->from < widest->to) {
			if (check->rule == JRT_OVERLAP_NONE)
				report_overlap(check, widest, band);
			return true;
		}
		if (!widest || band->to > widest->to)
			widest = band;
	}
	return false;
}

/* ---- what cannot be owed ---- */

static void drop_empty(struct checking *check, struct jy_bands *bands)
{
	size_t kept = 0;

	for (size_t i = 0; i < bands->list.count; i++) {
		const struct jy_band *band = &bands->list.at[i];
		struct jy_diag *diag;

		if (band->from < band->to) {
			bands->list.at[kept++] = *band;
			continue;
		}
		if (!once(check, SAID_EMPTY))
			continue;
		diag = jy_diag_warn(check->builder->diags, JY_D_BAND_DEAD, band->payment->when,
				    "no figure lies in this range once it is rounded");
		jy_diag_label(check->builder->diags, diag, check->guarantee->decl.span,
			      "rounded to %.*s", JB_ARG(figure(check, check->lattice.step)));
		jy_diag_help(check->builder->diags, diag,
			     "widen the range, or round to a smaller step");
	}
	bands->list.count = kept;
}

static bool costs_as_much(const struct jrt_payment *one, const struct jrt_payment *other)
{
	return one->distance == JRT_DISTANCE_NONE && other->distance == JRT_DISTANCE_NONE &&
	       one->sum.base == other->sum.base && one->sum.pool == other->sum.pool &&
	       one->sum.amount >= other->sum.amount;
}

/* Of those that overlap the highest counts: one inside of another that costs as much never does. */
static void check_shadows(struct checking *check, const struct jy_bands *bands)
{
	for (size_t i = 1; check->rule == JRT_OVERLAP_HIGHEST && i < bands->list.count; i++) {
		const struct jy_band *band = &bands->list.at[i];
		struct jy_diag *diag;

		for (size_t k = 1; k <= i && k <= COVERS_MAX; k++) {
			const struct jy_band *other = &bands->list.at[i - k];

			if (other->to < band->to ||
			    !costs_as_much(&other->payment->plain, &band->payment->plain) ||
			    !once(check, SAID_SHADOW))
				continue;
			diag = jy_diag_warn(check->builder->diags, JY_D_BAND_DEAD,
					    band->payment->span,
					    "this never counts: another range covers it and costs "
					    "as much");
			jy_diag_label(check->builder->diags, diag, other->payment->span,
				      "the other one");
			jy_diag_help(check->builder->diags, diag,
				     "leave it out, or let it cost more");
			break;
		}
	}
}

/* ---- contradictions ---- */

static void check_met(struct checking *check)
{
	for (size_t i = 0; check->has_met && i < check->credits.list.count; i++) {
		const struct jy_band *band = &check->credits.list.at[i];
		struct jy_band both = {.from = band->from > check->met.from ? band->from
									    : check->met.from,
				       .to = band->to < check->met.to ? band->to : check->met.to};
		struct jy_diag *diag;

		/* A level that is missed and met at once is a minimum stricter than it:
		 * reported. */
		if (both.from >= both.to || band->payment->plain.when == JRT_PAY_MISSED ||
		    !once(check, SAID_MET))
			continue;
		diag = jy_diag_warn(check->builder->diags, JY_D_BANDS_CONTRADICT,
				    band->payment->when,
				    "%.*s is what is expected, and costs a credit",
				    JB_ARG(figure(check, jy_band_first(&check->lattice, &both))));
		jy_diag_label(check->builder->diags, diag, check->expected->span, "expected");
		jy_diag_help(check->builder->diags, diag,
			     "let the range begin where the level is missed, or write `when "
			     "expected missed`");
	}
}

static void check_both(struct checking *check)
{
	size_t b = 0;

	for (size_t c = 0; c < check->credits.list.count; c++) {
		const struct jy_band *credit = &check->credits.list.at[c], *bonus;
		struct jy_diag *diag;

		while (b < check->bonuses.list.count &&
		       check->bonuses.list.at[b].to <= credit->from)
			b++;
		if (b == check->bonuses.list.count)
			return;
		bonus = &check->bonuses.list.at[b];
		if (bonus->from >= credit->to || !once(check, SAID_BOTH))
			continue;
		diag = jy_diag_warn(check->builder->diags, JY_D_BANDS_CONTRADICT,
				    bonus->payment->when,
				    "one figure earns a bonus and costs a credit");
		jy_diag_label(check->builder->diags, diag, credit->payment->when, "the credit");
		jy_diag_help(check->builder->diags, diag, "keep the two ranges apart");
	}
}

/* ---- together ---- */

static void add_band(struct checking *check, struct jy_band band, const struct jy_payment *payment)
{
	struct jy_bands *bands = payment->plain.bonus ? &check->bonuses : &check->credits;

	band.payment = payment;
	*jb_push(check->builder->arena, &bands->list) = band;
}

static void add_level(struct checking *check, const struct jy_payment *payment,
		      enum jrt_level level, bool met, int32_t day)
{
	const struct jy_criterion *of =
		level == JRT_LEVEL_MINIMUM ? check->guarantee->minimum : check->guarantee->expected;
	const struct jrt_threshold *threshold = jy_threshold_on(of, day);
	struct jy_band missed[2];
	size_t count;

	if (!threshold)
		return;
	if (met) {
		add_band(check, jy_band_of_met(&check->lattice, threshold), payment);
		return;
	}
	count = jy_bands_of_missed(&check->lattice, threshold, missed);
	for (size_t i = 0; i < count; i++)
		add_band(check, missed[i], payment);
}

static void add_payment(struct checking *check, const struct jy_payment *payment, int32_t day)
{
	const struct jrt_payment *plain = &payment->plain;

	switch (plain->when) {
	case JRT_PAY_IN:
	case JRT_PAY_POINTS:
		add_band(check, jy_band_of_bounds(&check->lattice, &plain->range), payment);
		return;
	case JRT_PAY_MISSED: add_level(check, payment, plain->level, false, day); return;
	case JRT_PAY_MET: add_level(check, payment, plain->level, true, day); return;
	case JRT_PAY_ALWAYS:
		if (plain->distance == JRT_DISTANCE_SHORT || plain->distance == JRT_DISTANCE_BEYOND)
			add_level(check, payment, plain->distance_level,
				  plain->distance == JRT_DISTANCE_BEYOND, day);
		else if (plain->distance == JRT_DISTANCE_POINTS)
			add_band(check,
				 (struct jy_band){.from = 2 * check->lattice.step,
						  .to = JY_CUT_LAST},
				 payment);
		return;
	}
}

/* Of a program that is broken elsewhere the ranges may not all be known. */
static void report_needless(struct checking *check)
{
	struct jy_diag *diag;

	if (!check->builder->contract_sound)
		return;
	diag = jy_diag_error(check->builder->diags, JY_D_BANDS_OVERLAP, check->rule_span,
			     "no two ranges overlap here, so this says nothing");
	jy_diag_help(check->builder->diags, diag,
		     "leave it out: who reads it looks for credits that are owed together");
}

/* Gives whether some ranges overlap. */
static bool check_day(struct checking *check)
{
	bool overlap;

	drop_empty(check, &check->credits);
	drop_empty(check, &check->bonuses);
	jy_bands_sort(&check->credits);
	jy_bands_sort(&check->bonuses);
	overlap = check_overlaps(check, &check->credits);
	overlap = check_overlaps(check, &check->bonuses) || overlap;
	check_gaps(check, &check->credits);
	check_gaps(check, &check->bonuses);
	check_edge(check, &check->credits);
	check_shadows(check, &check->credits);
	check_shadows(check, &check->bonuses);
	check_met(check);
	check_both(check);
	return overlap;
}

static void begin_day(struct checking *check, int32_t day)
{
	const struct jrt_threshold *expected = jy_threshold_on(check->guarantee->expected, day);

	check->credits.list.count = check->bonuses.list.count = 0;
	check->has_met = expected != NULL;
	if (expected)
		check->met = jy_band_of_met(&check->lattice, expected);
}

/* The day after `day` on which a level of the guarantee changes; INT32_MAX: none. */
static int32_t next_change(const struct jy_guarantee *guarantee, int32_t day)
{
	const struct jy_criterion *level[] = {guarantee->expected, guarantee->minimum};
	int32_t next = INT32_MAX;

	for (int i = 0; i < 2; i++)
		for (size_t k = 0; level[i] && k < level[i]->threshold_count; k++)
			if (level[i]->threshold[k].from > day && level[i]->threshold[k].from < next)
				next = level[i]->threshold[k].from;
	return next;
}

void jy_check_bands(struct jy_builder *builder, const struct jy_guarantee *guarantee,
		    const struct jy_guarantee_terms *terms, int32_t until)
{
	struct checking check = {
		.builder = builder,
		.guarantee = guarantee,
		.metric = jy_guarantee_metric(guarantee),
		.expected = guarantee->expected,
		.rule = terms->credits,
		.rule_span = terms->credits_span,
	};
	bool overlap = false;

	if (!check.metric || guarantee->decl.damaged || (!terms->payment_count && !terms->credits))
		return;
	check.lattice = jy_lattice_of(guarantee, check.metric);
	for (int32_t day = terms->from; day < until; day = next_change(guarantee, day)) {
		begin_day(&check, day);
		for (size_t i = 0; i < terms->payment_count; i++)
			add_payment(&check, &terms->payment[i], day);
		overlap = check_day(&check) || overlap;
	}
	if (terms->credits != JRT_OVERLAP_NONE && !overlap)
		report_needless(&check);
}

/* Rows of a points table that no sum of points reaches overlap nothing. */
static void drop_unreached(struct jy_bands *bands)
{
	size_t kept = 0;

	for (size_t i = 0; i < bands->list.count; i++)
		if (bands->list.at[i].from < bands->list.at[i].to)
			bands->list.at[kept++] = bands->list.at[i];
	bands->list.count = kept;
}

void jy_check_points_bands(struct jy_builder *builder, const struct jy_agreement_terms *terms,
			   uint32_t step)
{
	struct checking check = {
		.builder = builder,
		.rule = terms->credits,
		.rule_span = terms->credits_span,
		.lattice = {.step = (jb_fix)step * JB_FIX_ONE, .from = 0, .to = JY_CUT_LAST},
	};
	bool overlap;

	for (size_t i = 0; i < terms->payment_count; i++)
		add_payment(&check, &terms->payment[i], INT32_MAX);
	drop_unreached(&check.credits);
	jy_bands_sort(&check.credits);
	overlap = check_overlaps(&check, &check.credits);
	check_gaps(&check, &check.credits);
	check_shadows(&check, &check.credits);
	if (terms->credits != JRT_OVERLAP_NONE && !overlap)
		report_needless(&check);
}
