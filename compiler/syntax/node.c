/*
 * What node.def says of each kind, as tables, and the reading side of a tree.
 */
#include "syntax/tree.h"

#include <stddef.h>

#define SLOTS_MAX 5

struct kind {
	const char *name;
	uint32_t slots;
	const char *slot[SLOTS_MAX];
};

static const struct kind kinds[] = {
#define NODE0(kind) [JY_N_##kind] = {#kind, 0, {NULL}},
#define NODE1(kind, a) [JY_N_##kind] = {#kind, 1, {#a}},
#define NODE2(kind, a, b) [JY_N_##kind] = {#kind, 2, {#a, #b}},
#define NODE3(kind, a, b, c) [JY_N_##kind] = {#kind, 3, {#a, #b, #c}},
#define NODE4(kind, a, b, c, d) [JY_N_##kind] = {#kind, 4, {#a, #b, #c, #d}},
#define NODE5(kind, a, b, c, d, e) [JY_N_##kind] = {#kind, 5, {#a, #b, #c, #d, #e}},
#include "syntax/node.def"
#undef NODE0
#undef NODE1
#undef NODE2
#undef NODE3
#undef NODE4
#undef NODE5
};

const char *jy_node_name(enum jy_node_kind kind)
{
	return kind < JY_N_COUNT_OF_KINDS ? kinds[kind].name : "";
}

const char *jy_slot_name(enum jy_node_kind kind, uint32_t slot)
{
	return kind < JY_N_COUNT_OF_KINDS && slot < kinds[kind].slots ? kinds[kind].slot[slot] : "";
}

uint32_t jy_slot_count(enum jy_node_kind kind)
{
	return kind < JY_N_COUNT_OF_KINDS ? kinds[kind].slots : 0;
}

void jy_tree_walk(const struct jy_node *node, jy_visit *visit, void *user)
{
	if (!node || !visit(user, node))
		return;
	for (uint32_t i = 0; i < node->count; i++)
		jy_tree_walk(node->kid[i], visit, user);
}

bool jy_damaged(const struct jy_node *list)
{
	for (uint32_t i = 0; i < jy_count(list); i++)
		if (jy_is(list->kid[i], JY_N_ERROR) ||
		    (list->kid[i] && list->kid[i]->flags & JY_F_DAMAGED))
			return true;
	return false;
}

/* Days to a date of the proleptic Gregorian calendar, by eras of 400 years that begin in March, so
 * that the leap day comes last (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static struct jy_civil civil_of_days(int64_t days)
{
	int64_t shifted = days + 719468;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t day_of_era = shifted - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	struct jy_civil civil = {0};
	civil.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	civil.month = (int)(month < 10 ? month + 3 : month - 9);
	civil.year = (int)(year_of_era + era * 400 + (civil.month <= 2));
	return civil;
}

struct jy_civil jy_node_civil(const struct jy_node *node)
{
	int64_t seconds = node->value / JB_FIX_ONE;
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int64_t rest = seconds - days * 86400;
	struct jy_civil civil = civil_of_days(days);
	civil.hour = (int)(rest / 3600);
	civil.minute = (int)(rest / 60 % 60);
	civil.second = (int)(rest % 60);
	return civil;
}

struct jb_text jy_clock_as_duration(struct jb_arena *arena, const struct jy_node *time)
{
	struct jy_civil clock = jy_node_civil(time);
	struct jb_buf text;
	jb_buf_init(&text, arena);
	if (clock.second)
		jb_buf_printf(&text, "%dh%dmin%ds", clock.hour, clock.minute, clock.second);
	else if (clock.hour && clock.minute)
		jb_buf_printf(&text, "%dmin%ds", clock.hour, clock.minute);
	else
		jb_buf_printf(&text, clock.hour ? "%dmin" : "%ds",
			      clock.hour ? clock.hour : clock.minute);
	return jb_buf_text(&text);
}
