/*
 * The table of countries' clocks: the least and the most that standard time of the mainland is
 * ahead of UTC, in minutes. Far islands are left out. A country that is not here is not judged.
 */
#include "lint/clock.h"

#include <stddef.h>
#include <stdint.h>

#define DAY (24 * 60)

struct country {
	char code[3];
	int16_t least, most;
};

/* In the order of their codes. */
static const struct country countries[] = {
	{"AE", 240, 240},   {"AL", 60, 60},	{"AM", 240, 240},   {"AR", -180, -180},
	{"AT", 60, 60},	    {"AU", 480, 600},	{"AZ", 240, 240},   {"BA", 60, 60},
	{"BB", -240, -240}, {"BD", 360, 360},	{"BE", 60, 60},	    {"BG", 120, 120},
	{"BH", 180, 180},   {"BO", -240, -240}, {"BR", -300, -180}, {"BW", 120, 120},
	{"BY", 180, 180},   {"BZ", -360, -360}, {"CA", -480, -210}, {"CH", 60, 60},
	{"CL", -240, -240}, {"CM", 60, 60},	{"CN", 480, 480},   {"CO", -300, -300},
	{"CR", -360, -360}, {"CY", 120, 120},	{"CZ", 60, 60},	    {"DE", 60, 60},
	{"DK", 60, 60},	    {"DO", -240, -240}, {"DZ", 60, 60},	    {"EC", -300, -300},
	{"EE", 120, 120},   {"EG", 120, 120},	{"ES", 60, 60},	    {"ET", 180, 180},
	{"FI", 120, 120},   {"FJ", 720, 720},	{"FR", 60, 60},	    {"GB", 0, 0},
	{"GE", 240, 240},   {"GH", 0, 0},	{"GR", 120, 120},   {"GT", -360, -360},
	{"GY", -240, -240}, {"HK", 480, 480},	{"HN", -360, -360}, {"HR", 60, 60},
	{"HU", 60, 60},	    {"ID", 420, 540},	{"IE", 0, 0},	    {"IL", 120, 120},
	{"IN", 330, 330},   {"IS", 0, 0},	{"IT", 60, 60},	    {"JM", -300, -300},
	{"JO", 180, 180},   {"JP", 540, 540},	{"KE", 180, 180},   {"KH", 420, 420},
	{"KR", 540, 540},   {"KW", 180, 180},	{"KZ", 300, 300},   {"LB", 120, 120},
	{"LK", 330, 330},   {"LT", 120, 120},	{"LU", 60, 60},	    {"LV", 120, 120},
	{"MA", 60, 60},	    {"MD", 120, 120},	{"ME", 60, 60},	    {"MG", 180, 180},
	{"MK", 60, 60},	    {"MT", 60, 60},	{"MU", 240, 240},   {"MX", -480, -300},
	{"MY", 480, 480},   {"NA", 120, 120},	{"NG", 60, 60},	    {"NI", -360, -360},
	{"NL", 60, 60},	    {"NO", 60, 60},	{"NP", 345, 345},   {"NZ", 720, 720},
	{"OM", 240, 240},   {"PA", -300, -300}, {"PE", -300, -300}, {"PH", 480, 480},
	{"PK", 300, 300},   {"PL", 60, 60},	{"PR", -240, -240}, {"PT", 0, 0},
	{"PY", -180, -180}, {"QA", 180, 180},	{"RO", 120, 120},   {"RS", 60, 60},
	{"RU", 120, 720},   {"RW", 120, 120},	{"SA", 180, 180},   {"SE", 60, 60},
	{"SG", 480, 480},   {"SI", 60, 60},	{"SK", 60, 60},	    {"SN", 0, 0},
	{"SV", -360, -360}, {"TH", 420, 420},	{"TN", 60, 60},	    {"TR", 180, 180},
	{"TT", -240, -240}, {"TW", 480, 480},	{"TZ", 180, 180},   {"UA", 120, 120},
	{"UG", 180, 180},   {"US", -480, -300}, {"UY", -180, -180}, {"UZ", 300, 300},
	{"VN", 420, 420},   {"XK", 60, 60},	{"ZA", 120, 120},   {"ZM", 120, 120},
	{"ZW", 120, 120},
};

static const struct country *find(struct jb_text code)
{
	size_t low = 0, high = sizeof(countries) / sizeof(countries[0]);
	struct jb_text own;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order;

		own = jb_text_of(countries[middle].code);
		order = jb_text_compare(code, own);
		if (order == 0)
			return &countries[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool jy_clock_known(struct jb_text country)
{
	return find(country) != NULL;
}

/* Minutes around the day from the last clock of one to the first of the other, eastward. */
static int eastward(const struct country *from, const struct country *to)
{
	return ((to->least - from->most) % DAY + DAY) % DAY;
}

int jy_clock_hours(struct jb_text a, struct jb_text b)
{
	const struct country *one = find(a), *other = find(b);
	int there, back;

	if (!one || !other || (one->least <= other->most && other->least <= one->most))
		return 0;
	there = eastward(one, other);
	back = eastward(other, one);
	return ((there < back ? there : back) + 59) / 60;
}
