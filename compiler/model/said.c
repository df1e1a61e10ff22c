/*
 * Small readings that many declarations share. Nothing here knows which declaration it serves.
 */
#include "model/said.h"

#include "time/civil.h"

void jy_said_add(struct jy_builder *builder, struct jy_said_texts *to, const struct jy_node *list)
{
	for (uint32_t i = 0; i < jy_count(list); i++)
		if (jy_kid(list, i))
			*jb_push(builder->arena, &to->list) = jy_text(jy_kid(list, i));
}

struct jy_texts jy_said_texts(const struct jy_said_texts *said)
{
	return (struct jy_texts){said->list.at, said->list.count};
}

void jy_said_choices(struct jy_builder *builder, enum jy_choice choice, const struct jy_node *names)
{
	for (uint32_t i = 0; i < jy_count(names); i++)
		jy_builder_choice(builder, choice, jy_kid(names, i));
}

/* ---- lengths and numbers ---- */

static int64_t unit_us(enum jy_word unit)
{
	switch (unit) {
	case JY_W_SECOND:
	case JY_W_SECONDS: return JRT_DAY_US / 86400;
	case JY_W_MINUTE:
	case JY_W_MINUTES: return JRT_DAY_US / 1440;
	case JY_W_HOUR:
	case JY_W_HOURS: return JRT_DAY_US / 24;
	case JY_W_WEEK:
	case JY_W_WEEKS: return 7 * JRT_DAY_US;
	case JY_W_MONTH:
	case JY_W_MONTHS: return 30 * JRT_DAY_US;
	case JY_W_QUARTER:
	case JY_W_QUARTERS: return 91 * JRT_DAY_US;
	case JY_W_YEAR:
	case JY_W_YEARS: return 365 * JRT_DAY_US;
	default: return JRT_DAY_US;
	}
}

/* Lengths beyond this many days are all alike. */
#define DAYS_MAX 1000000

jb_fix jy_said_length(const struct jy_node *span)
{
	jb_fix count;

	if (jy_is(span, JY_N_DURATION))
		return span->value;
	if (!jy_is(span, JY_N_SPAN))
		return -1;
	count = span->value / JB_FIX_ONE;
	if (count > DAYS_MAX)
		count = DAYS_MAX;
	return count * unit_us(jy_word(span)) +
	       span->value % JB_FIX_ONE * (unit_us(jy_word(span)) / JB_FIX_ONE);
}

jb_fix jy_said_days(const struct jy_node *span)
{
	jb_fix length = jy_said_length(span);

	return length < 0 ? -1 : length / (JRT_DAY_US / JB_FIX_ONE);
}

jb_fix jy_said_number(struct jy_builder *builder, const struct jy_node *number, const char *what,
		      uint64_t least)
{
	uint64_t whole;

	return jy_builder_whole(builder, number, what, least, &whole) ? number->value : -1;
}

jb_fix jy_said_share(struct jy_builder *builder, const struct jy_node *percent, const char *what)
{
	struct jy_diag *diag;

	if (!jy_is(percent, JY_N_PERCENT))
		return -1;
	if (percent->value <= JB_FIX_ONE)
		return percent->value;
	diag = jy_diag_error(builder->diags, JY_D_SHARE_OUTSIDE, percent->span,
			     "%s is at most 100%%, and this is %.*s", what, JB_ARG(percent->text));
	jy_diag_help(builder->diags, diag, "write a share of the whole, such as `30%%`");
	return -1;
}

struct jy_saving jy_said_saving(struct jy_builder *builder, const struct jy_node *node)
{
	return (struct jy_saving){
		.share = jy_said_share(builder, jy_kid(node, JY_SAVING_PERCENT), "a saving"),
		.of = jy_text(jy_kid(node, JY_SAVING_OF)),
		.per = jy_text(jy_kid(node, JY_SAVING_PER)),
		.span = node->span,
	};
}

bool jy_said_until(const struct jy_node *date, int32_t *until)
{
	if (!jy_is(date, JY_N_DATE))
		return false;
	*until = jy_builder_day(date);
	return true;
}

/* ---- who ---- */

struct jy_party jy_said_party(struct jy_builder *builder, const struct jy_node *name)
{
	static const enum jy_thing things[] = {JY_T_BRAND, JY_T_PARTNER, JY_T_COUNT};
	struct jy_entry *brand = jy_builder_entry(builder, JY_T_BRAND, jy_text(name));
	struct jy_entry *partner = jy_builder_entry(builder, JY_T_PARTNER, jy_text(name));
	struct jy_party party = {0};

	if (!name)
		return party;
	if (brand)
		party.brand = brand->model;
	else if (partner)
		party.partner = partner->model;
	else
		jy_builder_missing(builder, name, things, JB_TEXT(""));
	return party;
}

void jy_said_find(struct jy_builder *builder, struct jy_said_things *to, enum jy_thing thing,
		  const struct jy_node *names)
{
	for (uint32_t i = 0; i < jy_count(names); i++) {
		void *found = jy_builder_find(builder, thing, jy_kid(names, i));

		if (found)
			*jb_push(builder->arena, &to->list) = found;
	}
}

void jy_said_touchpoints(struct jy_builder *builder, struct jy_said_things *to,
			 struct jb_text place, const struct jy_node *paths)
{
	static const enum jy_thing things[] = {JY_T_TOUCHPOINT, JY_T_COUNT};

	for (uint32_t i = 0; i < jy_count(paths); i++) {
		const struct jy_node *path = jy_kid(paths, i);
		struct jy_entry *entry =
			jy_builder_within(builder, JY_T_TOUCHPOINT, place, jy_text(path));

		if (entry)
			*jb_push(builder->arena, &to->list) = entry->model;
		else
			jy_builder_missing(builder, path, things, place);
	}
}

/* ---- statements ---- */

void jy_said_attested(struct jy_builder *builder, struct jy_attestation *attested,
		      const struct jy_node *node)
{
	const struct jy_node *marks = jy_kid(node, JY_ATTESTED_MARKS);
	struct jy_said_texts evidence = {0};

	attested->topic = jy_text(jy_kid(node, JY_ATTESTED_TOPIC));
	attested->by = jy_text(jy_kid(node, JY_ATTESTED_BY));
	attested->date = jy_builder_day(jy_kid(node, JY_ATTESTED_DATE));
	attested->span = node->span;
	jy_builder_choice(builder, JY_CHOICE_BY_WHOM, jy_kid(node, JY_ATTESTED_BY));
	for (uint32_t i = 0; i < jy_count(marks); i++) {
		const struct jy_node *mark = jy_kid(marks, i);

		if (jy_is(mark, JY_N_UNTIL))
			attested->has_until =
				jy_said_until(jy_kid(mark, JY_UNTIL_DATE), &attested->until);
		else if (jy_is(mark, JY_N_EVIDENCE))
			jy_said_add(builder, &evidence, jy_kid(mark, JY_EVIDENCE_TEXTS));
	}
	attested->evidence = jy_said_texts(&evidence);
}

static enum jrt_period_unit unit_of(enum jy_word word)
{
	switch (word) {
	case JY_W_HOUR:
	case JY_W_DAY: return JRT_DAY;
	case JY_W_WEEK: return JRT_WEEK;
	case JY_W_QUARTER: return JRT_QUARTER;
	case JY_W_YEAR: return JRT_YEAR;
	default: return JRT_MONTH;
	}
}

void jy_said_review(struct jy_review *review, const struct jy_node *node)
{
	const struct jy_node *period = jy_kid(node, JY_REVIEW_PERIOD);

	review->given = true;
	review->every.unit = unit_of(jy_word(jy_kid(period, JY_PERIOD_UNIT)));
	review->has_last = jy_said_until(jy_kid(node, JY_REVIEW_LAST), &review->last);
	review->span = node->span;
}

void jy_said_risk(struct jy_builder *builder, struct jy_risk *risk, const struct jy_node *node)
{
	const struct jy_node *severity = jy_kid(node, JY_RISK_SEVERITY);

	risk->text = jy_text(jy_kid(node, JY_RISK_TEXT));
	risk->mitigated = jy_text(jy_kid(node, JY_RISK_MITIGATED));
	risk->span = node->span;
	if (severity && jy_builder_choice(builder, JY_CHOICE_SEVERITY, severity) >= 0)
		risk->severity = severity->text;
}

void jy_said_improvement(struct jy_builder *builder, struct jy_improvement *improvement,
			 const struct jy_node *node)
{
	const struct jy_node *marks = jy_kid(node, JY_IMPROVEMENT_MARKS);
	struct jy_said_texts about = {0};

	improvement->text = jy_text(jy_kid(node, JY_IMPROVEMENT_TEXT));
	improvement->span = node->span;
	jy_said_add(builder, &about, jy_kid(node, JY_IMPROVEMENT_ABOUT));
	improvement->about = jy_said_texts(&about);
	for (uint32_t i = 0; i < jy_count(marks); i++) {
		const struct jy_node *mark = jy_kid(marks, i);

		if (jy_is(mark, JY_N_OWNER))
			improvement->owner = jy_text(jy_kid(mark, JY_OWNER_TEXT));
		else if (jy_is(mark, JY_N_BY_DATE))
			improvement->has_by =
				jy_said_until(jy_kid(mark, JY_BY_DATE_DATE), &improvement->by);
	}
}
