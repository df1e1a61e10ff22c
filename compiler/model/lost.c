/*
 * Names that stand in what could not be read. One of them may be declared there, so a look-up that
 * finds nothing keeps silent about it: the mistake that broke the declaration is reported, and its
 * uses are no mistakes of their own.
 */
#include "base/utf8.h"
#include "model/build.h"

struct collecting {
	struct jy_builder *builder;
	const struct jy_file *file;
};

static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

static void add_words(struct jy_builder *builder, struct jb_text text)
{
	for (size_t at = 0; at < text.size;) {
		size_t begin = at;

		while (at < text.size && in_word(text.at[at]))
			at++;
		if (at > begin)
			jb_map_put(&builder->lost,
				   jb_utf8_nfc(builder->arena, jb_text_slice(text, begin, at)),
				   NULL);
		else
			at++;
	}
}

static bool collect(void *user, const struct jy_node *node)
{
	struct collecting *collecting = user;

	if (node->kind == JY_N_ERROR)
		add_words(collecting->builder, jy_file_slice(collecting->file, node->span));
	else if (node->kind == JY_N_NAME && node->flags & JY_F_DAMAGED)
		add_words(collecting->builder, node->text);
	return true;
}

void jy_lost_collect(struct jy_builder *builder, const struct jy_unit *unit, size_t unit_count)
{
	for (size_t i = 0; i < unit_count; i++) {
		struct collecting collecting = {.builder = builder, .file = unit[i].file};

		if (unit[i].parsed.error_count)
			jy_tree_walk(unit[i].parsed.root, collect, &collecting);
	}
}

bool jy_lost_holds(struct jy_builder *builder, const struct jy_node *name)
{
	if (!jy_is(name, JY_N_PATH))
		return jb_map_get(&builder->lost, jy_text(name)) != NULL;
	for (uint32_t i = 0; i < jy_count(name); i++)
		if (jb_map_get(&builder->lost, jy_text(name->kid[i])))
			return true;
	return false;
}
