/*
 * Small flows and paths for tests, written in a line. A flow: "A>B B>C" ways, "B?" may be left out,
 * "B*" may repeat, "B~C" any order, "R^B" R recovers from B, "-B" no event shows B. Steps are
 * capitals; A starts, and a step without a way ends. A path: "ABxC", small letters are events of
 * steps that the flow does not know.
 */
#ifndef TESTS_FLOWS_H
#define TESTS_FLOWS_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "conform/conform.h"
#include "testing.h"

#define LETTERS 26

struct drawn {
	struct jrt_flow flow;
	struct jrt_flow_step step[LETTERS];
	struct jrt_flow_way way[LETTERS * LETTERS];
	uint32_t free[LETTERS][LETTERS], recovers[LETTERS][LETTERS];
	char name[LETTERS][2];
};

static uint32_t letter(char c)
{
	assert_in_range(c, 'A', 'Z');
	return (uint32_t)(c - 'A');
}

static int by_from(const void *a, const void *b)
{
	const struct jrt_flow_way *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static void draw_pair(struct drawn *drawn, uint32_t a, char sign, uint32_t b)
{
	struct jrt_flow_step *step = drawn->step;

	if (sign == '>')
		drawn->way[drawn->flow.way_count++] = (struct jrt_flow_way){.from = a, .to = b};
	if (sign == '~') {
		drawn->free[a][step[a].free_with_count++] = b;
		drawn->free[b][step[b].free_with_count++] = a;
	}
	if (sign == '^')
		drawn->recovers[a][step[a].recovers_count++] = b;
}

static void draw_word(struct drawn *drawn, const char *word)
{
	if (word[0] == '-') {
		drawn->step[letter(word[1])].seen = false;
		return;
	}
	if (word[1] == '?')
		drawn->step[letter(word[0])].may_be_left_out = true;
	else if (word[1] == '*')
		drawn->step[letter(word[0])].may_repeat = true;
	else
		draw_pair(drawn, letter(word[0]), word[1], letter(word[2]));
}

static void draw_flow(struct drawn *drawn, const char *text)
{
	size_t most = 0;

	memset(drawn, 0, sizeof *drawn);
	for (const char *c = text; *c; c++)
		if (isupper((unsigned char)*c) && (size_t)(*c - 'A') + 1 > most)
			most = (size_t)(*c - 'A') + 1;
	for (size_t i = 0; i < most; i++) {
		drawn->name[i][0] = (char)('A' + i);
		drawn->step[i] = (struct jrt_flow_step){.name = {.at = drawn->name[i], .size = 1},
							.title = {.at = drawn->name[i], .size = 1},
							.seen = true,
							.starts = i == 0,
							.ends = true,
							.free_with = drawn->free[i],
							.recovers = drawn->recovers[i]};
	}
	for (const char *c = text; *c; c += strcspn(c, " "), c += strspn(c, " "))
		draw_word(drawn, c);
	for (size_t i = 0; i < drawn->flow.way_count; i++)
		drawn->step[drawn->way[i].from].ends = false;
	qsort(drawn->way, drawn->flow.way_count, sizeof *drawn->way, by_from);
	drawn->flow.name = JB_TEXT("drawn");
	drawn->flow.step = drawn->step;
	drawn->flow.step_count = most;
	drawn->flow.way = drawn->way;
}

static inline size_t kinds_of(struct jrt_explainer *explainer, const char *path, uint32_t *kind)
{
	size_t count = strlen(path);

	for (size_t i = 0; i < count; i++) {
		uint32_t step = (uint32_t)(path[i] - 'A');

		kind[i] =
			isupper((unsigned char)path[i])
				? jrt_explainer_kind(explainer, &step, 1)
				: jrt_explainer_stranger(explainer, (struct jb_text){&path[i], 1});
	}
	return count;
}

#endif
