/*
 * Erlang's delay formula (Erlang C): calls that come at random, are handled in exponentially
 * distributed time by n agents, and wait as long as it takes. Pure functions on doubles; they know
 * no metric and no plan. The load is in erlangs: arrivals a second times seconds of handling.
 *
 * Source: A. K. Erlang, "Løsning af nogle Problemer fra Sandsynlighedsregningen af Betydning for de
 * automatiske Telefoncentraler", Elektroteknikeren 13 (1917).
 */
#ifndef STATS_ERLANG_H
#define STATS_ERLANG_H

#include <stdbool.h>
#include <stdint.h>

/* More agents than that are not looked for. */
#define JRT_ERLANG_AGENTS_MAX 100000

/* The probability that a call has to wait; 1 where the agents do not exceed the load. */
double jrt_erlang_wait(double load, uint32_t agents);

/* The share of calls that are answered within `within` seconds, `handling` > 0 being the mean time
 * a call takes; 0 where the agents do not exceed the load, and the queue grows for ever. */
double jrt_erlang_level(double load, double handling, uint32_t agents, double within);

/* The mean wait of all calls in seconds; INFINITY where the queue grows for ever. */
double jrt_erlang_speed(double load, double handling, uint32_t agents);

/* The fewest agents with which at least the share `level` is answered within `within` seconds;
 * false where JRT_ERLANG_AGENTS_MAX do not do. */
bool jrt_erlang_agents(double load, double handling, double within, double level, uint32_t *agents);

#endif
