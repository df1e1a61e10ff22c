/*
 * Options of the counting's ways, see ways.h. An instruction set that the processor lacks is no
 * mistake: the runtime takes the next narrower.
 */
#include "run/ways.h"

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

static bool memory(struct jy_command *command, uint64_t *most)
{
	struct jb_text given = jy_args_value(&command->args, "memory", "");

	*most = 0;
	if (!jy_args_has(&command->args, "memory") ||
	    (read_size(given, most) && *most >= MEMORY_LEAST))
		return true;
	jy_command_misused(command,
			   "--memory takes a size such as 512MB or 2GB, from 8MB on, not "
			   "\"%.*s\"",
			   JB_ARG(given));
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
