/*
 * Words and amounts of money for people and for machines. Which line counts was decided by
 * settling; this file only says so.
 */
#include "judge/figure.h"
#include "report/money.h"

#define MILLION_DIGITS 6

const char *jrt_word_line_kind(enum jrt_line_kind kind)
{
	static const char *const words[] = {
		[JRT_LINE_CREDIT] = "credit",
		[JRT_LINE_BONUS] = "bonus",
		[JRT_LINE_RETURNED] = "returned",
		[JRT_LINE_FEE] = "fee",
	};
	return words[kind];
}

const char *jrt_word_line_fate(enum jrt_line_fate fate)
{
	static const char *const words[] = {
		[JRT_LINE_COUNTS] = "counts",
		[JRT_LINE_NOT_HIGHEST] = "not_highest",
		[JRT_LINE_BEFORE_START] = "before_start",
		[JRT_LINE_SAME_INCIDENT] = "same_incident",
		[JRT_LINE_BONUS_WITHHELD] = "bonus_withheld",
		[JRT_LINE_NOT_FINAL] = "not_final",
		[JRT_LINE_NO_CHARGES] = "no_charges",
		[JRT_LINE_TOO_LARGE] = "too_large",
	};
	return words[fate];
}

const char *jrt_word_remedy(enum jrt_remedy remedy)
{
	static const char *const words[] = {
		[JRT_TERMINATE] = "terminate",
		[JRT_RECTIFY] = "rectify",
		[JRT_STEP_IN] = "step_in",
	};
	return words[remedy];
}

struct jb_text jrt_money_fate_text(enum jrt_line_fate fate)
{
	static const char *const words[] = {
		[JRT_LINE_COUNTS] = "",
		[JRT_LINE_NOT_HIGHEST] = "another one of the guarantee is higher",
		[JRT_LINE_BEFORE_START] = "no credits are due yet",
		[JRT_LINE_SAME_INCIDENT] = "another guarantee was chosen for the incident",
		[JRT_LINE_BONUS_WITHHELD] = "what the bonus depends on was not met",
		[JRT_LINE_NOT_FINAL] = "the verdict may still change",
		[JRT_LINE_NO_CHARGES] = "the charges are not known",
		[JRT_LINE_TOO_LARGE] = "the amount is too large to be held",
	};
	return jb_text_of(words[fate]);
}

bool jrt_money_has_amount(const struct jrt_money_line *line)
{
	return line->fate != JRT_LINE_NO_CHARGES && line->fate != JRT_LINE_TOO_LARGE;
}

void jrt_money_add(struct jb_buf *buf, const struct jrt_agreement *agreement, jb_fix amount)
{
	uint64_t size = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
	uint64_t rest = size % (uint64_t)JB_FIX_ONE;
	unsigned decimals = MILLION_DIGITS;

	for (; decimals > agreement->decimals && rest % 10 == 0; decimals--)
		rest /= 10;
	if (agreement->currency.size > 0)
		jb_buf_printf(buf, "%.*s ", JB_ARG(agreement->currency));
	jb_buf_add_string(buf, amount < 0 ? "-" : "");
	jrt_figure_add_count(buf, size / (uint64_t)JB_FIX_ONE);
	if (decimals > 0)
		jb_buf_printf(buf, ".%0*llu", (int)decimals, (unsigned long long)rest);
}

struct jb_text jrt_money_text(const struct jrt_card *card, const struct jrt_agreement *agreement,
			      jb_fix amount)
{
	struct jb_buf buf = jrt_card_new_text(card);

	jrt_money_add(&buf, agreement, amount);
	return jb_buf_text(&buf);
}

struct jb_text jrt_money_exact_text(const struct jrt_card *card,
				    const struct jrt_agreement *agreement, struct jb_ratio amount)
{
	struct jrt_metric as = {.type = JRT_MONEY, .currency = agreement->currency};
	struct jb_buf buf = jrt_card_new_text(card);

	if (amount.den > 0)
		jrt_figure_add(&buf, &as, amount, 0);
	return jb_buf_text(&buf);
}

struct jb_text jrt_money_guarantee(const struct jrt_card *card,
				   const struct jrt_agreement *agreement, uint32_t guarantee)
{
	const struct jrt_guarantee *found;

	if (guarantee >= agreement->guarantee_count)
		return JB_TEXT("the agreement");
	found = &agreement->guarantee[guarantee];
	return jrt_card_clean(card, jrt_card_title_or_name(found->title, found->name));
}

static void add_part(struct jb_buf *buf, const char *before, struct jb_text text)
{
	if (text.size == 0)
		return;
	jb_buf_add_string(buf, buf->size > 0 ? "; " : "");
	jb_buf_add_string(buf, before);
	jrt_plain_add(buf, text);
}

struct jb_text jrt_money_line_note(const struct jrt_card *card, const struct jrt_money_line *line)
{
	struct jb_buf buf = jrt_card_new_text(card);

	add_part(&buf, "", line->because.size > 0 ? line->because : line->text);
	add_part(&buf, "credit of ", line->returns);
	if (line->capped)
		add_part(&buf, "", JB_TEXT("at its own limit"));
	if (line->fate == JRT_LINE_COUNTS && line->applied != line->amount)
		add_part(&buf, "applied: ",
			 jrt_money_text(card, &card->plan->agreement[line->agreement],
					line->applied));
	add_part(&buf, "does not count: ", jrt_money_fate_text(line->fate));
	return jb_buf_text(&buf);
}

struct jb_text jrt_money_account_note(const struct jrt_card *card,
				      const struct jrt_account *account)
{
	struct jb_buf buf = jrt_card_new_text(card);

	if (account->recorded)
		add_part(&buf, "", JB_TEXT("settled before"));
	if (account->restated) {
		const struct jrt_agreement *agreement = &card->plan->agreement[account->agreement];

		add_part(&buf, "then ", jrt_money_text(card, agreement, account->earlier_net));
		add_part(&buf, "today ", jrt_money_text(card, agreement, account->recomputed_net));
	}
	if (account->provisional)
		add_part(&buf, "", JB_TEXT("provisional"));
	if (account->no_amount)
		add_part(&buf, "", JB_TEXT("no amount yet"));
	if (account->incomplete)
		add_part(&buf, "", JB_TEXT("incomplete"));
	add_part(&buf, "", account->reason);
	return jb_buf_text(&buf);
}

struct jb_text jrt_money_trigger_text(const struct jrt_card *card,
				      const struct jrt_money_trigger_result *result)
{
	static const char *const may[] = {
		[JRT_TERMINATE] = "may be terminated: ",
		[JRT_RECTIFY] = "must be put right by a plan: ",
		[JRT_STEP_IN] = "may be taken over: ",
	};
	static const char *const no[] = {
		[JRT_TERMINATE] = "no right to terminate: ",
		[JRT_RECTIFY] = "no plan to put it right is due: ",
		[JRT_STEP_IN] = "no right to step in: ",
	};
	const struct jrt_agreement *agreement = &card->plan->agreement[result->agreement];
	enum jrt_remedy remedy = agreement->trigger[result->trigger].remedy;
	struct jb_buf buf = jrt_card_new_text(card);

	jb_buf_add_string(&buf, result->fired ? "■ " : "● ");
	jb_buf_add_string(&buf, result->fired ? may[remedy] : no[remedy]);
	jrt_plain_add(&buf, agreement->name);
	jb_buf_add_string(&buf, result->reason.size > 0 ? ", " : "");
	jrt_plain_add(&buf, result->reason);
	return jb_buf_text(&buf);
}

static void add_bounded(jb_fix *sum, jb_fix more)
{
	if (__builtin_add_overflow(*sum, more, sum))
		*sum = more < 0 ? INT64_MIN : INT64_MAX;
}

struct jrt_money_total jrt_money_total(const struct jrt_settlement *settlement, uint32_t agreement)
{
	struct jrt_money_total total = {0};

	for (size_t i = 0; i < settlement->account_count; i++) {
		const struct jrt_account *account = &settlement->account[i];

		if (account->agreement != agreement)
			continue;
		total.accounts++;
		total.open += !account->final;
		add_bounded(account->final ? &total.net : &total.net_open, account->net);
	}
	return total;
}

static struct jb_text party(struct jb_text name, const char *otherwise)
{
	return name.size > 0 ? name : jb_text_of(otherwise);
}

/* "acme owes northwind EUR 12,500.00", "nothing is owed". */
static void add_owed(struct jb_buf *buf, const struct jrt_agreement *agreement, jb_fix net)
{
	struct jb_text brand = party(agreement->brand, "the brand");
	struct jb_text partner = party(agreement->partner, "the partner");

	if (net == 0) {
		jb_buf_add_string(buf, "nobody owes anything");
		return;
	}
	jrt_plain_add(buf, net > 0 ? partner : brand);
	jb_buf_add_string(buf, " owes ");
	jrt_plain_add(buf, net > 0 ? brand : partner);
	jb_buf_add_byte(buf, ' ');
	jrt_money_add(buf, agreement, net < 0 && net > INT64_MIN ? -net : net);
}

struct jb_text jrt_money_sentence(const struct jrt_card *card, uint32_t number)
{
	const struct jrt_agreement *agreement = &card->plan->agreement[number];
	struct jrt_money_total total = jrt_money_total(card->judged->settlement, number);
	struct jb_buf buf = jrt_card_new_text(card);

	if (total.open < total.accounts)
		add_owed(&buf, agreement, total.net);
	else
		jb_buf_add_string(&buf, "nothing is settled yet");
	if (total.open == 0)
		return jb_buf_text(&buf);
	jb_buf_printf(&buf, "; %zu %s may still change", total.open,
		      total.open == 1 ? "period" : "periods");
	if (total.net_open != 0) {
		jb_buf_add_string(&buf, ", so far ");
		jrt_money_add(&buf, agreement, total.net_open);
	}
	return jb_buf_text(&buf);
}

bool jrt_money_any(const struct jrt_judged *judged)
{
	return judged->settlement != NULL && judged->settlement->account_count > 0;
}
