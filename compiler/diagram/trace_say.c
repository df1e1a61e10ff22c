/*
 * What the cards of a trace say. Knows no place.
 */
#include "diagram/trace_internal.h"

#include "diagram/selection.h"
#include "diagram/words.h"

#define ROOM 176.0
#define TENTH (JB_FIX_ONE / 10)

static void say(struct trace *trace, struct trace_card *card, enum jy_role role,
		enum sheet_sign sign, struct jb_text text)
{
	sheet_add(trace->view.sheet, &card->lines, role, sign, text, ROOM);
}

/* ---- what is felt ---- */

/* "trough −4 “On hold, again”", "+2 for Maria" */
static struct jb_text feeling_text(const struct trace *trace, const struct jy_feeling *feeling)
{
	static const char *const kind[] = {"", "peak ", "trough "};
	struct jb_buf out;

	jb_buf_init(&out, trace->view.arena);
	jb_buf_add_string(&out, kind[feeling->kind]);
	if (feeling->has_value)
		jy_words_feeling(&out, trace->view.journey, feeling->value);
	else
		jb_buf_add_text(&out, feeling->named);
	if (feeling->persona && trace->view.journey->personas.count > 1)
		jb_buf_printf(&out, " for %.*s", JB_ARG(feeling->persona->decl.title));
	if (feeling->words.size)
		jb_buf_printf(&out, "%s\xe2\x80\x9c%.*s\xe2\x80\x9d", out.size ? " " : "",
			      JB_ARG(feeling->words));
	return jb_buf_text(&out);
}

static void say_delivered(struct trace *trace, struct trace_card *card)
{
	struct jb_text name = jb_text_printf(trace->view.arena, "%.*s.%.*s",
					     JB_ARG(trace->view.journey->decl.name),
					     JB_ARG(card->of.touchpoint->decl.name));
	struct jb_buf out;
	jb_fix value;

	if (!jy_overlay_delivered(&trace->view.overlay, name, &value))
		return;
	jb_buf_init(&out, trace->view.arena);
	jb_buf_add_string(&out, "delivered ");
	jy_words_feeling(&out, trace->view.journey,
			 (value + (value < 0 ? -1 : 1) * TENTH / 2) / TENTH * TENTH);
	say(trace, card, JY_ROLE_T_NOTE, SHEET_NO_SIGN, jb_buf_text(&out));
}

static void say_felt(struct trace *trace, struct trace_card *card)
{
	const struct jy_touchpoint *touchpoint = card->of.touchpoint;

	card->title = touchpoint->decl.title;
	say(trace, card, JY_ROLE_T_CARD, SHEET_NO_SIGN, card->title);
	if (touchpoint->moment_of_truth)
		say(trace, card, JY_ROLE_T_MOMENT, SHEET_MOMENT, JB_TEXT("moment of truth"));
	for (size_t i = 0; i < touchpoint->feeling_count; i++)
		if (jy_selection_hears(&trace->view.options->selection,
				       touchpoint->feeling[i].persona))
			say(trace, card, JY_ROLE_T_WORDS, SHEET_NO_SIGN,
			    feeling_text(trace, &touchpoint->feeling[i]));
	say_delivered(trace, card);
}

/* ---- what is measured and judged ---- */

static void say_metric(struct trace *trace, struct trace_card *card)
{
	const struct jy_metric *metric = card->of.metric;

	card->title = metric->decl.title;
	say(trace, card, JY_ROLE_T_CARD, SHEET_NO_SIGN, card->title);
	if (metric->can_measure)
		return;
	trace->view.holes++;
	say(trace, card, JY_ROLE_T_PAIN, SHEET_HOLE,
	    jb_text_printf(trace->view.arena, "cannot be measured: %.*s", JB_ARG(metric->cannot)));
}

/* "at Call support", "in Get help", "of the whole journey" */
static struct jb_text where_text(const struct trace *trace, const struct jy_criterion *criterion)
{
	struct jb_buf out;

	jb_buf_init(&out, trace->view.arena);
	if (criterion->touchpoint)
		jb_buf_printf(&out, "at %.*s", JB_ARG(criterion->touchpoint->decl.title));
	else if (criterion->stage)
		jb_buf_printf(&out, "in %.*s", JB_ARG(criterion->stage->decl.title));
	else if (criterion->journey)
		jb_buf_add_string(&out, "of the whole journey");
	if (criterion->slice)
		jb_buf_printf(&out, " \xc2\xb7 %.*s", JB_ARG(criterion->slice->decl.title));
	if (criterion->each_site || criterion->each_team || criterion->each_partner.count)
		jb_buf_printf(&out, " \xc2\xb7 each %s",
			      criterion->each_site   ? "site"
			      : criterion->each_team ? "team"
						     : "partner");
	return jb_buf_text(&out);
}

static void say_criterion(struct trace *trace, struct trace_card *card)
{
	const struct jy_criterion *criterion = card->of.criterion;

	card->title = criterion->metric->decl.title;
	say(trace, card, JY_ROLE_T_CARD, SHEET_NO_SIGN,
	    jy_words_criterion(trace->view.arena, criterion));
	say(trace, card, JY_ROLE_T_NOTE, SHEET_NO_SIGN, where_text(trace, criterion));
	if (!criterion->cannot.size)
		return;
	trace->view.holes++;
	say(trace, card, JY_ROLE_T_PAIN, SHEET_HOLE,
	    jb_text_printf(trace->view.arena, "cannot be judged: %.*s", JB_ARG(criterion->cannot)));
}

static void say_guarantee(struct trace *trace, struct trace_card *card)
{
	const struct jy_guarantee *guarantee = card->of.guarantee;

	card->title = guarantee->decl.title;
	say(trace, card, JY_ROLE_T_CARD, SHEET_NO_SIGN, card->title);
	if (guarantee->expected)
		say(trace, card, JY_ROLE_T_BODY, SHEET_NO_SIGN,
		    jy_words_criterion(trace->view.arena, guarantee->expected));
	if (guarantee->minimum)
		say(trace, card, JY_ROLE_T_BODY, SHEET_NO_SIGN,
		    jb_text_printf(
			    trace->view.arena, "minimum %.*s",
			    JB_ARG(jy_words_criterion(trace->view.arena, guarantee->minimum))));
	say(trace, card, JY_ROLE_T_NOTE, SHEET_NO_SIGN, card->of.agreement->decl.title);
	for (size_t i = 0; i < guarantee->serves.count; i++)
		say(trace, card, JY_ROLE_T_NOTE, SHEET_NO_SIGN,
		    jb_text_printf(trace->view.arena, "serves \xe2\x80\x9c%.*s\xe2\x80\x9d",
				   JB_ARG(guarantee->serves.at[i]->decl.title)));
}

/* ---- what came of it ---- */

/* "met", "minimum met"; then what it stands on, and when. */
static void say_verdict(struct trace *trace, struct trace_card *card, const char *of,
			const struct jy_criterion *criterion)
{
	const struct jy_overlay_verdict *verdict =
		criterion ? jy_overlay_verdict(&trace->view.overlay, criterion) : NULL;
	struct graph_view_verdict look =
		graph_view_verdict(verdict ? verdict->verdict : JRT_NOT_MEASURED);
	struct jb_text when;

	if (!criterion)
		return;
	if (!verdict) {
		say(trace, card, look.role, look.sign,
		    jb_text_printf(trace->view.arena, "%snot in the report", of));
		return;
	}
	say(trace, card, look.role, look.sign,
	    jb_text_printf(trace->view.arena, "%s%s", of, jy_words_sign(verdict->verdict)));
	when = jb_text_printf(trace->view.arena, "%.*s%s%.*s%s%s",
			      JB_ARG(jy_words_verdict(trace->view.arena, criterion, verdict)),
			      verdict->period.size ? " \xc2\xb7 " : "", JB_ARG(verdict->period),
			      verdict->provisional ? " \xc2\xb7 provisional" : "",
			      verdict->uncertain     ? " \xc2\xb7 approximate, not certain"
			      : verdict->approximate ? " \xc2\xb7 approximate"
						     : "");
	say(trace, card, JY_ROLE_T_NOTE, SHEET_NO_SIGN, when);
}

static void say_verdicts(struct trace *trace, struct trace_card *card)
{
	if (card->of.criterion) {
		card->title = card->of.criterion->metric->decl.title;
		say_verdict(trace, card, "", card->of.criterion);
		return;
	}
	card->title = card->of.guarantee->decl.title;
	say_verdict(trace, card, "", card->of.guarantee->expected);
	say_verdict(trace, card, "minimum ", card->of.guarantee->minimum);
}

static void say_gathered(struct trace *trace, struct trace_card *card)
{
	card->title = jb_text_printf(trace->view.arena, "%zu touchpoints", card->gathered);
	say(trace, card, JY_ROLE_T_CARD, SHEET_NO_SIGN, card->title);
	say(trace, card, JY_ROLE_T_NOTE, SHEET_NO_SIGN, card->stages);
	say(trace, card, JY_ROLE_T_WORDS, SHEET_NO_SIGN,
	    JB_TEXT("what is felt there leads to nothing"));
}

static void say_card(struct trace *trace, struct trace_card *card)
{
	if (card->hole.size) {
		card->title = JB_TEXT("a hole");
		say(trace, card, JY_ROLE_T_PAIN, SHEET_HOLE, card->hole);
		return;
	}
	if (card->gathered) {
		say_gathered(trace, card);
		return;
	}
	switch (card->column) {
	case TRACE_FELT: say_felt(trace, card); break;
	case TRACE_ABOUT:
		card->title = card->of.attribute->decl.title;
		say(trace, card, JY_ROLE_T_CARD, SHEET_NO_SIGN, card->title);
		break;
	case TRACE_METRIC: say_metric(trace, card); break;
	case TRACE_CRITERION: say_criterion(trace, card); break;
	case TRACE_AGREED: say_guarantee(trace, card); break;
	default: say_verdicts(trace, card); break;
	}
}

/* ---- for those who hear it ---- */

static const char *const leads[] = {
	[TRACE_FELT] = "what is felt at ", [TRACE_ABOUT] = "",
	[TRACE_METRIC] = "the metric ",	   [TRACE_CRITERION] = "success of ",
	[TRACE_AGREED] = "the guarantee ", [TRACE_VERDICT] = "the verdict on ",
};

/* Where a card leads: to so many cards of one column that say the same. */
struct lead {
	enum trace_column column;
	struct jb_text title, hole;
	size_t count;
};

struct said {
	struct jb_buf text;
	JB_VEC(struct lead) leads;
};

static void note_lead(struct trace *trace, struct said *said, const struct trace_card *to)
{
	for (size_t i = 0; i < said->leads.count; i++) {
		struct lead *lead = &said->leads.at[i];

		if (lead->column == to->column && jb_text_equal(lead->title, to->title) &&
		    jb_text_equal(lead->hole, to->hole)) {
			lead->count++;
			return;
		}
	}
	*jb_push(trace->view.arena, &said->leads) =
		(struct lead){to->column, to->title, to->hole, 1};
}

/* "Leads to success of Answered within 20 s (3 times); First contact resolution." */
static void say_leads(struct said *said, enum trace_column column)
{
	const char *before = leads[column];
	bool any = false;

	for (size_t i = 0; i < said->leads.count; i++) {
		const struct lead *lead = &said->leads.at[i];

		if (lead->column != column || lead->hole.size > 0)
			continue;
		jb_buf_printf(&said->text, "%s%s%.*s", any ? "; " : " Leads to ", any ? "" : before,
			      JB_ARG(lead->title));
		if (lead->count > 1)
			jb_buf_printf(&said->text, " (%zu times)", lead->count);
		any = true;
	}
	jb_buf_add_string(&said->text, any ? "." : "");
}

/* A card's own words, then where it leads. */
static void describe_all(struct trace *trace)
{
	struct said *said = JB_NEW_ARRAY(trace->view.arena, struct said, trace->card.count);

	for (size_t i = 0; i < trace->link.count; i++)
		note_lead(trace, &said[trace->link.at[i].from],
			  &trace->card.at[trace->link.at[i].to]);
	for (size_t i = 0; i < trace->card.count; i++) {
		said[i].text = graph_view_spoken(&trace->view, &trace->card.at[i].lines);
		for (size_t k = 0; k < sizeof leads / sizeof *leads; k++)
			say_leads(&said[i], (enum trace_column)k);
		for (size_t k = 0; k < said[i].leads.count; k++)
			if (said[i].leads.at[k].hole.size > 0)
				jb_buf_printf(&said[i].text, " Missing: %.*s.",
					      JB_ARG(said[i].leads.at[k].hole));
		trace->card.at[i].desc =
			jy_wrap_clean(trace->view.arena, jb_buf_text(&said[i].text));
	}
}

void trace_say(struct trace *trace)
{
	for (size_t i = 0; i < trace->card.count; i++)
		say_card(trace, &trace->card.at[i]);
	describe_all(trace);
}
