/*
 * Sets of things by their address: a map without values. Knows nothing of what it holds.
 */
#include "lint/set.h"

void jy_set_init(struct jy_set *set, struct jb_arena *arena)
{
	jb_map_init(&set->map, arena);
}

bool jy_set_add(struct jy_set *set, const void *thing)
{
	struct jb_text key = JY_KEY(thing);
	bool fresh = false;

	if (thing)
		jb_map_intern(&set->map, &key, &fresh);
	return fresh;
}

bool jy_set_add_pair(struct jy_set *set, const void *one, const void *other)
{
	const void *pair[] = {one, other};
	struct jb_text key = {(const char *)pair, sizeof(pair)};
	bool fresh;

	jb_map_intern(&set->map, &key, &fresh);
	return fresh;
}

bool jy_set_has(const struct jy_set *set, const void *thing)
{
	return jb_map_get(&set->map, JY_KEY(thing)) != NULL;
}
