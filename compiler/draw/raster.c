/*
 * PNG and PDF from the SVG of a scene: the only file that knows librsvg and cairo. Bytes are
 * gathered in memory of their own and copied into the buffer after the libraries have let go, so
 * that a lack of memory cannot jump through them.
 */
#include "draw/draw.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REASON 256		  /* bytes of a library's message that are kept */
#define PDF_POINTS_PER_PIXEL 0.75 /* 96 pixels are an inch of 72 points */

struct bytes {
	unsigned char *at;
	size_t size, room;
};

static cairo_status_t gather(void *user, const unsigned char *data, unsigned int size)
{
	struct bytes *bytes = user;
	if (bytes->room - bytes->size < size) {
		size_t room = (bytes->size + size) * 2;
		unsigned char *more = realloc(bytes->at, room);
		if (more == NULL)
			return CAIRO_STATUS_NO_MEMORY;
		bytes->at = more;
		bytes->room = room;
	}
	memcpy(bytes->at + bytes->size, data, size);
	bytes->size += size;
	return CAIRO_STATUS_SUCCESS;
}

static enum jb_status hand_over(struct bytes *bytes, struct jb_buf *out)
{
	if (JB_ARM(out->arena) != 0) {
		free(bytes->at);
		return JB_NO_MEMORY;
	}
	jb_buf_add(out, bytes->at, bytes->size);
	jb_arena_disarm(out->arena);
	free(bytes->at);
	return JB_OK;
}

/* The reason, once the libraries have let go: making a sentence of it may jump. */
static enum jb_status refuse(const struct jy_scene *scene, const char *reason, struct jb_text *why)
{
	*why = jb_text_printf(scene->arena, "the picture could not be drawn: %s", reason);
	return JB_REFUSED;
}

/* NULL and a reason, or the picture as librsvg read it. */
static RsvgHandle *handle_of(const struct jb_buf *svg, char reason[REASON])
{
	GError *error = NULL;
	RsvgHandle *handle =
		rsvg_handle_new_from_data((const guint8 *)svg->data, svg->size, &error);
	if (handle == NULL) {
		snprintf(reason, REASON, "%s", error->message);
		g_error_free(error);
	}
	return handle;
}

/* Leaves `reason` empty when all went well. */
static void draw(RsvgHandle *handle, cairo_surface_t *surface, double width, double height,
		 char reason[REASON])
{
	GError *error = NULL;
	cairo_t *cairo = cairo_create(surface);
	RsvgRectangle page = {0, 0, width, height};
	if (!rsvg_handle_render_document(handle, cairo, &page, &error)) {
		snprintf(reason, REASON, "%s", error->message);
		g_error_free(error);
	} else if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS) {
		snprintf(reason, REASON, "%s", cairo_status_to_string(cairo_status(cairo)));
	}
	cairo_destroy(cairo);
}

/* The ground, also where the last pixel is only partly the picture's. */
static void paint_ground(cairo_surface_t *surface, enum jy_theme theme)
{
	unsigned red = 255, green = 255, blue = 255;
	sscanf(jy_role_fill(JY_ROLE_PAGE, theme), "#%2x%2x%2x", &red, &green, &blue);
	cairo_t *cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, red / 255.0, green / 255.0, blue / 255.0);
	cairo_paint(cairo);
	cairo_destroy(cairo);
}

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

static enum jb_status finish(const struct jy_scene *scene, const char *reason, struct bytes *bytes,
			     struct jb_buf *out, struct jb_text *why)
{
	if (reason[0] == '\0')
		return hand_over(bytes, out);
	free(bytes->at);
	return refuse(scene, reason, why);
}

enum jb_status jy_draw_png(const struct jy_scene *scene, double scale, struct jb_buf *out,
			   struct jb_text *why)
{
	double width = ceil(scene->width * scale), height = ceil(scene->height * scale);
	if (!(scale > 0) || !fits(width, height))
		return too_large(scene, scale, why);
	struct jb_buf svg;
	struct bytes bytes = {0};
	char reason[REASON] = "";
	jb_buf_init(&svg, scene->arena);
	jy_scene_svg(scene, &svg);
	RsvgHandle *handle = handle_of(&svg, reason);
	if (handle == NULL)
		return refuse(scene, reason, why);
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
	paint_ground(surface, scene->theme);
	draw(handle, surface, scene->width * scale, scene->height * scale, reason);
	cairo_status_t written = cairo_surface_write_to_png_stream(surface, gather, &bytes);
	if (reason[0] == '\0' && written != CAIRO_STATUS_SUCCESS)
		snprintf(reason, REASON, "%s", cairo_status_to_string(written));
	cairo_surface_destroy(surface);
	g_object_unref(handle);
	return finish(scene, reason, &bytes, out, why);
}

enum jb_status jy_draw_pdf(const struct jy_scene *scene, struct jb_buf *out, struct jb_text *why)
{
	double scale =
		fmin(PDF_POINTS_PER_PIXEL, JY_PDF_SIDE_MAX / fmax(scene->width, scene->height));
	double width = scene->width * scale, height = scene->height * scale;
	struct jb_buf svg;
	struct bytes bytes = {0};
	char reason[REASON] = "";
	const char *title = jb_text_cstring(scene->arena, scene->title);
	jb_buf_init(&svg, scene->arena);
	jy_scene_svg(scene, &svg);
	RsvgHandle *handle = handle_of(&svg, reason);
	if (handle == NULL)
		return refuse(scene, reason, why);
	cairo_surface_t *surface =
		cairo_pdf_surface_create_for_stream(gather, &bytes, width, height);
	/* Cairo would write the time of day. */
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       "2000-01-01T00:00:00Z");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	draw(handle, surface, width, height, reason);
	cairo_surface_finish(surface);
	if (reason[0] == '\0' && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
		snprintf(reason, REASON, "%s",
			 cairo_status_to_string(cairo_surface_status(surface)));
	cairo_surface_destroy(surface);
	g_object_unref(handle);
	return finish(scene, reason, &bytes, out, why);
}
