/*
 * Which percentile: a number between 0 and 100. The ends have words of their own, and a fraction is
 * probably the share that was meant to lie below.
 */
#include "model/metric_build.h"

/* What stands at the ends has words of its own. */
static bool report_percentile(struct jy_making *making, const struct jy_node *node,
			      const struct jy_node *number)
{
	const struct jy_node *of = jy_kid(node, JY_AGGREGATE_OF);
	struct jb_text name = jy_is(of, JY_N_NAME) ? of->text : JB_TEXT("…");
	struct jy_diag *diag =
		jy_making_report(making, JY_D_PERCENTILE_FORM, number->span,
				 "a percentile lies between 0 and 100, neither in, not at %.*s",
				 JB_ARG(number->text));

	if (number->value == 0 || number->value == 100 * JB_FIX_ONE)
		jy_diag_help(making->builder->diags, diag, "write `%s of %.*s`",
			     number->value ? "max" : "min", JB_ARG(name));
	else
		jy_diag_help(making->builder->diags, diag,
			     "write for example `percentile 90 of %.*s`", JB_ARG(name));
	return false;
}

static bool report_digits(struct jy_making *making, const struct jy_node *number)
{
	struct jy_diag *diag = jy_making_report(making, JY_D_PERCENTILE_FORM, number->span,
						"a percentile has at most four decimals");

	jy_diag_help(making->builder->diags, diag, "write for example `percentile 99.9`");
	return false;
}

/* 0.9 is the share that lies below the 90th. */
static void warn_of_fraction(struct jy_making *making, const struct jy_node *number)
{
	struct jb_buf meant;
	struct jy_diag *diag;

	if (number->value > JB_FIX_ONE || number->value % 10000)
		return;
	jb_buf_init(&meant, making->builder->arena);
	jb_buf_add_fix(&meant, (jb_i128)number->value * 100);
	diag = jy_diag_warn(making->builder->diags, JY_D_PERCENTILE_FORM, number->span,
			    "%.*s of 100 lies at the very beginning", JB_ARG(number->text));
	jy_diag_help(making->builder->diags, diag, "write `percentile %s`, if that was meant",
		     meant.data);
}

bool jy_making_percentile(struct jy_making *making, const struct jy_node *node, jb_fix *argument)
{
	const struct jy_node *number = jy_kid(node, JY_AGGREGATE_PERCENTILE);

	*argument = JB_FIX_ONE / 2;
	if (!number)
		return jy_word(jy_kid(node, JY_AGGREGATE_HOW)) == JY_W_MEDIAN;
	*argument = number->value / 100;
	if (number->value <= 0 || number->value >= 100 * JB_FIX_ONE)
		return report_percentile(making, node, number);
	if (number->value % 100)
		return report_digits(making, number);
	warn_of_fraction(making, number);
	return true;
}
