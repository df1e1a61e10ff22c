/*
 * Time zones of a program: each name is looked for among the system's zones once. Letters such as
 * IST that stand for several zones are refused, because a verdict would depend on who reads them.
 */
#include "model/build.h"

/* The list of zones is read for each guess: more are not worth the time. */
#define ZONE_GUESSES_MAX 20

/* What an abbreviation may stand for. Some (EST, MST) are also names of zones without summer time,
 * which is hardly ever meant. */
struct abbreviation {
	const char *letters, *zones, *first;
};

static const struct abbreviation *abbreviation_of(struct jb_text name)
{
	static const struct abbreviation table[] = {
		{"AST", "Canada (America/Halifax) or Arabia (Asia/Riyadh)", "America/Halifax"},
		{"BST", "Britain (Europe/London) or Bangladesh (Asia/Dhaka)", "Europe/London"},
		{"CDT", "the summer of America/Chicago or of America/Havana", "America/Chicago"},
		{"CST", "America (America/Chicago), China (Asia/Shanghai) or Cuba (America/Havana)",
		 "America/Chicago"},
		{"EDT", "the summer of America/New_York", "America/New_York"},
		{"EST",
		 "America (America/New_York), Australia (Australia/Sydney) or a clock "
		 "without summer time (Etc/GMT+5)",
		 "America/New_York"},
		{"CEST", "the summer of Europe/Berlin, Europe/Paris, Europe/Madrid and others",
		 "Europe/Berlin"},
		{"GST", "the Gulf (Asia/Dubai) or South Georgia (Atlantic/South_Georgia)",
		 "Asia/Dubai"},
		{"IST", "India (Asia/Kolkata), Ireland (Europe/Dublin) or Israel (Asia/Jerusalem)",
		 "Asia/Kolkata"},
		{"MDT", "the summer of America/Denver", "America/Denver"},
		{"MST",
		 "America (America/Denver), Arizona (America/Phoenix) or Malaysia "
		 "(Asia/Kuala_Lumpur)",
		 "America/Denver"},
		{"PDT", "the summer of America/Los_Angeles", "America/Los_Angeles"},
		{"PST", "America (America/Los_Angeles) or the Philippines (Asia/Manila)",
		 "America/Los_Angeles"},
		{"SST", "Singapore (Asia/Singapore) or Samoa (Pacific/Pago_Pago)",
		 "Asia/Singapore"},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (jb_text_is(name, table[i].letters))
			return &table[i];
	return NULL;
}

static struct jb_text report_abbreviation(struct jy_builder *builder, const struct jy_node *zone,
					  const struct abbreviation *abbreviation)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_ZONE_UNCLEAR, zone->span,
			      "`%s` does not say which time zone is meant", abbreviation->letters);

	jy_diag_note(builder->diags, diag, "it may be %s", abbreviation->zones);
	jy_diag_help(builder->diags, diag, "write the zone's name, for example `%s`",
		     abbreviation->first);
	return jb_text_of(abbreviation->first);
}

static struct jb_text report_unknown(struct jy_builder *builder, const struct jy_node *zone)
{
	struct jb_text near = {"", 0};
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_ZONE_UNKNOWN, zone->span,
					     "no time zone is called `%.*s`", JB_ARG(zone->text));

	if (builder->zone_guesses++ < ZONE_GUESSES_MAX)
		near = jrt_zone_nearest(builder->arena, zone->text);
	if (!near.size) {
		jy_diag_help(builder->diags, diag,
			     "write a name of the IANA list, such as `Europe/London`");
		return JB_TEXT("UTC");
	}
	jy_diag_help(builder->diags, diag, "write `%.*s`", JB_ARG(near));
	jy_diag_fix(builder->diags, diag, zone->span, near);
	return near;
}

const struct jrt_zone *jy_builder_zone_rules(struct jy_builder *builder, struct jb_text name)
{
	const struct jrt_zone *rules;
	struct jb_text why;
	uint64_t *at;
	bool fresh;

	if (!name.size)
		return NULL;
	at = jb_map_put(&builder->zones, name, &fresh);
	if (fresh && jrt_zone_load(builder->arena, name, &rules, &why) == JB_OK) {
		*jb_push(builder->arena, &builder->loaded) = rules;
		*at = builder->loaded.count;
	}
	return *at ? builder->loaded.at[*at - 1] : NULL;
}

struct jb_text jy_builder_zone(struct jy_builder *builder, const struct jy_node *zone)
{
	const struct abbreviation *abbreviation;

	if (!jy_is(zone, JY_N_ZONE))
		return JB_TEXT("");
	abbreviation = abbreviation_of(zone->text);
	if (abbreviation)
		return report_abbreviation(builder, zone, abbreviation);
	if (jy_builder_zone_rules(builder, zone->text))
		return zone->text;
	return report_unknown(builder, zone);
}
