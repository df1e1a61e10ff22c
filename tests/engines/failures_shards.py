"""A table whose partitions lie on other servers (postgres_fdw): one is stopped, one breaks, one keeps rows to itself."""
import signal

from servers import Postgres
from trial import STOPPED, Trial, demand, until

TITLE = "PostgreSQL over three servers"
PORT = 55410
COLUMNS = "at timestamp, desk text, who text, wait numeric, done boolean"
ROWS = 3000
SHARD = """
CREATE TABLE calls ({columns});
INSERT INTO calls SELECT timestamp '2026-01-05' + make_interval(mins => 3 * n + {number}), 'north', 'who ' || n, n % 60, n % 3 = 0
FROM generate_series(1, {rows}) AS n;
CREATE VIEW slow_calls AS SELECT calls.* FROM calls, pg_sleep(120);
CREATE VIEW part_calls AS SELECT * FROM calls OFFSET 10;
"""
HEAD = "CREATE EXTENSION postgres_fdw;" + "".join(
    f"CREATE TABLE {table} ({COLUMNS}) PARTITION BY RANGE (at);" for table in ("calls", "slow", "part"))
PART = """
CREATE SERVER shard_{number} FOREIGN DATA WRAPPER postgres_fdw
  OPTIONS (host '{folder}', port '{port}', dbname 'postgres', use_remote_estimate 'false');
CREATE USER MAPPING FOR CURRENT_USER SERVER shard_{number} OPTIONS (user '{user}');
CREATE FOREIGN TABLE {table}_{number} PARTITION OF {table} FOR VALUES FROM ('{first}') TO ('{last}')
  SERVER shard_{number} OPTIONS (table_name '{there}');
"""


class Setting:
    def __init__(self, journey):
        self.trial, self.servers = Trial(journey), []
        try:
            for number in range(3):
                self.servers.append(Postgres(PORT + number))
            self.head, self.shards = self.servers[0], self.servers[1:]
            self.head.run(HEAD)
            for number, shard in enumerate(self.shards, 1):
                self.fill(number, shard)
        except Exception:
            self.end()
            raise

    def fill(self, number, shard):
        first, last = [("2026-01-01", "2026-01-10"), ("2026-01-10", "2026-12-31")][number - 1]
        shard.run(SHARD.format(columns=COLUMNS, number=number, rows=ROWS))
        shard.run(f"DELETE FROM calls WHERE NOT (at >= '{first}' AND at < '{last}')")
        there = {"calls": "calls", "slow": "slow_calls" if number == 2 else "calls", "part": "part_calls" if number == 2 else "calls"}
        for table, name in there.items():
            text = PART.format(number=number, folder=shard.folder, port=shard.port, user=shard.user, table=table, first=first,
                               last=last, there=name)
            self.head.run(text if table == "calls" else text[text.index("CREATE FOREIGN TABLE"):])

    def end(self):
        self.trial.end()
        for server in self.servers:
            server.end()

    def fails(self, says, *words):
        self.trial.fails(says, self.head.url(), *words)

    def rows(self):
        return sum(int(shard.run("SELECT count(*) FROM calls")) for shard in self.shards)

    def tests(self):
        return [("all servers together are one table", self.whole),
                ("a shard that keeps rows to itself", self.partial),
                ("a shard that is slow", self.slow),
                ("Ctrl-C ends the work of the shards too", self.stopped),
                ("a shard whose session is ended in the middle", self.broken),
                ("a shard that is stopped", self.away)]

    def whole(self):
        report = self.trial.report_of(self.head.url(), "--rows", f"calls={self.rows()}")
        demand('"R0331"' not in report, "rows are missing")
        for shard in self.shards:
            demand(int(shard.run("SELECT count(*) FROM calls")) > 100, "a shard has no rows")

    def partial(self):
        words = ["--table", "calls=part"]
        demand('"R0331"' not in self.trial.report_of(self.head.url(), *words), "more is known than can be")
        report = self.trial.report_of(self.head.url(), *words, "--rows", f"calls={self.rows()}", status=3)
        demand('"R0331"' in report and '"met"' not in report and '"missed"' not in report, f"judges a part: {report[:500]}")

    def sleeping(self):
        return self.shards[1].run("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")

    def slow(self):
        self.fails(r"no answer within 1 s \(--timeout\)", "--table", "calls=slow", "--timeout", "1")
        until(lambda: self.sleeping() == "0", 3, "the shard is still at work")

    def at_work(self):
        process = self.trial.begin(self.head.url(), "--table", "calls=slow")
        until(lambda: self.sleeping() == "1", 10, "the statement does not get to the shard")
        return process

    def stopped(self):
        process = self.at_work()
        process.send_signal(signal.SIGINT)
        self.trial.finish(process, "cancelled", STOPPED)
        until(lambda: self.sleeping() == "0", 3, "the shard is still at work")

    def broken(self):
        process = self.at_work()
        self.shards[1].run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        self.trial.finish(process, "terminating connection.*each that holds a part of the table")

    def away(self):
        self.shards[1].stop("immediate")
        self.fails('could not connect to server "shard_2".*each that holds a part of the table')
        self.shards[1].start()
        self.trial.report_of(self.head.url(), "--rows", f"calls={self.rows()}")
