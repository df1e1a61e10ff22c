/*
 * About how much memory would do where measuring has met its limit. Nobody knows that before all
 * rows have been read, so it is guessed from how fast memory grew from one doubling of the bytes to
 * the next: what is held for every row doubles with them, what is held for every value that occurs
 * grows less and less.
 */
#include "measure/feed.h"

#define MEGABYTE ((size_t)1024 * 1024)
#define ONE ((uint64_t)1024) /* of factors */
#define BYTES_THAT_TELL ((uint64_t)256 * 1024)
/* What the states take in the end, and how far a guess may fall short. */
#define TO_SPARE (ONE / 4)

static unsigned doublings_of(uint64_t bytes)
{
	return bytes ? 63 - (unsigned)__builtin_clzll(bytes) : 0;
}

/* By what a further doubling of the bytes is likely to multiply what is taken. */
static uint64_t growth(const struct jrt_pace *pace, size_t taken)
{
	const unsigned now = doublings_of(pace->bytes);
	const size_t before = now > 0 ? pace->taken[now - 1] : 0;

	if (taken / 2 >= before)
		return 2 * ONE;
	return taken > before + before / 10 ? taken * ONE / before : ONE + ONE / 10;
}

/* How often the bytes will still double; of a pipe nobody knows, and once is as good a guess as
 * any. */
static unsigned to_come(const struct jrt_pace *pace)
{
	unsigned times = 0;

	if (pace->bytes_all == 0)
		return 1;
	while (times < 32 && pace->bytes << times < pace->bytes_all)
		times++;
	return times;
}

/* Of fewer bytes nothing can be told: it is the machinery itself that does not fit. */
static size_t enough(const struct jrt_pace *pace, size_t most)
{
	const uint64_t factor = growth(pace, most);
	uint64_t guess = most;

	if (pace->bytes < BYTES_THAT_TELL)
		return 4 * most;
	for (unsigned i = to_come(pace); i > 0 && guess < UINT64_MAX / (4 * ONE); i--)
		guess = guess / ONE * factor;
	guess += guess / ONE * TO_SPARE;
	return (size_t)guess;
}

uint64_t jrt_megabytes_to_try(const struct jrt_measuring *m)
{
	const size_t most = (size_t)m->input->memory_most;
	const size_t wanted = m->missing ? most + m->missing + most / 16 : enough(&m->pace, most);

	return wanted / MEGABYTE + 1;
}
