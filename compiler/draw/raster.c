/*
 * PNG and PDF from SVG: the only file that knows librsvg, and how cairo writes. Bytes are gathered
 * in memory of their own and copied into the buffer after the libraries have let go, so that a lack
 * of memory cannot jump through them; SVG is made before they hold any.
 */
#include "draw/draw.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diagram/colour.h"
#include "draw/emoji.h"

#define REASON 256 /* bytes of a library's message that are kept */

/* What was written, and why it went wrong; begun as {0}. */
struct drawn {
	unsigned char *at;
	size_t size, room;
	char reason[REASON]; /* the first; empty: all went well */
};

static cairo_status_t drawn_gather(void *user, const unsigned char *data, unsigned int size)
{
	struct drawn *drawn = user;
	if (drawn->room - drawn->size < size) {
		size_t room = (drawn->size + size) * 2;
		unsigned char *more = realloc(drawn->at, room);
		if (more == NULL)
			return CAIRO_STATUS_NO_MEMORY;
		drawn->at = more;
		drawn->room = room;
	}
	memcpy(drawn->at + drawn->size, data, size);
	drawn->size += size;
	return CAIRO_STATUS_SUCCESS;
}

static void drawn_fail(struct drawn *drawn, const char *reason)
{
	if (drawn->reason[0] == '\0')
		snprintf(drawn->reason, REASON, "%s", reason);
}

static void drawn_check(struct drawn *drawn, cairo_status_t status)
{
	if (status != CAIRO_STATUS_SUCCESS)
		drawn_fail(drawn, cairo_status_to_string(status));
}

static void fail_by(struct drawn *drawn, GError *error)
{
	drawn_fail(drawn, error->message);
	g_error_free(error);
}

/* The SVG, drawn at the origin in so many units of the surface. */
static void drawn_svg(struct drawn *drawn, const struct jb_buf *svg, cairo_t *cairo, double width,
		      double height)
{
	GError *error = NULL;
	RsvgHandle *handle =
		rsvg_handle_new_from_data((const guint8 *)svg->data, svg->size, &error);
	RsvgRectangle page = {0, 0, width, height};
	if (handle == NULL) {
		fail_by(drawn, error);
		return;
	}
	if (!rsvg_handle_render_document(handle, cairo, &page, &error))
		fail_by(drawn, error);
	drawn_check(drawn, cairo_status(cairo));
	g_object_unref(handle);
}

/* The whole surface in the colour of the theme's page. */
static void drawn_ground(cairo_t *cairo, enum jy_theme theme)
{
	struct jy_colour page = JY_WHITE;
	jy_colour_read(jb_text_of(jy_role_fill(JY_ROLE_PAGE, theme)), &page);
	cairo_set_source_rgb(cairo, page.red / 255.0, page.green / 255.0, page.blue / 255.0);
	cairo_paint(cairo);
}

/* Hands the bytes over, or the reason as a sentence, and lets go of them. */
static enum jb_status drawn_finish(struct drawn *drawn, const struct jy_scene *scene,
				   struct jb_buf *out, struct jb_text *why)
{
	bool good = drawn->reason[0] == '\0';
	if (JB_ARM(out->arena) != 0) {
		free(drawn->at);
		return JB_NO_MEMORY;
	}
	if (good)
		jb_buf_add(out, drawn->at, drawn->size);
	else
		*why = jb_text_printf(scene->arena, "the picture could not be drawn: %s",
				      drawn->reason);
	jb_arena_disarm(out->arena);
	free(drawn->at);
	return good ? JB_OK : JB_REFUSED;
}

/* ---- PNG ---- */

static bool fits(double width, double height)
{
	return width <= JY_PNG_SIDE_MAX && height <= JY_PNG_SIDE_MAX &&
	       width * height <= (double)JY_PNG_PIXELS_MAX;
}

static enum jb_status too_large(const struct jy_scene *scene, double scale, struct jb_text *why)
{
	double most = fmin(JY_PNG_SIDE_MAX / fmax(scene->width, scene->height),
			   sqrt((double)JY_PNG_PIXELS_MAX / scene->width / scene->height));
	most = floor(most);
	struct jb_buf text;
	jb_buf_init(&text, scene->arena);
	jb_buf_add_string(&text, "a PNG would be ");
	jy_buf_add_coordinate(&text, ceil(scene->width * scale));
	jb_buf_add_string(&text, " by ");
	jy_buf_add_coordinate(&text, ceil(scene->height * scale));
	jb_buf_printf(&text, " pixels, and no side may pass %d nor all of it %lld; ",
		      JY_PNG_SIDE_MAX, (long long)JY_PNG_PIXELS_MAX);
	if (most >= 1) {
		jb_buf_add_string(&text, "take a scale of at most ");
		jy_buf_add_coordinate(&text, most);
		jb_buf_add_string(&text, ", or ");
	}
	jb_buf_add_string(&text, "write SVG or PDF");
	*why = jb_buf_text(&text);
	return JB_TOO_LARGE;
}

enum jb_status jy_draw_png(const struct jy_scene *scene, double scale, struct jb_buf *out,
			   struct jb_text *why)
{
	double width = ceil(scene->width * scale), height = ceil(scene->height * scale);
	if (!(scale > 0) || !fits(width, height))
		return too_large(scene, scale, why);
	struct jb_buf svg;
	struct drawn drawn = {0};
	jb_buf_init(&svg, scene->arena);
	jy_scene_svg(jy_emoji_without(scene), &svg);
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
	cairo_t *cairo = cairo_create(surface);
	/* The ground, also where the last pixel is only partly the picture's. */
	drawn_ground(cairo, scene->theme);
	drawn_svg(&drawn, &svg, cairo, scene->width * scale, scene->height * scale);
	cairo_scale(cairo, scale, scale);
	jy_emoji_draw(scene, cairo);
	cairo_destroy(cairo);
	drawn_check(&drawn, cairo_surface_write_to_png_stream(surface, drawn_gather, &drawn));
	cairo_surface_destroy(surface);
	return drawn_finish(&drawn, scene, out, why);
}

/* ---- PDF: vectors, links, the title, and no time of day ---- */

/* The SVG of every piece, page by page, made before any foreign library holds memory. */
static struct jb_buf *pieces_as_svg(const struct jy_scene *scene, const struct jy_pages *pages)
{
	size_t count = 0;
	for (size_t i = 0; i < pages->count; i++)
		count += pages->page[i].pieces.count;
	struct jb_buf *svg = JB_NEW_ARRAY(scene->arena, struct jb_buf, count);
	for (size_t i = 0, k = 0; i < pages->count; i++)
		for (size_t j = 0; j < pages->page[i].pieces.count; j++, k++) {
			jb_buf_init(&svg[k], scene->arena);
			jy_scene_svg_part(pages->page[i].pieces.at[j].scene, &svg[k]);
		}
	return svg;
}

static void draw_piece(struct drawn *drawn, const struct jy_piece *piece, const struct jb_buf *svg,
		       cairo_t *cairo)
{
	const struct jy_rect *part = &piece->part;
	cairo_save(cairo);
	cairo_translate(cairo, piece->at.x, piece->at.y);
	cairo_scale(cairo, piece->scale, piece->scale);
	cairo_translate(cairo, -part->x, -part->y);
	cairo_rectangle(cairo, part->x, part->y, part->w, part->h);
	cairo_clip(cairo);
	drawn_svg(drawn, svg, cairo, piece->scene->width, piece->scene->height);
	cairo_restore(cairo);
}

static void draw_pages(struct drawn *drawn, const struct jy_scene *scene,
		       const struct jy_pages *pages, const struct jb_buf *svg,
		       cairo_surface_t *surface)
{
	cairo_t *cairo = cairo_create(surface);
	for (size_t i = 0; i < pages->count && drawn->reason[0] == '\0'; i++) {
		drawn_ground(cairo, scene->theme);
		for (size_t j = 0; j < pages->page[i].pieces.count; j++)
			draw_piece(drawn, &pages->page[i].pieces.at[j], svg++, cairo);
		cairo_show_page(cairo);
	}
	drawn_check(drawn, cairo_status(cairo));
	cairo_destroy(cairo);
}

enum jb_status jy_draw_pdf(const struct jy_scene *scene, const struct jy_pages *pages,
			   struct jb_buf *out, struct jb_text *why)
{
	struct drawn drawn = {0};
	const char *title = jb_text_cstring(scene->arena, scene->title);
	struct jb_buf *svg = pieces_as_svg(scene, pages);
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(drawn_gather, &drawn,
								       pages->width, pages->height);
	/* Cairo would write the time of day. */
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       "2000-01-01T00:00:00Z");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	draw_pages(&drawn, scene, pages, svg, surface);
	cairo_surface_finish(surface);
	drawn_check(&drawn, cairo_surface_status(surface));
	cairo_surface_destroy(surface);
	return drawn_finish(&drawn, scene, out, why);
}
