/*
 * The report for papers and programs: Markdown, CSV and JSON.
 */
#include <string.h>

#include "assess/report.h"
#include "assess/words.h"
#include "report/json_write.h"

/* ---- Markdown ---- */

/* What a table of Markdown would take for its own. */
static void add_cell(struct jb_buf *out, struct jb_text text)
{
	jb_buf_add_string(out, "| ");
	for (size_t i = 0; i < text.size; i++) {
		if (strchr("|\\`*_<>[]", text.at[i]))
			jb_buf_add_byte(out, '\\');
		jb_buf_add_byte(out, text.at[i] == '\n' ? ' ' : text.at[i]);
	}
	jb_buf_add_byte(out, ' ');
}

static struct jb_text score_of(struct jb_arena *arena, const struct jy_candidate *candidate)
{
	struct jb_buf text;

	if (!candidate->has_score)
		return JB_TEXT("-");
	jb_buf_init(&text, arena);
	jy_score_add(&text, candidate->score);
	return jb_buf_text(&text);
}

static void add_row(struct jb_buf *out, const struct jy_candidate *candidate)
{
	struct jb_arena *arena = out->arena;

	add_cell(out,
		 candidate->rank ? jb_text_printf(arena, "%zu", candidate->rank) : JB_TEXT("-"));
	add_cell(out, jy_assessed_what(candidate->assessment)->title);
	add_cell(out, score_of(arena, candidate));
	add_cell(out, jb_text_printf(arena, "%zu of %zu", candidate->assessed, candidate->asked));
	add_cell(out, jb_text_of(jy_gate_word(candidate)));
	add_cell(out, jy_gate_why(arena, candidate));
	add_cell(out, jy_price_text(arena, candidate));
	for (size_t i = 0; i < candidate->theme_count; i++)
		add_cell(out, jy_score_text(arena, candidate, &candidate->theme[i]));
	jb_buf_add_string(out, "|\n");
}

void jy_assess_markdown(struct jb_buf *out, const struct jy_assessed *assessed)
{
	for (size_t i = 0; i < assessed->fields.count; i++) {
		const struct jy_field *field = &assessed->fields.at[i];

		jb_buf_printf(out, "%s## %.*s\n\n", i ? "\n" : "",
			      JB_ARG(field->framework->decl.title));
		jb_buf_add_string(out,
				  "| rank | candidate | score | assessed | gate | why | price ");
		for (size_t t = 0; t < field->framework->theme_count; t++)
			add_cell(out, field->framework->theme[t].decl.title);
		jb_buf_add_string(out, "|\n|--:|---|--:|---|---|---|---");
		for (size_t t = 0; t < field->framework->theme_count; t++)
			jb_buf_add_string(out, "|--:");
		jb_buf_add_string(out, "|\n");
		for (size_t k = 0; k < field->candidates.count; k++)
			add_row(out, &field->candidates.at[k]);
	}
}

/* ---- CSV ---- */

static void add_field(struct jb_buf *out, struct jb_text text, bool last)
{
	jb_buf_add_byte(out, '"');
	if (text.size > 1 && strchr("=+-@\t\r", text.at[0]))
		jb_buf_add_byte(out, '\'');
	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] == '"')
			jb_buf_add_byte(out, '"');
		jb_buf_add_byte(out, text.at[i]);
	}
	jb_buf_add_string(out, last ? "\"\n" : "\",");
}

static void add_line(struct jb_buf *out, const struct jy_field *field,
		     const struct jy_candidate *candidate, const struct jy_theme_score *score)
{
	struct jb_arena *arena = out->arena;

	add_field(out, field->framework->decl.name, false);
	add_field(out, jy_assessed_what(candidate->assessment)->name, false);
	add_field(out,
		  candidate->rank ? jb_text_printf(arena, "%zu", candidate->rank) : JB_TEXT(""),
		  false);
	add_field(out, score_of(arena, candidate), false);
	add_field(out, jb_text_of(jy_gate_word(candidate)), false);
	add_field(out, score->theme->decl.name, false);
	add_field(out, jy_score_text(arena, candidate, score), false);
	add_field(out, jb_text_of(jy_standing_word(score->standing)), false);
	add_field(out, jb_text_of(!score->asked ? "" : score->passes ? "yes" : "no"), true);
}

void jy_assess_csv(struct jb_buf *out, const struct jy_assessed *assessed)
{
	jb_buf_add_string(out,
			  "framework,candidate,rank,score,gate,theme,rating,standing,passes\n");
	for (size_t i = 0; i < assessed->fields.count; i++) {
		const struct jy_field *field = &assessed->fields.at[i];

		for (size_t k = 0; k < field->candidates.count; k++)
			for (size_t t = 0; t < field->candidates.at[k].theme_count; t++)
				add_line(out, field, &field->candidates.at[k],
					 &field->candidates.at[k].theme[t]);
	}
}

/* ---- JSON ---- */

static void add_theme(struct jrt_json *json, const struct jy_candidate *candidate,
		      const struct jy_theme_score *score)
{
	bool withheld = score->after_others && candidate->gate_given && !candidate->gate_passed;

	jrt_json_item(json);
	jrt_json_string(json, "framework", candidate->assessment->framework->decl.name);
	jrt_json_string(json, "assessment", candidate->assessment->decl.name);
	jrt_json_string(json, "theme", score->theme->decl.name);
	jrt_json_word(json, "standing", withheld ? "withheld" : jy_standing_word(score->standing));
	if (score->den && !withheld)
		jrt_json_value(json, "rating", (struct jb_ratio){score->score, JB_FIX_ONE});
	else
		jrt_json_null(json, "rating");
	jrt_json_flag(json, "asked", score->asked);
	jrt_json_flag(json, "passes", score->passes);
	jrt_json_end(json);
}

static void add_candidate(struct jrt_json *json, struct jb_arena *arena,
			  const struct jy_field *field, const struct jy_candidate *candidate)
{
	jrt_json_item(json);
	jrt_json_string(json, "framework", field->framework->decl.name);
	jrt_json_string(json, "assessment", candidate->assessment->decl.name);
	jrt_json_string(json, "candidate", jy_assessed_what(candidate->assessment)->name);
	if (candidate->rank)
		jrt_json_integer(json, "rank", (jb_i128)candidate->rank);
	else
		jrt_json_null(json, "rank");
	if (candidate->has_score)
		jrt_json_value(json, "score", (struct jb_ratio){candidate->score, JB_FIX_ONE});
	else
		jrt_json_null(json, "score");
	jrt_json_integer(json, "assessed", (jb_i128)candidate->assessed);
	jrt_json_integer(json, "themes", (jb_i128)candidate->asked);
	jrt_json_flag(json, "in_full", candidate->in_full);
	jrt_json_word(json, "gate", jy_gate_word(candidate));
	jrt_json_maybe(json, "gate_why", jy_gate_why(arena, candidate));
	jrt_json_maybe(json, "price", jy_price_text(arena, candidate));
	jrt_json_end(json);
}

void jy_assess_json(struct jb_buf *out, const struct jy_assessed *assessed)
{
	struct jrt_json json = {.out = out, .first = true};

	jb_buf_add_string(out, "{\n");
	jrt_json_integer(&json, "format_version", 1);
	if (assessed->has_as_of)
		jrt_json_string(&json, "as_of", jy_assess_date(out->arena, assessed->as_of));
	jrt_json_array(&json, "candidates");
	for (size_t i = 0; i < assessed->fields.count; i++)
		for (size_t k = 0; k < assessed->fields.at[i].candidates.count; k++)
			add_candidate(&json, out->arena, &assessed->fields.at[i],
				      &assessed->fields.at[i].candidates.at[k]);
	jrt_json_array_end(&json);
	jrt_json_array(&json, "themes");
	for (size_t i = 0; i < assessed->fields.count; i++)
		for (size_t k = 0; k < assessed->fields.at[i].candidates.count; k++)
			for (size_t t = 0; t < assessed->fields.at[i].candidates.at[k].theme_count;
			     t++)
				add_theme(&json, &assessed->fields.at[i].candidates.at[k],
					  &assessed->fields.at[i].candidates.at[k].theme[t]);
	jrt_json_array_end(&json);
	jb_buf_add_string(out, "\n}\n");
}
