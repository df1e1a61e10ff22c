#!/usr/bin/env python3
"""ClickHouse over two processes: each counts half of the rows, and the states add up to those of all of them.

clickhouse_shards.py JOURNEY CACHE [ROWS [SEED]] makes ROWS calls (6,000), cuts them by customer, and has two processes of
ClickHouse (engines/clickhouse.py) count one half each, at the same time. Of each half the answers become states (`journey measure
--answers`), and `journey merge` adds them up. Measurements, tallies and states must be those of measuring all rows from files, to
the last byte. Then one process is ended in the middle of its work, and no sum comes about. An engine that cannot be had is said and
skipped, with status 77.
"""
import csv
import os
import random
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
from engines import Engine, called, statements  # noqa: E402 (no folder of compiled modules is left behind)
from merge import parts  # noqa: E402

PROGRAM = """brand desk { owner "Head" }
persona ann
channel phone { kind voice }
partner north { delivery bpo
  appears in calls.site as "north" }
partner south { delivery bpo
  appears in calls.site as "south" }
source calls {
  format csv
  covers 2026-01-01 to 2026-06-30
  time at
  identify by id
  column id       text
  column at       timestamp zone Europe/London
  column customer text
  column site     text
  column wait     duration in seconds
  column rating   rating 1..5
  column done     flag yes "Y" no "N"
  let repeated = again by customer within 7 days
  ignore where site is "test"
  tolerate at most 5% rejected rows
  slice done_calls where done
}
metric quick { from calls
  value share of wait <= 20s among wait is known
  better higher }
metric repeats { from calls
  value share of repeated among all
  better lower }
metric wait_90 { from calls
  value percentile 90 of wait
  better lower }
metric spread { from calls
  value stddev of wait
  better lower }
metric callers { from calls
  value distinct of customer
  better higher
  no rows means zero }
metric score { from calls
  value net of rating >= 4 against rating <= 2 among rating is known
  better higher }
journey ask {
  brand desk
  persona ann
  scale none
  periods in Europe/London
  stage g { touchpoint t {
    channel phone
    delivered by north
    seen in calls
    success quick for each partner at least 50% every month
    success repeats at most 20% every month
    success repeats in calls.done_calls at most 20% every week
    success wait_90 for each partner at most 60s every month
    success spread at most 60s every quarter
    success callers at least 1 every week
    success score for each partner at least 0 points every month
  } }
}
"""
NAMES = ["id", "at", "customer", "site", "wait", "rating", "done", "place"]


def made_row(rng, place):
    at = f"2026-{rng.randint(1, 6):02}-{rng.randint(1, 30 if rng.random() < 0.9 else 31):02}T{rng.randrange(24):02}:{rng.randrange(60):02}:00Z"
    at = at.replace("2026-02-30", "2026-02-28").replace("2026-02-31", "2026-02-28").replace("-29T", "-28T").replace("-31T", "-27T")
    wait = "" if rng.random() < 0.02 else "soon" if rng.random() < 0.005 else f"{int(rng.expovariate(1 / 20))}.{rng.choice(['5', '25', '0'])}"
    return [f"t{place}", at, f"c{rng.randrange(4000)}" if rng.random() < 0.98 else "", rng.choice(["north", "south", "south", "test"]), wait,
            rng.choice(["", "1", "2", "3", "4", "5"]), rng.choice("YYN"), f"{place:09}"]


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([NAMES] + rows)


def count(journey, engine, folder, half, texts):
    """One half into one process: its table, its answers, its states. What went wrong, or None."""
    answers = os.path.join(folder, half)
    os.mkdir(answers)
    try:
        why = engine.ask({"calls": [os.path.join(folder, f"{half}.csv"), {}]},
                         [[text, os.path.join(answers, f"{n}.csv")] for n, text in enumerate(texts)])
    except BrokenPipeError:
        why = "it ended"
    if why:
        return why
    done = subprocess.run([journey, "measure", "made.journey", "--answers", answers, "--raw", "--shard", half,
                           "--split-by", "calls=customer", "--split-by", "calls=id", "--format", "json", "-o", f"{half}.json"], cwd=folder, capture_output=True, text=True)
    return done.stderr if done.returncode else None


def both(work):
    """Two at the same time."""
    out = {}
    threads = [threading.Thread(target=lambda half=half, do=do: out.update({half: do()})) for half, do in work.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return out


def adds_up(journey, folder):
    merged = called([journey, "merge", os.path.join(folder, "made.journey"), os.path.join(folder, "east.json"), os.path.join(folder, "west.json"),
                     "--shards", "2"]).encode()
    whole = called([journey, "measure", os.path.join(folder, "made.journey"), "--data", f"calls={folder}/all.csv", "--format", "json"]).encode()
    own, theirs = parts(whole), parts(merged)
    differs = [part for part in own if own[part] != theirs[part]]
    if differs:
        sys.exit(f"clickhouse: the halves add up to other {', '.join(differs)}")
    return own["measurements"].count('"metric"')


def stops(journey, engine, folder, texts):
    """A process that ends while it counts: no answer is whole, so there are no states of that half and no sum."""
    timer = threading.Timer(0.05, engine.work.kill)
    timer.start()
    os.rename(os.path.join(folder, "west"), os.path.join(folder, "before"))
    os.remove(os.path.join(folder, "west.json"))
    why = count(journey, engine, folder, "west", texts * 20)
    timer.join()
    done = subprocess.run([journey, "merge", "made.journey", "east.json", "--shards", "2"], cwd=folder, capture_output=True, text=True)
    if not why or done.returncode != 3 or done.stdout:
        sys.exit(f"clickhouse: a process that was ended is not missed: {why}; {done.stderr}")
    return done.stderr.strip()


def main():
    journey, cache = os.path.realpath(sys.argv[1]), sys.argv[2]
    count_rows, seed = int(sys.argv[3]) if len(sys.argv) > 3 else 6000, int(sys.argv[4]) if len(sys.argv) > 4 else 1
    rng = random.Random(f"shards/{seed}")
    rows = [made_row(rng, n) for n in range(count_rows)]
    rows += [list(row) for row in rng.sample(rows, count_rows // 50)]
    engines = {half: Engine("clickhouse", cache) for half in ("east", "west")}
    missing = [engine.why for engine in engines.values() if engine.why]
    if missing:
        print(f"clickhouse: {missing[0]}")
        return 77
    with tempfile.TemporaryDirectory(prefix="journey-shards-") as folder:
        file = os.path.join(folder, "made.journey")
        with open(file, "w", encoding="utf-8") as out:
            out.write(PROGRAM)
        halves = {"east": [r for r in rows if sum(r[2].encode()) % 2], "west": [r for r in rows if not sum(r[2].encode()) % 2]}
        for half, own in halves.items():
            write(os.path.join(folder, f"{half}.csv"), own)
        write(os.path.join(folder, "all.csv"), halves["east"] + halves["west"])
        texts = statements(called([journey, "sql", file, "--engine", "clickhouse", "--raw", "--order", "calls=place"]))
        try:
            wrong = both({half: lambda half=half: count(journey, engines[half], folder, half, texts) for half in halves})
            if any(wrong.values()):
                sys.exit(f"clickhouse: {next(why for why in wrong.values() if why)}")
            figures = adds_up(journey, folder)
            said = stops(journey, engines["west"], folder, texts)
        finally:
            engines["east"].stop()
            engines["west"].work.kill()
            engines["west"].work.wait()
    print(f"two processes of ClickHouse, {' and '.join(str(len(own)) for own in halves.values())} rows, {len(texts)} statements each: "
          f"{figures} measurements are those of all rows; one process ended: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
