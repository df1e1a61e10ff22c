/*
 * What two records differ in, as text and as JSON. Names and values come from somebody else's file
 * and are made harmless before they reach a terminal.
 */
#include "audit/records.h"
#include "base/number.h"
#include "judge/figure.h"
#include "report/json_write.h"
#include "report/table.h"

/* Longer values are cut: a formula is shown whole, a list of thresholds too. */
#define VALUE_SHOWN 200
/* Of a digest, enough to tell it from others by eye. */
#define DIGEST_SHOWN 16

static const struct {
	const char *word, *title, *same, *one, *many;
} sections[JRT_RECORDS_SECTIONS] = {
	[JRT_RECORDS_PROGRAM] = {"program", "Program", "program", "text", "texts"},
	[JRT_RECORDS_MEANINGS] = {"meanings", "Meanings", "meanings", "meaning", "meanings"},
	[JRT_RECORDS_OPTIONS] = {"options", "Options", "options", "option", "options"},
	[JRT_RECORDS_INPUTS] = {"inputs", "Inputs", "inputs", "input", "inputs"},
	[JRT_RECORDS_COUNTS] = {"counts", "Counts", "counts", "count", "counts"},
	[JRT_RECORDS_FIGURES] = {"figures", "Figures", "figures", "figure", "figures"},
	[JRT_RECORDS_VERDICTS] = {"verdicts", "Verdicts", "verdicts", "verdict", "verdicts"},
	[JRT_RECORDS_MONEY] = {"money", "Money", "money", "amount", "amounts"},
	[JRT_RECORDS_REST] = {"rest", "Beyond these", "rest", "other thing", "other things"},
};

/* ---- for people ---- */

struct sheet {
	const struct jrt_records *records;
	struct jrt_page page;
	struct jb_arena *arena;
};

static void add_value(struct jb_buf *line, struct jb_text field, struct jb_text value)
{
	const bool digest = jb_text_is(field, "sha256");
	const size_t most = digest ? 1 + DIGEST_SHOWN : VALUE_SHOWN;
	jb_i128 instant;

	if (value.size == 0 || jb_text_is(value, "null")) {
		jb_buf_add_string(line, "nothing");
	} else if (jb_text_starts(field, JB_TEXT("cover_")) && jb_i128_parse(value, &instant) &&
		   instant > INT64_MIN && instant < INT64_MAX) {
		jrt_figure_add_instant(line, (int64_t)instant);
	} else {
		jrt_plain_add(line, jb_text_slice(value, digest, most));
		jb_buf_add_string(line, value.size > most ? "..." : "");
	}
}

static void add_field(struct jb_buf *line, const struct jrt_records_difference *difference)
{
	if (difference->field.size == 0) {
		jb_buf_add_string(line, difference->a.size ? "in A only" : "in B only");
	} else if (difference->section == JRT_RECORDS_PROGRAM) {
		jb_buf_add_string(line, "another text");
	} else {
		jrt_plain_add(line, difference->field);
		jb_buf_add_byte(line, ' ');
		add_value(line, difference->field, difference->a);
		jb_buf_add_string(line, " against ");
		add_value(line, difference->field, difference->b);
	}
}

/* A thing with all its fields from number `i` on; gives the number behind them. */
static size_t add_thing(const struct sheet *sheet, size_t i)
{
	const struct jrt_records *records = sheet->records;
	const struct jrt_records_difference *first = &records->difference[i];
	struct jb_buf line;

	jb_buf_init(&line, sheet->arena);
	jrt_plain_add(&line, first->what);
	for (const char *between = ": "; i < records->count; between = "; ", i++) {
		const struct jrt_records_difference *difference = &records->difference[i];

		if (difference->section != first->section ||
		    !jb_text_equal(difference->what, first->what))
			break;
		jb_buf_add_string(&line, between);
		add_field(&line, difference);
	}
	jrt_page_paragraph(&sheet->page, jb_buf_text(&line), 2, JRT_STYLE_PLAIN);
	return i;
}

static void add_side(const struct sheet *sheet, char letter, const struct jrt_records_side *side)
{
	struct jb_buf line;

	jb_buf_init(&line, sheet->arena);
	jb_buf_printf(&line, "%c  ", letter);
	jrt_plain_add(&line, side->file);
	jb_buf_add_string(&line, "  SHA-256 ");
	jrt_plain_add(&line, side->record.digest);
	jrt_page_paragraph(&sheet->page, jb_buf_text(&line), 2, JRT_STYLE_DIM);
}

static void add_section(const struct sheet *sheet, enum jrt_records_section section)
{
	const struct jrt_records *records = sheet->records;
	size_t shown = 0;

	if (records->found[section] == 0)
		return;
	jb_buf_add_byte(sheet->page.out, '\n');
	jrt_page_paragraph(&sheet->page, jb_text_of(sections[section].title), 0, JRT_STYLE_BOLD);
	for (size_t i = 0; i < records->count;) {
		if (records->difference[i].section != section) {
			i++;
			continue;
		}
		i = add_thing(sheet, i);
		shown++;
	}
	if (shown < records->found[section])
		jrt_page_paragraph(&sheet->page,
				   jb_text_printf(sheet->arena, "and %zu more",
						  records->found[section] - shown),
				   2, JRT_STYLE_DIM);
}

/* "They differ in 1 input, 3 counts and 1 verdict; first in the inputs." */
static struct jb_text sum_of(const struct sheet *sheet)
{
	const size_t *found = sheet->records->found;
	size_t kinds = 0, first = 0, told = 0;
	struct jb_buf line;

	for (size_t i = JRT_RECORDS_SECTIONS; i-- > 0;)
		if (found[i])
			kinds++, first = i;
	if (kinds == 0)
		return JB_TEXT("They agree: the same program, inputs, counts, figures, verdicts "
			       "and money.");
	jb_buf_init(&line, sheet->arena);
	jb_buf_add_string(&line, "They differ in ");
	for (size_t i = 0; i < JRT_RECORDS_SECTIONS; i++) {
		if (!found[i])
			continue;
		jb_buf_printf(&line, "%s%zu %s",
			      told == 0		  ? ""
			      : told + 1 == kinds ? " and "
						  : ", ",
			      found[i], found[i] == 1 ? sections[i].one : sections[i].many);
		told++;
	}
	jb_buf_printf(&line, "; they part first in the %s.", sections[first].same);
	return jb_buf_text(&line);
}

void jrt_records_text(const struct jrt_records *records, bool colour, unsigned width,
		      struct jb_buf *out)
{
	const struct sheet sheet = {
		records, {.out = out, .width = width ? width : 100, .colour = colour}, out->arena};

	jrt_page_paragraph(&sheet.page, JB_TEXT("Two records"), 0, JRT_STYLE_BOLD);
	add_side(&sheet, 'A', &records->a);
	add_side(&sheet, 'B', &records->b);
	for (size_t i = 0; i < JRT_RECORDS_SECTIONS; i++)
		add_section(&sheet, (enum jrt_records_section)i);
	jb_buf_add_byte(out, '\n');
	jrt_page_paragraph(&sheet.page, sum_of(&sheet), 0,
			   jrt_records_equal(records) ? JRT_STYLE_MET : JRT_STYLE_MISSED);
}

/* ---- for programs ---- */

static void add_json_side(struct jrt_json *json, const char *name,
			  const struct jrt_records_side *side)
{
	jb_buf_printf(json->out, ",\n  \"%s\": {", name);
	json->first = true;
	jrt_json_string(json, "file", side->file);
	jrt_json_string(json, "digest", side->record.digest);
	jrt_json_string(json, "journey", side->record.journey);
	jrt_json_end(json);
}

/* Values go in as they came out of the records. */
static void add_raw(struct jrt_json *json, const char *name, struct jb_text value)
{
	jrt_json_name(json, name);
	if (value.size)
		jb_buf_add_text(json->out, value);
	else
		jb_buf_add_string(json->out, "null");
}

void jrt_records_json(const struct jrt_records *records, struct jb_buf *out)
{
	struct jrt_json json = {.out = out};

	jb_buf_printf(out,
		      "{\n  \"schema\": \"journey-audit-records\",\n  \"version\": 1,\n"
		      "  \"equal\": %s",
		      jrt_records_equal(records) ? "true" : "false");
	add_json_side(&json, "a", &records->a);
	add_json_side(&json, "b", &records->b);
	jb_buf_add_string(out, ",\n  \"found\": {");
	json.first = true;
	for (size_t i = 0; i < JRT_RECORDS_SECTIONS; i++)
		jrt_json_integer(&json, sections[i].word, (jb_i128)records->found[i]);
	jrt_json_end(&json);
	jrt_json_array(&json, "differences");
	for (size_t i = 0; i < records->count; i++) {
		const struct jrt_records_difference *difference = &records->difference[i];

		jrt_json_item(&json);
		jrt_json_word(&json, "section", sections[difference->section].word);
		jrt_json_string(&json, "what", difference->what);
		jrt_json_maybe(&json, "field", difference->field);
		add_raw(&json, "a", difference->a);
		add_raw(&json, "b", difference->b);
		jrt_json_end(&json);
	}
	jrt_json_array_end(&json);
	jb_buf_add_string(out, "\n}\n");
}
