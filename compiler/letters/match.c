/*
 * Fonts by fontconfig, see match.h. Asks as Pango does: families of the stack, weight, slant and
 * language. The size is the same for every question, as scalable fonts do not depend on it.
 */
#include "letters/match.h"

#include <dlfcn.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "diagram/measure.h"

#define PIXELS 12

/* What was asked for a style, and all fonts in its order; NULL until needed. */
struct style {
	FcPattern *pattern;
	FcFontSet *sorted;
};

struct jy_match {
	struct style style[JY_STYLES];
};

struct jy_match *jy_match_new(void)
{
	return calloc(1, sizeof(struct jy_match));
}

void jy_match_free(struct jy_match *match)
{
	if (!match)
		return;
	for (struct style *style = match->style; style < match->style + JY_STYLES; style++) {
		if (style->sorted)
			FcFontSetDestroy(style->sorted);
		if (style->pattern)
			FcPatternDestroy(style->pattern);
	}
	free(match);
}

static void add_families(FcPattern *pattern)
{
	char stack[] = JY_FONT_STACK, *rest = stack, *family;

	while ((family = strsep(&rest, ",")) != NULL)
		FcPatternAddString(pattern, FC_FAMILY,
				   (const FcChar8 *)family + strspn(family, " "));
}

static FcPattern *new_pattern(int style)
{
	FcPattern *pattern = FcPatternCreate();

	if (!pattern)
		return NULL;
	add_families(pattern);
	FcPatternAddInteger(pattern, FC_WEIGHT, style & 2 ? FC_WEIGHT_BOLD : FC_WEIGHT_NORMAL);
	FcPatternAddInteger(pattern, FC_SLANT, style & 1 ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
	FcPatternAddDouble(pattern, FC_PIXEL_SIZE, PIXELS);
	FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)"en-us");
	FcConfigSubstitute(NULL, pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	return pattern;
}

static FcPattern *pattern_of(struct jy_match *match, int style)
{
	if (!match->style[style].pattern)
		match->style[style].pattern = new_pattern(style);
	return match->style[style].pattern;
}

/* A font that is used as it is: neither one of many in a variable file, nor stretched, nor with
 * features of the machine's settings. */
static bool is_plain_font(FcPattern *font)
{
	FcBool variable = FcFalse;
	FcMatrix *matrix = NULL;
	FcValue value;
	int index = 0;

	FcPatternGetBool(font, FC_VARIABLE, 0, &variable);
	FcPatternGetInteger(font, FC_INDEX, 0, &index);
	return !variable && index >= 0 && index <= 0xffff &&
	       FcPatternGetMatrix(font, FC_MATRIX, 0, &matrix) != FcResultMatch &&
	       FcPatternGet(font, FC_FONT_FEATURES, 0, &value) != FcResultMatch &&
	       FcPatternGet(font, FC_FONT_VARIATIONS, 0, &value) != FcResultMatch;
}

/* Takes the font over. */
static struct jy_font_file file_of(FcPattern *font)
{
	struct jy_font_file file = {0};
	FcChar8 *path = NULL;

	if (!font)
		return file;
	if (is_plain_font(font) && FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch) {
		file.path = strdup((const char *)path);
		FcPatternGetInteger(font, FC_INDEX, 0, &file.index);
	}
	FcPatternDestroy(font);
	return file;
}

struct jy_font_file jy_match_text(struct jy_match *match, int style)
{
	FcPattern *pattern = pattern_of(match, style);
	FcResult result;

	return file_of(pattern ? FcFontMatch(NULL, pattern, &result) : NULL);
}

/* All of them: to leave out those that add no character would take longer, and none of them is
 * the first that has one. */
static FcFontSet *sorted_of(struct jy_match *match, int style)
{
	FcPattern *pattern = pattern_of(match, style);
	FcResult result;

	if (!match->style[style].sorted && pattern)
		match->style[style].sorted = FcFontSort(NULL, pattern, FcFalse, NULL, &result);
	return match->style[style].sorted;
}

struct jy_font_file jy_match_sign(struct jy_match *match, int style, uint32_t codepoint)
{
	FcFontSet *all = sorted_of(match, style);
	FcCharSet *has;

	for (int i = 0; all && i < all->nfont; i++)
		if (FcPatternGetCharSet(all->fonts[i], FC_CHARSET, 0, &has) == FcResultMatch &&
		    FcCharSetHasChar(has, codepoint))
			return file_of(FcFontRenderPrepare(NULL, match->style[style].pattern,
							   all->fonts[i]));
	return (struct jy_font_file){0};
}

static void add_path(struct jb_arena *arena, struct jy_paths *paths, const char *path)
{
	const char *copy = jb_text_cstring(arena, jb_text_of(path));

	*jb_push(arena, &paths->list) = copy;
}

static void add_paths(struct jb_arena *arena, struct jy_paths *paths, FcStrList *list)
{
	FcChar8 *path;

	while (list && (path = FcStrListNext(list)) != NULL)
		add_path(arena, paths, (const char *)path);
	if (list)
		FcStrListDone(list);
}

/* Also the folder of the first, where others of the machine are looked for. */
static void add_settings(struct jb_arena *arena, struct jy_paths *paths)
{
	size_t first = paths->list.count;
	struct jb_text folder;

	add_paths(arena, paths, FcConfigGetConfigFiles(NULL));
	if (first == paths->list.count)
		return;
	folder = jb_path_folder(jb_text_of(paths->list.at[first]));
	add_path(arena, paths, jb_text_cstring(arena, folder));
}

/* ISO C lets no pointer to a function become one to data. */
static const void *address_of_library(void)
{
	union {
		int (*function)(void);
		const void *address;
	} both = {FcGetVersion};

	return both.address;
}

void jy_match_sources(struct jb_arena *arena, struct jy_paths *paths)
{
	Dl_info library;

	if (dladdr(address_of_library(), &library) != 0)
		add_path(arena, paths, library.dli_fname);
	add_settings(arena, paths);
	add_paths(arena, paths, FcConfigGetFontDirs(NULL));
}
