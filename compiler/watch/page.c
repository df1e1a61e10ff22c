/*
 * The board as HTML, see page.h.
 */
#include "watch/page.h"

static void add_state(struct jb_buf *out, const struct jy_watch_board *board)
{
	const char *state = board->stale && board->count
				    ? "The file has mistakes: this is the last picture without"
			    : board->stale ? "The file has mistakes"
			    : board->count ? "Up to date"
					   : "Drawing …";

	jb_buf_printf(out, "<p id=\"state\" class=\"%s\" role=\"status\">%s</p>\n",
		      board->stale ? "stale" : "fresh", state);
}

static void add_picture(struct jb_buf *out, const struct jy_watch_board *board, size_t number)
{
	const struct jy_watch_picture *picture = &board->picture[number];

	jb_buf_printf(out, "<section class=\"%s\">\n<h2>", board->stale ? "stale" : "fresh");
	jb_buf_add_xml(out, picture->title);
	jb_buf_printf(out,
		      "</h2>\n<object type=\"image/svg+xml\" data=\"/pictures/%zu.svg?%llu\" "
		      "aria-label=\"",
		      number + 1, (unsigned long long)board->number);
	jb_buf_add_xml(out, picture->title);
	jb_buf_printf(out,
		      "\"></object>\n<p><a href=\"/pictures/%zu.svg\">The picture by "
		      "itself</a></p>\n</section>\n",
		      number + 1);
}

void jy_page_add_main(struct jb_buf *out, const struct jy_watch_board *board)
{
	add_state(out, board);
	if (board->said.size > 0) {
		jb_buf_printf(out, "<pre id=\"said\"%s>", board->stale ? " role=\"alert\"" : "");
		jb_buf_add_xml(out, board->said);
		jb_buf_add_string(out, "</pre>\n");
	}
	for (size_t i = 0; i < board->count; i++)
		add_picture(out, board, i);
}

void jy_page_add(struct jb_buf *out, const struct jy_watch_board *board)
{
	jb_buf_add_string(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
			       "<meta charset=\"utf-8\">\n"
			       "<meta name=\"viewport\" content=\"width=device-width\">\n"
			       "<link rel=\"icon\" href=\"data:,\">\n"
			       "<link rel=\"stylesheet\" href=\"/style.css\">\n"
			       "<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>\n"
			       "<title>");
	jb_buf_add_xml(out, board->name);
	jb_buf_add_string(out, "</title>\n</head>\n<body>\n<header>\n<h1>");
	jb_buf_add_xml(out, board->name);
	jb_buf_add_string(out, "</h1>\n<button id=\"fit\" type=\"button\" aria-pressed=\"true\" "
			       "hidden>Fit to window</button>\n"
			       "<p id=\"lost\" role=\"alert\" hidden>The program has ended: this "
			       "page changes no more</p>\n</header>\n");
	jb_buf_printf(out, "<main data-number=\"%llu\">\n", (unsigned long long)board->number);
	jy_page_add_main(out, board);
	jb_buf_add_string(out, "</main>\n<script src=\"/script.js\"></script>\n</body>\n</html>\n");
}
