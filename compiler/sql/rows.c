/*
 * What becomes of each row, in the order of measuring (measure/sift.c, dedupe.c, vet.c): ignored, a
 * duplicate, rejected with its first fault, or accepted, with values that requirements made
 * missing. A row about which anything is in doubt is undecided.
 */
#include "sql/work.h"

/* TRUE where one of the conditions is, FALSE otherwise: never unknown. */
static struct jy_sql_value any(struct jy_sql_work *work, const struct jy_sql_value *when,
			       size_t count)
{
	struct jy_sql_value any = jy_sql_word("FALSE");

	for (size_t i = 0; i < count; i++)
		any = jy_sql_or(&work->sheet, any, when[i]);
	return count ? JY_SQL(&work->sheet, "CASE WHEN $1 THEN TRUE ELSE FALSE END", any) : any;
}

/* The code of the first fault, or the name of its column. */
static struct jy_sql_value first_fault(struct jy_sql_work *work, bool column)
{
	struct jb_buf out;
	unsigned level = 0;

	if (work->faults.count == 0)
		return JY_SQL(&work->sheet, work->dialect->text, jy_sql_word("NULL"));
	jb_buf_init(&out, work->arena);
	jb_buf_add_string(&out, "CASE");
	for (size_t i = 0; i < work->faults.count; i++) {
		const struct jy_sql_fault *fault = &work->faults.at[i];

		jb_buf_printf(&out, " WHEN %.*s IS NOT NULL THEN ", JB_ARG(fault->code.text));
		if (column)
			jy_sql_add_text(&out, work->dialect, fault->column);
		else
			jb_buf_add_text(&out, fault->code.text);
		if (fault->code.level > level)
			level = fault->code.level;
	}
	jb_buf_add_string(&out, " END");
	return (struct jy_sql_value){jb_text_copy(work->arena, jb_buf_text(&out)), level, true};
}

struct jy_sql_value jy_sql_first_fault(struct jy_sql_work *work)
{
	return first_fault(work, false);
}

static struct jy_sql_value first_doubt(struct jy_sql_work *work)
{
	struct jb_buf out;
	unsigned level = 0;

	if (work->doubts.count == 0)
		return JY_SQL(&work->sheet, work->dialect->text, jy_sql_word("NULL"));
	jb_buf_init(&out, work->arena);
	jb_buf_add_string(&out, "CASE");
	for (size_t i = 0; i < work->doubts.count; i++) {
		const struct jy_sql_doubt *doubt = &work->doubts.at[i];

		jb_buf_printf(&out, " WHEN %.*s THEN '%s'", JB_ARG(doubt->when.text), doubt->word);
		if (doubt->when.level > level)
			level = doubt->when.level;
	}
	jb_buf_add_string(&out, " END");
	return (struct jy_sql_value){jb_text_copy(work->arena, jb_buf_text(&out)), level, true};
}

static void add_fault(struct jy_sql_work *work, struct jy_sql_value when, const char *name,
		      const char *code)
{
	struct jy_sql_value fault = JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", when,
					   jy_sql_text(&work->sheet, jb_text_of(code)));

	*jb_push(work->arena, &work->faults) =
		(struct jy_sql_fault){.code = jy_sheet_keep(&work->sheet, jb_text_of(name), fault)};
}

/* ---- ignore ---- */

static struct jy_sql_value ignored(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;
	size_t count = source->ignore_count;
	struct jy_sql_value *when =
		JB_NEW_ARRAY(work->arena, struct jy_sql_value, source->ignore_count + 1);

	work->filter = jy_sql_steps(work, &source->filter, work->column, "filter");
	jy_sql_run(work, work->filter, JY_SQL_AT_ONCE);
	for (size_t i = 0; i < source->ignore_count; i++)
		when[i] = work->filter->value[source->ignore[i]];
	if (source->cases) /* that are counted by an end they do not have */
		when[count++] = JY_SQL(&work->sheet, "$1 IS NULL",
				       work->column[source->cases->time_column]);
	return JY_SQL_KEEP(work, "ignored", any(work, when, count));
}

/* ---- require ---- */

/* FALSE of the rows that do not fulfil it. */
static struct jy_sql_value condition(struct jy_sql_work *work, size_t number)
{
	return work->check->value[work->source->require[number].condition];
}

static void reject_unfulfilled(struct jy_sql_work *work)
{
	for (size_t i = 0; i < work->source->require_count; i++)
		if (work->source->require[i].fate == JRT_REJECT_ROW)
			add_fault(work, JY_SQL(&work->sheet, "NOT $1", condition(work, i)),
				  "requirement", "R0321");
}

/* The columns as `main` sees them; rows that are gone or rejected so far stay as they are. */
static struct jy_sql_value *make_missing(struct jy_sql_work *work, struct jy_sql_value gone)
{
	const struct jrt_source *source = work->source;
	struct jy_sql_value *column =
		JB_NEW_ARRAY(work->arena, struct jy_sql_value, source->column_count);
	struct jy_sql_value bad = gone;

	for (size_t c = 0; c < source->column_count; c++)
		column[c] = work->column[c];
	if (source->require_count && work->faults.count)
		bad = JY_SQL_KEEP(work, "is bad",
				  JY_SQL(&work->sheet, "$1 OR $2 IS NOT NULL", gone,
					 first_fault(work, false)));
	for (size_t i = 0; i < source->require_count; i++) {
		const struct jrt_require *require = &source->require[i];
		struct jy_sql_value broken = JY_SQL(&work->sheet, "NOT $1", condition(work, i));
		struct jy_sql_value *made;

		broken = JY_SQL_KEEP(work, "broken",
				     JY_SQL(&work->sheet,
					    "CASE WHEN $1 AND NOT $2 THEN 1 ELSE 0 END", broken,
					    bad));
		work->broken[i] = JY_SQL(&work->sheet, "$1 = 1", broken);
		if (require->fate != JRT_MAKE_MISSING)
			continue;
		made = &column[require->column];
		work->made_missing[i] =
			JY_SQL(&work->sheet, "$1 = 1 AND $2 IS NOT NULL", broken, *made);
		*made = jy_sheet_keep(
			&work->sheet, source->column[require->column].name,
			JY_SQL(&work->sheet, "CASE WHEN $1 = 0 THEN $2 END", broken, *made));
	}
	return column;
}

static void check(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;

	work->broken = JB_NEW_ARRAY(work->arena, struct jy_sql_value, source->require_count);
	work->made_missing = JB_NEW_ARRAY(work->arena, struct jy_sql_value, source->require_count);
	work->check = jy_sql_steps(work, &source->check, work->column, "check");
	jy_sql_run(work, work->check, JY_SQL_AT_ONCE);
	reject_unfulfilled(work);
}

/* ---- fate ---- */

static void decide(struct jy_sql_work *work, struct jy_sql_value ignored)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value code = JY_SQL_KEEP(work, "first fault", first_fault(work, false));
	struct jy_sql_value doubt = JY_SQL_KEEP(work, "doubt", first_doubt(work));

	work->fault_column = first_fault(work, true);
	work->fate = JY_SQL_KEEP(work, "row",
				 JY_SQL(sheet,
					"CASE WHEN $1 IS NOT NULL THEN 'undecided' WHEN $2 THEN "
					"'ignored' WHEN $3 IS NOT "
					"NULL THEN 'rejected' ELSE 'accepted' END",
					doubt, ignored, code));
	if (!jy_sql_never(work->duplicate))
		work->fate = JY_SQL_KEEP(work, "row",
					 JY_SQL(sheet,
						"CASE WHEN $1 AND $2 <> 'undecided' THEN "
						"'duplicate' ELSE $2 END",
						work->duplicate, work->fate));
	if (!jy_sql_never(work->behind))
		work->fate = JY_SQL_KEEP(work, "row",
					 JY_SQL(sheet, "CASE WHEN $1 THEN 'behind' ELSE $2 END",
						work->behind, work->fate));
	work->reason = JY_SQL(
		sheet, "CASE $1 WHEN 'undecided' THEN $2 WHEN 'rejected' THEN $3 ELSE '' END",
		work->fate, doubt, code);
	work->fault_column = JY_SQL(sheet, "CASE WHEN $1 = 'rejected' THEN $2 ELSE '' END",
				    work->fate, work->fault_column);
}

/* Ties that no order decides come out only when the windows have been looked at. */
static void decide_again(struct jy_sql_work *work, size_t doubts)
{
	struct jy_sql_value when = jy_sql_word("FALSE");

	for (size_t i = doubts; i < work->doubts.count; i++)
		when = jy_sql_or(&work->sheet, when, work->doubts.at[i].when);
	if (doubts == work->doubts.count)
		return;
	when = JY_SQL_KEEP(work, "is tied", when);
	work->reason =
		JY_SQL(&work->sheet, "CASE WHEN $1 THEN 'order' ELSE $2 END", when, work->reason);
	work->fate = JY_SQL_KEEP(work, "row",
				 JY_SQL(&work->sheet, "CASE WHEN $1 THEN 'undecided' ELSE $2 END",
					when, work->fate));
}

void jy_sql_rows(struct jy_sql_work *work)
{
	const struct jrt_source *source = work->source;
	struct jy_sql_value out, gone;
	size_t doubts;

	jy_sql_span(work);
	if (!source->cases)
		jy_sql_columns(work);
	out = ignored(work);
	jy_sql_stop(work);
	gone = jy_sql_or(&work->sheet, out, work->behind);
	jy_sql_identify(work, gone);
	check(work);
	work->main = jy_sql_steps(
		work, &source->main,
		make_missing(work, jy_sql_or(&work->sheet, gone, work->duplicate)), "step");
	jy_sql_run(work, work->main, JY_SQL_AT_ONCE);
	if (source->time < source->main.count)
		add_fault(work, JY_SQL(&work->sheet, "$1 IS NULL", work->time), "no time", "R0323");
	work->last = work->time;
	if (source->row_covers)
		jy_sql_cover(work);
	if (work->periods != JRT_NONE)
		work->period = JY_SQL_KEEP(
			work, "period",
			jy_sql_period(work, &work->plan->periods[work->periods], work->time));
	decide(work, out);
	doubts = work->doubts.count;
	jy_sql_windows(work);
	jy_sql_run(work, work->main, JY_SQL_WAITING);
	jy_sql_surplus(work);
	decide_again(work, doubts);
}
