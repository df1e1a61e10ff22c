#!/usr/bin/env python3
"""measured.py COMMAND...: runs it and says on standard error how long it took and what memory it and its children held at most."""
import os
import subprocess
import sys
import threading
import time


def look(session, seconds):
    """Bytes that processes of the session hold, all in all; what each has computed so far goes into `seconds`."""
    total = 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    field = file.read().rsplit(b")", 1)[1].split()
                if int(field[3]) == session:
                    total += int(field[21]) * os.sysconf("SC_PAGE_SIZE")
                    seconds[name] = (int(field[11]) + int(field[12])) / os.sysconf("SC_CLK_TCK")
            except OSError:
                pass
    return total


def main():
    start, most, seconds = time.monotonic(), 0, {}
    work = subprocess.Popen(sys.argv[1:], start_new_session=True)
    ended = threading.Event()

    def watch():
        nonlocal most
        while not ended.wait(0.5):
            most = max(most, look(work.pid, seconds))

    watching = threading.Thread(target=watch)
    watching.start()
    status = work.wait()
    ended.set()
    watching.join()
    times = os.times()  # of those that somebody waited for: Spark's workers are seen only at work
    computed = max(times.children_user + times.children_system, sum(seconds.values()))
    print(f"{time.monotonic() - start:.1f} s by the clock, {computed:.1f} s of processors, {most / 1e6:.0f} MB at most", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
