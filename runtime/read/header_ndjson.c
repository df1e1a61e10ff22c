/*
 * The members that rows of JSON have, in place of a header, for whoever wants to compare them with
 * what is declared before any data is measured. Rows are read until each column of the source has
 * been seen, which is mostly the first; what they hold is nobody's business here.
 */
#include "base/utf8.h"
#include "read/bytes.h"
#include "read/header.h"
#include "read/ndjson.h"

struct look {
	struct jb_arena *arena;
	struct jrt_bytes bytes;
	struct jrt_ndjson ndjson;
	const struct jb_text *wanted;
	bool *had;
	size_t count, left;
	uint64_t rows;
};

static void look_at_row(struct look *look, const char *at)
{
	struct jb_arena scratch;

	look->rows++;
	jb_arena_init(&scratch, &look->arena->allocator);
	if (JB_ARM(&scratch) == 0) {
		jrt_ndjson_members(&look->ndjson, at, &scratch);
		jb_arena_disarm(&scratch);
	}
	jb_arena_release(&scratch);
	for (size_t i = 0; i < look->count; i++) {
		uint32_t name = jrt_words_find(&look->ndjson.names, look->wanted[i]);
		if (look->had[i] || look->ndjson.value[name].kind == JRT_JSON_ABSENT)
			continue;
		look->had[i] = true;
		look->left--;
	}
}

static void look_at_rows(struct look *look)
{
	struct jrt_csv_row row;
	struct jrt_bytes *bytes = &look->bytes;

	while (look->left > 0) {
		size_t size = jrt_bytes_size(bytes);
		switch (jrt_ndjson_next(&look->ndjson, jrt_bytes_at(bytes, 0), size, bytes->last,
					&row)) {
		case JRT_CSV_ROW:
			if (row.fault == JRT_CSV_SOUND)
				look_at_row(look, jrt_bytes_at(bytes, 0));
			jrt_bytes_drop(bytes, row.taken);
			break;
		case JRT_CSV_BLANK: jrt_bytes_drop(bytes, row.taken); break;
		case JRT_CSV_END: return;
		case JRT_CSV_MORE:
			jrt_bytes_cut(bytes, jrt_ndjson_keep(&look->ndjson, size));
			if (jrt_bytes_more(bytes) != JB_OK)
				return;
			break;
		}
	}
}

/* The columns that were seen, and what else is remembered of the rows. */
static void take_names(const struct look *look, struct jrt_header *header)
{
	const struct jrt_ndjson *ndjson = &look->ndjson;
	struct jb_text *name =
		JB_NEW_ARRAY(look->arena, struct jb_text, look->count + ndjson->guess_count);

	for (size_t i = 0; i < look->count; i++)
		if (look->had[i])
			name[header->count++] = look->wanted[i];
	for (uint32_t i = 0; i < ndjson->guess_count; i++)
		if (ndjson->guess[i].member == JRT_NONE)
			name[header->count++] =
				jb_text_copy(look->arena, (struct jb_text){ndjson->guess[i].name,
									   ndjson->guess[i].size});
	header->name = name;
}

bool jrt_header_read_members(struct jb_arena *arena, const struct jrt_source *source,
			     struct jb_text path, struct jrt_header *header, struct jb_text *why)
{
	struct look *look = JB_NEW(arena, struct look);
	struct jb_text *wanted = JB_NEW_ARRAY(arena, struct jb_text, source->column_count);
	struct jrt_byte_trouble trouble = {0};

	look->arena = arena;
	look->wanted = wanted;
	look->had = JB_NEW_ARRAY(arena, bool, source->column_count);
	for (size_t i = 0; i < source->column_count; i++)
		wanted[look->count++] = jb_utf8_nfc(arena, source->column[i].header);
	look->left = look->count;
	*header = (struct jrt_header){.file = path};
	jrt_bytes_init(&look->bytes, arena, 0, NULL);
	look->bytes.format = JRT_NDJSON;
	jrt_ndjson_init(&look->ndjson, arena, wanted, look->count);
	if (jrt_bytes_open(&look->bytes, path, source->encoding, &trouble) != JB_OK)
		trouble.code = "";
	if (trouble.code) {
		*why = trouble.message.size ? trouble.message : JB_TEXT("it cannot be opened");
		return false;
	}
	look_at_rows(look);
	jrt_bytes_close(&look->bytes);
	take_names(look, header);
	*why = JB_TEXT("it has no rows");
	return look->rows > 0;
}
