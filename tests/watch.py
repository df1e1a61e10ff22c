"""Holds `journey render --watch` to what it promises, as a browser and an intruder would see it.

watch.py FOLDER: the folder is empty and ours. Prints a line for each promise; the first that is broken ends it.
"""
import atexit
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time

JOURNEY = """brand b "The Brand"

journey one "One" {
	brand b
	stage s "Stage" {
		touchpoint t "Touch <&> point" {
			delivered by b
			feels +2 "Good"
		}
	}
}
"""
FILE = "my one.journey"
PATIENCE = 20


def write(path, text):
    """As editors do: a new file takes the name of the old one."""
    with open(path + "~", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + "~", path)


def must(promise, kept, *shown):
    if not kept:
        print("broken:", promise, *shown)
        sys.exit(1)
    print("ok:", promise)


class Watch:
    def __init__(self, *options):
        self.process = subprocess.Popen(
            ["journey", "render", FILE, "--watch", "--portable-text", *options],
            stderr=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        line = self.process.stderr.readline()
        match = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if not match:
            sys.exit("no address: " + line)
        self.port = int(match.group(1))

    def get(self, path, method="GET", host=None, body=None, address="127.0.0.1", **head):
        connection = http.client.HTTPConnection(address, self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        host = f"127.0.0.1:{self.port}" if host is None else host
        if host:
            connection.putheader("Host", host)
        for name, value in head.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(body)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text, answer

    def raw(self, request):
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as to:
            to.sendall(request)
            return to.recv(100)

    def until(self, path, wanted):
        """The text once it holds what is wanted."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = self.get(path)[1]
            if wanted in text:
                return text
            time.sleep(0.02)
        print("broken: nobody ever said", wanted, "but", text)
        sys.exit(1)

    def end(self, number):
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        return status, self.process.stderr.read()


class Events:
    """A page that listens."""

    def __init__(self, watch):
        self.socket = socket.create_connection(("127.0.0.1", watch.port), timeout=PATIENCE)
        self.socket.sendall(f"GET /events HTTP/1.1\r\nHost: localhost:{watch.port}\r\n\r\n".encode())
        self.file = self.socket.makefile("r", encoding="utf-8")
        self.heard = " 200 " in self.file.readline()

    def next(self):
        for line in self.file if self.heard else ():
            if line.startswith("data: "):
                return int(line[6:])
        return None

    def close(self):
        self.file.close()
        self.socket.close()


def shows_changes(watch):
    page = watch.until("/", "Up to date")
    must("the page names the file", "<title>my one.journey</title>" in page, page)
    must("the page needs nothing from elsewhere", not re.search(r'(src|href|data)="(?!/|data:)', page), page)
    status, picture, answer = watch.get("/pictures/1.svg")
    must("the picture is served", status == 200 and "Good" in picture and picture.startswith("<?xml"))
    must("its labels are inert", "Touch &lt;&amp;&gt; point" in picture and "Touch <&" not in picture)
    must("it is an image by its type", answer.headers["Content-Type"] == "image/svg+xml")
    pages = [Events(watch) for _ in range(3)]
    first = {page.next() for page in pages}
    must("three pages hear the same board", len(first) == 1, first)
    write(FILE, JOURNEY.replace("Good", "Better"))
    second = {page.next() for page in pages}
    must("a change is told to all of them", len(second) == 1 and second > first or second != first, second)
    must("the new picture is there", "Better" in watch.get("/pictures/1.svg")[1])
    write(FILE, JOURNEY.replace("stage s", "stge s"))
    third = {page.next() for page in pages}
    must("so is a mistake", third not in (first, second), third)
    main = watch.get("/main")[1]
    must("the page shows it", "did you mean `stage`?" in main and 'role="alert"' in main, main)
    must("the last good picture stays, greyed",
         '<section class="stale">' in main and "Better" in watch.get("/pictures/1.svg")[1], main)
    for page in pages[1:]:
        page.close()
    write(FILE, JOURNEY)
    must("mended", pages[0].next() not in first | second | third)
    must("and drawn anew", "Good" in watch.get("/pictures/1.svg")[1])
    pages[0].close()


def follows_files(watch):
    write(FILE, 'use "parts/brand.journey"\n' + JOURNEY.replace('brand b "The Brand"', ""))
    watch.until("/main", "there is no such file")
    os.mkdir("parts")
    write("parts/brand.journey", 'brand b "Another Brand"\n')
    watch.until("/pictures/1.svg", "Another Brand")
    must("a file that was missing is noticed when it comes", True)
    write("parts/brand.journey", 'brand b "A Third Brand"\n')
    watch.until("/pictures/1.svg", "A Third Brand")
    must("a file that is used is watched", True)
    write("project.journey", 'brand c "Hidden"\nbrand c "Twice"\n')
    watch.until("/main", "project.journey")
    must("and the folder's project file", True)
    os.unlink("project.journey")
    watch.until("/main", "Up to date")
    os.unlink(FILE)
    watch.until("/main", "no such file")
    write(FILE, JOURNEY)
    watch.until("/main", "Up to date")
    must("a file that goes and comes again is no end", True)


def keeps_others_out(watch):
    for host in ("evil.example", f"evil.example:{watch.port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example",
                 f"127.0.0.1:{watch.port}.evil.example", f"user@127.0.0.1:{watch.port}", ""):
        must(f"a Host of {host.replace(str(watch.port), 'PORT') or 'nothing'} is refused",
             watch.get("/", host=host)[0] in (400, 403))
    must("the names of this machine are not",
         watch.get("/", host=f"localhost:{watch.port}")[0] == 200)
    try:
        must("nor its other address", watch.get("/", host=f"[::1]:{watch.port}", address="::1")[0] == 200)
    except OSError:
        print("ok: nor its other address")  # a machine without IPv6
    for path in ("/../my%20one.journey", "/my%20one.journey", "//etc/passwd", "/pictures/../../etc/passwd",
                 "/pictures/%2e%2e/%2e%2e/etc/passwd", "/pictures/2.svg", "/pictures/01.svg",
                 "/pictures/99999999999999999999.svg", "/main/", "/style.css/../script.js", "/" + "a" * 4000):
        must(f"there is no {path[:40]}", watch.get(path)[0] in (400, 404))
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        must(f"{method} is refused", watch.get("/", method)[0] == 405)
    must("so is a request with a content", watch.get("/", body=b"x", Content_Length="1")[0] == 400)
    must("HEAD is answered without one", watch.get("/", "HEAD")[:2] == (200, ""))
    must("pages of other sites read nothing", watch.get("/main", Sec_Fetch_Site="cross-site")[0] == 403)
    must("but may link to the page", watch.get("/", Sec_Fetch_Site="cross-site")[0] == 200)
    head = watch.get("/")[2].headers
    must("the page allows its own script alone", "default-src 'none'; script-src 'self'" in head["Content-Security-Policy"])
    must("no frame takes it in", "frame-ancestors 'none'" in head["Content-Security-Policy"])
    must("nobody is told that it may be read from elsewhere", head["Access-Control-Allow-Origin"] is None)
    must("a request that is none is refused", watch.raw(b"\x16\x03\x01 hello\r\n\r\n")[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.0 400"))
    must("a head without end is refused",
         watch.raw(b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 60000)[:10] in (b"", b"HTTP/1.1 4", b"HTTP/1.0 4"))


def bears_many(watch):
    silent = [socket.create_connection(("127.0.0.1", watch.port), timeout=PATIENCE) for _ in range(12)]
    must("connections that say nothing hold nobody up", watch.get("/")[0] == 200)
    for one in silent:
        one.close()
    pages = []
    for _ in range(16):
        pages.append(Events(watch))
        pages[-1].next()
    must("sixteen pages may listen, no more", watch.get("/events")[0] == 503)
    pages.pop().close()
    end = time.monotonic() + PATIENCE
    number, page = 0, None
    while time.monotonic() < end and page is None:
        number += 1
        write(FILE, JOURNEY.replace("Good", f"Step {number}"))
        watch.until("/pictures/1.svg", f"Step {number}")
        page = Events(watch)
        if not page.heard:
            page = page.close()
    must("a page that went makes room", page is not None)
    for page in pages:
        page.close()
    write(FILE, JOURNEY)
    watch.until("/main", "Up to date")


def main():
    os.chdir(sys.argv[1])
    write(FILE, JOURNEY)
    watch = Watch("-o", "map.svg", "-o", "map.png")
    shows_changes(watch)
    follows_files(watch)
    keeps_others_out(watch)
    bears_many(watch)
    watch.until("/pictures/1.svg", "Good")
    with open("map.svg", encoding="utf-8") as file:
        must("files are written too", "Good" in file.read() and os.path.getsize("map.png") > 1000)
    status, said = watch.end(signal.SIGINT)
    must("Ctrl-C ends it well", status == 0, status)
    must("the terminal has heard the mistakes", "did you mean `stage`?" in said)
    second = Watch("--port", str(watch.port))
    must("the port can be chosen, and taken again at once", second.port == watch.port)
    open_page = Events(second)
    open_page.next()
    must("so does SIGTERM, while a page listens", second.end(signal.SIGTERM)[0] == 0)
    while open_page.next() is not None:
        pass
    print("ok: which is told so")


main()
