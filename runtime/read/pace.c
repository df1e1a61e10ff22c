/*
 * Counts of a measuring in progress, see pace.h. Everything that threads share is touched by atomic
 * steps; a thread that finds another one in the call goes on without it, as the next block tells
 * more anyway.
 */
#include "read/pace.h"

#include "base/io.h"

/* 0 as soon as one file tells no size. */
static uint64_t bytes_of(const struct jrt_input *input, struct jb_arena *arena)
{
	uint64_t all = 0, size;

	for (size_t i = 0; i < input->file_count; i++) {
		if (input->file[i].stream || !jb_io_size(arena, input->file[i].path, &size))
			return 0;
		all += size;
	}
	return all;
}

void jrt_pace_init(struct jrt_pace *pace, const struct jrt_input *input, struct jb_arena *arena)
{
	*pace = (struct jrt_pace){
		.call = input->progress,
		.user = input->progress_user,
		.cancel = input->cancel,
	};
	pace->budget = arena->budget;
	if (pace->call || pace->budget)
		pace->bytes_all = bytes_of(input, arena);
}

struct jrt_pace jrt_pace_quiet(const struct jrt_pace *pace)
{
	return (struct jrt_pace){.cancel = pace->cancel};
}

void jrt_pace_file(struct jrt_pace *pace, const struct jb_text *file)
{
	if (pace)
		__atomic_store_n(&pace->file, file, __ATOMIC_RELEASE);
}

void jrt_pace_rows(struct jrt_pace *pace, uint64_t rows)
{
	if (pace)
		__atomic_add_fetch(&pace->rows, rows, __ATOMIC_RELAXED);
}

static void call(struct jrt_pace *pace)
{
	const struct jb_text *file = __atomic_load_n(&pace->file, __ATOMIC_ACQUIRE);
	const struct jrt_progress_at at = {
		.file = file ? *file : JB_TEXT(""),
		.rows = __atomic_load_n(&pace->rows, __ATOMIC_RELAXED),
		.bytes = __atomic_load_n(&pace->bytes, __ATOMIC_RELAXED),
		.bytes_all = pace->bytes_all,
	};

	if (!pace->call(pace->user, &at))
		__atomic_store_n(&pace->cancelled, true, __ATOMIC_RELAXED);
}

/* Notes what is taken, where the bytes have passed a power of two. */
static void watch(struct jrt_pace *pace, uint64_t before, uint64_t now)
{
	if (before == 0 || __builtin_clzll(before) != __builtin_clzll(now))
		__atomic_store_n(&pace->taken[63 - __builtin_clzll(now)],
				 __atomic_load_n(&pace->budget->used, __ATOMIC_RELAXED),
				 __ATOMIC_RELAXED);
}

enum jb_status jrt_pace_bytes(struct jrt_pace *pace, uint64_t bytes)
{
	uint64_t now;

	if (!pace)
		return JB_OK;
	now = __atomic_add_fetch(&pace->bytes, bytes, __ATOMIC_RELAXED);
	if (pace->budget && bytes > 0)
		watch(pace, now - bytes, now);
	if (pace->call && !__atomic_test_and_set(&pace->calling, __ATOMIC_ACQUIRE)) {
		call(pace);
		__atomic_clear(&pace->calling, __ATOMIC_RELEASE);
	}
	return jrt_pace_check(pace);
}

enum jb_status jrt_pace_check(const struct jrt_pace *pace)
{
	if (!pace)
		return JB_OK;
	return __atomic_load_n(&pace->cancelled, __ATOMIC_RELAXED) || jrt_cancel_asked(pace->cancel)
		       ? JB_CANCELLED
		       : JB_OK;
}
