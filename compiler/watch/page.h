/*
 * The board as a page. What stands on it is data: every text is escaped, and the page's content
 * security policy (JY_PAGE_POLICY) allows no script but its own.
 */
#ifndef WATCH_PAGE_H
#define WATCH_PAGE_H

#include "base/buf.h"
#include "watch/board.h"

#define JY_PAGE_POLICY                                                                             \
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "            \
	"object-src 'self'; frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action " \
	"'none'; "                                                                                 \
	"frame-ancestors 'none'"
/* Of a picture by itself: it is styled inside, and has nothing else. */
#define JY_PICTURE_POLICY "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

extern const struct jb_text jy_page_style, jy_page_script;

/* A whole page, which reads without its script too. */
void jy_page_add(struct jb_buf *out, const struct jy_watch_board *board);
/* What stands in its <main>, which the script puts there when the board has changed. */
void jy_page_add_main(struct jb_buf *out, const struct jy_watch_board *board);

#endif
