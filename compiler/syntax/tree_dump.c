/*
 * The tree as text: a line a node, indented by depth, the slot's name first. Spans are left out, so
 * that the same statements give the same text wherever they stand; absent slots are left out too.
 */
#include <ctype.h>

#include "syntax/tree.h"

static void add_lower(struct jb_buf *out, const char *name)
{
	for (; *name; name++)
		jb_buf_add_byte(out, (char)tolower((unsigned char)*name));
}

static const struct {
	unsigned flag;
	const char *name;
} flag_names[] = {
	{JY_F_LOW_OUT, "low-out"},
	{JY_F_HIGH_OUT, "high-out"},
	{JY_F_SIGN, "sign"},
	{JY_F_PAREN, "paren"},
	{JY_F_CALENDAR, "calendar"},
	{JY_F_FROM_FIRST, "from-the-first"},
	{JY_F_INTERPOLATED, "interpolated"},
	{JY_F_OFFSET, "offset"},
	{JY_F_EXPLICIT_SIGN, "signed"},
	{JY_F_DAMAGED, "damaged"},
	{JY_F_APPROXIMATE, "approximate"},
};

static const char *const sign_names[] = {"==", "!=", ">=", "<=", "<", ">"};

static void add_payload(struct jb_buf *out, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_NAME:
	case JY_N_PATH:
	case JY_N_ZONE:
	case JY_N_RULE: jb_buf_printf(out, " %.*s", JB_ARG(node->text)); break;
	case JY_N_TEXT:
		jb_buf_add_byte(out, ' ');
		jb_buf_add_json_string(out, node->text);
		break;
	case JY_N_WORD: jb_buf_printf(out, " %s", jy_word_text(jy_word(node))); break;
	case JY_N_SIGN: jb_buf_printf(out, " %s", sign_names[node->word]); break;
	case JY_N_NUMBER:
	case JY_N_PERCENT:
	case JY_N_PP:
	case JY_N_DURATION:
	case JY_N_DATE:
	case JY_N_TIME:
	case JY_N_INSTANT:
		jb_buf_add_byte(out, ' ');
		jb_buf_add_fix(out, node->value);
		jb_buf_printf(out, " (%.*s)", JB_ARG(node->text));
		break;
	case JY_N_SPAN:
	case JY_N_POINTS:
	case JY_N_MONEY:
		jb_buf_add_byte(out, ' ');
		jb_buf_add_fix(out, node->value);
		if (node->kind == JY_N_MONEY)
			jb_buf_printf(out, " %.*s", JB_ARG(node->text));
		else
			jb_buf_printf(out, " %s", jy_word_text(jy_word(node)));
		break;
	default: break;
	}
	if (node->flags & JY_F_OFFSET)
		jb_buf_printf(out, " %+ds", node->offset);
	for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
		if (node->flags & flag_names[i].flag)
			jb_buf_printf(out, " %s", flag_names[i].name);
}

static void dump(struct jb_buf *out, const struct jy_node *node, const char *slot, size_t depth)
{
	jb_buf_add_repeat(out, ' ', depth * 2);
	if (*slot) {
		add_lower(out, slot);
		jb_buf_add_string(out, ": ");
	}
	add_lower(out, jy_node_name((enum jy_node_kind)node->kind));
	add_payload(out, node);
	jb_buf_add_byte(out, '\n');
	if (node->kind == JY_N_PATH)
		return;
	for (uint32_t i = 0; i < node->count; i++)
		if (node->kid[i])
			dump(out, node->kid[i], jy_slot_name((enum jy_node_kind)node->kind, i),
			     depth + 1);
}

void jy_tree_dump(struct jb_buf *out, const struct jy_node *node)
{
	if (node)
		dump(out, node, "", 0);
}
