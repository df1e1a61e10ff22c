"""Whole programs made at random, with their data: made(rng) gives the text of a journey file and the bytes of each
source's files. The same seed gives the same program. Everything that measuring can be asked for occurs somewhere."""
import datetime

from made_calendar import calendar_of
from made_columns import EPOCH, SECOND, ZONES, Column, quoted
from made_metrics import metrics_of
from made_rows import BAD_FIELDS, Shape, file_bytes
from made_terms import Term, Terms

START = int((datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc) - EPOCH).total_seconds())
DAYS = 181
# Days make long reports, so most programs ask for longer periods.
PERIODS = ["every day", "every rolling 7 days", "over one period"] + 2 * ["every week", "every quarter", "every quarter from February",
           "every year", "every year from April", "every rolling 3 months", "every month from day 22"] + 6 * ["every month"]
KINDS = ["text", "flag", "number", "count", "share", "duration", "duration", "money", "rating", "date", "clock", "timestamp"]


class Key(Column):
    """A column of few different texts, by which rows belong together."""

    def __init__(self, rng, name, count, code_page, share_missing=0.1):
        self.count, self.share_missing = count, share_missing
        super().__init__(rng, name, "text", code_page=code_page)
        self.header, self.tail, self.missing = name, ' missing "0", ""', ["0", ""]
        self.closed = False
        words = ["Ada", "Bo Ö", "Cé", "D;E", "it's", "F,G", "Ha \"x\""]
        self.words = (words[:count] + [f"{name}{n}" for n in range(count - len(words))])[:count]
        self.literals = self.words


class Source:
    def __init__(self, rng, name, simple=False):
        self.rng, self.name, self.simple = rng, name, simple
        self.shape = Shape(rng, simple)
        self.statements, self.ends, self.lets, self.slices = [], [], [], []
        self.options = []
        self.page = self.shape.encoding == "windows-1252"
        self.make_columns()
        self.make_schemas()
        self.terms = self.make_terms([c for c in self.columns if c.name != "id"])
        self.make_time()
        self.make_lets()
        self.make_rules()

    # ---- declarations ----

    def make_terms(self, columns):
        return Terms(self.rng, columns)

    def column(self, name, kind):
        made = Column(self.rng, name, kind, canon=self.simple, mark=self.shape.mark, code_page=self.page)
        self.columns.append(made)
        return made

    def make_columns(self):
        rng, self.columns = self.rng, []
        self.columns.append(self.unique("id"))
        for name, count in (("customer", rng.choice([3, 30, 400])), ("partner", 3), ("site", 4), ("agent", rng.choice([4, 25]))):
            self.columns.append(Key(rng, name, count, self.page))
        self.at = self.column("at", "date" if not self.simple and rng.random() < 0.12 else "timestamp")
        for kind in rng.sample(KINDS, rng.randint(3, 9)) + rng.choices(KINDS, k=rng.randint(0, 5)):
            self.column(f"{kind[0]}{len(self.columns)}", kind)
        if rng.random() < 0.3:
            self.column("n_a", "count")
            self.column("n_b", "count")

    def unique(self, name):
        made = Key(self.rng, name, 2, self.page)
        made.words, made.literals, made.tail, made.missing = [""], ["r1"], "", []
        return made

    def make_schemas(self):
        """Some columns in two forms, and one that only the old form has."""
        rng = self.rng
        self.old, self.new = list(self.columns), None
        forms = [c for c in self.columns if c.kind in ("duration", "share", "flag", "clock", "date") and c is not self.at]
        if self.simple or not forms or rng.random() < 0.85:
            return
        self.moved = rng.sample(forms, rng.randint(1, len(forms)))
        self.gone = [c for c in self.columns if c.kind in ("text", "number", "count")][-1:]
        self.new = [c for c in self.columns if c not in self.gone]
        for c in self.moved:
            other = Column(rng, c.name, c.kind, mark=self.shape.mark, code_page=True)
            other.header = c.name + " 2"
            self.new[self.new.index(c)] = other

    def make_time(self):
        rng = self.rng
        self.zone = self.at.zone if self.at.kind == "date" else rng.choice(ZONES)
        self.time = "at"
        self.period = rng.choice(PERIODS + ([None] if "zone" in self.at.tail else []))
        days, clocks = self.terms.of("date"), self.terms.of("clock")
        days = [d for d in days if d is not self.at]
        if days and clocks and rng.random() < 0.4 and not self.simple and self.at.kind != "date":
            self.lets.append(f"  let moment_of = {days[0].name} at {clocks[0].name} zone {rng.choice(ZONES)}")
            self.time = "moment_of"
        self.covers = rng.choice(["", "  covers its rows", "  covers given", "  covers 2026-01-01 to 2026-06-30", "  covers 2026-02-01 to 2026-05-15",
                                  f'  covers from file name "{self.name}-%Y-%m.csv"'])
        if self.simple:
            self.covers = "  covers 2026-01-01 to 2026-07-31"
        if self.covers.endswith("given") and rng.random() < 0.8:
            self.options += ["--covers", f"{self.name}=2026-01-01..2026-06-30"]

    def let(self, name, text):
        self.lets.append(f"  let {name} = {text}")

    def make_lets(self):
        rng, terms = self.rng, self.terms
        for n in range(rng.randint(0, 3)):
            term = terms.condition(2)
            self.let(f"is_{n}", term.text)
            terms.conditions.append(Term(f"is_{n}", term.value))
        duration, number = terms.duration(), terms.number()
        if duration and rng.random() < 0.5:
            self.let("long", duration.text.strip("()") if duration.text.count("(") == 1 else duration.text)
            terms.durations.append(Term("long", duration.value))
        if number and rng.random() < 0.4:
            self.let("much", number.text)
            terms.numbers.append(Term("much", number.value))
        self.make_spans()
        self.make_windows()

    def make_spans(self):
        rng, terms = self.rng, self.terms
        if self.simple:
            return
        moments = terms.of("timestamp")
        for pair in [rng.sample(moments, 2)] if len(moments) >= 2 and rng.random() < 0.6 else []:
            a, b = (c.name for c in pair)
            self.let("span", f"from {a} to {b}")
            terms.durations.append(Term("span", None))
            terms.spans.append("span")
            if rng.random() < 0.5:
                self.let("open_time", f"duration from {a} to {b} during desk")
                terms.durations.append(Term("open_time", None))
        clocks = terms.of("clock")
        if len(clocks) >= 2 and rng.random() < 0.7:
            a, b = (c.name for c in rng.sample(clocks, 2))
            self.let("served", f"from {a} to {b}, past midnight")
            terms.durations.append(Term("served", None))

    def make_windows(self):
        rng, terms = self.rng, self.terms
        if rng.random() < 0.45:
            return
        for n in range(rng.randint(1, 4)):
            by = ", ".join(rng.sample(["customer", "agent", "site"], rng.choice([1, 1, 2])))
            among = f" among {self.valued(lambda: terms.condition(1)).text}" if rng.random() < 0.5 else ""
            within = rng.choice(["7 days", "1 day", "2h", "30 days", "90s"] + (["7 calendar days", "1 calendar day"] if "zone" in self.at.tail else []))
            if self.simple:
                within = rng.choice(["7 days", "1 day", "2h"])
            self.let(f"again_{n}", f"again by {by}{among} within {within}")
            terms.windows.append(Term(f"again_{n}", None))

    def valued(self, make):
        """Of what the second opinion is to work out, only what it can."""
        term = make()
        while self.simple and not term.value:
            term = make()
        return term

    def make_rules(self):
        rng, terms = self.rng, self.terms
        self.identity = None
        if rng.random() < 0.35:
            self.identity = rng.choice(["id", "id", "customer, at", "agent, customer"])
            stamp = rng.choice([c.name for c in terms.of("timestamp", "date")] or [""])
            keep = f", keep latest by {stamp}" if stamp and rng.random() < 0.6 else ""
            self.statements.append(f"  identify by {self.identity}{keep}")
        if rng.random() < 0.4:
            self.statements.append(f"  ignore where {terms.condition(1).text}")
        for _ in range(rng.choice([0, 0, 1, 2, 3])):
            fate = rng.choice(["", " else reject row", " else warn", " else warn, at most 1% of rows", " else make COLUMN missing",
                               " else make COLUMN missing, at most 50% of rows"])
            fate = fate.replace("COLUMN", rng.choice([c.name for c in self.columns if c.name not in ("id", "at")]))
            self.statements.append(f"  require {terms.condition(1).text}{fate}")
        tolerate = rng.choice([None, None, None, "at most 50%", "at most 50%", "at most 0.1%", "no"])
        if tolerate:
            self.statements.append(f"  tolerate {tolerate} rejected rows")
        if self.shape.stop:
            self.statements.append('  stop at a row where id is "Total"')
        for n in range(rng.randint(0, 4)):
            self.slices.append(f"s{n}")
            self.ends.append(f"  slice s{n} where {terms.condition(1, ahead=rng.random() < 0.3).text}")

    def lines(self):
        positions = self.layout() if self.rng.random() < 0.08 and not self.new else None
        out = [f"source {self.name} {{", f"  format {self.shape.tails()}"] + self.shape.statements()
        out += [self.covers] if self.covers else []
        out.append(f"  time {self.time}")
        if self.period:
            out.append(f"  {self.period} in {self.zone}")
        in_schemas = self.moved + self.gone if self.new else []
        out += [c.declaration(positions and positions.index(c.header) + 1) for c in self.columns if c not in in_schemas]
        if self.new:
            out += ["  schema old until 2026-03-31 {"] + [c.declaration() for c in in_schemas] + ["  }"]
            out += ["  schema new {"] + [c.declaration() for c in self.new if c not in self.old] + ["  }"]
        return out + self.statements + self.lets + self.ends + ["}"]

    # ---- rows and files ----

    def layout(self):
        """The header of the first file; where columns stand by number, of all files."""
        if not hasattr(self, "header"):
            self.fixed = True
            self.header = self.new_header()
        return self.header

    def new_header(self, columns=None):
        header = [c.header for c in columns or self.columns] + [f"junk {n}" for n in range(self.shape.junk)]
        self.rng.shuffle(header)
        return header

    def make_rows(self, count):
        rng, rows = self.rng, []
        ordered = rng.random() < 0.5
        dense = rng.choice([DAYS, DAYS, 20, 1])
        moments = [(START + rng.randint(0, dense * 86400 - 1)) * SECOND for _ in range(count)]
        if rng.random() < 0.2:
            moments = [m // (3600 * SECOND) * 3600 * SECOND for m in moments]
        for n, moment in enumerate(sorted(moments) if ordered else moments):
            row = {c.name: None if rng.random() < 0.08 else c.value(moment) for c in self.columns}
            row["id"] = f"r{n}"
            if self.at.kind == "timestamp" and (self.simple or rng.random() < 0.98):
                row["at"] = self.own_time(moment)
            if self.identity == "id" and n and rng.random() < 0.1:
                twin = rows[rng.randrange(max(0, n - 200), n)]
                row = dict(twin) if rng.random() < 0.5 else dict(row, id=twin["id"])
            rows.append(row)
        return rows

    def own_time(self, moment):
        """The moment as the column can write it."""
        pattern = self.at.pattern
        coarse = 60 if pattern and "%S" not in pattern and "%T" not in pattern else 1
        return moment // (coarse * SECOND) * coarse * SECOND

    def file_names(self):
        if self.covers.startswith("  covers from"):
            return [f"{self.name}-2026-{month:02}.csv" for month in self.rng.choice([(1,), (2, 3), (1, 2, 3, 4, 5, 6), (5, 2)])]
        return [f"{self.name}{n}.csv" for n in range(self.rng.choice([1, 1, 1, 2, 3]))]

    def files(self, rows, spoil):
        """(name, bytes) of each file."""
        rng, names = self.rng, self.file_names()
        out, each = [], -(-len(rows) // len(names)) or 1
        for n, name in enumerate(names):
            columns = self.new if self.new and rng.random() < 0.5 else self.old
            header = self.layout() if hasattr(self, "fixed") else self.new_header(columns)
            lines = [self.texts(row, header, columns) for row in rows[n * each:(n + 1) * each]]
            if self.shape.stop:
                lines.append(["Total" if h == "id" else "" for h in header])
                lines += [[rng.choice(BAD_FIELDS) for _ in header] for _ in range(rng.randint(0, 3))]
            out.append((name, file_bytes(rng, self.shape, header, lines, spoil)))
        return out

    def texts(self, row, header, columns):
        rng = self.rng
        written = {c.header: c.write(row[c.name]) for c in columns}
        return [written[h] if h in written else rng.choice(["", "x", "junk, with comma", '"', "7", "Ünï"]) for h in header]


class Made:
    """A program: its text, the files of each source, options, and what occurs in it."""

    def __init__(self, rng):
        self.rng, self.files, self.options, self.calendar = rng, [], [], calendar_of(rng, "desk")
        self.sources = [self.source(f"src{n}") for n in range(rng.choice([1, 1, 1, 2]))]
        self.metrics = []
        for source in self.sources:
            self.metrics += self.metrics_of(source)
            self.options += source.options
        self.logs = rng.random() < 0.12
        self.forecast = rng.random() < 0.3
        lines = self.head()
        for source in self.sources:
            lines += source.lines()
        for metric in self.metrics:
            lines += metric.lines()
        lines += self.journey() + self.agreement() + self.cases() + self.forecasts()
        self.text = "\n".join(lines) + "\n"
        self.make_files()

    def source(self, name):
        return Source(self.rng, name)

    def metrics_of(self, source):
        return metrics_of(self.rng, source, source.terms, self.rng.randint(2, 9))

    def head(self):
        owned = [s for s in self.sources if s.columns]
        lines = ["brand shop { owner \"Head\" }", "persona sam", "channel any { kind voice }", self.calendar]
        for n, word in enumerate(owned[0].columns[2].words):
            lines += [f"partner p{n} {{", "  delivery bpo", f"  site here{n} {{ appears in {owned[0].name}.site as {quoted(owned[0].columns[3].words[n])} }}"]
            lines += [f"  appears in {s.name}.partner as {quoted(s.columns[2].words[n])}" for s in owned] + ["}"]
        return lines

    def period_of(self):
        return self.rng.choice([p for p in PERIODS if p != "over one period"])

    def criterion(self, metric, source):
        rng = self.rng
        inside = f" in {source.name}.{rng.choice(source.slices)}" if source.slices and rng.random() < 0.5 else ""
        whom = rng.choice(["", "", " for partner p0", " for partner p1", " for each partner"]) if metric.form != "share of time" else ""
        period = self.period_of()
        confidence = ", with 95% confidence" if metric.form in ("share", "mean", "net", "count") and rng.random() < 0.2 else ""
        return f"      success {metric.name}{inside}{whom} {metric.range()} {period} in {source.zone}{confidence}"

    def source_of(self, metric):
        return next(s for s in self.sources if metric.name.startswith(f"m_{s.name}_"))

    def journey(self):
        rng, lines = self.rng, ["journey j {", "  brand shop", "  persona sam", "  scale none", f"  periods in {self.sources[0].zone}"]
        for n in range(2):
            lines += [f"  stage g{n} {{", f"    touchpoint t{n} {{", "      channel any", f"      delivered by p{n}"]
            seen = []
            for source in self.sources:
                own = [f"{source.name}.{s}" for s in source.slices]
                seen += rng.sample(own, 1) if own and rng.random() < 0.4 else [source.name]
            lines.append("      seen in " + ", ".join(seen))
            for metric in rng.sample(self.metrics, rng.randint(0, min(4, len(self.metrics)))):
                lines.append(self.criterion(metric, self.source_of(metric)))
            lines += ["    }", "  }"]
        return lines + ["}"]

    def agreement(self):
        rng, source = self.rng, self.sources[0]
        own = [m for m in self.metrics if self.source_of(m) is source and m.form in ("share", "mean", "count", "percentile", "approximate", "sum", "max", "share of sums")]
        if not own or rng.random() < 0.4:
            return []
        lines = ["agreement terms {", "  between shop and p0", "  runs 2026-01-01 to 2026-12-31", f"  every month in {source.zone}", "  part periods not judged"]
        names = []
        for n, metric in enumerate(rng.sample(own, min(len(own), rng.randint(1, 3)))):
            names.append(f"g{n}")
            lines += [f"  guarantee g{n} {{", f"    measure {metric.name} at j.t{rng.randrange(2)}", f"    expected {metric.range()}", "    never rounded", "  }"]
        for n in range(rng.randint(0, 3)):
            day = rng.randint(1, 25)
            only = f" for {rng.choice(names)}" if rng.random() < 0.6 else ""
            lines.append(f'  relief "Storm {n}" 2026-0{rng.randint(1, 5)}-{day:02}T{rng.randint(0, 23):02}:30 to '
                         f'2026-06-{day:02}T00:00{only} approved by "Head"')
        if self.forecast:
            rows = rng.choice([source.name] + [f"{source.name}.{s}" for s in source.slices])
            lines.append(f"  relief for the rows of {rows} above {rng.randint(50, 130)}% of fc.calls, last ones first for g0")
            lines.append(f"  relief for the period when count of {rows} above {rng.randint(50, 130)}% of fc.calls for {names[-1]}")
        return lines + ["}"]

    def forecasts(self):
        """What was forecast, and heads: a row a month."""
        if not self.forecast:
            return []
        return ["source fc {", "  format csv", "  covers 2026-01-01 to 2026-06-30", f"  each row covers month of month zone {self.sources[0].zone}",
                "  identify by month, queue", f"  every month in {self.sources[0].zone}", '  column month date as "%Y-%m"',
                "  column calls count", "  column heads count", "  column queue text", "}",
                "metric fc_ratio {", "  from fc", "  value share of sum heads among sum calls", "  better lower", "}",
                "metric fc_heads {", "  from fc", "  value last of heads among queue is \"q0\"", "  better lower", "}"]

    def cases(self):
        if not self.logs:
            return []
        rng = self.rng
        ends = rng.choice(["first \"closed\"", "last \"closed\"", "last event"])
        self.options += ["--covers", "log=2026-01-01..2026-06-30"]
        return ["source log {", "  format csv", "  covers given", "  identify by ticket, activity, at", "  time at", "  column ticket text",
                "  column activity text", '  column at timestamp as "%Y-%m-%d %H:%M:%S" zone Europe/Rome', "  column agent text", "}",
                "cases tickets of log {", "  case ticket, step activity, time at", f"  starts at {rng.choice(['first event', 'first &new&'])}".replace("&", '"'),
                f"  ends at {ends}", f"  in the period of its {rng.choice(['start', 'end'])}", "  every month in Europe/Rome",
                "  let life = from start to end", "  let ended = end is known", "  let waits = count of step \"waiting\"",
                "  let overdue = not ended and age > 14 days", "  let standing = agent at last event", "}",
                "metric life_ok {", "  from tickets", "  value share of life <= 14 days among ended", "  better higher", "}",
                "metric waits_mean {", "  from tickets", "  value mean of waits among not overdue", "  better lower", "}",
                "metric life_p {", "  from tickets", "  value percentile 90 of life", "  better lower", "}"]

    def make_files(self):
        rng = self.rng
        for source in self.sources:
            size = rng.random()
            count = 0 if size < 0.02 else rng.randint(1, 60) if size < 0.3 else rng.randint(60, 500) if size < 0.85 else rng.randint(500, 1500)
            if size > 0.97:
                count = rng.randint(1500, 6000)
            rows = source.make_rows(count)
            spoil = rng.choice([0, 0, 0, 0.002, 0.01, 0.05, 0.3])
            self.files += [(source.name, name, content) for name, content in source.files(rows, spoil)]
        if self.logs:
            self.files.append(("log", "log.csv", self.log_bytes()))
        if self.forecast:
            rows = [f"2026-{m:02},{rng.randint(0, count // 3 + 2)},{rng.randint(0, 40)},q{q}" for m in range(1, 7) for q in range(2)]
            self.files.append(("fc", "fc.csv", "\n".join(["month,calls,heads,queue"] + rows).encode()))

    def log_bytes(self):
        rng, lines = self.rng, ["ticket,activity,at,agent"]
        for n in range(rng.randint(1, 200)):
            at = datetime.datetime(2026, 1, 1) + datetime.timedelta(minutes=rng.randint(0, DAYS * 1440))
            for step in ["new"] + rng.choices(["waiting", "work", "closed"], k=rng.randint(0, 6)):
                lines.append(f"T{n},{step},{at:%Y-%m-%d %H:%M:%S},a{rng.randint(0, 5)}")
                at += datetime.timedelta(minutes=rng.choice([0, 5, 600, 9000]))
        body = lines[1:]
        if rng.random() < 0.5:
            rng.shuffle(body)
        return ("\n".join(lines[:1] + body) + "\n").encode()
