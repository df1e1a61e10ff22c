/*
 * The calls of diagram.h that foreign libraries answer, passed on to the modules that know them.
 * Where a module is missing each fails as it fails otherwise, with a sentence.
 */
#include "diagram/draw.h"

enum jb_status jy_gv_layout(struct jb_arena *arena, struct jy_graph *graph, struct jb_text *why)
{
	const struct jy_gv *gv = jy_gv(arena, why);

	return gv ? gv->layout(arena, graph, why) : JB_REFUSED;
}

enum jb_status jy_scene_dot(const struct jy_scene *scene, struct jb_buf *out, struct jb_text *why)
{
	const struct jy_gv *gv = jy_gv(scene->arena, why);

	return gv ? gv->scene_dot(scene, out, why) : JB_REFUSED;
}

enum jb_status jy_scene_png(const struct jy_scene *scene, double scale, struct jb_buf *out,
			    struct jb_text *why)
{
	const struct jy_draw *draw = jy_draw(scene->arena, why);

	return draw ? draw->scene_png(scene, scale, out, why) : JB_REFUSED;
}

enum jb_status jy_scene_pdf(const struct jy_scene *scene, const struct jy_paper *paper,
			    enum jy_turn turn, struct jb_buf *out, struct jb_text *why)
{
	const struct jy_draw *draw = jy_draw(scene->arena, why);
	struct jy_pages pages;
	enum jb_status status;

	if (!draw)
		return JB_REFUSED;
	status = jy_pages_make(scene, paper, turn, &pages, why);
	return status == JB_OK ? draw->scene_pdf(scene, &pages, out, why) : status;
}

bool jy_png_is_same(struct jb_arena *arena, struct jb_text one, struct jb_text other)
{
	struct jb_text why;
	const struct jy_draw *draw = jy_draw(arena, &why);

	return draw && draw->png_is_same(one, other);
}
