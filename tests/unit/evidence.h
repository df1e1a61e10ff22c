/*
 * A small program, rows for it, and the record of its run, for tests of records: a service level of
 * which some rows are relieved, the worst of some agents, customers who are counted once.
 */
#ifndef TESTS_EVIDENCE_H
#define TESTS_EVIDENCE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "driver/described.h"
#include "journey/evidence.h"
#include "testing.h"

#define EVIDENCE_STORY                                                                     \
	"brand bank \"The Bank\" { owner \"Head of Service\" }\n"                          \
	"partner acme \"Acme\" {\n  delivery bpo\n  appears in calls.who as \"ACME\"\n}\n" \
	"use \"parts/measures.journey\"\n"                                                 \
	"journey ask \"Ask the bank\" {\n"                                                 \
	"  brand bank\n  periods in Europe/London\n"                                       \
	"  stage talk \"Talk\" {\n"                                                        \
	"    touchpoint call \"Call\" {\n"                                                 \
	"      channel phone\n      delivered by acme\n      seen in calls\n"              \
	"      success quick at least 60% every month\n"                                   \
	"      success weakest at least 40% every month\n"                                 \
	"      success callers at least 2 every month\n    }\n  }\n}\n"                    \
	"agreement acme_2026 \"Schedule 1\" {\n  between bank and acme\n"                  \
	"  runs 2026-01-01 to 2026-12-31\n  every month in Europe/London\n"                \
	"  part periods not judged\n"                                                      \
	"  guarantee answer \"Answered\" {\n    measure quick at ask.call\n"               \
	"    expected at least 80%\n    round to 0.1pp half up\n  }\n"                     \
	"  relief \"Cable cut\" 2026-01-20T00:00 to 2026-01-21T00:00 for answer"           \
	" approved by \"VP Care\" evidence \"INC-4711\"\n}\n"

#define EVIDENCE_MEASURES                                                                        \
	"channel phone \"Phone\" { kind voice }\n"                                               \
	"source calls \"Calls\" {\n  format csv\n  covers 2026-01-01 to 2026-02-28\n  time at\n" \
	"  identify by id\n"                                                                     \
	"  column id text\n"                                                                     \
	"  column at timestamp as \"%Y-%m-%d %H:%M\" zone Europe/London\n"                       \
	"  column who text\n  column agent text missing \"\"\n  column customer text missing "   \
	"\"\"\n"                                                                                 \
	"  column wait duration in seconds missing \"\"\n"                                       \
	"  tolerate at most 20% rejected rows\n}\n"                                              \
	"metric quick \"Answered within 20 s\" {\n  from calls\n"                                \
	"  value share of wait <= 20s among all\n  better higher\n}\n"                           \
	"metric weakest \"The weakest agent\" {\n  value worst of quick for each agent\n"        \
	"  better higher\n}\n"                                                                   \
	"metric callers \"Callers\" {\n  from calls\n  value distinct of customer\n"             \
	"  no rows means zero\n}\n"

static inline void evidence_write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* Rows of two months: agents and customers have names that nothing of the record may hold. */
static inline void evidence_write_rows(const char *folder, const char *name, unsigned rows)
{
	static const char *const agent[] = {"Zoe Quill", "Abel Marsh", "Mina Fold", ""};
	static const char *const customer[] = {"CUST-7781", "CUST-1002", "CUST-4410"};
	static char text[64 * 1024];

	strcpy(text, "id,at,who,agent,customer,wait\n");
	for (unsigned i = 0; i < rows; i++)
		for (unsigned twice = 0; twice <= (i % 11 == 0); twice++)
			snprintf(text + strlen(text), sizeof text - strlen(text),
				 "%u,2026-%02u-%02u %02u:15,%s,%s,%s,%s\n", i, 1 + i / 150,
				 1 + i % 28, i % 24, i % 13 ? "ACME" : "OTHER", agent[i % 4],
				 customer[i % 3],
				 i % 17 == 16		    ? "soon"
				 : i % 5 == 0 || i % 8 == 2 ? "48"
							    : "12");
	evidence_write_file(folder, name, text);
}

struct evidence_run {
	char folder[64];
	struct jy_session session;
	struct jrt_measured measured;
	struct jrt_evidence given;
	struct jb_text record;
};

static inline void evidence_files(struct evidence_run *run, unsigned rows)
{
	char parts[96];

	memset(run->folder, 0, sizeof run->folder);
	snprintf(run->folder, sizeof run->folder, "/tmp/evidence-test-");
	memset(run->folder + strlen(run->folder), 'X', 6);
	assert_non_null(mkdtemp(run->folder));
	snprintf(parts, sizeof parts, "%s/parts", run->folder);
	assert_int_equal(mkdir(parts, 0700), 0);
	evidence_write_file(run->folder, "story.journey", EVIDENCE_STORY);
	evidence_write_file(run->folder, "parts/measures.journey", EVIDENCE_MEASURES);
	evidence_write_rows(run->folder, "calls.csv", rows);
}

static inline void evidence_remove(const struct evidence_run *run)
{
	static const char *const name[] = {"story.journey", "parts/measures.journey", "calls.csv",
					   "parts", ""};
	char path[160];

	for (size_t i = 0; i < 5; i++) {
		snprintf(path, sizeof path, "%s/%s", run->folder, name[i]);
		remove(path);
	}
}

static inline void evidence_measure(struct evidence_run *run)
{
	struct jb_arena *arena = &run->session.arena;
	const struct jrt_data_file file = {
		.source = JB_TEXT("calls"),
		.path = jb_text_printf(arena, "%s/calls.csv", run->folder)};
	const struct jrt_input input = {.file = &file, .file_count = 1, .hash = true};
	struct jb_text why;

	if (jrt_measure(run->session.plan, &input, arena, &run->measured, &why) != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
}

/* The record of the run, written by the program as it is compiled out of its own texts. */
static inline void evidence_write(struct evidence_run *run)
{
	struct jb_arena *arena = &run->session.arena;
	struct jy_session copy;
	struct jb_text why;

	jy_session_init(&copy);
	assert_true(jy_described_compile(&copy, &run->given.program));
	jy_described(&copy, &run->given.program);
	if (jrt_evidence_make(copy.plan, &run->given, &run->measured, arena, &run->record, &why) !=
	    JB_OK)
		fail_msg("%.*s", JB_ARG(why));
	jy_session_release(&copy);
}

static inline void evidence_make(struct evidence_run *run)
{
	struct jy_session *session = &run->session;
	struct jb_arena *arena = &session->arena;

	jy_session_init(session);
	assert_true(jy_session_load(session, jb_text_printf(arena, "%s/story.journey", run->folder),
				    JB_TEXT("")));
	jy_session_plan(session);
	assert_int_equal(session->diags.error_count, 0);
	evidence_measure(run);
	run->given = (struct jrt_evidence){.journey = JB_TEXT(JOURNEY_VERSION)};
	jy_described_texts(session, jy_session_record(session, arena), arena, &run->given.program);
	run->given.program.plan = jy_described_plan(session);
	evidence_write(run);
}

/* Opens, compiles and checks a record; the first thing found is *why. */
static inline enum jb_status evidence_check(struct jb_text record, struct jb_arena *arena,
					    struct jb_text *why)
{
	struct jy_session session;
	struct jrt_evidence opened;
	struct jrt_evidence_checked checked = {0};
	enum jb_status status = jrt_evidence_open(record, arena, &opened, why);

	if (status != JB_OK)
		return status;
	jy_session_init(&session);
	if (!jy_described_compile(&session, &opened.program)) {
		*why = JB_TEXT("the program does not compile");
		status = JB_REFUSED;
	} else {
		const struct jb_digest plan = jy_described_plan(&session);

		jy_described(&session, &opened.program);
		status = jrt_evidence_check(session.plan, &plan, &opened, arena, &checked, why);
	}
	if (status == JB_OK && checked.fault_count) {
		*why = checked.fault[0];
		status = JB_REFUSED;
	}
	jy_session_release(&session);
	return status;
}

#endif
