/*
 * Which files make up a program: the main file, the files it uses, the library modules it uses, and
 * what those use. A file taken in twice, or in a circle, is read once: the order of declarations
 * never matters.
 */
#ifndef DRIVER_USES_H
#define DRIVER_USES_H

#include "base/io.h"
#include "driver/session.h"

/* Reads the main file into the session. */
bool jy_uses_open(struct jy_session *session, struct jb_text path, struct jb_text root);
/* The same out of the session's recorded texts. */
bool jy_uses_open_recorded(struct jy_session *session);
/* Takes in what unit number `index` uses. A path that leaves the root, a file that is missing and a
 * module that does not exist are reported where they are named. */
void jy_uses_follow(struct jy_session *session, size_t index);
/* Puts a module of the library into the session as if it were the user's main file; false when
 * there is none of that name. */
bool jy_uses_open_module(struct jy_session *session, struct jb_text name);
/* After all is taken in: a module that another one uses gives way to it. */
void jy_uses_rank(struct jy_session *session);

#endif
