/*
 * The scorecard: a row a criterion, as it stands, with the figures its latest verdict rests on. The
 * script lets it be sorted and filtered; what it sorts by stands in data-key where the text would
 * sort wrongly.
 */
#include "html/page.h"

#include "diagram/scene.h"

bool page_has_scorecard(const struct page *page)
{
	return page->judged && page->in->judged->verdict_count > 0;
}

/* The place of a kind in the order of importance. */
static size_t rank(enum jrt_verdict_kind kind)
{
	size_t i = 0;

	while (jrt_card_order[i] != kind)
		i++;
	return i;
}

static void add_verdict(struct page *page, const struct jrt_verdict *verdict)
{
	jy_html_open(&page->html, JY_HTML_TD);
	jy_html_number(&page->html, JY_HTML_A_DATA_KEY, rank(verdict->verdict));
	page_verdict_word(page, verdict->verdict, jrt_card_doubt(verdict));
	jy_html_close(&page->html);
}

/* The criterion's name, which leads to what its metric means. */
static void add_criterion(struct page *page, const struct jrt_criterion *criterion)
{
	struct jy_html *html = &page->html;
	const struct jrt_metric *metric = jrt_card_metric_of(&page->card, criterion->meter);

	jy_html_open(html, JY_HTML_TH);
	jy_html_attribute(html, JY_HTML_A_SCOPE, JB_TEXT("row"));
	jy_html_open(html, JY_HTML_A);
	jy_html_link(html, "", jy_scene_id(page->arena, "metric-", metric->name));
	jy_html_text(html, jrt_card_criterion_text(&page->card, criterion));
	jy_html_close(html);
	jy_html_close(html);
}

static double value_of(const struct jrt_verdict *verdict)
{
	if (verdict->compared.den > 0 && verdict->threshold != NULL)
		return jb_ratio_double(verdict->compared);
	return verdict->measured.exact ? jb_ratio_double(verdict->measured.value)
				       : verdict->measured.real;
}

static void add_figure(struct page *page, double key, struct jb_text text)
{
	struct jb_buf number;

	jb_buf_init(&number, page->arena);
	jb_buf_printf(&number, "%.9g", key);
	jy_html_open_class(&page->html, JY_HTML_TD, "figure");
	if (text.size > 0)
		jy_html_attribute(&page->html, JY_HTML_A_DATA_KEY, jb_buf_text(&number));
	jy_html_text(&page->html, text);
	jy_html_close(&page->html);
}

static void add_row(struct page *page, const struct jrt_verdict *verdict)
{
	const struct jrt_card *card = &page->card;
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];

	jy_html_open(&page->html, JY_HTML_TR);
	add_verdict(page, verdict);
	add_criterion(page, criterion);
	page_cell(page, NULL, jrt_card_criterion_whose(card, verdict->criterion));
	if (card->plan->agreement_count > 0)
		page_cell(page, NULL, criterion->agreement);
	page_cell(page, "period", verdict->label);
	add_figure(page, value_of(verdict), jrt_card_judged_text(card, verdict));
	page_cell(page, NULL, jrt_card_threshold_text(card, verdict));
	add_figure(page, (double)verdict->measured.n,
		   jrt_card_counted_text(card, &verdict->measured));
	page_cell(page, "why", jrt_card_note_text(card, verdict));
	jy_html_close(&page->html);
}

/* ---- filters ---- */

static void add_option(struct page *page, const char *value, struct jb_text text)
{
	jy_html_open(&page->html, JY_HTML_OPTION);
	jy_html_attribute(&page->html, JY_HTML_A_VALUE, jb_text_of(value));
	jy_html_text(&page->html, text);
	jy_html_close(&page->html);
}

static void open_control(struct page *page, enum jy_html_element element, const char *filter,
			 const char *label)
{
	jy_html_open(&page->html, JY_HTML_LABEL);
	jy_html_string(&page->html, label);
	jy_html_string(&page->html, " ");
	jy_html_open(&page->html, element);
	jy_html_attribute(&page->html, JY_HTML_A_DATA_FILTER, jb_text_of(filter));
}

static void close_control(struct page *page)
{
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}

static void add_filters(struct page *page)
{
	const struct jrt_plan *plan = page->in->plan;

	jy_html_open_class(&page->html, JY_HTML_DIV, "controls");
	jy_html_attribute(&page->html, JY_HTML_A_DATA_FOR, JB_TEXT("scorecard-table"));
	jy_html_flag(&page->html, JY_HTML_A_HIDDEN);
	open_control(page, JY_HTML_INPUT, "text", "Find");
	jy_html_attribute(&page->html, JY_HTML_A_TYPE, JB_TEXT("search"));
	close_control(page);
	open_control(page, JY_HTML_SELECT, "verdict", "Verdict");
	add_option(page, "", JB_TEXT("all"));
	for (size_t i = 0; i < JRT_VERDICTS; i++)
		add_option(page, page_verdict_class(jrt_card_order[i]),
			   jb_text_of(jrt_card_sign(jrt_card_order[i]).word));
	close_control(page);
	if (plan->agreement_count > 0) {
		open_control(page, JY_HTML_SELECT, "agreement", "Agreement");
		add_option(page, "", JB_TEXT("all"));
		for (size_t i = 0; i < plan->agreement_count; i++)
			jy_html_element(&page->html, JY_HTML_OPTION, NULL, plan->agreement[i].name);
		close_control(page);
	}
	jy_html_open_class(&page->html, JY_HTML_P, "shown");
	jy_html_attribute(&page->html, JY_HTML_A_ROLE, JB_TEXT("status"));
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}

void page_scorecard(struct page *page)
{
	const struct jrt_judged *judged = page->in->judged;

	if (!page_has_scorecard(page))
		return;
	page_section(page, JB_TEXT("scorecard"), JB_TEXT("Scorecard"));
	add_filters(page);
	page_table(page, "scorecard-table", "sortable",
		   JB_TEXT("Every criterion as it stands in its latest period"),
		   page->in->plan->agreement_count > 0
			   ? "Verdict|Criterion|Where|Agreement|Period|Value:|Threshold|Counted:|"
			     "Why"
			   : "Verdict|Criterion|Where|Period|Value:|Threshold|Counted:|Why");
	for (size_t i = 0; i < judged->verdict_count; i++)
		if (page_is_latest(page, &judged->verdict[i]))
			add_row(page, &judged->verdict[i]);
	page_table_end(page);
	jy_html_close(&page->html);
}
