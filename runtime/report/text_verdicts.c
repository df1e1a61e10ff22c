/*
 * The verdicts of the scorecard. Each is told by sign, word and colour, so that none of the three
 * is needed.
 */
#include "judge/figure.h"
#include "report/report.h"

struct sign {
	const char *mark, *word;
	enum jrt_style style;
};

static struct sign sign_of(enum jrt_verdict_kind kind)
{
	static const struct sign signs[] = {
		[JRT_MET] = {"●", "met", JRT_STYLE_MET},
		[JRT_MISSED] = {"■", "missed", JRT_STYLE_MISSED},
		[JRT_EXCUSED] = {"▲", "excused", JRT_STYLE_EXCUSED},
		[JRT_NOT_MEASURED] = {"○", "not measured", JRT_STYLE_NOT_MEASURED},
	};
	return signs[kind];
}

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

static struct jb_text sign_text(const struct jrt_card *card, struct sign sign)
{
	return jb_text_printf(card->arena, "%s %s", sign.mark, sign.word);
}

static struct jb_text criterion_title(const struct jrt_card *card,
				      const struct jrt_criterion *criterion)
{
	static const char *const kinds[] = {
		[JRT_SUCCESS] = "",
		[JRT_OUTCOME] = "",
		[JRT_EXPECTED] = ", expected",
		[JRT_MINIMUM] = ", minimum",
	};
	const struct jrt_metric *metric = jrt_card_metric_of(card, criterion->meter);
	struct jb_buf buf = jrt_card_new_text(card);

	if (criterion->title.size > 0)
		jrt_plain_add(&buf, criterion->title);
	else
		jrt_plain_add(&buf, jrt_card_title_or_name(metric->title, metric->name));
	jb_buf_add_string(&buf, kinds[criterion->kind]);
	if (criterion->worst_count > 0)
		jb_buf_add_string(&buf, ", worst site");
	return jb_buf_text(&buf);
}

/* The value as it was compared, shown so closely that it does not belie the verdict. */
static struct jb_text judged_value(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	const struct jrt_metric *metric = jrt_card_metric_of(card, verdict->measured.meter);
	struct jb_buf buf = jrt_card_new_text(card);

	if (verdict->compared.den == 0 || verdict->threshold == NULL)
		return jrt_card_value_text(card, &verdict->measured, 0);
	jrt_figure_add(&buf, metric, verdict->compared,
		       jrt_figure_detail(metric, verdict->compared, verdict->threshold));
	return jb_buf_text(&buf);
}

static struct jb_text verdict_note(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	struct jb_buf buf = jrt_card_new_text(card);
	bool figures = verdict->has_whole && verdict->whole.measured &&
		       (verdict->verdict == JRT_MET || verdict->verdict == JRT_MISSED);

	jrt_plain_add(&buf, verdict->reason);
	if (figures) {
		jb_buf_add_string(&buf, buf.size > 0 ? "; " : "");
		jb_buf_add_text(&buf, jrt_card_value_text(card, &verdict->whole, 0));
		jb_buf_add_string(&buf, " before relief");
	}
	if (verdict->measured.has_groups) {
		struct jb_text groups = jrt_card_groups_text(card, &verdict->measured);

		jb_buf_add_string(&buf, buf.size > 0 && groups.size > 0 ? "; " : "");
		jb_buf_add_text(&buf, groups);
	}
	if (verdict->provisional)
		jb_buf_add_string(&buf, buf.size > 0 ? "; provisional" : "provisional");
	return jb_buf_text(&buf);
}

static uint32_t scope_of(const struct jrt_card *card, uint32_t criterion)
{
	return card->plan->meter[card->plan->criterion[criterion].meter].scope;
}

static void add_verdict(const struct jrt_card *card, struct jrt_table *table,
			const struct jrt_verdict *verdict, bool first, bool scoped)
{
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	struct jrt_table_cell *row = jrt_table_row(table);
	struct sign sign = sign_of(verdict->verdict);

	row[0] = (struct jrt_table_cell){sign_text(card, sign), sign.style};
	if (first)
		row[1].text = criterion_title(card, criterion);
	if (first && scoped && criterion->worst_count == 0)
		row[2].text = jrt_card_scope_text(card, scope_of(card, verdict->criterion));
	row[3].text = jrt_card_clean(card, verdict->label);
	row[4].text = judged_value(card, verdict);
	row[4].style = verdict->verdict == JRT_MISSED ? JRT_STYLE_BOLD : JRT_STYLE_PLAIN;
	if (verdict->threshold != NULL) {
		struct jb_buf buf = jrt_card_new_text(card);
		jrt_figure_add_threshold(&buf, jrt_card_metric_of(card, criterion->meter),
					 verdict->threshold);
		row[5].text = jb_buf_text(&buf);
	}
	row[6].text = jrt_card_rows_text(card, &verdict->measured);
	row[7] = (struct jrt_table_cell){verdict_note(card, verdict), JRT_STYLE_DIM};
}

static bool same_group(const struct jrt_card *card, uint32_t a, uint32_t b)
{
	const struct jrt_criterion *one = &card->plan->criterion[a];
	const struct jrt_criterion *other = &card->plan->criterion[b];

	if (one->agreement.size > 0 || other->agreement.size > 0)
		return jb_text_equal(one->agreement, other->agreement);
	return scope_of(card, a) == scope_of(card, b);
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
		*mixed |= scope_of(card, verdict[to].criterion) != scope_of(card, lead);
	return to;
}

/* "acme_2026: Call support (fault_repair.call, acme)". */
static void add_group_head(const struct jrt_card *card, uint32_t lead, bool mixed)
{
	const struct jrt_criterion *criterion = &card->plan->criterion[lead];
	const struct jrt_scope *scope = &card->plan->scope[scope_of(card, lead)];
	struct jb_buf buf = jrt_card_new_text(card);

	jrt_plain_add(&buf, criterion->agreement);
	if (!mixed && buf.size > 0)
		jb_buf_add_string(&buf, ": ");
	if (!mixed && scope->kind == JRT_SCOPE_JOURNEY && buf.size == 0 &&
	    jb_text_equal(scope->title, card->plan->title))
		jb_buf_add_string(&buf, "The whole journey");
	else if (!mixed)
		jb_buf_add_text(&buf, jrt_card_scope_text(card, scope_of(card, lead)));
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

/* "3 met, 1 missed, 1 excused, 2 not measured". */
static void add_summary(const struct jrt_card *card)
{
	static const enum jrt_verdict_kind order[] = {JRT_MET, JRT_MISSED, JRT_EXCUSED,
						      JRT_NOT_MEASURED};
	size_t count[4] = {0};
	const char *between = "";

	for (size_t i = 0; i < card->judged->verdict_count; i++)
		if (!card->judged->verdict[i].evidence)
			count[card->judged->verdict[i].verdict]++;
	jb_buf_add_byte(card->page.out, '\n');
	for (size_t i = 0; i < 4; i++) {
		struct sign sign = sign_of(order[i]);
		if (count[order[i]] == 0)
			continue;
		jb_buf_add_string(card->page.out, between);
		jrt_page_add(&card->page,
			     jb_text_printf(card->arena, "%zu %s", count[order[i]], sign.word),
			     sign.style);
		between = ", ";
	}
	jb_buf_add_byte(card->page.out, '\n');
}

void jrt_report_verdicts(const struct jrt_card *card)
{
	for (size_t i = 0; i < card->judged->verdict_count;)
		i = add_group(card, i);
	add_triggers(card);
	if (card->judged->verdict_count > 0)
		add_summary(card);
}
