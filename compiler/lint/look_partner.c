/*
 * Gathering who serves customers for a brand, and how lists of words are written. Nothing here
 * finds anything.
 */
#include "lint/look_partner.h"

#include "base/buf.h"
#include "base/map.h"

bool jy_delivers_outside(const struct jy_delivery *delivery)
{
	return delivery->partner && !jb_text_is(jy_delivery_form(delivery), "in_house");
}

/* ---- services ---- */

struct gathering {
	struct jb_arena *arena;
	struct jb_map index; /* of a partner, to index + 1 */
	struct jy_service *service;
};

static void add_partners(struct gathering *gathering, const struct jy_linter *linter)
{
	size_t count = linter->model->partners.count;

	jb_map_init(&gathering->index, gathering->arena);
	gathering->service = JB_NEW_ARRAY(gathering->arena, struct jy_service, count);
	for (size_t i = 0; i < count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct jb_text key = JY_KEY(partner);

		gathering->service[i].partner = partner;
		*jb_map_intern(&gathering->index, &key, NULL) = i + 1;
	}
}

static void add_delivery(struct gathering *gathering, const struct jy_touchpoint *touchpoint,
			 const struct jy_delivery *delivery)
{
	const uint64_t *at = jb_map_get(&gathering->index, JY_KEY(delivery->partner));
	struct jy_service *service = at ? &gathering->service[*at - 1] : NULL;

	if (!service)
		return;
	service->touchpoints++;
	if (!service->first)
		service->first = touchpoint;
	if (!touchpoint->moment_of_truth)
		return;
	service->truths++;
	if (!service->truth)
		service->truth = touchpoint;
}

static struct jy_services gather(struct jy_linter *linter)
{
	struct gathering gathering = {.arena = linter->arena};
	size_t count = 0;

	add_partners(&gathering, linter);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->delivery_count; i++)
		if (jy_delivers_outside(&at.touchpoint->delivery[i]))
			add_delivery(&gathering, at.touchpoint, &at.touchpoint->delivery[i]);
	for (size_t i = 0; i < linter->model->partners.count; i++)
		if (gathering.service[i].first)
			gathering.service[count++] = gathering.service[i];
	return (struct jy_services){gathering.service, count};
}

struct jy_services jy_services(struct jy_linter *linter)
{
	if (!linter->services.at)
		linter->services = gather(linter);
	return linter->services;
}

/* ---- lists ---- */

struct jb_text jy_listed(struct jy_linter *linter, const struct jb_text *word, size_t count)
{
	struct jb_buf text;

	jb_buf_init(&text, linter->arena);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			jb_buf_add_string(&text, i + 1 < count ? ", " : " and ");
		jb_buf_add(&text, word[i].at, word[i].size);
	}
	return jb_buf_text(&text);
}
