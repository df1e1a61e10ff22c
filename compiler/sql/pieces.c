/*
 * Values that change at known places: a CASE over constants, asked one after the other where they
 * are few, and by halves where they are many.
 */
#include "sql/work.h"

#define IN_A_ROW 6 /* places that are asked one after the other, before halving */

static void write(const struct jy_sql_piece *piece, size_t count, struct jb_text x,
		  struct jb_buf *out)
{
	size_t half = count / 2;

	if (count == 1) {
		jb_buf_add_text(out, piece[0].value.text);
		return;
	}
	jb_buf_add_string(out, "CASE");
	if (count > IN_A_ROW) {
		jb_buf_printf(out, " WHEN %.*s < %lld THEN ", JB_ARG(x),
			      (long long)piece[half].from);
		write(piece, half, x, out);
		jb_buf_add_string(out, " ELSE ");
		write(piece + half, count - half, x, out);
	} else {
		for (size_t i = 0; i + 1 < count; i++)
			jb_buf_printf(out, " WHEN %.*s < %lld THEN %.*s", JB_ARG(x),
				      (long long)piece[i + 1].from, JB_ARG(piece[i].value.text));
		jb_buf_printf(out, " ELSE %.*s", JB_ARG(piece[count - 1].value.text));
	}
	jb_buf_add_string(out, " END");
}

struct jy_sql_value jy_sql_at(struct jy_sql_work *work, const struct jy_sql_piece *piece,
			      size_t count, struct jy_sql_value x)
{
	struct jy_sql_value value = {.level = x.level, .atom = count > 1 || piece[0].value.atom};
	struct jb_buf out;

	for (size_t i = 0; i < count; i++)
		if (piece[i].value.level > value.level)
			value.level = piece[i].value.level;
	jb_buf_init(&out, work->arena);
	write(piece, count, x.text, &out);
	value.text = jb_text_copy(work->arena, jb_buf_text(&out));
	return value;
}
