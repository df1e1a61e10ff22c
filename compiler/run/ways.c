/*
 * Options of the counting's ways, see ways.h. An instruction set that the processor lacks is no
 * mistake: the runtime takes the next narrower.
 */
#include "run/ways.h"

#include <string.h>

/* A named option's number from 1 to `most`, 0 where it is not given; false (reported). */
static bool number(struct jy_command *command, const char *name, uint32_t most, uint32_t *value)
{
	*value = 0;
	if (!jy_args_has(&command->args, name))
		return true;
	if (jy_args_number(&command->args, name, value) && *value >= 1 && *value <= most)
		return true;
	jy_command_misused(command, "--%s takes a whole number from 1 to %u, not \"%.*s\"", name,
			   most, JB_ARG(jy_args_value(&command->args, name, "")));
	return false;
}

static enum jrt_simd simd(const struct jy_args *args)
{
	static const char *const names[] = {
		[JRT_SIMD_AUTO] = "auto",     [JRT_SIMD_PORTABLE] = "portable",
		[JRT_SIMD_NEON] = "neon",     [JRT_SIMD_AVX2] = "avx2",
		[JRT_SIMD_AVX512] = "avx512",
	};
	struct jb_text given = jy_args_value(args, "simd", "auto");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (jb_text_is(given, names[i]))
			return (enum jrt_simd)i;
	return JRT_SIMD_AUTO;
}

/* "2GB", "512MB", "64KB", "1000000": bytes, of 1,024 to the next unit. */
static bool read_size(struct jb_text text, uint64_t *size)
{
	static const char *const units[] = {"", "KB", "MB", "GB", "TB"};
	size_t at = 0;

	*size = 0;
	for (; at < text.size && text.at[at] >= '0' && text.at[at] <= '9'; at++)
		if (__builtin_mul_overflow(*size, 10, size) ||
		    __builtin_add_overflow(*size, (uint64_t)(text.at[at] - '0'), size))
			return false;
	if (at == 0)
		return false;
	for (unsigned u = 0; u < sizeof units / sizeof *units; u++)
		if (jb_text_is(jb_text_slice(text, at, text.size), units[u]))
			return !__builtin_mul_overflow(*size, UINT64_C(1) << 10 * u, size);
	return false;
}

/* What is left of so much bytes would not do for the buffers of one file. */
#define MEMORY_LEAST (UINT64_C(8) * 1024 * 1024)

/* "16 MB", "2gb", "2G" as a size, where it could be meant as one; else an empty text. */
static struct jb_text meant(struct jb_arena *arena, struct jb_text given)
{
	struct jb_buf size;
	uint64_t bytes;

	jb_buf_init(&size, arena);
	for (size_t i = 0; i < given.size; i++)
		if (given.at[i] != ' ')
			jb_buf_add_byte(&size, given.at[i] >= 'a' && given.at[i] <= 'z'
						       ? (char)(given.at[i] - 'a' + 'A')
						       : given.at[i]);
	if (size.size > 0 && strchr("KMGT", size.data[size.size - 1]))
		jb_buf_add_byte(&size, 'B');
	given = jb_buf_text(&size);
	return read_size(given, &bytes) && bytes >= MEMORY_LEAST ? given : (struct jb_text){0};
}

static bool memory(struct jy_command *command, uint64_t *most)
{
	struct jb_text given = jy_args_value(&command->args, "memory", ""), near;

	*most = 0;
	if (!jy_args_has(&command->args, "memory"))
		return true;
	if (!read_size(given, most)) {
		near = meant(command->arena, given);
		jy_command_misused(command,
				   "--memory takes a size such as 512MB or 2GB, a whole number and "
				   "its unit, not \"%.*s\"%s%.*s%s",
				   JB_ARG(given), near.size ? "; did you mean " : "", JB_ARG(near),
				   near.size ? "?" : "");
	} else if (*most < MEMORY_LEAST) {
		jy_command_misused(command, "--memory takes 8MB or more, not \"%.*s\"%s",
				   JB_ARG(given),
				   given.at[given.size - 1] == 'B' ? "" : ", which is in bytes");
	} else {
		return true;
	}
	return false;
}

bool jy_ways(struct jy_command *command, struct jrt_input *input)
{
	uint32_t threads, block;

	if (!number(command, "threads", JY_THREADS_MAX, &threads) ||
	    !number(command, "read-block", JY_READ_BLOCK_MAX, &block) ||
	    !memory(command, &input->memory_most))
		return false;
	input->threads = threads;
	input->read_block = block;
	input->plain = jy_args_has(&command->args, "plain");
	input->simd = simd(&command->args);
	return true;
}
