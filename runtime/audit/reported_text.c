/*
 * An audit for a terminal: how many figures agree, then, column by column, the periods that differ,
 * by how much, and what would explain it.
 */
#include "audit/reported_write.h"
#include "judge/figure.h"

enum column { PERIOD, SAID, COMPUTED, DIFFERENCE, ROWS, WHY };

struct writing {
	const struct jrt_audit_report *report;
	struct jb_arena *arena;
	const struct jrt_page *page;
	const struct jrt_reported *reported; /* the column at hand */
	const struct jrt_metric *metric;
};

static struct jb_text clean(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jrt_plain_add(&buf, text);
	return jb_buf_text(&buf);
}

static struct jb_text figure(const struct writing *writing, struct jb_ratio value, unsigned detail)
{
	struct jb_buf buf;

	jb_buf_init(&buf, writing->arena);
	jrt_figure_add(&buf, writing->metric, value, detail);
	return jb_buf_text(&buf);
}

/* "-5.9 pp" */
static struct jb_text gap_text(const struct writing *writing, struct jb_ratio difference)
{
	struct jb_ratio size = difference;
	struct jb_buf buf;

	jb_buf_init(&buf, writing->arena);
	jb_buf_add_string(&buf, difference.num < 0 ? "-" : "+");
	size.num = size.num < 0 ? -size.num : size.num;
	jrt_figure_add_gap(&buf, writing->metric, size);
	return jb_buf_text(&buf);
}

static void add_whole(struct jb_buf *buf, struct jb_ratio number)
{
	jb_buf_add_ratio(buf, number, 15);
}

/* "the count would be 712 to 719 of 7,189, and is 1,075" */
static struct jb_text rows_text(const struct writing *writing, const struct jrt_audit_line *line)
{
	struct jb_buf buf;

	if (!line->has_needed)
		return JB_TEXT("");
	jb_buf_init(&buf, writing->arena);
	add_whole(&buf, line->num);
	jb_buf_add_string(&buf, ", not ");
	add_whole(&buf, line->needed_low);
	if (jb_ratio_compare(line->needed_low, line->needed_high) != 0) {
		jb_buf_add_string(&buf, " to ");
		add_whole(&buf, line->needed_high);
	}
	jb_buf_add_string(&buf, ", of ");
	add_whole(&buf, line->den);
	return jb_buf_text(&buf);
}

static void add_signed(struct jb_buf *buf, struct jb_ratio number)
{
	if (number.num >= 0)
		jb_buf_add_byte(buf, '+');
	add_whole(buf, number);
}

/* "; most on 2026-03-04 (+31 of +0)" */
static struct jb_text why_text(const struct writing *writing, const struct jrt_audit_line *line)
{
	struct jb_buf buf;

	jb_buf_init(&buf, writing->arena);
	jb_buf_add_text(&buf, line->because);
	for (size_t i = 0; i < line->day_count; i++) {
		jb_buf_add_string(&buf, i ? ", " : "; counts differ most on ");
		jb_buf_add_text(&buf, line->day[i].label);
		jb_buf_add_string(&buf, " (");
		add_signed(&buf, line->day[i].num);
		jb_buf_add_string(&buf, " of ");
		add_signed(&buf, line->day[i].den);
		jb_buf_add_byte(&buf, ')');
	}
	if (line->days > line->day_count)
		jb_buf_printf(&buf, " and %zu more days", line->days - line->day_count);
	return clean(writing->arena, jb_buf_text(&buf));
}

static enum jrt_style style_of(const struct jrt_audit_line *line)
{
	switch (line->kind) {
	case JRT_AUDIT_DIFFERS: return JRT_STYLE_MISSED;
	case JRT_AUDIT_NOT_COMPARED: return JRT_STYLE_NOT_MEASURED;
	default: return JRT_STYLE_PLAIN;
	}
}

static void add_line(const struct writing *writing, struct jrt_table *table,
		     const struct jrt_audit_line *line)
{
	struct jrt_table_cell *cell = jrt_table_row(table);

	cell[PERIOD] = (struct jrt_table_cell){clean(writing->arena, line->label), style_of(line)};
	cell[WHY].text = why_text(writing, line);
	if (line->kind == JRT_AUDIT_TOLERATED)
		cell[WHY].text =
			jb_text_printf(writing->arena, "tolerated%s%.*s",
				       cell[WHY].text.size ? "; " : "", JB_ARG(cell[WHY].text));
	if (line->kind == JRT_AUDIT_NOT_COMPARED)
		return;
	cell[SAID].text = figure(writing, line->said, 0);
	cell[COMPUTED].text = figure(writing, line->computed, 1);
	if (line->kind == JRT_AUDIT_AGREES)
		return;
	cell[DIFFERENCE].text = gap_text(writing, line->difference);
	cell[ROWS].text = rows_text(writing, line);
}

static bool is_shown(const struct writing *writing, const struct jrt_audit_line *line)
{
	return writing->report->all || line->kind != JRT_AUDIT_AGREES;
}

static void add_head(const struct writing *writing, size_t lines, size_t shown)
{
	struct jb_text title =
		writing->reported->title.size ? writing->reported->title : writing->metric->name;
	struct jb_buf buf;

	jb_buf_init(&buf, writing->arena);
	jb_buf_printf(&buf, "%.*s, as %.*s says: %zu period%s", JB_ARG(title),
		      JB_ARG(writing->reported->name), lines, lines == 1 ? "" : "s");
	if (!shown)
		jb_buf_add_string(&buf, ", all agree");
	jb_buf_add_string(writing->page->out, "\n");
	jrt_page_add(writing->page, clean(writing->arena, jb_buf_text(&buf)), JRT_STYLE_BOLD);
	jb_buf_add_string(writing->page->out, "\n");
}

static void add_column(struct writing *writing, uint32_t number)
{
	static const struct jrt_table_column column[] = {
		[PERIOD] = {"period", false, 0, 0},
		[SAID] = {"reported", true, 0, 0},
		[COMPUTED] = {"recomputed", true, 0, 0},
		[DIFFERENCE] = {"difference", true, 0, 0},
		[ROWS] = {"counted", false, 0, 1},
		[WHY] = {"what would explain it", false, 0, 0},
	};
	const struct jrt_audit *audit = writing->report->audit;
	size_t lines = 0, shown = 0;
	struct jrt_table table;

	writing->reported = &writing->report->reported[number];
	writing->metric =
		&writing->report->plan
			 ->metric[writing->report->plan->meter[writing->reported->computed].metric];
	jrt_table_init(&table, writing->arena, column, sizeof column / sizeof *column);
	for (size_t i = 0; i < audit->line_count; i++) {
		if (audit->line[i].reported != number)
			continue;
		lines++;
		if (!is_shown(writing, &audit->line[i]))
			continue;
		shown++;
		add_line(writing, &table, &audit->line[i]);
	}
	add_head(writing, lines, shown);
	jrt_table_write(&table, writing->page, 2);
}

void jrt_audit_text(const struct jrt_audit_report *report, struct jb_arena *arena,
		    const struct jrt_page *page)
{
	struct writing writing = {.report = report, .arena = arena, .page = page};
	const struct jrt_audit *audit = report->audit;
	struct jb_text head = jb_text_printf(
		arena,
		"%zu of %zu reported figures agree with their rows; %zu differ%s%s, %zu of them "
		"explained",
		audit->agree, audit->line_count, audit->differ + audit->tolerated,
		audit->tolerated
			? jb_text_printf(arena, " (%zu within the tolerance)", audit->tolerated).at
			: "",
		audit->not_compared
			? jb_text_printf(arena, ", %zu not compared", audit->not_compared).at
			: "",
		audit->explained);

	jrt_page_add(page, head, JRT_STYLE_BOLD);
	jb_buf_add_string(page->out, "\n");
	for (uint32_t i = 0; i < report->reported_count; i++)
		add_column(&writing, i);
	if (audit->differ + audit->tolerated == audit->explained)
		return;
	jb_buf_add_string(page->out, "\n");
	jrt_page_paragraph(page,
			   JB_TEXT("Where nothing is said, no other rounding or reading that was "
				   "tried gives the reported figure: ask by which formula and from "
				   "which rows it was made."),
			   0, JRT_STYLE_DIM);
}
