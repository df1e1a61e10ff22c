/*
 * What criteria are called in reports and pictures. A criterion has no name of its own in the
 *language, so it gets one from what it is about; two that would be called alike are numbered in
 *order of declaration.
 *
 *	fault_repair.call/service_level			success at a touchpoint
 *	fault_repair.call/service_level of acme		... of one partner's rows
 *	fault_repair.call/service_level in faults	... of a slice
 *	fault_repair.call/csat of acme.crowd against acme.core	... compared
 *	fault_repair.call/service_level #2		the second of its kind
 *	acme_2026.answer/expected			a level of a guarantee
 */
#include "model/story.h"

static struct jb_text unique(struct jy_builder *builder, struct jb_text name)
{
	bool fresh;
	uint64_t *count = jb_map_put(&builder->criteria, name, &fresh);

	*count += 1;
	if (fresh)
		return name;
	return unique(builder, jb_text_printf(builder->arena, "%.*s #%llu", JB_ARG(name),
					      (unsigned long long)*count));
}

static void add_decl(struct jb_buf *out, const char *before, const struct jy_decl *decl)
{
	jb_buf_printf(out, "%s%.*s", before, JB_ARG(decl->name));
}

static void add_where(struct jb_buf *out, const struct jy_criterion *criterion)
{
	if (criterion->touchpoint) {
		add_decl(out, "", &criterion->touchpoint->journey->decl);
		add_decl(out, ".", &criterion->touchpoint->decl);
	} else if (criterion->stage) {
		add_decl(out, "", &criterion->stage->journey->decl);
		add_decl(out, ".", &criterion->stage->decl);
	} else if (criterion->journey) {
		add_decl(out, "", &criterion->journey->decl);
	} else {
		jb_buf_add_string(out, "all");
	}
}

static void add_whose(struct jb_buf *out, const char *before, const struct jy_criterion *criterion)
{
	if (criterion->partner)
		add_decl(out, before, &criterion->partner->decl);
	if (criterion->site)
		add_decl(out, ".", &criterion->site->decl);
	if (criterion->team)
		add_decl(out, ".", &criterion->team->decl);
}

void jy_criterion_name(struct jy_builder *builder, struct jy_criterion *criterion)
{
	struct jb_buf name;

	if (!criterion->metric)
		return;
	jb_buf_init(&name, builder->arena);
	add_where(&name, criterion);
	add_decl(&name, "/", &criterion->metric->decl);
	if (criterion->slice)
		add_decl(&name, " in ", &criterion->slice->decl);
	add_whose(&name, " of ", criterion);
	if (criterion->against)
		add_whose(&name, " against ", criterion->against);
	criterion->name = unique(builder, jb_buf_text(&name));
}

void jy_criterion_name_level(struct jy_builder *builder, struct jy_criterion *criterion,
			     const struct jy_agreement *agreement,
			     const struct jy_guarantee *guarantee)
{
	criterion->name = unique(
		builder, jb_text_printf(builder->arena, "%.*s.%.*s/%s",
					JB_ARG(agreement->decl.name), JB_ARG(guarantee->decl.name),
					criterion->kind == JRT_EXPECTED ? "expected" : "minimum"));
}
