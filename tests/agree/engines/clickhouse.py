#!/usr/bin/env python3
"""ClickHouse for those who ask: clickhouse.py CACHE runs it within this process, from the package chdb (served.py).

CACHE is a folder for the package. Tables are made of CSV files; text columns may hold NULL, but files do not say so.
"""
import os
import sys

sys.dont_write_bytecode = True
from served import cache_of, header, installed, quoted, serve  # noqa: E402

installed(cache_of(sys.argv), "chdb")
import chdb.session  # noqa: E402

READING = "SETTINGS format_csv_null_representation = '\x01', input_format_csv_empty_as_default = 0, " \
    "input_format_csv_use_default_on_bad_values = 0, input_format_parallel_parsing = 0"
WRITING = "CSVWithNames"
# What only planning depends on: the names of a long chain of SELECTs are worth no thought, and a few rows no compiling.
PLANNING = ("max_threads = 2", "query_plan_merge_expressions = 0", "query_plan_filter_push_down = 0", "compile_expressions = 0")


def text(value):
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def value(column, kind):
    if not kind:
        return quoted(column)
    given = f"nullIf({quoted(column)}, '')"
    if kind == "Microseconds":
        return f"fromUnixTimestamp64Micro(CAST({given} AS Nullable(Int64)), 'UTC') AS {quoted(column)}"
    if kind.startswith("DateTime64"):
        return f"parseDateTime64BestEffort({given}, 6, 'UTC') AS {quoted(column)}"
    return f"CAST({given} AS Nullable({kind})) AS {quoted(column)}"


def main():
    session = chdb.session.Session()
    for setting in PLANNING:
        session.query("SET " + setting)

    def load(name, path, types):
        columns = header(path)
        structure = ", ".join(f"{quoted(c)} Nullable(String)" for c in columns)
        session.query(f"DROP TABLE IF EXISTS {quoted(name)}")
        session.query(f"CREATE TABLE {quoted(name)} ENGINE = Memory AS SELECT {', '.join(value(c, types.get(c)) for c in columns)} "
                      f"FROM file({text(os.path.abspath(path))}, CSVWithNames, {text(structure)}) {READING}")

    def ask(sql, path):
        answer = session.query(sql.rstrip().rstrip(";"), WRITING)
        with open(path, "wb") as out:
            out.write(answer.bytes().replace(b"\\N", b"") if answer.bytes() else b"")

    def drop(name):
        session.query(f"DROP TABLE IF EXISTS {quoted(name)}")

    serve(load, ask, drop)


if __name__ == "__main__":
    main()
