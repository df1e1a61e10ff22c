/*
 * Look-ahead over shards: the row that follows must be in the same one, and which rows are due must
 * be told by the same end.
 */
#include "journey/plan_op.h"
#include "merge/merging.h"

/* Registers of `main`; JRT_NONE is none of them. */
struct used {
	const struct jrt_program *main;
	bool *at;
};

static void use(struct used *used, uint32_t number)
{
	if (number < used->main->count)
		used->at[number] = true;
}

/* What a meter looks at, also through other registers: operands stand before. */
static struct used registers_of(struct jrt_merging *m, const struct jrt_source *source,
				const struct jrt_meter *meter)
{
	const struct jrt_metric *metric = &m->plan->metric[meter->metric];
	struct used used = {&source->main, JB_NEW_ARRAY(m->arena, bool, source->main.count)};

	use(&used, meter->mask);
	if (metric->grouping.kind != JRT_GROUPS_NONE)
		use(&used, metric->grouping.key);
	for (size_t p = 0; p < metric->part_count; p++) {
		use(&used, metric->part[p].among);
		use(&used, metric->part[p].a);
		use(&used, metric->part[p].b);
	}
	for (size_t s = 0; s < meter->surplus_count; s++)
		use(&used, source->surplus[meter->surplus[s]].mask);
	for (size_t i = source->main.count; i-- > 0;) {
		const struct jrt_step *step = &source->main.step[i];
		const uint32_t operand[] = {step->a, step->b, step->c};

		for (unsigned o = 0; used.at[i] && o < jrt_op_operands(step->op); o++)
			use(&used, operand[o]);
	}
	return used;
}

/* By window of the source: the first metric that looks ahead through it; NULL: none does. */
static const struct jrt_metric **users_of(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_source *source = &m->plan->source[number];
	const struct jrt_metric **user =
		JB_NEW_ARRAY(m->arena, const struct jrt_metric *, source->window_count);

	for (size_t i = 0; i < m->plan->meter_count; i++) {
		const struct jrt_metric *metric = &m->plan->metric[m->plan->meter[i].metric];
		struct used used;

		if (metric->source != number)
			continue;
		used = registers_of(m, source, &m->plan->meter[i]);
		for (size_t s = 0; s < source->main.count; s++) {
			const struct jrt_step *step = &source->main.step[s];

			if (used.at[s] && step->op == JRT_OP_AGAIN && !user[step->k])
				user[step->k] = metric;
		}
	}
	return user;
}

static void refuse_due(struct jrt_merging *m, const struct jrt_source *source,
		       const struct jrt_metric *metric, struct jb_text what)
{
	jrt_merging_refuse(
		m, &(struct jrt_merge_refusal){
			   .reason = JRT_MERGE_COVER,
			   .place = metric->place,
			   .what = what,
			   .why = JB_TEXT(
				   "which rows are due is told by the end of what is covered, and "
				   "that is not declared the same for all shards"),
			   .instead = jb_text_printf(
				   m->arena,
				   "let every shard cover the whole time, by `covers` or --covers "
				   "%.*s=FROM..TO, and cut by something else than time; or measure "
				   "all rows together",
				   JB_ARG(source->name))});
}

static void check_window(struct jrt_merging *m, uint32_t number, const struct jrt_window *window,
			 const struct jrt_metric *metric)
{
	const struct jrt_source *source = &m->plan->source[number];
	const struct jrt_together keys = {number, &source->main, window->key, window->key_count};
	struct jb_text what = jb_text_printf(m->arena, "metric `%.*s`: looking ahead in `%.*s`",
					     JB_ARG(metric->name), JB_ARG(source->name));

	if (!jrt_merging_is_together(m, &keys))
		jrt_merging_refuse(
			m, &(struct jrt_merge_refusal){
				   .reason = JRT_MERGE_TOGETHER,
				   .place = metric->place,
				   .what = what,
				   .why = JB_TEXT("the row that follows may be in another shard"),
				   .instead = jrt_merging_cut_by(m, &keys)});
	if (!m->source[number].one_time)
		refuse_due(m, source, metric, what);
}

void jrt_merging_check_ahead(struct jrt_merging *m, uint32_t number)
{
	const struct jrt_source *source = &m->plan->source[number];
	const struct jrt_metric **user;

	if (source->window_count == 0)
		return;
	user = users_of(m, number);
	for (size_t w = 0; w < source->window_count; w++)
		if (user[w])
			check_window(m, number, &source->window[w], user[w]);
}
