/*
 * Elements of SVG for plots. Attributes only, no styles, so that a strict content policy takes
 * nothing away.
 */
#include <math.h>

#include "base/utf8.h"
#include "report/trend.h"

/* Far beyond any picture; keeps the arithmetic below whole. */
#define COORDINATE_MAX 1e9

void jrt_svg_number(struct jb_buf *out, double value)
{
	long long tenths;

	if (!(value > -COORDINATE_MAX))
		value = -COORDINATE_MAX;
	if (value > COORDINATE_MAX)
		value = COORDINATE_MAX;
	tenths = llround(value * 10);
	if (tenths < 0)
		jb_buf_add_byte(out, '-');
	tenths = tenths < 0 ? -tenths : tenths;
	jb_buf_printf(out, "%lld", tenths / 10);
	if (tenths % 10 != 0)
		jb_buf_printf(out, ".%lld", tenths % 10);
}

void jrt_svg_attribute(struct jb_buf *out, const char *name, double value)
{
	jb_buf_printf(out, " %s=\"", name);
	jrt_svg_number(out, value);
	jb_buf_add_byte(out, '"');
}

void jrt_svg_line(struct jb_buf *out, double x1, double y1, double x2, double y2, const char *look)
{
	jb_buf_add_string(out, "<line");
	jrt_svg_attribute(out, "x1", x1);
	jrt_svg_attribute(out, "y1", y1);
	jrt_svg_attribute(out, "x2", x2);
	jrt_svg_attribute(out, "y2", y2);
	jb_buf_printf(out, " %s/>\n", look);
}

void jrt_svg_rect(struct jb_buf *out, double x, double y, double w, double h, const char *look)
{
	if (w <= 0 || h <= 0)
		return;
	jb_buf_add_string(out, "<rect");
	jrt_svg_attribute(out, "x", x);
	jrt_svg_attribute(out, "y", y);
	jrt_svg_attribute(out, "width", w);
	jrt_svg_attribute(out, "height", h);
	jb_buf_printf(out, " %s/>\n", look);
}

/* The bytes that fit into so many columns, one kept for the sign of what is cut. */
static struct jb_text cut(struct jb_text text, size_t room, bool *short_of)
{
	size_t columns = 0, at = 0, size;
	uint32_t codepoint;

	*short_of = room > 0 && jb_utf8_text_width(text) > room;
	if (!*short_of)
		return text;
	while ((size = jb_utf8_decode(text, at, &codepoint)) > 0) {
		columns += (size_t)jb_utf8_width(codepoint);
		if (columns + 1 > room)
			break;
		at += size;
	}
	return jb_text_slice(text, 0, at);
}

void jrt_svg_text(struct jb_buf *out, double x, double y, const char *anchor, const char *look,
		  struct jb_text text, size_t room)
{
	bool short_of;

	if (text.size == 0)
		return;
	jb_buf_add_string(out, "<text");
	jrt_svg_attribute(out, "x", x);
	jrt_svg_attribute(out, "y", y);
	jb_buf_printf(out, " text-anchor=\"%s\" %s>", anchor, look);
	jb_buf_add_xml(out, cut(text, room, &short_of));
	jb_buf_add_string(out, short_of ? "…</text>\n" : "</text>\n");
}

void jrt_svg_element(struct jb_buf *out, const char *name, struct jb_text content)
{
	jb_buf_printf(out, "<%s>", name);
	jb_buf_add_xml(out, content);
	jb_buf_printf(out, "</%s>\n", name);
}

static void end_mark(struct jb_buf *out, const char *name, struct jb_text title)
{
	if (title.size == 0) {
		jb_buf_add_string(out, "/>\n");
		return;
	}
	jb_buf_add_string(out, "><title>");
	jb_buf_add_xml(out, title);
	jb_buf_printf(out, "</title></%s>\n", name);
}

/* Amber does not stand out from white by itself: it has a dark border. */
void jrt_svg_mark(struct jb_buf *out, enum jrt_verdict_kind verdict, double x, double y,
		  double size, struct jb_text title)
{
	switch (verdict) {
	case JRT_MET:
	case JRT_NOT_MEASURED:
		jb_buf_add_string(out, "<circle");
		jrt_svg_attribute(out, "cx", x);
		jrt_svg_attribute(out, "cy", y);
		jrt_svg_attribute(out, "r", size);
		jb_buf_add_string(out, verdict == JRT_MET ? " fill=\"#2166ac\" stroke=\"#ffffff\""
							  : " fill=\"#ffffff\" stroke=\"#595959\"");
		end_mark(out, "circle", title);
		return;
	case JRT_MISSED:
		jb_buf_add_string(out, "<rect");
		jrt_svg_attribute(out, "x", x - size);
		jrt_svg_attribute(out, "y", y - size);
		jrt_svg_attribute(out, "width", 2 * size);
		jrt_svg_attribute(out, "height", 2 * size);
		jb_buf_add_string(out, " fill=\"#8b1a1a\" stroke=\"#ffffff\"");
		end_mark(out, "rect", title);
		return;
	case JRT_EXCUSED:
		jb_buf_add_string(out, "<path d=\"M");
		jrt_svg_number(out, x);
		jb_buf_add_byte(out, ' ');
		jrt_svg_number(out, y - 1.2 * size);
		jb_buf_add_byte(out, 'L');
		jrt_svg_number(out, x + 1.2 * size);
		jb_buf_add_byte(out, ' ');
		jrt_svg_number(out, y + size);
		jb_buf_add_byte(out, 'L');
		jrt_svg_number(out, x - 1.2 * size);
		jb_buf_add_byte(out, ' ');
		jrt_svg_number(out, y + size);
		jb_buf_add_string(out, "Z\" fill=\"#f4a736\" stroke=\"#5c3d00\"");
		end_mark(out, "path", title);
		return;
	}
}
