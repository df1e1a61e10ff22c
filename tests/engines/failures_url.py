"""Lines that name no engine, or say too much."""
from trial import Failed, Trial, demand

import subprocess

TITLE = "what the line says"
SECRET = "hunter2"


class Setting:
    def __init__(self, journey):
        self.trial = Trial(journey, [SECRET])

    def end(self):
        self.trial.end()

    def misused(self, url, says, *words):
        done = subprocess.run(self.trial.line(url, *words), capture_output=True, text=True, env=self.trial.environment({}))
        demand(done.returncode == 2, f"exit status {done.returncode} for {url}")
        demand(done.stdout == "" and says in done.stderr, f"says for {url}: {done.stdout}{done.stderr}")
        demand(SECRET not in done.stderr, f"shows the password: {done.stderr}")

    def tests(self):
        return [("a password in a URL is refused and not repeated", self.passwords),
                ("what is no URL of PostgreSQL is not repeated where a password may stand in it", self.no_url),
                ("a word like another, and engines that are asked with their own tools", self.others),
                ("an engine without a place", self.no_place)]

    def passwords(self):
        for url in (f"postgres://ann:{SECRET}@localhost/calls", f"postgresql://ann:{SECRET}@localhost/calls",
                    f"postgres:ann:{SECRET}@localhost/calls", f"postgres://ann:{SECRET[:3]}/{SECRET}@localhost/calls",
                    f"postgres://ann:{SECRET}?@localhost/calls", f"postgres://ann:{SECRET}@[::1/calls",
                    f"postgres://localhost/calls?password={SECRET}", f"postgres://localhost/calls?sslpassword={SECRET}"):
            self.misused(url, "~/.pgpass or PGPASSWORD")

    def no_url(self):
        for url in (f"postgres://ann@localhost/calls?pass={SECRET}", f"postgres://ann%zz{SECRET}@localhost/calls"):
            self.trial.fails("is no URL of PostgreSQL, which is postgres://", url)
        for url in (f"postgres:user=ann passwd={SECRET} host=localhost", f"postgres:{SECRET}"):
            self.misused(url, "PostgreSQL is postgres://HOST/DATABASE")
        self.trial.fails('invalid URI query parameter: "colour"', "postgres://localhost/calls?colour=blue")

    def others(self):
        self.misused("sqllite:calls.db", "did you mean sqlite:")
        self.misused("postgress://localhost/calls", "did you mean postgres:")
        self.misused("bogus:calls", "an engine is sqlite:PATH")
        for name in ("spark", "trino", "clickhouse"):
            self.misused(f"{name}://cluster/calls", f"`journey sql FILE --engine {name}` writes the statements")
            self.misused(name, "`journey judge FILE --answers FOLDER`")

    def no_place(self):
        for scheme in ("sqlite", "postgres", "duckdb"):
            self.misused(f"{scheme}:", f"{scheme}: names no place")
        self.misused("sqlite:calls.db", "--timeout takes seconds", "--timeout", "0")
