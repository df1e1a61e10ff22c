/*
 * What a page shows: the pictures of the last round that went well, and what the last round said.
 */
#ifndef WATCH_BOARD_H
#define WATCH_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct jy_watch_picture {
	struct jb_text title;
	struct jb_text svg;
};

struct jy_watch_board {
	struct jb_text name;			/* of the file */
	const struct jy_watch_picture *picture; /* as the last good round drew them */
	size_t count;
	struct jb_text said; /* by the last round: findings and notes */
	bool stale;	     /* the last round failed: the pictures are older than the file */
	uint64_t number;     /* of the board: another with every change */
};

#endif
