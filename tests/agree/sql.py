#!/usr/bin/env python3
"""Random programs counted by engines: what they answer gives the same JSON as the rows themselves.

sql.py JOURNEY COUNT [SEED [NUMBER]] [--engines NAME[:COUNT],...] makes COUNT programs with made-up tables, of texts as they were
delivered or of typed values (made_tables.py), lets JOURNEY measure each from files and by each engine (asked.py), and demands that
measurements, tallies and states are the same to the last byte. Of the engines, SQLite and PostgreSQL (each also by ODBC), DuckDB and
PostgreSQL over three servers unless they are named, those with a count see so many programs. An engine that cannot be had is said
and skipped; JOURNEY_ENGINES is the folder into which what can be had is installed. What an engine refuses, or cannot tell of some
rows, is counted. JOBS programs run at a time. The first program that differs is kept in a folder that is named.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from asked import ENGINES  # noqa: E402 (no folder of compiled modules is left behind)
from made_tables import Asked, PLACE  # noqa: E402

TRIES = 30
LEAST = 0.75  # of the programs that an engine saw are to be counted by it
NO_DATA = ("data", "diagnostics")  # name files and lines


def measured(text, instants=False):
    """What is to be the same. Where local times were turned into instants, none is any more one that fell twice."""
    report = json.loads(text)
    for source in report["sources"] if instants else []:
        del source["doubled_times"], source["gap_times"]
    return {part: value for part, value in report.items() if part not in NO_DATA}


def differing(own, theirs, engine, tables):
    """The parts in which two reports differ."""
    instants = engine.instants and any(kind.startswith("local") for _, kinds in tables.values() for kind in kinds)
    own, theirs = measured(own, instants), measured(theirs, instants)
    return [part for part in own if own[part] != theirs.get(part)]


def refused(journey, made, folder, options):
    """What no statement can be written for; less and less is asked until one can be. None: nothing is left."""
    while True:
        with open(os.path.join(folder, "made.journey"), "w", encoding="utf-8") as out:
            out.write(made.text)
        done = subprocess.run([journey, "sql", "--engine", made.narrowest(), "made.journey"] + options + made.covers(), cwd=folder,
                              capture_output=True)
        if done.returncode == 0:
            return ""
        if not made.without(done.stderr.decode()):
            return done.stderr.decode()


def compare(journey, engine, made, folder, number, plain, options):
    """A sentence where the engine differs, or what it did."""
    try:
        how = engine.load(folder, number, made.tables())
        done = engine.measure(journey, folder, how, options, made.covers())
    except RuntimeError as why:
        return f"{engine.title}: {why}", None
    finally:
        engine.drop(number)
    said = done.stderr.decode(errors="replace")
    if not done.stdout:
        doubt = re.search(r"cannot tell exactly what they are \((\w+)", said)
        if doubt:
            return None, f"cannot tell ({doubt.group(1)})"
        return (None, "refuses") if "refused" in said else (f"{engine.title}: {said[:1500]}", None)
    differs = differing(plain.stdout, done.stdout, engine, made.tables())
    if differs:
        with open(os.path.join(folder, "theirs.json"), "wb") as out:
            out.write(done.stdout)
        return f"{engine.title}: other {', '.join(differs)}", None
    return None, "agrees"


class Run:
    """What is asked of whom, and what came of it."""

    def __init__(self, journey, seed, asked):
        self.journey, self.seed, self.asked = journey, seed, asked  # engine -> of how many programs
        self.seen = {engine: collections.Counter() for engine in asked}
        self.seconds = collections.Counter()
        self.everywhere = self.typed = 0

    def tried(self, made, folder, number):
        """A sentence where an engine differs, and by engine what it did; nothing where no statement can be written."""
        options = made.options_asked()
        if refused(self.journey, made, folder, options):
            return None, {}
        data = []
        for source, file, content in made.files:
            with open(os.path.join(folder, file), "wb") as out:
                out.write(content)
            data += ["--data", f"{source}={file}"]
        plain = subprocess.run([self.journey, "measure", "made.journey", "--format", "json"] + data + made.covers(), cwd=folder,
                               capture_output=True)
        if plain.returncode not in (0, 3) or not plain.stdout:
            return f"the program is refused: {plain.stderr.decode(errors='replace')[:1500]}", {}
        with open(os.path.join(folder, "ours.json"), "wb") as out:
            out.write(plain.stdout)
        did = {}
        for engine, count in self.asked.items():
            if number < count:
                began = time.monotonic()
                why, did[engine] = compare(self.journey, engine, made, folder, number, plain, options)
                self.seconds[engine] += time.monotonic() - began
                if why:
                    return why, did
        return None, did

    def one(self, number):
        """Programs are made until an engine counts one; what comes on the way is counted, too. A sentence where one differs."""
        for again in range(TRIES):
            folder = tempfile.mkdtemp(prefix="journey-sql-")
            made = Asked(random.Random(f"sql/{self.seed}/{number}/{again}"))
            why, did = self.tried(made, folder, number)
            if why:
                return f"program {number} of seed {self.seed}: {why}\nkept in {folder}"
            shutil.rmtree(folder)
            for engine, what in did.items():
                self.seen[engine][what] += 1
            if "agrees" in did.values():
                self.everywhere += set(did.values()) == {"agrees"}
                self.typed += made.typed
                break
        return None

    def told(self):
        for engine, what in self.seen.items():
            print(f"{engine.title}: " + ", ".join(f"{word} {times}" for word, times in sorted(what.items())) +
                  f"; {self.seconds[engine]:.0f} s")

    def too_few(self):
        return [engine.title for engine, what in self.seen.items() if what["agrees"] < LEAST * sum(what.values())]


def started(words, count):
    asked = {}
    for word in words.split(","):
        name, _, most = word.partition(":")
        try:
            asked[ENGINES[name]()] = int(most or count)
        except OSError as why:
            print(f"{ENGINES[name].title}: skipped, {why}")
    return asked


def run_all(run, numbers, jobs):
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(run.one, number) for number in numbers]
        for done in concurrent.futures.as_completed(waiting):
            if done.result():
                for other in waiting:
                    other.cancel()
                return done.result()
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("journey")
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("number", type=int, nargs="?")
    parser.add_argument("--engines", default="sqlite,sqlite-odbc,duckdb,postgres,postgres-odbc,shards")
    line = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # engines are ended, too
    numbers = range(line.count) if line.number is None else [line.number]
    began = time.monotonic()
    asked = started(line.engines, max(line.count, (line.number or 0) + 1))
    run = Run(os.path.realpath(line.journey), line.seed, asked)
    try:
        why = run_all(run, numbers, int(os.environ.get("JOBS", os.cpu_count() or 1)) + len(asked) // 4)
    finally:
        for engine in asked:
            engine.stop()
    run.told()
    if why:
        sys.exit(why)
    print(f"{len(numbers)} programs, {run.typed} over typed tables: {run.everywhere} are the same in all engines that saw them; "
          f"{time.monotonic() - began:.0f} s")
    if not asked:
        sys.exit(77)
    if len(numbers) >= 20 and run.too_few():
        sys.exit(f"{', '.join(run.too_few())}: too few were counted: the generator asks for what cannot be")


if __name__ == "__main__":
    main()
