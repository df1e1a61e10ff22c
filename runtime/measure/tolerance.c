/*
 * Shares of rows against what is tolerated. Products of whole numbers, no quotient.
 */
#include "measure/tolerance.h"

bool jrt_tolerance_over(uint64_t part, uint64_t whole, jb_fix tolerated)
{
	return tolerated >= 0 && (jb_i128)part * JB_FIX_ONE > (jb_i128)tolerated * (jb_i128)whole;
}

static struct jb_text percent(struct jb_arena *arena, jb_fix tolerated)
{
	return jrt_notes_percent(arena, (uint64_t)tolerated, JB_FIX_ONE);
}

bool jrt_tolerance_tell(struct jrt_notes *notes, const struct jrt_source *source,
			const struct jrt_source_tally *tally)
{
	uint64_t read = tally->accepted + tally->rejected;
	struct jb_text found, allowed;

	if (!jrt_tolerance_over(tally->rejected, read, source->tolerated))
		return false;
	found = jrt_notes_percent(notes->arena, tally->rejected, read);
	allowed = percent(notes->arena, source->tolerated);
	jrt_notes_find(
		notes, JRT_ERROR, JB_TEXT("R0305"), &source->place,
		jb_text_printf(
			notes->arena,
			"%llu of %llu rows of %.*s are rejected (%.*s); at most %.*s is tolerated",
			(unsigned long long)tally->rejected, (unsigned long long)read,
			JB_ARG(source->name), JB_ARG(found), JB_ARG(allowed)),
		JB_TEXT("the list of rejected rows says why each was"));
	return true;
}

void jrt_tolerance_tell_period(struct jrt_notes *notes, const struct jrt_source *source,
			       const struct jrt_periods *periods, int64_t index, uint64_t rejected,
			       uint64_t rows)
{
	uint64_t read = rows + rejected;
	struct jb_text found = jrt_notes_percent(notes->arena, rejected, read);
	struct jb_text allowed = percent(notes->arena, source->tolerated);
	struct jb_buf label;

	jb_buf_init(&label, notes->arena);
	jrt_period_add_label(periods, index, &label);
	jrt_notes_find(
		notes, JRT_ERROR, JB_TEXT("R0306"), &source->place,
		jb_text_printf(
			notes->arena,
			"%llu of %llu rows of %.*s in %s are rejected (%.*s); at most %.*s is "
			"tolerated in each period",
			(unsigned long long)rejected, (unsigned long long)read,
			JB_ARG(source->name), label.data, JB_ARG(found), JB_ARG(allowed)),
		JB_TEXT("the list of rejected rows says why each was"));
}

void jrt_tolerance_tell_unfulfilled(struct jrt_notes *notes, const struct jrt_source *source,
				    const struct jrt_source_tally *tally,
				    const uint64_t *unfulfilled)
{
	uint64_t read = tally->accepted + tally->rejected;

	for (size_t i = 0; i < source->require_count; i++) {
		const struct jrt_require *require = &source->require[i];
		struct jb_text allowed;

		if (require->fate == JRT_REJECT_ROW ||
		    !jrt_tolerance_over(unfulfilled[i], read, require->tolerated))
			continue;
		allowed = percent(notes->arena, require->tolerated);
		jrt_notes_find(
			notes, JRT_ERROR, JB_TEXT("R0307"), &require->place,
			jb_text_printf(notes->arena,
				       "%llu of %llu rows of %.*s do not fulfil \"%.*s\"; at most "
				       "%.*s may",
				       (unsigned long long)unfulfilled[i], (unsigned long long)read,
				       JB_ARG(source->name), JB_ARG(require->text),
				       JB_ARG(allowed)),
			JB_TEXT(""));
	}
}
