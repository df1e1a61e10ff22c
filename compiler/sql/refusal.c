/*
 * The table of what is refused, and a list of it in the making: each thing once.
 */
#include "journey/diag.h"
#include "sql/work.h"

const struct jy_sql_reason jy_sql_reasons[] = {
#define REFUSED(id, code, word, construct, engines, why, instead) {JY_D_##code, word, why, instead},
#include "sql/refusals.def"
#undef REFUSED
};

void jy_sql_refuse(struct jy_sql_work *work, enum jy_sql_refused reason,
		   const struct jrt_place *place, struct jb_text whose)
{
	struct jy_sql_refusals *refusals = work->refusals;

	for (size_t i = 0; i < refusals->list.count; i++)
		if (refusals->list.at[i].reason == reason &&
		    jb_text_equal(refusals->list.at[i].whose, whose))
			return;
	*jb_push(work->arena, &refusals->list) =
		(struct jy_sql_refusal){.reason = reason,
					.place = *place,
					.whose = whose,
					.word = jb_text_of(jy_sql_reasons[reason].word)};
}

void jy_sql_refuse_source(struct jy_sql_work *work, enum jy_sql_refused reason)
{
	jy_sql_refuse(work, reason, &work->source->place,
		      jb_text_printf(work->arena, "source `%.*s`", JB_ARG(work->source->name)));
}

void jy_sql_refuse_step(struct jy_sql_work *work, enum jy_sql_refused reason,
			const struct jrt_program *program, uint32_t step)
{
	struct jy_sql_refusals *refusals = work->refusals;
	const size_t before = refusals->list.count;

	for (size_t i = 0; i < program->let_count; i++) {
		if (program->let[i].step != step)
			continue;
		jy_sql_refuse(work, reason, &work->source->place,
			      jb_text_printf(work->arena, "`%.*s` of `%.*s`",
					     JB_ARG(program->let[i].name),
					     JB_ARG(work->source->name)));
		if (refusals->list.count > before)
			refusals->list.at[before].word = jb_text_printf(
				work->arena, "let %.*s", JB_ARG(program->let[i].name));
		return;
	}
	jy_sql_refuse_source(work, reason);
}

void jy_sql_refuse_metric(struct jy_sql_work *work, enum jy_sql_refused reason,
			  const struct jrt_metric *metric)
{
	jy_sql_refuse(work, reason, &metric->place,
		      jb_text_printf(work->arena, "metric `%.*s`", JB_ARG(metric->name)));
}
