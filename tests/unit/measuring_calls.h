/*
 * The source that tests of measuring's rules are about: calls with a time, an outcome and how long
 * they waited. A test that wants more columns adds them.
 */
#ifndef TESTS_MEASURING_CALLS_H
#define TESTS_MEASURING_CALLS_H

#include "own_measuring.h"

static uint32_t at, outcome, wait_;

/* at, outcome, wait */
static inline void calls(void)
{
	at = time_column(&t, "at");
	outcome = column(&t, "outcome", JRT_TEXT);
	wait_ = column(&t, "wait", JRT_NUMBER);
	time_of(&t, at);
}

#endif
