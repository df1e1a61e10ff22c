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
from real_data import bench_jobs, real_jobs  # noqa: E402
from sql import differing  # noqa: E402


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
            word for source in tables for word in ("--order", f"{source}={PLACE}")] + (
            ["--schema", f"{job.source}={job.schema}"] if job.schema else [])
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
