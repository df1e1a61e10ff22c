/*
 * Questions that many rules ask of a model: walking its touchpoints and criteria, who delivers and
 * how, what is felt. Nothing here finds anything; nothing is judged.
 */
#include "base/map.h"
#include "lint/linter.h"

struct judged {
	JB_VEC(const struct jy_criterion *) list;
};

struct jy_looking {
	struct jb_arena *arena;
	JB_VEC(struct jy_criteria) criteria;
	struct jb_map partners;	   /* by address of those that deliver, to enum below */
	struct jb_map touchpoints; /* by address, to index + 1 of `judged` */
	JB_VEC(struct judged) judged;
};

enum { SERVES = 1, SERVES_TRUTH = 2, SPEAKS = 4 };

/* ---- gathering ---- */

static void add_criterion(struct jy_looking *looking, struct jy_criteria at)
{
	const struct jy_touchpoint *touchpoint = at.criterion->touchpoint;
	struct jb_text key = JY_KEY(touchpoint);
	uint64_t *slot;
	bool fresh;

	*jb_push(looking->arena, &looking->criteria) = at;
	if (!touchpoint)
		return;
	slot = jb_map_intern(&looking->touchpoints, &key, &fresh);
	if (fresh) {
		jb_push(looking->arena, &looking->judged);
		*slot = looking->judged.count;
	}
	*jb_push(looking->arena, &looking->judged.at[*slot - 1].list) = at.criterion;
}

static void add_criteria(struct jy_looking *looking, const struct jy_criterion *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_criterion(looking, (struct jy_criteria){.criterion = &list[i]});
}

static uint64_t served_at(const struct jy_touchpoint *touchpoint)
{
	uint64_t how = touchpoint->moment_of_truth ? SERVES | SERVES_TRUTH : SERVES;

	if (touchpoint->channels.count == 0)
		how |= SPEAKS;
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (jy_is_spoken(touchpoint->channels.at[i]))
			how |= SPEAKS;
	return how;
}

static void add_deliveries(struct jy_looking *looking, const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_partner *partner = touchpoint->delivery[i].partner;
		struct jb_text key = JY_KEY(partner);

		if (partner)
			*jb_map_intern(&looking->partners, &key, NULL) |= served_at(touchpoint);
	}
}

static void add_journey(struct jy_looking *looking, const struct jy_journey *journey)
{
	add_criteria(looking, journey->outcome, journey->outcome_count);
	for (size_t s = 0; s < journey->stage_count; s++) {
		const struct jy_stage *stage = &journey->stage[s];

		add_criteria(looking, stage->success, stage->success_count);
		for (size_t t = 0; t < stage->touchpoint_count; t++) {
			add_criteria(looking, stage->touchpoint[t].success,
				     stage->touchpoint[t].success_count);
			add_deliveries(looking, &stage->touchpoint[t]);
		}
	}
}

static void add_agreement(struct jy_looking *looking, const struct jy_agreement *agreement)
{
	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		const struct jy_guarantee *guarantee = &agreement->guarantee[i];
		struct jy_criteria at = {.agreement = agreement, .guarantee = guarantee};

		at.criterion = guarantee->expected ? guarantee->expected : guarantee->minimum;
		if (at.criterion)
			add_criterion(looking, at);
	}
}

struct jy_looking *jy_looking_make(struct jb_arena *arena, const struct jy_model *model)
{
	struct jy_looking *looking = JB_NEW(arena, struct jy_looking);

	looking->arena = arena;
	jb_map_init(&looking->touchpoints, arena);
	jb_map_init(&looking->partners, arena);
	for (size_t i = 0; i < model->journeys.count; i++)
		add_journey(looking, model->journeys.at[i]);
	for (size_t i = 0; i < model->agreements.count; i++)
		add_agreement(looking, model->agreements.at[i]);
	return looking;
}

/* ---- walking ---- */

bool jy_walk(const struct jy_linter *linter, struct jy_walk *at)
{
	const struct jy_model *model = linter->model;

	for (; at->j < model->journeys.count; at->j++, at->s = 0) {
		at->journey = model->journeys.at[at->j];
		for (; at->s < at->journey->stage_count; at->s++, at->t = 0) {
			at->stage = &at->journey->stage[at->s];
			if (at->t < at->stage->touchpoint_count) {
				at->touchpoint = &at->stage->touchpoint[at->t++];
				return true;
			}
		}
	}
	return false;
}

bool jy_criteria(const struct jy_linter *linter, struct jy_criteria *at)
{
	size_t index = at->index;

	if (index >= linter->looking->criteria.count)
		return false;
	*at = linter->looking->criteria.at[index];
	at->index = index + 1;
	return true;
}

size_t jy_judged(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		 const struct jy_criterion *const **list)
{
	const uint64_t *slot = jb_map_get(&linter->looking->touchpoints, JY_KEY(touchpoint));
	const struct judged *judged = slot ? &linter->looking->judged.at[*slot - 1] : NULL;

	*list = judged ? judged->list.at : NULL;
	return judged ? judged->list.count : 0;
}

bool jy_judged_for(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		   const char *aspect)
{
	const struct jy_criterion *const *list;
	size_t count = jy_judged(linter, touchpoint, &list);

	for (size_t i = 0; i < count; i++)
		if (list[i]->metric && jy_has_aspect(list[i]->metric, aspect))
			return true;
	return false;
}

/* The first touchpoint of a later stage that has one. */
static const struct jy_touchpoint *first_after(const struct jy_stage *stage)
{
	const struct jy_journey *journey = stage->journey;

	for (size_t s = (size_t)(stage - journey->stage) + 1; s < journey->stage_count; s++)
		if (journey->stage[s].touchpoint_count)
			return journey->stage[s].touchpoint;
	return NULL;
}

bool jy_followers(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		  struct jy_followers *at)
{
	const struct jy_stage *stage = touchpoint->stage;
	size_t index = at->index++;

	(void)linter;
	if (index < touchpoint->next_count) {
		at->next = &touchpoint->next[index];
		at->touchpoint = at->next->touchpoint;
		return true;
	}
	if (index > 0)
		return false;
	index = (size_t)(touchpoint - stage->touchpoint) + 1;
	at->touchpoint =
		index < stage->touchpoint_count ? &stage->touchpoint[index] : first_after(stage);
	return at->touchpoint != NULL;
}

/* ---- texts and days ---- */

bool jy_holds(struct jy_texts texts, const char *word)
{
	for (size_t i = 0; i < texts.count; i++)
		if (jb_text_is(texts.at[i], word))
			return true;
	return false;
}

const struct jy_attestation *jy_attested(const struct jy_staff *staff, const char *topic)
{
	const struct jy_attestation *latest = NULL;

	for (size_t i = 0; i < staff->attested_count; i++)
		if (jb_text_is(staff->attested[i].topic, topic) &&
		    (!latest || staff->attested[i].date > latest->date))
			latest = &staff->attested[i];
	return latest;
}

bool jy_expired(const struct jy_linter *linter, int32_t date, bool has_until, int32_t until,
		int32_t days)
{
	if (!linter->has_as_of)
		return false;
	if (has_until)
		return linter->as_of > until;
	return days > 0 && linter->as_of > date + days;
}

/* ---- delivery ---- */

bool jy_outsourced(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++)
		if (touchpoint->delivery[i].partner &&
		    !jb_text_is(jy_delivery_form(&touchpoint->delivery[i]), "in_house"))
			return true;
	return false;
}

bool jy_delivered_as(const struct jy_touchpoint *touchpoint, const char *form)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++)
		if (jb_text_is(jy_delivery_form(&touchpoint->delivery[i]), form))
			return true;
	return false;
}

const struct jy_staff *jy_delivery_staff(const struct jy_delivery *delivery)
{
	if (delivery->team)
		return &delivery->team->staff;
	return delivery->partner ? &delivery->partner->staff : NULL;
}

bool jy_serves(const struct jy_linter *linter, const struct jy_partner *partner)
{
	return jb_map_get(&linter->looking->partners, JY_KEY(partner)) != NULL;
}

bool jy_serves_truth(const struct jy_linter *linter, const struct jy_partner *partner)
{
	const uint64_t *found = jb_map_get(&linter->looking->partners, JY_KEY(partner));

	return found && (*found & SERVES_TRUTH);
}

bool jy_speaks(const struct jy_linter *linter, const struct jy_partner *partner)
{
	const uint64_t *found = jb_map_get(&linter->looking->partners, JY_KEY(partner));

	return found && (*found & SPEAKS);
}

jb_fix jy_most_heads(const struct jy_staff *staff)
{
	jb_fix most = -1;

	for (size_t i = 0; i < staff->heads_count; i++)
		if (staff->heads[i].number > most)
			most = staff->heads[i].number;
	return most;
}

bool jy_has_aspect(const struct jy_metric *metric, const char *aspect)
{
	return jy_holds(metric->aspects, aspect);
}

/* ---- feelings ---- */

/* Which third of the journey's scale a value lies in: -1, 0, +1. */
static int third(const struct jy_journey *journey, jb_fix value)
{
	jb_fix width;

	if (journey->scale_none || journey->scale_high <= journey->scale_low)
		return 0;
	width = journey->scale_high - journey->scale_low;
	if (value - journey->scale_low < width / 3)
		return -1;
	return journey->scale_high - value < width / 3;
}

/* The outermost feeling on one side. */
static const struct jy_feeling *outermost(const struct jy_touchpoint *touchpoint,
					  enum jy_feeling_kind kind, int side)
{
	const struct jy_feeling *found = NULL;

	for (size_t i = 0; i < touchpoint->feeling_count; i++) {
		const struct jy_feeling *feeling = &touchpoint->feeling[i];
		bool counts =
			feeling->kind == kind ||
			(feeling->has_value && third(touchpoint->journey, feeling->value) == side);

		if (counts && (!found || side * (feeling->value - found->value) > 0))
			found = feeling;
	}
	return found;
}

const struct jy_feeling *jy_trough(const struct jy_touchpoint *touchpoint)
{
	return outermost(touchpoint, JY_TROUGH, -1);
}

const struct jy_feeling *jy_peak(const struct jy_touchpoint *touchpoint)
{
	return outermost(touchpoint, JY_PEAK, 1);
}
