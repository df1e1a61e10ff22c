/*
 * Found text in messages, see wording.h. Knows no CSV and no column; it may not decide what is
 * wrong.
 */
#include "read/wording.h"

#include <inttypes.h>

#include "base/number.h"
#include "base/utf8.h"
#include "base/vec.h"

static void say_byte(struct jb_buf *buf, unsigned char byte)
{
	switch (byte) {
	case '\t': jb_buf_add_string(buf, "\\t"); break;
	case '\n': jb_buf_add_string(buf, "\\n"); break;
	case '\r': jb_buf_add_string(buf, "\\r"); break;
	case '"': jb_buf_add_string(buf, "\\\""); break;
	case '\\': jb_buf_add_string(buf, "\\\\"); break;
	default: jb_buf_printf(buf, "\\x%02x", byte); break;
	}
}

static void say_character(struct jb_buf *buf, struct jb_text text, size_t at, size_t length,
			  uint32_t codepoint)
{
	unsigned char first = (unsigned char)text.at[at];
	bool bad_byte = length == 1 && first >= 0x80;

	if (bad_byte || first < 0x20 || first == 0x7f || first == '"' || first == '\\')
		say_byte(buf, first);
	else if (first >= 0x80 && jb_utf8_is_invisible(codepoint))
		jb_buf_printf(buf, "\\u{%" PRIx32 "}", codepoint);
	else
		jb_buf_add(buf, text.at + at, length);
}

static bool is_plain(char byte)
{
	return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

/* The characters at the front that stand as they are. */
static size_t plain_front(struct jb_text text)
{
	size_t at = 0;

	while (at < text.size && at < JRT_SAY_CHARACTERS && is_plain(text.at[at]))
		at++;
	return at;
}

void jrt_say(struct jb_buf *buf, struct jb_text text)
{
	size_t at = plain_front(text);

	jb_buf_add_byte(buf, '"');
	jb_buf_add(buf, text.at, at);
	for (size_t n = at; at < text.size && n < JRT_SAY_CHARACTERS; n++) {
		uint32_t codepoint = 0;
		size_t length = jb_utf8_decode(text, at, &codepoint);
		say_character(buf, text, at, length, codepoint);
		at += length;
	}
	if (at < text.size)
		jb_buf_add_string(buf, "…");
	jb_buf_add_byte(buf, '"');
}

void jrt_say_list(struct jb_buf *buf, const struct jb_text *text, size_t count, size_t at_most)
{
	size_t shown = count < at_most ? count : at_most;

	for (size_t i = 0; i < shown; i++) {
		if (i > 0)
			jb_buf_add_string(buf, ", ");
		jrt_say(buf, text[i]);
	}
	if (shown < count) {
		jb_buf_add_string(buf, " and ");
		jrt_say_count(buf, count - shown);
		jb_buf_add_string(buf, " more");
	}
}

void jrt_say_count(struct jb_buf *buf, uint64_t count)
{
	if (count >= 1000) {
		jrt_say_count(buf, count / 1000);
		jb_buf_printf(buf, ",%03" PRIu64, count % 1000);
	} else {
		jb_buf_add_count(buf, count);
	}
}

void jrt_findings_add(struct jrt_findings *findings, enum jrt_severity severity, const char *code,
		      struct jb_text file, uint64_t line, struct jb_text message,
		      struct jb_text help)
{
	*jb_push(findings->arena, findings) = (struct jrt_finding){
		.severity = severity,
		.code = jb_text_of(code),
		.file = file,
		.line = line,
		.message = message,
		.help = help,
	};
}
