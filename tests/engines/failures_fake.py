"""A server that misbehaves on the wire, and what is made of it."""
import struct
import time

import fake
from trial import Trial, demand

TITLE = "a server that misbehaves"
SECRET = "correct horse battery"


class Setting:
    def __init__(self, journey):
        self.trial = Trial(journey, [SECRET])

    def end(self):
        self.trial.end()

    def against(self, says, *words, greet=None, answer=None, query="", deaf=False):
        server = fake.Fake(greet, answer, deaf)
        try:
            self.trial.fails(says, server.url(query), *words, env={"PGPASSWORD": SECRET})
        finally:
            server.end()
        return server

    def tests(self):
        return [("it takes the connection and says nothing", self.silent),
                ("it closes the connection at once", self.closes),
                ("it is no PostgreSQL", self.stranger),
                ("it repeats the password it was given", self.repeats),
                ("it refuses to be read only", self.refuses),
                ("it breaks off in the middle of the rows", self.breaks_off),
                ("it stops in the middle of the rows, and takes no cancelling", self.stops),
                ("an error comes after the first rows", self.late_error),
                ("it answers without rows or columns", self.no_answer),
                ("it answers something else", self.something_else),
                ("a message has a length that cannot be", self.too_long),
                ("its words are to drive the terminal", self.escapes)]

    def silent(self):
        self.against(r"no connection within 1 s \(connect_timeout\)", greet=lambda server, c: time.sleep(20), query="connect_timeout=1")
        self.against(r"no answer within 1 s \(--timeout\)", "--timeout", "1", greet=lambda server, c: time.sleep(20))

    def closes(self):
        self.against("no connection.*server closed the connection.*ask again", greet=lambda server, c: c.shutdown(2))

    def stranger(self):
        self.against("no connection.*expected authentication request", greet=lambda server, c: c.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n"))

    def repeats(self):
        def greet(server, connection):
            connection.sendall(fake.PASSWORD)
            server.password = server.hear(connection)[1].rstrip(b"\0").decode()
            connection.sendall(fake.error("28P01", f"{server.password} is no password; PWD={server.password}"))
            connection.close()

        server = self.against(r"\*\*\* is no password", greet=greet)
        demand(server.password == SECRET, "the password did not get there")

    def refuses(self):
        def greet(server, connection):
            connection.sendall(fake.WELCOME)
            server.hear(connection)
            connection.sendall(fake.error("0A000", "SET LOCAL is not known") + fake.READY)

        self.against("no session that only reads can be had.*SET LOCAL is not known", greet=greet)

    def breaks_off(self):
        def answer(server, connection, statement):
            connection.sendall(fake.heading(fake.columns(statement)))
            connection.shutdown(2)

        self.against("server closed the connection.*ask again", answer=answer)

    def stops(self):
        def answer(server, connection, statement):
            connection.sendall(fake.heading(fake.columns(statement)))

        began = time.monotonic()
        server = self.against(r"no answer within 1 s \(--timeout\)", "--timeout", "1", answer=answer, deaf=True)
        demand(server.cancels == 1, f"{server.cancels} times it was told to stop")
        demand(time.monotonic() - began < 12, "a server that hangs holds it")

    def late_error(self):
        def answer(server, connection, statement):
            names = fake.columns(statement)
            connection.sendall(fake.heading(names) + fake.error("XX000", "the disk of shard 7 is gone") + fake.READY)

        self.against('the statement "calls by month" failed.*the disk of shard 7 is gone', answer=answer)

    def no_answer(self):
        self.against("a statement had no answer", answer=lambda server, c, statement: c.sendall(fake.done(b"SELECT 0")))

    def something_else(self):
        def other(server, connection, statement):
            connection.sendall(fake.heading(["a", "b"]) + fake.row([b"1", None]) + fake.done(b"SELECT 1"))

        def hostile(server, connection, statement):
            names = fake.columns(statement)
            connection.sendall(fake.heading(names) + fake.row([b"\x1b[2J" * 9] * len(names)) + fake.done(b"SELECT 1"))

        self.against("the column .* of the query .* is missing", answer=other)
        self.against("this answers another plan", answer=hostile)

    def too_long(self):
        def answer(server, connection, statement):
            connection.sendall(b"D" + struct.pack("!I", 0x7fffffff) + b"x" * 100)
            connection.shutdown(2)

        self.against("calls", answer=answer)

    def escapes(self):
        def greet(server, connection):
            connection.sendall(fake.error("28000", "no\x1b]0;owned\x07\n\tway \x9b31m" + "x" * 5000))
            connection.close()

        def notice(server, connection, statement):
            connection.sendall(fake.error("01000", "\x1b[31mlook here", kind=b"N") + fake.error("42P01", "no\x1b[2Jtable") + fake.READY)

        self.against("no ?\\]0;owned way", greet=greet)
        self.against("no ?\\[2Jtable.*--table", answer=notice)
