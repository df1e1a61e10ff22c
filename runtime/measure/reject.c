/*
 * Turning a row away: its fate, the tallies, and, where somebody listens, the reason with the
 * row as it stood.
 */
#include "measure/feed.h"

struct jrt_reject jrt_feed_reject_of(const struct jrt_feed *feed, const struct jrt_view *view,
				     uint32_t row)
{
	return (struct jrt_reject){
		.source = feed->number,
		.file = view->files ? view->files[row] : view->file,
		.line = view->line[row],
		.column = JRT_NONE,
		.bytes =
			view->raw ? view->raw[row] : jrt_store_raw(&feed->store, view->first + row),
	};
}

void jrt_feed_reject(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
		     const struct jrt_reject *reject)
{
	view->fate[row] = JRT_REJECTED;
	feed->tally->rejected++;
	feed->measuring->file[reject->file].rejected++;
	if (jrt_notes_listens(&feed->measuring->notes))
		jrt_notes_reject(&feed->measuring->notes, reject);
}

void jrt_feed_reject_fault(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
			   const struct jrt_machine *machine)
{
	const struct jrt_step *step = &machine->program->step[machine->fault[row] - 1];
	struct jrt_reject reject = jrt_feed_reject_of(feed, view, row);
	struct jb_buf *why = &feed->measuring->notes.sentence;

	feed->tally->gap_times += step->op == JRT_OP_AT;
	jb_buf_reset(why);
	if (jrt_notes_listens(&feed->measuring->notes))
		reject.code = jrt_machine_explain(machine, row, why);
	reject.reason = jb_buf_text(why);
	jrt_feed_reject(feed, view, row, &reject);
}
