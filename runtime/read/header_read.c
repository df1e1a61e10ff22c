/*
 * The header line of one file by itself, for whoever wants to compare it with what is declared
 * before any data is measured. It reads no row.
 */
#include "base/utf8.h"
#include "read/bytes.h"
#include "read/header.h"
#include "read/row.h"

struct look {
	struct jb_arena *arena;
	const struct jrt_source *source;
	struct jrt_bytes bytes;
	struct jrt_csv csv;
	size_t at;
};

static bool more(struct look *look)
{
	return !look->bytes.last && jrt_bytes_more(&look->bytes) == JB_OK;
}

static bool pass_lines(struct look *look)
{
	for (uint32_t i = 0; i < look->source->skip_lines;) {
		size_t taken = jrt_csv_skip_line(&look->csv, jrt_bytes_at(&look->bytes, look->at),
						 jrt_bytes_size(&look->bytes) - look->at,
						 look->bytes.last);
		look->at += taken;
		i += taken > 0;
		if (taken == 0 && !more(look))
			return false;
	}
	return true;
}

/* The first line with something in it. */
static bool find_row(struct look *look, struct jrt_csv_row *row)
{
	for (;;) {
		switch (jrt_csv_next(&look->csv, jrt_bytes_at(&look->bytes, look->at),
				     jrt_bytes_size(&look->bytes) - look->at, look->bytes.last,
				     row)) {
		case JRT_CSV_ROW: return true;
		case JRT_CSV_END: return false;
		case JRT_CSV_BLANK: look->at += row->taken; break;
		case JRT_CSV_MORE:
			if (jrt_bytes_size(&look->bytes) - look->at > JRT_ROW_BYTES || !more(look))
				return false;
			break;
		}
	}
}

static bool read_names(struct look *look, const struct jrt_csv_row *csv, struct jrt_header *header,
		       struct jb_text *why)
{
	struct jrt_row row;
	struct jb_text *name = JB_NEW_ARRAY(look->arena, struct jb_text, csv->field_count);

	jrt_row_check(&row, jrt_bytes_at(&look->bytes, look->at), csv, look->source->encoding, 0,
		      look->arena);
	if (row.code != NULL) {
		*why = jb_text_copy(look->arena, row.reason);
		return false;
	}
	for (uint32_t i = 0; i < csv->field_count; i++) {
		bool ascii = true;

		jrt_row_field(&row, i, look->arena, &name[i], &ascii);
		name[i] = ascii ? jb_text_copy(look->arena, name[i])
				: jb_utf8_nfc(look->arena, jb_text_copy(look->arena, name[i]));
	}
	header->line = csv->line;
	header->name = name;
	header->count = csv->field_count;
	return true;
}

static bool look_at(struct look *look, struct jrt_header *header, struct jb_text *why)
{
	struct jrt_csv_row row;

	if (!pass_lines(look) || !find_row(look, &row)) {
		*why = JB_TEXT("it has no header line");
		return false;
	}
	return read_names(look, &row, header, why);
}

bool jrt_header_read(struct jb_arena *arena, const struct jrt_source *source, struct jb_text path,
		     struct jrt_header *header, struct jb_text *why)
{
	struct look look = {.arena = arena, .source = source};
	struct jrt_byte_trouble trouble = {0};
	bool good = false;

	if (source->format == JRT_NDJSON)
		return jrt_header_read_members(arena, source, path, header, why);
	*header = (struct jrt_header){.file = path};
	jrt_bytes_init(&look.bytes, arena, 0, NULL);
	jrt_csv_init(&look.csv, arena, source->separator);
	jrt_csv_begin(&look.csv);
	if (jrt_bytes_open(&look.bytes, path, source->encoding, &trouble) != JB_OK) {
		*why = JB_TEXT("it cannot be opened");
		return false;
	}
	if (trouble.code) {
		*why = trouble.message;
		return false;
	}
	good = look_at(&look, header, why);
	jrt_bytes_close(&look.bytes);
	return good;
}
