#!/usr/bin/env python3
"""What goes wrong with engines, for real: failures.py JOURNEY

Servers that are stopped, connections that break, statements that are cancelled, passwords that are wrong, tables that are missing,
shards that are away. PostgreSQL is started where its programs are, on ports of the loopback from 55400 on; a server that only
pretends to be one misbehaves as no real one does (fake.py); SQLite is always there, DuckDB where its library is (JOURNEY_DUCKDB)
or can be installed (JOURNEY_ENGINES); the same by ODBC, where unixODBC and the drivers of both are. What is not there is said and skipped.
"""
import signal
import sys

sys.dont_write_bytecode = True
import failures_duckdb  # noqa: E402 (no folder of compiled modules is left behind)
import failures_fake  # noqa: E402
import failures_odbc  # noqa: E402
import failures_postgres  # noqa: E402
import failures_shards  # noqa: E402
import failures_sqlite  # noqa: E402
import failures_url  # noqa: E402
from trial import run_all  # noqa: E402

GROUPS = (failures_url, failures_sqlite, failures_duckdb, failures_fake, failures_postgres, failures_shards,
          failures_odbc)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers are stopped then, too
    # A shell ignores it for what it leaves running beside itself, and programs keep that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    journey, only = sys.argv[1], sys.argv[2:]
    passed = failed = skipped = 0
    for group in GROUPS:
        if only and group.__name__.split("_")[1] not in only:
            continue
        print(f"-- {group.TITLE}", flush=True)
        try:
            setting = group.Setting(journey)
        except OSError as why:
            print(f"skipped: {why}")
            skipped += 1
            continue
        try:
            tests = setting.tests()
            wrong = run_all(tests)
        finally:
            setting.end()
        failed += wrong
        passed += len(tests) - wrong
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
