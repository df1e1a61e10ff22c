"""Random programs that an engine can be asked, and their data as tables of texts or of typed values.

The generator of counting.py makes everything the language has; here what docs/sql.md refuses for all engines is left out, and
files are written as they should be, with spoilt fields but no spoilt lines: a table has no lines. Most sources keep to what every
engine can tell; a few have everything, and leave rows undecided in some engines.
"""
import datetime
import re
from fractions import Fraction as F
from zoneinfo import ZoneInfo

from made_calendar import calendar_of
from made_columns import SECOND, UTC, Column, decimal, moment_parts, offset_text, quoted, written_time
from made_log import Log
from made_metrics import metrics_of
from made_program import PERIODS, Made, Source
from made_rows import BAD_FIELDS, file_bytes
from made_terms import Terms

REFUSED = {"share of sums"}
NUMBERS = ("number", "count", "share", "duration", "money", "rating")
TIMES = ("date", "clock", "timestamp")
PLACE = "place of the row"  # the order of the files, which windows ask for


def told(kind, field):
    """Whether every engine can tell what a spoilt field is: an exponent or a time without its zeros may be a value."""
    if kind in NUMBERS:
        return not re.search("[eE]", field) and len(field) < 12
    if kind in TIMES:
        return not (field[:1].isdigit() and re.search("[-:]", field)) or field == "2026-02-30"
    return all(c < "\u0300" for c in field)


TOLD = {kind: [f for f in BAD_FIELDS if told(kind, f)] + ["", " "] for kind in NUMBERS + TIMES + ("text", "flag")}
LONG = "x" * 200


class AskedColumn(Column):
    """In spellings that an engine can tell, where the source is plain."""

    def __init__(self, rng, name, kind, source):
        self.source = source
        super().__init__(rng, name, kind, code_page=source.plain or rng.random() < 0.5)
        if rng.random() < 0.1:
            self.header = rng.choice(["The %s", "%s (raw)", "%s, all", "Über %s", "%s \"x\"", "`%s`", "%s' --"]) % name

    def make_number(self, code_page):
        super().make_number(code_page)
        if self.source.arithmetic == "bounded" and not self.bounded:
            self.bounded = True
            self.low, self.high = self.rng.choice([(0, 2), (-5, 5), (0, 100)])
        if self.source.whole:
            self.places = 0

    def make_share(self, code_page):
        super().make_share(code_page)
        if self.source.whole:
            self.unit, self.tail, self.places = F(1, 100), " in percent", 0

    def make_money(self, code_page):
        super().make_money(code_page)
        self.places = 0 if self.source.whole else self.places

    def make_duration(self, code_page):
        super().make_duration(code_page)
        self.places = 0 if self.source.whole else self.places

    def value(self, moment):
        value = super().value(moment)
        while self.source.plain and self.kind in NUMBERS and value is not None and abs(value) >= 10 ** 10:
            value = super().value(moment)
        return value

    def write(self, value):
        if self.source.typed and self.kind == "timestamp" and value is not None and not self.pattern:
            return self.write_typed(value)
        text = super().write(value)
        while self.source.plain and self.kind in NUMBERS and "e" in text.lower() and text not in self.missing:
            text = super().write(value)
        return text

    def write_typed(self, value):
        """A table's column is local in all rows or in none."""
        local = moment_parts(value, ZoneInfo(self.zone))
        if self.local:
            return written_time("%Y-%m-%d %H:%M:%S", local) + (f".{value % SECOND:06}" if value % SECOND else "")
        return written_time("%Y-%m-%dT%H:%M:%S", local) + offset_text(local)

    # ---- what a typed table has ----

    def set_type(self):
        """The kind of the table's column: text, whole, decimal, flag, date, clock, instant or local with its zone."""
        self.local = self.kind == "timestamp" and " zone " in self.tail and self.rng.random() < 0.6
        if self.kind == "duration" and self.pattern:
            self.typed_as = "text"
        elif self.kind in NUMBERS:
            self.typed_as = "whole" if self.source.whole or (self.kind in ("count", "rating")) else "decimal"
        else:
            local = self.kind == "timestamp" and (self.local or self.pattern and "%z" not in self.pattern)
            self.typed_as = f"local {self.zone}" if local else "instant" if self.kind == "timestamp" else self.kind

    def typed(self, value, text):
        """The value as a table has it; `text` is what the file says."""
        if text in self.missing or not text and self.kind != "text":
            return None
        if self.kind == "text":
            return text
        if self.kind == "flag":
            return "true" if text in self.yes else "false" if text in self.no else None
        if value is None:
            return None
        if self.kind == "duration" and self.pattern:
            return text
        if self.kind in NUMBERS:
            return decimal(F(value + getattr(self, "shift", 0)) / self.unit)
        if self.kind == "date":
            return value.isoformat()
        if self.kind == "clock":
            return str((datetime.datetime.min + datetime.timedelta(microseconds=value)).time())
        local = self.typed_as.startswith("local")
        text = written_time("%Y-%m-%d %H:%M:%S.%f", moment_parts(value, ZoneInfo(self.zone) if local else UTC))
        return text if local else text + "Z"

    def beyond(self):
        """A value that a table may hold and the column does not allow; None where all are."""
        if self.kind == "text":
            return "unlisted" if self.closed else None
        return self.unit * self.rng.choice([-3, 1000007]) if self.kind in NUMBERS else None


class AskedTerms(Terms):
    """Products and quotients of bounded numbers alone, where every engine is to multiply."""

    arithmetic = "none"

    def own_numbers(self):
        if self.arithmetic != "bounded":
            return super().own_numbers()
        return [c for c in self.of("number") if c.bounded]

    def again(self, make, depth):
        term = make(depth)
        while term and self.arithmetic == "none" and re.search(r"[*/] (?!\d+\))", term.text):
            term = make(depth)
        return term

    def number(self, depth=1):
        return self.again(super().number, depth)

    def duration(self, depth=1):
        make = super().duration
        term = make(depth)
        while term and self.arithmetic != "wide" and re.search(r"\* (?!\d+\))", term.text):
            term = make(depth)
        return term


class AskedSource(Source):
    def __init__(self, rng, name, typed):
        self.typed, self.plain = typed, rng.random() < 0.93
        self.arithmetic = rng.choice(["none", "none", "bounded", "wide"] if not self.plain else ["none", "none", "bounded"])
        self.placed = False
        self.whole = typed and rng.random() < 0.8  # SQLite has no exact fractions
        super().__init__(rng, name)

    def column(self, name, kind):
        made = AskedColumn(self.rng, name, kind, self)
        while not self.can_read(made):
            made = AskedColumn(self.rng, name, kind, self)
        self.columns.append(made)
        return made

    def can_read(self, column):
        """What docs/sql.md refuses is left out."""
        return not (column.kind == "date" and column.zone == "Australia/Lord_Howe")

    def make_terms(self, columns):
        terms = AskedTerms(self.rng, columns)
        terms.arithmetic = self.arithmetic
        return terms

    def make_columns(self):
        shape = self.shape
        shape.separator, shape.format, shape.mark, shape.encoding, shape.stop, shape.skip = "comma", "csv", ".", "utf-8", False, 0
        shape.mixed_ends, self.page = False, False
        shape.quoting = shape.junk = 0  # rows of one identity are compared as they stand in the file; in a table, by the declared columns
        super().make_columns()
        for column in self.columns:
            AskedColumn.set_type(column) if isinstance(column, AskedColumn) else setattr(column, "typed_as", "text")

    def lines(self):
        """Of two schemas, tables and files have the old one."""
        return [line.replace("old until 2026-03-31", "old until 2027-12-31") for line in super().lines()]

    def make_time(self):
        super().make_time()
        self.options = []
        if "file name" in self.covers or self.rng.random() < (0.8 if "given" in self.covers else 0.1):
            days = self.rng.choice([["2026-01-01..2026-06-30"], ["2026-03-01..2026-05-31", "2026-01-15..2026-02-28"], ["2026-02-10..2026-02-10"],
                                    ["2026-03-20..2026-06-30", "2026-01-01..2026-02-20"]])
            self.options = [word for stretch in days for word in ("--covers", f"{self.name}={stretch}")]

    def make_rules(self):
        """Values of a table do not tell in how many spellings a file has them, which is what rows of one identity are compared by."""
        super().make_rules()
        if self.typed:
            self.statements = [s for s in self.statements if not s.startswith("  identify")]
            self.identity = None
        self.cut = self.rng.random() < 0.12
        if self.cut:
            self.statements.append('  stop at a row where id is "Total"')

    def make_rows(self, count):
        """Where rows are cut, below is what would count, and more that is none."""
        rows = super().make_rows(count)
        for _ in range(self.rng.choice([0, 1, 1, 2]) if self.cut and rows else 0):
            rows.insert(self.rng.randint(len(rows) // 2, len(rows)), dict(self.rng.choice(rows), id="Total"))
        return rows

    def layout(self):
        """Columns that the journey knows by their places: of a table the line says their names."""
        self.placed = True
        return self.header

    # ---- the table, and the file of the same rows ----

    def files(self, rows, spoil):
        rng = self.rng
        header = self.header = self.new_header()
        for row in rows if self.typed else []:
            own = rng.choice(self.columns)
            if rng.random() < spoil and isinstance(own, AskedColumn):
                row[own.name] = own.beyond()
        lines = [self.texts(row, header, self.columns) for row in rows]
        kinds = {c.header: c.kind for c in self.columns}
        if not self.typed:
            for line in lines:
                if rng.random() < spoil:
                    at = rng.randrange(len(line))
                    line[at] = rng.choice((TOLD[kinds.get(header[at], "text")] + [LONG]) if self.plain else BAD_FIELDS)
        self.types = [self.typed_as(name) for name in header] + ["whole"]
        self.table = [header + [PLACE]] + [self.cells(row, header, line) + [str(n)] for n, (row, line) in enumerate(zip(rows, lines))]
        return [(f"{self.name}.csv", file_bytes(rng, self.shape, header, lines, 0))]

    def typed_as(self, name):
        own = {c.header: c for c in self.columns}.get(name)
        return own.typed_as if self.typed and own else "text"

    def cells(self, row, header, line):
        if not self.typed:
            return line
        own = {c.header: c for c in self.columns}
        return [text if name not in own else own[name].typed(row[own[name].name], text) if isinstance(own[name], AskedColumn)
                else None if text in own[name].missing else text for name, text in zip(header, line)]


class Asked(Made):
    """As Made. `tables` are the lines of each source, the names of the columns first, and the kinds of its columns; None is NULL."""

    def __init__(self, rng):
        self.rng, self.files, self.options, self.metrics = rng, [], [], []
        self.typed, self.calendar = rng.random() < 0.4, calendar_of(rng, "desk")
        self.periods = rng.sample([p for p in PERIODS if p != "over one period"], rng.choice([1, 1, 1, 2]))
        self.sources = [AskedSource(rng, f"src{n}", self.typed) for n in range(rng.choice([1, 1, 1, 2]))]
        for source in self.sources:
            if source.period:
                source.period = self.periods[0]
            self.metrics += [m for m in metrics_of(rng, source, source.terms, rng.randint(4, 12)) if m.form not in REFUSED]
        self.logs, self.forecast = False, rng.random() < 0.35
        self.log = Log(rng) if not self.typed and rng.random() < 0.3 else None
        self.make_files()
        self.forecast_file = self.files.pop() if self.forecast else None
        if self.log:
            self.files.append(("log", "log.csv", self.log.file()))
        self.write()

    def period_of(self):
        """Each way to cut time is a statement more, so there are few."""
        return self.rng.choice(self.periods)

    def write(self):
        state = self.rng.getstate()
        lines = self.head()
        for source in self.sources:
            lines += source.lines()
        for metric in self.metrics:
            lines += metric.lines()
        lines += self.log.lines() if self.log else []
        journey, agreed = self.journey(), self.agreement()
        self.files = [file for file in self.files if file is not self.forecast_file]
        self.limited = any("fc.calls" in line for line in agreed)
        if self.limited:  # of a source that nothing is asked of, an engine is asked nothing
            lines += self.forecasts()
            self.files.append(self.forecast_file)
        self.text = "\n".join(lines + journey + agreed) + "\n"
        self.rng.setstate(state)

    def forecasts(self):
        """Nothing is asked but what is agreed of it: `identify` and `last of` are for rows of files."""
        lines = super().forecasts()
        return [line for line in lines[:lines.index("}") + 1] if "identify" not in line] if lines else []

    def forecast_table(self):
        header, *rows = [line.split(",") for line in self.forecast_file[2].decode().split("\n")]
        if self.typed:
            rows = [[row[0] + "-01"] + row[1:] for row in rows]
        kinds = ["date", "whole", "whole", "text"] if self.typed else ["text"] * len(header)
        return [header + [PLACE]] + [row + [str(n)] for n, row in enumerate(rows)], kinds + ["whole"]

    def tables(self):
        tables = {source.name: (source.table, source.types) for source in self.sources}
        if self.limited:
            tables["fc"] = self.forecast_table()
        if self.log:
            table = self.log.table(PLACE)
            tables["log"] = table, ["text"] * (len(table[0]) - 1) + ["whole"]
        return tables

    def ordered(self):
        """The sources of which it is said in which order rows of one instant come."""
        return [source.name for source in self.sources] + (["log"] if self.log and self.log.ordered else [])

    def narrowest(self):
        """The dialect that is to take the program: SQLite has the narrowest numbers."""
        return "duckdb" if any(source.arithmetic == "wide" for source in self.sources) else "sqlite"

    def covers(self):
        """What the line says that sources cover."""
        return [word for source in self.sources for word in source.options]

    def options_asked(self):
        order = [word for source in self.ordered() for word in ("--order", f"{source}={PLACE}")]
        order += [word for source in self.sources if source.placed for c in source.columns
                  for word in ("--column", f"{source.name}.{c.name}={c.header}")]
        order += [word for source in self.sources if source.new for word in ("--schema", f"{source.name}=old")]
        return order if self.typed else ["--raw"] + order

    def without(self, said):
        """Whether less was refused by leaving out what `said` names; then the text is another."""
        names = set(re.findall(r"\]: metric `(\w+)`", said))
        kept = [m for m in self.metrics if m.name not in names and not any(re.search(rf"\b{n}\b", m.value) for n in names)]
        if not kept or len(kept) == len(self.metrics):
            return False
        self.metrics = kept
        self.write()
        return True
