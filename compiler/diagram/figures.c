/*
 * Figures as the scorecard writes them, in the letters of a picture. What a figure reads like is
 * decided by judge/figure.h and nowhere here: it is written there, and blanks and hyphens are put
 * into their own.
 */
#include "diagram/figures.h"
#include "judge/figure.h"

static struct jrt_metric metric_of(enum jrt_type type, struct jb_text currency)
{
	return (struct jrt_metric){.type = type, .currency = currency};
}

/* No blank of a figure may break; a hyphen that a word begins with is a minus, those in dates are
 * none. */
static void add_in_letters(struct jb_buf *out, struct jb_text figure)
{
	for (size_t i = 0; i < figure.size; i++) {
		bool begins = i == 0 || figure.at[i - 1] == ' ';
		if (figure.at[i] == ' ')
			jb_buf_add_string(out, JY_NBSP);
		else if (figure.at[i] == '-' && begins)
			jb_buf_add_string(out, JY_MINUS);
		else
			jb_buf_add_byte(out, figure.at[i]);
	}
}

/* A picture has no room for parts of a second: the time before them. */
static struct jb_ratio at_second(enum jrt_type type, struct jb_ratio value)
{
	jb_i128 whole = value.num / value.den;
	if (type != JRT_INSTANT && type != JRT_CLOCK)
		return value;
	return (struct jb_ratio){whole - (value.num < whole * value.den), 1};
}

unsigned jy_figures_detail(enum jrt_type type, struct jb_ratio value,
			   const struct jrt_threshold *threshold)
{
	struct jrt_metric metric = metric_of(type, JB_TEXT(""));
	return jrt_figure_detail(&metric, value, threshold);
}

void jy_figures_add_date(struct jb_buf *out, int64_t day)
{
	jrt_figure_add_date(out, day);
}

void jy_figures_add(struct jb_buf *out, enum jrt_type type, struct jb_text currency,
		    struct jb_ratio value, unsigned detail)
{
	struct jrt_metric metric = metric_of(type, currency);
	struct jb_buf figure;
	jb_buf_init(&figure, out->arena);
	jrt_figure_add(&figure, &metric, at_second(type, value), detail);
	add_in_letters(out, jb_buf_text(&figure));
}

void jy_figures_add_exact(struct jb_buf *out, enum jrt_type type, struct jb_text currency,
			  jb_fix value)
{
	struct jrt_metric metric = metric_of(type, currency);
	struct jb_buf figure;
	jb_buf_init(&figure, out->arena);
	jrt_figure_add_exact(&figure, &metric, value);
	add_in_letters(out, jb_buf_text(&figure));
}

struct jb_text jy_figures_minus(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf out;
	jb_buf_init(&out, arena);
	for (size_t i = 0; i < text.size; i++) {
		bool begins = i == 0 || text.at[i - 1] == ' ';
		bool number = i + 1 < text.size && text.at[i + 1] >= '0' && text.at[i + 1] <= '9';
		if (text.at[i] == '-' && begins && number)
			jb_buf_add_string(&out, JY_MINUS);
		else
			jb_buf_add_byte(&out, text.at[i]);
	}
	return jb_buf_text(&out);
}
