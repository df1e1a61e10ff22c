#!/usr/bin/env python3
"""Random programs over random data, counted in every way there is: all ways must give the same bytes.

counting.py JOURNEY COUNT [SEED [NUMBER]] makes COUNT programs, lets the program JOURNEY measure each in the plain way,
and then in every other: threads, vector sets, sizes of blocks, from a pipe, with little memory, and, of some, by a
generated program. Report, rejected rows, messages and exit status must be the same. The first program that differs
is kept in a folder that is named, and the exit status is 1. With NUMBER that program alone is made and tried.
A table at the end says what occurred in each third program: a form of figure that never had a value is a blind spot.
"""
import collections
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from made_program import Made  # noqa: E402 (no folder of compiled modules is left behind)

GENERATED_EVERY = 20  # compiling takes its time
LOOKED_AT_EVERY = 3  # reading long reports does, too
WAYS = [["--threads", "1"], ["--threads", "2"], ["--threads", "3"], ["--simd", "portable"], ["--simd", "avx2"], ["--simd", "avx512"]]
BLOCKS = [1, 7, 64, 513, 4096, 65536]
MEMORY = "--memory"


class Run:
    """One counting: what came out of it."""

    def __init__(self, command, folder, pipe=None):
        rejects = os.path.join(folder, "rejects")
        if os.path.exists(rejects):
            os.unlink(rejects)
        feed = None
        if pipe:  # not as a file that is opened already
            feed = subprocess.Popen(["cat", os.path.join(folder, pipe)], stdout=subprocess.PIPE)
        done = subprocess.run(command + ["--format", "json", "--rejects", rejects], cwd=folder,
                              stdin=feed.stdout if feed else subprocess.DEVNULL, capture_output=True)
        if feed:
            feed.stdout.close()
            feed.wait()
        self.status, self.report, self.said = done.returncode, done.stdout, done.stderr
        self.rejects = b""
        if os.path.exists(rejects):
            with open(rejects, "rb") as file:
                self.rejects = file.read()

    def parts(self):
        return {"exit status": self.status, "report": self.report, "rejected rows": self.rejects, "messages": self.said}

    def states(self):
        """What does not speak of files' names."""
        return self.report[self.report.find(b'\n  "states": ['):]


def differs(one, other):
    return [name for name, part in one.parts().items() if other.parts()[name] != part]


def write(made, folder):
    with open(os.path.join(folder, "made.journey"), "w", encoding="utf-8") as out:
        out.write(made.text)
    for _, name, content in made.files:
        with open(os.path.join(folder, name), "wb") as out:
            out.write(content)


def data_options(made, pipe=None):
    out = []
    for source, name, _ in made.files:
        out += ["--data", f"{source}={'-' if name == pipe else name}"]
    return out + made.options


def generated(journey, folder, options):
    """The same by the program that `journey build` writes."""
    validator = os.path.join(folder, "validator")
    built = subprocess.run([journey, "build", "made.journey", "-o", validator], cwd=folder, capture_output=True)
    if built.returncode != 0:
        return None, built.stderr.decode(errors="replace")
    return Run([validator, "measure"] + options, folder), None


def ways_of(rng, can):
    """This program's ways: what is done without an option, and some of the others."""
    ways = [[], rng.choice(WAYS + [["--read-block", str(n)] for n in BLOCKS])]
    ways.append(["--threads", rng.choice("23"), "--read-block", str(rng.choice(BLOCKS)), "--simd", rng.choice(["auto", "portable", "avx2"])])
    if MEMORY in can and rng.random() < 0.5:
        ways.append([MEMORY, rng.choice(["16MB", "32MB"])])
    return ways


def compare(journey, made, rng, folder, can, number):
    """A sentence where a way differs; the plain run."""
    verb = "eval" if rng.random() < 0.15 else "measure"
    command = [journey, verb, "made.journey"] + (["--rule", "all=off"] if verb == "eval" else [])
    plain = Run(command + data_options(made) + ["--plain"], folder)
    if plain.status not in (0, 3) or not plain.report.startswith(b"{"):
        return f"the program is refused: {plain.said.decode(errors='replace')[:1500]}", plain
    for way in ways_of(rng, can):
        found = differs(plain, Run(command + data_options(made) + way, folder))
        if found:
            return f"{', '.join(found)} of {verb} with {' '.join(way) or 'no option'}: not those of --plain", plain
    if "from file name" not in made.text and rng.random() < 0.5:
        pipe = made.files[0][1]
        slow = Run(command + data_options(made, pipe) + ["--plain"], folder, pipe)
        way = rng.choice([[], ["--threads", "2", "--read-block", "100"]])
        found = differs(slow, Run(command + data_options(made, pipe) + way, folder, pipe))
        if found:
            return f"{', '.join(found)} of {verb} from a pipe, {' '.join(way)}: not those of --plain", plain
        if slow.states() != plain.states():
            return "the states from a pipe are not those from a file", plain
    if "build" in can and number % GENERATED_EVERY == 0:
        run, why = generated(journey, folder, data_options(made))
        measured = plain if verb == "measure" else Run([journey, "measure", "made.journey"] + data_options(made) + ["--plain"], folder)
        # What a compiler says of the file, the program does not say again.
        found = [] if why else [part for part in differs(measured, run) if part != "messages"]
        if why or found:
            return why or f"{', '.join(found)} of the generated program: not those of --plain", plain
    return None, plain


STATEMENTS = r"ignore where|require|make \w+ missing|else warn|reject row|stop at|skip \d|identify by|keep latest|again by|calendar day|" \
    r"past midnight|during desk|covers given|covers its rows|covers from file name|covers 2026|slice|decimal comma|separated by \w+|format tsv|" \
    r"encoding [\w-]+|one of \"|for each partner|for partner|relief \"|every rolling|every week|every day|from day 22|over one period|" \
    r"every quarter|every year|from column|cases|confidence|schema \w+|each row covers|above \d+% of"


def occurred(made, plain):
    """What this program had in it, and which of its figures had a value."""
    seen = collections.Counter({"says " + re.sub(r"[0-9]+(?=%)|(?<=make )\w+", "…", word) for word in re.findall(STATEMENTS, made.text)})
    seen.update({f"rejects {line}" for line in re.findall(r'^"src\d+",[^\n]*?,"(R\d{4})"', plain.rejects.decode(errors="replace"), re.M)})
    report = json.loads(plain.report)
    seen.update({f"finds {finding.get('code')}" for finding in report["diagnostics"]})
    forms = {m.name: m.form for m in made.metrics}
    for figure in report["measurements"]:
        form = forms.get(figure["metric"], "case")
        seen[f"figure {form}: {'a value' if figure['value'] is not None else 'none'}"] += 1
        if figure["not_due"]:
            seen["figure with rows not due"] += 1
    return seen


def one(work):
    journey, seed, number, can = work
    rng = random.Random(f"{seed}/{number}")
    made = Made(rng)
    folder = tempfile.mkdtemp(prefix="journey-counting-")
    try:
        write(made, folder)
        why, plain = compare(journey, made, rng, folder, can, number)
        if why:
            with open(os.path.join(folder, "why"), "w", encoding="utf-8") as out:
                out.write(f"{why}\n{' '.join(data_options(made))}\n")
            return number, why, folder, None
        return number, None, None, occurred(made, plain) if number % LOOKED_AT_EVERY == 0 else {}
    finally:
        if not why:
            shutil.rmtree(folder)


def abilities(journey):
    """Which ways this program offers. A build under sanitizers is linked with what the compiler alone does not know."""
    sanitized = os.path.basename(os.path.dirname(journey)) in ("asan", "tsan", "cov", "fuzz")
    text = subprocess.run([journey, "measure", "--help"], capture_output=True, text=True).stdout
    verbs = subprocess.run([journey, "--help"], capture_output=True, text=True).stdout
    return {word for word in (MEMORY,) if word in text} | ({"build"} if re.search(r"^ +build ", verbs, re.M) and not sanitized else set())


def table(seen, count):
    lines = []
    forms = sorted({key[7:].split(":")[0] for key in seen if key.startswith("figure ") and ":" in key})
    for form in forms:
        lines.append(f"  {form}: {seen[f'figure {form}: a value']} figures with a value, {seen[f'figure {form}: none']} without")
    for kind in ("says", "rejects", "finds"):
        words = sorted(key[len(kind) + 1:] for key in seen if key.startswith(kind + " "))
        lines.append(f"  {kind}: " + ", ".join(f"{word} {seen[kind + ' ' + word]}" for word in words))
    lines.append(f"  figures with rows not due: {seen['figure with rows not due']}")
    blind = [form for form in forms if not seen[f"figure {form}: a value"]]
    return lines, blind if count >= 1000 else []


def main():
    journey, count = os.path.realpath(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    numbers = [int(sys.argv[4])] if len(sys.argv) > 4 else range(count)
    can, seen = abilities(journey), collections.Counter()
    with multiprocessing.Pool(min(len(numbers), int(os.environ.get("JOBS", os.cpu_count() or 1)))) as pool:
        for number, why, folder, found in pool.imap_unordered(one, [(journey, seed, n, can) for n in numbers]):
            if why:
                pool.terminate()
                sys.exit(f"program {number} of seed {seed}: {why}\nkept in {folder}")
            seen.update(found)
    lines, blind = table(seen, count)
    if os.environ.get("COUNTING_TABLE", "yes") != "no":
        print("\n".join(lines))
    if blind:
        sys.exit(f"no figure had a value: {', '.join(blind)}")
    print(f"{len(numbers)} programs: every way of counting gives the same bytes")


if __name__ == "__main__":
    main()
