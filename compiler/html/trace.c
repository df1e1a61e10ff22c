/*
 * The trace: from what a customer feels at a touchpoint over what the feeling is about and how that
 * is measured to the criterion, the agreement and the verdict. A row is one way through; where a
 * way ends before its time, the row says what is missing there.
 */
#include "html/page.h"

#include "diagram/trace.h"
#include "diagram/words.h"

/* A picture of more shapes than these is no help, and heavy. */
#define SHAPES_MOST 1500

bool page_has_trace(const struct page *page)
{
	for (size_t i = 0; i < page->in->journey_count; i++)
		for (size_t k = 0; k < page->in->journey[i]->stage_count; k++)
			if (page->in->journey[i]->stage[k].touchpoint_count > 0)
				return true;
	return false;
}

/* One way, as far as it goes; what is NULL is missing. */
struct way {
	const struct jy_touchpoint *touchpoint;
	struct jb_text feeling;
	bool trough;
	const struct jy_attribute *attribute;
	const struct jy_metric *metric;
	const struct jy_criterion *criterion;
	const struct jy_agreement *agreement;
	bool own; /* the journey's own criterion, which needs no agreement */
};

/* An agreement's criterion at a touchpoint. */
struct promised {
	const struct jy_criterion *criterion;
	const struct jy_agreement *agreement;
};

struct tracing {
	struct page *page;
	JB_VEC(struct promised) promised;	  /* of the touchpoint at hand */
	JB_VEC(const struct jy_metric *) reached; /* by some feeling there */
};

/* What a cell says where its text is missing: a hole, or something that need not be said. */
struct missing {
	const char *text;
	bool hole;
};

/* The first thing that is missing behind what is there is told, once. */
static void add_cell(struct page *page, struct jb_text text, struct missing missing, bool *ended)
{
	if (text.size > 0)
		page_cell(page, NULL, text);
	else if (*ended)
		page_cell(page, NULL, JB_TEXT(""));
	else
		page_cell(page, missing.hole ? "hole" : "unsaid", jb_text_of(missing.text));
	*ended = text.size == 0;
}

static struct jb_text title_of(const struct jy_decl *decl)
{
	return decl->title.size > 0 ? decl->title : decl->name;
}

static void add_verdict(struct page *page, const struct way *way)
{
	const struct jrt_verdict *verdict =
		way->criterion ? page_verdict(page, way->criterion) : NULL;
	struct jy_html *html = &page->html;

	if (verdict == NULL) {
		page_cell(page, way->criterion ? "unsaid" : NULL,
			  way->criterion ? JB_TEXT("no verdict") : JB_TEXT(""));
		return;
	}
	jy_html_open(html, JY_HTML_TD);
	page_verdict_word(page, verdict->verdict, jrt_card_doubt(verdict));
	jy_html_string(html, " ");
	jy_html_text(html, jrt_card_judged_text(&page->card, verdict));
	jy_html_string(html, " ");
	jy_html_element(html, JY_HTML_SPAN, "note", verdict->label);
	jy_html_close(html);
}

static struct jb_text agreement_of(const struct way *way)
{
	if (way->agreement != NULL)
		return title_of(&way->agreement->decl);
	return way->own ? JB_TEXT("the journey\xe2\x80\x99s own") : JB_TEXT("");
}

static struct jb_text criterion_of(const struct page *page, const struct way *way)
{
	return way->criterion ? jy_words_criterion(page->arena, way->criterion) : JB_TEXT("");
}

/* Nothing judges what happens there at all, though it is a moment of truth. */
static bool is_unjudged_moment(const struct tracing *tracing, const struct way *way)
{
	return way->touchpoint->moment_of_truth && way->touchpoint->success_count == 0 &&
	       tracing->promised.count == 0;
}

static void add_way(struct tracing *tracing, const struct way *way)
{
	struct page *page = tracing->page;
	bool ended = false;

	page_row(page);
	page_row_head(page, title_of(&way->touchpoint->decl));
	add_cell(page, way->feeling, (struct missing){"not said", false}, &ended);
	add_cell(page, way->attribute ? title_of(&way->attribute->decl) : JB_TEXT(""),
		 way->trough ? (struct missing){"nobody says the cause", true}
			     : (struct missing){"not said", false},
		 &ended);
	add_cell(page, way->metric ? title_of(&way->metric->decl) : JB_TEXT(""),
		 (struct missing){"nothing measures it", true}, &ended);
	if (way->criterion == NULL && is_unjudged_moment(tracing, way))
		ended = false;
	add_cell(page, criterion_of(page, way),
		 is_unjudged_moment(tracing, way)
			 ? (struct missing){"nothing judges this moment of truth", true}
			 : (struct missing){"not judged here", false},
		 &ended);
	add_cell(page, agreement_of(way), (struct missing){"in no agreement", false}, &ended);
	if (page->judged)
		add_verdict(page, way);
	jy_html_close(&page->html);
}

/* ---- ways of one touchpoint ---- */

static bool is_at(const struct jy_criterion *criterion, const struct jy_touchpoint *touchpoint)
{
	return criterion != NULL && criterion->touchpoint == touchpoint;
}

static void find_promised(struct tracing *tracing, const struct jy_touchpoint *touchpoint)
{
	const struct jy_model *model = tracing->page->in->model;

	tracing->promised.count = 0;
	tracing->reached.count = 0;
	for (size_t i = 0; i < model->agreements.count; i++) {
		const struct jy_agreement *agreement = model->agreements.at[i];

		for (size_t k = 0; k < agreement->guarantee_count; k++) {
			const struct jy_guarantee *guarantee = &agreement->guarantee[k];

			if (is_at(guarantee->expected, touchpoint))
				*jb_push(tracing->page->arena, &tracing->promised) =
					(struct promised){guarantee->expected, agreement};
			if (is_at(guarantee->minimum, touchpoint))
				*jb_push(tracing->page->arena, &tracing->promised) =
					(struct promised){guarantee->minimum, agreement};
		}
	}
}

static void add_criteria(struct tracing *tracing, struct way way)
{
	const struct jy_touchpoint *touchpoint = way.touchpoint;
	bool any = false;

	*jb_push(tracing->page->arena, &tracing->reached) = way.metric;
	for (size_t i = 0; i < touchpoint->success_count; i++) {
		if (touchpoint->success[i].metric != way.metric)
			continue;
		any = true;
		way.criterion = &touchpoint->success[i];
		way.own = true;
		add_way(tracing, &way);
	}
	way.own = false;
	for (size_t i = 0; i < tracing->promised.count; i++) {
		if (tracing->promised.at[i].criterion->metric != way.metric)
			continue;
		any = true;
		way.criterion = tracing->promised.at[i].criterion;
		way.agreement = tracing->promised.at[i].agreement;
		add_way(tracing, &way);
	}
	way.criterion = NULL;
	way.agreement = NULL;
	if (!any)
		add_way(tracing, &way);
}

static void add_attribute(struct tracing *tracing, struct way way)
{
	const struct jy_attribute *attribute = way.attribute;

	for (size_t i = 0; i < attribute->measured_by.count; i++) {
		way.metric = attribute->measured_by.at[i];
		add_criteria(tracing, way);
	}
	if (attribute->measured_by.count == 0)
		add_way(tracing, &way);
}

/* "trough −4" */
static struct jb_text feeling_text(const struct page *page, const struct jy_journey *journey,
				   const struct jy_feeling *feeling)
{
	static const char *const kind[] = {"", "peak ", "trough "};
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	jb_buf_add_string(&buf, kind[feeling->kind]);
	if (feeling->has_value)
		jy_words_feeling(&buf, journey, feeling->value);
	else if (feeling->named.size > 0)
		jb_buf_add_text(&buf, feeling->named);
	else if (feeling->words.size > 0)
		jb_buf_printf(&buf, "\xe2\x80\x9c%.*s\xe2\x80\x9d", JB_ARG(feeling->words));
	return buf.size > 0 ? jb_buf_text(&buf) : JB_TEXT("a feeling");
}

static void add_feeling(struct tracing *tracing, const struct jy_touchpoint *touchpoint,
			const struct jy_feeling *feeling)
{
	struct way way = {
		.touchpoint = touchpoint,
		.feeling = feeling_text(tracing->page, touchpoint->journey, feeling),
		.trough = feeling->kind == JY_TROUGH,
	};

	for (size_t i = 0; i < feeling->about.count; i++) {
		way.attribute = feeling->about.at[i];
		add_attribute(tracing, way);
	}
	if (feeling->about.count == 0)
		add_way(tracing, &way);
}

static bool is_reached(const struct tracing *tracing, const struct jy_metric *metric)
{
	for (size_t i = 0; i < tracing->reached.count; i++)
		if (tracing->reached.at[i] == metric)
			return true;
	return false;
}

/* What is judged there though no feeling says why. */
static void add_unfelt(struct tracing *tracing, const struct jy_touchpoint *touchpoint)
{
	struct way way = {.touchpoint = touchpoint};

	for (size_t i = 0; i < touchpoint->success_count; i++) {
		way.metric = touchpoint->success[i].metric;
		if (way.metric != NULL && !is_reached(tracing, way.metric))
			add_criteria(tracing, way);
	}
	for (size_t i = 0; i < tracing->promised.count; i++) {
		way.metric = tracing->promised.at[i].criterion->metric;
		if (way.metric != NULL && !is_reached(tracing, way.metric))
			add_criteria(tracing, way);
	}
}

static void add_touchpoint(struct tracing *tracing, const struct jy_touchpoint *touchpoint)
{
	find_promised(tracing, touchpoint);
	for (size_t i = 0; i < touchpoint->feeling_count; i++)
		add_feeling(tracing, touchpoint, &touchpoint->feeling[i]);
	add_unfelt(tracing, touchpoint);
}

/* False: it is too large to be drawn. */
static bool add_picture(struct page *page, const struct jy_journey *journey)
{
	const struct jy_picture_options how = {
		.overlay = page->judged ? &page->overlay : NULL,
		.portable_text = page->in->portable_text,
		.diags = page->in->diags,
	};
	struct jy_scene scene;

	jy_trace_scene(page->arena, page->in->model, journey, &how, &scene);
	if (scene.shapes.count > SHAPES_MOST)
		return false;
	page_dress(page, &scene);
	page_open_figure(page, &scene);
	jy_html_close(&page->html);
	page_scene(page, &scene,
		   jb_text_printf(page->arena, "Trace of %.*s", JB_ARG(journey->decl.title)));
	jy_html_close(&page->html);
	return true;
}

static void add_journey(struct page *page, const struct jy_journey *journey)
{
	struct tracing tracing = {.page = page};
	bool drawn = add_picture(page, journey);

	if (drawn) {
		jy_html_open_class(&page->html, JY_HTML_DETAILS, "as-table");
		jy_html_element(&page->html, JY_HTML_SUMMARY, NULL,
				JB_TEXT("The trace as a table"));
	}
	page_table(page, NULL, "trace sortable",
		   page->in->journey_count > 1 ? title_of(&journey->decl)
					       : JB_TEXT("From what customers feel to what is "
							 "judged"),
		   page->judged ? "Touchpoint|Feeling|About|Measured by|Criterion|Agreement|Verdict"
				: "Touchpoint|Feeling|About|Measured by|Criterion|Agreement");
	for (size_t i = 0; i < journey->stage_count; i++)
		for (size_t k = 0; k < journey->stage[i].touchpoint_count; k++)
			add_touchpoint(&tracing, &journey->stage[i].touchpoint[k]);
	page_table_end(page);
	if (drawn)
		jy_html_close(&page->html);
}

void page_trace(struct page *page)
{
	if (!page_has_trace(page))
		return;
	page_section(page, JB_TEXT("trace"), JB_TEXT("Trace: from feeling to verdict"));
	for (size_t i = 0; i < page->in->journey_count; i++)
		add_journey(page, page->in->journey[i]);
	jy_html_close(&page->html);
}
