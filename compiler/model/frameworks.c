/*
 * Frameworks: the themes and weighted questions by which partners are compared, and the gate that
 * stands before price. Weights must add up where they are said.
 */
#include "model/declare.h"
#include "model/said.h"
#include "model/story.h"

void jy_check_rating(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *low = jy_kid(node, JY_RATING_LOW),
			     *high = jy_kid(node, JY_RATING_HIGH);

	if (jy_is(low, JY_N_NUMBER) && jy_is(high, JY_N_NUMBER) && low->value >= high->value)
		jy_diag_error(builder->diags, JY_D_SCALE_ORDER, high->span,
			      "the rating ends at %.*s, which is not above its beginning %.*s",
			      JB_ARG(high->text), JB_ARG(low->text));
}

/* ---- themes ---- */

static void report_twice(struct jy_builder *builder, const struct jy_node *name, const char *what,
			 struct jy_span first)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_NAME_TWICE, name->span,
					     "two %ss are called `%.*s`", what, JB_ARG(name->text));

	jy_diag_label(builder->diags, diag, first, "the first is here");
	jy_diag_help(builder->diags, diag, "give one of them another name");
}

struct questions {
	JB_VEC(struct jy_question) list;
	struct jb_map names; /* to index + 1 */
};

static void add_question(struct jy_builder *builder, struct questions *questions,
			 const struct jy_node *node)
{
	const struct jy_node *name = jy_kid(node, JY_QUESTION_NAME);
	const struct jy_node *weight = jy_kid(node, JY_QUESTION_WEIGHT);
	struct jy_question *fresh = jb_push(builder->arena, &questions->list);
	bool is_new = true;
	uint64_t *at;

	fresh->name = jy_text(name);
	fresh->text = jy_text(jy_kid(node, JY_QUESTION_TEXT));
	fresh->weight = weight ? weight->value : JB_FIX_ONE;
	fresh->span = node->span;
	if (!name)
		return;
	at = jb_map_put(&questions->names, name->text, &is_new);
	if (is_new)
		*at = questions->list.count;
	else
		report_twice(builder, name, "question", questions->list.at[*at - 1].span);
}

static struct jy_framework_theme theme_of(struct jy_builder *builder, const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(node, JY_DECL_BODY), *weight = NULL;
	struct jy_framework_theme theme = {.decl = jy_declare_head(node), .weight = -1};
	struct questions questions = {0};

	jb_map_init(&questions.names, builder->arena);
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *line = jy_kid(body, i);

		if (jy_is(line, JY_N_QUESTION))
			add_question(builder, &questions, line);
		else if (jy_is(line, JY_N_LITERATURE))
			theme.literature = jy_text(jy_kid(line, 0));
		else if (jy_is(line, JY_N_WEIGHT) &&
			 jy_builder_once(builder, &weight, line, "the weight"))
			theme.weight = jy_said_share(builder, jy_kid(line, JY_WEIGHT_PERCENT),
						     "the weight of a theme");
	}
	theme.question = questions.list.at;
	theme.question_count = questions.list.count;
	return theme;
}

/* Weights of themes are shares of one whole: all of them are said, or none. */
static void check_weights(struct jy_builder *builder, const struct jy_framework *framework)
{
	jb_fix sum = 0;
	size_t said = 0;
	struct jy_diag *diag;
	struct jb_buf figure;

	for (size_t i = 0; i < framework->theme_count; i++)
		if (framework->theme[i].weight >= 0) {
			sum += framework->theme[i].weight;
			said++;
		}
	if (said == 0 || (said == framework->theme_count && sum == JB_FIX_ONE))
		return;
	jb_buf_init(&figure, builder->arena);
	jb_buf_add_fix(&figure, sum * 100);
	if (said < framework->theme_count)
		diag = jy_diag_error(builder->diags, JY_D_WEIGHTS_SUM, framework->decl.span,
				     "only %zu of %zu themes have a weight, %.*s%% in all", said,
				     framework->theme_count, JB_ARG(jb_buf_text(&figure)));
	else
		diag = jy_diag_error(builder->diags, JY_D_WEIGHTS_SUM, framework->decl.span,
				     "the weights of the themes add up to %.*s%%, not to 100%%",
				     JB_ARG(jb_buf_text(&figure)));
	jy_diag_help(builder->diags, diag,
		     "give every theme a weight so that they add up to 100%%, or none");
}

/* ---- gates ---- */

const struct jy_framework_theme *jy_framework_theme(struct jy_builder *builder,
						    const struct jy_framework *framework,
						    const struct jy_node *name)
{
	JB_VEC(struct jb_text) names = {0};

	if (!framework || !name)
		return NULL;
	for (size_t i = 0; i < framework->theme_count; i++)
		if (jb_text_equal(framework->theme[i].decl.name, name->text))
			return &framework->theme[i];
	for (size_t i = 0; i < framework->theme_count; i++)
		*jb_push(builder->arena, &names) = framework->theme[i].decl.name;
	jy_builder_unknown(builder, name, "theme of this framework", names.at, names.count);
	return NULL;
}

void jy_fill_gate(struct jy_builder *builder, const struct jy_framework *framework,
		  struct jy_gate *gate, const struct jy_node *node)
{
	const struct jy_node *least = jy_kid(node, JY_GATE_LEAST);
	const struct jy_node *themes = jy_kid(node, JY_GATE_THEMES);
	JB_VEC(struct jy_theme_gate) list = {0};

	gate->given = true;
	gate->every = least ? least->value : -1;
	gate->span = node->span;
	for (uint32_t i = 0; i < jy_count(themes); i++) {
		const struct jy_node *one = jy_kid(themes, i);
		const struct jy_node *number = jy_kid(one, JY_GATE_THEME_LEAST);
		struct jy_theme_gate fresh = {
			.theme = jy_framework_theme(builder, framework,
						    jy_kid(one, JY_GATE_THEME_NAME)),
			.least = number ? number->value : 0,
		};

		if (fresh.theme) {
			fresh.span = one->span;
			*jb_push(builder->arena, &list) = fresh;
		}
	}
	gate->theme = list.at;
	gate->theme_count = list.count;
}

/* ---- the framework ---- */

static void fill_themes(struct jy_builder *builder, struct jy_framework *framework,
			const struct jy_node *body)
{
	JB_VEC(struct jy_framework_theme) themes = {0};
	const struct jy_node *node;
	struct jb_map names;

	jb_map_init(&names, builder->arena);
	for (uint32_t i = 0; (node = jy_declare_next(body, JY_N_THEME, &i)) != NULL;) {
		const struct jy_node *name = jy_kid(node, JY_DECL_NAME);
		bool fresh = true;
		uint64_t *at = name ? jb_map_put(&names, name->text, &fresh) : NULL;

		if (!fresh) {
			report_twice(builder, name, "theme", themes.at[*at - 1].decl.span);
			continue;
		}
		*jb_push(builder->arena, &themes) = theme_of(builder, node);
		if (at)
			*at = themes.count;
	}
	framework->theme = themes.at;
	framework->theme_count = themes.count;
}

static void read_statement(struct jy_builder *builder, struct jy_framework *framework,
			   const struct jy_node *node)
{
	const struct jy_framework_theme *theme;

	switch (node->kind) {
	case JY_N_RATING:
		jy_check_rating(builder, node);
		framework->has_rating = jy_is(jy_kid(node, JY_RATING_LOW), JY_N_NUMBER) &&
					jy_is(jy_kid(node, JY_RATING_HIGH), JY_N_NUMBER);
		if (!framework->has_rating)
			return;
		framework->rating_low = jy_kid(node, JY_RATING_LOW)->value;
		framework->rating_high = jy_kid(node, JY_RATING_HIGH)->value;
		return;
	case JY_N_THEME_LAST:
		theme = jy_framework_theme(builder, framework, jy_kid(node, JY_THEME_LAST_NAME));
		for (size_t i = 0; i < framework->theme_count; i++)
			if (theme == &framework->theme[i])
				((struct jy_framework_theme *)framework->theme)[i].after_others =
					true;
		return;
	case JY_N_GATE: jy_fill_gate(builder, framework, &framework->gate, node); return;
	case JY_N_LITERATURE: framework->literature = jy_text(jy_kid(node, 0)); return;
	case JY_N_OWNER: framework->owner = jy_text(jy_kid(node, JY_OWNER_TEXT)); return;
	default: return;
	}
}

void jy_fill_framework(struct jy_builder *builder, struct jy_framework *framework,
		       const struct jy_node *body)
{
	fill_themes(builder, framework, body);
	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, framework, jy_kid(body, i));
	check_weights(builder, framework);
}
