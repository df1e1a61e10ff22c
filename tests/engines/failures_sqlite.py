"""SQLite: files that are none, that are written to, that are missing; work that takes too long."""
import os
import signal
import sqlite3
import time

from trial import CALLS, COLUMNS, STOPPED, Trial, demand

TITLE = "SQLite"
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT calls.* FROM n, calls WHERE i < 0"


def load(path):
    base = sqlite3.connect(path)
    base.execute(f"CREATE TABLE calls ({', '.join(column + ' TEXT' for column in COLUMNS)})")
    base.executemany(f"INSERT INTO calls VALUES ({', '.join('?' * len(COLUMNS))})", CALLS)
    base.execute(f"CREATE VIEW long AS {LONG}")
    base.execute("CREATE VIEW lacks AS SELECT at, desk, who, done FROM calls")
    base.commit()
    base.close()


class Setting:
    def __init__(self, journey):
        self.trial = Trial(journey)
        self.path = os.path.join(self.trial.folder, "calls.db")
        load(self.path)

    def end(self):
        self.trial.end()

    def fails(self, says, *words, base="calls.db", **more):
        self.trial.fails(says, f"sqlite:{base}", "--raw", *words, **more)

    def tests(self):
        return [("a file that is missing", lambda: self.fails("cannot be opened", base="none.db")),
                ("a file that is no database", self.no_database),
                ("a database that is cut off", self.cut_off),
                ("a table that is missing", lambda: self.fails("no such table: nowhere.*--table", "--table", "calls=nowhere")),
                ("a column that is missing", lambda: self.fails("no such column: given.wait.*--column", "--table", "calls=lacks")),
                ("other rows than were declared", self.other_rows),
                ("a time-out", lambda: self.fails(r"no answer within 1 s \(--timeout\)", "--table", "calls=long", "--timeout", "1")),
                ("a lock that stays", self.locked),
                ("Ctrl-C", lambda: self.stopped(signal.SIGINT, STOPPED)),
                ("an end that is asked for", lambda: self.stopped(signal.SIGTERM, 143)),
                ("a terminal shows what is asked", self.progress),
                ("the file stays as it is", self.stays),
                ("a run of an engine goes to the ledger", self.ledger)]

    def no_database(self):
        with open(os.path.join(self.trial.folder, "text.db"), "w") as out:
            out.write("nothing of the kind\n" * 100)
        self.fails("file is not a database.*whole", base="text.db")

    def cut_off(self):
        with open(self.path, "rb") as file, open(os.path.join(self.trial.folder, "cut.db"), "wb") as out:
            out.write(file.read()[:20000])
        self.fails("malformed", base="cut.db")

    def other_rows(self):
        words = ["--raw", "--rows", f"calls={len(CALLS) + 7}"]
        report = self.trial.report_of("sqlite:calls.db", *words, status=3)
        demand('"R0331"' in report and '"met"' not in report and '"missed"' not in report, f"judges a part: {report[:500]}")
        demand('"not measured"' in report or '"not_measured"' in report, "does not say that it is not measured")

    def locked(self):
        base = sqlite3.connect(self.path, isolation_level=None)
        base.execute("BEGIN EXCLUSIVE")
        try:
            self.fails(r"no answer within 1 s \(--timeout\)", "--timeout", "1")
        finally:
            base.rollback()
            base.close()

    def stopped(self, number, status):
        process = self.trial.begin("sqlite:calls.db", "--raw", "--table", "calls=long")
        time.sleep(0.7)
        process.send_signal(number)
        self.trial.finish(process, "sqlite:calls.db: cancelled", status)

    def progress(self):
        self.trial.seen_on_terminal(r"\r\x1b\[Kasking: calls by month \(1 of 2\), [12] s", "sqlite:calls.db", "--raw", "--table", "calls=long")

    def stays(self):
        with open(self.path, "rb") as file:
            before = file.read()
        self.trial.report_of("sqlite:calls.db", "--raw")
        with open(self.path, "rb") as file:
            demand(file.read() == before, "the database was written to")
        demand(sorted(n for n in os.listdir(self.trial.folder) if n.startswith("calls.db")) == ["calls.db"], "leaves files beside it")

    def ledger(self):
        path = os.path.join(self.trial.folder, "kept.ledger")
        self.trial.report_of("sqlite:calls.db", "--raw", "--ledger", path)
        kept = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        tables = [name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = sum(kept.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables)
        kept.close()
        demand(rows > 0, "the ledger has no run")
