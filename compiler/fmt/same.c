/*
 * The proof that laying out changed nothing: the new text is scanned again, and must have the
 * tokens and the comments of the file, one by one. Cheap beside everything else, so it is done for
 * every file.
 */
#include "fmt/layout.h"

static struct jb_text plain(const struct jy_layout *layout, const struct jy_file *file,
			    struct jy_span span)
{
	return jy_layout_line_ends(layout->arena, jy_file_slice(file, span));
}

static bool same_tokens(const struct jy_layout *layout, const struct jy_file *file,
			const struct jy_parsed *parsed)
{
	const struct jy_parsed *was = layout->parsed;

	if (was->token_count != parsed->token_count)
		return false;
	for (uint32_t i = 0; i < was->token_count; i++) {
		const struct jy_token *a = &was->token[i], *b = &parsed->token[i];

		if (a->code != b->code || a->made_up != b->made_up)
			return false;
		if (!a->made_up && !jb_text_equal(plain(layout, layout->file, a->span),
						  plain(layout, file, b->span)))
			return false;
	}
	return true;
}

/* The next comment from *at on; NULL behind the last. */
static const struct jy_trivia *next_comment(const struct jy_parsed *parsed, uint32_t *at)
{
	while (*at < parsed->trivia_count && parsed->trivia[*at].kind != JY_COMMENT)
		++*at;
	return *at < parsed->trivia_count ? &parsed->trivia[(*at)++] : NULL;
}

static bool same_comments(const struct jy_layout *layout, const struct jy_file *file,
			  const struct jy_parsed *parsed)
{
	uint32_t i = 0, j = 0;

	for (;;) {
		const struct jy_trivia *a = next_comment(layout->parsed, &i);
		const struct jy_trivia *b = next_comment(parsed, &j);

		if (!a || !b)
			return a == b;
		if (!jb_text_equal(jb_text_trim(jy_file_slice(layout->file, a->span)),
				   jb_text_trim(jy_file_slice(file, b->span))))
			return false;
	}
}

bool jy_layout_same(const struct jy_layout *layout, struct jb_text text)
{
	struct jy_diags diags;
	struct jy_file file;
	struct jy_parsed parsed;

	jy_diags_init(&diags, layout->arena);
	if (!jy_file_init(&file, layout->arena, layout->file->path, text, &diags))
		return false;
	parsed = jy_parse(&file, layout->arena, &diags);
	return parsed.error_count == 0 && same_tokens(layout, &file, &parsed) &&
	       same_comments(layout, &file, &parsed);
}
