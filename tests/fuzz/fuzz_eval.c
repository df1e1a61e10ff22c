/*
 * Any bytes as the data of a fixed program: read, measured, judged, reported. Whatever the data
 * says, every row has one fate, both reports can be written, and the JSON can be read back and
 * judged to the same words. The first byte chooses the size of the blocks that are read, which must
 * not show in what comes out. Times far away are rejected by the program: nobody's patience is
 * under test here, and two rows may be 9,998 years of weeks apart.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "plan/lower.h"
#include "fixed_program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char program_text[] =
	"partner acme \"Acme\" { appears in calls.vendor as \"A\", \"B\" }\n"
	"partner zeta \"Zeta\" { appears in calls.vendor as \"Z\" }\n"
	"channel phone \"Phone\" { kind voice }\n"
	"source calls {\n"
	"  format csv\n"
	"  covers its rows\n"
	"  identify by id, keep latest by sent\n"
	"  time at\n"
	"  column id text\n"
	"  column sent timestamp zone UTC\n"
	"  column at timestamp as \"%d/%m/%Y %H:%M\" zone Europe/London\n"
	"  column vendor text\n"
	"  column outcome text one of \"yes\", \"no\", \"test\"\n"
	"  column wait duration in seconds\n"
	"  column talk duration as \"h:mm:ss\" missing \"\"\n"
	"  column paid money in EUR missing \"\"\n"
	"  column who text missing \"0\", \"\"\n"
	"  column solved flag yes \"Y\" no \"N\" missing \"\"\n"
	"  column rate rating 0..10 missing \"\"\n"
	"  ignore where outcome is \"test\"\n"
	"  require at between 2026-03-01T00:00 and 2026-04-30T00:00 else reject row\n"
	"  require wait >= 0s else make wait missing\n"
	"  require talk <= 4h else warn, at most 1% of rows\n"
	"  require wait <= 2h else reject row\n"
	"  tolerate at most 20% rejected rows\n"
	"  let good = outcome is \"yes\"\n"
	"  let handle = talk + wait\n"
	"  let back = again by who among good within 7 days\n"
	"  let late = (not good and wait > 30s) or (rate is known and rate < 3)\n"
	"  slice quick where wait <= 1min\n"
	"}\n"
	"metric m_count {\n"
	"  from calls\n"
	"  value count of good\n"
	"  no rows means zero\n"
	"  better higher\n"
	"}\n"
	"metric m_share {\n"
	"  from calls\n"
	"  value share of good and wait <= 20s among wait is known\n"
	"  better higher\n"
	"}\n"
	"metric m_fcr {\n"
	"  from calls\n"
	"  value share of solved and not back among good and who is known\n"
	"  better higher\n"
	"}\n"
	"metric m_mean {\n"
	"  from calls\n"
	"  value mean of handle among good\n"
	"  better lower\n"
	"}\n"
	"metric m_net {\n"
	"  from calls\n"
	"  value net of rate >= 9 against rate <= 6 among rate is known\n"
	"  better higher\n"
	"}\n"
	"metric m_ninety {\n"
	"  from calls\n"
	"  value percentile 90 of wait\n"
	"  better lower\n"
	"}\n"
	"metric m_spread {\n"
	"  from calls\n"
	"  value stddev of wait\n"
	"  better lower\n"
	"  every month in Europe/London\n"
	"}\n"
	"metric m_who {\n"
	"  from calls\n"
	"  value distinct of who\n"
	"  no rows means zero\n"
	"  over one period in Europe/London\n"
	"  better higher\n"
	"}\n"
	"metric m_longest {\n"
	"  from calls\n"
	"  value max of wait\n"
	"  better lower\n"
	"}\n"
	"metric m_last {\n"
	"  from calls\n"
	"  value last of paid\n"
	"  better lower\n"
	"}\n"
	"metric m_paid {\n"
	"  from calls\n"
	"  value sum of paid\n"
	"  better lower\n"
	"  no rows means zero\n"
	"}\n"
	"metric m_late {\n"
	"  from calls\n"
	"  value count of late\n"
	"  better lower\n"
	"  no rows means not measured\n"
	"}\n"
	"metric m_rate {\n"
	"  from calls\n"
	"  value (count of good) / (count of late)\n"
	"  better lower\n"
	"}\n"
	"metric m_twice {\n"
	"  value m_mean * 2\n"
	"  better lower\n"
	"}\n"
	"journey call \"Call\" {\n"
	"  periods in Europe/London\n"
	"  stage only \"Only\" {\n"
	"    touchpoint phone_call \"Call\" {\n"
	"      channel phone\n"
	"      delivered by acme\n"
	"      seen in calls\n"
	"      success m_count at least 10 every day\n"
	"      success m_share at least 80% every month, with 95% confidence\n"
	"      success m_fcr at least 50% every week, at least 2 counted, usable at least 60%\n"
	"      success m_mean at most 8min every week\n"
	"      success m_net at least 30 points every rolling 2 months\n"
	"      success m_ninety at most 90s every month, with 90% confidence\n"
	"      success m_spread at most 40s every month\n"
	"      success m_who at least 2\n"
	"      success m_longest at most 10min every quarter\n"
	"      success m_last at most EUR 20 every month\n"
	"      success m_paid at most EUR 90.5 every month from day 22\n"
	"      success m_late at most 3 every month\n"
	"      success m_twice at most 9min every month\n"
	"      success m_share in calls.quick at least 75% every month\n"
	"      success m_share for partner acme at least 60% every month\n"
	"    }\n"
	"  }\n"
	"}\n";

/* Made once: the program is the same for all data. */
static const struct jrt_plan *plan_of_program(void)
{
	static struct jb_arena arena;
	static const struct jrt_plan *plan;

	if (plan == NULL) {
		jb_arena_init(&arena, NULL);
		plan = plan_of_text(&arena, program_text);
	}
	return plan;
}

static enum jb_status eval(const struct jrt_plan *plan, const char *path, size_t read_block,
			   struct jb_arena *arena, struct jb_buf *json)
{
	struct jrt_data_file file = {.source = JB_TEXT("calls"), .path = jb_text_of(path)};
	struct jrt_input input = {.file = &file, .file_count = 1, .read_block = read_block};
	struct jrt_measured measured;
	struct jb_text why;
	enum jb_status status = jrt_measure(plan, &input, arena, &measured, &why);

	if (status == JB_OK) {
		check_tallies(&measured);
		judge_and_report(plan, &measured, arena, json);
	}
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct jrt_plan *plan = plan_of_program();
	struct jb_arena arena;
	struct jb_buf json, in_blocks;
	char path[64];

	if (size == 0)
		return 0;
	int fd = memfd_create("fuzz", 0);
	CHECK(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	jb_arena_init(&arena, NULL);
	jb_buf_init(&json, &arena);
	jb_buf_init(&in_blocks, &arena);
	enum jb_status status = eval(plan, path, 0, &arena, &json);
	CHECK(eval(plan, path, (size_t)data[0] + 1, &arena, &in_blocks) == status);
	CHECK(jb_text_equal(jb_buf_text(&json), jb_buf_text(&in_blocks)));
	if (status == JB_OK)
		check_judged_again(plan, jb_buf_text(&json), &arena);
	jb_arena_release(&arena);
	close(fd);
	return 0;
}
