/*
 * journey render --watch: draws again with every change of a file that was read, and shows the
 * pictures on a page of this machine (compiler/watch). Each drawing is a process of its own, so
 * nothing that happens there ends the watching; SIGINT and SIGTERM do.
 */
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "cli/render.h"
#include "diagram/draw.h"
#include "watch/files.h"
#include "watch/round.h"
#include "watch/server.h"

/* An editor touches a file more than once as it saves: so long nothing must come behind a change,
 * and so long a round waits at most. Milliseconds. */
#define QUIET_MS 40
#define QUIET_MOST_MS 500
#define PING_MS 15000

struct watch {
	struct jy_render *render;
	struct jy_server *server;
	struct jy_watch_files files;
	struct jy_round round;	      /* that runs, or ran last */
	struct jb_arena arena, shown; /* of the round; of the pictures on the board */
	struct jy_watch_board board;
	uint64_t digest;    /* of what the board shows */
	int64_t heard, due; /* the first change that waits; when a round shall be; or 0 */
	int64_t next_look, next_ping;
	int signals;
	bool over;
};

static int64_t now_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

/* ---- in the process of a round ---- */

static void hand_files(struct jy_render *render, int drawn_fd)
{
	struct jy_command *command = render->command;
	struct jy_make_rule read = {0};

	jy_round_hand_file(drawn_fd, command->args.files.at[0]);
	jy_render_inputs(render, &read);
	for (size_t i = 0; i < read.inputs.count; i++)
		jy_round_hand_file(drawn_fd, read.inputs.at[i]);
	for (size_t i = 0; i < command->session->sought.count; i++)
		jy_round_hand_file(drawn_fd, command->session->sought.at[i]);
}

static int draw_round(void *user, int drawn_fd)
{
	struct jy_render *render = user;
	int status = jy_render_all(render);

	hand_files(render, drawn_fd);
	for (size_t i = 0; status == JY_EXIT_OK && i < render->files.count; i++) {
		const struct jy_render_file *file = &render->files.at[i];
		const struct jy_render_picture *picture;

		if (file->path.size > 0)
			continue;
		picture = &render->pictures.at[file->picture];
		if (!jy_round_hand_picture(drawn_fd,
					   jb_text_printf(render->command->arena, "%.*s (%s)",
							  JB_ARG(picture->journey->decl.title),
							  picture->view->name),
					   file->bytes))
			status = JY_EXIT_DATA;
	}
	return status;
}

/* ---- rounds ---- */

static uint64_t digest_of(const struct jy_watch_board *board)
{
	uint64_t digest = jb_text_hash(board->said) * 2 + board->stale;

	for (size_t i = 0; i < board->count; i++)
		digest = jb_text_hash_keyed(board->picture[i].svg, digest,
					    jb_text_hash(board->picture[i].title));
	return digest;
}

static void show(struct watch *watch)
{
	uint64_t digest = digest_of(&watch->board);

	if (digest == watch->digest)
		return;
	watch->digest = digest;
	watch->board.number++;
	jy_server_show(watch->server, &watch->board);
	jy_command_say(watch->render->command,
		       watch->board.stale ? "the pictures stay as they were" : "drawn");
}

static void begin_round(struct watch *watch)
{
	struct jb_text why = {0};

	watch->due = watch->heard = 0;
	jy_files_look(&watch->files);
	jb_arena_release(&watch->arena);
	jb_arena_init(&watch->arena, NULL);
	if (jy_round_begin(&watch->round, &watch->arena, draw_round, watch->render, &why) == JB_OK)
		return;
	jy_command_say(watch->render->command, "%.*s", JB_ARG(why));
	watch->due = now_ms() + 1000;
}

/* Pictures of a round that went well take the place of those before; else those stay. */
static void finish_round(struct watch *watch)
{
	struct jy_round *round = &watch->round;
	struct jy_watch_board *board = &watch->board;

	if (jy_files_watch(&watch->files, round->files.at, round->files.count))
		watch->due = now_ms() + QUIET_MS; /* one may have changed before it was watched */
	board->stale = !round->done;
	board->said = jb_buf_text(&round->said);
	if (round->done) {
		struct jb_arena before = watch->shown;

		board->picture = round->pictures.at;
		board->count = round->pictures.count;
		watch->shown = watch->arena;
		watch->arena = before;
	}
	show(watch);
	board->said = (struct jb_text){0};
}

/* ---- waiting ---- */

enum { SIGNALS, CHANGES, ROUND, SERVER, FDS = SERVER + JY_SERVER_FDS };

static int sooner(int timeout, int64_t at, int64_t now)
{
	int64_t left = at > now ? at - now : 0;

	return timeout < 0 || left < timeout ? (int)left : timeout;
}

static void wait_for(struct watch *watch, struct pollfd fd[FDS])
{
	int64_t now = now_ms();
	int server[JY_SERVER_FDS] = {-1, -1};
	int count = jy_server_fds(watch->server, server), timeout;

	fd[SIGNALS] = (struct pollfd){watch->signals, POLLIN, 0};
	fd[CHANGES] = (struct pollfd){watch->files.fd, POLLIN, 0};
	fd[ROUND] = (struct pollfd){watch->round.process ? watch->round.said_fd : -1, POLLIN, 0};
	for (int i = 0; i < JY_SERVER_FDS; i++)
		fd[SERVER + i] = (struct pollfd){i < count ? server[i] : -1, POLLIN, 0};
	timeout = sooner(jy_server_timeout(watch->server), watch->next_look, now);
	timeout = sooner(timeout, watch->next_ping, now);
	if (watch->due && !watch->round.process)
		timeout = sooner(timeout, watch->due, now);
	poll(fd, FDS, timeout);
}

static void note_change(struct watch *watch, int64_t now)
{
	if (!watch->heard)
		watch->heard = now;
	watch->due = now + QUIET_MS;
	if (watch->due > watch->heard + QUIET_MOST_MS)
		watch->due = watch->heard + QUIET_MOST_MS;
}

static void step(struct watch *watch)
{
	struct pollfd fd[FDS];
	int64_t now;

	wait_for(watch, fd);
	now = now_ms();
	watch->over = fd[SIGNALS].revents != 0;
	if (fd[CHANGES].revents && jy_files_heard(&watch->files))
		note_change(watch, now);
	if (fd[ROUND].revents && !jy_round_hear(&watch->round))
		finish_round(watch);
	if (now >= watch->next_look) {
		watch->next_look = now + JY_FILES_LOOK_MS;
		if (jy_files_look(&watch->files))
			note_change(watch, now);
	}
	if (now >= watch->next_ping) {
		watch->next_ping = now + PING_MS;
		jy_server_ping(watch->server);
	}
	if (watch->due && now >= watch->due && !watch->round.process)
		begin_round(watch);
	jy_server_run(watch->server);
}

/* ---- the command ---- */

static int check_line(struct jy_command *command, uint16_t *port)
{
	uint32_t number = 0;

	if (command->args.files.count != 1 || jb_text_is(command->args.files.at[0], "-"))
		return jy_command_misused(command, "--watch takes one FILE that can change");
	if (jy_args_has(&command->args, "check"))
		return jy_command_misused(command, "--check looks once, --watch goes on: take one");
	if (jy_args_has(&command->args, "MD") || jy_args_has(&command->args, "MF"))
		return jy_command_misused(command, "a rule for make is for one run: leave --watch");
	if (jy_args_has(&command->args, "port") &&
	    (!jy_args_number(&command->args, "port", &number) || number < 1 || number > 65535))
		return jy_command_misused(command, "--port takes a number from 1 to 65535");
	*port = (uint16_t)number;
	return JY_EXIT_OK;
}

static bool begin(struct watch *watch, uint16_t port, sigset_t *before)
{
	struct jy_command *command = watch->render->command;
	struct jb_text why = {0};
	sigset_t ends;

	/* What every round would load again. */
	jy_draw(command->arena, &why);
	jy_gv(command->arena, &why);
	watch->server = jy_server_open(command->arena, port, &why);
	if (!watch->server) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return false;
	}
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, before);
	signal(SIGPIPE, SIG_IGN);
	watch->signals = signalfd(-1, &ends, SFD_CLOEXEC);
	jy_server_show(watch->server, &watch->board);
	jy_command_say(command, "http://127.0.0.1:%u/ shows %.*s; Ctrl-C ends",
		       jy_server_port(watch->server), JB_ARG(watch->board.name));
	return true;
}

static void finish(struct watch *watch, const sigset_t *before)
{
	jy_round_stop(&watch->round);
	jy_server_close(watch->server);
	jy_files_close(&watch->files);
	jb_arena_release(&watch->arena);
	jb_arena_release(&watch->shown);
	close(watch->signals);
	/* The signal that ended it has been heeded. */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	sigprocmask(SIG_SETMASK, before, NULL);
}

int jy_render_watch(struct jy_render *render)
{
	struct jy_command *command = render->command;
	struct watch watch = {.render = render};
	struct timespec clock;
	sigset_t before;
	uint16_t port = 0;
	int status = check_line(command, &port);

	if (status != JY_EXIT_OK)
		return status;
	clock_gettime(CLOCK_REALTIME, &clock);
	/* A page that outlived another run must see another number. */
	watch.board = (struct jy_watch_board){.name = command->args.files.at[0],
					      .number = (uint64_t)clock.tv_sec * 1000};
	jb_arena_init(&watch.arena, NULL);
	jb_arena_init(&watch.shown, NULL);
	jy_files_open(&watch.files);
	if (!begin(&watch, port, &before))
		return JY_EXIT_DATA;
	begin_round(&watch);
	while (!watch.over)
		step(&watch);
	finish(&watch, &before);
	return JY_EXIT_OK;
}
