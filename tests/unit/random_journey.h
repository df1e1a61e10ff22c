/*
 * Journey programs made at random, free of errors: one to three journeys of up to 40 touchpoints,
 * every lane, personas, partners, agreements, flows with branches and loops, and labels of every
 * kind. The same seed gives the same program on every machine.
 */
#ifndef TESTS_RANDOM_JOURNEY_H
#define TESTS_RANDOM_JOURNEY_H

#include "base/buf.h"

struct random_journey {
	uint64_t seed;
	struct jb_buf *out;
	unsigned personas, channels, partners, metrics;
	unsigned touchpoints; /* of the journey being written */
	bool variants, flat;  /* flat: no scale, so no feeling has a number */
};

/* xorshift64 (Marsaglia 2003) */
static inline uint32_t random_below(struct random_journey *r, uint32_t below)
{
	r->seed ^= r->seed << 13;
	r->seed ^= r->seed >> 7;
	r->seed ^= r->seed << 17;
	return (uint32_t)((r->seed >> 16) % below);
}

static inline bool one_in(struct random_journey *r, uint32_t of)
{
	return random_below(r, of) == 0;
}

/* Written as they stand in a file: quotes and backslashes escaped. */
/* clang-format off */
static const char *const random_wild[] = {
	"",
	"x",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften",
	"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
	"お客様は電話でサポートセンターに連絡し、本人確認のために口座番号を三回伝えなければなりません。",
	"请在星期一早上九点之前到最近的服务中心办理手续",
	"고객이 상담원에게 다시 전화를 겁니다",
	"اتصل بالدعم الفني لأن الإنترنت لا يعمل منذ الصباح والعميل غاضب جدا",
	"שלום עולם, 3 פעמים ביום and then English again",
	"ลูกค้าโทรหาศูนย์บริการเพราะอินเทอร์เน็ตใช้งานไม่ได้ตั้งแต่เช้า",
	"ग्राहक ने तीसरी बार फ़ोन किया और फिर भी कोई उत्तर नहीं मिला",
	"Zàlgò té̱xt wìth̃ màny̌ mãrks̈ abové añd bèloẃ",
	"👩‍👩‍👧‍👦 family 👍🏽 thumb 🇩🇪🇫🇷 flags 🏳️‍🌈👩🏾‍🚀👨‍👩‍👧👩‍👩‍👧‍👦👍🏽🇩🇪🇫🇷👩‍👩‍👧‍👦",
	"<script>alert(1)</script>",
	"</text></svg><svg onload=\\\"alert(1)\\\">",
	"]]> <![CDATA[ x ]]> <!-- c --> <?pi?> &amp; &lt; &#60; &unknown;",
	"\\\\N \\\\G \\\\E \\\\T \\\\H \\\\L \\\\n \\\\l \\\\r \\\\\\\\ \\\\",
	"}; graph { a -- b [label=<x>]; } // /* \\\" + \\\"x\\\"",
	"<TABLE><TR><TD HREF='http://example.org'>cell</TD></TR></TABLE>",
	"https://example.org/a/very/long/address?with=parameters&and=more#and-a-fragment-behind-it",
	"javascript:alert(1) URL=http://example.org image=x.png %n%s%n $(id) `id` {{x}} ${x}",
	"He said \\\"no\\\", 'twice', and left",
	"It is a title of three hundred characters, which somebody who does not know when "
	"to stop has written into the card of one single touchpoint, with reasons, "
	"exceptions, afterthoughts and a proposal for how to go on from here, so that "
	"nobody will ever be able to say that it had not "
	"been written down: here!",
};
static const char *const random_words[] = {
	"call", "the", "customer", "waits", "for", "an", "engineer", "again", "verify", "identity",
	"e-mail", "survey", "refund", "not", "yet", "online", "Überprüfung", "naïve", "contract",
	"café", "on", "hold", "self-service", "9:30", "50 %", "internationalisation", "a", "I",
};
/* clang-format on */

#define RANDOM_COUNT(list) ((uint32_t)(sizeof(list) / sizeof *(list)))

static inline void add_label(struct random_journey *r)
{
	jb_buf_add_string(r->out, " \"");
	if (one_in(r, 3)) {
		jb_buf_add_string(r->out, random_wild[random_below(r, RANDOM_COUNT(random_wild))]);
	} else {
		uint32_t words = 1 + random_below(r, one_in(r, 6) ? 30 : 6);
		for (uint32_t i = 0; i < words; i++)
			jb_buf_printf(r->out, "%s%s", i > 0 ? " " : "",
				      random_words[random_below(r, RANDOM_COUNT(random_words))]);
	}
	jb_buf_add_byte(r->out, '"');
}

/* A statement with a label, or two with a comma. */
static inline void add_said(struct random_journey *r, const char *word, bool list)
{
	jb_buf_add_string(r->out, word);
	add_label(r);
	if (list && one_in(r, 3)) {
		jb_buf_add_byte(r->out, ',');
		add_label(r);
	}
}

static inline void end_line(struct random_journey *r)
{
	jb_buf_add_byte(r->out, '\n');
}

static inline void add_feeling(struct random_journey *r)
{
	static const char *const kind[] = {"feels", "feels", "feels", "peak", "trough"};
	static const char *const level[] = {"low", "medium", "high"};
	uint32_t which = random_below(r, RANDOM_COUNT(kind));
	bool apart = r->personas > 1 && one_in(r, 2);

	if (r->flat || one_in(r, 8)) {
		jb_buf_add_string(r->out, "feels frustration 3 of 5, hope\n");
		return;
	}
	for (unsigned i = 0; i < (apart ? r->personas : 1); i++) {
		jb_buf_printf(r->out, "%s %+d", kind[which], (int)random_below(r, 11) - 5);
		if (which < 3 && one_in(r, 4))
			jb_buf_printf(r->out, " then %+d", (int)random_below(r, 11) - 5);
		add_label(r);
		if (apart)
			jb_buf_printf(r->out, " by p%u", i);
		if (which >= 3)
			jb_buf_add_string(r->out,
					  one_in(r, 2) ? " about known" : " about known, gone");
		end_line(r);
	}
	if (one_in(r, 3)) {
		add_said(r, "pain", false);
		jb_buf_printf(r->out, " severity %s\n",
			      level[random_below(r, RANDOM_COUNT(level))]);
	}
}

static inline void add_lanes(struct random_journey *r)
{
	static const char *const lane[] = {"frontstage", "backstage", "support", "evidence",
					   "does",	 "thinks",    "quote",	 "opportunity"};
	static const char *const after[] = {"takes 5min to 9min", "takes 2 weeks",
					    "moment of truth"};

	for (uint32_t i = 0; i < RANDOM_COUNT(lane); i++) {
		if (!one_in(r, 4))
			continue;
		add_said(r, lane[i], i < 6);
		if (i < 3 && one_in(r, 3))
			add_said(r, " fails", false);
		if (i == 0 && one_in(r, 3))
			jb_buf_add_string(r->out, " moment of truth");
		end_line(r);
	}
	if (one_in(r, 6)) {
		add_said(r, "risk", false);
		add_said(r, " severity high mitigated by", false);
		end_line(r);
	}
	if (one_in(r, 6)) {
		add_said(r, "action", false);
		add_said(r, " about technology by 2027-03-31 owner", false);
		end_line(r);
	}
	if (one_in(r, 6)) {
		add_said(r, "empowered to", false);
		add_said(r, " accountable", false);
		end_line(r);
	}
	if (one_in(r, 3))
		jb_buf_printf(r->out, "%s\n", after[random_below(r, 2)]);
}

/* Ways to anywhere: back, on, and to itself. */
static inline void add_ways(struct random_journey *r, unsigned at)
{
	uint32_t ways = random_below(r, r->touchpoints > 1 ? 3 : 2),
		 target = random_below(r, r->touchpoints);

	for (uint32_t i = 0; i < ways; i++, target = (target + 1) % r->touchpoints) {
		jb_buf_printf(r->out, "%st%u", i > 0 ? ", " : "then ", target);
		if (one_in(r, 3))
			add_said(r, " when", false);
		if (one_in(r, 4))
			jb_buf_printf(r->out, " share %u%%", 1 + random_below(r, 50));
		if (one_in(r, 4))
			add_said(r, " carrying", false);
		if (one_in(r, 6))
			jb_buf_add_string(r->out, " by hand");
	}
	if (ways > 0)
		end_line(r);
	if (one_in(r, 8))
		jb_buf_add_string(r->out, "may repeat\n");
	if (one_in(r, 8))
		jb_buf_add_string(r->out, "may be left out\n");
	if (at > 0 && one_in(r, 10))
		jb_buf_printf(r->out, "recovers from t%u\n", random_below(r, at));
	if (r->variants && one_in(r, 6))
		jb_buf_printf(r->out, "only in v%u\n", random_below(r, 2));
}

static inline void add_criteria(struct random_journey *r, uint32_t most)
{
	for (uint32_t i = random_below(r, most + 1); i > 0; i--)
		jb_buf_printf(r->out, "success m%u at most %us every month\n", (i - 1) % r->metrics,
			      1 + random_below(r, 600));
}

static inline void add_touchpoint(struct random_journey *r, unsigned at)
{
	jb_buf_printf(r->out, "touchpoint t%u", at);
	add_label(r);
	jb_buf_add_string(r->out, " {\n");
	if (!one_in(r, 5))
		jb_buf_printf(r->out, "channel c%u\n", random_below(r, r->channels));
	if (!one_in(r, 5))
		jb_buf_printf(r->out, "delivered by %s%u\n", one_in(r, 3) ? "b" : "o",
			      random_below(r, r->partners));
	if (one_in(r, 4)) {
		add_said(r, "owner", false);
		end_line(r);
	}
	if (!one_in(r, 4))
		add_feeling(r);
	if (one_in(r, 4))
		jb_buf_add_string(r->out, "moment of truth\n");
	if (one_in(r, 3))
		jb_buf_add_string(r->out, "felt by m0\n");
	if (one_in(r, 3))
		jb_buf_add_string(r->out, "seen in s\n");
	add_lanes(r);
	add_criteria(r, 3);
	add_ways(r, at);
	jb_buf_add_string(r->out, "}\n");
}

static inline void add_journey(struct random_journey *r, unsigned number)
{
	unsigned at = 0;

	r->touchpoints = 1 + random_below(r, one_in(r, 4) ? 40 : 12);
	r->variants = one_in(r, 5);
	r->flat = one_in(r, 8);
	jb_buf_printf(r->out, "journey j%u", number);
	add_label(r);
	jb_buf_printf(r->out, " {\nbrand b0\nperiods in UTC\nscale %s\n",
		      r->flat ? "none" : "-5 to +5");
	for (unsigned i = 0; i < r->personas; i++)
		jb_buf_printf(r->out, "%sp%u", i > 0 ? ", " : "persona ", i);
	end_line(r);
	for (unsigned i = 0; r->variants && i < 2; i++) {
		jb_buf_printf(r->out, "variant v%u", i);
		add_label(r);
		end_line(r);
	}
	for (unsigned stage = 0; at < r->touchpoints; stage++) {
		unsigned upto = at + random_below(r, 7) + (stage > 4 ? 4 : 0);

		jb_buf_printf(r->out, "stage g%u", stage);
		add_label(r);
		jb_buf_add_string(r->out, " {\n");
		while (at < upto && at < r->touchpoints)
			add_touchpoint(r, at++);
		if (one_in(r, 4))
			add_criteria(r, 2);
		jb_buf_add_string(r->out, "}\n");
	}
	jb_buf_add_string(r->out, "}\n");
}

/* count of them: "WORD PREFIX0 LABEL { REST }" */
static inline void declare(struct random_journey *r, const char *word, char prefix, unsigned count,
			   const char *rest)
{
	for (unsigned i = 0; i < count; i++) {
		jb_buf_printf(r->out, "%s %c%u", word, prefix, i);
		add_label(r);
		jb_buf_printf(r->out, " {\n%s\n}\n", rest);
	}
}

static inline void add_agreement(struct random_journey *r, unsigned partner)
{
	jb_buf_printf(r->out, "agreement a%u", partner);
	add_label(r);
	jb_buf_printf(r->out,
		      " {\nbetween b0 and o%u\nruns 2026-01-01 to 2026-12-31\nevery month in UTC\n"
		      "part periods not judged\n",
		      partner);
	for (unsigned i = 0; i < r->metrics; i++) {
		if (one_in(r, 3))
			continue;
		jb_buf_printf(r->out, "guarantee g%u", i);
		add_label(r);
		jb_buf_printf(r->out,
			      " {\nmeasure m%u at j0\nexpected at most %us\nnever rounded\n}\n", i,
			      1 + random_below(r, 600));
	}
	jb_buf_add_string(r->out, "}\n");
}

static inline void random_journey(uint64_t seed, struct jb_buf *out)
{
	struct random_journey r = {.seed = (seed + 1) * UINT64_C(0x9e3779b97f4a7c15), .out = out};

	r.personas = 1 + random_below(&r, 3);
	r.channels = 1 + random_below(&r, 6);
	r.partners = 1 + random_below(&r, 4);
	r.metrics = 1 + random_below(&r, 3);
	declare(&r, "brand", 'b', r.partners, "promise \"Kept\"");
	declare(&r, "persona", 'p', r.personas, "goal \"Online again\"");
	declare(&r, "channel", 'c', r.channels, "kind voice");
	declare(&r, "partner", 'o', r.partners,
		one_in(&r, 2) ? "delivery bpo" : "delivery in_house");
	jb_buf_add_string(out, "source s {\nformat csv\ncolumn t timestamp\n"
			       "column w duration in seconds\ntime t\n}\n");
	declare(&r, "metric", 'm', r.metrics, "from s\nvalue mean of w\nbetter lower");
	jb_buf_add_string(out, "attribute known {\nmeasured by m0\n}\nattribute gone\n");
	for (unsigned i = 0; i < r.partners; i++)
		if (one_in(&r, 2))
			add_agreement(&r, i);
	for (unsigned i = 0, journeys = one_in(&r, 4) ? 3 : 1; i < journeys; i++)
		add_journey(&r, i);
}

#endif
