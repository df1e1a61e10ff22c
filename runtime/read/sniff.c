/*
 * Signatures and byte order marks, see sniff.h. Only tells; nothing is unpacked or converted here.
 */
#include "read/sniff.h"

#include <string.h>
#include <strings.h>

struct signature {
	struct jb_text bytes;
	const char *is, *help;
};

#define UNPACK_ONCE "unpack it once: files that are packed once are read as they are"
#define EXPORT_CSV "open it where it was made and export it as CSV"

static const struct signature signatures[] = {
	{{"PK\003\004", 4}, "a ZIP archive or an Excel workbook (.xlsx)", EXPORT_CSV},
	{{"\xd0\xcf\x11\xe0", 4}, "an old Excel workbook (.xls)", EXPORT_CSV},
	{{"\x1f\x8b", 2}, "packed with gzip inside of another packing", UNPACK_ONCE},
	{{"BZh", 3}, "compressed with bzip2", "unpack it first: bunzip2 FILE"},
	{{"\xfd"
	  "7zXZ",
	  5},
	 "compressed with xz",
	 "unpack it first: unxz FILE"},
	{{"\x28\xb5\x2f\xfd", 4}, "packed with zstd inside of another packing", UNPACK_ONCE},
	{{"%PDF-", 5}, "a PDF document", "ask for the data as CSV"},
	{{"PAR1", 4}, "a Parquet file", "export it as CSV"},
	{{"{\\rtf", 5}, "an RTF document", "ask for the data as CSV"},
};

/* Not at its beginning; mostly such a file is packed too. */
#define TAR_AT 257
static const struct signature archive = {
	{"ustar", 5}, "a tar archive", "unpack it first: tar -xf FILE"};

/* What text-like formats begin with, after blanks and in any case. */
static const struct signature markups[] = {
	{{"<!doctype html", 14},
	 "an HTML page",
	 "a portal may have sent its login page: export again"},
	{{"<html", 5}, "an HTML page", "a portal may have sent its login page: export again"},
	{{"<?xml", 5}, "an XML document", EXPORT_CSV},
};

/* Told only where delimited text is declared. */
#define OR_NDJSON "export it as CSV, or declare `format ndjson` if each line is one object"
static const struct signature jsons[] = {
	{{"{\"", 2}, "JSON", OR_NDJSON},
	{{"[{", 2}, "JSON", OR_NDJSON},
};

/* Told only where a JSON object a line is declared. */
static const struct signature json_array = {
	{"[", 1}, "a JSON array", "make lines of it: jq -c '.[]' FILE"};
static const struct signature json_lines = {
	{"{", 1}, "JSON laid out over several lines", "make one line of each: jq -c . FILE"};

static size_t pass_blanks(struct jb_text text, size_t at)
{
	while (at < text.size && strchr(" \t\r\n", text.at[at]) != NULL && text.at[at] != '\0')
		at++;
	return at;
}

static const struct signature *json_signature(struct jb_text text)
{
	if (jb_text_starts(text, json_array.bytes))
		return &json_array;
	if (!jb_text_starts(text, json_lines.bytes))
		return NULL;
	size_t blank = pass_blanks(text, 1);
	return memchr(text.at, '\n', blank) != NULL ? &json_lines : NULL;
}

static const struct signature *find_markup(const struct signature *markup, size_t count,
					   struct jb_text text)
{
	for (size_t i = 0; i < count; i++)
		if (text.size >= markup[i].bytes.size &&
		    strncasecmp(text.at, markup[i].bytes.at, markup[i].bytes.size) == 0)
			return &markup[i];
	return NULL;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct signature *signature_of(struct jb_text head, enum jrt_format format)
{
	const struct signature *markup;
	size_t mark = jb_text_starts(head, JB_TEXT("\xef\xbb\xbf")) ? 3 : 0;
	struct jb_text text = jb_text_slice(head, pass_blanks(head, mark), head.size);

	for (size_t i = 0; i < COUNT(signatures); i++)
		if (jb_text_starts(head, signatures[i].bytes))
			return &signatures[i];
	if (jb_text_starts(jb_text_slice(head, TAR_AT, head.size), archive.bytes))
		return &archive;
	markup = find_markup(markups, COUNT(markups), text);
	if (markup != NULL)
		return markup;
	return format == JRT_NDJSON ? json_signature(text) : find_markup(jsons, COUNT(jsons), text);
}

/* Two units of ASCII in UTF-16: 'a' 0 'b' 0, or 0 'a' 0 'b'. One NUL alone is a fault of a text
 * file. */
static bool looks_like_utf_16(struct jb_text head, bool little)
{
	size_t letter = little ? 0 : 1, zero = little ? 1 : 0;

	return head.size >= 4 && head.at[zero] == 0 && head.at[zero + 2] == 0 &&
	       head.at[letter] != 0 && head.at[letter + 2] != 0;
}

static void set_trouble(struct jrt_byte_trouble *trouble, const char *code, struct jb_text message,
			const char *help)
{
	*trouble = (struct jrt_byte_trouble){
		.code = code, .message = message, .help = jb_text_of(help)};
}

static size_t sniff_utf_16(struct jb_text head, enum jrt_byte_form *form,
			   struct jrt_byte_trouble *trouble)
{
	bool little = jb_text_starts(head, JB_TEXT("\xff\xfe"));
	bool big = jb_text_starts(head, JB_TEXT("\xfe\xff"));

	*form = big || looks_like_utf_16(head, false) ? JRT_BYTES_UTF_16_BE : JRT_BYTES_UTF_16_LE;
	if (little || big)
		return 2;
	if (head.size > 0 && !looks_like_utf_16(head, true) && !looks_like_utf_16(head, false))
		set_trouble(trouble, "R0103",
			    JB_TEXT("is not UTF-16, as the source declares: it has no byte order "
				    "mark and does not begin with text of two-byte characters"),
			    "leave out `encoding utf-16` if the file is UTF-8");
	return 0;
}

size_t jrt_sniff(struct jb_arena *arena, struct jb_text head, struct jrt_sniffed declared,
		 enum jrt_byte_form *form, struct jrt_byte_trouble *trouble)
{
	const struct signature *signature = signature_of(head, declared.format);
	const char *wanted =
		declared.format == JRT_NDJSON ? "one JSON object a line" : "delimited text";
	const char *unicode_help = "declare `encoding utf-16` in the source";

	*form = declared.encoding == JRT_WINDOWS_1252 ? JRT_BYTES_WINDOWS_1252 : JRT_BYTES_UTF_8;
	if (signature != NULL) {
		set_trouble(trouble, "R0104",
			    jb_text_printf(arena, "is %s, not %s", signature->is, wanted),
			    signature->help);
		return 0;
	}
	if (jb_text_starts(head, (struct jb_text){"\xff\xfe\0\0", 4}) ||
	    jb_text_starts(head, (struct jb_text){"\0\0\xfe\xff", 4})) {
		set_trouble(trouble, "R0103", JB_TEXT("is UTF-32, which is not read"),
			    "export it as UTF-8");
		return 0;
	}
	if (declared.encoding == JRT_UTF_16)
		return sniff_utf_16(head, form, trouble);
	if (jb_text_starts(head, JB_TEXT("\xef\xbb\xbf"))) {
		*form = JRT_BYTES_UTF_8; /* the mark is a surer sign than any declaration */
		return 3;
	}
	if (jb_text_starts(head, JB_TEXT("\xff\xfe")))
		set_trouble(trouble, "R0103",
			    JB_TEXT("is UTF-16 (little endian, by its first bytes FF FE)"),
			    unicode_help);
	else if (jb_text_starts(head, JB_TEXT("\xfe\xff")))
		set_trouble(trouble, "R0103",
			    JB_TEXT("is UTF-16 (big endian, by its first bytes FE FF)"),
			    unicode_help);
	else if (looks_like_utf_16(head, true) || looks_like_utf_16(head, false))
		set_trouble(trouble, "R0103", JB_TEXT("looks like UTF-16: every second byte is 0"),
			    unicode_help);
	return 0;
}
