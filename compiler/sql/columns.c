/*
 * Columns of a row: what the table gives, as values of the column's type, with the codes that
 * reading has for what is none (read/column.h).
 */
#include "sql/columns.h"

static const char *const yes_words[] = {"yes", "Yes", "YES", "Y", "y", "true", "True", "TRUE", "1"};
static const char *const no_words[] = {"no", "No", "NO", "N", "n", "false", "False", "FALSE", "0"};

struct jb_text jy_sql_of(const struct jy_sql_work *work, const struct jrt_column *column,
			 const char *what)
{
	return jb_text_printf(work->arena, "%.*s %s", JB_ARG(column->name), what);
}

struct jy_sql_value jy_sql_faulted(struct jy_sql_work *work, const struct jrt_column *column,
				   struct jy_sql_value value, struct jy_sql_value code)
{
	if (jb_text_is(code.text, "NULL"))
		return value;
	code = jy_sheet_keep(&work->sheet, jy_sql_of(work, column, "fault"), code);
	*jb_push(work->arena, &work->faults) =
		(struct jy_sql_fault){.code = code, .column = column->name};
	return JY_SQL(&work->sheet, "CASE WHEN $1 IS NULL THEN $2 END", code, value);
}

/* ---- words ---- */

static void add_word(const struct jy_sql_work *work, struct jb_buf *out, struct jb_text word)
{
	if (out->size)
		jb_buf_add_string(out, ", ");
	jy_sql_add_text(out, work->dialect, word);
}

/* Whether the text is one of the words; of none, never. */
static struct jy_sql_value is_one_of(struct jy_sql_work *work, struct jy_sql_value text,
				     const struct jb_text *word, size_t count)
{
	struct jb_buf list;

	if (count == 0)
		return jy_sql_word("FALSE");
	jb_buf_init(&list, work->arena);
	for (size_t i = 0; i < count; i++)
		add_word(work, &list, word[i]);
	return JY_SQL(
		&work->sheet, "$1 IN ($2)", text,
		(struct jy_sql_value){jb_text_copy(work->arena, jb_buf_text(&list)), 0, true});
}

static struct jb_text *words_of(struct jy_sql_work *work, const char *const *word, size_t count)
{
	struct jb_text *texts = JB_NEW_ARRAY(work->arena, struct jb_text, count);

	for (size_t i = 0; i < count; i++)
		texts[i] = jb_text_of(word[i]);
	return texts;
}

static struct jy_sql_value raw_flag(struct jy_sql_work *work, const struct jrt_column *column,
				    struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	const size_t yes = sizeof yes_words / sizeof *yes_words;
	const size_t no = sizeof no_words / sizeof *no_words;
	struct jy_sql_value is_yes =
		column->yes_count ? is_one_of(work, text, column->yes, column->yes_count)
				  : is_one_of(work, text, words_of(work, yes_words, yes), yes);
	struct jy_sql_value is_no =
		column->no_count ? is_one_of(work, text, column->no, column->no_count)
				 : is_one_of(work, text, words_of(work, no_words, no), no);
	struct jy_sql_value value = jy_sheet_keep(
		sheet, jy_sql_of(work, column, "flag"),
		JY_SQL(sheet, "CASE WHEN $1 THEN TRUE WHEN $2 THEN FALSE END", is_yes, is_no));

	return jy_sql_faulted(work, column, value,
			      JY_SQL(sheet,
				     "CASE WHEN $1 IS NOT NULL AND $2 IS NULL THEN 'R0210' END",
				     text, value));
}

/* ---- texts ---- */

static struct jy_sql_value text_value(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;

	if (!column->one_of_count)
		return text;
	return jy_sql_faulted(work, column, text,
			      JY_SQL(sheet,
				     "CASE WHEN $1 IS NOT NULL AND NOT ($2) THEN 'R0212' END", text,
				     is_one_of(work, text, column->one_of, column->one_of_count)));
}

/* In NFC, in which constants are; rows of which the engine cannot tell are in doubt. */
static struct jy_sql_value composed(struct jy_sql_work *work, struct jy_sql_value text)
{
	const struct jy_dialect *d = work->dialect;

	if (d->not_nfc)
		jy_sql_doubt(work, JY_SQL(&work->sheet, d->not_nfc, text), "letters");
	return JY_SQL(&work->sheet, d->nfc, text);
}

static bool is_time(enum jrt_type type)
{
	return type == JRT_DATE || type == JRT_CLOCK || type == JRT_INSTANT;
}

/* The field as a text, NULL where it is missing. Words for what is missing are compared in NFC,
 * times byte by byte. */
static struct jy_sql_value field(struct jy_sql_work *work, const struct jrt_column *column,
				 struct jy_sql_value given)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value text = JY_SQL(sheet, work->dialect->text, given), as_given;
	struct jy_sql_value missing;

	if (work->how->raw && column->type == JRT_TEXT)
		text = JY_SQL(sheet, "COALESCE($1, '')", text);
	text = as_given = jy_sheet_keep(sheet, jy_sql_of(work, column, "field"), text);
	if (column->type == JRT_TEXT || column->missing_count || column->yes_count)
		text = composed(work, text);
	missing = is_one_of(work, text, column->missing, column->missing_count);
	if (column->type != JRT_TEXT)
		missing = jy_sql_or(sheet, JY_SQL(sheet, "$1 = ''", text), missing);
	if (is_time(column->type))
		text = as_given;
	if (jy_sql_never(missing))
		return text;
	return jy_sheet_keep(sheet, jy_sql_of(work, column, "text"),
			     JY_SQL(sheet, "CASE WHEN NOT ($1) THEN $2 END", missing, text));
}

/* ---- one column, all columns ---- */

static struct jy_sql_value raw_value(struct jy_sql_work *work, const struct jrt_column *column,
				     struct jy_sql_value given)
{
	struct jy_sql_value text = field(work, column, given);

	if (column->type == JRT_TEXT)
		return text_value(work, column, text);
	if (column->type == JRT_FLAG)
		return raw_flag(work, column, text);
	if (column->format.size)
		return jy_sql_raw_format(work, column, text);
	return is_time(column->type) ? jy_sql_raw_time(work, column, text)
				     : jy_sql_raw_number(work, column, text);
}

static struct jy_sql_value typed_flag(struct jy_sql_work *work, struct jy_sql_value given)
{
	jy_sql_doubt(work,
		     JY_SQL(&work->sheet, "$1 IS NOT NULL AND $2", given,
			    JY_SQL(&work->sheet, work->dialect->no_flag, given)),
		     "flag");
	return JY_SQL(&work->sheet, work->dialect->flag, given);
}

/* Of a spelling of its own: a table has it as a text, for no two engines have one idea of what a
 * duration is. */
static struct jy_sql_value typed_duration(struct jy_sql_work *work, const struct jrt_column *column,
					  struct jy_sql_value given)
{
	jy_sql_doubt(work,
		     JY_SQL(&work->sheet, "$1 IS NOT NULL AND $2", given,
			    JY_SQL(&work->sheet, work->dialect->no_text, given)),
		     "duration");
	return jy_sql_raw_format(work, column, field(work, column, given));
}

static struct jy_sql_value typed_value(struct jy_sql_work *work, const struct jrt_column *column,
				       struct jy_sql_value given)
{
	if (column->type == JRT_TEXT)
		return text_value(work, column, field(work, column, given));
	if (column->type == JRT_FLAG)
		return typed_flag(work, given);
	if (column->type == JRT_DURATION && column->format.size)
		return typed_duration(work, column, given);
	return is_time(column->type) ? jy_sql_typed_time(work, column, given)
				     : jy_sql_typed_number(work, column, given);
}

struct jb_text jy_sql_column_name(const struct jy_sql_work *work, const struct jrt_column *column)
{
	for (size_t i = 0; i < work->how->column_count; i++)
		if (jb_text_equal(work->how->column[i].source, work->source->name) &&
		    jb_text_equal(work->how->column[i].column, column->name))
			return work->how->column[i].name;
	if (column->position)
		return JB_TEXT("");
	return column->header.size ? column->header : column->name;
}

static void refuse_column(struct jy_sql_work *work, const struct jrt_column *column,
			  enum jy_sql_refused reason)
{
	jy_sql_refuse(work, reason, &column->place,
		      jb_text_printf(work->arena, "column `%.*s`", JB_ARG(column->name)));
}

/* False (refused): the column cannot be read in an engine. */
static bool can_read(struct jy_sql_work *work, const struct jrt_column *column)
{
	if (!jy_sql_column_name(work, column).size)
		refuse_column(work, column, JY_SQL_PLACE);
	else
		return true;
	return false;
}

struct jy_sql_value jy_sql_given(struct jy_sql_work *work, const struct jrt_column *column)
{
	struct jb_buf out;

	jb_buf_init(&out, work->arena);
	jb_buf_add_string(&out, "given.");
	jy_sql_add_identifier(&out, work->dialect, jy_sql_column_name(work, column));
	return jy_sheet_keep(
		&work->sheet, jy_sql_of(work, column, "given"),
		(struct jy_sql_value){.text = jb_text_copy(work->arena, jb_buf_text(&out))});
}

void jy_sql_columns(struct jy_sql_work *work)
{
	size_t count = work->source->column_count;

	work->column = JB_NEW_ARRAY(work->arena, struct jy_sql_value, count);
	for (size_t c = 0; c < count; c++) {
		const struct jrt_column *column = &work->source->column[c];
		struct jy_sql_value value;

		if (!column->needed || column->absent || !can_read(work, column)) {
			work->column[c] = jy_sql_word("NULL");
			continue;
		}
		value = jy_sql_given(work, column);
		value = work->how->raw ? raw_value(work, column, value)
				       : typed_value(work, column, value);
		work->column[c] = jy_sheet_keep(&work->sheet, column->name, value);
	}
}
