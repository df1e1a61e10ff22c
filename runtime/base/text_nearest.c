/*
 * "Did you mean": the nearest of some words. The distance is Damerau's in its restricted form
 * (optimal string alignment): one step inserts, drops or changes a byte or swaps two neighbours.
 * Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors",
 * CACM 7(3), 1964.
 */
#include "base/text.h"

#include <string.h>

/* longer words are never compared: nobody mistypes them by a letter or two */
#define NEAREST_BYTES 64
#define NEAREST_STEPS 3

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Row i of the table of distances between the starts of a and b; `rows` holds the last three. */
static unsigned fill_row(unsigned (*rows)[NEAREST_BYTES + 1], size_t i, struct jb_text a,
			 struct jb_text b)
{
	unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *twice = rows[(i + 1) % 3];
	unsigned best = row[0] = (unsigned)i;

	for (size_t j = 1; j <= b.size; j++) {
		unsigned change = above[j - 1] + (a.at[i - 1] != b.at[j - 1]);

		row[j] = least(change, least(above[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
			row[j] = least(row[j], twice[j - 2] + 1);
		best = least(best, row[j]);
	}
	return best;
}

/* The distance, or anything above `cap` when it passes `cap`. Both words fit NEAREST_BYTES. */
static unsigned distance(struct jb_text a, struct jb_text b, unsigned cap)
{
	unsigned rows[3][NEAREST_BYTES + 1];
	unsigned before = 0;

	for (size_t j = 0; j <= b.size; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a.size; i++) {
		unsigned best = fill_row(rows, i, a, b);

		/* A swap reaches back two rows, so only two hopeless rows end it. */
		if (best > cap && before > cap)
			return cap + 1;
		before = best;
	}
	return rows[a.size % 3][b.size];
}

int jb_text_nearest(struct jb_text word, const struct jb_text *candidates, size_t count)
{
	unsigned cap =
		least((unsigned)(word.size > NEAREST_BYTES ? 0 : word.size / 3), NEAREST_STEPS);
	int nearest = -1;

	if (word.size > NEAREST_BYTES)
		return -1;
	for (size_t i = 0; i < count; i++) {
		unsigned steps;

		/* every byte that one has more is a step */
		if (candidates[i].size > word.size + cap || candidates[i].size + cap < word.size ||
		    candidates[i].size > NEAREST_BYTES)
			continue;
		steps = distance(word, candidates[i], cap);
		if (steps > cap)
			continue;
		nearest = (int)i;
		if (steps == 0)
			break;
		cap = steps - 1;
	}
	return nearest;
}
