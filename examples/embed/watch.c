/*
 * A program with a plan inside: it hands in calls as they come, a line each on standard input
 * ("2026-03-02T09:00:05Z ANSWERED 12"), and says at the end what was promised and what became
 * of it. Built by the Makefile beside it from what `make install` installs; docs/embedding.md walks
 * through it.
 */
#include <stdio.h>
#include <string.h>

#include <journey/push.h>

/* What `journey build --emit-c` made of calls.journey: `plan`, and no main of its own. */
#define JOURNEY_EMBEDDED
#include "calls.c"

enum { STARTED, OUTCOME, WAIT, FIELDS };

/* A rejected row goes to standard error as it is found. */
static enum jb_status tell_reject(void *user, const struct jrt_reject *reject)
{
	(void)user;
	fprintf(stderr, "call %llu: %.*s\n", (unsigned long long)reject->line - 1,
		JB_ARG(reject->reason));
	return JB_OK;
}

/* The words of a line, cut apart in place; those that are missing are empty. */
static void split(char *line, struct jb_text field[FIELDS])
{
	char *rest = line;

	for (int i = 0; i < FIELDS; i++) {
		rest += strspn(rest, " \n");
		field[i] = (struct jb_text){rest, strcspn(rest, " \n")};
		rest += field[i].size;
	}
}

static enum jb_status measure(struct jb_arena *arena, struct jrt_measured *measured,
			      struct jb_text *why)
{
	const struct jb_text header[FIELDS] = {JB_TEXT("started"), JB_TEXT("outcome"),
					       JB_TEXT("wait")};
	const struct jrt_push_source calls = {.source = JB_TEXT("calls"),
					      .called = JB_TEXT("standard input"),
					      .kind = JRT_PUSH_ROWS,
					      .field = header,
					      .field_count = FIELDS};
	const struct jrt_input input = {.reject = tell_reject};
	struct jb_text field[FIELDS];
	struct jrt_push *push;
	char line[256];
	enum jb_status status = jrt_push_open(&plan, &input, &calls, 1, arena, &push, why);

	if (status != JB_OK)
		return status;
	while (status == JB_OK && fgets(line, sizeof line, stdin)) {
		split(line, field);
		status = jrt_push_row(push, 0, field);
	}
	return jrt_push_end(push, measured, why);
}

static const char *word_of(enum jrt_verdict_kind verdict)
{
	switch (verdict) {
	case JRT_MET: return "met";
	case JRT_MISSED: return "missed";
	case JRT_EXCUSED: return "excused";
	default: return "not measured";
	}
}

static void print(const struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = &plan.criterion[verdict->criterion];
	const double value = verdict->measured.measured ? jb_ratio_double(verdict->measured.value)
							: 0;

	printf("%.*s, %.*s: %s (%.1f %% of %llu calls)\n", JB_ARG(criterion->name),
	       JB_ARG(verdict->label), word_of(verdict->verdict), 100 * value,
	       (unsigned long long)verdict->measured.n);
}

static int run(struct jb_arena *arena)
{
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jb_text why = {0};

	if (measure(arena, &measured, &why) != JB_OK ||
	    jrt_judge(&plan, &measured, arena, &judged, &why) != JB_OK) {
		fprintf(stderr, "%.*s\n", JB_ARG(why));
		return 3;
	}
	for (size_t i = 0; i < judged.verdict_count; i++)
		print(&judged.verdict[i]);
	return 0;
}

int main(void)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	int status = run(&arena);
	jb_arena_release(&arena);
	return status;
}
