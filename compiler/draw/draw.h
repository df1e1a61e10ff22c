/*
 * The functions of the modules that draw, file by file; diagram/draw.h says what each does, and
 * module.c and gv_module.c put them into their tables.
 */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "diagram/draw.h"

/* pango.c */
struct jy_pango *jy_draw_pango_new(void);
void jy_draw_pango_free(struct jy_pango *pango);
double jy_draw_pango_width(struct jy_pango *pango, struct jb_text text, enum jy_role role);
/* gv_layout.c */
enum jb_status jy_draw_gv_layout(struct jb_arena *arena, struct jy_graph *graph,
				 struct jb_text *why);
/* gv.c */
enum jb_status jy_draw_dot(const struct jy_scene *scene, struct jb_buf *out, struct jb_text *why);
/* raster.c */
enum jb_status jy_draw_png(const struct jy_scene *scene, double scale, struct jb_buf *out,
			   struct jb_text *why);
enum jb_status jy_draw_pdf(const struct jy_scene *scene, const struct jy_pages *pages,
			   struct jb_buf *out, struct jb_text *why);
/* same.c */
bool jy_draw_png_is_same(struct jb_text one, struct jb_text other);

/* module.c */
extern const struct jy_draw jy_draw_module;
/* gv_module.c */
extern const struct jy_gv jy_gv_module;

#endif
