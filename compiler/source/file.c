/*
 * Taking a source file in: the checks on its bytes that come before any scanning, and the table
 * of its lines. A file that fails a check keeps its line table, so that the report can show the
 * place.
 */
#include "source/file.h"

#include <string.h>

#include "base/io.h"
#include "base/utf8.h"

static bool line_end_at(struct jb_text text, size_t at)
{
	if (text.at[at] == '\n')
		return true;
	/* A lone CR ends a line too; in CRLF the LF does. */
	return text.at[at] == '\r' && (at + 1 == text.size || text.at[at + 1] != '\n');
}

static void find_lines(struct jy_file *file, struct jb_arena *arena)
{
	uint32_t count = 1;
	for (size_t i = 0; i < file->text.size; i++)
		count += line_end_at(file->text, i);
	file->line = JB_NEW_ARRAY(arena, uint32_t, count);
	file->line_count = 1;
	for (size_t i = 0; i < file->text.size; i++)
		if (line_end_at(file->text, i))
			file->line[file->line_count++] = (uint32_t)i + 1;
}

static struct jy_span at_byte(const struct jy_file *file, size_t at)
{
	uint32_t begin = (uint32_t)at;
	return (struct jy_span){begin, begin + (at < file->text.size), file->number};
}

/* Two zero bytes in every four, always on the same side, are Latin text in UTF-16 without a
 * mark. */
static bool looks_like_utf16(struct jb_text text)
{
	if (text.size >= 2 &&
	    (memcmp(text.at, "\xFF\xFE", 2) == 0 || memcmp(text.at, "\xFE\xFF", 2) == 0))
		return true;
	size_t zeros[2] = {0, 0}, seen = text.size < 64 ? text.size & ~(size_t)1 : 64;
	for (size_t i = 0; i < seen; i++)
		zeros[i & 1] += text.at[i] == 0;
	return seen >= 4 && (zeros[0] == seen / 2 || zeros[1] == seen / 2);
}

/* What a file is by its first bytes, where people may have taken it for a journey. */
static const char *other_kind(struct jb_text text)
{
	static const struct {
		const char *begins, *kind;
	} kinds[] = {
		{"\x89PNG", "a PNG picture"},
		{"\xFF\xD8\xFF", "a JPEG picture"},
		{"PK\x03\x04",
		 "a packed file, such as a workbook or a document of an office program"},
		{"%PDF", "a PDF document"},
		{"\x1F\x8B", "a packed file"},
		{"\xD0\xCF\x11\xE0", "a document of an old office program"},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (jb_text_starts(text, jb_text_of(kinds[i].begins)))
			return kinds[i].kind;
	return NULL;
}

static bool check_bytes(const struct jy_file *file, struct jy_diags *diags)
{
	struct jb_text text = file->text;
	if (looks_like_utf16(text)) {
		struct jy_diag *d = jy_diag_error(diags, JY_D_FILE_UTF16, at_byte(file, 0),
						  "this file is UTF-16; a journey file is UTF-8");
		jy_diag_help(diags, d, "save it as UTF-8, or: iconv -f UTF-16 -t UTF-8 %.*s",
			     JB_ARG(file->path));
		return false;
	}
	const char *nul = text.size ? memchr(text.at, 0, text.size) : NULL;
	size_t bad = jb_utf8_check(text);
	const char *kind = nul || bad < text.size ? other_kind(text) : NULL;
	if (kind) {
		struct jy_diag *d = jy_diag_error(diags, JY_D_FILE_NOT_UTF8, at_byte(file, 0),
						  "this is no text but %s", kind);
		jy_diag_help(diags, d, "name the journey file");
		return false;
	}
	if (nul && (size_t)(nul - text.at) <= bad) {
		struct jy_diag *d =
			jy_diag_error(diags, JY_D_FILE_NUL, at_byte(file, (size_t)(nul - text.at)),
				      "this is no text file: it holds a byte of value zero, a NUL");
		jy_diag_help(diags, d,
			     "name the journey file; if this is it, it was damaged: take an older "
			     "copy");
		return false;
	}
	if (bad < text.size) {
		struct jy_diag *d =
			jy_diag_error(diags, JY_D_FILE_NOT_UTF8, at_byte(file, bad),
				      "this file is not UTF-8: it holds the byte 0x%02X",
				      (unsigned char)text.at[bad]);
		jy_diag_help(diags, d,
			     "save the file as UTF-8; an older program may have written it "
			     "as Windows-1252");
		return false;
	}
	return true;
}

bool jy_file_init(struct jy_file *file, struct jb_arena *arena, struct jb_text path,
		  struct jb_text text, struct jy_diags *diags)
{
	*file = (struct jy_file){.path = path, .text = text};
	*jb_push(diags->arena, &diags->files) = file;
	file->number = (uint32_t)diags->files.count;
	if (text.size > JY_FILE_BYTES_MAX) {
		file->text.size = 0;
		find_lines(file, arena);
		jy_diag_error(diags, JY_D_FILE_TOO_LARGE, at_byte(file, 0),
			      "the file has %zu bytes; at most %u MiB are read", text.size,
			      JY_FILE_BYTES_MAX / (1024 * 1024));
		return false;
	}
	find_lines(file, arena);
	if (jb_text_starts(text, JB_TEXT("\xEF\xBB\xBF")))
		file->start = 3;
	return check_bytes(file, diags);
}

static void report_too_large(const struct jy_file *file, struct jb_text path,
			     struct jy_diags *diags)
{
	struct jy_diag *d = jy_diag_error(diags, JY_D_FILE_TOO_LARGE, at_byte(file, 0),
					  "the file `%.*s` has more than %u MiB", JB_ARG(path),
					  JY_FILE_BYTES_MAX / (1024 * 1024));
	jy_diag_help(diags, d,
		     "name the journey file; data is given beside it: `journey eval FILE --data "
		     "SOURCE=%.*s`",
		     JB_ARG(path));
}

static void report_unreadable(const struct jy_file *file, struct jb_text why,
			      struct jy_diags *diags)
{
	struct jy_diag *d =
		jy_diag_error(diags, JY_D_FILE_UNREADABLE, at_byte(file, 0), "%.*s", JB_ARG(why));
	jy_diag_help(diags, d, "check the name; it counts from the folder you are in");
}

bool jy_file_read(struct jy_file *file, struct jb_arena *arena, struct jb_text path,
		  struct jy_diags *diags)
{
	struct jb_text text = {"", 0}, why = {"", 0};
	enum jb_status status = jb_io_read_all(arena, path, JY_FILE_BYTES_MAX, &text, &why);
	if (status == JB_OK)
		return jy_file_init(file, arena, path, text, diags);
	jy_file_init(file, arena, path, JB_TEXT(""), diags);
	if (status == JB_TOO_LARGE)
		report_too_large(file, path, diags);
	else
		report_unreadable(file, why, diags);
	return false;
}
