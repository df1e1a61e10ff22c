/*
 * Agreements: who has agreed with whom, from when to when, over which periods; then guarantees,
 * reliefs, remedies (remedies.c) and money (money.c).
 */
#include "model/money.h"

/* Guarantees among which the one that was meant is looked for. */
#define NAMES_SHOWN_MAX 100

/* What an agreement states once. */
struct reading {
	const struct jy_node *between, *runs, *every, *part_periods;
};

static void report_parties(struct jy_builder *builder, const struct jy_node *node, const char *both)
{
	struct jy_diag *diag = jy_diag_error(
		builder->diags, JY_D_PARTIES, node->span,
		"an agreement is between a brand and a partner; `%.*s` and `%.*s` are both %s",
		JB_ARG(jy_text(jy_kid(node, 0))), JB_ARG(jy_text(jy_kid(node, 1))), both);

	jy_diag_help(builder->diags, diag, "write `between BRAND and PARTNER`");
}

/* One party; a name that is neither brand nor partner is reported. */
static bool find_party(struct jy_builder *builder, struct jy_agreement *agreement,
		       const struct jy_node *name)
{
	static const enum jy_thing things[] = {JY_T_BRAND, JY_T_PARTNER, JY_T_COUNT};
	struct jy_entry *brand = jy_builder_entry(builder, JY_T_BRAND, jy_text(name));
	struct jy_entry *partner = jy_builder_entry(builder, JY_T_PARTNER, jy_text(name));

	if (brand && !(partner && agreement->brand))
		agreement->brand = brand->model;
	else if (partner)
		agreement->partner = partner->model;
	else
		jy_builder_missing(builder, name, things, JB_TEXT(""));
	return brand || partner;
}

static void fill_parties(struct jy_builder *builder, struct jy_agreement *agreement,
			 const struct jy_node *node)
{
	bool first, second;

	if (!node && agreement->decl.damaged)
		return;
	if (!node) {
		struct jy_diag *diag =
			jy_diag_error(builder->diags, JY_D_STATEMENT_MISSING, agreement->decl.span,
				      "the agreement `%.*s` does not say between whom",
				      JB_ARG(agreement->decl.name));

		jy_diag_help(builder->diags, diag, "add `between BRAND and PARTNER`");
		return;
	}
	first = find_party(builder, agreement, jy_kid(node, JY_BETWEEN_PARTIES_FIRST));
	second = find_party(builder, agreement, jy_kid(node, JY_BETWEEN_PARTIES_SECOND));
	if (first && second && !(agreement->brand && agreement->partner))
		report_parties(builder, node, agreement->brand ? "brands" : "partners");
}

enum jrt_part_periods jy_agreement_part_periods(const struct jy_node *node)
{
	switch (jy_word(jy_kid(node, JY_PART_PERIODS_FATE))) {
	case JY_W_JUDGED: return JRT_PART_JUDGED;
	case JY_W_NOT: return JRT_PART_NOT_JUDGED;
	case JY_W_JOINED: return JRT_PART_JOINED;
	default: return JRT_PART_UNSAID;
	}
}

struct jb_text jy_agreement_zone(const struct jy_agreement *agreement)
{
	return agreement->period.zone.size || !agreement->decl.damaged ? agreement->period.zone
								       : JB_TEXT("UTC");
}

static void read_once(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *node)
{
	switch (node ? node->kind : JY_N_ERROR) {
	case JY_N_BETWEEN_PARTIES:
		jy_builder_once(builder, &reading->between, node, "`between`");
		return;
	case JY_N_RUNS:
		jy_builder_once(builder, &reading->runs, node, "when the agreement runs");
		return;
	case JY_N_EVERY: jy_builder_once(builder, &reading->every, node, "the period"); return;
	case JY_N_PART_PERIODS:
		jy_builder_once(builder, &reading->part_periods, node, "`part periods`");
		return;
	default: return;
	}
}

static void fill_terms(struct jy_builder *builder, struct jy_agreement *agreement,
		       const struct reading *reading)
{
	const struct jy_node *every = reading->every;
	int32_t start;

	agreement->has_runs = jy_builder_days(builder, jy_kid(reading->runs, JY_RUNS_FROM),
					      jy_kid(reading->runs, JY_RUNS_TO), &agreement->runs);
	start = agreement->has_runs ? agreement->runs.from : INT32_MIN;
	jy_fill_period(builder, &agreement->period, jy_kid(every, JY_EVERY_PERIOD),
		       jy_kid(every, JY_EVERY_ZONE),
		       jb_text_of(agreement->decl.damaged ? "UTC" : ""), start);
	agreement->part_periods = jy_agreement_part_periods(reading->part_periods);
}

const struct jy_guarantee *jy_agreement_guarantee(struct jy_builder *builder,
						  const struct jy_agreement *agreement,
						  const struct jy_node *name)
{
	struct jb_text place = agreement->decl.name;
	JB_VEC(struct jb_text) names = {0};
	struct jy_entry *entry;

	if (!name)
		return NULL;
	entry = jy_builder_within(builder, JY_T_GUARANTEE, place, name->text);
	if (entry &&
	    jb_text_starts(entry->name, jb_text_printf(builder->arena, "%.*s.", JB_ARG(place))))
		return entry->model;
	for (size_t i = 0; i < agreement->guarantee_count && i < NAMES_SHOWN_MAX; i++)
		*jb_push(builder->arena, &names) = agreement->guarantee[i].decl.name;
	jy_builder_unknown(builder, name, "guarantee of this agreement", names.at, names.count);
	return NULL;
}

void jy_fill_agreement(struct jy_builder *builder, struct jy_agreement *agreement,
		       const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(node, JY_DECL_BODY);
	struct reading reading = {0};

	for (uint32_t i = 0; i < jy_count(body); i++)
		read_once(builder, &reading, jy_kid(body, i));
	fill_parties(builder, agreement, reading.between);
	fill_terms(builder, agreement, &reading);
	jy_collect_amendments(builder, agreement, body);
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		jy_fill_guarantee(builder, agreement, &agreement->guarantee[i]);
	jy_fill_reliefs(builder, agreement, body);
	jy_fill_triggers(builder, agreement, body);
	jy_fill_money(builder, agreement, body);
	jy_fill_agreement_terms(builder, agreement, body);
}
