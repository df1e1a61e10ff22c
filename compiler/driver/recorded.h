/*
 * A program written down as texts with names, and found again by them, so that it can be compiled
 * where its files are not: the main file, the files it uses by their path from its folder, the
 * modules of the library as `library.x`. Names are compared as text; nothing here asks the disk.
 */
#ifndef DRIVER_RECORDED_H
#define DRIVER_RECORDED_H

#include "driver/session.h"

/* The name of the file that `from` uses by `path`: "a/b.journey" uses "../c.journey", that is
 * "c.journey". */
struct jb_text jy_recorded_name(struct jb_arena *arena, struct jb_text from, struct jb_text path);
/* The text of a name among those of the session; NULL where there is none. */
const struct jy_recorded *jy_recorded_find(const struct jy_session *session, struct jb_text name);

#endif
