/*
 * The scorecard for a terminal: verdicts by scope or agreement, their sum, what was measured without a
 * criterion, what became of the rows, and what else there is to say. A verdict is told by sign, word and
 * colour, so that none of the three is needed.
 */
#include "judge/figure.h"
#include "report/report.h"
#include "report/table.h"

#define WIDTH_DEFAULT 100
#define WIDTH_MIN 56
/* Of one measure without a criterion, the latest so many; the JSON has all. */
#define PERIODS_SHOWN 24

struct card {
	const struct jrt_plan *plan;
	const struct jrt_measured *measured;
	const struct jrt_judged *judged;
	struct jb_arena *arena;
	struct jrt_page page;
};

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

static struct jb_buf new_text(const struct card *card)
{
	struct jb_buf buf;

	jb_buf_init(&buf, card->arena);
	return buf;
}

static struct jb_text clean(const struct card *card, struct jb_text text)
{
	struct jb_buf buf = new_text(card);

	jrt_plain_add(&buf, text);
	return jb_buf_text(&buf);
}

static void add_line(const struct card *card, struct jb_text text, enum jrt_style style)
{
	jrt_page_paragraph(&card->page, text, 0, style);
}

static void add_head(const struct card *card, const char *text)
{
	jb_buf_add_byte(card->page.out, '\n');
	add_line(card, jb_text_of(text), JRT_STYLE_BOLD);
}

static const struct jrt_metric *metric_of(const struct card *card, uint32_t meter)
{
	return &card->plan->metric[card->plan->meter[meter].metric];
}

static struct jb_text title_or_name(struct jb_text title, struct jb_text name)
{
	return title.size > 0 ? title : name;
}

/* "Call support (fault_repair.call, acme)". */
static struct jb_text scope_text(const struct card *card, uint32_t number)
{
	const struct jrt_scope *scope = &card->plan->scope[number];
	struct jb_buf buf = new_text(card);
	bool titled = scope->title.size > 0 && !jb_text_equal(scope->title, scope->name);

	jrt_plain_add(&buf, title_or_name(scope->title, scope->name));
	if (!titled && scope->partner.size == 0 && scope->site.size == 0)
		return jb_buf_text(&buf);
	jb_buf_add_string(&buf, " (");
	const char *between = "";
	const struct jb_text inside[] = {titled ? scope->name : JB_TEXT(""), scope->partner,
					 scope->site};
	for (size_t i = 0; i < 3; i++) {
		if (inside[i].size == 0)
			continue;
		jb_buf_add_string(&buf, between);
		jrt_plain_add(&buf, inside[i]);
		between = ", ";
	}
	jb_buf_add_byte(&buf, ')');
	return jb_buf_text(&buf);
}

static struct jb_text rows_text(const struct card *card, const struct jrt_measurement *measured)
{
	struct jb_buf buf = new_text(card);

	if (measured->n > 0 || measured->measured)
		jrt_figure_add_count(&buf, measured->n);
	return jb_buf_text(&buf);
}

/* "16,022 of 29,480" where rows are counted against rows, else n. */
static struct jb_text counted_text(const struct card *card, const struct jrt_measurement *measured)
{
	enum jrt_metric_kind kind = metric_of(card, measured->meter)->kind;
	struct jb_buf buf = new_text(card);

	if (measured->n == 0 && !measured->measured)
		return JB_TEXT("");
	if (kind == JRT_KIND_RATIO && measured->has_ratio && measured->num.den == 1 &&
	    measured->den.den == 1 && measured->num.num >= 0) {
		jrt_figure_add_count(&buf, (uint64_t)measured->num.num);
		jb_buf_add_string(&buf, " of ");
	}
	jrt_figure_add_count(&buf, measured->n);
	return jb_buf_text(&buf);
}

static struct jb_text value_text(const struct card *card, const struct jrt_measurement *measured,
				 unsigned detail)
{
	struct jb_buf buf = new_text(card);

	if (!measured->measured)
		return JB_TEXT("–");
	if (measured->exact)
		jrt_figure_add(&buf, metric_of(card, measured->meter), measured->value, detail);
	else
		jrt_figure_add_real(&buf, metric_of(card, measured->meter), measured->real, detail);
	return jb_buf_text(&buf);
}

/* ---- verdicts ---- */

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

static struct jb_text sign_text(const struct card *card, struct sign sign)
{
	return jb_text_printf(card->arena, "%s %s", sign.mark, sign.word);
}

static struct jb_text criterion_title(const struct card *card,
				      const struct jrt_criterion *criterion)
{
	static const char *const kinds[] = {
		[JRT_SUCCESS] = "",
		[JRT_OUTCOME] = "",
		[JRT_EXPECTED] = ", expected",
		[JRT_MINIMUM] = ", minimum",
	};
	const struct jrt_metric *metric = metric_of(card, criterion->meter);
	struct jb_buf buf = new_text(card);

	if (criterion->title.size > 0)
		jrt_plain_add(&buf, criterion->title);
	else
		jrt_plain_add(&buf, title_or_name(metric->title, metric->name));
	jb_buf_add_string(&buf, kinds[criterion->kind]);
	return jb_buf_text(&buf);
}

/* The value as it was compared, shown so closely that it does not belie the verdict. */
static struct jb_text judged_value(const struct card *card, const struct jrt_verdict *verdict)
{
	const struct jrt_metric *metric = metric_of(card, verdict->measured.meter);
	struct jb_buf buf = new_text(card);

	if (verdict->compared.den == 0 || verdict->threshold == NULL)
		return value_text(card, &verdict->measured, 0);
	jrt_figure_add(&buf, metric, verdict->compared,
		       jrt_figure_detail(metric, verdict->compared, verdict->threshold));
	return jb_buf_text(&buf);
}

static struct jb_text verdict_note(const struct card *card, const struct jrt_verdict *verdict)
{
	struct jb_buf buf = new_text(card);
	bool figures = verdict->has_whole && verdict->whole.measured &&
		       (verdict->verdict == JRT_MET || verdict->verdict == JRT_MISSED);

	jrt_plain_add(&buf, verdict->reason);
	if (figures) {
		jb_buf_add_string(&buf, buf.size > 0 ? "; " : "");
		jb_buf_add_string(&buf, "after relief, before it ");
		jb_buf_add_text(&buf, value_text(card, &verdict->whole, 0));
	}
	if (verdict->provisional)
		jb_buf_add_string(&buf, buf.size > 0 ? "; provisional" : "provisional");
	return jb_buf_text(&buf);
}

static void add_verdict(const struct card *card, struct jrt_table *table,
			const struct jrt_verdict *verdict, bool first)
{
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	uint32_t scope = card->plan->meter[criterion->meter].scope;
	struct jrt_table_cell *row = jrt_table_row(table);
	struct sign sign = sign_of(verdict->verdict);

	row[0] = (struct jrt_table_cell){sign_text(card, sign), sign.style};
	if (first)
		row[1].text = criterion_title(card, criterion);
	if (first && criterion->agreement.size > 0)
		row[2].text = scope_text(card, scope);
	row[3].text = clean(card, verdict->label);
	row[4].text = judged_value(card, verdict);
	row[4].style = verdict->verdict == JRT_MISSED ? JRT_STYLE_BOLD : JRT_STYLE_PLAIN;
	if (verdict->threshold != NULL) {
		struct jb_buf buf = new_text(card);
		jrt_figure_add_threshold(&buf, metric_of(card, criterion->meter),
					 verdict->threshold);
		row[5].text = jb_buf_text(&buf);
	}
	row[6].text = rows_text(card, &verdict->measured);
	row[7] = (struct jrt_table_cell){verdict_note(card, verdict), JRT_STYLE_DIM};
}

static bool same_group(const struct card *card, uint32_t a, uint32_t b)
{
	const struct jrt_criterion *one = &card->plan->criterion[a];
	const struct jrt_criterion *other = &card->plan->criterion[b];

	if (one->agreement.size > 0 || other->agreement.size > 0)
		return jb_text_equal(one->agreement, other->agreement);
	return card->plan->meter[one->meter].scope == card->plan->meter[other->meter].scope;
}

/* One block: the verdicts from `from` on that belong to one scope or agreement. Gives where it ends. */
static size_t add_group(const struct card *card, size_t from)
{
	const struct jrt_verdict *verdict = card->judged->verdict;
	uint32_t lead = verdict[from].criterion;
	const struct jrt_criterion *criterion = &card->plan->criterion[lead];
	struct jrt_table table;
	size_t to = from;

	jrt_table_init(&table, card->arena, verdict_columns,
		       sizeof verdict_columns / sizeof *verdict_columns);
	for (; to < card->judged->verdict_count && same_group(card, lead, verdict[to].criterion);
	     to++)
		add_verdict(card, &table, &verdict[to],
			    to == from || verdict[to].criterion != verdict[to - 1].criterion);
	jb_buf_add_byte(card->page.out, '\n');
	add_line(card,
		 criterion->agreement.size > 0
			 ? clean(card, criterion->agreement)
			 : scope_text(card, card->plan->meter[criterion->meter].scope),
		 JRT_STYLE_BOLD);
	jrt_table_write(&table, &card->page, 2);
	return to;
}

static void add_triggers(const struct card *card)
{
	for (size_t i = 0; i < card->judged->trigger_count; i++) {
		const struct jrt_trigger_result *result = &card->judged->trigger[i];
		const struct jrt_trigger *trigger = &card->plan->trigger[result->trigger];
		struct jb_buf buf = new_text(card);

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
static void add_summary(const struct card *card)
{
	static const enum jrt_verdict_kind order[] = {JRT_MET, JRT_MISSED, JRT_EXCUSED,
						      JRT_NOT_MEASURED};
	size_t count[4] = {0};
	const char *between = "";

	for (size_t i = 0; i < card->judged->verdict_count; i++)
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

/* ---- measurements without a criterion ---- */

static const struct jrt_table_column measure_columns[] = {
	{.head = "", .least = 6},
	{.head = "", .least = 6, .drop = 3},
	{.head = "period", .least = 10},
	{.head = "value", .right = true},
	{.head = "counted", .right = true, .drop = 2},
	{.head = ""},
};

static bool is_judged(const struct card *card, uint32_t meter)
{
	for (size_t i = 0; i < card->plan->criterion_count; i++) {
		if (card->plan->criterion[i].meter == meter ||
		    card->plan->criterion[i].meter_whole == meter)
			return true;
	}
	return false;
}

static struct jb_text measure_note(const struct card *card, const struct jrt_measurement *measured)
{
	struct jb_buf buf = new_text(card);

	jrt_plain_add(&buf, measured->reason);
	if (measured->measured && measured->coverage == JRT_COVERED_PART)
		jb_buf_add_string(&buf, "incomplete");
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
	return jb_buf_text(&buf);
}

static void add_measure(const struct card *card, struct jrt_table *table,
			const struct jrt_measurement *measured, bool first)
{
	const struct jrt_metric *metric = metric_of(card, measured->meter);
	uint32_t scope = card->plan->meter[measured->meter].scope;
	struct jrt_table_cell *row = jrt_table_row(table);

	if (first)
		row[0].text = clean(card, title_or_name(metric->title, metric->name));
	if (first && card->plan->scope[scope].kind != JRT_SCOPE_ALL)
		row[1].text = scope_text(card, scope);
	row[2].text = clean(card, measured->label);
	row[3].text = value_text(card, measured, 0);
	row[4].text = counted_text(card, measured);
	row[5] = (struct jrt_table_cell){measure_note(card, measured), JRT_STYLE_DIM};
}

static void add_measurements(const struct card *card)
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
	add_head(card, card->plan->criterion_count > 0 ? "Measured, without a criterion"
						       : "Measured");
	jrt_table_write(&table, &card->page, 2);
}

static void write_card(const struct card *card)
{
	const struct jrt_judged *judged = card->judged;

	add_line(card, clean(card, card->plan->title), JRT_STYLE_BOLD);
	for (size_t i = 0; i < judged->verdict_count;)
		i = add_group(card, i);
	add_triggers(card);
	if (judged->verdict_count > 0)
		add_summary(card);
	add_measurements(card);
	jrt_report_data(card->plan, card->measured, &card->page, card->arena);
	jrt_report_findings(card->measured->finding, card->measured->finding_count, &card->page,
			    card->arena);
	jrt_report_findings(judged->finding, judged->finding_count, &card->page, card->arena);
}

void jrt_report_text(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_judged *judged, bool colour, unsigned width,
		     struct jb_buf *out)
{
	unsigned columns = width == 0 ? WIDTH_DEFAULT : width < WIDTH_MIN ? WIDTH_MIN : width;
	struct card card = {
		.plan = plan,
		.measured = measured,
		.judged = judged,
		.arena = out->arena,
		.page = {.out = out, .width = columns, .colour = colour},
	};

	write_card(&card);
}
