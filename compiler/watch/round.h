/*
 * A round: pictures drawn in a process of their own. Whatever becomes of it, who watches goes on: a
 * crash, a loop, all memory taken are things that are said of a round. What it writes to standard
 * error is passed on and kept; what it drew and read it hands over by a file in memory.
 */
#ifndef WATCH_ROUND_H
#define WATCH_ROUND_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"
#include "base/vec.h"
#include "watch/board.h"

/* A round takes at most so long, and is heard for so many bytes. */
#define JY_ROUND_SECONDS 60
#define JY_ROUND_SAID_MAX ((size_t)1 << 20)
#define JY_ROUND_DRAWN_MAX ((size_t)1 << 30)

struct jy_round {
	struct jb_arena *arena; /* holds what comes of it */
	pid_t process;		/* 0: none runs */
	int said_fd, drawn_fd;
	bool done; /* it ended with all it had to hand over */
	struct jb_buf said;
	JB_VEC(struct jy_watch_picture) pictures;
	JB_VEC(struct jb_text) files; /* that were read, or looked for */
};

/* Begins it: in a new process `work` hands over and gives the exit status, 0 when all went well.
 * JB_REFUSED: there can be no process, *why is a sentence. */
enum jb_status jy_round_begin(struct jy_round *round, struct jb_arena *arena,
			      int (*work)(void *user, int drawn_fd), void *user,
			      struct jb_text *why);
/* Takes what was said. False once it has ended: then `done`, and all that was handed over, are
 * known. */
bool jy_round_hear(struct jy_round *round);
/* Ends it early. */
void jy_round_stop(struct jy_round *round);

/* For `work`. False where it could not be written. */
bool jy_round_hand_picture(int drawn_fd, struct jb_text title, struct jb_text svg);
bool jy_round_hand_file(int drawn_fd, struct jb_text path);

#endif
