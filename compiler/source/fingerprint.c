/*
 * Fingerprints: hashes of texts under a fixed key, and the counting of equal ones.
 */
#include "source/fingerprint.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/map.h"
#include "source/file.h"
#include "source/sink.h"

/* The how-manieth text of this kind: 1, 2, … */
static uint64_t occurrence(struct jb_map *seen, struct jb_text text)
{
	return ++*jb_map_intern(seen, &text, NULL);
}

static struct jb_text line_of(const struct jy_finding *finding)
{
	uint32_t line;

	if (!finding->file)
		return JB_TEXT("");
	line = jy_file_line(finding->file, finding->diag->span.begin);
	return jb_text_trim(jy_file_line_text(finding->file, line));
}

/* A NUL between the parts: none of them holds one. */
static void add_part(struct jb_buf *buf, struct jb_text part)
{
	jb_buf_add_text(buf, part);
	jb_buf_add_byte(buf, '\0');
}

void jy_fingerprints_make(struct jy_findings *findings)
{
	struct jb_arena *arena = findings->arena;
	struct jb_map seen;
	struct jb_buf key;

	jb_map_init(&seen, arena);
	jb_buf_init(&key, arena);
	for (size_t i = 0; i < findings->count; i++) {
		struct jy_finding *finding = &findings->at[i];
		struct jb_text line = line_of(finding);

		jb_buf_reset(&key);
		add_part(&key, finding->path);
		jy_sink_code(&key, finding->diag);
		jb_buf_add_byte(&key, '\0');
		add_part(&key, line);
		uint64_t nth = occurrence(&seen, jb_buf_text(&key));
		jb_buf_printf(&key, "%" PRIu64, nth);
		finding->line_hash =
			jb_text_printf(arena, "%016" PRIx64 ":%" PRIu64, jb_text_hash(line), nth);
		finding->fingerprint =
			jb_text_printf(arena, "%016" PRIx64, jb_text_hash(jb_buf_text(&key)));
	}
}
