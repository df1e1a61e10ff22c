"""Random programs that an engine can be asked, and their data as tables of texts.

The generator of counting.py makes everything the language has; here what docs/sql.md refuses for all engines is left out, and
files are written as they should be, with spoilt fields but no spoilt lines: a table has no lines.
"""
import re

from made_columns import Column
from made_metrics import metrics_of
from made_program import Made, Source
from made_rows import BAD_FIELDS, file_bytes

REFUSED = {"last", "rate", "worst", "standing", "intervals", "share of time", "share of sums"}
# Spoilt fields that every engine can tell to be so.
TOLD = [f for f in BAD_FIELDS if len(f) < 12 and f.isascii() and not re.search(r"\de[0-9+-]|\D.*\d{5}", f)] + ["", " ", "x" * 200]
PLACE = "place of the row"  # the order of the files, which windows ask for


class AskedSource(Source):
    def column(self, name, kind):
        made = self.tried(name, kind)
        while ' as "' in made.tail:
            made = self.tried(name, kind)
        self.columns.append(made)
        return made

    def tried(self, name, kind):
        """Mostly in spellings that an engine can tell: others leave rows undecided, and then nothing is measured."""
        return Column(self.rng, name, kind, canon=self.plain and kind in ("number", "count", "share", "money", "rating"), mark=".", code_page=self.plain)

    def make_columns(self):
        shape, self.plain = self.shape, self.rng.random() < 0.9
        shape.separator, shape.format, shape.mark, shape.encoding, shape.stop, shape.skip = "comma", "csv", ".", "utf-8", False, 0
        shape.mixed_ends, self.page = False, False
        super().make_columns()

    def make_schemas(self):
        self.old, self.new = list(self.columns), None

    def make_time(self):
        super().make_time()
        if "given" in self.covers or "file name" in self.covers:
            self.covers, self.options = "  covers 2026-01-01 to 2026-06-30", []

    def make_rules(self):
        super().make_rules()
        self.statements = [s for s in self.statements if not s.startswith("  identify")]
        self.identity = None

    def layout(self):
        """Columns of tables are known by their names."""
        return None

    def files(self, rows, spoil):
        rng = self.rng
        header = self.new_header()
        lines = [self.texts(row, header, self.columns) for row in rows]
        for line in lines:
            if rng.random() < spoil:
                line[rng.randrange(len(line))] = rng.choice(TOLD if self.plain else BAD_FIELDS)
        self.table = [header + [PLACE]] + [line + [str(n)] for n, line in enumerate(lines)]
        return [(f"{self.name}.csv", file_bytes(rng, self.shape, header, lines, 0))]


class Asked(Made):
    """As Made. `tables` are the lines of each source, the names of the columns first."""

    def __init__(self, rng):
        self.rng, self.files, self.options, self.metrics = rng, [], [], []
        self.sources = [AskedSource(rng, f"src{n}") for n in range(rng.choice([1, 1, 1, 2]))]
        for source in self.sources:
            self.metrics += [m for m in metrics_of(rng, source, source.terms, rng.randint(4, 12)) if m.form not in REFUSED]
        self.logs = self.forecast = False
        self.make_files()
        self.write()

    def write(self):
        state = self.rng.getstate()
        lines = self.head()
        for source in self.sources:
            lines += source.lines()
        for metric in self.metrics:
            lines += metric.lines()
        self.text = "\n".join(lines + self.journey() + self.agreement()) + "\n"
        self.rng.setstate(state)

    def tables(self):
        return {source.name: source.table for source in self.sources}

    def without(self, said):
        """Whether less was refused by leaving out what `said` names; then the text is another."""
        names = set(re.findall(r"refused: metric (\w+)", said))
        kept = [m for m in self.metrics if m.name not in names and not any(re.search(rf"\b{n}\b", m.value) for n in names)]
        if not kept or len(kept) == len(self.metrics):
            return False
        self.metrics = kept
        self.write()
        return True
