/*
 * Stages in order. Each is made at most once, from the one before it; a stage is made even when an
 * earlier one found mistakes, because a model with holes still shows the mistakes of the next
 * stage.
 */
#include "driver/session.h"

#include "driver/uses.h"

void jy_session_init(struct jy_session *session)
{
	*session = (struct jy_session){0};
	jb_arena_init(&session->arena, NULL);
	jy_diags_init(&session->diags, &session->arena);
}

void jy_session_release(struct jy_session *session)
{
	jb_arena_release(&session->arena);
}

static void follow_all(struct jy_session *session)
{
	for (size_t i = 0; i < session->units.count; i++)
		jy_uses_follow(session, i);
	jy_uses_rank(session);
}

bool jy_session_load(struct jy_session *session, struct jb_text path, struct jb_text root)
{
	if (!jy_uses_open(session, path, root))
		return false;
	follow_all(session);
	return true;
}

bool jy_session_load_recorded(struct jy_session *session, const struct jy_recorded *recorded,
			      size_t count)
{
	session->recorded = recorded;
	session->recorded_count = count;
	if (!jy_uses_open_recorded(session))
		return false;
	follow_all(session);
	return true;
}

bool jy_session_load_module(struct jy_session *session, struct jb_text name)
{
	if (!jy_uses_open_module(session, name))
		return false;
	follow_all(session);
	return true;
}

struct jy_model *jy_session_model(struct jy_session *session)
{
	if (!session->model)
		session->model = jy_model_make(&session->arena, session->units.at,
					       session->units.count, &session->diags);
	return session->model;
}

/* Heads the reports: the first journey's title, else the first agreement's, else the file's
 * name. */
static struct jb_text title_of(const struct jy_session *session)
{
	const struct jy_model *model = session->model;

	if (model->journeys.count)
		return model->journeys.at[0]->decl.title;
	if (model->agreements.count)
		return model->agreements.at[0]->decl.title;
	return jb_path_name(session->units.at[0].file->path);
}

const struct jrt_plan *jy_session_plan(struct jy_session *session)
{
	const struct jy_model *model = jy_session_model(session);

	if (!session->plan)
		session->plan =
			jy_plan_make(&session->arena, model, title_of(session), &session->diags);
	return session->plan;
}

void jy_session_check(struct jy_session *session)
{
	jy_session_plan(session);
	if (session->diags.error_count == 0)
		jy_lint(&session->arena, session->model, &session->diags, session->rules);
}

bool jy_session_begin(struct jy_session *session, struct jb_arena *outer, struct jb_text path,
		      const struct jy_session_how *how)
{
	bool loaded;

	jy_session_init(session);
	if (JB_ARM(&session->arena) != 0) {
		jy_session_release(session);
		jb_arena_fail(outer);
	}
	session->stand_in = how->stand_in;
	session->stand_in_count = how->stand_in_count;
	session->rules = how->rules;
	loaded = jy_session_load(session, path, how->root);
	if (loaded)
		jy_session_check(session);
	jb_arena_disarm(&session->arena);
	return loaded;
}
