/*
 * Asking a measuring to end, see journey/runtime.h. One store that any thread and any handler of
 * signals may make.
 */
#include "journey/runtime.h"

void jrt_cancel_ask(struct jrt_cancel *cancel)
{
	__atomic_store_n(&cancel->asked, 1, __ATOMIC_RELAXED);
}

bool jrt_cancel_asked(const struct jrt_cancel *cancel)
{
	for (; cancel; cancel = cancel->above)
		if (__atomic_load_n(&cancel->asked, __ATOMIC_RELAXED))
			return true;
	return false;
}
