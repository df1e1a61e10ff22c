/*
 * Build servers read commands out of what programs print: GitHub's runner takes a line that begins,
 * after blanks, with "::" and, anywhere in a line, "##[" (actions/runner, ActionCommand.cs);
 * Azure's agent takes "##vso[", TeamCity "##teamcity[". Whoever writes a text that a stranger chose
 * writes the characters found here in another way, so that no file can speak to the server.
 */
#ifndef BASE_LOG_LINE_H
#define BASE_LOG_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Whether the byte at `at` may begin a command, whatever stands on the line before and behind the
 * text: one of two colons at the beginning or after a blank, one of "##[" or "##name[". Where it is
 * false for all bytes of a text, the text holds no command. */
bool jb_log_command_at(struct jb_text text, size_t at);
/* The same where the text is a whole line. */
bool jb_log_line_command_at(struct jb_text line, size_t at);

#endif
