/*
 * The sheets of money: the accounts by period, and the lines that they are made of.
 */
#include "report/sheets.h"

static const struct jrt_sheet_column account_columns[] = {
	{"Agreement", 30, false}, {"Period", 24, false},
	{"From", 12, false},	  {"To", 12, false},
	{"Charges", 20, false},	  {"Points", 10, false},
	{"Credits", 20, false},	  {"After pools", 20, false},
	{"At most", 20, false},	  {"Carried in", 20, false},
	{"Applied", 20, false},	  {"Carried on", 20, false},
	{"Lapsed", 20, false},	  {"Paid at the end", 20, false},
	{"Bonus", 20, false},	  {"Returned", 20, false},
	{"Fees", 20, false},	  {"Net", 20, false},
	{"Final", 8, false},	  {"Remarks", 60, false},
};

static const struct jrt_sheet_column line_columns[] = {
	{"Agreement", 30, false}, {"Period", 24, false}, {"From", 12, false}, {"To", 12, false},
	{"Guarantee", 40, false}, {"Site", 20, false},	 {"What", 10, false}, {"Amount", 20, false},
	{"Applied", 20, false},	  {"Of", 20, false},	 {"Term", 60, false}, {"Why", 60, false},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void add_amounts(struct jrt_book *book, struct jrt_sheet *sheet,
			const struct jrt_account *account)
{
	const struct jrt_agreement *agreement = &book->card.plan->agreement[account->agreement];
	const jb_fix before[] = {account->credits, account->pooled};
	const jb_fix behind[] = {account->carried_in, account->applied, account->carried_out,
				 account->lapsed,     account->paid,	account->bonus,
				 account->returned,   account->fees,	account->net};

	if (account->has_charges)
		jrt_sheet_money(book, sheet, agreement, account->charges);
	else
		jrt_sheet_empty(book, sheet);
	jrt_sheet_count(book, sheet, account->points);
	for (size_t i = 0; i < COUNT(before); i++)
		jrt_sheet_money(book, sheet, agreement, before[i]);
	if (account->has_cap)
		jrt_sheet_money(book, sheet, agreement, account->cap);
	else
		jrt_sheet_empty(book, sheet);
	for (size_t i = 0; i < COUNT(behind); i++)
		jrt_sheet_money(book, sheet, agreement, behind[i]);
}

void jrt_sheet_accounts(struct jrt_book *book)
{
	const struct jrt_settlement *settlement = book->card.judged->settlement;
	struct jrt_sheet *sheet;

	if (!jrt_money_any(book->card.judged))
		return;
	sheet = jrt_book_sheet(book, "Money", account_columns, COUNT(account_columns));
	for (size_t i = 0; i < settlement->account_count; i++) {
		const struct jrt_account *account = &settlement->account[i];
		const struct jrt_agreement *agreement =
			&book->card.plan->agreement[account->agreement];

		jrt_sheet_text(book, sheet,
			       jrt_card_title_or_name(agreement->title, agreement->name));
		jrt_sheet_text(book, sheet, account->label);
		jrt_sheet_days(book, sheet, agreement->periods, account->label, account->from,
			       account->to);
		add_amounts(book, sheet, account);
		jrt_sheet_word(book, sheet, account->final ? "yes" : "no");
		jrt_sheet_text(book, sheet, jrt_money_account_note(&book->card, account));
	}
}

/* What a percentage was taken of; one with an endless fraction is no sum of money any more. */
static void add_base(struct jrt_book *book, struct jrt_sheet *sheet,
		     const struct jrt_agreement *agreement, const struct jrt_money_line *line)
{
	struct jb_ratio base = line->has_base ? line->base : (struct jb_ratio){0, 0};

	if (base.den == JB_FIX_ONE && base.num <= INT64_MAX && base.num >= INT64_MIN)
		jrt_sheet_money(book, sheet, agreement, (jb_fix)base.num);
	else if (base.den == 1 && base.num <= INT64_MAX / JB_FIX_ONE && base.num >= 0)
		jrt_sheet_money(book, sheet, agreement, (jb_fix)base.num * JB_FIX_ONE);
	else
		jrt_sheet_ratio(book, sheet, base);
}

static void add_line(struct jrt_book *book, struct jrt_sheet *sheet,
		     const struct jrt_money_line *line)
{
	const struct jrt_agreement *agreement = &book->card.plan->agreement[line->agreement];
	uint32_t periods = line->guarantee < agreement->guarantee_count
				   ? agreement->guarantee[line->guarantee].periods
				   : agreement->periods;

	jrt_sheet_text(book, sheet, jrt_card_title_or_name(agreement->title, agreement->name));
	jrt_sheet_text(book, sheet, line->label);
	jrt_sheet_days(book, sheet, periods, line->label, line->from, line->to);
	jrt_sheet_text(book, sheet, jrt_money_guarantee(&book->card, agreement, line->guarantee));
	jrt_sheet_text(book, sheet, line->site);
	jrt_sheet_word(book, sheet, jrt_word_line_kind(line->kind));
	if (jrt_money_has_amount(line))
		jrt_sheet_money(book, sheet, agreement, line->amount);
	else
		jrt_sheet_empty(book, sheet);
	jrt_sheet_money(book, sheet, agreement, line->fate == JRT_LINE_COUNTS ? line->applied : 0);
	add_base(book, sheet, agreement, line);
	jrt_sheet_text(book, sheet, line->text);
	jrt_sheet_text(book, sheet, jrt_money_line_note(&book->card, line));
}

void jrt_sheet_lines(struct jrt_book *book)
{
	const struct jrt_settlement *settlement = book->card.judged->settlement;
	struct jrt_sheet *sheet;

	if (!jrt_money_any(book->card.judged))
		return;
	sheet = jrt_book_sheet(book, "Money by line", line_columns, COUNT(line_columns));
	for (size_t i = 0; i < settlement->line_count; i++)
		add_line(book, sheet, &settlement->line[i]);
}
