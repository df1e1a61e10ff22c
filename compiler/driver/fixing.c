/*
 * The rounds of fixing. Whether a round made things worse is judged by the readers' errors first
 * (does the file still parse?), then by all errors: a mended word may well uncover a mistake behind
 * it that could not be seen before.
 */
#include "driver/fixing.h"

#include <string.h>

#include "source/file.h"
#include "source/fix.h"
#include "source/sink.h"

/* Codes below this are of scanner and grammar. */
#define READER_CODES 300

struct score {
	uint32_t reading, all;
};

static struct score score_of(const struct jy_session *session)
{
	const struct jy_diags *diags = &session->diags;
	struct score score = {0, diags->error_count};

	for (size_t i = 0; i < diags->list.count; i++) {
		const struct jy_diag *diag = &diags->list.at[i];

		score.reading += !diag->dropped && diag->severity == JY_ERROR &&
				 diag->code < READER_CODES && !diag->rule.size;
	}
	return score;
}

static bool is_worse(struct score now, struct score before)
{
	return now.reading > before.reading ||
	       (now.reading == before.reading && now.all > before.all);
}

void jy_fixing_init(struct jy_fixing *fixing, struct jb_arena *arena, struct jb_text base,
		    struct jy_baseline *baseline)
{
	*fixing = (struct jy_fixing){.arena = arena, .base = base, .baseline = baseline};
}

/* The files of the program that may be changed, by their numbers. */
static struct jy_fixed *changeable(struct jy_fixing *fixing, const struct jy_session *session)
{
	struct jy_fixed *fixed =
		JB_NEW_ARRAY(fixing->arena, struct jy_fixed, session->diags.files.count + 1);

	for (size_t i = 0; i < session->units.count; i++) {
		const struct jy_unit *unit = &session->units.at[i];
		struct jb_text real = session->loaded.at[i];

		if (!unit->library && real.size && jb_text_starts(real, session->root))
			fixed[unit->file->number - 1].file = unit->file;
	}
	return fixed;
}

static struct jb_text real_of(const struct jy_session *session, const struct jy_file *file)
{
	for (size_t i = 0; i < session->units.count; i++)
		if (session->units.at[i].file == file)
			return session->loaded.at[i];
	return JB_TEXT("");
}

static void keep(struct jy_fixing *fixing, struct jb_text real, const struct jy_fixed *fixed)
{
	struct jb_arena *arena = fixing->arena;

	for (size_t i = 0; i < fixing->stand_in.count; i++) {
		if (jb_text_equal(fixing->stand_in.at[i].real, real)) {
			fixing->stand_in.at[i].text = fixed->text;
			return;
		}
	}
	*jb_push(arena, &fixing->stand_in) =
		(struct jy_stand_in){jb_text_copy(arena, real), fixed->text};
	*jb_push(arena, &fixing->file) = (struct jy_fixing_file){
		jb_text_copy(arena, fixed->file->path), jb_text_copy(arena, fixed->file->text)};
}

static void say(struct jy_fixing *fixing, const struct jy_finding *finding)
{
	const struct jy_file *file = finding->file;
	uint32_t begin = finding->diag->span.begin;
	struct jb_buf line;

	jb_buf_init(&line, fixing->arena);
	if (file)
		jb_buf_printf(&line, "%.*s:%u:%u: ", JB_ARG(file->path), jy_file_line(file, begin),
			      jy_file_column(file, begin));
	jy_sink_code(&line, finding->diag);
	jb_buf_printf(&line, ": %.*s", JB_ARG(finding->diag->message));
	*jb_push(fixing->arena, &fixing->said) = jb_buf_text(&line);
}

/* Applies what the session's findings offer; how many fixes that was. */
static size_t apply(struct jy_fixing *fixing, const struct jy_session *session)
{
	const struct jy_diags *diags = &session->diags;
	struct jy_fixed *fixed = changeable(fixing, session);
	struct jy_findings findings;
	bool *applied;
	size_t count;

	jy_findings_make(&findings, fixing->arena, fixing->base, &diags, 1);
	if (fixing->baseline)
		jy_baseline_apply(fixing->baseline, &findings);
	applied = JB_NEW_ARRAY(fixing->arena, bool, findings.count);
	count = jy_fixes_apply(&findings, fixed, applied);
	for (size_t i = 0; i < findings.count; i++)
		if (applied[i])
			say(fixing, &findings.at[i]);
	for (size_t i = 0; i < diags->files.count; i++)
		if (fixed[i].changed)
			keep(fixing, real_of(session, fixed[i].file), &fixed[i]);
	return count;
}

static bool begin(struct jy_fixing *fixing, struct jy_session *session, struct jb_text path,
		  struct jb_text root)
{
	const struct jy_session_how how = {
		.root = root,
		.stand_in = fixing->stand_in.at,
		.stand_in_count = fixing->stand_in.count,
		.rules = fixing->rules,
	};

	return jy_session_begin(session, fixing->arena, path, &how);
}

bool jy_fixing_begin(struct jy_fixing *fixing, struct jy_session *session, struct jb_text path,
		     struct jb_text root)
{
	bool loaded = begin(fixing, session, path, root);

	for (int round = 0; loaded && round < JY_FIX_ROUNDS; round++) {
		struct score before = score_of(session);
		size_t held = fixing->stand_in.count, said = fixing->said.count;
		struct jy_stand_in *kept = JB_NEW_ARRAY(fixing->arena, struct jy_stand_in, held);
		size_t count;

		if (held)
			memcpy(kept, fixing->stand_in.at, held * sizeof *kept);
		count = apply(fixing, session);
		if (count == 0)
			break;
		jy_session_release(session);
		loaded = begin(fixing, session, path, root);
		if (loaded && !is_worse(score_of(session), before))
			continue;
		if (held)
			memcpy(fixing->stand_in.at, kept, held * sizeof *kept);
		fixing->stand_in.count = fixing->file.count = held;
		fixing->said.count = said;
		fixing->refused += count;
		jy_session_release(session);
		return begin(fixing, session, path, root);
	}
	return loaded;
}
