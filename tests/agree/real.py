#!/usr/bin/env python3
"""Real data and the jobs of the benchmark, counted by engines: the states are those of the rows themselves.

real.py JOURNEY [--engines NAME[:ROWS],...] [--rows N] [--only WORD] measures the journeys of tests/real over the data of
JOURNEY_SHARED, and the benchmark's jobs A, B and C over N made-up contacts (1000), from files and by each engine (asked.py),
over a table of the texts as they were delivered and, where the columns' types can be told from the journey, over one with
types. What an engine refuses is said with its reason; a journey that is refused for `identify` is measured without it as
well, on both sides. An engine with ROWS is not asked about more of them. One that cannot be had is skipped, and so is data
where JOURNEY_SHARED names none. A difference ends with status 1.
"""
import argparse
import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from asked import ENGINES  # noqa: E402 (no folder of compiled modules is left behind)
from made_tables import PLACE  # noqa: E402
from sql import differing  # noqa: E402

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# journey, source, files, separator, --covers
REAL = [
    ("bank-contract", "calls", ["anonymous-bank/january.txt", "anonymous-bank/february.txt"], "\t", "1999-01-01..1999-02-28"),
    ("phonenow", "calls", ["pwc-phonenow/Call_Center_Dataset.csv"], ",", None),
    ("monthly-report", "report", ["sf-hss-callcentre/sf_hss_monthly.csv"], ",", None),
    ("report-audit", "report", ["sf-hss-callcentre/sf_hss_monthly.csv"], ",", None),
    ("helpdesk", "helpdesk", ["process-logs/helpdesk.csv"], ",", None),
    ("boston", "cases_311", ["boston-311/raw_sample_yashchavan11.csv"], ",", None),
    ("airline", "answers", ["airlinesat/airlinesat.csv"], ",", None),
    ("churn", "customers", ["modeldata/mlc_churn.csv"], ",", None),
]
# Sources for which there are no data: tables without rows, but with types.
EMPTY = {"bank-contract": {"surveys": {"answer": "text", "day": "date", "csat": "whole"}}}
FIRST_DAY = datetime.date(2026, 1, 1)
PATTERNS = {None: None, "h:mm:ss": "%H:%M:%S"}


def lines_of(path, separator):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [line for line in csv.reader(file, delimiter=separator) if line]


def alone(header):
    """Names that come twice have a number from the second on, as a table wants it."""
    return [name if name not in header[:n] else f"{name} {n}" for n, name in enumerate(header)]


class Job:
    def __init__(self, name, source, text, files, separator=",", covers=None):
        self.name, self.source, self.text, self.separator = name, source, text, separator
        self.files, self.empty = files, EMPTY.get(name, {})
        self.covers = [word for each in [source, *self.empty] if covers for word in ("--covers", f"{each}={covers}")]
        tables = [lines_of(path, separator) for path in files]
        self.header, self.rows = alone(tables[0][0]), [row for table in tables for row in table[1:]]

    def without_identify(self):
        return re.sub(r"\n  identify by [^\n]*", "", self.text)

    # ---- tables ----

    def raw(self):
        """As they are; rows with other than all fields have none in a table."""
        rows = [row + [str(n)] for n, row in enumerate(self.rows) if len(row) == len(self.header)]
        return self.with_empty({self.source: ([self.header + [PLACE]] + rows, ["text"] * len(self.header) + ["whole"])})

    def with_empty(self, tables):
        raw = "text" if set(tables[self.source][1][:-1]) == {"text"} else None
        return tables | {source: ([[*columns, PLACE]], [raw or kind for kind in columns.values()] + ["whole"])
                         for source, columns in self.empty.items()}

    def declared(self):
        """Of each header, the type and the rest of its declaration."""
        own = re.search(rf"source {self.source}\b.*?\n}}", self.text, re.S).group()
        out = {}
        for name, kind, rest in re.findall(r"\n  column (\w+) +(\w+)([^\n]*)", own):
            header = re.search(r'from +"((?:[^"\\]|\\.)*)"', rest)
            out[header.group(1) if header else name] = kind, rest
        return out

    def typed(self):
        """None where a declaration cannot be followed here."""
        declared, columns, kinds = self.declared(), [], []
        for n, name in enumerate(self.header):
            kind, rest = declared.get(name, ("text", ""))
            try:
                typed, cells = column_of(kind, rest, [row[n] for row in self.rows])
            except (ValueError, KeyError, IndexError):
                return None
            columns.append(cells)
            kinds.append(typed)
        rows = [list(cells) + [str(n)] for n, cells in enumerate(zip(*columns))]
        return self.with_empty({self.source: ([self.header + [PLACE]] + rows, kinds + ["whole"])})


def column_of(kind, rest, texts):
    missing = re.findall(r'"([^"]*)"', (re.search(r"missing (.*)", rest) or [None, ""])[1])
    pattern = re.search(r'as "([^"]*)"', rest)
    pattern = pattern.group(1) if pattern else None
    given = [None if text in missing or text == "" and kind != "text" else text for text in texts]
    if kind == "text":
        return "text", texts
    if kind == "flag":
        words = {side: re.findall(r'"([^"]*)"', found.group(1)) for side, found in
                 ((side, re.search(rf'{side} ((?:"[^"]*"(?:, )?)+)', rest)) for side in ("yes", "no")) if found}
        yes, no = words.get("yes", ["yes", "true", "1"]), words.get("no", ["no", "false", "0"])
        return "flag", [None if t is None else {True: "true", False: "false"}[t in yes or not (t in no or 1 / 0)] for t in given]
    if kind in ("date", "clock", "timestamp"):
        return times_of(kind, pattern, re.search(r"zone (\S+)", rest), given)
    if pattern:  # a duration in a spelling of its own
        return "text", given
    whole = all(t is None or re.fullmatch(r"-?\d{1,12}", t) for t in given)
    if not all(t is None or re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", t) for t in given):
        raise ValueError("no plain numbers")
    return "whole" if whole else "decimal", given


def times_of(kind, pattern, zone, given):
    pattern = PATTERNS.get(pattern, pattern)
    out = []
    for text in given:
        if text is None:
            out.append(None)
            continue
        moment = datetime.datetime.strptime(text, pattern) if pattern else \
            datetime.datetime.fromisoformat(text) if kind != "clock" else datetime.datetime.strptime(text, "%H:%M:%S")
        if moment.tzinfo:
            moment, zone = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None), None
        out.append({"date": moment.date().isoformat(), "clock": str(moment.time())}.get(kind, moment.strftime("%Y-%m-%d %H:%M:%S.%f")))
    if kind != "timestamp":
        return kind, out
    return (f"local {zone.group(1)}", out) if zone else ("instant", [t and t + "Z" for t in out])


# ---- what is measured ----


def with_days(folder, path):
    """A copy of data without days, its rows dealt to the days of a quarter."""
    lines = lines_of(path, ",")
    copy = os.path.join(folder, "dealt-" + os.path.basename(path))
    with open(copy, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["day"] + lines[0]] +
                                  [[(FIRST_DAY + datetime.timedelta(n % 90)).isoformat()] + line for n, line in enumerate(lines[1:])])
    return copy


def real_jobs(folder):
    data = os.path.join(os.environ["JOURNEY_SHARED"], "data")
    for name, source, files, separator, covers in REAL:
        paths = [os.path.join(data, file) for file in files]
        if name in ("airline", "churn"):
            paths = [with_days(folder, path) for path in paths]
        with open(os.path.join(ROOT, "tests", "real", name + ".journey"), encoding="utf-8") as file:
            yield Job(name, source, file.read(), paths, separator, covers)


def bench_jobs(folder, rows):
    home, maker = os.path.join(ROOT, "bench", "contacts"), os.path.join(folder, "make-contacts")
    subprocess.run([os.environ.get("CC", "cc"), "-O2", "-o", maker, os.path.join(home, "make-contacts.c")], check=True)
    path = os.path.join(folder, "contacts.csv")
    with open(path, "wb") as out:
        subprocess.run([maker, str(rows), "1"], stdout=out, check=True)
    for job in "ABC":
        text = subprocess.run(["sh", os.path.join(home, "program.sh"), job], capture_output=True, check=True, text=True).stdout
        yield Job(f"job {job}", "contacts", text, [path])


class Suite:
    def __init__(self, journey, engines):
        self.journey, self.engines = journey, engines
        self.same = self.refused = self.number = 0
        self.differ = []

    def measure(self, folder, text, job):
        with open(os.path.join(folder, "made.journey"), "w", encoding="utf-8") as out:
            out.write(text)
        words = [word for path in job.files for word in ("--data", f"{job.source}={path}")]
        for source, columns in job.empty.items():
            with open(os.path.join(folder, f"{source}.csv"), "w", encoding="utf-8") as out:
                out.write(",".join(columns) + "\n")
            words += ["--data", f"{source}={source}.csv"]
        done = subprocess.run([self.journey, "measure", "made.journey", "--format", "json"] + words + job.covers, cwd=folder, capture_output=True)
        if not done.stdout:
            sys.exit(f"{job.name}: {done.stderr.decode()[:2000]}")
        return done.stdout

    def ask(self, engine, folder, job, kind, tables, plain):
        """What became of it, in a few words; "refused" first where it is."""
        options = (["--raw"] if kind == "texts" else []) + [
            word for source in tables for word in ("--order", f"{source}={PLACE}")]
        self.number += 1
        began = time.monotonic()
        try:
            how = engine.load(folder, self.number, tables)
            done = engine.measure(self.journey, folder, how, options, job.covers)
        finally:
            engine.drop(self.number)
            for file in ("tables.db", "tables.duckdb"):
                if os.path.exists(os.path.join(folder, file)):
                    os.remove(os.path.join(folder, file))
        if not done.stdout:
            return "refused: " + why_of(done.stderr.decode(errors="replace"))
        differs = differing(plain, done.stdout, engine, tables)
        if not differs:
            self.same += 1
            return f"the same, {len(json.loads(plain)['states'])} states, {time.monotonic() - began:.1f} s"
        self.differ.append(f"{job.name}, {engine.title}, {kind}")
        kept = tempfile.mkdtemp(prefix="journey-real-")
        with open(os.path.join(kept, "theirs.json"), "wb") as out:
            out.write(done.stdout)
        shutil.copy(os.path.join(folder, "made.journey"), kept)
        return f"OTHER {', '.join(differs)}, kept in {kept}"

    def run(self, folder, job):
        for kind, tables in (("texts", job.raw()), ("types", job.typed())):
            if tables is None:
                print(f"{job.name}, {kind}: the columns' types are not made here")
                continue
            for text, word in ((job.text, ""), (job.without_identify(), ", without identify")):
                if self.told(folder, job, kind + word, tables, text) or text == job.without_identify():
                    break

    def told(self, folder, job, kind, tables, text):
        """Whether `identify` was no reason to refuse."""
        plain, by_what = self.measure(folder, text, job), {}
        for engine, most in self.engines:
            if most and len(job.rows) > most:
                print(f"{job.name}, {len(job.rows)} rows, {kind}, {engine.title}: not asked, more than {most} rows")
                continue
            if engine.title == "SQLite" and any("decimal" in kinds for _, kinds in tables.values()):
                print(f"{job.name}, {len(job.rows)} rows, {kind}, SQLite: not asked, it has no exact fractions but in texts")
                continue
            what = self.ask(engine, folder, job, kind.split(",")[0], tables, plain)
            by_what.setdefault(what, []).append(engine.title)
            if not what.startswith("refused"):
                print(f"{job.name}, {len(job.rows)} rows, {kind}, {engine.title}: {what}", flush=True)
        for what, titles in by_what.items():
            if what.startswith("refused"):
                self.refused += len(titles)
                print(f"{job.name}, {len(job.rows)} rows, {kind}, {', '.join(titles)}: {what}", flush=True)
        return not any("duplicates are not told apart" in what for what in by_what)


def why_of(said):
    """The reasons of a refusal, or what else was said."""
    reasons = re.findall(r"^error\[J08\d\d\]: (.*)", said, re.M)
    return "; ".join(dict.fromkeys(reasons)) if reasons else " ".join(said.split())[:300]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("journey")
    parser.add_argument("--engines", default="sqlite,duckdb,postgres,clickhouse,spark")
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--only", default="")
    line = parser.parse_args()
    engines = []
    for name, _, most in (word.partition(":") for word in line.engines.split(",")):
        try:
            engines.append((ENGINES[name](), int(most or 0)))
        except OSError as why:
            print(f"{ENGINES[name].title}: skipped, {why}")
    suite, folder = Suite(os.path.realpath(line.journey), engines), tempfile.mkdtemp(prefix="journey-real-")
    try:
        jobs = list(bench_jobs(folder, line.rows))
        if os.environ.get("JOURNEY_SHARED"):
            jobs += real_jobs(folder)
        else:
            print("real data: skipped, JOURNEY_SHARED names no folder")
        for job in jobs:
            if line.only in job.name:
                suite.run(folder, job)
    finally:
        for engine, _ in engines:
            engine.stop()
        shutil.rmtree(folder)
    print(f"{suite.same} are the same, {suite.refused} refused, {len(suite.differ)} differ")
    if suite.differ:
        sys.exit("; ".join(suite.differ))


if __name__ == "__main__":
    main()
