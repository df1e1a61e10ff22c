/*
 * Work in a child process, see child.h. The parent reads until the child closes its end of a pipe
 * or its time is over, and then makes sure that there is no child any more. A child whose parent
 * dies goes with it.
 */
#include "draw/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* AddressSanitizer's shadow is larger than any limit of memory, and what it watches takes many
 * times as long. */
#if defined(__SANITIZE_ADDRESS__)
#define SHADOWED true
#elif defined(__has_feature)
#define SHADOWED __has_feature(address_sanitizer)
#else
#define SHADOWED false
#endif

#define SLOWNESS (SHADOWED ? 10 : 1)

/* Milliseconds between two looks at a child that is past its time; found asleep twice, it hangs. */
#define LOOK 25
#define LOOKS 2

/* ---- the child ---- */

/* What the process has mapped already, in bytes: the first number of the file counts pages. */
static size_t memory_taken(void)
{
	int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	char digits[32];
	ssize_t size = file >= 0 ? read(file, digits, sizeof digits) : 0;
	size_t pages = 0;

	if (file >= 0)
		close(file);
	for (ssize_t i = 0; i < size && digits[i] >= '0' && digits[i] <= '9'; i++)
		pages = pages * 10 + (size_t)(digits[i] - '0');
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* Counted while it works; SIGPROF then ends it. The limit in seconds is for work that has blocked
 * the signal. */
static void limit_time(int64_t milliseconds)
{
	const rlim_t seconds = (rlim_t)(milliseconds / 1000 + 1);
	const struct itimerval timer = {
		.it_value = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000}};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGPROF);
	signal(SIGPROF, SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	setitimer(ITIMER_PROF, &timer, NULL);
	setrlimit(RLIMIT_CPU, &(struct rlimit){seconds, seconds});
}

static void limit_all(const struct jy_child_limits *limits)
{
	const rlim_t memory = memory_taken() + limits->memory;
	int null = open("/dev/null", O_RDWR);

	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2(null, fd);
	limit_time(limits->milliseconds * SLOWNESS);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0}); /* a pipe is no file */
	if (!SHADOWED)
		setrlimit(RLIMIT_AS, &(struct rlimit){memory, memory});
}

static bool write_all(int to, const struct jb_buf *out)
{
	for (size_t done = 0; done < out->size;) {
		ssize_t wrote = write(to, out->data + done, out->size - done);

		if (wrote <= 0 && errno != EINTR)
			return false;
		done += wrote > 0 ? (size_t)wrote : 0;
	}
	return true;
}

/* Leaves by _exit: what the parent has buffered is not the child's to write, and where memory runs
 * out the child must not go on as the parent would. */
static _Noreturn void run_child(struct jb_arena *arena, const struct jy_child_limits *limits,
				jy_child_work *work, void *context, int to)
{
	struct jb_buf out;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (JB_ARM(arena) != 0)
		_exit(1);
	limit_all(limits);
	jb_buf_init(&out, arena);
	_exit(work(context, &out) && write_all(to, &out) ? 0 : 1);
}

/* ---- the parent ---- */

static int64_t now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Not running and not waiting for a processor or a disk: the letter behind the name in brackets. */
static bool is_asleep(pid_t child)
{
	char path[32], text[256];
	const char *state;
	ssize_t size;
	int file;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)child);
	file = open(path, O_RDONLY | O_CLOEXEC);
	size = file >= 0 ? read(file, text, sizeof text - 1) : -1;
	if (file >= 0)
		close(file);
	if (size <= 0)
		return true;
	text[size] = '\0';
	state = strrchr(text, ')');
	return !state || !strchr("RD", state[1] == ' ' ? state[2] : 'S');
}

struct watch {
	pid_t child;
	int from;
	int64_t due, end; /* past its time, if it sleeps then; in any case */
	int asleep;	  /* how often, one look after the other */
};

/* Waits for the child's next bytes. */
static enum jy_child_end wait_for(struct watch *watch)
{
	for (;;) {
		struct pollfd wait = {.fd = watch->from, .events = POLLIN};
		int64_t now = now_ms(), left = watch->due > now ? watch->due - now : LOOK;
		int ready = poll(&wait, 1, (int)left);

		if (ready > 0)
			return JY_CHILD_DONE;
		if (ready < 0 && errno != EINTR)
			return JY_CHILD_FAILED;
		now = now_ms();
		if (ready < 0 || now < watch->due)
			continue;
		watch->asleep = is_asleep(watch->child) ? watch->asleep + 1 : 0;
		if (watch->asleep == LOOKS || now >= watch->end)
			return JY_CHILD_LATE;
	}
}

/* Until the child closes its end. */
static enum jy_child_end read_all(pid_t child, int from, const struct jy_child_limits *limits,
				  struct jb_buf *answer)
{
	const int64_t begun = now_ms();
	struct watch watch = {.child = child,
			      .from = from,
			      .due = begun + limits->milliseconds * SLOWNESS,
			      .end = begun + limits->patience * SLOWNESS};
	char piece[65536];

	for (;;) {
		enum jy_child_end end = wait_for(&watch);
		ssize_t got = end == JY_CHILD_DONE ? read(from, piece, sizeof piece) : -1;

		if (end != JY_CHILD_DONE)
			return end;
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 ? JY_CHILD_DONE : JY_CHILD_FAILED;
		if (answer->size + (size_t)got > limits->output)
			return JY_CHILD_FAILED;
		jb_buf_add(answer, piece, (size_t)got);
	}
}

/* What ends a child that has worked too long. The kernel kills where both limits are reached. */
static bool is_clock(int signal)
{
	return signal == SIGPROF || signal == SIGXCPU;
}

/* Ends the child unless it is done, and takes its status. */
static enum jy_child_end settle(pid_t child, enum jy_child_end end)
{
	int status;

	if (end != JY_CHILD_DONE)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return JY_CHILD_FAILED;
	if (end != JY_CHILD_DONE)
		return end;
	if (WIFSIGNALED(status) && is_clock(WTERMSIG(status)))
		return JY_CHILD_LATE;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? JY_CHILD_DONE : JY_CHILD_FAILED;
}

enum jy_child_end jy_child_run(struct jb_arena *arena, const struct jy_child_limits *limits,
			       jy_child_work *work, void *context, struct jb_buf *answer)
{
	enum jy_child_end end;
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return JY_CHILD_FAILED;
	pid = fork();
	if (pid == 0)
		run_child(arena, limits, work, context, ends[1]);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return JY_CHILD_FAILED;
	}
	if (JB_ARM(arena) != 0) {
		settle(pid, JY_CHILD_FAILED);
		close(ends[0]);
		jb_arena_fail(arena);
	}
	end = settle(pid, read_all(pid, ends[0], limits, answer));
	jb_arena_disarm(arena);
	close(ends[0]);
	return end;
}
