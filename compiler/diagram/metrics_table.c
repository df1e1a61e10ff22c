/*
 * Text widths without fonts, for output that is the same on every machine (`--portable-text`): a
 * table of thousandths of an em for ASCII, measured from a common wide sans serif, and classes for
 * all else. It errs on the wide side, so that text stays inside its card whatever font draws it.
 */
#include "diagram/measure.h"

#include "base/utf8.h"

#define FIRST 0x20
#define LAST 0x7e

static const uint16_t regular[LAST - FIRST + 1] = {
	/* from the blank, sixteen a line */
	318,  401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
	636,  636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
	1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
	603,  787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
	500,  613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
	635,  635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
};

static const uint16_t bold[LAST - FIRST + 1] = {
	348,  456, 521, 838, 696, 1002, 872, 306,  457, 457, 523, 838, 380, 415,  380, 365,
	696,  696, 696, 696, 696, 696,	696, 696,  696, 696, 400, 400, 838, 838,  838, 580,
	1000, 774, 762, 734, 830, 683,	683, 821,  837, 372, 372, 775, 637, 995,  837, 850,
	733,  850, 770, 720, 682, 812,	774, 1103, 771, 724, 725, 457, 365, 457,  838, 500,
	500,  675, 716, 593, 716, 678,	435, 716,  712, 343, 343, 665, 343, 1042, 712, 687,
	716,  716, 493, 595, 478, 712,	652, 924,  645, 652, 582, 712, 365, 712,  838,
};

#define EM 1000
#define EMOJI_FROM 0x1f000
#define SKIN_FIRST 0x1f3fb
#define SKIN_LAST 0x1f3ff
#define JOINER 0x200d

/* Thousandths of an em of a code point outside the table. */
static unsigned class_width(uint32_t codepoint, bool is_bold)
{
	if (jb_utf8_width(codepoint) == 0)
		return 0;
	if (jb_utf8_width(codepoint) == 2)
		return codepoint >= EMOJI_FROM ? EM + 60 : EM;
	if (codepoint >= 0x2190 && codepoint < 0x2c00) /* arrows, operators, shapes */
		return EM;
	if (codepoint == 0xa0)
		return is_bold ? bold[0] : regular[0];
	if (codepoint == 0xb7)
		return is_bold ? 380 : 318;
	if (codepoint >= 0x2010 && codepoint <= 0x201f && codepoint != 0x2014) /* dashes, quotes */
		return is_bold ? 657 : 518;
	if (codepoint < 0x250) /* Latin with marks */
		return is_bold ? 780 : 690;
	return is_bold ? 900 : 800;
}

double jy_metrics_width(struct jb_text text, const struct jy_look *look)
{
	const uint16_t *table = look->bold ? bold : regular;
	uint64_t sum = 0;
	uint32_t codepoint = 0, previous = 0;
	for (size_t at = 0; at < text.size; previous = codepoint) {
		at += jb_utf8_decode(text, at, &codepoint);
		bool in_table = codepoint >= FIRST && codepoint <= LAST;
		/* What is joined to an emoji, or colours it, adds nothing. */
		if (previous == JOINER || (codepoint >= SKIN_FIRST && codepoint <= SKIN_LAST))
			continue;
		sum += in_table ? table[codepoint - FIRST] : class_width(codepoint, look->bold);
	}
	return (double)sum * look->font_size / EM;
}
