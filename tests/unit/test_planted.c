/*
 * k planted mistakes give k reports. Single mistakes of many kinds are put into distinct statements
 * of the whole program by a generator with a seed; each report must lie on a line with a mistake,
 * each such line must have its report. What share of the runs and of the mistakes comes out exactly
 * is printed; the floors below are what is promised, and they may only rise.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "driver/session.h"
#include "source/sink.h"
#include "syntax/parse.h"
#include "testing.h"

#define PLACES_MAX 4096
#define RUNS 100

/* A place where a mistake can be made: these bytes are replaced. One a line. */
struct place {
	uint32_t begin, end, line;
	bool anywhere; /* its report may stand on another line: a brace is missed further down */
	const char *kind;
	char text[80];
};

struct field {
	struct jb_arena arena;
	struct jb_text whole;
	struct jy_parsed parsed;
	struct jy_file file;
	struct place place[PLACES_MAX];
	size_t count;
	uint64_t seed;
	struct jb_text real; /* the path of the whole program */
};

/* xorshift64: the same on every machine. */
static uint32_t random_below(struct field *field, uint32_t limit)
{
	field->seed ^= field->seed << 13;
	field->seed ^= field->seed >> 7;
	field->seed ^= field->seed << 17;
	return (uint32_t)((field->seed >> 11) % limit);
}

static void add(struct field *field, struct jy_span span, const char *kind, const char *text)
{
	assert_true(field->count < PLACES_MAX);
	struct place *place = &field->place[field->count++];
	*place = (struct place){span.begin, span.end, jy_file_line(&field->file, span.begin),
				false,	    kind,     ""};
	snprintf(place->text, sizeof place->text, "%s", text);
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* Two letters changed places, one lost, one doubled. */
static void misspell(struct field *field, struct jy_span span, const char *kind)
{
	struct jb_text word = jy_file_slice(&field->file, span);
	char text[80];
	if (word.size < 5 || word.size > 60)
		return;
	int size = (int)word.size, at = 1 + (int)random_below(field, (uint32_t)size - 3);
	if (word.at[at] == word.at[at + 1] || !is_letter(word.at[at]) ||
	    !is_letter(word.at[at + 1]))
		return;
	snprintf(text, sizeof text, "%.*s%c%c%.*s", at, word.at, word.at[at + 1], word.at[at],
		 size - at - 2, word.at + at + 2);
	add(field, span, kind, text);
	snprintf(text, sizeof text, "%.*s%.*s", at, word.at, size - at - 1, word.at + at + 1);
	add(field, span, kind, text);
	snprintf(text, sizeof text, "%.*s%c%.*s", at + 1, word.at, word.at[at], size - at - 1,
		 word.at + at + 1);
	add(field, span, kind, text);
}

/* What can go wrong with a number, a share, a duration, a date. */
static void miswrite(struct field *field, struct jy_span span)
{
	struct jb_text word = jy_file_slice(&field->file, span);
	char last = word.at[word.size - 1], text[80];
	int head = (int)word.size - 1;
	if (last == '%') {
		snprintf(text, sizeof text, "%.*s %%", head, word.at);
		add(field, span, "a unit apart", text);
		snprintf(text, sizeof text, "%.*s percent", head, word.at);
		add(field, span, "a unit as a word", text);
	} else if (word.size == 10 && word.at[4] == '-' && word.at[7] == '-') {
		snprintf(text, sizeof text, "%.2s/%.2s/%.4s", word.at + 8, word.at + 5, word.at);
		add(field, span, "a date of another country", text);
		snprintf(text, sizeof text, "\"%.10s\"", word.at);
		add(field, span, "a date in quotes", text);
	} else if (last == 's' && word.at[0] >= '0' && word.at[0] <= '9') {
		snprintf(text, sizeof text, "%.*ssec", head, word.at);
		add(field, span, "a unit of another kind", text);
	}
}

static struct jy_span after(struct jy_span span)
{
	return (struct jy_span){span.end, span.end, span.file};
}

/* Whether the program declares something of that name: what is no name of its own (a kind, a data
 * class, a certificate) may be any word. */
static bool is_declared(const struct field *field, struct jb_text word)
{
	for (uint32_t i = 1; i < field->parsed.token_count; i++) {
		const struct jy_token *token = &field->parsed.token[i];
		const char *before = jy_token_name(token[-1].code);
		if ((!strcmp(before, "metric") || !strcmp(before, "column") ||
		     !strcmp(before, "let") || !strcmp(before, "channel") ||
		     !strcmp(before, "attribute") || !strcmp(before, "touchpoint") ||
		     !strcmp(before, "partner") || !strcmp(before, "source")) &&
		    jb_text_equal(jy_file_slice(&field->file, token->span), word))
			return true;
	}
	return false;
}

/* A name that another statement declares: one that stands behind no word that declares. */
static void misspell_reference(struct field *field, const struct jy_token *token)
{
	static const char *const declares[] = {
		"brand",  "persona",	"channel", "calendar",	"partner",   "site",
		"source", "column",	"let",	   "slice",	"metric",    "attribute",
		"stage",  "touchpoint", "journey", "agreement", "guarantee", "kind"};
	const struct jy_token *before = token - 1;
	for (size_t i = 0; i < sizeof declares / sizeof *declares; i++)
		if (!strcmp(jy_token_name(before->code), declares[i]))
			return;
	struct jb_text word = jy_file_slice(&field->file, token->span);
	if (is_declared(field, word))
		misspell(field, token->span, "a name misspelt");
}

static void plan_token(struct field *field, const struct jy_token *token, bool begins)
{
	struct jb_text word = jy_file_slice(&field->file, token->span);
	const char *name = jy_token_name(token->code);
	if (begins && is_letter(word.at[0]))
		misspell(field, token->span, "a word misspelt");
	if (begins && is_letter(word.at[0]))
		add(field, (struct jy_span){token->span.begin, token->span.begin, token->span.file},
		    "a dash before", "- ");
	if (word.at[0] >= '0' && word.at[0] <= '9')
		miswrite(field, token->span);
	if (!strcmp(name, "a text in quotes") && word.size > 2 && word.at[1] != '"') {
		add(field, (struct jy_span){token->span.end - 1, token->span.end, token->span.file},
		    "a quote missing", "");
		char text[80];
		snprintf(text, sizeof text, "\xE2\x80\x9C%.*s\xE2\x80\x9D",
			 (int)(word.size < 40 ? word.size - 2 : 0), word.at + 1);
		if (word.size < 40)
			add(field, token->span, "curly quotes", text);
	}
	if (!strcmp(name, "is"))
		add(field, token->span, "a sign for a word", "==");
	if (!strcmp(name, "and"))
		add(field, token->span, "a sign for a word", "&&");
	if (!strcmp(name, "{") || !strcmp(name, "}")) {
		add(field, token->span, "a brace missing", "");
		field->place[field->count - 1].anywhere = true;
	}
	if (!begins && !strcmp(name, "a name"))
		misspell_reference(field, token);
}

/* One statement: from its first token to the end of its line. */
static void plan_statement(struct field *field, size_t first, size_t last)
{
	const struct jy_token *token = field->parsed.token;
	for (size_t i = first; i <= last; i++)
		if (token[i].span.end > token[i].span.begin)
			plan_token(field, &token[i], i == first);
	const char *end = jy_token_name(token[last].code);
	if (strcmp(end, "{") != 0 && strcmp(end, "}") != 0) {
		add(field, after(token[last].span), "a semicolon", ";");
		add(field, after(token[last].span), "a word too many", " indeed");
	}
}

static bool is_line_end(const struct jy_token *token)
{
	const char *name = jy_token_name(token->code);
	return !strcmp(name, "the end of the line") || !strcmp(name, "end of file") ||
	       token->span.end == token->span.begin;
}

static void plan(struct field *field)
{
	const struct jy_token *token = field->parsed.token;
	size_t first = 0;
	for (size_t i = 1; i <= field->parsed.token_count; i++)
		if (i == field->parsed.token_count || token[i].line_before) {
			size_t last = i - 1;
			while (last > first && is_line_end(&token[last]))
				last--;
			plan_statement(field, first, last);
			first = i;
		}
}

static bool open_field(struct field *field)
{
	struct jb_text why;
	struct jy_diags diags;
	*field = (struct field){.seed = 88172645463325252u};
	jb_arena_init(&field->arena, NULL);
	jy_diags_init(&diags, &field->arena);
	if (jb_io_read_all(&field->arena, JB_TEXT("tests/spec/whole.journey"), 1 << 20,
			   &field->whole, &why) != JB_OK)
		return false;
	assert_true(
		jy_file_init(&field->file, &field->arena, JB_TEXT("whole"), field->whole, &diags));
	field->parsed = jy_parse(&field->file, &field->arena, &diags);
	assert_int_equal(diags.error_count, 0);
	plan(field);
	char real[PATH_MAX];
	assert_non_null(realpath("tests/spec/whole.journey", real));
	field->real = jb_text_copy(&field->arena, jb_text_of(real));
	return true;
}

/* ---- planting ---- */

static void close_field(struct field *field)
{
	jb_arena_release(&field->arena);
	free(field);
}

static int by_place(const void *a, const void *b)
{
	const struct place *const *x = a, *const *y = b;
	return (*x)->begin < (*y)->begin ? -1 : 1;
}

/* k places of different lines that are not neighbours, in the order of the text. */
static size_t choose(struct field *field, size_t k, const struct place **chosen)
{
	size_t count = 0;
	for (int tries = 0; count < k && tries < 10000; tries++) {
		const struct place *place =
			&field->place[random_below(field, (uint32_t)field->count)];
		bool free = true;
		for (size_t i = 0; i < count; i++)
			free = free && (chosen[i]->line > place->line + 1 ||
					chosen[i]->line + 1 < place->line);
		if (free)
			chosen[count++] = place;
	}
	qsort(chosen, count, sizeof *chosen, by_place);
	return count;
}

static struct jb_text planted(struct field *field, struct jb_arena *arena,
			      const struct place *const *chosen, size_t count)
{
	struct jb_buf out;
	uint32_t at = 0;
	jb_buf_init(&out, arena);
	for (size_t i = 0; i < count; i++) {
		jb_buf_add(&out, field->whole.at + at, chosen[i]->begin - at);
		jb_buf_add_string(&out, chosen[i]->text);
		at = chosen[i]->end;
	}
	jb_buf_add(&out, field->whole.at + at, field->whole.size - at);
	return jb_buf_text(&out);
}

struct score {
	size_t runs, exact, planted, found, beyond;
};

static void show_run(const struct place *const *chosen, size_t count, struct jy_diags *diags)
{
	struct jb_buf out;
	if (!getenv("PLANTED_SHOW"))
		return;
	for (size_t i = 0; i < count; i++)
		printf("planted %u: %s: %s\n", chosen[i]->line, chosen[i]->kind, chosen[i]->text);
	jb_buf_init(&out, diags->arena);
	jy_sink_lines(&out, diags);
	printf("%.*s\n", (int)out.size, out.data);
}

/* The planted program in the place of the whole one, read and made a model of. */
static void load(struct field *field, const struct place *const *chosen, size_t count,
		 struct jy_session *session)
{
	jy_session_init(session);
	struct jy_stand_in *in = JB_NEW(&session->arena, struct jy_stand_in);
	in->real = field->real;
	in->text = planted(field, &session->arena, chosen, count);
	session->stand_in = in;
	session->stand_in_count = 1;
	jy_session_load(session, JB_TEXT("tests/spec/whole.journey"), JB_TEXT(""));
	jy_session_model(session);
}

/* The reports of the program's own file: how many, and the line of each. */
static size_t own_reports(const struct jy_session *session, uint32_t *line, size_t room)
{
	size_t count = 0;
	const struct jy_file *file = session->units.at[0].file;
	for (size_t i = 0; i < session->diags.list.count && count < room; i++) {
		const struct jy_diag *diag = &session->diags.list.at[i];
		if (!diag->dropped && diag->severity == JY_ERROR && diag->span.file == file->number)
			line[count++] = jy_file_line(file, diag->span.begin);
	}
	return count;
}

static bool is_reported(const struct place *place, const uint32_t *line, size_t reports)
{
	for (size_t i = 0; i < reports; i++)
		if (line[i] == place->line || place->anywhere)
			return true;
	return false;
}

static void run_these(struct field *field, const struct place *const *chosen, size_t count,
		      struct score *score)
{
	struct jy_session session;
	uint32_t line[256];
	size_t found = 0;
	load(field, chosen, count, &session);
	size_t reports = own_reports(&session, line, 256);
	for (size_t i = 0; i < count; i++)
		found += is_reported(chosen[i], line, reports);
	score->runs++;
	score->exact += reports == count && found == count;
	score->planted += count;
	score->found += found;
	score->beyond += reports > found ? reports - found : 0;
	if (reports != count || found != count)
		show_run(chosen, count, &session.diags);
	jy_session_release(&session);
}

static void run_once(struct field *field, size_t k, struct score *score)
{
	const struct place *chosen[32];
	size_t count = choose(field, k, chosen);
	run_these(field, chosen, count, score);
}

/* Every single mistake by itself: exactly one report, on its line. */
static void each_mistake_alone(void **state)
{
	struct field *field = malloc(sizeof *field);
	struct score score = {0};
	(void)state;
	if (!open_field(field))
		skip();
	for (size_t i = 0; i < field->count; i++) {
		const struct place *only = &field->place[i];
		run_these(field, &only, 1, &score);
	}
	printf("alone: %zu of %zu give one report on their line\n", score.exact, score.runs);
	assert_true(score.runs > 500);
	assert_true(score.exact * 1000 >= score.runs * 990);
	close_field(field);
}

/* The promise: at least so many in a thousand mistakes have a report on their line, and so many
 * runs come out exactly. */
static const struct {
	size_t k;
	size_t found, exact;
} floors[] = {{1, 990, 990}, {2, 990, 980}, {5, 990, 960}, {10, 990, 940}, {20, 990, 900}};

static void k_mistakes_give_k_reports(void **state)
{
	struct field *field = malloc(sizeof *field);
	(void)state;
	if (!open_field(field))
		skip();
	for (size_t i = 0; i < sizeof floors / sizeof *floors; i++) {
		struct score score = {0};
		for (int run = 0; run < RUNS; run++)
			run_once(field, floors[i].k, &score);
		printf("k = %2zu: %zu of %zu runs exact; %zu of %zu mistakes found; %zu reports "
		       "beyond\n",
		       floors[i].k, score.exact, score.runs, score.found, score.planted,
		       score.beyond);
		assert_true(score.found * 1000 >= score.planted * floors[i].found);
		assert_true(score.exact * 1000 >= score.runs * floors[i].exact);
	}
	close_field(field);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_mistake_alone),
		cmocka_unit_test(k_mistakes_give_k_reports),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
