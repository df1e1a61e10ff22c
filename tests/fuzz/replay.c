/*
 * Runs a fuzz target over files: replay_NAME FILE... feeds each file to the target, as the fuzzer
 * would. This is how what fuzzing once found stays a test of every build, with any compiler. The
 * empty input always goes first. An input that ends badly ends the program; its name was printed
 * before.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
		perror(path);
		return 1;
	}
	size_t size = (size_t)ftell(file);
	/* Of the exact size, so that a sanitizer sees a step beyond the end. */
	uint8_t *data = malloc(size > 0 ? size : 1);
	rewind(file);
	int bad = data == NULL || fread(data, 1, size, file) != size;
	if (bad)
		perror(path);
	else
		LLVMFuzzerTestOneInput(data, size);
	free(data);
	fclose(file);
	return bad;
}

int main(int argc, char **argv)
{
	int bad = 0;

	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++) {
		printf("%s\n", argv[i]);
		fflush(stdout);
		bad |= replay(argv[i]);
	}
	return bad;
}
