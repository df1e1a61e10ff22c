/*
 * The names of a row: columns, lets and what cases give. Looking one up, resolving a let at its
 * first use, and saying what is wrong with a name. It knows nothing of what an expression means.
 */
#include "model/rows.h"

#include "model/library.h"

/* How many names are looked at for the nearest. */
#define CANDIDATES_MAX 1000

struct jy_rows *jy_rows_of(struct jy_builder *builder, const struct jy_source *source)
{
	struct jb_text key = {.at = (const char *)&source, .size = sizeof source};
	struct jy_rows *rows;
	uint64_t *at;

	if (!builder->rows.arena)
		jb_map_init(&builder->rows, builder->arena);
	at = jb_map_get(&builder->rows, key);
	if (at)
		return (struct jy_rows *)(uintptr_t)*at;
	rows = JB_NEW(builder->arena, struct jy_rows);
	rows->builder = builder;
	rows->source = (struct jy_source *)(uintptr_t)source;
	jb_map_init(&rows->index, builder->arena);
	key.at = jb_copy(builder->arena, &source, sizeof source);
	*jb_map_put(&builder->rows, key, NULL) = (uint64_t)(uintptr_t)rows;
	return rows;
}

struct jy_named *jy_rows_add(struct jy_rows *rows, const struct jy_node *name)
{
	struct jy_named *named;
	struct jy_diag *diag;
	bool fresh;
	uint64_t *at;

	if (!jy_is(name, JY_N_NAME))
		return NULL;
	at = jb_map_put(&rows->index, name->text, &fresh);
	if (!fresh) {
		named = &rows->named.at[*at - 1];
		diag = jy_diag_error(rows->builder->diags, JY_D_NAME_TWICE, name->span,
				     "`%.*s` is declared twice in `%.*s`", JB_ARG(name->text),
				     JB_ARG(rows->source->decl.name));
		jy_diag_label(rows->builder->diags, diag, named->span,
			      named->expr && !named->let ? "every case has it"
			      : named->let		 ? "first declared here, as a let"
							 : "first declared here, as a column");
		jy_diag_help(rows->builder->diags, diag,
			     "give it another name: columns and lets share their names");
		return NULL;
	}
	named = jb_push(rows->builder->arena, &rows->named);
	*at = rows->named.count;
	named->name = name->text;
	named->span = name->span;
	return named;
}

/* `contacts.wait` in a condition over contacts is `wait`. */
static struct jb_text local_name(const struct jy_rows *rows, const struct jy_node *name)
{
	struct jb_text own = rows->source->decl.name;

	if (jy_is(name, JY_N_PATH) && name->count == 2 && jb_text_equal(jy_text(name->kid[0]), own))
		return name->kid[1]->text;
	return name->text;
}

struct jy_named *jy_rows_find(struct jy_rows *rows, const struct jy_node *name)
{
	const uint64_t *at;

	if (!jy_is(name, JY_N_NAME) && !jy_is(name, JY_N_PATH))
		return NULL;
	at = jb_map_get(&rows->index, local_name(rows, name));
	return at ? &rows->named.at[*at - 1] : NULL;
}

/* Metrics and slices are often written where only what is said of one row can stand. */
static bool report_other_thing(struct jy_rows *rows, const struct jy_node *name)
{
	struct jy_builder *builder = rows->builder;
	const struct jy_entry *metric = jy_builder_entry(builder, JY_T_METRIC, name->text);
	const struct jy_entry *slice =
		jy_builder_within(builder, JY_T_SLICE, rows->source->decl.name, name->text);
	const struct jy_entry *found = metric ? metric : slice;
	struct jy_diag *diag;

	if (!found)
		return false;
	diag = jy_diag_error(builder->diags, JY_D_NAME_OTHER_KIND, name->span,
			     "`%.*s` is a %s, not a column or let of `%.*s`", JB_ARG(name->text),
			     jy_thing_word(found->thing), JB_ARG(rows->source->decl.name));
	jy_diag_label(builder->diags, diag, jy_decl_of(found->model)->span, "declared as a %s here",
		      jy_thing_word(found->thing));
	jy_diag_note(builder->diags, diag,
		     metric ? "a condition speaks of one row, a metric of many"
			    : "only touchpoints, criteria and guarantees take rows by a slice");
	return true;
}

void jy_rows_unknown(struct jy_rows *rows, const struct jy_node *name)
{
	JB_VEC(struct jb_text) candidates = {0};
	struct jb_text what;

	if (jy_library_lacks(rows->builder, rows->source, name) || report_other_thing(rows, name))
		return;
	if (rows->builder->diags->list.count < JY_DIAGS_KEPT)
		for (size_t i = 0; i < rows->named.count && i < CANDIDATES_MAX; i++)
			*jb_push(rows->builder->arena, &candidates) = rows->named.at[i].name;
	what = jb_text_printf(rows->builder->arena, "%s of `%.*s`",
			      rows->source->is_cases ? "let" : "column or let",
			      JB_ARG(rows->source->decl.name));
	jy_builder_unknown(rows->builder, name, what.at, candidates.at, candidates.count);
}

int64_t jy_rows_column(struct jy_rows *rows, const struct jy_node *name)
{
	const struct jy_named *named = jy_rows_find(rows, name);
	struct jy_diag *diag;

	if (named && !named->let && !named->expr)
		return named->column;
	if (!named) {
		if (name && (jy_is(name, JY_N_NAME) || jy_is(name, JY_N_PATH)))
			jy_rows_unknown(rows, name);
		return -1;
	}
	diag = jy_diag_error(rows->builder->diags, JY_D_NAME_OTHER_KIND, name->span,
			     "`%.*s` is a let, and a column is expected here", JB_ARG(name->text));
	jy_diag_label(rows->builder->diags, diag, named->span, "declared as a let here");
	return -1;
}

/* ---- lets ---- */

/* How many links of a circle are shown in the file; the note has them all. */
#define LINKS_MAX 6

static void show_link(struct jy_rows *rows, struct jy_diag *diag, const struct jy_named *one,
		      const struct jy_named *next)
{
	if (diag->labels.count < LINKS_MAX && one->value)
		jy_diag_label(rows->builder->diags, diag, one->value->span, "needs `%.*s`",
			      JB_ARG(next->name));
}

static const struct jy_expr *report_circle(struct jy_rows *rows, const struct jy_named *again)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_buf chain;
	size_t from = rows->resolving.count;
	struct jy_diag *diag =
		jy_diag_error(diags, JY_D_NAME_CIRCLE, again->span,
			      "the let `%.*s` is made from itself", JB_ARG(again->name));

	while (from > 0 && &rows->named.at[rows->resolving.at[from - 1]] != again)
		from--;
	jb_buf_init(&chain, rows->builder->arena);
	for (size_t i = from ? from - 1 : 0; i < rows->resolving.count; i++) {
		const struct jy_named *one = &rows->named.at[rows->resolving.at[i]];

		jb_buf_printf(&chain, "`%.*s` needs ", JB_ARG(one->name));
		show_link(rows, diag, one,
			  i + 1 < rows->resolving.count ? &rows->named.at[rows->resolving.at[i + 1]]
							: again);
	}
	jy_diag_note(diags, diag, "%s`%.*s`", chain.data, JB_ARG(again->name));
	jy_diag_help(diags, diag,
		     "say one of them by columns alone, so that the others can follow from it");
	return NULL;
}

/* A let that only gives another name to a column or let is a copy, so that messages know it by its
 * own. */
static const struct jy_expr *named_copy(struct jy_rows *rows, const struct jy_expr *value,
					const struct jy_let *let)
{
	struct jy_expr *copy = JB_NEW(rows->builder->arena, struct jy_expr);

	*copy = *value;
	copy->let = let;
	return copy;
}

static const struct jy_expr *resolve(struct jy_rows *rows, size_t index)
{
	struct jy_named *named = &rows->named.at[index];
	const struct jy_expr *value;

	if (named->state == JY_RESOLVED)
		return named->expr;
	if (named->state == JY_RESOLVING)
		return report_circle(rows, named);
	named->state = JY_RESOLVING;
	*jb_push(rows->builder->arena, &rows->resolving) = (uint32_t)index;
	value = jy_rows_value(rows, named->value);
	rows->resolving.count--;
	named->state = JY_RESOLVED;
	if (value)
		named->expr = named->let->value = named_copy(rows, value, named->let);
	return named->expr;
}

void jy_rows_resolve(struct jy_rows *rows)
{
	for (size_t i = 0; i < rows->named.count; i++)
		if (rows->named.at[i].let)
			resolve(rows, i);
}

static const struct jy_expr *column_expr(struct jy_rows *rows, const struct jy_node *name,
					 uint32_t number)
{
	const struct jrt_column *column = &rows->source->column[number];
	bool rated = column->type == JRT_RATING && column->bounded;
	struct jy_typed typed = {.type = column->type,
				 .currency = column->currency,
				 .low = rated ? column->low : 0,
				 .high = rated ? column->high : 0};
	struct jy_expr *expr = jy_expr_make(rows, name, JRT_OP_COLUMN, typed, NULL, NULL);

	if (!expr)
		return NULL;
	expr->k = number;
	expr->zone = column->zone;
	return expr;
}

const struct jy_expr *jy_rows_name(struct jy_rows *rows, const struct jy_node *name)
{
	struct jy_named *named = jy_rows_find(rows, name);
	const struct jy_expr *expr;

	if (!named) {
		jy_rows_unknown(rows, name);
		return NULL;
	}
	if (named->let)
		expr = resolve(rows, (size_t)(named - rows->named.at));
	else
		expr = named->expr ? named->expr : column_expr(rows, name, named->column);
	return expr && jy_library_misfits(rows, name, expr) ? NULL : expr;
}

void jy_rows_show_declared(struct jy_rows *rows, struct jy_diag *diag, const struct jy_node *node,
			   const struct jy_expr *expr)
{
	const struct jy_named *named = jy_rows_find(rows, node);

	if (named && named->span.end > named->span.begin)
		jy_diag_label(rows->builder->diags, diag, named->span,
			      "`%.*s` is declared here, %.*s", JB_ARG(named->name),
			      JB_ARG(jy_type_phrase(rows->builder->arena, jy_expr_typed(expr))));
}
