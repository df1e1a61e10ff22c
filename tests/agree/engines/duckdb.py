#!/usr/bin/env python3
"""DuckDB for those who ask: duckdb.py CACHE prints where its library is, the system's or one of npm's package in CACHE."""
import ctypes.util
import glob
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path[0] = os.path.dirname(os.path.realpath(__file__))
from served import cache_of, locked, skipped  # noqa: E402

PACKAGE = "@duckdb/node-bindings"  # its platforms' packages hold the whole library


def found(home):
    own = glob.glob(os.path.join(home, "node_modules", "@duckdb", "*", "libduckdb.*"))
    return own[0] if own else None


def main():
    system = ctypes.util.find_library("duckdb")
    if system:
        print(system)
        return
    home = os.path.join(cache_of(sys.argv), "duckdb")
    with locked(home):
        if not found(home):
            if not shutil.which("npm"):
                skipped("there is no libduckdb, and no npm to get one")
            subprocess.run(["npm", "install", "--prefix", home, "--no-audit", "--no-fund", PACKAGE], stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    print(found(home) or skipped("npm cannot install its library"))


if __name__ == "__main__":
    main()
