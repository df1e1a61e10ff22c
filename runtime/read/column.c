/*
 * Typed decoding, see column.h: what all types have in common, texts and flags. Numbers and times
 * have files of their own. It knows one field at a time, and nothing of rows.
 */
#include "read/column.h"

#include "base/utf8.h"
#include "read/wording.h"

#define WORDS_SHOWN 12

/* Spellings of a flag where the column declares none. */
static const struct jb_text yes_words[] = {
	{"yes", 3},  {"Yes", 3},  {"YES", 3},  {"Y", 1}, {"y", 1},
	{"true", 4}, {"True", 4}, {"TRUE", 4}, {"1", 1},
};
static const struct jb_text no_words[] = {
	{"no", 2},    {"No", 2},    {"NO", 2},	  {"N", 1}, {"n", 1},
	{"false", 5}, {"False", 5}, {"FALSE", 5}, {"0", 1},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void init_flag(struct jrt_decoder *decoder, struct jb_arena *arena)
{
	const struct jrt_column *column = decoder->column;

	if (column->yes_count > 0)
		jrt_words_init(&decoder->yes, arena, column->yes, column->yes_count);
	else
		jrt_words_init(&decoder->yes, arena, yes_words, COUNT(yes_words));
	if (column->no_count > 0)
		jrt_words_init(&decoder->no, arena, column->no, column->no_count);
	else
		jrt_words_init(&decoder->no, arena, no_words, COUNT(no_words));
}

static void init_number(struct jrt_decoder *decoder)
{
	const struct jrt_column *column = decoder->column;
	int64_t product = 0;

	decoder->scale_num = column->scale_num > 0 ? column->scale_num : 1;
	decoder->scale_den = column->scale_den > 0 ? column->scale_den : 1;
	bool fits = !__builtin_mul_overflow(JB_FIX_ONE, decoder->scale_num, &product);
	bool rounded = column->rounding != JB_ROUND_NONE && column->rounding_step > 0;
	if (fits && product % decoder->scale_den == 0)
		decoder->plain_factor = product / decoder->scale_den;
	if (rounded && decoder->plain_factor % column->rounding_step != 0)
		decoder->plain_factor = 0;
}

static enum jb_status init_type(struct jrt_decoder *decoder, struct jb_arena *arena,
				struct jb_text *why)
{
	const struct jrt_column *column = decoder->column;

	switch (column->type) {
	case JRT_FLAG: init_flag(decoder, arena); return JB_OK;
	case JRT_DATE:
	case JRT_CLOCK:
	case JRT_INSTANT: return jrt_decoder_init_time(decoder, arena, why);
	case JRT_DURATION:
		init_number(decoder);
		return column->format.size > 0 ? jrt_decoder_init_time(decoder, arena, why) : JB_OK;
	default: init_number(decoder); return JB_OK;
	}
}

enum jb_status jrt_decoder_init(struct jrt_decoder *decoder, struct jb_arena *arena,
				const struct jrt_source *source, const struct jrt_column *column,
				struct jrt_texts *texts, struct jb_text *why)
{
	*decoder = (struct jrt_decoder){
		.column = column, .texts = texts, .decimal_point = source->decimal_point};
	if (decoder->decimal_point == '\0')
		decoder->decimal_point = '.';
	jrt_words_init(&decoder->missing, arena, column->missing, column->missing_count);
	jrt_words_init(&decoder->one_of, arena, column->one_of, column->one_of_count);
	enum jb_status status = init_type(decoder, arena, why);
	if (status == JB_OK)
		jrt_lanes_init(decoder, arena, source);
	return status;
}

void jrt_decode_fault(const struct jrt_decoder *decoder, struct jb_text found, const char *code,
		      struct jb_text tail, struct jb_arena *scratch, struct jrt_decoded *out)
{
	struct jb_buf buf;

	jb_buf_init(&buf, scratch);
	jb_buf_add_string(&buf, "column ");
	jb_buf_add_text(&buf, decoder->column->name);
	jb_buf_add_string(&buf, ": found ");
	jrt_say(&buf, found);
	if (jb_text_equal(found, decoder->column->header) && found.size > 0)
		jb_buf_add_string(&buf, ", which is the column's header once more");
	jb_buf_add_text(&buf, tail);
	out->code = code;
	out->reason = jb_buf_text(&buf);
	out->known = false;
}

static void decode_text(struct jrt_decoder *decoder, struct jb_text text, struct jb_arena *scratch,
			struct jrt_decoded *out)
{
	const struct jrt_column *column = decoder->column;

	if (column->one_of_count > 0 && jrt_words_find(&decoder->one_of, text) == JRT_NONE) {
		struct jb_buf tail;
		jb_buf_init(&tail, scratch);
		jb_buf_add_string(&tail, ", expected one of ");
		jrt_say_list(&tail, column->one_of, column->one_of_count, WORDS_SHOWN);
		jrt_decode_fault(decoder, text, "R0212", jb_buf_text(&tail), scratch, out);
		return;
	}
	out->known = true;
	out->text = text;
	out->value = column->key ? jrt_texts_key(decoder->texts, text)
				 : jrt_texts_constant(decoder->texts, text);
}

static void decode_flag(struct jrt_decoder *decoder, struct jb_text text, struct jb_arena *scratch,
			struct jrt_decoded *out)
{
	bool yes = jrt_words_find(&decoder->yes, text) != JRT_NONE;

	if (yes || jrt_words_find(&decoder->no, text) != JRT_NONE) {
		out->known = true;
		out->value = yes;
		return;
	}
	struct jb_buf tail;
	jb_buf_init(&tail, scratch);
	jb_buf_add_string(&tail, ", expected yes as ");
	jrt_say_list(&tail, decoder->yes.word, decoder->yes.count, WORDS_SHOWN);
	jb_buf_add_string(&tail, " or no as ");
	jrt_say_list(&tail, decoder->no.word, decoder->no.count, WORDS_SHOWN);
	jrt_decode_fault(decoder, text, "R0210", jb_buf_text(&tail), scratch, out);
}

void jrt_decode(struct jrt_decoder *decoder, struct jb_text text, bool ascii,
		struct jb_arena *scratch, struct jrt_decoded *out)
{
	enum jrt_type type = decoder->column->type;

	*out = (struct jrt_decoded){0};
	if (!ascii)
		text = jb_utf8_nfc(scratch, text);
	if (text.size == 0 && type != JRT_TEXT)
		return;
	if (jrt_words_find(&decoder->missing, text) != JRT_NONE)
		return;
	switch (type) {
	case JRT_TEXT: decode_text(decoder, text, scratch, out); break;
	case JRT_FLAG: decode_flag(decoder, text, scratch, out); break;
	case JRT_DATE:
	case JRT_CLOCK:
	case JRT_INSTANT: jrt_decode_time(decoder, text, scratch, out); break;
	case JRT_DURATION:
		if (decoder->pattern != NULL)
			jrt_decode_time(decoder, text, scratch, out);
		else
			jrt_decode_number(decoder, text, scratch, out);
		break;
	default: jrt_decode_number(decoder, text, scratch, out); break;
	}
}
