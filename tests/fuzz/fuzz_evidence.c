/*
 * Records from anybody: the bytes as they are, and as the body of a record that is sealed properly,
 * so that what lies behind the digest is reached. The program in it is compiled, its states are
 * judged; what is said to follow from a record must be what a second checking says too.
 */
#include <stdlib.h>

#include "audit/records.h"
#include "driver/described.h"
#include "journey/evidence.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether a record checks out. */
static bool is_sound(struct jb_text text)
{
	struct jy_session session;
	struct jrt_evidence record;
	struct jrt_evidence_checked checked = {0};
	struct jb_text why;
	volatile bool sound = false;

	jy_session_init(&session);
	if (JB_ARM(&session.arena) != 0) {
		jy_session_release(&session);
		return false;
	}
	if (jrt_evidence_open(text, &session.arena, &record, &why) == JB_OK &&
	    jy_described_compile(&session, &record.program)) {
		const struct jb_digest plan = jy_described_plan(&session);

		jy_described(&session, &record.program);
		sound = jrt_evidence_check(session.plan, &plan, &record, &session.arena, &checked,
					   &why) == JB_OK &&
			checked.fault_count == 0;
	}
	jb_arena_disarm(&session.arena);
	jy_session_release(&session);
	return sound;
}

/* Whatever a record says, it says the same as itself. */
static void compare(struct jb_text record, struct jb_arena *arena)
{
	struct jrt_records records;
	struct jb_text why;
	struct jb_buf out;

	if (jrt_records_compare(JB_TEXT("a"), record, JB_TEXT("b"), record, arena, &records,
				&why) != JB_OK)
		return;
	if (!jrt_records_equal(&records))
		abort();
	jb_buf_init(&out, arena);
	jrt_records_text(&records, true, 80, &out);
	jrt_records_json(&records, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct jb_text body = {(const char *)data, size};
	const struct jb_digest digest = jb_hash_text(body);
	struct jb_arena arena;
	struct jb_text record;

	is_sound(body);
	jb_arena_init(&arena, NULL);
	record = jb_text_printf(&arena, "%.*s  \"digest\": \"%.*s\"\n}\n", JB_ARG(body),
				JB_ARG(jb_digest_hex(&arena, &digest)));
	if (is_sound(record) != is_sound(record))
		abort();
	compare(record, &arena);
	jb_arena_release(&arena);
	return 0;
}
