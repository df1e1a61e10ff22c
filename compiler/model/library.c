/*
 * What a program takes from the library. The metrics and sources of a module count only where the
 * user's files refer to them: a module may measure sixty things of a source, and the user's has
 * what five of them need. What a metric of the library lacks is said once, where the user refers to
 * it, never inside of the module.
 */
#include "model/library.h"

bool jy_library_lazy(const struct jy_entry *entry)
{
	if (!entry->unit->library)
		return false;
	switch (entry->thing) {
	case JY_T_CHANNEL:
	case JY_T_ATTRIBUTE:
	case JY_T_SOURCE:
	case JY_T_SLICE:
	case JY_T_METRIC: return true;
	default: return false;
	}
}

static bool is_slice_of_wanted(struct jy_builder *builder, const struct jy_entry *entry)
{
	const struct jy_slice *slice = entry->model;
	const struct jy_entry *source =
		entry->thing == JY_T_SLICE && slice->source
			? jy_builder_entry(builder, JY_T_SOURCE, slice->source->decl.name)
			: NULL;

	return source && source->wanted;
}

bool jy_library_counts(struct jy_builder *builder, const struct jy_entry *entry)
{
	return !jy_library_lazy(entry) || entry->wanted || is_slice_of_wanted(builder, entry);
}

/* The declaration of the library that is being filled, if any. */
static struct jy_entry *filling(const struct jy_builder *builder)
{
	struct jy_entry *last =
		builder->filling.count ? builder->filling.at[builder->filling.count - 1] : NULL;

	return last && jy_library_lazy(last) ? last : NULL;
}

void jy_library_want(struct jy_builder *builder, struct jy_entry *entry, struct jy_span where)
{
	const struct jy_entry *user = filling(builder);

	if (entry->wanted || !jy_library_lazy(entry))
		return;
	entry->wanted = true;
	entry->wanted_at = user ? user->wanted_at : where;
}

bool jy_library_filling(const struct jy_builder *builder)
{
	return filling(builder) != NULL;
}

const struct jy_metric *jy_library_watched(struct jy_builder *builder, const struct jy_node *name)
{
	const struct jy_entry *entry = jy_builder_entry(builder, JY_T_METRIC, jy_text(name));

	return entry ? entry->model : NULL;
}

/* Takes back advice to watch what nobody wants. */
static void forget_watched(struct jy_builder *builder, struct jy_metric *metric)
{
	const struct jy_entry *watched =
		metric->watch_with
			? jy_builder_entry(builder, JY_T_METRIC, metric->watch_with->decl.name)
			: NULL;

	if (watched && !jy_library_counts(builder, watched))
		metric->watch_with = NULL;
}

void jy_library_finish(struct jy_builder *builder)
{
	for (size_t i = 0; i < builder->entries.count; i++) {
		struct jy_entry *entry = &builder->entries.at[i];
		struct jy_decl *decl = entry->model;

		if (!jy_library_lazy(entry) || !entry->wanted)
			continue;
		decl->used_at = entry->wanted_at;
		if (entry->thing == JY_T_METRIC)
			forget_watched(builder, entry->model);
	}
}

/* ---- what a metric lacks ---- */

static const struct jy_node *name_of(const struct jy_node *node)
{
	return jy_is(node, JY_N_COLUMN) ? jy_kid(node, JY_COLUMN_NAME)
	       : jy_is(node, JY_N_LET)	? jy_kid(node, JY_LET_NAME)
					: NULL;
}

/* The column or let by which the module's own form of the source describes a name, or NULL. */
static const struct jy_node *described_in(const struct jy_node *source, struct jb_text name)
{
	const struct jy_node *body = jy_kid(source, JY_SOURCE_BODY);

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jb_text_equal(jy_text(name_of(jy_kid(body, i))), name))
			return jy_kid(body, i);
	return NULL;
}

static const struct jy_node *described(const struct jy_unit *module, const struct jy_source *source,
				       struct jb_text name)
{
	const struct jy_node *decls = jy_kid(module->parsed.root, JY_FILE_DECLS);

	for (uint32_t i = 0; i < jy_count(decls); i++)
		if (jy_is(jy_kid(decls, i), JY_N_SOURCE) &&
		    jb_text_equal(jy_text(jy_kid(jy_kid(decls, i), JY_DECL_NAME)),
				  source->decl.name))
			return described_in(jy_kid(decls, i), name);
	return NULL;
}

/* The metric of the library that asks for a name of `source`, or NULL. */
static const struct jy_entry *asking(const struct jy_builder *builder,
				     const struct jy_source *source)
{
	const struct jy_entry *entry = filling(builder);
	const struct jy_metric *metric;

	if (!entry || entry->thing != JY_T_METRIC)
		return NULL;
	metric = entry->model;
	return metric->source == source ? entry : NULL;
}

static void note(struct jy_builder *builder, struct jy_lacked lacked)
{
	for (size_t i = 0; i < builder->lacked.count; i++)
		if (jb_text_equal(builder->lacked.at[i].name, lacked.name))
			return;
	*jb_push(builder->arena, &builder->lacked) = lacked;
}

bool jy_library_lacks(struct jy_builder *builder, const struct jy_source *source,
		      const struct jy_node *name)
{
	const struct jy_entry *entry = asking(builder, source);

	if (!entry)
		return false;
	if (!jy_lost_holds(builder, name))
		note(builder, (struct jy_lacked){source, name->text,
						 described(entry->unit, source, name->text), NULL});
	return true;
}

bool jy_library_misfits(struct jy_rows *rows, const struct jy_node *name,
			const struct jy_expr *expr)
{
	const struct jy_entry *entry = asking(rows->builder, rows->source);
	const struct jy_node *column =
		entry ? described(entry->unit, rows->source, name->text) : NULL;

	if (!jy_is(column, JY_N_COLUMN) ||
	    jy_types_compare((struct jy_typed){.type = jy_column_type(column)},
			     jy_expr_typed(expr)))
		return false;
	note(rows->builder, (struct jy_lacked){rows->source, name->text, column, expr});
	return true;
}

/* The words of the module for a name: of a column those behind the name, "duration in seconds", of
 * a let all of it. */
static struct jb_text words_of(struct jy_builder *builder, const struct jy_node *column)
{
	const struct jy_file *file =
		column ? jy_diags_file(builder->diags, column->span.file) : NULL;
	const struct jy_node *name = name_of(column);
	struct jy_span rest;

	if (!file || !name)
		return JB_TEXT("");
	if (jy_is(column, JY_N_LET))
		return jb_text_trim(jy_file_slice(file, column->span));
	rest = (struct jy_span){name->span.end, column->span.end, column->span.file};
	return jb_text_trim(jy_file_slice(file, rest));
}

static struct jb_text phrase(struct jy_builder *builder, enum jrt_type type)
{
	return jy_type_phrase(builder->arena, (struct jy_typed){.type = type});
}

static void show_lacked(struct jy_builder *builder, struct jy_diag *diag,
			const struct jy_lacked *lacked)
{
	struct jb_text words = words_of(builder, lacked->described);
	struct jb_text name = lacked->name;

	if (lacked->other) {
		const struct jy_decl *let = lacked->other->let ? &lacked->other->let->decl : NULL;
		const struct jy_source *source = lacked->source;
		const struct jy_decl *column = lacked->other->op == JRT_OP_COLUMN
						       ? &source->column_decl[lacked->other->k]
						       : NULL;

		if (let || column)
			jy_diag_label(builder->diags, diag, let ? let->span : column->span,
				      "`%.*s` is %.*s here", JB_ARG(name),
				      JB_ARG(phrase(builder, lacked->other->type)));
		jy_diag_help(builder->diags, diag, "`%.*s` stands for %.*s in the library",
			     JB_ARG(name),
			     JB_ARG(phrase(builder, jy_column_type(lacked->described))));
	} else if (jy_is(lacked->described, JY_N_LET)) {
		jy_diag_help(builder->diags, diag, "write for example `%.*s`", JB_ARG(words));
	} else if (words.size) {
		jy_diag_help(builder->diags, diag,
			     "write `let %.*s = …`, or `column %.*s %.*s` where the file has it",
			     JB_ARG(name), JB_ARG(name), JB_ARG(words));
	} else {
		jy_diag_help(builder->diags, diag, "write `let %.*s = …`", JB_ARG(name));
	}
}

/* "`a`, `b` and `c`" */
static struct jb_text names_of(struct jy_builder *builder)
{
	struct jb_buf text;

	jb_buf_init(&text, builder->arena);
	for (size_t i = 0; i < builder->lacked.count; i++) {
		const char *join = i + 1 < builder->lacked.count ? ", " : " and ";

		jb_buf_printf(&text, "%s`%.*s`", i ? join : "", JB_ARG(builder->lacked.at[i].name));
	}
	return jb_buf_text(&text);
}

/* The report that the first lacked name is in already; 0 where it is the first time. */
static uint64_t *reported(struct jy_builder *builder, const struct jy_lacked *lacked)
{
	struct jb_text key =
		jb_text_printf(builder->arena, "needed in %.*s %.*s",
			       JB_ARG(lacked->source->decl.name), JB_ARG(lacked->name));

	return jb_map_put(&builder->unknown, key, NULL);
}

/* Several metrics that lack one and the same are one report. */
static bool joined_before(struct jy_builder *builder, const struct jy_entry *metric)
{
	uint64_t first = *reported(builder, &builder->lacked.at[0]);

	for (size_t i = 0; i < builder->lacked.count; i++)
		if (!first || *reported(builder, &builder->lacked.at[i]) != first)
			return false;
	jy_diag_label(builder->diags, &builder->diags->list.at[first - 1], metric->wanted_at,
		      "`%.*s` needs it too", JB_ARG(metric->name));
	return true;
}

static void report_lacked(struct jy_builder *builder, const struct jy_entry *metric)
{
	const struct jy_source *source = builder->lacked.at[0].source;
	struct jy_diag *diag;

	if (joined_before(builder, metric))
		return;
	diag = jy_diag_error(builder->diags, JY_D_LIBRARY_NEEDS, metric->wanted_at,
			     "the metric `%.*s` of %.*s needs %s%.*s in the source `%.*s`",
			     JB_ARG(metric->name), JB_ARG(metric->unit->file->path),
			     builder->lacked.at[0].other ? "another kind of " : "",
			     JB_ARG(names_of(builder)), JB_ARG(source->decl.name));
	if (diag->dropped)
		return;
	if (!builder->lacked.at[0].other)
		jy_diag_label(builder->diags, diag, source->decl.span,
			      "this source has no such name");
	for (size_t i = 0; i < builder->lacked.count; i++) {
		show_lacked(builder, diag, &builder->lacked.at[i]);
		*reported(builder, &builder->lacked.at[i]) = builder->diags->list.count;
	}
}

/* What was found wrong inside of a module is wrong with the user's source, or with the library: the
 * user is shown the place where the metric was asked for, and the module's beside it. */
static void move_out(struct jy_builder *builder, const struct jy_entry *metric, size_t from)
{
	for (size_t i = from; i < builder->diags->list.count; i++) {
		struct jy_diag *diag = &builder->diags->list.at[i];
		struct jy_span inside = diag->span;

		if (diag->dropped || inside.file != metric->node->span.file)
			continue;
		diag->span = metric->wanted_at;
		diag->message = jb_text_printf(
			builder->arena, "the metric `%.*s` of %.*s: %.*s", JB_ARG(metric->name),
			JB_ARG(metric->unit->file->path), JB_ARG(diag->message));
		jy_diag_label(builder->diags, diag, inside, "in the library");
	}
}

void jy_library_fill(struct jy_builder *builder, struct jy_entry *entry,
		     void (*fill)(struct jy_builder *, struct jy_entry *))
{
	struct jy_lacks outer = builder->lacked;
	size_t before = builder->diags->list.count;

	builder->lacked = (struct jy_lacks){0};
	fill(builder, entry);
	if (entry->thing == JY_T_METRIC)
		move_out(builder, entry, before);
	if (builder->lacked.count)
		report_lacked(builder, entry);
	builder->lacked = outer;
}
