/*
 * From ratings to scores, gates and an order. All sums are exact; a score is rounded once, to a
 * millionth, and a gate looks at the score before that.
 */
#include <stdlib.h>

#include "assess/assess.h"

const struct jy_decl *jy_assessed_what(const struct jy_assessment *assessment)
{
	if (assessment->site)
		return &assessment->site->decl;
	if (assessment->team)
		return &assessment->team->decl;
	return assessment->partner ? &assessment->partner->decl : &assessment->decl;
}

struct scoring {
	const struct jy_assessed *assessed;
	struct jy_candidate *candidate;
};

static bool has_run_out(const struct scoring *scoring, const struct jy_rating *rating)
{
	const struct jy_assessed *assessed = scoring->assessed;

	if (scoring->candidate->ran_out)
		return true;
	return assessed->has_as_of && rating->has_until && assessed->as_of > rating->until;
}

/* ---- a theme ---- */

/* num / den in millionths, half up. */
static jb_fix rounded(jb_i128 num, jb_i128 den)
{
	jb_i128 twice = 2 * num + (num < 0 ? -den : den);

	return (jb_fix)(twice / (2 * den));
}

/* Weights of the questions that can be rated, i.e. have a name. */
static jb_i128 weights_of(const struct jy_framework_theme *theme)
{
	jb_i128 sum = 0;

	for (size_t i = 0; i < theme->question_count; i++)
		if (theme->question[i].name.size)
			sum += theme->question[i].weight;
	return sum;
}

static void take_own(struct jy_theme_score *score, const struct jy_rating *rating)
{
	score->own = rating;
	score->num = rating->value;
	score->den = 1;
	score->covered = JB_FIX_ONE;
	score->standing = JY_ASSESSED;
}

static void take_questions(struct jy_theme_score *score, jb_i128 num, jb_i128 den)
{
	jb_i128 all = weights_of(score->theme);

	score->num = num;
	score->den = den;
	score->covered = all > 0 ? rounded(den * JB_FIX_ONE, all) : 0;
	score->standing = den == all ? JY_ASSESSED : JY_IN_PART;
}

static void score_theme(const struct scoring *scoring, struct jy_theme_score *score)
{
	const struct jy_assessment *assessment = scoring->candidate->assessment;
	const struct jy_rating *own = NULL;
	jb_i128 num = 0, den = 0;

	for (size_t i = 0; i < assessment->rating_count; i++) {
		const struct jy_rating *rating = &assessment->rating[i];

		if (rating->theme != score->theme || !rating->assessed)
			continue;
		if (has_run_out(scoring, rating)) {
			score->ran_out++;
		} else if (!rating->question) {
			own = rating;
		} else {
			num += (jb_i128)rating->value * rating->question->weight;
			den += rating->question->weight;
		}
	}
	if (own)
		take_own(score, own);
	else if (den > 0)
		take_questions(score, num, den);
	else
		score->standing = score->ran_out ? JY_RAN_OUT : JY_NOT_ASSESSED;
	if (score->den)
		score->score = rounded(score->num, score->den);
}

static bool comes_after(const struct jy_assessment *assessment,
			const struct jy_framework_theme *theme)
{
	for (size_t i = 0; i < assessment->after_others.count; i++)
		if (assessment->after_others.at[i] == theme)
			return true;
	return theme->after_others;
}

/* ---- the gate ---- */

static void ask(const struct jy_gate *gate, struct jy_theme_score *score)
{
	if (!gate->given || score->after_others)
		return;
	score->asked = gate->every >= 0;
	score->least = gate->every;
	for (size_t i = 0; i < gate->theme_count; i++)
		if (gate->theme[i].theme == score->theme) {
			score->asked = true;
			score->least = gate->theme[i].least;
		}
	/* A question that nobody answered cannot be passed by the others. */
	score->passes = !score->asked || (score->standing == JY_ASSESSED &&
					  score->num >= (jb_i128)score->least * score->den);
}

/* ---- a candidate ---- */

static void sum_up(struct jy_candidate *candidate)
{
	jb_i128 num = 0, den = 0;

	candidate->in_full = true;
	candidate->gate_passed = true;
	for (size_t i = 0; i < candidate->theme_count; i++) {
		const struct jy_theme_score *score = &candidate->theme[i];

		if (score->after_others)
			continue;
		candidate->asked++;
		candidate->gate_passed &= !score->asked || score->passes;
		candidate->in_full &= score->standing == JY_ASSESSED;
		if (!score->den)
			continue;
		candidate->assessed++;
		num += (jb_i128)score->score * score->weight;
		den += score->weight;
	}
	candidate->has_score = den > 0;
	candidate->score = den > 0 ? rounded(num, den) : 0;
}

static struct jy_candidate candidate_of(struct jb_arena *arena, const struct jy_assessed *assessed,
					const struct jy_assessment *assessment)
{
	const struct jy_framework *framework = assessment->framework;
	struct jy_candidate candidate = {.assessment = assessment};
	struct scoring scoring = {assessed, &candidate};

	candidate.theme_count = framework->theme_count;
	candidate.theme = JB_NEW_ARRAY(arena, struct jy_theme_score, framework->theme_count);
	candidate.gate_given = assessment->gate.given;
	candidate.ran_out =
		assessed->has_as_of && assessment->has_until && assessed->as_of > assessment->until;
	for (size_t i = 0; i < framework->theme_count; i++) {
		struct jy_theme_score *score = &candidate.theme[i];

		score->theme = &framework->theme[i];
		score->weight = score->theme->weight >= 0 ? score->theme->weight : JB_FIX_ONE;
		score->after_others = comes_after(assessment, score->theme);
		score_theme(&scoring, score);
		ask(&assessment->gate, score);
	}
	sum_up(&candidate);
	return candidate;
}

/* ---- the order ---- */

static int compare(const void *left, const void *right)
{
	const struct jy_candidate *a = left, *b = right;

	if (a->gate_passed != b->gate_passed)
		return a->gate_passed ? -1 : 1;
	if (a->in_full != b->in_full)
		return a->in_full ? -1 : 1;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return jb_text_compare(a->assessment->decl.name, b->assessment->decl.name);
}

/* Equal scores share a rank. */
static void rank(struct jy_field *field)
{
	size_t rank = 0;

	for (size_t i = 0; i < field->candidates.count; i++) {
		struct jy_candidate *candidate = &field->candidates.at[i];

		if (!candidate->gate_passed || !candidate->in_full || !candidate->has_score)
			continue;
		if (i == 0 || candidate->score != field->candidates.at[i - 1].score)
			rank = i + 1;
		candidate->rank = rank;
	}
}

static struct jy_field *field_of(struct jb_arena *arena, struct jy_assessed *out,
				 const struct jy_framework *framework)
{
	struct jy_field *fresh;

	for (size_t i = 0; i < out->fields.count; i++)
		if (out->fields.at[i].framework == framework)
			return &out->fields.at[i];
	fresh = jb_push(arena, &out->fields);
	fresh->framework = framework;
	return fresh;
}

void jy_assess(struct jb_arena *arena, const struct jy_model *model, bool has_as_of, int32_t as_of,
	       struct jy_assessed *out)
{
	*out = (struct jy_assessed){.has_as_of = has_as_of, .as_of = as_of};
	for (size_t i = 0; i < model->assessments.count; i++) {
		const struct jy_assessment *assessment = model->assessments.at[i];
		struct jy_field *field;

		if (!assessment->framework)
			continue;
		field = field_of(arena, out, assessment->framework);
		*jb_push(arena, &field->candidates) = candidate_of(arena, out, assessment);
	}
	for (size_t i = 0; i < out->fields.count; i++) {
		struct jy_field *field = &out->fields.at[i];

		qsort(field->candidates.at, field->candidates.count, sizeof *field->candidates.at,
		      compare);
		rank(field);
	}
}
