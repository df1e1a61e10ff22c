#!/usr/bin/env python3
"""duckdb.py STATEMENT...: DuckDB without its command line, by the library that JOURNEY_DUCKDB names (or the system's), in memory."""
import ctypes
import os
import sys


def main():
    library = ctypes.CDLL(os.environ.get("JOURNEY_DUCKDB") or "libduckdb.so")
    library.duckdb_result_error.restype = ctypes.c_char_p
    base, session = ctypes.c_void_p(), ctypes.c_void_p()
    if library.duckdb_open(None, ctypes.byref(base)) or library.duckdb_connect(base, ctypes.byref(session)):
        sys.exit("duckdb.py: DuckDB does not open")
    for statement in sys.argv[1:]:
        result = (ctypes.c_uint64 * 6)()
        if library.duckdb_query(session, statement.encode(), ctypes.byref(result)):
            sys.exit(f"duckdb.py: {library.duckdb_result_error(ctypes.byref(result)).decode()}")
        library.duckdb_destroy_result(ctypes.byref(result))
    library.duckdb_disconnect(ctypes.byref(session))
    library.duckdb_close(ctypes.byref(base))


if __name__ == "__main__":
    main()
