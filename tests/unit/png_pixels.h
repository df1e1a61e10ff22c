/*
 * The pixels of a PNG of ours: 8 bits a channel, red, green, blue and perhaps alpha, not
 * interlaced. Written from the specification (W3C, PNG, third edition, 9.2), so that what drew the
 * picture does not read it.
 */
#ifndef TESTS_PNG_PIXELS_H
#define TESTS_PNG_PIXELS_H

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buf.h"
#include "testing.h"

struct pixels {
	uint32_t width, height, bytes; /* of a pixel: 3 or 4 */
	const unsigned char *at;       /* row by row */
};

static inline uint32_t png_number(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static inline int png_paeth(int left, int above, int corner)
{
	int p = left + above - corner;
	int a = abs(p - left), b = abs(p - above), c = abs(p - corner);

	return a <= b && a <= c ? left : b <= c ? above : corner;
}

/* Undoes a row's filter; `above` is the row before it, zeros for the first. */
static inline void png_row(int filter, unsigned char *row, const unsigned char *above, size_t size,
			   size_t bytes)
{
	for (size_t i = 0; i < size; i++) {
		int left = i < bytes ? 0 : row[i - bytes],
		    corner = i < bytes ? 0 : above[i - bytes];
		int guess = filter == 1	  ? left
			    : filter == 2 ? above[i]
			    : filter == 3 ? (left + above[i]) / 2
			    : filter == 4 ? png_paeth(left, above[i], corner)
					  : 0;

		row[i] = (unsigned char)(row[i] + guess);
	}
}

static inline struct pixels png_pixels(struct jb_arena *arena, const struct jb_buf *png)
{
	const char *at = png->data + 8, *end = png->data + png->size;
	struct pixels pixels = {png_number(at + 8), png_number(at + 12), at[17] == 6 ? 4 : 3, NULL};
	size_t row = (size_t)pixels.width * pixels.bytes;
	uLongf size = (row + 1) * pixels.height;
	unsigned char *raw = jb_alloc(arena, size),
		      *out = jb_alloc(arena, row * (pixels.height + 1));
	struct jb_buf data;

	assert_true(at[16] == 8 && (at[17] == 2 || at[17] == 6) && at[20] == 0);
	jb_buf_init(&data, arena);
	for (; at < end; at += 12 + png_number(at))
		if (memcmp(at + 4, "IDAT", 4) == 0)
			jb_buf_add(&data, at + 8, png_number(at));
	assert_int_equal(uncompress(raw, &size, (const unsigned char *)data.data, data.size), Z_OK);
	memset(out, 0, row);
	for (uint32_t y = 0; y < pixels.height; y++) {
		unsigned char *to = out + row * (y + 1);

		memcpy(to, raw + (row + 1) * y + 1, row);
		png_row(raw[(row + 1) * y], to, to - row, row, pixels.bytes);
	}
	pixels.at = out + row;
	return pixels;
}

#endif
