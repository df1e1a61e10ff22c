/*
 * Relief: what takes time, or whole periods, out of a guarantee. Clock readings are those of the
 * agreement's zone unless they carry their own offset; a date stands for its whole day.
 */
#include "model/story.h"
#include "time/civil.h"

/* The zone in which the agreement's clocks are read. */
static struct jb_text zone_of(const struct jy_agreement *agreement)
{
	if (agreement->period.zone.size)
		return agreement->period.zone;
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		if (agreement->guarantee[i].period.zone.size)
			return agreement->guarantee[i].period.zone;
	return JB_TEXT("");
}

/* A time that clocks skip or show twice is taken as everywhere, and said, because money hangs on
 * it. */
static void report_change(struct jy_builder *builder, const struct jy_node *node,
			  const struct jrt_zone *zone, enum jrt_local how, int64_t taken)
{
	struct jb_text name = jrt_zone_name(zone);
	long long minutes = jrt_zone_offset(zone, taken) / JRT_MINUTE_US;
	struct jy_diag *diag;

	if (how == JRT_LOCAL_GAP) {
		diag = jy_diag_warn(builder->diags, JY_D_RELIEF_OUTSIDE, node->span,
				    "clocks in %.*s skip this time", JB_ARG(name));
		jy_diag_note(builder->diags, diag, "the moment of the change is taken");
		jy_diag_help(builder->diags, diag, "write a time that clocks show on that day");
		return;
	}
	diag = jy_diag_warn(builder->diags, JY_D_RELIEF_OUTSIDE, node->span,
			    "clocks in %.*s show this time twice", JB_ARG(name));
	jy_diag_note(builder->diags, diag, "the earlier of the two is taken");
	jy_diag_help(builder->diags, diag, "add the offset from UTC, such as `%+03lld:%02lld`",
		     minutes / 60, minutes % 60 < 0 ? -(minutes % 60) : minutes % 60);
}

/* A DATE or INSTANT node as an instant; `end`: the end of the day. */
static bool instant_of(struct jy_builder *builder, const struct jy_node *node,
		       const struct jrt_zone *zone, bool end, int64_t *out)
{
	enum jrt_local how;

	if (jy_is(node, JY_N_DATE)) {
		*out = jrt_zone_day_start(zone, (int64_t)jy_builder_day(node) + end);
		return true;
	}
	if (!jy_is(node, JY_N_INSTANT))
		return false;
	if (node->flags & JY_F_OFFSET) {
		*out = node->value - node->offset * JRT_SECOND_US;
		return true;
	}
	*out = jrt_zone_to_instant(zone, node->value, &how);
	if (how != JRT_LOCAL_ONCE)
		report_change(builder, node, zone, how, *out);
	return true;
}

/* Relief that lies outside the agreement's days excuses nothing: probably a wrong year. */
static void check_term(struct jy_builder *builder, const struct jy_agreement *agreement,
		       const struct jrt_zone *zone, const struct jy_node *node,
		       const struct jrt_range *range)
{
	struct jy_diag *diag;

	if (!agreement->has_runs)
		return;
	if (range->to > jrt_zone_day_start(zone, agreement->runs.from) &&
	    range->from < jrt_zone_day_start(zone, (int64_t)agreement->runs.to + 1))
		return;
	diag = jy_diag_warn(builder->diags, JY_D_RELIEF_OUTSIDE, node->span,
			    "this relief lies outside the time for which the agreement runs");
	jy_diag_note(builder->diags, diag, "`%.*s` runs from %s to %s",
		     JB_ARG(agreement->decl.name),
		     jy_builder_date_text(builder, agreement->runs.from).at,
		     jy_builder_date_text(builder, agreement->runs.to).at);
	jy_diag_help(builder->diags, diag,
		     "mend the dates, or put it into the agreement that runs at that time");
}

static void fill_range(struct jy_builder *builder, const struct jy_agreement *agreement,
		       struct jy_relief *relief, const struct jy_node *node)
{
	const struct jrt_zone *zone = jy_builder_zone_rules(builder, zone_of(agreement));
	const struct jy_node *from = jy_kid(node, JY_RELIEF_FROM), *to = jy_kid(node, JY_RELIEF_TO);
	struct jy_diag *diag;

	if (!zone || !instant_of(builder, from, zone, false, &relief->range.from) ||
	    !instant_of(builder, to, zone, true, &relief->range.to))
		return; /* an agreement without a zone is reported elsewhere */
	if (relief->range.from < relief->range.to) {
		relief->has_range = true;
		check_term(builder, agreement, zone, node, &relief->range);
		return;
	}
	diag = jy_diag_error(builder->diags, JY_D_DATES_ORDER, to->span,
			     "this relief ends before it begins");
	jy_diag_label(builder->diags, diag, from->span, "it begins here");
	jy_diag_help(builder->diags, diag, "write the earlier date or time first");
}

static void fill_names(struct jy_builder *builder, const struct jy_agreement *agreement,
		       struct jy_relief *relief, const struct jy_node *names)
{
	JB_VEC(struct jb_text) list = {0};

	for (uint32_t i = 0; i < jy_count(names); i++) {
		const struct jy_guarantee *guarantee =
			jy_agreement_guarantee(builder, agreement, jy_kid(names, i));

		if (guarantee)
			*jb_push(builder->arena, &list) = guarantee->decl.name;
	}
	relief->guarantees = (struct jy_texts){list.at, list.count};
	if (jy_count(names) && !list.count)
		/* all names are wrong: relief for all is not meant */
		relief->has_range = relief->has_volume = relief->has_excuse = false;
}

/* Who approved it, and on what. */
static void fill_approved(struct jy_builder *builder, struct jy_relief *relief,
			  const struct jy_node *approved)
{
	relief->approved_by = jy_text(jy_kid(approved, JY_APPROVED_BY));
	relief->evidence = jy_builder_texts(builder, jy_kid(approved, JY_APPROVED_EVIDENCE));
}

static void fill_period(struct jy_builder *builder, const struct jy_agreement *agreement,
			struct jy_relief *relief, const struct jy_node *node)
{
	relief->whole_period = true;
	fill_approved(builder, relief, jy_kid(node, JY_RELIEF_PERIOD_APPROVED));
	relief->has_volume =
		jy_fill_volume(builder, &relief->volume, jy_kid(node, JY_RELIEF_PERIOD_COUNT_OF),
			       jy_kid(node, JY_RELIEF_PERIOD_VOLUME));
	fill_names(builder, agreement, relief, jy_kid(node, JY_RELIEF_PERIOD_FOR));
}

static void fill_rows(struct jy_builder *builder, const struct jy_agreement *agreement,
		      struct jy_relief *relief, const struct jy_node *node)
{
	fill_approved(builder, relief, jy_kid(node, JY_RELIEF_ROWS_APPROVED));
	relief->has_volume =
		jy_fill_volume(builder, &relief->volume, jy_kid(node, JY_RELIEF_ROWS_COUNT_OF),
			       jy_kid(node, JY_RELIEF_ROWS_VOLUME)) &&
		jy_check_surplus(builder, &relief->volume, node, &relief->cannot);
	fill_names(builder, agreement, relief, jy_kid(node, JY_RELIEF_ROWS_FOR));
	if (relief->cannot.size)
		relief->has_volume = false;
}

static void fill_when(struct jy_builder *builder, const struct jy_agreement *agreement,
		      struct jy_relief *relief, const struct jy_node *node)
{
	relief->whole_period = true;
	fill_approved(builder, relief, jy_kid(node, JY_RELIEF_WHEN_APPROVED));
	relief->has_excuse =
		jy_fill_excuse(builder, &relief->excuse, jy_kid(node, JY_RELIEF_WHEN_METRIC),
			       jy_kid(node, JY_RELIEF_WHEN_RANGE));
	fill_names(builder, agreement, relief, jy_kid(node, JY_RELIEF_WHEN_FOR));
}

static bool fill_relief(struct jy_builder *builder, const struct jy_agreement *agreement,
			struct jy_relief *relief, const struct jy_node *node)
{
	const struct jy_file *file = jy_diags_file(builder->diags, node->span.file);

	relief->span = node->span;
	relief->text = file ? jy_file_slice(file, node->span) : JB_TEXT("");
	switch (node->kind) {
	case JY_N_RELIEF:
		relief->title = jy_text(jy_kid(node, JY_RELIEF_WHAT));
		fill_approved(builder, relief, jy_kid(node, JY_RELIEF_APPROVED));
		fill_range(builder, agreement, relief, node);
		fill_names(builder, agreement, relief, jy_kid(node, JY_RELIEF_FOR));
		return true;
	case JY_N_RELIEF_PERIOD: fill_period(builder, agreement, relief, node); return true;
	case JY_N_RELIEF_WHEN: fill_when(builder, agreement, relief, node); return true;
	case JY_N_RELIEF_ROWS: fill_rows(builder, agreement, relief, node); return true;
	default: return false;
	}
}

void jy_fill_reliefs(struct jy_builder *builder, struct jy_agreement *agreement,
		     const struct jy_node *body)
{
	JB_VEC(struct jy_relief) list = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		struct jy_relief relief = {0};

		if (jy_kid(body, i) && fill_relief(builder, agreement, &relief, jy_kid(body, i)))
			*jb_push(builder->arena, &list) = relief;
	}
	agreement->relief = list.at;
	agreement->relief_count = list.count;
}
