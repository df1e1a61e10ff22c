/*
 * One sentence for each form of a value. Forms that hold others (arithmetic, an index) have none:
 * their parts have sentences of their own.
 */
#include "doc/words.h"

#include "doc/remarks.h"
#include "model/types.h"

const char *jy_doc_kind(const struct jy_metric *metric)
{
	static const char *const word[] = {"count",	"sum",		"ratio",    "mean",
					   "net score", "distribution", "snapshot", "rate",
					   "index",	"formula"};

	return word[metric->kind];
}

struct jb_text jy_doc_unit_phrase(const struct jy_doc *doc, const struct jy_metric *metric)
{
	return jy_type_phrase(
		doc->arena, (struct jy_typed){.type = metric->type, .currency = metric->currency});
}

/* "all rows", or "the rows where `answered`". */
static void add_rows(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *among)
{
	if (!among || jy_is(among, JY_N_ALL))
		jb_buf_add_string(out, "all rows");
	else
		jb_buf_printf(out, "the rows where `%.*s`", JB_ARG(jy_doc_written(doc, among)));
}

static void add_share(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *node)
{
	jb_buf_add_string(out, "of ");
	add_rows(out, doc, jy_kid(node, JY_SHARE_AMONG));
	jb_buf_printf(out, ", the part where `%.*s`",
		      JB_ARG(jy_doc_written(doc, jy_kid(node, JY_SHARE_OF))));
}

static void add_totals(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *of,
		       const struct jy_node *over)
{
	jb_buf_printf(out, "the total of `%.*s` over the total of `%.*s`",
		      JB_ARG(jy_doc_written(doc, of)), JB_ARG(jy_doc_written(doc, over)));
}

static void add_net(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *node)
{
	jb_buf_add_string(out, "of a hundred of ");
	add_rows(out, doc, jy_kid(node, JY_NET_AMONG));
	jb_buf_printf(out, ", those where `%.*s` less those where `%.*s`",
		      JB_ARG(jy_doc_written(doc, jy_kid(node, JY_NET_OF))),
		      JB_ARG(jy_doc_written(doc, jy_kid(node, JY_NET_AGAINST))));
}

static void add_amount(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *node)
{
	struct jb_text of = jy_doc_written(doc, jy_kid(node, JY_AGGREGATE_OF));
	const struct jy_node *percentile = jy_kid(node, JY_AGGREGATE_PERCENTILE);
	const char *before = "the middle value of";

	switch (jy_word(jy_kid(node, JY_AGGREGATE_HOW))) {
	case JY_W_SUM: before = "the total of"; break;
	case JY_W_MEAN: before = "the mean of"; break;
	case JY_W_MAX: before = "the greatest"; break;
	case JY_W_MIN: before = "the smallest"; break;
	case JY_W_STDDEV: before = "the standard deviation of"; break;
	case JY_W_DISTINCT: before = "how many different values there are of"; break;
	case JY_W_LAST: before = "the last"; break;
	default: break;
	}
	if (percentile)
		jb_buf_printf(out, "the `%.*s` that %.*s in 100 do not exceed", JB_ARG(of),
			      JB_ARG(percentile->text));
	else
		jb_buf_printf(out, "%s `%.*s`", before, JB_ARG(of));
	jb_buf_add_string(out, ", over ");
	add_rows(out, doc, jy_kid(node, JY_AGGREGATE_AMONG));
	if (node->flags & JY_F_APPROXIMATE)
		jb_buf_add_string(out, "; approximate, of values to three digits");
}

static void add_rate(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *node)
{
	const struct jy_node *exposure = jy_kid(node, JY_RATE_EXPOSURE);
	const struct jy_node *annual = jy_kid(node, JY_RATE_ANNUAL);
	const struct jy_node *times = jy_kid(annual, JY_ANNUAL_TIMES);

	add_totals(out, doc, jy_kid(node, JY_RATE_EVENTS), jy_kid(exposure, JY_EXPOSURE_OF));
	if (times)
		jb_buf_printf(out, ", times %.*s for a year", JB_ARG(times->text));
	else if (annual)
		jb_buf_add_string(out, ", compounded to a year");
}

static void add_formula(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_SHARE: add_share(out, doc, node); return;
	case JY_N_SHARE_OF_SUMS:
		add_totals(out, doc, jy_kid(node, JY_SHARE_OF_SUMS_OF),
			   jy_kid(node, JY_SHARE_OF_SUMS_AMONG));
		return;
	case JY_N_COUNT:
		jb_buf_add_string(out, "how many there are of ");
		add_rows(out, doc, jy_kid(node, JY_COUNT_OF));
		return;
	case JY_N_NET: add_net(out, doc, node); return;
	case JY_N_AGGREGATE: add_amount(out, doc, node); return;
	case JY_N_RATE: add_rate(out, doc, node); return;
	default: return;
	}
}

static const struct jy_node *value_of(const struct jy_metric *metric)
{
	const struct jy_node *body = jy_kid(metric->decl.node, JY_METRIC_BODY);

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_VALUE))
			return jy_kid(jy_kid(body, i), JY_VALUE_AGGREGATE);
	return NULL;
}

struct jb_text jy_doc_formula(const struct jy_doc *doc, const struct jy_metric *metric)
{
	const struct jy_node *value = value_of(metric);
	struct jb_buf out;

	jb_buf_init(&out, doc->arena);
	if (value)
		add_formula(&out, doc, value);
	return jb_buf_text(&out);
}

/* ---- what it needs ---- */

struct needs {
	const struct jy_doc *doc;
	const struct jy_source *source;
	JB_VEC(struct jb_text) names;
};

static bool is_of_rows(const struct jy_source *source, struct jb_text name)
{
	for (size_t i = 0; i < source->plain.column_count; i++)
		if (jb_text_equal(source->column[i].name, name))
			return true;
	for (size_t i = 0; i < source->let_count; i++)
		if (jb_text_equal(source->let[i]->decl.name, name))
			return true;
	return false;
}

static bool is_listed(const struct needs *needs, struct jb_text name)
{
	for (size_t i = 0; i < needs->names.count; i++)
		if (jb_text_equal(needs->names.at[i], name))
			return true;
	return false;
}

static void collect(struct needs *needs, const struct jy_node *node)
{
	if (jy_is(node, JY_N_NAME) && is_of_rows(needs->source, node->text) &&
	    !is_listed(needs, node->text))
		*jb_push(needs->doc->arena, &needs->names) = node->text;
	for (uint32_t i = 0; i < jy_count(node); i++)
		collect(needs, jy_kid(node, i));
}

struct jy_texts jy_doc_needs(const struct jy_doc *doc, const struct jy_metric *metric)
{
	struct needs needs = {.doc = doc, .source = metric->source};

	if (metric->source)
		collect(&needs, value_of(metric));
	return (struct jy_texts){.at = needs.names.at, .count = needs.names.count};
}
