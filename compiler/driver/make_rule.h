/*
 * Rules for make and ninja that say what a file was made from, as C compilers write them for -MD:
 *
 *	map.svg map.png: \
 *	  orders.journey \
 *	  shared\ parts/terms.journey
 *
 * Blanks, '$', '#', ':' and, among targets, '%' are escaped so that GNU make and ninja read the
 * name that was meant. Neither has a way to write a line end: such a name is refused.
 */
#ifndef DRIVER_MAKE_RULE_H
#define DRIVER_MAKE_RULE_H

#include "base/buf.h"
#include "base/status.h"
#include "base/vec.h"

struct jy_make_rule {
	JB_VEC(struct jb_text) targets, inputs; /* names as make is to know them */
	bool phony; /* an empty rule for each input too: one that is deleted stops nobody */
};

/* JB_REFUSED, *why a sentence: a name that cannot be written. Then nothing was added. */
enum jb_status jy_make_rule_add(struct jb_buf *out, const struct jy_make_rule *rule,
				struct jb_text *why);

#endif
