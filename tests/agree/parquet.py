#!/usr/bin/env python3
"""Parquet, in one file and in a folder of partitions, counted where it lies: the states are those of the rows in a CSV file.

parquet.py JOURNEY [--engines NAME,...] [--rows N] makes N contacts of the benchmark (2000), has DuckDB write them as contacts.parquet
and as by-month/month=2026-01/..., and asks duckdb, clickhouse and spark for the benchmark's jobs A, B and C. An engine that cannot be
had is skipped; without DuckDB nobody writes the Parquet, and the status is 77. What differs, or is not answered, ends with status 1.
"""
import argparse
import ctypes
import os
import sys
import tempfile

sys.dont_write_bytecode = True
from asked import ENGINES, name  # noqa: E402 (no folder of compiled modules is left behind)
from made_tables import PLACE  # noqa: E402
from real import Suite  # noqa: E402
from real_data import bench_jobs  # noqa: E402

TYPES = "{'offered_at': 'TIMESTAMPTZ', 'customer_id': 'VARCHAR'}"
PLACES = ("contacts.parquet", "by-month")


def write(duckdb, folder):
    base, session = ctypes.c_void_p(), ctypes.c_void_p()
    duckdb.library.duckdb_open(None, ctypes.byref(base))
    duckdb.library.duckdb_connect(base, ctypes.byref(session))
    file, months = (os.path.join(folder, place) for place in PLACES)
    for statement in ("SET TimeZone = 'UTC'",
                      f"COPY (SELECT *, row_number() OVER () AS {name(PLACE)} FROM read_csv('{folder}/contacts.csv', header = true, types = {TYPES})) "
                      f"TO '{file}' (FORMAT parquet)",
                      f"COPY (SELECT *, strftime(offered_at, '%Y-%m') AS month FROM '{file}') TO '{months}' "
                      "(FORMAT parquet, PARTITION_BY (month))"):
        duckdb.run(session, statement)
    duckdb.library.duckdb_disconnect(ctypes.byref(session))
    duckdb.library.duckdb_close(ctypes.byref(base))


class InPlace:
    """An engine whose tables are files, so that there is nothing to load."""

    def __init__(self, engine, path):
        self.engine, self.title, self.instants, self.path = engine, engine.title, engine.instants, path

    def load(self, folder, number, tables):
        places = {table: f"parquet:{self.path}" for table in tables}
        return ("duckdb::memory:", places) if self.engine.title == "DuckDB" else places

    def measure(self, *words):
        return self.engine.measure(*words)

    def drop(self, number):
        pass


def had(names):
    """The engines, each once; of what cannot be had a word."""
    for word in names:
        try:
            yield ENGINES[word]()
        except OSError as why:
            print(f"{ENGINES[word].title}: skipped, {why}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("journey")
    parser.add_argument("--engines", default="duckdb,clickhouse,spark")
    parser.add_argument("--rows", type=int, default=2000)
    line = parser.parse_args()
    engines, suite = list(had(line.engines.split(","))), Suite(os.path.realpath(line.journey), [])
    writer = next((engine for engine in engines if engine.title == "DuckDB"), None)
    try:
        if not writer:
            return 77
        with tempfile.TemporaryDirectory(prefix="journey-parquet-") as folder:
            jobs = list(bench_jobs(folder, line.rows))
            write(writer, folder)
            for job in jobs:
                plain = suite.measure(folder, job.text, job)
                for engine in engines:
                    for place in PLACES:
                        what = suite.ask(InPlace(engine, os.path.join(folder, place)), folder, job, "types", job.typed(), plain)
                        print(f"{job.name}, {line.rows} rows, {place}, {engine.title}: {what}", flush=True)
    finally:
        for engine in engines:
            engine.stop()
    print(f"{suite.same} of {suite.number} are the same")
    return int(suite.same < suite.number)


if __name__ == "__main__":
    sys.exit(main())
