"""A PostgreSQL server of our own: rights, types, passwords, connections that break, statements that are stopped."""
import os
import signal
import time

from calls_server import SLEEPERS, CallsServer
from servers import SECRET
from trial import demand, until

TITLE = "PostgreSQL"
PORT = 55400


class Setting(CallsServer):
    SHOWN = f"postgres://127.0.0.1:{PORT}/calls"

    def __init__(self, journey):
        super().__init__(journey, PORT, [SECRET, SECRET[:9]])

    def prepare(self):
        self.server.run("CREATE ROLE tight LOGIN IN ROLE ann; ALTER ROLE tight SET temp_file_limit = '64kB'; "
                        "ALTER ROLE tight SET work_mem = '64kB'")

    def url(self, user="ann", query=""):
        return self.server.url(user, query)

    def fails(self, says, *words, url=None, password=SECRET, **more):
        env = {"PGPASSWORD": password} if password else {}
        self.trial.fails(says, url or self.url(), *words, env=env, **more)

    def asks(self, *words):
        return self.trial.begin(self.url(), *words, env={"PGPASSWORD": SECRET})

    def tests(self):
        return [("a password from PGPASSWORD or ~/.pgpass lets in", self.passwords),
                ("a password that is wrong, or none", self.wrong_passwords),
                ("a host, a port, a database that there is not", self.places),
                *self.common(),
                ("a column of another type", lambda: self.table("extract.*does not exist.*--raw", "wrong")),
                ("no room for the work", self.no_room),
                ("a server that talks is not listened to", self.talks),
                ("so does an end that is asked for", lambda: self.stopped(signal.SIGTERM, 143)),
                ("who is killed leaves no statement behind", self.killed),
                ("somebody cancels the statement there", lambda: self.broken("pg_cancel_backend", "somebody cancelled")),
                ("somebody ends the session there", lambda: self.broken("pg_terminate_backend", "terminating connection due to administrator command.*ask again")),
                ("the process of the session is killed", self.process_killed),
                ("the server is stopped in the middle", self.server_stopped)]

    def passwords(self):
        self.trial.report_of(self.url(), env={"PGPASSWORD": SECRET})
        pgpass = os.path.join(self.trial.folder, ".pgpass")
        with open(pgpass, "w") as out:
            out.write("*:*:*:ann:" + SECRET.replace("\\", "\\\\").replace(":", "\\:") + "\n")
        os.chmod(pgpass, 0o600)
        report = self.trial.report_of(self.url(), env={"PGPASSFILE": pgpass})
        os.remove(pgpass)
        demand(SECRET not in report and "ann@" not in report, "the report says who asks")

    def wrong_passwords(self):
        wrong = "nearly the pass word"
        self.trial.secrets.append(wrong)
        self.fails('password authentication failed for user "ann".*~/.pgpass or PGPASSWORD', password=wrong)
        self.fails("a password is wanted.*~/.pgpass or PGPASSWORD", password=None)
        self.fails('password authentication failed for user "nobody"', url=self.url("nobody"))

    def places(self):
        url = self.url()
        self.fails('database "nowhere" does not exist.*named in the URL', url=url.replace("/calls", "/nowhere"))
        self.fails("Connection refused", url=url.replace(str(PORT), str(PORT + 19)))
        self.fails("could not translate host name", url=url.replace("127.0.0.1", "nowhere.invalid"))
        self.fails("No such file or directory", url="postgres:///calls?host=/nowhere")

    def no_room(self):
        self.server.run("ALTER ROLE tight PASSWORD '" + SECRET.replace("'", "''") + "'")
        self.fails("temporary file size exceeds.*lacks room", "--table", "calls=many", url=self.url("tight"))

    def talks(self):
        done = self.trial.report_of(self.url(), "--table", "calls=talks", env={"PGPASSWORD": SECRET})
        demand("look here" not in done, "repeats what the server says")

    def time_out(self):
        began = time.monotonic()
        super().time_out()
        demand(time.monotonic() - began < 5, "it takes too long")

    def left(self):
        return self.server.working()

    def killed(self):
        process = self.at_work()
        process.kill()
        process.communicate()
        self.none_left(10)

    def process_killed(self):
        process = self.at_work()
        os.kill(int(self.server.run(f"SELECT pid {SLEEPERS}")), signal.SIGKILL)
        self.trial.finish(process, "server closed the connection|terminating connection")
        until(self.is_up, 20, "the server does not come back")

    def is_up(self):
        try:
            return self.server.working() == 0
        except RuntimeError:
            return False

    def server_stopped(self):
        process = self.at_work()
        self.server.stop("immediate")
        self.trial.finish(process, "server closed the connection|terminating connection")
        self.fails("Connection refused")
        self.server.start()
        self.trial.report_of(self.url(), env={"PGPASSWORD": SECRET})
