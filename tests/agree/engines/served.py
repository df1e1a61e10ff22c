"""What the scripts of engines share: a package that is installed where nobody minds, and work that comes as lines.

A line of standard input is JSON: "tables", name -> [CSV file, column -> type of the engine, "" for texts as they stand],
"statements", [[SQL, file for its answer], ...], and "drop", names of tables. For each line one is answered: {"error": null or
what the engine said}. NULL is \\x01 without quotes in a table, and an empty field of an answer.
"""
import concurrent.futures
import contextlib
import csv
import fcntl
import json
import os
import subprocess
import sys


def cache_of(words):
    """The folder for packages, which the line names or JOURNEY_ENGINES does."""
    return os.path.abspath(words[1] if len(words) > 1 else os.environ.get("JOURNEY_ENGINES", os.path.join("build", "engines")))


@contextlib.contextmanager
def locked(home):
    """One installs, others wait."""
    os.makedirs(os.path.dirname(home), exist_ok=True)
    with open(home + ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def installed(cache, package, *more):
    """Goes on under a Python that has the packages; says "skipped" and ends where they cannot be had."""
    home = os.path.join(os.path.abspath(cache), package)
    python = os.path.join(home, "bin", "python")
    if os.path.realpath(sys.prefix) == os.path.realpath(home):
        return
    quiet = {"check": True, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with locked(home):
        if not os.path.exists(os.path.join(home, "ready")):
            try:
                subprocess.run([sys.executable, "-m", "venv", "--clear", home], **quiet)
                subprocess.run([python, "-m", "pip", "install", "-q", package, *more], timeout=900, **quiet)
            except (OSError, subprocess.SubprocessError):
                skipped(f"{package} cannot be installed")
            open(os.path.join(home, "ready"), "w").close()
    os.execv(python, [python] + sys.argv)


def skipped(why):
    print(f"skipped: {why}", flush=True)
    sys.exit(0)


def header(path):
    with open(path, encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def written(path, names, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)


def serve(load, ask, drop, threads=1):
    """`load` makes a table of a name, a file and types, which `drop` forgets; `ask` writes what a statement answers to a
    file, `threads` at a time."""
    print("ready", flush=True)
    for line in sys.stdin:
        work, error = json.loads(line), None
        try:
            for name, (path, types) in work.get("tables", {}).items():
                load(name, path, types)
            with concurrent.futures.ThreadPoolExecutor(threads) as pool:
                list(pool.map(lambda pair: ask(*pair), work.get("statements", [])))
            for name in work.get("drop", []):
                drop(name)
        except Exception as why:  # whatever the engine says
            error = str(why)[:3000] or type(why).__name__
        print(json.dumps({"error": error}), flush=True)
