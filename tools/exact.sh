#!/bin/sh
# Names the files on the way of money and has tools/exact.awk hold them: from the amounts and thresholds of a contract
# as they are read, through the plan, the comparison that decides, the settlement and its exact numbers, to every form
# in which an account is written. `--list` only names them.
set -eu

cd "$(dirname "$0")/.."
files=$(
	for name in include/journey/model_money.h include/journey/plan_money.h include/journey/settlement.h \
		runtime/settle/*.[ch] \
		runtime/base/big.[ch] runtime/base/number.h runtime/base/number_*.c runtime/base/ratio.c runtime/base/wide.c \
		runtime/judge/verdict.c \
		compiler/model/money*.[ch] compiler/model/dump_money.c compiler/model/agreement*.c compiler/model/amend*.c \
		compiler/model/band*.[ch] compiler/model/caps.c compiler/model/fees.c compiler/model/guarantee*.c \
		compiler/model/literals.c compiler/model/payments.c compiler/model/relief.c compiler/model/remedies.c \
		compiler/model/rounding.c compiler/model/thresholds.c compiler/model/volumes.c compiler/model/weights.c \
		compiler/plan/money*.[ch] compiler/plan/dump_money.c compiler/plan/agreements.c compiler/plan/reliefs.c \
		compiler/plan/volumes.c \
		runtime/report/*money*.[ch]; do
		# Writes doubles for statistics; no file of this list calls it.
		test "$name" = runtime/base/number_double.c || printf '%s\n' "$name"
	done
)
if test "${1:-}" = --list; then
	printf '%s\n' "$files"
else
	# shellcheck disable=SC2086 # names without blanks
	LC_ALL=C awk -f tools/c-code.awk -f tools/exact.awk $files
fi
