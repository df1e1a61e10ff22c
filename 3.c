#include <stdlib.h>
#include <journey/runtime.h>

struct account {
	size_t blocks;
};

static void *resize(void *user, void *old, size_t size)
{
	struct account *account = user;
	void *block = realloc(old, size);

	if (block && !old)
		__atomic_add_fetch(&account->blocks, 1, __ATOMIC_RELAXED);
	return block;
}

static void release(void *user, void *old)
{
	struct account *account = user;

	if (old)
		__atomic_sub_fetch(&account->blocks, 1, __ATOMIC_RELAXED);
	free(old);
}

void begin(struct jb_arena *arena, struct account *account)
{
	const struct jb_allocator allocator = {resize, release, account};

	jb_arena_init(arena, &allocator);
	arena->limit = 256 << 20;
}
