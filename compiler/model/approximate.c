/*
 * Where `approximate` may stand: before a percentile or a median, which need to know how often each
 * value occurs. Everything else is either exact by a few numbers, whatever the data, or could not
 * be told to be off by less than half a percent. Reports, and knows why; nothing is computed here.
 */
#include "model/metric_build.h"

#define WORD_SIZE (sizeof "approximate" - 1)

/* "a count", and why there is nothing to gain, or nothing to rely on. */
struct why {
	const char *what, *because;
};

static struct why why_of(const struct jy_node *node, enum jrt_part_kind part)
{
	static const char exact[] =
		"it is made of a few whole numbers, however many rows there are, "
		"and exact on every engine";
	static const char others[] = "it is made of other figures: where one of them is a "
				     "percentile, the word stands before that one";

	switch (node->kind) {
	case JY_N_COUNT: return (struct why){"a count", exact};
	case JY_N_SHARE:
	case JY_N_SHARE_OF_SUMS:
	case JY_N_SHARE_OF_TIME: return (struct why){"a share", exact};
	case JY_N_NET: return (struct why){"a net score", exact};
	case JY_N_AGGREGATE: break;
	default: return (struct why){"a figure of several", others};
	}
	switch (part) {
	case JRT_PART_DISTINCT:
		return (struct why){"a number of different values",
				    "values that are rounded fall together, and nothing would say "
				    "how many of them there were"};
	case JRT_PART_SPREAD:
		return (struct why){"a standard deviation",
				    "of values that lie close together rounding leaves no "
				    "deviation, and nothing would say how much there was"};
	case JRT_PART_SUM: return (struct why){"a sum", exact};
	case JRT_PART_MEAN: return (struct why){"a mean", exact};
	default: return (struct why){"a single value", exact};
	}
}

bool jy_making_approximate(struct jy_making *making, const struct jy_node *node,
			   enum jrt_part_kind part)
{
	struct jy_diags *diags = making->builder->diags;
	struct jy_span word = node->span;
	struct jy_diag *diag;
	struct why why;

	if (!(node->flags & JY_F_APPROXIMATE) ||
	    (node->kind == JY_N_AGGREGATE && part == JRT_PART_VALUES))
		return true;
	why = why_of(node, part);
	diag = jy_making_report(making, JY_D_APPROXIMATE_EXACT, node->span,
				"%s is never approximate", why.what);
	jy_diag_note(diags, diag, "%s", why.because);
	jy_diag_help(diags, diag,
		     "leave `approximate` out; percentiles and medians may be: `approximate "
		     "percentile 90 of …`");
	if (node->flags & JY_F_PAREN)
		return false;
	word.end = word.begin + WORD_SIZE;
	jy_diag_fix(diags, diag, word, JB_TEXT(""));
	return false;
}
