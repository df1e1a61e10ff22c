/*
 * Accounts out and in. The fields of a line stand in one table, for both ways.
 */
#include "ledger/accounts.h"

#include "base/buf.h"

static const char head[] = "jrt-accounts-1\n";

#define AMOUNTS 13

/* The amounts of an account, in the order of a line. */
static void amounts_of(struct jrt_account *account, jb_fix *amount[AMOUNTS])
{
	jb_fix *const list[AMOUNTS] = {
		&account->charges, &account->credits,	 &account->pooled,	&account->cap,
		&account->applied, &account->carried_in, &account->carried_out, &account->lapsed,
		&account->paid,	   &account->bonus,	 &account->returned,	&account->fees,
		&account->net,
	};

	for (size_t i = 0; i < AMOUNTS; i++)
		amount[i] = list[i];
}

static void add_line(struct jb_buf *buf, const struct jrt_agreement *agreement,
		     struct jrt_account account)
{
	jb_fix *amount[AMOUNTS];

	amounts_of(&account, amount);
	jb_buf_add_text(buf, agreement->name);
	jb_buf_add_byte(buf, '\t');
	jb_buf_add_text(buf, account.label);
	jb_buf_add_byte(buf, '\t');
	jb_buf_add_text(buf, agreement->currency);
	jb_buf_printf(buf, "\t%u %d %d", account.points, account.has_charges, account.has_cap);
	for (size_t i = 0; i < AMOUNTS; i++)
		jb_buf_printf(buf, " %lld", (long long)*amount[i]);
	jb_buf_add_byte(buf, '\n');
}

struct jb_text jrt_accounts_text(const struct jrt_plan *plan,
				 const struct jrt_settlement *settlement, struct jb_arena *arena)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (size_t i = 0; settlement != NULL && i < settlement->account_count; i++) {
		const struct jrt_account *account = &settlement->account[i];

		if (!account->final && !account->recorded)
			continue;
		if (buf.size == 0)
			jb_buf_add_string(&buf, head);
		add_line(&buf, &plan->agreement[account->agreement], *account);
	}
	return jb_buf_text(&buf);
}

/* ---- in ---- */

/* Up to `stop`, which is passed over; false where it does not come. */
static bool take(struct jb_text *rest, char stop, struct jb_text *out)
{
	for (size_t i = 0; i < rest->size; i++)
		if (rest->at[i] == stop) {
			*out = jb_text_slice(*rest, 0, i);
			*rest = jb_text_slice(*rest, i + 1, rest->size);
			return true;
		}
	return false;
}

static bool take_number(struct jb_text *rest, char stop, int64_t low, int64_t high, int64_t *out)
{
	struct jb_text digits;
	jb_i128 value;

	if (!take(rest, stop, &digits) || !jb_i128_parse(digits, &value) || value < low ||
	    value > high)
		return false;
	*out = (int64_t)value;
	return true;
}

static bool read_line(struct jb_text *rest, struct jrt_recorded *out, struct jb_text *currency)
{
	jb_fix *amount[AMOUNTS];
	int64_t points, has_charges, has_cap;

	*out = (struct jrt_recorded){0};
	if (!take(rest, '\t', &out->agreement) || !take(rest, '\t', &out->period) ||
	    !take(rest, '\t', currency) || !take_number(rest, ' ', 0, UINT32_MAX, &points) ||
	    !take_number(rest, ' ', 0, 1, &has_charges) || !take_number(rest, ' ', 0, 1, &has_cap))
		return false;
	out->account.points = (uint32_t)points;
	out->account.has_charges = has_charges;
	out->account.has_cap = has_cap;
	amounts_of(&out->account, amount);
	for (size_t i = 0; i < AMOUNTS; i++)
		if (!take_number(rest, i + 1 < AMOUNTS ? ' ' : '\n', INT64_MIN, INT64_MAX,
				 amount[i]))
			return false;
	return true;
}

void jrt_accounts_init(struct jrt_accounts *accounts, struct jb_arena *arena)
{
	*accounts = (struct jrt_accounts){0};
	jb_map_init(&accounts->seen, arena);
}

bool jrt_accounts_read(struct jb_text text, struct jrt_accounts *accounts, struct jb_arena *arena)
{
	struct jrt_recorded recorded;
	struct jb_text currency;
	bool fresh;

	if (text.size == 0)
		return true;
	if (!jb_text_starts(text, jb_text_of(head)))
		return false;
	text = jb_text_slice(jb_text_copy(arena, text), sizeof head - 1, text.size);
	while (text.size > 0) {
		if (!read_line(&text, &recorded, &currency))
			return false;
		jb_map_put(&accounts->seen,
			   jb_text_printf(arena, "%.*s\t%.*s", JB_ARG(recorded.agreement),
					  JB_ARG(recorded.period)),
			   &fresh);
		recorded.account.label = recorded.period;
		if (!fresh)
			continue;
		*jb_push(arena, &accounts->list) = recorded;
		*jb_push(arena, &accounts->currency) = currency;
	}
	return true;
}
