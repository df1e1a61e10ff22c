"""Rows made at random, and files of them: separators, quotes, line ends, encodings, and rows spoilt in every way
that a field, a line or a byte can be spoilt.

What a spoilt row becomes is the program's to say; here it only matters that every way of counting says the same.
"""

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}

BAD_FIELDS = ["abc", "1,2,3", "--5", "1e999", "NaN", "inf", "9" * 30, "99999999999999", "1 000", " 5", "5 ", "0x1F", "1.2.3", "1e",
              "e5", "+", "-", ".", "1.", ".5", "0.0000001", "2026-02-30", "2026-13-01 00:00:00", "2026-03-29 01:30:00", "25:61", "1:2:3",
              "-00:05", "9223372036854.775807", "9223372036855", "1e13", "1e-7", "1" * 70, "12:00:60", "2026-01-01T00:00:00+25:00",
              "0001-01-01", "9999-12-31", "10000-01-01", "Yes ", "TRUE!", "٣", "5€", "½", "\u00a05", "1'000", "#N/A", "=1+1", "1e5e5",
              "0.1234567", "100.0000001%", "101%", "-1", "6", "11", "\ufeff5", "5\x0b"]


class Shape:
    """How the files of a source are written."""

    def __init__(self, rng, simple=False):
        self.separator = rng.choice(["comma", "comma", "comma", "semicolon", "tab", "pipe"])
        self.format = "csv"
        self.mark = "," if rng.random() < 0.2 else "."
        self.encoding = "utf-8" if simple else rng.choice(["utf-8"] * 6 + ["utf-16", "windows-1252"])
        if simple:
            self.separator, self.mark = rng.choice(["comma", "semicolon", "pipe"]), "."
        if self.mark == ",":
            self.separator = rng.choice(["semicolon", "tab", "pipe"])
        if not simple and rng.random() < 0.1:
            self.format, self.separator = "tsv", "tab"
        self.skip = rng.choice([0, 0, 0, 0, 1, 3])
        self.end = rng.choice(["\n", "\n", "\r\n"])
        self.mixed_ends = not simple and rng.random() < 0.05
        self.quoting = rng.choice([0, 0, 0.1, 0.5, 1])
        self.junk = rng.choice([0, 0, 1, 4, 12])
        self.empty_lines = rng.choice([0, 0, 0.01])
        self.stop = rng.random() < 0.1
        self.bom = rng.random() < 0.2

    def tails(self):
        """What the declaration says behind `format`."""
        out = self.format
        if self.format == "csv" and self.separator != "comma":
            out += f", separated by {self.separator}"
        if self.mark == ",":
            out += ", decimal comma"
        if self.encoding != "utf-8":
            out += f", encoding {self.encoding}"
        return out

    def statements(self):
        return [f"  skip {self.skip} lines"] if self.skip else []

    def quotes(self):
        return self.separator != "tab"

    def field(self, rng, text):
        separator = SEPARATORS[self.separator]
        if not self.quotes():
            return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
        if separator in text or '"' in text or "\n" in text or "\r" in text or rng.random() < self.quoting:
            return '"' + text.replace('"', '""') + '"'
        return text

    def encode(self, rng, text):
        if self.encoding == "utf-16":
            return text.encode(rng.choice(["utf-16-le", "utf-16-be"]), "surrogatepass")
        if self.encoding == "windows-1252":
            return text.encode("cp1252", "replace")
        return text.encode("utf-8", "surrogatepass")


def spoilt(rng, shape, fields):
    """A line that is wrong in some way, without its end; text, or bytes as they are to stand in the file."""
    fields, separator = list(fields), SEPARATORS[shape.separator]
    at = rng.randrange(len(fields))
    how = rng.randrange(17)
    if how < 5:
        fields[at] = shape.field(rng, rng.choice(BAD_FIELDS))
    elif how == 5:
        fields[at] = fields[at][:1] + '"' + fields[at][1:]
    elif how == 6:
        fields[at] = '"' + fields[at].strip('"')
    elif how == 7:
        fields[at] = '"' + fields[at].strip('"') + '"' + rng.choice([" ", "x", '"', "  7"])
    elif how == 8:
        del fields[rng.randrange(len(fields)):]
    elif how == 9:
        fields += ["x"] * rng.randint(1, 3)
    elif how == 10:
        fields[at] = rng.choice(["", " ", "\x00", "a\x00b", "\r", "a\rb"])
    elif how == 11:
        fields[at] = "x" * rng.choice([200, 5000, 65535, 65536, 65537, 70000])
    elif how == 12:
        return " " * rng.randint(1, 5)
    elif how == 13:
        fields[at] = '"' + "line\n" * rng.randint(1, 70) + ('"' if rng.random() < 0.7 else "")
    elif how < 16 and shape.encoding == "utf-8":
        fields[at] = "\ue000"
        bad = rng.choice([b"\xff", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x80", b"\xf0\x9f\x98", b"ok\xfe"])
        return separator.join(fields).encode("utf-8", "surrogatepass").replace("\ue000".encode(), bad)
    else:
        fields[at] = "'" + fields[at] + rng.choice(["\u200b", "\u0301", "\U0001F600", "\u2028"])
    return separator.join(fields)


def file_bytes(rng, shape, header, rows, spoil):
    """`rows` are lists of texts; a share `spoil` of them is spoilt."""
    separator = SEPARATORS[shape.separator]

    def end():
        return rng.choice(["\n", "\r\n"]) if shape.mixed_ends else shape.end

    pieces = []
    for n in range(shape.skip):
        pieces += [f"Report {n}" + (separator * n), end()]
    pieces += [separator.join(shape.field(rng, name) for name in header), end()]
    for row in rows:
        fields = [shape.field(rng, text) for text in row]
        pieces += [spoilt(rng, shape, fields) if rng.random() < spoil else separator.join(fields), end()]
        if rng.random() < shape.empty_lines:
            pieces.append(end())
    if pieces and rng.random() < 0.2:
        pieces.pop()
    side = rng.random()  # of utf-16, one byte order for the whole file
    out = []
    for piece in pieces:
        if isinstance(piece, bytes):
            out.append(piece)
        elif shape.encoding == "utf-16":
            out.append(piece.encode("utf-16-le" if side < 0.5 else "utf-16-be", "surrogatepass"))
        else:
            out.append(shape.encode(rng, piece))
    mark = b""
    if shape.encoding == "utf-16":
        mark = b"\xff\xfe" if side < 0.5 else b"\xfe\xff"
    elif shape.encoding == "utf-8" and shape.bom:
        mark = b"\xef\xbb\xbf"
    return mark + b"".join(out)
