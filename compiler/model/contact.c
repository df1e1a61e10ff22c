/*
 * How customers are met, and by whom. Nothing here is judged.
 */
#include "model/contact.h"

struct jb_text jy_delivery_form(const struct jy_delivery *delivery)
{
	if (delivery->team && delivery->team->delivery.size)
		return delivery->team->delivery;
	if (delivery->partner && delivery->partner->delivery.count)
		return delivery->partner->delivery.at[0];
	return JB_TEXT("");
}

bool jy_is_spoken(const struct jy_channel *channel)
{
	return jy_is_human(channel) && !jb_text_is(channel->kind, "post");
}

bool jy_is_human(const struct jy_channel *channel)
{
	static const char *const machine[] = {"self_service", "web",	 "app",	  "ivr",
					      "bot",	      "notice",	 "kiosk", "push",
					      "broadcast",    "product", NULL};

	for (size_t i = 0; machine[i]; i++)
		if (jb_text_is(channel->kind, machine[i]))
			return false;
	return true;
}
