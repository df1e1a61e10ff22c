/*
 * A reference as Markdown. Every block begins with an empty line; what there is none of has no
 * heading.
 */
#include "doc/remarks.h"
#include "doc/words.h"

static void heading(struct jb_buf *out, bool *said, const char *text)
{
	if (!*said)
		jb_buf_printf(out, "\n## %s\n", text);
	*said = true;
}

/* "### `name`: Title", or the name alone where the title is the name. */
static void title(struct jb_buf *out, const struct jy_decl *decl)
{
	jb_buf_printf(out, "\n### `%.*s`", JB_ARG(decl->name));
	if (decl->title.size && !jb_text_equal(decl->title, decl->name))
		jb_buf_printf(out, ": %.*s", JB_ARG(decl->title));
	jb_buf_add_byte(out, '\n');
}

static void prose(struct jb_buf *out, struct jb_text text)
{
	if (text.size)
		jb_buf_printf(out, "\n%.*s\n", JB_ARG(text));
}

/* ---- sources ---- */

static struct jb_text words_behind_name(const struct jy_doc *doc, const struct jy_node *column)
{
	const struct jy_node *name = jy_kid(column, JY_COLUMN_NAME);
	struct jb_text written = jy_doc_written(doc, column);
	size_t at = 0;

	/* column NAME TYPE … */
	for (int words = 0; words < 2 && name; words++)
		while (at < written.size && written.at[at++] != ' ')
			;
	return jb_text_slice(written, at, written.size);
}

static void add_columns(struct jb_buf *out, const struct jy_doc *doc, const struct jy_node *body)
{
	jb_buf_add_byte(out, '\n');
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);
		struct jb_text meaning = jy_remark_behind(doc, node);
		bool let = jy_is(node, JY_N_LET);

		if (!let && !jy_is(node, JY_N_COLUMN))
			continue;
		if (let)
			jb_buf_printf(out, "- `%.*s`", JB_ARG(jy_doc_written(doc, node)));
		else
			jb_buf_printf(out, "- `%.*s` %.*s",
				      JB_ARG(jy_text(jy_kid(node, JY_COLUMN_NAME))),
				      JB_ARG(words_behind_name(doc, node)));
		if (meaning.size)
			jb_buf_printf(out, ": %.*s", JB_ARG(meaning));
		jb_buf_add_byte(out, '\n');
	}
}

static void add_sources(struct jb_buf *out, const struct jy_doc *doc)
{
	bool said = false;

	for (size_t i = 0; i < doc->model->sources.count; i++) {
		const struct jy_source *source = doc->model->sources.at[i];

		if (!jy_doc_tells(doc, &source->decl))
			continue;
		heading(out, &said, "Sources");
		title(out, &source->decl);
		prose(out, jy_remark_above(doc, source->decl.node));
		add_columns(out, doc, jy_kid(source->decl.node, JY_SOURCE_BODY));
	}
}

/* ---- metrics ---- */

static void add_names(struct jb_buf *out, const struct jy_texts *names)
{
	for (size_t i = 0; i < names->count; i++)
		jb_buf_printf(out, "%s`%.*s`", i ? ", " : "", JB_ARG(names->at[i]));
}

static void add_texts(struct jb_buf *out, const struct jy_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		jb_buf_printf(out, "%s%.*s", i ? ", " : "", JB_ARG(texts->at[i]));
}

static void add_nature(struct jb_buf *out, const struct jy_doc *doc, const struct jy_metric *metric)
{
	static const char *const better[] = {"", ", higher is better", ", lower is better"};

	jb_buf_printf(out, "- Is: %.*s (%s)%s", JB_ARG(jy_doc_unit_phrase(doc, metric)),
		      jy_doc_kind(metric), better[metric->better]);
	if (metric->watch_with)
		jb_buf_printf(out, "; watch with `%.*s`", JB_ARG(metric->watch_with->decl.name));
	if (!metric->can_measure && metric->cannot.size)
		jb_buf_printf(out, "; not measured: %.*s", JB_ARG(metric->cannot));
	jb_buf_add_byte(out, '\n');
}

static void add_metric(struct jb_buf *out, const struct jy_doc *doc, const struct jy_metric *metric)
{
	struct jy_texts needs = jy_doc_needs(doc, metric);
	struct jb_text words = jy_doc_formula(doc, metric);

	title(out, &metric->decl);
	prose(out, jy_remark_above(doc, metric->decl.node));
	jb_buf_printf(out, "\n- Value: `%.*s`\n", JB_ARG(metric->definition));
	if (words.size)
		jb_buf_printf(out, "- In words: %.*s\n", JB_ARG(words));
	add_nature(out, doc, metric);
	if (needs.count) {
		jb_buf_printf(out, "- Needs in `%.*s`: ", JB_ARG(metric->source->decl.name));
		add_names(out, &needs);
		jb_buf_add_byte(out, '\n');
	}
	if (metric->aspects.count) {
		jb_buf_add_string(out, "- Aspect: ");
		add_texts(out, &metric->aspects);
		jb_buf_add_byte(out, '\n');
	}
	if (metric->fundamental.size)
		jb_buf_printf(out, "- Fundamental: %.*s\n", JB_ARG(metric->fundamental));
	if (metric->literature.size)
		jb_buf_printf(out, "- Source: %.*s\n", JB_ARG(metric->literature));
}

/* Metrics lie in the sections that the file parts them into. */
static void add_metrics(struct jb_buf *out, const struct jy_doc *doc)
{
	struct jb_text section = {0}, own;
	bool said = false;

	for (size_t i = 0; i < doc->model->metrics.count; i++) {
		const struct jy_metric *metric = doc->model->metrics.at[i];

		if (!jy_doc_tells(doc, &metric->decl))
			continue;
		own = jy_remark_section(doc, metric->decl.node);
		if (own.size && !jb_text_equal(own, section))
			jb_buf_printf(out, "\n## Metrics: %.*s\n", JB_ARG(own));
		else if (!own.size)
			heading(out, &said, "Metrics");
		section = own;
		add_metric(out, doc, metric);
	}
}

/* ---- frameworks ---- */

static void add_theme(struct jb_buf *out, const struct jy_framework_theme *theme)
{
	jb_buf_printf(out, "\n#### `%.*s`: %.*s%s\n\n", JB_ARG(theme->decl.name),
		      JB_ARG(theme->decl.title),
		      theme->after_others ? " (after the other themes)" : "");
	for (size_t i = 0; i < theme->question_count; i++) {
		const struct jy_question *question = &theme->question[i];

		jb_buf_add_string(out, "- ");
		if (question->name.size)
			jb_buf_printf(out, "`%.*s`: ", JB_ARG(question->name));
		jb_buf_printf(out, "%.*s\n", JB_ARG(question->text));
	}
	if (theme->weight >= 0) {
		jb_buf_add_string(out, "- Weight: ");
		jb_buf_add_fix(out, theme->weight * 100);
		jb_buf_add_string(out, "%\n");
	}
	if (theme->literature.size)
		jb_buf_printf(out, "- Source: %.*s\n", JB_ARG(theme->literature));
}

static void add_frameworks(struct jb_buf *out, const struct jy_doc *doc)
{
	bool said = false;

	for (size_t i = 0; i < doc->model->frameworks.count; i++) {
		const struct jy_framework *framework = doc->model->frameworks.at[i];

		if (!jy_doc_tells(doc, &framework->decl))
			continue;
		heading(out, &said, "Frameworks");
		title(out, &framework->decl);
		prose(out, jy_remark_above(doc, framework->decl.node));
		if (framework->has_rating) {
			jb_buf_add_string(out, "\nEach theme is rated ");
			jb_buf_add_fix(out, framework->rating_low);
			jb_buf_add_string(out, " to ");
			jb_buf_add_fix(out, framework->rating_high);
			jb_buf_add_string(out, ".\n");
		}
		for (size_t k = 0; k < framework->theme_count; k++)
			add_theme(out, &framework->theme[k]);
		if (framework->literature.size)
			jb_buf_printf(out, "\nSource: %.*s\n", JB_ARG(framework->literature));
	}
}

/* ---- the rest ---- */

static void add_channels(struct jb_buf *out, const struct jy_doc *doc)
{
	bool said = false;

	for (size_t i = 0; i < doc->model->channels.count; i++) {
		const struct jy_channel *channel = doc->model->channels.at[i];

		if (!jy_doc_tells(doc, &channel->decl))
			continue;
		if (!said)
			heading(out, &said, "Channels\n");
		jb_buf_printf(out, "- `%.*s` %.*s (%.*s)\n", JB_ARG(channel->decl.name),
			      JB_ARG(channel->decl.title), JB_ARG(channel->kind));
	}
}

static void add_attributes(struct jb_buf *out, const struct jy_doc *doc)
{
	bool said = false;

	for (size_t i = 0; i < doc->model->attributes.count; i++) {
		const struct jy_attribute *attribute = doc->model->attributes.at[i];

		if (!jy_doc_tells(doc, &attribute->decl))
			continue;
		if (!said)
			heading(out, &said, "Attributes\n");
		jb_buf_printf(out, "- `%.*s` %.*s\n", JB_ARG(attribute->decl.name),
			      JB_ARG(attribute->decl.title));
	}
}

static void add_uses(struct jb_buf *out, const struct jy_doc *doc)
{
	for (size_t i = 0; i < doc->unit_count; i++)
		if (doc->unit[i].library)
			jb_buf_printf(out, "\nUses `%.*s`.\n", JB_ARG(doc->unit[i].file->path));
}

void jy_doc_markdown(struct jb_buf *out, const struct jy_doc *doc)
{
	jb_buf_printf(out, "# %.*s\n", JB_ARG(doc->name));
	prose(out, jy_remark_head(doc, &doc->unit[0]));
	add_uses(out, doc);
	add_metrics(out, doc);
	add_sources(out, doc);
	add_frameworks(out, doc);
	add_channels(out, doc);
	add_attributes(out, doc);
}
