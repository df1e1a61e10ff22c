/*
 * Records: the same run gives the same bytes; a changed byte is found wherever it is; what was
 * changed and sealed again does not follow from the rest; nobody's name is in it; the program comes
 * out of it as it went in.
 */
#include "evidence.h"

#include <sys/stat.h>

#include "driver/recorded.h"

static struct evidence_run run;
static struct jb_arena arena;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	evidence_files(&run, 300);
	evidence_make(&run);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jy_session_release(&run.session);
	evidence_remove(&run);
	jb_arena_release(&arena);
	return 0;
}

static const char *record(void)
{
	return jb_text_cstring(&run.session.arena, run.record);
}

static void holds(const char *text)
{
	if (!strstr(record(), text))
		fail_msg("the record does not hold %s", text);
}

static void does_not_hold(const char *text)
{
	if (strstr(record(), text))
		fail_msg("the record holds %s", text);
}

/* ---- what is in it ---- */

static void everything_follows_from_a_record(void **state)
{
	struct jb_text why = {0};

	(void)state;
	if (evidence_check(run.record, &arena, &why) != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
}

static void the_same_run_elsewhere_gives_the_same_bytes(void **state)
{
	struct evidence_run other;

	(void)state;
	evidence_files(&other, 300);
	evidence_make(&other);
	assert_true(strcmp(run.folder, other.folder) != 0);
	assert_true(jb_text_equal(run.record, other.record));
	evidence_remove(&other);
	jy_session_release(&other.session);
}

static void nobodys_name_and_no_folder_is_in_it(void **state)
{
	(void)state;
	does_not_hold("CUST-");
	does_not_hold(run.folder);
	does_not_hold("/tmp");
	/* The worst agent is what the report itself shows. */
	holds("\"shown_keys\": [\n    {\"number\": \"#2\", \"key\": \"Mina Fold\"}\n  ]");
	does_not_hold("Zoe Quill");
	does_not_hold("Abel Marsh");
}

static void inputs_texts_and_reliefs_are_told(void **state)
{
	struct jb_digest digest;
	struct jb_text why;
	struct jb_text path = jb_text_printf(&arena, "%s/calls.csv", run.folder);

	(void)state;
	assert_int_equal(jb_hash_file(&arena, path, &digest, NULL, &why), JB_OK);
	holds(jb_text_cstring(&arena, jb_digest_hex(&arena, &digest)));
	digest = jb_hash_text(JB_TEXT(EVIDENCE_MEASURES));
	holds(jb_text_cstring(&arena, jb_digest_hex(&arena, &digest)));
	holds("\"name\": \"parts/measures.journey\"");
	holds("\"relief\": \"Cable cut\", \"excuses\": \"rows\"");
	holds("\"approved_by\": \"VP Care\", \"evidence\": [\"INC-4711\"]");
	holds("\"words\": \"of all rows, the part where `wait <= 20s`\"");
	holds("\"words\": \"the worst value for each agent: of all rows, the part where `wait <= "
	      "20s`\"");
}

/* ---- a changed byte ---- */

static void every_changed_byte_is_found(void **state)
{
	char *bytes = jb_copy(&arena, run.record.at, run.record.size);
	const struct jb_text changed = {bytes, run.record.size};

	(void)state;
	for (size_t i = 0; i < changed.size; i++) {
		struct jb_arena own;
		struct jrt_evidence out;
		struct jb_text why;
		char was = bytes[i];

		bytes[i] = (char)(was ^ (1 << i % 7));
		jb_arena_init(&own, NULL);
		if (jrt_evidence_open(changed, &own, &out, &why) == JB_OK)
			fail_msg("byte %zu was changed, and nothing found", i);
		jb_arena_release(&own);
		bytes[i] = was;
	}
}

static void a_part_of_a_record_is_none(void **state)
{
	(void)state;
	for (size_t size = 0; size < run.record.size; size += size < 400 ? 1 : 97) {
		struct jrt_evidence out;
		struct jb_text why = {0};

		assert_int_not_equal(jrt_evidence_open((struct jb_text){run.record.at, size},
						       &arena, &out, &why),
				     JB_OK);
		assert_true(why.size > 0);
	}
}

/* ---- changed, and sealed again ---- */

static struct jb_text sealed(struct jb_text text)
{
	const struct jb_text end = JB_TEXT("  \"digest\": \"");
	size_t size = text.size - end.size - JB_DIGEST_HEX - 5;
	struct jb_text before = jb_text_slice(text, 0, size);
	const struct jb_digest digest = jb_hash_text(before);

	return jb_text_printf(&arena, "%.*s%s%.*s\"\n}\n", JB_ARG(before), end.at,
			      JB_ARG(jb_digest_hex(&arena, &digest)));
}

static struct jb_text replaced(const char *from, const char *to)
{
	const char *text = record(), *at = strstr(text, from);

	assert_non_null(at);
	return sealed(
		jb_text_printf(&arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)));
}

static void finds(const char *from, const char *to, const char *sentence)
{
	struct jb_text why = {0};

	if (evidence_check(replaced(from, to), &arena, &why) == JB_OK)
		fail_msg("%s became %s, and nothing was found", from, to);
	if (!strstr(jb_text_cstring(&arena, why), sentence))
		fail_msg("%s: %.*s", to, JB_ARG(why));
}

static void a_forged_verdict_does_not_follow(void **state)
{
	(void)state;
	finds("\"verdict\": \"missed\"", "\"verdict\": \"met\"",
	      ": the record says met, its states give missed");
	finds("\"verdict\": \"met\"", "\"verdict\": \"excused\"",
	      ": the record says excused, its states give met");
}

static void other_forgeries_are_located(void **state)
{
	(void)state;
	finds("\"words\": \"of all", "\"words\": \"Of all", "in \"metrics\": what stands there");
	finds("\"low\": 0.6", "\"low\": 0.5", "in \"criteria\": what stands there");
	finds("VP Care\\\"", "CEO\\\"", "its size or digest is another");
	finds("\"approved_by\": \"VP Care\"", "\"approved_by\": \"CEO\"",
	      "in \"reliefs\": what stands there");
	finds("\"other_periods\": ", "\"other_periods\": 1", "in \"waterfall\": what stands there");
	finds("\"compared\": 0", "\"compared\": 1", "in \"verdicts\": what stands there");
	finds("\"relieved\": 0}", "\"relieved\": 1}", "do not add up to those of the scope");
	finds("\"plan\": \"", "\"plan\": \"0", "a SHA-256 of 64");
	finds("\"shown_keys\": [\n    {\"number\": \"#2\"",
	      "\"shown_keys\": [\n    {\"number\": "
	      "\"#3\"",
	      "in \"shown_keys\"");
}

/* Any digit between two sections. Of what nothing else in the record tells (the digests of inputs,
 * how many values were made missing) a forgery is another record, not a contradiction. */
static void every_digit_of_what_follows_is_checked(void **state)
{
	static const char *const from[] = {"\"metrics\": [", "\"report\": {", "\"meters\": ["};
	static const char *const to[] = {"\"shown_keys\"", "\"data\": [", "\"states\": ["};
	char *bytes = jb_copy(&arena, run.record.at, run.record.size);
	size_t tried = 0;

	(void)state;
	for (size_t s = 0; s < 3; s++) {
		size_t begin = (size_t)(strstr(bytes, from[s]) - bytes);
		size_t end = begin + (size_t)(strstr(bytes + begin, to[s]) - (bytes + begin));

		for (size_t i = begin; i < end; i++) {
			struct jb_text why;
			struct jb_arena own = arena;
			char was = bytes[i];

			if (was < '0' || was > '9' || tried++ % 23)
				continue;
			bytes[i] = was == '9' ? '8' : (char)(was + 1);
			jb_arena_init(&arena, NULL);
			if (evidence_check(sealed((struct jb_text){bytes, run.record.size}), &arena,
					   &why) == JB_OK)
				fail_msg("byte %zu: %.60s", i, bytes + i - 30);
			jb_arena_release(&arena);
			arena = own;
			bytes[i] = was;
		}
	}
	assert_true(tried > 500);
}

static void a_program_that_lacks_a_file_is_not_compiled(void **state)
{
	(void)state;
	finds("\"name\": \"parts/measures.journey\"", "\"name\": \"parts/measured.journey\"",
	      "does not compile");
}

/* ---- names of texts ---- */

static void names_count_from_the_folder_of_the_main_file(void **state)
{
	static const struct {
		const char *from, *path, *name;
	} used[] = {
		{"a.journey", "b.journey", "b.journey"},
		{"a.journey", "./x//b.journey", "x/b.journey"},
		{"x/y/a.journey", "../b.journey", "x/b.journey"},
		{"x/a.journey", "../../b.journey", "../b.journey"},
		{"../a.journey", "../b.journey", "../../b.journey"},
		{"../x/a.journey", "b.journey", "../x/b.journey"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
		struct jb_text name = jy_recorded_name(&arena, jb_text_of(used[i].from),
						       jb_text_of(used[i].path));

		if (!jb_text_is(name, used[i].name))
			fail_msg("%s from %s: %.*s", used[i].path, used[i].from, JB_ARG(name));
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(everything_follows_from_a_record),
		TEST(the_same_run_elsewhere_gives_the_same_bytes),
		TEST(nobodys_name_and_no_folder_is_in_it),
		TEST(inputs_texts_and_reliefs_are_told),
		TEST(every_changed_byte_is_found),
		TEST(a_part_of_a_record_is_none),
		TEST(a_forged_verdict_does_not_follow),
		TEST(other_forgeries_are_located),
		TEST(every_digit_of_what_follows_is_checked),
		TEST(a_program_that_lacks_a_file_is_not_compiled),
		TEST(names_count_from_the_folder_of_the_main_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
