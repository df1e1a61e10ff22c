"""What the scripts of engines share: a package that is installed where nobody minds, and work that comes as lines.

A line of standard input is JSON: "tables", name -> [CSV file, column -> type of the engine, "" for texts as they stand], and
"statements", [[SQL, file for its answer], ...]. For each line one is answered: {"error": null or what the engine said}.
NULL is an empty field of an answer.
"""
import csv
import json
import os
import subprocess
import sys


def installed(cache, package):
    """Goes on under a Python that has the package; says "skipped" and ends where it cannot be had."""
    home = os.path.join(os.path.abspath(cache), package)
    python = os.path.join(home, "bin", "python")
    if os.path.realpath(sys.prefix) == os.path.realpath(home):
        return
    log = subprocess.DEVNULL
    if not os.path.exists(os.path.join(home, "ready")):
        try:
            subprocess.run([sys.executable, "-m", "venv", home], check=True, stdout=log, stderr=log)
            subprocess.run([python, "-m", "pip", "install", "-q", package], check=True, stdout=log, stderr=log, timeout=900)
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


def serve(load, ask):
    """`load` makes a table of a name, a file and types; `ask` writes what a statement answers to a file."""
    print("ready", flush=True)
    for line in sys.stdin:
        work, error = json.loads(line), None
        try:
            for name, (path, types) in work.get("tables", {}).items():
                load(name, path, types)
            for sql, path in work.get("statements", []):
                ask(sql, path)
        except Exception as why:  # whatever the engine says
            error = str(why)[:3000] or type(why).__name__
        print(json.dumps({"error": error}), flush=True)
