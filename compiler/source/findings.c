/*
 * Taking the records of all programs together: order, duplicates between programs, counts. What a
 * fingerprint is made of stands in fingerprint.c.
 */
#include "source/findings.h"

#include <stdlib.h>

#include "source/file.h"
#include "source/fingerprint.h"

/* Of two programs that use one file each says the same about it. */
static int compare(const struct jy_finding *a, const struct jy_finding *b)
{
	int order = jb_text_compare(a->path, b->path);

	if (order)
		return order;
	if (a->diag->span.begin != b->diag->span.begin)
		return a->diag->span.begin < b->diag->span.begin ? -1 : 1;
	if (a->diag->code != b->diag->code)
		return a->diag->code < b->diag->code ? -1 : 1;
	order = jb_text_compare(a->diag->rule, b->diag->rule);
	return order ? order : jb_text_compare(a->diag->message, b->diag->message);
}

static int compare_stable(const void *left, const void *right)
{
	const struct jy_finding *a = left, *b = right;
	int order = compare(a, b);

	if (order || a->diags != b->diags)
		return order;
	return a->diag < b->diag ? -1 : a->diag > b->diag; /* the order of adding */
}

static uint32_t *counter(struct jy_findings *findings, enum jy_severity severity)
{
	switch (severity) {
	case JY_ERROR: return &findings->errors;
	case JY_WARNING: return &findings->warnings;
	default: return &findings->infos;
	}
}

bool jy_finding_counts(const struct jy_finding *finding)
{
	return !finding->known && finding->diag->silence == JY_SPOKEN;
}

void jy_finding_know(struct jy_findings *findings, struct jy_finding *finding)
{
	if (!jy_finding_counts(finding))
		return;
	finding->known = true;
	findings->known++;
	*counter(findings, finding->diag->severity) -= 1;
}

/* Whether every stage has looked. Rules come last, so an error of theirs keeps nothing back. */
static bool is_whole(const struct jy_diags *diags)
{
	for (size_t i = 0; i < diags->list.count; i++) {
		const struct jy_diag *diag = &diags->list.at[i];

		if (!diag->dropped && diag->severity == JY_ERROR && !diag->rule.size)
			return false;
	}
	return diags->list.count < JY_DIAGS_KEPT;
}

static void take(struct jy_findings *findings, const struct jy_diags *diags)
{
	struct jb_text *path = JB_NEW_ARRAY(findings->arena, struct jb_text, diags->files.count);
	bool whole = is_whole(diags);

	for (size_t i = 0; i < diags->files.count; i++) {
		path[i] = jy_findings_path(findings, diags->files.at[i]);
		*jb_map_put(&findings->read, path[i], NULL) |= whole;
	}
	for (size_t i = 0; i < diags->list.count; i++) {
		const struct jy_diag *diag = &diags->list.at[i];
		const struct jy_file *file = jy_diags_file(diags, diag->span.file);

		if (!diag->dropped)
			findings->at[findings->count++] = (struct jy_finding){
				.diags = diags,
				.diag = diag,
				.file = file,
				.path = file ? path[file->number - 1] : JB_TEXT("")};
	}
	findings->errors += diags->error_count;
	findings->warnings += diags->warning_count;
	findings->infos += diags->info_count;
}

/* Takes out what another program has said already. */
static void unite(struct jy_findings *findings)
{
	size_t kept = 0;

	for (size_t i = 0; i < findings->count; i++) {
		const struct jy_finding *finding = &findings->at[i];
		bool again = kept > 0 && findings->at[kept - 1].diags != finding->diags &&
			     compare(&findings->at[kept - 1], finding) == 0;

		if (!again)
			findings->at[kept++] = *finding;
		else if (finding->diag->silence == JY_SPOKEN)
			*counter(findings, finding->diag->severity) -= 1;
	}
	findings->count = kept;
}

void jy_findings_make(struct jy_findings *findings, struct jb_arena *arena, struct jb_text base,
		      const struct jy_diags *const *diags, size_t count)
{
	size_t room = 0;

	*findings = (struct jy_findings){.arena = arena, .base = base};
	jb_map_init(&findings->read, arena);
	for (size_t i = 0; i < count; i++)
		room += diags[i]->list.count;
	findings->at = JB_NEW_ARRAY(arena, struct jy_finding, room);
	for (size_t i = 0; i < count; i++)
		take(findings, diags[i]);
	qsort(findings->at, findings->count, sizeof *findings->at, compare_stable);
	unite(findings);
	jy_fingerprints_make(findings);
}

/* Takes "." and ".." out of a path, as far as its text allows. */
static struct jb_text tidy(struct jb_arena *arena, struct jb_text path)
{
	bool absolute = jb_text_starts(path, JB_TEXT("/"));
	char *out = jb_alloc(arena, path.size + 1);
	size_t size = 0, floor = 0; /* ".." does not climb below the floor */

	if (absolute)
		out[size++] = '/', floor = 1;
	for (size_t at = 0, end; at < path.size; at = end + 1) {
		struct jb_text part;

		for (end = at; end < path.size && path.at[end] != '/';)
			end++;
		part = jb_text_slice(path, at, end);
		if (part.size == 0 || jb_text_is(part, "."))
			continue;
		if (jb_text_is(part, "..") && absolute && size == floor)
			continue; /* above the root is the root */
		if (jb_text_is(part, "..") && size > floor) {
			while (size > floor && out[size - 1] != '/')
				size--;
			size -= size > floor;
			continue;
		}
		if (size > 0 && out[size - 1] != '/')
			out[size++] = '/';
		for (size_t i = 0; i < part.size; i++)
			out[size++] = part.at[i];
		if (jb_text_is(part, ".."))
			floor = size;
	}
	return (struct jb_text){out, size};
}

struct jb_text jy_findings_path(const struct jy_findings *findings, const struct jy_file *file)
{
	struct jb_text path = tidy(findings->arena, file->path), base = findings->base;

	if (base.size && path.size > base.size && jb_text_starts(path, base))
		return jb_text_slice(path, base.size, path.size);
	return path;
}
