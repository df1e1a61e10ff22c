"""By ODBC: the drivers of PostgreSQL and SQLite, named in a line or in an odbc.ini of our own."""
import ctypes
import glob
import json
import os
import subprocess

import failures_sqlite
from calls_server import CallsServer
from servers import SECRET
from trial import demand

TITLE = "ODBC"
PORT = 55404
ENDED = "terminating connection|server closed the connection|the connection has been lost"
UNICODE, ANSI, SQLITE = "PostgreSQL Unicode", "PostgreSQL ANSI", "SQLite3"


def driver(name):
    found = glob.glob(f"/usr/lib/*/odbc/{name}")
    if not found:
        raise OSError(f"there is no {name}")
    return found[0]


class Setting(CallsServer):
    SHOWN = "odbc:warehouse"

    def __init__(self, journey):
        ctypes.CDLL("libodbc.so.2")
        self.drivers = {UNICODE: driver("psqlodbcw.so"), ANSI: driver("psqlodbca.so"), SQLITE: driver("libsqlite3odbc.so")}
        super().__init__(journey, PORT, [SECRET])

    def prepare(self):
        failures_sqlite.load(os.path.join(self.trial.folder, "calls.db"))
        self.write_ini()

    def write_ini(self):
        with open(os.path.join(self.trial.folder, "odbcinst.ini"), "w") as out:
            for name, path in self.drivers.items():
                out.write(f"[{name}]\nDriver={path}\n")
        with open(os.path.join(self.trial.folder, "odbc.ini"), "w") as out:
            out.write(f"[warehouse]\nDriver={UNICODE}\nServername=127.0.0.1\nPort={PORT}\nDatabase=calls\nUsername=ann\n"
                      f"[file]\nDriver={SQLITE}\nDatabase={self.trial.folder}/calls.db\n")

    def environment(self, password):
        return {"ODBCSYSINI": self.trial.folder, "ODBCINI": os.path.join(self.trial.folder, "odbc.ini"),
                **({"JOURNEY_ODBC_PASSWORD": password} if password else {})}

    def fails(self, says, *words, url="odbc:warehouse", password=SECRET, **more):
        self.trial.fails(says, url, *words, env=self.environment(password), **more)

    def asks(self, *words):
        return self.trial.begin("odbc:warehouse", *words, env=self.environment(SECRET))

    def sqlite(self, says, *words, **more):
        self.fails(says, "--raw", *words, url="odbc:file", password=None, **more)

    def report(self, url, *words, password=SECRET):
        report = json.loads(self.trial.report_of(url, *words, env=self.environment(password)))
        del report["data"]
        return report

    def line(self, name=UNICODE):
        return f"odbc:Driver={name};Server=127.0.0.1;Port={PORT};Database=calls;UID=ann"

    def tests(self):
        return [("it answers as PostgreSQL and SQLite themselves do", self.agrees),
                ("a name that odbc.ini does not have", lambda: self.fails("Data source name not found.*odbcinst -q", url="odbc:nowhere")),
                ("a driver that there is not", lambda: self.fails("no connection.*odbcinst -q", url="odbc:Driver=Oracle;UID=a")),
                ("a password that is wrong, or none", self.wrong_passwords),
                ("secrets in a line are refused", self.secrets),
                ("an engine for which --dialect is no word", self.dialect),
                *self.common(),
                ("the session is ended there", lambda: self.broken("pg_terminate_backend", ENDED)),
                ("SQLite: a file that is missing, and is not made", self.no_file),
                ("SQLite: a table, a column that is missing", self.missing),
                ("SQLite: a time-out", lambda: self.sqlite(r"no answer within 1 s \(--timeout\)", "--table", "calls=long", "--timeout", "1")),
                ("the server is stopped", self.away)]

    def agrees(self):
        ours = self.trial.report_of(self.server.url())
        ours = {part: value for part, value in json.loads(ours).items() if part != "data"}
        for url in ("odbc:warehouse", self.line(), self.line(ANSI)):
            demand(self.report(url) == ours, f"{url} answers something else")
        demand(self.report("odbc:warehouse", "--dialect", "postgres") == ours, "with --dialect it answers something else")
        texts = json.loads(self.trial.report_of("sqlite:calls.db", "--raw"))
        del texts["data"]
        demand(self.report("odbc:file", "--raw", password=None) == texts, "SQLite answers something else")

    def wrong_passwords(self):
        wrong = "nearly the pass word"
        self.trial.secrets.append(wrong)
        self.fails('password authentication failed for user "ann".*JOURNEY_ODBC_PASSWORD', password=wrong)
        self.fails("no password supplied.*JOURNEY_ODBC_PASSWORD", password=None)

    def secrets(self):
        for key in ("PWD", "password", "AccessToken", "Client_Secret"):
            done = subprocess.run(self.trial.line(self.line() + f";{key}=" + "{a;b}"), capture_output=True, text=True,
                                  env=self.trial.environment(self.environment(None)))
            demand(done.returncode == 2 and f"{key}= on the command line" in done.stderr, f"takes {key}: {done.stderr}")
            demand("a;b" not in done.stderr + done.stdout, "shows it")

    def dialect(self):
        done = subprocess.run(self.trial.line("odbc:warehouse", "--dialect", "postgers"), capture_output=True, text=True,
                              env=self.trial.environment(self.environment(SECRET)))
        demand(done.returncode == 2 and "did you mean postgres?" in done.stderr, done.stderr)

    def no_file(self):
        path = os.path.join(self.trial.folder, "none.db")
        self.fails("no connection", "--raw", url=f"odbc:Driver={SQLITE};Database={path}", password=None)
        demand(not os.path.exists(path), "it was made")

    def missing(self):
        self.sqlite("no such table: nowhere.*--table", "--table", "calls=nowhere")
        self.sqlite("no such column: given.wait.*--column", "--table", "calls=lacks")

    def away(self):
        self.server.stop("immediate")
        self.fails("Connection refused.*ask again")
