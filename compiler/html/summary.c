/*
 * What somebody must know who reads no further: how the criteria stand, what was missed and by how
 * much, what follows for agreements, what rules found in the figures. A criterion stands as its
 * latest verdict does; how it stood before is told beside it.
 */
#include "html/page.h"

#include "report/money.h"

#define REMARKS_SHOWN 6
#define MISSED_SHOWN 12

/* How many criteria stand so, and how many verdicts of all periods are of the kind. */
struct standing {
	size_t latest[JRT_VERDICTS], all[JRT_VERDICTS], criteria;
};

static struct standing count(const struct page *page)
{
	struct standing standing = {0};

	jrt_card_count(&page->card, standing.all);
	for (size_t i = 0; i < page->in->judged->verdict_count; i++) {
		const struct jrt_verdict *verdict = &page->in->judged->verdict[i];

		if (!page_is_latest(page, verdict))
			continue;
		standing.latest[verdict->verdict]++;
		standing.criteria++;
	}
	return standing;
}

static void add_tile(struct page *page, enum jrt_verdict_kind kind, const struct standing *standing)
{
	struct jy_html *html = &page->html;
	struct jrt_sign sign = jrt_card_sign(kind);

	jy_html_open(html, JY_HTML_LI);
	jy_html_class(html, standing->latest[kind] > 0 ? page_verdict_class(kind) : "none");
	jy_html_open_class(html, JY_HTML_SPAN, "mark");
	jy_html_attribute(html, JY_HTML_A_ARIA_HIDDEN, JB_TEXT("true"));
	jy_html_string(html, sign.mark);
	jy_html_close(html);
	jy_html_string(html, " ");
	jy_html_element(html, JY_HTML_STRONG, NULL, page_count(page, standing->latest[kind]));
	jy_html_string(html, " ");
	jy_html_element(html, JY_HTML_SPAN, "word", jb_text_of(sign.word));
	jy_html_string(html, " ");
	jy_html_element(html, JY_HTML_SPAN, "note",
			jb_text_printf(page->arena, "%zu over all periods", standing->all[kind]));
	jy_html_close(html);
}

static void add_tiles(struct page *page, const struct standing *standing)
{
	jy_html_open_class(&page->html, JY_HTML_UL, "tiles");
	for (size_t i = 0; i < JRT_VERDICTS; i++)
		add_tile(page, jrt_card_order[i], standing);
	jy_html_close(&page->html);
}

/* "3 of 11 criteria were missed in their latest period." */
static void add_headline(struct page *page, const struct standing *standing)
{
	size_t missed = standing->latest[JRT_MISSED], met = standing->latest[JRT_MET];
	const char *criteria = standing->criteria == 1 ? "criterion" : "criteria";
	struct jb_text said;

	if (missed > 0)
		said = jb_text_printf(page->arena, "%zu of %zu %s %s missed in the latest period.",
				      missed, standing->criteria, criteria,
				      missed == 1 ? "was" : "were");
	else if (met == standing->criteria)
		said = jb_text_printf(page->arena, "%s %zu %s %s met in the latest period.",
				      met == 1 ? "The" : "All", met, criteria,
				      met == 1 ? "was" : "were");
	else
		said = jb_text_printf(page->arena,
				      "None of %zu %s was missed in the latest period; %zu %s met.",
				      standing->criteria, criteria, met, met == 1 ? "was" : "were");
	page_paragraph(page, "headline", said);
}

/* ---- what was missed ---- */

struct stretch {
	const struct jrt_verdict *last;
	size_t missed, all;
};

static struct stretch stretch_of(const struct page *page, const struct jrt_verdict *last)
{
	struct stretch stretch = {.last = last};

	for (const struct jrt_verdict *at = last;
	     at >= page->in->judged->verdict && at->criterion == last->criterion; at--) {
		stretch.missed += at->verdict == JRT_MISSED;
		stretch.all++;
	}
	return stretch;
}

static void add_missed(struct page *page, const struct jrt_verdict *verdict)
{
	const struct jrt_card *card = &page->card;
	struct stretch stretch = stretch_of(page, verdict);

	page_row(page);
	page_row_head(page,
		      jrt_card_criterion_text(card, &card->plan->criterion[verdict->criterion]));
	page_cell(page, NULL, jrt_card_criterion_whose(card, verdict->criterion));
	page_cell(page, "period", verdict->label);
	page_figure_cell(page, jrt_card_judged_text(card, verdict));
	page_cell(page, NULL, jrt_card_threshold_text(card, verdict));
	page_cell(page, NULL, jrt_card_note_text(card, verdict));
	page_figure_cell(page,
			 jb_text_printf(page->arena, "%zu of %zu", stretch.missed, stretch.all));
	jy_html_close(&page->html);
}

static void add_missed_table(struct page *page, size_t missed)
{
	const struct jrt_judged *judged = page->in->judged;
	size_t left = MISSED_SHOWN;

	page_table(page, NULL, "attention", JB_TEXT("Missed in the latest period"),
		   "Criterion|Where|Period|Value:|Threshold|By how much|Periods missed:");
	for (size_t i = 0; i < judged->verdict_count && left > 0; i++)
		if (page_is_latest(page, &judged->verdict[i]) &&
		    judged->verdict[i].verdict == JRT_MISSED) {
			add_missed(page, &judged->verdict[i]);
			left--;
		}
	page_table_end(page);
	if (missed > MISSED_SHOWN)
		page_paragraph(page, "note",
			       jb_text_printf(page->arena,
					      "%zu more were missed: the scorecard has them all.",
					      missed - MISSED_SHOWN));
}

/* ---- what follows ---- */

static void add_money(struct page *page)
{
	const struct jrt_plan *plan = page->in->plan;

	for (uint32_t i = 0; jrt_money_any(page->in->judged) && i < plan->agreement_count; i++) {
		const struct jrt_agreement *agreement = &plan->agreement[i];

		if (jrt_money_total(page->in->judged->settlement, i).accounts == 0)
			continue;
		jy_html_open(&page->html, JY_HTML_LI);
		jy_html_text(&page->html,
			     jrt_card_title_or_name(agreement->title, agreement->name));
		jy_html_string(&page->html, ": ");
		jy_html_text(&page->html, jrt_money_sentence(&page->card, i));
		jy_html_string(&page->html, ".");
		jy_html_close(&page->html);
	}
}

static void add_terminations(struct page *page)
{
	const struct jrt_judged *judged = page->in->judged;

	for (size_t i = 0; i < judged->trigger_count; i++) {
		const struct jrt_trigger *trigger =
			&page->in->plan->trigger[judged->trigger[i].trigger];

		if (!judged->trigger[i].fired)
			continue;
		jy_html_element(&page->html, JY_HTML_LI, "missed",
				jb_text_printf(page->arena, "May be terminated: %.*s, %.*s %.*s.",
					       JB_ARG(trigger->agreement),
					       JB_ARG(trigger->guarantee),
					       JB_ARG(judged->trigger[i].reason)));
	}
}

static void add_remarks(struct page *page, size_t from, size_t to)
{
	const struct jrt_judged *judged = page->in->judged;

	for (size_t i = from; i < to; i++) {
		jy_html_open(&page->html, JY_HTML_LI);
		page_message(page, judged->remark[i].message);
		jy_html_close(&page->html);
	}
}

/* What few readers will read to its end is folded. */
static void add_further_remarks(struct page *page, size_t from)
{
	size_t count = page->in->judged->remark_count;

	if (from >= count)
		return;
	jy_html_open_class(&page->html, JY_HTML_DETAILS, "as-table");
	jy_html_element(&page->html, JY_HTML_SUMMARY, NULL,
			jb_text_printf(page->arena, "%zu more", count - from));
	jy_html_open_class(&page->html, JY_HTML_UL, "consequences");
	add_remarks(page, from, count);
	jy_html_close(&page->html);
	jy_html_close(&page->html);
}

static void add_consequences(struct page *page)
{
	const struct jrt_judged *judged = page->in->judged;
	size_t shown =
		judged->remark_count > REMARKS_SHOWN + 1 ? REMARKS_SHOWN : judged->remark_count;
	bool fired = false;

	for (size_t i = 0; i < judged->trigger_count; i++)
		fired |= judged->trigger[i].fired;
	if (!fired && judged->remark_count == 0 && !jrt_money_any(judged))
		return;
	jy_html_element(&page->html, JY_HTML_H3, NULL, JB_TEXT("What follows"));
	jy_html_open_class(&page->html, JY_HTML_UL, "consequences");
	add_terminations(page);
	add_money(page);
	add_remarks(page, 0, shown);
	jy_html_close(&page->html);
	add_further_remarks(page, shown);
}

void page_summary(struct page *page)
{
	struct standing standing;

	if (!page->judged)
		return;
	page_section(page, JB_TEXT("summary"), JB_TEXT("Summary"));
	standing = count(page);
	if (standing.criteria > 0) {
		add_headline(page, &standing);
		add_tiles(page, &standing);
	} else {
		page_paragraph(page, "headline", JB_TEXT("Nothing was judged."));
	}
	if (standing.latest[JRT_MISSED] > 0)
		add_missed_table(page, standing.latest[JRT_MISSED]);
	add_consequences(page);
	jy_html_close(&page->html);
}
