/*
 * A run into a ledger and out of it. The one place of the program that asks the clock; what it
 * says stands beside a record and decides nothing.
 */
#include "run/recording.h"

#include <stdlib.h>
#include <time.h>

#include "run/settle.h"
#include "ledger/accounts.h"
#include "ledger/identity.h"

static int say(struct jy_command *command, struct jb_text why)
{
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

static bool has_errors(const struct jrt_finding *finding, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (finding[i].severity == JRT_ERROR)
			return true;
	return false;
}

int jy_recording_begin(struct jy_command *command, struct jy_recording *recording,
		       const struct jrt_measured *own, bool verdicts)
{
	struct jb_arena *arena = command->arena;
	struct jb_text path, why = {0};
	enum jb_status status;

	*recording = (struct jy_recording){.own = own, .measured = *own};
	if (!verdicts || !jy_args_has(&command->args, "ledger"))
		return JY_EXIT_OK;
	path = jy_args_value(&command->args, "ledger", "");
	if (command->evidence != NULL)
		return jy_command_misused(
			command,
			"a record of evidence is not kept in a ledger: its keys are numbers, so "
			"its "
			"figures could not be told from those of other runs; the run that wrote it "
			"can do both: journey eval FILE --data NAME=PATH --evidence RECORD "
			"--ledger "
			"LEDGER");
	if (has_errors(own->finding, own->finding_count)) {
		jy_command_say(command, "the data has errors: %.*s is left alone", JB_ARG(path));
		return JY_EXIT_OK;
	}
	status = jrt_store_open(&recording->store, arena, path, JRT_STORE_WRITE, &why);
	if (status != JB_OK)
		return say(command, why);
	recording->on = true;
	status = jrt_history_read(command->plan, &recording->store, arena, &recording->history,
				  &why);
	if (status != JB_OK)
		return say(command, why);
	recording->measured = jrt_history_join(own, &recording->history, arena);
	return JY_EXIT_OK;
}

void jy_recording_close(struct jy_recording *recording)
{
	if (recording->on)
		jrt_store_close(&recording->store);
	recording->on = false;
}

/* ---- the entry ---- */

/* The clock, or what SOURCE_DATE_EPOCH says in its place; false where that is no number. */
static bool read_clock(int64_t *seconds)
{
	const char *said = getenv("SOURCE_DATE_EPOCH");
	jb_i128 value = 0;

	if (said == NULL) {
		*seconds = (int64_t)time(NULL);
		return true;
	}
	if (!jb_i128_parse(jb_text_of(said), &value) || value < 0 || value > INT64_MAX / 2)
		return false;
	*seconds = (int64_t)value;
	return true;
}

static struct jb_text agreements_of(const struct jrt_plan *plan, struct jb_arena *arena)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (size_t i = 0; i < plan->agreement_count; i++) {
		jb_buf_add_string(&buf, i > 0 ? ", " : "");
		jb_buf_add_text(&buf, plan->agreement[i].name);
	}
	return jb_buf_text(&buf);
}

/* "2026-01 to 2026-03": of the periods that the data covered, the one that begins first and the
 * one that ends last; of several the longest. */
static struct jb_text periods_of(const struct jrt_plan *plan, const struct jrt_measured *own,
				 struct jb_arena *arena)
{
	const struct jrt_cell *first = NULL, *last = NULL;

	for (size_t i = 0; i < own->cell_count; i++) {
		const struct jrt_cell *cell = &own->cell[i];

		if (cell->coverage > JRT_COVERED_BY_ROWS ||
		    plan->periods[plan->meter[cell->meter].periods].unit == JRT_WHOLE)
			continue;
		if (first == NULL || cell->from < first->from ||
		    (cell->from == first->from && cell->to > first->to))
			first = cell;
		if (last == NULL || cell->to > last->to ||
		    (cell->to == last->to && cell->from < last->from))
			last = cell;
	}
	if (first == NULL)
		return JB_TEXT("");
	if (jb_text_equal(first->label, last->label))
		return first->label;
	return jb_text_printf(arena, "%.*s to %.*s", JB_ARG(first->label), JB_ARG(last->label));
}

static void add_cover(struct jrt_entry *entry, const struct jrt_measured *own)
{
	for (size_t i = 0; i < own->source_count; i++) {
		const struct jrt_source_tally *tally = &own->source[i];

		if (!tally->has_cover)
			continue;
		if (!entry->has_cover || tally->cover_from < entry->cover_from)
			entry->cover_from = tally->cover_from;
		if (!entry->has_cover || tally->cover_to > entry->cover_to)
			entry->cover_to = tally->cover_to;
		entry->has_cover = true;
	}
}

static int add_entry(struct jy_command *command, struct jy_recording *recording,
		     const struct jrt_judged *judged, const struct jrt_history_change *change,
		     const struct jb_digest *definitions)
{
	const struct jrt_plan *plan = command->plan;
	struct jb_arena *arena = command->arena;
	struct jrt_entry entry = {
		.kind = change->corrects > 0 ? JRT_ENTRY_CORRECTION : JRT_ENTRY_RUN,
		.program = plan->title,
		.definitions = *definitions,
		.agreements = agreements_of(plan, arena),
		.as_of = jy_args_value(&command->args, "as-of", ""),
		.periods = periods_of(plan, recording->own, arena),
		.corrects = change->corrects,
		.meters = jrt_identity_text(plan, arena),
		.accounts = jrt_accounts_text(plan, judged->settlement, arena),
	};
	struct jb_text path = recording->store.path, why = {0};
	struct jb_buf payload;

	if (!read_clock(&entry.recorded_at))
		return jy_command_misused(command,
					  "SOURCE_DATE_EPOCH is no number of seconds since 1970");
	add_cover(&entry, recording->own);
	jb_buf_init(&payload, arena);
	jrt_report_json(plan, recording->own, judged, &payload);
	entry.payload = jb_buf_text(&payload);
	if (jrt_ledger_add(&recording->store, &entry, &why) != JB_OK)
		return say(command, why);
	jy_command_say(command, "%.*s: entry %llu, %.*s", JB_ARG(path),
		       (unsigned long long)entry.seq, JB_ARG(jb_digest_hex(arena, &entry.hash)));
	return JY_EXIT_OK;
}

/* Findings of the ledger are findings of judging: they hang on what is judged. */
static void add_findings(struct jb_arena *arena, struct jrt_judged *judged,
			 const struct jrt_history_change *change)
{
	size_t count = judged->finding_count + change->finding_count;
	struct jrt_finding *finding = JB_NEW_ARRAY(arena, struct jrt_finding, count);

	for (size_t i = 0; i < judged->finding_count; i++)
		finding[i] = judged->finding[i];
	for (size_t i = 0; i < change->finding_count; i++)
		finding[judged->finding_count + i] = change->finding[i];
	judged->finding = finding;
	judged->finding_count = count;
}

int jy_recording_end(struct jy_command *command, struct jy_recording *recording,
		     struct jrt_judged *judged)
{
	const struct jrt_plan *plan = command->plan;
	struct jb_arena *arena = command->arena;
	struct jrt_history_change change;
	struct jb_text why = {0};
	int status = JY_EXIT_OK;

	if (!recording->on)
		return JY_EXIT_OK;
	const struct jb_digest definitions = command->origin->digest(command);

	if (jrt_history_compare(plan, recording->own, &recording->history, judged, &definitions,
				arena, &change, &why) != JB_OK)
		return say(command, why);
	add_findings(arena, judged, &change);
	if (has_errors(judged->finding, judged->finding_count))
		jy_command_say(command, "the data cannot be judged: %.*s is left alone",
			       JB_ARG(recording->store.path));
	else if (jy_settled_wrongly(judged))
		jy_command_say(command, "the money cannot be settled: %.*s is left alone",
			       JB_ARG(recording->store.path));
	else if (change.known)
		jy_command_say(command, "%.*s: nothing is added, entry %llu says all of it",
			       JB_ARG(recording->store.path),
			       (unsigned long long)recording->history.newest);
	else
		status = add_entry(command, recording, judged, &change, &definitions);
	jy_recording_close(recording);
	return status;
}
