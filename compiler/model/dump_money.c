/*
 * The money of agreements as text: terms in versions, each with the day from which it holds.
 */
#include "model/dump.h"
#include "time/civil.h"

static void add_day(struct jb_buf *out, int32_t day)
{
	struct jrt_date date = jrt_civil_date(day);

	jb_buf_printf(out, "%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
}

static void open_version(struct jy_dump *dump, int32_t from, bool ended)
{
	jb_buf_add_repeat(dump->out, ' ', (size_t)2 * dump->level);
	jb_buf_add_string(dump->out, "terms");
	if (from != INT32_MIN) {
		jb_buf_add_string(dump->out, " from ");
		add_day(dump->out, from);
	}
	jb_buf_add_string(dump->out, ended ? " (not in force)\n" : "\n");
	dump->level++;
}

static struct jb_text sum_text(struct jb_arena *arena, const struct jy_agreement *agreement,
			       const struct jrt_sum *sum)
{
	static const char *const base[] = {
		"",	"charges", "charges of the next period", "its own at risk", "at risk",
		"pool", "weight",
	};
	struct jb_buf out;

	jb_buf_init(&out, arena);
	if (sum->base == JRT_BASE_FIXED) {
		jy_dump_value(&out, JRT_MONEY, agreement->currency, sum->amount);
		return jb_buf_text(&out);
	}
	jy_dump_value(&out, JRT_SHARE, JB_TEXT(""), sum->amount);
	jb_buf_printf(&out, " of %s", base[sum->base]);
	if (sum->base == JRT_BASE_POOL)
		jb_buf_printf(&out, " %u", sum->pool);
	return jb_buf_text(&out);
}

static void dump_sum(struct jy_dump *dump, const struct jy_agreement *agreement, const char *word,
		     const struct jrt_sum *sum)
{
	jy_dump_line(dump, "%s %.*s", word, JB_ARG(sum_text(dump->out->arena, agreement, sum)));
}

static void dump_at_risk(struct jy_dump *dump, const struct jy_agreement *agreement,
			 const struct jy_at_risk *at_risk)
{
	struct jb_buf *out = dump->out;

	if (!at_risk->plain.given)
		return;
	jb_buf_add_repeat(out, ' ', (size_t)2 * dump->level);
	jb_buf_printf(out, "at risk %.*s",
		      JB_ARG(sum_text(out->arena, agreement, &at_risk->plain.sum)));
	jy_dump_period(out, &at_risk->every);
	jb_buf_add_byte(out, '\n');
}

static void dump_overlap(struct jy_dump *dump, enum jrt_overlap credits)
{
	if (credits)
		jy_dump_line(dump, "%s",
			     credits == JRT_OVERLAP_HIGHEST ? "highest credit applies"
							    : "credits add up");
}

static void dump_earn_back(struct jy_dump *dump, const struct jrt_earn_back *back)
{
	struct jb_buf part;

	if (!back->given)
		return;
	jb_buf_init(&part, dump->out->arena);
	jy_dump_value(&part, JRT_SHARE, JB_TEXT(""), back->part);
	if (back->count)
		jy_dump_line(dump, "%.*s returned after %u periods", JB_ARG(jb_buf_text(&part)),
			     back->count);
	else
		jy_dump_line(dump, "%.*s returned by the contract year",
			     JB_ARG(jb_buf_text(&part)));
}

static void dump_payments(struct jy_dump *dump, const struct jy_payment *payment, size_t count)
{
	for (size_t i = 0; i < count; i++)
		jy_dump_line(dump, "%.*s", JB_ARG(payment[i].plain.text));
}

static void dump_version(struct jy_dump *dump, const struct jy_agreement *agreement,
			 const struct jy_guarantee_terms *terms)
{
	open_version(dump, terms->from, terms->ended);
	if (terms->has_weight)
		dump_sum(dump, agreement, "weight", &terms->weight);
	dump_at_risk(dump, agreement, &terms->at_risk);
	dump_payments(dump, terms->payment, terms->payment_count);
	dump_overlap(dump, terms->credits);
	for (size_t i = 0; i < terms->points_count; i++)
		jy_dump_line(dump, "points %u", terms->points[i].plain.points);
	if (terms->points_double)
		jy_dump_line(dump, "points double");
	dump_earn_back(dump, &terms->earn_back.plain);
	if (terms->bonus_unless)
		jy_dump_line(dump, "no bonus unless %.*s met",
			     JB_ARG(terms->bonus_unless->decl.name));
	dump->level--;
}

static bool says_money(const struct jy_guarantee *guarantee)
{
	const struct jy_guarantee_terms *terms = guarantee->terms;

	return guarantee->terms_count > 1 || terms->has_weight || terms->at_risk.plain.given ||
	       terms->payment_count || terms->points_count || terms->earn_back.plain.given;
}

void jy_dump_guarantee_money(struct jy_dump *dump, const struct jy_agreement *agreement,
			     const struct jy_guarantee *guarantee)
{
	for (size_t i = 0; says_money(guarantee) && i < guarantee->terms_count; i++)
		dump_version(dump, agreement, &guarantee->terms[i]);
}

static void dump_charges(struct jy_dump *dump, const struct jy_agreement *agreement,
			 const struct jy_charges *charges)
{
	struct jb_buf *out = dump->out;

	if (charges->kind == JRT_CHARGES_NONE)
		return;
	jb_buf_add_repeat(out, ' ', (size_t)2 * dump->level);
	jb_buf_add_string(out, "charges");
	if (charges->kind == JRT_CHARGES_GIVEN)
		jb_buf_add_string(out, " given");
	if (charges->sum)
		jb_buf_printf(out, " %.*s", JB_ARG(charges->sum->definition));
	for (size_t i = 0; i < charges->step_count; i++) {
		jb_buf_add_byte(out, ' ');
		if (charges->step[i].from != INT32_MIN) {
			jb_buf_add_string(out, "from ");
			add_day(out, charges->step[i].from);
			jb_buf_add_byte(out, ' ');
		}
		jy_dump_value(out, JRT_MONEY, agreement->currency, charges->step[i].amount);
	}
	jy_dump_period(out, &charges->every);
	jb_buf_add_byte(out, '\n');
}

static void dump_terms(struct jy_dump *dump, const struct jy_agreement *agreement,
		       const struct jy_agreement_terms *terms)
{
	open_version(dump, terms->from, false);
	dump_charges(dump, agreement, &terms->charges);
	dump_at_risk(dump, agreement, &terms->at_risk);
	for (size_t i = 0; i < terms->pool_count; i++)
		jy_dump_line(dump, "pool %zu %.*s %.*s", i, JB_ARG(terms->pool[i].name),
			     JB_ARG(sum_text(dump->out->arena, agreement, &terms->pool[i].sum)));
	if (terms->has_cap && terms->cap_is_risk)
		jy_dump_line(dump, "credits at most the amount at risk");
	else if (terms->has_cap)
		dump_sum(dump, agreement, "credits at most", &terms->cap);
	dump_payments(dump, terms->payment, terms->payment_count);
	dump_overlap(dump, terms->credits);
	for (size_t i = 0; i < terms->fee_count; i++)
		jy_dump_line(dump, "%.*s", JB_ARG(terms->fee[i].text));
	if (terms->one_incident)
		jy_dump_line(dump, "one incident, chosen by the %s",
			     terms->chooser_is_partner ? "partner" : "brand");
	dump->level--;
}

void jy_dump_agreement_money(struct jy_dump *dump, const struct jy_agreement *agreement)
{
	if (!agreement->currency.size && agreement->terms_count < 2)
		return;
	for (size_t i = 0; i < agreement->terms_count; i++)
		dump_terms(dump, agreement, &agreement->terms[i]);
}

void jy_dump_trigger(struct jy_dump *dump, const struct jy_trigger *trigger)
{
	static const char *const remedy[] = {"terminate", "rectify", "step in"};
	static const char *const what[] = {"", "any guarantee missed", "credits owed", "points"};

	if (trigger->failing == JY_FAILING_ONE)
		jy_dump_line(dump, "%s when %.*s missed in %u of %u periods",
			     remedy[trigger->remedy], JB_ARG(trigger->guarantee->decl.name),
			     trigger->count, trigger->of);
	else
		jy_dump_line(dump, "%s when %s in %u of %u periods", remedy[trigger->remedy],
			     what[trigger->failing], trigger->count, trigger->of);
}
