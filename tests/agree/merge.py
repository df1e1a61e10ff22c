#!/usr/bin/env python3
"""Random programs over random data, dealt to shards: the states of the shards add up to those of all rows, or are refused.

merge.py JOURNEY COUNT [SEED [NUMBER]] makes COUNT programs (made_program.py), deals the rows of each to two to five shards, lets
JOURNEY measure each shard and all files together, and merges the shards twice, in an order and grouping of their own: both must
be the same bytes, and hold what measuring all files gives, to the last byte, but for what names files. Where a program asks for
something that does not add up over these shards, the refusal must say so; where it does not, none may come. The first program
for which that is not so is kept in a folder that is named, and the exit status is 1.
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
from made_program import Made, Source  # noqa: E402 (no folder of compiled modules is left behind)

OF_SUM = ("R0305", "R0306", "R0307")  # told of all rows together
MONTHS = ["2026-01-01..2026-01-31", "2026-02-01..2026-02-28", "2026-03-01..2026-03-31", "2026-04-01..2026-05-15", "2026-05-16..2026-06-30"]
WHOLE = "2026-01-01..2026-06-30"


class DealtSource(Source):
    """Mostly one column is among all keys, as shards ask for."""

    def __init__(self, rng, name):
        self.kept = rng.choice(["customer", "agent", "site"]) if rng.random() < 0.8 else None
        super().__init__(rng, name)

    def make_windows(self):
        super().make_windows()
        if not any(" = again by " in let for let in self.lets):
            return
        if self.kept:
            self.lets = [re.sub(r"again by [\w, ]+?(?= among| within)", lambda found: self.with_kept(found.group()), let) for let in self.lets]
        if self.rng.random() < 0.8:
            self.covers, self.options = "  covers 2026-01-01 to 2026-06-30", []

    def with_kept(self, text):
        return text if self.kept in re.findall(r"\w+", text) else f"{text}, {self.kept}"

    def make_rules(self):
        super().make_rules()
        if self.identity and self.kept:
            wider = self.with_kept(self.identity)
            self.statements = [s.replace(f"identify by {self.identity}", f"identify by {wider}") for s in self.statements]
            self.identity = wider


class Dealt(Made):
    """As Made, but files are of shards: (shard, source, name, bytes). `cut` is the column that a source's rows were dealt by, or
    None; `claims` are the columns of each source that every shard declares."""

    def __init__(self, rng):
        self.shards = rng.randint(2, 5)
        self.cut, self.absent = {}, {}
        super().__init__(rng)
        self.claims = {source: [column] for source, column in self.cut.items() if column and rng.random() < 0.9}
        self.make_covers()

    def source(self, name):
        return DealtSource(self.rng, name)

    def metrics_of(self, source):
        """Shares of time never add up: few programs ask for one."""
        return [m for m in super().metrics_of(source) if m.form != "share of time" or self.rng.random() < 0.1]

    def keys(self, source):
        """Of each construct that keeps rows together: the columns that do it."""
        out = [source.identity.split(", ")] if source.identity else []
        return out + [re.search(r"again by ([\w, ]+?)(?: among| within)", let).group(1).split(", ") for let in source.lets if " = again by " in let]

    def deal(self, name, keys, rows, of):
        """Rows by shard, of those that have data of the source. Mostly one column that keeps most together."""
        rng = self.rng
        self.absent[name] = [n for n in range(self.shards) if rng.random() < 0.1]
        here = [n for n in range(self.shards) if n not in self.absent[name]] or [0]
        self.absent[name] = [n for n in range(self.shards) if n not in here]
        wanted = collections.Counter(column for columns in keys for column in columns)
        self.cut[name] = rng.choice(wanted.most_common())[0] if wanted and rng.random() < 0.85 else None
        if wanted and self.cut[name] and rng.random() < 0.7:
            self.cut[name] = wanted.most_common(1)[0][0]
        home, dealt = {}, {n: [] for n in here}
        for row in rows:
            value = of(row, self.cut[name]) if self.cut[name] else None
            dealt[rng.choice(here) if value is None else home.setdefault(value, rng.choice(here))].append(row)
        return dealt

    def make_files(self):
        rng = self.rng
        for source in self.sources:
            rows = source.make_rows(rng.choice([0, 5, 40, 150, 400]))
            keys = self.keys(source)
            # A spoilt key may be the same in two shards.
            spoil = 0 if keys else rng.choice([0, 0.01, 0.05, 0.3])
            for shard, own in self.deal(source.name, keys, rows, lambda row, column: row[column]).items():
                self.files += [(shard, source.name, name, content) for name, content in source.files(own, spoil)]
        if self.logs:
            self.deal_lines("log", [["ticket"]], self.log_bytes().decode())
        if self.forecast:
            rows = [f"2026-{m:02},{rng.randint(0, 40)},{rng.randint(0, 40)},q{q}" for m in range(1, 7) for q in range(2)]
            self.deal_lines("fc", [["month", "queue"]], "\n".join(["month,calls,heads,queue"] + rows))

    def deal_lines(self, name, keys, text):
        header, *lines = text.splitlines()
        names = header.split(",")
        for shard, own in self.deal(name, keys, [line.split(",") for line in lines], lambda row, column: row[names.index(column)]).items():
            content = "\n".join([header] + [",".join(row) for row in own]) + "\n"
            self.files.append((shard, name, f"{name}.csv", content.encode()))

    # ---- what is said of shards ----

    def make_covers(self):
        """--covers of each shard: the same for all, months, or something of which nobody can say what it is together."""
        rng, self.covers = self.rng, {}
        given = {source for source in list(self.absent) if any(f"{source}=" in word for word in self.options)}
        for source in given | ({s.name for s in self.sources} if rng.random() < 0.1 else set()):
            how = rng.random()
            each = [WHOLE] * self.shards if how < 0.6 else rng.sample(MONTHS, self.shards) if how < 0.85 \
                else [rng.choice(MONTHS + [WHOLE, "2026-02-01..2026-03-31", ""]) for _ in range(self.shards)]
            self.covers[source] = each

    def holders(self, source):
        return [n for n in range(self.shards) if any(f[0] == n and f[1] == source for f in self.files)]

    def data(self, shard=None):
        out = []
        for own, source, name, _ in self.files:
            out += ["--data", f"{source}=s{own}/{name}"] if shard in (None, own) else []
        here = {f[1] for f in self.files if shard in (None, f[0])}
        for source, each in self.covers.items():
            days = {each[n] for n in self.holders(source) if shard in (None, n)} - {""}
            out += [word for day in sorted(days) if source in here for word in ("--covers", f"{source}={day}")]
        return out

    def split(self):
        return [word for source, columns in self.claims.items() for column in columns for word in ("--split-by", f"{source}={column}")]

    # ---- what must not be refused ----

    def declared(self, source, shard):
        """What the source covers in a shard, as a set of words; empty: what its rows tell."""
        if self.covers.get(source, [""] * self.shards)[shard]:
            return {self.covers[source][shard]}
        own = next((s for s in self.sources if s.name == source), None)
        if own and "from file name" in own.covers:
            return {f[2] for f in self.files if f[0] == shard and f[1] == source}
        written = re.findall(r"covers (\S+) to (\S+)", own.covers) if own else [tuple(WHOLE.split(".."))] if source == "fc" else []
        return {"..".join(days) for days in written}

    def together(self, source):
        """None: nobody can say what the shards cover together; else whether all cover the same, by declaration."""
        sets = [self.declared(source, n) for n in self.holders(source)]
        if any(bool(s) != bool(sets[0]) for s in sets):
            return None
        if all(s == sets[0] for s in sets):
            return bool(sets[0])
        flat = [self.days(word) for s in {frozenset(s) for s in sets} for word in s]
        return None if any(a[0] <= b[1] and b[0] <= a[1] for i, a in enumerate(flat) for b in flat[:i]) else False

    @staticmethod
    def days(word):
        named = re.search(r"-(\d{4})-(\d\d)\.csv$", word)
        return (f"{named.group(1)}-{named.group(2)}-01", f"{named.group(1)}-{named.group(2)}-31") if named else tuple(word.split(".."))

    def adds_up(self):
        for source in self.absent:
            if len(self.holders(source)) < 2:
                continue
            own = next((s for s in self.sources if s.name == source), None)
            keys = self.keys(own) if own else [["month", "queue"]] if source == "fc" else [["ticket"]]
            same = self.together(source)
            if same is None or any(not set(columns) & set(self.claims.get(source, [])) for columns in keys):
                return False
            if own and " = again by " in "".join(own.lets) and not same or source == "log" and not same:
                return False
            if own and any(m.form == "share of time" and m.source is own for m in self.metrics):
                return False
        return "relief for the rows of" not in self.text


# ---- running ----


def called(folder, command):
    return subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL)


def parts(report):
    """What states are, as bytes; what is told of all rows; and what names files is left out."""
    text = report.decode("utf-8")
    diagnostics = [d for d in json.loads(text)["diagnostics"] if d["code"] in OF_SUM]
    return {"measurements": text[:text.index('\n  "data": [')], "states": text[text.index('\n  "sources": ['):], "findings": diagnostics}


def merged(journey, folder, rng, name, names):
    """The shards in an order and grouping of their own; or what was said against it."""
    heap, step = list(names), 0
    rng.shuffle(heap)
    while len(heap) > 1 or step == 0:
        own = [heap.pop() for _ in range(min(len(heap), rng.randint(2, 3)))]
        out = f"{name}{step}.json"
        done = called(folder, [journey, "merge", "made.journey", *own, "-o", out])
        if not os.path.exists(os.path.join(folder, out)):
            return None, done
        heap.append(out)
        rng.shuffle(heap)
        step += 1
    with open(os.path.join(folder, heap[0]), "rb") as file:
        return file.read(), done


def measure(journey, folder, made):
    names = []
    for n in range(made.shards):
        data = made.data(n)
        if not data:
            continue
        names.append(f"shard{n}.json")
        split = [w for pair in zip(made.split()[::2], made.split()[1::2]) for w in pair]
        done = called(folder, [journey, "measure", "made.journey", *data, "--format", "json", "--shard", f"shard {n}", "-o", names[-1], *split])
        if not os.path.exists(os.path.join(folder, names[-1])):
            return None, done
    whole = called(folder, [journey, "measure", "made.journey", *made.data(), "--format", "json"])
    return (names, whole) if whole.stdout else (None, whole)


def compare(journey, folder, rng, made):
    """A sentence where something is wrong; and what became of the program."""
    names, whole = measure(journey, folder, made)
    if names is None:
        return f"the program is refused: {whole.stderr.decode(errors='replace')[:1500]}", None
    one, done = merged(journey, folder, rng, "one", names)
    other, again = merged(journey, folder, rng, "other", names)
    if (one is None) != (other is None):
        return f"refused in one order and not in another: {(done if one is None else again).stderr.decode()[:1500]}", None
    if one is None:
        said = done.stderr.decode()
        if done.returncode != 3 or "error[J081" not in said or "  = help: " not in said:
            return f"refused with {done.returncode}: {said[:1500]}", None
        return (f"refused, and it adds up: {said[:1500]}" if made.adds_up() else None), "refused"
    if one != other:
        return "another order gives other bytes", None
    own, theirs = parts(whole.stdout), parts(one)
    differs = [part for part in own if own[part] != theirs[part]]
    return f"other {', '.join(differs)}" if differs else None, "adds up" if made.adds_up() else "adds up for all that"


def one(work):
    journey, seed, number = work
    rng = random.Random(f"merge/{seed}/{number}")
    made = Dealt(rng)
    folder = tempfile.mkdtemp(prefix="journey-merge-")
    with open(os.path.join(folder, "made.journey"), "w", encoding="utf-8") as out:
        out.write(made.text)
    for shard, _, name, content in made.files:
        os.makedirs(os.path.join(folder, f"s{shard}"), exist_ok=True)
        with open(os.path.join(folder, f"s{shard}", name), "wb") as out:
            out.write(content)
    why, what = compare(journey, folder, rng, made)
    if why:
        with open(os.path.join(folder, "why"), "w", encoding="utf-8") as out:
            out.write(f"{why}\n{' '.join(made.data())}\n{' '.join(made.split())}\n")
        return number, why, folder, what
    shutil.rmtree(folder)
    return number, None, None, what


def main():
    journey, count = os.path.realpath(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    numbers = [int(sys.argv[4])] if len(sys.argv) > 4 else range(count)
    seen = collections.Counter()
    with multiprocessing.Pool(min(len(numbers), int(os.environ.get("JOBS", os.cpu_count() or 1)))) as pool:
        for number, why, folder, what in pool.imap_unordered(one, [(journey, seed, n) for n in numbers]):
            if why:
                pool.terminate()
                sys.exit(f"program {number} of seed {seed}: {why}\nkept in {folder}")
            seen[what] += 1
    print(f"{len(numbers)} programs: " + ", ".join(f"{what} {times}" for what, times in sorted(seen.items())))
    if len(numbers) >= 20 and (seen["adds up"] * 4 < len(numbers) or seen["refused"] * 10 < len(numbers)):
        sys.exit("too few add up, or too few are refused: the generator asks for the wrong things")


if __name__ == "__main__":
    main()
