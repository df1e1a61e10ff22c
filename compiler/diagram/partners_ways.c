/*
 * What the ways of the partners view say: which touchpoints customers pass between, and what goes
 * with them; and what those hear of it all who cannot see it. Knows no place.
 */
#include "diagram/partners_internal.h"

#define LABEL_ROOM 176.0
#define TITLE_WIDE 40	 /* columns of a terminal */
#define PASSINGS_SHOWN 3 /* of a way, with what goes with them or without */

static void say_carried(struct partners *partners, struct handing *handing,
			const struct jy_next *next)
{
	struct jb_buf out;

	if (!next || !next->carrying.count)
		return;
	jb_buf_init(&out, partners->view.arena);
	for (size_t i = 0; i < next->carrying.count; i++)
		jb_buf_printf(&out, "%s%.*s", i ? ", " : "carries ", JB_ARG(next->carrying.at[i]));
	if (next->by_hand)
		jb_buf_add_string(&out, " by hand");
	sheet_add(partners->view.sheet, &handing->lines, JY_ROLE_T_ABOUT, SHEET_NO_SIGN,
		  jb_buf_text(&out), LABEL_ROOM);
}

/* The card has it in full. */
static struct jb_text short_title(const struct partners *partners,
				  const struct jy_touchpoint *touchpoint)
{
	return jy_wrap_short(partners->view.arena, touchpoint->decl.title, TITLE_WIDE);
}

static void say_passing(struct partners *partners, struct handing *handing,
			const struct passing *passing)
{
	sheet_add_gap(&handing->lines, handing->lines.list.count ? 4 : 0);
	sheet_add(partners->view.sheet, &handing->lines, JY_ROLE_T_NOTE, SHEET_NO_SIGN,
		  jb_text_printf(partners->view.arena, "%.*s, then %.*s",
				 JB_ARG(short_title(partners, passing->from)),
				 JB_ARG(short_title(partners, passing->to))),
		  LABEL_ROOM);
	say_carried(partners, handing, passing->next);
}

/* Those with which something goes, or nothing; then how many are not shown. */
static void say_passings(struct partners *partners, struct handing *handing, bool bare)
{
	size_t count = 0;

	for (size_t i = 0; i < handing->passings.count; i++) {
		if (handing->passings.at[i].bare != bare)
			continue;
		if (count++ < PASSINGS_SHOWN)
			say_passing(partners, handing, &handing->passings.at[i]);
	}
	if (count > PASSINGS_SHOWN)
		sheet_add(partners->view.sheet, &handing->lines, JY_ROLE_T_NOTE, SHEET_NO_SIGN,
			  jb_text_printf(partners->view.arena, "and %zu more",
					 count - PASSINGS_SHOWN),
			  LABEL_ROOM);
	if (count && bare)
		sheet_add(partners->view.sheet, &handing->lines, JY_ROLE_T_PAIN, SHEET_HOLE,
			  JB_TEXT("nothing goes with them"), LABEL_ROOM);
}

static void say_handing(struct partners *partners, struct handing *handing)
{
	if (handing->subcontracts)
		sheet_add(partners->view.sheet, &handing->lines, JY_ROLE_T_NOTE, SHEET_NO_SIGN,
			  JB_TEXT("subcontracts"), LABEL_ROOM);
	say_passings(partners, handing, false);
	say_passings(partners, handing, true);
}

/* A card's own words, then to whom customers pass. */
static void describe(struct partners *partners)
{
	struct jb_buf *out =
		JB_NEW_ARRAY(partners->view.arena, struct jb_buf, partners->party.count);

	for (size_t i = 0; i < partners->party.count; i++) {
		out[i] = graph_view_spoken(&partners->view, &partners->party.at[i].body);
	}
	for (size_t i = 0; i < partners->handing.count; i++) {
		const struct handing *handing = &partners->handing.at[i];
		struct jb_text to = partners_title(&partners->party.at[handing->to]);

		if (handing->subcontracts)
			jb_buf_printf(&out[handing->from], " Subcontracts to %.*s.", JB_ARG(to));
		else
			jb_buf_printf(&out[handing->from], " Customers pass to %.*s: %.*s.",
				      JB_ARG(to),
				      JB_ARG(sheet_said(partners->view.sheet, &handing->lines)));
	}
	for (size_t i = 0; i < partners->party.count; i++)
		partners->party.at[i].desc =
			jy_wrap_clean(partners->view.arena, jb_buf_text(&out[i]));
}

void partners_say_ways(struct partners *partners)
{
	for (size_t i = 0; i < partners->handing.count; i++)
		say_handing(partners, &partners->handing.at[i]);
	describe(partners);
}
