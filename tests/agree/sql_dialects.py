#!/usr/bin/env python3
"""Hostile names in SQL, looked at by a parser that is not ours.

sql_dialects.py JOURNEY COUNT [SEED] makes COUNT programs whose tables, columns and texts hold quotes, backslashes, comment
marks and line ends, has JOURNEY write them for every engine, and parses each statement with SQLGlot (PostgreSQL also with
its own parser, where pglast is there): there is one SELECT a statement, and the names and texts come out as they went in.
SQLite and DuckDB, where their modules are there, run the statements over empty tables of those names as well. The first
that differs is shown, and the exit status is 1. Without SQLGlot it says so, and tests nothing.
"""
import random
import sqlite3
import subprocess
import sys
import tempfile

try:
    import sqlglot
    from sqlglot import exp
except ImportError:
    print("skipped: there is no sqlglot")
    sys.exit(0)
try:
    import pglast
except ImportError:
    pglast = None
try:
    import duckdb
except ImportError:
    duckdb = None

ENGINES = ["sqlite", "duckdb", "postgres", "clickhouse", "spark", "trino"]
PIECES = ["'", "''", '"', '""', "`", "\\", "\\\\", "--", "-- ", "/*", "*/", ";", "; DROP TABLE calls; --", "\\'", '\\"', "$1", "$$", "%s",
          "' OR 1=1 --", "x", "A", "é", "中", " ", "(", ")", "]]", "${", "#", "E'", "U&'", "$2 AS"]


def made(rng, more=()):
    return "x" + "".join(rng.choice(PIECES + list(more)) for _ in range(rng.randint(1, 6))) + "y"


def quoted(text):
    """As a text of a journey file."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def program(headers, text):
    asked, wait, team = headers
    return f"""channel phone "Phone" {{ kind voice }}
source calls "Calls" {{
  format csv
  covers 2026-01-01 to 2026-03-31
  time asked
  column asked timestamp zone Europe/Berlin from {quoted(asked)}
  column wait duration in minutes from {quoted(wait)}
  column team text from {quoted(team)}
  slice core where team is {quoted(text)}
}}
metric fast "Fast" {{
  from calls
  value share of wait <= 20s among wait is known
  better higher
}}
journey call "A call" {{
  stage ask "Asking" {{
    touchpoint ring "It rings" {{
      channel phone
      seen in calls
      success fast in calls.core at least 80% every month zone Europe/Berlin
    }}
  }}
}}
"""


def literals(statement):
    kinds = (exp.Literal, exp.ByteString, exp.National)
    return {node.name for node in statement.find_all(*kinds) if not isinstance(node, exp.Literal) or node.is_string}


def look(engine, sql, headers, table, text):
    """A sentence where the parser sees something else than was meant."""
    statements = [s for s in sqlglot.parse(sql, read=engine) if s]
    if [type(s) for s in statements] != [exp.Select]:
        return f"statements: {[type(s).__name__ for s in statements]}"
    columns = {c.name for c in statements[0].find_all(exp.Column)}
    tables = {t.name for t in statements[0].find_all(exp.Table)}
    if not set(headers) <= columns:
        return f"columns {columns} lack some of {headers}"
    if table not in tables or any(not t.startswith("rows_") for t in tables - {table}):
        return f"tables {tables}, not {table!r}"
    if engine == "postgres":
        if pglast and len(pglast.parse_sql(sql)) != 1:
            return "PostgreSQL sees several statements"
    elif text not in literals(statements[0]):
        return f"texts lack {text!r}"
    return None


def name(text):
    return '"' + text.replace('"', '""') + '"'


def run(engine, sql, headers, table):
    """By the engine itself, over no rows; a sentence where it refuses."""
    create = f"CREATE TABLE {name(table)} ({', '.join(name(h) + ' VARCHAR' for h in headers)})"
    try:
        if engine == "sqlite":
            db = sqlite3.connect(":memory:")
        elif engine == "duckdb" and duckdb:
            db = duckdb.connect()
        else:
            return None
        db.execute(create)
        rows = db.execute(sql).fetchall()
        return f"{len(rows)} rows of an empty table" if rows else None
    except Exception as error:  # whatever the engine says
        return f"{engine}: {error}"


def main():
    journey, count = sys.argv[1], int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    for number in range(count):
        headers = [made(rng) + str(i) for i in range(3)]  # engines take names for one that differ in letter case alone
        table, text = made(rng, "\n\t").replace('"', "").replace(".", ""), made(rng)
        with tempfile.NamedTemporaryFile("w", suffix=".journey", encoding="utf-8") as file:
            file.write(program(headers, text))
            file.flush()
            for engine in ENGINES:
                for raw in [[], ["--raw"]]:
                    command = [journey, "sql", file.name, "--engine", engine, "--table", "calls=" + '"' + table + '"'] + raw
                    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
                    why = done.stderr if done.returncode else look(engine, done.stdout, headers, table, text)
                    if not why and raw:
                        why = run(engine, done.stdout, headers, table)
                    if why:
                        print(f"program {number}, {' '.join(command[3:])}: {why}\n{program(headers, text)}\n{done.stdout[:2000]}")
                        return 1
    print(f"{count} programs, {len(ENGINES)} engines: names stay names")
    return 0


if __name__ == "__main__":
    sys.exit(main())
