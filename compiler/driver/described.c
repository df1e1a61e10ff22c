/*
 * A session for the eyes of a record: what its metrics count, in words; its reliefs; its texts. And
 * back: a session out of the texts of a record.
 */
#include "driver/described.h"

#include "doc/words.h"

struct jb_digest jy_described_plan(struct jy_session *session)
{
	struct jb_buf text;

	jb_buf_init(&text, &session->arena);
	jy_plan_dump(jy_session_plan(session), &text);
	return jb_hash_text(jb_buf_text(&text));
}

static const struct jy_metric *metric_named(const struct jy_model *model, struct jb_text name)
{
	for (size_t i = 0; i < model->metrics.count; i++)
		if (jb_text_equal(model->metrics.at[i]->decl.name, name))
			return model->metrics.at[i];
	return NULL;
}

/* Of a metric over groups, what each of them is given. */
static struct jb_text words_of(const struct jy_doc *doc, const struct jy_metric *metric)
{
	if (metric->grouping == JRT_GROUPS_NONE)
		return jy_doc_formula(doc, metric);
	return jb_text_printf(doc->arena, "%s for each %.*s: %.*s",
			      metric->grouping == JRT_GROUPS_WORST ? "the worst value"
								   : "the part that meets it,",
			      JB_ARG(metric->group_what),
			      JB_ARG(jy_doc_formula(doc, metric->grouped)));
}

static const struct jb_text *all_words(struct jy_session *session)
{
	const struct jrt_plan *plan = jy_session_plan(session);
	const struct jy_doc doc = {
		.arena = &session->arena, .model = session->model, .diags = &session->diags};
	struct jb_text *words = JB_NEW_ARRAY(&session->arena, struct jb_text, plan->metric_count);

	for (size_t i = 0; i < plan->metric_count; i++) {
		const struct jy_metric *metric = metric_named(session->model, plan->metric[i].name);

		if (metric)
			words[i] = words_of(&doc, metric);
	}
	return words;
}

static void add_reliefs(struct jy_session *session, struct jrt_evidence_program *program)
{
	const struct jy_model *model = session->model;
	JB_VEC(struct jrt_evidence_relief) list = {0};

	for (size_t a = 0; a < model->agreements.count; a++) {
		const struct jy_agreement *agreement = model->agreements.at[a];

		for (size_t i = 0; i < agreement->relief_count; i++) {
			const struct jy_relief *relief = &agreement->relief[i];

			if (relief->cannot.size)
				continue;
			*jb_push(&session->arena, &list) = (struct jrt_evidence_relief){
				.agreement = agreement->decl.name,
				.title = relief->title.size ? relief->title : relief->text,
				.approved_by = relief->approved_by,
				.evidence = relief->evidence.at,
				.evidence_count = relief->evidence.count,
				.for_period = relief->whole_period,
				.has_range = relief->has_range,
				.range = relief->range,
				.guarantee = relief->guarantees.at,
				.guarantee_count = relief->guarantees.count,
			};
		}
	}
	program->relief = list.at;
	program->relief_count = list.count;
}

void jy_described(struct jy_session *session, struct jrt_evidence_program *program)
{
	program->words = all_words(session);
	add_reliefs(session, program);
}

void jy_described_texts(const struct jy_session *session, const struct jy_recorded *recorded,
			struct jb_arena *arena, struct jrt_evidence_program *program)
{
	const size_t count = session->units.count;
	struct jrt_evidence_text *text = JB_NEW_ARRAY(arena, struct jrt_evidence_text, count);

	for (size_t i = 0; i < count; i++)
		text[i] = (struct jrt_evidence_text){.name = recorded[i].name,
						     .text = recorded[i].text,
						     .path = session->units.at[i].file->path};
	program->text = text;
	program->text_count = count;
}

bool jy_described_compile(struct jy_session *session, const struct jrt_evidence_program *program)
{
	struct jy_recorded *recorded =
		JB_NEW_ARRAY(&session->arena, struct jy_recorded, program->text_count);

	for (size_t i = 0; i < program->text_count; i++)
		recorded[i] = (struct jy_recorded){program->text[i].name, program->text[i].text};
	if (!jy_session_load_recorded(session, recorded, program->text_count))
		return false;
	jy_session_plan(session);
	return session->diags.error_count == 0;
}
