/*
 * The summary in Markdown: which parts there are, in which order, and how much room each may take.
 * See markdown.h.
 */
#include "report/markdown.h"

#include "judge/figure.h"
#include "journey/report.h"
#include "report/money.h"

/* Shares of the room, of 16: findings and data may not crowd out the verdicts. */
#define ROOM_MONEY 4
#define ROOM_DATA 2
#define ROOM_FINDINGS 2
#define TITLE_BYTES 1000
#define ROOM_NOTES 512 /* for what is said below a table */

struct summary {
	struct jrt_card card;
	struct jb_buf *out;
	size_t limit; /* of the whole */
};

static size_t share(const struct summary *summary, size_t sixteenths)
{
	return summary->limit / 16 * sixteenths;
}

static void add_strong(struct jb_buf *out, struct jb_text text)
{
	jb_buf_add_string(out, "**");
	jrt_markdown_add(out, text);
	jb_buf_add_string(out, "**");
}

/* "**2 missed**, 3 met". */
static void add_counts(struct summary *summary)
{
	size_t count[JRT_VERDICTS];
	const char *between = "\n";

	jrt_card_count(&summary->card, count);
	for (size_t i = 0; i < JRT_VERDICTS; i++) {
		struct jrt_sign sign = jrt_card_sign(jrt_card_order[i]);
		size_t many = count[jrt_card_order[i]];

		if (many == 0)
			continue;
		jb_buf_add_string(summary->out, between);
		add_strong(summary->out, jb_text_printf(summary->card.arena, "%s %zu %s", sign.mark,
							many, sign.word));
		between = " · ";
	}
	jb_buf_add_string(summary->out, *between == '\n' ? "" : "\n");
}

static void add_verdict(struct summary *summary, struct jrt_markdown_table *table,
			const struct jrt_verdict *verdict)
{
	const struct jrt_card *card = &summary->card;
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	struct jrt_sign sign = jrt_card_sign(verdict->verdict);
	struct jb_text word = jb_text_printf(card->arena, "%s %.*s%s", sign.mark,
					     JB_ARG(jrt_card_word(card, verdict)),
					     verdict->evidence ? ", one of several sites" : "");

	if (verdict->verdict == JRT_MISSED)
		jrt_markdown_strong(table, word);
	else
		jrt_markdown_cell(table, word);
	jrt_markdown_cell(table, jrt_card_criterion_text(card, criterion));
	jrt_markdown_cell(
		table, jrt_card_whose_text(card, card->plan->meter[verdict->measured.meter].scope));
	jrt_markdown_cell(table, verdict->label);
	jrt_markdown_cell(table, jrt_card_judged_text(card, verdict));
	jrt_markdown_cell(table, jrt_card_threshold_text(card, verdict));
	jrt_markdown_cell(table, jrt_card_rows_text(card, &verdict->measured));
	jrt_markdown_cell(table, jrt_card_note_text(card, verdict));
}

/* "12 rows are left out here: 2 excused, 10 met." */
static void say_left_out(struct summary *summary, const size_t left_out[JRT_VERDICTS])
{
	size_t all = 0;
	const char *between = ": ";

	for (size_t i = 0; i < JRT_VERDICTS; i++)
		all += left_out[i];
	if (all == 0)
		return;
	jb_buf_printf(summary->out, "\n%zu %s left out here", all,
		      all == 1 ? "row is" : "rows are");
	for (size_t i = 0; i < JRT_VERDICTS; i++) {
		if (left_out[jrt_card_order[i]] == 0)
			continue;
		jb_buf_printf(summary->out, "%s%zu %s", between, left_out[jrt_card_order[i]],
			      jrt_card_sign(jrt_card_order[i]).word);
		between = ", ";
	}
	jb_buf_add_string(summary->out, ". The JSON and the workbook have all.\n");
}

/* The verdicts of one kind; gives how many found no room. What is only evidence stands last. */
static size_t add_rows(struct summary *summary, struct jrt_markdown_table *table,
		       enum jrt_verdict_kind kind, bool evidence)
{
	const struct jrt_judged *judged = summary->card.judged;
	size_t left_out = 0;

	for (size_t i = 0; i < judged->verdict_count; i++) {
		const struct jrt_verdict *verdict = &judged->verdict[i];

		if (verdict->verdict != kind || verdict->evidence != evidence)
			continue;
		add_verdict(summary, table, verdict);
		left_out += !jrt_markdown_row(table);
	}
	return left_out;
}

static void add_verdicts(struct summary *summary, size_t end)
{
	const struct jrt_judged *judged = summary->card.judged;
	size_t left_out[JRT_VERDICTS] = {0};
	struct jrt_markdown_table table;

	if (judged->verdict_count == 0)
		return;
	jrt_markdown_table(&table, summary->out,
			   " |Criterion|Where|Period|Value:|Threshold|Counted:|Why", end);
	for (size_t k = 0; k < JRT_VERDICTS; k++)
		left_out[jrt_card_order[k]] += add_rows(summary, &table, jrt_card_order[k], false);
	for (size_t k = 0; k < JRT_VERDICTS; k++)
		left_out[jrt_card_order[k]] += add_rows(summary, &table, jrt_card_order[k], true);
	say_left_out(summary, left_out);
}

static void say_rest(struct summary *summary, size_t left_out)
{
	if (left_out > 0)
		jb_buf_printf(summary->out, "\n%zu more %s left out here.\n", left_out,
			      left_out == 1 ? "row is" : "rows are");
}

static void add_trigger(struct summary *summary, const struct jrt_trigger_result *result)
{
	const struct jrt_trigger *trigger = &summary->card.plan->trigger[result->trigger];

	jb_buf_add_string(summary->out, result->fired ? "* ■ **may be terminated:** "
						      : "* ● no right to terminate: ");
	jrt_markdown_add(summary->out, trigger->agreement);
	jb_buf_add_string(summary->out, ", ");
	jrt_markdown_add(summary->out, trigger->guarantee);
	jb_buf_add_byte(summary->out, ' ');
	jrt_markdown_add(summary->out, result->reason);
	jb_buf_add_byte(summary->out, '\n');
}

static void add_triggers(struct summary *summary, size_t end)
{
	const struct jrt_judged *judged = summary->card.judged;
	size_t left_out = 0;

	jb_buf_add_string(summary->out, judged->trigger_count > 0 ? "\n" : "");
	for (size_t i = 0; i < judged->trigger_count; i++) {
		size_t start = summary->out->size;

		add_trigger(summary, &judged->trigger[i]);
		if (summary->out->size <= end)
			continue;
		summary->out->size = start;
		left_out++;
	}
	say_rest(summary, left_out);
}

static struct jb_text measured_note(const struct jrt_card *card,
				    const struct jrt_measurement *measured)
{
	struct jb_buf buf = jrt_card_new_text(card);

	jb_buf_add_text(&buf, measured->reason);
	jrt_card_add_approximate(card, &buf, measured);
	return jb_buf_text(&buf);
}

static void add_measured(struct summary *summary, size_t end)
{
	const struct jrt_card *card = &summary->card;
	struct jrt_markdown_table table;

	if (card->judged->verdict_count > 0 || card->judged->measurement_count == 0)
		return;
	jrt_markdown_table(&table, summary->out, "Measure|Where|Period|Value:|Counted:|Why", end);
	for (size_t i = 0; i < card->judged->measurement_count; i++) {
		const struct jrt_measurement *measured = &card->judged->measurement[i];
		const struct jrt_metric *metric = jrt_card_metric_of(card, measured->meter);

		jrt_markdown_cell(&table, jrt_card_title_or_name(metric->title, metric->name));
		jrt_markdown_cell(&table, jrt_card_whose_text(
						  card, card->plan->meter[measured->meter].scope));
		jrt_markdown_cell(&table, measured->label);
		jrt_markdown_cell(&table, jrt_card_value_text(card, measured, 0));
		jrt_markdown_cell(&table, jrt_card_counted_text(card, measured));
		jrt_markdown_cell(&table, measured_note(card, measured));
		jrt_markdown_row(&table);
	}
	say_rest(summary, table.left_out);
}

static struct jb_text unless_zero(const struct jrt_card *card,
				  const struct jrt_agreement *agreement, jb_fix amount)
{
	return amount == 0 ? JB_TEXT("") : jrt_money_text(card, agreement, amount);
}

static void add_accounts(struct summary *summary, uint32_t number, size_t end)
{
	const struct jrt_card *card = &summary->card;
	const struct jrt_settlement *settlement = card->judged->settlement;
	const struct jrt_agreement *agreement = &card->plan->agreement[number];
	struct jrt_markdown_table table;

	jrt_markdown_table(&table, summary->out,
			   "Period|Charges:|Credits:|At most:|Bonus:|Returned:|Fees:|Net:| ", end);
	for (size_t i = 0; i < settlement->account_count; i++) {
		const struct jrt_account *account = &settlement->account[i];
		struct jb_text none = JB_TEXT("");

		if (account->agreement != number)
			continue;
		jrt_markdown_cell(&table, account->label);
		jrt_markdown_cell(&table, account->has_charges ? jrt_money_text(card, agreement,
										account->charges)
							       : none);
		jrt_markdown_cell(&table, jrt_money_text(card, agreement, account->credits));
		jrt_markdown_cell(&table, account->has_cap
						  ? jrt_money_text(card, agreement, account->cap)
						  : none);
		jrt_markdown_cell(&table, unless_zero(card, agreement, account->bonus));
		jrt_markdown_cell(&table, unless_zero(card, agreement, account->returned));
		jrt_markdown_cell(&table, unless_zero(card, agreement, account->fees));
		jrt_markdown_strong(&table, jrt_money_text(card, agreement, account->net));
		jrt_markdown_cell(&table, jrt_money_account_note(card, account));
		jrt_markdown_row(&table);
	}
	say_rest(summary, table.left_out);
}

static void add_lines(struct summary *summary, uint32_t number, size_t end)
{
	const struct jrt_card *card = &summary->card;
	const struct jrt_settlement *settlement = card->judged->settlement;
	const struct jrt_agreement *agreement = &card->plan->agreement[number];
	struct jrt_markdown_table table;

	jrt_markdown_table(&table, summary->out, "Period|What|Guarantee|Amount:|Why", end);
	for (size_t i = 0; i < settlement->line_count; i++) {
		const struct jrt_money_line *line = &settlement->line[i];

		if (line->agreement != number)
			continue;
		jrt_markdown_cell(&table, line->label);
		jrt_markdown_cell(&table, jb_text_of(jrt_word_line_kind(line->kind)));
		jrt_markdown_cell(&table, jrt_money_guarantee(card, agreement, line->guarantee));
		jrt_markdown_cell(&table, jrt_money_has_amount(line)
						  ? jrt_money_text(card, agreement, line->amount)
						  : JB_TEXT("?"));
		jrt_markdown_cell(&table, jrt_money_line_note(card, line));
		jrt_markdown_row(&table);
	}
	say_rest(summary, table.left_out);
}

static void add_money(struct summary *summary)
{
	const struct jrt_card *card = &summary->card;
	size_t room = share(summary, ROOM_MONEY), start = summary->out->size;

	if (!jrt_money_any(card->judged))
		return;
	for (uint32_t i = 0; i < card->plan->agreement_count; i++) {
		const struct jrt_agreement *agreement = &card->plan->agreement[i];

		if (jrt_money_total(card->judged->settlement, i).accounts == 0 ||
		    summary->out->size > start + room)
			continue;
		jb_buf_add_string(summary->out, "\n## Money: ");
		jrt_markdown_add(summary->out,
				 jrt_card_title_or_name(agreement->title, agreement->name));
		jb_buf_add_string(summary->out, "\n\n");
		add_strong(summary->out, jrt_money_sentence(card, i));
		jb_buf_add_byte(summary->out, '\n');
		add_accounts(summary, i, start + room / 2);
		add_lines(summary, i, start + room);
	}
}

static void add_data(struct summary *summary)
{
	const struct jrt_card *card = &summary->card;
	struct jrt_markdown_table table;

	if (card->measured->file_count == 0)
		return;
	jb_buf_add_string(summary->out, "\n## Data\n");
	jrt_markdown_table(&table, summary->out,
			   "Source|File|Rows:|Accepted:|Ignored:|Rejected:|Duplicates:",
			   summary->out->size + share(summary, ROOM_DATA));
	for (size_t i = 0; i < card->measured->file_count; i++) {
		const struct jrt_file_tally *file = &card->measured->file[i];
		const uint64_t counts[] = {file->rows, file->accepted, file->ignored,
					   file->rejected, file->duplicates};

		if (file->source >= card->plan->source_count)
			continue;
		jrt_markdown_cell(&table, card->plan->source[file->source].name);
		jrt_markdown_cell(&table, file->file);
		for (size_t k = 0; k < 5; k++) {
			struct jb_buf buf = jrt_card_new_text(card);

			jrt_figure_add_count(&buf, counts[k]);
			jrt_markdown_cell(&table, jb_buf_text(&buf));
		}
		jrt_markdown_row(&table);
	}
	say_rest(summary, table.left_out);
}

struct finding_list {
	const struct jrt_finding *at;
	size_t count;
};

static void add_finding(struct jb_buf *out, const struct jrt_finding *finding)
{
	static const char *const words[] = {
		[JRT_ERROR] = "error", [JRT_WARNING] = "warning", [JRT_INFO] = "note"};

	jb_buf_printf(out, "* **%s** ", words[finding->severity]);
	jrt_markdown_add(out, finding->code);
	jb_buf_add_byte(out, ' ');
	if (finding->file.size > 0) {
		jrt_markdown_add(out, finding->file);
		if (finding->line > 0)
			jb_buf_printf(out, ":%llu", (unsigned long long)finding->line);
		jb_buf_add_byte(out, ' ');
	}
	jrt_markdown_add(out, finding->message);
	jb_buf_add_byte(out, '\n');
}

/* Those of one severity, up to `end`; gives how many found no room. */
static size_t add_list(struct jb_buf *out, const struct finding_list *list,
		       enum jrt_severity severity, size_t end)
{
	size_t left_out = 0;

	for (size_t i = 0; i < list->count; i++) {
		size_t start = out->size;

		if (list->at[i].severity != severity)
			continue;
		add_finding(out, &list->at[i]);
		if (out->size <= end)
			continue;
		out->size = start;
		left_out++;
	}
	return left_out;
}

static void add_findings(struct summary *summary)
{
	const struct jrt_judged *judged = summary->card.judged;
	const struct jrt_settlement *settlement = judged->settlement;
	const struct finding_list lists[] = {
		{summary->card.measured->finding, summary->card.measured->finding_count},
		{judged->finding, judged->finding_count},
		{settlement != NULL ? settlement->finding : NULL,
		 settlement != NULL ? settlement->finding_count : 0},
		{judged->remark, judged->remark_count},
	};
	static const enum jrt_severity order[] = {JRT_ERROR, JRT_WARNING, JRT_INFO};
	size_t end = summary->out->size + share(summary, ROOM_FINDINGS), left_out = 0;

	if (lists[0].count + lists[1].count + lists[2].count + lists[3].count == 0)
		return;
	jb_buf_add_string(summary->out, "\n## Findings\n\n");
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < 4; k++)
			left_out += add_list(summary->out, &lists[k], order[i], end);
	say_rest(summary, left_out);
}

/* A title is at most so many bytes here. */
static void add_title(struct summary *summary)
{
	struct jb_text title = summary->card.plan->title;
	size_t size = title.size < TITLE_BYTES ? title.size : TITLE_BYTES;

	while (size > 0 && size < title.size && ((unsigned char)title.at[size] & 0xc0) == 0x80)
		size--;
	jb_buf_add_string(summary->out, "# ");
	jrt_markdown_add(summary->out, jb_text_slice(title, 0, size));
	jb_buf_add_string(summary->out, size < title.size ? "…\n" : "\n");
}

void jrt_report_markdown(const struct jrt_plan *plan, const struct jrt_measured *measured,
			 const struct jrt_judged *judged, size_t limit, struct jb_buf *out)
{
	struct jb_buf tail;
	struct summary summary = {
		.card = {.plan = plan, .measured = measured, .judged = judged, .arena = out->arena},
		.out = &tail,
		.limit = limit > 0 ? limit : JRT_MARKDOWN_BYTES,
	};
	size_t end;

	/* What stands last is written first: the verdicts get the room that is left. */
	jb_buf_init(&tail, out->arena);
	add_money(&summary);
	add_data(&summary);
	add_findings(&summary);
	summary.out = out;
	add_title(&summary);
	add_counts(&summary);
	end = summary.limit > tail.size + 2 * ROOM_NOTES
		      ? summary.limit - tail.size - 2 * ROOM_NOTES
		      : 0;
	add_verdicts(&summary, end);
	add_measured(&summary, end);
	add_triggers(&summary, end);
	if (out->size + tail.size <= summary.limit)
		jb_buf_add_text(out, jb_buf_text(&tail));
	else
		jb_buf_add_string(out, "\nMoney, data and findings do not fit in here.\n");
}
