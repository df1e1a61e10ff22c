/*
 * Header names to field numbers, see header.h. It only compares and explains; rows are not its
 * business.
 */
#include "read/header.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

#define NAMES_SHOWN 20

/* ---- names that look alike ---- */

enum { WITHOUT_INVISIBLE = 1, WITHOUT_BLANKS = 2, WITHOUT_CASE = 4 };

static bool is_blank(uint32_t codepoint)
{
	return codepoint == ' ' || codepoint == '\t' || codepoint == 0xa0 ||
	       (codepoint >= 0x2000 && codepoint <= 0x200a) || codepoint == 0x202f ||
	       codepoint == 0x3000;
}

static struct jb_text folded(struct jb_arena *arena, struct jb_text text, unsigned how)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (size_t at = 0; at < text.size;) {
		uint32_t codepoint = 0;
		size_t length = jb_utf8_decode(text, at, &codepoint);
		bool blank = is_blank(codepoint);
		if (how & WITHOUT_CASE && codepoint >= 'A' && codepoint <= 'Z')
			codepoint += 'a' - 'A';
		bool left_out =
			(how & WITHOUT_BLANKS && blank) ||
			(how & WITHOUT_INVISIBLE && !blank && jb_utf8_is_invisible(codepoint));
		if (!left_out)
			jb_buf_add_codepoint(&buf, codepoint);
		at += length;
	}
	return jb_buf_text(&buf);
}

static bool alike(struct jb_arena *arena, struct jb_text a, struct jb_text b, unsigned how)
{
	return jb_text_equal(folded(arena, a, how), folded(arena, b, how));
}

/* What must be left out of both names to make them equal, in words; NULL when they are different
 * names. */
static const char *difference(struct jb_arena *arena, struct jb_text a, struct jb_text b)
{
	if (alike(arena, a, b, WITHOUT_INVISIBLE))
		return "invisible characters";
	if (alike(arena, a, b, WITHOUT_BLANKS))
		return "blanks";
	if (alike(arena, a, b, WITHOUT_CASE))
		return "small and capital letters";
	if (alike(arena, a, b, WITHOUT_INVISIBLE | WITHOUT_BLANKS | WITHOUT_CASE))
		return "blanks, invisible characters, or small and capital letters";
	return NULL;
}

/* ---- findings ---- */

static void add_names(struct jb_buf *buf, const struct jrt_header *header)
{
	jb_buf_add_string(buf, "the file has ");
	jrt_say_list(buf, header->name, header->count, NAMES_SHOWN);
}

/* A whole header in one field tells of another separator. */
static bool add_separator_hint(struct jb_buf *buf, const struct jrt_source *source,
			       const struct jrt_header *header)
{
	static const char separators[] = ",;\t|";
	static const char *const words[] = {"comma", "semicolon", "tab", "pipe"};

	for (size_t i = 0; header->count == 1 && separators[i] != '\0'; i++) {
		if (separators[i] == source->separator ||
		    memchr(header->name[0].at, separators[i], header->name[0].size) == NULL)
			continue;
		jb_buf_printf(buf,
			      "the header is a single field with a %s in it: is the file "
			      "separated by %s? ",
			      words[i], words[i]);
		return true;
	}
	return false;
}

static struct jb_text missing_help(struct jb_arena *arena, const struct jrt_source *source,
				   const struct jrt_header *header, struct jb_text wanted)
{
	struct jb_buf buf;
	const char *differs = NULL;
	int near = -1;

	jb_buf_init(&buf, arena);
	for (size_t i = 0; i < header->count && differs == NULL; i++) {
		differs = difference(arena, wanted, header->name[i]);
		near = differs != NULL ? (int)i : -1;
	}
	if (differs == NULL)
		near = jb_text_nearest(wanted, header->name, header->count);
	if (differs != NULL) {
		jrt_say(&buf, header->name[near]);
		jb_buf_printf(&buf, " differs from it only in %s; ", differs);
	} else if (near >= 0) {
		jb_buf_add_string(&buf, "did you mean ");
		jrt_say(&buf, header->name[near]);
		jb_buf_add_string(&buf, "? ");
	} else {
		add_separator_hint(&buf, source, header);
	}
	add_names(&buf, header);
	return jb_buf_text(&buf);
}

static void report_missing(const struct jrt_source *source, const struct jrt_header *header,
			   const struct jrt_column *column, struct jrt_findings *findings)
{
	struct jb_buf buf;

	jb_buf_init(&buf, findings->arena);
	if (column->position > 0) {
		jb_buf_printf(&buf, "has %zu columns, but column %.*s is read from column %" PRIu32,
			      header->count, JB_ARG(column->name), column->position);
	} else {
		jb_buf_add_string(&buf, "has no column ");
		jrt_say(&buf, column->header);
		jb_buf_printf(&buf, ", from which column %.*s is read", JB_ARG(column->name));
	}
	struct jb_text help = column->position > 0 ? (struct jb_text){0}
						   : missing_help(findings->arena, source, header,
								  column->header);
	jrt_findings_add(findings, column->needed ? JRT_ERROR : JRT_WARNING, "R0106", header->file,
			 header->line, jb_buf_text(&buf), help);
}

static void report_doubled(const struct jrt_header *header, const struct jrt_column *column,
			   size_t first, size_t second, struct jrt_findings *findings)
{
	struct jb_buf buf;

	jb_buf_init(&buf, findings->arena);
	jb_buf_add_string(&buf, "has two columns ");
	jrt_say(&buf, column->header);
	jb_buf_printf(&buf, " (columns %zu and %zu), so column %.*s is not certain", first + 1,
		      second + 1, JB_ARG(column->name));
	jrt_findings_add(findings, column->needed ? JRT_ERROR : JRT_WARNING, "R0107", header->file,
			 header->line, jb_buf_text(&buf),
			 jb_text_printf(findings->arena,
					"say which: `column %.*s … from column %zu`",
					JB_ARG(column->name), first + 1));
}

/* ---- mapping ---- */

/* The first header equal to `wanted` from index `from` on. */
static size_t find_name(const struct jrt_header *header, struct jb_text wanted, size_t from)
{
	while (from < header->count && !jb_text_equal(header->name[from], wanted))
		from++;
	return from;
}

static uint32_t map_column(const struct jrt_source *source, const struct jrt_header *header,
			   const struct jrt_column *column, struct jrt_findings *findings)
{
	if (column->position > 0 && column->position <= header->count)
		return column->position - 1;
	struct jb_text wanted = jb_utf8_nfc(findings->arena, column->header);
	size_t first = column->position > 0 ? header->count : find_name(header, wanted, 0);
	if (first == header->count) {
		report_missing(source, header, column, findings);
		return JRT_NONE;
	}
	size_t second = find_name(header, wanted, first + 1);
	if (second < header->count) {
		report_doubled(header, column, first, second, findings);
		return JRT_NONE;
	}
	return (uint32_t)first;
}

bool jrt_header_map(const struct jrt_source *source, const struct jrt_header *header,
		    uint32_t *position, struct jrt_findings *findings)
{
	bool usable = true;

	for (size_t i = 0; i < source->column_count; i++) {
		position[i] = map_column(source, header, &source->column[i], findings);
		usable = usable && (position[i] != JRT_NONE || !source->column[i].needed);
	}
	return usable;
}
