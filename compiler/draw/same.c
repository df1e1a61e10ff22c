/*
 * Whether two PNG show the same: what packs them may change from version to version, the pixels
 * do not.
 */
#include "draw/draw.h"

#include <cairo.h>
#include <string.h>

/* The signature and the header with width, height and kind of pixels. */
#define HEAD 33

struct source {
	struct jb_text left;
};

static cairo_status_t give(void *user, unsigned char *into, unsigned int size)
{
	struct source *source = user;

	if (source->left.size < size)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(into, source->left.at, size);
	source->left = jb_text_slice(source->left, size, source->left.size);
	return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *unpack(struct jb_text png)
{
	struct source source = {png};

	return cairo_image_surface_create_from_png_stream(give, &source);
}

static bool has_same_pixels(cairo_surface_t *one, cairo_surface_t *other)
{
	int height = cairo_image_surface_get_height(one);
	size_t line = (size_t)cairo_image_surface_get_stride(one);

	if (cairo_surface_status(one) != CAIRO_STATUS_SUCCESS ||
	    cairo_surface_status(other) != CAIRO_STATUS_SUCCESS ||
	    cairo_image_surface_get_format(one) != cairo_image_surface_get_format(other) ||
	    height != cairo_image_surface_get_height(other) ||
	    line != (size_t)cairo_image_surface_get_stride(other))
		return false;
	return memcmp(cairo_image_surface_get_data(one), cairo_image_surface_get_data(other),
		      line * (size_t)height) == 0;
}

bool jy_draw_png_is_same(struct jb_text one, struct jb_text other)
{
	cairo_surface_t *first, *second;
	bool same;

	/* Also keeps a picture of another size, however large, from being unpacked. */
	if (one.size < HEAD || other.size < HEAD || memcmp(one.at, other.at, HEAD) != 0)
		return false;
	first = unpack(one);
	second = unpack(other);
	same = has_same_pixels(first, second);
	cairo_surface_destroy(first);
	cairo_surface_destroy(second);
	return same;
}
