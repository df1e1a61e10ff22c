/*
 * A group's key as a text: what reports name it by, and what states of several files are added up
 * by. Equal keys of one type give equal texts and different keys different ones.
 */
#include "measure/groups.h"
#include "time/civil.h"

static void add_date(struct jb_buf *buf, int64_t days)
{
	struct jrt_date date = jrt_civil_date(days);

	jb_buf_printf(buf, "%04d-%02u-%02u", date.year, (unsigned)date.month, (unsigned)date.day);
}

static void add_clock(struct jb_buf *buf, int64_t us)
{
	long long seconds = us / JRT_SECOND_US, fraction = us % JRT_SECOND_US;

	jb_buf_printf(buf, "%02lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60);
	if (fraction != 0)
		jb_buf_printf(buf, ".%06lld", fraction);
}

static void add_instant(struct jb_buf *buf, int64_t instant)
{
	int64_t day = jrt_civil_floor(instant, JRT_DAY_US);

	add_date(buf, day);
	jb_buf_add_byte(buf, 'T');
	add_clock(buf, instant - day * JRT_DAY_US);
	jb_buf_add_byte(buf, 'Z');
}

struct jb_text jrt_groups_key_text(struct jb_arena *arena, const struct jrt_grouping *grouping,
				   int64_t key)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	if (grouping->key == JRT_NONE || grouping->type == JRT_INSTANT)
		add_instant(&buf, key);
	else if (grouping->type == JRT_DATE)
		add_date(&buf, key);
	else if (grouping->type == JRT_CLOCK)
		add_clock(&buf, key);
	else if (grouping->type == JRT_FLAG)
		jb_buf_add_string(&buf, key ? "yes" : "no");
	else
		jb_buf_add_fix(&buf, key);
	return jb_buf_text(&buf);
}
