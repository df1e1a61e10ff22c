/*
 * A file of any bytes for the targets that fuzz a reader, and what must hold of every reading of
 * it.
 */
#ifndef FUZZ_READING_FILE_H
#define FUZZ_READING_FILE_H

#include <stdint.h>
#include <sys/mman.h>

#include "../unit/reading.h"
#include "check.h"

/* A file in memory that can be opened by its name any number of times. */
static inline int file_of(const uint8_t *data, size_t size, char path[static 64])
{
	int fd = memfd_create("fuzz", 0);

	CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

/* The reading that was made is the one in blocks of `block` bytes too, plainly and fast. Plain
 * readings have the same batches as well. */
static inline void check_blocks(struct reading *reading, size_t block)
{
	struct jb_buf rows = reading->rows_text, findings = reading->findings_text;
	struct jb_buf shape = {0};

	for (unsigned way = 0; way < 4; way++) {
		reading->input.plain = way < 2;
		reading_run(reading, way % 2 ? block : 0);
		CHECK(reading->status == JB_OK);
		CHECK(jb_text_equal(jb_buf_text(&rows), jb_buf_text(&reading->rows_text)));
		CHECK(jb_text_equal(jb_buf_text(&findings), jb_buf_text(&reading->findings_text)));
		if (way == 0)
			shape = reading->shape;
		CHECK(way != 1 || jb_text_equal(jb_buf_text(&shape), jb_buf_text(&reading->shape)));
	}
}

/* The first byte is the size of the blocks, the second goes to `declare`, the rest is the file,
 * whose rows `check_rows` counts. */
static inline void fuzz_reading(const uint8_t *data, size_t size,
				void (*declare)(struct reading *, uint8_t choice),
				void (*check_rows)(const struct reading *, const uint8_t *data,
						   size_t size))
{
	static struct reading reading;
	char path[64];
	int fd = file_of(data + 2, size - 2, path);

	declare(&reading, data[1]);
	reading_path(&reading, path);
	reading_run(&reading, 0);
	CHECK(reading.status == JB_OK);
	check_rows(&reading, data + 2, size - 2);
	check_blocks(&reading, (size_t)data[0] + 1);
	reading_release(&reading);
	close(fd);
}

#endif
