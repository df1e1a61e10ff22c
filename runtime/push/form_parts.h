/*
 * Spellings of the neutral form, for the two files that must agree on them.
 */
#ifndef PUSH_FORM_PARTS_H
#define PUSH_FORM_PARTS_H

/* U+FFFE, which Unicode keeps for no character: no text has it. */
#define JRT_PUSH_MISSING "\xef\xbf\xbe"
#define JRT_PUSH_CLOCK "%T.%f"

#endif
