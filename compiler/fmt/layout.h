/*
 * What the steps of the formatter hand on to each other. Nothing outside this folder includes it.
 *
 *	pieces.c   tokens to pieces: blanks, and where a line may break
 *	lines.c    pieces and comments to lines: indentation, blocks, blank lines
 *	tables.c   columns of adjacent statements
 *	wrap.c     lines that are too long to several
 *	notes.c    columns of adjacent comments
 *	write.c    lines to text
 *	same.c     whether the text still says what the file said
 */
#ifndef FMT_LAYOUT_H
#define FMT_LAYOUT_H

#include "base/buf.h"
#include "base/vec.h"
#include "fmt/fmt.h"

/* How unwillingly a line breaks before a piece: the fewer the better, and those inside ( ) after
 * those outside. */
enum jy_break {
	JY_BREAK_AMONG,
	JY_BREAK_COMMA,
	JY_BREAK_OR,
	JY_BREAK_AND,
	JY_BREAK_SUM,
	JY_BREAK_PRODUCT,
	JY_BREAK_PAREN, /* so many more for each ( that is open */
	JY_BREAK_COMPARE = 2 * JY_BREAK_PAREN,
	JY_BREAK_ANY, /* inside ( ) */
	JY_BREAK_EQ,
	JY_BREAK_NEVER = UINT16_MAX
};

/* A token as it is written. */
struct jy_piece {
	struct jb_text text; /* line ends inside are LF */
	int code;
	uint32_t width; /* columns of its first line */
	uint32_t tail;	/* columns of its last line */
	uint32_t pad;	/* blanks before it besides the usual one; not at the start of a line */
	uint16_t rank;	/* of a break before it */
	bool lines;	/* a text over lines */
	bool tight;	/* no blank before it */
};

enum jy_line_kind { JY_LINE_CODE, JY_LINE_COMMENT, JY_LINE_BLANK };

struct jy_line {
	enum jy_line_kind kind;
	uint32_t base;	      /* indentation of its statement */
	uint32_t indent;      /* its own */
	uint32_t first, end;  /* CODE: pieces */
	bool whole;	      /* a statement without a block, all of it (before it is wrapped) */
	struct jb_text note;  /* the comment; of CODE: behind it, may be empty */
	uint32_t note_column; /* CODE: where the comment begins */
};

struct jy_layout {
	struct jb_arena *arena;
	const struct jy_file *file;
	const struct jy_parsed *parsed;
	struct jy_piece *piece;
	uint32_t piece_count;
	JB_VEC(struct jy_line) lines;
};

/* ---- the steps, in order ---- */

void jy_layout_pieces(struct jy_layout *layout);
void jy_layout_lines(struct jy_layout *layout);
void jy_layout_tables(struct jy_layout *layout);
void jy_layout_wrap(struct jy_layout *layout);
void jy_layout_notes(struct jy_layout *layout);
/* False where the text would grow beyond JY_FILE_BYTES_MAX. */
bool jy_layout_write(const struct jy_layout *layout, struct jb_buf *out);
/* Whether the text has the tokens and comments of the file. */
bool jy_layout_same(const struct jy_layout *layout, struct jb_text text);

/* ---- what they share ---- */

/* Whether a token is written; ends of statements and of the file are not. */
static inline bool jy_layout_is_written(const struct jy_parsed *parsed, uint32_t token)
{
	return !parsed->token[token].made_up && token + 1 < parsed->token_count;
}

/* A piece that begins with `"` or holds a line end is no sign and no word. */
static inline bool jy_piece_is(const struct jy_piece *piece, const char *sign)
{
	return jb_text_is(piece->text, sign);
}

/* The column behind pieces [first, end) when the first begins in column `from`; SIZE_MAX where it
 * passes JY_FMT_WIDTH on the way. */
size_t jy_layout_column(const struct jy_layout *layout, uint32_t first, uint32_t end, size_t from);
/* Bytes without the CRs before LFs: the text itself where there are none. */
struct jb_text jy_layout_line_ends(struct jb_arena *arena, struct jb_text text);

#endif
