/*
 * One part's state out of JSON, with everything checked that the judge takes for granted: a hit
 * is a row, a histogram ascends and adds up, no number comes near the end of its type.
 */
#include "report/states_read.h"
#include "report/words.h"
#include "time/civil.h"

static jb_i128 rows(struct jrt_document *document, const struct jrt_place_in *in, const char *name,
		    uint64_t most)
{
	return jrt_node_integer(document, in, name, 0, (jb_i128)most);
}

static void refuse(struct jrt_document *document, const struct jrt_place_in *in, const char *name)
{
	jrt_document_fault(document, in, name, JB_TEXT("these numbers do not belong together"));
}

/* Pairs of value and count, ascending. */
static void read_values(struct jrt_document *document, const struct jrt_place_in *in,
			bool histogram, struct jrt_part_state *state)
{
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, in, "values", &count);
	uint64_t sum = 0;

	state->value = JB_NEW_ARRAY(document->arena, struct jrt_value_count, count);
	for (size_t i = 0; i < count; i++) {
		const struct jrt_node *pair = jrt_node_item(array, i);
		jb_i128 value, times;

		if (!jrt_node_item_integer(pair, 0, &value) ||
		    !jrt_node_item_integer(pair, 1, &times) || value < INT64_MIN ||
		    value > INT64_MAX || times < 1 || times > JRT_STATES_ROWS_MAX ||
		    (i > 0 && value <= state->value[i - 1].value)) {
			refuse(document, in, "values");
			return;
		}
		state->value[i] = (struct jrt_value_count){(jb_fix)value, (uint64_t)times};
		state->value_count = i + 1;
		sum += (uint64_t)times;
		if (sum > state->n)
			break;
	}
	if (histogram ? sum != state->n : sum > state->n)
		refuse(document, in, "values");
}

/* Pairs of moment and sum, ascending; as many moments as rows at most. */
static void read_stock(struct jrt_document *document, const struct jrt_place_in *in,
		       struct jrt_part_state *state)
{
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, in, "stock", &count);

	if (count > state->n || (count == 0 && state->n > 0)) {
		refuse(document, in, "stock");
		return;
	}
	state->stock = JB_NEW_ARRAY(document->arena, struct jrt_stock, count);
	for (size_t i = 0; i < count; i++) {
		const struct jrt_node *pair = jrt_node_item(array, i);
		jb_i128 time, sum;

		if (!jrt_node_item_integer(pair, 0, &time) ||
		    !jrt_node_item_integer(pair, 1, &sum) || time < JRT_INSTANT_MIN ||
		    time > JRT_INSTANT_MAX || sum > JRT_STATES_SUM_MAX ||
		    sum < -JRT_STATES_SUM_MAX || (i > 0 && time <= state->stock[i - 1].time)) {
			refuse(document, in, "stock");
			return;
		}
		state->stock[i] = (struct jrt_stock){(int64_t)time, sum};
		state->stock_count = i + 1;
	}
}

static void read_texts(struct jrt_document *document, const struct jrt_place_in *in,
		       struct jrt_part_state *state)
{
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, in, "texts", &count);

	state->text = JB_NEW_ARRAY(document->arena, struct jb_text, count);
	for (size_t i = 0; i < count; i++) {
		if (!jrt_node_item_text(document, array, i, &state->text[i]) ||
		    (i > 0 && jb_text_compare(state->text[i - 1], state->text[i]) >= 0)) {
			refuse(document, in, "texts");
			return;
		}
		state->text_count = i + 1;
	}
	if (count > state->n)
		refuse(document, in, "texts");
}

static void read_squares(struct jrt_document *document, const struct jrt_place_in *in,
			 struct jrt_part_state *state)
{
	struct jb_text digits = jrt_node_text(document, in, "squares");

	/* Far above any sum of squares, far below the end of the type. */
	if (!jb_wide_parse(digits, &state->squares) || state->squares.word[3] >> 32 != 0)
		jrt_document_fault(document, in, "squares", JB_TEXT("a sum of squares is missing"));
}

static void read_net(struct jrt_document *document, const struct jrt_place_in *in,
		     struct jrt_part_state *state)
{
	state->positive = (uint64_t)rows(document, in, "positive", state->n);
	state->negative = (uint64_t)rows(document, in, "negative", state->n);
	if (state->num != (jb_i128)state->positive - (jb_i128)state->negative ||
	    state->den != (jb_i128)state->n)
		refuse(document, in, "num");
}

static void read_kind(struct jrt_document *document, const struct jrt_place_in *in,
		      struct jrt_part_state *state)
{
	jb_i128 n = (jb_i128)state->n;

	switch (state->kind) {
	case JRT_PART_COUNT:
		if (state->num != n)
			refuse(document, in, "num");
		break;
	case JRT_PART_SHARE:
		if (state->num < 0 || state->num > state->den || state->den != n)
			refuse(document, in, "num");
		break;
	case JRT_PART_TIME:
		if (state->num < 0 || state->num > state->den)
			refuse(document, in, "num");
		break;
	case JRT_PART_MEAN:
		if (state->den != n)
			refuse(document, in, "den");
		break;
	case JRT_PART_NET: read_net(document, in, state); break;
	case JRT_PART_SPREAD: read_squares(document, in, state); break;
	case JRT_PART_LAST:
		state->last_time =
			(int64_t)jrt_node_integer(document, in, "last_time", INT64_MIN, INT64_MAX);
		break;
	case JRT_PART_STOCK: read_stock(document, in, state); break;
	case JRT_PART_VALUES: read_values(document, in, true, state); break;
	case JRT_PART_DISTINCT:
		read_values(document, in, false, state);
		read_texts(document, in, state);
		break;
	default: break;
	}
}

bool jrt_states_approximate(const struct jrt_part_state *state)
{
	for (size_t i = 0; i < state->value_count; i++)
		if (jb_fix_approximate(state->value[i].value) != state->value[i].value)
			return false;
	for (size_t g = 0; g < state->group_count; g++)
		if (!jrt_states_approximate(&state->group[g].state))
			return false;
	return true;
}

void jrt_states_read_part(struct jrt_document *document, const struct jrt_place_in *in,
			  enum jrt_part_kind kind, struct jrt_part_state *state)
{
	struct jb_text word = jrt_node_text(document, in, "kind");

	if (!jb_text_is(word, jrt_word_part_kind(kind)))
		jrt_document_fault(document, in, "kind",
				   jb_text_printf(document->arena, "\"%s\" was expected",
						  jrt_word_part_kind(kind)));
	state->kind = kind;
	state->n = (uint64_t)rows(document, in, "n", JRT_STATES_ROWS_MAX);
	state->unusable = (uint64_t)rows(document, in, "unusable", JRT_STATES_ROWS_MAX);
	state->not_due = (uint64_t)rows(document, in, "not_due", JRT_STATES_ROWS_MAX);
	if (jrt_node_field(in, "left_out"))
		state->left_out = (uint64_t)rows(document, in, "left_out", JRT_STATES_ROWS_MAX);
	state->num = jrt_node_integer(document, in, "num", -JRT_STATES_SUM_MAX, JRT_STATES_SUM_MAX);
	state->den = jrt_node_integer(document, in, "den", -JRT_STATES_SUM_MAX, JRT_STATES_SUM_MAX);
	if (jrt_document_sound(document))
		read_kind(document, in, state);
}
