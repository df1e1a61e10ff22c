/*
 * States: that they add up, in any order and to the last bit (S16), and that means and
 * standard deviations computed from them meet the certified values of NIST's Statistical
 * Reference Datasets.
 */
#include <math.h>

#include "base/io.h"
#include "measure/histogram.h"
#include "own_measuring.h"

/* ---- merging: states of two files are the state of both ---- */

static uint32_t meters[12];

static void every_kind(void)
{
	uint32_t x, y, flag, at, name;

	at = time_column(&t, "at");
	x = column(&t, "x", JRT_NUMBER);
	y = column(&t, "y", JRT_NUMBER);
	name = column(&t, "name", JRT_TEXT);
	time_of(&t, at);
	flag = compare(&t, MAIN, x, JRT_OP_ABOVE, 0);
	x = of_column(&t, MAIN, x);
	y = of_column(&t, MAIN, y);
	name = of_column(&t, MAIN, name);
	for (uint32_t kind = JRT_PART_COUNT; kind <= JRT_PART_DISTINCT; kind++) {
		bool flags = kind == JRT_PART_SHARE || kind == JRT_PART_NET;

		meters[kind] =
			meter(&t, (struct jrt_part){.kind = (enum jrt_part_kind)kind,
						    .among = JRT_NONE,
						    .type = kind == JRT_PART_DISTINCT ? JRT_TEXT
										      : JRT_NUMBER,
						    .a = kind == JRT_PART_DISTINCT ? name
							 : flags		   ? flag
										   : x,
						    .b = flags ? flag : y});
	}
}

static const char *const halves[] = {
	"at,x,y,name\n2026-03-01 00:00:00,1.5,2,b\n2026-03-02 00:00:00,-7,3,a\n"
	"2026-03-03 00:00:00,,3,a\n2026-03-09 00:00:00,2,2,b\n",
	"at,x,y,name\n2026-03-09 00:00:00,100000,2,c\n2026-03-02 00:00:00,-7,,a\n"
	"2026-03-01 00:00:00,1.5,3,\xc3\xa9\n",
};

static struct jrt_part_state measured(unsigned which, uint32_t kind)
{
	t.input.file_count = 0;
	for (unsigned i = 0; i < 2; i++)
		if (which & 1U << i)
			file_of(&t, halves[i]);
	run(&t);
	assert_int_equal(t.status, JB_OK);
	for (size_t i = 0; i < t.input.file_count; i++)
		unlink(t.path[i]);
	return *state_of(&t, meters[kind], "2026-03");
}

static void equal_states(const struct jrt_part_state *a, const struct jrt_part_state *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->unusable, b->unusable);
	assert_true(a->num == b->num && a->den == b->den);
	assert_int_equal(a->positive, b->positive);
	assert_int_equal(a->negative, b->negative);
	assert_memory_equal(&a->squares, &b->squares, sizeof a->squares);
	assert_int_equal(a->last_time, b->last_time);
	assert_int_equal(a->value_count, b->value_count);
	for (size_t i = 0; i < a->value_count; i++) {
		assert_int_equal(a->value[i].value, b->value[i].value);
		assert_int_equal(a->value[i].count, b->value[i].count);
	}
	assert_int_equal(a->text_count, b->text_count);
	for (size_t i = 0; i < a->text_count; i++)
		assert_true(jb_text_equal(a->text[i], b->text[i]));
}

static void s16_states_of_disjoint_rows_add_up_in_any_order(void **state)
{
	(void)state;
	every_kind();
	for (uint32_t kind = JRT_PART_COUNT; kind <= JRT_PART_DISTINCT; kind++) {
		struct jrt_part_state first = measured(1, kind), second = measured(2, kind);
		struct jrt_part_state both = measured(3, kind), forth = first, back = second;
		struct jrt_part_state none = {.kind = (enum jrt_part_kind)kind};

		jrt_part_state_merge(&t.arena, &forth, &second);
		jrt_part_state_merge(&t.arena, &back, &first);
		equal_states(&forth, &both);
		equal_states(&back, &both);
		jrt_part_state_merge(&t.arena, &forth, &none);
		equal_states(&forth, &both);
		jrt_part_state_merge(&t.arena, &none, &both);
		equal_states(&none, &both);
	}
}

static void the_kinds_hold_what_the_header_says(void **state)
{
	struct jrt_part_state s;

	(void)state;
	every_kind();
	assert_true(measured(1, JRT_PART_COUNT).num == 4);
	assert_true(measured(1, JRT_PART_SUM).num == -3500000);
	s = measured(1, JRT_PART_SHARE);
	assert_true(s.num == 2 && s.den == 3 && s.unusable == 1);
	s = measured(1, JRT_PART_SUM_SHARE);
	assert_true(s.num == -3500000 && s.den == 7000000 && s.n == 3);
	s = measured(2, JRT_PART_SUM_SHARE); /* of the second row y is unknown */
	assert_true(s.num == INT64_C(100001500000) && s.den == 5000000);
	assert_true(s.n == 2 && s.unusable == 1);
	s = measured(1, JRT_PART_MEAN);
	assert_true(s.num == -3500000 && s.den == 3);
	assert_true(measured(1, JRT_PART_MAX).num == 2000000);
	assert_true(measured(1, JRT_PART_MIN).num == -7000000);
	s = measured(3, JRT_PART_LAST); /* two rows at one instant: the greater value */
	assert_true(s.num == INT64_C(100000000000));
	s = measured(3, JRT_PART_VALUES);
	assert_int_equal(s.value_count, 4);
	assert_int_equal(s.value[0].value, -7000000);
	assert_int_equal(s.value[0].count, 2);
	s = measured(3, JRT_PART_DISTINCT);
	assert_int_equal(s.text_count, 4);
	assert_true(s.num == 4);
	assert_string_equal(s.text[3].at, "\xc3\xa9");
}

static void histograms_count_every_value_once(void **state)
{
	struct jrt_histogram histogram = {0};
	uint64_t x = 88172645463325252u, total = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		jrt_histogram_add(&histogram, &t.arena, (int64_t)(x % 5000) - 2500);
	}
	jrt_histogram_flush(&histogram, &t.arena);
	assert_int_equal(histogram.count, 5000);
	for (size_t i = 0; i < histogram.count; i++) {
		assert_int_equal(histogram.value[i].value, (int64_t)i - 2500);
		total += histogram.value[i].count;
	}
	assert_int_equal(total, 200000);
}

/* ---- NIST StRD, univariate ---- */

static void assert_near(double value, double expected, double within)
{
	if (fabs(value - expected) > within)
		fail_msg("%.17g is further than %g from %.17g", value, within, expected);
}

/* Through a file, the reader and a SPREAD state; values in millionths, so `scale` may shift
 * them up. */
static void certified(const char *lines, double scale, double mean, double deviation)
{
	struct jb_buf bytes;
	struct jrt_part_state s;
	uint32_t m, at, x;
	double variance;

	at = time_column(&t, "at");
	x = column(&t, "x", JRT_NUMBER);
	t.column[x].scale_num = (int64_t)scale;
	time_of(&t, at);
	m = meter(&t, (struct jrt_part){.kind = JRT_PART_SPREAD,
					.among = JRT_NONE,
					.a = of_column(&t, MAIN, x)});
	jb_buf_init(&bytes, &t.arena);
	jb_buf_add_string(&bytes, "at,x\n");
	while (*lines) {
		size_t size = strcspn(lines, "\n");

		jb_buf_printf(&bytes, "2026-03-01 00:00:00,%.*s\n", (int)size, lines);
		lines += size + (lines[size] == '\n');
	}
	file_of(&t, bytes.data);
	run(&t);
	assert_int_equal(t.status, JB_OK);
	assert_int_equal(t.out.source[0].rejected, 0);
	s = *state_of(&t, m, "2026-03");
	assert_near(jb_ratio_double((struct jb_ratio){s.num, (jb_i128)s.n * JB_FIX_ONE}) / scale /
			    mean,
		    1, 1e-15);
	variance = jb_wide_spread(&s.squares, s.num, s.n) / ((double)s.n * (double)(s.n - 1));
	assert_near(sqrt(variance) / 1e6 / scale / deviation, 1, 1e-14);
}

/* NumAcc2 to 4: a value, then it less and more 0.1 in turn, 1001 in all. */
static void alternating(const char *whole, double mean)
{
	struct jb_buf lines;

	jb_buf_init(&lines, &t.arena);
	jb_buf_printf(&lines, "%s.2\n", whole);
	for (int i = 0; i < 500; i++)
		jb_buf_printf(&lines, "%s.1\n%s.3\n", whole, whole);
	certified(lines.data, 1, mean, 0.1);
}

static void nist_numacc1(void **state)
{
	(void)state;
	certified("10000001\n10000003\n10000002\n", 1, 10000002, 1);
}

static void nist_numacc2(void **state)
{
	(void)state;
	alternating("1", 1.2);
}

static void nist_numacc3(void **state)
{
	(void)state;
	alternating("1000000", 1000000.2);
}

static void nist_numacc4(void **state)
{
	(void)state;
	alternating("10000000", 10000000.2);
}

/* The numbers after the header's last line that begins with "Data" and its dashes. */
static void nist_file(const char *name, double scale, double mean, double deviation)
{
	const char *shared = getenv("JOURNEY_SHARED");
	struct jb_text text, why;
	struct jb_buf lines;
	const char *at, *data;

	if (!shared) {
		print_message("skipped: JOURNEY_SHARED is not set\n");
		skip();
	}
	text = jb_text_printf(&t.arena, "%s/reference/oracles/nist-strd/%s.txt", shared, name);
	assert_int_equal(jb_io_read_all(&t.arena, text, 1 << 20, &text, &why), JB_OK);
	at = text.at;
	for (data = at; (data = strstr(data, "Data")) != NULL; data++)
		if (data == text.at || data[-1] == '\n' || strncmp(data - 2, "# ", 2) == 0 ||
		    data[-1] == '#')
			at = data;
	jb_buf_init(&lines, &t.arena);
	for (at += strcspn(at, "\n"); *at; at += strcspn(at, "\n")) {
		at += strspn(at, "\r\n \t");
		if (*at == '-' && at[1] == '-')
			continue;
		if ((*at >= '0' && *at <= '9') || (*at == '-' && at[1] >= '0'))
			jb_buf_printf(&lines, "%.*s\n", (int)strcspn(at, "\r\n \t"), at);
	}
	certified(lines.data, scale, mean, deviation);
}

#define NIST(name, scale, mean, deviation)                \
	static void nist_##name(void **state)             \
	{                                                 \
		(void)state;                              \
		nist_file(#name, scale, mean, deviation); \
	}
NIST(Lew, 1, -177.435000000000, 277.332168044316)
NIST(Lottery, 1, 518.958715596330, 291.699727470969)
NIST(Mavro, 1, 2.00185600000000, 0.000429123454003053)
NIST(Michelso, 1, 299.852400000000, 0.0790105478190518)
NIST(PiDigits, 1, 4.53480000000000, 2.86733906028871)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(s16_states_of_disjoint_rows_add_up_in_any_order),
		TEST(the_kinds_hold_what_the_header_says),
		TEST(histograms_count_every_value_once),
		TEST(nist_numacc1),
		TEST(nist_numacc2),
		TEST(nist_numacc3),
		TEST(nist_numacc4),
		TEST(nist_Lew),
		TEST(nist_Lottery),
		TEST(nist_Mavro),
		TEST(nist_Michelso),
		TEST(nist_PiDigits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
