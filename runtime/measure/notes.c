/*
 * The lists behind notes.h. Texts of kept rejects are copied into the arena; nothing is kept
 * of the others.
 */
#include "measure/notes.h"

#include <stdlib.h>

void jrt_notes_init(struct jrt_notes *notes, struct jb_arena *arena, const struct jrt_plan *plan,
		    const struct jrt_input *input)
{
	*notes = (struct jrt_notes){.arena = arena, .plan = plan, .input = input};
	jb_buf_init(&notes->sentence, arena);
	jb_buf_init(&notes->reasons, arena);
}

bool jrt_notes_listens(const struct jrt_notes *notes)
{
	return notes->input->reject || notes->reject.count + notes->passed_on < JRT_REJECTS_KEPT;
}

static void tell(struct jrt_notes *notes, const struct jrt_reject *reject)
{
	if (notes->skip) {
		notes->skip--;
		return;
	}
	if (!notes->input->reject || notes->status != JB_OK)
		return;
	notes->told++;
	notes->status = notes->input->reject(notes->input->reject_user, reject);
}

static void give(struct jrt_notes *notes, const struct jrt_reject *reject)
{
	struct jrt_reject *kept;

	if (notes->hold) {
		notes->passed_on++;
		notes->hold(notes->hold_user, reject);
		return;
	}
	tell(notes, reject);
	if (notes->reject.count >= JRT_REJECTS_KEPT)
		return;
	kept = jb_push(notes->arena, &notes->reject);
	*kept = *reject;
	kept->code = jb_text_copy(notes->arena, reject->code);
	kept->reason = jb_text_copy(notes->arena, reject->reason);
	kept->bytes = jb_text_copy(notes->arena, jb_text_slice(reject->bytes, 0, JRT_REJECT_BYTES));
}

void jrt_notes_reject(struct jrt_notes *notes, const struct jrt_reject *reject)
{
	struct jrt_held_reject *held;

	if (!notes->in_batch) {
		give(notes, reject);
		return;
	}
	held = jb_push(notes->arena, &notes->held);
	held->reject = *reject;
	held->reason_at = notes->reasons.size;
	held->number = notes->held.count;
	jb_buf_add_text(&notes->reasons, reject->reason);
}

void jrt_notes_begin_batch(struct jrt_notes *notes)
{
	notes->in_batch = true;
	notes->held.count = 0;
	jb_buf_reset(&notes->reasons);
}

static int by_line(const void *a, const void *b)
{
	const struct jrt_held_reject *x = a, *y = b;

	if (x->reject.line != y->reject.line)
		return x->reject.line < y->reject.line ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

void jrt_notes_end_batch(struct jrt_notes *notes)
{
	const struct jb_text reasons = jb_buf_text(&notes->reasons);

	notes->in_batch = false;
	if (notes->held.count > 1)
		qsort(notes->held.at, notes->held.count, sizeof *notes->held.at, by_line);
	for (size_t i = 0; i < notes->held.count; i++) {
		struct jrt_held_reject *held = &notes->held.at[i];

		held->reject.reason = jb_text_slice(reasons, held->reason_at,
						    held->reason_at + held->reject.reason.size);
		give(notes, &held->reject);
	}
}

struct jrt_notes_mark jrt_notes_mark(const struct jrt_notes *notes)
{
	return (struct jrt_notes_mark){notes->reject.count, notes->finding.count, notes->told};
}

void jrt_notes_back_to(struct jrt_notes *notes, struct jrt_notes_mark mark)
{
	notes->reject.count = mark.rejects;
	notes->finding.count = mark.findings;
	notes->skip = notes->told - mark.told;
	notes->in_batch = false;
}

void jrt_notes_find(struct jrt_notes *notes, enum jrt_severity severity, struct jb_text code,
		    const struct jrt_place *place, struct jb_text message, struct jb_text help)
{
	struct jrt_finding *finding;

	/* Two ways of cutting time find the same thing out about a month. */
	for (size_t i = 0; i < notes->finding.count; i++)
		if (jb_text_equal(notes->finding.at[i].code, code) &&
		    jb_text_equal(notes->finding.at[i].message, message))
			return;
	finding = jb_push(notes->arena, &notes->finding);
	finding->severity = severity;
	finding->code = code;
	if (place) {
		finding->file = place->file;
		finding->line = place->line;
	}
	finding->message = message;
	finding->help = help;
}

struct jb_text jrt_notes_percent(struct jb_arena *arena, uint64_t part, uint64_t whole)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_add_ratio(
		&buf, (struct jb_ratio){.num = (jb_i128)part * 100, .den = whole ? whole : 1}, 4);
	jb_buf_add_byte(&buf, '%');
	return jb_buf_text(&buf);
}
