"""A PostgreSQL server with a table of calls, and others that are missing something, are closed, write, or take long.

What every way of asking it must withstand: a Setting says how it asks (`asks`, `fails`), which port it takes and what it needs besides.
"""
import signal

from servers import Postgres
from trial import STOPPED, Trial, demand, until

TABLES = """
CREATE TABLE calls (at timestamp, desk text, who text, wait numeric, done boolean);
CREATE TABLE closed (LIKE calls);
CREATE TABLE lacks (at timestamp, desk text, who text, done boolean);
CREATE TABLE wrong (at text, desk text, who text, wait numeric, done boolean);
CREATE TABLE written (n int);
CREATE FUNCTION write() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO written VALUES (1); RETURN 1; END $$;
CREATE VIEW writes AS SELECT calls.* FROM calls, write();
CREATE VIEW slow AS SELECT calls.* FROM calls, pg_sleep(120);
CREATE VIEW many AS SELECT at, desk, n::text AS who, wait, done FROM calls, generate_series(1, 20000) AS n;
CREATE FUNCTION say() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'look here'; RETURN true; END $$;
CREATE VIEW talks AS SELECT calls.* FROM calls WHERE say();
"""
FILL = """
INSERT INTO calls SELECT timestamp '2026-01-05' + make_interval(mins => n), 'north', 'who ' || n, n % 60, n % 2 = 0
FROM generate_series(1, 1000) AS n;
"""
SLEEPERS = "FROM pg_stat_activity WHERE wait_event = 'PgSleep'"


class CallsServer:
    def __init__(self, journey, port, secrets):
        self.server = Postgres(port, "calls")
        self.trial = Trial(journey, secrets)
        try:
            self.server.run(TABLES + FILL)
            self.server.reader("ann")
            self.server.run("REVOKE SELECT ON closed FROM ann; GRANT INSERT ON written TO ann")
            self.prepare()
        except Exception:
            self.end()
            raise

    def prepare(self):
        """What else there must be before the first question."""

    def end(self):
        self.trial.end()
        self.server.end()

    def table(self, says, name, *words):
        self.fails(says, "--table", f"calls={name}", *words)

    def common(self):
        return [("a table that is missing", lambda: self.table('relation "nowhere" does not exist.*--table', "nowhere")),
                ("a column that is missing", lambda: self.table("wait does not exist.*--column", "lacks")),
                ("a table that nobody may read", lambda: self.table("permission denied for table closed.*GRANT SELECT", "closed")),
                ("a table that writes when it is read", self.read_only),
                ("a time-out", self.time_out),
                ("Ctrl-C ends the statement there too", lambda: self.stopped(signal.SIGINT, STOPPED))]

    def read_only(self):
        self.table("cannot execute INSERT in a read-only transaction.*only reads", "writes")
        demand(self.server.run("SELECT count(*) FROM written") == "0", "something was written")

    def time_out(self):
        self.table(r"no answer within 1 s \(--timeout\)", "slow", "--timeout", "1")
        self.none_left()

    def sleeping(self):
        return int(self.server.run(f"SELECT count(*) {SLEEPERS}"))

    def left(self):
        return self.sleeping()

    def none_left(self, seconds=3):
        until(lambda: self.left() == 0, seconds, "a statement is still at work")

    def at_work(self):
        process = self.asks("--table", "calls=slow")
        until(lambda: self.sleeping() == 1, 10, "the statement does not get there")
        return process

    def stopped(self, number, status):
        process = self.at_work()
        process.send_signal(number)
        self.trial.finish(process, f"{self.SHOWN}: cancelled", status)
        self.none_left()

    def broken(self, call, says):
        process = self.at_work()
        self.server.run(f"SELECT {call}(pid) {SLEEPERS}")
        self.trial.finish(process, says)
        self.none_left()


