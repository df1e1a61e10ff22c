/*
 * Applying fixes to texts. Pieces are collected fix by fix in the order of the findings, each fix
 * only if none of its pieces touches one that was taken before; then each file is written anew in
 * one go.
 */
#include "source/fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "source/file.h"

static int by_place(const void *left, const void *right)
{
	const struct jy_fix *a = left, *b = right;

	if (a->span.file != b->span.file)
		return a->span.file < b->span.file ? -1 : 1;
	if (a->span.begin != b->span.begin)
		return a->span.begin < b->span.begin ? -1 : 1;
	return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

/* Two insertions at one place touch, because their order would decide. */
static bool touch(struct jy_span a, struct jy_span b)
{
	if (a.file != b.file)
		return false;
	return a.begin == b.begin || (a.begin < b.end && b.begin < a.end);
}

static struct jy_fix *pieces_in_order(struct jb_arena *arena, const struct jy_diag *diag)
{
	struct jy_fix *piece = JB_NEW_ARRAY(arena, struct jy_fix, diag->fixes.count);

	memcpy(piece, diag->fixes.at, diag->fixes.count * sizeof *piece);
	qsort(piece, diag->fixes.count, sizeof *piece, by_place);
	return piece;
}

/* The text from `from` to `to` with the pieces, which lie in order between, put in. */
static struct jb_text rewrite(struct jb_arena *arena, struct jb_text text, size_t from, size_t to,
			      const struct jy_fix *piece, size_t count)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	for (size_t i = 0; i < count; i++) {
		jb_buf_add_text(&buf, jb_text_slice(text, from, piece[i].span.begin));
		jb_buf_add_text(&buf, piece[i].replacement);
		from = piece[i].span.end;
	}
	jb_buf_add_text(&buf, jb_text_slice(text, from, to));
	return jb_buf_text(&buf);
}

bool jy_fix_join(struct jy_fix *joined, struct jb_arena *arena, const struct jy_diag *diag,
		 const struct jy_file *file)
{
	size_t count = diag->fixes.count;
	struct jy_fix *piece;

	if (count == 0)
		return false;
	piece = pieces_in_order(arena, diag);
	for (size_t i = 0; i < count; i++) {
		if (piece[i].span.file != file->number)
			return false;
		if (i > 0 && touch(piece[i - 1].span, piece[i].span))
			return false;
	}
	joined->span =
		(struct jy_span){piece[0].span.begin, piece[count - 1].span.end, file->number};
	joined->replacement =
		rewrite(arena, file->text, joined->span.begin, joined->span.end, piece, count);
	return true;
}

/* What was taken so far, in order, so that a look-up need not walk it. */
struct taken {
	JB_VEC(struct jy_fix) piece;
};

/* Where a piece belongs among those taken. */
static size_t place_of(const struct taken *taken, const struct jy_fix *piece)
{
	size_t low = 0, high = taken->piece.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_place(&taken->piece.at[middle], piece) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_free(const struct taken *taken, const struct jy_fix *piece)
{
	size_t at = place_of(taken, piece);

	return (at == 0 || !touch(taken->piece.at[at - 1].span, piece->span)) &&
	       (at == taken->piece.count || !touch(taken->piece.at[at].span, piece->span));
}

static void insert(struct taken *taken, struct jb_arena *arena, const struct jy_fix *piece)
{
	size_t at = place_of(taken, piece);

	jb_push(arena, &taken->piece);
	memmove(taken->piece.at + at + 1, taken->piece.at + at,
		(taken->piece.count - 1 - at) * sizeof *piece);
	taken->piece.at[at] = *piece;
}

static bool may_change(const struct jy_fixed *fixed, const struct jy_fix *piece)
{
	return piece->span.file > 0 && fixed[piece->span.file - 1].file;
}

/* Whether the whole fix can be taken; it is, if so. */
static bool take(struct taken *taken, struct jb_arena *arena, const struct jy_diag *diag,
		 const struct jy_fixed *fixed)
{
	struct jy_fix *piece;
	size_t count = diag->fixes.count;

	if (count == 0)
		return false;
	piece = pieces_in_order(arena, diag);
	for (size_t i = 0; i < count; i++) {
		if (!may_change(fixed, &piece[i]) || !is_free(taken, &piece[i]))
			return false;
		if (i > 0 && touch(piece[i - 1].span, piece[i].span))
			return false;
	}
	for (size_t i = 0; i < count; i++)
		insert(taken, arena, &piece[i]);
	return true;
}

size_t jy_fixes_apply(const struct jy_findings *findings, struct jy_fixed *fixed, bool *applied)
{
	struct taken taken = {0};
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++) {
		applied[i] = jy_finding_counts(&findings->at[i]) &&
			     take(&taken, findings->arena, findings->at[i].diag, fixed);
		count += applied[i];
	}
	for (size_t i = 0, end; i < taken.piece.count; i = end) {
		struct jy_fixed *its = &fixed[taken.piece.at[i].span.file - 1];

		for (end = i; end < taken.piece.count &&
			      taken.piece.at[end].span.file == taken.piece.at[i].span.file;)
			end++;
		its->text = rewrite(findings->arena, its->file->text, 0, its->file->text.size,
				    taken.piece.at + i, end - i);
		its->changed = true;
	}
	return count;
}
