/*
 * The one entry to the parser: scan, parse, look the tree over. A file is first read as if nothing
 * were wrong with it; where something is, what was made and said is forgotten and the file is read
 * again, with repairs. It also decides which reports of a line are kept: a slip of the pen explains
 * whatever the grammar then says about that line.
 */
#include "syntax/parse.h"

#include <parse.h>

#include "syntax/parse_internal.h"

/* Codes of the scanner, whose reports explain those of the grammar. */
static bool is_lexical(const struct jy_diag *diag)
{
	return diag->code >= 110 && diag->code < 200 && diag->severity == JY_ERROR;
}

/* A line with one odd character has often more of them: one is enough. */
static bool is_more_of_it(const struct jy_diag *lexical, const struct jy_diag *other)
{
	return other->code == JY_D_STRAY_CHARACTER && other->span.begin > lexical->span.begin;
}

static bool explains(const struct jy_diag *lexical, const struct jy_diag *other)
{
	if (is_more_of_it(lexical, other) || other->code == JY_D_MINUS_BLANK)
		return true;
	if (other->severity != JY_ERROR || other->code >= 300)
		return false;
	if (lexical->code == JY_D_TEXT_OPEN)
		return other->code != JY_D_TEXT_OPEN;
	return other->code >= JY_D_SYNTAX && other->code <= JY_D_BRACE_EXTRA;
}

/* The first token that ends behind `offset`. */
static size_t token_at(const struct jy_token *token, size_t count, uint32_t offset)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (token[middle].span.end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Up to where a report of the scanner explains others: its line, but for a ( that is never
 * closed all that it swallowed. */
static uint32_t explained_until(const struct jy_parse_ctx *cx, const struct jy_diag *lexical)
{
	uint32_t line = jy_file_line(cx->file, lexical->span.begin);
	if (lexical->code != JY_D_PAREN_OPEN)
		return line < cx->file->line_count ? cx->file->line[line] : UINT32_MAX;
	for (size_t i = token_at(cx->tokens.at, cx->tokens.count, lexical->span.end);
	     i < cx->tokens.count; i++)
		if (cx->tokens.at[i].code == TOK_LBRACE || cx->tokens.at[i].code == TOK_RBRACE)
			return cx->tokens.at[i].span.begin;
	return UINT32_MAX;
}

static void drop_explained(struct jy_parse_ctx *cx, size_t first)
{
	struct jy_diags *diags = cx->diags;
	for (size_t i = first; i < diags->list.count; i++) {
		const struct jy_diag *lexical = &diags->list.at[i];
		if (lexical->dropped || !is_lexical(lexical))
			continue;
		uint32_t from = cx->file->line[jy_file_line(cx->file, lexical->span.begin) - 1];
		uint32_t until = explained_until(cx, lexical);
		for (size_t j = first; j < diags->list.count; j++) {
			struct jy_diag *other = &diags->list.at[j];
			if (j != i && !other->dropped && explains(lexical, other) &&
			    other->span.begin >= from && other->span.begin < until)
				jy_diag_drop(diags, other);
		}
	}
}

/* `feel -2`: where a line has an error, its minus was not read as a subtraction. */
static void drop_warnings(struct jy_parse_ctx *cx, size_t first)
{
	struct jy_diags *diags = cx->diags;
	for (size_t i = first; i < diags->list.count; i++) {
		struct jy_diag *warning = &diags->list.at[i];
		if (warning->dropped || warning->code != JY_D_MINUS_BLANK)
			continue;
		uint32_t line = jy_file_line(cx->file, warning->span.begin);
		for (size_t j = first; j < diags->list.count && !warning->dropped; j++)
			if (diags->list.at[j].severity == JY_ERROR &&
			    jy_file_line(cx->file, diags->list.at[j].span.begin) == line)
				jy_diag_drop(diags, warning);
	}
}

static struct jy_node *empty_file(struct jy_tree *tree, struct jy_span span)
{
	struct jy_node *decls = jy_tree_list(tree, span);
	return jy_tree_make(tree, JY_N_FILE, span, &decls, 1);
}

/* Pushes every token as it came; false as soon as one is wrong. */
static bool push_straight(struct jy_parse_ctx *cx, struct jy_pstate *state)
{
	enum jy_push status = JY_PUSH_MORE;
	uint32_t blocks = 0, errors = cx->diags->error_count;
	for (cx->at = 0; cx->at < cx->tokens.count && status == JY_PUSH_MORE; cx->at++) {
		const struct jy_token *token = &cx->tokens.at[cx->at];
		blocks += token->code == TOK_LBRACE;
		blocks -= token->code == TOK_RBRACE && blocks;
		if (blocks > JY_BLOCKS_MAX)
			return false;
		status = jy_parser_push(state, token->code, token->value, token->span, cx);
		if (cx->diags->error_count != errors)
			return false;
	}
	return status == JY_PUSH_DONE;
}

/* bison takes its stacks from malloc: they are given back also when memory runs out in an
 * action. */
static bool push_all(struct jy_parse_ctx *cx, bool repairs)
{
	struct jy_pstate *state = jy_pstate_new();
	bool straight = false;
	if (!state)
		jb_arena_fail(cx->arena);
	if (JB_ARM(cx->arena) != 0) {
		jy_pstate_delete(state);
		jb_arena_fail(cx->arena);
	}
	if (repairs)
		jy_repair_run(cx, state);
	else
		straight = push_straight(cx, state);
	jb_arena_disarm(cx->arena);
	jy_pstate_delete(state);
	return straight;
}

/* Everything as it was before the file was looked at. The actions of the grammar change the leaves
 * of the tokens, so they are read anew too. */
static void start_over(struct jy_parse_ctx *cx, const struct jy_diags *before)
{
	cx->diags->list.count = before->list.count;
	cx->diags->error_count = before->error_count;
	cx->diags->warning_count = before->warning_count;
	cx->diags->info_count = before->info_count;
	*cx->tree = (struct jy_tree){.arena = cx->arena, .diags = cx->diags};
	*cx = (struct jy_parse_ctx){
		.tree = cx->tree, .file = cx->file, .arena = cx->arena, .diags = cx->diags};
	jy_tokens_read(cx);
}

static bool said_nothing(const struct jy_diags *diags, const struct jy_diags *before)
{
	return diags->list.count == before->list.count &&
	       diags->error_count == before->error_count &&
	       diags->warning_count == before->warning_count;
}

static void read_file(struct jy_parse_ctx *cx, struct jy_span whole)
{
	const struct jy_diags before = *cx->diags;
	bool readable = jy_tokens_read(cx);
	bool plain = readable && said_nothing(cx->diags, &before);
	bool straight = plain && push_all(cx, false);
	if (plain && !straight)
		start_over(cx, &before);
	if (readable && !straight)
		push_all(cx, true);
	if (!cx->tree->root)
		cx->tree->root = empty_file(cx->tree, whole);
	cx->tree->root->span = whole;
	if (straight)
		jy_wellformed_check(cx);
	else
		jy_wellformed_check_below(cx, cx->tree->root);
	drop_explained(cx, before.list.count);
	drop_warnings(cx, before.list.count);
	if (cx->diags->error_count > before.error_count)
		jy_foreign_check(cx, before.list.count);
}

struct jy_parsed jy_parse(const struct jy_file *file, struct jb_arena *arena,
			  struct jy_diags *diags)
{
	struct jy_tree tree = {.arena = arena, .diags = diags};
	struct jy_parse_ctx cx = {.tree = &tree, .file = file, .arena = arena, .diags = diags};
	struct jy_span whole = {file->start, (uint32_t)file->text.size, file->number};
	uint32_t errors = diags->error_count;
	read_file(&cx, whole);
	return (struct jy_parsed){
		.root = tree.root,
		.token = cx.tokens.at,
		.token_count = (uint32_t)cx.tokens.count,
		.trivia = cx.trivia.at,
		.trivia_count = (uint32_t)cx.trivia.count,
		.error_count = diags->error_count - errors,
	};
}

uint32_t jy_token_at(const struct jy_parsed *parsed, uint32_t offset)
{
	return (uint32_t)token_at(parsed->token, parsed->token_count, offset);
}

void jy_tokens_dump(struct jb_buf *out, const struct jy_file *file, const struct jy_parsed *parsed)
{
	for (uint32_t i = 0; i < parsed->token_count; i++) {
		const struct jy_token *token = &parsed->token[i];
		jb_buf_printf(out, "%u:%u\t%s", jy_file_line(file, token->span.begin),
			      jy_file_column(file, token->span.begin), jy_token_name(token->code));
		if (token->code == TOK_TERM || token->code == TOK_YYEOF)
			jb_buf_add_byte(out, '\n');
		else
			jb_buf_printf(out, "\t%.*s\n", JB_ARG(jy_file_slice(file, token->span)));
	}
}
