#!/usr/bin/env python3
"""Random programs counted by engines: what they answer gives the same JSON as the rows themselves.

sql.py JOURNEY COUNT [SEED [NUMBER]] makes COUNT programs with made-up tables of texts (made_tables.py), lets JOURNEY measure each
from files and by `--engine`, and demands that measurements, tallies and states are the same to the last byte. SQLite is always
there; DuckDB where its library is (JOURNEY_DUCKDB, or the system's), PostgreSQL where its programs are: a server is started for
the run. An engine that is not there is said and skipped. The first program that differs is kept in a folder that is named.
"""
import collections
import csv
import ctypes
import glob
import json
import multiprocessing
import os
import pwd
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from made_tables import Asked, PLACE  # noqa: E402 (no folder of compiled modules is left behind)

TRIES = 30
NO_DATA = ("data", "diagnostics")  # name files and lines


def name(text):
    return '"' + text.replace('"', '""') + '"'


def made_table(table, header):
    columns = ", ".join(name(column) + (" INT" if column == PLACE else " TEXT") for column in header)
    return f"CREATE TABLE {table} ({columns})"


class Sqlite:
    title = "SQLite"

    def load(self, folder, number, tables):
        base = sqlite3.connect(os.path.join(folder, "tables.db"))
        for table, lines in tables.items():
            base.execute(made_table(name(table), lines[0]))
            base.executemany(f"INSERT INTO {name(table)} VALUES ({', '.join('?' * len(lines[0]))})", lines[1:])
        base.commit()
        base.close()
        return "sqlite:tables.db", {}

    def drop(self, number):
        pass


def written(folder, table, lines):
    path = os.path.join(folder, f"{table}.table")
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(lines)
    return path


class Duckdb:
    title = "DuckDB"

    def __init__(self):
        self.library = ctypes.CDLL(os.environ.get("JOURNEY_DUCKDB") or "libduckdb.so")
        self.library.duckdb_result_error.restype = ctypes.c_char_p

    def load(self, folder, number, tables):
        base, session = ctypes.c_void_p(), ctypes.c_void_p()
        self.library.duckdb_open(os.path.join(folder, "tables.duckdb").encode(), ctypes.byref(base))
        self.library.duckdb_connect(base, ctypes.byref(session))
        for table, lines in tables.items():
            path = written(folder, table, lines)
            self.run(session, made_table(name(table), lines[0]))
            self.run(session, f"COPY {name(table)} FROM '{path}' (FORMAT csv, HEADER, QUOTE '\"', ESCAPE '\"', DELIMITER ',', "
                              "NULLSTR '\x01', AUTO_DETECT false, PARALLEL false, MAX_LINE_SIZE 4000000)")
        self.library.duckdb_disconnect(ctypes.byref(session))
        self.library.duckdb_close(ctypes.byref(base))
        return "duckdb:tables.duckdb", {}

    def run(self, session, sql):
        result = (ctypes.c_uint64 * 6)()
        if self.library.duckdb_query(session, sql.encode(), ctypes.byref(result)) != 0:
            raise RuntimeError(self.library.duckdb_result_error(ctypes.byref(result)).decode())
        self.library.duckdb_destroy_result(ctypes.byref(result))

    def drop(self, number):
        pass


class Postgres:
    """A server of its own, which root may not run."""

    title = "PostgreSQL"
    port = "54329"

    def __init__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin")) or [os.path.dirname(shutil.which("initdb") or "")]
        if not os.path.exists(os.path.join(found[-1], "initdb")):
            raise OSError("its programs are not installed")
        self.programs, self.folder = found[-1], tempfile.mkdtemp(prefix="journey-postgres-")
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        data = os.path.join(self.folder, "data")
        self.call("initdb", "-A", "trust", "-U", self.user, "-E", "UTF8", "--locale=C", "-D", data)
        self.call("pg_ctl", "-D", data, "-l", os.path.join(self.folder, "log"), "-w", "-o",
                  f"-p {self.port} -k {self.folder} -c listen_addresses= -c fsync=off", "start")

    def call(self, program, *words):
        before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        subprocess.run(before + [os.path.join(self.programs, program)] + list(words), check=True, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def stop(self):
        self.call("pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def psql(self, text):
        done = subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", self.port, "-U", self.user, "postgres"],
                              input=text.encode(), capture_output=True)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())

    def load(self, folder, number, tables):
        lines = [f"CREATE SCHEMA p{number};"]
        for table, rows in tables.items():
            path = written(folder, table, rows)
            lines += [made_table(f"p{number}.{table}", rows[0]) + ";",
                      f"\\copy p{number}.{table} FROM '{path}' (FORMAT csv, HEADER, NULL E'\\x01')"]
        self.psql("\n".join(lines) + "\n")
        return f"postgresql:///postgres?host={self.folder}&port={self.port}&user={self.user}", {t: f"p{number}.{t}" for t in tables}

    def drop(self, number):
        self.psql(f"DROP SCHEMA IF EXISTS p{number} CASCADE;")


def engines():
    out = []
    for kind in (Sqlite, Duckdb, Postgres):
        try:
            out.append(kind())
        except (OSError, subprocess.CalledProcessError) as why:
            print(f"{kind.title}: skipped, {why}")
    return out


def measured(text):
    report = json.loads(text)
    return {part: value for part, value in report.items() if part not in NO_DATA}


def options(made, tables):
    out = ["--raw"]
    for source in made.tables():
        out += ["--order", f"{source}={PLACE}"]
    for source, table in tables.items():
        out += ["--table", f"{source}={table}"]
    return out


def refused(journey, made, folder):
    """What no statement can be written for; less and less is asked until one can be. None: nothing is left."""
    while True:
        with open(os.path.join(folder, "made.journey"), "w", encoding="utf-8") as out:
            out.write(made.text)
        done = subprocess.run([journey, "sql", "--engine", "sqlite", "made.journey"] + options(made, {}), cwd=folder, capture_output=True)
        if done.returncode == 0:
            return ""
        if not made.without(done.stderr.decode()):
            return done.stderr.decode()


def compare(journey, engine, made, folder, number, plain):
    url, tables = engine.load(folder, number, made.tables())
    done = subprocess.run([journey, "measure", "made.journey", "--engine", url, "--format", "json"] + options(made, tables), cwd=folder,
                          capture_output=True, stdin=subprocess.DEVNULL)
    said = done.stderr.decode(errors="replace")
    if not done.stdout:
        kind = re.search(r"cannot tell exactly|refused", said)
        return (None, f"{engine.title} {'cannot tell some rows' if kind.group() == 'cannot tell exactly' else 'refuses'}") if kind \
            else (f"{engine.title}: {said[:1500]}", None)
    own, theirs = measured(plain.stdout), measured(done.stdout)
    differs = [part for part in own if own[part] != theirs.get(part)]
    if differs:
        with open(os.path.join(folder, "theirs.json"), "wb") as out:
            out.write(done.stdout)
        return f"{engine.title}: other {', '.join(differs)}", None
    return None, f"{engine.title} agrees"


def tried(journey, made, folder, number, asked):
    """A sentence where an engine differs, and what each did; nothing where no statement can be written."""
    seen = collections.Counter()
    if refused(journey, made, folder):
        return None, seen
    data = []
    for source, file, content in made.files:
        with open(os.path.join(folder, file), "wb") as out:
            out.write(content)
        data += ["--data", f"{source}={file}"]
    plain = subprocess.run([journey, "measure", "made.journey", "--format", "json"] + data, cwd=folder, capture_output=True)
    if plain.returncode not in (0, 3) or not plain.stdout:
        return f"the program is refused: {plain.stderr.decode(errors='replace')[:1500]}", seen
    for engine in asked:
        why, what = compare(journey, engine, made, folder, number, plain)
        engine.drop(number)
        if why:
            with open(os.path.join(folder, "ours.json"), "wb") as out:
                out.write(plain.stdout)
            return why, seen
        seen[what] += 1
    return None, seen


def one(work):
    """Programs are made until all engines can tell all rows of one; what they cannot tell on the way is counted too."""
    journey, seed, number, asked = work
    all_seen = collections.Counter()
    for again in range(TRIES):
        folder = tempfile.mkdtemp(prefix="journey-sql-")
        made = Asked(random.Random(f"sql/{seed}/{number}/{again}"))
        why, seen = tried(journey, made, folder, number, asked)
        all_seen.update(seen)
        if why:
            return number, why, folder, all_seen
        shutil.rmtree(folder)
        if any(what.endswith("agrees") for what in seen):
            break
    return number, None, None, all_seen


ASKED = []


def one_of_pool(work):
    return one(work + (ASKED,))


def main():
    journey, count = os.path.realpath(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    numbers = [int(sys.argv[4])] if len(sys.argv) > 4 else range(count)
    ASKED.extend(engines())
    seen = collections.Counter()
    try:
        with multiprocessing.Pool(int(os.environ.get("JOBS", os.cpu_count() or 1))) as pool:
            for number, why, folder, found in pool.imap_unordered(one_of_pool, [(journey, seed, n) for n in numbers]):
                if why:
                    sys.exit(f"program {number} of seed {seed}: {why}\nkept in {folder}")
                seen.update(found)
    finally:
        for engine in ASKED:
            if hasattr(engine, "stop"):
                engine.stop()
    print(f"{len(numbers)} programs: " + ", ".join(f"{what} {times}" for what, times in sorted(seen.items())))
    if len(numbers) >= 20 and any(seen[f"{engine.title} agrees"] * 2 < len(numbers) for engine in ASKED):
        sys.exit("too few of them were counted: the generator asks for what is refused")


if __name__ == "__main__":
    main()
