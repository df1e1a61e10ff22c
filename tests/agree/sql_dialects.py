#!/usr/bin/env python3
"""Hostile names in SQL, looked at by parsers that are not ours.

sql_dialects.py JOURNEY COUNT [SEED] makes COUNT programs whose tables, columns and texts hold quotes, backslashes, comment
marks and line ends (hostile_program.py), has JOURNEY write them for every engine, over typed tables or raw texts, and parses
what it wrote: PostgreSQL's with its own parser, the others' with SQLGlot. The trees have to be those of the same program with
harmless words, but for these words; so nothing of a name or a text can be anything else than that name or text. SQLite and
DuckDB run the statements over empty tables of those names as well. The first that differs is shown, and the exit status is 1.
The parsers are fetched into the folder JOURNEY_ENGINES; where they cannot be had it says so, and tests nothing.
"""
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "engines"))
from served import cache_of, installed  # noqa: E402 (no folder of compiled modules is left behind)
sys.path.pop(0)  # where duckdb is a script of ours

installed(cache_of([]), "sqlglot", "pglast", "duckdb")
import duckdb  # noqa: E402
import pglast.parser  # noqa: E402
import sqlglot  # noqa: E402
from hostile_program import HEADERS, harmless, hostile, made, options, program  # noqa: E402
from sqlglot import exp  # noqa: E402

ENGINES = ["sqlite", "duckdb", "postgres", "clickhouse", "spark", "trino"]
TABLE = "a table"
PLACES = ("location", "_list_start", "_list_end", "stmt_len")  # where in the text
TEXTS = (exp.Literal, exp.ByteString, exp.National)


def plan_or(text):
    """The plan's digest goes with the texts of a program."""
    return "plan" if re.fullmatch("[0-9a-f]{16}", text) else text


def tree(node, back):
    """A statement as lists and texts; where a hostile word stands alone as a name or a text, the harmless one."""
    if isinstance(node, exp.Identifier):
        return ["name", back.get(node.name, node.name)]
    if isinstance(node, TEXTS) and (not isinstance(node, exp.Literal) or node.is_string):
        return ["text", plan_or(back.get(node.name, node.name))]
    if isinstance(node, exp.Expression):
        return [type(node).__name__, {key: tree(value, back) for key, value in node.args.items() if value}]
    if isinstance(node, list):
        return [tree(each, back) for each in node]
    return str(node)


def tree_of_postgres(node, back):
    if isinstance(node, dict):
        return {key: tree_of_postgres(value, back) for key, value in node.items() if not key.endswith(PLACES)}
    if isinstance(node, list):
        return [tree_of_postgres(each, back) for each in node]
    return plan_or(back.get(node, node)) if isinstance(node, str) else node


def trees(engine, sql, back):
    """Each statement's."""
    if engine == "postgres":
        return [tree_of_postgres(each["stmt"], back) for each in json.loads(pglast.parser.parse_sql_json(sql))["stmts"]]
    return [tree(each, back) for each in sqlglot.parse(sql, read=engine) if each]


def first_difference(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict) and a.keys() == b.keys():
        return next(filter(None, (first_difference(a[key], b[key], f"{path}.{key}") for key in a)), None)
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return next(filter(None, (first_difference(x, y, f"{path}.{n}") for n, (x, y) in enumerate(zip(a, b)))), None)
    return None if a == b else f"{path}: {str(a)[:300]!r}, not {str(b)[:300]!r}"


def name(text):
    return '"' + text.replace('"', '""') + '"'


def statements_of_sqlite(sql):
    """Parted where SQLite itself sees an end."""
    statement = ""
    for piece in sql.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def run(engine, sql, words, table):
    """By the engine itself, over no rows; a sentence where it refuses."""
    create = f"CREATE TABLE {name(table)} ({', '.join(name(words[h]) + ' VARCHAR' for h in HEADERS)})"
    try:
        if engine == "sqlite":
            db, statements = sqlite3.connect(":memory:"), list(statements_of_sqlite(sql))
        elif engine == "duckdb":
            db, statements = duckdb.connect(), duckdb.extract_statements(sql)
        else:
            return None
        db.execute(create)
        rows = sum(len(db.execute(statement).fetchall()) for statement in statements)
        return f"{rows} rows of an empty table" if rows else None
    except Exception as error:  # whatever the engine says
        return f"{engine}: {error}"


def written(journey, engine, raw, words, table):
    with tempfile.NamedTemporaryFile("w", suffix=".journey", encoding="utf-8") as file:
        file.write(program(words))
        file.flush()
        command = [journey, "sql", file.name, "--engine", engine, *options(words, name(table)), *raw]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise ValueError(done.stderr)
    return done.stdout


def different(journey, engine, raw, words, table, meant):
    """A sentence where a program with these words is not the harmless one."""
    try:
        sql = written(journey, engine, raw, words, table)
        back = {hostile: plain for plain, hostile in zip(harmless().values(), words.values())}
        why = first_difference(trees(engine, sql, {**back, table: TABLE}), meant)
    except (ValueError, sqlglot.errors.SqlglotError, pglast.parser.ParseError) as error:
        return str(error)
    return why or (raw and run(engine, sql, words, table)) or None


def main():
    journey, count = sys.argv[1], int(sys.argv[2])
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    ways = [(engine, raw) for engine in ENGINES for raw in ([], ["--raw"])]
    meant = {(engine, *raw): trees(engine, written(journey, engine, raw, harmless(), TABLE), {}) for engine, raw in ways}
    for number in range(count):
        words, table = hostile(rng), made(rng, "\n\t").replace(".", "")
        for engine, raw in [(engine, rng.choice([[], ["--raw"]])) for engine in ENGINES]:
            why = different(journey, engine, raw, words, table, meant[(engine, *raw)])
            if why:
                print(f"program {number}, --engine {engine} {' '.join(raw)}, table {table!r}: {why}\n{program(words)}")
                return 1
    statements = sum(map(len, meant.values())) // 2
    print(f"{count} programs, {statements} statements of each: names stay names, texts stay texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
