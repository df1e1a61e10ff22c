#!/usr/bin/env python3
"""PostgreSQL for those who ask: postgres.py starts a server of its own and ends it when standard input does.

It prints one line of JSON: host (a folder with the socket), port, user and psql. Nothing listens on a network. The server dies
with this process, whatever becomes of it. Programs that are missing are installed where that is allowed (tools/deps.sh).
"""
import glob
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path[0] = os.path.dirname(os.path.realpath(__file__))
from served import skipped  # noqa: E402

PORT = "54329"  # the name of the socket, in a folder of its own
DEPENDENCIES = os.path.join(sys.path[0], "..", "..", "..", "tools", "deps.sh")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}


def programs():
    """The newest folder with initdb and postgres."""
    folders = glob.glob("/usr/lib/postgresql/*/bin") + glob.glob("/usr/local/pgsql/bin")
    folders.sort(key=lambda f: int("0" + "".join(c for c in f if c.isdigit())))
    initdb = shutil.which("initdb")
    folders = [os.path.dirname(os.path.realpath(initdb))] * bool(initdb) + folders
    return next((f for f in reversed(folders) if os.path.exists(os.path.join(f, "initdb"))), None)


def as_user(command):
    """Root may not run the server; who runs it dies with this process."""
    words = ["setpriv", "--pdeathsig=QUIT"] if shutil.which("setpriv") else []
    if os.getuid() == 0:
        words += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    return words + command


def wait_for(server, psql, user, folder):
    for _ in range(600):
        if server.poll() is not None:
            skipped("its server does not start")
        if subprocess.run([psql, "-qX", "-h", folder, "-p", PORT, "-U", user, "-c", "SELECT 1", "postgres"], **QUIET).returncode == 0:
            return
        time.sleep(0.1)
    skipped("its server does not answer")


def main():
    if not programs():
        subprocess.run([DEPENDENCIES, "engines"], **QUIET)
    where, psql = programs(), shutil.which("psql")
    if not where or not psql:
        skipped("its programs are not installed")
    folder = tempfile.mkdtemp(prefix="journey-postgres-")
    user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(1))
    server = None
    try:
        data = os.path.join(folder, "data")
        made = subprocess.run(as_user([os.path.join(where, "initdb"), "-A", "trust", "-U", user, "-E", "UTF8", "--locale=C", "--no-sync",
                                       "-D", data]), cwd="/", **QUIET)
        if made.returncode:
            skipped("initdb fails")
        server = subprocess.Popen(as_user([os.path.join(where, "postgres"), "-D", data, "-p", PORT, "-k", folder, "-c", "listen_addresses=",
                                           "-c", "fsync=off", "-c", "jit=off", "-c", "timezone=UTC", "-c", "shared_buffers=16MB", "-c", "max_connections=30"]), cwd="/", **QUIET)
        wait_for(server, psql, user, folder)
        print(json.dumps({"host": folder, "port": PORT, "user": user, "psql": psql}), flush=True)
        sys.stdin.read()
    finally:
        if server and server.poll() is None:
            server.send_signal(signal.SIGQUIT)
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
