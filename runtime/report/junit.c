/*
 * Results as test cases: which case there is, how it ends, and what it says. See junit.h.
 */
#include "report/junit.h"

#include <string.h>

#include "judge/figure.h"
#include "journey/report.h"
#include "report/money.h"

static struct jb_text printed(const struct jrt_card *card, struct jb_text word, struct jb_text text)
{
	return text.size > 0 ? jb_text_printf(card->arena, "%.*s: %.*s", JB_ARG(word), JB_ARG(text))
			     : word;
}

/* "fault_repair" of "fault_repair.call". */
static struct jb_text journey_of(const struct jrt_card *card, const struct jrt_scope *scope)
{
	const char *dot = memchr(scope->name.at, '.', scope->name.size);

	if (scope->kind == JRT_SCOPE_ALL || scope->name.size == 0)
		return card->plan->title;
	return dot != NULL ? jb_text_slice(scope->name, 0, (size_t)(dot - scope->name.at))
			   : scope->name;
}

/* "Answered within 20 s, at least 80 % [acme, Cape Town, 2026-01]". */
static struct jb_text name_of(const struct jrt_card *card, const struct jrt_criterion *criterion,
			      const struct jrt_verdict *verdict)
{
	const struct jrt_scope *scope =
		&card->plan->scope[card->plan->meter[verdict->measured.meter].scope];
	const struct jb_text where[] = {scope->partner, scope->site, verdict->label};
	struct jb_text threshold = jrt_card_threshold_text(card, verdict);
	struct jb_buf buf = jrt_card_new_text(card);
	const char *between = " [";

	jb_buf_add_text(&buf, jrt_card_criterion_text(card, criterion));
	jb_buf_add_string(&buf, threshold.size > 0 ? ", " : "");
	jb_buf_add_text(&buf, threshold);
	for (size_t i = 0; i < 3; i++) {
		if (where[i].size == 0)
			continue;
		jb_buf_add_string(&buf, between);
		jrt_plain_add(&buf, where[i]);
		between = ", ";
	}
	jb_buf_add_string(&buf, *between == ',' ? "]" : "");
	return jb_buf_text(&buf);
}

static void add_part(struct jb_buf *buf, struct jb_text text, const char *behind)
{
	if (text.size == 0)
		return;
	jb_buf_add_string(buf, buf->size > 0 ? ", " : "");
	jb_buf_add_text(buf, text);
	jb_buf_add_string(buf, behind);
}

/* "75.2 %, at least 80 % asked for, 4.8 pp short, 315 counted". */
static struct jb_text figures_of(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	struct jb_buf buf = jrt_card_new_text(card);

	if (verdict->measured.measured)
		add_part(&buf, jrt_card_judged_text(card, verdict), "");
	add_part(&buf, jrt_card_threshold_text(card, verdict), " asked for");
	add_part(&buf, jrt_card_note_text(card, verdict), "");
	add_part(&buf, jrt_card_counted_text(card, &verdict->measured), " counted");
	return jb_buf_text(&buf);
}

/* What is less than sure of it. */
static struct jb_text out_of(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	struct jb_buf buf = jrt_card_new_text(card);

	if (verdict->provisional)
		add_part(&buf, JB_TEXT("provisional: the verdict may still change"), "");
	if (verdict->approximate)
		add_part(&buf, jrt_card_word(card, verdict), "");
	return jb_buf_text(&buf);
}

static struct jb_text place_of(const struct jrt_card *card, const struct jrt_place *place)
{
	struct jb_buf buf = jrt_card_new_text(card);

	if (place->file.size == 0)
		return JB_TEXT("");
	jrt_plain_add(&buf, place->file);
	if (place->line > 0)
		jb_buf_printf(&buf, ":%u", (unsigned)place->line);
	return jb_buf_text(&buf);
}

static void add_verdict(const struct jrt_card *card, struct jrt_junit *junit,
			const struct jrt_verdict *verdict)
{
	static const enum jrt_junit_outcome outcomes[] = {
		[JRT_MET] = JRT_JUNIT_PASS,
		[JRT_MISSED] = JRT_JUNIT_FAILURE,
		[JRT_EXCUSED] = JRT_JUNIT_SKIPPED,
		[JRT_NOT_MEASURED] = JRT_JUNIT_SKIPPED,
	};
	const struct jrt_criterion *criterion = &card->plan->criterion[verdict->criterion];
	const struct jrt_scope *scope =
		&card->plan->scope[jrt_card_criterion_scope(card, verdict->criterion)];
	bool own = criterion->agreement.size == 0, missed = verdict->verdict == JRT_MISSED;
	struct jb_text suite = own ? journey_of(card, scope) : criterion->agreement;
	struct jb_text figures = figures_of(card, verdict);

	jrt_junit_add(junit, jrt_card_clean(card, suite),
		      (struct jrt_junit_case){
			      .classname = jrt_card_clean(card, scope->name),
			      .name = name_of(card, criterion, verdict),
			      .outcome = outcomes[verdict->verdict],
			      .type = missed ? "missed" : NULL,
			      .message = printed(card, jrt_card_word(card, verdict), figures),
			      .detail = missed ? place_of(card, &criterion->place) : JB_TEXT(""),
			      .out = out_of(card, verdict),
		      });
}

static void add_triggers(const struct jrt_card *card, struct jrt_junit *junit)
{
	for (size_t i = 0; i < card->judged->trigger_count; i++) {
		const struct jrt_trigger_result *result = &card->judged->trigger[i];
		const struct jrt_trigger *trigger = &card->plan->trigger[result->trigger];
		struct jb_text agreement = jrt_card_clean(card, trigger->agreement);
		struct jb_text reason = jrt_card_clean(card, result->reason);
		struct jb_buf name = jrt_card_new_text(card);

		jb_buf_add_string(&name, "no right to terminate: ");
		jrt_plain_add(&name, trigger->guarantee);
		jb_buf_printf(&name, ", %u of %u periods", trigger->count, trigger->of);
		jrt_junit_add(
			junit, agreement,
			(struct jrt_junit_case){
				.classname = agreement,
				.name = jb_buf_text(&name),
				.outcome = result->fired ? JRT_JUNIT_FAILURE : JRT_JUNIT_PASS,
				.type = "terminate",
				.message = printed(card, JB_TEXT("may be terminated"), reason),
				.detail = place_of(card, &trigger->place),
			});
	}
}

static void add_money_triggers(const struct jrt_card *card, struct jrt_junit *junit)
{
	const struct jrt_settlement *settlement = card->judged->settlement;

	for (size_t i = 0; i < settlement->trigger_count; i++) {
		const struct jrt_money_trigger_result *result = &settlement->trigger[i];
		const struct jrt_agreement *agreement = &card->plan->agreement[result->agreement];
		const struct jrt_money_trigger *trigger = &agreement->trigger[result->trigger];
		struct jb_text name = jrt_card_clean(card, agreement->name);

		jrt_junit_add(junit, name,
			      (struct jrt_junit_case){
				      .classname = name,
				      .name = jb_text_printf(card->arena, "remedy %u: %s",
							     (unsigned)result->trigger + 1,
							     jrt_word_remedy(trigger->remedy)),
				      .outcome = result->fired ? JRT_JUNIT_FAILURE : JRT_JUNIT_PASS,
				      .type = jrt_word_remedy(trigger->remedy),
				      .message = jrt_money_trigger_text(card, result),
				      .detail = place_of(card, &trigger->place),
			      });
	}
}

static void add_property(const struct jrt_card *card, struct jrt_junit *junit, uint32_t agreement,
			 struct jb_text name, struct jb_text value)
{
	struct jb_text suite = jrt_card_clean(card, card->plan->agreement[agreement].name);

	*jb_push(card->arena, &jrt_junit_suite(junit, suite)->property) =
		(struct jrt_junit_property){name, value};
}

static void add_money(const struct jrt_card *card, struct jrt_junit *junit)
{
	const struct jrt_settlement *settlement = card->judged->settlement;

	for (uint32_t i = 0; i < card->plan->agreement_count; i++)
		if (jrt_money_total(settlement, i).accounts > 0)
			add_property(card, junit, i, JB_TEXT("money"), jrt_money_sentence(card, i));
	for (size_t i = 0; i < settlement->account_count; i++) {
		const struct jrt_account *account = &settlement->account[i];
		struct jb_buf name = jrt_card_new_text(card);

		jb_buf_add_string(&name, "net ");
		jrt_plain_add(&name, account->label);
		add_property(card, junit, account->agreement, jb_buf_text(&name),
			     jrt_money_text(card, &card->plan->agreement[account->agreement],
					    account->net));
	}
	add_money_triggers(card, junit);
}

static void add_source(const struct jrt_card *card, struct jrt_junit *junit,
		       const struct jrt_source_tally *tally)
{
	struct jb_buf out = jrt_card_new_text(card);
	bool sound = !tally->unread && !tally->over_tolerance;

	jrt_figure_add_count(&out, tally->rows);
	jb_buf_add_string(&out, " rows: ");
	jrt_figure_add_count(&out, tally->accepted);
	jb_buf_add_string(&out, " accepted, ");
	jrt_figure_add_count(&out, tally->ignored);
	jb_buf_add_string(&out, " ignored, ");
	jrt_figure_add_count(&out, tally->rejected);
	jb_buf_add_string(&out, " rejected, ");
	jrt_figure_add_count(&out, tally->duplicates);
	jb_buf_add_string(&out, " duplicates");
	jrt_junit_add(junit, JB_TEXT("data"),
		      (struct jrt_junit_case){
			      .classname = JB_TEXT("data"),
			      .name = jrt_card_clean(card, card->plan->source[tally->source].name),
			      .outcome = sound ? JRT_JUNIT_PASS : JRT_JUNIT_SKIPPED,
			      .message = tally->unread ? JB_TEXT("not all of it could be read")
						       : JB_TEXT("more rejected than tolerated"),
			      .out = jb_buf_text(&out),
		      });
}

static struct jb_text finding_place(const struct jrt_card *card, const struct jrt_finding *finding)
{
	return place_of(
		card, &(struct jrt_place){.file = finding->file, .line = (uint32_t)finding->line});
}

/* Those that are errors. */
static void add_findings(const struct jrt_card *card, struct jrt_junit *junit,
			 const struct jrt_finding *finding, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct jb_text message = jrt_card_clean(card, finding[i].message);

		if (finding[i].severity != JRT_ERROR)
			continue;
		jrt_junit_add(
			junit, JB_TEXT("data"),
			(struct jrt_junit_case){
				.classname = JB_TEXT("data"),
				.name = jb_text_printf(card->arena, "%.*s: %.*s",
						       JB_ARG(finding[i].code), JB_ARG(message)),
				.outcome = JRT_JUNIT_ERROR,
				.type = jb_text_cstring(card->arena, finding[i].code),
				.message = message,
				.detail = finding_place(card, &finding[i]),
			});
	}
}

static void add_remarks(const struct jrt_card *card, struct jrt_junit *junit)
{
	for (size_t i = 0; i < card->judged->remark_count; i++) {
		const struct jrt_finding *remark = &card->judged->remark[i];
		struct jb_text message = jrt_card_clean(card, remark->message);
		bool fails = remark->severity == JRT_ERROR;

		jrt_junit_add(junit, JB_TEXT("rules"),
			      (struct jrt_junit_case){
				      .classname = jrt_card_clean(card, remark->code),
				      .name = message,
				      .outcome = fails ? JRT_JUNIT_FAILURE : JRT_JUNIT_PASS,
				      .type = "rule",
				      .message = message,
				      .detail = finding_place(card, remark),
				      .out = fails ? JB_TEXT("") : finding_place(card, remark),
			      });
	}
}

void jrt_report_junit(const struct jrt_plan *plan, const struct jrt_measured *measured,
		      const struct jrt_judged *judged, struct jb_buf *out)
{
	struct jrt_card card = {
		.plan = plan, .measured = measured, .judged = judged, .arena = out->arena};
	struct jrt_junit junit = {.arena = out->arena, .title = jrt_card_clean(&card, plan->title)};

	for (size_t i = 0; i < judged->verdict_count; i++)
		if (!judged->verdict[i].evidence)
			add_verdict(&card, &junit, &judged->verdict[i]);
	add_triggers(&card, &junit);
	if (judged->settlement != NULL)
		add_money(&card, &junit);
	for (size_t i = 0; i < measured->source_count; i++)
		add_source(&card, &junit, &measured->source[i]);
	add_findings(&card, &junit, measured->finding, measured->finding_count);
	add_findings(&card, &junit, judged->finding, judged->finding_count);
	if (judged->settlement != NULL)
		add_findings(&card, &junit, judged->settlement->finding,
			     judged->settlement->finding_count);
	add_remarks(&card, &junit);
	jrt_junit_write(&junit, out);
}
