/*
 * The verdicts of the scorecard. Each is told by sign, word and colour, so that none of the three
 * is needed.
 */
#include "judge/figure.h"
#include "report/report.h"

static const struct jrt_table_column verdict_columns[] = {
	{.head = ""},
	{.head = "", .least = 6},
	{.head = "", .least = 6, .drop = 4},
	{.head = "period", .least = 10},
	{.head = "value", .right = true},
	{.head = "threshold", .least = 8},
	{.head = "counted", .right = true, .drop = 1},
	{.head = ""},
};

static struct jb_text sign_text(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	return jb_text_printf(card->arena, "%s %.*s", jrt_card_sign(verdict->verdict).mark,
			      JB_ARG(jrt_card_word(card, verdict)));
}

static void add_verdict(const struct jrt_card *card, struct jrt_table *table,
			const struct jrt_verdict *verdict, bool first, bool scoped)
{
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	struct jrt_table_cell *row = jrt_table_row(table);
	struct jrt_sign sign = jrt_card_sign(verdict->verdict);

	row[0] = (struct jrt_table_cell){sign_text(card, verdict), sign.style};
	if (first)
		row[1].text = jrt_card_criterion_text(card, criterion);
	if (first && scoped && criterion->worst_count == 0)
		row[2].text = jrt_card_scope_text(
			card, jrt_card_criterion_scope(card, verdict->criterion));
	row[3].text = jrt_card_clean(card, verdict->label);
	row[4].text = jrt_card_judged_text(card, verdict);
	row[4].style = verdict->verdict == JRT_MISSED ? JRT_STYLE_BOLD : JRT_STYLE_PLAIN;
	row[5].text = jrt_card_threshold_text(card, verdict);
	row[6].text = jrt_card_rows_text(card, &verdict->measured);
	row[7] = (struct jrt_table_cell){jrt_card_note_text(card, verdict), JRT_STYLE_DIM};
}

static bool same_group(const struct jrt_card *card, uint32_t a, uint32_t b)
{
	const struct jrt_criterion *one = &card->plan->criterion[a];
	const struct jrt_criterion *other = &card->plan->criterion[b];

	if (one->agreement.size > 0 || other->agreement.size > 0)
		return jb_text_equal(one->agreement, other->agreement);
	return jrt_card_criterion_scope(card, a) == jrt_card_criterion_scope(card, b);
}

/* Where the verdicts end that belong to the scope or agreement of the one at `from`, and whether
 * they are of several scopes. */
static size_t group_end(const struct jrt_card *card, size_t from, bool *mixed)
{
	const struct jrt_verdict *verdict = card->judged->verdict;
	uint32_t lead = verdict[from].criterion;
	size_t to = from;

	*mixed = false;
	for (; to < card->judged->verdict_count && same_group(card, lead, verdict[to].criterion);
	     to++)
		*mixed |= jrt_card_criterion_scope(card, verdict[to].criterion) !=
			  jrt_card_criterion_scope(card, lead);
	return to;
}

/* "acme_2026: Call support (fault_repair.call, acme)". */
static void add_group_head(const struct jrt_card *card, uint32_t lead, bool mixed)
{
	const struct jrt_criterion *criterion = &card->plan->criterion[lead];
	const struct jrt_scope *scope = &card->plan->scope[jrt_card_criterion_scope(card, lead)];
	struct jb_buf buf = jrt_card_new_text(card);

	jrt_plain_add(&buf, criterion->agreement);
	if (!mixed && buf.size > 0)
		jb_buf_add_string(&buf, ": ");
	if (!mixed && scope->kind == JRT_SCOPE_JOURNEY && buf.size == 0 &&
	    jb_text_equal(scope->title, card->plan->title))
		jb_buf_add_string(&buf, "The whole journey");
	else if (!mixed)
		jb_buf_add_text(&buf,
				jrt_card_scope_text(card, jrt_card_criterion_scope(card, lead)));
	jb_buf_add_byte(card->page.out, '\n');
	jrt_card_line(card, jb_buf_text(&buf), JRT_STYLE_BOLD);
}

/* One block: the verdicts from `from` on that belong together. Gives where it ends. */
static size_t add_group(const struct jrt_card *card, size_t from)
{
	const struct jrt_verdict *verdict = card->judged->verdict;
	struct jrt_table table;
	bool mixed;
	size_t to = group_end(card, from, &mixed);

	jrt_table_init(&table, card->arena, verdict_columns,
		       sizeof verdict_columns / sizeof *verdict_columns);
	for (size_t i = from; i < to; i++)
		add_verdict(card, &table, &verdict[i],
			    i == from || verdict[i].criterion != verdict[i - 1].criterion, mixed);
	add_group_head(card, verdict[from].criterion, mixed);
	jrt_table_write(&table, &card->page, 2);
	return to;
}

static void add_triggers(const struct jrt_card *card)
{
	for (size_t i = 0; i < card->judged->trigger_count; i++) {
		const struct jrt_trigger_result *result = &card->judged->trigger[i];
		const struct jrt_trigger *trigger = &card->plan->trigger[result->trigger];
		struct jb_buf buf = jrt_card_new_text(card);

		jb_buf_add_string(&buf, result->fired ? "■ may be terminated: "
						      : "● no right to terminate: ");
		jrt_plain_add(&buf, trigger->agreement);
		jb_buf_add_string(&buf, ", ");
		jrt_plain_add(&buf, trigger->guarantee);
		jb_buf_add_byte(&buf, ' ');
		jrt_plain_add(&buf, result->reason);
		if (i == 0)
			jb_buf_add_byte(card->page.out, '\n');
		jrt_page_paragraph(&card->page, jb_buf_text(&buf), 2,
				   result->fired ? JRT_STYLE_MISSED : JRT_STYLE_PLAIN);
	}
}

void jrt_report_verdicts(const struct jrt_card *card)
{
	for (size_t i = 0; i < card->judged->verdict_count;)
		i = add_group(card, i);
	add_triggers(card);
}
