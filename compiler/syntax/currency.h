/*
 * Which currencies there are. Amounts are exact in the smallest unit of theirs; nothing is ever
 * converted.
 */
#ifndef SYNTAX_CURRENCY_H
#define SYNTAX_CURRENCY_H

#include <stdbool.h>

#include "base/text.h"

/* The decimals of a currency, 0 to 3; -1 where ISO 4217 has no such code. */
int jy_currency_decimals(struct jb_text code);
/* The code nearest to what is written, capitals or not; "" where none is near. */
const char *jy_currency_near(struct jb_text written);

#endif
