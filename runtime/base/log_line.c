/*
 * What a build server may take for a command. Errs on the side of saying so: a byte that is no
 * ASCII counts as a blank, because the servers skip the blanks of all of Unicode.
 */
#include "base/log_line.h"

static bool ends_blank(struct jb_text text, size_t at)
{
	return at == 0 || (unsigned char)text.at[at - 1] <= ' ' || (text.at[at - 1] & 0x80) != 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool jb_log_command_at(struct jb_text text, size_t at)
{
	char c = text.at[at];
	size_t next = at + 1;

	if (c == ':')
		return ends_blank(text, at) && (next == text.size || text.at[next] == ':');
	if (c != '#' || next == text.size || text.at[next] != '#')
		return false;
	for (next++; next < text.size && is_letter(text.at[next]);)
		next++;
	return next == text.size || text.at[next] == '[';
}
