/*
 * Watching files, see files.h. Folders are watched, not files: a file that is replaced would take
 * its watch with it.
 */
#include "watch/files.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

#define CHANGES (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ONLYDIR)
#define EVENTS_BYTES 4096

void jy_files_open(struct jy_watch_files *files)
{
	*files = (struct jy_watch_files){.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
	jb_arena_init(&files->arena, NULL);
}

void jy_files_close(struct jy_watch_files *files)
{
	if (files->fd >= 0)
		close(files->fd);
	jb_arena_release(&files->arena);
	*files = (struct jy_watch_files){.fd = -1};
}

/* Which file it is and when it changed; 0 where there is none. */
static uint64_t state_of(const char *path)
{
	struct stat about;
	uint64_t state[6];

	if (stat(path, &about) != 0)
		return 0;
	state[0] = (uint64_t)about.st_dev;
	state[1] = (uint64_t)about.st_ino;
	state[2] = (uint64_t)about.st_size;
	state[3] = (uint64_t)about.st_mtim.tv_sec;
	state[4] = (uint64_t)about.st_mtim.tv_nsec;
	state[5] = (uint64_t)about.st_ctim.tv_sec * 1000000000u + (uint64_t)about.st_ctim.tv_nsec;
	return jb_text_hash((struct jb_text){(const char *)state, sizeof state}) | 1;
}

static void add(struct jy_watch_files *files, struct jb_text path)
{
	struct jb_text folder = jb_path_folder(path);
	struct jy_watch_file *file = jb_push(&files->arena, &files->list);

	file->path = jb_text_cstring(&files->arena, path);
	file->name = jb_path_name(jb_text_of(file->path));
	file->state = state_of(file->path);
	file->folder = -1;
	if (files->fd >= 0)
		file->folder = inotify_add_watch(
			files->fd, folder.size ? jb_text_cstring(&files->arena, folder) : ".",
			CHANGES);
}

/* A file is watched by the name it was asked for, and where that is a link by its own too. */
static void add_with_link(struct jy_watch_files *files, struct jb_text path)
{
	char real[PATH_MAX];

	add(files, path);
	if (realpath(jb_text_cstring(&files->arena, path), real) &&
	    !jb_text_equal(jb_path_name(jb_text_of(real)), jb_path_name(path)))
		add(files, jb_text_of(real));
}

static bool is_list(const struct jy_watch_files *files, const struct jb_text *path, size_t count)
{
	if (files->given.count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!jb_text_equal(files->given.at[i], path[i]))
			return false;
	return true;
}

bool jy_files_watch(struct jy_watch_files *files, const struct jb_text *path, size_t count)
{
	if (is_list(files, path, count))
		return false;
	jy_files_close(files);
	jy_files_open(files);
	for (size_t i = 0; i < count; i++) {
		*jb_push(&files->arena, &files->given) = jb_text_copy(&files->arena, path[i]);
		add_with_link(files, path[i]);
	}
	return true;
}

static bool is_watched(const struct jy_watch_files *files, const struct inotify_event *event)
{
	if (event->mask & (IN_Q_OVERFLOW | IN_IGNORED))
		return true;
	for (size_t i = 0; i < files->list.count; i++)
		if (files->list.at[i].folder == event->wd && event->len > 0 &&
		    jb_text_is(files->list.at[i].name, event->name))
			return true;
	return false;
}

bool jy_files_heard(struct jy_watch_files *files)
{
	_Alignas(struct inotify_event) char room[EVENTS_BYTES];
	bool heard = false;
	ssize_t size;

	while ((size = read(files->fd, room, sizeof room)) > 0)
		for (ssize_t at = 0; at < size;) {
			struct inotify_event event;

			memcpy(&event, room + at, sizeof event);
			heard |= is_watched(files,
					    (const struct inotify_event *)(void *)(room + at));
			at += (ssize_t)(sizeof event + event.len);
		}
	return heard;
}

bool jy_files_look(struct jy_watch_files *files)
{
	bool changed = false;

	for (size_t i = 0; i < files->list.count; i++) {
		struct jy_watch_file *file = &files->list.at[i];
		uint64_t state = state_of(file->path);

		changed |= state != file->state;
		file->state = state;
	}
	return changed;
}
