/*
 * How far colours look apart, also to those who see fewer: for tests of pictures.
 *
 * The distance is CIEDE2000: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference
 * formula", Color Research & Application 30 (2005); about 2 is just seen side by side. Colour
 * blindness is simulated at full severity: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
 * physiologically-based model for simulation of color vision deficiency", IEEE Transactions on
 * Visualization and Computer Graphics 15 (2009), on linear light.
 */
#ifndef TESTS_SIGHT_H
#define TESTS_SIGHT_H

#include <math.h>

#include "diagram/colour.h"

enum sight { SIGHT_FULL, SIGHT_PROTAN, SIGHT_DEUTAN, SIGHT_TRITAN, SIGHT_GREY, SIGHTS };

static const char *const sight_name[SIGHTS] = {"full colour", "protanopia", "deuteranopia",
					       "tritanopia", "grey"};

static const double sight_matrix[SIGHTS][3][3] = {
	{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	{{0.152286, 1.052583, -0.204868},
	 {0.114503, 0.786281, 0.099216},
	 {-0.003882, -0.048116, 1.051998}},
	{{0.367322, 0.860646, -0.227968},
	 {0.280085, 0.672501, 0.047413},
	 {-0.011820, 0.042940, 0.968881}},
	{{1.255528, -0.076749, -0.178779},
	 {-0.078411, 0.930809, 0.147602},
	 {0.004733, 0.691367, 0.303900}},
	{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}},
};

struct lab {
	double l, a, b;
};

static inline double sight_linear(uint8_t byte)
{
	double c = byte / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static inline double sight_f(double t)
{
	return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIELAB under D65. */
static inline struct lab sight_lab(struct jy_colour colour, enum sight sight)
{
	const double raw[3] = {sight_linear(colour.red), sight_linear(colour.green),
			       sight_linear(colour.blue)};
	double seen[3], x, y, z;

	for (int i = 0; i < 3; i++) {
		const double *row = sight_matrix[sight][i];

		seen[i] = fmin(1, fmax(0, row[0] * raw[0] + row[1] * raw[1] + row[2] * raw[2]));
	}
	x = sight_f((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
	y = sight_f(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
	z = sight_f((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
	return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

#define DEGREES(x) ((x)*57.29577951308232)
#define RADIANS(x) ((x) / 57.29577951308232)

static inline double sight_hue(double a, double b)
{
	double h = a == 0 && b == 0 ? 0 : DEGREES(atan2(b, a));

	return h < 0 ? h + 360 : h;
}

static inline double sight_seventh(double c)
{
	return sqrt(pow(c, 7) / (pow(c, 7) + pow(25, 7)));
}

static inline double sight_middle_hue(double h, double k, bool grey)
{
	if (grey)
		return h + k;
	if (fabs(h - k) <= 180)
		return (h + k) / 2;
	return h + k < 360 ? (h + k + 360) / 2 : (h + k - 360) / 2;
}

/* CIEDE2000 with all weights 1; the names are the paper's. */
static inline double sight_distance(struct lab p, struct lab q)
{
	double g = 0.5 * (1 - sight_seventh((hypot(p.a, p.b) + hypot(q.a, q.b)) / 2));
	double c1 = hypot(p.a * (1 + g), p.b), c2 = hypot(q.a * (1 + g), q.b);
	double h1 = sight_hue(p.a * (1 + g), p.b), h2 = sight_hue(q.a * (1 + g), q.b);
	bool grey = c1 * c2 == 0;
	double turn = grey ? 0 : fmod(h2 - h1 + 540, 360) - 180;
	double dh = 2 * sqrt(c1 * c2) * sin(RADIANS(turn) / 2);
	double l = (p.l + q.l) / 2, c = (c1 + c2) / 2, h = sight_middle_hue(h1, h2, grey);
	double t = 1 - 0.17 * cos(RADIANS(h - 30)) + 0.24 * cos(RADIANS(2 * h)) +
		   0.32 * cos(RADIANS(3 * h + 6)) - 0.20 * cos(RADIANS(4 * h - 63));
	double sl = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2));
	double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
	double theta = 30 * exp(-pow((h - 275) / 25, 2));
	double rt = -sin(RADIANS(2 * theta)) * 2 * sight_seventh(c);
	double x = (q.l - p.l) / sl, y = (c2 - c1) / sc, z = dh / sh;

	return sqrt(x * x + y * y + z * z + rt * y * z);
}

#endif
