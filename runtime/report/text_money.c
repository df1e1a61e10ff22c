/*
 * The end of the scorecard: what the verdicts come to in money. Of each agreement the accounts by
 * period, the lines they are made of with their reasons, what follows from them, and last the sum
 * in a sentence, because the last line is what stays on a screen.
 */
#include "report/money.h"

/* So many lines of an agreement are listed, the latest; the other formats have all. */
#define LINES_SHOWN 40

static const struct jrt_table_column account_columns[] = {
	{.head = "period", .least = 10},
	{.head = "charges", .right = true, .drop = 3},
	{.head = "points", .right = true, .drop = 5},
	{.head = "credits", .right = true, .drop = 4},
	{.head = "at most", .right = true, .drop = 1},
	{.head = "carried on", .right = true, .drop = 2},
	{.head = "bonus", .right = true},
	{.head = "returned", .right = true},
	{.head = "fees", .right = true},
	{.head = "net", .right = true},
	{.head = ""},
};

static const struct jrt_table_column line_columns[] = {
	{.head = "", .least = 10},   {.head = ""},
	{.head = "", .least = 8},    {.head = "", .least = 6},
	{.head = "", .right = true}, {.head = ""},
};

static struct jb_text unless_zero(const struct jrt_card *card,
				  const struct jrt_agreement *agreement, jb_fix amount)
{
	return amount == 0 ? JB_TEXT("") : jrt_money_text(card, agreement, amount);
}

static void add_account(const struct jrt_card *card, struct jrt_table *table,
			const struct jrt_account *account)
{
	const struct jrt_agreement *agreement = &card->plan->agreement[account->agreement];
	struct jrt_table_cell *row = jrt_table_row(table);

	row[0].text = jrt_card_clean(card, account->label);
	if (account->has_charges)
		row[1].text = jrt_money_text(card, agreement, account->charges);
	if (account->points > 0)
		row[2].text = jb_text_printf(card->arena, "%u", account->points);
	row[3].text = jrt_money_text(card, agreement, account->credits);
	if (account->has_cap)
		row[4].text = jrt_money_text(card, agreement, account->cap);
	row[5].text = unless_zero(card, agreement, account->carried_out);
	row[6].text = unless_zero(card, agreement, account->bonus);
	row[7].text = unless_zero(card, agreement, account->returned);
	row[8].text = unless_zero(card, agreement, account->fees);
	row[9].text = jrt_money_text(card, agreement, account->net);
	row[9].style = account->net > 0 ? JRT_STYLE_BOLD : JRT_STYLE_PLAIN;
	row[10] = (struct jrt_table_cell){jrt_money_account_note(card, account), JRT_STYLE_DIM};
}

static void add_accounts(const struct jrt_card *card, uint32_t agreement)
{
	const struct jrt_settlement *settlement = card->judged->settlement;
	struct jrt_table table;

	jrt_table_init(&table, card->arena, account_columns,
		       sizeof account_columns / sizeof *account_columns);
	for (size_t i = 0; i < settlement->account_count; i++)
		if (settlement->account[i].agreement == agreement)
			add_account(card, &table, &settlement->account[i]);
	jrt_table_write(&table, &card->page, 2);
}

/* In brackets where it does not count. */
static struct jb_text amount_text(const struct jrt_card *card,
				  const struct jrt_agreement *agreement,
				  const struct jrt_money_line *line, bool counts)
{
	struct jb_text amount = jrt_money_text(card, agreement, line->amount);

	if (!jrt_money_has_amount(line))
		return JB_TEXT("?");
	return counts ? amount : jb_text_printf(card->arena, "(%.*s)", JB_ARG(amount));
}

static void add_line(const struct jrt_card *card, struct jrt_table *table,
		     const struct jrt_money_line *line)
{
	const struct jrt_agreement *agreement = &card->plan->agreement[line->agreement];
	bool counts = line->fate == JRT_LINE_COUNTS;
	enum jrt_style style = counts ? JRT_STYLE_PLAIN : JRT_STYLE_DIM;
	struct jrt_table_cell *row = jrt_table_row(table);

	row[0].text = jrt_card_clean(card, line->label);
	row[1].text = jb_text_of(jrt_word_line_kind(line->kind));
	row[2].text = jrt_money_guarantee(card, agreement, line->guarantee);
	row[3].text = jrt_card_clean(card, line->site);
	row[4].text = amount_text(card, agreement, line, counts);
	row[5].text = jrt_money_line_note(card, line);
	for (size_t i = 0; i < 5; i++)
		row[i].style = style;
	row[5].style = JRT_STYLE_DIM;
}

static size_t lines_of(const struct jrt_settlement *settlement, uint32_t agreement)
{
	size_t count = 0;

	for (size_t i = 0; i < settlement->line_count; i++)
		count += settlement->line[i].agreement == agreement;
	return count;
}

static void add_lines(const struct jrt_card *card, uint32_t agreement)
{
	const struct jrt_settlement *settlement = card->judged->settlement;
	size_t count = lines_of(settlement, agreement), at = 0;
	size_t left_out = count > LINES_SHOWN ? count - LINES_SHOWN : 0;
	struct jrt_table table;

	if (count == 0)
		return;
	jrt_table_init(&table, card->arena, line_columns,
		       sizeof line_columns / sizeof *line_columns);
	for (size_t i = 0; i < settlement->line_count; i++)
		if (settlement->line[i].agreement == agreement && at++ >= left_out)
			add_line(card, &table, &settlement->line[i]);
	jb_buf_add_byte(card->page.out, '\n');
	if (left_out > 0)
		jrt_page_paragraph(&card->page,
				   jb_text_printf(card->arena,
						  "%zu earlier lines are left out here; the "
						  "workbook and the JSON have them",
						  left_out),
				   2, JRT_STYLE_DIM);
	jrt_table_write(&table, &card->page, 2);
}

static void add_settled(const struct jrt_card *card, uint32_t agreement)
{
	const struct jrt_settlement *settlement = card->judged->settlement;

	for (size_t i = 0; i < settlement->settled_count; i++) {
		const struct jrt_settled *settled = &settlement->settled[i];
		struct jb_buf buf = jrt_card_new_text(card);

		if (settled->agreement != agreement)
			continue;
		jb_buf_add_string(&buf, "settled for ");
		jrt_plain_add(&buf, settled->label);
		jb_buf_add_string(&buf, ": ");
		jrt_money_add(&buf, &card->plan->agreement[agreement], settled->net);
		jb_buf_add_string(&buf, settled->final ? "" : ", not final");
		jrt_page_paragraph(&card->page, jb_buf_text(&buf), 2, JRT_STYLE_PLAIN);
	}
}

static void add_triggers(const struct jrt_card *card, uint32_t agreement)
{
	const struct jrt_settlement *settlement = card->judged->settlement;

	for (size_t i = 0; i < settlement->trigger_count; i++) {
		const struct jrt_money_trigger_result *result = &settlement->trigger[i];

		if (result->agreement == agreement)
			jrt_page_paragraph(&card->page, jrt_money_trigger_text(card, result), 2,
					   result->fired ? JRT_STYLE_MISSED : JRT_STYLE_PLAIN);
	}
}

static void add_agreement(const struct jrt_card *card, uint32_t number)
{
	const struct jrt_agreement *agreement = &card->plan->agreement[number];
	struct jb_buf head = jrt_card_new_text(card), sum = jrt_card_new_text(card);

	jb_buf_add_string(&head, "Money: ");
	jrt_plain_add(&head, jrt_card_title_or_name(agreement->title, agreement->name));
	jb_buf_add_byte(card->page.out, '\n');
	jrt_card_line(card, jb_buf_text(&head), JRT_STYLE_BOLD);
	add_accounts(card, number);
	add_lines(card, number);
	jb_buf_add_byte(card->page.out, '\n');
	add_triggers(card, number);
	add_settled(card, number);
	jrt_plain_add(&sum, agreement->name);
	jb_buf_add_string(&sum, ": ");
	jb_buf_add_text(&sum, jrt_money_sentence(card, number));
	jrt_page_paragraph(&card->page, jb_buf_text(&sum), 2, JRT_STYLE_BOLD);
}

void jrt_report_money(const struct jrt_card *card)
{
	if (!jrt_money_any(card->judged))
		return;
	for (size_t i = 0; i < card->plan->agreement_count; i++)
		if (jrt_money_total(card->judged->settlement, (uint32_t)i).accounts > 0)
			add_agreement(card, (uint32_t)i);
}
