/*
 * Pushing, see journey/push.h: rows go as CSV into an inbox, and jrt_measure reads the inbox in a
 * thread of its own as it reads a file. So there is one way of counting, and what a file and a push
 * give cannot differ.
 */
#include "journey/push.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>

#include "push/form.h"
#include "push/inbox.h"

#define STACK ((size_t)8 * 1024 * 1024)

struct lane {
	const struct jrt_cancel *cancel;
	struct jrt_push_form form;
	struct jrt_inbox inbox;
	struct jrt_stream stream;
	bool done;
};

struct jrt_push {
	struct jb_arena sender; /* of the calls that hand something in */
	struct jrt_inbox_gate gate;
	struct jrt_push_source *given;
	struct lane *lane;
	size_t lanes;
	struct jb_buf row;
	struct jrt_cancel dropped;
	bool failed; /* memory for what was handed in ran out */
	/* of the thread */
	pthread_t thread;
	const struct jrt_plan *plan;
	struct jrt_input input;
	struct jb_arena *arena;
	struct jrt_measured measured;
	enum jb_status status;
	struct jb_text why;
};

/* ---- the thread ---- */

static enum jb_status take(void *user, void *into, size_t size, size_t *got)
{
	struct lane *lane = user;

	*got = jrt_inbox_take(&lane->inbox, into, size);
	return jrt_cancel_asked(lane->cancel) ? JB_CANCELLED : JB_OK;
}

static void leave(void *user)
{
	struct lane *lane = user;

	jrt_inbox_leave(&lane->inbox);
}

static void *measure(void *user)
{
	struct jrt_push *push = user;

	push->status =
		jrt_measure(push->plan, &push->input, push->arena, &push->measured, &push->why);
	/* What comes after a good end, as after the last row that counts, is let go. */
	for (size_t i = 0; i < push->lanes; i++)
		jrt_inbox_leave(&push->lane[i].inbox);
	if (push->status != JB_OK)
		jrt_inbox_gate_close(&push->gate);
	return NULL;
}

/* Signals are the business of the program's own threads. */
static bool start(struct jrt_push *push)
{
	pthread_attr_t how;
	sigset_t all, before;
	bool good;

	if (pthread_attr_init(&how) != 0)
		return false;
	pthread_attr_setstacksize(&how, STACK);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	good = pthread_create(&push->thread, &how, measure, push) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&how);
	return good;
}

/* ---- opening ---- */

static const struct jrt_source *source_named(const struct jrt_plan *plan, struct jb_text name)
{
	for (size_t s = 0; s < plan->source_count; s++)
		if (jb_text_equal(plan->source[s].name, name))
			return &plan->source[s];
	return NULL;
}

/* Rows and columns change the form in which the source is read. */
static bool has_other_form(const struct jrt_push *push, const struct jrt_input *input, size_t at)
{
	const struct jrt_push_source *given = &push->given[at];

	for (size_t i = 0; i < at; i++)
		if (jb_text_equal(push->given[i].source, given->source) &&
		    push->given[i].kind != given->kind)
			return true;
	for (size_t i = 0; i < input->file_count && given->kind != JRT_PUSH_BYTES; i++)
		if (jb_text_equal(input->file[i].source, given->source))
			return true;
	return false;
}

static enum jb_status open_lane(struct jrt_push *push, const struct jrt_input *input, size_t at,
				struct jb_text *why)
{
	const struct jrt_push_source *given = &push->given[at];
	const struct jrt_source *source = source_named(push->plan, given->source);
	struct lane *lane = &push->lane[at];

	if (!source || source->cases) {
		*why = jb_text_printf(push->arena, "the plan has no source \"%.*s\" to be filled",
				      JB_ARG(given->source));
		return JB_REFUSED;
	}
	if (has_other_form(push, input, at)) {
		*why = jb_text_printf(push->arena, "source %.*s is given in two forms",
				      JB_ARG(given->source));
		return JB_REFUSED;
	}
	lane->cancel = &push->dropped;
	jrt_inbox_init(&lane->inbox, &push->gate, &push->sender);
	lane->stream = (struct jrt_stream){.read = take, .close = leave, .user = lane};
	return jrt_push_form_init(&lane->form, source, given, push->arena, why);
}

/* What the thread reads: files first, then what is handed in. */
static void make_input(struct jrt_push *push, const struct jrt_input *input)
{
	size_t count = input->file_count + push->lanes;
	struct jrt_data_file *file = JB_NEW_ARRAY(push->arena, struct jrt_data_file, count);

	for (size_t i = 0; i < input->file_count; i++)
		file[i] = input->file[i];
	for (size_t i = 0; i < push->lanes; i++)
		file[input->file_count + i] = (struct jrt_data_file){
			.source = push->given[i].source,
			.path = push->given[i].called.size ? push->given[i].called
							   : push->given[i].source,
			.stream = &push->lane[i].stream,
		};
	push->dropped.above = input->cancel;
	push->input = *input;
	push->input.cancel = &push->dropped;
	push->input.file = file;
	push->input.file_count = count;
}

static enum jb_status prepare(struct jrt_push *push, const struct jrt_plan *plan,
			      const struct jrt_input *input, const struct jrt_push_source *given,
			      size_t count, struct jb_text *why)
{
	enum jb_status status = JB_OK;

	push->given = JB_NEW_ARRAY(push->arena, struct jrt_push_source, count);
	for (size_t i = 0; i < count; i++)
		push->given[i] = given[i];
	push->plan = jrt_push_plan(plan, push->given, count, push->arena);
	push->lane = JB_NEW_ARRAY(push->arena, struct lane, count);
	push->lanes = count;
	for (size_t i = 0; i < count && status == JB_OK; i++)
		status = open_lane(push, input, i, why);
	if (status != JB_OK)
		return status;
	make_input(push, input);
	jb_buf_init(&push->row, &push->sender);
	for (size_t i = 0; i < count; i++) {
		if (push->given[i].kind == JRT_PUSH_BYTES)
			continue;
		jb_buf_reset(&push->row);
		jrt_push_write_header(&push->lane[i].form, &push->row);
		jrt_inbox_add(&push->lane[i].inbox, push->row.data, push->row.size);
	}
	return JB_OK;
}

static void forget(struct jrt_push *push)
{
	jrt_inbox_gate_release(&push->gate);
	jb_arena_release(&push->sender);
}

/* Both arenas may run out; the one that does not has its trap taken down here. */
static enum jb_status prepare_guarded(struct jrt_push *push, const struct jrt_plan *plan,
				      const struct jrt_input *input,
				      const struct jrt_push_source *given, size_t count,
				      struct jb_text *why)
{
	enum jb_status status;

	if (JB_ARM(&push->sender) != 0)
		return JB_NO_MEMORY;
	status = prepare(push, plan, input, given, count, why);
	jb_arena_disarm(&push->sender);
	return status;
}

enum jb_status jrt_push_open(const struct jrt_plan *plan, const struct jrt_input *input,
			     const struct jrt_push_source *source, size_t source_count,
			     struct jb_arena *arena, struct jrt_push **out, struct jb_text *why)
{
	struct jrt_push *volatile made = NULL;
	enum jb_status status;

	*out = NULL;
	*why = JB_TEXT("there is not enough memory to begin");
	if (JB_ARM(arena) != 0) {
		if (made)
			forget(made);
		return JB_NO_MEMORY;
	}
	struct jrt_push *push = JB_NEW(arena, struct jrt_push);

	push->arena = arena;
	jb_arena_init(&push->sender, &arena->allocator);
	jrt_inbox_gate_init(&push->gate);
	made = push;
	status = prepare_guarded(push, plan, input, source, source_count, why);
	jb_arena_disarm(arena);
	if (status == JB_OK && !start(push)) {
		*why = JB_TEXT("the system gives no thread to measure in");
		status = JB_REFUSED;
	}
	if (status == JB_OK)
		*out = push;
	else
		forget(push);
	return status;
}

/* ---- handing in ---- */

/* More for a lane, as bytes, as fields, or as the values of one row. */
struct more {
	const char *bytes;
	size_t size;
	const struct jb_text *field;
	const struct jrt_push_column *column;
	size_t rows;
	bool done;
};

static bool add_all(struct jrt_push *push, struct lane *lane, const struct more *more)
{
	struct jb_buf *row = &push->row;
	bool good = jrt_inbox_add(&lane->inbox, more->bytes, more->size);

	for (size_t i = 0; i < more->rows && good; i++) {
		jb_buf_reset(row);
		if (more->field)
			jrt_push_write_row(&lane->form, more->field, row);
		else
			jrt_push_write_values(&lane->form, more->column, i, row);
		good = jrt_inbox_add(&lane->inbox, row->data, row->size);
	}
	return good && (!more->done || jrt_inbox_done(&lane->inbox));
}

static enum jb_status add(struct jrt_push *push, size_t at, enum jrt_push_kind kind,
			  const struct more *more)
{
	struct lane *lane = &push->lane[at];
	bool good;

	if (at >= push->lanes || lane->done || (!more->done && push->given[at].kind != kind))
		return JB_REFUSED;
	if (push->failed)
		return JB_NO_MEMORY;
	if (JB_ARM(&push->sender) != 0) {
		push->failed = true;
		return JB_NO_MEMORY;
	}
	lane->done = more->done;
	good = add_all(push, lane, more);
	jb_arena_disarm(&push->sender);
	return good ? JB_OK : JB_CANCELLED;
}

enum jb_status jrt_push_bytes(struct jrt_push *push, size_t at, const void *bytes, size_t size)
{
	return add(push, at, JRT_PUSH_BYTES, &(struct more){.bytes = bytes, .size = size});
}

enum jb_status jrt_push_row(struct jrt_push *push, size_t at, const struct jb_text *field)
{
	return add(push, at, JRT_PUSH_ROWS, &(struct more){.field = field, .rows = 1});
}

enum jb_status jrt_push_columns(struct jrt_push *push, size_t at,
				const struct jrt_push_column *column, size_t rows)
{
	return add(push, at, JRT_PUSH_COLUMNS, &(struct more){.column = column, .rows = rows});
}

enum jb_status jrt_push_done(struct jrt_push *push, size_t at)
{
	return add(push, at, JRT_PUSH_BYTES, &(struct more){.done = true});
}

/* ---- the end ---- */

/* Sends what is still with the sender, unless it shall not be counted. */
static void finish(struct jrt_push *push)
{
	if (push->failed)
		jrt_cancel_ask(&push->dropped);
	for (size_t i = 0; i < push->lanes; i++)
		if (!push->lane[i].done)
			jrt_inbox_done(&push->lane[i].inbox);
	pthread_join(push->thread, NULL);
}

enum jb_status jrt_push_end(struct jrt_push *push, struct jrt_measured *out, struct jb_text *why)
{
	enum jb_status status;

	finish(push);
	status = push->failed ? JB_NO_MEMORY : push->status;
	*out = status == JB_OK ? push->measured : (struct jrt_measured){0};
	if (push->failed)
		*why = JB_TEXT("there is not enough memory for what was handed in");
	else if (status != JB_OK)
		*why = push->why;
	forget(push);
	return status;
}

void jrt_push_drop(struct jrt_push *push)
{
	if (!push)
		return;
	jrt_cancel_ask(&push->dropped);
	finish(push);
	forget(push);
}
