"""A server that speaks PostgreSQL's protocol and then does what no good server does. On the loopback, by one thread.

The messages are those of the manual's chapter "Frontend/Backend Protocol", version 3.0.
"""
import re
import socket
import struct
import threading

NO_SSL, CANCEL = (80877103, 80877104), 80877102


def message(kind, body=b""):
    return kind + struct.pack("!I", len(body) + 4) + body


def error(state, text, kind=b"E"):
    return message(kind, b"SERROR\0VERROR\0C" + state.encode() + b"\0M" + text.encode() + b"\0\0")


READY = message(b"Z", b"I")
WELCOME = message(b"R", struct.pack("!I", 0)) + message(b"S", b"server_version\x0015.0\0") \
    + message(b"K", struct.pack("!II", 7, 7)) + READY
PASSWORD = message(b"R", struct.pack("!I", 3))


def columns(statement):
    """The names of what a statement of ours selects, in their order."""
    chosen = statement[statement.rindex("\nSELECT\n"):]
    return re.findall(r' AS "([^"]*)"', chosen[:chosen.index("\nFROM ")])


def heading(names):
    fields = b"".join(name.encode() + b"\0" + struct.pack("!IHIhih", 0, 0, 25, -1, -1, 0) for name in names)
    return message(b"T", struct.pack("!H", len(names)) + fields)


def row(values):
    return message(b"D", struct.pack("!H", len(values)) + b"".join(
        struct.pack("!i", -1) if v is None else struct.pack("!I", len(v)) + v for v in values))


def done(tag):
    return message(b"C", tag + b"\0") + READY


class Fake:
    """`greet(fake, connection)` speaks after the start-up; `answer(fake, connection, statement)` to each SELECT.

    Who wants to cancel is not answered where it is deaf."""

    def __init__(self, greet=None, answer=None, deaf=False):
        self.greet, self.answer, self.deaf, self.open = greet, answer, deaf, []
        self.cancels, self.password = 0, None
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def url(self, query=""):
        return f"postgres://ann@127.0.0.1:{self.port}/calls?{query}"

    def end(self):
        for one in [self.socket] + self.open:
            one.close()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.open.append(connection)
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def take(self, connection, size):
        got = b""
        while len(got) < size:
            more = connection.recv(size - len(got))
            if not more:
                raise OSError("gone")
            got += more
        return got

    def start(self, connection):
        """False: the connection only wants to cancel."""
        while True:
            size, code = struct.unpack("!II", self.take(connection, 8))
            self.take(connection, size - 8)
            if code not in NO_SSL:
                return code != CANCEL
            connection.sendall(b"N")

    def hear(self, connection):
        kind, size = struct.unpack("!cI", self.take(connection, 5))
        return kind, self.take(connection, size - 4)

    def talk(self, connection):
        try:
            if not self.start(connection):
                self.cancels += 1
                if not self.deaf:
                    connection.close()
                return
            if self.greet:
                self.greet(self, connection)
            else:
                connection.sendall(WELCOME)
            while True:
                kind, body = self.hear(connection)
                if kind == b"X":
                    connection.close()
                elif kind == b"Q" and b"SELECT" in body:
                    self.answer(self, connection, body.rstrip(b"\0").decode())
                elif kind == b"Q":
                    connection.sendall(done(b"SET"))
        except OSError:
            pass
