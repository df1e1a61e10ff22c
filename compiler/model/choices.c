/*
 * The closed lists of words of the story: where a name is a choice among the field's own words. It
 * knows which words there are and what to say about another one; what a choice means is the
 * reader's business.
 */
#include "model/build.h"

/* The words of one place. Several words a choice stand one after the other: a name's index is
 * divided. */
struct choice {
	const char *what;
	enum jy_severity severity; /* of another word */
	unsigned spellings;	   /* words a choice */
	const char *const *word;
};

static const char *const channel_kinds[] = {
	"voice",  "email",     "chat", "messaging", "sms",	"social",    "self_service", "web",
	"app",	  "in_person", "post", "meeting",   "field",	"video",     "ivr",	     "bot",
	"notice", "kiosk",     "push", "community", "callback", "broadcast", "product",	     NULL};
static const char *const deliveries[] = {"in_house", "work_from_home", "gig", "bpo", "bpx", NULL};
static const char *const devices[] = {"managed", "own", "mixed", NULL};
static const char *const employments[] = {"employed",  "contractor", "agency",
					  "temporary", "volunteer",  NULL};
static const char *const severities[] = {"low",	       "medium",   "high", "trivial",
					 "workaround", "abandons", NULL};
static const char *const origins[] = {"assumption", "research", "data", NULL};
static const char *const states[] = {"current", "target", "planned", NULL};
static const char *const aspects[] = {
	"speed",	"efficiency",  "quality", "accuracy",	 "conduct",   "compliance",
	"satisfaction", "effort",      "outcome", "reliability", "adherence", "attrition",
	"engagement",	"containment", "cost",	  "volume",	 "security",  NULL};
static const char *const fundamentals[] = {"brand", "people", "cx", NULL};
static const char *const purposes[] = {"information", "sales",	      "onboarding", "billing",
				       "payment",     "delivery",     "support",    "renewal",
				       "complaint",   "cancellation", "recovery",   "verification",
				       "claim",	      "booking",      "return",	    NULL};
static const char *const complexities[] = {"simple", "moderate", "complex", NULL};
static const char *const levels[] = {"off", "info", "warning", "error", NULL};
static const char *const profiles[] = {"niche", "mass", NULL};
static const char *const partner_kinds[] = {"specialist", "multinational", NULL};
static const char *const by_whom[] = {"third_party", "brand", "self", NULL};
static const char *const permissions[] = {"allowed", "refused", NULL};
static const char *const bonds[] = {"training",	  "uniforms",	   "set_hours", "co_workers",
				    "incentives", "shared_values", "career",	NULL};
static const char *const reasons[] = {"cost",	    "scale",	 "skills", "technology",
				      "continuity", "expertise", NULL};
static const char *const budgets[] = {"steps", "handoffs", NULL};
static const char *const deviations[] = {"missing",  "ad_hoc", "out_of_order",
					 "repeated", "failed", NULL};
static const char *const concerns[] = {"people", "process", "technology", "policy", NULL};
static const char *const weekdays[] = {"mon",	    "monday",	"tue",	    "tuesday", "wed",
				       "wednesday", "thu",	"thursday", "fri",     "friday",
				       "sat",	    "saturday", "sun",	    "sunday",  NULL};
static const char *const months[] = {
	"January", "Jan",  "February", "Feb",  "March",	   "Mar",    "April", "Apr",	   "May",
	"May",	   "June", "Jun",      "July", "Jul",	   "August", "Aug",   "September", "Sep",
	"October", "Oct",  "November", "Nov",  "December", "Dec",    NULL};

static struct choice choice_of(enum jy_choice choice)
{
	static const struct choice table[JY_CHOICE_COUNT] = {
		[JY_CHOICE_CHANNEL_KIND] = {"kind of channel", JY_WARNING, 1, channel_kinds},
		[JY_CHOICE_DELIVERY] = {"form of delivery", JY_ERROR, 1, deliveries},
		[JY_CHOICE_DEVICES] = {"word for devices", JY_WARNING, 1, devices},
		[JY_CHOICE_EMPLOYMENT] = {"form of employment", JY_WARNING, 1, employments},
		[JY_CHOICE_SEVERITY] = {"severity", JY_ERROR, 1, severities},
		[JY_CHOICE_KNOWN_FROM] = {"origin of knowledge", JY_ERROR, 1, origins},
		[JY_CHOICE_STATE] = {"state of a journey", JY_ERROR, 1, states},
		[JY_CHOICE_ASPECT] = {"aspect of a metric", JY_ERROR, 1, aspects},
		[JY_CHOICE_FUNDAMENTAL] = {"fundamental", JY_ERROR, 1, fundamentals},
		[JY_CHOICE_PURPOSE] = {"purpose of a touchpoint", JY_WARNING, 1, purposes},
		[JY_CHOICE_COMPLEXITY] = {"degree of complexity", JY_ERROR, 1, complexities},
		[JY_CHOICE_LEVEL] = {"level of a rule", JY_ERROR, 1, levels},
		[JY_CHOICE_PROFILE] = {"profile of a brand", JY_ERROR, 1, profiles},
		[JY_CHOICE_PARTNER_KIND] = {"kind of partner", JY_ERROR, 1, partner_kinds},
		[JY_CHOICE_BY_WHOM] = {"word for who looked", JY_ERROR, 1, by_whom},
		[JY_CHOICE_PERMISSION] = {"word for subcontracting", JY_ERROR, 1, permissions},
		[JY_CHOICE_BOND] = {"bond", JY_WARNING, 1, bonds},
		[JY_CHOICE_REASON] = {"reason to outsource", JY_WARNING, 1, reasons},
		[JY_CHOICE_BUDGET] = {"budget of a journey", JY_ERROR, 1, budgets},
		[JY_CHOICE_DEVIATION] = {"way to leave a plan", JY_ERROR, 1, deviations},
		[JY_CHOICE_CONCERN] = {"concern of an action", JY_WARNING, 1, concerns},
		[JY_CHOICE_WEEKDAY] = {"day of the week", JY_ERROR, 2, weekdays},
		[JY_CHOICE_MONTH] = {"month", JY_ERROR, 2, months},
	};

	return table[choice];
}

static bool same_but_case(struct jb_text a, struct jb_text b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++) {
		char x = a.at[i], y = b.at[i];

		x = x >= 'A' && x <= 'Z' ? (char)(x - 'A' + 'a') : x;
		y = y >= 'A' && y <= 'Z' ? (char)(y - 'A' + 'a') : y;
		if (x != y)
			return false;
	}
	return true;
}

/* "voice, email, chat or sms": the first spelling of each. */
static struct jb_text list_text(struct jy_builder *builder, const struct choice *choice,
				size_t count)
{
	struct jb_buf text;

	jb_buf_init(&text, builder->arena);
	for (size_t i = 0; i < count; i += choice->spellings)
		jb_buf_printf(&text, "%s`%s`",
			      i == 0			       ? ""
			      : i + choice->spellings >= count ? " or "
							       : ", ",
			      choice->word[i]);
	return jb_buf_text(&text);
}

static void report(struct jy_builder *builder, const struct choice *choice,
		   const struct jy_node *name, const struct jb_text *words, size_t count)
{
	int near = jb_text_nearest(name->text, words, count);
	struct jy_diag *diag =
		jy_diag_add(builder->diags, choice->severity, JY_D_CHOICE_UNKNOWN, name->span,
			    "`%.*s` is no %s", JB_ARG(name->text), choice->what);

	if (near >= 0) {
		jy_diag_help(builder->diags, diag, "write `%.*s`", JB_ARG(words[near]));
		jy_diag_fix(builder->diags, diag, name->span, words[near]);
		return;
	}
	jy_diag_help(builder->diags, diag, "write %s", list_text(builder, choice, count).at);
}

int jy_builder_choice(struct jy_builder *builder, enum jy_choice which, const struct jy_node *name)
{
	struct choice choice = choice_of(which);
	JB_VEC(struct jb_text) words = {0};

	if (!jy_is(name, JY_N_NAME))
		return -1;
	for (size_t i = 0; choice.word[i]; i++) {
		struct jb_text word = jb_text_of(choice.word[i]);

		/* Months and weekdays are often written with another case: no reason for a
		 * report. */
		if (jb_text_equal(name->text, word) ||
		    (choice.spellings > 1 && same_but_case(name->text, word)))
			return (int)(i / choice.spellings);
		*jb_push(builder->arena, &words) = word;
	}
	report(builder, &choice, name, words.at, words.count);
	return -1;
}
