/*
 * What scanner, grammar and repairs share while one file is read. Nothing outside the parser
 * includes this header. Token codes are those of bison's header; whoever needs one by name
 * includes <parse.h>.
 *
 * 	scan.c (journey.l)  characters to tokens, one at a time
 * 	tokens.c            all tokens of a file, with line ends turned into ends of statement
 * 	parse.c             feeds them to the parser as they came, while nothing is wrong
 * 	repair.c            feeds them to it again otherwise, repairing what can be repaired
 * 	expected.c          words the report where the parser is stuck
 * 	journey.y           the grammar; its actions call the constructors of tree_build.c
 * 	homes.c             in which blocks a statement may stand
 * 	synonyms.c          words of other languages and of plain English for words of this one
 * 	foreign.c           files that are in another language altogether
 * 	slip.h, slips*.c    what was probably meant where the parser is stuck
 * 	wellformed.c        what the grammar takes and the language does not
 */
#ifndef SYNTAX_PARSE_INTERNAL_H
#define SYNTAX_PARSE_INTERNAL_H

#include "syntax/parse.h"

/* How deep blocks, parentheses and conditions may nest. */
#define JY_BLOCKS_MAX 64
#define JY_NESTING_MAX 200

/* What the constructors need: where nodes live, and whom to tell about too deep a nesting. */
struct jy_tree {
	struct jb_arena *arena;
	struct jy_node *root;
	struct jy_diags *diags;
	bool too_deep;			  /* already reported */
	JB_VEC(struct jy_node *) spelled; /* all that jy_wellformed_check looks at */
};

struct jy_parse_ctx {
	struct jy_tree *tree;
	const struct jy_file *file;
	struct jb_arena *arena;
	struct jy_diags *diags;
	struct jy_words words;
	JB_VEC(struct jy_token) tokens;
	JB_VEC(struct jy_trivia) trivia;
	uint32_t at;	  /* the token being pushed */
	uint32_t within;  /* 1 + the token that heads the innermost open block; 0: the file */
	uint32_t scanned; /* scanner: how far it is */
	uint32_t
		skip_to; /* scanner: everything before this offset belongs to the token just made */
	bool in_repair;	 /* set by a report of the grammar: the parser is throwing tokens away */
	const char *fatal; /* the scanner's last words, when it cannot go on */
};

/* ---- constructors (tree_build.c); each is one action of the grammar ---- */

struct jy_node *jy_tree_make(struct jy_tree *tree, enum jy_node_kind kind, struct jy_span span,
			     struct jy_node *const *kid, size_t count);
struct jy_node *jy_tree_leaf(struct jy_tree *tree, enum jy_node_kind kind, struct jy_span span,
			     struct jb_text text);
/* What stands where a statement could not be read: from the first that was left out to the end. */
struct jy_node *jy_tree_error(struct jy_tree *tree, struct jy_span from, struct jy_span to);
/* The name of a declaration whose head could not be read, so that what is inside can be: all that
 * stands there, damaged; NULL where nothing does. */
struct jy_node *jy_tree_head_error(struct jy_parse_ctx *cx, struct jy_span span);
struct jy_node *jy_tree_list(struct jy_tree *tree, struct jy_span span);
struct jy_node *jy_tree_append(struct jy_tree *tree, struct jy_node *list, struct jy_node *item,
			       struct jy_span span);
/* Puts `item` in front of a list; an absent item changes nothing. */
struct jy_node *jy_tree_prepend(struct jy_tree *tree, struct jy_node *list, struct jy_node *item);
struct jy_node *jy_tree_choice(struct jy_tree *tree, struct jy_span span, enum jy_word word);
struct jy_node *jy_tree_flag(struct jy_node *node, unsigned flags);
struct jy_node *jy_tree_paren(struct jy_node *node, struct jy_span span);
struct jy_node *jy_tree_set(struct jy_node *node, uint32_t slot, struct jy_node *kid,
			    struct jy_span span);
struct jy_node *jy_tree_recast(struct jy_node *node, enum jy_node_kind kind, struct jy_span span);
struct jy_node *jy_tree_as_name(struct jy_node *word);
struct jy_node *jy_tree_path(struct jy_tree *tree, struct jy_node *left, struct jy_node *right,
			     struct jy_span span);
/* The source text of a span without blanks, as one leaf: zones, names of rules. */
struct jy_node *jy_tree_squeeze(struct jy_parse_ctx *cx, enum jy_node_kind kind,
				struct jy_span span);
/* `a + b + c` is one node with three kids: joins where the left is the same kind, not in ( ). */
struct jy_node *jy_tree_join(struct jy_tree *tree, enum jy_node_kind kind, struct jy_node *left,
			     struct jy_node *right, struct jy_span span);
struct jy_node *jy_tree_among(struct jy_node *aggregate, struct jy_node *base, struct jy_span span);
/* `approximate percentile 90 of …`. */
struct jy_node *jy_tree_approximate(struct jy_node *figure, struct jy_span span);
/* `among all`: the bare name `all` stands for every row. */
struct jy_node *jy_tree_base(struct jy_tree *tree, struct jy_node *cond);
struct jy_node *jy_tree_unit(struct jy_node *number, const struct jy_node *word,
			     struct jy_span span);
struct jy_node *jy_tree_money(const struct jy_node *currency, struct jy_node *number,
			      struct jy_span span);
struct jy_node *jy_tree_negate(struct jy_node *amount, struct jy_span span);
struct jy_node *jy_tree_signed(struct jy_node *amount, struct jy_span span);
/* `peak +4 about effort by zoe`: the persona, second in the list, goes into the FEELING. */
struct jy_node *jy_tree_felt_by(struct jy_parse_ctx *cx, struct jy_node *feeling,
				const struct jy_node *about_by);
struct jy_node *jy_head_name(const struct jy_node *head);
struct jy_node *jy_head_title(const struct jy_node *head);

/* ---- leaves out of written literals (literal.c); faults are reported, the leaf is always given
 * ---- */

struct jy_node *jy_literal_number(struct jy_parse_ctx *cx, enum jy_node_kind kind,
				  struct jy_span span, struct jb_text digits);
struct jy_node *jy_literal_duration(struct jy_parse_ctx *cx, struct jy_span span,
				    struct jb_text written);
struct jy_node *jy_literal_date(struct jy_parse_ctx *cx, struct jy_span span,
				struct jb_text written);
struct jy_node *jy_literal_time(struct jy_parse_ctx *cx, struct jy_span span,
				struct jb_text written);
struct jy_node *jy_literal_instant(struct jy_parse_ctx *cx, struct jy_span span,
				   struct jb_text written);
/* The inside of "…" or """…""". */
struct jy_node *jy_literal_text(struct jy_parse_ctx *cx, struct jy_span span, struct jb_text inside,
				bool lines);
/* Refuses more decimals than a currency has. */
void jy_literal_money_check(struct jy_parse_ctx *cx, const struct jy_node *currency,
			    const struct jy_node *number);

/* ---- the scanner (journey.l) ---- */

void *jy_scan_open(struct jy_parse_ctx *cx);
/* The next token: its code, 0 at the end. A line end is TERM. */
int jy_scan_next(void *scanner, struct jy_node **value, struct jy_span *span);
void jy_scan_close(void *scanner);
/* The helpers of its actions (scan_help.c): a character that begins no token; where a text that is
 * never closed ends. */
int jy_scan_stray(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value);
/* How many bytes of a name begin at `begin`; 0 where no name does. */
uint32_t jy_scan_name_length(const struct jy_file *file, uint32_t begin);
/* `7:30`: a time of day with a digit too few, or a duration, by what stands before it. */
int jy_scan_short_clock(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value);
uint32_t jy_scan_open_text_end(const struct jy_parse_ctx *cx, uint32_t open);
/* Habits from elsewhere (scan_habits.c), each reported and read as meant: a comment over lines, a
 * date or a unit of another country, two numbers joined by a hyphen, other signs for thousands. */
uint32_t jy_scan_comment_end(struct jy_parse_ctx *cx, struct jy_span open);
bool jy_scan_begins_line(const struct jy_parse_ctx *cx, struct jy_span span);
int jy_scan_other_date(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value);
int jy_scan_other_unit(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value);
int jy_scan_dashed(struct jy_parse_ctx *cx, struct jy_span span, struct jy_node **value);
struct jb_text jy_scan_plain_number(struct jy_parse_ctx *cx, struct jb_text written);

/* ---- the filter (tokens.c) ---- */

/* Scans the whole file into cx->tokens; false where it cannot be parsed at all. */
bool jy_tokens_read(struct jy_parse_ctx *cx);

/* ---- the parser (epilogue of journey.y) ---- */

struct jy_pstate;
enum jy_push { JY_PUSH_MORE, JY_PUSH_DONE, JY_PUSH_FAILED };
enum jy_push jy_parser_push(struct jy_pstate *state, int code, struct jy_node *value,
			    struct jy_span span, struct jy_parse_ctx *cx);
/* Whether the parser would take a token of that code now. */
bool jy_parser_takes(struct jy_pstate *state, int code);
/* Whether it is throwing tokens away after an error. */
bool jy_parser_skips(const struct jy_pstate *state);
/* All codes it would take now, at most `room`; how many. */
int jy_parser_expected(struct jy_pstate *state, int *code, int room);

/* ---- words and codes ---- */

bool jy_code_is_word(int code);
enum jy_word jy_code_word(int code);
uint16_t jy_word_code(enum jy_word word);

/* ---- reports (expected.c, slips.c) and repairs (repair.c) ---- */

/* The parser is stuck at the current token: found this; expected these. */
void jy_expected_report(struct jy_parse_ctx *cx, const int *expected, int count, int found);
/* Adds to that report what was probably meant. */
void jy_slip_help(struct jy_parse_ctx *cx, struct jy_diag *diag, const int *expected, int count,
		  int found);
/* The same for what begins no statement: the token at cx->at. */
void jy_slip_statement(struct jy_parse_ctx *cx, struct jy_diag *diag);
/* The word of the language that stands for one of another language or of plain English, among
 * those for which `takes` says yes; JY_NO_WORD where there is none. */
enum jy_word jy_synonym(struct jb_text written, bool (*takes)(void *user, enum jy_word word),
			void *user);
/* What to say of a statement that begins so; NULL where there is nothing to say. */
const char *jy_synonym_hint(struct jb_text written);
/* The unit that people write so behind a number: "s" for `sec`, "%" for `pct`; NULL for none. */
const char *jy_synonym_unit(struct jb_text written);

/* ---- where statements belong (homes.c) ---- */

/* Where a statement that begins with this word may stand: "inside a `stage`"; empty for none. */
struct jb_text jy_homes_of(struct jy_parse_ctx *cx, int code);
/* Whether a statement that begins with this word may stand in the block that is open now. */
bool jy_homes_begins(struct jy_parse_ctx *cx, int code);
/* The same of a block that `head` heads. */
bool jy_homes_block_begins(struct jy_parse_ctx *cx, int head, int code);
/* The word that heads the innermost open block; 0 for the file. */
int jy_homes_block(const struct jy_parse_ctx *cx);
/* Whether it may stand outside all blocks. */
bool jy_homes_at_top(struct jy_parse_ctx *cx, int code);
/* Whether this word heads blocks of statements. */
bool jy_homes_is_block(int code);
/* "a " or "an " before a word of the language; nothing before a plural, such as `cases`. */
const char *jy_article(const char *word);

/* A file that is JSON, YAML, CSV and the like gets one report, in place of all others from `first`
 * on (foreign.c). */
bool jy_foreign_check(struct jy_parse_ctx *cx, size_t first);

/* Pushes all tokens; cx->tree->root is the result. */
void jy_repair_run(struct jy_parse_ctx *cx, struct jy_pstate *state);

/* ---- after the parse (wellformed.c) ---- */

/* Looks at the nodes of a file that was read without a mistake, or at all below `root`. */
void jy_wellformed_check(struct jy_parse_ctx *cx);
void jy_wellformed_check_below(struct jy_parse_ctx *cx, const struct jy_node *root);
/* Whether it looks at such nodes at all. */
static inline bool jy_wellformed_wants(enum jy_node_kind kind)
{
	return kind == JY_N_RANGE || kind == JY_N_COMPARE || kind == JY_N_OR;
}

#endif
