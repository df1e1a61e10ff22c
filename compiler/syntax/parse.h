/*
 * Reading one file: text in, tree and diagnostics out. This is the only entry to scanner and
 * grammar; nothing else includes bison's header. Imports are not followed here: each file is
 * parsed by itself.
 */
#ifndef SYNTAX_PARSE_H
#define SYNTAX_PARSE_H

#include "base/arena.h"
#include "base/buf.h"
#include "journey/diag.h"
#include "source/file.h"
#include "syntax/tree.h"

/* A token as the parser saw it, and what lay between tokens: for the formatter and for dumps. A
 * file has more tokens than anything else, so they are kept small. */
struct jy_token {
	struct jy_node *value; /* the parser's: a leaf; NULL for punctuation */
	struct jy_span span;
	uint16_t code;	  /* opaque; see jy_token_name */
	bool line_before; /* the first token of its line */
	bool made_up;	  /* an end of statement that the line-end rules put in */
};

enum jy_trivia_kind { JY_COMMENT, JY_BLANK_LINE };
struct jy_trivia {
	enum jy_trivia_kind kind;
	struct jy_span
		span;  /* of the comment from # to the end of its line, without the line end */
	bool own_line; /* nothing but blanks before it */
};

struct jy_parsed {
	struct jy_node *root; /* a FILE node; never NULL */
	const struct jy_token *token;
	uint32_t token_count;
	const struct jy_trivia *trivia;
	uint32_t trivia_count;
	uint32_t error_count; /* of this parse */
};

/* Parses `file` into `arena`; what is wrong goes to `diags`. Returns with an empty FILE where
 * the text cannot be read at all. Memory that runs out jumps to the arena's trap, as everywhere. */
struct jy_parsed jy_parse(const struct jy_file *file, struct jb_arena *arena,
			  struct jy_diags *diags);

/* The token in which `offset` lies or, between tokens, the next one: its index. */
uint32_t jy_token_at(const struct jy_parsed *parsed, uint32_t offset);
/* Whether a statement goes on over a line end between two tokens of these codes, outside ( );
 * inside, it always does. */
bool jy_line_goes_on(int before, int after);
/* "a name", "among", "{" */
const char *jy_token_name(int code);
/* `journey dump --tokens`: a line a token. */
void jy_tokens_dump(struct jb_buf *out, const struct jy_file *file, const struct jy_parsed *parsed);

#endif
