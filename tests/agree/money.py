#!/usr/bin/env python3
"""Random agreements, worked out a second time with exact rationals and compared to the last cent.

money.py JOURNEY COUNT [SEED] makes COUNT agreements over two years of made-up monthly figures, lets the
program JOURNEY evaluate them, and works out every account anew from the rules of the manual (S7, S13,
S21 to S29) with Python's fractions. It shares no code and no float with the program. The first
agreement that differs is kept in a folder that is named, and the exit status is 1.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction as F

BATCH = 40  # a row is looked at for every guarantee of its file
MONTHS = 24
FIRST_YEAR = 2024
CURRENCIES = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3}


def month_name(index):
    return f"{FIRST_YEAR + index // 12}-{index % 12 + 1:02}"


def quarter_name(index):
    return f"{FIRST_YEAR + index // 4}-Q{index % 4 + 1}"


def decimal(value, places=6):
    """A fraction of a power of ten as the language writes it."""
    text = f"{value * 10 ** places // 1}"
    sign = "-" if text.startswith("-") else ""
    text = text.lstrip("-").rjust(places + 1, "0")
    whole, part = text[:-places], text[-places:].rstrip("0")
    return sign + whole + ("." + part if part else "")


def percent(value):
    return decimal(value * 100) + "%"


def round_to(value, step, mode):
    quotient = abs(value) / step
    whole, rest = quotient.numerator // quotient.denominator, quotient % 1
    if mode == "half up":
        whole += rest >= F(1, 2)
    elif mode == "half even":
        whole += rest > F(1, 2) or (rest == F(1, 2) and whole % 2 == 1)
    elif mode == "always up":
        whole += rest > 0
    return (-1 if value < 0 else 1) * whole * step


def cents(value, decimals):
    return round_to(value, F(1, 10 ** decimals), "half up")


class Range:
    """`at least A and below B` and its relatives, over shares."""

    def __init__(self, low, low_in, high, high_in):
        self.low, self.low_in, self.high, self.high_in = low, low_in, high, high_in

    def holds(self, value):
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below

    def text(self):
        low = None if self.low is None else ("at least " if self.low_in else "above ") + percent(self.low)
        high = None if self.high is None else ("at most " if self.high_in else "below ") + percent(self.high)
        if low and high and self.low_in and self.high_in:
            return percent(self.low) + " to " + percent(self.high)
        if low and high and self.low_in == (not self.high_in):
            return low + " and " + high if self.low_in else f"above {percent(self.low)} and at most {percent(self.high)}"
        return low + " and " + high if low and high else low or high


class Guarantee:
    def __init__(self, rng, name, agreement):
        self.name, self.agreement = name, agreement
        self.better_higher = rng.random() < 0.7
        self.quarterly = rng.random() < 0.2
        self.step = rng.choice([None, F(1, 1000), F(1, 10000), F(1, 100)])
        self.mode = rng.choice(["half up", "half even", "down", "always up"])
        grid = self.step or F(1, 1000)
        mark = lambda low, high: F(rng.randint(int(low / grid), int(high / grid))) * grid
        if self.better_higher:
            self.expected = mark(F(80, 100), F(95, 100))
            self.minimum = self.expected - mark(F(2, 100), F(8, 100)) if rng.random() < 0.6 else None
        else:
            self.expected = mark(F(5, 100), F(20, 100))
            self.minimum = self.expected + mark(F(2, 100), F(8, 100)) if rng.random() < 0.6 else None
        self.weight = None
        self.pool = None
        self.points = []
        self.doubles = False
        self.payments = []
        self.bonuses = []
        self.overlap = None
        self.no_credits_before = None
        self.average = rng.choice([None] * 6 + [("mean of values", 2), ("pooled", 2), ("pooled", 3)])
        self.made = False
        self.earn_back = None
        self.bonus_unless = None
        self.choose_money(rng, mark)
        self.rows = [self.row(rng) for _ in range(MONTHS)]

    def row(self, rng):
        """good, whole; None: no row at all."""
        if rng.random() < 0.04:
            return None
        whole = rng.choice([20, 97, 200, 1000, 99991])
        spread = rng.choice([-10, -6, -3, -1, 0, 0, 1, 2, 5])
        target = float(self.expected) + spread / 100
        good = min(whole, max(0, int(whole * target)))
        if rng.random() < 0.3:
            good = int(self.expected * whole)
        return good, whole

    def sum_text(self, rng):
        """A sum of money as written, and a function from the bases of a period to its exact value."""
        kinds = ["fixed", "charges"]
        if self.agreement.at_risk is not None:
            kinds.append("risk")
        if self.weight is not None:
            kinds += ["weight"] * 3
        kind = rng.choice(kinds)
        if kind == "fixed":
            decimals = CURRENCIES[self.agreement.currency]
            amount = F(rng.randint(1, 5_000_000), 10 ** min(decimals, 2))
            return f"{self.agreement.currency} {decimal(amount)}", lambda base: amount * base["index"]
        share = F(rng.randint(1, 4000), 100_000)
        if kind == "weight":
            share = F(rng.randint(1, 100), 100)
        word = {"charges": "charges", "risk": "at risk", "weight": "weight"}[kind]
        return f"{percent(share)} of {word}", lambda base: share * base[kind]

    def choose_money(self, rng, mark):
        agreement = self.agreement
        if agreement.at_risk is not None and not self.quarterly and rng.random() < 0.6:
            self.weight = F(rng.randint(1, 100), 100)
            pool = rng.randrange(len(agreement.pools)) if agreement.pools else None
            if pool is not None and self.weight <= agreement.pool_left[pool] and rng.random() < 0.7:
                self.pool = pool
                agreement.pool_left[pool] -= self.weight
        style = rng.choice(["levels", "bands", "steps", "points", "levels"])
        if style == "points" and not agreement.table:
            style = "levels"
        if style == "levels":
            self.levels(rng)
        elif style == "bands":
            self.bands(rng, mark)
        elif style == "steps":
            self.steps(rng)
        else:
            self.points.append((rng.randint(1, 9), "expected"))
            if self.minimum is not None:
                self.points.append((self.points[0][0] + rng.randint(1, 20), "minimum"))
            self.doubles = rng.random() < 0.5
        if style != "points" and rng.random() < 0.3:
            self.bonus(rng, mark)
        if rng.random() < 0.15:
            self.no_credits_before = rng.randint(1, 6) * (3 if self.quarterly else 1)

    def levels(self, rng):
        text, worth = self.sum_text(rng)
        self.payments.append((f"credit {text} when expected missed", lambda v, w=worth: w if self.missed(v, "expected") else None))
        if self.minimum is not None:
            text, worth = self.sum_text(rng)
            self.payments.append((f"credit {text} when minimum missed", lambda v, w=worth: w if self.missed(v, "minimum") else None))
            self.overlap = rng.choice(["highest", "add"])

    def bands(self, rng, mark):
        """Bands from the expected level on downwards (or upwards), without a gap."""
        edge, overlap = self.expected, rng.random() < 0.3
        for number in range(rng.randint(1, 4)):
            text, worth = self.sum_text(rng)
            further = mark(F(1, 100), F(3, 100))
            last = rng.random() < 0.2
            if self.better_higher:
                band = Range(None if overlap or last else edge - further, True, edge, False)
                edge -= further
            else:
                band = Range(edge, False, None if overlap or last else edge + further, True)
                edge += further
            self.payments.append((f"credit {text} when {band.text()}", lambda v, w=worth, b=band: w if b.holds(v) else None))
            if last and not overlap:
                break
        if overlap and len(self.payments) > 1:
            self.overlap = rng.choice(["highest", "add"])

    def steps(self, rng):
        text, worth = self.sum_text(rng)
        level = "minimum" if self.minimum is not None and rng.random() < 0.3 else "expected"
        form = rng.choice(["full pp", "pro rata", "relative", "full relative"])
        size = F(rng.choice([1, 5, 10, 20]), 1000)
        cap_text, cap = self.sum_text(rng) if rng.random() < 0.5 else ("", None)
        step = size if "relative" not in form else size * getattr(self, level)
        written = decimal(size * 100) + ("pp" if "relative" not in form else "% of expected")
        if "relative" in form and level == "minimum":
            level = "expected"
            step = size * self.expected
        full = "full" in form
        words = ("full " if full else "") + written + ("" if full else " pro rata")
        line = f"credit {text} per {words} short of {level}" + (f", at most {cap_text}" if cap else "")

        def owed(value):
            if not self.missed(value, level):
                return None
            gap = abs(getattr(self, level) - value) / step
            count = F(gap.numerator // gap.denominator) if full else gap
            if count == 0:
                return None
            return lambda base: min(count * worth(base), cap(base)) if cap else count * worth(base)

        self.payments.append((line, owed))

    def bonus(self, rng, mark):
        text, worth = self.sum_text(rng)
        if self.better_higher:
            band = Range(self.expected + mark(F(1, 100), F(4, 100)), False, None, False)
            if band.low >= 1:
                return
        else:
            band = Range(None, False, self.expected - mark(F(1, 100), F(4, 100)), False)
            if band.high <= 0:
                return
        self.bonuses.append((f"bonus {text} when {band.text()}", lambda v, w=worth, b=band: w if b.holds(v) else None))

    def missed(self, value, level):
        bound = getattr(self, level)
        return value < bound if self.better_higher else value > bound

    def journey(self):
        lines = [f"  guarantee {self.name} {{", f"    measure {'good' if self.better_higher else 'bad'} in monthly.{self.name}"]
        if self.quarterly:
            lines.append("    every quarter in UTC")
        side = "at least" if self.better_higher else "at most"
        lines.append(f"    expected {side} {percent(self.expected)}")
        if self.minimum is not None:
            lines.append(f"    minimum {side} {percent(self.minimum)}")
        lines.append(f"    round to {decimal(self.step * 100)}pp {self.mode}" if self.step else "    never rounded")
        if self.weight is not None:
            of = f"pool {self.agreement.pools[self.pool][0]}" if self.pool is not None else "at risk"
            lines.append(f"    weight {percent(self.weight)} of {of}")
        if self.average:
            lines.append(f"    {self.average[0]} over {self.average[1]} periods, first alone")
        lines += ["    " + text for text, _ in self.payments + self.bonuses]
        if self.overlap:
            lines.append("    highest credit applies" if self.overlap == "highest" else "    credits add up")
        lines += [f"    points {number} when {level} missed" for number, level in self.points]
        if self.doubles:
            lines.append("    points double when missed the period before")
        if self.no_credits_before:
            lines.append(f"    no credits before {month_name(self.no_credits_before)}-01")
        if self.bonus_unless:
            lines.append(f"    no bonus unless {self.bonus_unless.name} met")
        if self.earn_back:
            count, part = self.earn_back
            lines.append(f"    credit returned when expected met in the {count} periods after it" +
                         (f", {percent(part)} of the credit" if part != 1 else ""))
        return lines + ["  }"]

    def figure(self, months):
        rows = [self.rows[m] for m in months]
        if any(row is None for row in rows) and len(months) == 1:
            return None
        rows = [row for row in rows if row is not None]
        if not rows:
            return None
        return F(sum(r[0] for r in rows), sum(r[1] for r in rows))

    def periods(self):
        return [range(q * 3, q * 3 + 3) for q in range(MONTHS // 3)] if self.quarterly else [[m] for m in range(MONTHS)]

    def values(self):
        """The compared value of every period, None where there is none (S21, S29)."""
        periods, found = self.periods(), []
        own = [self.figure(p) for p in periods]
        for i, value in enumerate(own):
            if value is not None and self.average:
                how, count = self.average
                back = range(i - count + 1, i + 1)
                if all(k >= 0 and own[k] is not None for k in back):
                    if how == "pooled":
                        value = self.figure([m for k in back for m in periods[k]])
                    else:
                        value = sum(own[k] for k in back) / count
            if value is not None and self.step:
                value = round_to(value, self.step, self.mode)
            found.append(value)
        return found


class Agreement:
    def __init__(self, rng, number):
        self.name = f"a{number}"
        self.currency = rng.choice(list(CURRENCIES))
        decimals = CURRENCIES[self.currency]
        self.charges = [(0, F(rng.randint(1, 90_000_000), 10 ** min(2, decimals)))]
        if rng.random() < 0.3:
            self.charges.append((rng.randint(1, 7) * 3, F(rng.randint(1, 90_000_000), 10 ** min(2, decimals))))
        self.at_risk = F(rng.randint(1, 30), 100) if rng.random() < 0.7 else None
        self.pools = []
        if self.at_risk is not None and rng.random() < 0.4:
            self.pools = [(f"p{k}", F(rng.randint(20, 150), 100)) for k in range(rng.randint(1, 3))]
        self.pool_left = [F(1) for _ in self.pools]
        self.table = []
        if rng.random() < 0.4:
            low = rng.randint(1, 4)
            for _ in range(rng.randint(1, 4)):
                high = low + rng.randint(1, 9)
                self.table.append((low, high, F(rng.randint(1, 20), 100)))
                low = high + 1
            self.table.append((low, None, F(rng.randint(20, 30), 100)))
        self.cap = rng.choice([None, "risk", "sum"]) if self.at_risk is not None else rng.choice([None, "sum"])
        self.cap_share = F(rng.randint(1, 40), 100)
        self.excess = rng.choice(["lapses", "carries forward"]) if self.cap else None
        self.offsets = rng.choice([None, "credits of the same period", "nothing"])
        self.settled = rng.random() < 0.3
        self.indexed = []
        for start in sorted(rng.sample([3, 6, 9, 12, 18], rng.choice([0, 0, 0, 1, 2]))):
            self.indexed.append((start, F(rng.randint(1, 99), 1000)))
        self.guarantees = [Guarantee(rng, f"g{number}_{k}", self) for k in range(rng.randint(1, 4))]
        for guarantee in self.guarantees:
            others = [g for g in self.guarantees if g is not guarantee and g.quarterly == guarantee.quarterly]
            if guarantee.bonuses and others and rng.random() < 0.3:
                guarantee.bonus_unless = rng.choice(others)
            if guarantee.payments and not self.cap and self.at_risk is None and rng.random() < 0.2:
                guarantee.earn_back = (rng.randint(1, 3), rng.choice([F(1), F(1, 2), F(123, 1000)]))

    def index(self, month, written=-1):
        """What amounts written for `written` on are multiplied by in a month."""
        factor = F(1)
        for start, by in self.indexed:
            factor *= 1 + by if written < start <= month else 1
        return factor

    def charge(self, month):
        start, amount = [step for step in self.charges if step[0] <= month][-1]
        return amount * self.index(month, start or -1)

    def journey(self):
        lines = [f"agreement {self.name} {{", "  between brand_b and partner_p",
                 f"  runs {FIRST_YEAR}-01-01 to {FIRST_YEAR + 1}-12-31", "  every month in UTC", "  part periods not judged",
                 f"  charges {self.currency} {decimal(self.charges[0][1])} every month" +
                 "".join(f", from {month_name(m)}-01 {self.currency} {decimal(a)}" for m, a in self.charges[1:])]
        if self.at_risk is not None:
            lines.append(f"  at risk {percent(self.at_risk)} of charges")
        lines += [f"  pool {name} {percent(share)} of at risk" for name, share in self.pools]
        if self.cap == "risk":
            lines.append(f"  credits at most the amount at risk, excess {self.excess}")
        elif self.cap:
            lines.append(f"  credits at most {percent(self.cap_share)} of charges, excess {self.excess}")
        lines += [f"  credit {percent(share)} of charges when points " + (f"{low} to {high}" if high else f"at least {low}") for low, high, share in self.table]
        if self.pools:
            lines.append("  pools may add up to more than 100%")
        if self.offsets:
            lines.append(f"  bonus offsets {self.offsets}")
        if self.settled:
            lines.append("  settled every quarter")
        lines += [f"  amounts indexed by {percent(by)} from {month_name(start)}-01" for start, by in self.indexed]
        for guarantee in self.guarantees:
            lines += guarantee.journey()
        return lines + ["}"]

    def base(self, guarantee, months):
        charges = sum(self.charge(m) for m in months)
        risk = self.at_risk * self.charge(months[-1]) if self.at_risk is not None else None
        base = {"charges": charges, "risk": risk, "index": self.index(months[0])}
        if guarantee and guarantee.weight is not None:
            pool = self.pools[guarantee.pool][1] * risk if guarantee.pool is not None else risk
            base["weight"] = guarantee.weight * pool
        return base

    def accounts(self):
        """One account a month, in exact money."""
        decimals = CURRENCIES[self.currency]
        credit, bonus, points, returned = ([F(0)] * MONTHS for _ in range(4))
        pooled = [[F(0)] * len(self.pools) for _ in range(MONTHS)]
        for guarantee in self.guarantees:
            before = False
            waiting = []  # credits that may be earned back: judged periods still to be met, amount
            other = guarantee.bonus_unless and guarantee.bonus_unless.values()
            for number, (months, value) in enumerate(zip(guarantee.periods(), guarantee.values())):
                month = months[-1]
                if value is None:
                    continue
                base = self.base(guarantee, months)
                owed = [worth(value) for _, worth in guarantee.payments]
                amounts = [cents(worth(base), decimals) for worth in owed if worth]
                if guarantee.overlap == "highest":
                    amounts = amounts and [max(amounts)]
                started = not guarantee.no_credits_before or months[0] >= guarantee.no_credits_before
                if started:
                    if guarantee.pool is None:
                        credit[month] += sum(amounts)
                    else:
                        pooled[month][guarantee.pool] += sum(amounts)
                missed = guarantee.missed(value, "expected")
                waiting = [] if missed else [(left - 1, amount) for left, amount in waiting]
                returned[month] += sum(cents(amount * guarantee.earn_back[1], decimals) for left, amount in waiting if left == 0)
                waiting = [item for item in waiting if item[0] > 0]
                if guarantee.earn_back and started:
                    waiting += [(guarantee.earn_back[0], sum(amounts))] if sum(amounts) else []
                owed = [worth(value) for _, worth in guarantee.bonuses]
                if other and (other[number] is None or guarantee.bonus_unless.missed(other[number], "expected")):
                    owed = []
                bonus[month] += sum(cents(worth(base), decimals) for worth in owed if worth)
                scored = max([n for n, level in guarantee.points if guarantee.missed(value, level)], default=0)
                if started:
                    points[month] += scored * (2 if guarantee.doubles and before else 1)
                before = missed
        found, carried = [], F(0)
        for month in range(MONTHS):
            base = self.base(None, [month])
            of_table = [cents(share * base["charges"], decimals) for low, high, share in self.table
                        if points[month] >= low and (high is None or points[month] <= high)]
            total = credit[month] + sum(of_table) + sum(pooled[month])
            within = credit[month] + sum(of_table) + sum(
                min(amount, cents(share * base["risk"], decimals)) for amount, (_, share) in zip(pooled[month], self.pools))
            cap = None
            limits = [base["risk"]] if self.at_risk is not None else []
            if self.cap == "sum":
                limits.append(self.cap_share * base["charges"])
            if limits:
                cap = min(cents(limit, decimals) for limit in limits)
            own = within if cap is None else min(within, cap)
            fitted = F(0) if cap is None else min(carried, cap - own)
            excess = within - own
            carried_out = carried - fitted + excess if self.excess == "carries forward" else F(0)
            lapsed = F(0) if self.excess == "carries forward" else excess
            if month == MONTHS - 1:
                lapsed, carried_out = lapsed + carried_out, F(0)
            applied = own + fitted
            offset = min(bonus[month], own) if self.offsets and "same" in self.offsets else bonus[month]
            found.append({"credits": total, "pooled": within, "applied": applied, "carried_out": carried_out,
                          "lapsed": lapsed, "bonus": offset,
                          "returned": returned[month], "points": points[month],
                          "net": applied - offset - returned[month]})
            carried = carried_out
        return found


SOURCE = '''brand brand_b
partner partner_p {
  delivery bpo
  appears in every row of monthly
}
source monthly {
  format csv
  covers given
  identify by month, service
  each row covers month of month zone UTC
  column month date as "%Y-%m-%d"
  column service text
  column good count
  column whole count
'''
METRICS = '''}
metric good {
  from monthly
  value share of sum good among sum whole
  better higher
}
metric bad {
  from monthly
  value share of sum good among sum whole
  better lower
}
'''


def write_batch(folder, agreements):
    guarantees = [g for a in agreements for g in a.guarantees]
    with open(os.path.join(folder, "money.journey"), "w") as out:
        out.write(SOURCE)
        out.writelines(f'  slice {g.name} where service is "{g.name}"\n' for g in guarantees)
        out.write(METRICS)
        for agreement in agreements:
            out.write("\n".join(agreement.journey()) + "\n")
    with open(os.path.join(folder, "monthly.csv"), "w") as out:
        out.write("month,service,good,whole\n")
        for g in guarantees:
            out.writelines(f"{month_name(m)}-01,{g.name},{row[0]},{row[1]}\n" for m, row in enumerate(g.rows) if row)


def run(journey, folder):
    command = [journey, "eval", os.path.join(folder, "money.journey"), "--data", "monthly=" + os.path.join(folder, "monthly.csv"),
               "--covers", f"monthly={FIRST_YEAR}-01-01..{FIRST_YEAR + 1}-12-31", "--rule", "all=off", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}\n{done.stderr[:3000]}")
    # Only the accounts are read: the report has all states of all measurements too.
    start = done.stdout.index('"accounts": [') + len('"accounts": ')
    return json.loads(done.stdout[start:done.stdout.index("\n  ]", start) + 4], parse_float=F, parse_int=F)


def compare(agreements, reported):
    """The first difference as a sentence, or None."""
    accounts = {(account["agreement"], account["period"]): account for account in reported}
    for agreement in agreements:
        for month, expected in enumerate(agreement.accounts()):
            found = accounts.get((agreement.name, month_name(month)))
            if found is None and any(expected.values()):
                return f"{agreement.name} {month_name(month)}: no account"
            if found is None:
                continue  # before the first verdict, or after the last
            for field, value in expected.items():
                if F(found[field]) != value:
                    return f"{agreement.name} {month_name(month)}: {field} is {found[field]}, by hand {decimal(value)}"
    return None


def main():
    journey, count = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    rng = random.Random(seed)
    for done in range(0, count, BATCH):
        agreements = [Agreement(rng, i) for i in range(done, min(done + BATCH, count))]
        with tempfile.TemporaryDirectory(prefix="journey-money-") as folder:
            write_batch(folder, agreements)
            differs = compare(agreements, run(journey, folder))
            if differs:
                kept = tempfile.mkdtemp(prefix="journey-money-differs-")
                write_batch(kept, agreements)
                sys.exit(f"{differs}\nkept in {kept}")
    print(f"{count} agreements, {MONTHS} months each: every account is the same")


if __name__ == "__main__":
    main()
