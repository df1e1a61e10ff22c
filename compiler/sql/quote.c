/*
 * Texts and names of anybody in a statement. In identifiers the quote is doubled, in texts the
 * apostrophe; where a backslash escapes, backslashes and quotes get one. Line ends and other
 * control characters stand as they are where nothing escapes them: inside of quotes they are
 * characters like any other.
 */
#include "sql/sheet.h"

static void add_escaped(struct jb_buf *out, struct jb_text text, char quote, bool backslash)
{
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.at[i];

		if (backslash && byte == '\n') {
			jb_buf_add_string(out, "\\n");
			continue;
		}
		if (byte == quote)
			jb_buf_add_byte(out, backslash ? '\\' : quote);
		else if (byte == '\\' && backslash)
			jb_buf_add_byte(out, '\\');
		jb_buf_add_byte(out, byte);
	}
}

void jy_sql_add_identifier(struct jb_buf *out, const struct jy_dialect *dialect,
			   struct jb_text name)
{
	bool backslash = dialect->backslash && !dialect->doubles;

	jb_buf_add_byte(out, dialect->quote);
	add_escaped(out, name, dialect->quote, backslash);
	jb_buf_add_byte(out, dialect->quote);
}

static bool has_backslash(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.at[i] == '\\')
			return true;
	return false;
}

void jy_sql_add_text(struct jb_buf *out, const struct jy_dialect *dialect, struct jb_text text)
{
	bool escaped = dialect->escape_texts && has_backslash(text);

	if (escaped)
		jb_buf_add_byte(out, 'E');
	jb_buf_add_byte(out, '\'');
	add_escaped(out, text, '\'', dialect->backslash || escaped);
	jb_buf_add_byte(out, '\'');
}
