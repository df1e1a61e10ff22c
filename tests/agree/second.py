#!/usr/bin/env python3
"""Figures counted a second time: random programs of the simpler kind, each figure worked out anew from the same rows.

second.py JOURNEY COUNT [SEED] makes COUNT programs over random data, lets the program JOURNEY measure each, and counts
for itself what the manual says: fates of rows, three-valued conditions (S9), months of a zone (S2), slices, look-ahead
(S4 to S8), sums, shares, means, net scores, percentiles (S30), how many rows were unusable and how many not due. It
shares no code and no float with the program. The first program with another figure is kept in a folder that is
named, and the exit status is 1.
"""
import collections
import datetime
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from fractions import Fraction as F
from zoneinfo import ZoneInfo

sys.dont_write_bytecode = True
from made_columns import EPOCH, SECOND  # noqa: E402 (no folder of compiled modules is left behind)
from made_program import Source  # noqa: E402
from made_rows import file_bytes  # noqa: E402
from made_terms import Term  # noqa: E402

FIRST_DAY = (2026, 1, 1)
LAST_DAY = (2026, 6, 30)
WITHIN = {"7 days": 7 * 86400, "1 day": 86400, "2h": 7200, "30 days": 30 * 86400}
PERCENTILES = [10, 50, 75, 90, 99]


class Simple(Source):
    """A source whose rules this script can carry out: no identity, one month in one zone."""

    def make_windows(self):
        rng, terms, self.ahead = self.rng, self.terms, {}
        for n in range(rng.choice([0, 1, 2])):
            by = rng.sample(["customer", "agent", "site"], rng.choice([1, 1, 2]))
            among = self.valued(lambda: terms.condition(1)) if rng.random() < 0.5 else None
            within = rng.choice(list(WITHIN))
            name = f"again_{n}"
            self.let(name, f"again by {', '.join(by)}{f' among {among.text}' if among else ''} within {within}")
            self.ahead[name] = (by, among, WITHIN[within] * SECOND)
        terms.windows = [Term(name, lambda row, name=name: row[name]) for name in self.ahead]

    def make_lets(self):
        rng, terms = self.rng, self.terms
        for n in range(rng.randint(0, 3)):
            term = self.valued(lambda: terms.condition(2))
            self.let(f"is_{n}", term.text)
            terms.conditions.append(Term(f"is_{n}", term.value))
        if terms.duration() and rng.random() < 0.5:
            term = self.valued(terms.duration)
            self.let("long", term.text)
            terms.durations.append(Term("long", term.value))
        self.make_windows()

    def make_rules(self):
        rng, terms = self.rng, self.terms
        self.identity, self.period, self.shape.stop = None, "every month", False
        self.covers = "  covers 2026-01-01 to 2026-06-30"
        self.ignore = [self.valued(lambda: terms.condition(1)) for _ in range(rng.choice([0, 0, 1, 2]))]
        self.requires = []
        for _ in range(rng.choice([0, 0, 1, 2])):
            fate = rng.choice(["reject row", "warn", "make COLUMN missing"])
            column = rng.choice([c.name for c in self.columns if c.name not in ("id", "at")])
            self.requires.append((self.valued(lambda: terms.condition(1)), fate, column))
        self.statements = [f"  ignore where {term.text}" for term in self.ignore]
        self.statements += [f"  require {term.text} else {fate.replace('COLUMN', column)}" for term, fate, column in self.requires]
        self.parts = [Term("all", lambda row: True)]
        for n in range(rng.randint(0, 3)):
            term = self.valued(lambda: terms.condition(1))
            self.slices.append(f"s{n}")
            self.ends.append(f"  slice s{n} where {term.text}")
            self.parts.append(Term(f"s{n}", term.value))

    def read_rows(self, count):
        """Rows as the file has them, with the texts they are written as, known as the reader is to know them."""
        rows = self.make_rows(count)
        zone = ZoneInfo(self.at.zone)
        for row in rows:
            if (EPOCH + datetime.timedelta(microseconds=row["at"])).astimezone(zone).fold:
                row["at"] -= 3 * 3600 * SECOND
            for c in self.columns:
                if row[c.name] is None and c.kind == "text" and not c.missing:
                    row[c.name] = c.words[0]
                text = c.write(row[c.name])
                row["text " + c.name] = text
                if text in c.missing or (text == "" and c.kind != "text"):
                    row[c.name] = None
                elif c.kind == "text":
                    row[c.name] = unicodedata.normalize("NFC", text)
        return rows

    def bytes_of(self, rows):
        rng = self.rng
        header = self.layout() if hasattr(self, "fixed") else self.new_header()
        junk = ["", "x", "junk, with comma", '"', "7", "Ünï"]
        names = {c.header: "text " + c.name for c in self.columns}
        lines = [[row[names[h]] if h in names else rng.choice(junk) for h in header] for row in rows]
        return file_bytes(rng, self.shape, header, lines, 0)


# ---- what each figure keeps ----

Figure = collections.namedtuple("Figure", "name text among a b of least windows")


def figures_of(rng, source):
    terms, made = source.terms, []

    def condition():
        return source.valued(lambda: terms.condition(1, ahead=True))

    everything = Term("all", lambda row: True)
    for n in range(rng.randint(3, 9)):
        form = rng.choice(["count", "share", "share", "sum", "mean", "net", "percentile", "approximate", "max", "distinct"])
        among = everything if rng.random() < 0.3 else condition()
        a = b = None
        least = "50%"
        tail = "" if among is everything else f" among {among.text}"
        if form == "count":
            text, least = f"count of {among.text}", "1"
        elif form == "share":
            a = condition()
            text = f"share of {a.text} among {among.text}"
        elif form == "net":
            a, b = condition(), condition()
            text, least = f"net of {a.text} against {b.text} among {among.text}", "0 points"
        elif form == "distinct":
            c = rng.choice(terms.of("text"))
            a, text, least = terms.column(c), f"distinct of {c.name}{tail}", "1"
        else:
            quantity = terms.quantity()
            while quantity and not quantity[0].value:
                quantity = terms.quantity()
            if not quantity or (form == "sum" and quantity[1] == "rating"):
                continue
            a, _, least = quantity
            of = f"percentile {rng.choice(PERCENTILES)}"
            of = {"percentile": of, "approximate": f"approximate {of}"}.get(form, form)
            text = f"{of} of {a.text}{tail}"
        texts = text.replace("(", " ").replace(")", " ").split()
        made.append(Figure(f"m{n}", text, among, a, b, form, least, [w for w in source.ahead if w in texts]))
    return made


def weigh(figure, row, due):
    """out, in, unusable or not due (S6, S9), and whether a and b hold or what a is."""
    inside = figure.among.value(row)
    if inside is False:
        return "out", None
    a = figure.a.value(row) if figure.a else True
    b = figure.b.value(row) if figure.b else True
    if not due:
        return "not_due", None
    if inside is None or a is None or b is None:
        return "unusable", None
    return "in", (a, b)


def three_digits(value):
    """The nearest number of three digits, halves away from zero; none is finer than a millionth."""
    millionths = abs(value) * 10**6
    step = F(10) ** max(0, len(str(int(millionths))) - 3)
    return (1 if value >= 0 else -1) * int(millionths / step + F(1, 2)) * step / 10**6


def add_up(figure, rows, due):
    found = collections.Counter()
    values = []
    for row in rows:
        use, what = weigh(figure, row, due(figure, row))
        found[use] += 1
        if use == "in":
            values.append(what)
    n = len(values)
    form, out = figure.of, {"n": n, "unusable": found["unusable"], "not_due": found["not_due"]}
    if form == "count":
        out["num"] = n
    elif form in ("share", "net"):
        out["num"] = sum(a for a, _ in values) - (sum(b for _, b in values) if form == "net" else 0)
        out["den"] = n
    elif form in ("sum", "mean"):
        out["num"] = sum((a for a, _ in values), F(0))
        if form == "mean":
            out["den"] = n
    elif form == "distinct":
        out["num"] = len({a for a, _ in values})
    elif n and form == "max":
        out["value"] = max(a for a, _ in values)
    elif n and form in ("percentile", "approximate"):
        p = int(figure.text.split("percentile ")[1].split()[0])
        values = sorted(three_digits(a) if form == "approximate" else a for a, _ in values)
        out["value"] = values[max(0, -(-n * p // 100) - 1)] if n * (100 - p) >= 100 else None
    return out


# ---- what becomes of the rows ----

def month_of(moment, zone):
    local = (EPOCH + datetime.timedelta(microseconds=moment)).astimezone(zone)
    return f"{local.year}-{local.month:02}"


def live_rows(source, rows, tally):
    live = []
    for row in rows:
        if any(term.value(row) is True for term in source.ignore):
            tally["ignored"] += 1
            continue
        unmet = [(fate, column) for term, fate, column in source.requires if term.value(row) is False]
        if any(fate == "reject row" for fate, _ in unmet):
            tally["rejected"] += 1
            continue
        changed = dict(row)
        for fate, column in unmet:
            if fate.startswith("make"):
                changed[column] = None
        live.append(changed)
    return live


def look_ahead(source, rows):
    order = sorted(range(len(rows)), key=lambda i: (rows[i]["at"], i))
    for name, (by, among, length) in source.ahead.items():
        follows = {}
        for i in reversed(order):
            row = rows[i]
            key = tuple(row[k] for k in by)
            if None in key:
                row[name] = None
                continue
            row[name] = key in follows and follows[key] <= row["at"] + length
            if among is None or among.value(row) is True:
                follows[key] = row["at"]


def covered(source):
    """From the first moment that is covered to the first that is not."""
    zone = ZoneInfo(source.at.zone)
    days = datetime.datetime(*FIRST_DAY), datetime.datetime(*LAST_DAY) + datetime.timedelta(days=1)
    return [int(day.replace(tzinfo=zone).timestamp()) * SECOND for day in days]


def expected(source, figures, rows, tally):
    live = live_rows(source, rows, tally)
    look_ahead(source, live)
    (start, end), zone = covered(source), ZoneInfo(source.zone)

    def due(figure, row):
        return all(start <= row["at"] and row["at"] + source.ahead[w][2] < end for w in figure.windows)

    out = {}
    for part in source.parts:
        months = collections.defaultdict(list)
        for row in live:
            if part.value(row) is True:
                months[month_of(row["at"], zone)].append(row)
        for figure in figures:
            for month, own in months.items():
                out[figure.name, part.text, month] = add_up(figure, own, due)
    return out


# ---- the program ----

def journey_of(source, figures):
    lines = ["brand shop", "persona sam", "channel any { kind voice }"] + source.lines()
    for f in figures:
        zero = ["  no rows means zero"] if f.of in ("count", "sum", "distinct") else []
        lines += [f"metric {f.name} {{", f"  from {source.name}", f"  value {f.text}", "  better higher"] + zero + ["}"]
    lines += ["journey j {", "  brand shop", "  scale none", f"  periods in {source.zone}", "  stage g {", "    touchpoint t {", "      channel any",
              "      delivered by shop", f"      seen in {source.name}"]
    for f in figures:
        for part in source.parts:
            inside = "" if part.text == "all" else f" in {source.name}.{part.text}"
            lines.append(f"      success {f.name}{inside} at least {f.least} every month")
    return "\n".join(lines + ["    }", "  }", "}"]) + "\n"


def differs(source, figures, wanted, tally, report):
    data = report["data"][0]
    for fate in ("ignored", "rejected"):
        if data[fate] != tally[fate]:
            return f"{data[fate]} rows {fate}, counted here {tally[fate]}"
    seen = 0
    for found in report["measurements"]:
        part = found["scope"].split(" in ")[1] if " in " in found["scope"] else "all"
        want = wanted.get((found["metric"], part, found["period"]))
        if not want or found["coverage"] == "none":
            continue
        seen += 1
        for field, value in want.items():
            told = found[field]
            if told is None and (found["coverage"] == "part" or (field in ("num", "den") and not want["n"])):
                continue
            if field == "value" and told is not None and value is not None:
                if abs(F(str(told)) - value) > abs(value) / 10 ** 14:
                    return f"{found}: {field} counted here {value}"
            elif (told is None) != (value is None) or (value is not None and F(str(told)) != value):
                return f"{found}: {field} counted here {value}"
    tally["figures"] = seen
    return None


def one(work):
    journey, seed, number = work
    rng = random.Random(f"{seed}/{number}")
    source = Simple(rng, "src", simple=True)
    figures, tally = figures_of(rng, source), collections.Counter()
    rows = source.read_rows(rng.choice([5, 60, 400, 1500]))
    text, content = journey_of(source, figures), source.bytes_of(rows)
    folder = tempfile.mkdtemp(prefix="journey-second-")
    with open(os.path.join(folder, "made.journey"), "w", encoding="utf-8") as out:
        out.write(text)
    with open(os.path.join(folder, "src.csv"), "wb") as out:
        out.write(content)
    why = None
    for way in (["--plain"], []):
        done = subprocess.run([journey, "measure", "made.journey", "--data", "src=src.csv", "--format", "json"] + way, cwd=folder, capture_output=True)
        if done.returncode != 0:
            why = done.stderr.decode(errors="replace")[:2000] + done.stdout.decode(errors="replace")[-300:]
            break
        tally.clear()
        wanted = expected(source, figures, rows, tally)
        why = why or differs(source, figures, wanted, tally, json.loads(done.stdout, parse_float=str))
    if not why:
        shutil.rmtree(folder)
        return None, None, tally["figures"]
    return f"program {number} of seed {seed}: {why}", folder, 0


def main():
    journey, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    figures = 0
    with multiprocessing.Pool(int(os.environ.get("JOBS", os.cpu_count() or 1))) as pool:
        for why, folder, counted in pool.imap_unordered(one, [(journey, seed, n) for n in range(count)]):
            if why:
                pool.terminate()
                sys.exit(f"{why}\nkept in {folder}")
            figures += counted
    print(f"{count} programs: {figures} figures are the same when they are counted a second time")


if __name__ == "__main__":
    main()
