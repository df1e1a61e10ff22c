/*
 * Making the model: the passes in their order, and filling out of turn where one thing needs
 * another.
 */
#include "model/library.h"

static void fill_entry(struct jy_builder *builder, struct jy_entry *entry)
{
	struct jy_slice *slice;

	switch (entry->thing) {
	case JY_T_SOURCE:
		if (jy_is(entry->node, JY_N_CASES))
			jy_fill_cases(builder, entry->model, entry->node);
		else
			jy_fill_source(builder, entry->model, entry->node);
		return;
	case JY_T_SLICE:
		slice = entry->model;
		if (slice->source && jy_builder_need(builder, JY_T_SOURCE, slice->source))
			jy_fill_slice(builder, slice, entry->node);
		return;
	case JY_T_METRIC:
		((struct jy_metric *)entry->model)->library = entry->unit->library;
		jy_fill_metric(builder, entry->model, entry->node);
		return;
	case JY_T_ATTRIBUTE: jy_fill_attribute(builder, entry->model, entry->node); return;
	case JY_T_JOURNEY: jy_fill_journey(builder, entry->model, entry->node); return;
	case JY_T_AGREEMENT: jy_fill_agreement(builder, entry->model, entry->node); return;
	default: jy_fill_people(builder, entry); return;
	}
}

/* "a, b, a": the chain from its first mention of `last` on. */
static struct jb_text chain_text(struct jy_builder *builder, const struct jy_entry *last)
{
	size_t from = builder->filling.count;
	struct jb_buf text;

	while (from > 0 && builder->filling.at[from - 1] != last)
		from--;
	jb_buf_init(&text, builder->arena);
	for (size_t i = from ? from - 1 : 0; i < builder->filling.count; i++)
		jb_buf_printf(&text, "`%.*s` needs ", JB_ARG(builder->filling.at[i]->name));
	jb_buf_printf(&text, "`%.*s`", JB_ARG(last->name));
	return jb_buf_text(&text);
}

/* How many links of a circle are shown in the file; the note has them all. */
#define LINKS_MAX 6

static void show_circle(struct jy_builder *builder, struct jy_diag *diag,
			const struct jy_entry *last)
{
	size_t from = builder->filling.count;

	while (from > 0 && builder->filling.at[from - 1] != last)
		from--;
	for (size_t i = from ? from - 1 : 0; i < builder->filling.count; i++) {
		const struct jy_entry *one = builder->filling.at[i];
		const struct jy_entry *next =
			i + 1 < builder->filling.count ? builder->filling.at[i + 1] : last;

		if (one == last)
			jy_diag_mark(builder->diags, diag, "`%.*s` needs `%.*s`", JB_ARG(one->name),
				     JB_ARG(next->name));
		else if (diag->labels.count < LINKS_MAX)
			jy_diag_label(builder->diags, diag, jy_decl_of(one->model)->span,
				      "`%.*s` needs `%.*s`", JB_ARG(one->name), JB_ARG(next->name));
	}
}

static bool report_circle(struct jy_builder *builder, const struct jy_entry *entry)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_NAME_CIRCLE, jy_decl_of(entry->model)->span,
			      "the %s `%.*s` is made from itself", jy_thing_word(entry->thing),
			      JB_ARG(entry->name));

	show_circle(builder, diag, entry);
	jy_diag_note(builder->diags, diag, "%s", chain_text(builder, entry).at);
	jy_diag_help(builder->diags, diag,
		     "one of them must stand on rows of a source alone, such as `value share of … "
		     "among …`");
	return false;
}

static bool report_depth(struct jy_builder *builder, const struct jy_entry *entry)
{
	jy_diag_error(builder->diags, JY_D_NAME_CHAIN, jy_decl_of(entry->model)->span,
		      "more than %d %ss are made from one another in a row", JY_NEED_DEPTH_MAX,
		      jy_thing_word(entry->thing));
	return false;
}

static bool need(struct jy_builder *builder, struct jy_entry *entry)
{
	if (entry->state == 2)
		return true;
	if (entry->state == 1)
		return report_circle(builder, entry);
	if (builder->filling.count >= JY_NEED_DEPTH_MAX)
		return report_depth(builder, entry);
	entry->state = 1;
	*jb_push(builder->arena, &builder->filling) = entry;
	if (jy_library_lazy(entry))
		jy_library_fill(builder, entry, fill_entry);
	else
		fill_entry(builder, entry);
	builder->filling.count--;
	entry->state = 2;
	return true;
}

bool jy_builder_need(struct jy_builder *builder, enum jy_thing thing, const void *model)
{
	struct jy_entry *entry =
		model ? jy_builder_entry(builder, thing, jy_decl_of(model)->name) : NULL;

	if (entry)
		jy_library_want(builder, entry, jy_decl_of(model)->span);
	return entry && need(builder, entry);
}

void jy_builder_use(struct jy_builder *builder, struct jy_entry *entry, struct jy_span where)
{
	jy_library_want(builder, entry, where);
	if (jy_library_lazy(entry) && entry->state == 0 && builder->filled[entry->thing])
		need(builder, entry);
}

/* Of the library only what is wanted; filling that may make more of its kind wanted. */
static void fill_kind(struct jy_builder *builder, enum jy_thing thing)
{
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < builder->entries.count; i++) {
			struct jy_entry *entry = &builder->entries.at[i];

			if (entry->thing != thing || entry->state != 0 ||
			    !jy_library_counts(builder, entry))
				continue;
			need(builder, entry);
			again = again || jy_library_lazy(entry);
		}
	}
	builder->filled[thing] = true;
}

/* In this order each finds what it looks into already filled, but for metrics over metrics and the
 * like. */
static void fill_all(struct jy_builder *builder)
{
	static const enum jy_thing order[] = {
		JY_T_BRAND,	JY_T_PERSONA,	   JY_T_CHANNEL,       JY_T_CALENDAR, JY_T_SEASON,
		JY_T_SYSTEM,	JY_T_JURISDICTION, JY_T_INCIDENT_PLAN, JY_T_SOURCE,   JY_T_SLICE,
		JY_T_METRIC,	JY_T_ATTRIBUTE,	   JY_T_OBJECTIVE,     JY_T_PARTNER,  JY_T_JOURNEY,
		JY_T_AGREEMENT, JY_T_FRAMEWORK,	   JY_T_ASSESSMENT,
	};

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		fill_kind(builder, order[i]);
	/* A source of the library that was wanted late brings its slices. */
	fill_kind(builder, JY_T_SLICE);
	jy_library_finish(builder);
}

/* Things of a kind that are part of the program, in order of declaration. */
#define LIST(builder, list, type, kind)                                                            \
	do {                                                                                       \
		JB_VEC(const struct type *) all = {0};                                             \
		for (size_t i = 0; i < (builder)->entries.count; i++)                              \
			if ((builder)->entries.at[i].thing == (kind) &&                            \
			    jy_library_counts((builder), &(builder)->entries.at[i]))               \
				*jb_push((builder)->arena, &all) = (builder)->entries.at[i].model; \
		(list).at = all.at;                                                                \
		(list).count = all.count;                                                          \
	} while (0)

static void list_people(struct jy_builder *builder, struct jy_model *model)
{
	LIST(builder, model->brands, jy_brand, JY_T_BRAND);
	LIST(builder, model->personas, jy_persona, JY_T_PERSONA);
	LIST(builder, model->channels, jy_channel, JY_T_CHANNEL);
	LIST(builder, model->calendars, jy_calendar, JY_T_CALENDAR);
	LIST(builder, model->partners, jy_partner, JY_T_PARTNER);
	LIST(builder, model->seasons, jy_season, JY_T_SEASON);
}

static void list_others(struct jy_builder *builder, struct jy_model *model)
{
	LIST(builder, model->sources, jy_source, JY_T_SOURCE);
	LIST(builder, model->slices, jy_slice, JY_T_SLICE);
	LIST(builder, model->metrics, jy_metric, JY_T_METRIC);
	LIST(builder, model->attributes, jy_attribute, JY_T_ATTRIBUTE);
	LIST(builder, model->journeys, jy_journey, JY_T_JOURNEY);
	LIST(builder, model->agreements, jy_agreement, JY_T_AGREEMENT);
	LIST(builder, model->frameworks, jy_framework, JY_T_FRAMEWORK);
	LIST(builder, model->assessments, jy_assessment, JY_T_ASSESSMENT);
	LIST(builder, model->systems, jy_system, JY_T_SYSTEM);
	LIST(builder, model->objectives, jy_objective, JY_T_OBJECTIVE);
	LIST(builder, model->jurisdictions, jy_jurisdiction, JY_T_JURISDICTION);
	LIST(builder, model->incidents, jy_incident_plan, JY_T_INCIDENT_PLAN);
}

struct jy_model *jy_model_make(struct jb_arena *arena, const struct jy_unit *unit,
			       size_t unit_count, struct jy_diags *diags)
{
	struct jy_model *model = JB_NEW(arena, struct jy_model);
	struct jy_builder builder = {.arena = arena, .diags = diags, .model = model};

	for (enum jy_thing thing = 0; thing < JY_T_COUNT; thing++)
		jb_map_init(&builder.names[thing], arena);
	jb_map_init(&builder.lost, arena);
	jb_map_init(&builder.unknown, arena);
	jb_map_init(&builder.zones, arena);
	jb_map_init(&builder.patterns, arena);
	jb_map_init(&builder.nexts, arena);
	jb_map_init(&builder.criteria, arena);
	jy_lost_collect(&builder, unit, unit_count);
	jy_declare(&builder, unit, unit_count);
	list_people(&builder, model);
	list_others(&builder, model);
	fill_all(&builder);
	list_others(&builder, model); /* with what of the library turned out to be wanted */
	jy_fill_allowances(&builder, unit, unit_count);
	model->complete = diags->error_count == 0;
	return model;
}
