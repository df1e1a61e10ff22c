"""What real.py measures: journeys over real data and the benchmark's jobs, each with its rows as tables, of texts and of types."""
import csv
import datetime
import os
import re
import subprocess

from made_tables import PLACE

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DEALT = "dealt"  # in the place of what is covered: the rows have no days
# journey, source, files, separator, --covers
REAL = [
    ("bank-contract", "calls", ["anonymous-bank/january.txt", "anonymous-bank/february.txt"], "\t", "1999-01-01..1999-02-28"),
    ("phonenow", "calls", ["pwc-phonenow/Call_Center_Dataset.csv"], ",", None),
    ("monthly-report", "report", ["sf-hss-callcentre/sf_hss_monthly.csv"], ",", None),
    ("report-audit", "report", ["sf-hss-callcentre/sf_hss_monthly.csv"], ",", None),
    ("helpdesk", "helpdesk", ["process-logs/helpdesk.csv"], ",", None),
    ("boston", "cases_311", ["boston-311/raw_sample_yashchavan11.csv"], ",", None),
    ("airline", "answers", ["airlinesat/airlinesat.csv"], ",", DEALT),
    ("churn", "customers", ["modeldata/mlc_churn.csv"], ",", DEALT),
    ("subscribers", "subscribers", ["modeldata/wa_churn.csv"], ",", DEALT),
    ("attrition", "staff", ["modeldata/attrition.csv"], ",", DEALT),
]
# Sources for which there are no data: tables without rows, but with types.
EMPTY = {"bank-contract": {"surveys": {"answer": "text", "day": "date", "csat": "whole"}}}
FIRST_DAY = datetime.date(2026, 1, 1)
FLAGS = {spelt: yes for yes, words in ((True, "yes y true 1"), (False, "no n false 0")) for word in words.split()
         for spelt in (word, word.upper(), word.title())}
PATTERNS = {None: None, "h:mm:ss": "%H:%M:%S"}


def lines_of(path, separator):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [line for line in csv.reader(file, delimiter=separator) if line]


def alone(header):
    """Names that come twice have a number from the second on, as a table wants it."""
    return [name if name not in header[:n] else f"{name} {n}" for n, name in enumerate(header)]


class Job:
    def __init__(self, name, source, text, files, separator=",", covers=None, schema=None):
        self.name, self.source, self.text, self.separator, self.schema = name, source, text, separator, schema
        self.files, self.empty = files, EMPTY.get(name, {})
        self.covers = [word for each in [source, *self.empty] if covers for word in ("--covers", f"{each}={covers}")]
        tables = [lines_of(path, separator) for path in files]
        self.header, self.rows = alone(tables[0][0]), [row for table in tables for row in table[1:]]

    def without_identify(self):
        return re.sub(r"\n  identify by [^\n]*", "", self.text)

    # ---- tables ----

    def raw(self):
        """As they are; rows with other than all fields have none in a table."""
        rows = [row + [str(n)] for n, row in enumerate(self.rows) if len(row) == len(self.header)]
        return self.with_empty({self.source: ([self.header + [PLACE]] + rows, ["text"] * len(self.header) + ["whole"])})

    def with_empty(self, tables):
        raw = "text" if set(tables[self.source][1][:-1]) == {"text"} else None
        return tables | {source: ([[*columns, PLACE]], [raw or kind for kind in columns.values()] + ["whole"])
                         for source, columns in self.empty.items()}

    def declared(self):
        """Of each header, the type and the rest of its declaration."""
        own = re.search(rf"source {self.source}\b.*?\n}}", self.text, re.S).group()
        if self.schema:
            own = re.search(rf"schema {self.schema}\b.*?\n  }}", own, re.S).group()
        out = {}
        for name, kind, rest in re.findall(r"\n +column (\w+) +(\w+)([^\n]*)", own):
            header = re.search(r'from +"((?:[^"\\]|\\.)*)"', rest)
            out[header.group(1) if header else name] = kind, rest
        return out

    def typed(self):
        """None where a declaration cannot be followed here."""
        declared, columns, kinds = self.declared(), [], []
        for n, name in enumerate(self.header):
            kind, rest = declared.get(name, ("text", ""))
            try:
                typed, cells = column_of(kind, rest, [row[n] for row in self.rows])
            except (ValueError, KeyError, IndexError):
                return None
            columns.append(cells)
            kinds.append(typed)
        rows = [list(cells) + [str(n)] for n, cells in enumerate(zip(*columns))]
        return self.with_empty({self.source: ([self.header + [PLACE]] + rows, kinds + ["whole"])})


def column_of(kind, rest, texts):
    missing = re.findall(r'"([^"]*)"', (re.search(r"missing (.*)", rest) or [None, ""])[1])
    pattern = re.search(r'as "([^"]*)"', rest)
    pattern = pattern.group(1) if pattern else None
    given = [None if text in missing or text == "" and kind != "text" else text for text in texts]
    if kind in ("text", "one"):
        return "text", texts
    if kind == "flag":
        words = {side: re.findall(r'"([^"]*)"', found.group(1)) for side, found in
                 ((side, re.search(rf'{side} ((?:"[^"]*"(?:, )?)+)', rest)) for side in ("yes", "no")) if found}
        own = {word: side == "yes" for side in words for word in words[side]} or FLAGS
        return "flag", [None if t is None else str(own[t]).lower() for t in given]
    if kind in ("date", "clock", "timestamp"):
        return times_of(kind, pattern, re.search(r"zone (\S+)", rest), given)
    if pattern:  # a duration in a spelling of its own
        return "text", given
    whole = all(t is None or re.fullmatch(r"-?\d{1,12}", t) for t in given)
    if not all(t is None or re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", t) for t in given):
        raise ValueError("no plain numbers")
    return "whole" if whole else "decimal", given


def times_of(kind, pattern, zone, given):
    pattern = PATTERNS.get(pattern, pattern)
    out = []
    for text in given:
        if text is None:
            out.append(None)
            continue
        moment = datetime.datetime.strptime(text, pattern) if pattern else \
            datetime.datetime.fromisoformat(text) if kind != "clock" else datetime.datetime.strptime(text, "%H:%M:%S")
        if moment.tzinfo:
            moment, zone = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None), None
        out.append({"date": moment.date().isoformat(), "clock": str(moment.time())}.get(kind, moment.strftime("%Y-%m-%d %H:%M:%S.%f")))
    if kind != "timestamp":
        return kind, out
    return (f"local {zone.group(1)}", out) if zone else ("instant", [t and t + "Z" for t in out])


# ---- what is measured ----


def copied(folder, path, change):
    """A copy of data with `change` of its lines, of which the first is the header."""
    copy = os.path.join(folder, f"copy-{len(os.listdir(folder))}-{os.path.basename(path)}")
    with open(copy, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(change(n, line) for n, line in enumerate(lines_of(path, ",")))
    return copy


def dealt(n, line):
    """Data without days: the rows are dealt to the days of a quarter."""
    return ([(FIRST_DAY + datetime.timedelta((n - 1) % 90)).isoformat()] if n else ["day"]) + line


def text_of(*names):
    with open(os.path.join(ROOT, "tests", *names), encoding="utf-8") as file:
        return file.read()


def real_jobs(folder):
    data = os.path.join(os.environ["JOURNEY_SHARED"], "data")
    for name, source, files, separator, covers in REAL:
        paths = [os.path.join(data, file) for file in files]
        if covers == DEALT:
            paths, covers = [copied(folder, path, dealt) for path in paths], None
        yield Job(name, source, text_of("real", name + ".journey"), paths, separator, covers)
    cases = os.path.join(data, "prepbench")
    yield tickets(folder, os.path.join(cases, "059", "inputs"))
    yield recommended(folder, os.path.join(cases, "122", "inputs"))
    yield from agents(folder, os.path.join(cases, "158", "inputs"))


def tickets(folder, inputs):
    """A column holds the ticket, its department and who asked."""
    def parted(n, line):
        return [line[0], *(line[1].split(" / ") if n else ["Ticket ID", "Department", "Name"]), *line[2:]]
    files = [copied(folder, os.path.join(inputs, f"input_{n:02}.csv"), parted) for n in (2, 3, 4)]
    return Job("tickets", "log", text_of("golden", "prepbench-059.journey"), files)


def recommended(folder, inputs):
    """Answers without a day."""
    def on_one_day(n, line):
        return line + ["2023-12-31" if n else "Asked"]
    files = [copied(folder, os.path.join(inputs, f"input_{n:02}.csv"), on_one_day) for n in (1, 2)]
    return Job("recommended", "answers", text_of("golden", "prepbench-122.journey"), files)


def agents(folder, inputs):
    """Months in files of their own, by two schemas: a table has one."""
    known = lines_of(os.path.join(inputs, "input_13.csv"), ",")[1:]
    sites = "".join(f'  site a{line[0]} in CA {{ appears in months.agent as "{line[0]}" }}\n' for line in known)
    text = text_of("golden", "prepbench-158.journey").replace("# AGENTS", sites)
    for schema, months in (("until_april", range(1, 5)), ("from_may", range(5, 13))):
        files = [copied(folder, os.path.join(inputs, f"input_{month:02}.csv"),
                        lambda n, line, month=month: [f"2021-{month:02}" if n else "Month"] + line) for month in months]
        yield Job(f"agents, {schema}", "months", text, files, schema=schema)


def bench_jobs(folder, rows):
    home, maker = os.path.join(ROOT, "bench", "contacts"), os.path.join(folder, "make-contacts")
    subprocess.run([os.environ.get("CC", "cc"), "-O2", "-o", maker, os.path.join(home, "make-contacts.c")], check=True)
    path = os.path.join(folder, "contacts.csv")
    with open(path, "wb") as out:
        subprocess.run([maker, str(rows), "1"], stdout=out, check=True)
    for job in "ABC":
        text = subprocess.run(["sh", os.path.join(home, "program.sh"), job], capture_output=True, check=True, text=True).stdout
        yield Job(f"job {job}", "contacts", text, [path])
