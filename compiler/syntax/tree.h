/*
 * The tree a file is read into: what was written and where, nothing about what it means. One
 * shape of node serves all kinds; node.def names the slots of each. All nodes live in the arena
 * of the parse and are never freed one by one; texts point into that arena or into the source.
 *
 * 	const struct jy_node *criterion = jy_kid(statement, JY_SUCCESS_CRITERION);
 * 	const struct jy_node *metric = jy_kid(criterion, JY_CRITERION_METRIC);
 * 	for (uint32_t i = 0; i < jy_count(list); i++) use(jy_kid(list, i));
 *
 * A tree may hold ERROR nodes and NULL in any slot where the file was wrong; whoever walks it
 * expects both. jy_kid, jy_count, jy_is and jy_text accept NULL for that reason.
 */
#ifndef SYNTAX_TREE_H
#define SYNTAX_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/text.h"
#include "journey/diag.h"
#include "syntax/word.h"

enum jy_node_kind {
#define NODE0(kind) JY_N_##kind,
#define NODE1(kind, a) JY_N_##kind,
#define NODE2(kind, a, b) JY_N_##kind,
#define NODE3(kind, a, b, c) JY_N_##kind,
#define NODE4(kind, a, b, c, d) JY_N_##kind,
#define NODE5(kind, a, b, c, d, e) JY_N_##kind,
#include "syntax/node.def"
#undef NODE0
#undef NODE1
#undef NODE2
#undef NODE3
#undef NODE4
#undef NODE5
	JY_N_COUNT_OF_KINDS
};

/* Slot numbers: JY_CRITERION_METRIC, JY_RANGE_LOW, ... */
enum jy_slot {
#define NODE0(kind)
#define NODE1(kind, a) JY_##kind##_##a = 0,
#define NODE2(kind, a, b) JY_##kind##_##a = 0, JY_##kind##_##b = 1,
#define NODE3(kind, a, b, c) JY_##kind##_##a = 0, JY_##kind##_##b = 1, JY_##kind##_##c = 2,
#define NODE4(kind, a, b, c, d) \
	JY_##kind##_##a = 0, JY_##kind##_##b = 1, JY_##kind##_##c = 2, JY_##kind##_##d = 3,
#define NODE5(kind, a, b, c, d, e)                                                          \
	JY_##kind##_##a = 0, JY_##kind##_##b = 1, JY_##kind##_##c = 2, JY_##kind##_##d = 3, \
	JY_##kind##_##e = 4,
#include "syntax/node.def"
#undef NODE0
#undef NODE1
#undef NODE2
#undef NODE3
#undef NODE4
#undef NODE5
	JY_DECL_NAME = 0, /* the same in every declaration */
	JY_DECL_TITLE = 1,
	JY_DECL_BODY = 2
};

/* Flags of a node. */
enum {
	JY_F_LOW_OUT = 1 << 0,	     /* RANGE: the low end is not in (`above`) */
	JY_F_HIGH_OUT = 1 << 1,	     /* RANGE: the high end is not in (`below`) */
	JY_F_SIGN = 1 << 2,	     /* RANGE: written with a sign; already reported */
	JY_F_PAREN = 1 << 3,	     /* a condition or aggregate that stood in ( ) */
	JY_F_CALENDAR = 1 << 4,	     /* SPAN: 7 calendar days */
	JY_F_FROM_FIRST = 1 << 5,    /* PERIOD: rolling, from the first */
	JY_F_INTERPOLATED = 1 << 6,  /* AGGREGATE */
	JY_F_OFFSET = 1 << 7,	     /* INSTANT: carries its own offset from UTC */
	JY_F_EXPLICIT_SIGN = 1 << 8, /* an amount written with + or - */
	JY_F_SOFT_WORD = 1 << 9,     /* NAME: also a word of the language */
	/* guessed at, which is reported; and the statement around it */
	JY_F_DAMAGED = 1 << 10,
	/* a figure behind `approximate`, which its span begins with */
	JY_F_APPROXIMATE = 1 << 11
};

/* The `word` of a SIGN node. */
enum jy_sign { JY_SIGN_EQ, JY_SIGN_NE, JY_SIGN_GE, JY_SIGN_LE, JY_SIGN_LT, JY_SIGN_GT };

struct jy_node {
	uint16_t kind;	/* enum jy_node_kind */
	uint16_t flags; /* JY_F_ */
	uint16_t word;	/* WORD, SPAN, POINTS: enum jy_word; SIGN: enum jy_sign */
	uint16_t depth; /* how deep the conditions and aggregates below it are nested */
	uint32_t count; /* kids */
	uint32_t room;	/* only while a list grows */
	struct jy_span span;
	int32_t offset; /* INSTANT: seconds east of UTC, with JY_F_OFFSET */
	struct jy_node **kid;
	struct jb_text text; /* NAME, PATH, TEXT, ZONE, RULE, MONEY; amounts: as written */
	jb_fix value;	     /* amounts, dates, times */
};

static inline const struct jy_node *jy_kid(const struct jy_node *node, uint32_t slot)
{
	return node && slot < node->count ? node->kid[slot] : NULL;
}

static inline uint32_t jy_count(const struct jy_node *node)
{
	return node ? node->count : 0;
}

static inline bool jy_is(const struct jy_node *node, enum jy_node_kind kind)
{
	return node && node->kind == kind;
}

/* The text of a leaf, empty for NULL. */
static inline struct jb_text jy_text(const struct jy_node *node)
{
	return node ? node->text : (struct jb_text){"", 0};
}

/* The word of a WORD or unit, JY_NO_WORD for NULL. */
static inline enum jy_word jy_word(const struct jy_node *node)
{
	return node ? (enum jy_word)node->word : JY_NO_WORD;
}

/* "criterion" for JY_N_CRITERION; "metric" for its slot JY_CRITERION_METRIC ("" where there is
 * none). */
const char *jy_node_name(enum jy_node_kind kind);
const char *jy_slot_name(enum jy_node_kind kind, uint32_t slot);
/* How many slots node.def gives a kind. */
uint32_t jy_slot_count(enum jy_node_kind kind);

/* The text of a NAME that was left out, which is reported; such names are damaged. */
#define JY_NAME_MISSING "…"

/* Whether something in a list of statements could not be read: what the list then lacks, or says
 * twice, may be owed to that. */
bool jy_damaged(const struct jy_node *list);

/* The fields of a DATE or of the clock reading of an INSTANT. */
struct jy_civil {
	int year, month, day, hour, minute, second;
};
struct jy_civil jy_node_civil(const struct jy_node *node);

/* What a TIME would be as a duration of minutes and seconds: `7min30s` for 07:30. */
struct jb_text jy_clock_as_duration(struct jb_arena *arena, const struct jy_node *time);

/* Calls `visit` for `node` and all below it, parents first; a false answer leaves out the kids. */
typedef bool jy_visit(void *user, const struct jy_node *node);
void jy_tree_walk(const struct jy_node *node, jy_visit *visit, void *user);

/* The tree as text, a line a node, stable over versions of the parser: `journey dump --tree`. */
void jy_tree_dump(struct jb_buf *out, const struct jy_node *node);

#endif
