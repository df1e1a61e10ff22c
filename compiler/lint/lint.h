/*
 * Rules of good journeys: what the founding texts of the field ask for, asked of a program that is
 * otherwise right. A rule reads the model and adds findings to the list of diagnostics under its
 * name; it never changes what a program means.
 *
 * Whether a rule speaks, and how loud, is decided here for all of them, the nearest word winning:
 *
 *   1. `allow RULE because "…" until DATE` in the declaration that the finding stands in;
 *   2. --rule RULE=off|info|warning|error on the command line (the last that fits);
 *   3. `rule RULE off|info|warning|error` in a `rules` declaration (the last that fits);
 *   4. the level of the table.
 *
 * Where 2 and 3 name rules, a rule's own name counts before its family (`scale`), and that before
 * `all`. Dates are judged against the day the program says (`as of`) or the caller gives, never the
 * clock; a rule that needs a day and has none says nothing.
 */
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "journey/diag.h"
#include "journey/model.h"

/* One row of rules.def. */
struct jy_rule {
	const char *name; /* "scale.single-region" */
	enum jy_level level;
	const char *title;  /* what it finds */
	const char *source; /* where it comes from: "S3 1" is concept 1, in founding text S3 */
	bool of_data;	    /* runs in `eval` alone */
};

/* All rules by name; *count of them. */
const struct jy_rule *jy_rules(size_t *count);
/* The rule of that name, or NULL. */
const struct jy_rule *jy_rule_find(struct jb_text name);
/* Whether `name` is a rule, a family or `all`. */
bool jy_rule_named(struct jb_text name);
/* The name nearest to one that is none; "" where nothing is near. */
const char *jy_rule_nearest(struct jb_arena *arena, struct jb_text name);

/* What the command line says. */
struct jy_lint_options {
	const struct jy_rule_level *level; /* --rule, in order */
	size_t level_count;
	bool has_as_of;
	int32_t as_of; /* --as-of: a day; wins over the program's */
};

/* Asks every rule that only needs the files, then says which allowances have run out or are idle.
 * To be called for a program without errors. */
void jy_lint(struct jb_arena *arena, const struct jy_model *model, struct jy_diags *diags,
	     const struct jy_lint_options *options);

/* One finding of a rule of data at `span`, with its level and the program's allowances. NULL where
 * the rule is off or allowed there. */
struct jy_diag *jy_lint_data(struct jb_arena *arena, const struct jy_model *model,
			     struct jy_diags *diags, const struct jy_lint_options *options,
			     const char *rule, struct jy_span span, const char *format, ...)
	__attribute__((format(printf, 7, 8)));

#endif
