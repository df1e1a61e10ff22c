"""Conditions and arithmetic over the columns of a source, made at random: as the language writes them, and as a
function of a row's values by the manual's rules (three-valued logic, S9). `None` is unknown."""
import datetime
from collections import namedtuple

from made_columns import duration_text, quoted
from fractions import Fraction as F

Term = namedtuple("Term", "text value")


def known(value, then):
    return lambda row: None if value(row) is None else then(value(row))


def both(a, b, then):
    def value(row):
        left, right = a(row), b(row)
        return None if left is None or right is None else then(left, right)
    return value


def and_(a, b):
    def value(row):
        left, right = a(row), b(row)
        if left is False or right is False:
            return False
        return None if left is None or right is None else True
    return value


def or_(a, b):
    def value(row):
        left, right = a(row), b(row)
        if left is True or right is True:
            return True
        return None if left is None or right is None else False
    return value


COMPARE = {"<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b}


class Terms:
    """What can be said over a source's columns and lets so far."""

    def __init__(self, rng, columns):
        self.rng, self.columns = rng, columns
        self.conditions, self.durations, self.numbers, self.windows, self.spans = [], [], [], [], []

    def of(self, *kinds):
        return [c for c in self.columns if c.kind in kinds]

    @staticmethod
    def column(c):
        return Term(c.name, lambda row: row[c.name])

    # ---- quantities ----

    def duration(self, depth=1):
        rng, own = self.rng, [self.column(c) for c in self.of("duration")] + self.durations
        if not own:
            return None
        term = rng.choice(own)
        if depth == 0 or rng.random() < 0.4:
            return term
        how = rng.randrange(5)
        if how == 0:
            other = self.duration(depth - 1)
            return Term(f"({term.text} + {other.text})", both(term.value, other.value, lambda a, b: a + b))
        if how == 1:
            other = self.duration(depth - 1)
            return Term(f"({term.text} - {other.text})", both(term.value, other.value, lambda a, b: a - b))
        if how == 2:
            by = rng.randint(2, 5)
            return Term(f"({term.text} * {by})", known(term.value, lambda a: a * by))
        if how == 3 and self.of("share"):
            share = self.column(rng.choice(self.of("share")))
            return Term(f"({term.text} * {share.text})", None)
        more = F(rng.randint(1, 600))
        return Term(f"({term.text} + {duration_text(more)})", known(term.value, lambda a: a + more))

    def own_numbers(self):
        return [c for c in self.of("number", "count") if not c.bounded]

    def number(self, depth=1):
        rng, own = self.rng, [self.column(c) for c in self.own_numbers()] + self.numbers
        if not own:
            return None
        term = rng.choice(own)
        if depth == 0 or rng.random() < 0.4:
            return term
        other, how = self.number(depth - 1), rng.randrange(5)
        if how == 0:
            return Term(f"({term.text} + {other.text})", both(term.value, other.value, lambda a, b: a + b))
        if how == 1:
            return Term(f"({term.text} - {other.text} * 2)", both(term.value, other.value, lambda a, b: a - 2 * b))
        if how == 2:
            return Term(f"({term.text} * {other.text})", None)
        if how == 3:
            return Term(f"({term.text} / {other.text})", None)
        return Term(f"({term.text} + 3)", known(term.value, lambda a: a + 3))

    def quantity(self):
        """Something that can be summed: (term, kind, the unit in which a threshold is written)."""
        rng = self.rng
        found = []
        if self.duration():
            found += [(self.duration(), "duration", "100h")] * 3
        if self.number():
            found += [(self.number(), "number", "1000000")] * 2
        for c in self.of("money"):
            found.append((self.column(c), "money", f"{c.currency} 1"))
        for c in self.of("rating"):
            found.append((self.column(c), "rating", str(max(0, c.low))))
        return rng.choice(found) if found else None

    # ---- conditions ----

    def literal(self, c):
        text, value = c.literal()
        return Term(text, lambda row: value)

    def compared(self):
        rng = self.rng
        own = self.of("number", "count", "share", "duration", "money", "rating", "date", "clock", "timestamp")
        if not own:
            return None
        c, sign = rng.choice(own), rng.choice(list(COMPARE))
        left, right = self.column(c), self.literal(c)
        if c.kind == "duration" and rng.random() < 0.4:
            left = self.duration()
        if c.kind == "number" and rng.random() < 0.4 and not c.bounded:
            left, value = self.number(), F(rng.randint(1, 1000))
            right = Term(str(value), lambda row: value)
        same = [o for o in self.of(c.kind) if o is not c and c.kind in ("number", "count", "share", "duration", "date", "clock", "timestamp")]
        if same and rng.random() < 0.2:
            right = self.column(rng.choice(same))
        elif left.text == c.name and rng.random() < 0.2:
            low, high = sorted([c.literal(), c.literal()], key=lambda pair: pair[1])
            if low[1] < high[1]:
                return Term(f"{c.name} between {low[0]} and {high[0]}", known(left.value, lambda a: low[1] <= a <= high[1]))
        elif left.text == c.name and c.kind in ("number", "count", "rating", "duration", "date") and rng.random() < 0.15:
            return Term(f"{c.name} is {right.text}", both(left.value, right.value, lambda a, b: a == b))
        if left.value is None or right.value is None:
            return Term(f"{left.text} {sign} {right.text}", None)
        return Term(f"{left.text} {sign} {right.text}", both(left.value, right.value, COMPARE[sign]))

    def texted(self):
        rng, own = self.rng, self.of("text")
        if not own:
            return None
        c = rng.choice(own)
        value, word = self.column(c).value, rng.choice(c.literals)
        how = rng.randrange(4)
        if how == 0:
            return Term(f"{c.name} is {quoted(word)}", known(value, lambda a: a == word))
        if how == 1:
            return Term(f"{c.name} is not {quoted(word)}", known(value, lambda a: a != word))
        words = rng.sample(c.literals, min(len(c.literals), rng.randint(1, 4)))
        listed = ", ".join(map(quoted, words))
        if how == 2:
            return Term(f"{c.name} is one of {listed}", known(value, lambda a: a in words))
        return Term(f"{c.name} is not one of {listed}", known(value, lambda a: a not in words))

    def known_or_not(self):
        c = self.rng.choice(self.columns)
        value = self.column(c).value
        if self.rng.random() < 0.6:
            return Term(f"{c.name} is known", lambda row: value(row) is not None)
        return Term(f"{c.name} is missing", lambda row: value(row) is None)

    def simple(self, ahead):
        rng = self.rng
        makers = [self.compared, self.compared, self.compared, self.texted, self.texted, self.known_or_not]
        makers += [lambda: self.column(rng.choice(self.of("flag")))] * (2 if self.of("flag") else 0)
        makers += [lambda: rng.choice(self.conditions)] * (2 if self.conditions else 0)
        makers += [lambda: rng.choice(self.windows)] * (2 if self.windows and ahead else 0)
        term = rng.choice(makers)()
        return term or self.known_or_not()

    def condition(self, depth=2, ahead=False):
        rng = self.rng
        term = self.simple(ahead)
        if depth == 0 or rng.random() < 0.35:
            return term
        how = rng.randrange(5)
        if how == 0:
            return Term(f"not ({term.text})", term.value and known(term.value, lambda a: not a))
        other = self.condition(depth - 1, ahead)
        can = term.value and other.value
        if how < 3:
            return Term(f"({term.text}) and ({other.text})", and_(term.value, other.value) if can else None)
        return Term(f"({term.text}) or ({other.text})", or_(term.value, other.value) if can else None)
