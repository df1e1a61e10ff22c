/*
 * Runs: the values of a group as one text (journey/query.h). Whatever the text holds, values come
 * out in ascending order, in 64 bits, and as many rows as were said, or the run is refused.
 */
#include "engine/answer_parts.h"

struct run {
	struct jb_text text;
	size_t at;
	uint64_t ahead, times; /* of the entry at hand */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Digits, and the byte behind them, which is not 0: some byte is. */
static bool take_digits(struct run *run, uint64_t *number, char *mark)
{
	const size_t from = run->at;

	*number = 0;
	while (run->at < run->text.size && is_digit(run->text.at[run->at])) {
		const uint64_t digit = (uint64_t)(run->text.at[run->at++] - '0');

		if (__builtin_mul_overflow(*number, 10, number) ||
		    __builtin_add_overflow(*number, digit, number))
			return false;
	}
	*mark = run->at < run->text.size ? run->text.at[run->at] : '\0';
	run->at++;
	return run->at - from > 1 && *mark != '\0';
}

static bool take_times(struct run *run)
{
	const char byte = run->at < run->text.size ? run->text.at[run->at] : '\0';
	char mark;

	if (byte >= 'A' && byte <= 'Z') {
		run->times = (uint64_t)(byte - 'A') + 1;
		run->at++;
		return true;
	}
	return take_digits(run, &run->times, &mark) && mark == ',';
}

/* One entry; false: there is none. */
static bool take_entry(struct run *run)
{
	const size_t from = run->at;
	const char byte = run->text.at[from];
	char mark = ':';

	run->ahead = 1;
	if (byte >= 'a' && byte <= 'z') {
		run->ahead = (uint64_t)(byte - 'a') + 1;
		run->at++;
	} else if (is_digit(byte)) {
		if (!take_digits(run, &run->ahead, &mark))
			return false;
		if (mark == ',') { /* these were times */
			run->times = run->ahead;
			run->ahead = JB_FIX_ONE;
			return true;
		}
		if (mark != ':' && mark != '.')
			return false;
	}
	if (mark == ':' && __builtin_mul_overflow(run->ahead, (uint64_t)JB_FIX_ONE, &run->ahead))
		return false;
	return take_times(run);
}

const char *jrt_answer_run(struct jb_arena *arena, struct jrt_answer *answer,
			   const struct jrt_answer_value *first, struct jb_text text)
{
	struct run run = {.text = text};
	struct jrt_answer_value value = *first;
	uint64_t left = first->count;

	while (run.at < text.size) {
		const bool begins = run.at == 0;

		if (!take_entry(&run))
			return "a run is not of entries";
		if (begins ? run.ahead != JB_FIX_ONE
			   : run.ahead == 0 ||
				     __builtin_add_overflow(value.value, run.ahead, &value.value))
			return "the values of a run do not ascend within 64 bits";
		if (run.times == 0 || run.times > left)
			return "a run has not as many values as rows";
		if (answer->value.count >= JRT_ANSWER_ROWS_MAX)
			return "there are too many values";
		value.count = run.times;
		left -= run.times;
		*jb_push(arena, &answer->value) = value;
	}
	return left ? "a run has not as many values as rows" : NULL;
}
