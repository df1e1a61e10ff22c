/*
 * Finding a page by what somebody typed. The table is small and looked at once a command, so it is
 * gone through from the beginning.
 */
#include "explain/explain.h"

#include "explain/pages.h"

#define CODE_DIGITS 4

const struct jy_page *jy_explain_all(size_t *count)
{
	*count = jy_page_count;
	return jy_pages;
}

static bool is_digits(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return text.size > 0;
}

/* Whether `id` is a code that is written in one of its ways: its digits, without leading zeros. */
static bool code_digits(struct jb_text id, struct jb_text *digits)
{
	bool marked = id.size > 0 && (id.at[0] == 'J' || id.at[0] == 'j');

	*digits = jb_text_slice(id, marked, id.size);
	if (!is_digits(*digits))
		return false;
	while (digits->size > 1 && digits->at[0] == '0')
		*digits = jb_text_slice(*digits, 1, digits->size);
	return digits->size <= CODE_DIGITS;
}

static bool is_page_of(const struct jy_page *page, struct jb_text id)
{
	struct jb_text asked, own;

	if (code_digits(id, &asked) && code_digits(jb_text_of(page->id), &own))
		return jb_text_equal(asked, own);
	return jb_text_is(id, page->id);
}

const struct jy_page *jy_explain_find(struct jb_text id)
{
	for (size_t i = 0; i < jy_page_count; i++)
		if (is_page_of(&jy_pages[i], id))
			return &jy_pages[i];
	return NULL;
}

const char *jy_explain_nearest(struct jb_arena *arena, struct jb_text id)
{
	struct jb_text *known = JB_NEW_ARRAY(arena, struct jb_text, jy_page_count);
	int near;

	for (size_t i = 0; i < jy_page_count; i++)
		known[i] = jb_text_of(jy_pages[i].id);
	near = jb_text_nearest(id, known, jy_page_count);
	return near < 0 ? "" : jy_pages[near].id;
}

struct jb_text jy_explain_family(const struct jy_page *page)
{
	static const char *const hundred[10] = {
		[1] = "J01xx  the file and its characters",
		[2] = "J02xx  the grammar",
		[3] = "J03xx  names, journeys, people, scopes and periods",
		[4] = "J04xx  sources, columns and expressions",
		[5] = "J05xx  metrics and criteria",
		[6] = "J06xx  agreements and money",
		[7] = "J07xx  diagrams",
		[8] = "J08xx  SQL for engines, states of shards",
		[9] = "J09xx  the program itself",
	};
	struct jb_text id = jb_text_of(page->id), digits;

	if (!code_digits(id, &digits)) {
		size_t dot = 0;

		while (dot < id.size && id.at[dot] != '.')
			dot++;
		return jb_text_slice(id, 0, dot);
	}
	unsigned family = digits.size == 3 ? (unsigned)(digits.at[0] - '0') : 0;

	return jb_text_of(hundred[family]);
}
