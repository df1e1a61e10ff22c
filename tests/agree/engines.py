#!/usr/bin/env python3
"""A file's statements run by ClickHouse or Spark: the judged answers are those of `journey eval` over the same rows.

engines.py JOURNEY ENGINE CACHE FILE SOURCE=DATA [COLUMN=TYPE...] measures FILE over the CSV file DATA, has the engine of
tests/agree/engines/ run the statements over a table of it, and compares the reports but for what names files and lines. The
table is of texts (`--raw`); with types, which are words of the engine, of those. What differs is shown, and the status is 1.
An engine that cannot be had is said and skipped. `--order` of windows is the file's first column.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "engines"))
from served import header  # noqa: E402 (no folder of compiled modules is left behind)

NO_DATA = ("data", "diagnostics")  # name files and lines


class Engine:
    """A script of engines/ at work. `why` is set where there is none."""

    def __init__(self, name, cache):
        script = os.path.join(sys.path[0], name + ".py")
        self.work = subprocess.Popen([sys.executable, script, cache], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.DEVNULL, text=True)
        said = self.work.stdout.readline().strip()
        self.why = None if said == "ready" else said or "skipped: it does not start"

    def ask(self, tables=None, statements=()):
        """What the engine said against it, or None."""
        self.work.stdin.write(json.dumps({"tables": tables or {}, "statements": list(statements)}) + "\n")
        self.work.stdin.flush()
        line = self.work.stdout.readline()
        return json.loads(line)["error"] if line else "it ended"

    def stop(self):
        self.work.stdin.close()
        self.work.wait()


def called(command):
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    if not done.stdout:
        sys.exit(f"{' '.join(command[1:])}: {done.stderr[:2000]}")
    return done.stdout


def statements(sql):
    return [text for text in re.split(r";\n+(?=-- |$)", sql) if text.strip()]


def compare(journey, engine, name, file, source, types, first):
    """The parts of the report that differ, and how many verdicts there are; or what the engine said."""
    raw = [] if types else ["--raw"]
    texts = statements(called([journey, "sql", file, "--engine", name, "--order", f"{source}={first}"] + raw))
    with tempfile.TemporaryDirectory(prefix="journey-engines-") as folder:
        why = engine.ask(statements=[[text, os.path.join(folder, f"{n}.csv")] for n, text in enumerate(texts)])
        if why:
            return why, None, None
        return None, len(texts), json.loads(called([journey, "judge", "--format", "json", "--answers", folder] + raw + [file]))


def main():
    journey, name, cache, file, data = sys.argv[1:6]
    source, path = data.split("=", 1)
    types = dict(word.split("=", 1) for word in sys.argv[6:])
    engine = Engine(name, cache)
    if engine.why:
        print(f"{name}: {engine.why}")
        return 0
    try:
        why = engine.ask({source: [os.path.abspath(path), types]})
        if why:
            sys.exit(f"{name}: {why}")
        why, count, theirs = compare(journey, engine, name, file, source, types, header(path)[0])
    finally:
        engine.stop()
    if why:
        sys.exit(f"{name}: {why}")
    own = json.loads(called([journey, "eval", "--format", "json", file, "--data", data]))
    differs = [part for part in own if part not in NO_DATA and own[part] != theirs.get(part)]
    if differs:
        sys.exit(f"{name}: other {', '.join(differs)}")
    print(f"{name}: {count} statements, {len(own['measurements'])} measurements and {len(own['verdicts'])} verdicts are the same")
    return 0


if __name__ == "__main__":
    sys.exit(main())
