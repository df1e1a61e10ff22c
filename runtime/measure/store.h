/*
 * The store: rows that must be seen together (duplicates, look-ahead) as columns in chunks. It
 * holds the needed columns and a few registers of each row, never the row's bytes but for the
 * rows whose bytes a reject may have to show. Memory grows with the rows: about nine bytes a
 * row and lane.
 */
#ifndef MEASURE_STORE_H
#define MEASURE_STORE_H

#include "base/vec.h"
#include "measure/program.h"

#define JRT_STORE_ROWS_MAX UINT32_C(0xfffffff0)
/* Bytes of suspect rows that are kept to be shown; beyond, rejects go without their bytes. */
#define JRT_STORE_RAW_MAX ((size_t)64 * 1024 * 1024)

enum jrt_fate_now { JRT_LIVE, JRT_IGNORED, JRT_REJECTED, JRT_DUPLICATE };

struct jrt_chunk {
	uint32_t rows;	 /* JRT_LANE_ROWS in all but the last */
	int64_t **value; /* by lane of the store */
	uint8_t **known;
	uint64_t *line;
	uint32_t *file;
	uint64_t *hash; /* of the row's bytes; NULL unless the store is `hashed` */
	uint8_t *fate;	/* enum jrt_fate_now */
};

struct jrt_raw {
	uint64_t row;
	struct jb_text bytes;
};

struct jrt_store {
	struct jb_arena *arena;
	size_t lane_count;
	bool hashed;
	size_t rows;
	JB_VEC(struct jrt_chunk) chunk;
	JB_VEC(struct jrt_raw) raw; /* ascending by row */
	size_t raw_bytes;
};

/* One batch to be added: the rows whose fate is JRT_LIVE. */
struct jrt_stored {
	uint32_t rows;
	const uint8_t *fate;
	const struct jrt_lane *lane; /* by lane of the store */
	const uint64_t *line;
	const struct jb_text *raw;
	const uint8_t *suspect; /* rows whose bytes a reject may show */
	uint32_t file;
};

void jrt_store_init(struct jrt_store *store, struct jb_arena *arena, size_t lane_count,
		    bool hashed);
/* False when there are too many rows. */
bool jrt_store_add(struct jrt_store *store, const struct jrt_stored *batch);
struct jb_text jrt_store_raw(const struct jrt_store *store, size_t row); /* empty where not kept */
/* Whether the bytes are those that the row of a hashed store stood in. */
bool jrt_store_has_bytes(const struct jrt_store *store, size_t row, struct jb_text bytes);

static inline struct jrt_chunk *jrt_store_chunk(const struct jrt_store *store, size_t row)
{
	return &store->chunk.at[row / JRT_LANE_ROWS];
}
static inline uint64_t jrt_store_line(const struct jrt_store *store, size_t row)
{
	return jrt_store_chunk(store, row)->line[row % JRT_LANE_ROWS];
}
static inline uint32_t jrt_store_file(const struct jrt_store *store, size_t row)
{
	return jrt_store_chunk(store, row)->file[row % JRT_LANE_ROWS];
}
static inline int64_t jrt_store_value(const struct jrt_store *store, size_t row, size_t lane)
{
	return jrt_store_chunk(store, row)->value[lane][row % JRT_LANE_ROWS];
}
static inline bool jrt_store_known(const struct jrt_store *store, size_t row, size_t lane)
{
	return jrt_store_chunk(store, row)->known[lane][row % JRT_LANE_ROWS];
}
static inline uint8_t *jrt_store_fate(const struct jrt_store *store, size_t row)
{
	return &jrt_store_chunk(store, row)->fate[row % JRT_LANE_ROWS];
}

#endif
