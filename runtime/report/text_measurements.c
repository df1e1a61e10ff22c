/*
 * The part of the scorecard for what was measured without a criterion, or for all that was measured
 * where nothing was judged.
 */
#include "judge/figure.h"
#include "report/report.h"

/* Of one measure, the latest so many periods; the JSON has all. */
#define PERIODS_SHOWN 24

static const struct jrt_table_column measure_columns[] = {
	{.head = "", .least = 6},
	{.head = "", .least = 6, .drop = 3},
	{.head = "period", .least = 10},
	{.head = "value", .right = true},
	{.head = "counted", .right = true, .drop = 2},
	{.head = ""},
};

static bool is_judged(const struct jrt_card *card, uint32_t meter)
{
	if (card->judged->verdict_count == 0)
		return false;
	for (size_t i = 0; i < card->plan->criterion_count; i++) {
		if (card->plan->criterion[i].meter == meter ||
		    card->plan->criterion[i].meter_whole == meter)
			return true;
	}
	return false;
}

static struct jb_text measure_note(const struct jrt_card *card,
				   const struct jrt_measurement *measured)
{
	struct jb_buf buf = jrt_card_new_text(card);

	jrt_plain_add(&buf, measured->reason);
	if (measured->has_groups) {
		struct jb_text groups = jrt_card_groups_text(card, measured);

		jb_buf_add_string(&buf, buf.size > 0 && groups.size > 0 ? ", " : "");
		jb_buf_add_text(&buf, groups);
	}
	if (measured->measured && measured->coverage == JRT_COVERED_PART)
		jb_buf_add_string(&buf, buf.size > 0 ? ", incomplete" : "incomplete");
	jrt_card_add_approximate(card, &buf, measured);
	if (measured->provisional)
		jb_buf_add_string(&buf, buf.size > 0 ? ", provisional" : "provisional");
	if (measured->not_due > 0) {
		jb_buf_add_string(&buf, buf.size > 0 ? ", " : "");
		jrt_figure_add_count(&buf, measured->not_due);
		jb_buf_add_string(&buf, " not due yet");
	}
	if (measured->unusable > 0) {
		jb_buf_add_string(&buf, buf.size > 0 ? ", " : "");
		jrt_figure_add_count(&buf, measured->unusable);
		jb_buf_add_string(&buf, " unusable");
	}
	jrt_card_add_entry(&buf, measured);
	return jb_buf_text(&buf);
}

static void add_measure(const struct jrt_card *card, struct jrt_table *table,
			const struct jrt_measurement *measured, bool first)
{
	const struct jrt_metric *metric = jrt_card_metric_of(card, measured->meter);
	uint32_t scope = card->plan->meter[measured->meter].scope;
	struct jrt_table_cell *row = jrt_table_row(table);

	if (first)
		row[0].text =
			jrt_card_clean(card, jrt_card_title_or_name(metric->title, metric->name));
	if (first && card->plan->scope[scope].kind != JRT_SCOPE_ALL)
		row[1].text = jrt_card_scope_text(card, scope);
	row[2].text = jrt_card_clean(card, measured->label);
	row[3].text = jrt_card_value_text(card, measured, 0);
	row[4].text = jrt_card_counted_text(card, measured);
	row[5] = (struct jrt_table_cell){measure_note(card, measured), JRT_STYLE_DIM};
}

void jrt_report_measurements(const struct jrt_card *card)
{
	const struct jrt_measurement *list = card->judged->measurement;
	size_t count = card->judged->measurement_count;
	struct jrt_table table;

	jrt_table_init(&table, card->arena, measure_columns,
		       sizeof measure_columns / sizeof *measure_columns);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from; to < count && list[to].meter == list[from].meter;)
			to++;
		if (is_judged(card, list[from].meter))
			continue;
		size_t shown = to - from > PERIODS_SHOWN ? to - PERIODS_SHOWN : from;
		for (size_t i = shown; i < to; i++)
			add_measure(card, &table, &list[i], i == shown);
	}
	if (table.rows == 0)
		return;
	jrt_card_head(card, card->judged->verdict_count > 0 ? "Measured, without a criterion"
							    : "Measured");
	jrt_table_write(&table, &card->page, 2);
}
