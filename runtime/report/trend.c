/*
 * From results to plots: which series there are, what is said of each, and where they stand on the
 * picture.
 */
#include "report/trend.h"

#include "journey/report.h"

#define MARGIN 20
#define HEAD 66
#define PLOT_WIDTH 460
#define PLOT_HEIGHT 220
#define GAP 24

struct gathering {
	struct jrt_card card;
	JB_VEC(struct jrt_trend) trend;
	size_t left_out; /* series for which there was no room */
};

static double value_of(const struct jrt_measurement *measured)
{
	return measured->exact ? jb_ratio_double(measured->value) : measured->real;
}

static struct jb_text note_of(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	struct jb_text note = jrt_card_note_text(card, verdict);

	return jb_text_printf(card->arena, "%.*s%s%.*s", JB_ARG(jrt_card_word(card, verdict)),
			      note.size > 0 ? ", " : "", JB_ARG(note));
}

static struct jrt_trend_point point_of_verdict(const struct jrt_card *card,
					       const struct jrt_verdict *verdict)
{
	bool compared = verdict->compared.den > 0 && verdict->threshold != NULL;

	return (struct jrt_trend_point){
		.label = jrt_card_clean(card, verdict->label),
		.from = verdict->from,
		.to = verdict->to,
		.shown = jrt_card_judged_text(card, verdict),
		.note = note_of(card, verdict),
		.measured = compared || verdict->measured.measured,
		.value = compared ? jb_ratio_double(verdict->compared)
				  : value_of(&verdict->measured),
		.judged = true,
		.verdict = verdict->verdict,
		.provisional = verdict->provisional,
		.doubt = jrt_card_doubt(verdict),
		.threshold = verdict->threshold,
	};
}

static struct jrt_trend_point point_of_measurement(const struct jrt_card *card,
						   const struct jrt_measurement *measured)
{
	return (struct jrt_trend_point){
		.label = jrt_card_clean(card, measured->label),
		.from = measured->from,
		.to = measured->to,
		.shown = jrt_card_value_text(card, measured, 0),
		.note = jrt_card_clean(card, measured->reason),
		.measured = measured->measured,
		.value = value_of(measured),
		.provisional = measured->provisional,
	};
}

/* "12 periods, 2026-01 to 2026-12. Last: 75.2 %, missed, 4.8 pp short." */
static struct jb_text describe(const struct jrt_card *card, const struct jrt_trend *trend)
{
	const struct jrt_trend_point *last = &trend->point[trend->count - 1];
	struct jb_buf buf = jrt_card_new_text(card);

	jb_buf_add_text(&buf, trend->whose);
	jb_buf_printf(&buf, ": %zu %s", trend->count, trend->count == 1 ? "period" : "periods");
	if (trend->point[0].label.size > 0) {
		jb_buf_add_string(&buf, ", ");
		jb_buf_add_text(&buf, trend->point[0].label);
		jb_buf_add_string(&buf, trend->count > 1 ? " to " : "");
		jb_buf_add_text(&buf, trend->count > 1 ? last->label : JB_TEXT(""));
	}
	jb_buf_add_string(&buf, ". Last: ");
	jb_buf_add_text(&buf, last->shown);
	jb_buf_add_string(&buf, last->note.size > 0 ? ", " : "");
	jb_buf_add_text(&buf, last->note);
	jb_buf_add_byte(&buf, '.');
	return jb_buf_text(&buf);
}

/* The limits of the criterion's points, where its behaviour is known. */
static void add_behaviour(const struct jrt_card *card, struct jrt_trend *trend,
			  struct jrt_trend_point *point, const struct jrt_verdict *first)
{
	size_t from = (size_t)(first - card->judged->verdict);
	const struct jrt_behaviour *behaviour = NULL;

	for (size_t i = 0; i < card->judged->behaviour_count && behaviour == NULL; i++)
		if (card->judged->behaviour[i].criterion == first->criterion)
			behaviour = &card->judged->behaviour[i];
	if (behaviour == NULL)
		return;
	trend->has_centre = true;
	trend->centre = behaviour->centre;
	for (size_t i = 0; i < behaviour->point_count; i++) {
		const struct jrt_behaviour_point *known = &behaviour->point[i];
		struct jrt_trend_point *at;

		if (known->verdict < from || known->verdict >= from + trend->count)
			continue;
		at = &point[known->verdict - from];
		at->has_limits = true;
		at->low = known->low;
		at->high = known->high;
		at->special = known->cause != JRT_CAUSE_NONE;
		if (at->special)
			at->note = jb_text_printf(card->arena, "%.*s, special cause",
						  JB_ARG(at->note));
	}
}

static struct jrt_trend *new_trend(struct gathering *gathering, size_t count)
{
	struct jrt_trend *trend;

	if (gathering->trend.count == JRT_TREND_PLOTS) {
		gathering->left_out++;
		return NULL;
	}
	trend = jb_push(gathering->card.arena, &gathering->trend);
	trend->left_out = count > JRT_TREND_POINTS ? count - JRT_TREND_POINTS : 0;
	trend->count = count - trend->left_out;
	return trend;
}

/* Of verdicts of one criterion, in the order of periods. */
static void add_criterion(struct gathering *gathering, const struct jrt_verdict *verdict,
			  size_t count)
{
	const struct jrt_card *card = &gathering->card;
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	struct jrt_trend *trend = new_trend(gathering, count);
	struct jrt_trend_point *point;

	if (trend == NULL)
		return;
	point = JB_NEW_ARRAY(card->arena, struct jrt_trend_point, trend->count);
	for (size_t i = 0; i < trend->count; i++)
		point[i] = point_of_verdict(card, &verdict[trend->left_out + i]);
	add_behaviour(card, trend, point, &verdict[trend->left_out]);
	trend->point = point;
	trend->title = jrt_card_criterion_text(card, criterion);
	trend->whose = jrt_card_criterion_whose(card, verdict->criterion);
	trend->metric = jrt_card_metric_of(card, criterion->meter);
	trend->desc = describe(card, trend);
}

static void add_meter(struct gathering *gathering, const struct jrt_measurement *measured,
		      size_t count)
{
	const struct jrt_card *card = &gathering->card;
	const struct jrt_metric *metric = jrt_card_metric_of(card, measured->meter);
	struct jrt_trend *trend = new_trend(gathering, count);
	struct jrt_trend_point *point;

	if (trend == NULL)
		return;
	point = JB_NEW_ARRAY(card->arena, struct jrt_trend_point, trend->count);
	for (size_t i = 0; i < trend->count; i++)
		point[i] = point_of_measurement(card, &measured[trend->left_out + i]);
	trend->point = point;
	trend->title = jrt_card_clean(card, jrt_card_title_or_name(metric->title, metric->name));
	trend->whose = jrt_card_whose_text(card, card->plan->meter[measured->meter].scope);
	trend->metric = metric;
	trend->desc = describe(card, trend);
}

static void gather(struct gathering *gathering)
{
	const struct jrt_judged *judged = gathering->card.judged;
	const struct jrt_verdict *verdict = judged->verdict;
	const struct jrt_measurement *measured = judged->measurement;

	for (size_t from = 0, to; from < judged->verdict_count; from = to) {
		for (to = from; to < judged->verdict_count &&
				verdict[to].criterion == verdict[from].criterion;)
			to++;
		if (!verdict[from].evidence)
			add_criterion(gathering, &verdict[from], to - from);
	}
	if (judged->verdict_count > 0)
		return;
	for (size_t from = 0, to; from < judged->measurement_count; from = to) {
		for (to = from;
		     to < judged->measurement_count && measured[to].meter == measured[from].meter;)
			to++;
		add_meter(gathering, &measured[from], to - from);
	}
}

static void begin(const struct gathering *gathering, double width, double height,
		  struct jb_buf *out)
{
	const struct jrt_card *card = &gathering->card;
	struct jb_text title = jrt_card_clean(card, card->plan->title);

	jb_buf_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			       "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	jrt_svg_attribute(out, "width", width);
	jrt_svg_attribute(out, "height", height);
	jb_buf_add_string(out, " viewBox=\"0 0 ");
	jrt_svg_number(out, width);
	jb_buf_add_byte(out, ' ');
	jrt_svg_number(out, height);
	jb_buf_add_string(out, "\" role=\"img\" aria-labelledby=\"trend-title\" "
			       "aria-describedby=\"trend-desc\" font-family=\"DejaVu Sans, "
			       "Verdana, sans-serif\">\n<title id=\"trend-title\">");
	jb_buf_add_xml(out, title);
	jb_buf_printf(out,
		      "</title>\n<desc id=\"trend-desc\">%zu %s of values by period against "
		      "their thresholds</desc>\n",
		      gathering->trend.count, gathering->trend.count == 1 ? "plot" : "plots");
	jrt_svg_rect(out, 0, 0, width, height, "fill=\"#ffffff\"");
	jrt_svg_text(out, MARGIN, MARGIN + 12, "start",
		     "font-size=\"18\" font-weight=\"bold\" fill=\"#1a1a1a\"", title,
		     (size_t)(width / 11));
	jrt_trend_legend(MARGIN, MARGIN + 34, card->judged->behaviour_count > 0, out);
}

static void draw_all(const struct gathering *gathering, struct jb_buf *out)
{
	size_t count = gathering->trend.count, columns = count > 1 ? 2 : 1;
	size_t rows = (count + columns - 1) / columns;
	double width = 2 * MARGIN + 2 * PLOT_WIDTH + GAP;
	double height = MARGIN + HEAD + (double)(rows > 0 ? rows : 1) * (PLOT_HEIGHT + GAP);
	double plot = columns == 1 ? width - 2 * MARGIN : PLOT_WIDTH;

	begin(gathering, width, height, out);
	for (size_t i = 0; i < count; i++)
		jrt_trend_draw(
			&gathering->card, &gathering->trend.at[i],
			(struct jrt_trend_area){MARGIN + (double)(i % columns) * (plot + GAP),
						MARGIN + HEAD - 8 +
							(double)(i / columns) * (PLOT_HEIGHT + GAP),
						plot, PLOT_HEIGHT},
			out);
	if (gathering->left_out > 0 || count == 0)
		jrt_svg_text(out, MARGIN, height - 6, "start", "font-size=\"11\" fill=\"#404040\"",
			     count == 0 ? JB_TEXT("Nothing was measured.")
					: jb_text_printf(out->arena, "%zu more are left out here.",
							 gathering->left_out),
			     0);
	jb_buf_add_string(out, "</svg>\n");
}

const struct jrt_trend *jrt_trend_gather(const struct jrt_card *card, size_t *count,
					 size_t *left_out)
{
	struct gathering gathering = {.card = *card};

	gather(&gathering);
	*count = gathering.trend.count;
	*left_out = gathering.left_out;
	return gathering.trend.at;
}

void jrt_report_trend(const struct jrt_plan *plan, const struct jrt_measured *measured,
		      const struct jrt_judged *judged, struct jb_buf *out)
{
	struct gathering gathering = {
		.card = {
			.plan = plan, .measured = measured, .judged = judged, .arena = out->arena}};

	gather(&gathering);
	draw_all(&gathering, out);
}
