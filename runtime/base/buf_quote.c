/*
 * Text made safe for JSON (RFC 8259) and XML 1.0. Whatever bytes come in, what goes out is
 * well-formed UTF-8 that a strict reader of the format accepts, and nothing that a build server
 * would obey; a reader gets the same text back.
 */
#include "base/buf.h"

#include "base/log_line.h"
#include "base/utf8.h"

#define REPLACEMENT 0xfffd

static void add_json_codepoint(struct jb_buf *buf, uint32_t codepoint)
{
	static const char letter[32] = {
		['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};

	if (codepoint == '"' || codepoint == '\\') {
		jb_buf_add_byte(buf, '\\');
		jb_buf_add_byte(buf, (char)codepoint);
	} else if (codepoint >= sizeof letter) {
		jb_buf_add_codepoint(buf, codepoint);
	} else if (letter[codepoint]) {
		jb_buf_add_byte(buf, '\\');
		jb_buf_add_byte(buf, letter[codepoint]);
	} else {
		jb_buf_printf(buf, "\\u%04x", (unsigned)codepoint);
	}
}

void jb_buf_add_json_string(struct jb_buf *buf, struct jb_text text)
{
	uint32_t codepoint;
	size_t size;

	jb_buf_add_byte(buf, '"');
	for (size_t at = 0; (size = jb_utf8_decode(text, at, &codepoint)) > 0; at += size) {
		if (codepoint == '#' && jb_log_command_at(text, at))
			jb_buf_add_string(buf, "\\u0023");
		else
			add_json_codepoint(buf, codepoint);
	}
	jb_buf_add_byte(buf, '"');
}

/* The production Char of XML 1.0, 2.2; surrogates do not come out of the decoder. */
static bool xml_allows(uint32_t codepoint)
{
	if (codepoint < 0x20)
		return codepoint == '\t' || codepoint == '\n' || codepoint == '\r';
	return codepoint != 0xfffe && codepoint != 0xffff;
}

static void add_xml_codepoint(struct jb_buf *buf, uint32_t codepoint)
{
	switch (codepoint) {
	case '&': jb_buf_add_string(buf, "&amp;"); break;
	case '<': jb_buf_add_string(buf, "&lt;"); break;
	case '>': jb_buf_add_string(buf, "&gt;"); break;
	case '"': jb_buf_add_string(buf, "&quot;"); break;
	case '\'': jb_buf_add_string(buf, "&apos;"); break;
	default: jb_buf_add_codepoint(buf, xml_allows(codepoint) ? codepoint : REPLACEMENT);
	}
}

/* Means itself in XML wherever it stands, and begins no command. */
static bool is_plain_xml(char c)
{
	return c >= ' ' && (c & 0x80) == 0 && c != '&' && c != '<' && c != '>' && c != '"' &&
	       c != '\'' && c != '#' && c != ':';
}

static size_t plain_xml_end(struct jb_text text, size_t at)
{
	while (at < text.size && is_plain_xml(text.at[at]))
		at++;
	return at;
}

void jb_buf_add_xml(struct jb_buf *buf, struct jb_text text)
{
	uint32_t codepoint;
	size_t size;

	for (size_t at = 0, end; at < text.size; at += size) {
		end = plain_xml_end(text, at);
		size = end - at;
		jb_buf_add(buf, text.at + at, size);
		if (size > 0)
			continue;
		size = jb_utf8_decode(text, at, &codepoint);
		if (jb_log_command_at(text, at))
			jb_buf_printf(buf, "&#%u;", (unsigned)codepoint);
		else
			add_xml_codepoint(buf, codepoint);
	}
}
