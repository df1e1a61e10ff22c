/*
 * What surrounds a journey: systems, objectives with their milestones, the law of countries, and
 * what is done when something goes wrong.
 */
#include "model/said.h"
#include "model/story.h"

void jy_fill_system(struct jy_builder *builder, struct jy_system *system,
		    const struct jy_node *body)
{
	const struct jy_node *owner = NULL;
	struct jy_said_texts handles = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_HANDLES))
			jy_said_add(builder, &handles, jy_kid(node, JY_HANDLES_NAMES));
		else if (jy_is(node, JY_N_OWNER) &&
			 jy_builder_once(builder, &owner, node, "the owner"))
			system->owner = jy_text(jy_kid(node, JY_OWNER_TEXT));
	}
	system->handles = jy_said_texts(&handles);
}

void jy_fill_objective(struct jy_builder *builder, struct jy_objective *objective,
		       const struct jy_node *body)
{
	JB_VEC(struct jy_milestone) milestones = {0};
	struct jy_said_things metrics = {0}, serves = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_MEASURED_BY))
			jy_said_find(builder, &metrics, JY_T_METRIC, jy_kid(node, 0));
		else if (jy_is(node, JY_N_SERVES))
			jy_said_find(builder, &serves, JY_T_OBJECTIVE, jy_kid(node, 0));
		else if (jy_is(node, JY_N_REVIEW))
			jy_said_review(&objective->review, node);
		else if (jy_is(node, JY_N_OWNER))
			objective->owner = jy_text(jy_kid(node, JY_OWNER_TEXT));
		else if (jy_is(node, JY_N_MILESTONE))
			*jb_push(builder->arena, &milestones) = (struct jy_milestone){
				.text = jy_text(jy_kid(node, JY_MILESTONE_TEXT)),
				.by = jy_builder_day(jy_kid(node, JY_MILESTONE_DATE)),
				.span = node->span,
			};
	}
	JY_SAID_KEEP(objective->measured_by, metrics);
	JY_SAID_KEEP(objective->serves, serves);
	objective->milestone = milestones.at;
	objective->milestone_count = milestones.count;
}

/* ---- countries ---- */

static char capital(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* ISO 3166-1 alpha-2 as of 2024, and XK, which is in use for Kosovo. */
static const char countries[] =
	"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
	"BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
	"DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
	"GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
	"KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
	"MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
	"PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
	"SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
	"VN VU WF WS XK YE YT ZA ZM ZW";

static bool is_country(const char code[2])
{
	for (size_t i = 0; i + 1 < sizeof countries; i += 3)
		if (countries[i] == code[0] && countries[i + 1] == code[1])
			return true;
	return false;
}

/* What was meant: capitals, and what people write for Great Britain. */
static bool meant_country(struct jb_text text, char code[2])
{
	if (text.size != 2)
		return false;
	code[0] = capital(text.at[0]);
	code[1] = capital(text.at[1]);
	if (code[0] == 'U' && code[1] == 'K')
		code[0] = 'G', code[1] = 'B';
	return is_country(code);
}

void jy_check_country(struct jy_builder *builder, const struct jy_node *country)
{
	struct jb_text text = jy_text(country);
	struct jy_diag *diag;
	char code[2];

	if (!country || (text.size == 2 && is_country(text.at)))
		return;
	diag = jy_diag_error(builder->diags, JY_D_COUNTRY_FORM, country->span,
			     "`%.*s` is not the code of a country", JB_ARG(text));
	if (!meant_country(text, code)) {
		jy_diag_help(builder->diags, diag,
			     "write the two capitals of ISO 3166, such as `ZA` for South Africa");
		return;
	}
	jy_diag_help(builder->diags, diag, "write `%.2s`", code);
	jy_diag_fix(builder->diags, diag, country->span, (struct jb_text){code, 2});
}

static struct jy_transfer transfer_of(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *to = jy_kid(node, JY_TRANSFER_TO);

	for (uint32_t i = 0; i < jy_count(to); i++)
		jy_check_country(builder, jy_kid(to, i));
	return (struct jy_transfer){
		.to = jy_builder_texts(builder, to),
		.basis = jy_text(jy_kid(node, JY_TRANSFER_BASIS)),
		.span = node->span,
	};
}

void jy_fill_jurisdiction(struct jy_builder *builder, struct jy_jurisdiction *jurisdiction,
			  const struct jy_node *body)
{
	JB_VEC(struct jy_transfer) transfers = {0};
	struct jy_said_texts law = {0};

	jy_check_country(builder, jy_kid(jurisdiction->decl.node, JY_DECL_NAME));
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_LAW))
			jy_said_add(builder, &law, jy_kid(node, JY_LAW_NAMES));
		else if (jy_is(node, JY_N_TRANSFER))
			*jb_push(builder->arena, &transfers) = transfer_of(builder, node);
	}
	jurisdiction->law = jy_said_texts(&law);
	jurisdiction->transfer = transfers.at;
	jurisdiction->transfer_count = transfers.count;
}

void jy_fill_incident_plan(struct jy_builder *builder, struct jy_incident_plan *plan,
			   const struct jy_node *body)
{
	const struct jy_node *deadline = NULL;
	struct jy_said_texts steps = {0};

	plan->communicates = -1;
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_INCIDENT_STEP))
			*jb_push(builder->arena, &steps.list) =
				jy_text(jy_kid(node, JY_INCIDENT_STEP_TEXT));
		else if (jy_is(node, JY_N_OWNER))
			plan->owner = jy_text(jy_kid(node, JY_OWNER_TEXT));
		else if (jy_is(node, JY_N_COMMUNICATES) &&
			 jy_builder_once(builder, &deadline, node, "`communicates within`"))
			plan->communicates = jy_said_length(jy_kid(node, 0));
	}
	plan->steps = jy_said_texts(&steps);
}
