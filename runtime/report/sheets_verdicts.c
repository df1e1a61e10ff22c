/*
 * The sheets of verdicts: what it comes to, criterion by criterion, and each verdict with all its
 * figures.
 */
#include "judge/figure.h"
#include "report/sheets.h"
#include "report/words.h"

static const struct jrt_sheet_column card_columns[] = {
	{"Agreement", 30, false},   {"Criterion", 50, false},	{"Where", 40, false},
	{"Target now", 24, false},  {"Last period", 24, false}, {"Value", 20, false},
	{"Last verdict", 16, true}, {"Missed", 10, false},	{"Not measured", 14, false},
	{"Excused", 10, false},	    {"Met", 10, false},		{"Why", 60, false},
	{"Provisional", 12, false},
};

static const struct jrt_sheet_column verdict_columns[] = {
	{"Agreement", 30, false},     {"Criterion", 50, false},	   {"Level", 12, false},
	{"Where", 40, false},	      {"Partner", 20, false},	   {"Site", 20, false},
	{"Period", 24, false},	      {"From", 12, false},	   {"To", 12, false},
	{"Verdict", 16, true},	      {"Value", 20, false},	   {"Comparison", 24, false},
	{"Threshold", 20, false},     {"Threshold to", 20, false}, {"Unit", 10, false},
	{"Numerator", 20, false},     {"Denominator", 20, false},  {"Counted", 14, false},
	{"Interval from", 16, false}, {"Interval to", 16, false},  {"Before relief", 16, false},
	{"Why", 60, false},	      {"Provisional", 12, false},  {"Counts", 24, false},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void add_counts(struct jrt_book *book, struct jrt_sheet *sheet)
{
	size_t count[JRT_VERDICTS];
	struct jb_buf buf = jrt_card_new_text(&book->card);

	jrt_card_count(&book->card, count);
	for (size_t i = 0; i < JRT_VERDICTS; i++) {
		size_t many = count[jrt_card_order[i]];

		if (many > 0)
			jb_buf_printf(&buf, "%s%zu %s", buf.size > 0 ? ", " : "", many,
				      jrt_card_sign(jrt_card_order[i]).word);
	}
	jrt_sheet_above(book, sheet, jb_buf_text(&buf));
}

static void add_head(struct jrt_book *book, struct jrt_sheet *sheet)
{
	const struct jrt_card *card = &book->card;

	jrt_sheet_above(book, sheet, card->plan->title);
	add_counts(book, sheet);
	for (size_t i = 0; i < card->judged->trigger_count; i++) {
		const struct jrt_trigger_result *result = &card->judged->trigger[i];
		const struct jrt_trigger *trigger = &card->plan->trigger[result->trigger];

		if (result->fired)
			jrt_sheet_above(
				book, sheet,
				jb_text_printf(card->arena, "may be terminated: %.*s, %.*s %.*s",
					       JB_ARG(trigger->agreement),
					       JB_ARG(trigger->guarantee), JB_ARG(result->reason)));
	}
	for (uint32_t i = 0; jrt_money_any(card->judged) && i < card->plan->agreement_count; i++)
		if (jrt_money_total(card->judged->settlement, i).accounts > 0)
			jrt_sheet_above(book, sheet,
					jb_text_printf(card->arena, "%.*s: %.*s",
						       JB_ARG(card->plan->agreement[i].name),
						       JB_ARG(jrt_money_sentence(card, i))));
}

static void add_judged_value(struct jrt_book *book, struct jrt_sheet *sheet,
			     const struct jrt_verdict *verdict)
{
	const struct jrt_metric *metric = jrt_card_metric_of(&book->card, verdict->measured.meter);

	if (verdict->compared.den > 0 && verdict->threshold != NULL)
		jrt_sheet_figure(book, sheet, metric, jb_ratio_double(verdict->compared),
				 jrt_figure_detail(metric, verdict->compared, verdict->threshold));
	else
		jrt_sheet_value(book, sheet, &verdict->measured);
}

/* One criterion: its last verdict, and how many there are of each kind. */
static void add_criterion(struct jrt_book *book, struct jrt_sheet *sheet,
			  const struct jrt_verdict *verdict, size_t verdicts)
{
	const struct jrt_card *card = &book->card;
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	const struct jrt_verdict *last = &verdict[verdicts - 1];
	size_t count[JRT_VERDICTS] = {0};

	for (size_t i = 0; i < verdicts; i++)
		count[verdict[i].verdict]++;
	jrt_sheet_text(book, sheet, criterion->agreement);
	jrt_sheet_text(book, sheet, jrt_card_criterion_text(card, criterion));
	jrt_sheet_text(book, sheet, jrt_card_criterion_whose(card, verdict->criterion));
	jrt_sheet_text(book, sheet, jrt_card_threshold_text(card, last));
	jrt_sheet_text(book, sheet, last->label);
	add_judged_value(book, sheet, last);
	jrt_sheet_text(book, sheet, jrt_card_word(card, last));
	for (size_t i = 0; i < JRT_VERDICTS; i++)
		jrt_sheet_count(book, sheet, count[jrt_card_order[i]]);
	jrt_sheet_text(book, sheet, jrt_card_note_text(card, last));
	jrt_sheet_word(book, sheet, last->provisional ? "yes" : "");
}

void jrt_sheet_scorecard(struct jrt_book *book)
{
	const struct jrt_judged *judged = book->card.judged;
	const struct jrt_verdict *verdict = judged->verdict;
	struct jrt_sheet *sheet;

	if (judged->verdict_count == 0)
		return;
	sheet = jrt_book_sheet(book, "Scorecard", card_columns, COUNT(card_columns));
	add_head(book, sheet);
	for (size_t from = 0, to; from < judged->verdict_count; from = to) {
		for (to = from; to < judged->verdict_count &&
				verdict[to].criterion == verdict[from].criterion;)
			to++;
		if (!verdict[from].evidence)
			add_criterion(book, sheet, &verdict[from], to - from);
	}
}

static void add_threshold(struct jrt_book *book, struct jrt_sheet *sheet,
			  const struct jrt_metric *metric, const struct jrt_verdict *verdict)
{
	static const char *const words[] = {
		[JRT_AT_LEAST] = "at least", [JRT_AT_MOST] = "at most", [JRT_ABOVE] = "above",
		[JRT_BELOW] = "below",	     [JRT_WITHIN] = "within",
	};
	const struct jrt_threshold *threshold = verdict->threshold;

	if (threshold == NULL) {
		jrt_sheet_text(book, sheet, jrt_card_threshold_text(&book->card, verdict));
		jrt_sheet_empty(book, sheet);
		jrt_sheet_empty(book, sheet);
		return;
	}
	jrt_sheet_word(book, sheet, words[threshold->comparison]);
	jrt_sheet_figure(book, sheet, metric, jb_ratio_double(jb_ratio_of_fix(threshold->low)), 0);
	if (threshold->comparison == JRT_WITHIN)
		jrt_sheet_figure(book, sheet, metric,
				 jb_ratio_double(jb_ratio_of_fix(threshold->high)), 0);
	else
		jrt_sheet_empty(book, sheet);
}

static void add_ratio(struct jrt_book *book, struct jrt_sheet *sheet,
		      const struct jrt_measurement *measured)
{
	struct jb_ratio none = {0, 0};

	jrt_sheet_ratio(book, sheet, measured->has_ratio ? measured->num : none);
	jrt_sheet_ratio(book, sheet, measured->has_ratio ? measured->den : none);
	jrt_sheet_count(book, sheet, measured->n);
}

static void add_interval(struct jrt_book *book, struct jrt_sheet *sheet,
			 const struct jrt_metric *metric, const struct jrt_verdict *verdict)
{
	const double none = __builtin_nan("");

	jrt_sheet_figure(book, sheet, metric, verdict->has_interval ? verdict->interval_low : none,
			 1);
	jrt_sheet_figure(book, sheet, metric, verdict->has_interval ? verdict->interval_high : none,
			 1);
}

static void add_verdict(struct jrt_book *book, struct jrt_sheet *sheet,
			const struct jrt_verdict *verdict)
{
	const struct jrt_card *card = &book->card;
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	const struct jrt_meter *meter = &card->plan->meter[verdict->measured.meter];
	const struct jrt_metric *metric = &card->plan->metric[meter->metric];
	const struct jrt_scope *scope = &card->plan->scope[meter->scope];

	jrt_sheet_text(book, sheet, criterion->agreement);
	jrt_sheet_text(book, sheet, jrt_card_criterion_text(card, criterion));
	jrt_sheet_word(book, sheet, jrt_word_criterion(criterion->kind));
	jrt_sheet_text(book, sheet, jrt_card_title_or_name(scope->title, scope->name));
	jrt_sheet_text(book, sheet, scope->partner);
	jrt_sheet_text(book, sheet, scope->site);
	jrt_sheet_text(book, sheet, verdict->label);
	jrt_sheet_days(book, sheet, meter->periods, verdict->label, verdict->from, verdict->to);
	jrt_sheet_text(book, sheet, jrt_card_word(card, verdict));
	add_judged_value(book, sheet, verdict);
	add_threshold(book, sheet, metric, verdict);
	jrt_sheet_text(book, sheet, jrt_word_unit(metric));
	add_ratio(book, sheet, &verdict->measured);
	add_interval(book, sheet, metric, verdict);
	if (verdict->has_whole)
		jrt_sheet_value(book, sheet, &verdict->whole);
	else
		jrt_sheet_empty(book, sheet);
	jrt_sheet_text(book, sheet, jrt_card_note_text(card, verdict));
	jrt_sheet_word(book, sheet, verdict->provisional ? "yes" : "");
	jrt_sheet_word(book, sheet, verdict->evidence ? "no: one of several sites" : "yes");
}

void jrt_sheet_verdicts(struct jrt_book *book)
{
	const struct jrt_judged *judged = book->card.judged;
	struct jrt_sheet *sheet;

	if (judged->verdict_count == 0)
		return;
	sheet = jrt_book_sheet(book, "Verdicts", verdict_columns, COUNT(verdict_columns));
	for (size_t i = 0; i < judged->verdict_count; i++)
		add_verdict(book, sheet, &judged->verdict[i]);
}

static const struct jrt_sheet_column measure_columns[] = {
	{"Measure", 50, false},	  {"Where", 40, false},	      {"Partner", 20, false},
	{"Site", 20, false},	  {"Period", 24, false},      {"From", 12, false},
	{"To", 12, false},	  {"Value", 20, false},	      {"Unit", 10, false},
	{"Numerator", 20, false}, {"Denominator", 20, false}, {"Counted", 14, false},
	{"Unusable", 12, false},  {"Not due yet", 12, false}, {"Covered", 14, false},
	{"Why", 60, false},	  {"Provisional", 12, false},
};

static struct jb_text why_of(const struct jrt_card *card, const struct jrt_measurement *measured)
{
	struct jb_buf buf = jrt_card_new_text(card);

	jb_buf_add_text(&buf, measured->reason);
	jrt_card_add_approximate(card, &buf, measured);
	return jb_buf_text(&buf);
}

static void add_measurement(struct jrt_book *book, struct jrt_sheet *sheet,
			    const struct jrt_measurement *measured)
{
	static const char *const covered[] = {
		[JRT_COVERED] = "whole",
		[JRT_COVERED_BY_ROWS] = "whole, by its rows",
		[JRT_COVERED_PART] = "part",
		[JRT_COVERED_NOT] = "none",
	};
	const struct jrt_card *card = &book->card;
	const struct jrt_meter *meter = &card->plan->meter[measured->meter];
	const struct jrt_metric *metric = &card->plan->metric[meter->metric];
	const struct jrt_scope *scope = &card->plan->scope[meter->scope];

	jrt_sheet_text(book, sheet, jrt_card_title_or_name(metric->title, metric->name));
	jrt_sheet_text(book, sheet, jrt_card_title_or_name(scope->title, scope->name));
	jrt_sheet_text(book, sheet, scope->partner);
	jrt_sheet_text(book, sheet, scope->site);
	jrt_sheet_text(book, sheet, measured->label);
	jrt_sheet_days(book, sheet, meter->periods, measured->label, measured->from, measured->to);
	jrt_sheet_value(book, sheet, measured);
	jrt_sheet_text(book, sheet, jrt_word_unit(metric));
	add_ratio(book, sheet, measured);
	jrt_sheet_count(book, sheet, measured->unusable);
	jrt_sheet_count(book, sheet, measured->not_due);
	jrt_sheet_word(book, sheet, covered[measured->coverage]);
	jrt_sheet_text(book, sheet, why_of(card, measured));
	jrt_sheet_word(book, sheet, measured->provisional ? "yes" : "");
}

void jrt_sheet_measurements(struct jrt_book *book)
{
	const struct jrt_judged *judged = book->card.judged;
	struct jrt_sheet *sheet =
		jrt_book_sheet(book, "Measurements", measure_columns, COUNT(measure_columns));

	for (size_t i = 0; i < judged->measurement_count; i++)
		add_measurement(book, sheet, &judged->measurement[i]);
}
