/*
 * Rules about empowerment: where it hurts somebody may decide, somebody answers for what is
 * decided, the one who decides well is thanked, and a partner's contract gives the freedom that the
 * journey promises.
 */
#include "lint/crew.h"

#include "base/map.h"

/* ---- one empowerment ---- */

/* An owner that is named at the touchpoint itself answers for what is decided there. */
static bool has_own_owner(const struct jy_touchpoint *touchpoint)
{
	return touchpoint->owner.size && !touchpoint->owner_inherited;
}

JY_RULE(empower_no_accountable)
{
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->empowered_count; i++) {
		const struct jy_empowerment *empowered = &at.touchpoint->empowered[i];
		struct jb_text owner = at.touchpoint->owner;
		struct jy_diag *diag;

		if (empowered->accountable.size || has_own_owner(at.touchpoint))
			continue;
		diag = jy_find(linter, empowered->span,
			       "somebody may \"%.*s\" at `%.*s`, and nobody answers for it",
			       JB_ARG(empowered->text), JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag,
			"name who stands behind the decision: `empowered to \"%.*s\" accountable "
			"\"%.*s\"`",
			JB_ARG(empowered->text),
			JB_ARG(owner.size ? owner : JB_TEXT("Head of Care")));
	}
}

JY_RULE(empower_no_credit)
{
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->empowered_count; i++) {
		const struct jy_empowerment *empowered = &at.touchpoint->empowered[i];
		struct jy_diag *diag;

		if (empowered->recognised.size)
			continue;
		diag = jy_find(linter, empowered->span,
			       "nothing recognises those who \"%.*s\" at `%.*s`",
			       JB_ARG(empowered->text), JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag,
			"say how a good decision is thanked: `recognised by \"Monthly award\"`");
	}
}

/* ---- nobody may decide ---- */

/* People serve there; a machine is not empowered. */
static bool is_served_by_people(const struct jy_touchpoint *touchpoint)
{
	if (touchpoint->delivery_count == 0)
		return false;
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (jy_is_human(touchpoint->channels.at[i]))
			return true;
	return touchpoint->channels.count == 0;
}

JY_RULE(empower_none)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		const struct jy_feeling *trough = jy_trough(touchpoint);
		bool complaint = jy_holds(touchpoint->purposes, "complaint");
		struct jy_diag *diag;

		if ((!trough && !complaint) || touchpoint->empowered_count ||
		    !is_served_by_people(touchpoint))
			continue;
		diag = jy_find(linter, touchpoint->decl.span,
			       "%s at `%.*s`, and nobody there may decide anything",
			       complaint ? "customers complain" : "customers are at a low point",
			       JB_ARG(touchpoint->decl.name));
		if (trough)
			jy_label(linter, diag, trough->span, "this is what they feel");
		jy_help(linter, diag,
			"say what the one who serves may do about it: `empowered to \"credit up to "
			"EUR 20\" accountable \"Head of Care\"`");
	}
}

/* ---- the contract ---- */

struct contracts {
	struct jb_map agreement; /* by partner, to the index + 1 of its first agreement */
	struct jb_map empowers;	 /* pairs of partner and touchpoint */
};

struct pair {
	const struct jy_partner *partner;
	const struct jy_touchpoint *touchpoint;
};

static struct jb_text key_of(const struct pair *pair)
{
	return (struct jb_text){(const char *)pair, sizeof *pair};
}

static void gather(struct jy_linter *linter, struct contracts *contracts)
{
	jb_map_init(&contracts->agreement, linter->arena);
	jb_map_init(&contracts->empowers, linter->arena);
	for (size_t i = 0; i < linter->model->agreements.count; i++) {
		const struct jy_agreement *agreement = linter->model->agreements.at[i];
		struct jb_text key = JY_KEY(agreement->partner);
		uint64_t *first = jb_map_intern(&contracts->agreement, &key, NULL);

		*first = *first ? *first : i + 1;
		for (size_t k = 0; k < agreement->empowers.count; k++) {
			struct pair pair = {agreement->partner, agreement->empowers.at[k]};

			key = key_of(&pair);
			jb_map_intern(&contracts->empowers, &key, NULL);
		}
	}
}

static void judge_delivery(struct jy_linter *linter, const struct contracts *contracts,
			   const struct jy_touchpoint *touchpoint,
			   const struct jy_delivery *delivery)
{
	struct pair pair = {delivery->partner, touchpoint};
	const uint64_t *index = jb_map_get(&contracts->agreement, JY_KEY(delivery->partner));
	const struct jy_agreement *agreement;
	struct jy_diag *diag;

	if (!delivery->partner || !index || jb_map_get(&contracts->empowers, key_of(&pair)))
		return;
	agreement = linter->model->agreements.at[*index - 1];
	diag = jy_find(linter, touchpoint->empowered[0].span,
		       "no agreement with `%.*s` gives its people the freedom to decide at `%.*s`",
		       JB_ARG(delivery->partner->decl.name), JB_ARG(touchpoint->decl.name));
	jy_label(linter, diag, agreement->decl.span, "the agreement");
	jy_help(linter, diag, "write in `%.*s`: `empowers %.*s.%.*s`", JB_ARG(agreement->decl.name),
		JB_ARG(touchpoint->journey->decl.name), JB_ARG(touchpoint->decl.name));
}

JY_RULE(empower_not_in_contract)
{
	struct contracts contracts;

	gather(linter, &contracts);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; at.touchpoint->empowered_count && i < at.touchpoint->delivery_count; i++)
		if (!jb_text_is(jy_delivery_form(&at.touchpoint->delivery[i]), "in_house"))
			judge_delivery(linter, &contracts, at.touchpoint,
				       &at.touchpoint->delivery[i]);
}
