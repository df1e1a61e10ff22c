/*
 * Files are the same when the system says so. They are sorted by that, so that ten thousand names
 * from a glob cost no squares. Standard input and pipes are left alone: they come once anyway.
 */
#include "run/twice.h"

#include <stdlib.h>
#include <sys/stat.h>

struct given {
	dev_t device;
	ino_t inode;
	struct jb_text source;
	size_t index;
};

static int by_file(const void *a, const void *b)
{
	const struct given *x = a, *y = b;
	int order;

	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	if (x->inode != y->inode)
		return x->inode < y->inode ? -1 : 1;
	order = jb_text_compare(x->source, y->source);
	return order ? order : (x->index > y->index) - (x->index < y->index);
}

static bool is_same(const struct given *a, const struct given *b)
{
	return a->device == b->device && a->inode == b->inode &&
	       jb_text_equal(a->source, b->source);
}

static size_t look(struct jb_arena *arena, const struct jrt_input *input, struct given *given)
{
	size_t count = 0;

	for (size_t i = 0; i < input->file_count; i++) {
		struct jb_text path = input->file[i].path;
		struct stat about;

		if (jb_text_is(path, "-") || stat(jb_text_cstring(arena, path), &about) != 0 ||
		    !S_ISREG(about.st_mode))
			continue;
		given[count++] =
			(struct given){about.st_dev, about.st_ino, input->file[i].source, i};
	}
	return count;
}

bool jy_given_twice(struct jb_arena *arena, const struct jrt_input *input, size_t *first,
		    size_t *again)
{
	struct given *given = JB_NEW_ARRAY(arena, struct given, input->file_count);
	size_t count = look(arena, input, given);

	*again = SIZE_MAX;
	if (count > 1)
		qsort(given, count, sizeof *given, by_file);
	for (size_t i = 1; i < count; i++) {
		if (given[i].index >= *again || !is_same(&given[i], &given[i - 1]))
			continue;
		*first = given[i - 1].index;
		*again = given[i].index;
	}
	return *again != SIZE_MAX;
}
