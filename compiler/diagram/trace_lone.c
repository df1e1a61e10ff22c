/*
 * Touchpoints at which something is felt that leads to nothing: no cause is named, nothing measures
 * it, and no rule asks for that. A few of them stand in their place; of many only their number is
 * told, by stage, for a trace is there to be followed.
 */
#include "diagram/trace_internal.h"

#define LONE_SHOWN 12

static bool is_lone(const struct trace_card *card)
{
	return card->column == TRACE_FELT && !card->hole.size && !card->links_after;
}

static size_t count_lone(const struct trace *trace)
{
	size_t count = 0;

	for (size_t i = 0; i < trace->card.count; i++)
		count += is_lone(&trace->card.at[i]);
	return count;
}

struct tally {
	struct jb_buf words;
	const struct jy_stage *stage;
	size_t count;
};

static void end_stage(struct tally *tally)
{
	if (tally->count)
		jb_buf_printf(&tally->words, "%s%.*s %zu", tally->words.size ? ", " : "",
			      JB_ARG(tally->stage->decl.title), tally->count);
	tally->count = 0;
}

/* Leaves the others, under new numbers. */
static struct jb_text take_out(struct trace *trace, uint32_t *number)
{
	struct tally tally = {.stage = NULL};
	size_t kept = 0;

	jb_buf_init(&tally.words, trace->view.arena);
	for (size_t i = 0; i < trace->card.count; i++) {
		const struct trace_card card = trace->card.at[i];

		number[i] = (uint32_t)kept;
		if (!is_lone(&card)) {
			trace->card.at[kept++] = card;
			continue;
		}
		if (card.of.touchpoint->stage != tally.stage)
			end_stage(&tally);
		tally.stage = card.of.touchpoint->stage;
		tally.count++;
	}
	end_stage(&tally);
	trace->card.count = kept;
	return jb_buf_text(&tally.words);
}

void trace_gather_lone(struct trace *trace)
{
	const size_t count = count_lone(trace);
	struct trace_card gathered = {
		.column = TRACE_FELT, .gathered = count, .span = trace->view.journey->decl.span};
	uint32_t *number;

	if (count <= LONE_SHOWN)
		return;
	number = JB_NEW_ARRAY(trace->view.arena, uint32_t, trace->card.count);
	gathered.stages = take_out(trace, number);
	for (size_t i = 0; i < trace->link.count; i++) {
		trace->link.at[i].from = number[trace->link.at[i].from];
		trace->link.at[i].to = number[trace->link.at[i].to];
	}
	*jb_push(trace->view.arena, &trace->card) = gathered;
}
