/*
 * Planned against actual for a terminal: how many follow the plan, how the others leave it,
 * touchpoint by touchpoint, way by way, and the paths that are taken most.
 */
#include "judge/figure.h"
#include "report/conform.h"
#include "report/report.h"

#define WIDTH_DEFAULT 100
#define WIDTH_MIN 56
/* Steps of a path that are written out. */
#define PATH_STEPS_MAX 24

struct paper {
	const struct jrt_conformance *conformance;
	const struct jrt_flow *flow;
	struct jrt_card card;
	size_t top;
};

static struct jb_buf new_text(const struct paper *paper)
{
	return jrt_card_new_text(&paper->card);
}

static struct jb_text count_text(const struct paper *paper, uint64_t count)
{
	struct jb_buf buf = new_text(paper);

	if (count)
		jrt_figure_add_count(&buf, count);
	else
		jb_buf_add_string(&buf, "–");
	return jb_buf_text(&buf);
}

static struct jb_text share_text(const struct paper *paper, uint64_t part)
{
	struct jb_buf buf = new_text(paper);

	jrt_conform_add_share(&buf, part, paper->conformance->explained);
	return jb_buf_text(&buf);
}

static struct jb_text length_text(const struct paper *paper, int64_t us)
{
	struct jb_buf buf = new_text(paper);

	jrt_conform_add_length(&buf, us);
	return jb_buf_text(&buf);
}

static struct jb_text place_text(const struct paper *paper, uint32_t place)
{
	return jrt_card_clean(&paper->card, jrt_conform_name(paper->conformance, place));
}

/* ---- the head ---- */

static void add_counted(struct jb_buf *buf, uint64_t count, const char *one, const char *many)
{
	jrt_figure_add_count(buf, count);
	jb_buf_printf(buf, " %s", count == 1 ? one : many);
}

static void write_counts(const struct paper *paper)
{
	const struct jrt_conformance *c = paper->conformance;
	struct jb_buf buf = new_text(paper);

	add_counted(&buf, c->cases, "case", "cases");
	jb_buf_add_string(&buf, " of ");
	jrt_plain_add(&buf, paper->card.plan->source[paper->flow->cases].name);
	jb_buf_add_string(&buf, ", ");
	jrt_figure_add_count(&buf, c->ended);
	jb_buf_add_string(&buf, " of them ended");
	if (c->open) {
		jb_buf_add_string(&buf, ". ");
		add_counted(&buf, c->open, "is", "are");
		jb_buf_add_string(&buf, " still open and in no figure below");
	}
	if (c->open_deviating) {
		jb_buf_add_string(&buf, "; of these ");
		add_counted(&buf, c->open_deviating, "has", "have");
		jb_buf_add_string(&buf, " left the plan already");
	}
	jb_buf_add_byte(&buf, '.');
	jrt_card_line(&paper->card, jb_buf_text(&buf), JRT_STYLE_PLAIN);
}

static void write_conforming(const struct paper *paper)
{
	const struct jrt_conformance *c = paper->conformance;
	struct jb_buf buf = new_text(paper);

	if (c->explained == 0) {
		jrt_card_line(&paper->card, JB_TEXT("Nothing can be compared yet."),
			      JRT_STYLE_NOT_MEASURED);
		return;
	}
	jrt_conform_add_share(&buf, c->conforming, c->explained);
	jb_buf_add_string(&buf, " follow the plan: ");
	jrt_figure_add_count(&buf, c->conforming);
	jb_buf_add_string(&buf, " of ");
	jrt_figure_add_count(&buf, c->explained);
	jb_buf_add_byte(&buf, '.');
	jrt_card_line(&paper->card, jb_buf_text(&buf), JRT_STYLE_BOLD);
}

static void write_limits(const struct paper *paper)
{
	const struct jrt_conformance *c = paper->conformance;
	struct jb_buf buf = new_text(paper);

	if (c->too_long) {
		add_counted(&buf, c->too_long, "case was", "cases were");
		jb_buf_add_string(&buf, " not compared, of more than ");
		jrt_figure_add_count(&buf, JRT_CASE_EVENTS_MAX);
		jb_buf_add_string(&buf, " events each; the first begins at ");
		jrt_plain_add(&buf, c->long_file);
		jb_buf_printf(&buf, ":%llu.", (unsigned long long)c->long_line);
	}
	if (c->too_tangled) {
		jb_buf_add_string(&buf, buf.size ? " " : "");
		add_counted(&buf, c->too_tangled, "case", "cases");
		jb_buf_add_string(&buf, " could not be compared within the limits of the search.");
	}
	if (buf.size)
		jrt_card_line(&paper->card, jb_buf_text(&buf), JRT_STYLE_EXCUSED);
}

static void write_kinds(const struct paper *paper)
{
	static const struct jrt_table_column columns[] = {
		{"", false, 0, 0}, {"cases", true, 0, 0}, {"share", true, 0, 0}, {"", false, 0, 0}};
	static const char *const says[JRT_DEVIATIONS] = {
		"a step that had to come did not",
		"a step that the plan does not know",
		"a step of the plan, in a place where it has none",
		"a step came again that may not",
		"a step that another one had to make good",
	};
	const struct jrt_conformance *c = paper->conformance;
	struct jrt_table table;

	if (c->explained == c->conforming)
		return;
	jrt_card_head(&paper->card, "How the others leave it (a case may in several ways)");
	jrt_table_init(&table, paper->card.arena, columns, 4);
	for (size_t i = 0; i < JRT_DEVIATIONS; i++) {
		struct jrt_table_cell *cell = jrt_table_row(&table);

		cell[0].text = jb_text_of(jrt_conform_words(i));
		cell[1].text = count_text(paper, c->deviating[i]);
		cell[2].text = share_text(paper, c->deviating[i]);
		cell[3] = (struct jrt_table_cell){jb_text_of(says[i]), JRT_STYLE_DIM};
	}
	jrt_table_write(&table, &paper->card.page, 2);
}

/* ---- touchpoints ---- */

static void write_steps(const struct paper *paper)
{
	static const struct jrt_table_column columns[] = {
		{"", false, 16, 0},	 {"reached", true, 0, 0},      {"share", true, 0, 0},
		{"missing", true, 0, 0}, {"out of order", true, 7, 0}, {"repeated", true, 0, 0},
		{"failed", true, 0, 0},	 {"times", true, 0, 1},	       {"most", true, 0, 2},
		{"", false, 0, 0}};
	struct jrt_table table;

	jrt_card_head(&paper->card, "Touchpoints, in cases");
	jrt_table_init(&table, paper->card.arena, columns, 10);
	for (size_t i = 0; i < paper->flow->step_count; i++) {
		const struct jrt_conform_step *step = &paper->conformance->step[i];
		struct jrt_table_cell *cell = jrt_table_row(&table);
		const uint64_t count[] = {step->missing, step->out_of_order, step->repeated,
					  step->failed,	 step->visits,	     step->most};

		cell[0].text = place_text(paper, (uint32_t)i);
		if (!paper->flow->step[i].seen) {
			cell[9] = (struct jrt_table_cell){JB_TEXT("no event shows it"),
							  JRT_STYLE_DIM};
			continue;
		}
		cell[1].text = count_text(paper, step->reached);
		cell[2].text = share_text(paper, step->reached);
		for (size_t k = 0; k < 6; k++)
			cell[3 + k].text = count_text(paper, count[k]);
	}
	jrt_table_write(&table, &paper->card.page, 2);
}

static void write_strangers(const struct paper *paper)
{
	static const struct jrt_table_column columns[] = {{"", false, 16, 0},
							  {"cases", true, 0, 0},
							  {"share", true, 0, 0},
							  {"times", true, 0, 0},
							  {"", false, 0, 0}};
	const struct jrt_conformance *c = paper->conformance;
	struct jrt_table table;

	jrt_table_init(&table, paper->card.arena, columns, 5);
	for (size_t i = 0; i < c->stranger_count; i++) {
		struct jrt_table_cell *cell;

		if (c->stranger[i].reached == 0)
			continue;
		cell = jrt_table_row(&table);
		cell[0].text = place_text(paper, (uint32_t)(paper->flow->step_count + i));
		cell[1].text = count_text(paper, c->stranger[i].reached);
		cell[2].text = share_text(paper, c->stranger[i].reached);
		cell[3].text = count_text(paper, c->stranger[i].visits);
	}
	if (table.rows == 0)
		return;
	jrt_card_head(&paper->card, "Ad hoc steps: the plan does not know them");
	jrt_table_write(&table, &paper->card.page, 2);
}

/* ---- ways ---- */

static const struct jrt_table_column way_columns[] = {
	{"", false, 12, 0},	{"", false, 0, 0},	 {"", false, 12, 0}, {"times", true, 0, 0},
	{"median", true, 0, 0}, {"90 % in", true, 0, 1}, {"", false, 0, 0}};

static struct jrt_table_cell *way_row(const struct paper *paper, struct jrt_table *table,
				      struct jb_text from, struct jb_text to,
				      const struct jrt_times *times)
{
	struct jrt_table_cell *cell = jrt_table_row(table);

	cell[0].text = from;
	cell[1].text = JB_TEXT("→");
	cell[2].text = to;
	cell[3].text = count_text(paper, times->count);
	if (times->count) {
		cell[4].text = length_text(paper, times->median);
		cell[5].text = length_text(paper, times->p90);
	}
	return cell;
}

static void write_declared(const struct paper *paper)
{
	const struct jrt_flow *flow = paper->flow;
	const struct jrt_times **times =
		JB_NEW_ARRAY(paper->card.arena, const struct jrt_times *, flow->way_count);
	const struct jrt_times none = {0};
	struct jrt_table table;

	if (flow->way_count == 0)
		return;
	for (size_t i = 0; i < paper->conformance->way_count; i++)
		if (paper->conformance->way[i].declared != UINT32_MAX)
			times[paper->conformance->way[i].declared] =
				&paper->conformance->way[i].times;
	jrt_card_head(&paper->card, "Ways of the plan, and how long they take");
	jrt_table_init(&table, paper->card.arena, way_columns, 7);
	for (size_t i = 0; i < flow->way_count; i++) {
		struct jrt_table_cell *cell =
			way_row(paper, &table, place_text(paper, flow->way[i].from),
				place_text(paper, flow->way[i].to), times[i] ? times[i] : &none);

		cell[6] = (struct jrt_table_cell){jrt_card_clean(&paper->card, flow->way[i].when),
						  JRT_STYLE_DIM};
	}
	jrt_table_write(&table, &paper->card.page, 2);
}

/* "as the plan allows": over steps that may be left out, in another order, again. */
static struct jb_text planned_text(const struct paper *paper, const struct jrt_conform_way *way)
{
	struct jb_buf buf = new_text(paper);

	if (way->planned == 0)
		return JB_TEXT("not planned");
	if (way->planned == way->times.count)
		return JB_TEXT("as the plan allows");
	jrt_figure_add_count(&buf, way->planned);
	jb_buf_add_string(&buf, " as the plan allows");
	return jb_buf_text(&buf);
}

static void write_more(const struct paper *paper, size_t count, const char *what)
{
	struct jb_buf buf = new_text(paper);

	if (count <= paper->top)
		return;
	jb_buf_add_string(&buf, "  and ");
	jrt_figure_add_count(&buf, count - paper->top);
	jb_buf_printf(&buf, " more %s; --top N shows N of them", what);
	jrt_card_line(&paper->card, jb_buf_text(&buf), JRT_STYLE_DIM);
}

static void write_undeclared(const struct paper *paper)
{
	size_t count;
	const uint32_t *number =
		jrt_conform_undeclared(paper->card.arena, paper->conformance, &count);
	struct jrt_table table;

	if (count == 0)
		return;
	jrt_card_head(&paper->card, "Other ways that were taken");
	jrt_table_init(&table, paper->card.arena, way_columns, 7);
	for (size_t i = 0; i < count && i < paper->top; i++) {
		const struct jrt_conform_way *way = &paper->conformance->way[number[i]];
		struct jrt_table_cell *cell = way_row(paper, &table, place_text(paper, way->from),
						      place_text(paper, way->to), &way->times);

		cell[6] = (struct jrt_table_cell){planned_text(paper, way), JRT_STYLE_DIM};
	}
	jrt_table_write(&table, &paper->card.page, 2);
	write_more(paper, count, "ways");
}

static void write_handoffs(const struct paper *paper, const char *head,
			   const struct jrt_handoff *handoff, size_t count)
{
	struct jrt_table table;

	if (count == 0)
		return;
	jrt_card_head(&paper->card, head);
	jrt_table_init(&table, paper->card.arena, way_columns, 7);
	for (size_t i = 0; i < count && i < paper->top; i++)
		way_row(paper, &table, jrt_card_clean(&paper->card, handoff[i].from),
			jrt_card_clean(&paper->card, handoff[i].to), &handoff[i].times);
	jrt_table_write(&table, &paper->card.page, 2);
	write_more(paper, count, "hand-offs");
}

static void write_loops(const struct paper *paper)
{
	static const struct jrt_table_column columns[] = {
		{"", false, 16, 0},	 {"cases", true, 0, 0}, {"share", true, 0, 0},
		{"repeats", true, 0, 0}, {"most", true, 0, 0},	{"", false, 0, 0}};
	struct jrt_table table;

	jrt_table_init(&table, paper->card.arena, columns, 6);
	for (size_t i = 0; i < paper->flow->step_count; i++) {
		const struct jrt_conform_step *step = &paper->conformance->step[i];
		struct jrt_table_cell *cell;

		if (step->came_again == 0)
			continue;
		cell = jrt_table_row(&table);
		cell[0].text = place_text(paper, (uint32_t)i);
		cell[1].text = count_text(paper, step->came_again);
		cell[2].text = share_text(paper, step->came_again);
		cell[3].text = count_text(paper, step->repeats);
		cell[4].text = count_text(paper, step->most);
		cell[5] = (struct jrt_table_cell){
			paper->flow->step[i].may_repeat ? JB_TEXT("may repeat") : JB_TEXT(""),
			JRT_STYLE_DIM};
	}
	if (table.rows == 0)
		return;
	jrt_card_head(&paper->card, "Loops: touchpoints that came more than once in a case");
	jrt_table_write(&table, &paper->card.page, 2);
}

/* ---- paths ---- */

static uint32_t place_of(const struct paper *paper, const struct jrt_explained_event *event)
{
	return event->fate == JRT_EVENT_AD_HOC ? (uint32_t)paper->flow->step_count + event->step
					       : event->step;
}

/* "report, call ×2, close". */
static struct jb_text path_text(const struct paper *paper, const struct jrt_explained *explained)
{
	struct jb_buf buf = new_text(paper);
	size_t shown = 0, times;

	for (size_t i = 0; i < explained->count; i += times) {
		uint32_t place = place_of(paper, &explained->event[i]);

		times = 1;
		while (i + times < explained->count &&
		       place_of(paper, &explained->event[i + times]) == place)
			times++;
		if (shown++ == PATH_STEPS_MAX) {
			jb_buf_printf(&buf, ", … (%zu events)", explained->count);
			break;
		}
		jb_buf_add_string(&buf, i ? ", " : "");
		jb_buf_add_text(&buf, place_text(paper, place));
		if (times > 1)
			jb_buf_printf(&buf, " ×%zu", times);
	}
	return jb_buf_text(&buf);
}

/* "missing, ad hoc"; what exactly, the tables above and the JSON tell. */
static struct jb_text leaves_text(const struct paper *paper, const struct jrt_explained *explained)
{
	struct jb_buf buf = new_text(paper);

	for (size_t i = 0; i < JRT_DEVIATIONS; i++)
		if (explained->deviations >> i & 1)
			jb_buf_printf(&buf, "%s%s", buf.size ? ", " : "", jrt_conform_words(i));
	return buf.size ? jb_buf_text(&buf) : JB_TEXT("as planned");
}

static void write_paths(const struct paper *paper)
{
	static const struct jrt_table_column columns[] = {{"", true, 0, 0},
							  {"cases", true, 0, 0},
							  {"share", true, 0, 0},
							  {"", false, 14, 0},
							  {"", false, 0, 0}};
	const struct jrt_conformance *c = paper->conformance;
	struct jb_buf head = new_text(paper);
	struct jrt_table table;

	if (c->path_count == 0)
		return;
	jb_buf_add_string(&head, "The paths that were taken most, of ");
	jrt_figure_add_count(&head, c->path_count);
	if (c->other_paths) {
		jb_buf_add_string(&head, " (and those of ");
		jrt_figure_add_count(&head, c->other_paths);
		jb_buf_add_string(&head, " cases that were not told apart)");
	}
	jrt_card_head(&paper->card, head.data);
	jrt_table_init(&table, paper->card.arena, columns, 5);
	for (size_t i = 0; i < c->path_count && i < paper->top; i++) {
		const struct jrt_explained *explained = c->path[i].explained;
		struct jrt_table_cell *cell = jrt_table_row(&table);

		cell[0].text = count_text(paper, i + 1);
		cell[1].text = count_text(paper, c->path[i].cases);
		cell[2].text = share_text(paper, c->path[i].cases);
		cell[3] = (struct jrt_table_cell){leaves_text(paper, explained),
						  explained->deviations ? JRT_STYLE_EXCUSED
									: JRT_STYLE_MET};
		cell[4].text = path_text(paper, explained);
	}
	jrt_table_write(&table, &paper->card.page, 2);
	write_more(paper, c->path_count, "paths");
}

void jrt_report_conform_text(const struct jrt_plan *plan, const struct jrt_measured *measured,
			     const struct jrt_conformance *conformance, size_t top, bool colour,
			     unsigned width, struct jb_buf *out)
{
	unsigned columns = width == 0 ? WIDTH_DEFAULT : width < WIDTH_MIN ? WIDTH_MIN : width;
	struct paper paper = {
		.conformance = conformance,
		.flow = conformance->flow,
		.card = {.plan = plan,
			 .measured = measured,
			 .arena = out->arena,
			 .page = {.out = out, .width = columns, .colour = colour}},
		.top = top,
	};
	const struct jrt_card *card = &paper.card;

	jrt_card_line(card, jrt_card_clean(card, paper.flow->title), JRT_STYLE_BOLD);
	jrt_report_findings(measured->finding, measured->finding_count, true, &card->page,
			    card->arena);
	write_counts(&paper);
	write_conforming(&paper);
	write_limits(&paper);
	if (conformance->explained) {
		write_kinds(&paper);
		write_steps(&paper);
		write_strangers(&paper);
		write_loops(&paper);
		write_declared(&paper);
		write_undeclared(&paper);
		write_handoffs(&paper, "Hand-offs between those who deliver", conformance->party,
			       conformance->party_count);
		write_handoffs(&paper, "Changes of channel", conformance->channel,
			       conformance->channel_count);
		write_paths(&paper);
	}
	jrt_report_data(plan, measured, &card->page, card->arena);
	jrt_report_findings(measured->finding, measured->finding_count, false, &card->page,
			    card->arena);
}
