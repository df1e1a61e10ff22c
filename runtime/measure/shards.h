/*
 * One source measured by several threads. Each has a shard: a reader that shares the chunks of the
 * files, machines, and meters of its own over the rows that come to it. When all rows are read the
 * shards are added up; sums, counts and lists of values do not depend on which row came where, and
 * rejected rows are given out in the order of the files. So the results are those of one thread.
 */
#ifndef MEASURE_SHARDS_H
#define MEASURE_SHARDS_H

#include "measure/feed.h"

#define JRT_THREADS_MAX 64

/* How many threads the source at hand is worth: 1 where its rows must be seen in order or together,
 * or where the files are small. */
unsigned jrt_shards_count(const struct jrt_feed *feed);
/* Measures the rows of the feed's reader with so many threads, more than one, and leaves in `feed`
 * what one thread would have left. */
enum jb_status jrt_shards_run(struct jrt_feed *feed, unsigned threads);
/* Gives back what a run that ended in a trap has left. */
void jrt_shards_release(struct jrt_measuring *measuring);

/* Moves the meters of one feed into those of another, over other rows of the same source. */
void jrt_meters_merge(struct jrt_feed *into, struct jrt_feed *from);

/* source.c: a feed made ready for rows, and all rows of its reader. */
void jrt_feed_prepare(struct jrt_feed *feed);
enum jb_status jrt_feed_flow(struct jrt_feed *feed);

#endif
