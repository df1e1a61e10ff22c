/*
 * Adding up: the states of several shards become those that measuring all their rows together would
 * have given, to the last bit, in whatever order and grouping they are added; or they are refused.
 * A shard is a measuring with a name (struct jrt_shard); what was added up keeps the names of its
 * shards, so it can be added to further, and no shard counts twice.
 *
 * The law. Rows add up where what becomes of a row depends on that row alone. Where it depends on
 * others (duplicates, look-ahead, cases), those others have the same value in some column, and the
 * shards must have been cut so that no value of it stands in two of them: whoever cut them declares
 * it, a measuring at a time (struct jrt_holding, `split`). Shards of one time and shards of
 * different times are told apart by what they cover: any two cover the same, or nothing in common;
 * what all of them cover together is then the union, and coverage, provisional figures and cells
 * without rows follow from it as they do in measuring. All of it is asked of pairs of shards or of
 * their sum, never of the files they came in: so neither order nor grouping can matter.
 */
#ifndef MERGE_MERGE_H
#define MERGE_MERGE_H

#include "base/vec.h"
#include "journey/runtime.h"

/* The states of one shard or of several that were added up before; sound, as jrt_states_read gives
 * them. */
struct jrt_merge_given {
	struct jb_text from; /* what people call it: a file's name */
	const struct jrt_measured *measured;
};

/* Kinds of reasons; each has a code and a page of its own for people. */
enum jrt_merge_reason {
	JRT_MERGE_TWICE,    /* a shard whose rows would count twice, or of which nobody can tell */
	JRT_MERGE_OTHER,    /* states of another journey, or of another version of it */
	JRT_MERGE_NONE,	    /* no states, or such as no measuring gives */
	JRT_MERGE_TOGETHER, /* rows that belong together may be in two shards */
	JRT_MERGE_COVER,    /* what the shards cover, and what hangs on it */
	JRT_MERGE_LARGE,    /* the sum passes a limit, or a shard did */
};

/* Something that does not add up over these shards. */
struct jrt_merge_refusal {
	enum jrt_merge_reason reason;
	struct jrt_place place;	     /* of the plan; line 0: the files are at fault */
	struct jb_text word;	     /* that begins the statement below the place, or empty */
	struct jb_text what;	     /* "source `contacts`: identify"; empty where `why` says it */
	struct jb_text why, instead; /* `instead` may be empty */
};
struct jrt_merge_refusals {
	JB_VEC(struct jrt_merge_refusal) list; /* in the order of the plan */
};

/* `program`: the digest of what the plan counts, which every shard must have. JB_REFUSED with
 * refusals, one where the files are at fault (a shard without a name, one given twice, numbers that
 * no measuring gives); else a sentence in *why. Memory is the arena's; texts of the given states
 * live on in *out. */
enum jb_status jrt_states_merge(const struct jrt_plan *plan, const struct jrt_merge_given *given,
				size_t count, struct jb_text program, struct jb_arena *arena,
				struct jrt_measured *out, struct jrt_merge_refusals *refusals,
				struct jb_text *why);

#endif
