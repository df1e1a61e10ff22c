/*
 * Columns decoded many rows at a time: every row that is not left must be what jrt_decode makes of
 * it, for declarations of all types, good spellings, odd ones and mutated ones, among odd rows and
 * with every set of vector instructions. And the common spellings must not be left.
 */
#include <stdlib.h>
#include <string.h>

#include "read/lanes.h"
#include "read/read.h"
#include "testing.h"

#define ROWS JRT_SCAN_ROWS
#define WORDS 32
#define FIELD_MOST 60
#define UNTOUCHED INT64_C(0x5a5a5a5a5a5a5a5a)

struct declaration {
	const char *name;
	enum jrt_type type;
	const char *format, *zone;
	int64_t num, den;
	enum jb_rounding rounding;
	int64_t step;
	bool bounded, key;
	int64_t low, high, shift;
	int years_from;
	char point, separator;
	const char *missing[WORDS], *yes[WORDS], *no[WORDS], *one_of[WORDS];
	/* None of these may be left; these may. */
	const char *common[WORDS], *others[WORDS];
};

static const struct declaration declarations[] = {
#include "lanes.def"
};

#define DECLARATIONS (sizeof declarations / sizeof *declarations)

/* ---- a column, fast and slow ---- */

struct column {
	struct jb_arena arena;
	struct jrt_source source;
	struct jrt_column column;
	struct jrt_plan plan;
	struct jrt_texts texts[2];
	struct jrt_decoder fast, slow;
};

static size_t list_texts(struct jb_arena *arena, const char *const *word,
			 const struct jb_text **out)
{
	struct jb_text *text = JB_NEW_ARRAY(arena, struct jb_text, WORDS);
	size_t count = 0;

	for (; count < WORDS && word[count] != NULL; count++)
		text[count] = jb_text_of(word[count]);
	*out = text;
	return count;
}

static struct jb_text text_or_none(const char *text)
{
	return text != NULL ? jb_text_of(text) : (struct jb_text){0};
}

static void fill_column(struct column *c, const struct declaration *d)
{
	static const struct jrt_constant_text constants[] = {
		{.text = JB_TEXT("Northstar BPO")},
		{.text = JB_TEXT("voice")},
		{.text = JB_TEXT("Köln")},
		{.text = JB_TEXT("a\"\"b")},
		{.text = JB_TEXT("")},
		{.text = JB_TEXT("a text of many words, longer")},
	};
	struct jrt_column *column = &c->column;

	c->source = (struct jrt_source){.separator = d->separator != 0 ? d->separator : ',',
					.decimal_point = d->point != 0 ? d->point : '.'};
	*column = (struct jrt_column){
		.name = JB_TEXT("x"),
		.header = JB_TEXT("X"),
		.needed = true,
		.type = d->type,
		.key = d->key,
		.format = text_or_none(d->format),
		.zone = text_or_none(d->zone),
		.scale_num = d->num != 0 ? d->num : 1,
		.scale_den = d->den != 0 ? d->den : 1,
		.rounding = d->rounding,
		.rounding_step = d->step,
		.bounded = d->bounded,
		.low = d->low,
		.high = d->high,
		.shift = d->shift,
		.years_from = (int16_t)d->years_from,
		.years_to = (int16_t)(d->years_from != 0 ? d->years_from + 99 : 0),
	};
	column->missing_count = list_texts(&c->arena, d->missing, &column->missing);
	column->yes_count = list_texts(&c->arena, d->yes, &column->yes);
	column->no_count = list_texts(&c->arena, d->no, &column->no);
	column->one_of_count = list_texts(&c->arena, d->one_of, &column->one_of);
	c->plan.text = constants;
	c->plan.text_count = sizeof constants / sizeof *constants;
}

static void init_decoder(struct column *c, struct jrt_decoder *decoder, struct jrt_texts *texts)
{
	struct jb_text why = {0};

	jrt_texts_init(texts, &c->arena, &c->plan);
	if (jrt_decoder_init(decoder, &c->arena, &c->source, &c->column, texts, &why) != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
}

static struct column *begin(const struct declaration *d, enum jrt_simd simd)
{
	struct column *c = calloc(1, sizeof *c);

	jb_arena_init(&c->arena, NULL);
	fill_column(c, d);
	init_decoder(c, &c->fast, &c->texts[0]);
	init_decoder(c, &c->slow, &c->texts[1]);
	jrt_lanes_use(&c->fast, simd);
	return c;
}

static void end(struct column *c)
{
	jb_arena_release(&c->arena);
	free(c);
}

/* ---- rows ---- */

/* Rows as a scan would find them: "…,FIELD,…" or FIELD first or last in its row. */
struct table {
	struct jb_buf bytes;
	uint32_t count, field;
	uint32_t begin[ROWS], size[ROWS], width[ROWS], first[ROWS], end[3 * ROWS];
	uint64_t line[ROWS];
	uint8_t odd[ROWS];
	uint32_t odd_count;
	struct jb_text text[ROWS]; /* as it was put in */
};

static void table_begin(struct table *table, struct jb_arena *arena, uint32_t field)
{
	table->count = table->odd_count = 0;
	table->field = field;
	jb_buf_init(&table->bytes, arena);
	for (int i = 0; i < JRT_SCAN_PAD; i++)
		jb_buf_add_byte(&table->bytes, i % 2 ? '7' : '"');
}

static void add_row(struct table *table, struct jb_text text, char separator, bool odd)
{
	uint32_t row = table->count++, begin_at = (uint32_t)table->bytes.size - JRT_SCAN_PAD;

	table->begin[row] = begin_at;
	table->line[row] = row + 1;
	table->odd[row] = odd ? JRT_ODD_BYTES : 0;
	table->odd_count += odd;
	table->width[row] = 3;
	table->first[row] = 3 * row;
	table->text[row] = text;
	for (uint32_t field = 0; field < 3; field++) {
		jb_buf_add_text(&table->bytes, field == table->field ? text : JB_TEXT("99"));
		table->end[3 * row + field] = (uint32_t)table->bytes.size - JRT_SCAN_PAD;
		jb_buf_add_byte(&table->bytes, field < 2 ? separator : '\n');
	}
	table->size[row] = (uint32_t)table->bytes.size - JRT_SCAN_PAD - 1 - begin_at;
}

/* The text of a field, as jrt_row_field gives it. */
static struct jb_text unquoted(struct jb_text text, char separator, char *room)
{
	size_t size = 0;

	if (text.size == 0 || text.at[0] != '"' || separator == '\t')
		return text;
	for (size_t i = 1; i + 1 < text.size; i++) {
		room[size++] = text.at[i];
		i += text.at[i] == '"';
	}
	return (struct jb_text){room, size};
}

/* ---- the comparison ---- */

static void same_row(struct column *c, const struct table *table, uint32_t row, int64_t value,
		     uint8_t known, uint8_t notes)
{
	char room[FIELD_MOST + 8];
	struct jb_text text = unquoted(table->text[row], c->source.separator, room);
	struct jrt_decoded decoded;
	bool ascii = true, same;

	for (size_t i = 0; i < text.size; i++)
		ascii = ascii && (unsigned char)text.at[i] < 0x80;
	jrt_decode(&c->slow, text, ascii, &c->arena, &decoded);
	same = decoded.code == NULL && decoded.known == (known != 0) && known <= 1 &&
	       decoded.time_notes == notes;
	if (same && c->column.key && known)
		same = jb_text_equal(jrt_texts_get(&c->texts[0], value),
				     jrt_texts_get(&c->texts[1], decoded.value));
	else if (same)
		same = value == (known ? decoded.value : 0);
	if (!same)
		fail_msg("column %s%.*s, field \"%.*s\": %lld, known %d; expected %lld, known %d, "
			 "%s",
			 c->column.zone.size > 0 ? "with zone " : "", JB_ARG(c->column.format),
			 JB_ARG(table->text[row]), (long long)value, known,
			 (long long)decoded.value, decoded.known,
			 decoded.code != NULL ? decoded.code : "no fault");
}

/* Gives the rows that were left although they were not odd. */
static uint32_t compare(struct column *c, const struct table *table)
{
	static int64_t value[ROWS];
	static uint8_t known[ROWS], notes[ROWS];
	uint32_t left[ROWS], at = 0, shunned = 0;
	size_t pad = JRT_SCAN_PAD, size = table->bytes.size;
	char *window = malloc(size + pad);
	const struct jrt_scan_rows rows = {
		.count = table->count,
		.begin = table->begin,
		.size = table->size,
		.line = table->line,
		.width = table->width,
		.first = table->first,
		.end = table->end,
		.odd = table->odd,
		.odd_count = table->odd_count,
	};
	const struct jrt_lane_fields fields = {window + pad, &rows, table->field};

	memcpy(window, table->bytes.data, size);
	memset(window + size, '1', pad);
	for (uint32_t row = 0; row < ROWS; row++) {
		value[row] = UNTOUCHED;
		known[row] = 0x5a;
		notes[row] = 0;
	}
	uint32_t count = jrt_lanes_decode(&c->fast, &fields, value, known, notes, left);
	assert_true(count <= table->count);
	for (uint32_t row = 0; row < table->count; row++) {
		bool is_left = at < count && left[at] == row;
		at += is_left;
		shunned += is_left && table->odd[row] == 0;
		if (table->odd[row] != 0)
			assert_true(is_left);
		if (!is_left)
			same_row(c, table, row, value[row], known[row], notes[row]);
	}
	assert_int_equal(at, count);
	for (uint32_t row = table->count; row < ROWS; row++)
		assert_true(value[row] == UNTOUCHED && known[row] == 0x5a && notes[row] == 0);
	free(window);
	return shunned;
}

/* ---- tests ---- */

static const enum jrt_simd sets[] = {JRT_SIMD_PORTABLE, JRT_SIMD_AUTO};

#define SETS (sizeof sets / sizeof *sets)

/* Every spelling alone and in a column of itself, first, in the middle and last in its row, as it
 * is and in quotes; the second time it is no news. */
static void try_spelling(struct column *c, const char *spelling, bool must)
{
	static struct table table;
	struct jb_text text = jb_text_of(spelling);

	for (uint32_t field = 0; field < 3; field++)
		for (uint32_t count = 1; count <= 6; count++) {
			table_begin(&table, &c->arena, field);
			for (uint32_t i = 0; i < count; i++)
				add_row(&table, text, c->source.separator, false);
			if (compare(c, &table) != 0 && must)
				fail_msg("\"%s\" is left", spelling);
		}
	if (c->source.separator == '\t' || text.size + 2 > FIELD_MOST ||
	    memchr(text.at, '"', text.size) != NULL)
		return;
	text = jb_text_printf(&c->arena, "\"%s\"", spelling);
	table_begin(&table, &c->arena, 1);
	for (uint32_t i = 0; i < 5; i++)
		add_row(&table, text, c->source.separator, false);
	if (compare(c, &table) != 0 && must)
		fail_msg("\"%s\" in quotes is left", spelling);
}

static void single_spellings(void **state)
{
	(void)state;
	for (size_t i = 0; i < DECLARATIONS * SETS; i++) {
		const struct declaration *d = &declarations[i / SETS];
		struct column *c = begin(d, sets[i % SETS]);
		for (int word = 0; word < WORDS && d->common[word] != NULL; word++)
			try_spelling(c, d->common[word], true);
		for (int word = 0; word < WORDS && d->others[word] != NULL; word++)
			try_spelling(c, d->others[word], false);
		try_spelling(c, "", d->type != JRT_TEXT || d->one_of[0] == NULL);
		end(c);
	}
}

static uint64_t random_state;

static uint32_t random_below(uint32_t most)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (uint32_t)((random_state >> 32) * most >> 32);
}

static const char *pick_word(const struct declaration *d)
{
	const char *const *lists[] = {d->common, d->common, d->others, d->missing,
				      d->yes,	 d->no,	    d->one_of};
	const char *const *list = lists[random_below(7)];
	int count = 0;

	while (count < WORDS && list[count] != NULL)
		count++;
	return count > 0 ? list[random_below((uint32_t)count)] : "";
}

/* Some bytes replaced, put in or taken out. */
static struct jb_text mutated(struct jb_arena *arena, struct jb_text text)
{
	static const char alphabet[] = "0123456789012345678901234567890123456789"
				       "+-.:TZ /,%eEnuyYN\x01\x1f:/;@";
	char *out = jb_alloc(arena, FIELD_MOST + 8);
	size_t size = text.size < FIELD_MOST ? text.size : FIELD_MOST;

	memcpy(out, text.at, size);
	for (uint32_t i = random_below(3); i > 0; i--) {
		size_t at = random_below((uint32_t)size + 1);
		char byte = alphabet[random_below(sizeof alphabet - 1)];
		uint32_t how = random_below(3);
		if (how == 0 && at < size) {
			out[at] = byte;
		} else if (how == 1 && at < size) {
			memmove(out + at, out + at + 1, --size - at);
		} else if (how == 2 && size < FIELD_MOST) {
			memmove(out + at + 1, out + at, size++ - at);
			out[at] = byte;
		}
	}
	return (struct jb_text){out, size};
}

/* A field that the splitter takes as one. */
static struct jb_text as_field(struct column *c, struct jb_text text, bool quoted)
{
	char separator = c->source.separator;
	char *out = jb_alloc(&c->arena, 2 * FIELD_MOST + 2);
	size_t size = 0;

	quoted = (quoted || (text.size > 0 && text.at[0] == '"')) && separator != '\t';
	if (quoted)
		out[size++] = '"';
	for (size_t i = 0; i < text.size && size < FIELD_MOST; i++) {
		if (!quoted && text.at[i] == separator)
			continue;
		out[size++] = text.at[i];
		if (quoted && text.at[i] == '"')
			out[size++] = '"';
	}
	if (quoted)
		out[size++] = '"';
	return (struct jb_text){out, size};
}

static void random_table(struct column *c, const struct declaration *d, struct table *table)
{
	uint32_t count = random_below(3) ? 1 + random_below(40) : 1 + random_below(ROWS);
	uint32_t quoted = random_below(4), mutations = random_below(3), odds = random_below(3);

	table_begin(table, &c->arena, random_below(3));
	for (uint32_t row = 0; row < count; row++) {
		struct jb_text text = jb_text_of(pick_word(d));
		if (mutations > 0 && random_below(2 * mutations) > 0)
			text = mutated(&c->arena, text);
		bool in_quotes = quoted == 0 || (quoted == 1 && random_below(2));
		add_row(table, as_field(c, text, in_quotes), c->source.separator,
			odds == 0 && random_below(8) == 0);
	}
}

static void random_columns(void **state)
{
	static struct table table;

	(void)state;
	random_state = UINT64_C(0x1234567890abcdef);
	for (size_t i = 0; i < DECLARATIONS * SETS; i++) {
		const struct declaration *d = &declarations[i / SETS];
		for (int round = 0; round < 8; round++) {
			struct column *c = begin(d, sets[i % SETS]);
			for (int part = 0; part < 12; part++) {
				random_table(c, d, &table);
				compare(c, &table);
			}
			end(c);
		}
	}
}

/* A field number that a file has not: the column is missing throughout. */
static void absent_columns(void **state)
{
	static struct table table;

	(void)state;
	for (size_t i = 0; i < DECLARATIONS; i++) {
		struct column *c = begin(&declarations[i], JRT_SIMD_AUTO);
		int64_t value[2] = {1, 1};
		uint8_t known[2] = {1, 1}, notes[2] = {0};
		uint32_t left[2];
		table_begin(&table, &c->arena, 1);
		add_row(&table, JB_TEXT("1"), ',', false);
		add_row(&table, JB_TEXT("1"), ',', false);
		const struct jrt_scan_rows rows = {
			.count = 2, .begin = table.begin, .width = table.width, .odd = table.odd};
		const struct jrt_lane_fields fields = {table.bytes.data + JRT_SCAN_PAD, &rows, 7};
		assert_int_equal(jrt_lanes_decode(&c->fast, &fields, value, known, notes, left), 0);
		assert_true(value[0] == 0 && value[1] == 0 && !known[0] && !known[1]);
		end(c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(single_spellings),
		cmocka_unit_test(random_columns),
		cmocka_unit_test(absent_columns),
	};

	return cmocka_run_group_tests_name("lanes", tests, NULL, NULL);
}
