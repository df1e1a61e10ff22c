/*
 * Files whose changes matter. inotify on their folders tells at once, also when an editor writes a
 * new file and renames it over the old one; a look every two seconds sees what inotify cannot:
 * network file systems, folders that come later, a limit that is reached.
 */
#ifndef WATCH_FILES_H
#define WATCH_FILES_H

#include "base/arena.h"
#include "base/text.h"
#include "base/vec.h"

#define JY_FILES_LOOK_MS 2000

struct jy_watch_file {
	const char *path;
	struct jb_text name; /* the last part of it */
	int folder;	     /* inotify's number for its folder; -1: none */
	uint64_t state;	     /* what the disk told of it */
};

struct jy_watch_files {
	int fd; /* inotify's; -1: there is none */
	struct jb_arena arena;
	JB_VEC(struct jb_text) given;
	JB_VEC(struct jy_watch_file) list;
};

void jy_files_open(struct jy_watch_files *files);
void jy_files_close(struct jy_watch_files *files);
/* From now on these are watched, as they are now; paths are copied. False where they are watched
 * already: then nothing is forgotten of them. */
bool jy_files_watch(struct jy_watch_files *files, const struct jb_text *path, size_t count);
/* Takes what inotify has to say; whether it was of a watched file. */
bool jy_files_heard(struct jy_watch_files *files);
/* Whether a file is not as it was when it was last looked at. */
bool jy_files_look(struct jy_watch_files *files);

#endif
