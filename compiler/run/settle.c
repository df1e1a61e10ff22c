/*
 * --charges AGREEMENT=PERIOD:AMOUNT becomes what settling is given; whether there is such a period,
 * settling says. An agreement without money is not settled.
 */
#include "run/settle.h"

#include "run/data.h"
#include "journey/evidence.h"

/* "acme=2026-03:250000"; the period's label may hold blanks, the amount no colon. */
static bool split(struct jb_text text, struct jrt_charge_given *charge, struct jb_text *amount)
{
	size_t sign = 0, colon = text.size;

	while (sign < text.size && text.at[sign] != '=')
		sign++;
	while (colon > 0 && text.at[colon - 1] != ':')
		colon--;
	if (colon == 0 || sign >= colon)
		return false;
	charge->agreement = jb_text_slice(text, 0, sign);
	charge->period = jb_text_slice(text, sign + 1, colon - 1);
	*amount = jb_text_slice(text, colon, text.size);
	return charge->agreement.size && charge->period.size && amount->size;
}

static const struct jrt_agreement *agreement_of(const struct jrt_plan *plan, struct jb_text name)
{
	for (size_t i = 0; i < plan->agreement_count; i++)
		if (jb_text_equal(plan->agreement[i].name, name))
			return &plan->agreement[i];
	return NULL;
}

static bool takes_charges(const struct jrt_agreement *agreement)
{
	for (size_t i = 0; i < agreement->terms_count; i++)
		if (agreement->terms[i].charges.kind == JRT_CHARGES_GIVEN)
			return true;
	return false;
}

static bool check_agreement(struct jy_command *command, struct jb_text name)
{
	const struct jrt_plan *plan = command->plan;
	const struct jrt_agreement *agreement = agreement_of(plan, name);
	struct jb_text *known;
	int near;

	if (agreement && takes_charges(agreement))
		return true;
	if (agreement) {
		jy_command_misused(command,
				   "--charges: the agreement `%.*s` does not leave its charges "
				   "open; it would say `charges given`",
				   JB_ARG(name));
		return false;
	}
	known = JB_NEW_ARRAY(command->arena, struct jb_text, plan->agreement_count);
	for (size_t i = 0; i < plan->agreement_count; i++)
		known[i] = plan->agreement[i].name;
	near = jb_text_nearest(name, known, plan->agreement_count);
	if (near >= 0)
		jy_command_misused(command,
				   "--charges: no agreement is called `%.*s`; did you mean `%.*s`?",
				   JB_ARG(name), JB_ARG(known[near]));
	else
		jy_command_misused(command, "--charges: no agreement is called `%.*s`",
				   JB_ARG(name));
	return false;
}

static bool given_once(struct jy_command *command, const struct jrt_charge_given *charge,
		       size_t number)
{
	for (size_t i = 0; i < number; i++) {
		if (!jb_text_equal(charge[i].agreement, charge[number].agreement) ||
		    !jb_text_equal(charge[i].period, charge[number].period))
			continue;
		jy_command_misused(command, "--charges: two amounts are given for %.*s of `%.*s`",
				   JB_ARG(charge[i].period), JB_ARG(charge[i].agreement));
		return false;
	}
	return true;
}

/* No amount is finer than the currency's smallest unit. */
static bool is_payable(struct jy_command *command, const struct jrt_charge_given *charge,
		       struct jb_text given)
{
	const struct jrt_plan *plan = command->plan;
	jb_fix unit = JB_FIX_ONE;

	for (size_t i = 0; i < plan->agreement_count; i++) {
		const struct jrt_agreement *agreement = &plan->agreement[i];

		if (!jb_text_equal(agreement->name, charge->agreement))
			continue;
		for (unsigned k = 0; k < agreement->decimals && unit > 1; k++)
			unit /= 10;
		if (agreement->currency.size && charge->amount % unit) {
			jy_command_misused(command, "--charges: \"%.*s\" is finer than %.*s pays",
					   JB_ARG(given), JB_ARG(agreement->currency));
			return false;
		}
	}
	return true;
}

bool jy_charges_read(struct jy_command *command, struct jrt_settle_input *input)
{
	const struct jb_text *given =
		jy_args_values(&command->args, "charges", &input->charge_count);
	struct jrt_charge_given *charge =
		JB_NEW_ARRAY(command->arena, struct jrt_charge_given, input->charge_count);
	struct jb_text amount;

	for (size_t i = 0; i < input->charge_count; i++) {
		if (!split(given[i], &charge[i], &amount) ||
		    jb_number_parse(amount, '.', 1, 1, JB_ROUND_NONE, 0, &charge[i].amount) !=
			    JB_NUMBER_OK ||
		    charge[i].amount < 0) {
			jy_command_misused(command,
					   "--charges takes AGREEMENT=PERIOD:AMOUNT such as "
					   "acme_2026=2026-03:250000, not \"%.*s\"",
					   JB_ARG(given[i]));
			return false;
		}
		if (!check_agreement(command, charge[i].agreement) ||
		    !given_once(command, charge, i) || !is_payable(command, &charge[i], given[i]))
			return false;
	}
	input->charge = charge;
	return true;
}

static bool speaks_of_money(const struct jrt_plan *plan)
{
	for (size_t i = 0; i < plan->agreement_count; i++) {
		const struct jrt_agreement *agreement = &plan->agreement[i];

		if (agreement->currency.size || agreement->trigger_count)
			return true;
		for (size_t k = 0; k < agreement->terms_count; k++)
			if (agreement->terms[k].payment_count || agreement->terms[k].fee_count)
				return true;
		for (size_t k = 0; k < agreement->guarantee_count; k++)
			for (size_t n = 0; n < agreement->guarantee[k].terms_count; n++)
				if (agreement->guarantee[k].terms[n].payment_count ||
				    agreement->guarantee[k].terms[n].points_count)
					return true;
	}
	return false;
}

int jy_settle(struct jy_command *command, const struct jrt_measured *measured,
	      const struct jrt_recorded *recorded, size_t recorded_count, struct jrt_judged *judged)
{
	struct jrt_settlement *settlement = JB_NEW(command->arena, struct jrt_settlement);
	struct jrt_settle_input input = {.recorded = recorded, .recorded_count = recorded_count};
	struct jb_text why = {0};

	if (!jy_charges_read(command, &input))
		return JY_EXIT_USAGE;
	input.has_today = jy_data_day(jy_args_value(&command->args, "as-of", ""), &input.today);
	if (command->evidence) /* a record is settled by what is in it */
		jrt_evidence_settles(&command->evidence->options, &input);
	if (!speaks_of_money(command->plan))
		return JY_EXIT_OK;
	if (jrt_settle(command->plan, measured, judged, &input, command->arena, settlement, &why) !=
	    JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	judged->settlement = settlement;
	return JY_EXIT_OK;
}

bool jy_settled_wrongly(const struct jrt_judged *judged)
{
	const struct jrt_settlement *settlement = judged->settlement;

	for (size_t i = 0; settlement != NULL && i < settlement->finding_count; i++)
		if (settlement->finding[i].severity == JRT_ERROR)
			return true;
	return false;
}
