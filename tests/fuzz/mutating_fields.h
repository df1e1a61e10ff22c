/*
 * A way to change inputs that are tables, beside what the fuzzer does by itself: whole fields, one
 * or all that are alike, and whole lines. Numbers that must agree in several places would else
 * hardly ever do so.
 */
#ifndef FUZZ_MUTATING_FIELDS_H
#define FUZZ_MUTATING_FIELDS_H

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/number.h"

/* The fuzzer's; a replay has none and needs none. */
__attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t size_max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t size_max, unsigned seed);

static inline unsigned drawn(unsigned *seed, size_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return below ? (unsigned)((*seed >> 8) % below) : 0;
}

/* The piece around a place, between two of `ends`. */
static inline struct jb_text piece_at(struct jb_text text, size_t at, const char *ends)
{
	size_t from = at, to = at;

	while (from > 0 && !strchr(ends, text.at[from - 1]))
		from--;
	while (to < text.size && !strchr(ends, text.at[to]))
		to++;
	return jb_text_slice(text, from, to);
}

static inline struct jb_text any_piece(struct jb_text text, unsigned *seed, const char *ends)
{
	return piece_at(text, drawn(seed, text.size), ends);
}

/* Another number, or what stands in another field. */
static inline void add_other(struct jb_buf *out, struct jb_text text, struct jb_text field,
			     unsigned *seed)
{
	static const int64_t steps[] = {
		1, -1, 1000000, 86400000000, (int64_t)1 << 32, 1 - INT64_MAX};
	jb_i128 value;

	if (drawn(seed, 2) && field.size < 30 && jb_i128_parse(field, &value))
		jb_buf_add_i128(out, value + steps[drawn(seed, sizeof steps / sizeof *steps)]);
	else
		jb_buf_add_text(out, any_piece(text, seed, ";\n"));
}

/* One field, or all that are like it, become another. */
static inline void change_fields(struct jb_buf *out, struct jb_text text, unsigned *seed)
{
	const struct jb_text field = any_piece(text, seed, ";\n");
	const bool all = drawn(seed, 2);
	struct jb_buf other;

	jb_buf_init(&other, out->arena);
	add_other(&other, text, field, seed);
	for (size_t at = 0; at <= text.size; at++) {
		const struct jb_text here = piece_at(text, at, ";\n");

		jb_buf_add_text(out, here.at == field.at || (all && jb_text_equal(here, field))
					     ? jb_buf_text(&other)
					     : here);
		at += here.size;
		jb_buf_add_text(out, jb_text_slice(text, at, at + 1));
	}
}

/* A line goes, or comes a second time behind another. */
static inline void change_lines(struct jb_buf *out, struct jb_text text, unsigned *seed)
{
	const struct jb_text line = any_piece(text, seed, "\n"),
			     place = any_piece(text, seed, "\n");
	const size_t behind = (size_t)(place.at - text.at) + place.size;
	const size_t from = (size_t)(line.at - text.at);

	if (drawn(seed, 2)) {
		jb_buf_add_text(out, jb_text_slice(text, 0, from));
		jb_buf_add_text(out, jb_text_slice(text, from + line.size + 1, text.size));
		return;
	}
	jb_buf_add_text(out, jb_text_slice(text, 0, behind));
	jb_buf_add_string(out, "\n");
	jb_buf_add_text(out, line);
	jb_buf_add_text(out, jb_text_slice(text, behind, text.size));
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t size_max, unsigned seed)
{
	const struct jb_text text = {(const char *)data, size};
	struct jb_arena arena;
	struct jb_buf out;
	unsigned way = drawn(&seed, 6);

	if (size == 0 || way < 2)
		return LLVMFuzzerMutate(data, size, size_max);
	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	if (way == 2)
		change_lines(&out, text, &seed);
	else
		change_fields(&out, text, &seed);
	size = out.size < size_max ? out.size : size_max;
	memcpy(data, out.data, size);
	jb_arena_release(&arena);
	return size;
}

#endif
