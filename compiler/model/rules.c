/*
 * What becomes of rows, and the names given to what they say: `ignore`, `require` and `let`, which
 * sources and cases share.
 */
#include "model/rows.h"

void jy_rules_declare(struct jy_rows *rows, const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i), *name = jy_kid(node, JY_LET_NAME);
		struct jy_named *named;
		struct jy_let *let;

		if (!jy_is(node, JY_N_LET) || !(named = jy_rows_add(rows, name)))
			continue;
		let = JB_NEW(rows->builder->arena, struct jy_let);
		let->decl = (struct jy_decl){
			.name = name->text, .title = name->text, .span = name->span, .node = node};
		named->let = let;
		named->value = jy_kid(node, JY_LET_VALUE);
	}
}

static bool report_fate(struct jy_rows *rows, const struct jy_node *node, const char *message,
			const char *help)
{
	struct jy_diag *diag =
		jy_diag_error(rows->builder->diags, JY_D_ROW_FATE, node->span, "%s", message);

	jy_diag_help(rows->builder->diags, diag, "%s", help);
	return false;
}

static bool report_share(struct jy_rows *rows, const struct jy_node *limit)
{
	struct jy_diag *diag = jy_diag_error(rows->builder->diags, JY_D_SHARE_OUTSIDE, limit->span,
					     "%.*s lies outside 0%% to 100%%", JB_ARG(limit->text));

	jy_diag_help(rows->builder->diags, diag, "write for example `warn, at most 1%% of rows`");
	return false;
}

static bool fill_fate(struct jy_rows *rows, const struct jy_node *node, struct jy_require *require)
{
	const struct jy_node *fate = jy_kid(node, JY_REQUIRE_FATE);
	const struct jy_node *limit = jy_kid(node, JY_REQUIRE_LIMIT);
	int64_t column;

	require->tolerated = -1;
	require->fate = jy_is(fate, JY_N_WARN) ? JRT_WARN : JRT_REJECT_ROW;
	if (limit && require->fate != JRT_WARN && !jy_is(fate, JY_N_MAKE_MISSING))
		return report_fate(
			rows, limit, "rejected rows have no limit of their own here",
			"how many rejected rows are too many is said once: `tolerate at most "
			"0.1% rejected rows`");
	if (limit && limit->value > JB_FIX_ONE)
		return report_share(rows, limit);
	if (limit)
		require->tolerated = limit->value;
	if (!jy_is(fate, JY_N_MAKE_MISSING))
		return true;
	column = jy_rows_column(rows, jy_kid(fate, JY_MAKE_MISSING_NAME));
	require->fate = JRT_MAKE_MISSING;
	require->column = (uint32_t)column;
	return column >= 0;
}

static void add_require(struct jy_rows *rows, struct jy_rules *rules, const struct jy_node *node)
{
	const struct jy_node *cond = jy_kid(node, JY_REQUIRE_COND);
	const struct jy_file *file = jy_diags_file(rows->builder->diags, node->span.file);
	struct jy_require require = {.span = node->span};
	bool good = fill_fate(rows, node, &require);

	require.condition = jy_rows_early(rows, cond, "what a row must fulfil");
	if (!good || !require.condition)
		return;
	if (file)
		require.text = jy_file_slice(file, cond->span);
	*jb_push(rows->builder->arena, &rules->require) = require;
}

bool jy_rules_add(struct jy_rows *rows, struct jy_rules *rules, const struct jy_node *node)
{
	const struct jy_expr *ignore;

	switch (node->kind) {
	case JY_N_IGNORE:
		ignore =
			jy_rows_early(rows, jy_kid(node, JY_IGNORE_COND), "which rows are ignored");
		if (ignore)
			*jb_push(rows->builder->arena, &rules->ignore) = ignore;
		return true;
	case JY_N_REQUIRE: add_require(rows, rules, node); return true;
	default: return false;
	}
}

void jy_rules_finish(struct jy_rows *rows, struct jy_rules *rules)
{
	struct jy_source *source = rows->source;
	JB_VEC(const struct jy_let *) lets = {0};

	jy_rows_resolve(rows);
	for (size_t i = 0; i < rows->named.count; i++)
		if (rows->named.at[i].let)
			*jb_push(rows->builder->arena, &lets) = rows->named.at[i].let;
	source->let = lets.at;
	source->let_count = lets.count;
	source->ignore = rules->ignore.at;
	source->ignore_count = rules->ignore.count;
	source->require = rules->require.at;
	source->require_count = rules->require.count;
}
