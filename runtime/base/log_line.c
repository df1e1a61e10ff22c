/*
 * What a build server may take for a command. Errs on the side of saying so: a byte that is no
 * ASCII counts as a blank, because the servers skip the blanks of all of Unicode.
 */
#include "base/log_line.h"

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ' || (c & 0x80) != 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "##", letters, "[": at the end of the text the bracket may still come where `open`. */
static bool is_marked(struct jb_text text, size_t at, bool open)
{
	if (at + 1 == text.size || text.at[at + 1] != '#')
		return false;
	for (at += 2; at < text.size && is_letter(text.at[at]);)
		at++;
	return at == text.size ? open : text.at[at] == '[';
}

bool jb_log_command_at(struct jb_text text, size_t at)
{
	if (text.at[at] == '#')
		return is_marked(text, at, true);
	return text.at[at] == ':' && (at == 0 || is_blank(text.at[at - 1])) &&
	       (at + 1 == text.size || text.at[at + 1] == ':');
}

bool jb_log_line_command_at(struct jb_text line, size_t at)
{
	if (line.at[at] == '#')
		return is_marked(line, at, false);
	if (line.at[at] != ':' || at + 1 == line.size || line.at[at + 1] != ':')
		return false;
	while (at > 0 && is_blank(line.at[at - 1]))
		at--;
	return at == 0;
}
