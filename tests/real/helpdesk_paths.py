"""What `journey conform` should count on the public help desk log, counted without it.

usage: helpdesk_paths.py LOG.csv CONFORM.json

Reads the log by itself and knows the plan of helpdesk.journey by heart: as a regular expression over the codes, for
whether a ticket follows it, and as a hand-written machine, for how far it is from it. The distance is found by
relaxing costs until nothing changes, one event after the other. Prints each figure once, with a complaint where the
report has another.
"""

import collections
import csv
import datetime
import json
import re
import sys

# A ticket: 3 call (may be left out), 1 opened, 8 in hand (may repeat), 9 waiting, 2 passed on, 6 closed; closed, 8
# and 6 again and again.
PLAN = re.compile(r"3?1(?:8+9)*(?:8+2|8+|(?<=9))6(?:86)*")

# State to (code, next state); a code of None may be left out. The states are where the ticket has got to.
MACHINE = {
    "start": [("3", "called"), (None, "called")],
    "called": [("1", "opened")],
    "opened": [("8", "in_hand")],
    "in_hand": [("8", "in_hand"), ("9", "waiting"), ("2", "passed_on"), ("6", "closed")],
    "waiting": [("8", "in_hand"), ("6", "closed")],
    "passed_on": [("6", "closed")],
    "closed": [("8", "again")],
    "again": [("6", "closed")],
}
ENDS = {"closed"}
KNOWN = set("318926")


def read(path, once=True):
    """Tickets in order of time; rows of one ticket, code and moment count once, as `identify by` says."""
    tickets = collections.OrderedDict()
    seen = set()
    with open(path, newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            key = (row["CaseID"], row["ActivityID"], row["CompleteTimestamp"])
            if once and key in seen:
                continue
            seen.add(key)
            at = datetime.datetime.strptime(key[2], "%Y-%m-%d %H:%M:%S")
            tickets.setdefault(key[0], []).append((at, number, key[1]))
    for events in tickets.values():
        events.sort()
    return tickets


def relax(cost):
    """Steps that are left out cost nothing, missing ones cost one."""
    changed = True
    while changed:
        changed = False
        for state, ways in MACHINE.items():
            for code, target in ways:
                other = cost.get(state, 99) + (code is not None)
                if other < cost.get(target, 99):
                    cost[target] = other
                    changed = True
    return cost


def distance(codes):
    """The fewest codes to be struck out and steps to be put in until the codes are a planned path."""
    cost = relax({"start": 0})
    for code in codes:
        after = {state: value + 1 for state, value in cost.items()}
        for state, ways in MACHINE.items():
            for wanted, target in ways:
                if wanted == code:
                    after[target] = min(after.get(target, 99), cost.get(state, 99))
        cost = relax(after)
    return min(cost.get(state, 99) for state in ENDS)


def rank(values, percent):
    """The smallest value with so many percent at or below it."""
    values = sorted(values)
    return values[max(0, -(-len(values) * percent // 100) - 1)]


def zone_shift(at):
    """Hours that Rome is ahead of UTC: summer time from the last Sunday of March to that of October, 1:00 UTC."""
    def last_sunday(month):
        day = datetime.datetime(at.year, month, 31)
        return day - datetime.timedelta(days=(day.weekday() + 1) % 7)
    begins = last_sunday(3) + datetime.timedelta(hours=2)
    ends = last_sunday(10) + datetime.timedelta(hours=3)
    return 2 if begins <= at < ends else 1


def seconds(a, b):
    shift = zone_shift(b) - zone_shift(a)
    return (b - a).total_seconds() - shift * 3600


def count(tickets):
    figures = collections.OrderedDict()
    paths = ["".join(code for _, _, code in events) for events in tickets.values()]
    figures["tickets"] = len(paths)
    figures["events"] = sum(len(path) for path in paths)
    figures["different paths"] = len(set(paths))
    figures["follow the plan"] = sum(1 for path in paths if PLAN.fullmatch(path))
    figures["differences"] = sum(distance(path) for path in paths)
    figures["go on after the first 6"] = sum(1 for path in paths if path.index("6") < len(path) - 1)
    figures["ad hoc"] = sum(1 for path in paths if set(path) - KNOWN)
    # What every plan has and the path has not is missing, however one explains it.
    for code, name in (("1", "opened"), ("8", "in_hand"), ("6", "closed")):
        figures["without " + name] = sum(1 for path in paths if code not in path)
    for code, name in (("3", "call"), ("1", "opened"), ("9", "waiting"), ("2", "passed_on"), ("6", "closed")):
        figures["reached " + name] = sum(1 for path in paths if code in path)
        figures["visits " + name] = sum(path.count(code) for path in paths)
    for code in "457":
        figures["visits " + code] = sum(path.count(code) for path in paths)
    for pair, name in (("18", "opened to in_hand"), ("99", "waiting to waiting"), ("66", "closed to closed")):
        times = [seconds(a[0], b[0]) for events in tickets.values() for a, b in zip(events, events[1:])
                 if a[2] + b[2] == pair]
        figures[name] = (len(times), int(rank(times, 50)), int(rank(times, 90)))
    return figures


def reported(report):
    cases = report["cases"]
    step = {one["name"]: one for one in report["touchpoints"]}
    stranger = {one["name"]: one for one in report["ad_hoc_steps"]}
    figures = {
        "tickets": cases["all"],
        "events": cases["events"],
        "different paths": cases["paths"],
        "follow the plan": cases["conforming"] + cases_that_only_failed(report),
        "differences": cases["differences"],
        "ad hoc": cases["ad_hoc"],
        "without opened": step["opened"]["missing"],
        "without in_hand": step["in_hand"]["missing"],
        "without closed": step["closed"]["missing"],
    }
    for name in ("call", "opened", "waiting", "passed_on", "closed"):
        figures["reached " + name] = step[name]["reached"]
        figures["visits " + name] = step[name]["visits"]
    for code in "457":
        figures["visits " + code] = stranger[code]["visits"]
    for way in report["ways"]:
        name = "{} to {}".format(way["from"].get("touchpoint"), way["to"].get("touchpoint"))
        if way["count"]:
            figures[name] = (way["count"], way["median_us"] // 1000000, way["p90_us"] // 1000000)
    return figures


def cases_that_only_failed(report):
    """A closing that failed leaves the plan by a way that the plan has for it."""
    return sum(path["cases"] for path in report["paths"]
               if path["failed"] and not path["missing"] and
               all(event["as"] == "planned" for event in path["events"]))


def main():
    own = count(read(sys.argv[1]))
    rows = ["".join(code for _, _, code in events) for events in read(sys.argv[1], once=False).values()]
    own["the same, of all rows"] = sum(1 for path in rows if path.index("6") < len(path) - 1)
    own.move_to_end("the same, of all rows")
    with open(sys.argv[2]) as file:
        other = reported(json.load(file))
    for name, value in own.items():
        differs = "" if name not in other or other[name] == value else "   but journey says {}".format(other[name])
        print("{:26}{}{}".format(name, value, differs))


main()
