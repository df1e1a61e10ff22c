/*
 * How wide plain text is, without Pango. Pango brings cairo, the X11 libraries and more with it,
 * and to load and set up all of that takes longer than to draw a map. Yet for letters, digits and
 * punctuation of Latin, Greek or Cyrillic in one font, all that it does is to ask fontconfig for
 * the font and HarfBuzz for the glyphs; so a small module asks them itself. Any other text (another
 * script, a letter that the font lacks, a combining mark, an emoji) is for Pango, in the other
 * module (diagram/draw.h). For what both measure both say the same, which a test holds them to.
 */
#ifndef DIAGRAM_LETTERS_H
#define DIAGRAM_LETTERS_H

#include "diagram/measure.h"

/* The file's name; it lies where that of the other module does. */
#define JY_LETTERS_FILE "journey-letters.so"
/* The one symbol that it shows: a struct jy_letters_table. */
#define JY_LETTERS_SYMBOL "jy_letters_module"

struct jy_letters;

struct jy_letters_table {
	const char *version; /* JOURNEY_VERSION */
	size_t size;	     /* of this struct */
	/* NULL when there is no memory or no font. */
	struct jy_letters *(*open)(void);
	void (*close)(struct jy_letters *letters);
	/* In pixels; negative: this text is for Pango. */
	double (*width)(struct jy_letters *letters, struct jb_text text, enum jy_role role);
};

/* The module; NULL where it cannot be loaded: then Pango measures everything. */
const struct jy_letters_table *jy_letters(struct jb_arena *arena);

#endif
