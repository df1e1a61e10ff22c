/*
 * Whether the parts of the money add up as the agreement says: the guarantees' weights to
 * `weights add up to`, those of a pool to no more than the pool. Weights change by amendments, so
 * they are added up anew for each day from which something else holds.
 */
#include <stdlib.h>

#include "model/money.h"

/* From a day on, a guarantee's weight in a pool (or in none, JRT_NONE) is so much more or less. */
struct change {
	int32_t from;
	uint32_t pool;
	jb_fix by;
	struct jy_span span;
};

struct weighing {
	struct jy_builder *builder;
	const struct jy_agreement *agreement;
	JB_VEC(struct change) changes;
	jb_i128 *of_pool; /* what the weights of each pool come to */
	jb_i128 total;	  /* of those in no pool */
	bool *reported;	  /* of each pool */
	bool total_reported;
};

static int by_day(const void *a, const void *b)
{
	const struct change *one = a, *other = b;

	if (one->from != other->from)
		return one->from < other->from ? -1 : 1;
	return (one->span.begin > other->span.begin) - (one->span.begin < other->span.begin);
}

static bool counts(const struct jy_guarantee_terms *terms)
{
	return terms->has_weight && !terms->ended &&
	       (terms->weight.base == JRT_BASE_RISK || terms->weight.base == JRT_BASE_POOL);
}

static void add_change(struct weighing *weigh, int32_t from, const struct jy_guarantee_terms *terms,
		       bool away)
{
	if (!counts(terms))
		return;
	*jb_push(weigh->builder->arena, &weigh->changes) = (struct change){
		.from = from,
		.pool = terms->weight.base == JRT_BASE_POOL ? terms->weight.pool : JRT_NONE,
		.by = away ? -terms->weight.amount : terms->weight.amount,
		.span = terms->weight_span,
	};
}

static void collect(struct weighing *weigh)
{
	for (size_t i = 0; i < weigh->agreement->guarantee_count; i++) {
		const struct jy_guarantee *guarantee = &weigh->agreement->guarantee[i];

		for (size_t k = 0; k < guarantee->terms_count; k++) {
			const struct jy_guarantee_terms *terms = &guarantee->terms[k];

			if (k)
				add_change(weigh, terms->from, &guarantee->terms[k - 1], true);
			add_change(weigh, terms->from, terms, false);
		}
	}
	/* A total may change while all weights stay. */
	for (size_t i = 1; i < weigh->agreement->terms_count; i++)
		*jb_push(weigh->builder->arena, &weigh->changes) =
			(struct change){.from = weigh->agreement->terms[i].from,
					.pool = JRT_NONE,
					.span = weigh->agreement->terms[i].weights_total_span};
	if (weigh->changes.count)
		qsort(weigh->changes.at, weigh->changes.count, sizeof *weigh->changes.at, by_day);
}

static struct jb_text percent(struct weighing *weigh, jb_i128 share)
{
	struct jb_buf text;

	jb_buf_init(&text, weigh->builder->arena);
	jb_buf_add_fix(&text, share * 100);
	jb_buf_add_byte(&text, '%');
	return jb_buf_text(&text);
}

/* ", from 2027-01-01 on", or nothing for the beginning */
static struct jb_text since(struct weighing *weigh, int32_t from)
{
	if (from == INT32_MIN)
		return JB_TEXT("");
	return jb_text_printf(weigh->builder->arena, ", from %s on",
			      jy_builder_date_text(weigh->builder, from).at);
}

static void check_total(struct weighing *weigh, const struct jy_agreement_terms *terms,
			const struct change *last)
{
	struct jy_diag *diag;

	if (terms->weights_total < 0 || weigh->total == terms->weights_total ||
	    weigh->total_reported)
		return;
	weigh->total_reported = true;
	diag = jy_diag_error(weigh->builder->diags, JY_D_WEIGHTS_SUM, terms->weights_total_span,
			     "the weights of the guarantees add up to %.*s, not to %.*s%.*s",
			     JB_ARG(percent(weigh, weigh->total)),
			     JB_ARG(percent(weigh, terms->weights_total)),
			     JB_ARG(since(weigh, last ? last->from : INT32_MIN)));
	if (last && last->from != INT32_MIN && last->span.end)
		jy_diag_label(weigh->builder->diags, diag, last->span, "what changes then");
	jy_diag_help(weigh->builder->diags, diag, "change a `weight` of a guarantee, or this line");
}

static void check_pool(struct weighing *weigh, const struct jy_agreement_terms *terms,
		       const struct change *last)
{
	uint32_t number = last->pool;
	const struct jy_pool *pool;
	struct jy_diag *diag;

	if (number == JRT_NONE || number >= terms->pool_count || weigh->reported[number] ||
	    weigh->of_pool[number] <= JB_FIX_ONE)
		return;
	weigh->reported[number] = true;
	pool = &terms->pool[number];
	diag = jy_diag_error(weigh->builder->diags, JY_D_WEIGHTS_SUM, last->span,
			     "more than the pool `%.*s` is given away: %.*s of it%.*s",
			     JB_ARG(pool->name), JB_ARG(percent(weigh, weigh->of_pool[number])),
			     JB_ARG(since(weigh, last->from)));
	if (pool->span.end)
		jy_diag_label(weigh->builder->diags, diag, pool->span, "this pool");
	jy_diag_help(weigh->builder->diags, diag,
		     "the weights of a pool come to 100%% of it at most: lower one of them");
}

void jy_check_weights(struct jy_builder *builder, const struct jy_agreement *agreement)
{
	size_t pools = agreement->terms[agreement->terms_count - 1].pool_count;
	struct weighing weigh = {
		.builder = builder,
		.agreement = agreement,
		.of_pool = JB_NEW_ARRAY(builder->arena, jb_i128, pools),
		.reported = JB_NEW_ARRAY(builder->arena, bool, pools),
	};
	size_t i = 0, next;

	if (agreement->decl.damaged)
		return; /* a weight may stand in what could not be read */
	collect(&weigh);
	if (!weigh.changes.count)
		check_total(&weigh, &agreement->terms[0], NULL);
	for (; i < weigh.changes.count; i = next) {
		int32_t day = weigh.changes.at[i].from;
		const struct jy_agreement_terms *terms = jy_terms_on(agreement, day);

		for (next = i; next < weigh.changes.count && weigh.changes.at[next].from == day;
		     next++) {
			struct change *change = &weigh.changes.at[next];

			if (change->pool == JRT_NONE)
				weigh.total += change->by;
			else if (change->pool < pools)
				weigh.of_pool[change->pool] += change->by;
		}
		for (size_t k = i; k < next; k++)
			check_pool(&weigh, terms, &weigh.changes.at[k]);
		check_total(&weigh, terms, &weigh.changes.at[next - 1]);
	}
}
