/*
 * The head of the scorecard: what somebody must know who reads no further. How many verdicts there
 * are of each kind, the most important first; whom one may part from; and, where the verdicts would
 * not fit one look, each criterion that was missed, with its last figure and by how much.
 */
#include "judge/figure.h"
#include "report/report.h"

/* So many verdicts are seen at a glance in the tables below; of fewer nothing is told twice. */
#define GLANCE 6
/* So many missed criteria are listed. */
#define LISTED 12

static const struct jrt_table_column missed_columns[] = {
	{.head = ""},
	{.head = "", .least = 8},
	{.head = "", .least = 6, .drop = 3},
	{.head = "last", .least = 10},
	{.head = "missed", .right = true, .drop = 2},
	{.head = "value", .right = true},
	{.head = ""},
};

/* "■ 2 missed  ● 3 met". */
static void add_counts(const struct jrt_card *card, const size_t count[JRT_VERDICTS])
{
	const char *between = "";

	for (size_t i = 0; i < JRT_VERDICTS; i++) {
		struct jrt_sign sign = jrt_card_sign(jrt_card_order[i]);
		size_t many = count[jrt_card_order[i]];

		if (many == 0)
			continue;
		jb_buf_add_string(card->page.out, between);
		jrt_page_add(&card->page,
			     jb_text_printf(card->arena, "%s %zu %s", sign.mark, many, sign.word),
			     sign.style);
		between = "   ";
	}
	jb_buf_add_byte(card->page.out, '\n');
}

/* The agreements that may be terminated, each once. */
static void add_terminations(const struct jrt_card *card)
{
	const struct jrt_judged *judged = card->judged;
	struct jb_text last = JB_TEXT("");
	struct jb_buf buf = jrt_card_new_text(card);

	for (size_t i = 0; i < judged->trigger_count; i++) {
		struct jb_text name = card->plan->trigger[judged->trigger[i].trigger].agreement;

		if (!judged->trigger[i].fired || jb_text_equal(name, last))
			continue;
		jb_buf_add_string(&buf, buf.size > 0 ? ", " : "■ may be terminated: ");
		jrt_plain_add(&buf, name);
		last = name;
	}
	jrt_page_paragraph(&card->page, jb_buf_text(&buf), 0, JRT_STYLE_MISSED);
}

/* "at most 40 s: 0.8 s too much". */
static struct jb_text gap_text(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	struct jb_buf buf = jrt_card_new_text(card);

	jb_buf_add_text(&buf, jrt_card_threshold_text(card, verdict));
	jb_buf_add_string(&buf, buf.size > 0 && verdict->reason.size > 0 ? ": " : "");
	jrt_plain_add(&buf, verdict->reason);
	return jb_buf_text(&buf);
}

static void add_missed(const struct jrt_card *card, struct jrt_table *table,
		       const struct jrt_verdict *last, size_t missed, size_t all)
{
	const struct jrt_criterion *criterion = &card->plan->criterion[last->criterion];
	struct jrt_table_cell *row = jrt_table_row(table);

	row[0] = (struct jrt_table_cell){JB_TEXT("■"), JRT_STYLE_MISSED};
	row[1].text = jrt_card_criterion_text(card, criterion);
	row[2].text = jrt_card_criterion_whose(card, last->criterion);
	row[3].text = jrt_card_clean(card, last->label);
	row[4].text = jb_text_printf(card->arena, "%zu of %zu", missed, all);
	row[5] = (struct jrt_table_cell){jrt_card_judged_text(card, last), JRT_STYLE_BOLD};
	row[6] = (struct jrt_table_cell){gap_text(card, last), JRT_STYLE_DIM};
}

/* A row a criterion that was missed at least once. Gives how many found no room. */
static size_t gather_missed(const struct jrt_card *card, struct jrt_table *table)
{
	const struct jrt_verdict *verdict = card->judged->verdict;
	size_t count = card->judged->verdict_count, left_out = 0;

	for (size_t from = 0, to; from < count; from = to) {
		const struct jrt_verdict *last = NULL;
		size_t missed = 0;

		for (to = from; to < count && verdict[to].criterion == verdict[from].criterion;
		     to++) {
			if (verdict[to].evidence || verdict[to].verdict != JRT_MISSED)
				continue;
			last = &verdict[to];
			missed++;
		}
		if (last != NULL && table->rows < LISTED)
			add_missed(card, table, last, missed, to - from);
		else
			left_out += last != NULL;
	}
	return left_out;
}

void jrt_report_head(const struct jrt_card *card)
{
	size_t count[JRT_VERDICTS], left_out;
	struct jrt_table table;

	if (card->judged->verdict_count == 0)
		return;
	jrt_card_count(card, count);
	add_counts(card, count);
	add_terminations(card);
	if (card->judged->verdict_count <= GLANCE || count[JRT_MISSED] == 0)
		return;
	jrt_table_init(&table, card->arena, missed_columns,
		       sizeof missed_columns / sizeof *missed_columns);
	left_out = gather_missed(card, &table);
	jb_buf_add_byte(card->page.out, '\n');
	jrt_table_write(&table, &card->page, 2);
	if (left_out > 0)
		jrt_page_paragraph(&card->page,
				   jb_text_printf(card->arena, "and %zu more, below", left_out), 2,
				   JRT_STYLE_DIM);
}
