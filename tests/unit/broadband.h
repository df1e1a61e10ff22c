/*
 * The broadband fault repair as a model made by hand: four stages, nine touchpoints, two moments of
 * truth, a peak and a trough; with an overlay of October 2026. For tests of pictures, which need no
 * parser.
 */
#ifndef TESTS_BROADBAND_H
#define TESTS_BROADBAND_H

#include "diagram/diagram.h"

#define FIX(x) ((jb_fix)((double)(x)*1e6 + ((x) < 0 ? -0.5 : 0.5)))
#define DECL(n, t)                                      \
	{                                               \
		.name = JB_TEXT(n), .title = JB_TEXT(t) \
	}

struct broadband {
	struct jy_model model;
	struct jy_journey journey;
	struct jy_overlay overlay;
	struct jy_brand brand[2];
	struct jy_persona persona;
	struct jy_channel channel[6];
	struct jy_partner partner[2];
	struct jy_metric metric[5];
	struct jrt_threshold threshold[5];
	struct jy_criterion criterion[5];
	struct jy_stage stage[4];
	struct jy_touchpoint touchpoint[9];
	struct jy_feeling feeling[9];
	struct jy_delivery delivery[9];
	struct jy_pain pain[3];
	struct jy_lane_entry lane[2], entry[2][JY_LANE_TAKES + 1];
	struct jy_pain stage_pain;
	struct jy_attribute attribute;
	const struct jy_attribute *about[1];
	struct jb_text variant[2], variant_title[2], goal;
	struct jy_persona other;
	struct jy_feeling both[9][2];
	const struct jy_persona *two[2];
	const struct jy_channel *channels[9][1];
	const struct jy_persona *personas[1];
	struct jy_overlay_verdict verdict[5];
	struct jy_overlay_delivered delivered[9];
};

static const struct {
	const char *name, *title, *words;
	int stage, channel, by; /* by: 0 the brand, 1 and 2 the partners */
	int feels10;
	enum jy_feeling_kind kind;
	int delivered10;
} broadband_touchpoint[9] = {
	{"light", "Router light red", "Is it me or them?", 0, 0, 0, -10, JY_FEELS, -15},
	{"status_page", "Check status page", "Nothing about my area", 0, 0, 0, -20, JY_FEELS, -22},
	{"call", "Call support", "On hold, again", 1, 1, 1, -40, JY_TROUGH, -31},
	{"verify", "Verify identity", "Third time I give my account number", 1, 1, 1, -30, JY_FEELS,
	 -43},
	{"line_test", "Remote line test", "At last someone looks", 1, 1, 1, 0, JY_FEELS, -8},
	{"book", "Book a slot", "A slot that fits my work", 2, 2, 1, 10, JY_FEELS, 6},
	{"visit", "Engineer arrives", "On time, knew my case", 2, 3, 2, 30, JY_FEELS, 14},
	{"confirm", "Confirm fix", "Text said fixed, and it was", 3, 4, 1, 40, JY_PEAK, 29},
	{"survey", "Follow-up survey", "Short, and they listened", 3, 5, 0, 20, JY_FEELS, 12},
};

static inline void broadband_criterion(struct broadband *b, int i, const char *name,
				       const char *title, enum jrt_type type,
				       enum jrt_comparison comparison, double limit)
{
	b->metric[i].decl.name = jb_text_of(name);
	b->metric[i].decl.title = jb_text_of(title);
	b->metric[i].type = type;
	b->threshold[i] = (struct jrt_threshold){INT32_MIN, comparison, FIX(limit), 0};
	b->criterion[i].kind = JRT_SUCCESS;
	b->criterion[i].metric = &b->metric[i];
	b->criterion[i].threshold = &b->threshold[i];
	b->criterion[i].threshold_count = 1;
	b->criterion[i].period.given = true;
	b->criterion[i].period.spec.unit = JRT_MONTH;
}

static inline void broadband_criteria(struct broadband *b)
{
	broadband_criterion(b, 0, "service_level", "Answered in 20 s", JRT_SHARE, JRT_AT_LEAST,
			    0.8);
	broadband_criterion(b, 1, "verified", "Verified in 60 s", JRT_DURATION, JRT_AT_MOST, 60);
	broadband_criterion(b, 2, "on_time", "On-time arrival", JRT_SHARE, JRT_AT_LEAST, 0.95);
	broadband_criterion(b, 3, "fixed", "Fixed first time", JRT_SHARE, JRT_AT_LEAST, 0.85);
	broadband_criterion(b, 4, "promoters", "Net promoter score", JRT_POINTS, JRT_AT_LEAST, 30);
	b->criterion[4].kind = JRT_OUTCOME;
	b->criterion[4].period.spec.unit = JRT_QUARTER;
	static const int at[4] = {2, 3, 6, 7};
	static const char *const name[5] = {"fault_repair.call/service_level",
					    "fault_repair.verify/verified",
					    "fault_repair.visit/on_time",
					    "fault_repair.confirm/fixed", "fault_repair/promoters"};
	for (int i = 0; i < 5; i++)
		b->criterion[i].name = jb_text_of(name[i]);
	for (int i = 0; i < 4; i++) {
		b->touchpoint[at[i]].success = &b->criterion[i];
		b->touchpoint[at[i]].success_count = 1;
	}
	b->journey.outcome = &b->criterion[4];
	b->journey.outcome_count = 1;
}

static inline void broadband_touchpoints(struct broadband *b)
{
	for (int i = 0; i < 9; i++) {
		struct jy_touchpoint *t = &b->touchpoint[i];
		int by = broadband_touchpoint[i].by;
		t->decl.name = jb_text_of(broadband_touchpoint[i].name);
		t->decl.title = jb_text_of(broadband_touchpoint[i].title);
		t->journey = &b->journey;
		t->stage = &b->stage[broadband_touchpoint[i].stage];
		b->channels[i][0] = &b->channel[broadband_touchpoint[i].channel];
		t->channels.at = b->channels[i];
		t->channels.count = 1;
		if (by == 0)
			b->delivery[i].brand = &b->brand[0];
		else
			b->delivery[i].partner = &b->partner[by - 1];
		t->delivery = &b->delivery[i];
		t->delivery_count = 1;
		t->moment_of_truth = i == 2 || i == 6;
		b->feeling[i].kind = broadband_touchpoint[i].kind;
		b->feeling[i].has_value = true;
		b->feeling[i].value = broadband_touchpoint[i].feels10 * FIX(0.1);
		b->feeling[i].words = jb_text_of(broadband_touchpoint[i].words);
		t->feeling = &b->feeling[i];
		t->feeling_count = 1;
	}
}

static inline void broadband_pains(struct broadband *b)
{
	b->pain[0] = (struct jy_pain){.text = JB_TEXT("9 min wait on Mondays"),
				      .severity = JB_TEXT("high")};
	b->pain[1] = (struct jy_pain){.text = JB_TEXT("No account screen-pop")};
	b->pain[2] =
		(struct jy_pain){.text = JB_TEXT("No weekend slots"), .severity = JB_TEXT("low")};
	static const int at[3] = {2, 3, 5};
	for (int i = 0; i < 3; i++) {
		b->touchpoint[at[i]].pain = &b->pain[i];
		b->touchpoint[at[i]].pain_count = 1;
	}
	b->lane[0] = (struct jy_lane_entry){.lane = JY_LANE_OPPORTUNITY,
					    .text = JB_TEXT("Call-back from the queue")};
	b->lane[1] = (struct jy_lane_entry){
		.lane = JY_LANE_OPPORTUNITY,
		.text = JB_TEXT("Show the outage on the map before people call")};
	b->touchpoint[2].lane = &b->lane[0];
	b->touchpoint[2].lane_count = 1;
	b->touchpoint[1].lane = &b->lane[1];
	b->touchpoint[1].lane_count = 1;
}

/* Every lane, at touchpoint 4 and at stage 2, with `text` in it; variants and what a turn is
 * about. */
static inline void broadband_lanes(struct broadband *b, struct jb_text text)
{
	for (int where = 0; where < 2; where++)
		for (int i = 0; i <= JY_LANE_TAKES; i++)
			b->entry[where][i] = (struct jy_lane_entry){
				.lane = (enum jy_lane)i,
				.text = text,
				.moment_of_truth = i == JY_LANE_FRONTSTAGE,
				.fails = i == JY_LANE_BACKSTAGE ? text : JB_TEXT(""),
				.variant =
					i == JY_LANE_EVIDENCE ? JB_TEXT("self, big") : JB_TEXT("")};
	b->variant[0] = JB_TEXT("self");
	b->variant[1] = JB_TEXT("big");
	b->variant_title[0] = JB_TEXT("Self-serve");
	b->variant_title[1] = text;
	b->journey.variants = (struct jy_texts){b->variant, 2};
	b->journey.variant_titles = (struct jy_texts){b->variant_title, 2};
	b->touchpoint[4].lane = b->entry[0];
	b->stage[2].lane = b->entry[1];
	b->touchpoint[4].lane_count = b->stage[2].lane_count = JY_LANE_TAKES + 1;
	b->touchpoint[4].only_in = b->stage[2].only_in = (struct jy_texts){b->variant, 1};
	b->stage_pain.text = text;
	b->stage[2].pain = &b->stage_pain;
	b->stage[2].pain_count = 1;
	b->attribute.decl.name = text;
	b->about[0] = &b->attribute;
	b->feeling[2].about.at = b->feeling[7].about.at = b->about;
	b->feeling[2].about.count = b->feeling[7].about.count = 1;
	b->goal = text;
	b->persona.goals = (struct jy_texts){&b->goal, 1};
}

/* A second persona, who feels the opposite of the first. */
static inline void broadband_two(struct broadband *b, struct jb_text name)
{
	b->other.decl.name = b->other.decl.title = name;
	for (int i = 0; i < 9; i++) {
		b->both[i][0] = b->both[i][1] = b->feeling[i];
		b->both[i][0].persona = &b->persona;
		b->both[i][1].persona = &b->other;
		b->both[i][1].value = -b->both[i][1].value;
		b->both[i][1].kind = b->feeling[i].kind == JY_PEAK     ? JY_TROUGH
				     : b->feeling[i].kind == JY_TROUGH ? JY_PEAK
								       : JY_FEELS;
		b->touchpoint[i].feeling = b->both[i];
		b->touchpoint[i].feeling_count = 2;
	}
	b->two[0] = &b->persona;
	b->two[1] = &b->other;
	b->journey.personas.at = b->two;
	b->journey.personas.count = 2;
}

static inline void broadband_overlay(struct broadband *b)
{
	static const struct {
		const char *criterion, *value;
		enum jrt_verdict_kind verdict;
	} verdict[5] = {{"fault_repair.call/service_level", "0.831", JRT_MET},
			{"fault_repair.verify/verified", "71", JRT_MISSED},
			{"fault_repair.visit/on_time", "0.94", JRT_EXCUSED},
			{"fault_repair.confirm/fixed", "0.882", JRT_MET},
			{"fault_repair/promoters", "", JRT_NOT_MEASURED}};
	static const char *const name[9] = {
		"fault_repair.light",  "fault_repair.status_page", "fault_repair.call",
		"fault_repair.verify", "fault_repair.line_test",   "fault_repair.book",
		"fault_repair.visit",  "fault_repair.confirm",	   "fault_repair.survey"};
	for (int i = 0; i < 5; i++) {
		b->verdict[i].criterion = jb_text_of(verdict[i].criterion);
		b->verdict[i].value = jb_text_of(verdict[i].value);
		b->verdict[i].verdict = verdict[i].verdict;
		b->verdict[i].period = JB_TEXT("2026-10");
	}
	for (int i = 0; i < 9; i++) {
		b->delivered[i].touchpoint = jb_text_of(name[i]);
		b->delivered[i].value = broadband_touchpoint[i].delivered10 * FIX(0.1);
	}
	b->overlay = (struct jy_overlay){b->verdict, 5, b->delivered, 9, JB_TEXT("CSAT, Oct 2026")};
}

static inline struct broadband *broadband_new(struct jb_arena *arena)
{
	static const char *const stage[] = {"notice", "help", "visit_stage", "back"};
	static const char *const stage_title[] = {"Notice", "Get help", "Visit", "Back online"};
	static const char *const channel[] = {"web", "phone", "app", "field", "sms", "email"};
	static const int first[] = {0, 2, 5, 7, 9};
	struct broadband *b = JB_NEW(arena, struct broadband);
	b->brand[0] = (struct jy_brand){
		.decl = DECL("northwind", "Northwind"),
		.promise = JB_TEXT("Back online, first time, by someone who knows you")};
	b->persona = (struct jy_persona){.decl = DECL("maria", "Maria, remote worker")};
	b->partner[0] = (struct jy_partner){.decl = DECL("acme", "Acme BPX")};
	b->partner[1] = (struct jy_partner){.decl = DECL("fieldco", "FieldCo")};
	for (int i = 0; i < 6; i++)
		b->channel[i].decl.name = b->channel[i].decl.title = jb_text_of(channel[i]);
	b->journey.decl = (struct jy_decl)DECL("fault_repair", "Broadband fault repair");
	b->journey.brand = &b->brand[0];
	b->personas[0] = &b->persona;
	b->journey.personas.at = b->personas;
	b->journey.personas.count = 1;
	b->journey.scale_low = FIX(-5);
	b->journey.scale_high = FIX(5);
	b->journey.stage = b->stage;
	b->journey.stage_count = 4;
	for (int i = 0; i < 4; i++) {
		b->stage[i].decl.name = jb_text_of(stage[i]);
		b->stage[i].decl.title = jb_text_of(stage_title[i]);
		b->stage[i].journey = &b->journey;
		b->stage[i].touchpoint = &b->touchpoint[first[i]];
		b->stage[i].touchpoint_count = (size_t)(first[i + 1] - first[i]);
	}
	broadband_touchpoints(b);
	broadband_criteria(b);
	broadband_pains(b);
	broadband_overlay(b);
	return b;
}

/* Its map. */
static inline struct jy_scene broadband_map(struct jb_arena *arena, const struct broadband *b,
					    const struct jy_picture_options *options)
{
	struct jy_scene scene;
	jy_map_scene(arena, &b->model, &b->journey, options, &scene);
	return scene;
}

#endif
