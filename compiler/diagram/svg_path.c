/*
 * Paths of pictures in a page, see svg_path.h. Whole tenths are kept as doubles, which are exact as
 * far as any picture reaches.
 */
#include "diagram/svg_path.h"

#include <math.h>

#include "diagram/diagram.h"

#define EXACT 0.5 /* tenths are whole: nothing is between 0 and 1 */

static struct jy_point tenths(struct jy_point point)
{
	return (struct jy_point){round(point.x * 10), round(point.y * 10)};
}

static bool is_none(double distance)
{
	return fabs(distance) < EXACT;
}

/* Behind a letter or a number; the sign of a negative one parts it from that. */
static void number(struct svg_path *path, double value, bool parted)
{
	if (parted && value >= 0)
		jb_buf_add_byte(path->out, ' ');
	jy_buf_add_coordinate(path->out, value / 10);
}

static void pair(struct svg_path *path, double x, double y, bool parted)
{
	number(path, x, parted);
	number(path, y, true);
}

void svg_path_move(struct svg_path *path, struct jy_point to)
{
	path->at = path->start = tenths(to);
	jb_buf_add_byte(path->out, 'M');
	pair(path, path->at.x, path->at.y, false);
}

static void go(struct svg_path *path, double x, double y)
{
	if (is_none(x) && is_none(y))
		return;
	jb_buf_add_byte(path->out, is_none(y) ? 'h' : is_none(x) ? 'v' : 'l');
	if (is_none(y))
		number(path, x, false);
	else if (is_none(x))
		number(path, y, false);
	else
		pair(path, x, y, false);
}

void svg_path_line(struct svg_path *path, struct jy_point to)
{
	struct jy_point end = tenths(to);

	go(path, end.x - path->at.x, end.y - path->at.y);
	path->at = end;
}

/* Whether a bow that begins at 0 and bends to `a` and `b` goes straight on to `end`. */
static bool goes_on(double a, double b, double end)
{
	return fmin(0, end) <= a && a <= fmax(0, end) && fmin(a, end) <= b && b <= fmax(a, end);
}

void svg_path_bow(struct svg_path *path, const struct jy_point *point)
{
	double x[3], y[3];

	for (int i = 0; i < 3; i++) {
		struct jy_point to = tenths(point[i]);

		x[i] = to.x - path->at.x;
		y[i] = to.y - path->at.y;
	}
	path->at = tenths(point[2]);
	if ((is_none(y[0]) && is_none(y[1]) && is_none(y[2]) && goes_on(x[0], x[1], x[2])) ||
	    (is_none(x[0]) && is_none(x[1]) && is_none(x[2]) && goes_on(y[0], y[1], y[2]))) {
		go(path, x[2], y[2]);
		return;
	}
	jb_buf_add_byte(path->out, 'c');
	for (int i = 0; i < 3; i++)
		pair(path, x[i], y[i], i > 0);
}

/* Two halves, over the right to the left and back. */
void svg_path_circle(struct svg_path *path, struct jy_point middle, double radius)
{
	double across = round(radius * 20), half = across / 2;

	svg_path_move(path, (struct jy_point){middle.x - across / 20, middle.y});
	for (int back = 0; back < 2; back++) {
		jb_buf_add_byte(path->out, 'a');
		pair(path, half, half, false);
		jb_buf_add_string(path->out, " 0 0 0");
		pair(path, back ? -across : across, 0, true);
	}
}

void svg_path_close(struct svg_path *path)
{
	jb_buf_add_byte(path->out, 'Z');
	path->at = path->start;
}
