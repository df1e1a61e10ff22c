/*
 * What the cards of the partners view say. Knows no place.
 */
#include "diagram/partners_internal.h"

#include "diagram/words.h"
#include "model/contact.h"

#define ROOM 232.0
#define GAP 7.0
/* Touchpoints that a card names: more are counted by stage. */
#define TOUCHPOINTS_SHOWN 16

static void say(struct partners *partners, struct party *party, enum jy_role role,
		enum sheet_sign sign, struct jb_text text)
{
	sheet_add(partners->view.sheet, &party->body, role, sign, text, ROOM);
}

static void say_heading(struct partners *partners, struct party *party, struct jb_text text)
{
	sheet_add_gap(&party->body, GAP);
	say(partners, party, JY_ROLE_T_TURN, SHEET_NO_SIGN, text);
}

static void say_hole(struct partners *partners, struct party *party, struct jb_text text)
{
	partners->view.holes++;
	say(partners, party, JY_ROLE_T_PAIN, SHEET_HOLE, text);
}

static struct jb_text count_text(struct partners *partners, jb_fix number, const char *one,
				 const char *several)
{
	struct jb_buf out;

	jb_buf_init(&out, partners->view.arena);
	jy_figures_add(&out, JRT_COUNT, JB_TEXT(""), (struct jb_ratio){number, JB_FIX_ONE}, 0);
	jb_buf_printf(&out, " %s", number == JB_FIX_ONE ? one : several);
	return jb_buf_text(&out);
}

/* ---- who ---- */

struct jb_text partners_title(const struct party *party)
{
	return party->partner ? party->partner->decl.title
	       : party->brand ? party->brand->decl.title
			      : JB_TEXT("Nobody");
}

static const char *form_word(struct jb_text form)
{
	static const char *const word[][2] = {{"in_house", "in house"},
					      {"work_from_home", "work from home"},
					      {"gig", "gig"},
					      {"bpo", "BPO"},
					      {"bpx", "BPX"}};

	for (size_t i = 0; i < sizeof word / sizeof *word; i++)
		if (jb_text_is(form, word[i][0]))
			return word[i][1];
	return "";
}

/* "BPX, gig · multinational" */
static struct jb_text form_text(struct partners *partners, const struct party *party)
{
	const struct jy_partner *partner = party->partner;
	struct jb_buf out;

	if (!partner && !party->brand)
		return JB_TEXT("not said who delivers");
	if (!partner)
		return party->brand == partners->view.journey->brand ? JB_TEXT("the brand itself")
								     : JB_TEXT("another brand");
	jb_buf_init(&out, partners->view.arena);
	for (size_t i = 0; i < partner->delivery.count; i++)
		jb_buf_printf(&out, "%s%s", i ? ", " : "", form_word(partner->delivery.at[i]));
	if (partner->kind.size)
		jb_buf_printf(&out, "%s%.*s", out.size ? " \xc2\xb7 " : "", JB_ARG(partner->kind));
	return jb_buf_text(&out);
}

/* ---- where ---- */

/* Of the partner as a whole, else of its sites where all say. */
static jb_fix seats_of(const struct jy_partner *partner)
{
	jb_fix seats = 0;

	if (partner->seats >= 0)
		return partner->seats;
	for (size_t i = 0; i < partner->site_count; i++) {
		if (partner->site[i].seats < 0)
			return -1;
		seats += partner->site[i].seats;
	}
	return partner->site_count ? seats : -1;
}

static void say_site(struct partners *partners, struct party *party, const struct jy_site *site)
{
	struct jb_text seats =
		site->seats >= 0 ? count_text(partners, site->seats, "seat", "seats") : JB_TEXT("");

	say(partners, party, JY_ROLE_T_BODY, SHEET_NO_SIGN,
	    jb_text_printf(partners->view.arena, "%.*s%s%.*s%s%.*s", JB_ARG(site->decl.title),
			   site->country.size ? ", " : "", JB_ARG(site->country),
			   seats.size ? " \xc2\xb7 " : "", JB_ARG(seats)));
}

static void say_sites(struct partners *partners, struct party *party)
{
	const struct jy_partner *partner = party->partner;
	jb_fix seats = seats_of(partner);
	struct jb_buf head;

	if (seats < 0 && !partner->site_count)
		return;
	jb_buf_init(&head, partners->view.arena);
	if (seats >= 0)
		jb_buf_add_text(&head, count_text(partners, seats, "seat", "seats"));
	if (partner->site_count)
		jb_buf_printf(&head, "%s%zu site%s", head.size ? " \xc2\xb7 " : "",
			      partner->site_count, partner->site_count == 1 ? "" : "s");
	say_heading(partners, party, jb_buf_text(&head));
	for (size_t i = 0; i < partner->site_count; i++)
		say_site(partners, party, &partner->site[i]);
}

static void say_teams(struct partners *partners, struct party *party)
{
	const struct jy_partner *partner = party->partner;

	if (!partner->team_count)
		return;
	say_heading(partners, party, JB_TEXT("Teams"));
	for (size_t i = 0; i < partner->team_count; i++) {
		const struct jy_team *team = &partner->team[i];
		const char *form = form_word(team->delivery);

		say(partners, party, JY_ROLE_T_BODY, SHEET_NO_SIGN,
		    jb_text_printf(partners->view.arena, "%.*s%s%s", JB_ARG(team->decl.title),
				   *form ? " \xc2\xb7 " : "", form));
	}
}

/* ---- what ---- */

/* "Call support · Phone, Chat · team Core · in Christmas" */
static struct jb_text touchpoint_text(struct partners *partners, const struct party *party,
				      const struct jy_touchpoint *touchpoint)
{
	struct jb_buf out;

	jb_buf_init(&out, partners->view.arena);
	jb_buf_add_text(&out, touchpoint->decl.title);
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		jb_buf_printf(&out, "%s%.*s", i ? ", " : " \xc2\xb7 ",
			      JB_ARG(touchpoint->channels.at[i]->decl.title));
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_delivery *by = &touchpoint->delivery[i];

		if (by->partner != party->partner || by->brand != party->brand)
			continue;
		if (by->team)
			jb_buf_printf(&out, " \xc2\xb7 %.*s", JB_ARG(by->team->decl.title));
		if (by->during)
			jb_buf_printf(&out, " \xc2\xb7 in %.*s", JB_ARG(by->during->decl.title));
	}
	return jb_buf_text(&out);
}

static void say_each(struct partners *partners, struct party *party)
{
	const struct jy_stage *stage = NULL;

	for (size_t i = 0; i < party->touchpoints.count; i++) {
		const struct jy_touchpoint *touchpoint = party->touchpoints.at[i];

		if (touchpoint->stage != stage)
			say(partners, party, JY_ROLE_T_ABOUT, SHEET_NO_SIGN,
			    touchpoint->stage->decl.title);
		stage = touchpoint->stage;
		say(partners, party, JY_ROLE_T_BODY,
		    touchpoint->moment_of_truth ? SHEET_MOMENT : SHEET_NO_SIGN,
		    touchpoint_text(partners, party, touchpoint));
	}
}

static bool adds_channel(const struct party *party, size_t first, size_t at, size_t which)
{
	const struct jy_channel *channel = party->touchpoints.at[at]->channels.at[which];

	for (size_t i = first; i <= at; i++)
		for (size_t k = 0; k < (i < at ? party->touchpoints.at[i]->channels.count : which);
		     k++)
			if (party->touchpoints.at[i]->channels.at[k] == channel)
				return false;
	return true;
}

/* "Compare: 5 · Web, Shop", of the touchpoints from `first` to before `end`. */
static struct jb_text stage_text(const struct partners *partners, const struct party *party,
				 size_t first, size_t end)
{
	const char *between = " \xc2\xb7 ";
	struct jb_buf out;

	jb_buf_init(&out, partners->view.arena);
	jb_buf_printf(&out, "%.*s: %zu", JB_ARG(party->touchpoints.at[first]->stage->decl.title),
		      end - first);
	for (size_t i = first; i < end; i++)
		for (size_t k = 0; k < party->touchpoints.at[i]->channels.count; k++)
			if (adds_channel(party, first, i, k)) {
				jb_buf_printf(&out, "%s%.*s", between,
					      JB_ARG(party->touchpoints.at[i]
							     ->channels.at[k]
							     ->decl.title));
				between = ", ";
			}
	return jb_buf_text(&out);
}

/* Of many only how many a stage has, and each moment of truth. */
static void say_stages(struct partners *partners, struct party *party)
{
	const size_t count = party->touchpoints.count;
	size_t end;

	for (size_t first = 0; first < count; first = end) {
		for (end = first + 1; end < count; end++)
			if (party->touchpoints.at[end]->stage !=
			    party->touchpoints.at[first]->stage)
				break;
		say(partners, party, JY_ROLE_T_BODY, SHEET_NO_SIGN,
		    stage_text(partners, party, first, end));
		for (size_t i = first; i < end; i++)
			if (party->touchpoints.at[i]->moment_of_truth)
				say(partners, party, JY_ROLE_T_BODY, SHEET_MOMENT,
				    touchpoint_text(partners, party, party->touchpoints.at[i]));
	}
}

static void say_touchpoints(struct partners *partners, struct party *party)
{
	if (!party->touchpoints.count)
		return;
	say_heading(partners, party,
		    jb_text_printf(partners->view.arena, "%s%zu of %zu touchpoint%s",
				   party->brand || party->partner ? "Delivers " : "",
				   party->touchpoints.count, partners->touchpoint_count,
				   partners->touchpoint_count == 1 ? "" : "s"));
	if (party->touchpoints.count <= TOUCHPOINTS_SHOWN)
		say_each(partners, party);
	else
		say_stages(partners, party);
}

/* ---- what is agreed ---- */

static void say_guarantee(struct partners *partners, struct party *party,
			  const struct jy_guarantee *guarantee)
{
	const struct jy_criterion *level =
		guarantee->expected ? guarantee->expected : guarantee->minimum;
	const struct jy_overlay_verdict *verdict =
		level ? jy_overlay_verdict(&partners->view.overlay, level) : NULL;

	struct graph_view_verdict look =
		graph_view_verdict(verdict ? verdict->verdict : JRT_NOT_MEASURED);

	if (verdict)
		say(partners, party, look.role, look.sign,
		    jb_text_printf(partners->view.arena, "%.*s: %s, %.*s",
				   JB_ARG(guarantee->decl.title), jy_words_sign(verdict->verdict),
				   JB_ARG(jy_words_verdict(partners->view.arena, level, verdict))));
	else
		say(partners, party, JY_ROLE_T_BODY, SHEET_NO_SIGN,
		    level ? jb_text_printf(partners->view.arena, "%.*s: %.*s",
					   JB_ARG(guarantee->decl.title),
					   JB_ARG(jy_words_criterion(partners->view.arena, level)))
			  : guarantee->decl.title);
}

static void say_agreement(struct partners *partners, struct party *party,
			  const struct jy_agreement *agreement)
{
	struct jb_buf head;

	jb_buf_init(&head, partners->view.arena);
	jb_buf_printf(&head, "Agreement: %.*s", JB_ARG(agreement->decl.title));
	if (agreement->has_runs) {
		jb_buf_add_string(&head, ", to ");
		jy_figures_add_date(&head, agreement->runs.to);
	}
	say_heading(partners, party, jb_buf_text(&head));
	for (size_t i = 0; i < agreement->guarantee_count; i++)
		say_guarantee(partners, party, &agreement->guarantee[i]);
}

/* Whether any of what it delivers is not in house. */
static bool is_outsourced(const struct party *party)
{
	for (size_t t = 0; t < party->touchpoints.count; t++) {
		const struct jy_touchpoint *touchpoint = party->touchpoints.at[t];

		for (size_t i = 0; i < touchpoint->delivery_count; i++)
			if (touchpoint->delivery[i].partner == party->partner &&
			    !jb_text_is(jy_delivery_form(&touchpoint->delivery[i]), "in_house"))
				return true;
	}
	return false;
}

static bool has_truth(const struct party *party)
{
	for (size_t i = 0; i < party->touchpoints.count; i++)
		if (party->touchpoints.at[i]->moment_of_truth)
			return true;
	return false;
}

static void say_agreements(struct partners *partners, struct party *party)
{
	size_t found = 0;

	for (size_t i = 0; i < partners->view.model->agreements.count; i++) {
		const struct jy_agreement *agreement = partners->view.model->agreements.at[i];

		if (agreement->partner != party->partner)
			continue;
		say_agreement(partners, party, agreement);
		found++;
	}
	if (!is_outsourced(party))
		return;
	if (!found || (!party->partner->diligence.given && has_truth(party)))
		sheet_add_gap(&party->body, GAP);
	if (!found)
		say_hole(partners, party, JB_TEXT("no agreement"));
	if (!party->partner->diligence.given && has_truth(party))
		say_hole(partners, party, JB_TEXT("a moment of truth without due diligence"));
}

/* ---- what may go wrong ---- */

static bool is_serious(const struct jy_risk *risk)
{
	return jb_text_is(risk->severity, "high") || jb_text_is(risk->severity, "abandons");
}

static void say_risks(struct partners *partners, struct party *party)
{
	bool begun = false;

	for (size_t t = 0; t < party->touchpoints.count; t++) {
		const struct jy_touchpoint *touchpoint = party->touchpoints.at[t];

		for (size_t i = 0; i < touchpoint->risk_count; i++) {
			const struct jy_risk *risk = &touchpoint->risk[i];

			if (!begun)
				say_heading(partners, party, JB_TEXT("Risks"));
			begun = true;
			say(partners, party, JY_ROLE_T_BODY, SHEET_NO_SIGN,
			    jb_text_printf(partners->view.arena, "%.*s%s%.*s%s", JB_ARG(risk->text),
					   risk->severity.size ? " (" : "", JB_ARG(risk->severity),
					   risk->severity.size ? ")" : ""));
			if (risk->mitigated.size)
				say(partners, party, JY_ROLE_T_NOTE, SHEET_NO_SIGN,
				    jb_text_printf(partners->view.arena,
						   "mitigated by \xe2\x80\x9c%.*s\xe2\x80\x9d",
						   JB_ARG(risk->mitigated)));
			else if (is_serious(risk) && touchpoint->moment_of_truth)
				say_hole(partners, party, JB_TEXT("nothing is done about it"));
		}
	}
}

static void say_party(struct partners *partners, struct party *party)
{
	const bool nobody = !party->partner && !party->brand;

	sheet_add(partners->view.sheet, &party->head, nobody ? JY_ROLE_T_CARD : JY_ROLE_T_STAGE,
		  SHEET_NO_SIGN, partners_title(party), ROOM);
	if (nobody)
		say_hole(partners, party, form_text(partners, party));
	else
		say(partners, party, JY_ROLE_T_NOTE, SHEET_NO_SIGN, form_text(partners, party));
	if (party->partner) {
		say_sites(partners, party);
		say_teams(partners, party);
	}
	say_touchpoints(partners, party);
	if (party->partner)
		say_agreements(partners, party);
	say_risks(partners, party);
}

void partners_say(struct partners *partners)
{
	for (size_t i = 0; i < partners->party.count; i++)
		say_party(partners, &partners->party.at[i]);
	partners_say_ways(partners);
}
