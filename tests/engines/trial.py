"""One try of asking an engine, and what must be true of every one that fails.

A failure says one line on standard error that fits what is expected, ends with the status that it has to, prints nothing else,
leaves reports and ledgers as they were, and shows no password.
"""
import os
import pty
import re
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
GOLDEN = os.path.join(ROOT, "tests", "golden")
DATA, STOPPED = 3, 130  # exit statuses
BEFORE = "the report of yesterday\n"
LONGEST = 60  # seconds


COLUMNS = ["at", "desk", "who", "wait", "done"]
CALLS = [[f"2026-01-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}:00", "north", f"who {n}", str(n % 60), "YN"[n % 2]] for n in range(1, 1001)]


class Failed(Exception):
    pass


def demand(truth, words):
    if not truth:
        raise Failed(words)


def until(what, seconds, words):
    """Waits until `what()` is true."""
    end = time.monotonic() + seconds
    while not what():
        demand(time.monotonic() < end, words)
        time.sleep(0.05)


class Trial:
    """Runs `journey eval` over engine.journey in a folder of its own."""

    def __init__(self, journey, secrets=()):
        self.journey, self.secrets = os.path.realpath(journey), list(secrets)
        self.folder = tempfile.mkdtemp(prefix="journey-failures-")
        self.report = os.path.join(self.folder, "report.json")
        self.new = os.path.join(self.folder, "new.csv")
        self.ledger = os.path.join(self.folder, "runs.ledger")

    def end(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def line(self, url, *words):
        return [self.journey, "eval", "--rule", "all=off", "--engine", url, *words, os.path.join(GOLDEN, "engine.journey")]

    def environment(self, given):
        own = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        own.update({"HOME": self.folder, "TZ": "Asia/Kathmandu", **given})
        return own

    def begin(self, url, *words, env={}):
        for left in (self.new, self.ledger):
            if os.path.exists(left):
                os.remove(left)
        with open(self.report, "w") as out:
            out.write(BEFORE)
        files = ["--also", f"json={self.report}", "--also", f"csv={self.new}", "--ledger", self.ledger]
        return subprocess.Popen(self.line(url, *files, *words), cwd=self.folder, env=self.environment(env),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, process, says, status=DATA):
        try:
            out, err = (text.decode(errors="replace") for text in process.communicate(timeout=LONGEST))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failed(f"does not end within {LONGEST} s")
        demand(process.returncode == status, f"exit status {process.returncode}, not {status}; it says: {err}{out}")
        demand(re.search(says, err), f"says nothing of {says!r}: {err}")
        demand(out == "", f"prints {out[:300]!r}")
        demand(err.endswith("\n") and err[:-1].isprintable(), f"is no line: {err!r}")
        with open(self.report) as file:
            demand(file.read() == BEFORE, "the report that was there is another")
        for left in os.listdir(self.folder):
            demand(left not in ("new.csv", "runs.ledger") and not left.startswith("report.json."), f"leaves {left}")
        for secret in self.secrets:
            demand(secret not in err, f"shows a password: {err}")

    def fails(self, says, url, *words, status=DATA, env={}):
        self.finish(self.begin(url, *words, env=env), says, status)

    def report_of(self, url, *words, env={}, status=0):
        """The report in JSON of a try that comes to an end."""
        done = subprocess.run(self.line(url, "--format", "json", *words), cwd=self.folder, env=self.environment(env),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST)
        demand(done.returncode == status, f"exit status {done.returncode}, not {status}: {done.stderr.decode()}")
        return done.stdout.decode()


    def seen_on_terminal(self, says, url, *words):
        """Asks on a terminal of its own until the line of progress fits, and is stopped then; the line must be taken away."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            own = self.environment({"TERM": "xterm"})
            for name in ("CI", "NO_PROGRESS"):
                own.pop(name, None)
            os.execve(self.journey, self.line(url, *words), own)
        seen, asked, end = b"", False, time.monotonic() + LONGEST
        while time.monotonic() < end:
            try:
                more = os.read(terminal, 4096)
            except OSError:  # the other side is closed
                break
            seen += more
            if not asked and re.search(says, seen.decode(errors="replace")):
                os.kill(child, signal.SIGINT)
                asked = True
        os.close(terminal)
        _, status = os.waitpid(child, 0)
        demand(asked, f"shows nothing of {says!r}: {seen[-600:]!r}")
        demand(os.waitstatus_to_exitcode(status) == STOPPED, f"exit status {os.waitstatus_to_exitcode(status)}")
        demand(b"\r\x1b[Kjourney eval: " in seen, f"leaves the line: {seen[-300:]!r}")


def run_all(tests):
    """Each test is a name and a call; gives how many failed."""
    failed = 0
    for name, call in tests:
        began = time.monotonic()
        try:
            call()
            print(f"ok      {name} ({time.monotonic() - began:.1f} s)", flush=True)
        except (Failed, RuntimeError, OSError, subprocess.SubprocessError) as why:
            failed += 1
            print(f"FAILED  {name}: {why}", flush=True)
    return failed
