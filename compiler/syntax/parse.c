/*
 * The one entry to the parser: scan, repair, parse, look the tree over. It also decides which
 * reports of a line are kept: a slip of the pen explains whatever the grammar then says about
 * that line.
 */
#include "syntax/parse.h"

#include <parse.h>

#include "syntax/parse_internal.h"

/* Codes of the scanner, whose reports explain those of the grammar. */
static bool is_lexical(const struct jy_diag *diag)
{
	return diag->code >= 110 && diag->code < 200 && diag->severity == JY_ERROR;
}

static bool explains(const struct jy_diag *lexical, const struct jy_diag *other)
{
	if (other->severity != JY_ERROR || other->code >= 300)
		return false;
	if (lexical->code == JY_D_TEXT_OPEN)
		return other->code != JY_D_TEXT_OPEN;
	return other->code >= JY_D_SYNTAX && other->code <= JY_D_BRACE_EXTRA;
}

/* Up to where a report of the scanner explains others: its line, but for a ( that is never
 * closed all that it swallowed. */
static uint32_t explained_until(const struct jy_parse_ctx *cx, const struct jy_diag *lexical)
{
	uint32_t line = jy_file_line(cx->file, lexical->span.begin);
	if (lexical->code != JY_D_PAREN_OPEN)
		return line < cx->file->line_count ? cx->file->line[line] : UINT32_MAX;
	for (size_t i = 0; i < cx->tokens.count; i++) {
		const struct jy_raw_token *token = &cx->tokens.at[i];
		if (token->span.begin > lexical->span.begin &&
		    (token->code == TOK_LBRACE || token->code == TOK_RBRACE))
			return token->span.begin;
	}
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

static struct jy_node *empty_file(struct jy_tree *tree, struct jy_span span)
{
	struct jy_node *decls = jy_tree_list(tree, span);
	return jy_tree_make(tree, JY_N_FILE, span, &decls, 1);
}

static void hand_out(struct jy_parsed *parsed, const struct jy_parse_ctx *cx)
{
	struct jy_token *token = JB_NEW_ARRAY(cx->arena, struct jy_token, cx->tokens.count);
	for (size_t i = 0; i < cx->tokens.count; i++)
		token[i] =
			(struct jy_token){cx->tokens.at[i].code, cx->tokens.at[i].span,
					  cx->tokens.at[i].line_before, cx->tokens.at[i].made_up};
	parsed->token = token;
	parsed->token_count = (uint32_t)cx->tokens.count;
	parsed->trivia = cx->trivia.at;
	parsed->trivia_count = (uint32_t)cx->trivia.count;
}

/* bison takes its stacks from malloc: they are given back also when memory runs out in an
 * action. */
static void push_all(struct jy_parse_ctx *cx)
{
	struct jy_pstate *state = jy_pstate_new();
	if (!state)
		jb_arena_fail(cx->arena);
	if (JB_ARM(cx->arena) != 0) {
		jy_pstate_delete(state);
		jb_arena_fail(cx->arena);
	}
	jy_repair_run(cx, state);
	jb_arena_disarm(cx->arena);
	jy_pstate_delete(state);
}

struct jy_parsed jy_parse(const struct jy_file *file, struct jb_arena *arena,
			  struct jy_diags *diags)
{
	struct jy_tree tree = {.arena = arena, .diags = diags};
	struct jy_parse_ctx cx = {.tree = &tree, .file = file, .arena = arena, .diags = diags};
	struct jy_parsed parsed = {0};
	struct jy_span whole = {file->start, (uint32_t)file->text.size, file->number};
	size_t first = diags->list.count;
	uint32_t errors = diags->error_count;
	if (jy_tokens_read(&cx))
		push_all(&cx);
	parsed.root = tree.root ? tree.root : empty_file(&tree, whole);
	parsed.root->span = whole;
	jy_wellformed_check(&cx, parsed.root);
	drop_explained(&cx, first);
	hand_out(&parsed, &cx);
	parsed.error_count = diags->error_count - errors;
	return parsed;
}

uint32_t jy_token_at(const struct jy_parsed *parsed, uint32_t offset)
{
	uint32_t low = 0, high = parsed->token_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (parsed->token[middle].span.end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
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
