/*
 * Journeys, stages and touchpoints as text.
 */
#include "model/dump.h"

static void dump_lanes(struct jy_dump *dump, const struct jy_lane_entry *lane, size_t count)
{
	static const char *const word[] = {"does",	   "thinks",	"quote",   "evidence",
					   "frontstage",   "backstage", "support", "opportunity",
					   "empowered to", "takes"};

	for (size_t i = 0; i < count; i++) {
		jy_dump_text(dump, word[lane[i].lane], lane[i].text);
		dump->level++;
		if (lane[i].moment_of_truth)
			jy_dump_line(dump, "moment of truth");
		jy_dump_text(dump, "fails", lane[i].fails);
		jy_dump_text(dump, "in", lane[i].variant);
		dump->level--;
	}
}

static void dump_pains(struct jy_dump *dump, const struct jy_pain *pain, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		jy_dump_text(dump, "pain", pain[i].text);
		dump->level++;
		jy_dump_text(dump, "severity", pain[i].severity);
		dump->level--;
	}
}

static void dump_feeling(struct jy_dump *dump, const struct jy_feeling *feeling)
{
	static const char *const word[] = {"feels", "peak", "trough"};
	struct jb_buf *out = dump->out;

	jb_buf_add_repeat(out, ' ', (size_t)2 * dump->level);
	jb_buf_add_string(out, word[feeling->kind]);
	if (feeling->has_value) {
		jb_buf_add_byte(out, ' ');
		jb_buf_add_fix(out, feeling->value);
	}
	if (feeling->has_then) {
		jb_buf_add_string(out, " then ");
		jb_buf_add_fix(out, feeling->then_value);
	}
	if (feeling->named.size)
		jb_buf_printf(out, " %.*s", JB_ARG(feeling->named));
	if (feeling->words.size) {
		jb_buf_add_byte(out, ' ');
		jb_buf_add_json_string(out, feeling->words);
	}
	for (size_t i = 0; i < feeling->about.count; i++)
		jb_buf_printf(out, "%s%.*s", i ? ", " : " about ",
			      JB_ARG(feeling->about.at[i]->decl.name));
	if (feeling->persona)
		jb_buf_printf(out, " by %.*s", JB_ARG(feeling->persona->decl.name));
	jb_buf_add_byte(out, '\n');
}

static void dump_delivery(struct jy_dump *dump, const struct jy_delivery *delivery)
{
	const struct jy_decl *who = delivery->team	? &delivery->team->decl
				    : delivery->partner ? &delivery->partner->decl
							: &delivery->brand->decl;
	const char *kind = delivery->team ? "team" : delivery->partner ? "partner" : "brand";

	if (delivery->during)
		jy_dump_line(dump, "delivered by %s %.*s during %.*s", kind, JB_ARG(who->name),
			     JB_ARG(delivery->during->decl.name));
	else
		jy_dump_line(dump, "delivered by %s %.*s", kind, JB_ARG(who->name));
}

static void dump_seen(struct jy_dump *dump, const struct jy_seen *seen)
{
	if (seen->slice)
		jy_dump_line(dump, "seen in %.*s.%.*s", JB_ARG(seen->source->decl.name),
			     JB_ARG(seen->slice->decl.name));
	else
		jy_dump_line(dump, "seen in %.*s", JB_ARG(seen->source->decl.name));
}

static void dump_next(struct jy_dump *dump, const struct jy_next *next)
{
	jy_dump_line(dump, "then %.*s.%.*s%s", JB_ARG(next->touchpoint->journey->decl.name),
		     JB_ARG(next->touchpoint->decl.name),
		     next->by_agreement ? " by agreement" : "");
	dump->level++;
	jy_dump_text(dump, "when", next->when);
	jy_dump_text(dump, "in", next->variant);
	dump->level--;
}

static void dump_touchpoint(struct jy_dump *dump, const struct jy_touchpoint *touchpoint)
{
	jy_dump_open(dump, "touchpoint", &touchpoint->decl);
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		jy_dump_line(dump, "channel %.*s", JB_ARG(touchpoint->channels.at[i]->decl.name));
	for (size_t i = 0; i < touchpoint->delivery_count; i++)
		dump_delivery(dump, &touchpoint->delivery[i]);
	if (touchpoint->customer_acts)
		jy_dump_line(dump, "customer acts");
	jy_dump_text(dump, touchpoint->owner_inherited ? "owner (inherited)" : "owner",
		     touchpoint->owner);
	if (touchpoint->moment_of_truth)
		jy_dump_line(dump, "moment of truth");
	for (size_t i = 0; i < touchpoint->feeling_count; i++)
		dump_feeling(dump, &touchpoint->feeling[i]);
	dump_pains(dump, touchpoint->pain, touchpoint->pain_count);
	dump_lanes(dump, touchpoint->lane, touchpoint->lane_count);
	jy_dump_texts(dump, "handles", touchpoint->handles);
	for (size_t i = 0; i < touchpoint->seen_count; i++)
		dump_seen(dump, &touchpoint->seen[i]);
	if (touchpoint->felt_by)
		jy_dump_line(dump, "felt by %.*s", JB_ARG(touchpoint->felt_by->decl.name));
	jy_dump_texts(dump, "only in", touchpoint->only_in);
	jy_dump_text(dump, "known from", touchpoint->known_from);
	for (size_t i = 0; i < touchpoint->next_count; i++)
		dump_next(dump, &touchpoint->next[i]);
	for (size_t i = 0; i < touchpoint->success_count; i++)
		jy_dump_criterion(dump, &touchpoint->success[i]);
	jy_dump_close(dump);
}

static void dump_stage(struct jy_dump *dump, const struct jy_stage *stage)
{
	jy_dump_open(dump, "stage", &stage->decl);
	jy_dump_text(dump, "owner", stage->owner);
	jy_dump_texts(dump, "only in", stage->only_in);
	jy_dump_text(dump, "known from", stage->known_from);
	dump_pains(dump, stage->pain, stage->pain_count);
	dump_lanes(dump, stage->lane, stage->lane_count);
	for (size_t i = 0; i < stage->success_count; i++)
		jy_dump_criterion(dump, &stage->success[i]);
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		dump_touchpoint(dump, &stage->touchpoint[i]);
	jy_dump_close(dump);
}

static void dump_scale(struct jy_dump *dump, const struct jy_journey *journey)
{
	struct jb_buf *out = dump->out;

	jb_buf_add_repeat(out, ' ', (size_t)2 * dump->level);
	if (journey->scale_none) {
		jb_buf_add_string(out, "scale none\n");
		return;
	}
	jb_buf_add_string(out, "scale ");
	jb_buf_add_fix(out, journey->scale_low);
	jb_buf_add_string(out, " to ");
	jb_buf_add_fix(out, journey->scale_high);
	jb_buf_add_byte(out, '\n');
}

void jy_dump_journey(struct jy_dump *dump, const struct jy_journey *journey)
{
	jy_dump_open(dump, "journey", &journey->decl);
	if (journey->amends)
		jy_dump_line(dump, "amends %.*s", JB_ARG(journey->amends->decl.name));
	if (journey->brand)
		jy_dump_line(dump, "brand %.*s", JB_ARG(journey->brand->decl.name));
	for (size_t i = 0; i < journey->personas.count; i++)
		jy_dump_line(dump, "persona %.*s", JB_ARG(journey->personas.at[i]->decl.name));
	dump_scale(dump, journey);
	jy_dump_text(dump, "periods zone", journey->zone);
	jy_dump_text(dump, "owner", journey->owner);
	jy_dump_text(dump, "known from", journey->known_from);
	jy_dump_text(dump, "state", journey->state);
	jy_dump_texts(dump, "variants", journey->variants);
	for (size_t i = 0; i < journey->outcome_count; i++)
		jy_dump_criterion(dump, &journey->outcome[i]);
	for (size_t i = 0; i < journey->stage_count; i++)
		dump_stage(dump, &journey->stage[i]);
	jy_dump_close(dump);
}
