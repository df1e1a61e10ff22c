"""PostgreSQL servers of our own: each in a folder that is taken away, on a port of the loopback, ended with the test.

Setting up goes by the socket in the folder, on trust; over the network everybody must show a password (scram-sha-256).
Root may not run a server, so its programs run as the user that Debian's package makes.
"""
import glob
import os
import pwd
import shutil
import subprocess
import tempfile

SECRET = "pass word's \\ #1"  # what readers log in with: nothing may ever show it


def programs():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    home = found[-1] if found else os.path.dirname(shutil.which("initdb") or "")
    if not os.path.exists(os.path.join(home, "initdb")):
        raise OSError("PostgreSQL's programs are not installed")
    return home


class Postgres:
    def __init__(self, port, database="postgres", settings=()):
        self.port, self.database = str(port), database
        self.programs, self.folder = programs(), tempfile.mkdtemp(prefix="journey-postgres-")
        self.data = os.path.join(self.folder, "data")
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.call("initdb", "--auth-local=trust", "--auth-host=scram-sha-256", "-U", self.user, "-E", "UTF8", "--locale=C",
                  "--no-sync", "-D", self.data)
        words = [f"-p {self.port}", f"-k {self.folder}", "-c listen_addresses=127.0.0.1", "-c fsync=off", "-c shared_buffers=16MB",
                 "-c max_connections=30"] + [f"-c {setting}" for setting in settings]
        self.words, self.runs = " ".join(words), False
        self.start()
        if database != "postgres":
            self.run(f"CREATE DATABASE {database}", "postgres")

    def call(self, program, *words):
        before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        subprocess.run(before + [os.path.join(self.programs, program)] + list(words), check=True, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def start(self):
        self.call("pg_ctl", "-D", self.data, "-l", os.path.join(self.folder, "log"), "-w", "-o", self.words, "start")
        self.runs = True

    def stop(self, how="fast"):
        if self.runs:
            self.call("pg_ctl", "-D", self.data, "-w", "-m", how, "stop")
        self.runs = False

    def end(self):
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, text, database=None):
        """What SQL answers, its columns parted by |."""
        done = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", self.port, "-U", self.user,
                               database or self.database], input=text.encode(), capture_output=True)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode().strip()

    def reader(self, name):
        """A user who may read all that is there now, and who has to show the password."""
        quoted = SECRET.replace("'", "''")
        self.run(f"SET standard_conforming_strings = on; CREATE ROLE {name} LOGIN PASSWORD '{quoted}'; "
                 f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")

    def url(self, user=None, query=""):
        """By the network for a user with a password; by the socket for who may do all."""
        if user:
            return f"postgres://{user}@127.0.0.1:{self.port}/{self.database}" + (f"?{query}" if query else "")
        return f"postgres:///{self.database}?host={self.folder}&port={self.port}&user={self.user}"

    def working(self):
        """How many sessions of `journey` a server knows, this one's question aside."""
        return int(self.run("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'journey'"))
