/*
 * Rules about the curve of feelings: it has peaks and troughs, and each trough leads on to what is
 * felt there, to a measure of it, and to somebody who does something about it.
 */
#include "lint/crew.h"
#include "lint/look_recovery.h"

/* ---- emotion.flat ---- */

/* A curve through fewer points than these says nothing. */
#define FELT_LEAST 3

struct curve {
	size_t felt;
	bool has_extreme; /* a peak or a trough is declared */
	jb_fix low, high;
};

static void add_value(struct curve *curve, jb_fix value)
{
	if (curve->felt == 0 || value < curve->low)
		curve->low = value;
	if (curve->felt == 0 || value > curve->high)
		curve->high = value;
	curve->felt++;
}

static void add_feelings(struct curve *curve, const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		const struct jy_feeling *feeling = &touchpoint->feeling[i];

		curve->has_extreme |= feeling->kind != JY_FEELS;
		if (feeling->has_value)
			add_value(curve, feeling->value);
		if (feeling->has_then)
			add_value(curve, feeling->then_value);
	}
}

static struct curve curve_of(const struct jy_journey *journey)
{
	struct curve curve = {0};

	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			add_feelings(&curve, &journey->stage[s].touchpoint[t]);
	return curve;
}

/* All of it lies in the middle third of the scale. */
static bool is_flat(const struct jy_journey *journey, const struct curve *curve)
{
	jb_fix third = (journey->scale_high - journey->scale_low) / 3;

	return !journey->scale_none && curve->felt >= FELT_LEAST && !curve->has_extreme &&
	       curve->low - journey->scale_low >= third &&
	       journey->scale_high - curve->high >= third;
}

static struct jb_text signed_text(struct jy_linter *linter, jb_fix value)
{
	return jb_text_printf(linter->arena, "%s%.*s", value > 0 ? "+" : "",
			      JB_ARG(jy_number_text(linter, value)));
}

JY_RULE(emotion_flat)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct curve curve = curve_of(journey);
		struct jy_diag *diag;

		if (!is_flat(journey, &curve))
			continue;
		diag = jy_find(linter, journey->decl.span,
			       "what customers feel in `%.*s` stays between %.*s and %.*s of a "
			       "scale from %.*s to %.*s: no peak, no trough",
			       JB_ARG(journey->decl.name), JB_ARG(signed_text(linter, curve.low)),
			       JB_ARG(signed_text(linter, curve.high)),
			       JB_ARG(signed_text(linter, journey->scale_low)),
			       JB_ARG(signed_text(linter, journey->scale_high)));
		jy_help(linter, diag,
			"ask what customers remember, and mark it in place of `feels`: `trough "
			"%.*s \"…\"`, `peak %.*s \"…\"`",
			JB_ARG(signed_text(linter, journey->scale_low)),
			JB_ARG(signed_text(linter, journey->scale_high)));
	}
}

/* ---- emotion.trough-unowned ---- */

static bool is_measured(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
			const struct jy_feeling *trough)
{
	const struct jy_criterion *const *list;

	for (size_t i = 0; i < trough->about.count; i++)
		if (trough->about.at[i]->measured_by.count)
			return true;
	return touchpoint->felt_by || jy_judged(linter, touchpoint, &list) > 0;
}

static bool has_opportunity(const struct jy_lane_entry *lane, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lane[i].lane == JY_LANE_OPPORTUNITY)
			return true;
	return false;
}

/* Somebody may put it right there, plans to, or another touchpoint does. */
static bool is_remedied(const struct jy_set *recovered, const struct jy_touchpoint *touchpoint)
{
	const struct jy_stage *stage = touchpoint->stage;

	return touchpoint->empowered_count || touchpoint->improvement_count ||
	       stage->improvement_count ||
	       has_opportunity(touchpoint->lane, touchpoint->lane_count) ||
	       has_opportunity(stage->lane, stage->lane_count) || jy_set_has(recovered, touchpoint);
}

struct lacks {
	bool attribute, measure, owner, remedy;
	unsigned count;
};

static struct jb_text lacks_text(struct jy_linter *linter, const struct lacks *lacks)
{
	static const char *const name[] = {"attribute", "measure", "owner", "remedy"};
	const bool lacking[] = {lacks->attribute, lacks->measure, lacks->owner, lacks->remedy};
	struct jb_buf text;
	unsigned told = 0;

	jb_buf_init(&text, linter->arena);
	for (size_t i = 0; i < 4; i++) {
		if (!lacking[i])
			continue;
		told++;
		jb_buf_printf(&text, "%sno %s",
			      told == 1		     ? ""
			      : told == lacks->count ? " and "
						     : ", ",
			      name[i]);
	}
	return jb_buf_text(&text);
}

static void help_trough(struct jy_linter *linter, struct jy_diag *diag, const struct lacks *lacks)
{
	if (lacks->attribute)
		jy_help(linter, diag, "say what it is about: `trough -4 \"…\" about effort`");
	if (lacks->measure)
		jy_help(linter, diag,
			"measure it: `success METRIC at least 80%% every month`, or `felt by "
			"METRIC`");
	if (lacks->owner)
		jy_help(linter, diag, "name who owns it: `owner \"Head of Care\"`");
	if (lacks->remedy)
		jy_help(linter, diag,
			"say what is done about it: `action \"…\" about process by 2026-08-31`, or "
			"who may put it right: `empowered to \"…\"`");
}

/* A trough that is declared leads to all four. A low value that nobody called a trough is found
 * only where it leads to nothing. */
static void judge_trough(struct jy_linter *linter, const struct jy_set *recovered,
			 const struct jy_touchpoint *touchpoint, const struct jy_feeling *trough)
{
	struct lacks lacks = {
		.attribute = trough->kind == JY_TROUGH && trough->about.count == 0,
		.measure = !is_measured(linter, touchpoint, trough),
		.owner = !touchpoint->owner.size,
		.remedy = !is_remedied(recovered, touchpoint),
	};
	struct jy_diag *diag;

	lacks.count = (unsigned)lacks.attribute + lacks.measure + lacks.owner + lacks.remedy;
	if (lacks.count < (trough->kind == JY_TROUGH ? 1 : 3))
		return;
	diag = jy_find(linter, trough->span, "this trough of `%.*s` has %.*s",
		       JB_ARG(touchpoint->decl.name), JB_ARG(lacks_text(linter, &lacks)));
	help_trough(linter, diag, &lacks);
}

JY_RULE(emotion_trough_unowned)
{
	struct jy_set recovered = jy_recovered(linter);

	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_feeling *trough = jy_trough(at.touchpoint);

		if (trough)
			judge_trough(linter, &recovered, at.touchpoint, trough);
	}
}
