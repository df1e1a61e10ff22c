/*
 * Asking a measuring to end, see journey/runtime.h. One store that any thread and any handler of
 * signals may make; pace.c is who looks.
 */
#include "journey/runtime.h"

void jrt_cancel_ask(struct jrt_cancel *cancel)
{
	__atomic_store_n(&cancel->asked, 1, __ATOMIC_RELAXED);
}
