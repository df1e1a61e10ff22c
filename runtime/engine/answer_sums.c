/*
 * From answers to what was measured: groups of rows added up to the cells of each meter. Here the
 * answers to several queries meet, and the calendar: rows lie in their period, and all queries of a
 * source saw the same rows. Values are answer_values.c's matter.
 */
#include <stdlib.h>

#include "engine/answer_sums.h"

enum jb_status jrt_sums_wrong(const struct jrt_sums *s, uint32_t query, uint32_t row,
			      const char *sentence)
{
	const struct jb_text from = s->answers->answer[query].from;
	struct jb_arena *arena = s->answers->arena;

	*s->why = row ? jb_text_printf(arena, "%.*s, row %u: %s", JB_ARG(from), row, sentence)
		      : jb_text_printf(arena, "%.*s: %s", JB_ARG(from), sentence);
	return JB_MALFORMED;
}

/* ---- the calendar ---- */

static enum jb_status check_period(const struct jrt_sums *s, uint32_t number,
				   const struct jrt_answer_group *group)
{
	const uint32_t periods = s->answers->queries->query[number].periods;
	struct jrt_range range;

	if (!group->has_period)
		return JB_OK;
	if (!jrt_elsewhere_is_period(s->feed, periods, group->period))
		return jrt_sums_wrong(s, number, group->row, "there is no period of this number");
	range = jrt_elsewhere_range(s->feed, periods, group->period);
	if (group->has_times && (group->first < range.from || group->last >= range.to))
		return jrt_sums_wrong(s, number, group->row,
				      "its rows do not lie in the period that it names");
	return JB_OK;
}

/* Rows whose group is a stretch of time lie in one that there is. */
static enum jb_status check_stretch(const struct jrt_sums *s, uint32_t number,
				    const struct jrt_answer_group *group)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_meter_run *meter;

	if (!query->grouping || query->grouping->key != JRT_NONE ||
	    group->fate != JRT_FATE_ACCEPTED)
		return JB_OK;
	meter = jrt_elsewhere_meter(s->feed, query->meter[0].meter);
	if (group->has_key && group->first >= group->key &&
	    group->last - group->key < query->grouping->length &&
	    jrt_elsewhere_is_stretch(meter, group->key))
		return JB_OK;
	return jrt_sums_wrong(s, number, group->row,
			      "its rows do not lie in the stretch of time that it names");
}

static enum jb_status check_periods(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_answer *answer = &s->answers->answer[number];
	enum jb_status status = JB_OK;

	for (size_t g = 0; g < answer->group.count && status == JB_OK; g++) {
		status = check_period(s, number, &answer->group.at[g]);
		if (status == JB_OK)
			status = check_stretch(s, number, &answer->group.at[g]);
	}
	return status;
}

/* ---- all queries of a source see the same rows ---- */

/* The first query of counts of the source, of all periods or of those of the query. */
static uint32_t first_like(const struct jrt_sums *s, uint32_t number, bool same_periods)
{
	const struct jrt_query *query = s->answers->queries->query, *of = &query[number];
	uint32_t q = 0;

	while (query[q].source != of->source || query[q].values ||
	       (same_periods && query[q].periods != of->periods))
		q++;
	return q;
}

/* As wide as it takes: an answer with very many groups must not come round to a few rows. */
struct totals {
	jb_i128 rows[JRT_FATES]; /* by fate */
	jb_i128 doubled, gaps, broken;
};

static struct totals totals_of(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_answer *answer = &s->answers->answer[number];
	const uint32_t source = s->answers->queries->query[number].source;
	struct totals totals = {.rows = {0}};

	for (size_t g = 0; g < answer->group.count; g++) {
		const struct jrt_answer_group *group = &answer->group.at[g];

		totals.rows[group->fate] += group->rows;
		totals.doubled += group->doubled;
		totals.gaps += group->gaps;
		for (size_t i = 0; i < s->answers->plan->source[source].require_count; i++)
			totals.broken += group->broken[i];
	}
	return totals;
}

/* Rows may count several times in what is not of rows, but states know no larger numbers. */
static enum jb_status check_size(const struct jrt_sums *s, uint32_t number,
				 const struct totals *totals)
{
	const jb_i128 most = (jb_i128)JRT_STATES_ROWS_MAX;
	jb_i128 rows = 0;

	for (size_t fate = 0; fate < JRT_FATES; fate++)
		rows += totals->rows[fate];
	if (rows > JRT_ANSWER_COUNT_MAX)
		return jrt_sums_wrong(s, number, 0, "more rows than any table has");
	if (totals->doubled > most || totals->gaps > most || totals->broken > most)
		return jrt_sums_wrong(s, number, 0,
				      "more odd times or broken requirements than any table has");
	return JB_OK;
}

static enum jb_status check_totals(const struct jrt_sums *s, uint32_t number, uint32_t first)
{
	const struct jrt_answer *answer = s->answers->answer;
	const struct totals one = totals_of(s, first), other = totals_of(s, number);
	static const char *const word[JRT_FATES] = {"accepted", "ignored", "duplicate", "rejected",
						    "undecided"};

	if (check_size(s, number, &other) != JB_OK)
		return JB_MALFORMED;
	for (size_t fate = 0; fate < JRT_FATES; fate++) {
		if (one.rows[fate] == other.rows[fate])
			continue;
		*s->why = jb_text_printf(
			s->answers->arena,
			"%.*s has %llu %s rows and %.*s has %llu: the table has changed between "
			"the two, or a part of it was away; ask for both at once, and again",
			JB_ARG(answer[first].from), (unsigned long long)one.rows[fate], word[fate],
			JB_ARG(answer[number].from), (unsigned long long)other.rows[fate]);
		return JB_MALFORMED;
	}
	return JB_OK;
}

/* What to do about rows in such doubt; the empty text where nothing is known. */
static const char *doubt_of(const struct jrt_queries *queries, struct jb_text word)
{
	static const struct {
		const char *word, *typed, *raw;
	} doubts[] = {
#define DOUBT(word, typed, raw) {word, typed, raw},
#include "engine/doubts.def"
#undef DOUBT
	};

	for (size_t i = 0; i < sizeof doubts / sizeof doubts[0]; i++)
		if (jb_text_equal(word, jb_text_of(doubts[i].word)))
			return queries->raw ? doubts[i].raw : doubts[i].typed;
	return "";
}

/* Of a row that the engine cannot tell exactly, nobody knows what it would change. */
static enum jb_status check_decided(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_answer *answer = &s->answers->answer[number];
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_source *source = &s->answers->plan->source[query->source];

	for (size_t g = 0; g < answer->group.count; g++) {
		const struct jrt_answer_group *group = &answer->group.at[g];
		const bool placed = group->column != JRT_NONE;
		const char *doubt = doubt_of(s->answers->queries, group->reason);

		if (group->fate != JRT_FATE_UNDECIDED)
			continue;
		*s->why = jb_text_printf(
			s->answers->arena,
			"%.*s: of %llu rows of %.*s the engine cannot tell exactly what they are "
			"(%.*s%s%.*s), so nothing is measured%s%s",
			JB_ARG(answer->from), (unsigned long long)group->rows, JB_ARG(source->name),
			JB_ARG(group->reason), placed ? ", column " : "",
			JB_ARG(placed ? source->column[group->column].name : JB_TEXT("")),
			*doubt ? ": " : "", doubt);
		return JB_REFUSED;
	}
	return JB_OK;
}

/* ---- what became of rows ---- */

static int by_reason(const void *a, const void *b)
{
	const struct jrt_answer_group *x = *(const struct jrt_answer_group *const *)a,
				      *y = *(const struct jrt_answer_group *const *)b;
	int order = jb_text_compare(x->reason, y->reason);

	return order ? order : (x->column > y->column) - (x->column < y->column);
}

/* Rows of all periods that have one reason and column are told at once. */
static void tell_rejected(const struct jrt_sums *s, const struct jrt_answer *answer)
{
	const size_t most = answer->group.count;
	const struct jrt_answer_group **order =
		JB_NEW_ARRAY(s->answers->arena, const struct jrt_answer_group *, most);
	size_t count = 0;

	for (size_t g = 0; g < most; g++)
		if (answer->group.at[g].fate == JRT_FATE_REJECTED)
			order[count++] = &answer->group.at[g];
	if (count)
		qsort(order, count, sizeof *order, by_reason);
	for (size_t i = 0, next; i < count; i = next) {
		uint64_t rows = 0;

		for (next = i; next < count && by_reason(&order[i], &order[next]) == 0; next++)
			rows += order[next]->rows;
		jrt_elsewhere_reject(s->feed, rows, order[i]->reason, order[i]->column);
	}
}

static void tell_group(const struct jrt_sums *s, const struct jrt_query *query,
		       const struct jrt_answer_group *group)
{
	const struct jrt_source *source = &s->answers->plan->source[query->source];

	if (group->fate == JRT_FATE_ACCEPTED)
		jrt_elsewhere_accept(s->feed, group->rows, group->first, group->last);
	if (group->fate == JRT_FATE_IGNORED)
		jrt_elsewhere_ignore(s->feed, group->rows);
	if (group->fate == JRT_FATE_DUPLICATE)
		jrt_elsewhere_duplicate(s->feed, group->rows);
	for (uint32_t i = 0; i < source->require_count; i++)
		jrt_elsewhere_broken(s->feed, i, group->broken[i], group->made_missing[i]);
	jrt_elsewhere_nobodys(s->feed, group->nobodys);
	jrt_elsewhere_odd_times(s->feed, group->doubled, group->gaps);
}

static void tell_rows(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_answer *answer = &s->answers->answer[number];

	for (size_t g = 0; g < answer->group.count; g++)
		tell_group(s, &s->answers->queries->query[number], &answer->group.at[g]);
	tell_rejected(s, answer);
}

/* ---- queries of counts ---- */

static enum jb_status count_groups(const struct jrt_sums *s, uint32_t number)
{
	const uint32_t first = first_like(s, number, false);
	enum jb_status status = check_decided(s, number);

	if (status == JB_OK)
		status = check_periods(s, number);
	if (status == JB_OK)
		status = check_totals(s, number, first);
	if (status == JB_OK)
		status = jrt_sums_check_surplus(s, number);
	if (status != JB_OK)
		return status;
	if (first == number)
		tell_rows(s, number);
	/* of a log: its cases are measured */
	if (s->answers->queries->query[number].meter_count == 0)
		return JB_OK;
	jrt_sums_fill(s, number, first_like(s, number, true) == number);
	return JB_OK;
}

/* ---- sources ---- */

static enum jb_status count_source(void *user, struct jrt_feed *feed, uint32_t source,
				   struct jb_arena *arena, struct jb_text *why)
{
	struct jrt_answers *answers = user;
	const struct jrt_sums sums = {.answers = answers, .feed = feed, .why = why};
	const struct jrt_query *query = answers->queries->query;
	enum jb_status status = JB_OK;

	(void)arena;
	for (uint32_t q = 0; q < answers->queries->count && status == JB_OK; q++)
		if (query[q].source == source)
			status = query[q].stretch_count ? jrt_sums_stretches(&sums, q)
				 : query[q].values	? jrt_sums_values(&sums, q)
							: count_groups(&sums, q);
	return status;
}

/* The first answer of a source; empty: none of its queries is answered. *missing: one that is
 * not. */
static struct jb_text find_answer(const struct jrt_answers *answers, uint32_t source,
				  const struct jrt_query **missing)
{
	struct jb_text from = {0};

	*missing = NULL;
	for (size_t q = 0; q < answers->queries->count; q++) {
		const struct jrt_query *query = &answers->queries->query[q];

		if (query->source != source)
			continue;
		if (!answers->answer[q].whole)
			*missing = query;
		else if (from.size == 0)
			from = answers->answer[q].from;
	}
	return from;
}

/* Whether others have answers that are made of the same rows: a log, or its cases. */
static bool is_answered_in_part(const struct jrt_answers *answers, uint32_t number)
{
	const struct jrt_source *source = answers->plan->source;
	const uint32_t log = source[number].cases ? source[number].cases->log : number;
	const struct jrt_query *missing;

	for (uint32_t s = 0; s < answers->plan->source_count; s++)
		if ((s == log || (source[s].cases && source[s].cases->log == log)) &&
		    find_answer(answers, s, &missing).size)
			return true;
	return false;
}

/* A file for each source that is answered. */
static enum jb_status find_sources(const struct jrt_answers *answers, struct jrt_input *input,
				   struct jb_text *why)
{
	const struct jrt_plan *plan = answers->plan;
	struct jrt_data_file *file =
		JB_NEW_ARRAY(answers->arena, struct jrt_data_file, plan->source_count);

	for (uint32_t s = 0; s < plan->source_count; s++) {
		const struct jrt_query *missing;
		struct jb_text from = find_answer(answers, s, &missing);

		if (from.size == 0 && !is_answered_in_part(answers, s))
			continue;
		if (missing) {
			*why = jb_text_printf(answers->arena, "the query \"%.*s\" is not answered",
					      JB_ARG(missing->name));
			return JB_REFUSED;
		}
		if (plan->source[s].cases)
			continue;
		file[input->file_count++] =
			(struct jrt_data_file){.source = plan->source[s].name, .path = from};
	}
	input->file = file;
	if (input->file_count)
		return JB_OK;
	*why = JB_TEXT("no query is answered");
	return JB_REFUSED;
}

enum jb_status jrt_answers_measure(struct jrt_answers *answers, const struct jrt_answers_with *with,
				   struct jrt_measured *out, struct jb_text *why)
{
	struct jb_arena *arena = answers->arena;
	struct jrt_input input = {.cover = with->cover, .cover_count = with->cover_count};
	const struct jrt_elsewhere elsewhere = {.count = count_source,
						.user = answers,
						.declared = with->declared,
						.declared_count = with->declared_count};
	enum jb_status status;

	*out = (struct jrt_measured){0};
	if (JB_ARM(arena) != 0)
		return JB_NO_MEMORY;
	status = find_sources(answers, &input, why);
	jb_arena_disarm(arena);
	return status == JB_OK
		       ? jrt_measure_elsewhere(answers->plan, &input, &elsewhere, arena, out, why)
		       : status;
}
