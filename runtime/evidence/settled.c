/*
 * Accounts that earlier runs have settled: what a ledger handed to this run's settling belongs to
 * what its money rests on. Of an account the amounts and the points, as settling reads them.
 */
#include "evidence/record.h"

/* Far above any account, and so far below the end of the type that sums of some of them hold. */
#define AMOUNT_MAX (INT64_MAX / 1000)

static const struct {
	const char *name;
	size_t at;
} amounts[] = {
	{"credits", offsetof(struct jrt_account, credits)},
	{"pooled", offsetof(struct jrt_account, pooled)},
	{"carried_in", offsetof(struct jrt_account, carried_in)},
	{"applied", offsetof(struct jrt_account, applied)},
	{"carried_out", offsetof(struct jrt_account, carried_out)},
	{"lapsed", offsetof(struct jrt_account, lapsed)},
	{"paid", offsetof(struct jrt_account, paid)},
	{"bonus", offsetof(struct jrt_account, bonus)},
	{"returned", offsetof(struct jrt_account, returned)},
	{"fees", offsetof(struct jrt_account, fees)},
	{"net", offsetof(struct jrt_account, net)},
};
#define AMOUNTS (sizeof amounts / sizeof *amounts)

static jb_fix *amount_of(struct jrt_account *account, size_t number)
{
	return (jb_fix *)(void *)((char *)account + amounts[number].at);
}

static void add_account(struct jrt_json *json, const struct jrt_recorded *settled)
{
	struct jrt_account account = settled->account;

	jrt_json_item(json);
	jrt_json_string(json, "agreement", settled->agreement);
	jrt_json_string(json, "period", settled->period);
	jrt_json_integer(json, "points", account.points);
	jrt_json_flag(json, "capped", account.has_cap);
	jrt_json_integer(json, "cap", account.cap);
	for (size_t i = 0; i < AMOUNTS; i++)
		jrt_json_integer(json, amounts[i].name, *amount_of(&account, i));
	jrt_json_end(json);
}

void jrt_record_settled(struct jrt_json *json, const struct jrt_evidence_options *options)
{
	jrt_json_array(json, "settled_before");
	for (size_t i = 0; i < options->settled_count; i++)
		add_account(json, &options->settled[i]);
	jrt_json_array_end(json);
}

static void read_account(struct jrt_document *document, const struct jrt_place_in *in,
			 struct jrt_recorded *settled)
{
	struct jrt_account *account = &settled->account;

	settled->agreement = jrt_node_text(document, in, "agreement");
	settled->period = jrt_node_text(document, in, "period");
	account->points = (uint32_t)jrt_node_integer(document, in, "points", 0, UINT32_MAX);
	account->has_cap = jrt_node_flag(document, in, "capped");
	account->cap = (jb_fix)jrt_node_integer(document, in, "cap", -AMOUNT_MAX, AMOUNT_MAX);
	for (size_t i = 0; i < AMOUNTS; i++)
		*amount_of(account, i) = (jb_fix)jrt_node_integer(document, in, amounts[i].name,
								  -AMOUNT_MAX, AMOUNT_MAX);
}

void jrt_record_read_settled(struct jrt_document *document, struct jrt_evidence_options *options)
{
	struct jrt_place_in root = {NULL, NULL, 0, jrt_document_root(document)};
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, &root, "settled_before", &count);
	struct jrt_recorded *settled = JB_NEW_ARRAY(document->arena, struct jrt_recorded, count);

	for (size_t i = 0; i < count && jrt_document_sound(document); i++) {
		struct jrt_place_in in = {NULL, "settled_before", i, jrt_node_item(array, i)};

		read_account(document, &in, &settled[i]);
	}
	options->settled = settled;
	options->settled_count = count;
}
