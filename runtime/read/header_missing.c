/*
 * What is said of a header that lacks wanted names: one finding however many are missing, with the
 * names that look alike, and a word on the separator where the whole header is one field. It only
 * compares and explains; header.c decides.
 */
#include "read/header.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

#define NAMES_SHOWN 20
#define NEAR_SHOWN 5

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

/* ---- help ---- */

static void add_names(struct jb_buf *buf, const struct jrt_missing *missing)
{
	const struct jrt_header *header = missing->header;

	if (header->count == 0) {
		jb_buf_add_string(buf, "no row could be read as a JSON object; a file of delimited "
				       "text is declared with `format csv`");
		return;
	}
	jb_buf_add_string(buf,
			  missing->source->format == JRT_NDJSON ? "rows have " : "the file has ");
	jrt_say_list(buf, header->name, header->count, NAMES_SHOWN);
}

/* A whole header in one field tells of another separator. */
static bool add_separator_hint(struct jb_buf *buf, const struct jrt_source *source,
			       const struct jrt_header *header)
{
	static const char separators[] = ",;\t|";
	static const char *const words[] = {"comma", "semicolon", "tab", "pipe"};

	if (source->format != JRT_CSV || header->count != 1)
		return false;
	for (size_t i = 0; separators[i] != '\0'; i++) {
		if (separators[i] == source->separator ||
		    memchr(header->name[0].at, separators[i], header->name[0].size) == NULL)
			continue;
		jb_buf_printf(buf,
			      "the header is a single field with a %s in it: is the file "
			      "separated by %s? then write `format csv, separated by %s`; ",
			      words[i], words[i], words[i]);
		return true;
	}
	return false;
}

/* `"DATUM" differs from "Datum" only in …; ` or `did you mean "Datum"? `; nothing where no name of
 * the file is near. Of several names each says which it is about. */
static bool add_near(struct jb_buf *buf, const struct jrt_header *header, struct jb_text wanted,
		     bool several)
{
	const char *differs = NULL;
	int near = -1;

	for (size_t i = 0; i < header->count && differs == NULL; i++) {
		differs = difference(buf->arena, wanted, header->name[i]);
		near = differs != NULL ? (int)i : -1;
	}
	if (differs == NULL)
		near = jb_text_nearest(wanted, header->name, header->count);
	if (near < 0)
		return false;
	jb_buf_add_string(buf, differs == NULL ? "did you mean " : "");
	jrt_say(buf, header->name[near]);
	jb_buf_add_string(buf, differs == NULL ? "" : " differs from ");
	if (several) {
		jb_buf_add_string(buf, differs == NULL ? " for " : "");
		jrt_say(buf, wanted);
	} else if (differs != NULL) {
		jb_buf_add_string(buf, "it");
	}
	if (differs != NULL)
		jb_buf_printf(buf, " only in %s; ", differs);
	else
		jb_buf_add_string(buf, "? ");
	return true;
}

static struct jb_text help_for(const struct jrt_missing *missing)
{
	const struct jrt_header *header = missing->header;
	struct jb_buf buf;
	unsigned near = 0;

	jb_buf_init(&buf, missing->findings->arena);
	for (size_t i = 0; i < missing->count && near < NEAR_SHOWN; i++)
		near += add_near(&buf, header, missing->column[i]->header, missing->count > 1);
	if (near == 0)
		add_separator_hint(&buf, missing->source, header);
	add_names(&buf, missing);
	return jb_buf_text(&buf);
}

/* ---- findings ---- */

static struct jb_text by_name(const struct jrt_missing *missing)
{
	struct jb_arena *arena = missing->findings->arena;
	struct jb_text *name = JB_NEW_ARRAY(arena, struct jb_text, missing->count);
	bool members = missing->source->format == JRT_NDJSON;
	struct jb_buf buf;

	for (size_t i = 0; i < missing->count; i++)
		name[i] = missing->column[i]->header;
	jb_buf_init(&buf, arena);
	if (missing->count == 1) {
		jb_buf_add_string(&buf, members ? "has no row with a member " : "has no column ");
		jrt_say(&buf, name[0]);
		jb_buf_printf(&buf, ", from which column %.*s is read",
			      JB_ARG(missing->column[0]->name));
		return jb_buf_text(&buf);
	}
	jb_buf_add_string(&buf, "lacks ");
	jrt_say_count(&buf, missing->count);
	jb_buf_add_string(&buf, members ? " members that are read, in every row: "
					: " columns that are read: ");
	jrt_say_list(&buf, name, missing->count, NAMES_SHOWN);
	return jb_buf_text(&buf);
}

/* The file is too narrow; the first column beyond its end stands for all. */
static struct jb_text by_position(const struct jrt_missing *missing)
{
	const struct jrt_column *first = missing->column[0];

	for (size_t i = 1; i < missing->count; i++)
		if (missing->column[i]->position < first->position)
			first = missing->column[i];
	return jb_text_printf(missing->findings->arena,
			      "has %zu column%s, but column %.*s is read from column %" PRIu32,
			      missing->header->count, missing->header->count == 1 ? "" : "s",
			      JB_ARG(first->name), first->position);
}

void jrt_header_report_missing(const struct jrt_missing *missing)
{
	const struct jrt_column *first = missing->column[0];
	struct jb_text message, help = {0};

	if (first->position == 0) {
		message = by_name(missing);
		help = help_for(missing);
	} else {
		struct jb_buf buf;

		jb_buf_init(&buf, missing->findings->arena);
		if (add_separator_hint(&buf, missing->source, missing->header)) {
			add_names(&buf, missing);
			help = jb_buf_text(&buf);
		}
		message = by_position(missing);
	}
	jrt_findings_add(missing->findings, first->needed ? JRT_ERROR : JRT_WARNING, "R0106",
			 missing->header->file, missing->header->line, message, help);
}
