/*
 * journey ledger: what runs have left. Reads only, but for what SQLite itself undoes after a run
 * that was cut off.
 */
#include "cli/ledger.h"

#include "report/table.h"

static const struct jy_option options[] = {
	{"format", 0, "FORMAT", "text for people (default), or JSON", "text|json", false},
	{"head", 0, "HASH", "verify: some entry must have this hash, noted when it was written",
	 NULL, false},
	JY_OPTION_COLOUR,
};

static int say(struct jy_command *command, struct jb_text why)
{
	jy_command_say(command, "%.*s", JB_ARG(why));
	return JY_EXIT_DATA;
}

static bool as_json(const struct jy_command *command)
{
	return jb_text_is(jy_args_value(&command->args, "format", "text"), "json");
}

static int print(struct jy_command *command, const struct jb_buf *out)
{
	return jy_command_write(command, JB_TEXT("-"), jb_buf_text(out));
}

static int list(struct jy_command *command, struct jb_text path)
{
	struct jb_arena *arena = command->arena;
	struct jrt_store store;
	struct jb_text why = {0};
	struct jb_buf out;
	enum jb_status status = jrt_store_open(&store, arena, path, JRT_STORE_READ, &why);

	if (status != JB_OK)
		return say(command, why);
	jb_buf_init(&out, arena);
	status = jy_ledger_list(command, &store, as_json(command), &out, &why);
	jrt_store_close(&store);
	return status == JB_OK ? print(command, &out) : say(command, why);
}

/* ---- show ---- */

/* The entry of that number, the newest for UINT64_MAX; only one whose hash is right. */
static enum jb_status find(struct jrt_store *store, uint64_t number, struct jrt_entry *entry,
			   struct jb_text *why)
{
	enum jb_status status = jrt_store_seek(store, number, true, why);

	if (status == JB_OK)
		status = jrt_store_next(store, entry, why);
	if (status != JB_OK)
		return status;
	if (entry->seq == 0 || (number != UINT64_MAX && entry->seq != number)) {
		*why = number == UINT64_MAX
			       ? jb_text_printf(store->arena, "%.*s has no entry yet",
						JB_ARG(store->path))
			       : jb_text_printf(store->arena, "%.*s has no entry %llu",
						JB_ARG(store->path), (unsigned long long)number);
		return JB_REFUSED;
	}
	struct jb_digest payload = jb_hash_text(entry->payload);
	struct jb_digest hash = jrt_entry_hash(store->arena, entry);

	if (jb_digest_equal(&payload, &entry->payload_digest) &&
	    jb_digest_equal(&hash, &entry->hash))
		return JB_OK;
	*why = jb_text_printf(store->arena,
			      "%.*s is damaged: entry %llu is not what was written; `journey "
			      "ledger verify` tells more",
			      JB_ARG(store->path), (unsigned long long)entry->seq);
	return JB_MALFORMED;
}

static int show(struct jy_command *command, struct jb_text path, uint64_t number)
{
	struct jb_arena *arena = command->arena;
	struct jrt_store store;
	struct jrt_entry entry;
	struct jb_text why = {0};
	struct jb_buf out;
	enum jb_status status = jrt_store_open(&store, arena, path, JRT_STORE_READ, &why);

	if (status != JB_OK)
		return say(command, why);
	jb_buf_init(&out, arena);
	status = find(&store, number, &entry, &why);
	if (status == JB_OK)
		jy_ledger_show(command, &entry, as_json(command), &out);
	jrt_store_close(&store);
	return status == JB_OK ? print(command, &out) : say(command, why);
}

/* ---- verify ---- */

static void add_faults(struct jb_buf *out, const struct jrt_verified *found, const char *before,
		       const char *between)
{
	for (size_t i = 0; i < found->faults.count; i++) {
		jb_buf_add_string(out, i > 0 ? between : before);
		jb_buf_add_json_string(out, found->faults.at[i]);
	}
}

static void verified_json(struct jb_arena *arena, const struct jrt_verified *found,
			  struct jb_buf *out)
{
	jb_buf_printf(out,
		      "{\"schema\": \"journey-ledger\", \"version\": 1, \"sound\": %s, "
		      "\"entries\": %llu, \"head\": ",
		      found->faults.count > 0 ? "false" : "true",
		      (unsigned long long)found->entries);
	if (found->entries > 0)
		jb_buf_add_json_string(out, jb_digest_hex(arena, &found->head));
	else
		jb_buf_add_string(out, "null");
	jb_buf_printf(out, ", \"every_byte\": %s, \"faults\": [",
		      found->compared ? "true" : "false");
	add_faults(out, found, "\n  ", ",\n  ");
	jb_buf_add_string(out, "]}\n");
}

/* SQLite's own words may name what a stranger named. */
static void add_fault(struct jb_buf *out, struct jb_text path, struct jb_text fault)
{
	if (!jb_text_starts(fault, path))
		jb_buf_printf(out, "%.*s: ", JB_ARG(path));
	jrt_plain_add(out, fault);
	jb_buf_add_byte(out, '\n');
}

static void verified_text(struct jb_arena *arena, struct jb_text path,
			  const struct jrt_verified *found, struct jb_buf *out)
{
	unsigned long long count = (unsigned long long)found->entries;

	for (size_t i = 0; i < found->faults.count; i++)
		add_fault(out, path, found->faults.at[i]);
	if (found->faults.count > 0) {
		jb_buf_printf(out, "%.*s: NOT sound; entries that are, from the first on: %llu\n",
			      JB_ARG(path), count);
		return;
	}
	jb_buf_printf(out, "%.*s: sound, %llu %s", JB_ARG(path), count,
		      count == 1 ? "entry" : "entries");
	if (found->compared)
		jb_buf_add_string(out, ", and every byte of the file is as they make it");
	else if (found->layout.size > 0)
		jb_buf_printf(out,
			      "; written in part by SQLite %.*s, so the bytes between them were "
			      "not compared",
			      JB_ARG(found->layout));
	jb_buf_add_byte(out, '\n');
	if (count > 0)
		jb_buf_printf(out, "last: entry %llu, %.*s\n", count,
			      JB_ARG(jb_digest_hex(arena, &found->head)));
}

static int verify(struct jy_command *command, struct jb_text path)
{
	struct jb_arena *arena = command->arena;
	struct jb_text said = jy_args_value(&command->args, "head", ""), why = {0};
	bool asked = jy_args_has(&command->args, "head");
	struct jrt_verified found;
	struct jb_digest head;
	struct jb_buf out;
	int status;

	if (asked && !jb_digest_parse(said, &head))
		return jy_command_misused(command, "--head takes a hash of 64 digits, as `journey "
						   "ledger show` writes it");
	if (jrt_ledger_verify(arena, path, asked ? &head : NULL, &found, &why) != JB_OK)
		return say(command, why);
	jb_buf_init(&out, arena);
	if (as_json(command))
		verified_json(arena, &found, &out);
	else
		verified_text(arena, path, &found, &out);
	status = print(command, &out);
	return status == JY_EXIT_OK && found.faults.count > 0 ? JY_EXIT_FINDINGS : status;
}

/* ---- the line ---- */

static bool number_of(struct jb_text text, uint64_t *number)
{
	jb_i128 value;

	if (!jb_i128_parse(text, &value) || value < 1 || value > INT64_MAX)
		return false;
	*number = (uint64_t)value;
	return true;
}

static int work(struct jy_command *command)
{
	const struct jy_args *args = &command->args;
	struct jb_text what = args->files.count > 0 ? args->files.at[0] : JB_TEXT("");
	uint64_t number = UINT64_MAX;

	if (!jb_text_is(what, "list") && !jb_text_is(what, "show") && !jb_text_is(what, "verify"))
		return jy_command_misused(command, "say list, show or verify, and the ledger");
	if (args->files.count < 2)
		return jy_command_misused(command, "which ledger? name its file");
	if (jy_args_has(args, "head") && !jb_text_is(what, "verify"))
		return jy_command_misused(command, "--head goes with verify");
	if (args->files.count > (jb_text_is(what, "show") ? 3u : 2u))
		return jy_command_misused(command, "one ledger at a time");
	if (args->files.count == 3 && !number_of(args->files.at[2], &number))
		return jy_command_misused(command, "entries have numbers from 1, not \"%.*s\"",
					  JB_ARG(args->files.at[2]));
	if (jb_text_is(what, "list"))
		return list(command, args->files.at[1]);
	return jb_text_is(what, "show") ? show(command, args->files.at[1], number)
					: verify(command, args->files.at[1]);
}

int jy_command_ledger(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "ledger",
		.usage = "list|verify LEDGER, journey ledger show LEDGER [ENTRY]",
		.about =
			"Looks into a ledger that `journey eval --ledger LEDGER` keeps. list: a "
			"line "
			"an entry. show: one of them, the newest if none is named, with its "
			"verdicts; as JSON with the whole record. verify: recomputes every hash "
			"and "
			"the chain they make, and writes the entries anew: exit status 1 where any "
			"byte of the file differs. For example: journey ledger verify runs.db",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
