/*
 * Entries for people and as JSON. What stands in a ledger may come from anybody: texts are made
 * harmless, and a record is JSON of ours only where its hash says so.
 */
#include "cli/ledger.h"

#include <unistd.h>

#include "judge/figure.h"
#include "ledger/accounts.h"
#include "report/json_read.h"
#include "report/table.h"

#define SHORT_HASH 16 /* digits that tell entries apart at a glance */

static const struct jrt_table_column list_columns[] = {
	{.head = "entry", .right = true},
	{.head = "recorded", .least = 20},
	{.head = "what", .least = 10},
	{.head = "program", .least = 10},
	{.head = "periods", .least = 10},
	{.head = "hash", .drop = 1},
	{.head = ""},
};

static struct jb_text plain(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jrt_plain_add(&buf, text);
	return jb_buf_text(&buf);
}

static struct jb_text what_of(struct jb_arena *arena, const struct jrt_entry *entry)
{
	if (entry->corrects == 0)
		return jb_text_of(jrt_entry_kind_word(entry->kind));
	return jb_text_printf(arena, "corrects %llu", (unsigned long long)entry->corrects);
}

static void add_row(struct jb_arena *arena, struct jrt_table *table, const struct jrt_entry *entry)
{
	struct jrt_table_cell *row = jrt_table_row(table);

	row[0].text = jb_text_printf(arena, "%llu", (unsigned long long)entry->seq);
	row[1].text = jrt_entry_time(arena, entry->recorded_at);
	row[2].text = what_of(arena, entry);
	row[3].text = plain(arena, entry->program);
	row[4].text = plain(arena, entry->periods);
	row[5].text = jb_text_slice(jb_digest_hex(arena, &entry->hash), 0, SHORT_HASH);
}

/* ---- JSON ---- */

static void add_text(struct jb_buf *out, const char *name, struct jb_text text)
{
	jb_buf_printf(out, ", \"%s\": ", name);
	jb_buf_add_json_string(out, text);
}

static void add_maybe(struct jb_buf *out, const char *name, struct jb_text text)
{
	if (text.size > 0)
		add_text(out, name, text);
	else
		jb_buf_printf(out, ", \"%s\": null", name);
}

static void add_instant(struct jb_buf *out, struct jb_arena *arena, const char *name, bool given,
			int64_t instant)
{
	struct jb_buf text;

	jb_buf_init(&text, arena);
	if (given)
		jrt_figure_add_instant(&text, instant);
	add_maybe(out, name, jb_buf_text(&text));
}

static void add_entry(struct jb_buf *out, struct jb_arena *arena, const struct jrt_entry *entry)
{
	jb_buf_printf(out, "{\"entry\": %llu", (unsigned long long)entry->seq);
	add_text(out, "kind", jb_text_of(jrt_entry_kind_word(entry->kind)));
	if (entry->corrects > 0)
		jb_buf_printf(out, ", \"corrects\": %llu", (unsigned long long)entry->corrects);
	else
		jb_buf_add_string(out, ", \"corrects\": null");
	add_text(out, "program", entry->program);
	add_text(out, "definitions", jb_digest_hex(arena, &entry->definitions));
	add_maybe(out, "agreements", entry->agreements);
	add_maybe(out, "as_of", entry->as_of);
	add_maybe(out, "periods", entry->periods);
	add_instant(out, arena, "covers_from", entry->has_cover, entry->cover_from);
	add_instant(out, arena, "covers_to", entry->has_cover, entry->cover_to);
	add_text(out, "recorded_at", jrt_entry_time(arena, entry->recorded_at));
	add_text(out, "writer", entry->writer);
	add_text(out, "record_hash", jb_digest_hex(arena, &entry->payload_digest));
	add_text(out, "previous", jb_digest_hex(arena, &entry->previous));
	add_text(out, "hash", jb_digest_hex(arena, &entry->hash));
	jb_buf_add_byte(out, '}');
}

/* ---- list ---- */

enum jb_status jy_ledger_list(struct jy_command *command, struct jrt_store *store, bool json,
			      struct jb_buf *out, struct jb_text *why)
{
	struct jb_arena *arena = command->arena;
	struct jrt_page page = {out, jy_command_width(STDOUT_FILENO),
				jy_command_colour(command, STDOUT_FILENO)};
	struct jrt_table table;
	struct jrt_entry entry = {0};
	enum jb_status status = jrt_store_seek(store, 0, false, why);
	size_t count = 0;

	jrt_table_init(&table, arena, list_columns, sizeof list_columns / sizeof *list_columns);
	if (json)
		jb_buf_add_string(out, "{\"schema\": \"journey-ledger\", \"version\": 1, "
				       "\"entries\": [");
	while (status == JB_OK) {
		status = jrt_store_next(store, &entry, why);
		if (status != JB_OK || entry.seq == 0)
			break;
		if (!json) {
			add_row(arena, &table, &entry);
			continue;
		}
		jb_buf_add_string(out, count++ > 0 ? ",\n  " : "\n  ");
		add_entry(out, arena, &entry);
	}
	if (json)
		jb_buf_add_string(out, "\n]}\n");
	else
		jrt_table_write(&table, &page, 0);
	return status;
}

/* ---- show ---- */

static const struct jrt_table_column verdict_columns[] = {
	{.head = "verdict", .least = 6},
	{.head = "criterion", .least = 10},
	{.head = "period", .least = 10},
	{.head = "entry", .right = true},
	{.head = ""},
};

static struct jb_text field(struct jrt_document *document, const struct jrt_place_in *in,
			    const char *name)
{
	return plain(document->arena, jrt_node_text(document, in, name));
}

static struct jb_text spaced(struct jb_arena *arena, struct jb_text word)
{
	struct jb_text copy = jb_text_copy(arena, word);
	char *at = (char *)copy.at;

	for (size_t i = 0; i < copy.size; i++)
		at[i] = at[i] == '_' ? ' ' : at[i];
	return copy;
}

/* Of a verdict on an approximate figure; records of others do not speak of it. */
static const char *doubt_of(struct jrt_document *document, const struct jrt_place_in *in)
{
	if (!jrt_node_field(in, "uncertain"))
		return "";
	return jrt_node_flag(document, in, "uncertain") ? " (approximate, not certain)"
							: " (approximate)";
}

static void add_verdict(struct jrt_document *document, const struct jrt_place_in *in,
			struct jrt_table *table)
{
	struct jrt_table_cell *row = jrt_table_row(table);

	row[0].text =
		jb_text_printf(document->arena, "%.*s%s",
			       JB_ARG(spaced(document->arena, field(document, in, "verdict"))),
			       doubt_of(document, in));
	row[1].text = field(document, in, "criterion");
	row[2].text = field(document, in, "period");
	if (jrt_node_field(in, "entry") != NULL)
		row[3].text = jb_text_printf(
			document->arena, "%llu",
			(unsigned long long)jrt_node_integer(document, in, "entry", 1, INT64_MAX));
	row[4].text = field(document, in, "reason");
}

/* The verdicts of the record, as far as it is one. */
static void add_verdicts(struct jb_arena *arena, struct jb_text record, const struct jrt_page *page)
{
	struct jrt_document document;
	struct jrt_table table;
	struct jb_text why;
	size_t count;

	if (jrt_document_parse(&document, arena, record, &why) != JB_OK)
		return;
	struct jrt_place_in root = {NULL, NULL, 0, jrt_document_root(&document)};
	const struct jrt_node *array = jrt_node_array(&document, &root, "verdicts", &count);

	jrt_table_init(&table, arena, verdict_columns,
		       sizeof verdict_columns / sizeof *verdict_columns);
	for (size_t i = 0; i < count; i++) {
		struct jrt_place_in in = {NULL, "verdicts", i, jrt_node_item(array, i)};
		add_verdict(&document, &in, &table);
	}
	jrt_document_release(&document);
	if (count == 0)
		return;
	jb_buf_add_byte(page->out, '\n');
	jrt_table_write(&table, page, 0);
}

static void add_accounts(struct jb_arena *arena, struct jb_text text, struct jb_buf *out)
{
	struct jrt_accounts accounts;

	jrt_accounts_init(&accounts, arena);
	if (text.size == 0 || !jrt_accounts_read(text, &accounts, arena))
		return;
	jb_buf_add_string(out, "\nsettled\n");
	for (size_t i = 0; i < accounts.list.count; i++) {
		const struct jrt_recorded *account = &accounts.list.at[i];
		const struct jrt_metric money = {.type = JRT_MONEY,
						 .currency = plain(arena, accounts.currency.at[i])};

		jb_buf_add_string(out, "  ");
		jrt_plain_add(out, account->agreement);
		jb_buf_add_string(out, ", ");
		jrt_plain_add(out, account->period);
		jb_buf_add_string(out, ": ");
		jrt_figure_add_exact(out, &money, account->account.net);
		jb_buf_add_byte(out, '\n');
	}
}

static void add_line(struct jb_buf *out, const char *name, struct jb_text text)
{
	if (text.size == 0)
		return;
	jb_buf_printf(out, "%-13s", name);
	jrt_plain_add(out, text);
	jb_buf_add_byte(out, '\n');
}

static void show_text(struct jb_arena *arena, const struct jrt_entry *entry,
		      const struct jrt_page *page)
{
	struct jb_buf *out = page->out;

	jb_buf_printf(out, "entry %llu, %.*s\n", (unsigned long long)entry->seq,
		      JB_ARG(what_of(arena, entry)));
	add_line(out, "recorded", jrt_entry_time(arena, entry->recorded_at));
	add_line(out, "program", entry->program);
	add_line(out, "definitions", jb_digest_hex(arena, &entry->definitions));
	add_line(out, "agreements", entry->agreements);
	add_line(out, "as of", entry->as_of);
	add_line(out, "periods", entry->periods);
	add_line(out, "written by", entry->writer);
	add_line(out, "record", jb_digest_hex(arena, &entry->payload_digest));
	add_line(out, "before it", jb_digest_hex(arena, &entry->previous));
	add_line(out, "hash", jb_digest_hex(arena, &entry->hash));
	add_verdicts(arena, entry->payload, page);
	add_accounts(arena, entry->accounts, out);
}

void jy_ledger_show(struct jy_command *command, const struct jrt_entry *entry, bool json,
		    struct jb_buf *out)
{
	struct jb_arena *arena = command->arena;
	struct jrt_page page = {out, jy_command_width(STDOUT_FILENO),
				jy_command_colour(command, STDOUT_FILENO)};

	if (!json) {
		show_text(arena, entry, &page);
		return;
	}
	jb_buf_add_string(out, "{\"schema\": \"journey-ledger\", \"version\": 1, \"entry\": ");
	add_entry(out, arena, entry);
	jb_buf_add_string(out, ",\n\"record\": ");
	jb_buf_add_text(out, jb_text_trim(entry->payload));
	jb_buf_add_string(out, "}\n");
}
