/*
 * In which blocks a statement may stand. There is no table of that: the grammar itself is asked, by
 * leading a fresh parser into each kind of block and looking whether it takes the word there. It is
 * asked only where a file has a mistake.
 */
#include <parse.h>
#include <string.h>

#include "syntax/parse_internal.h"

/* A block is led into by the head of the block around it and then `head NAME {`. */
struct block {
	int head;
	int around; /* 0: the file */
};

static const struct block blocks[] = {
	{TOK_K_BRAND, 0},
	{TOK_K_PERSONA, 0},
	{TOK_K_CHANNEL, 0},
	{TOK_K_CALENDAR, 0},
	{TOK_K_PARTNER, 0},
	{TOK_K_SITE, TOK_K_PARTNER},
	{TOK_K_TEAM, TOK_K_PARTNER},
	{TOK_K_ROLE, TOK_K_PARTNER},
	{TOK_K_SYSTEM, 0},
	{TOK_K_OBJECTIVE, 0},
	{TOK_K_JURISDICTION, 0},
	{TOK_K_INCIDENT, 0},
	{TOK_K_RULES, 0},
	{TOK_K_SOURCE, 0},
	{TOK_K_CASES, 0},
	{TOK_K_METRIC, 0},
	{TOK_K_ATTRIBUTE, 0},
	{TOK_K_JOURNEY, 0},
	{TOK_K_STAGE, TOK_K_JOURNEY},
	{TOK_K_TOUCHPOINT, TOK_K_STAGE},
	{TOK_K_AGREEMENT, 0},
	{TOK_K_GUARANTEE, TOK_K_AGREEMENT},
	{TOK_K_SEASON, 0},
	{TOK_K_ASSESSMENT, 0},
	{TOK_K_FRAMEWORK, 0},
	{TOK_K_THEME, TOK_K_FRAMEWORK},
};
#define BLOCK_COUNT (sizeof blocks / sizeof *blocks)

/* More blocks than these are "and others". */
#define HOMES_SHOWN 4

static const struct block *block_of(int head)
{
	for (size_t i = 0; i < BLOCK_COUNT; i++)
		if (blocks[i].head == head)
			return &blocks[i];
	return NULL;
}

static void lead(struct jy_pstate *state, struct jy_parse_ctx *cx, int code)
{
	struct jy_span nowhere = {0};
	struct jy_node *value = jy_code_is_word(code)
					? jy_tree_choice(cx->tree, nowhere, jy_code_word(code))
					: jy_tree_leaf(cx->tree, JY_N_NAME, nowhere, JB_TEXT("x"));
	jy_parser_push(state, code, value, nowhere, cx);
}

static void lead_into(struct jy_pstate *state, struct jy_parse_ctx *cx, int head)
{
	const struct block *block = block_of(head);
	if (!block)
		return;
	lead_into(state, cx, block->around);
	lead(state, cx, head);
	lead(state, cx, TOK_NAME);
	if (head == TOK_K_CASES) {
		lead(state, cx, TOK_K_OF);
		lead(state, cx, TOK_NAME);
	}
	lead(state, cx, TOK_LBRACE);
}

static bool takes(struct jy_parse_ctx *cx, int head, int code)
{
	struct jy_pstate *state = jy_pstate_new();
	if (!state)
		jb_arena_fail(cx->arena);
	if (JB_ARM(cx->arena) != 0) {
		jy_pstate_delete(state);
		jb_arena_fail(cx->arena);
	}
	lead_into(state, cx, head);
	bool answer = jy_parser_takes(state, code);
	jb_arena_disarm(cx->arena);
	jy_pstate_delete(state);
	return answer;
}

bool jy_homes_block_begins(struct jy_parse_ctx *cx, int head, int code)
{
	return takes(cx, head, code);
}

int jy_homes_block(const struct jy_parse_ctx *cx)
{
	return cx->within ? cx->tokens.at[cx->within - 1].code : 0;
}

bool jy_homes_begins(struct jy_parse_ctx *cx, int code)
{
	int head = jy_homes_block(cx);
	return (!head || block_of(head)) && takes(cx, head, code);
}

bool jy_homes_at_top(struct jy_parse_ctx *cx, int code)
{
	return takes(cx, 0, code);
}

bool jy_homes_is_block(int code)
{
	return block_of(code) != NULL;
}

struct jb_text jy_homes_of(struct jy_parse_ctx *cx, int code)
{
	int home[BLOCK_COUNT], count = 0;
	struct jb_buf out;
	jb_buf_init(&out, cx->arena);
	if (!jy_code_is_word(code))
		return jb_buf_text(&out);
	if (jy_homes_at_top(cx, code)) {
		jb_buf_add_string(&out, "at the top of the file, outside all blocks");
		return jb_buf_text(&out);
	}
	for (size_t i = 0; i < BLOCK_COUNT; i++)
		if (takes(cx, blocks[i].head, code))
			home[count++] = blocks[i].head;
	for (int i = 0; i < count; i++) {
		if (i == HOMES_SHOWN && count > HOMES_SHOWN + 1) {
			jb_buf_add_string(&out, " and others");
			break;
		}
		const char *word = jy_token_name(home[i]);
		const char *between = i + 1 == count ? " or " : ", ";
		jb_buf_printf(&out, "%s%s`%s`", i ? between : "inside ", jy_article(word), word);
	}
	return jb_buf_text(&out);
}

const char *jy_article(const char *word)
{
	size_t size = strlen(word);
	if (size && word[size - 1] == 's')
		return "";
	return *word && strchr("aeio", *word) ? "an " : "a ";
}
