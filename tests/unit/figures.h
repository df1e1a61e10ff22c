/*
 * Figures and how people read them, in the scorecard as in pictures: one table for both. A blank
 * and a hyphen stand for whatever a medium has in their place.
 */
#ifndef TESTS_FIGURES_H
#define TESTS_FIGURES_H

#include "journey/plan.h"

/* Measured: num/den in the unit, at the usual precision and held against `limit` (of a threshold
 * "at least"; in the unit). */
static const struct {
	enum jrt_type type;
	int64_t num, den;
	double limit;
	const char *text;
} figures_measured[] = {
	{JRT_SHARE, 83, 100, 0.8, "83.0 %"},
	{JRT_SHARE, 831666, 1000000, 0.8, "83.2 %"},
	{JRT_SHARE, 1, 100, 0.8, "1.00 %"},
	{JRT_SHARE, 999, 10000, 0.8, "9.99 %"},
	{JRT_SHARE, 99999, 1000000, 0.8, "10.0 %"},
	{JRT_SHARE, 1, 10, 0.8, "10.0 %"},
	{JRT_SHARE, 0, 1, 0.8, "0.00 %"},
	{JRT_SHARE, -5, 100, 0.8, "-5.00 %"},
	{JRT_SHARE, 79996, 100000, 0.8, "79.996 %"},
	{JRT_SHARE, 8, 10, 0.8, "80.0 %"},
	{JRT_DURATION, 71, 1, 60, "71 s"},
	{JRT_DURATION, 131, 2, 60, "65.5 s"},
	{JRT_DURATION, 408417, 1000, 60, "6 min 48 s"},
	{JRT_DURATION, 480, 1, 60, "8 min"},
	{JRT_DURATION, 120049, 1000, 120, "120.05 s"},
	{JRT_DURATION, 12034, 1, 60, "3 h 21 min"},
	{JRT_DURATION, 216000, 1, 60, "2.5 days"},
	{JRT_MONEY, 12045, 10, 1000, "EUR 1,204.50"},
	{JRT_MONEY, -2, 1, 1000, "EUR -2.00"},
	{JRT_POINTS, 259, 10, 30, "25.9 points"},
	{JRT_POINTS, -259, 10, 30, "-25.9 points"},
	{JRT_COUNT, 12034, 1, 30, "12,034"},
	{JRT_COUNT, 5, 2, 30, "2.5"},
	{JRT_RATING, 13, 3, 4, "4.33"},
	{JRT_NUMBER, 1, 1, 4, "1.00"},
};

/* Declared: exactly, as short as it can be. */
static const struct {
	enum jrt_type type;
	double value;
	const char *text;
} figures_exact[] = {
	{JRT_SHARE, 0.8, "80 %"},
	{JRT_SHARE, 0.825, "82.5 %"},
	{JRT_SHARE, -0.05, "-5 %"},
	{JRT_DURATION, 20, "20 s"},
	{JRT_DURATION, 71.5, "71.5 s"},
	{JRT_DURATION, 90, "90 s"},
	{JRT_DURATION, 480, "8 min"},
	{JRT_DURATION, 500, "8 min 20 s"},
	{JRT_DURATION, 9000, "2 h 30 min"},
	{JRT_DURATION, 3600, "1 h"},
	{JRT_DURATION, 86400, "24 h"},
	{JRT_DURATION, 7.0 * 86400, "7 days"},
	{JRT_DURATION, 1234.5, "1,234.5 s"},
	{JRT_DURATION, 0, "0 s"},
	{JRT_MONEY, 2.5, "EUR 2.5"},
	{JRT_MONEY, 1204, "EUR 1,204"},
	{JRT_POINTS, 30, "30 points"},
	{JRT_COUNT, 1000000, "1,000,000"},
};

#endif
