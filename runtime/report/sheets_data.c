/*
 * The sheets behind the figures: what became of the rows and what there is to say about them; and
 * how each figure is defined. Rejected rows are not among them, because a workbook leaves the house
 * where customers' rows may not.
 */
#include "judge/figure.h"
#include "report/sheets.h"
#include "report/words.h"

static const struct jrt_sheet_column data_columns[] = {
	{"What", 12, false},	     {"Source or code", 30, false}, {"File", 40, false},
	{"Line", 10, false},	     {"Rows", 14, false},	    {"Accepted", 14, false},
	{"Ignored", 14, false},	     {"Rejected", 14, false},	    {"Duplicates", 14, false},
	{"Made missing", 14, false}, {"Remarks", 80, false},
};

static const struct jrt_sheet_column definition_columns[] = {
	{"What", 14, false},	   {"Name", 40, false},	       {"Title", 50, false},
	{"Definition", 80, false}, {"Unit", 12, false},	       {"Better", 10, false},
	{"Source", 36, false},	   {"Declared in", 40, false},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void add_numbers(struct jrt_book *book, struct jrt_sheet *sheet, const uint64_t number[5])
{
	for (size_t i = 0; i < 5; i++)
		jrt_sheet_count(book, sheet, number[i]);
}

static void add_source(struct jrt_book *book, struct jrt_sheet *sheet,
		       const struct jrt_source_tally *tally)
{
	jrt_sheet_word(book, sheet, "source");
	jrt_sheet_text(book, sheet, book->card.plan->source[tally->source].name);
	jrt_sheet_empty(book, sheet);
	jrt_sheet_empty(book, sheet);
	add_numbers(book, sheet,
		    (uint64_t[]){tally->rows, tally->accepted, tally->ignored, tally->rejected,
				 tally->duplicates});
	jrt_sheet_count(book, sheet, tally->made_missing);
	jrt_sheet_word(book, sheet,
		       tally->unread	       ? "not all of it could be read"
		       : tally->over_tolerance ? "more rejected than tolerated"
		       : !tally->has_cover     ? "nobody says which time it covers"
					       : "");
}

static void add_file(struct jrt_book *book, struct jrt_sheet *sheet,
		     const struct jrt_file_tally *file)
{
	if (file->source >= book->card.plan->source_count)
		return;
	jrt_sheet_word(book, sheet, "file");
	jrt_sheet_text(book, sheet, book->card.plan->source[file->source].name);
	jrt_sheet_text(book, sheet, file->file);
	jrt_sheet_empty(book, sheet);
	add_numbers(book, sheet,
		    (uint64_t[]){file->rows, file->accepted, file->ignored, file->rejected,
				 file->duplicates});
	jrt_sheet_empty(book, sheet);
	jrt_sheet_word(book, sheet, file->unread ? "could not be read" : "");
}

static void add_findings(struct jrt_book *book, struct jrt_sheet *sheet,
			 const struct jrt_finding *finding, size_t count)
{
	static const char *const words[] = {
		[JRT_ERROR] = "error", [JRT_WARNING] = "warning", [JRT_INFO] = "note"};

	for (size_t i = 0; i < count; i++) {
		jrt_sheet_word(book, sheet, words[finding[i].severity]);
		jrt_sheet_text(book, sheet, finding[i].code);
		jrt_sheet_text(book, sheet, finding[i].file);
		if (finding[i].line > 0)
			jrt_sheet_count(book, sheet, finding[i].line);
		else
			jrt_sheet_empty(book, sheet);
		for (size_t k = 0; k < 6; k++)
			jrt_sheet_empty(book, sheet);
		jrt_sheet_text(book, sheet, finding[i].message);
	}
}

void jrt_sheet_data(struct jrt_book *book)
{
	const struct jrt_measured *measured = book->card.measured;
	const struct jrt_judged *judged = book->card.judged;
	struct jrt_sheet *sheet =
		jrt_book_sheet(book, "Data quality", data_columns, COUNT(data_columns));

	for (size_t i = 0; i < measured->source_count; i++)
		add_source(book, sheet, &measured->source[i]);
	for (size_t i = 0; i < measured->file_count; i++)
		add_file(book, sheet, &measured->file[i]);
	add_findings(book, sheet, measured->finding, measured->finding_count);
	add_findings(book, sheet, judged->finding, judged->finding_count);
	if (judged->settlement != NULL)
		add_findings(book, sheet, judged->settlement->finding,
			     judged->settlement->finding_count);
	add_findings(book, sheet, judged->remark, judged->remark_count);
}

static void add_place(struct jrt_book *book, struct jrt_sheet *sheet, const struct jrt_place *place)
{
	if (place->line == 0)
		jrt_sheet_text(book, sheet, place->file);
	else
		jrt_sheet_text(book, sheet,
			       jb_text_printf(book->card.arena, "%.*s:%u", JB_ARG(place->file),
					      (unsigned)place->line));
}

static void add_metric(struct jrt_book *book, struct jrt_sheet *sheet,
		       const struct jrt_metric *metric)
{
	static const char *const better[] = {
		[JRT_BETTER_UNSAID] = "",
		[JRT_BETTER_HIGHER] = "higher",
		[JRT_BETTER_LOWER] = "lower",
	};

	jrt_sheet_word(book, sheet, "metric");
	jrt_sheet_text(book, sheet, metric->name);
	jrt_sheet_text(book, sheet, metric->title);
	jrt_sheet_text(book, sheet, metric->definition);
	jrt_sheet_text(book, sheet, jrt_word_unit(metric));
	jrt_sheet_word(book, sheet, better[metric->better]);
	jrt_sheet_text(book, sheet,
		       metric->source < book->card.plan->source_count
			       ? book->card.plan->source[metric->source].name
			       : JB_TEXT(""));
	add_place(book, sheet, &metric->place);
}

/* "at least 80 %; from 2026-07-01 at least 82 %; at least 200 counted". */
static struct jb_text terms_text(const struct jrt_card *card, const struct jrt_criterion *criterion,
				 const struct jrt_metric *metric)
{
	struct jb_buf buf = jrt_card_new_text(card);

	for (size_t i = 0; i < criterion->threshold_count; i++) {
		const struct jrt_threshold *threshold = &criterion->threshold[i];

		jb_buf_add_string(&buf, i > 0 ? "; " : "");
		if (threshold->from != INT32_MIN) {
			jb_buf_add_string(&buf, "from ");
			jrt_figure_add_date(&buf, threshold->from);
			jb_buf_add_byte(&buf, ' ');
		}
		jrt_figure_add_threshold(&buf, metric, threshold);
	}
	if (criterion->counted_at_least > 0) {
		jb_buf_add_string(&buf, "; at least ");
		jrt_figure_add_count(&buf, criterion->counted_at_least);
		jb_buf_add_string(&buf, " counted");
	}
	if (criterion->usable_at_least >= 0) {
		jb_buf_add_string(&buf, "; at least ");
		jrt_figure_add_percent(&buf, jb_ratio_of_fix(criterion->usable_at_least), 4);
		jb_buf_add_string(&buf, " usable");
	}
	if (criterion->confidence > 0) {
		jb_buf_add_string(&buf, "; with ");
		jrt_figure_add_percent(&buf, jb_ratio_of_fix(criterion->confidence), 4);
		jb_buf_add_string(&buf, " confidence");
	}
	return jb_buf_text(&buf);
}

static void add_criterion(struct jrt_book *book, struct jrt_sheet *sheet,
			  const struct jrt_criterion *criterion)
{
	const struct jrt_metric *metric = jrt_card_metric_of(&book->card, criterion->meter);

	jrt_sheet_word(book, sheet, jrt_word_criterion(criterion->kind));
	jrt_sheet_text(book, sheet, criterion->name);
	jrt_sheet_text(book, sheet, jrt_card_criterion_text(&book->card, criterion));
	jrt_sheet_text(book, sheet, terms_text(&book->card, criterion, metric));
	jrt_sheet_text(book, sheet, jrt_word_unit(metric));
	jrt_sheet_empty(book, sheet);
	jrt_sheet_text(book, sheet, metric->name);
	add_place(book, sheet, &criterion->place);
}

void jrt_sheet_definitions(struct jrt_book *book)
{
	const struct jrt_plan *plan = book->card.plan;
	struct jrt_sheet *sheet =
		jrt_book_sheet(book, "Definitions", definition_columns, COUNT(definition_columns));

	for (size_t i = 0; i < plan->metric_count; i++)
		add_metric(book, sheet, &plan->metric[i]);
	for (size_t i = 0; i < plan->criterion_count; i++)
		add_criterion(book, sheet, &plan->criterion[i]);
}
