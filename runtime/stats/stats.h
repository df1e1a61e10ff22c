/*
 * The room of statistics: pure functions on counts and doubles, which know no metric, no plan and
 * no language. Whoever judges, finds or draws asks them; they decide nothing themselves.
 *
 *	interval.h    what one sample says: shares, net scores, means, counts, percentiles
 *	compare.h     what two samples say about their difference
 *	chart.h	      the limits of control charts: XmR, p, u, c
 *	behaviour.h   what a series says by its limits: special causes, capability of a target
 *	percentile.h  values at ranks of a histogram, exact
 *	erlang.h      calls that wait
 *
 * and below them density.h, beta.h, gamma.h and root.h: the distributions and their quantiles.
 *
 * What decides money without a confidence is exact and lives elsewhere. Doubles are right here:
 * quantiles of distributions are irrational, and an interval is an estimate by its nature. Each
 * header names the source of its formulas and the accuracy that its tests hold.
 */
#ifndef STATS_STATS_H
#define STATS_STATS_H

#include "stats/behaviour.h"
#include "stats/chart.h"
#include "stats/compare.h"
#include "stats/erlang.h"
#include "stats/interval.h"
#include "stats/percentile.h"

#endif
