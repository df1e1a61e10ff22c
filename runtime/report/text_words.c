/*
 * Words and figures that the parts of the scorecard share: scopes, values, counts, made harmless.
 */
#include "judge/figure.h"
#include "report/report.h"

struct jb_buf jrt_card_new_text(const struct jrt_card *card)
{
	struct jb_buf buf;

	jb_buf_init(&buf, card->arena);
	return buf;
}

struct jb_text jrt_card_clean(const struct jrt_card *card, struct jb_text text)
{
	struct jb_buf buf = jrt_card_new_text(card);

	jrt_plain_add(&buf, text);
	return jb_buf_text(&buf);
}

void jrt_card_line(const struct jrt_card *card, struct jb_text text, enum jrt_style style)
{
	jrt_page_paragraph(&card->page, text, 0, style);
}

void jrt_card_head(const struct jrt_card *card, const char *text)
{
	jb_buf_add_byte(card->page.out, '\n');
	jrt_card_line(card, jb_text_of(text), JRT_STYLE_BOLD);
}

const struct jrt_metric *jrt_card_metric_of(const struct jrt_card *card, uint32_t meter)
{
	return &card->plan->metric[card->plan->meter[meter].metric];
}

struct jb_text jrt_card_title_or_name(struct jb_text title, struct jb_text name)
{
	return title.size > 0 ? title : name;
}

/* "Call support (fault_repair.call, acme)". */
struct jb_text jrt_card_scope_text(const struct jrt_card *card, uint32_t number)
{
	const struct jrt_scope *scope = &card->plan->scope[number];
	struct jb_buf buf = jrt_card_new_text(card);
	bool titled = scope->title.size > 0 && !jb_text_equal(scope->title, scope->name);

	jrt_plain_add(&buf, jrt_card_title_or_name(scope->title, scope->name));
	if (!titled && scope->partner.size == 0 && scope->site.size == 0)
		return jb_buf_text(&buf);
	jb_buf_add_string(&buf, " (");
	const char *between = "";
	const struct jb_text inside[] = {titled ? scope->name : JB_TEXT(""), scope->partner,
					 scope->site};
	for (size_t i = 0; i < 3; i++) {
		if (inside[i].size == 0)
			continue;
		jb_buf_add_string(&buf, between);
		jrt_plain_add(&buf, inside[i]);
		between = ", ";
	}
	jb_buf_add_byte(&buf, ')');
	return jb_buf_text(&buf);
}

static struct jb_text whose_text(const struct jrt_card *card, const struct jrt_scope *scope,
				 bool sited)
{
	struct jb_buf buf = jrt_card_new_text(card);
	const struct jb_text behind[] = {scope->partner, sited ? scope->site : JB_TEXT("")};

	jrt_plain_add(&buf, jrt_card_title_or_name(scope->title, scope->name));
	for (size_t i = 0; i < 2; i++) {
		jb_buf_add_string(&buf, behind[i].size > 0 ? ", " : "");
		jrt_plain_add(&buf, behind[i]);
	}
	return jb_buf_text(&buf);
}

struct jb_text jrt_card_whose_text(const struct jrt_card *card, uint32_t scope)
{
	return whose_text(card, &card->plan->scope[scope], true);
}

struct jb_text jrt_card_criterion_whose(const struct jrt_card *card, uint32_t criterion)
{
	return whose_text(card, &card->plan->scope[jrt_card_criterion_scope(card, criterion)],
			  card->plan->criterion[criterion].worst_count == 0);
}

struct jb_text jrt_card_rows_text(const struct jrt_card *card,
				  const struct jrt_measurement *measured)
{
	struct jb_buf buf = jrt_card_new_text(card);

	if (measured->n > 0 || measured->measured)
		jrt_figure_add_count(&buf, measured->n);
	return jb_buf_text(&buf);
}

/* "16,022 of 29,480" where rows are counted against rows, else n. */
struct jb_text jrt_card_counted_text(const struct jrt_card *card,
				     const struct jrt_measurement *measured)
{
	enum jrt_metric_kind kind = jrt_card_metric_of(card, measured->meter)->kind;
	struct jb_buf buf = jrt_card_new_text(card);

	if (measured->n == 0 && !measured->measured)
		return JB_TEXT("");
	if (kind == JRT_KIND_RATIO && measured->has_ratio && measured->num.den == 1 &&
	    measured->den.den == 1 && measured->num.num >= 0) {
		jrt_figure_add_count(&buf, (uint64_t)measured->num.num);
		jb_buf_add_string(&buf, " of ");
	}
	jrt_figure_add_count(&buf, measured->n);
	return jb_buf_text(&buf);
}

struct jb_text jrt_card_value_text(const struct jrt_card *card,
				   const struct jrt_measurement *measured, unsigned detail)
{
	struct jb_buf buf = jrt_card_new_text(card);

	if (!measured->measured)
		return JB_TEXT("–");
	if (measured->exact)
		jrt_figure_add(&buf, jrt_card_metric_of(card, measured->meter), measured->value,
			       detail);
	else
		jrt_figure_add_real(&buf, jrt_card_metric_of(card, measured->meter), measured->real,
				    detail);
	return jb_buf_text(&buf);
}

struct jb_text jrt_card_groups_text(const struct jrt_card *card,
				    const struct jrt_measurement *measured)
{
	const struct jrt_grouping *grouping = &jrt_card_metric_of(card, measured->meter)->grouping;
	const struct jrt_grouped *grouped = &measured->grouped;
	struct jb_buf buf = jrt_card_new_text(card);

	if (!measured->has_groups)
		return JB_TEXT("");
	if (measured->has_worst) {
		jrt_plain_add(&buf, grouping->what);
		jb_buf_add_byte(&buf, ' ');
		jrt_plain_add(&buf, grouped->worst.size > 0 ? grouped->worst : JB_TEXT("\"\""));
		jb_buf_add_string(&buf, ", worst of ");
		jrt_figure_add_count(&buf, grouped->groups);
	}
	if (measured->measured && grouping->kind == JRT_GROUPS_STANDING) {
		jrt_plain_add(&buf, grouping->of);
		jb_buf_add_string(&buf, " among ");
		jrt_figure_add_count(&buf, grouped->groups);
	}
	if (grouped->left_out > 0) {
		jb_buf_add_string(&buf, buf.size > 0 ? "; " : "");
		jrt_figure_add_count(&buf, grouped->left_out);
		jb_buf_add_string(&buf, " left out");
	}
	if (grouped->without_key > 0) {
		jb_buf_add_string(&buf, buf.size > 0 ? "; " : "");
		jrt_figure_add_count(&buf, grouped->without_key);
		jb_buf_add_string(&buf,
				  grouped->without_key == 1 ? " row without " : " rows without ");
		jrt_plain_add(&buf, grouping->what);
	}
	return jb_buf_text(&buf);
}
