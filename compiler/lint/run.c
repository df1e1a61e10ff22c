/*
 * Asking the rules, one after the other in the order of the table, and turning what they find into
 * diagnostics. The rules about allowances come last, when it is known which of them were needed.
 */
#include <string.h>

#include "base/buf.h"
#include "lint/linter.h"
#include "time/date_text.h"

struct asked {
	void (*ask)(struct jy_linter *linter);
};

/* As rules.def, in its order; NULL for a rule of data. */
static const struct asked table[] = {
#define RULE(id, name, level, title, source) {jy_rule_##id},
#define DATA_RULE(id, name, level, title, source) {NULL},
#include "lint/rules.def"
#undef RULE
#undef DATA_RULE
};

static enum jy_severity severity_of(enum jy_level level)
{
	switch (level) {
	case JY_LEVEL_ERROR: return JY_ERROR;
	case JY_LEVEL_WARNING: return JY_WARNING;
	default: return JY_INFO;
	}
}

/* What is found of a metric of the library is the program's matter where it refers to the
 * metric. */
static struct jy_span place_of(const struct jy_linter *linter, struct jy_span span)
{
	for (size_t i = 0; i < linter->borrowed.count; i++) {
		const struct jy_decl *decl = linter->borrowed.at[i];

		if (decl->span.file == span.file && decl->span.begin == span.begin)
			return decl->used_at;
	}
	return span;
}

static void note_borrowed(struct jy_linter *linter)
{
	for (size_t i = 0; i < linter->model->metrics.count; i++) {
		const struct jy_decl *decl = &linter->model->metrics.at[i]->decl;

		if (decl->used_at.file)
			*jb_push(linter->arena, &linter->borrowed) = decl;
	}
}

static struct jy_diag *vfind(struct jy_linter *linter, struct jy_span span, const char *format,
			     va_list args) __attribute__((format(printf, 3, 0)));
static struct jy_diag *vfind(struct jy_linter *linter, struct jy_span span, const char *format,
			     va_list args)
{
	const struct jy_allowance *allowance =
		linter->model->allowance_count
			? jy_allowing_find(linter->allowing, linter->rule->name, span)
			: NULL;
	struct jy_diag *diag = jy_diag_vadd(linter->diags, severity_of(linter->level),
					    (enum jy_code)JY_CODE_OF_RULES, span, format, args);

	diag->rule = jb_text_of(linter->rule->name);
	if (allowance)
		jy_diag_silence(linter->diags, diag, JY_SILENCED_IN_SOURCE, allowance->because);
	return diag;
}

struct jy_diag *jy_find(struct jy_linter *linter, struct jy_span span, const char *format, ...)
{
	struct jy_diag *diag;
	va_list args;

	va_start(args, format);
	diag = vfind(linter, place_of(linter, span), format, args);
	va_end(args);
	return diag;
}

struct jb_text jy_date_text(struct jy_linter *linter, int32_t day)
{
	return jrt_date_text(linter->arena, day);
}

struct jb_text jy_number_text(struct jy_linter *linter, jb_fix number)
{
	struct jb_buf text;

	jb_buf_init(&text, linter->arena);
	jb_buf_add_fix(&text, number);
	return jb_buf_text(&text);
}

/* ---- names of rules that are none ---- */

static void check_name(struct jb_arena *arena, struct jy_diags *diags, struct jb_text name,
		       struct jy_span span)
{
	const char *near = jy_rule_named(name) ? NULL : jy_rule_nearest(arena, name);
	struct jy_diag *diag;

	if (!near)
		return;
	diag = jy_diag_warn(diags, JY_D_RULE_UNKNOWN, span, "no rule is called `%.*s`",
			    JB_ARG(name));
	if (*near) {
		jy_diag_help(diags, diag, "write `%s`", near);
		jy_diag_fix(diags, diag, span, jb_text_of(near));
		return;
	}
	jy_diag_help(diags, diag, "`journey explain` lists the rules");
}

static void check_names(struct jb_arena *arena, const struct jy_model *model,
			struct jy_diags *diags)
{
	for (size_t i = 0; i < model->allowance_count; i++)
		check_name(arena, diags, model->allowance[i].rule, model->allowance[i].rule_span);
	for (size_t i = 0; i < model->rule_level_count; i++)
		check_name(arena, diags, model->rule_level[i].rule, model->rule_level[i].span);
}

/* ---- asking ---- */

static struct jy_linter linter_of(struct jb_arena *arena, const struct jy_model *model,
				  struct jy_diags *diags, const struct jy_lint_options *options)
{
	struct jy_linter linter = {
		.arena = arena,
		.model = model,
		.diags = diags,
		.has_as_of = model->has_as_of,
		.as_of = model->as_of,
		.options = options,
	};

	if (options && options->has_as_of) {
		linter.has_as_of = true;
		linter.as_of = options->as_of;
	}
	linter.allowing = jy_allowing_make(arena, model, linter.has_as_of, linter.as_of);
	return linter;
}

static bool is_about_allowances(const struct jy_rule *rule)
{
	return strncmp(rule->name, "debt.", 5) == 0;
}

static void ask_all(struct jy_linter *linter, const struct jy_lint_options *options,
		    bool about_allowances)
{
	size_t count;
	const struct jy_rule *rule = jy_rules(&count);

	for (size_t i = 0; i < count; i++) {
		if (!table[i].ask || is_about_allowances(&rule[i]) != about_allowances)
			continue;
		linter->rule = &rule[i];
		linter->level = jy_level_of(&rule[i], linter->model, options);
		if (linter->level != JY_LEVEL_OFF)
			table[i].ask(linter);
	}
}

void jy_lint(struct jb_arena *arena, const struct jy_model *model, struct jy_diags *diags,
	     const struct jy_lint_options *options)
{
	struct jy_linter linter = linter_of(arena, model, diags, options);

	linter.looking = jy_looking_make(arena, model);
	note_borrowed(&linter);
	check_names(arena, model, diags);
	ask_all(&linter, options, false);
	ask_all(&linter, options, true);
}

struct jy_diag *jy_lint_data(struct jb_arena *arena, const struct jy_model *model,
			     struct jy_diags *diags, const struct jy_lint_options *options,
			     const char *rule, struct jy_span span, const char *format, ...)
{
	struct jy_linter linter = linter_of(arena, model, diags, options);
	struct jy_diag *diag;
	va_list args;

	linter.rule = jy_rule_find(jb_text_of(rule));
	linter.level = jy_level_of(linter.rule, model, options);
	if (linter.level == JY_LEVEL_OFF || jy_allowing_find(linter.allowing, rule, span))
		return NULL;
	va_start(args, format);
	diag = vfind(&linter, span, format, args);
	va_end(args);
	return diag;
}
