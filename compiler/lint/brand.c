/*
 * Rules about the brand as customers see it: they bought from the brand, and should not have to
 * know who serves them in its name.
 */
#include <string.h>

#include "lint/linter.h"

/* Lanes that customers see or hear. */
static bool is_visible(enum jy_lane lane)
{
	return lane == JY_LANE_EVIDENCE || lane == JY_LANE_FRONTSTAGE;
}

/* A name of fewer letters is found in other words. */
#define LETTERS_MIN 4

static bool mentions(struct jb_text text, struct jb_text title)
{
	return title.size >= LETTERS_MIN && memmem(text.at, text.size, title.at, title.size);
}

/* The first word of a title is what people call a company: "Acme" of "Acme BPX". */
static struct jb_text first_word(struct jb_text title)
{
	size_t size = 0;

	while (size < title.size && title.at[size] != ' ')
		size++;
	return (struct jb_text){title.at, size};
}

static void find_in(struct jy_linter *linter, struct jb_text text, struct jy_span span,
		    const struct jy_partner *partner)
{
	struct jb_text name = first_word(partner->decl.title);
	struct jy_diag *diag;

	if (!mentions(text, name))
		return;
	diag = jy_find(linter, span, "customers see the name of the partner %.*s here",
		       JB_ARG(name));
	jy_label(linter, diag, partner->decl.span, "the partner");
	jy_help(linter, diag, "word it with the brand's name");
}

static void find_at(struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		    const struct jy_partner *partner)
{
	find_in(linter, touchpoint->decl.title, touchpoint->decl.span, partner);
	for (size_t i = 0; i < touchpoint->lane_count; i++)
		if (is_visible(touchpoint->lane[i].lane))
			find_in(linter, touchpoint->lane[i].text, touchpoint->lane[i].span,
				partner);
}

JY_RULE(brand_partner_name_visible)
{
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->delivery_count; i++)
		if (at.touchpoint->delivery[i].partner)
			find_at(linter, at.touchpoint, at.touchpoint->delivery[i].partner);
}
