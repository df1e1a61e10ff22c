/*
 * Fuzzes the scan against the splitter, with every kernel that the processor has. The first four
 * bytes of an input say how many bytes arrive at a time, the separator and the width of the header,
 * how far into a block the text begins, and how often it is repeated, so that limits are within
 * reach; the rest is the text.
 */
#include <stdint.h>
#include <stdio.h>

#include "../unit/scanning.h"

#define HEAD 4
#define TEXT_MOST ((size_t)72 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	char *text;
	size_t size, step;
	char separator;
	uint32_t width;
};

static struct input read_input(const uint8_t *data, size_t size)
{
	size_t lead = data[2] % (2 * 64), body = size - HEAD;
	/* Limits are seldom worth their time. */
	size_t repeat = (size_t)1 << (data[3] == 255 ? 14 : data[3] % 4);
	struct input input = {
		.separator = scanning_separators[data[1] % 4],
		.width = 1 + data[1] / 4,
		.step = 1 + data[0] * (size_t)data[0],
	};

	while (repeat > 1 && repeat * body > TEXT_MOST)
		repeat /= 2;
	input.text = malloc(lead + repeat * body + 1);
	memset(input.text, '.', lead);
	if (lead > 0)
		input.text[lead - 1] = '\n';
	input.size = lead;
	for (size_t i = 0; i < repeat; i++, input.size += body)
		memcpy(input.text + input.size, data + HEAD, body);
	/* Small steps through a long text would take too long. */
	input.step += input.size / 4;
	return input;
}

/* Of kernels that the processor has not there is no scan. */
struct scans {
	struct jb_arena arena;
	struct scanning scanning;
	struct jrt_scan *scan[4];
};

static struct scans *make_scans(void)
{
	static const enum jrt_simd kernel[] = {JRT_SIMD_PORTABLE, JRT_SIMD_NEON, JRT_SIMD_AVX2,
					       JRT_SIMD_AVX512};
	static struct scans scans;

	if (scans.scan[0] != NULL)
		return &scans;
	jb_arena_init(&scans.arena, NULL);
	scanning_init(&scans.scanning, &scans.arena);
	for (size_t i = 0; i < 4; i++) {
		struct jrt_scan *scan = jrt_scan_make(&scans.arena, kernel[i]);
		scans.scan[i] = jrt_scan_simd(scan) == kernel[i] ? scan : NULL;
	}
	return &scans;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < HEAD)
		return 0;
	struct scans *scans = make_scans();
	struct scanning *scanning = &scans->scanning;
	struct input input = read_input(data, size);

	scanning_split(scanning, input.text, input.size, input.separator);
	for (size_t i = 0; i < 4; i++) {
		if (scans->scan[i] == NULL)
			continue;
		scanning->scan = scans->scan[i];
		const char *wrong = scanning_compare(scanning, input.text, input.size,
						     input.separator, input.width, input.step);
		if (wrong != NULL) {
			fprintf(stderr, "%s: row %zu of %zu\n", wrong, scanning->done,
				scanning->count);
			abort();
		}
	}
	free(input.text);
	return 0;
}
