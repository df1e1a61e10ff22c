/*
 * Rules about hand-offs: what one knows of a customer the next one knows too, out of a system that
 * both use or carried along, and not copied round in a circle.
 */
#include "lint/giving_over.h"

#include "base/map.h"

/* ---- systems ---- */

/* All pairs are compared, so there is an end to it: where more are named nothing is said. */
#define SYSTEMS_COMPARED 16

struct systems {
	const struct jy_system *at[SYSTEMS_COMPARED];
	size_t count;
	bool too_many;
};

static void add_system(struct systems *systems, const struct jy_system *system)
{
	if (systems->count == SYSTEMS_COMPARED)
		systems->too_many = true;
	else
		systems->at[systems->count++] = system;
}

/* Those of the touchpoint, and of all who deliver it. */
static struct systems systems_of(const struct jy_touchpoint *touchpoint)
{
	struct systems systems = {0};

	for (size_t i = 0; i < touchpoint->systems.count && !systems.too_many; i++)
		add_system(&systems, touchpoint->systems.at[i]);
	for (size_t i = 0; i < touchpoint->delivery_count && !systems.too_many; i++) {
		const struct jy_delivery *delivery = &touchpoint->delivery[i];
		const struct jy_staff *staff = jy_delivery_staff(delivery);

		for (size_t k = 0; staff && k < staff->systems.count; k++)
			add_system(&systems, staff->systems.at[k]);
		if (!delivery->team)
			continue;
		staff = &delivery->partner->staff;
		for (size_t k = 0; k < staff->systems.count; k++)
			add_system(&systems, staff->systems.at[k]);
	}
	return systems;
}

static bool share_one(const struct systems *a, const struct systems *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			if (a->at[i] == b->at[k])
				return true;
	return false;
}

/* ---- one hand-off ---- */

/* Where `at` is met: where it is written, else where it follows. */
static struct jy_span place_of(const struct jy_touchpoint *from, const struct jy_followers *at)
{
	return at->next ? at->next->span : from->decl.span;
}

/* What follows only in order may not follow at all where either is left out of a variant. */
static bool is_certain(const struct jy_touchpoint *from, const struct jy_followers *at)
{
	return at->next ||
	       (from->only_in.count == 0 && from->stage->only_in.count == 0 &&
		at->touchpoint->only_in.count == 0 && at->touchpoint->stage->only_in.count == 0);
}

static void find_bare(struct jy_linter *linter, const struct jy_touchpoint *from,
		      const struct jy_followers *at)
{
	struct systems ours = systems_of(from), theirs = systems_of(at->touchpoint);
	struct jy_diag *diag;

	if ((at->next && at->next->carrying.count) || ours.too_many || theirs.too_many ||
	    share_one(&ours, &theirs))
		return;
	diag = jy_find(linter, place_of(from, at),
		       "`%.*s` hands customers over to `%.*s` at `%.*s`, and nothing goes with "
		       "them",
		       JB_ARG(jy_deliverer(linter, from)),
		       JB_ARG(jy_deliverer(linter, at->touchpoint)),
		       JB_ARG(at->touchpoint->decl.name));
	jy_label(linter, diag, at->touchpoint->decl.span, "customers begin here again");
	jy_help(linter, diag,
		"say what is known on the other side: `then %.*s carrying \"account\" and "
		"\"history\"`",
		JB_ARG(at->touchpoint->decl.name));
}

JY_RULE(handoff_bare)
{
	JY_EACH_TOUCHPOINT(linter, from)
	JY_EACH_FOLLOWER(linter, from.touchpoint, to)
	if (is_certain(from.touchpoint, &to) && jy_hands_off(from.touchpoint, to.touchpoint))
		find_bare(linter, from.touchpoint, &to);
}

static void find_apart(struct jy_linter *linter, const struct jy_touchpoint *from,
		       const struct jy_followers *at)
{
	struct systems ours = systems_of(from), theirs = systems_of(at->touchpoint);
	struct jy_diag *diag;

	if (ours.count == 0 || theirs.count == 0 || ours.too_many || theirs.too_many ||
	    share_one(&ours, &theirs))
		return;
	diag = jy_find(linter, place_of(from, at),
		       "`%.*s` works in `%.*s` and `%.*s` in `%.*s`: they have no system in common",
		       JB_ARG(jy_deliverer(linter, from)), JB_ARG(ours.at[0]->decl.name),
		       JB_ARG(jy_deliverer(linter, at->touchpoint)),
		       JB_ARG(theirs.at[0]->decl.name));
	jy_label(linter, diag, at->touchpoint->decl.span, "customers are handed over to here");
	jy_help(linter, diag, "let both work in one, and say so in each: `uses %.*s`",
		JB_ARG(ours.at[0]->decl.name));
}

JY_RULE(handoff_no_shared_system)
{
	JY_EACH_TOUCHPOINT(linter, from)
	JY_EACH_FOLLOWER(linter, from.touchpoint, to)
	if (is_certain(from.touchpoint, &to) && jy_hands_off(from.touchpoint, to.touchpoint))
		find_apart(linter, from.touchpoint, &to);
}

/* ---- copied in a circle ---- */

struct copy {
	size_t to; /* index of a copier */
	struct jy_span span;
};

/* One who delivers, and whom they copy data to by hand. */
struct copier {
	struct jb_text name;
	JB_VEC(struct copy) copies;
	size_t next; /* the copy that is followed next */
	bool open, done;
};

struct copying {
	struct jy_linter *linter;
	struct jb_map index; /* by name, to index + 1 */
	struct jb_map known; /* pairs of names that are there already */
	JB_VEC(struct copier) copiers;
	JB_VEC(size_t) way; /* those that are open, in order */
};

static size_t copier_of(struct copying *copying, const struct jy_touchpoint *touchpoint)
{
	struct jb_text name = jy_deliverer(copying->linter, touchpoint);
	bool fresh;
	uint64_t *index = jb_map_put(&copying->index, name, &fresh);

	if (fresh) {
		jb_push(copying->linter->arena, &copying->copiers)->name = name;
		*index = copying->copiers.count;
	}
	return *index - 1;
}

static void add_copy(struct copying *copying, const struct jy_touchpoint *from,
		     const struct jy_next *next)
{
	size_t ends[2];
	struct jb_text key = {(const char *)ends, sizeof ends};
	bool fresh;

	if (!next->by_hand || from->delivery_count == 0 || next->touchpoint->delivery_count == 0)
		return;
	ends[0] = copier_of(copying, from);
	ends[1] = copier_of(copying, next->touchpoint);
	jb_map_intern(&copying->known, &key, &fresh);
	if (fresh && ends[0] != ends[1])
		*jb_push(copying->linter->arena, &copying->copiers.at[ends[0]].copies) =
			(struct copy){ends[1], next->span};
}

/* Of a longer circle the middle is left out. */
#define COPIERS_NAMED ((size_t)6)

static struct jb_text circle_text(struct copying *copying, size_t begin, size_t end)
{
	struct jb_buf names;

	jb_buf_init(&names, copying->linter->arena);
	for (size_t i = begin; i < end; i++)
		jb_buf_printf(&names, "`%.*s` to ",
			      JB_ARG(copying->copiers.at[copying->way.at[i]].name));
	return jb_buf_text(&names);
}

/* The circle is what is open from `first` on; `last` closes it. */
static void find_circle(struct copying *copying, size_t first, const struct copy *last)
{
	struct jy_linter *linter = copying->linter;
	size_t begin = copying->way.count - 1, end = copying->way.count;
	struct jy_diag *diag;

	while (copying->way.at[begin] != first)
		begin--;
	end = end - begin > COPIERS_NAMED ? begin + COPIERS_NAMED : end;
	diag = jy_find(linter, last->span, "data goes in a circle by hand: %.*s%s`%.*s`",
		       JB_ARG(circle_text(copying, begin, end)),
		       end < copying->way.count ? "others to " : "",
		       JB_ARG(copying->copiers.at[first].name));
	for (size_t i = begin; i < end && i + 1 < copying->way.count; i++) {
		const struct copier *copier = &copying->copiers.at[copying->way.at[i]];

		jy_label(linter, diag, copier->copies.at[copier->next - 1].span,
			 "copied by hand here");
	}
	jy_help(linter, diag, "let them work in one system: `uses crm` in each, without `by hand`");
}

static void enter(struct copying *copying, size_t index)
{
	copying->copiers.at[index].open = true;
	*jb_push(copying->linter->arena, &copying->way) = index;
}

/* Follows all copies from one copier on, each once. */
static void follow(struct copying *copying, size_t start)
{
	size_t circles = 0;

	enter(copying, start);
	while (copying->way.count) {
		size_t index = copying->way.at[copying->way.count - 1];
		struct copier *copier = &copying->copiers.at[index];
		const struct copy *copy;

		if (copier->next == copier->copies.count) {
			copier->open = false;
			copier->done = true;
			copying->way.count--;
			continue;
		}
		copy = &copier->copies.at[copier->next++];
		if (copying->copiers.at[copy->to].open && circles++ == 0)
			find_circle(copying, copy->to, copy);
		else if (!copying->copiers.at[copy->to].open && !copying->copiers.at[copy->to].done)
			enter(copying, copy->to);
	}
}

/* Of the circles that one start leads to, the first is told: the others hang together with it. */
JY_RULE(handoff_copy_cycle)
{
	struct copying copying = {.linter = linter};

	jb_map_init(&copying.index, linter->arena);
	jb_map_init(&copying.known, linter->arena);
	JY_EACH_TOUCHPOINT(linter, from)
	for (size_t i = 0; i < from.touchpoint->next_count; i++)
		add_copy(&copying, from.touchpoint, &from.touchpoint->next[i]);
	for (size_t i = 0; i < copying.copiers.count; i++)
		if (!copying.copiers.at[i].done)
			follow(&copying, i);
}
