/*
 * How criteria behave over their periods, one line each: what is routine, whether the target lies
 * within it, and which periods had a cause of their own. What the words rest on is told in
 * journey/behaviour.h.
 */
#include "judge/figure.h"
#include "report/report.h"

static const struct jrt_table_column columns[] = {
	{.head = "", .least = 6},
	{.head = "", .least = 6, .drop = 2},
	{.head = "periods", .right = true, .drop = 1},
	{.head = "routine", .least = 10},
	{.head = "target", .least = 8},
	{.head = ""},
	{.head = ""},
};

const char *jrt_card_capability_word(enum jrt_capability capability)
{
	static const char *const words[] = {
		[JRT_CONSISTENTLY_MET] = "consistently met",
		[JRT_CONSISTENTLY_MISSED] = "consistently missed",
		[JRT_HIT_AND_MISS] = "hit and miss",
	};

	return words[capability];
}

static struct jrt_table_cell capability_cell(enum jrt_capability capability)
{
	static const enum jrt_style styles[] = {
		[JRT_CONSISTENTLY_MET] = JRT_STYLE_MET,
		[JRT_CONSISTENTLY_MISSED] = JRT_STYLE_MISSED,
		[JRT_HIT_AND_MISS] = JRT_STYLE_NOT_MEASURED,
	};

	return (struct jrt_table_cell){jb_text_of(jrt_card_capability_word(capability)),
				       styles[capability]};
}

struct jb_text jrt_card_routine_text(const struct jrt_card *card,
				     const struct jrt_behaviour *behaviour)
{
	const struct jrt_metric *metric =
		jrt_card_metric_of(card, card->plan->criterion[behaviour->criterion].meter);
	const struct jrt_behaviour_point *last = &behaviour->point[behaviour->point_count - 1];
	struct jb_buf buf = jrt_card_new_text(card);

	jrt_figure_add_real(&buf, metric, last->low, 0);
	jb_buf_add_string(&buf, " to ");
	jrt_figure_add_real(&buf, metric, last->high, 0);
	return jb_buf_text(&buf);
}

static void add_cause(const struct jrt_card *card, struct jb_buf *buf,
		      const struct jrt_behaviour_point *point)
{
	static const char *const up[] = {"", "above the limits", "part of seven that rise",
					 "one of two near the upper limit",
					 "part of seven above the centre"};
	static const char *const down[] = {"", "below the limits", "part of seven that fall",
					   "one of two near the lower limit",
					   "part of seven below the centre"};
	static const char *const senses[] = {"", ", an improvement", ", a concern"};

	jrt_plain_add(buf, card->judged->verdict[point->verdict].label);
	jb_buf_printf(buf, " %s%s", (point->direction > 0 ? up : down)[point->cause],
		      senses[point->sense]);
}

struct jb_text jrt_card_causes_text(const struct jrt_card *card,
				    const struct jrt_behaviour *behaviour)
{
	struct jb_buf buf = jrt_card_new_text(card);
	size_t i = behaviour->point_count;

	if (behaviour->cause_count == 0)
		return JB_TEXT("nothing but routine");
	while (behaviour->point[i - 1].cause == JRT_CAUSE_NONE)
		i--;
	add_cause(card, &buf, &behaviour->point[i - 1]);
	if (behaviour->cause_count > 1)
		jb_buf_printf(&buf, "; %zu periods with a cause of their own",
			      behaviour->cause_count);
	return jb_buf_text(&buf);
}

static void add_behaviour(const struct jrt_card *card, struct jrt_table *table,
			  const struct jrt_behaviour *behaviour)
{
	const struct jrt_criterion *criterion = &card->plan->criterion[behaviour->criterion];
	const struct jrt_behaviour_point *last = &behaviour->point[behaviour->point_count - 1];
	struct jrt_table_cell *row = jrt_table_row(table);

	row[0].text = jrt_card_criterion_text(card, criterion);
	row[1].text =
		jrt_card_whose_text(card, jrt_card_criterion_scope(card, behaviour->criterion));
	row[2].text = jb_text_printf(card->arena, "%zu", behaviour->point_count);
	row[3].text = jrt_card_routine_text(card, behaviour);
	row[4].text = jrt_card_threshold_text(card, &card->judged->verdict[last->verdict]);
	row[5] = capability_cell(behaviour->capability);
	row[6] = (struct jrt_table_cell){jrt_card_causes_text(card, behaviour), JRT_STYLE_DIM};
}

void jrt_report_behaviour(const struct jrt_card *card)
{
	struct jrt_table table;

	if (card->judged->behaviour_count == 0)
		return;
	jrt_card_head(card, "How the figures behave");
	jrt_table_init(&table, card->arena, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < card->judged->behaviour_count; i++)
		add_behaviour(card, &table, &card->judged->behaviour[i]);
	jrt_table_write(&table, &card->page, 2);
}
