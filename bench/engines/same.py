#!/usr/bin/env python3
"""same.py ONE OTHER: whether two reports as JSON are the same but for what names files and lines."""
import json
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return {part: value for part, value in json.load(file).items() if part not in ("data", "diagnostics")}


def main():
    one, other = read(sys.argv[1]), read(sys.argv[2])
    differs = [part for part in one if one[part] != other.get(part)]
    if differs or not one["measurements"]:
        sys.exit(f"other {', '.join(differs) or 'nothing was measured'}")
    print(f"the same: {len(one['measurements'])} measurements, {len(one['verdicts'])} verdicts, {len(one['states'])} states")


if __name__ == "__main__":
    main()
