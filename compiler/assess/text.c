/*
 * The report for people: the order and the gates first, then the themes side by side, then for each
 * candidate what its figures rest on, what is missing and what is being done about it.
 */
#include "assess/report.h"
#include "assess/words.h"
#include "report/table.h"

/* More stand side by side in tables of their own. */
#define SIDE_BY_SIDE 6

static struct jb_text plain(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf out;

	jb_buf_init(&out, arena);
	jrt_plain_add(&out, text);
	return jb_buf_text(&out);
}

static struct jb_text title_of(struct jb_arena *arena, const struct jy_candidate *candidate)
{
	return plain(arena, jy_assessed_what(candidate->assessment)->title);
}

static enum jrt_style gate_style(const struct jy_candidate *candidate)
{
	if (!candidate->gate_given)
		return JRT_STYLE_PLAIN;
	return candidate->gate_passed ? JRT_STYLE_MET : JRT_STYLE_MISSED;
}

static struct jb_text score_text(struct jb_arena *arena, const struct jy_candidate *candidate)
{
	struct jb_buf text;

	if (!candidate->has_score)
		return JB_TEXT("-");
	jb_buf_init(&text, arena);
	jy_score_add(&text, candidate->score);
	if (!candidate->in_full)
		jb_buf_printf(&text, " (%zu of %zu themes)", candidate->assessed, candidate->asked);
	return jb_buf_text(&text);
}

/* ---- the order ---- */

static void add_order(const struct jrt_page *page, struct jb_arena *arena,
		      const struct jy_field *field)
{
	static const struct jrt_table_column column[] = {
		{"rank", true, 0, 0},  {"candidate", false, 12, 0}, {"score", false, 8, 0},
		{"gate", false, 0, 0}, {"price", false, 14, 0},	    {"", false, 0, 0}};
	struct jrt_table table;

	jrt_table_init(&table, arena, column, sizeof column / sizeof *column);
	for (size_t i = 0; i < field->candidates.count; i++) {
		const struct jy_candidate *candidate = &field->candidates.at[i];
		struct jrt_table_cell *cell = jrt_table_row(&table);

		cell[0].text = candidate->rank ? jb_text_printf(arena, "%zu", candidate->rank)
					       : JB_TEXT("-");
		cell[1].text = title_of(arena, candidate);
		cell[2].text = score_text(arena, candidate);
		cell[3].text = jb_text_of(jy_gate_word(candidate));
		cell[3].style = gate_style(candidate);
		cell[4].text = plain(arena, jy_price_text(arena, candidate));
	}
	jrt_table_write(&table, page, 2);
}

/* ---- themes side by side ---- */

static struct jb_text weight_text(struct jb_arena *arena, const struct jy_framework_theme *theme)
{
	struct jb_buf text;

	if (theme->weight < 0)
		return JB_TEXT("");
	jb_buf_init(&text, arena);
	jb_buf_add_fix(&text, theme->weight * 100);
	jb_buf_add_byte(&text, '%');
	return jb_buf_text(&text);
}

static enum jrt_style score_style(const struct jy_theme_score *score)
{
	if (score->asked && !score->passes)
		return JRT_STYLE_MISSED;
	return score->den ? JRT_STYLE_PLAIN : JRT_STYLE_DIM;
}

static void add_themes(const struct jrt_page *page, struct jb_arena *arena,
		       const struct jy_field *field, size_t from, size_t to)
{
	struct jrt_table_column column[JRT_TABLE_COLUMNS] = {{"theme", false, 16, 0},
							     {"weight", true, 0, 1}};
	size_t columns = 2;
	struct jrt_table table;

	for (size_t i = from; i < to; i++)
		column[columns++] = (struct jrt_table_column){
			jb_text_cstring(arena, title_of(arena, &field->candidates.at[i])), true, 8,
			0};
	column[columns++] = (struct jrt_table_column){"", false, 0, 0};
	jrt_table_init(&table, arena, column, columns);
	for (size_t t = 0; t < field->framework->theme_count; t++) {
		const struct jy_framework_theme *theme = &field->framework->theme[t];
		struct jrt_table_cell *cell = jrt_table_row(&table);

		cell[0].text = plain(arena, theme->decl.title);
		cell[1].text = weight_text(arena, theme);
		for (size_t i = from; i < to; i++) {
			const struct jy_candidate *candidate = &field->candidates.at[i];

			cell[2 + i - from].text =
				jy_score_text(arena, candidate, &candidate->theme[t]);
			cell[2 + i - from].style = score_style(&candidate->theme[t]);
		}
	}
	jrt_table_write(&table, page, 2);
}

/* ---- why ---- */

static void add_line(const struct jrt_page *page, struct jb_arena *arena, struct jb_text text)
{
	jrt_page_paragraph(page, plain(arena, text), 4, JRT_STYLE_PLAIN);
}

static struct jb_text rating_text(struct jb_arena *arena, const struct jy_rating *rating)
{
	struct jb_buf text;

	jb_buf_init(&text, arena);
	jb_buf_add_text(&text, rating->theme->decl.name);
	if (rating->question)
		jb_buf_printf(&text, ".%.*s", JB_ARG(rating->question->name));
	jb_buf_add_byte(&text, ' ');
	jb_buf_add_fix(&text, rating->value);
	if (rating->because.size)
		jb_buf_printf(&text, ": %.*s", JB_ARG(rating->because));
	for (size_t i = 0; i < rating->evidence.count; i++)
		jb_buf_printf(&text, "%s%.*s", i ? ", " : " [", JB_ARG(rating->evidence.at[i]));
	if (rating->evidence.count)
		jb_buf_add_byte(&text, ']');
	return jb_buf_text(&text);
}

static void add_ratings(const struct jrt_page *page, struct jb_arena *arena,
			const struct jy_assessed *assessed, const struct jy_candidate *candidate)
{
	const struct jy_assessment *assessment = candidate->assessment;

	for (size_t i = 0; i < assessment->rating_count; i++) {
		const struct jy_rating *rating = &assessment->rating[i];
		bool out =
			assessed->has_as_of && rating->has_until && assessed->as_of > rating->until;
		struct jb_text text;

		if (!rating->assessed || (rating->theme->after_others && candidate->gate_given &&
					  !candidate->gate_passed))
			continue;
		text = rating_text(arena, rating);
		if (out)
			text = jb_text_printf(arena, "%.*s (ran out on %.*s)", JB_ARG(text),
					      JB_ARG(jy_assess_date(arena, rating->until)));
		add_line(page, arena, text);
	}
}

static void add_missing(const struct jrt_page *page, struct jb_arena *arena,
			const struct jy_candidate *candidate)
{
	struct jb_buf text;

	jb_buf_init(&text, arena);
	for (size_t i = 0; i < candidate->theme_count; i++) {
		const struct jy_theme_score *score = &candidate->theme[i];

		if (score->after_others || score->standing == JY_ASSESSED)
			continue;
		jb_buf_printf(&text, "%s%.*s %s", text.size ? "; " : "",
			      JB_ARG(score->theme->decl.name), jy_standing_word(score->standing));
	}
	if (text.size)
		add_line(page, arena,
			 jb_text_printf(arena, "missing: %.*s", JB_ARG(jb_buf_text(&text))));
}

static void add_actions(const struct jrt_page *page, struct jb_arena *arena,
			const struct jy_assessment *assessment)
{
	for (size_t i = 0; i < assessment->action_count; i++) {
		const struct jy_improvement *action = &assessment->action[i];
		struct jb_buf text;

		jb_buf_init(&text, arena);
		jb_buf_printf(&text, "action: %.*s", JB_ARG(action->text));
		if (action->has_by)
			jb_buf_printf(&text, ", by %.*s",
				      JB_ARG(jy_assess_date(arena, action->by)));
		if (action->owner.size)
			jb_buf_printf(&text, ", %.*s", JB_ARG(action->owner));
		add_line(page, arena, jb_buf_text(&text));
	}
}

static void add_why(const struct jrt_page *page, struct jb_arena *arena,
		    const struct jy_assessed *assessed, const struct jy_candidate *candidate)
{
	const struct jy_assessment *assessment = candidate->assessment;
	struct jb_text why = jy_gate_why(arena, candidate);
	struct jb_buf head;

	jb_buf_init(&head, arena);
	jb_buf_add_text(&head, title_of(arena, candidate));
	if (assessment->has_date)
		jb_buf_printf(&head, ", assessed on %.*s by %.*s",
			      JB_ARG(jy_assess_date(arena, assessment->date)),
			      JB_ARG(plain(arena, assessment->by)));
	jb_buf_add_byte(page->out, '\n');
	jrt_page_add(page, jb_buf_text(&head), JRT_STYLE_BOLD);
	jb_buf_add_byte(page->out, '\n');
	if (candidate->ran_out)
		add_line(page, arena,
			 jb_text_printf(arena, "the assessment ran out on %.*s",
					JB_ARG(jy_assess_date(arena, assessment->until))));
	if (why.size)
		add_line(page, arena, jb_text_printf(arena, "gate not passed: %.*s", JB_ARG(why)));
	add_missing(page, arena, candidate);
	add_ratings(page, arena, assessed, candidate);
	add_actions(page, arena, assessment);
}

/* ---- the whole ---- */

static bool is_meant(const struct jy_candidate *candidate, struct jb_text only)
{
	return !only.size || jb_text_equal(candidate->assessment->decl.name, only) ||
	       jb_text_equal(jy_assessed_what(candidate->assessment)->name, only);
}

static void add_field(const struct jrt_page *page, struct jb_arena *arena,
		      const struct jy_assessed *assessed, const struct jy_field *field,
		      struct jb_text only)
{
	size_t count = field->candidates.count;

	jrt_page_add(page, plain(arena, field->framework->decl.title), JRT_STYLE_BOLD);
	jb_buf_printf(page->out, ": %zu candidate%s", count, count == 1 ? "" : "s");
	if (assessed->has_as_of)
		jb_buf_printf(page->out, ", as of %.*s",
			      JB_ARG(jy_assess_date(arena, assessed->as_of)));
	jb_buf_add_string(page->out, "\n\n");
	add_order(page, arena, field);
	for (size_t from = 0; from < count; from += SIDE_BY_SIDE) {
		jb_buf_add_byte(page->out, '\n');
		add_themes(page, arena, field, from,
			   from + SIDE_BY_SIDE < count ? from + SIDE_BY_SIDE : count);
	}
	for (size_t i = 0; i < count; i++)
		if (is_meant(&field->candidates.at[i], only))
			add_why(page, arena, assessed, &field->candidates.at[i]);
}

void jy_assess_text(struct jb_buf *out, const struct jy_assessed *assessed,
		    const struct jy_assess_page *how)
{
	const struct jrt_page page = {.out = out, .width = how->width, .colour = how->colour};

	for (size_t i = 0; i < assessed->fields.count; i++) {
		if (i)
			jb_buf_add_byte(out, '\n');
		add_field(&page, out->arena, assessed, &assessed->fields.at[i], how->only);
	}
}
