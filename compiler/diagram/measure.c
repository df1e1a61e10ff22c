/*
 * Widths of words, remembered by word and font. Chooses who measures: the module of letters, Pango
 * for what that does not know, or the built-in table; measures nothing itself.
 */
#include "diagram/measure.h"

#include <math.h>

#include "base/map.h"
#include "diagram/draw.h"
#include "diagram/letters.h"

struct jy_measure {
	struct jb_arena *arena;
	bool portable; /* the table measures all */
	const struct jy_letters_table *table;
	struct jy_letters *letters; /* NULL: Pango measures all */
	bool looked;		    /* whether there is a Pango has been asked */
	const struct jy_draw *draw;
	struct jy_pango *pango;
	struct jb_map widths; /* font and word to millionths of a pixel */
	struct jb_buf key;
};

struct jy_measure *jy_measure_new(struct jb_arena *arena, bool portable)
{
	struct jy_measure *measure = JB_NEW(arena, struct jy_measure);

	measure->arena = arena;
	jb_map_init(&measure->widths, arena);
	jb_buf_init(&measure->key, arena);
	measure->portable = portable;
	measure->table = portable ? NULL : jy_letters(arena);
	if (measure->table)
		measure->letters = measure->table->open();
	return measure;
}

void jy_measure_free(struct jy_measure *measure)
{
	if (measure->table)
		measure->table->close(measure->letters);
	if (measure->draw)
		measure->draw->pango_free(measure->pango);
	measure->letters = NULL;
	measure->pango = NULL;
}

static double pango_width(struct jy_measure *measure, struct jb_text text, enum jy_role role)
{
	struct jb_text why;

	if (!measure->looked) {
		measure->looked = true;
		measure->draw = jy_draw(measure->arena, &why);
		measure->pango = measure->draw ? measure->draw->pango_new() : NULL;
	}
	return measure->pango ? measure->draw->pango_width(measure->pango, text, role)
			      : jy_metrics_width(text, jy_role_look(role));
}

static double width_of(struct jy_measure *measure, struct jb_text text, enum jy_role role)
{
	double width = measure->letters ? measure->table->width(measure->letters, text, role) : -1;

	return width < 0 ? pango_width(measure, text, role) : width;
}

/* Roles of one font share what is remembered. */
static void set_key(struct jb_buf *key, const struct jy_look *look, struct jb_text text)
{
	jb_buf_reset(key);
	jb_buf_add_byte(key, (char)lround(look->font_size * 4));
	jb_buf_add_byte(key, (char)((look->bold ? 2 : 0) + (look->italic ? 1 : 0)));
	jb_buf_add_text(key, text);
}

double jy_measure_width(struct jy_measure *measure, struct jb_text text, enum jy_role role)
{
	if (text.size == 0)
		return 0;
	const struct jy_look *look = jy_role_look(role);
	if (measure->portable)
		return jy_metrics_width(text, look);
	set_key(&measure->key, look, text);
	uint64_t *known = jb_map_get(&measure->widths, jb_buf_text(&measure->key));
	if (known != NULL)
		return (double)*known / 1e6;
	struct jb_text key = jb_text_copy(measure->arena, jb_buf_text(&measure->key));
	uint64_t width = (uint64_t)llround(width_of(measure, text, role) * 1e6);
	*jb_map_put(&measure->widths, key, NULL) = width;
	return (double)width / 1e6;
}
