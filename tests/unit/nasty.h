/*
 * Labels that break pictures: every one must stay inside its card, and may be nothing but text in
 * every format.
 */
#ifndef TESTS_NASTY_H
#define TESTS_NASTY_H

#include "broadband.h"

/* The layout splits letters of several code points anew each time. */
/* clang-format off */
static const char *const nasty_labels[] = {
	"",
	" ",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
	"https://example.org/a/very/long/address?with=parameters&and=more#and-a-fragment-behind-it",
	"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
	"お客様は電話でサポートセンターに連絡し、本人確認のために口座番号を三回伝えなければなりませ"
	"ん。",
	"👩‍👩‍👧‍👦👍🏽🇩🇪🇫🇷 family, thumb, flags "
	"👩‍👩‍👧‍👦👍🏽🇩🇪🇫🇷👩‍👩‍👧‍👦👍🏽🇩🇪🇫🇷👩‍👩‍👧‍👦"
	"👍"
	"🏽"
	"🇩"
	"🇪"
	"🇫"
	"🇷",
	"اتصل بالدعم الفني لأن الإنترنت لا يعمل منذ الصباح والعميل غاضب جدا",
	"שלום עולם \xe2\x80\xae evil override \xe2\x80\xac and the rest",
	"Z\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87"
	"a\xcc\x80\xcc\x81\xcc\x82\xcc\x83lgo\xcc\x80\xcc\x81\xcc\x82\xcc\x83 text\xcc\x80\xcc\x81",
	"<script>alert(1)</script>",
	"]]> <![CDATA[ x ]]> <!-- c --> <?pi?> &amp; &lt; &#60; &unknown;",
	"\" onload=\"alert(1)\" x='y'",
	"<b>bold</b><TABLE><TR><TD>html</TD></TR></TABLE>",
	"\\N \\G \\E \\T \\H \\L \\n \\l \\r \\\\ \\",
	"C:\\Windows\\System32\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\",
	"control \x01\x02\x1b[31m\x7f \t tab \r\n line",
	"bad utf-8 \xff\xfe\xc3\x28 \xed\xa0\x80 end\xe2\x82",
	"\xef\xbb\xbf mark, \xef\xbf\xbf not a character, "
	"\u00a0no\u00a0break\u00a0blanks\u00a0everywhere\u00a0here",
	"}; graph { a -- b [label=<x>]; } // /* \" + \"x\"",
	"javascript:alert(1) URL=http://example.org image=x.png %n%s%n",
	"It is a title of three hundred characters, which somebody who does not know when to stop "
	"has written "
	"into the card of one single touchpoint, with reasons, exceptions, afterthoughts and a "
	"proposal for how "
	"to go on from here, so that nobody will ever be able to say that it had not been written "
	"down: here!",
};
/* clang-format on */
#define NASTY_COUNT (sizeof nasty_labels / sizeof *nasty_labels)

/* The broadband journey with one of the labels wherever text can stand. */
static inline struct broadband *nasty_new(struct jb_arena *arena, size_t which)
{
	struct broadband *b = broadband_new(arena);
	struct jb_text label = jb_text_of(nasty_labels[which]);
	b->journey.decl.title = b->brand[0].promise = b->persona.decl.title = label;
	b->brand[0].decl.title = b->partner[0].decl.title = b->partner[1].decl.title = label;
	for (int i = 0; i < 4; i++)
		b->stage[i].decl.title = label;
	for (int i = 0; i < 9; i++) {
		b->touchpoint[i].decl.title = b->touchpoint[i].owner = label;
		b->feeling[i].words = label;
	}
	for (int i = 0; i < 6; i++)
		b->channel[i].decl.title = label;
	for (int i = 0; i < 5; i++) {
		b->metric[i].decl.title = label;
		b->verdict[i].period = label;
	}
	b->verdict[1].value = b->verdict[2].threshold = label;
	for (int i = 0; i < 3; i++)
		b->pain[i].text = b->pain[i].severity = label;
	b->lane[0].text = b->lane[1].text = b->overlay.delivered_caption = label;
	broadband_lanes(b, label);
	if (which % 2 == 1)
		broadband_two(b, label);
	return b;
}

#endif
