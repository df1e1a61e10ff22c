/*
 * The runtime: measure rows, judge states, report. A library of its own: it never prints, never
 *exits, keeps no globals, takes its memory from the arena it is given, and returns a status.
 *
 *	struct jb_arena arena;
 *	jb_arena_init(&arena, NULL);
 *	struct jrt_measured measured;
 *	struct jrt_judged judged;
 *	if (jrt_measure(&plan, &input, &arena, &measured, &why) == JB_OK &&
 *	    jrt_judge(&plan, &measured, &arena, &judged, &why) == JB_OK)
 *		jrt_report_json(&plan, &measured, &judged, &buf);
 *	jb_arena_release(&arena);
 */
#ifndef JOURNEY_RUNTIME_H
#define JOURNEY_RUNTIME_H

#include "base/buf.h"
#include "base/status.h"
#include "journey/result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes from elsewhere than a file; what they are is told from their beginning as it is of a file.
 * Read once, from the first byte to the last, by one thread at a time. */
struct jrt_stream {
	/* Up to `size` bytes (> 0) into `into`; *got 0 is the end. It may wait. JB_CANNOT_READ ends
	 * the stream with a finding, JB_CANCELLED the measuring. */
	enum jb_status (*read)(void *user, void *into, size_t size, size_t *got);
	/* Nothing more is wanted, though more may be there; may be NULL. */
	void (*close)(void *user);
	void *user;
};

/* One file handed in for a source; several files of a source are read in the given order. */
struct jrt_data_file {
	struct jb_text source;		 /* name */
	struct jb_text path;		 /* "-": standard input */
	const struct jrt_stream *stream; /* or NULL; read in place of the path, which names it */
};

/* `--covers NAME=FROM..TO`: the days, both in, that the files of a source stand for. */
struct jrt_cover_given {
	struct jb_text source;
	struct jrt_days days;
};

/* Where rejected rows go as they are found; all of them, not only the kept ones. */
typedef enum jb_status jrt_reject_sink(void *user, const struct jrt_reject *reject);

/* How far the reading is, of all files together. */
struct jrt_progress_at {
	struct jb_text file; /* path of the file at hand */
	uint64_t rows;	     /* handed on so far */
	uint64_t bytes;	     /* read so far, as they stand in the files */
	uint64_t bytes_all;  /* of all files; 0: not known, as one is a pipe */
};
/* Called for every block that is read and once at the end; false cancels. One thread at a time
 * calls, which need not be that of jrt_measure. */
typedef bool jrt_progress(void *user, const struct jrt_progress_at *at);

/* Ends a measuring from another thread or a handler of signals: the status is JB_CANCELLED, and
 * nothing is handed out. Begins as {0}, must outlive the measuring, and may serve several. */
struct jrt_cancel {
	int asked;
	const struct jrt_cancel *above; /* asked with this one; or NULL */
};
void jrt_cancel_ask(struct jrt_cancel *cancel);
bool jrt_cancel_asked(const struct jrt_cancel *cancel); /* NULL: no */

/* Cases are made of at most so many events, which are held in memory, forty bytes each. */
#define JRT_EVENTS_MAX UINT64_C(50000000)

/* Which vector instructions the reader may use. All give the same rows; AUTO takes the widest that
 * the processor has, and one that it has not falls back to the next narrower. */
enum jrt_simd { JRT_SIMD_AUTO, JRT_SIMD_PORTABLE, JRT_SIMD_NEON, JRT_SIMD_AVX2, JRT_SIMD_AVX512 };

struct jrt_input {
	const struct jrt_data_file *file;
	size_t file_count;
	const struct jrt_cover_given *cover;
	size_t cover_count;
	jrt_reject_sink *reject;
	void *reject_user;
	jrt_progress *progress;
	void *progress_user;
	const struct jrt_cancel *cancel; /* or NULL */
	bool hash;			 /* every file is read to its end and its digest taken */
	size_t read_block;	  /* bytes a read; 0: the default. Results do not depend on it */
	jrt_case_sink *take_case; /* of each log that a flow of the plan is compared with */
	void *case_user;
	uint64_t events_most; /* that cases are made of; 0: JRT_EVENTS_MAX */
	unsigned threads;     /* 0: as many as there are processors. Results do not depend on it */
	/* Row by row, without vectors, in one thread: slower, the same results, and what all faster
	 * ways are held against. */
	bool plain;
	enum jrt_simd simd;
	uint64_t memory_most; /* bytes that measuring may take; 0: no limit */
};

/* Rows to states. A file that cannot be read, a missing header, or more rejected rows than
 * tolerated are findings (severity error) in *out; the status tells whether states could be made at
 * all. A source without a file has no cells. *why is a sentence when the status is not JB_OK. */
enum jb_status jrt_measure(const struct jrt_plan *plan, const struct jrt_input *input,
			   struct jb_arena *arena, struct jrt_measured *out, struct jb_text *why);

/* States to values and verdicts. Reads no clock, and of files only the system's time zones. */
enum jb_status jrt_judge(const struct jrt_plan *plan, const struct jrt_measured *measured,
			 struct jb_arena *arena, struct jrt_judged *out, struct jb_text *why);

/* The scorecard for a terminal. `colour` adds escapes; `width` columns (0: 100). */
void jrt_report_text(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_judged *judged, bool colour, unsigned width,
		     struct jb_buf *out);
/* The documented JSON (docs/json.md), with the states of each measurement, so that it can be judged
 * again. */
void jrt_report_json(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_judged *judged, struct jb_buf *out);
/* Reads what jrt_report_json wrote back into states of `plan`. JB_REFUSED: it is of another plan;
 * JB_MALFORMED: it is no such report, or not as it was written. *why is a sentence. */
enum jb_status jrt_states_read(const struct jrt_plan *plan, struct jb_text json,
			       struct jb_arena *arena, struct jrt_measured *out,
			       struct jb_text *why);

#ifdef __cplusplus
}
#endif
#endif
