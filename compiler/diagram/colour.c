/*
 * Colours as numbers, see colour.h. Knows neither roles nor themes.
 */
#include "diagram/colour.h"

#include <math.h>
#include <stdio.h>

static int digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

bool jy_colour_read(struct jb_text text, struct jy_colour *colour)
{
	uint8_t byte[3];

	if (text.size != JY_COLOUR_TEXT - 1 || text.at[0] != '#')
		return false;
	for (size_t i = 0; i < 3; i++) {
		int high = digit(text.at[1 + 2 * i]), low = digit(text.at[2 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		byte[i] = (uint8_t)(high * 16 + low);
	}
	*colour = (struct jy_colour){byte[0], byte[1], byte[2]};
	return true;
}

void jy_colour_write(struct jy_colour colour, char text[JY_COLOUR_TEXT])
{
	snprintf(text, JY_COLOUR_TEXT, "#%02x%02x%02x", colour.red, colour.green, colour.blue);
}

static double linear(uint8_t byte)
{
	double c = byte / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double jy_colour_luminance(struct jy_colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
	       0.0722 * linear(colour.blue);
}

double jy_colour_contrast(struct jy_colour a, struct jy_colour b)
{
	double x = jy_colour_luminance(a), y = jy_colour_luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static uint8_t mixed(uint8_t from, uint8_t to, int thousandths)
{
	return (uint8_t)((from * (1000 - thousandths) + to * thousandths + 500) / 1000);
}

struct jy_colour jy_colour_mix(struct jy_colour from, struct jy_colour to, int thousandths)
{
	return (struct jy_colour){mixed(from.red, to.red, thousandths),
				  mixed(from.green, to.green, thousandths),
				  mixed(from.blue, to.blue, thousandths)};
}
