/*
 * What is felt: `feels`, `peak` and `trough` with their value on the journey's scale, and named
 * feelings where a number would lie. One persona has one value at one touchpoint.
 */
#include "model/story.h"

/* Every new one is compared with all others of its touchpoint. */
#define FEELINGS_MAX 1000

/* "+3": values of a feeling are written with their sign. */
struct jb_text jy_feeling_text(struct jy_builder *builder, jb_fix value)
{
	struct jb_buf text;

	jb_buf_init(&text, builder->arena);
	if (value > 0)
		jb_buf_add_byte(&text, '+');
	jb_buf_add_fix(&text, value);
	return jb_buf_text(&text);
}

static void report_outside(struct jy_builder *builder, const struct jy_journey *journey,
			   const struct jy_node *value)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_FEELING_OUTSIDE, value->span,
					     "%s lies outside the scale %s to %s",
					     jy_feeling_text(builder, value->value).at,
					     jy_feeling_text(builder, journey->scale_low).at,
					     jy_feeling_text(builder, journey->scale_high).at);

	if (journey->scale_span.end)
		jy_diag_label(builder->diags, diag, journey->scale_span,
			      "the scale of this journey");
	else
		jy_diag_note(builder->diags, diag,
			     "a journey that declares no scale has the scale -5 to +5");
	jy_diag_help(builder->diags, diag,
		     "write a value of the scale, or a wider `scale` in the journey");
}

static void report_no_scale(struct jy_builder *builder, const struct jy_journey *journey,
			    const struct jy_node *value)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_FEELING_NO_SCALE, value->span,
					     "a value is given where the journey has no scale");

	jy_diag_label(builder->diags, diag, journey->scale_span, "said here");
	jy_diag_help(builder->diags, diag,
		     "name the feelings, `feels frustration 3, hope 1 of 5`, or declare a scale");
}

static bool read_value(struct jy_builder *builder, const struct jy_journey *journey,
		       const struct jy_node *value, jb_fix *out)
{
	if (!jy_is(value, JY_N_NUMBER))
		return false;
	if (journey->scale_none) {
		report_no_scale(builder, journey, value);
		return false;
	}
	if (value->value < journey->scale_low || value->value > journey->scale_high) {
		report_outside(builder, journey, value);
		return false;
	}
	*out = value->value;
	return true;
}

/* The persona must be one of the journey's, where the journey names any. */
static const struct jy_persona *persona_of(struct jy_builder *builder,
					   const struct jy_journey *journey,
					   const struct jy_node *name)
{
	const struct jy_persona *persona = jy_builder_find(builder, JY_T_PERSONA, name);
	struct jy_diag *diag;

	if (!persona || !journey->personas.count)
		return persona;
	for (size_t i = 0; i < journey->personas.count; i++)
		if (journey->personas.at[i] == persona)
			return persona;
	diag = jy_diag_error(builder->diags, JY_D_NAME_UNKNOWN, name->span,
			     "`%.*s` is not a persona of this journey", JB_ARG(name->text));
	jy_diag_label(builder->diags, diag, journey->decl.span, "the journey of other personas");
	jy_diag_help(builder->diags, diag, "add `persona %.*s` to the journey", JB_ARG(name->text));
	return persona;
}

/* Who feels it, so that a second value of the same persona is found. NULL feels for all. */
static bool same_person(const struct jy_feeling *a, const struct jy_feeling *b)
{
	return !a->persona || !b->persona || a->persona == b->persona;
}

/* On a scale that goes below 0, 0 is neither good nor bad: most likely the sign is wrong. */
static void check_side(struct jy_builder *builder, const struct jy_journey *journey,
		       const struct jy_feeling *fresh)
{
	bool peak = fresh->kind == JY_PEAK;
	struct jy_diag *diag;

	if (fresh->kind == JY_FEELS || !fresh->has_value || journey->scale_low >= 0 ||
	    (peak ? fresh->value >= 0 : fresh->value <= 0))
		return;
	diag = jy_diag_warn(builder->diags, JY_D_FEELING_SIDE, fresh->span,
			    peak ? "a peak below 0 is no high point"
				 : "a trough above 0 is no low point");
	jy_diag_help(builder->diags, diag, "write `%s %s`, or `%s %s`", peak ? "peak" : "trough",
		     jy_feeling_text(builder, -fresh->value).at, peak ? "trough" : "peak",
		     jy_feeling_text(builder, fresh->value).at);
}

static bool check_single(struct jy_builder *builder, const struct jy_feelings *feelings,
			 const struct jy_feeling *fresh)
{
	if (feelings->list.count >= FEELINGS_MAX) {
		jy_diag_error(builder->diags, JY_D_TOO_MANY, fresh->span,
			      "a touchpoint has at most %d feelings", FEELINGS_MAX);
		return false;
	}
	for (size_t i = 0; i < feelings->list.count; i++) {
		const struct jy_feeling *first = &feelings->list.at[i];
		struct jy_diag *diag;

		if (first->named.size || fresh->named.size || !same_person(first, fresh))
			continue;
		diag = jy_diag_error(builder->diags, JY_D_FEELING_TWICE, fresh->span,
				     "this touchpoint has a second value for the same persona");
		jy_diag_label(builder->diags, diag, first->span, "the first value");
		jy_diag_help(
			builder->diags, diag,
			first->kind == JY_FEELS && fresh->kind == JY_FEELS
				? "keep one, write `feels -3 then +1` for a change, or say whose "
				  "with `by PERSONA`"
				: "`peak` and `trough` carry the value themselves: leave `feels` "
				  "out");
		return false;
	}
	return true;
}

static void fill_about(struct jy_builder *builder, struct jy_feeling *feeling,
		       const struct jy_node *names)
{
	JB_VEC(const struct jy_attribute *) about = {0};

	for (uint32_t i = 0; i < jy_count(names); i++) {
		const struct jy_attribute *attribute =
			jy_builder_find(builder, JY_T_ATTRIBUTE, jy_kid(names, i));

		if (attribute)
			*jb_push(builder->arena, &about) = attribute;
	}
	feeling->about.at = about.at;
	feeling->about.count = about.count;
}

/* `feels -3 then +1 "At last" by maria`; `feels from -3 to +1`, a spread, keeps its ends as words
 * only. */
static void add_value(struct jy_builder *builder, struct jy_feelings *feelings,
		      enum jy_feeling_kind kind, const struct jy_node *node,
		      const struct jy_node *about)
{
	const struct jy_node *feeling = jy_kid(node, JY_FEELS_FEELING);
	const struct jy_node *then = jy_kid(feeling, JY_FEELING_THEN);
	const struct jy_node *to = jy_kid(feeling, JY_FEELING_TO);
	const struct jy_node *by = jy_kid(feeling, JY_FEELING_BY);
	struct jy_feeling fresh = {.kind = kind, .span = node->span};

	if (!feeling)
		return;
	fresh.persona = persona_of(builder, feelings->journey, by);
	fresh.words = jy_text(jy_kid(feeling, JY_FEELING_TEXT));
	fresh.has_value = read_value(builder, feelings->journey, jy_kid(feeling, JY_FEELING_VALUE),
				     &fresh.value);
	if (then)
		fresh.has_then = read_value(builder, feelings->journey, then, &fresh.then_value);
	if (to && read_value(builder, feelings->journey, to, &fresh.then_value)) {
		fresh.has_value = false;
		fresh.named = jb_text_printf(builder->arena, "%s to %s",
					     jy_feeling_text(builder, fresh.value).at,
					     jy_feeling_text(builder, to->value).at);
	}
	fill_about(builder, &fresh, about);
	/* Whose it is cannot be told, so neither whether it is a second value. */
	if ((by && !fresh.persona) || node->flags & JY_F_DAMAGED)
		return;
	check_side(builder, feelings->journey, &fresh);
	if (check_single(builder, feelings, &fresh))
		*jb_push(builder->arena, &feelings->list) = fresh;
}

/* `hope 6 of 5` */
static void report_whole(struct jy_builder *builder, const struct jy_node *value,
			 const struct jy_node *of)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_FEELING_OUTSIDE, value->span,
					     "%.*s is more than the whole of %.*s",
					     JB_ARG(value->text), JB_ARG(of->text));

	jy_diag_label(builder->diags, diag, of->span, "the whole");
	jy_diag_help(builder->diags, diag, "write at most %.*s, or a larger whole",
		     JB_ARG(of->text));
}

/* "frustration 3, hope 1 of 5", "anxious, stuck" */
static void add_named(struct jy_builder *builder, struct jy_feelings *feelings,
		      const struct jy_node *node)
{
	const struct jy_node *emotions = jy_kid(node, JY_FEELS_NAMED_EMOTIONS);
	struct jy_feeling fresh = {.kind = JY_FEELS, .span = node->span};
	struct jb_buf text;

	jb_buf_init(&text, builder->arena);
	for (uint32_t i = 0; i < jy_count(emotions); i++) {
		const struct jy_node *emotion = jy_kid(emotions, i);
		const struct jy_node *value = jy_kid(emotion, JY_EMOTION_VALUE);
		const struct jy_node *of = jy_kid(emotion, JY_EMOTION_OF);

		if (value && of && value->value > of->value)
			report_whole(builder, value, of);
		jb_buf_printf(&text, "%s%.*s", text.size ? ", " : "",
			      JB_ARG(jy_text(jy_kid(emotion, JY_EMOTION_NAME))));
		if (value)
			jb_buf_printf(&text, " %.*s", JB_ARG(value->text));
		if (of)
			jb_buf_printf(&text, " of %.*s", JB_ARG(of->text));
	}
	fresh.persona = persona_of(builder, feelings->journey, jy_kid(node, JY_FEELS_NAMED_BY));
	fresh.named = jb_buf_text(&text);
	*jb_push(builder->arena, &feelings->list) = fresh;
}

bool jy_feelings_add(struct jy_builder *builder, struct jy_feelings *feelings,
		     const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_FEELS: add_value(builder, feelings, JY_FEELS, node, NULL); return true;
	case JY_N_PEAK:
		add_value(builder, feelings, JY_PEAK, node, jy_kid(node, JY_PEAK_ABOUT));
		return true;
	case JY_N_TROUGH:
		add_value(builder, feelings, JY_TROUGH, node, jy_kid(node, JY_TROUGH_ABOUT));
		return true;
	case JY_N_FEELS_NAMED: add_named(builder, feelings, node); return true;
	default: return false;
	}
}
