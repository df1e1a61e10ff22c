/*
 * Reading earlier runs back, newest first, and joining them to what is at hand. A cell is kept
 * when none is there yet for its meter and period, or one that covered less.
 */
#include "ledger/history.h"

#include <stdlib.h>

#include "ledger/accounts.h"
#include "ledger/identity.h"
#include "report/states_read.h"

/* Reading under way. */
struct reading {
	const struct jrt_plan *plan;
	struct jb_arena *arena;
	struct jrt_store *store;
	struct jrt_states_history states;
	struct jb_map place; /* of a meter and period: 1 + index into `cell` */
	JB_VEC(struct jrt_cell) cell;
	JB_VEC(struct jrt_cell) whole;
	JB_VEC(struct jrt_finding) finding;
	struct jrt_accounts accounts;
	bool *told; /* of each metric: that it counts otherwise */
	struct jrt_history *out;
};

static bool in_no_period(const struct jrt_plan *plan, uint32_t meter)
{
	return plan->periods[plan->meter[meter].periods].unit == JRT_WHOLE;
}

static struct jb_text key_of(struct jb_arena *arena, const struct jrt_cell *cell)
{
	return jb_text_printf(arena, "%u %lld", cell->meter, (long long)cell->period);
}

/* By declaration or by rows: both are the whole of a period. */
static int rank_of(const struct jrt_cell *cell)
{
	return cell->coverage == JRT_COVERED_BY_ROWS ? (int)JRT_COVERED : (int)cell->coverage;
}

static void take_cell(struct reading *at, const struct jrt_entry *entry,
		      const struct jrt_measured *then, struct jrt_cell cell)
{
	uint32_t source = at->plan->metric[at->plan->meter[cell.meter].metric].source;
	bool fresh;

	if (cell.coverage == JRT_COVERED_NOT || cell.entry > 0)
		return;
	cell.entry = entry->seq;
	if (source < then->source_count && then->source[source].has_cover &&
	    !then->source[source].cover_gaps) {
		cell.entry_from = then->source[source].cover_from;
		cell.entry_to = then->source[source].cover_to;
	}
	if (in_no_period(at->plan, cell.meter)) {
		*jb_push(at->arena, &at->whole) = cell;
		return;
	}
	uint64_t *place = jb_map_put(&at->place, key_of(at->arena, &cell), &fresh);

	if (fresh) {
		*jb_push(at->arena, &at->cell) = cell;
		*place = at->cell.count;
	} else if (rank_of(&cell) < rank_of(&at->cell.at[*place - 1])) {
		at->cell.at[*place - 1] = cell;
	}
}

static struct jrt_finding *find(struct reading *at, enum jrt_severity severity, struct jb_text code)
{
	struct jrt_finding *finding = jb_push(at->arena, &at->finding);

	finding->severity = severity;
	finding->code = code;
	finding->file = at->store->path;
	return finding;
}

/* Why figures of a metric in an entry are not used; empty: they are. */
static struct jb_text change_of(struct reading *at, size_t number, unsigned long long entry)
{
	const struct jrt_metric *metric = &at->plan->metric[number];
	struct jb_text was = at->states.was[number], relieved = at->states.relieved[number];

	if (was.at == NULL && relieved.size == 0)
		return JB_TEXT("");
	if (was.at == NULL)
		return jb_text_printf(at->arena,
				      "%.*s was recorded with other relief for %.*s in entry %llu: "
				      "that figure is not used",
				      JB_ARG(metric->name), JB_ARG(relieved), entry);
	return jb_text_printf(
		at->arena,
		jb_text_equal(was, metric->definition)
			? "%.*s counted other rows in entry %llu than today, though both "
			  "say \"%.*s\": figures recorded then are not used"
			: "%.*s was another figure in entry %llu, \"%.*s\": figures "
			  "recorded then are not used",
		JB_ARG(metric->name), entry, JB_ARG(was));
}

/* Once a metric, of the newest entry. */
static void tell_changes(struct reading *at, const struct jrt_entry *entry)
{
	for (size_t i = 0; i < at->plan->metric_count; i++) {
		struct jb_text change = change_of(at, i, (unsigned long long)entry->seq);
		struct jrt_finding *finding;

		if (change.size == 0 || at->told[i])
			continue;
		at->told[i] = true;
		finding = find(at, JRT_WARNING, JB_TEXT("R0401"));
		finding->message = change;
		finding->help =
			JB_TEXT("measure the earlier data again, with this program and this "
				"ledger");
	}
}

static void read_entry(struct reading *at, const struct jrt_entry *entry)
{
	struct jrt_measured then;
	struct jb_text why = {0};
	enum jb_status status = JB_MALFORMED;

	at->states.found = jrt_identity_read(entry->meters, at->arena, &at->states.found_count);
	at->states.was = JB_NEW_ARRAY(at->arena, struct jb_text, at->plan->metric_count);
	at->states.relieved = JB_NEW_ARRAY(at->arena, struct jb_text, at->plan->metric_count);
	if (at->states.found != NULL)
		status = jrt_states_read_history(at->plan, entry->payload, &at->states, at->arena,
						 &then, &why);
	if (status == JB_OK && jrt_accounts_read(entry->accounts, &at->accounts, at->arena)) {
		tell_changes(at, entry);
		for (size_t i = 0; i < then.cell_count; i++)
			take_cell(at, entry, &then, then.cell[i]);
		return;
	}
	find(at, JRT_WARNING, JB_TEXT("R0402"))->message = jb_text_printf(
		at->arena, "entry %llu cannot be read, and is not used%s%.*s",
		(unsigned long long)entry->seq, why.size > 0 ? ": " : "", JB_ARG(why));
}

static int by_meter(const void *a, const void *b)
{
	const struct jrt_cell *one = a, *other = b;

	if (one->meter != other->meter)
		return one->meter < other->meter ? -1 : 1;
	return (one->period > other->period) - (one->period < other->period);
}

static enum jb_status read_entries(struct reading *at, struct jb_text *why)
{
	struct jrt_entry entry;
	enum jb_status status = jrt_store_seek(at->store, UINT64_MAX, true, why);

	while (status == JB_OK) {
		status = jrt_store_next(at->store, &entry, why);
		if (status != JB_OK || entry.seq == 0)
			break;
		if (!jb_text_equal(entry.program, at->plan->title))
			continue;
		if (at->out->newest == 0) {
			at->out->newest = entry.seq;
			at->out->definitions = entry.definitions;
			at->out->accounts = jb_text_copy(at->arena, entry.accounts);
		}
		read_entry(at, &entry);
	}
	return status;
}

enum jb_status jrt_history_read(const struct jrt_plan *plan, struct jrt_store *store,
				struct jb_arena *arena, struct jrt_history *out,
				struct jb_text *why)
{
	struct reading at = {.plan = plan, .arena = arena, .store = store, .out = out};

	*out = (struct jrt_history){0};
	jb_map_init(&at.place, arena);
	jrt_accounts_init(&at.accounts, arena);
	at.told = JB_NEW_ARRAY(arena, bool, plan->metric_count);
	at.states.wanted = jrt_identity_meters(plan, arena);
	enum jb_status status = read_entries(&at, why);
	if (at.cell.count > 0)
		qsort(at.cell.at, at.cell.count, sizeof *at.cell.at, by_meter);
	out->cell = at.cell.at;
	out->cell_count = at.cell.count;
	out->whole = at.whole.at;
	out->whole_count = at.whole.count;
	out->account = at.accounts.list.at;
	out->account_count = at.accounts.list.count;
	out->finding = at.finding.at;
	out->finding_count = at.finding.count;
	return status;
}

/* ---- joining ---- */

static const struct jrt_cell *better_of(const struct jrt_cell *own, const struct jrt_cell *then)
{
	return rank_of(then) < rank_of(own) ? then : own;
}

struct jrt_measured jrt_history_join(const struct jrt_measured *own,
				     const struct jrt_history *history, struct jb_arena *arena)
{
	struct jrt_measured out = *own;
	size_t i = 0, j = 0;

	out.cell = JB_NEW_ARRAY(arena, struct jrt_cell, own->cell_count + history->cell_count);
	out.cell_count = 0;
	while (i < own->cell_count || j < history->cell_count) {
		const struct jrt_cell *mine = i < own->cell_count ? &own->cell[i] : NULL;
		const struct jrt_cell *then = j < history->cell_count ? &history->cell[j] : NULL;
		int order = mine == NULL ? 1 : then == NULL ? -1 : by_meter(mine, then);

		out.cell[out.cell_count++] = order < 0	 ? *mine
					     : order > 0 ? *then
							 : *better_of(mine, then);
		i += order <= 0;
		j += order >= 0;
	}
	out.finding = JB_NEW_ARRAY(arena, struct jrt_finding,
				   own->finding_count + history->finding_count);
	out.finding_count = 0;
	for (size_t f = 0; f < own->finding_count; f++)
		out.finding[out.finding_count++] = own->finding[f];
	for (size_t f = 0; f < history->finding_count; f++)
		out.finding[out.finding_count++] = history->finding[f];
	return out;
}
