/*
 * Assessments: how a partner, a site or a team was rated against a framework, by whom, on which
 * evidence. It resolves names and checks ratings against the scale; it ranks nothing.
 */
#include "model/said.h"
#include "model/story.h"

struct reading {
	struct jy_assessment *assessment;
	const struct jy_node *subject, *date, *until, *price, *gate;
	JB_VEC(struct jy_rating) ratings;
	struct jy_said_things after_others;
	JB_VEC(struct jy_saving) savings;
	JB_VEC(struct jy_improvement) actions;
	struct jb_map rated; /* "theme" or "theme.question" to index + 1 of ratings */
};

/* ---- whom, against what ---- */

/* `of acme against library.ten_themes`; a framework of the library may be named with or without its
 * module. */
static void read_subject(struct jy_builder *builder, struct jy_assessment *assessment,
			 const struct jy_node *node)
{
	static const enum jy_thing frameworks[] = {JY_T_FRAMEWORK, JY_T_COUNT};
	static const enum jy_thing assessed[] = {JY_T_PARTNER, JY_T_SITE, JY_T_TEAM, JY_T_COUNT};
	const struct jy_node *whom = jy_kid(node, JY_ASSESSES_PARTNER);
	const struct jy_node *path = jy_kid(node, JY_ASSESSES_FRAMEWORK);
	const struct jy_node *last = jy_is(path, JY_N_PATH) ? jy_kid(path, path->count - 1) : path;
	struct jy_entry *partner = jy_builder_entry(builder, JY_T_PARTNER, jy_text(whom));
	struct jy_entry *site = jy_builder_entry(builder, JY_T_SITE, jy_text(whom));
	struct jy_entry *team = jy_builder_entry(builder, JY_T_TEAM, jy_text(whom));
	struct jy_entry *framework = jy_builder_entry(builder, JY_T_FRAMEWORK, jy_text(last));

	assessment->partner = partner ? partner->model : NULL;
	assessment->site = !partner && site ? site->model : NULL;
	assessment->team = !partner && !site && team ? team->model : NULL;
	if (!partner && !site && !team)
		jy_builder_missing(builder, whom, assessed, JB_TEXT(""));
	if (assessment->site)
		assessment->partner = assessment->site->partner;
	if (assessment->team)
		assessment->partner = assessment->team->partner;
	assessment->framework = framework ? framework->model : NULL;
	if (framework)
		jy_builder_need(builder, JY_T_FRAMEWORK, framework->model);
	else
		jy_builder_missing(builder, path, frameworks, JB_TEXT(""));
}

/* ---- ratings ---- */

static void read_marks(struct jy_builder *builder, struct jy_rating *rating,
		       const struct jy_node *marks)
{
	struct jy_said_texts evidence = {0};
	struct jy_said_things metrics = {0};

	for (uint32_t i = 0; i < jy_count(marks); i++) {
		const struct jy_node *mark = jy_kid(marks, i);

		switch (mark ? mark->kind : JY_N_ERROR) {
		case JY_N_BECAUSE: rating->because = jy_text(jy_kid(mark, 0)); break;
		case JY_N_EVIDENCE: jy_said_add(builder, &evidence, jy_kid(mark, 0)); break;
		case JY_N_OWNER: rating->owner = jy_text(jy_kid(mark, 0)); break;
		case JY_N_UNTIL:
			rating->has_until = jy_said_until(jy_kid(mark, 0), &rating->until);
			break;
		case JY_N_MEASURED_BY:
			jy_said_find(builder, &metrics, JY_T_METRIC, jy_kid(mark, 0));
			break;
		default: break;
		}
	}
	rating->evidence = jy_said_texts(&evidence);
	JY_SAID_KEEP(rating->measured_by, metrics);
}

static void check_scale(struct jy_builder *builder, const struct jy_assessment *assessment,
			const struct jy_node *number)
{
	struct jy_diag *diag;
	struct jb_buf scale;

	if (!assessment->has_rating || !jy_is(number, JY_N_NUMBER) ||
	    (number->value >= assessment->rating_low && number->value <= assessment->rating_high))
		return;
	jb_buf_init(&scale, builder->arena);
	jb_buf_add_fix(&scale, assessment->rating_low);
	jb_buf_add_string(&scale, "..");
	jb_buf_add_fix(&scale, assessment->rating_high);
	diag = jy_diag_error(builder->diags, JY_D_FEELING_OUTSIDE, number->span,
			     "the rating %.*s lies outside its scale %.*s", JB_ARG(number->text),
			     JB_ARG(jb_buf_text(&scale)));
	jy_diag_help(builder->diags, diag, "rate within %.*s, or declare another `rating`",
		     JB_ARG(jb_buf_text(&scale)));
}

static void add_rating(struct jy_builder *builder, struct reading *reading,
		       const struct jy_node *what, struct jy_rating rating,
		       const struct jy_node *number)
{
	struct jy_diag *diag;
	bool fresh;
	uint64_t *at = jb_map_put(&reading->rated, jy_text(what), &fresh);

	if (!fresh) {
		diag = jy_diag_error(builder->diags, JY_D_STATEMENT_TWICE, what->span,
				     "`%.*s` is rated twice", JB_ARG(jy_text(what)));
		jy_diag_label(builder->diags, diag, reading->ratings.at[*at - 1].span,
			      "first here");
		jy_diag_help(builder->diags, diag, "keep one of the two");
		return;
	}
	rating.assessed = number != NULL;
	rating.value = number ? number->value : 0;
	check_scale(builder, reading->assessment, number);
	*jb_push(builder->arena, &reading->ratings) = rating;
	*at = reading->ratings.count;
}

/* Rated (`number` set) or said to be not assessed. */
static void rate_theme(struct jy_builder *builder, struct reading *reading,
		       const struct jy_node *node, const struct jy_node *number,
		       const struct jy_node *marks)
{
	const struct jy_node *name = jy_kid(node, 0);
	struct jy_rating rating = {.span = node->span};

	rating.theme = jy_framework_theme(builder, reading->assessment->framework, name);
	read_marks(builder, &rating, marks);
	if (rating.theme)
		add_rating(builder, reading, name, rating, number);
}

static const struct jy_question *question_of(struct jy_builder *builder,
					     const struct jy_framework_theme *theme,
					     const struct jy_node *name)
{
	JB_VEC(struct jb_text) names = {0};

	for (size_t i = 0; i < theme->question_count; i++)
		if (theme->question[i].name.size) {
			if (jb_text_equal(theme->question[i].name, jy_text(name)))
				return &theme->question[i];
			*jb_push(builder->arena, &names) = theme->question[i].name;
		}
	jy_builder_unknown(builder, name, "question of this theme", names.at, names.count);
	return NULL;
}

/* `question scale.regions 3 because "…"` */
static void rate_question(struct jy_builder *builder, struct reading *reading,
			  const struct jy_node *node)
{
	const struct jy_node *path = jy_kid(node, JY_QUESTION_RATED_PATH);
	struct jy_rating rating = {.span = node->span};
	struct jy_diag *diag;

	if (!jy_is(path, JY_N_PATH) || path->count != 2) {
		diag = jy_diag_error(builder->diags, JY_D_NAME_UNKNOWN,
				     path ? path->span : node->span,
				     "a question is named with its theme");
		jy_diag_help(builder->diags, diag, "write for example `question scale.regions 3`");
		return;
	}
	rating.theme = jy_framework_theme(builder, reading->assessment->framework, jy_kid(path, 0));
	read_marks(builder, &rating, jy_kid(node, JY_QUESTION_RATED_MARKS));
	if (!rating.theme)
		return;
	rating.question = question_of(builder, rating.theme, jy_kid(path, 1));
	if (rating.question)
		add_rating(builder, reading, path, rating, jy_kid(node, JY_QUESTION_RATED_RATING));
}

/* ---- the rest ---- */

static void read_price(struct jy_builder *builder, struct reading *reading,
		       const struct jy_node *node)
{
	struct jy_assessment *assessment = reading->assessment;
	const struct jy_node *money = jy_kid(node, JY_PRICE_MONEY);

	if (!jy_builder_once(builder, &reading->price, node, "the price") || !money)
		return;
	assessment->has_price = true;
	assessment->price = money->value;
	assessment->price_currency = money->text;
	assessment->price_per = jy_text(jy_kid(node, JY_PRICE_PER));
	assessment->price_span = node->span;
}

static void add_action(struct jy_builder *builder, struct reading *reading,
		       const struct jy_node *node)
{
	const struct jy_node *marks = jy_kid(node, JY_ACTION_MARKS);
	struct jy_improvement *action = jb_push(builder->arena, &reading->actions);

	jy_framework_theme(builder, reading->assessment->framework, jy_kid(node, JY_ACTION_THEME));
	action->text = jy_text(jy_kid(node, JY_ACTION_TEXT));
	action->span = node->span;
	for (uint32_t i = 0; i < jy_count(marks); i++)
		if (jy_is(jy_kid(marks, i), JY_N_OWNER))
			action->owner = jy_text(jy_kid(jy_kid(marks, i), 0));
		else if (jy_is(jy_kid(marks, i), JY_N_BY_DATE))
			action->has_by = jy_said_until(jy_kid(jy_kid(marks, i), 0), &action->by);
}

static void read_last_theme(struct jy_builder *builder, struct reading *reading,
			    const struct jy_node *node)
{
	const struct jy_framework_theme *theme =
		jy_framework_theme(builder, reading->assessment->framework, jy_kid(node, 0));

	if (theme)
		*jb_push(builder->arena, &reading->after_others.list) = (void *)theme;
}

static void read_head(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *node)
{
	struct jy_assessment *assessment = reading->assessment;

	switch (node->kind) {
	case JY_N_ASSESSES:
		if (jy_builder_once(builder, &reading->subject, node, "whom it assesses"))
			read_subject(builder, assessment, node);
		return;
	case JY_N_ASSESSED_ON:
		if (!jy_builder_once(builder, &reading->date, node, "when it was made"))
			return;
		assessment->has_date =
			jy_said_until(jy_kid(node, JY_ASSESSED_ON_DATE), &assessment->date);
		assessment->by = jy_text(jy_kid(node, JY_ASSESSED_ON_BY));
		return;
	case JY_N_VALID_UNTIL:
		if (jy_builder_once(builder, &reading->until, node, "how long it is valid"))
			assessment->has_until = jy_said_until(jy_kid(node, 0), &assessment->until);
		return;
	case JY_N_RATING:
		jy_check_rating(builder, node);
		if (!jy_is(jy_kid(node, 0), JY_N_NUMBER) || !jy_is(jy_kid(node, 1), JY_N_NUMBER))
			return;
		assessment->has_rating = true;
		assessment->rating_low = jy_kid(node, JY_RATING_LOW)->value;
		assessment->rating_high = jy_kid(node, JY_RATING_HIGH)->value;
		return;
	case JY_N_OWNER: assessment->owner = jy_text(jy_kid(node, 0)); return;
	default: return;
	}
}

static void read_body(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_THEME_RATED:
		rate_theme(builder, reading, node, jy_kid(node, JY_THEME_RATED_RATING),
			   jy_kid(node, JY_THEME_RATED_MARKS));
		return;
	case JY_N_THEME_NOT_ASSESSED: rate_theme(builder, reading, node, NULL, NULL); return;
	case JY_N_THEME_LAST: read_last_theme(builder, reading, node); return;
	case JY_N_QUESTION_RATED: rate_question(builder, reading, node); return;
	case JY_N_GATE:
		if (jy_builder_once(builder, &reading->gate, node, "the gate"))
			jy_fill_gate(builder, reading->assessment->framework,
				     &reading->assessment->gate, node);
		return;
	case JY_N_SAVING:
		*jb_push(builder->arena, &reading->savings) = jy_said_saving(builder, node);
		return;
	case JY_N_PRICE: read_price(builder, reading, node); return;
	case JY_N_ACTION: add_action(builder, reading, node); return;
	default: return;
	}
}

/* What an assessment does not say itself, its framework says. */
static void inherit(struct jy_assessment *assessment)
{
	const struct jy_framework *framework = assessment->framework;

	if (!framework)
		return;
	if (!assessment->has_rating && framework->has_rating) {
		assessment->has_rating = true;
		assessment->rating_low = framework->rating_low;
		assessment->rating_high = framework->rating_high;
	}
	if (!assessment->gate.given)
		assessment->gate = framework->gate;
}

void jy_fill_assessment(struct jy_builder *builder, struct jy_assessment *assessment,
			const struct jy_node *body)
{
	struct reading reading = {.assessment = assessment};

	jb_map_init(&reading.rated, builder->arena);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_head(builder, &reading, jy_kid(body, i));
	inherit(assessment);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_body(builder, &reading, jy_kid(body, i));
	assessment->rating = reading.ratings.at;
	assessment->rating_count = reading.ratings.count;
	JY_SAID_KEEP(assessment->after_others, reading.after_others);
	assessment->saving = reading.savings.at;
	assessment->saving_count = reading.savings.count;
	assessment->action = reading.actions.at;
	assessment->action_count = reading.actions.count;
}
