#include <journey/push.h>

/* Two calls, as values: microseconds from 1970, millionths of a second, texts. */
enum jb_status count(const struct jrt_plan *plan, struct jb_arena *arena,
		     struct jrt_measured *measured, struct jb_text *why)
{
	const struct jb_text names[] = {JB_TEXT("started"), JB_TEXT("wait"), JB_TEXT("outcome")};
	const int64_t started[] = {1772442005000000, 1772442041000000};
	const int64_t wait[] = {12000000, 0};
	const uint8_t wait_known[] = {1, 0};
	const struct jb_text outcome[] = {JB_TEXT("ANSWERED"), JB_TEXT("ABANDONED")};
	const struct jrt_push_column columns[] = {
		{.value = started}, {.value = wait, .known = wait_known}, {.text = outcome}};
	const struct jrt_push_source calls = {.source = JB_TEXT("calls"),
					      .kind = JRT_PUSH_COLUMNS,
					      .field = names,
					      .field_count = 3};
	const struct jrt_input input = {0};
	struct jrt_push *push;
	enum jb_status status = jrt_push_open(plan, &input, &calls, 1, arena, &push, why);

	if (status != JB_OK)
		return status;
	jrt_push_columns(push, 0, columns, 2);
	return jrt_push_end(push, measured, why);
}
