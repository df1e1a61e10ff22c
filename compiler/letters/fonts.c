/*
 * Answers about fonts, kept while a picture is drawn, see fonts.h. Reads no settings and no files
 * itself.
 */
#include "letters/fonts.h"

#include <stdlib.h>
#include <time.h>

#include "letters/memory.h"

struct jy_fonts {
	struct jy_match *match; /* NULL until somebody must be asked */
	time_t since;		/* when it was */
	size_t asked;
	struct jy_answers answers;
};

struct jy_fonts *jy_fonts_new(void)
{
	struct jy_fonts *fonts = calloc(1, sizeof *fonts);

	if (fonts)
		jy_memory_read(&fonts->answers);
	return fonts;
}

void jy_fonts_free(struct jy_fonts *fonts)
{
	if (!fonts)
		return;
	if (fonts->asked > 0)
		jy_memory_write(&fonts->answers, fonts->since);
	for (size_t i = 0; i < fonts->answers.count; i++)
		free(fonts->answers.at[i].file.path);
	jy_match_free(fonts->match);
	free(fonts);
}

size_t jy_fonts_asked(const struct jy_fonts *fonts)
{
	return fonts->asked;
}

static struct jy_font_file ask(struct jy_fonts *fonts, int style, uint32_t sign)
{
	if (!fonts->match) {
		fonts->since = time(NULL);
		fonts->match = jy_match_new();
	}
	if (!fonts->match)
		return (struct jy_font_file){0};
	fonts->asked++;
	return sign == 0 ? jy_match_text(fonts->match, style)
			 : jy_match_sign(fonts->match, style, sign);
}

struct jy_font_file jy_fonts_find(struct jy_fonts *fonts, int style, uint32_t sign)
{
	struct jy_answers *answers = &fonts->answers;
	struct jy_answer *answer = answers->at;

	for (; answer < answers->at + answers->count; answer++)
		if (answer->style == style && answer->sign == sign)
			return answer->file;
	if (answers->count == JY_ANSWERS_MAX)
		return (struct jy_font_file){0};
	*answer = (struct jy_answer){style, sign, ask(fonts, style, sign)};
	answers->count++;
	return answer->file;
}
