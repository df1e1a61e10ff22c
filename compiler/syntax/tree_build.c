/*
 * The constructors behind the grammar's actions. They build and join nodes and know nothing of
 * what a statement means; the only thing they refuse is a nesting too deep to walk.
 */
#include <assert.h>
#include <string.h>

#include "syntax/parse_internal.h"

static void cover(struct jy_node *node, struct jy_span span)
{
	node->span = span;
}

static uint16_t depth_over(struct jy_node *const *kid, size_t count)
{
	unsigned depth = 0;
	for (size_t i = 0; i < count; i++)
		if (kid[i] && kid[i]->depth > depth)
			depth = kid[i]->depth;
	return (uint16_t)(depth + 1);
}

/* A statement is damaged by what it says itself, not by the statements of its block. */
static uint16_t damage_of(struct jy_node *const *kid, size_t count)
{
	unsigned flags = 0;
	for (size_t i = 0; i < count; i++)
		if (kid[i] && kid[i]->kind != JY_N_LIST)
			flags |= kid[i]->flags & JY_F_DAMAGED;
	return (uint16_t)flags;
}

/* With room for `kids` right behind it. */
static struct jy_node *new_node_with(struct jy_tree *tree, enum jy_node_kind kind,
				     struct jy_span span, size_t kids)
{
	struct jy_node *node =
		jb_alloc(tree->arena, sizeof *node + kids * sizeof(struct jy_node *));
	node->kid = kids ? (struct jy_node **)(node + 1) : NULL;
	node->kind = (uint16_t)kind;
	node->text = (struct jb_text){"", 0};
	cover(node, span);
	if (jy_wellformed_wants(kind))
		*jb_push(tree->arena, &tree->spelled) = node;
	return node;
}

static struct jy_node *new_node(struct jy_tree *tree, enum jy_node_kind kind, struct jy_span span)
{
	return new_node_with(tree, kind, span, 0);
}

/* What nests too deeply becomes an error node: no walk can run out of stack on what is left. */
static struct jy_node *too_deep(struct jy_tree *tree, struct jy_span span)
{
	if (!tree->too_deep)
		jy_diag_error(tree->diags, JY_D_NESTED_TOO_DEEP, span,
			      "this is nested more than %d levels deep", JY_NESTING_MAX);
	tree->too_deep = true;
	return new_node(tree, JY_N_ERROR, span);
}

struct jy_node *jy_tree_make(struct jy_tree *tree, enum jy_node_kind kind, struct jy_span span,
			     struct jy_node *const *kid, size_t count)
{
	assert(count == jy_slot_count(kind));
	uint16_t depth = depth_over(kid, count);
	if (depth > JY_NESTING_MAX)
		return too_deep(tree, span);
	struct jy_node *node = new_node_with(tree, kind, span, count);
	node->depth = depth;
	node->flags = damage_of(kid, count);
	node->count = (uint32_t)count;
	for (size_t i = 0; i < count; i++)
		node->kid[i] = kid[i];
	return node;
}

struct jy_node *jy_tree_error(struct jy_tree *tree, struct jy_span from, struct jy_span to)
{
	return new_node(tree, JY_N_ERROR, (struct jy_span){from.begin, to.end, from.file});
}

struct jy_node *jy_tree_leaf(struct jy_tree *tree, enum jy_node_kind kind, struct jy_span span,
			     struct jb_text text)
{
	struct jy_node *node = new_node(tree, kind, span);
	node->text = text;
	return node;
}

struct jy_node *jy_tree_head_error(struct jy_parse_ctx *cx, struct jy_span span)
{
	struct jb_text written = jy_file_slice(cx->file, span);
	if (!written.size || strchr("{}\n\r", written.at[0]))
		return NULL;
	return jy_tree_flag(jy_tree_leaf(cx->tree, JY_N_NAME, span, written), JY_F_DAMAGED);
}

struct jy_node *jy_tree_list(struct jy_tree *tree, struct jy_span span)
{
	return new_node(tree, JY_N_LIST, span);
}

static void add_kid(struct jy_tree *tree, struct jy_node *node, struct jy_node *kid)
{
	if (node->count == node->room) {
		uint32_t room = node->room ? node->room * 2 : 4;
		node->kid =
			jb_realloc(tree->arena, node->kid, node->count * sizeof(struct jy_node *),
				   room * sizeof(struct jy_node *));
		node->room = room;
	}
	node->kid[node->count++] = kid;
	if (kid && kid->depth >= node->depth)
		node->depth = (uint16_t)(kid->depth + 1);
}

struct jy_node *jy_tree_append(struct jy_tree *tree, struct jy_node *list, struct jy_node *item,
			       struct jy_span span)
{
	if (list->depth >= JY_NESTING_MAX || (item && item->depth >= JY_NESTING_MAX))
		item = too_deep(tree, span);
	add_kid(tree, list, item);
	cover(list, span);
	return list;
}

struct jy_node *jy_tree_prepend(struct jy_tree *tree, struct jy_node *list, struct jy_node *item)
{
	if (!item)
		return list;
	add_kid(tree, list, item);
	memmove(list->kid + 1, list->kid, (list->count - 1) * sizeof(struct jy_node *));
	list->kid[0] = item;
	list->span.begin = item->span.begin;
	return list;
}

struct jy_node *jy_tree_choice(struct jy_tree *tree, struct jy_span span, enum jy_word word)
{
	struct jy_node *node = new_node(tree, JY_N_WORD, span);
	node->word = (uint16_t)word;
	node->text = jb_text_of(jy_word_text(word));
	return node;
}

struct jy_node *jy_tree_flag(struct jy_node *node, unsigned flags)
{
	node->flags = (uint16_t)(node->flags | flags);
	return node;
}

struct jy_node *jy_tree_paren(struct jy_node *node, struct jy_span span)
{
	cover(node, span);
	return jy_tree_flag(node, JY_F_PAREN);
}

struct jy_node *jy_tree_set(struct jy_node *node, uint32_t slot, struct jy_node *kid,
			    struct jy_span span)
{
	assert(slot < node->count);
	node->kid[slot] = kid;
	cover(node, span);
	return node;
}

struct jy_node *jy_tree_recast(struct jy_node *node, enum jy_node_kind kind, struct jy_span span)
{
	node->kind = (uint16_t)kind;
	cover(node, span);
	return node;
}

struct jy_node *jy_tree_as_name(struct jy_node *word)
{
	if (word->kind == JY_N_WORD) {
		word->kind = JY_N_NAME;
		word->word = JY_NO_WORD;
		word->flags |= JY_F_SOFT_WORD;
	}
	return word;
}

struct jy_node *jy_tree_path(struct jy_tree *tree, struct jy_node *left, struct jy_node *right,
			     struct jy_span span)
{
	if (left->kind != JY_N_PATH) {
		struct jy_node *path = new_node(tree, JY_N_PATH, span);
		add_kid(tree, path, left);
		path->text = left->text;
		left = path;
	}
	add_kid(tree, left, right);
	left->text =
		jb_text_printf(tree->arena, "%.*s.%.*s", JB_ARG(left->text), JB_ARG(right->text));
	cover(left, span);
	return left;
}

struct jy_node *jy_tree_squeeze(struct jy_parse_ctx *cx, enum jy_node_kind kind,
				struct jy_span span)
{
	struct jb_text written = jy_file_slice(cx->file, span);
	char *text = jb_alloc(cx->arena, written.size + 1);
	size_t size = 0;
	for (size_t i = 0; i < written.size; i++)
		if (!strchr(" \t\r\n", written.at[i]))
			text[size++] = written.at[i];
	return jy_tree_leaf(cx->tree, kind, span, (struct jb_text){text, size});
}

struct jy_node *jy_tree_join(struct jy_tree *tree, enum jy_node_kind kind, struct jy_node *left,
			     struct jy_node *right, struct jy_span span)
{
	if (left->depth >= JY_NESTING_MAX || right->depth >= JY_NESTING_MAX)
		return too_deep(tree, span);
	if (left->kind != kind || left->flags & JY_F_PAREN) {
		struct jy_node *node = new_node(tree, kind, span);
		add_kid(tree, node, left);
		left = node;
	}
	add_kid(tree, left, right);
	cover(left, span);
	return left;
}

struct jy_node *jy_tree_among(struct jy_node *aggregate, struct jy_node *base, struct jy_span span)
{
	return jy_tree_set(aggregate, JY_AGGREGATE_AMONG, base, span);
}

struct jy_node *jy_tree_approximate(struct jy_node *figure, struct jy_span span)
{
	cover(figure, span);
	return jy_tree_flag(figure, JY_F_APPROXIMATE);
}

struct jy_node *jy_tree_base(struct jy_tree *tree, struct jy_node *cond)
{
	if (cond->kind == JY_N_NAME && !(cond->flags & JY_F_PAREN) && jb_text_is(cond->text, "all"))
		return new_node(tree, JY_N_ALL, cond->span);
	return cond;
}

struct jy_node *jy_tree_unit(struct jy_node *number, const struct jy_node *word,
			     struct jy_span span)
{
	number->kind = jy_word(word) == JY_W_POINTS ? JY_N_POINTS : JY_N_SPAN;
	number->word = word->word;
	cover(number, span);
	return number;
}

struct jy_node *jy_tree_money(const struct jy_node *currency, struct jy_node *number,
			      struct jy_span span)
{
	number->kind = JY_N_MONEY;
	number->text = currency->text;
	cover(number, span);
	return number;
}

struct jy_node *jy_tree_negate(struct jy_node *amount, struct jy_span span)
{
	amount->value = -amount->value; /* literals are never the most negative value */
	return jy_tree_signed(amount, span);
}

struct jy_node *jy_tree_signed(struct jy_node *amount, struct jy_span span)
{
	cover(amount, span);
	return jy_tree_flag(amount, JY_F_EXPLICIT_SIGN);
}

struct jy_node *jy_tree_felt_by(struct jy_parse_ctx *cx, struct jy_node *feeling,
				const struct jy_node *about_by)
{
	struct jy_node *by = about_by->kid[1];
	if (feeling->kind != JY_N_FEELING)
		return feeling; /* nested too deeply */
	if (feeling->kid[JY_FEELING_BY]) {
		struct jy_diag *diag = jy_diag_error(cx->diags, JY_D_SYNTAX, by->span,
						     "who feels this is said twice");
		jy_diag_label(cx->diags, diag, feeling->kid[JY_FEELING_BY]->span, "said here");
		jy_diag_help(cx->diags, diag,
			     "keep one `by`; of two people each has a `feels` of their own");
		return feeling;
	}
	feeling->kid[JY_FEELING_BY] = by;
	return feeling;
}

struct jy_node *jy_head_name(const struct jy_node *head)
{
	return head->kid[JY_HEAD_NAME];
}

struct jy_node *jy_head_title(const struct jy_node *head)
{
	return head->kid[JY_HEAD_TITLE];
}
