/*
 * The command is written once, with each code and rule in the order in which they were found. Every
 * one of them has a page, which a test holds.
 */
#include "source/explained.h"

#include "source/sink.h"

/* More names than these would make a line that nobody copies. */
#define EXPLAINED_MAX 8

static bool is_among(const struct jb_text *id, size_t count, struct jb_text asked)
{
	for (size_t i = 0; i < count; i++)
		if (jb_text_equal(id[i], asked))
			return true;
	return false;
}

static struct jb_text id_of(const struct jy_diag *diag, struct jb_arena *arena)
{
	struct jb_buf id;

	jb_buf_init(&id, arena);
	jy_sink_code(&id, diag);
	return jb_buf_text(&id);
}

void jy_explained_add(struct jb_buf *out, const struct jy_finding *const *shown, size_t count)
{
	struct jb_text id[EXPLAINED_MAX];
	size_t ids = 0;

	for (size_t i = 0; i < count && ids < EXPLAINED_MAX; i++) {
		struct jb_text next = id_of(shown[i]->diag, out->arena);

		if (!is_among(id, ids, next))
			id[ids++] = next;
	}
	if (ids == 0)
		return;
	jb_buf_add_string(out, "`journey explain");
	for (size_t i = 0; i < ids; i++)
		jb_buf_printf(out, " %.*s", JB_ARG(id[i]));
	jb_buf_printf(out, "` says what %s\n",
		      ids == 1 ? "it means and how to mend it" : "they mean and how to mend them");
}
