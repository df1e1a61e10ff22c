"""DuckDB, where its library is: the same as SQLite's, and a table that wants to write."""
import csv
import ctypes
import os
import signal
import subprocess
import sys
import time

from trial import CALLS, COLUMNS, ROOT, STOPPED, Trial

TITLE = "DuckDB"
TABLES = """
CREATE TABLE calls AS SELECT * FROM read_csv('{csv}', all_varchar = true, header = true);
CREATE VIEW lacks AS SELECT "at", desk, who, done FROM calls;
CREATE SEQUENCE numbers;
CREATE VIEW writes AS SELECT calls.* FROM calls WHERE nextval('numbers') > 0;
CREATE TABLE big AS SELECT c.* FROM calls AS c, range(20000);
CREATE VIEW long AS SELECT calls.* FROM calls, range(1000000000000) AS n(i) WHERE length(desk) + i % 7 < 0;
"""


def library():
    """Where it is, installed as the agreement suite has it; an OSError where it cannot be had."""
    script = os.path.join(ROOT, "tests", "agree", "engines", "duckdb.py")
    cache = os.environ.get("JOURNEY_ENGINES", os.path.join("build", "engines"))
    done = subprocess.run([sys.executable, script, cache], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    said = done.stdout.strip()
    if done.returncode or said.startswith("skipped") or not said:
        raise OSError(said.replace("skipped: ", "") or "it cannot be had")
    return said


class Setting:
    def __init__(self, journey):
        os.environ["JOURNEY_DUCKDB"] = os.environ.get("JOURNEY_DUCKDB") or library()
        self.library = ctypes.CDLL(os.environ["JOURNEY_DUCKDB"])
        self.library.duckdb_result_error.restype = ctypes.c_char_p
        self.trial = Trial(journey)
        self.load(os.path.join(self.trial.folder, "calls.duckdb"))

    def end(self):
        self.trial.end()

    def load(self, path):
        table = os.path.join(self.trial.folder, "calls.csv")
        with open(table, "w", newline="") as out:
            csv.writer(out).writerows([COLUMNS] + CALLS)
        base, session = ctypes.c_void_p(), ctypes.c_void_p()
        self.library.duckdb_open(path.encode(), ctypes.byref(base))
        self.library.duckdb_connect(base, ctypes.byref(session))
        for text in TABLES.format(csv=table).split(";")[:-1]:
            result = (ctypes.c_uint64 * 6)()
            if self.library.duckdb_query(session, text.encode(), ctypes.byref(result)) != 0:
                raise RuntimeError(self.library.duckdb_result_error(ctypes.byref(result)).decode())
            self.library.duckdb_destroy_result(ctypes.byref(result))
        self.library.duckdb_disconnect(ctypes.byref(session))
        self.library.duckdb_close(ctypes.byref(base))

    def fails(self, says, *words, base="calls.duckdb", **more):
        self.trial.fails(says, f"duckdb:{base}", "--raw", *words, **more)

    def tests(self):
        return [("a file that is missing", lambda: self.fails("cannot be opened", base="none.duckdb")),
                ("a file that is no database", self.no_database),
                ("a table that is missing", lambda: self.fails("nowhere does not exist.*--table", "--table", "calls=nowhere")),
                ("a column that is missing", lambda: self.fails("wait.*--column", "--table", "calls=lacks")),
                ("a table that writes", lambda: self.fails("read-only.*only reads", "--table", "calls=writes")),
                ("a time-out", lambda: self.fails(r"no answer within 1 s \(--timeout\)", "--table", "calls=long", "--timeout", "1")),
                ("Ctrl-C", self.stopped),
                ("a terminal shows how far it is", self.progress),
                ("a library that is missing", lambda: self.fails("DuckDB cannot be asked from here", env={"JOURNEY_DUCKDB": "/nowhere.so"}))]

    def no_database(self):
        with open(os.path.join(self.trial.folder, "text.duckdb"), "w") as out:
            out.write("nothing of the kind\n" * 1000)
        self.fails("cannot be opened.*not a valid DuckDB", base="text.duckdb")

    def stopped(self):
        process = self.trial.begin("duckdb:calls.duckdb", "--raw", "--table", "calls=long")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        self.trial.finish(process, "duckdb:calls.duckdb: cancelled", STOPPED)

    def progress(self):
        self.trial.seen_on_terminal(r"asking: calls by month \(1 of 1\), \d+ %, \d+ s", "duckdb:calls.duckdb", "--raw", "--table",
                                    "calls=big")
