"""Columns made at random: the declaration of each, values that fit it, and how a value stands in a file.

Values are exact: a Fraction for quantities (durations in seconds, shares as parts of 1), a date, whole
microseconds for clocks and moments (UTC), a bool for flags, a str for texts, None where nothing is known. Nothing
here knows of files or of the program under test.
"""
import datetime
from fractions import Fraction as F
from zoneinfo import ZoneInfo

ZONES = ["Etc/UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe",
         "America/Sao_Paulo", "Asia/Manila"]
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WORDS = ["answered", "abandoned", "Zürich", "naïve, \"quoted\"", "a;b", "tab\there", "x|y", " edge ", "é", "e\u0301", "0",
         "n/a", "=1+1", "東京", "two\nlines", "crlf\r\nline", "Ω", "O'Neil", "\"", "\"\"", "comma,", "test", "Voice", "voice"]
CODE_PAGE = [word for word in WORDS if word.isascii() or word in ("Zürich", "naïve, \"quoted\"", "é")]


def quoted(text):
    """A text as the language writes it; only such texts as it can write on one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def writable(text):
    return all(" " <= c and c != "\u0301" for c in text)


def decimal(value, mark="."):
    """An exact fraction of a power of ten."""
    number, of, digits = abs(value.numerator), value.denominator, 0
    while 10 ** digits % of:
        digits += 1
        assert digits < 30
    sign = "-" if value < 0 else ""
    text = str(number * (10 ** digits // of)).rjust(digits + 1, "0")
    return sign + (text[:-digits] + mark + text[-digits:] if digits else text)


def odd_decimal(rng, value, mark):
    """The same number in another spelling that a reader has to take."""
    text = decimal(value, mark)
    how = rng.randrange(8)
    if how == 0 and value >= 0:
        return "+" + text
    if how == 1:
        return ("-" if value < 0 else "") + "00" + text.lstrip("-")
    if how == 2:
        return text + (mark + "0" if mark not in text else "00")
    if how == 3:
        power = rng.randint(1, 3)
        return decimal(value / 10 ** power, mark) + rng.choice(["e", "E", "e+"]) + str(power)
    if how == 4:
        power = rng.randint(1, 3)
        return decimal(value * 10 ** power, mark) + "e-" + str(power)
    return text


def moment_parts(moment, zone):
    local = (EPOCH + datetime.timedelta(microseconds=moment)).astimezone(zone)
    return local


LETTERS = {
    "Y": lambda t: f"{t.year:04}", "y": lambda t: f"{t.year % 100:02}", "m": lambda t: f"{t.month:02}",
    "d": lambda t: f"{t.day:02}", "e": lambda t: f"{t.day:2}", "j": lambda t: f"{t.timetuple().tm_yday:03}",
    "b": lambda t: MONTHS[t.month - 1][:3], "B": lambda t: MONTHS[t.month - 1],
    "a": lambda t: WEEKDAYS[t.weekday()][:3], "A": lambda t: WEEKDAYS[t.weekday()],
    "H": lambda t: f"{t.hour:02}", "k": lambda t: f"{t.hour:2}", "M": lambda t: f"{t.minute:02}",
    "S": lambda t: f"{t.second:02}", "I": lambda t: f"{(t.hour + 11) % 12 + 1:02}",
    "l": lambda t: f"{(t.hour + 11) % 12 + 1:2}", "p": lambda t: "AM" if t.hour < 12 else "PM",
    "f": lambda t: f"{t.microsecond:06}", "z": lambda t: offset_text(t), "%": lambda t: "%"}
PIECES = {}


def pieces_of(pattern):
    """The texts and letters of a pattern, in order."""
    whole = pattern.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S").replace("%R", "%H:%M").replace("%D", "%m/%d/%y")
    out, at = [], 0
    while at < len(whole):
        letter = whole[at] == "%"
        out.append(LETTERS[whole[at + 1]] if letter else whole[at])
        at += 1 + letter
    return out


def written_time(pattern, local):
    """strftime's letters as the manual has them; `local` knows its offset where %z is asked for."""
    if pattern not in PIECES:
        PIECES[pattern] = pieces_of(pattern)
    return "".join(piece if isinstance(piece, str) else piece(local) for piece in PIECES[pattern])


def offset_text(local):
    minutes = int(local.utcoffset().total_seconds()) // 60
    return "Z" if minutes == 0 else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


class Column:
    """`type` is the language's word. `canon` keeps to the one spelling that everybody reads alike."""

    def __init__(self, rng, name, kind, canon=False, mark=".", code_page=False):
        self.rng, self.name, self.kind, self.mark, self.canon = rng, name, kind, mark, canon
        self.header, self.tail, self.missing, self.words = name, "", [], []
        self.low = self.high = None  # of literals
        self.zone, self.unit, self.places = None, F(1), 0
        self.closed, self.steps = False, None
        getattr(self, "make_" + kind)(code_page)
        if kind not in ("text", "flag") and rng.random() < 0.25:
            self.missing = rng.sample(["n/a", "-", "?", "0", "NULL"], rng.randint(1, 2))
        if self.missing:
            self.tail += " missing " + ", ".join(quoted(text) for text in self.missing)
        if rng.random() < (0.2 if not canon else 0.1):
            self.header = rng.choice(["The %s", "%s (raw)", "%s, all", "Über %s", "%s \"x\""]) % name
            if code_page or canon:
                self.header = "The " + name
        self.type = {"number": f"number {self.low}..{self.high}" if self.bounded else "number",
                     "rating": f"rating {self.low}..{self.high}"}.get(kind, kind)

    bounded = False

    # ---- how each type is declared ----

    def make_text(self, code_page):
        rng = self.rng
        pool = CODE_PAGE if code_page else WORDS
        self.words = rng.sample(pool, rng.randint(2, 8))
        if rng.random() < 0.3:
            self.words = [w for w in self.words if writable(w) and "\u0301" not in w and w.strip() == w] or ["a", "b"]
            self.closed = True
        elif rng.random() < 0.3:
            self.words += [f"k{n}" for n in range(rng.choice([3, 30, 300]))]
        if rng.random() < 0.4:
            self.missing = rng.choice([["0", ""], [""], ["n/a"], ["0"]])
        self.literals = [w for w in self.words if writable(w) and w not in self.missing] or ["other"]
        if self.closed:
            self.words = self.literals
            self.tail = " one of " + ", ".join(quoted(w) for w in self.literals)

    def make_flag(self, _):
        self.yes, self.no = ["yes", "y", "true", "1", "Yes", "YES", "Y", "TRUE"], ["no", "n", "false", "0", "No", "N", "FALSE"]
        if self.rng.random() < 0.4:
            self.yes, self.no = self.rng.choice([(["Y"], ["N"]), (["1"], ["0"]), (["ja", "oui"], ["nein", "non", ""]), (["x"], [""])])
            self.tail = " yes " + ", ".join(map(quoted, self.yes)) + " no " + ", ".join(map(quoted, self.no))
        if self.canon:
            self.yes, self.no = self.yes[:1], self.no[:1]

    def make_number(self, _):
        self.low, self.high, self.places = -1000, 1000, self.rng.choice([0, 1, 2, 6])
        if self.rng.random() < 0.4:
            self.bounded = True
            self.low, self.high = self.rng.choice([(0, 2), (-5, 5), (0, 100)])

    def make_count(self, _):
        self.low, self.high = 0, self.rng.choice([3, 50, 100000])

    def make_share(self, _):
        self.low, self.high, self.places = 0, 1, 3
        self.unit = self.rng.choice([F(1), F(1, 100)])
        self.tail = " in parts of 1" if self.unit == 1 else " in percent"
        if self.unit != 1:
            self.places = 1

    def make_duration(self, _):
        self.low, self.high = 0, self.rng.choice([60, 600, 40000])
        how = self.rng.choice(["ms", "seconds", "seconds", "seconds", "minutes", "hours", "days", "pattern"])
        self.pattern = None
        if how == "pattern":
            self.pattern = self.rng.choice(["h:mm:ss", "m:ss", "d.hh:mm:ss", "hh:mm:ss", "h:mm:ss.f", "h:mm"])
            self.tail = f' as "{self.pattern}"'
            return
        self.unit = {"ms": F(1, 1000), "seconds": F(1), "minutes": F(60), "hours": F(3600), "days": F(86400)}[how]
        self.places = self.rng.choice([0, 0, 1, 2]) if how != "ms" else 0
        self.tail = f" in {how}"

    def make_money(self, _):
        self.low, self.high, self.places = 0, 500, 2
        self.currency = self.rng.choice(["EUR", "USD"])
        self.tail = f" in {self.currency}"

    def make_rating(self, _):
        self.low, self.high = self.rng.choice([(1, 5), (0, 10), (-2, 2)])
        self.shift = 0
        if self.low == 0 and self.rng.random() < 0.4:
            self.shift = 1
            self.tail = " from 1..11"

    def make_date(self, _):
        self.pattern = self.rng.choice([None, None, "%d/%m/%Y", "%Y%m%d", "%d-%b-%Y", "%D", "%y%m%d", "%e %B %Y", "%A %d.%m.%Y", "%Y/%j"])
        self.zone = self.rng.choice(ZONES)
        self.tail = (f' as "{self.pattern}"' if self.pattern else "") + self.years() + f" zone {self.zone}"

    def make_clock(self, _):
        self.pattern = self.rng.choice([None, "h:mm:ss", "%H:%M:%S", "%I:%M %p", "%T.%f"])
        self.tail = f' as "{self.pattern}"' if self.pattern else ""

    def make_timestamp(self, _):
        self.pattern = self.rng.choice([None, None, "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%D %I:%M:%S %p",
                                        "%F %T.%f", "%e %b %Y %k:%M", "%a %d %b %Y %R %z", "%Y-%m-%dT%H:%M:%S%z", "%F %T"])
        self.zone = self.rng.choice(ZONES)
        self.tail = (f' as "{self.pattern}"' if self.pattern else "") + self.years() + f" zone {self.zone}"
        if self.pattern and "%z" in self.pattern:
            self.tail = f' as "{self.pattern}"'
        if self.canon:
            self.pattern, self.tail = "%Y-%m-%d %H:%M:%S", f' as "%Y-%m-%d %H:%M:%S" zone {self.zone}'

    def years(self):
        return " years 1950 to 2049" if self.pattern and ("%y" in self.pattern or "%D" in self.pattern) else ""

    # ---- values, and how they are written ----

    def value(self, moment):
        """A value for a row that happened at a moment."""
        rng = self.rng
        if self.kind == "text":
            return rng.choice(self.words)
        if self.kind == "flag":
            return rng.random() < 0.6
        if self.kind in ("date", "timestamp", "clock"):
            return self.time_value(moment)
        if self.kind == "duration" and self.pattern:
            step = 60 if self.pattern == "h:mm" else F(1, 100) if ".f" in self.pattern else 1
            return F(rng.randint(0, int(self.high))) // step * step + (F(rng.randrange(100), 100) if ".f" in self.pattern else 0)
        steps = 10 ** self.places
        if self.kind == "duration" and rng.random() < 0.3:
            return F(rng.randint(0, 40)) // self.unit * self.unit if self.unit >= 1 else F(rng.randint(0, 40))
        if not self.steps:
            low, high = (int(F(bound) / self.unit * steps) for bound in (self.low, self.high))
            self.steps = low, max(low, high)
        value = F(rng.randint(*self.steps) * self.unit.numerator, steps * self.unit.denominator)
        if self.kind in ("number", "money") and not self.bounded and rng.random() < 0.02:
            value *= 10 ** rng.randint(3, 9)
        return value

    def time_value(self, moment):
        rng = self.rng
        zone = ZoneInfo(self.zone or "Etc/UTC")
        moment = moment + rng.choice([0, 0, rng.randint(0, 7200), rng.randint(-3600, 3 * 86400)]) * SECOND
        local = moment_parts(moment, zone)
        if self.kind == "date":
            return local.date()
        if self.kind == "clock":
            clock = (local.hour * 3600 + local.minute * 60 + local.second) * SECOND
            return clock // (60 * SECOND) * 60 * SECOND if self.pattern == "%I:%M %p" else clock
        coarse = 60 if self.pattern and "%S" not in self.pattern and "%T" not in self.pattern else 1
        moment = moment // (coarse * SECOND) * coarse * SECOND
        if self.pattern and "%f" in self.pattern:
            moment += rng.randrange(1000) * 1000
        # A local time that falls twice is the earlier; this one may be the later.
        local = moment_parts(moment, zone)
        return moment if not local.fold or (self.pattern and "%z" in self.pattern) else None

    def write(self, value):
        rng = self.rng
        if value is None:
            none = self.missing + ([""] if self.kind != "text" else [])
            return rng.choice(none) if none else rng.choice(self.words or [""])
        if self.kind == "text":
            return value
        if self.kind == "flag":
            return rng.choice(self.yes if value else self.no)
        if self.kind == "date":
            return written_time(self.pattern or "%Y-%m-%d", value)
        if self.kind == "clock":
            return self.write_clock(value)
        if self.kind == "timestamp":
            return self.write_moment(value)
        if self.kind == "duration" and self.pattern:
            return self.write_duration(value)
        if self.kind == "rating":
            value = value + self.shift
        value = F(value) / self.unit
        if 10 ** 6 % value.denominator:  # of another form of the column
            value = round(value, 2)
        text = decimal(value, self.mark) if self.canon or rng.random() < 0.9 else odd_decimal(rng, value, self.mark)
        return text + ("%" if self.kind == "share" and self.unit != 1 and not self.canon and rng.random() < 0.2 else "")

    def write_clock(self, value):
        seconds = value // SECOND
        local = datetime.datetime(2000, 1, 1, seconds // 3600, seconds // 60 % 60, seconds % 60)
        if self.pattern in (None, "h:mm:ss"):
            return f"{local.hour}:{local.minute:02}:{local.second:02}"
        return written_time(self.pattern, local)

    def write_moment(self, value):
        rng, zone = self.rng, ZoneInfo(self.zone)
        local = moment_parts(value, zone)
        if self.pattern:
            return written_time(self.pattern, local)
        how = rng.randrange(6)
        if how == 0:
            return written_time("%Y-%m-%dT%H:%M:%S", moment_parts(value, UTC)) + "Z"
        if how == 1:
            return written_time("%Y-%m-%d %H:%M:%S%z", local)
        if how == 2:
            return written_time("%Y-%m-%dT%H:%M:%S", local) + rng.choice([".5", ".123456", ".000"]) + offset_text(local)
        if how == 3 and value % (60 * SECOND) == 0:
            return written_time("%Y-%m-%dT%H:%M", local)
        return written_time("%Y-%m-%d %H:%M:%S", local)

    def write_duration(self, value):
        whole = int(value)
        part = f".{int((value - whole) * 100):02}"
        return {"h:mm:ss": f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}", "m:ss": f"{whole // 60}:{whole % 60:02}",
                "d.hh:mm:ss": f"{whole // 86400}.{whole // 3600 % 24:02}:{whole // 60 % 60:02}:{whole % 60:02}",
                "hh:mm:ss": f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}",
                "h:mm:ss.f": f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}{part}",
                "h:mm": f"{whole // 3600}:{whole // 60 % 60:02}"}[self.pattern]

    def declaration(self, position=None):
        header = f" from column {position}" if position else f" from {quoted(self.header)}" if self.header != self.name else ""
        return f"  column {self.name} {self.type}{header}{self.tail}"

    # ---- literals of conditions ----

    def literal(self):
        """A value of the column as a condition writes it, with what it is."""
        rng = self.rng
        if self.kind == "duration":
            value = F(rng.choice([5, 20, 30, 60, rng.randint(1, max(2, int(self.high)))]))
            return duration_text(value), value
        if self.kind == "money":
            value = F(rng.randint(1, 500))
            return f"{self.currency} {value}", value
        if self.kind == "share":
            value = F(rng.randint(1, 99), 100)
            return f"{value * 100}%", value
        if self.kind == "date":
            day = datetime.date(2026, rng.randint(1, 6), rng.randint(1, 28))
            return day.isoformat(), day
        if self.kind == "clock":
            minute = rng.randint(1, 1439)
            return f"{minute // 60:02}:{minute % 60:02}", minute * 60 * SECOND
        if self.kind == "timestamp":
            moment = datetime.datetime(2026, rng.randint(1, 6), rng.randint(1, 28), rng.randint(0, 23), rng.randint(0, 59), tzinfo=UTC)
            return moment.strftime("%Y-%m-%dT%H:%MZ"), int((moment - EPOCH).total_seconds()) * SECOND
        value = rng.randint(int(self.low) + 1, int(self.high) - 1)
        return (str(value) if value >= 0 else f"-{-value}"), F(value)


def duration_text(seconds):
    if seconds % 3600 == 0:
        return f"{seconds // 3600}h"
    return f"{seconds // 60}min" if seconds % 60 == 0 else f"{seconds}s"
