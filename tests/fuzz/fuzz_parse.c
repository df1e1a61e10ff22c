/* Any bytes as a journey file: read with a tree, reports and dumps, never a crash. A file without
 * errors has a tree without error nodes, and so has no surprise for whoever walks it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "source/sink.h"
#include "syntax/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool no_error_node(void *user, const struct jy_node *node)
{
	(void)user;
	if (node->kind == JY_N_ERROR)
		abort();
	return true;
}

static void check_tokens(const struct jy_file *file, const struct jy_parsed *parsed)
{
	for (uint32_t i = 0; i < parsed->token_count; i++)
		if (parsed->token[i].span.end > file->text.size ||
		    parsed->token[i].span.begin > parsed->token[i].span.end)
			abort();
}

static void read_all(struct jb_arena *arena, struct jb_text text)
{
	struct jy_diags diags;
	struct jy_file file;
	struct jb_buf out;

	jy_diags_init(&diags, arena);
	jb_buf_init(&out, arena);
	if (jy_file_init(&file, arena, JB_TEXT("fuzz.journey"), text, &diags)) {
		struct jy_parsed parsed = jy_parse(&file, arena, &diags);
		check_tokens(&file, &parsed);
		if (diags.error_count == 0)
			jy_tree_walk(parsed.root, no_error_node, NULL);
		jy_tree_dump(&out, parsed.root);
		jy_tokens_dump(&out, &file, &parsed);
	}
	jy_sink_text(&out, &diags, (struct jy_sink_options){.colour = true});
	jy_sink_json(&out, &diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	arena.limit = (size_t)256 << 20;
	if (JB_ARM(&arena) == 0) {
		read_all(&arena, (struct jb_text){(const char *)data, size});
		jb_arena_disarm(&arena);
	}
	jb_arena_release(&arena);
	return 0;
}
