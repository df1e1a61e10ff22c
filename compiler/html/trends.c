/*
 * Trends: a small plot a criterion, then every value of every period as numbers, then how the
 * figures behave: what is routine, whether the target lies within it, and what had a cause of its
 * own. The method is that of process behaviour charts; journey/behaviour.h says which, and whose.
 */
#include "report/trend.h"

#include "html/page.h"
#include "judge/figure.h"

#define CHARTS_MOST 12 /* those that were not met, or have a special cause, first */

bool page_has_trends(const struct page *page)
{
	return page->judged && page->in->judged->verdict_count > 0;
}

/* ---- plots ---- */

static bool wants_look(const struct jrt_trend *trend)
{
	if (trend->point[trend->count - 1].verdict != JRT_MET)
		return true;
	for (size_t i = 0; i < trend->count; i++)
		if (trend->point[i].special)
			return true;
	return false;
}

/* Which are drawn: those that want a look, then the others, as long as there is room. */
static bool *choose(struct page *page, const struct jrt_trend *trend, size_t count, size_t *chosen)
{
	bool *drawn = JB_NEW_ARRAY(page->arena, bool, count);

	*chosen = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < count && *chosen < CHARTS_MOST; i++) {
			if (drawn[i] || trend[i].count < 2 || (pass == 0 && !wants_look(&trend[i])))
				continue;
			drawn[i] = true;
			++*chosen;
		}
	return drawn;
}

static void add_chart(struct page *page, const struct jrt_trend *trend, size_t number)
{
	const struct jrt_trend_point *last = &trend->point[trend->count - 1];
	struct jy_html *html = &page->html;

	jy_html_open_class(html, JY_HTML_FIGURE, "chart");
	jy_html_open(html, JY_HTML_FIGCAPTION);
	jy_html_element(html, JY_HTML_STRONG, NULL, trend->title);
	jy_html_string(html, " ");
	jy_html_element(html, JY_HTML_SPAN, "note", trend->whose);
	jy_html_string(html, " ");
	jy_html_open_class(html, JY_HTML_SPAN, "last");
	page_verdict_word(page, last->verdict, last->doubt);
	jy_html_string(html, " ");
	jy_html_text(html, last->shown);
	if (last->threshold != NULL) {
		struct jb_buf buf;

		jb_buf_init(&buf, page->arena);
		jb_buf_add_string(&buf, ", ");
		jrt_figure_add_threshold(&buf, trend->metric, last->threshold);
		jy_html_element(html, JY_HTML_SPAN, "note", jb_buf_text(&buf));
	}
	jy_html_close(html);
	jy_html_close(html);
	page_chart(page, trend, number);
	jy_html_close(html);
}

static void add_left_out(struct page *page, size_t count)
{
	if (count == 1)
		page_paragraph(page, "note",
			       JB_TEXT("One more criterion has no plot; its values stand below."));
	else if (count > 1)
		page_paragraph(page, "note",
			       jb_text_printf(page->arena,
					      "%zu more criteria have no plot; their values stand "
					      "below.",
					      count));
}

static bool has_doubt(const struct jrt_trend *trend, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < trend[i].count; k++)
			if (trend[i].point[k].doubt.size > 0)
				return true;
	return false;
}

static void add_charts(struct page *page)
{
	size_t count, left_out, chosen;
	const struct jrt_trend *trend = jrt_trend_gather(&page->card, &count, &left_out);
	const bool *drawn = choose(page, trend, count, &chosen);

	if (chosen == 0) {
		page_paragraph(page, "note",
			       JB_TEXT("A plot needs two periods; there is one so far."));
		return;
	}
	page_paragraph(
		page, "note legend",
		JB_TEXT("\xe2\x97\x8f met, \xe2\x96\xb2 excused, \xe2\x96\xa0 missed, "
			"\xe2\x97\x8b not measured, ? provisional. The line is the threshold, "
			"its wrong side is shaded; dashed lines are the limits of routine, "
			"dotted is the centre, a ring is a special cause."));
	if (has_doubt(trend, count))
		page_paragraph(page, "note legend",
			       JB_TEXT("\xe2\x89\x88 approximate; with ? exact values could decide "
				       "otherwise."));
	jy_html_open_class(&page->html, JY_HTML_DIV, "charts");
	for (size_t i = 0; i < count; i++)
		if (drawn[i])
			add_chart(page, &trend[i], i + 1);
	jy_html_close(&page->html);
	add_left_out(page, count + left_out - chosen);
}

/* ---- values by period ---- */

struct column {
	int64_t from, to;
	struct jb_text label;
};

/* Criteria whose periods are of one kind: a table. */
struct matrix {
	uint32_t periods;	       /* of the plan */
	JB_VEC(struct column) columns; /* ascending */
	JB_VEC(size_t) firsts;	       /* the first verdict of each criterion */
};

#define COLUMNS_MOST 36

static uint32_t periods_of(const struct page *page, const struct jrt_verdict *verdict)
{
	const struct jrt_plan *plan = page->in->plan;

	return plan->meter[plan->criterion[verdict->criterion].meter].periods;
}

static bool before(const struct column *a, const struct jrt_verdict *b)
{
	return a->from != b->from ? a->from < b->from : a->to < b->to;
}

/* Into its place; periods mostly come in order, so that the search from the end is short. */
static void add_column(struct page *page, struct matrix *matrix, const struct jrt_verdict *verdict)
{
	size_t at = matrix->columns.count;

	while (at > 0 && !before(&matrix->columns.at[at - 1], verdict)) {
		const struct column *column = &matrix->columns.at[at - 1];

		if (column->from == verdict->from && column->to == verdict->to)
			return;
		at--;
	}
	jb_push(page->arena, &matrix->columns);
	for (size_t i = matrix->columns.count - 1; i > at; i--)
		matrix->columns.at[i] = matrix->columns.at[i - 1];
	matrix->columns.at[at] = (struct column){verdict->from, verdict->to, verdict->label};
}

static void fill(struct page *page, struct matrix *matrix)
{
	const struct jrt_judged *judged = page->in->judged;

	for (size_t i = 0; i < judged->verdict_count; i++) {
		const struct jrt_verdict *verdict = &judged->verdict[i];

		if (verdict->evidence || periods_of(page, verdict) != matrix->periods)
			continue;
		if (i == 0 || verdict[-1].criterion != verdict->criterion)
			*jb_push(page->arena, &matrix->firsts) = i;
		add_column(page, matrix, verdict);
	}
}

/* What was met is plain, so that the rest stands out. */
static void add_value(struct page *page, const struct jrt_verdict *verdict)
{
	struct jb_text value = jrt_card_judged_text(&page->card, verdict);

	page_cell(page, verdict->verdict != JRT_MET ? page_verdict_class(verdict->verdict) : NULL,
		  jb_text_printf(page->arena, "%s %s%.*s%s", jrt_card_sign(verdict->verdict).mark,
				 verdict->approximate ? "\xe2\x89\x88 " : "", JB_ARG(value),
				 verdict->provisional || verdict->uncertain ? " ?" : ""));
}

static void add_values(struct page *page, const struct matrix *matrix, size_t first, size_t skip)
{
	const struct jrt_judged *judged = page->in->judged;
	const struct jrt_card *card = &page->card;
	uint32_t criterion = judged->verdict[first].criterion;
	size_t at = first;

	page_row(page);
	page_row_head(page, jrt_card_criterion_text(card, &card->plan->criterion[criterion]));
	page_cell(page, NULL, jrt_card_criterion_whose(card, criterion));
	for (size_t i = 0; i < matrix->columns.count; i++) {
		bool here = at < judged->verdict_count &&
			    judged->verdict[at].criterion == criterion &&
			    judged->verdict[at].from == matrix->columns.at[i].from &&
			    judged->verdict[at].to == matrix->columns.at[i].to;

		if (i >= skip && here)
			add_value(page, &judged->verdict[at]);
		else if (i >= skip)
			page_cell(page, NULL, JB_TEXT(""));
		at += here;
	}
	jy_html_close(&page->html);
}

static void add_matrix(struct page *page, const struct matrix *matrix)
{
	size_t skip =
		matrix->columns.count > COLUMNS_MOST ? matrix->columns.count - COLUMNS_MOST : 0;
	const struct column *last = &matrix->columns.at[matrix->columns.count - 1];
	struct jb_text from = matrix->columns.at[skip].label;
	bool several = skip + 1 < matrix->columns.count;
	struct jb_text to = several ? last->label : JB_TEXT("");

	page_table_begin(page, NULL, "values",
			 jb_text_printf(page->arena, "Values by period, %.*s%s%.*s", JB_ARG(from),
					several ? " to " : "", JB_ARG(to)));
	page_heads(page, "Criterion|Where");
	for (size_t i = skip; i < matrix->columns.count; i++)
		page_head(page, matrix->columns.at[i].label, true);
	page_table_body(page);
	for (size_t i = 0; i < matrix->firsts.count; i++)
		add_values(page, matrix, matrix->firsts.at[i], skip);
	page_table_end(page);
	if (skip > 0)
		page_paragraph(page, "note",
			       jb_text_printf(page->arena, "%zu earlier periods are left out here.",
					      skip));
}

static void add_matrices(struct page *page)
{
	for (uint32_t i = 0; i < page->in->plan->periods_count; i++) {
		struct matrix matrix = {.periods = i};

		fill(page, &matrix);
		if (matrix.firsts.count > 0)
			add_matrix(page, &matrix);
	}
}

/* ---- behaviour ---- */

static void add_behaviour(struct page *page, const struct jrt_behaviour *behaviour)
{
	const struct jrt_card *card = &page->card;
	const struct jrt_criterion *criterion = &card->plan->criterion[behaviour->criterion];
	const struct jrt_behaviour_point *last = &behaviour->point[behaviour->point_count - 1];
	struct jb_buf centre;

	jb_buf_init(&centre, page->arena);
	jrt_figure_add_real(&centre, jrt_card_metric_of(card, criterion->meter), behaviour->centre,
			    0);
	page_row(page);
	page_row_head(page, jrt_card_criterion_text(card, criterion));
	page_cell(page, NULL, jrt_card_criterion_whose(card, behaviour->criterion));
	page_figure_cell(page, page_count(page, behaviour->point_count));
	page_cell(page, NULL, behaviour->chart == JRT_CHART_XMR ? JB_TEXT("XmR") : JB_TEXT("p"));
	page_figure_cell(page, jb_buf_text(&centre));
	page_cell(page, NULL, jrt_card_routine_text(card, behaviour));
	page_cell(page, NULL, jrt_card_threshold_text(card, &card->judged->verdict[last->verdict]));
	page_cell(page, NULL, jb_text_of(jrt_card_capability_word(behaviour->capability)));
	page_cell(page, "why", jrt_card_causes_text(card, behaviour));
	jy_html_close(&page->html);
}

static void add_behaviours(struct page *page)
{
	const struct jrt_judged *judged = page->in->judged;

	if (judged->behaviour_count == 0) {
		page_paragraph(
			page, "note",
			jb_text_printf(page->arena,
				       "Limits of routine are told of criteria with %d judged "
				       "periods or more.",
				       JRT_BEHAVIOUR_PERIODS));
		return;
	}
	page_table(
		page, NULL, "behaviour",
		JB_TEXT("How the figures behave: process behaviour charts after Shewhart and "
			"Wheeler"),
		"Criterion|Where|Periods:|Chart|Centre:|Routine|Target|Target is|Special causes");
	for (size_t i = 0; i < judged->behaviour_count; i++)
		add_behaviour(page, &judged->behaviour[i]);
	page_table_end(page);
}

void page_trends(struct page *page)
{
	if (!page_has_trends(page))
		return;
	page_section(page, JB_TEXT("trends"), JB_TEXT("Trends"));
	add_charts(page);
	add_matrices(page);
	add_behaviours(page);
	jy_html_close(&page->html);
}
