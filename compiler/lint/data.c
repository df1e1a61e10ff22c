/*
 * Rules about customers' data: what is sensitive is not handled on devices that nobody manages, and
 * a touchpoint that verifies who somebody is says what it handles.
 */
#include "lint/linter.h"

static const char *const sensitive[] = {"payment_data",	 "card_data", "card",	  "health_data",
					"health",	 "id_data",   "identity", "biometric_data",
					"personal_data", NULL};

static struct jb_text sensitive_of(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->handles.count; i++)
		for (size_t k = 0; sensitive[k]; k++)
			if (jb_text_is(touchpoint->handles.at[i], sensitive[k]))
				return touchpoint->handles.at[i];
	return JB_TEXT("");
}

/* Of the team, else of its partner. */
static struct jb_text devices_of(const struct jy_delivery *delivery)
{
	if (delivery->team && delivery->team->devices.size)
		return delivery->team->devices;
	return delivery->partner ? delivery->partner->devices : JB_TEXT("");
}

static void find_at(struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		    const struct jy_delivery *delivery, struct jb_text class)
{
	struct jb_text devices = devices_of(delivery);
	bool unmanaged = jb_text_is(devices, "own") || jb_text_is(devices, "mixed");
	struct jy_diag *diag;

	if (!unmanaged && (devices.size || !jb_text_is(jy_delivery_form(delivery), "gig")))
		return;
	diag = jy_find(linter, touchpoint->decl.span, "%.*s on devices that nobody manages",
		       JB_ARG(class));
	jy_label(linter, diag,
		 delivery->team ? delivery->team->decl.span : delivery->partner->decl.span,
		 unmanaged ? "`devices %.*s`" : "gig agents bring their own devices",
		 JB_ARG(devices));
	jy_help(linter, diag,
		"give them managed devices (`devices managed`), or let others handle this data");
}

JY_RULE(data_byod)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		struct jb_text class = sensitive_of(at.touchpoint);

		for (size_t i = 0; class.size && i < at.touchpoint->delivery_count; i++)
			if (at.touchpoint->delivery[i].partner)
				find_at(linter, at.touchpoint, &at.touchpoint->delivery[i], class);
	}
}

JY_RULE(data_no_class)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		struct jy_diag *diag;

		if (!at.touchpoint->verifies_identity || at.touchpoint->handles.count)
			continue;
		diag = jy_find(linter, at.touchpoint->decl.span,
			       "`%.*s` verifies who somebody is, and names no class of data",
			       JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag, "name what is handled: `handles personal_data, id_data`");
	}
}
