/*
 * A reference as JSON, for programs: fields are only ever added.
 */
#include "doc/remarks.h"
#include "doc/words.h"
#include "source/json.h"

static void head(struct jy_json *json, const struct jy_doc *doc, const struct jy_decl *decl)
{
	jy_json_line(json);
	jy_json_open(json, NULL, '{');
	jy_json_text(json, "name", decl->name);
	jy_json_text(json, "title", decl->title);
	jy_json_text(json, "about", jy_remark_above(doc, decl->node));
}

static void texts(struct jy_json *json, const char *name, const struct jy_texts *texts)
{
	jy_json_open(json, name, '[');
	for (size_t i = 0; i < texts->count; i++)
		jy_json_text(json, NULL, texts->at[i]);
	jy_json_close(json, ']');
}

static void metric_one(struct jy_json *json, const struct jy_doc *doc,
		       const struct jy_metric *metric)
{
	static const char *const better[] = {"unsaid", "higher", "lower"};
	struct jy_texts needs = jy_doc_needs(doc, metric);

	head(json, doc, &metric->decl);
	jy_json_text(json, "section", jy_remark_section(doc, metric->decl.node));
	jy_json_text(json, "value", metric->definition);
	jy_json_text(json, "in_words", jy_doc_formula(doc, metric));
	jy_json_word(json, "kind", jy_doc_kind(metric));
	jy_json_text(json, "unit", jy_doc_unit_phrase(doc, metric));
	jy_json_word(json, "better", better[metric->better]);
	jy_json_flag(json, "measured", metric->can_measure);
	jy_json_text(json, "from", metric->source ? metric->source->decl.name : JB_TEXT(""));
	texts(json, "needs", &needs);
	texts(json, "aspects", &metric->aspects);
	jy_json_text(json, "fundamental", metric->fundamental);
	jy_json_text(json, "watch_with",
		     metric->watch_with ? metric->watch_with->decl.name : JB_TEXT(""));
	jy_json_text(json, "source", metric->literature);
	jy_json_close(json, '}');
}

static void source_one(struct jy_json *json, const struct jy_doc *doc,
		       const struct jy_source *source)
{
	const struct jy_node *body = jy_kid(source->decl.node, JY_SOURCE_BODY);

	head(json, doc, &source->decl);
	jy_json_open(json, "names", '[');
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);
		bool let = jy_is(node, JY_N_LET);

		if (!let && !jy_is(node, JY_N_COLUMN))
			continue;
		jy_json_open(json, NULL, '{');
		jy_json_text(json, "name",
			     jy_text(jy_kid(node, let ? JY_LET_NAME : JY_COLUMN_NAME)));
		jy_json_word(json, "is", let ? "let" : "column");
		jy_json_text(json, "written", jy_doc_written(doc, node));
		jy_json_text(json, "about", jy_remark_behind(doc, node));
		jy_json_close(json, '}');
	}
	jy_json_close(json, ']');
	jy_json_close(json, '}');
}

static void theme_one(struct jy_json *json, const struct jy_framework_theme *theme)
{
	jy_json_open(json, NULL, '{');
	jy_json_text(json, "name", theme->decl.name);
	jy_json_text(json, "title", theme->decl.title);
	jy_json_flag(json, "after_the_others", theme->after_others);
	jy_json_open(json, "questions", '[');
	for (size_t i = 0; i < theme->question_count; i++) {
		jy_json_open(json, NULL, '{');
		jy_json_text(json, "name", theme->question[i].name);
		jy_json_text(json, "text", theme->question[i].text);
		jy_json_close(json, '}');
	}
	jy_json_close(json, ']');
	jy_json_text(json, "source", theme->literature);
	jy_json_close(json, '}');
}

static void framework_one(struct jy_json *json, const struct jy_doc *doc,
			  const struct jy_framework *framework)
{
	head(json, doc, &framework->decl);
	jy_json_open(json, "themes", '[');
	for (size_t i = 0; i < framework->theme_count; i++)
		theme_one(json, &framework->theme[i]);
	jy_json_close(json, ']');
	jy_json_text(json, "source", framework->literature);
	jy_json_close(json, '}');
}

static void lists(struct jy_json *json, const struct jy_doc *doc)
{
	const struct jy_model *model = doc->model;

	jy_json_open(json, "metrics", '[');
	for (size_t i = 0; i < model->metrics.count; i++)
		if (jy_doc_tells(doc, &model->metrics.at[i]->decl))
			metric_one(json, doc, model->metrics.at[i]);
	jy_json_close(json, ']');
	jy_json_open(json, "sources", '[');
	for (size_t i = 0; i < model->sources.count; i++)
		if (jy_doc_tells(doc, &model->sources.at[i]->decl))
			source_one(json, doc, model->sources.at[i]);
	jy_json_close(json, ']');
	jy_json_open(json, "frameworks", '[');
	for (size_t i = 0; i < model->frameworks.count; i++)
		if (jy_doc_tells(doc, &model->frameworks.at[i]->decl))
			framework_one(json, doc, model->frameworks.at[i]);
	jy_json_close(json, ']');
}

void jy_doc_json(struct jb_buf *out, const struct jy_doc *doc)
{
	struct jy_json json = {.out = out};

	jy_json_open(&json, NULL, '{');
	jy_json_text(&json, "name", doc->name);
	jy_json_text(&json, "about", jy_remark_head(doc, &doc->unit[0]));
	lists(&json, doc);
	jy_json_close(&json, '}');
	jb_buf_add_byte(out, '\n');
}
