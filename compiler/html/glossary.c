/*
 * Every metric that the program declares or judges by, as its formula: as written, in words where
 * they help, with its unit, what it needs and what it rests on. The words are those of `journey
 * doc`.
 */
#include "doc/words.h"
#include "html/page.h"

/* Metrics of the library count where something of the program rests on them. */
static void use(struct jb_map *used, const struct jy_metric *metric)
{
	if (metric != NULL)
		*jb_map_put(used, metric->decl.name, NULL) = 1;
}

static void use_criteria(struct jb_map *used, const struct jy_criterion *criterion, size_t count)
{
	for (size_t i = 0; i < count; i++)
		use(used, criterion[i].metric);
}

static void use_stage(struct jb_map *used, const struct jy_stage *stage)
{
	use_criteria(used, stage->success, stage->success_count);
	for (size_t i = 0; i < stage->touchpoint_count; i++) {
		use_criteria(used, stage->touchpoint[i].success,
			     stage->touchpoint[i].success_count);
		use(used, stage->touchpoint[i].felt_by);
	}
}

static void use_agreement(struct jb_map *used, const struct jy_agreement *agreement)
{
	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		const struct jy_guarantee *guarantee = &agreement->guarantee[i];

		use_criteria(used, guarantee->expected, guarantee->expected != NULL);
		use_criteria(used, guarantee->minimum, guarantee->minimum != NULL);
	}
}

static void find_used(const struct page *page, struct jb_map *used)
{
	const struct jy_model *model = page->in->model;

	jb_map_init(used, page->arena);
	for (size_t i = 0; i < model->journeys.count; i++) {
		const struct jy_journey *journey = model->journeys.at[i];

		use_criteria(used, journey->outcome, journey->outcome_count);
		for (size_t k = 0; k < journey->stage_count; k++)
			use_stage(used, &journey->stage[k]);
	}
	for (size_t i = 0; i < model->attributes.count; i++)
		for (size_t k = 0; k < model->attributes.at[i]->measured_by.count; k++)
			use(used, model->attributes.at[i]->measured_by.at[k]);
	for (size_t i = 0; i < model->agreements.count; i++)
		use_agreement(used, model->agreements.at[i]);
}

static bool tells(const struct jb_map *used, const struct jy_metric *metric)
{
	return !metric->library || jb_map_get(used, metric->decl.name) != NULL;
}

bool page_has_glossary(const struct page *page)
{
	struct jb_map used;

	find_used(page, &used);
	for (size_t i = 0; i < page->in->model->metrics.count; i++)
		if (tells(&used, page->in->model->metrics.at[i]))
			return true;
	return false;
}

/* ---- one metric ---- */

static void add_term(struct page *page, const char *term, struct jb_text text)
{
	if (text.size == 0)
		return;
	jy_html_element(&page->html, JY_HTML_DT, NULL, jb_text_of(term));
	jy_html_element(&page->html, JY_HTML_DD, NULL, text);
}

static void add_formula(struct page *page, struct jb_text formula)
{
	if (formula.size == 0)
		return;
	jy_html_element(&page->html, JY_HTML_DT, NULL, JB_TEXT("Value"));
	jy_html_open(&page->html, JY_HTML_DD);
	jy_html_element(&page->html, JY_HTML_CODE, NULL, formula);
	jy_html_close(&page->html);
}

static struct jb_text nature(const struct page *page, const struct jy_doc *doc,
			     const struct jy_metric *metric)
{
	static const char *const better[] = {"", ", higher is better", ", lower is better"};
	struct jb_text unit = jy_doc_unit_phrase(doc, metric);

	return jb_text_printf(page->arena, "%.*s (%s)%s", JB_ARG(unit), jy_doc_kind(metric),
			      better[metric->better]);
}

static struct jb_text joined(const struct page *page, const struct jy_texts *texts)
{
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	for (size_t i = 0; i < texts->count; i++)
		jb_buf_printf(&buf, "%s%.*s", i > 0 ? ", " : "", JB_ARG(texts->at[i]));
	return jb_buf_text(&buf);
}

static struct jb_text needs(const struct page *page, const struct jy_doc *doc,
			    const struct jy_metric *metric)
{
	struct jy_texts names = jy_doc_needs(doc, metric);
	struct jb_text list = joined(page, &names);

	if (names.count == 0 || metric->source == NULL)
		return JB_TEXT("");
	return jb_text_printf(page->arena, "%.*s of %.*s", JB_ARG(list),
			      JB_ARG(metric->source->decl.name));
}

/* "of the rows where `answered`": marks of code are not for this page. */
static struct jb_text without_marks(const struct page *page, struct jb_text text)
{
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	for (size_t i = 0; i < text.size; i++)
		if (text.at[i] != '`')
			jb_buf_add_byte(&buf, text.at[i]);
	return jb_buf_text(&buf);
}

static void add_metric(struct page *page, const struct jy_doc *doc, const struct jy_metric *metric)
{
	struct jy_html *html = &page->html;

	jy_html_open_class(html, JY_HTML_DIV, "metric");
	jy_html_attribute(html, JY_HTML_A_ID,
			  jy_scene_id(page->arena, "metric-", metric->decl.name));
	jy_html_open(html, JY_HTML_H3);
	jy_html_text(html, metric->decl.title);
	if (!jb_text_equal(metric->decl.title, metric->decl.name)) {
		jy_html_string(html, " ");
		jy_html_element(html, JY_HTML_CODE, NULL, metric->decl.name);
	}
	jy_html_close(html);
	jy_html_open(html, JY_HTML_DL);
	add_formula(page, metric->definition);
	add_term(page, "In words", without_marks(page, jy_doc_formula(doc, metric)));
	add_term(page, "Is", nature(page, doc, metric));
	add_term(page, "Needs", needs(page, doc, metric));
	if (metric->watch_with != NULL)
		add_term(page, "Watch with", metric->watch_with->decl.title);
	add_term(page, "Aspect", joined(page, &metric->aspects));
	add_term(page, "Source", metric->literature);
	if (!metric->can_measure)
		add_term(page, "Not measured", metric->cannot);
	jy_html_close(html);
	jy_html_close(html);
}

void page_glossary(struct page *page)
{
	const struct jy_html_report *in = page->in;
	struct jy_doc doc = {
		.arena = page->arena,
		.model = in->model,
		.diags = in->diags,
		.unit = in->unit,
		.unit_count = in->unit_count,
	};
	struct jb_map used;

	if (!page_has_glossary(page))
		return;
	find_used(page, &used);
	page_section(page, JB_TEXT("glossary"), JB_TEXT("Glossary: every metric as its formula"));
	jy_html_open_class(&page->html, JY_HTML_DIV, "glossary");
	for (size_t i = 0; i < in->model->metrics.count; i++)
		if (tells(&used, in->model->metrics.at[i]))
			add_metric(page, &doc, in->model->metrics.at[i]);
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}
