/*
 * What a file is, told from its first bytes: byte order marks, and the signatures of formats that
 * people hand in by mistake. A file that is not what was declared gets a finding that says what it
 * is and what to do.
 */
#ifndef READ_SNIFF_H
#define READ_SNIFF_H

#include "read/bytes.h"

struct jrt_sniffed {
	enum jrt_format format;
	enum jrt_encoding encoding;
};

/* The length of the byte order mark; *form how to read on. trouble->code is set when the file is no
 * text of the declared encoding. */
size_t jrt_sniff(struct jb_arena *arena, struct jb_text head, struct jrt_sniffed declared,
		 enum jrt_byte_form *form, struct jrt_byte_trouble *trouble);

#endif
