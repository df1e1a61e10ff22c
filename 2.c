#include <stdio.h>
#include <journey/runtime.h>

static bool show(void *user, const struct jrt_progress_at *at)
{
	(void)user;
	fprintf(stderr, "\r%llu rows", (unsigned long long)at->rows);
	return true;
}

void listen(struct jrt_input *input, const struct jrt_cancel *cancel)
{
	input->progress = show;
	input->cancel = cancel;
}
