/*
 * Scopes: which rows of a source stand for a touchpoint, a stage, a journey, a partner. A
 * touchpoint's rows are those of the slices it is seen in; a stage or journey is the union of its
 * touchpoints' rows, so that a row counts once (S12); a partner keeps the rows in which it appears,
 * a site or team those of them in which it appears besides (S11): at one place two partners may
 * work.
 */
#include "plan/lowering.h"

static enum jrt_scope_kind kind_of(const struct jy_scope_rows *rows)
{
	if (rows->site)
		return JRT_SCOPE_SITE;
	if (rows->team)
		return JRT_SCOPE_TEAM;
	if (rows->touchpoint)
		return JRT_SCOPE_TOUCHPOINT;
	if (rows->stage)
		return JRT_SCOPE_STAGE;
	if (rows->journey)
		return JRT_SCOPE_JOURNEY;
	if (rows->slice)
		return JRT_SCOPE_SLICE;
	return rows->partner ? JRT_SCOPE_PARTNER : JRT_SCOPE_ALL;
}

static struct jb_text place_name(struct jy_lowering *lowering, const struct jy_scope_rows *rows)
{
	if (rows->touchpoint)
		return jb_text_printf(lowering->arena, "%.*s.%.*s",
				      JB_ARG(rows->touchpoint->journey->decl.name),
				      JB_ARG(rows->touchpoint->decl.name));
	if (rows->stage)
		return jb_text_printf(lowering->arena, "%.*s.%.*s",
				      JB_ARG(rows->stage->journey->decl.name),
				      JB_ARG(rows->stage->decl.name));
	return rows->journey ? rows->journey->decl.name : JB_TEXT("");
}

/* "fault_repair.call", "fault_repair.call in faults", "faults", "all"; whose rows of it is told by
 * the scope's own fields. */
static struct jb_text where_name(struct jy_lowering *lowering, const struct jy_scope_rows *rows)
{
	struct jb_text place = place_name(lowering, rows);

	if (place.size && rows->slice)
		return jb_text_printf(lowering->arena, "%.*s in %.*s", JB_ARG(place),
				      JB_ARG(rows->slice->decl.name));
	if (place.size)
		return place;
	return rows->slice ? rows->slice->decl.name : JB_TEXT("all");
}

static struct jb_text where_title(const struct jy_scope_rows *rows)
{
	if (rows->touchpoint)
		return rows->touchpoint->decl.title;
	if (rows->stage)
		return rows->stage->decl.title;
	if (rows->journey)
		return rows->journey->decl.title;
	if (rows->slice)
		return rows->slice->decl.title;
	return JB_TEXT("all rows");
}

/* Two places that read alike in a report are one scope. */
static uint32_t scope_of_names(struct jy_lowering *lowering, const struct jy_scope_rows *rows)
{
	struct jrt_scope scope = {
		.kind = kind_of(rows),
		.name = where_name(lowering, rows),
		.title = where_title(rows),
		.partner = rows->partner ? rows->partner->decl.name : JB_TEXT(""),
		.site = rows->site   ? rows->site->decl.name
			: rows->team ? rows->team->decl.name
				     : JB_TEXT(""),
	};

	struct jb_text key =
		jb_text_printf(lowering->arena, "%d/%.*s/%.*s/%.*s", (int)scope.kind,
			       JB_ARG(scope.name), JB_ARG(scope.partner), JB_ARG(scope.site));
	bool fresh;
	uint64_t *at = jb_map_put(&lowering->scope_name_index, key, &fresh);

	if (fresh) {
		*at = lowering->scopes.count;
		*jb_push(lowering->arena, &lowering->scopes) = scope;
	}
	return (uint32_t)*at;
}

uint32_t jy_lowering_scope(struct jy_lowering *lowering, const struct jy_scope_rows *rows)
{
	struct jb_text key = {.at = (const char *)rows, .size = sizeof *rows};
	bool fresh;
	uint64_t *at = jb_map_intern(&lowering->scope_index, &key, &fresh);

	if (fresh)
		*at = scope_of_names(lowering, rows);
	return (uint32_t)*at;
}

/* A slice whose condition is wrong, which has been reported, is all rows. */
static uint32_t slice_rows(struct jy_program *main, const struct jy_slice *slice)
{
	return slice->where ? jy_program_expr(main, slice->where) : JRT_NONE;
}

/* Which rows of `source` a touchpoint is seen in are added to *mask; *any tells whether there were
 * some. */
static void add_touchpoint(struct jy_program *main, const struct jy_touchpoint *touchpoint,
			   uint32_t *mask, bool *any)
{
	for (size_t i = 0; i < touchpoint->seen_count; i++) {
		const struct jy_seen *seen = &touchpoint->seen[i];
		uint32_t rows = JRT_NONE;

		if (seen->source != main->source->model)
			continue;
		if (seen->slice)
			rows = slice_rows(main, seen->slice);
		*mask = *any ? jy_program_either(main, *mask, rows) : rows;
		*any = true;
	}
}

static void add_stage(struct jy_program *main, const struct jy_stage *stage, uint32_t *mask,
		      bool *any)
{
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		add_touchpoint(main, &stage->touchpoint[i], mask, any);
}

static bool place_mask(struct jy_program *main, const struct jy_scope_rows *rows, uint32_t *mask)
{
	bool any = false;

	*mask = JRT_NONE;
	if (rows->touchpoint)
		add_touchpoint(main, rows->touchpoint, mask, &any);
	else if (rows->stage)
		add_stage(main, rows->stage, mask, &any);
	else if (rows->journey && rows->journey->follows == main->source->model)
		any = true; /* its cases are those who walk it */
	else if (rows->journey)
		for (size_t i = 0; i < rows->journey->stage_count; i++)
			add_stage(main, &rows->journey->stage[i], mask, &any);
	else
		any = true;
	return any;
}

static bool appearance_mask(struct jy_program *main, const struct jy_appearance *appears,
			    size_t count, uint32_t *mask)
{
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		uint32_t rows;

		if (appears[i].source != main->source->model)
			continue;
		rows = appears[i].column == JRT_NONE
			       ? JRT_NONE
			       : jy_program_one_of(main, appears[i].column, appears[i].texts);
		*mask = any ? jy_program_either(main, *mask, rows) : rows;
		any = true;
	}
	return any;
}

/* A partner that appears only by its sites or teams is their union. */
static bool partner_mask(struct jy_program *main, const struct jy_partner *partner, uint32_t *mask)
{
	bool any = appearance_mask(main, partner->appears, partner->appears_count, mask);
	uint32_t part;

	if (any)
		return true;
	for (size_t i = 0; i < partner->site_count; i++) {
		if (!appearance_mask(main, partner->site[i].appears, partner->site[i].appears_count,
				     &part))
			continue;
		*mask = any ? jy_program_either(main, *mask, part) : part;
		any = true;
	}
	for (size_t i = 0; i < partner->team_count; i++) {
		if (!appearance_mask(main, partner->team[i].appears, partner->team[i].appears_count,
				     &part))
			continue;
		*mask = any ? jy_program_either(main, *mask, part) : part;
		any = true;
	}
	return any;
}

/* Where its partner appears in the source too, only the partner's rows are those of a part. */
static bool part_mask(struct jy_program *main, const struct jy_partner *partner,
		      const struct jy_appearance *appears, size_t count, uint32_t *mask)
{
	uint32_t owner;

	if (!appearance_mask(main, appears, count, mask))
		return false;
	if (partner && appearance_mask(main, partner->appears, partner->appears_count, &owner))
		*mask = jy_program_both(main, *mask, owner);
	return true;
}

static bool report_unseen(struct jy_lowering *lowering, const struct jy_scope_rows *rows,
			  const struct jy_source *source, struct jy_span span)
{
	struct jb_text title = where_title(rows), name = source->decl.name;
	struct jy_diag *diag = jy_diag_error(
		lowering->diags, JY_D_SCOPE_UNSEEN, span,
		"this cannot be judged: nothing says which rows of `%.*s` are \"%.*s\"",
		JB_ARG(name), JB_ARG(title));

	jy_diag_help(lowering->diags, diag,
		     "write `seen in %.*s`, or a slice of it, in the touchpoint", JB_ARG(name));
	return false;
}

static bool report_absent(struct jy_lowering *lowering, const struct jy_decl *who, const char *what,
			  const struct jy_source *source, struct jy_span span)
{
	struct jy_diag *diag = jy_diag_error(lowering->diags, JY_D_SCOPE_ABSENT, span,
					     "the %s `%.*s` appears in no column of `%.*s`", what,
					     JB_ARG(who->name), JB_ARG(source->decl.name));

	jy_diag_label(lowering->diags, diag, who->span, "declared here");
	jy_diag_note(lowering->diags, diag, "without it, all rows would count as its own");
	jy_diag_help(lowering->diags, diag,
		     "write `appears in %.*s.COLUMN as \"…\"` in it, or `appears in every row of "
		     "%.*s` where every row is its own",
		     JB_ARG(source->decl.name), JB_ARG(source->decl.name));
	return false;
}

bool jy_lowering_mask(struct jy_lowering *lowering, const struct jy_scope_rows *rows,
		      const struct jy_source *source, struct jy_span span, uint32_t *mask)
{
	struct jy_source_lowering *from = jy_lowering_source(lowering, source);
	struct jy_program *main = &from->main;
	uint32_t who = JRT_NONE;

	from->asked_whose |= rows->partner || rows->site || rows->team;
	if (!place_mask(main, rows, mask))
		return report_unseen(lowering, rows, source, span);
	if (rows->slice && rows->slice->source == source)
		*mask = jy_program_both(main, *mask, slice_rows(main, rows->slice));
	if (rows->site) {
		if (!part_mask(main, rows->site->partner, rows->site->appears,
			       rows->site->appears_count, &who))
			return report_absent(lowering, &rows->site->decl, "site", source, span);
	} else if (rows->team) {
		if (!part_mask(main, rows->team->partner, rows->team->appears,
			       rows->team->appears_count, &who))
			return report_absent(lowering, &rows->team->decl, "team", source, span);
	} else if (rows->partner && !partner_mask(main, rows->partner, &who)) {
		return report_absent(lowering, &rows->partner->decl, "partner", source, span);
	}
	*mask = jy_program_both(main, *mask, who);
	return true;
}

uint32_t jy_lowering_owned(struct jy_source_lowering *source)
{
	uint32_t owned = JRT_NONE, part;
	bool any = false;

	for (size_t i = 0; source->asked_whose && i < source->partners.count; i++) {
		if (!partner_mask(&source->main, source->partners.at[i], &part))
			continue;
		owned = any ? jy_program_either(&source->main, owned, part) : part;
		any = true;
	}
	return owned;
}
