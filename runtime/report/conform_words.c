/*
 * Words and figures of planned against actual that the text, the JSON and the picture share.
 */
#include "judge/figure.h"
#include "report/conform.h"

void jrt_conform_add_length(struct jb_buf *buf, int64_t us)
{
	static const struct jrt_metric length = {.type = JRT_DURATION};

	jrt_figure_add(buf, &length, (struct jb_ratio){.num = us, .den = JB_FIX_ONE}, 0);
}

void jrt_conform_add_share(struct jb_buf *buf, uint64_t part, uint64_t whole)
{
	if (whole == 0)
		return;
	jb_buf_add_ratio_fixed(
		buf, (struct jb_ratio){.num = (jb_i128)part * 100, .den = (jb_i128)whole}, 1);
	jb_buf_add_string(buf, " %");
}

struct jb_text jrt_conform_name(const struct jrt_conformance *conformance, uint32_t place)
{
	const struct jrt_flow *flow = conformance->flow;
	struct jb_text name;

	if (place < flow->step_count)
		return flow->step[place].name;
	name = conformance->stranger[place - flow->step_count].name;
	return name.size ? name : JB_TEXT("a step without a name");
}

const char *jrt_conform_words(size_t deviation)
{
	static const char *const words[JRT_DEVIATIONS] = {"missing", "ad hoc", "out of order",
							  "repeated", "failed"};

	return words[deviation];
}
