/*
 * A simulation as a table for a terminal. Columns without content are left out by the table; what
 * is owed stands as a bar beside it, longest for the dearest row.
 */
#include "report/money.h"
#include "simulate/series.h"

#define BAR_WIDTH 20

enum column {
	LABEL,
	SECOND,
	VERDICT,
	CHARGES,
	POINTS,
	CREDITS,
	CARRIED,
	BONUS,
	RETURNED,
	FEES,
	NET,
	BAR
};

static struct jb_text money(const struct jrt_series *series, struct jb_arena *arena, jb_fix amount)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jrt_money_add(&buf, series->agreement, amount);
	return jb_buf_text(&buf);
}

static jb_fix size_of(jb_fix amount)
{
	return amount < 0 ? -amount : amount;
}

static jb_fix largest(const struct jrt_series *series)
{
	jb_fix most = 0;

	for (size_t i = 0; i < series->count; i++)
		if (size_of(series->row[i].account.net) > most)
			most = size_of(series->row[i].account.net);
	return most;
}

/* Blocks for what the partner owes, light ones for what the brand does. */
static struct jb_text bar_of(struct jb_arena *arena, jb_fix net, jb_fix most)
{
	jb_i128 blocks = most ? ((jb_i128)size_of(net) * BAR_WIDTH + most - 1) / most : 0;
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (jb_i128 i = 0; i < blocks; i++)
		jb_buf_add_string(&buf, net < 0 ? "░" : "█");
	return jb_buf_text(&buf);
}

static struct jb_text unless_zero(const struct jrt_series *series, struct jb_arena *arena,
				  jb_fix amount)
{
	return amount ? money(series, arena, amount) : JB_TEXT("");
}

static void add_row(const struct jrt_series *series, struct jrt_table *table, size_t number,
		    jb_fix most)
{
	const struct jrt_series_row *row = &series->row[number];
	const struct jrt_account *account = &row->account;
	struct jrt_table_cell *cell = jrt_table_row(table);
	struct jb_arena *arena = table->arena;

	cell[LABEL].text = row->label;
	cell[SECOND].text = row->second;
	cell[VERDICT].text = row->verdict;
	if (!row->has_account)
		return;
	if (account->has_charges && !series->grid)
		cell[CHARGES].text = money(series, arena, account->charges);
	if (account->points)
		cell[POINTS].text = jb_text_printf(arena, "%u", account->points);
	cell[CREDITS].text = unless_zero(series, arena, account->credits);
	cell[CARRIED].text = unless_zero(series, arena, account->carried_in);
	cell[BONUS].text = unless_zero(series, arena, account->bonus);
	cell[RETURNED].text = unless_zero(series, arena, account->returned);
	cell[FEES].text = unless_zero(series, arena, account->fees);
	cell[NET].text = account->no_amount ? JB_TEXT("?") : money(series, arena, account->net);
	cell[BAR].text = account->no_amount ? account->reason : bar_of(arena, account->net, most);
}

/* The sum of all periods; a grid has none. */
static void add_total(const struct jrt_series *series, struct jrt_table *table)
{
	struct jrt_table_cell *cell;
	jb_i128 net = 0;

	for (size_t i = 0; i < series->count; i++)
		net += series->row[i].account.net;
	if (series->grid || series->count < 2 || net > INT64_MAX || net < INT64_MIN)
		return;
	cell = jrt_table_row(table);
	cell[LABEL] = (struct jrt_table_cell){JB_TEXT("together"), JRT_STYLE_BOLD};
	cell[NET] =
		(struct jrt_table_cell){money(series, table->arena, (jb_fix)net), JRT_STYLE_BOLD};
}

/* A title as the head of a column; texts of a plan do not end with a NUL. */
static const char *head_of(struct jb_arena *arena, struct jb_text title)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jrt_plain_add(&buf, title);
	return jb_text_printf(arena, "%.*s", JB_ARG(jb_buf_text(&buf))).at;
}

void jrt_series_text(const struct jrt_series *series, struct jb_arena *arena,
		     const struct jrt_page *page)
{
	struct jrt_table_column column[] = {
		[LABEL] = {head_of(arena, series->label_title), series->grid, 0, 0},
		[SECOND] = {head_of(arena, series->second_title), true, 0, 0},
		[VERDICT] = {"verdict", false, 0, 0},
		[CHARGES] = {"charges", true, 0, 1},
		[POINTS] = {"points", true, 0, 0},
		[CREDITS] = {"credits", true, 0, 0},
		[CARRIED] = {"carried in", true, 0, 2},
		[BONUS] = {"bonus", true, 0, 0},
		[RETURNED] = {"given back", true, 0, 0},
		[FEES] = {"fees", true, 0, 0},
		[NET] = {"partner owes", true, 0, 0},
		[BAR] = {"", false, 0, 0},
	};
	struct jrt_table table;
	jb_fix most = largest(series);

	jrt_page_add(page, jb_text_of(head_of(arena, series->title)), JRT_STYLE_BOLD);
	jb_buf_add_string(page->out, "\n\n");
	jrt_table_init(&table, arena, column, sizeof column / sizeof *column);
	for (size_t i = 0; i < series->count; i++)
		add_row(series, &table, i, most);
	add_total(series, &table);
	jrt_table_write(&table, page, 2);
	if (!series->note.size)
		return;
	jb_buf_add_string(page->out, "\n");
	jrt_page_paragraph(page, series->note, 0, JRT_STYLE_DIM);
}
