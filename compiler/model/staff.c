/*
 * What partners, sites and teams alike say about people and control: how they deliver, how many
 * they are, what they are bound by, and who looks at their work.
 */
#include "model/said.h"
#include "model/story.h"

/* What is collected while one body is read; statements that may stand once. */
struct reading {
	struct jy_staff *staff;
	struct jb_text partner;
	bool *damaged;
	const struct jy_node *devices, *employment, *heads, *owner;
	struct jy_said_texts delivery, languages, workers_pay, complies;
	struct jy_said_things systems;
	JB_VEC(struct jy_certificate) certificates;
	JB_VEC(struct jy_heads) steps;
	JB_VEC(struct jy_attestation) attested;
	JB_VEC(struct jy_appearance) appears;
};

/* `heads 20 from 2026-10-15, 45 from 2026-11-15` */
static void add_heads(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *node)
{
	const struct jy_node *steps = jy_kid(node, JY_HEADS_STEPS), *before = NULL;

	if (!jy_builder_once(builder, &reading->heads, node, "`heads`"))
		return;
	reading->staff->heads_span = node->span;
	for (uint32_t i = 0; i < jy_count(steps); i++) {
		const struct jy_node *step = jy_kid(steps, i), *from = jy_kid(step, JY_STEP_FROM);
		struct jy_heads heads = {
			.number = jy_said_number(builder, jy_kid(step, JY_STEP_NUMBER),
						 "a number of heads", 0),
		};

		heads.has_from = jy_said_until(from, &heads.from);
		*jb_push(builder->arena, &reading->steps) = heads;
		if (before && from && from->value <= before->value) {
			struct jy_diag *diag =
				jy_diag_error(builder->diags, JY_D_STEPS_ORDER, from->span,
					      "this step does not begin after the one before it");

			jy_diag_label(builder->diags, diag, before->span, "the one before");
			jy_diag_help(builder->diags, diag,
				     "write steps in the order of their dates");
		}
		if (from)
			before = from;
	}
}

static void read_manager(struct jy_builder *builder, struct reading *reading,
			 const struct jy_node *path)
{
	static const enum jy_thing things[] = {JY_T_TEAM, JY_T_SITE, JY_T_PARTNER, JY_T_BRAND,
					       JY_T_COUNT};

	reading->staff->managed_by = jy_text(path);
	for (size_t i = 0; things[i] != JY_T_COUNT; i++)
		if (jy_builder_within(builder, things[i], reading->partner, jy_text(path)))
			return;
	jy_builder_missing(builder, path, things, reading->partner);
}

static void read_unclaimed(struct jy_builder *builder, struct reading *reading,
			   const struct jy_node *node)
{
	static const enum jy_thing things[] = {JY_T_TEAM, JY_T_PARTNER, JY_T_BRAND, JY_T_COUNT};
	const struct jy_node *to = jy_kid(node, JY_UNCLAIMED_TO);

	reading->staff->unclaimed_after = jy_said_length(jy_kid(node, JY_UNCLAIMED_AFTER));
	reading->staff->unclaimed_to = jy_text(to);
	for (size_t i = 0; things[i] != JY_T_COUNT; i++)
		if (jy_builder_within(builder, things[i], reading->partner, jy_text(to)))
			return;
	jy_builder_missing(builder, to, things, reading->partner);
}

static void add_certificates(struct jy_builder *builder, struct reading *reading,
			     const struct jy_node *node)
{
	const struct jy_node *names = jy_kid(node, JY_CERTIFIED_NAMES);

	for (uint32_t i = 0; i < jy_count(names); i++) {
		struct jy_certificate *fresh = jb_push(builder->arena, &reading->certificates);

		fresh->name = jy_text(jy_kid(names, i));
		fresh->span = node->span;
		fresh->has_until = jy_said_until(jy_kid(node, JY_CERTIFIED_UNTIL), &fresh->until);
	}
}

static void add_appearance(struct jy_builder *builder, struct reading *reading,
			   const struct jy_node *node)
{
	struct jy_appearance appearance = {.span = node->span};

	if (jy_fill_appearance(builder, &appearance, node))
		*jb_push(builder->arena, &reading->appears) = appearance;
	else
		*reading->damaged = true;
}

static void set_choice(struct jy_builder *builder, struct jb_text *to, enum jy_choice choice,
		       const struct jy_node **once, const struct jy_node *node, const char *what)
{
	jy_builder_choice(builder, choice, jy_kid(node, 0));
	if (jy_builder_once(builder, once, node, what))
		*to = jy_text(jy_kid(node, 0));
}

/* Who they are and how they work. */
static bool read_people(struct jy_builder *builder, struct reading *reading,
			const struct jy_node *node)
{
	struct jy_staff *staff = reading->staff;

	switch (node->kind) {
	case JY_N_DELIVERY:
		jy_said_choices(builder, JY_CHOICE_DELIVERY, jy_kid(node, 0));
		jy_said_add(builder, &reading->delivery, jy_kid(node, 0));
		staff->delivery_span = node->span;
		return true;
	case JY_N_LANGUAGES:
		jy_said_add(builder, &reading->languages, jy_kid(node, 0));
		return true;
	case JY_N_DEVICES:
		set_choice(builder, &staff->devices, JY_CHOICE_DEVICES, &reading->devices, node,
			   "`devices`");
		staff->devices_span = node->span;
		return true;
	case JY_N_EMPLOYMENT:
		set_choice(builder, &staff->employment, JY_CHOICE_EMPLOYMENT, &reading->employment,
			   node, "`employment`");
		return true;
	case JY_N_HEADS: add_heads(builder, reading, node); return true;
	case JY_N_OWNER:
		if (jy_builder_once(builder, &reading->owner, node, "the owner"))
			staff->owner = jy_text(jy_kid(node, JY_OWNER_TEXT));
		return true;
	case JY_N_SOURCED_FROM: staff->sourced_from = jy_text(jy_kid(node, 0)); return true;
	case JY_N_WORKS_DURING:
		staff->works_during = jy_builder_find(builder, JY_T_CALENDAR, jy_kid(node, 0));
		return true;
	case JY_N_WORKERS_PAY:
		jy_said_add(builder, &reading->workers_pay, jy_kid(node, 0));
		staff->workers_pay_span = node->span;
		return true;
	case JY_N_MINIMUM_HOURS:
		staff->minimum_hours = jy_said_length(jy_kid(node, JY_MINIMUM_HOURS_LENGTH));
		return true;
	default: return false;
	}
}

/* Who looks at their work, and what they are bound by. */
static bool read_control(struct jy_builder *builder, struct reading *reading,
			 const struct jy_node *node)
{
	struct jy_staff *staff = reading->staff;

	switch (node->kind) {
	case JY_N_MANAGED_BY: read_manager(builder, reading, jy_kid(node, 0)); return true;
	case JY_N_SUPERVISION:
		staff->supervision =
			jy_said_number(builder, jy_kid(node, 0), "the heads of a supervisor", 1);
		staff->supervision_span = node->span;
		return true;
	case JY_N_NOTICE:
		staff->notice = jy_said_days(jy_kid(node, JY_NOTICE_LENGTH));
		staff->notice_span = node->span;
		return true;
	case JY_N_MONITORS:
		staff->monitors = jy_said_number(builder, jy_kid(node, JY_MONITORS_NUMBER),
						 "the contacts monitored", 1);
		return true;
	case JY_N_CALIBRATES: staff->calibrates = true; return true;
	case JY_N_UNCLAIMED: read_unclaimed(builder, reading, node); return true;
	case JY_N_USES:
		jy_said_find(builder, &reading->systems, JY_T_SYSTEM, jy_kid(node, 0));
		return true;
	case JY_N_COMPLIES: jy_said_add(builder, &reading->complies, jy_kid(node, 0)); return true;
	case JY_N_CERTIFIED: add_certificates(builder, reading, node); return true;
	case JY_N_ATTESTED:
		jy_said_attested(builder, jb_push(builder->arena, &reading->attested), node);
		return true;
	case JY_N_APPEARS: add_appearance(builder, reading, node); return true;
	default: return false;
	}
}

static void keep(struct jy_staff *staff, const struct reading *reading)
{
	staff->delivery = jy_said_texts(&reading->delivery);
	staff->languages = jy_said_texts(&reading->languages);
	staff->workers_pay = jy_said_texts(&reading->workers_pay);
	staff->complies = jy_said_texts(&reading->complies);
	JY_SAID_KEEP(staff->systems, reading->systems);
	staff->certificate = reading->certificates.at;
	staff->certificate_count = reading->certificates.count;
	staff->heads = reading->steps.at;
	staff->heads_count = reading->steps.count;
	staff->attested = reading->attested.at;
	staff->attested_count = reading->attested.count;
	staff->appears = reading->appears.at;
	staff->appears_count = reading->appears.count;
}

void jy_fill_staff(struct jy_builder *builder, struct jy_staff *staff, struct jb_text partner,
		   const struct jy_node *body, bool *damaged)
{
	struct reading reading = {.staff = staff, .partner = partner, .damaged = damaged};

	staff->supervision = staff->notice = staff->monitors = -1;
	staff->minimum_hours = staff->unclaimed_after = -1;
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i) && !read_people(builder, &reading, jy_kid(body, i)))
			read_control(builder, &reading, jy_kid(body, i));
	keep(staff, &reading);
	jy_fill_skills(builder, &staff->skills, body);
	staff->role = jy_fill_roles(builder, body, &staff->role_count);
}
