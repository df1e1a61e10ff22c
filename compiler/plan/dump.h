/*
 * The text of `journey dump --plan` in parts: dump.c all but money, dump_money.c agreements.
 */
#ifndef PLAN_DUMP_H
#define PLAN_DUMP_H

#include "plan/lower.h"

void jy_plan_dump_agreement(const struct jrt_agreement *agreement, struct jb_buf *out);

#endif
