/*
 * Child processes and what they hand over, see round.h. What is handed over are records: a letter,
 * two sizes, and so many bytes; a record that is cut off ends the reading.
 */
#include "watch/round.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

#define FILE_RECORD 'f'
#define PICTURE_RECORD 'p'

struct head {
	uint64_t kind, first, second;
};

/* ---- handing over ---- */

static bool hand(int fd, const void *bytes, size_t size)
{
	const char *at = bytes;

	while (size > 0) {
		ssize_t done = write(fd, at, size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		size -= (size_t)done;
	}
	return true;
}

static bool hand_record(int fd, char kind, struct jb_text first, struct jb_text second)
{
	const struct head head = {(unsigned char)kind, first.size, second.size};

	return hand(fd, &head, sizeof head) && hand(fd, first.at, first.size) &&
	       hand(fd, second.at, second.size);
}

bool jy_round_hand_picture(int drawn_fd, struct jb_text title, struct jb_text svg)
{
	return hand_record(drawn_fd, PICTURE_RECORD, title, svg);
}

bool jy_round_hand_file(int drawn_fd, struct jb_text path)
{
	return hand_record(drawn_fd, FILE_RECORD, path, (struct jb_text){"", 0});
}

/* ---- taking over ---- */

static void take_record(struct jy_round *round, uint64_t kind, struct jb_text first,
			struct jb_text second)
{
	if (kind == FILE_RECORD)
		*jb_push(round->arena, &round->files) = first;
	else if (kind == PICTURE_RECORD)
		*jb_push(round->arena, &round->pictures) = (struct jy_watch_picture){first, second};
}

static struct jb_text read_whole(struct jy_round *round)
{
	struct stat about;
	size_t size, done = 0;
	char *bytes;

	if (fstat(round->drawn_fd, &about) != 0 || about.st_size <= 0 ||
	    (uint64_t)about.st_size > JY_ROUND_DRAWN_MAX)
		return (struct jb_text){0};
	size = (size_t)about.st_size;
	bytes = jb_alloc(round->arena, size);
	while (done < size) {
		ssize_t got = pread(round->drawn_fd, bytes + done, size - done, (off_t)done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		done += (size_t)got;
	}
	return (struct jb_text){bytes, done};
}

static void take_over(struct jy_round *round)
{
	struct jb_text left = read_whole(round);
	struct head head;

	while (left.size >= sizeof head) {
		memcpy(&head, left.at, sizeof head);
		left = jb_text_slice(left, sizeof head, left.size);
		if (head.first > left.size || head.second > left.size - head.first)
			return;
		take_record(round, head.kind, jb_text_slice(left, 0, head.first),
			    jb_text_slice(left, head.first, head.first + head.second));
		left = jb_text_slice(left, head.first + head.second, left.size);
	}
}

/* ---- the process ---- */

static void close_both(struct jy_round *round)
{
	close(round->said_fd);
	close(round->drawn_fd);
	round->said_fd = round->drawn_fd = -1;
}

static _Noreturn void run(const struct jy_round *round, int said, pid_t parent,
			  int (*work)(void *user, int drawn_fd), void *user)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || dup2(said, STDERR_FILENO) < 0)
		_exit(1);
	alarm(JY_ROUND_SECONDS);
	_exit(work(user, round->drawn_fd));
}

enum jb_status jy_round_begin(struct jy_round *round, struct jb_arena *arena,
			      int (*work)(void *user, int drawn_fd), void *user,
			      struct jb_text *why)
{
	pid_t parent = getpid();
	int ends[2] = {-1, -1};

	*round = (struct jy_round){.arena = arena, .said_fd = -1};
	jb_buf_init(&round->said, arena);
	round->drawn_fd = memfd_create("journey", MFD_CLOEXEC);
	if (round->drawn_fd >= 0 && pipe2(ends, O_CLOEXEC) == 0)
		round->process = fork();
	else
		round->process = -1;
	if (round->process == 0)
		run(round, ends[1], parent, work, user);
	round->said_fd = ends[0];
	if (ends[1] >= 0)
		close(ends[1]);
	if (round->process > 0) {
		fcntl(round->said_fd, F_SETFL, O_NONBLOCK);
		return JB_OK;
	}
	*why = jb_text_printf(arena, "no process can be made: %s", strerror(errno));
	close_both(round);
	round->process = 0;
	return JB_REFUSED;
}

/* How it ended, where that was no end of its own. */
static void say_end(struct jy_round *round, int status)
{
	if (!WIFSIGNALED(status))
		return;
	if (WTERMSIG(status) == SIGALRM)
		jb_buf_printf(&round->said, "drawing took over %d seconds and was ended\n",
			      JY_ROUND_SECONDS);
	else
		jb_buf_printf(&round->said, "drawing ended by signal %d (%s)\n", WTERMSIG(status),
			      strsignal(WTERMSIG(status)));
}

static void end(struct jy_round *round)
{
	int status = 0;

	while (waitpid(round->process, &status, 0) < 0 && errno == EINTR)
		;
	round->process = 0;
	round->done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	say_end(round, status);
	take_over(round);
	close_both(round);
}

bool jy_round_hear(struct jy_round *round)
{
	char bytes[4096];
	ssize_t size;

	while ((size = read(round->said_fd, bytes, sizeof bytes)) > 0) {
		size_t room = JY_ROUND_SAID_MAX - round->said.size;

		jb_buf_add(&round->said, bytes, (size_t)size < room ? (size_t)size : room);
		hand(STDERR_FILENO, bytes, (size_t)size);
	}
	if (size < 0 && (errno == EAGAIN || errno == EINTR))
		return true;
	end(round);
	return false;
}

void jy_round_stop(struct jy_round *round)
{
	if (round->process == 0)
		return;
	kill(round->process, SIGKILL);
	end(round);
}
