#!/usr/bin/env python3
"""Judges rejected rows against the list of those that were spoilt.

  spoilt.py clean DATA MANIFEST          DATA without the rows that MANIFEST names
  spoilt.py rejects DATA MANIFEST FILE   FILE of --rejects: each of those rows once, with its line,
                                         code and bytes, in the order of DATA, and no other row

Rows are found in DATA by line ends alone, so that nothing of the reader's is taken for granted: the
generator writes a line end inside a quoted text only, and every row begins with its number.
"""
import csv
import io
import re
import sys

ROW = re.compile(rb'^(?:\{"contact_id":")?(C\d{9})')
CODES = {
    "bad timestamp": {"R0215"},
    "foreign timestamp format": {"R0215"},
    "bad number": {"R0210"},
    "missing columns": {"R0201", "R0220"},
    "csat out of range": {"R0211", "R0207"},
    "unbalanced quote": {"R0203", "R0204"},
    "invalid UTF-8": {"R0207"},
    "merged columns": {"R0201", "R0202"},
}
# What is spoilt in rows of JSON; the other kinds are those of delimited text.
IN_JSON = {"bad timestamp", "foreign timestamp format", "bad number", "missing columns",
           "csat out of range"}


def rows_of(path):
    """[id, line, bytes] of every row, and the bytes before the first."""
    head, rows = b"", []
    for number, line in enumerate(open(path, "rb"), 1):
        found = ROW.match(line)
        if found:
            rows.append([found.group(1).decode(), number, line])
        elif rows:
            rows[-1][2] += line
        else:
            head += line
    return head, rows


def spoilt_of(path, head):
    spoilt = {}
    for line in open(path):
        number, _, kind = line.rstrip("\n").split(",")
        if head or kind in IN_JSON:
            spoilt[number] = kind
    return spoilt


def without_end(row):
    return row[:-2] if row.endswith(b"\r\n") else row[:-1] if row.endswith(b"\n") else row


def rejects_of(path):
    """Line, code and bytes of each record. One apostrophe at the beginning is not of the text."""
    text = open(path, "rb").read().decode("latin-1")
    records = list(csv.reader(io.StringIO(text, newline="")))
    if records[0] != ["source", "file", "line", "column", "code", "reason", "row"]:
        sys.exit("the rejects have other columns")
    return [(int(r[2]), r[4], r[6].removeprefix("'").encode("latin-1")) for r in records[1:]]


def first_line(row, kind):
    """A row that is broken ends with its first line; what comes behind is a row again."""
    return row.split(b"\n")[0] + b"\n" if kind == "unbalanced quote" else row


def judge(data, manifest, path):
    head, rows = rows_of(data)
    spoilt = spoilt_of(manifest, head)
    wanted = [(number, line, first_line(row, spoilt[number]))
              for number, line, row in rows if number in spoilt]
    found = rejects_of(path)
    if len(found) != len(wanted):
        print(f"{len(found)} rows are rejected, {len(wanted)} were spoilt")
    faults = 0
    for (number, line, row), (at, code, raw) in zip(wanted, found):
        kind = spoilt[number]
        if (at, raw) != (line, without_end(row)) or code not in CODES[kind]:
            print(f"{number} ({kind}), line {line}: rejected is line {at}, {code}: {raw[:80]!r}")
            faults += 1
            if faults == 5:
                break
    if faults or len(found) != len(wanted):
        sys.exit(1)
    print(f"{len(wanted)} spoilt rows of {len(set(spoilt.values()))} kinds, each named once")


def clean(data, manifest):
    head, rows = rows_of(data)
    spoilt = spoilt_of(manifest, head)
    out = sys.stdout.buffer
    out.write(head)
    for number, _, row in rows:
        if number not in spoilt:
            out.write(row)


if __name__ == "__main__":
    {"clean": clean, "rejects": judge}[sys.argv[1]](*sys.argv[2:])
