/* Any bytes as a journey file that is laid out, where it has no mistakes: the text has the tree of
 * the file, laying it out again changes nothing, and the difference of the two is made. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "fmt/fmt.h"
#include "fmt/unified.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reading {
	struct jy_diags diags;
	struct jy_file file;
	struct jy_parsed parsed;
	struct jb_text tree;
};

static bool read_text(struct reading *reading, struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf tree;

	jy_diags_init(&reading->diags, arena);
	if (!jy_file_init(&reading->file, arena, JB_TEXT("fuzz.journey"), text, &reading->diags))
		return false;
	reading->parsed = jy_parse(&reading->file, arena, &reading->diags);
	jb_buf_init(&tree, arena);
	jy_tree_dump(&tree, reading->parsed.root);
	reading->tree = jb_buf_text(&tree);
	return reading->parsed.error_count == 0;
}

static void lay_out(struct jb_arena *arena, struct jb_text text)
{
	struct reading first, second;
	struct jb_text once = {0}, twice = {0};
	struct jb_buf diff;

	if (!read_text(&first, arena, text))
		return;
	if (jy_fmt(&first.file, &first.parsed, arena, &once) != JY_FMT_DONE)
		abort();
	if (!read_text(&second, arena, once) || !jb_text_equal(first.tree, second.tree))
		abort();
	if (jy_fmt(&second.file, &second.parsed, arena, &twice) != JY_FMT_DONE ||
	    !jb_text_equal(once, twice))
		abort();
	jb_buf_init(&diff, arena);
	jy_unified_diff(&diff, arena, JB_TEXT("fuzz.journey"), text, once);
	if ((diff.size == 0) != jb_text_equal(text, once))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	arena.limit = (size_t)256 << 20;
	if (JB_ARM(&arena) == 0) {
		lay_out(&arena, (struct jb_text){(const char *)data, size});
		jb_arena_disarm(&arena);
	}
	jb_arena_release(&arena);
	return 0;
}
