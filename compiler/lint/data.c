/*
 * Rules about customers' data: what is sensitive is not handled on devices that nobody manages, and
 * a touchpoint that verifies who somebody is says what it handles.
 */
#include "lint/linter.h"

/* The usual names, and what people write for them. */
static const char *const sensitive[] = {"personal_data",
					"payment_data",
					"card_data",
					"health_data",
					"id_data",
					"biometric_data",
					"identity",
					"location_data",
					"contact_data",
					"personal",
					"payment",
					"payments",
					"card",
					"cards",
					"health",
					"pii",
					"pci",
					"phi",
					"spi",
					"passport",
					"bank_data",
					"credit_card",
					NULL};

static bool is_like(struct jb_text class, const char *word)
{
	size_t i = 0;

	for (; i < class.size && word[i]; i++) {
		char c = class.at[i];

		if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != word[i])
			return false;
	}
	return i == class.size && !word[i];
}

static struct jb_text sensitive_of(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->handles.count; i++)
		for (size_t k = 0; sensitive[k]; k++)
			if (is_like(touchpoint->handles.at[i], sensitive[k]))
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
