/*
 * Agreements and money: what each agreement comes to, period by period, the lines it is made of,
 * what may be ended or put right, what is settled for longer stretches. Amounts and words are those
 * of the other reports (report/money.h).
 */
#include "report/money.h"

#include "html/page.h"

#define LINES_SHOWN 200 /* of an agreement, the latest */

bool page_has_money(const struct page *page)
{
	return page->judged && jrt_money_any(page->in->judged);
}

/* An amount of an account; not told: nothing is said of it. */
struct amount {
	const char *head;
	bool told;
	jb_fix amount;
};

#define AMOUNTS 9

static void amounts_of(const struct jrt_account *account, struct amount amount[AMOUNTS])
{
	const struct amount all[AMOUNTS] = {
		{"Charges", account->has_charges, account->charges},
		{"Credits", true, account->credits},
		{"At most", account->has_cap, account->cap},
		{"Applied", true, account->applied},
		{"Carried on", account->carried_out != 0, account->carried_out},
		{"Bonus", account->bonus != 0, account->bonus},
		{"Earned back", account->returned != 0, account->returned},
		{"Fees", account->fees != 0, account->fees},
		{"Net", true, account->net},
	};

	for (size_t i = 0; i < AMOUNTS; i++)
		amount[i] = all[i];
}

static void add_account(struct page *page, const struct jrt_account *account,
			const bool used[AMOUNTS])
{
	const struct jrt_agreement *agreement = &page->in->plan->agreement[account->agreement];
	struct amount amount[AMOUNTS];

	amounts_of(account, amount);
	page_row(page);
	page_row_head(page, account->label);
	for (size_t i = 0; i < AMOUNTS; i++)
		if (used[i])
			page_cell(page, i + 1 < AMOUNTS ? "figure" : "figure net",
				  amount[i].told
					  ? jrt_money_text(&page->card, agreement, amount[i].amount)
					  : JB_TEXT(""));
	page_cell(page, "why", jrt_money_account_note(&page->card, account));
	jy_html_close(&page->html);
}

/* What no account of the agreement tells has no column. */
static void find_used(const struct page *page, uint32_t number, bool used[AMOUNTS])
{
	const struct jrt_settlement *settlement = page->in->judged->settlement;
	struct amount amount[AMOUNTS];

	for (size_t i = 0; i < settlement->account_count; i++) {
		if (settlement->account[i].agreement != number)
			continue;
		amounts_of(&settlement->account[i], amount);
		for (size_t k = 0; k < AMOUNTS; k++)
			used[k] |= amount[k].told;
	}
}

static void add_accounts(struct page *page, uint32_t number)
{
	const struct jrt_settlement *settlement = page->in->judged->settlement;
	struct amount amount[AMOUNTS];
	bool used[AMOUNTS] = {false};

	find_used(page, number, used);
	amounts_of(&(struct jrt_account){0}, amount);
	page_table_begin(page, NULL, "money",
			 JB_TEXT("Accounts; what the partner owes is positive"));
	page_heads(page, "Period");
	for (size_t i = 0; i < AMOUNTS; i++)
		if (used[i])
			page_head(page, jb_text_of(amount[i].head), true);
	page_heads(page, "Note");
	page_table_body(page);
	for (size_t i = 0; i < settlement->account_count; i++)
		if (settlement->account[i].agreement == number)
			add_account(page, &settlement->account[i], used);
	page_table_end(page);
}

/* ---- lines ---- */

static void add_line(struct page *page, const struct jrt_money_line *line, bool sited)
{
	static const char *const words[] = {
		[JRT_LINE_CREDIT] = "service credit",
		[JRT_LINE_BONUS] = "bonus",
		[JRT_LINE_RETURNED] = "earned back",
		[JRT_LINE_FEE] = "fee",
	};
	const struct jrt_card *card = &page->card;
	const struct jrt_agreement *agreement = &card->plan->agreement[line->agreement];

	page_row(page);
	if (line->fate != JRT_LINE_COUNTS)
		jy_html_class(&page->html, "idle");
	page_row_head(page, line->label);
	page_cell(page, NULL, jb_text_of(words[line->kind]));
	page_cell(page, NULL, jrt_money_guarantee(card, agreement, line->guarantee));
	if (sited)
		page_cell(page, NULL, line->site);
	page_figure_cell(page, jrt_money_has_amount(line)
				       ? jrt_money_text(card, agreement, line->amount)
				       : JB_TEXT("not known"));
	page_cell(page, "why", jrt_money_line_note(card, line));
	jy_html_close(&page->html);
}

static bool has_sites(const struct jrt_settlement *settlement, uint32_t agreement)
{
	for (size_t i = 0; i < settlement->line_count; i++)
		if (settlement->line[i].agreement == agreement && settlement->line[i].site.size > 0)
			return true;
	return false;
}

static size_t lines_of(const struct jrt_settlement *settlement, uint32_t agreement)
{
	size_t count = 0;

	for (size_t i = 0; i < settlement->line_count; i++)
		count += settlement->line[i].agreement == agreement;
	return count;
}

static void add_lines(struct page *page, uint32_t number)
{
	const struct jrt_settlement *settlement = page->in->judged->settlement;
	size_t count = lines_of(settlement, number), at = 0;
	size_t left_out = count > LINES_SHOWN ? count - LINES_SHOWN : 0;
	bool sited = has_sites(settlement, number);

	if (count == 0)
		return;
	page_table(page, NULL, "money", JB_TEXT("What the accounts are made of"),
		   sited ? "Period|What|Guarantee|Site|Amount:|Why"
			 : "Period|What|Guarantee|Amount:|Why");
	for (size_t i = 0; i < settlement->line_count; i++)
		if (settlement->line[i].agreement == number && at++ >= left_out)
			add_line(page, &settlement->line[i], sited);
	page_table_end(page);
	if (left_out > 0)
		page_paragraph(
			page, "note",
			jb_text_printf(page->arena,
				       "%zu earlier lines are left out here; the workbook and "
				       "the JSON have them.",
				       left_out));
}

/* ---- rights, and what is settled ---- */

static void add_rights(struct page *page, uint32_t number)
{
	const struct jrt_settlement *settlement = page->in->judged->settlement;
	bool open = false;

	for (size_t i = 0; i < settlement->trigger_count; i++) {
		const struct jrt_money_trigger_result *result = &settlement->trigger[i];

		if (result->agreement != number)
			continue;
		if (!open)
			jy_html_open_class(&page->html, JY_HTML_UL, "rights");
		open = true;
		jy_html_element(&page->html, JY_HTML_LI, result->fired ? "missed" : NULL,
				jrt_money_trigger_text(&page->card, result));
	}
	if (open)
		jy_html_close(&page->html);
}

static void add_settled(struct page *page, uint32_t number)
{
	const struct jrt_settlement *settlement = page->in->judged->settlement;

	for (size_t i = 0; i < settlement->settled_count; i++) {
		const struct jrt_settled *settled = &settlement->settled[i];
		struct jb_text amount;

		if (settled->agreement != number)
			continue;
		amount = jrt_money_text(&page->card, &page->in->plan->agreement[number],
					settled->net);
		page_paragraph(page, NULL,
			       jb_text_printf(page->arena, "Settled for %.*s: %.*s%s.",
					      JB_ARG(settled->label), JB_ARG(amount),
					      settled->final ? "" : ", not final"));
	}
}

static void add_agreement(struct page *page, uint32_t number)
{
	const struct jrt_agreement *agreement = &page->in->plan->agreement[number];
	struct jb_text sentence = jrt_money_sentence(&page->card, number);

	jy_html_element(&page->html, JY_HTML_H3, NULL,
			jrt_card_title_or_name(agreement->title, agreement->name));
	page_paragraph(page, "sum", jb_text_printf(page->arena, "%.*s.", JB_ARG(sentence)));
	add_accounts(page, number);
	add_lines(page, number);
	add_rights(page, number);
	add_settled(page, number);
}

void page_money(struct page *page)
{
	if (!page_has_money(page))
		return;
	page_section(page, JB_TEXT("money"), JB_TEXT("Agreements and money"));
	for (uint32_t i = 0; i < page->in->plan->agreement_count; i++)
		if (jrt_money_total(page->in->judged->settlement, i).accounts > 0)
			add_agreement(page, i);
	jy_html_close(&page->html);
}
