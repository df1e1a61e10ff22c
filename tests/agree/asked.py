"""Engines that are asked, each with tables of its own, and answers as what `journey measure --format json` writes.

An engine has a title, `load(folder, number, tables)` makes tables and gives how JOURNEY is to ask, `measure` asks, `drop` forgets
them. `tables` are name -> (lines with the names of the columns first, kinds of the columns): made_tables.py says which kinds there
are; None is NULL. SQLite, DuckDB and PostgreSQL are asked by JOURNEY itself. ClickHouse and Spark are processes of engines/ that are
handed the statements of `journey sql`; their answers go back as files. What an engine lacks is an OSError with a sentence.
"""
import ctypes
import datetime
import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from zoneinfo import ZoneInfo

SCRIPTS = os.path.join(os.path.dirname(os.path.realpath(__file__)), "engines")
NULL = "\x01"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
CACHE = os.environ.get("JOURNEY_ENGINES", os.path.join("build", "engines"))


def name(text):
    return '"' + text.replace('"', '""') + '"'


def made_table(table, lines, kinds, types):
    """CREATE TABLE with the engine's types of the kinds."""
    columns = ", ".join(f"{name(column)} {types[kind.split()[0]]}" for column, kind in zip(lines[0], kinds))
    return f"CREATE TABLE {table} ({columns})"


def written(folder, table, lines, suffix="table"):
    """A CSV file with quotes around all but NULL."""
    path = os.path.join(folder, f"{table}.{suffix}")
    with open(path, "w", encoding="utf-8", newline="") as out:
        for line in lines:
            out.write(",".join(NULL if cell is None else name(cell) for cell in line) + "\n")
    return path


def script(engine, *words):
    """What a script of engines/ says in its one line; an OSError where it is skipped."""
    done = subprocess.run([sys.executable, os.path.join(SCRIPTS, engine + ".py"), CACHE] + list(words), capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    said = done.stdout.strip()
    if done.returncode or said.startswith("skipped") or not said:
        raise OSError(said.replace("skipped: ", "") or done.stderr.strip()[-300:] or "it does not start")
    return said


class Asked:
    """An engine that JOURNEY asks itself."""

    environment, instants = None, False

    def measure(self, journey, folder, how, options, covers=()):
        url, tables = how
        named = [word for source, table in tables.items() for word in ("--table", f"{source}={table}")]
        return subprocess.run([journey, "measure", "made.journey", "--engine", url, "--format", "json"] + options + named + list(covers),
                              cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, env=self.environment)

    def drop(self, number):
        pass

    def stop(self):
        pass


def driver(file):
    """Where a driver of ODBC lies."""
    found = glob.glob(f"/usr/lib/*/odbc/{file}")
    if not found:
        raise OSError(f"there is no driver {file}")
    return found[0]


class Sqlite(Asked):
    title, file = "SQLite", "tables.db"
    types = {"text": "TEXT", "whole": "INTEGER", "decimal": "", "flag": "INTEGER", "date": "TEXT", "clock": "TEXT", "instant": "TEXT",
             "local": "TEXT"}
    made = {"whole": int, "decimal": lambda text: float(text) if "." in text else int(text), "flag": lambda text: int(text == "true")}

    def load(self, folder, number, tables):
        base = sqlite3.connect(os.path.join(folder, self.file))
        for table, (lines, kinds) in tables.items():
            base.execute(made_table(name(table), lines, kinds, self.types))
            make = [self.made.get(kind, str) for kind in kinds]
            rows = ([None if cell is None else of(cell) for of, cell in zip(make, line)] for line in lines[1:])
            base.executemany(f"INSERT INTO {name(table)} VALUES ({', '.join('?' * len(kinds))})", rows)
        base.commit()
        base.close()
        return f"sqlite:{self.file}", {}


class SqliteByOdbc(Sqlite):
    title, file = "SQLite by ODBC", "by_odbc.db"

    def __init__(self):
        self.driver = driver("libsqlite3odbc.so")

    def load(self, folder, number, tables):
        super().load(folder, number, tables)
        return f"odbc:Driver={self.driver};Database={self.file}", {}


class Duckdb(Asked):
    title = "DuckDB"
    types = {"text": "VARCHAR", "whole": "BIGINT", "decimal": "DECIMAL(20, 6)", "flag": "BOOLEAN", "date": "DATE", "clock": "TIME",
             "instant": "TIMESTAMPTZ", "local": "TIMESTAMP"}

    def __init__(self):
        path = os.environ.get("JOURNEY_DUCKDB") or script("duckdb")
        self.environment = dict(os.environ, JOURNEY_DUCKDB=path)
        self.library = ctypes.CDLL(path)
        self.library.duckdb_result_error.restype = ctypes.c_char_p

    def load(self, folder, number, tables):
        base, session = ctypes.c_void_p(), ctypes.c_void_p()
        self.library.duckdb_open(os.path.join(folder, "tables.duckdb").encode(), ctypes.byref(base))
        self.library.duckdb_connect(base, ctypes.byref(session))
        for table, (lines, kinds) in tables.items():
            path = written(folder, table, lines)
            self.run(session, made_table(name(table), lines, kinds, self.types))
            self.run(session, f"COPY {name(table)} FROM '{path}' (FORMAT csv, HEADER, QUOTE '\"', ESCAPE '\"', DELIMITER ',', "
                              f"NULLSTR '{NULL}', AUTO_DETECT false, PARALLEL false, MAX_LINE_SIZE 4000000)")
        self.library.duckdb_disconnect(ctypes.byref(session))
        self.library.duckdb_close(ctypes.byref(base))
        return "duckdb:tables.duckdb", {}

    def run(self, session, sql):
        result = (ctypes.c_uint64 * 6)()
        if self.library.duckdb_query(session, sql.encode(), ctypes.byref(result)) != 0:
            raise RuntimeError(self.library.duckdb_result_error(ctypes.byref(result)).decode())
        self.library.duckdb_destroy_result(ctypes.byref(result))


class Server:
    """A PostgreSQL of our own, which ends with the process that started it."""

    def __init__(self):
        self.work = subprocess.Popen([sys.executable, os.path.join(SCRIPTS, "postgres.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     text=True, start_new_session=True)
        said = self.work.stdout.readline().strip()
        if not said.startswith("{"):
            raise OSError(said.replace("skipped: ", "") or "it does not start")
        self.__dict__.update(json.loads(said))

    def stop(self):
        self.work.stdin.close()
        self.work.wait()

    def run(self, text):
        done = subprocess.run([self.psql, "-qX", "-v", "ON_ERROR_STOP=1", "-h", self.host, "-p", self.port, "-U", self.user, "postgres"],
                              input=text.encode(), capture_output=True)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())

    def url(self):
        return f"postgresql:///postgres?host={self.host}&port={self.port}&user={self.user}"


class Postgres(Asked):
    title = "PostgreSQL"
    types = {"text": "TEXT", "whole": "BIGINT", "decimal": "NUMERIC(20, 6)", "flag": "BOOLEAN", "date": "DATE", "clock": "TIME",
             "instant": "TIMESTAMPTZ", "local": "TIMESTAMP"}

    def __init__(self):
        self.head = Server()

    def stop(self):
        self.head.stop()

    def make(self, number, table, lines, kinds):
        """The statements that make an empty table."""
        return [made_table(f"p{number}.{name(table)}", lines, kinds, self.types) + ";"]

    def load(self, folder, number, tables):
        texts = [f"CREATE SCHEMA p{number};"]
        for table, (lines, kinds) in tables.items():
            path = written(folder, table, lines)
            texts += self.make(number, table, lines, kinds)
            texts.append(f"\\copy p{number}.{name(table)} FROM '{path}' (FORMAT csv, HEADER, NULL E'\\x01')")
        self.head.run("\n".join(texts) + "\n")
        return self.head.url(), {table: f"p{number}.{table}" for table in tables}

    def drop(self, number):
        self.head.run(f"DROP SCHEMA IF EXISTS p{number} CASCADE;")


class PostgresByOdbc(Postgres):
    title = "PostgreSQL by ODBC"

    def __init__(self):
        self.driver = driver("psqlodbcw.so")
        super().__init__()

    def load(self, folder, number, tables):
        head, places = self.head, super().load(folder, number, tables)[1]
        return f"odbc:Driver={self.driver};Server={head.host};Port={head.port};Database=postgres;UID={head.user}", places


class Shards(Postgres):
    """Each table is cut to pieces by the place of its rows, the last column: one lies on the server that is asked, two on others,
    which it reaches by postgres_fdw."""

    title = "PostgreSQL over three servers"

    def __init__(self):
        super().__init__()
        self.others = []
        try:
            self.head.run("CREATE EXTENSION postgres_fdw;")
            for shard in (1, 2):
                self.join(shard, Server())
        except (OSError, RuntimeError) as why:
            self.stop()
            raise OSError(str(why)) from why

    def join(self, shard, other):
        self.others.append(other)
        self.head.run(f"CREATE SERVER shard_{shard} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '{other.host}', "
                      f"port '{other.port}', dbname 'postgres', batch_size '500');"
                      f"CREATE USER MAPPING FOR CURRENT_USER SERVER shard_{shard} OPTIONS (user '{other.user}');")

    def stop(self):
        super().stop()
        for other in self.others:
            other.stop()

    def make(self, number, table, lines, kinds):
        whole, piece = (f"p{number}.{name(table + end)}" for end in ("", "_0"))
        made = made_table(whole, lines, kinds, self.types)
        texts = [f"{made} PARTITION BY HASH ({name(lines[0][-1])});",
                 f"CREATE TABLE {piece} PARTITION OF {whole} FOR VALUES WITH (MODULUS 3, REMAINDER 0);"]
        for shard, other in enumerate(self.others, 1):
            other.run(f"CREATE SCHEMA IF NOT EXISTS p{number}; {made};")
            texts.append(f"CREATE FOREIGN TABLE p{number}.{name(f'{table}_{shard}')} PARTITION OF {whole} "
                         f"FOR VALUES WITH (MODULUS 3, REMAINDER {shard}) SERVER shard_{shard} "
                         f"OPTIONS (schema_name 'p{number}', table_name '{table}');")
        return texts

    def drop(self, number):
        super().drop(number)
        for other in self.others:
            other.run(f"DROP SCHEMA IF EXISTS p{number} CASCADE;")


class Served:
    """An engine in a process of its own, which reads statements as lines."""

    words, instants = [], False

    def __init__(self):
        self.work = subprocess.Popen([sys.executable, os.path.join(SCRIPTS, self.name + ".py"), CACHE] + self.words, stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
        said = self.work.stdout.readline().strip()
        if said != "ready":
            raise OSError(said.replace("skipped: ", "") or "it does not start")
        self.lock, self.made = threading.Lock(), {}

    def ask(self, tables=None, statements=(), drop=()):
        """What the engine said against it, or None. One at a time."""
        with self.lock:
            try:
                self.work.stdin.write(json.dumps({"tables": tables or {}, "statements": list(statements), "drop": list(drop)}) + "\n")
                self.work.stdin.flush()
                line = self.work.stdout.readline()
            except OSError:
                line = ""
        return json.loads(line)["error"] if line else "it ended"

    def stop(self):
        self.work.stdin.close()
        self.work.wait()

    def cell(self, kind, cell):
        return cell

    def written(self, folder, table, rows):
        return written(folder, table, rows, self.name)

    def load(self, folder, number, tables):
        made, called = {}, {}
        for table, (lines, kinds) in tables.items():
            rows = [lines[0]] + [[None if cell is None else self.cell(kind, cell) for kind, cell in zip(kinds, line)] for line in lines[1:]]
            called[table] = f"p{number}_{table}"
            made[called[table]] = [self.written(folder, table, rows),
                                   {column: self.types[kind.split()[0]] for column, kind in zip(lines[0], kinds) if kind != "text"}]
        self.made[number] = list(made)
        why = self.ask(made)
        if why:
            raise RuntimeError(f"{self.title}: {why}")
        return called

    def measure(self, journey, folder, how, options, covers=()):
        named = [word for source, table in how.items() for word in ("--table", f"{source}={table}")]
        sql = subprocess.run([journey, "sql", "made.journey", "--engine", self.name] + options + named + list(covers), cwd=folder,
                             capture_output=True, stdin=subprocess.DEVNULL)
        if sql.returncode:
            sql.stdout = b""
            return sql
        answers = os.path.join(folder, f"said by {self.name}")
        shutil.rmtree(answers, ignore_errors=True)  # of another program
        os.makedirs(answers)
        texts = statements(sql.stdout.decode())
        why = self.ask(statements=[[text, os.path.join(answers, f"{n}.csv")] for n, text in enumerate(texts)])
        if why:
            return subprocess.CompletedProcess([], 3, b"", why.encode())
        raw = [word for word in options if word == "--raw"]
        raw += [word for n, word in enumerate(options) if "--schema" in (word, options[n - 1])]
        return subprocess.run([journey, "measure", "made.journey", "--answers", answers, "--format", "json"] + raw + list(covers),
                              cwd=folder, capture_output=True, stdin=subprocess.DEVNULL)

    def drop(self, number):
        self.ask(drop=self.made.pop(number, []))


def statements(sql):
    return [text for text in re.split(r";\n+(?=-- |$)", sql) if text.strip()]


class Clickhouse(Served):
    """Its timestamps are instants: local ones are turned into those."""

    title, name, instants = "ClickHouse", "clickhouse", True
    types = {"whole": "Int64", "decimal": "Decimal(20, 6)", "flag": "Bool", "date": "Date32", "clock": "String", "instant": "Microseconds",
             "local": "Microseconds"}

    def cell(self, kind, cell):
        if kind.startswith("local"):
            moment = datetime.datetime.fromisoformat(cell).replace(tzinfo=ZoneInfo(kind.split()[1]))
        elif kind == "instant":
            moment = datetime.datetime.fromisoformat(cell)
        else:
            return cell
        return str((moment - EPOCH) // datetime.timedelta(microseconds=1))


class Spark(Served):
    """Each table is two files, so that both workers have a part to count."""

    title, name, words = "Spark", "spark", ["interpreted"]
    types = {"whole": "BIGINT", "decimal": "DECIMAL(20, 6)", "flag": "BOOLEAN", "date": "DATE", "clock": "STRING", "instant": "TIMESTAMP",
             "local": "TIMESTAMP_NTZ"}

    def written(self, folder, table, rows):
        home, half = os.path.join(folder, f"{table} of spark"), len(rows) // 2 + 1
        os.makedirs(home, exist_ok=True)
        for n, part in enumerate((rows[1:half], rows[half:])):
            written(home, f"part{n}", rows[:1] + part, "csv")
        return home


ENGINES = {"sqlite": Sqlite, "sqlite-odbc": SqliteByOdbc, "duckdb": Duckdb, "postgres": Postgres, "postgres-odbc": PostgresByOdbc,
           "shards": Shards, "clickhouse": Clickhouse, "spark": Spark}
