/*
 * Erlang C by way of the loss formula, whose recursion needs neither factorials nor powers:
 * B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)), and C(n) = B(n) / (1 - (a / n) (1 - B(n))).
 */
#include "stats/erlang.h"

#include <math.h>

static double next_loss(double loss, double load, uint32_t agents)
{
	return load * loss / (agents + load * loss);
}

static double wait_of_loss(double loss, double load, uint32_t agents)
{
	return agents > load ? loss / (1 - load / agents * (1 - loss)) : 1;
}

static double level_of_wait(double wait, double load, double handling, uint32_t agents,
			    double within)
{
	return agents > load ? 1 - wait * exp(-(agents - load) * within / handling) : 0;
}

double jrt_erlang_wait(double load, uint32_t agents)
{
	double loss = 1;

	for (uint32_t n = 1; n <= agents; n++)
		loss = next_loss(loss, load, n);
	return wait_of_loss(loss, load, agents);
}

double jrt_erlang_level(double load, double handling, uint32_t agents, double within)
{
	return level_of_wait(jrt_erlang_wait(load, agents), load, handling, agents, within);
}

double jrt_erlang_speed(double load, double handling, uint32_t agents)
{
	return agents > load ? jrt_erlang_wait(load, agents) * handling / (agents - load)
			     : INFINITY;
}

bool jrt_erlang_agents(double load, double handling, double within, double level, uint32_t *agents)
{
	double loss = 1;

	for (uint32_t n = 1; n <= JRT_ERLANG_AGENTS_MAX; n++) {
		double wait;

		loss = next_loss(loss, load, n);
		wait = wait_of_loss(loss, load, n);
		if (level_of_wait(wait, load, handling, n, within) < level)
			continue;
		*agents = n;
		return true;
	}
	return false;
}
