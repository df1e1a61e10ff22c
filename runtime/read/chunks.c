/*
 * The locks, the turns and the cutting of chunks, see chunks.h. A chunk is as large as a batch of
 * rows is likely to be, so that its bytes, its rows and its columns stay in the cache together;
 * what the rows of a file take is learnt from the chunks before.
 */
#include "read/chunks.h"

#include <string.h>

#define CHUNK_FIRST ((size_t)64 * 1024)
#define CHUNK_LEAST ((size_t)16 * 1024)
#define CHUNK_MOST ((size_t)512 * 1024)
#define CHUNK_ROWS 900 /* aimed at: somewhat less than a batch, because rows differ */
/* A chunk takes some fifty microseconds, which is what it costs to put a thread to sleep and to
 * wake it; so a thread looks so often before it sleeps. */
#define LOOKS 4000

/* A mutex and a word beside it that can be looked at without taking part in the quarrel. */
struct door {
	pthread_mutex_t mutex;
	bool shut;
};

/* Two locks, so that who agrees does not wait for another's bytes. Where both are held, `turns` was
 * taken first. */
struct jrt_chunks {
	size_t read_block; /* 0: as CHUNK_ROWS asks */

	/* Reading and cutting: `reading` guards the files, the arena and what follows. */
	struct door reading;
	struct jrt_reader *files;
	struct jb_arena *arena;
	uint64_t taken; /* chunks */
	struct jrt_chunk_file *file;
	bool first;			 /* the next chunk is the first of its file */
	struct jrt_byte_trouble trouble; /* the file could not be read on */

	/* Agreeing: `turns` guards what follows; a word marked so is read without it too. */
	struct door turns;
	pthread_cond_t turn;
	enum jb_status status; /* read without */
	uint64_t agreed;       /* chunks; read without */
	size_t aim;	       /* bytes of the next chunk; read without */
	/* What the chunk that was agreed on last left over. */
	char *left;
	size_t left_size, left_room;
	bool resumed;
	struct jrt_csv csv;
	struct jrt_field *field; /* of `csv` */
	uint64_t line;
	uint64_t rows; /* of the file */
};

struct jrt_chunks *jrt_chunks_open(struct jrt_reader *files, size_t read_block)
{
	struct jrt_chunks *chunks = JB_NEW(files->arena, struct jrt_chunks);

	chunks->files = files;
	chunks->arena = files->arena;
	chunks->read_block = read_block;
	chunks->aim = read_block ? read_block : CHUNK_FIRST;
	chunks->field = JB_NEW_ARRAY(chunks->arena, struct jrt_field, JRT_FIELDS_MAX);
	pthread_mutex_init(&chunks->reading.mutex, NULL);
	pthread_mutex_init(&chunks->turns.mutex, NULL);
	pthread_cond_init(&chunks->turn, NULL);
	return chunks;
}

void jrt_chunks_close(struct jrt_chunks *chunks)
{
	pthread_cond_destroy(&chunks->turn);
	pthread_mutex_destroy(&chunks->turns.mutex);
	pthread_mutex_destroy(&chunks->reading.mutex);
	jrt_bytes_close(&chunks->files->bytes);
	jb_arena_release(&chunks->files->scratch);
}

struct jrt_reader *jrt_chunks_files(const struct jrt_chunks *chunks)
{
	return chunks->files;
}

/* ---- waiting ---- */

static void pause_shortly(void)
{
#if defined(__x86_64__)
	__builtin_ia32_pause();
#endif
}

static void enter(struct door *door)
{
	for (int i = 0; i < LOOKS; i++) {
		if (!__atomic_load_n(&door->shut, __ATOMIC_RELAXED) &&
		    pthread_mutex_trylock(&door->mutex) == 0)
			break;
		pause_shortly();
		if (i == LOOKS - 1)
			pthread_mutex_lock(&door->mutex);
	}
	__atomic_store_n(&door->shut, true, __ATOMIC_RELAXED);
}

static void leave(struct door *door)
{
	__atomic_store_n(&door->shut, false, __ATOMIC_RELAXED);
	pthread_mutex_unlock(&door->mutex);
}

/* Returns when it is the chunk's turn, or after a while. */
static void look_for_turn(const struct jrt_chunks *chunks, uint64_t number)
{
	for (int i = 0; i < LOOKS; i++) {
		if (__atomic_load_n(&chunks->agreed, __ATOMIC_ACQUIRE) == number)
			return;
		pause_shortly();
	}
}

/* `turns` is held, before and after. */
static void sleep_for_turn(struct jrt_chunks *chunks)
{
	__atomic_store_n(&chunks->turns.shut, false, __ATOMIC_RELAXED);
	pthread_cond_wait(&chunks->turn, &chunks->turns.mutex);
	__atomic_store_n(&chunks->turns.shut, true, __ATOMIC_RELAXED);
}

static enum jb_status status_of(const struct jrt_chunks *chunks)
{
	return __atomic_load_n(&chunks->status, __ATOMIC_ACQUIRE);
}

/* `turns` is held. */
static void set_status(struct jrt_chunks *chunks, enum jb_status status)
{
	if (status == JB_OK)
		return;
	if (chunks->status == JB_OK)
		__atomic_store_n(&chunks->status, status, __ATOMIC_RELEASE);
	pthread_cond_broadcast(&chunks->turn);
}

/* ---- files ---- */

static void begin_file(struct jrt_chunks *chunks)
{
	struct jrt_reader *files = chunks->files;
	size_t columns = files->source->column_count;
	struct jrt_chunk_file *file = JB_NEW(chunks->arena, struct jrt_chunk_file);

	*file = (struct jrt_chunk_file){
		.number = files->path_next - 1,
		.line = files->csv.line,
		.width = files->width,
		.position = (uint32_t *)(void *)jb_copy(chunks->arena, files->position,
							columns * sizeof *files->position),
	};
	chunks->file = file;
	chunks->first = true;
	chunks->trouble = (struct jrt_byte_trouble){0};
	jrt_bytes_drop(&files->bytes, files->at);
	files->at = 0;
}

/* A file with rows to come; `file` NULL behind the last. */
static enum jb_status next_file(struct jrt_chunks *chunks)
{
	struct jrt_reader *files = chunks->files;
	enum jb_status status = JB_OK;

	chunks->file = NULL;
	while (status == JB_OK && !files->in_file && files->path_next < files->path_count) {
		jb_arena_reset(&files->scratch);
		files->bytes.block = __atomic_load_n(&chunks->aim, __ATOMIC_RELAXED);
		status = jrt_reader_enter_file(files);
		if (status == JB_OK && files->in_file)
			begin_file(chunks);
	}
	return status;
}

/* ---- cutting ---- */

/* How much of the window can be handed out: up to its last line end, or 0 where there is none. The
 * first `seen` bytes were looked at before and hold none. A CR at the very end may be half of a
 * line end. */
static size_t whole_lines(const struct jrt_bytes *bytes, size_t seen)
{
	const char *at = jrt_bytes_at(bytes, 0);
	size_t size = jrt_bytes_size(bytes);
	const char *feed, *carriage;

	if (bytes->last)
		return size;
	feed = memrchr(at + seen, '\n', size - seen);
	if (feed)
		return (size_t)(feed - at) + 1;
	carriage = size > seen + 1 ? memrchr(at + seen, '\r', size - seen - 1) : NULL;
	return carriage ? (size_t)(carriage - at) + 1 : 0;
}

/* What is left over is looked at once more with every chunk, as within a lost quote; so chunks grow
 * with it, lest small ones cost squares. */
static size_t aim_of(const struct jrt_chunks *chunks)
{
	const size_t aim = __atomic_load_n(&chunks->aim, __ATOMIC_RELAXED);
	const size_t least = __atomic_load_n(&chunks->left_size, __ATOMIC_RELAXED) / 16;

	return least > aim ? least : aim;
}

/* Bytes for a chunk: as many as are aimed at, and more only while they hold no line end. */
static enum jb_status fill(struct jrt_chunks *chunks, size_t *size)
{
	const size_t aim = aim_of(chunks);
	struct jrt_bytes *bytes = &chunks->files->bytes;
	enum jb_status status = JB_OK;
	size_t seen = 0;

	for (;;) {
		size_t held = jrt_bytes_size(bytes);

		*size = whole_lines(bytes, seen);
		if (*size == 0 && held > 0)
			seen = held - 1;
		if (bytes->last || (held >= aim && *size > 0))
			return JB_OK;
		if (held >= CHUNK_MOST) { /* an overlong line goes on in pieces */
			*size = held;
			return JB_OK;
		}
		bytes->block = held < aim ? aim - held : aim;
		status = jrt_bytes_more(bytes);
		if (status == JB_CANNOT_READ) {
			jrt_intake_trouble(&bytes->intake, &chunks->trouble);
			status = JB_OK;
		}
		if (status != JB_OK)
			return status;
	}
}

static enum jb_status cut(struct jrt_chunks *chunks, struct jrt_chunk *chunk)
{
	struct jrt_reader *files = chunks->files;
	size_t size;
	enum jb_status status;

	jrt_bytes_move(&files->bytes, &chunk->window);
	status = fill(chunks, &size);
	if (status != JB_OK)
		return status;
	jrt_bytes_take(&files->bytes, size, &chunk->window);
	chunk->number = chunks->taken++;
	chunk->file = chunks->file;
	chunk->first = chunks->first;
	chunk->last = files->bytes.last && jrt_bytes_size(&files->bytes) == 0;
	chunk->trouble = chunks->trouble;
	chunk->resumed = false;
	chunks->first = false;
	if (chunk->last)
		jrt_reader_leave_file(files);
	return JB_OK;
}

static enum jb_status take(struct jrt_chunks *chunks, struct jrt_chunk *chunk)
{
	enum jb_status status = JB_OK;

	chunk->file = NULL;
	if (!chunks->files->in_file)
		status = next_file(chunks);
	if (status == JB_OK && chunks->file)
		status = cut(chunks, chunk);
	return status;
}

/* Not inline: no variable of it may live in the frame that setjmp returns to. */
__attribute__((noinline)) static enum jb_status take_armed(struct jrt_chunks *chunks,
							   struct jrt_chunk *chunk)
{
	enum jb_status status;

	if (JB_ARM(chunks->arena) != 0)
		return JB_NO_MEMORY;
	if (JB_ARM(&chunks->files->scratch) != 0) {
		jb_arena_disarm(chunks->arena);
		return JB_NO_MEMORY;
	}
	status = take(chunks, chunk);
	jb_arena_disarm(&chunks->files->scratch);
	jb_arena_disarm(chunks->arena);
	return status;
}

enum jb_status jrt_chunks_take(struct jrt_chunks *chunks, struct jrt_chunk *chunk, bool *mine)
{
	enum jb_status status = status_of(chunks);

	if (status == JB_OK) {
		enter(&chunks->reading);
		status = take_armed(chunks, chunk);
		leave(&chunks->reading);
	}
	if (status != JB_OK)
		jrt_chunks_fail(chunks, status);
	*mine = status == JB_OK && chunk->file &&
		__atomic_load_n(&chunks->agreed, __ATOMIC_ACQUIRE) == chunk->number;
	return status == JB_OK ? JB_OK : status_of(chunks);
}

/* ---- turns ---- */

/* Memory is only needed where bytes were left over, which is seldom. */
static enum jb_status put_before(struct jrt_chunks *chunks, struct jrt_chunk *chunk)
{
	if (JB_ARM(chunks->arena) != 0)
		return JB_NO_MEMORY;
	jrt_bytes_prepend(chunks->arena, &chunk->window, chunks->left, chunks->left_size);
	jb_arena_disarm(chunks->arena);
	chunk->resumed = chunks->resumed;
	chunk->csv = chunks->csv;
	__atomic_store_n(&chunks->left_size, 0, __ATOMIC_RELAXED);
	chunks->resumed = false;
	return JB_OK;
}

static enum jb_status complete(struct jrt_chunks *chunks, struct jrt_chunk *chunk, bool *changed)
{
	enum jb_status status = JB_OK;

	if (chunk->first) {
		chunks->line = chunk->file->line;
		chunks->rows = 0;
	}
	chunk->line = chunks->line;
	*changed = chunks->left_size > 0 || chunks->resumed;
	if (*changed) {
		enter(&chunks->reading);
		status = put_before(chunks, chunk);
		leave(&chunks->reading);
	}
	return status;
}

enum jb_status jrt_chunks_wait(struct jrt_chunks *chunks, struct jrt_chunk *chunk, bool *changed)
{
	enum jb_status status;

	*changed = false;
	look_for_turn(chunks, chunk->number);
	enter(&chunks->turns);
	while (chunks->status == JB_OK && chunks->agreed != chunk->number)
		sleep_for_turn(chunks);
	if (chunks->status == JB_OK)
		set_status(chunks, complete(chunks, chunk, changed));
	status = chunks->status;
	leave(&chunks->turns);
	return status;
}

static void keep_left(struct jrt_chunks *chunks, const struct jrt_chunk *chunk,
		      const struct jrt_chunk_end *end)
{
	if (end->kept > chunks->left_room) {
		chunks->left =
			jb_realloc(chunks->arena, chunks->left, chunks->left_room, end->kept);
		chunks->left_room = end->kept;
	}
	if (end->kept > 0)
		memcpy(chunks->left, chunk->window.data + chunk->window.begin + end->taken,
		       end->kept);
	__atomic_store_n(&chunks->left_size, end->kept, __ATOMIC_RELAXED);
	chunks->resumed = end->csv != NULL;
	if (!end->csv)
		return;
	chunks->csv = *end->csv;
	memcpy(chunks->field, end->csv->field, end->csv->count * sizeof *chunks->field);
	chunks->csv.field = chunks->field;
}

static void end_file(struct jrt_chunks *chunks, const struct jrt_chunk *chunk,
		     const struct jrt_chunk_end *end)
{
	uint32_t file = chunk->file->number;
	struct jrt_reader *files = chunks->files;

	if (chunk->trouble.code) {
		files->unread[file] = true;
		jrt_findings_add(&files->findings, JRT_ERROR, chunk->trouble.code,
				 files->path[file], end->last_line, chunk->trouble.message,
				 chunk->trouble.help);
	}
	if (chunks->rows == 0)
		jrt_findings_add(&files->findings, JRT_INFO, "R0108", files->path[file], 0,
				 JB_TEXT("has a header and no rows"), (struct jb_text){0});
}

static void learn_size(struct jrt_chunks *chunks, const struct jrt_chunk *chunk, uint64_t rows)
{
	size_t size = chunk->window.end - chunk->window.begin, aim;

	if (chunks->read_block || rows == 0)
		return;
	aim = (size_t)(size / rows * CHUNK_ROWS);
	aim = aim < CHUNK_LEAST ? CHUNK_LEAST : aim > CHUNK_MOST ? CHUNK_MOST : aim;
	__atomic_store_n(&chunks->aim, aim, __ATOMIC_RELAXED);
}

/* What the files and their memory are needed for: both locks are held. */
static enum jb_status hand_over(struct jrt_chunks *chunks, const struct jrt_chunk *chunk,
				const struct jrt_chunk_end *end)
{
	if (JB_ARM(chunks->arena) != 0)
		return JB_NO_MEMORY;
	keep_left(chunks, chunk, end);
	if (chunk->last)
		end_file(chunks, chunk, end);
	jb_arena_disarm(chunks->arena);
	return JB_OK;
}

static enum jb_status agree(struct jrt_chunks *chunks, const struct jrt_chunk *chunk,
			    const struct jrt_chunk_end *end)
{
	enum jb_status status = JB_OK;

	chunks->line = end->line;
	chunks->rows += end->rows;
	learn_size(chunks, chunk, end->rows);
	if (chunk->last || end->kept > 0 || end->csv) {
		enter(&chunks->reading);
		status = hand_over(chunks, chunk, end);
		leave(&chunks->reading);
	}
	return status;
}

void jrt_chunks_agree(struct jrt_chunks *chunks, const struct jrt_chunk *chunk,
		      const struct jrt_chunk_end *end)
{
	enter(&chunks->turns);
	set_status(chunks, agree(chunks, chunk, end));
	__atomic_store_n(&chunks->agreed, chunks->agreed + 1, __ATOMIC_RELEASE);
	pthread_cond_broadcast(&chunks->turn);
	leave(&chunks->turns);
}

void jrt_chunks_fail(struct jrt_chunks *chunks, enum jb_status status)
{
	enter(&chunks->turns);
	set_status(chunks, status);
	leave(&chunks->turns);
}

void jrt_chunks_skip_file(struct jrt_chunks *chunks, uint32_t file)
{
	enter(&chunks->turns);
	enter(&chunks->reading);
	if (chunks->files->in_file && chunks->files->path_next - 1 == file)
		jrt_reader_leave_file(chunks->files);
	leave(&chunks->reading);
	__atomic_store_n(&chunks->left_size, 0, __ATOMIC_RELAXED);
	chunks->resumed = false;
	leave(&chunks->turns);
}
