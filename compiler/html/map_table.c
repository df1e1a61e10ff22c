/*
 * What the map shows, as a table: a row a touchpoint, with whatever was found out about it. The row
 * tells the script which group of the picture it is about, and by numbers whose it is.
 */
#include "html/page.h"

#include "diagram/words.h"

/* The one that begins where the touchpoint is declared; NULL: none. */
static struct jy_group *group_of(const struct jy_scene *scene,
				 const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < scene->groups.count; i++)
		if (page_is_of(&scene->groups.at[i], touchpoint))
			return &scene->groups.at[i];
	return NULL;
}

static struct jb_text channels_text(struct page *page, const struct jy_touchpoint *touchpoint)
{
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		jb_buf_printf(&buf, "%s%.*s", i > 0 ? ", " : "",
			      JB_ARG(touchpoint->channels.at[i]->decl.title));
	return jb_buf_text(&buf);
}

static struct jb_text delivered_text(struct page *page, const struct jy_touchpoint *touchpoint)
{
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &touchpoint->delivery[i];
		struct jb_text who = delivery->partner ? delivery->partner->decl.title
				     : delivery->brand ? delivery->brand->decl.title
						       : JB_TEXT("");

		jb_buf_printf(&buf, "%s%.*s", buf.size > 0 && who.size > 0 ? ", " : "",
			      JB_ARG(who));
	}
	if (touchpoint->customer_acts)
		jb_buf_add_string(&buf, "the customer");
	return jb_buf_text(&buf);
}

/* What was delivered is a mean: a tenth says all there is to say. */
static jb_fix tenths(jb_fix value)
{
	const jb_fix tenth = JB_FIX_ONE / 10;

	return (value + (value < 0 ? -tenth : tenth) / 2) / tenth * tenth;
}

/* "trough −4 “On hold, again” (Maria)" */
static struct jb_text feeling_text(struct page *page, const struct jy_journey *journey,
				   const struct jy_feeling *feeling)
{
	static const char *const kind[] = {"", "peak ", "trough "};
	struct jb_buf buf;

	jb_buf_init(&buf, page->arena);
	jb_buf_add_string(&buf, feeling->has_value ? kind[feeling->kind] : "");
	if (feeling->has_value)
		jy_words_feeling(&buf, journey, feeling->value);
	else
		jb_buf_add_text(&buf, feeling->named);
	if (feeling->words.size > 0)
		jb_buf_printf(&buf, " \xe2\x80\x9c%.*s\xe2\x80\x9d", JB_ARG(feeling->words));
	if (feeling->persona != NULL && journey->personas.count > 1)
		jb_buf_printf(&buf, " (%.*s)", JB_ARG(feeling->persona->decl.title));
	return jb_buf_text(&buf);
}

/* "delivered −1.2"; empty where nothing was measured. */
static struct jb_text felt_text(struct page *page, const struct jy_touchpoint *touchpoint)
{
	const struct jy_journey *journey = touchpoint->journey;
	struct jb_buf buf;
	jb_fix delivered;

	if (!jy_overlay_delivered(&page->index,
				  jb_text_printf(page->arena, "%.*s.%.*s",
						 JB_ARG(journey->decl.name),
						 JB_ARG(touchpoint->decl.name)),
				  &delivered))
		return JB_TEXT("");
	jb_buf_init(&buf, page->arena);
	jb_buf_add_string(&buf, "delivered ");
	jy_words_feeling(&buf, journey, tenths(delivered));
	return jb_buf_text(&buf);
}

/* A list begins with its first item. */
static void open_item(struct page *page, bool *open)
{
	if (!*open)
		jy_html_open(&page->html, JY_HTML_UL);
	*open = true;
	jy_html_open(&page->html, JY_HTML_LI);
}

static void close_list(struct page *page, bool open)
{
	if (open)
		jy_html_close(&page->html);
	jy_html_close(&page->html);
}

/* Several are items of a list, so that words of one script do not run into those of another. */
static void add_feelings(struct page *page, const struct jy_touchpoint *touchpoint)
{
	const struct jy_journey *journey = touchpoint->journey;
	struct jb_text felt = felt_text(page, touchpoint);
	bool several = touchpoint->feeling_count > 1, open = false;

	jy_html_open(&page->html, JY_HTML_TD);
	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		if (several)
			open_item(page, &open);
		jy_html_text(&page->html, feeling_text(page, journey, &touchpoint->feeling[i]));
		if (several)
			jy_html_close(&page->html);
	}
	if (several && felt.size > 0)
		open_item(page, &open);
	else if (touchpoint->feeling_count > 0 && felt.size > 0)
		jy_html_string(&page->html, "; ");
	jy_html_text(&page->html, felt);
	if (several && felt.size > 0)
		jy_html_close(&page->html);
	close_list(page, open);
}

static void add_item(struct page *page, bool *open, const char *before, struct jb_text text)
{
	if (text.size == 0)
		return;
	open_item(page, open);
	jy_html_element(&page->html, JY_HTML_SPAN, "note", jb_text_of(before));
	jy_html_string(&page->html, " ");
	jy_html_text(&page->html, text);
	jy_html_close(&page->html);
}

/* What the lanes say, each entry with its lane. */
static void add_entries(struct page *page, const struct jy_touchpoint *touchpoint)
{
	static const char *const lane[] = {
		[JY_LANE_DOES] = "does",
		[JY_LANE_THINKS] = "thinks",
		[JY_LANE_QUOTE] = "says",
		[JY_LANE_EVIDENCE] = "evidence",
		[JY_LANE_FRONTSTAGE] = "frontstage",
		[JY_LANE_BACKSTAGE] = "backstage",
		[JY_LANE_SUPPORT] = "support",
		[JY_LANE_OPPORTUNITY] = "opportunity",
		[JY_LANE_EMPOWERED] = "empowered to",
		[JY_LANE_TAKES] = "takes",
	};
	bool open = false;

	jy_html_open(&page->html, JY_HTML_TD);
	for (size_t i = 0; i < touchpoint->pain_count; i++)
		add_item(page, &open, "pain", touchpoint->pain[i].text);
	for (size_t i = 0; i < touchpoint->lane_count; i++)
		add_item(page, &open, lane[touchpoint->lane[i].lane], touchpoint->lane[i].text);
	for (size_t i = 0; i < touchpoint->next_count; i++)
		if (touchpoint->next[i].touchpoint != NULL)
			add_item(page, &open, "next", touchpoint->next[i].touchpoint->decl.title);
	for (size_t i = 0; i < touchpoint->risk_count; i++)
		add_item(page, &open, "risk", touchpoint->risk[i].text);
	for (size_t i = 0; i < touchpoint->improvement_count; i++)
		add_item(page, &open, "action", touchpoint->improvement[i].text);
	close_list(page, open);
}

/* What the verdict stands on: the tooltip's evidence. */
static void add_verdict(struct page *page, const struct jrt_verdict *verdict)
{
	const struct jrt_card *card = &page->card;
	struct jb_text counted = jrt_card_counted_text(card, &verdict->measured);
	struct jb_text note = jrt_card_note_text(card, verdict);

	jy_html_string(&page->html, ": ");
	page_verdict_word(page, verdict->verdict, jrt_card_doubt(verdict));
	jy_html_string(&page->html, " ");
	jy_html_element(&page->html, JY_HTML_STRONG, NULL, jrt_card_judged_text(card, verdict));
	jy_html_string(&page->html, " ");
	jy_html_element(&page->html, JY_HTML_SPAN, "note",
			jb_text_printf(page->arena, "%.*s%s%.*s%s%.*s", JB_ARG(verdict->label),
				       counted.size > 0 ? ", counted " : "", JB_ARG(counted),
				       note.size > 0 ? "; " : "", JB_ARG(note)));
}

static void add_criterion(struct page *page, bool *open, const struct jy_criterion *criterion,
			  const struct jy_agreement *agreement)
{
	const struct jrt_verdict *verdict = page_verdict(page, criterion);

	if (criterion->metric == NULL)
		return;
	open_item(page, open);
	jy_html_text(&page->html, criterion->metric->decl.title);
	jy_html_string(&page->html, " ");
	jy_html_text(&page->html, jy_words_criterion(page->arena, criterion));
	jy_html_string(&page->html, agreement != NULL ? " " : "");
	if (agreement != NULL)
		jy_html_element(
			&page->html, JY_HTML_SPAN, "note",
			jb_text_printf(page->arena, "(%.*s)", JB_ARG(agreement->decl.title)));
	if (verdict != NULL)
		add_verdict(page, verdict);
	jy_html_close(&page->html);
}

/* The journey's own criteria, and what agreements promise there. */
static void add_criteria(struct page *page, const struct jy_touchpoint *touchpoint)
{
	const struct jy_model *model = page->in->model;
	bool open = false;

	jy_html_open(&page->html, JY_HTML_TD);
	for (size_t i = 0; i < touchpoint->success_count; i++)
		add_criterion(page, &open, &touchpoint->success[i], NULL);
	for (size_t i = 0; i < model->agreements.count; i++) {
		const struct jy_agreement *agreement = model->agreements.at[i];

		for (size_t k = 0; k < agreement->guarantee_count; k++) {
			const struct jy_criterion *both[] = {agreement->guarantee[k].expected,
							     agreement->guarantee[k].minimum};

			for (size_t n = 0; n < 2; n++)
				if (both[n] != NULL && both[n]->touchpoint == touchpoint)
					add_criterion(page, &open, both[n], agreement);
		}
	}
	close_list(page, open);
}

static void add_touchpoint(struct page *page, const struct page_whose *whose,
			   const struct jy_group *group, const struct jy_touchpoint *touchpoint)
{
	struct jy_html *html = &page->html;

	page_row(page);
	if (group != NULL)
		jy_html_attribute(html, JY_HTML_A_ID, group->told_by);
	page_add_whose(page, whose, touchpoint);
	jy_html_open(html, JY_HTML_TH);
	jy_html_attribute(html, JY_HTML_A_SCOPE, JB_TEXT("row"));
	jy_html_text(html, touchpoint->decl.title);
	if (touchpoint->moment_of_truth) {
		jy_html_string(html, " ");
		jy_html_element(html, JY_HTML_SPAN, "truth", JB_TEXT("moment of truth"));
	}
	jy_html_close(html);
	page_cell(page, NULL, touchpoint->stage->decl.title);
	page_cell(page, NULL, channels_text(page, touchpoint));
	page_cell(page, NULL, delivered_text(page, touchpoint));
	page_cell(page, NULL, touchpoint->owner);
	add_feelings(page, touchpoint);
	add_entries(page, touchpoint);
	add_criteria(page, touchpoint);
	jy_html_close(html);
}

void page_tell_touchpoints(struct page *page, const struct jy_journey *journey,
			   struct jy_scene *scene)
{
	for (size_t i = 0; i < journey->stage_count; i++)
		for (size_t k = 0; k < journey->stage[i].touchpoint_count; k++) {
			struct jy_group *group = group_of(scene, &journey->stage[i].touchpoint[k]);

			if (group != NULL)
				group->told_by = page_row_id(page, scene, group);
		}
}

void page_touchpoints(struct page *page, const struct jy_journey *journey,
		      const struct page_whose *whose, const struct jy_scene *scene)
{
	jy_html_open_class(&page->html, JY_HTML_DETAILS, "as-table");
	jy_html_element(&page->html, JY_HTML_SUMMARY, NULL, JB_TEXT("The map as a table"));
	page_table(page, NULL, "touchpoints",
		   jb_text_printf(page->arena, "Touchpoints of %.*s", JB_ARG(journey->decl.title)),
		   "Touchpoint|Stage|Channel|Delivered by|Owner|Feeling|What happens|Criteria");
	for (size_t i = 0; i < journey->stage_count; i++)
		for (size_t k = 0; k < journey->stage[i].touchpoint_count; k++) {
			const struct jy_touchpoint *touchpoint = &journey->stage[i].touchpoint[k];

			add_touchpoint(page, whose, group_of(scene, touchpoint), touchpoint);
		}
	page_table_end(page);
	jy_html_close(&page->html);
}
