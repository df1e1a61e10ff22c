/*
 * Running the C compiler: where the runtime lies, the words of the command, a folder for the
 * meantime. What the compiler says is shown only where it fails: linking statically has warnings
 * that are nobody's business.
 */
#include "cli/compile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/vec.h"

/* Of what a compiler says, so much is shown. */
#define SAID_MOST ((size_t)1 << 20)

extern char **environ;

/* One command, argument by argument. */
struct line {
	struct jb_arena *arena;
	JB_VEC(char *) argument;
};

static void add(struct line *line, struct jb_text text)
{
	struct jb_text copy = jb_text_copy(line->arena, text);

	*jb_push(line->arena, &line->argument) = (char *)(uintptr_t)copy.at;
}

/* "gcc -m64" as two. */
static void add_words(struct line *line, struct jb_text words)
{
	size_t from = 0;

	for (size_t i = 0; i <= words.size; i++) {
		if (i < words.size && words.at[i] != ' ')
			continue;
		if (i > from)
			add(line, jb_text_slice(words, from, i));
		from = i + 1;
	}
}

/* ---- where the runtime is ---- */

struct runtime {
	struct jb_text library, include; /* folders */
};

static bool is_there(struct jb_arena *arena, struct jb_text path)
{
	return access(jb_text_cstring(arena, path), R_OK) == 0;
}

static bool is_runtime(struct jb_arena *arena, const struct runtime *runtime)
{
	return is_there(arena, jb_path_join(arena, runtime->library, JB_TEXT("libjourney_rt.a"))) &&
	       is_there(arena,
			jb_path_join(arena, runtime->include, JB_TEXT("journey/validator.h")));
}

static bool find_runtime(struct jb_arena *arena, struct runtime *runtime, struct jb_text *why)
{
	char self[PATH_MAX];
	ssize_t size = readlink("/proc/self/exe", self, sizeof self);
	struct jb_text folder;

	if (size <= 0 || (size_t)size >= sizeof self) {
		*why = JB_TEXT("/proc tells not where journey itself is, and so not where its "
			       "runtime is");
		return false;
	}
	folder = jb_text_copy(arena, jb_path_folder((struct jb_text){self, (size_t)size}));
	*runtime = (struct runtime){folder, jb_path_join(arena, folder, JB_TEXT("include"))};
	if (is_runtime(arena, runtime))
		return true;
	*runtime = (struct runtime){jb_path_join(arena, folder, JB_TEXT("../lib")),
				    jb_path_join(arena, folder, JB_TEXT("../include"))};
	if (is_runtime(arena, runtime))
		return true;
	*why = jb_text_printf(arena,
			      "the runtime that programs are made with, libjourney_rt.a and its "
			      "headers, lies neither in %.*s nor in %.*s",
			      JB_ARG(folder), JB_ARG(runtime->library));
	return false;
}

/* ---- running ---- */

static enum jb_status refuse(struct jb_arena *arena, struct jb_text *why, const char *what)
{
	*why = jb_text_printf(arena, "%s: %s", what, strerror(errno));
	return JB_CANNOT_WRITE;
}

/* Runs the line, with what it says in the file `said`; when it fails, in `words`, too. */
static enum jb_status run(struct line *line, struct jb_text said, struct jb_text *words,
			  struct jb_text *why)
{
	struct jb_arena *arena = line->arena;
	const char *path = jb_text_cstring(arena, said), *name = line->argument.at[0];
	posix_spawn_file_actions_t actions;
	int status = 0, error;
	pid_t child;

	*jb_push(arena, &line->argument) = NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, path,
					 O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
	error = posix_spawnp(&child, name, &actions, NULL, line->argument.at, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error) {
		*why = jb_text_printf(arena,
				      "the C compiler %s cannot be run: %s; name another, --cc "
				      "COMMAND, or write the C alone, --emit-c FILE",
				      name, strerror(error));
		return JB_REFUSED;
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return refuse(arena, why, name);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return JB_OK;
	jb_io_read_all(arena, said, SAID_MOST, words, why);
	*why = jb_text_printf(arena, "the C compiler %s has failed%s", name,
			      words->size ? "; it says:" : "");
	return JB_REFUSED;
}

/* ---- what is run ---- */

static void begin(struct line *line, struct jy_compiling *compiling)
{
	const char *environment = getenv("CC");
	struct jb_text words = compiling->compiler;

	if (!words.size)
		words = jb_text_of(environment && *environment ? environment : "cc");
	add_words(line, words);
	if (!line->argument.count)
		add(line, JB_TEXT("cc"));
}

static enum jb_status compile(struct jb_arena *arena, struct jy_compiling *compiling,
			      const struct runtime *runtime, struct jb_text folder,
			      struct jb_text *why)
{
	struct jb_text c = compiling->keep;
	struct line line = {.arena = arena};
	enum jb_status status;

	if (!c.size)
		c = jb_path_join(arena, folder, JB_TEXT("program.c"));
	status = jb_io_write_all(arena, c, compiling->c, why);
	if (status != JB_OK)
		return status;
	begin(&line, compiling);
	add(&line, JB_TEXT("-std=gnu11"));
	add(&line, JB_TEXT("-O3"));
	add(&line, JB_TEXT("-static"));
	add(&line, jb_text_printf(arena, "-I%.*s", JB_ARG(runtime->include)));
	add(&line, jb_text_printf(arena, "-I%.*s/journey", JB_ARG(runtime->include)));
	add(&line, JB_TEXT("-o"));
	add(&line, compiling->program);
	add(&line, JB_TEXT("-x"));
	add(&line, JB_TEXT("c"));
	add(&line, c);
	add(&line, JB_TEXT("-x"));
	add(&line, JB_TEXT("none"));
	add(&line, jb_text_printf(arena, "-L%.*s", JB_ARG(runtime->library)));
	add_words(&line, JB_TEXT(JOURNEY_LIBRARIES));
	return run(&line, jb_path_join(arena, folder, JB_TEXT("said")), &compiling->said, why);
}

static void remove_folder(struct jb_arena *arena, struct jb_text folder)
{
	static const char *const names[] = {"program.c", "said"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(jb_text_cstring(arena, jb_path_join(arena, folder, jb_text_of(names[i]))));
	rmdir(jb_text_cstring(arena, folder));
}

enum jb_status jy_compile(struct jb_arena *arena, struct jy_compiling *compiling,
			  struct jb_text *why)
{
	const char *temporary = getenv("TMPDIR");
	struct jb_buf name;
	struct jb_text folder;
	struct runtime runtime;
	enum jb_status status;

	if (!find_runtime(arena, &runtime, why))
		return JB_REFUSED;
	jb_buf_init(&name, arena);
	jb_buf_printf(&name, "%s/journey.", temporary ? temporary : "/tmp");
	jb_buf_add_repeat(&name, 'X', 6); /* as mkdtemp wants it */
	jb_buf_add_byte(&name, '\0');
	if (!mkdtemp(name.data))
		return refuse(arena, why, "no folder for the meantime can be made");
	folder = jb_text_of(name.data);
	status = compile(arena, compiling, &runtime, folder, why);
	remove_folder(arena, folder);
	return status;
}
