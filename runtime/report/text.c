/*
 * The scorecard for a terminal: what it comes to, errors, verdicts, what was measured without a
 * criterion, what became of the rows, what else there is to say, and what rules find in the
 * figures. This file holds the order of the parts.
 */
#include "report/money.h"

#define WIDTH_DEFAULT 100
#define WIDTH_MIN 56

static void write_findings(const struct jrt_card *card, bool errors)
{
	const struct jrt_measured *measured = card->measured;
	const struct jrt_judged *judged = card->judged;

	jrt_report_findings(measured->finding, measured->finding_count, errors, &card->page,
			    card->arena);
	jrt_report_findings(judged->finding, judged->finding_count, errors, &card->page,
			    card->arena);
	if (judged->settlement != NULL)
		jrt_report_findings(judged->settlement->finding, judged->settlement->finding_count,
				    errors, &card->page, card->arena);
}

/* What rules have found in the figures. None of them changes a verdict. */
static void write_remarks(const struct jrt_card *card)
{
	const struct jrt_judged *judged = card->judged;

	if (judged->remark_count == 0)
		return;
	jrt_card_head(card, "What the figures say about the journey");
	jrt_report_findings(judged->remark, judged->remark_count, true, &card->page, card->arena);
	jrt_report_findings(judged->remark, judged->remark_count, false, &card->page, card->arena);
}

/* Errors explain what is not measured below them, so they come first. */
static void write_card(const struct jrt_card *card)
{
	jrt_card_line(card, jrt_card_clean(card, card->plan->title), JRT_STYLE_BOLD);
	jrt_report_head(card);
	write_findings(card, true);
	jrt_report_verdicts(card);
	jrt_report_behaviour(card);
	jrt_report_measurements(card);
	jrt_report_data(card->plan, card->measured, &card->page, card->arena);
	write_findings(card, false);
	write_remarks(card);
	jrt_report_money(card);
}

void jrt_report_text(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_judged *judged, bool colour, unsigned width,
		     struct jb_buf *out)
{
	unsigned columns = width == 0 ? WIDTH_DEFAULT : width < WIDTH_MIN ? WIDTH_MIN : width;
	struct jrt_card card = {
		.plan = plan,
		.measured = measured,
		.judged = judged,
		.arena = out->arena,
		.page = {.out = out, .width = columns, .colour = colour},
	};

	write_card(&card);
}
