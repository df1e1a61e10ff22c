/*
 * Amendments: other terms from a day on. A statement replaces those of its kind, a pool the one of
 * its name; a guarantee that is there gets other levels and other money, one that is not begins
 * there. How a figure is measured and rounded is no term that changes: such a guarantee ends, and
 * another begins.
 */
#include "model/money.h"

/* ---- which statements can change ---- */

/* Statements of one kind replace one another: the first of each group stands for it. */
static enum jy_node_kind group_of(const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_CHARGES_FROM:
	case JY_N_CHARGES_GIVEN: return JY_N_CHARGES;
	default: return (enum jy_node_kind)node->kind;
	}
}

static bool changes_agreement(enum jy_node_kind kind)
{
	switch (kind) {
	case JY_N_CHARGES:
	case JY_N_CHARGES_FROM:
	case JY_N_CHARGES_GIVEN:
	case JY_N_LAST_PERIOD_SAME:
	case JY_N_CREDITS_CAP:
	case JY_N_EXCESS:
	case JY_N_POOL:
	case JY_N_WEIGHTS_TOTAL:
	case JY_N_POOLS_ABOVE:
	case JY_N_BONUS_OFFSETS:
	case JY_N_ONE_INCIDENT:
	case JY_N_AT_RISK:
	case JY_N_CREDIT:
	case JY_N_BONUS:
	case JY_N_OVERLAP:
	case JY_N_NO_CREDITS_BEFORE:
	case JY_N_FEE: return true;
	default: return false;
	}
}

static bool changes_guarantee(enum jy_node_kind kind)
{
	switch (kind) {
	case JY_N_EXPECTED:
	case JY_N_MINIMUM:
	case JY_N_WEIGHT:
	case JY_N_AT_RISK:
	case JY_N_CREDIT:
	case JY_N_BONUS:
	case JY_N_OVERLAP:
	case JY_N_CREDIT_RETURNED:
	case JY_N_NO_BONUS_UNLESS:
	case JY_N_POINTS_WHEN:
	case JY_N_POINTS_DOUBLE:
	case JY_N_NO_CREDITS_BEFORE: return true;
	default: return false;
	}
}

/* What stands beside the terms wherever it is written. */
static bool changes_nothing(enum jy_node_kind kind)
{
	return kind == JY_N_ERROR || kind == JY_N_ALLOW;
}

static void replace(struct jb_arena *arena, struct jb_map *gone, const struct jy_node *node)
{
	struct jb_text key = jb_text_printf(arena, "%d", (int)group_of(node));

	if (jy_is(node, JY_N_POOL))
		key = jb_text_printf(arena, "pool %.*s", JB_ARG(jy_text(jy_kid(node, 0))));
	jb_map_put(gone, key, NULL);
}

static bool is_gone(struct jb_arena *arena, const struct jb_map *gone, const struct jy_node *node)
{
	struct jb_text key = jb_text_printf(arena, "%d", (int)group_of(node));

	if (jy_is(node, JY_N_POOL))
		key = jb_text_printf(arena, "pool %.*s", JB_ARG(jy_text(jy_kid(node, 0))));
	return jb_map_get(gone, key) != NULL;
}

void jy_statements_amend(struct jb_arena *arena, const struct jy_statements *before,
			 const struct jy_node *body, struct jy_statements *out)
{
	struct jb_map gone;

	jb_map_init(&gone, arena);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			replace(arena, &gone, jy_kid(body, i));
	for (size_t i = 0; i < before->list.count; i++)
		if (!is_gone(arena, &gone, before->list.at[i]))
			*jb_push(arena, &out->list) = before->list.at[i];
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			*jb_push(arena, &out->list) = jy_kid(body, i);
}

/* ---- what cannot be amended ---- */

static void report_fixed(struct jy_builder *builder, const struct jy_node *node,
			 const struct jy_node *amendment, const char *help)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_AMENDMENT_FIXED, node->span,
					     "an amendment cannot change this");

	jy_diag_label(builder->diags, diag, jy_builder_span(amendment), "the amendment");
	jy_diag_help(builder->diags, diag, "%s", help);
}

static void check_agreement(struct jy_builder *builder, const struct jy_node *amendment,
			    const struct jy_node *node)
{
	const char *help = "write it into the agreement itself, which it holds for as a whole";

	if (changes_agreement(node->kind) || changes_nothing(node->kind))
		return;
	switch (node->kind) {
	case JY_N_RELIEF:
	case JY_N_INDEXED: help = "write it into the agreement: it has dates of its own"; break;
	case JY_N_AMENDMENT: help = "write the amendments one after the other"; break;
	default: break;
	}
	report_fixed(builder, node, amendment, help);
}

static void check_guarantee(struct jy_builder *builder, const struct jy_node *amendment,
			    const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (node && !changes_guarantee(node->kind) && !changes_nothing(node->kind))
			report_fixed(builder, node, amendment,
				     "how a figure is made is no term: write `guarantee NAME "
				     "ends`, and begin another guarantee");
	}
}

bool jy_starts_period(struct jy_builder *builder, const struct jy_period *period, int32_t day,
		      struct jy_span span, const char *what)
{
	int32_t start = jy_period_start_after(builder, period, day);
	struct jy_diag *diag;

	if (start == day || start == INT32_MIN)
		return true;
	diag = jy_diag_error(builder->diags, JY_D_STEP_INSIDE_PERIOD, span,
			     "%s %s, in the middle of a period", what,
			     jy_builder_date_text(builder, day).at);
	jy_diag_label(builder->diags, diag, period->span, "judged by this period");
	jy_diag_help(builder->diags, diag, "write `%s`, the first day of the next period",
		     jy_builder_date_text(builder, start).at);
	jy_diag_fix(builder->diags, diag, span, jy_builder_date_text(builder, start));
	return false;
}

/* ---- which guarantees change ---- */

/* Of each guarantee by its number: what amendments say of it. */
struct collecting {
	struct jy_builder *builder;
	struct jy_agreement *agreement;
	struct jb_map numbers;
	struct jy_amended_list {
		JB_VEC(struct jy_amended) list;
	} * amended;
	JB_VEC(struct jy_amendment) amendments;
	bool full; /* more than JY_AMENDMENTS_MAX were reported */
};

static struct jy_guarantee *named(struct collecting *collect, const struct jy_node *name)
{
	const struct jy_guarantee *found =
		jy_agreement_guarantee(collect->builder, collect->agreement, name);

	return found ? &collect->agreement->guarantee[found - collect->agreement->guarantee] : NULL;
}

static void add(struct collecting *collect, const struct jy_guarantee *guarantee,
		const struct jy_node *from, const struct jy_node *body)
{
	struct jy_amended_list *list = &collect->amended[guarantee - collect->agreement->guarantee];

	*jb_push(collect->builder->arena, &list->list) =
		(struct jy_amended){.from = from, .body = body};
}

static void report_end(struct collecting *collect, const struct jy_node *node, const char *message)
{
	struct jy_diag *diag = jy_diag_error(collect->builder->diags, JY_D_GUARANTEE_ENDS,
					     node->span, "%s", message);

	jy_diag_help(collect->builder->diags, diag,
		     "a guarantee ends once, in the amendment that drops it: `amendment NAME from "
		     "DATE { guarantee NAME ends }`");
}

static void end(struct collecting *collect, const struct jy_node *amendment,
		const struct jy_node *node)
{
	const struct jy_node *from = jy_kid(amendment, JY_AMENDMENT_FROM);
	struct jy_guarantee *guarantee = named(collect, jy_kid(node, JY_GUARANTEE_ENDS_NAME));

	if (!guarantee || !from)
		return;
	if (guarantee->ends != INT32_MAX) {
		report_end(collect, node, "this guarantee has ended before");
		return;
	}
	if (guarantee->begins >= jy_builder_day(from)) {
		report_end(collect, node, "this guarantee ends before it begins");
		return;
	}
	guarantee->ends = jy_builder_day(from);
	add(collect, guarantee, from, NULL);
}

static void amend(struct collecting *collect, const struct jy_node *amendment,
		  const struct jy_node *node)
{
	const struct jy_node *from = jy_kid(amendment, JY_AMENDMENT_FROM);
	struct jy_guarantee *guarantee = named(collect, jy_kid(node, JY_DECL_NAME));

	if (!guarantee || !from)
		return;
	if (guarantee->decl.node == node) {
		guarantee->begins = jy_builder_day(from);
		return;
	}
	if (guarantee->begins >= jy_builder_day(from) || guarantee->ends <= jy_builder_day(from)) {
		report_end(collect, node,
			   guarantee->ends == INT32_MAX ? "this guarantee has not begun by then"
							: "this guarantee has ended by then");
		return;
	}
	check_guarantee(collect->builder, amendment, jy_kid(node, JY_DECL_BODY));
	add(collect, guarantee, from, jy_kid(node, JY_DECL_BODY));
}

static bool check_order(struct collecting *collect, const struct jy_node *amendment)
{
	const struct jy_amendment *last =
		collect->amendments.count ? &collect->amendments.at[collect->amendments.count - 1]
					  : NULL;
	const struct jy_node *from = jy_kid(amendment, JY_AMENDMENT_FROM);
	struct jy_diag *diag;

	if (!last || last->from < jy_builder_day(from))
		return true;
	diag = jy_diag_error(collect->builder->diags, JY_D_STEPS_ORDER, from->span,
			     "this amendment does not begin after the one before it");
	jy_diag_label(collect->builder->diags, diag, last->decl.span, "the one before");
	jy_diag_help(collect->builder->diags, diag,
		     "write amendments in the order of their dates; two of one day are one");
	return false;
}

static bool room_left(struct collecting *collect, const struct jy_node *amendment)
{
	if (collect->amendments.count < JY_AMENDMENTS_MAX)
		return true;
	if (!collect->full)
		jy_diag_error(collect->builder->diags, JY_D_PLAN_LIMIT, amendment->span,
			      "an agreement has at most %d amendments", JY_AMENDMENTS_MAX);
	collect->full = true;
	return false;
}

static void collect_one(struct collecting *collect, const struct jy_node *amendment)
{
	const struct jy_node *from = jy_kid(amendment, JY_AMENDMENT_FROM);
	const struct jy_node *body = jy_kid(amendment, JY_DECL_BODY);

	if (!jy_is(from, JY_N_DATE) || !room_left(collect, amendment) ||
	    !check_order(collect, amendment) ||
	    !jy_starts_period(collect->builder, &collect->agreement->period, jy_builder_day(from),
			      from->span, "the amendment begins on"))
		return;
	*jb_push(collect->builder->arena, &collect->amendments) = (struct jy_amendment){
		.decl = {.name = jy_text(jy_kid(amendment, JY_DECL_NAME)),
			 .title = jy_text(jy_kid(amendment, JY_DECL_TITLE)),
			 .span = jy_builder_span(amendment),
			 .node = amendment},
		.from = jy_builder_day(from),
	};
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_GUARANTEE))
			amend(collect, amendment, node);
		else if (jy_is(node, JY_N_GUARANTEE_ENDS))
			end(collect, amendment, node);
		else if (node)
			check_agreement(collect->builder, amendment, node);
	}
}

void jy_collect_amendments(struct jy_builder *builder, struct jy_agreement *agreement,
			   const struct jy_node *body)
{
	struct collecting collect = {.builder = builder, .agreement = agreement};

	collect.amended =
		JB_NEW_ARRAY(builder->arena, struct jy_amended_list, agreement->guarantee_count);
	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		agreement->guarantee[i].begins = INT32_MIN;
		agreement->guarantee[i].ends = INT32_MAX;
	}
	for (uint32_t i = 0; i < jy_count(body); i++) {
		if (jy_is(jy_kid(body, i), JY_N_AMENDMENT))
			collect_one(&collect, jy_kid(body, i));
		else if (jy_is(jy_kid(body, i), JY_N_GUARANTEE_ENDS))
			report_end(&collect, jy_kid(body, i),
				   "nothing says from when on this guarantee ends");
	}
	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		agreement->guarantee[i].amended = collect.amended[i].list.at;
		agreement->guarantee[i].amended_count = collect.amended[i].list.count;
	}
	agreement->amendment = collect.amendments.at;
	agreement->amendment_count = collect.amendments.count;
}

/* ---- levels ---- */

/* What was to hold later is replaced too. */
static void drop_later(struct jy_steps *steps, int32_t from)
{
	while (steps->list.count > 1 && steps->list.at[steps->list.count - 1].from >= from) {
		steps->list.count--;
		steps->spans.count--;
	}
}

static void amend_level(struct jy_builder *builder, const struct jy_metric *metric,
			struct jy_steps *steps, const struct jy_node *body, enum jy_node_kind kind,
			const struct jy_node *from)
{
	bool first = true;

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);
		const struct jy_node *force = jy_kid(node, JY_EXPECTED_IN_FORCE);

		if (!jy_is(node, kind) || jy_is(force, JY_N_ON))
			continue;
		if (first)
			drop_later(steps, jy_builder_day(from));
		first = false;
		force = force ? jy_kid(force, JY_FROM_DATE_DATE) : from;
		if (steps->list.count || steps->broken)
			jy_steps_add(builder, steps, metric, jy_kid(node, JY_EXPECTED_TARGET),
				     force);
		else
			jy_steps_add_on(builder, steps, metric, jy_kid(node, JY_EXPECTED_TARGET),
					force); /* a level that was not there before */
	}
}

void jy_amend_levels(struct jy_builder *builder, const struct jy_guarantee *guarantee,
		     const struct jy_metric *metric, struct jy_steps *expected,
		     struct jy_steps *minimum)
{
	for (size_t i = 0; i < guarantee->amended_count; i++) {
		const struct jy_amended *amended = &guarantee->amended[i];

		if (!jy_starts_period(builder, &guarantee->period, jy_builder_day(amended->from),
				      amended->from->span, "the amendment begins on"))
			continue;
		amend_level(builder, metric, expected, amended->body, JY_N_EXPECTED, amended->from);
		amend_level(builder, metric, minimum, amended->body, JY_N_MINIMUM, amended->from);
	}
}
