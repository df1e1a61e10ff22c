/*
 * Makes up contact records for the benchmark: a year of them in the order of time, two partners,
 * four channels, durations with a long tail, texts with quotes, commas, line ends and letters
 * beyond ASCII. The same arguments give the same bytes on every machine: there is no floating
 * point.
 *
 *	make-contacts ROWS SEED [SPOILT-PER-MILLION [MANIFEST]] > contacts.csv
 *
 * So many rows in a million are spoilt in one of eight ways, the others stay as they were. The
 * manifest names each spoilt row and its way.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define YEAR_SECONDS (365 * 86400)

/* Two streams of numbers, so that spoiling changes nothing else. */
static uint64_t state, spoiling;

static uint32_t next(uint64_t *stream)
{
	uint64_t x = *stream += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((x ^ (x >> 31)) >> 32);
}

static uint32_t below(uint32_t count)
{
	return (uint32_t)((uint64_t)next(&state) * count >> 32);
}

/* True so many times in a thousand. */
static int often(uint32_t permille)
{
	return below(1000) < permille;
}

/* Around `middle`, with a tail: a few doublings and halvings, and something between. */
static uint32_t about(uint32_t middle)
{
	uint32_t bits = next(&state), steps = 0;

	for (int i = 0; i < 6; i++)
		steps += bits >> i & 1;
	uint64_t value = (uint64_t)middle << steps >> 3;
	return (uint32_t)(value * (768 + below(512)) / 1024);
}

static const char *const partner[] = {"Northstar BPO", "Meridian Gig CX"};
static const char *const site[] = {"Manila", "Cebu", "Bogota", "Cape Town", "Krakow", "Tallinn"};
static const char *const queue[] = {"billing", "technical", "sales", "retention", "moves"};
static const char *const channel[] = {"voice", "chat", "email", "social"};
static const char *const note[] = {"Solved at once",	  "Passed to the second line",
				   "Will be called back", "Refund sent",
				   "Password set anew",	  "Nothing to do",
				   "Order looked up",	  "Delivery moved"};
static const char *const odd_note[] = {"\"Refund sent, half of it\"",
				       "\"Says \"\"third call this week\"\"\"",
				       "Clôture après rappel",
				       "\"Zwrot wysłany, klient zadowolony\"",
				       "\"First line\nsecond line, with a comma\"",
				       "\"\"\"Urgent\"\" it says\""};

struct contact {
	uint64_t number;
	uint32_t second, partner, site, queue, channel, agent, customer;
	int answered, transferred, resolved;
	uint32_t wait, talk, hold, wrap, csat, nps, effort, quality, cost;
	const char *note;
};

/* One in six comes back soon: a customer of lately. */
static uint32_t pick_customer(uint64_t rows)
{
	static uint32_t lately[1024], seen;
	uint32_t customer = below((uint32_t)(rows / 3 + 1));

	if (seen > 64 && often(165))
		customer = lately[below(seen < 1024 ? seen : 1024)];
	lately[seen++ % 1024] = customer;
	return customer;
}

static void answer(struct contact *c)
{
	static const uint32_t talk[] = {280, 420, 360, 210};

	c->talk = about(talk[c->channel]);
	c->hold = c->channel == 0 && often(320) ? about(45) : 0;
	c->wrap = about(c->channel == 0 ? 55 : 35);
	c->transferred = often(c->partner ? 130 : 85);
	c->resolved = often(c->transferred ? 420 : 730);
	if (often(160))
		c->csat = 1 + (below(100) < (c->resolved ? 80u : 40u) ? 3 + below(2) : below(3));
	if (often(120))
		c->nps = 1 + (c->resolved ? 5 + below(6) : below(9));
	if (often(60))
		c->effort = 1 + below(7);
	if (often(40))
		c->quality = 700 + below(300);
}

static struct contact make(uint64_t number, uint64_t rows)
{
	static const uint32_t wait[] = {12, 18, 5400, 1800};
	struct contact c = {.number = number};

	c.second = (uint32_t)((unsigned __int128)number * YEAR_SECONDS / rows);
	c.partner = often(620) ? 0 : 1;
	c.site = c.partner * 3 + below(3);
	c.queue = below(5);
	uint32_t part = below(100);
	c.channel = part < 48 ? 0 : part < 76 ? 1 : part < 93 ? 2 : 3;
	c.agent = c.site * 400 + below(300);
	c.customer = pick_customer(rows);
	c.wait = about(wait[c.channel]);
	c.answered = c.channel > 1 || !often(c.wait > 90 ? 300 : 25);
	if (c.answered)
		answer(&c);
	c.note = often(850) ? note[below(8)] : odd_note[below(6)];
	c.cost = 30 + (c.talk + c.hold + c.wrap) * (c.partner ? 22 : 31) / 60;
	return c;
}

/* ---- writing ---- */

static void put_time(uint32_t second, const char *zone)
{
	static const uint32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	uint32_t day = second / 86400, month = 0;

	while (day >= days[month])
		day -= days[month++];
	printf("2025-%02u-%02uT%02u:%02u:%02u%s", month + 1, day + 1, second / 3600 % 24,
	       second / 60 % 60, second % 60, zone);
}

/* An optional number, stored one too high. */
static void put_optional(uint32_t value)
{
	if (value)
		printf("%u", value - 1);
	putchar(',');
}

static const char *yes(int flag)
{
	return flag ? "true" : "false";
}

/* The ways of spoiling, from 1. */
enum spoilt {
	SOUND,
	NO_TIME,
	FOREIGN_TIME,
	NO_NUMBER,
	CUT_OFF,
	OFF_SCALE,
	OPEN_QUOTE,
	NO_UTF_8,
	JOINED
};
static const char *const spoilt_name[] = {"",
					  "no time",
					  "a foreign way of writing a time",
					  "no number",
					  "cut off",
					  "off the scale",
					  "a quote left open",
					  "no UTF-8",
					  "two columns joined"};

static void put(const struct contact *c, enum spoilt way)
{
	printf("C%09" PRIu64 ",%s,%s,%s,%s,A%05u,U%08u%s", c->number, partner[c->partner],
	       site[c->site], queue[c->queue], channel[c->channel], c->agent, c->customer,
	       way == JOINED ? " " : ",");
	if (way == NO_TIME)
		printf("2025-13-45T99:99:99Z");
	else if (way == FOREIGN_TIME)
		printf("13/02/2025 10:31");
	else
		put_time(c->second, c->partner ? "+00:00" : "Z");
	printf(",%s,%s,", yes(c->answered), yes(!c->answered));
	if (way == NO_NUMBER)
		printf("n/a,");
	else
		printf("%u,", c->wait);
	printf("%u", c->talk);
	if (way == CUT_OFF) {
		putchar('\n');
		return;
	}
	printf(",%u,%u,%s,%s,", c->hold, c->wrap, yes(c->transferred), yes(c->resolved));
	put_optional(way == OFF_SCALE ? 10 : c->csat ? c->csat + 1 : 0);
	put_optional(c->nps);
	put_optional(c->effort ? c->effort + 1 : 0);
	if (c->quality)
		printf("%u.%u", c->quality / 10, c->quality % 10);
	printf(",%s,%u.%02u\n",
	       way == OPEN_QUOTE ? "\"Left open, a note"
	       : way == NO_UTF_8 ? "Caf\xe9 \xff\xfe"
				 : c->note,
	       c->cost / 100, c->cost % 100);
}

int main(int count, char **argument)
{
	if (count < 3) {
		fprintf(stderr, "usage: make-contacts ROWS SEED [SPOILT-PER-MILLION [MANIFEST]]\n");
		return 2;
	}
	uint64_t rows = strtoull(argument[1], NULL, 10), seed = strtoull(argument[2], NULL, 10);
	uint32_t spoilt = count > 3 ? (uint32_t)strtoul(argument[3], NULL, 10) : 0;
	FILE *manifest = count > 4 ? fopen(argument[4], "w") : NULL;

	state = seed * UINT64_C(0x1234567) + 99;
	spoiling = seed * UINT64_C(77777) + 5;
	printf("contact_id,partner,site,queue,channel,agent_id,customer_id,offered_at,answered,"
	       "abandoned,wait_seconds,talk_seconds,hold_seconds,wrap_seconds,transferred,"
	       "resolved,csat,nps,ces,qa_score,disposition,cost\n");
	for (uint64_t number = 0; number < rows; number++) {
		struct contact contact = make(number, rows);
		enum spoilt way = SOUND;

		if (spoilt && next(&spoiling) % 1000000 < spoilt)
			way = (enum spoilt)(1 + next(&spoiling) % 8);
		if (way != SOUND && manifest)
			fprintf(manifest, "C%09" PRIu64 ",%s\n", number, spoilt_name[way]);
		put(&contact, way);
	}
	return (manifest && fclose(manifest) != 0) || fflush(stdout) != 0;
}
