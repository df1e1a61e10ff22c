"""Metrics made at random over a source: every form that the manual knows, with the threshold that a criterion on it
may ask for."""
from fractions import Fraction as F

from made_columns import quoted

PERCENTILES = [1, 10, 25, 50, 75, 90, 95, 99]


class Metric:
    """`form` is the kind of figure, for the table of what occurred; `least` a threshold in the metric's unit."""

    def __init__(self, name, form, value, least, extra=()):
        self.name, self.form, self.value, self.least, self.extra = name, form, value, least, list(extra)
        self.source = None
        self.better, self.parts, self.alone = "higher", None, False

    def lines(self):
        source = [f"  from {self.source.name}"] if self.source else []
        return [f"metric {self.name} {{"] + source + [f"  value {self.value}", f"  better {self.better}"] + \
            ["  " + line for line in self.extra] + ["}"]

    def range(self):
        return ("at least " if self.better == "higher" else "at most ") + self.least


def base(rng, terms):
    return "all" if rng.random() < 0.35 else terms.condition(1, ahead=True).text


def among(rng, terms):
    return f" among {terms.condition(1, ahead=True).text}" if rng.random() < 0.5 else ""


def counted(rng, terms, name):
    return Metric(name, "count", f"count of {base(rng, terms)}", "1", [rng.choice(["no rows means zero", "no rows means not measured"])])


def share(rng, terms, name):
    return Metric(name, "share", f"share of {terms.condition(2, ahead=True).text} among {base(rng, terms)}", "50%")


def share_of_sums(rng, terms, name):
    own = terms.of("count")
    if len(own) < 2:
        return None
    a, b = rng.sample(own, 2)
    return Metric(name, "share of sums", f"share of sum {a.name} among sum {b.name}", "50%")


def valued(rng, terms, name):
    quantity = terms.quantity()
    if not quantity:
        return None
    term, kind, least = quantity
    head = rng.choice(["sum", "mean", "mean", "median", "percentile", "percentile", "interpolated", "max", "min", "stddev", "distinct"])
    if head == "sum" and kind == "rating":
        head = "mean"
    words = {"percentile": f"percentile {rng.choice(PERCENTILES)}",
             "interpolated": rng.choice(["interpolated median", f"interpolated percentile {rng.choice(PERCENTILES)}"])}.get(head, head)
    if head in ("median", "percentile", "interpolated") and rng.random() < 0.5:
        head, words = "approximate", "approximate " + words
    extra = ["no rows means zero"] if head in ("sum", "distinct") else []
    least = "1" if head == "distinct" else least
    return Metric(name, head, f"{words} of {term.text}{among(rng, terms)}", least, extra)


def distinct(rng, terms, name):
    c = rng.choice(terms.of("text", "date", "number", "duration") or terms.columns)
    return Metric(name, "distinct", f"distinct of {c.name}{among(rng, terms)}", "1", ["no rows means zero"])


def net(rng, terms, name):
    own = terms.of("rating")
    if not own:
        return None
    c = rng.choice(own)
    return Metric(name, "net", f"net of {c.name} >= {c.high - 1} against {c.name} <= {c.low + 1} among {c.name} is known", "0 points")


def net_of_any(rng, terms, name):
    a, b, c = (terms.condition(1, ahead=True).text for _ in range(3))
    return Metric(name, "net", f"net of {a} against {b} among {c}", "0 points")


def share_of_time(rng, terms, name):
    if not terms.spans:
        return None
    side = rng.choice(["outside", "in"])
    return Metric(name, "share of time", f"share of time {side} {rng.choice(terms.spans)} during desk", "50%", ["no rows means zero"])


def rate(rng, terms, name):
    own = terms.of("count")
    if len(own) < 2:
        return None
    a, b = (c.name for c in rng.sample(own, 2))
    over = rng.choice([b, f"opening {b}", f"mean of {b}", f"mean of opening and closing {b}", f"mean of {b} over months"])
    year = rng.choice(["", "", ", as a year, times 12"])
    return Metric(name, "rate", f"rate of {a} per {over}{year}", "50%")


def last(rng, terms, name):
    own = terms.of("count", "number")
    if not own:
        return None
    return Metric(name, "last", f"last of {rng.choice(own).name}", "1", [f"rolls up by {rng.choice(['last', 'max', 'mean'])}"])


def formula(rng, terms, name):
    duration = terms.duration()
    if not duration:
        return None
    how = rng.randrange(3)
    if how == 0:
        return Metric(name, "formula", f"(count of {base(rng, terms)}) / (sum of {duration.text} / 1h)", "0.5")
    if how == 1:
        return Metric(name, "formula", f"sum of {duration.text} / sum of {terms.duration().text}", "50%")
    return Metric(name, "formula", f"max of {duration.text} * 2 + 5s", "100h")


FORMS = [counted, counted, share, share, share, share_of_sums, valued, valued, valued, valued, distinct, net, net_of_any,
         share_of_time, rate, last, formula]


def over_metrics(rng, source, metrics, name):
    """A metric made from others, or over groups."""
    shares = [m for m in metrics if m.form == "share" and m.better == "higher"]
    groups = [c for c in source.columns if c.name in ("agent", "site", "partner", "customer")]
    plain = [m for m in metrics if m.form in ("share", "mean", "count", "percentile", "median", "approximate", "max", "sum", "net")]
    how = rng.randrange(5)
    if how == 0 and len(shares) >= 2:
        a, b = rng.sample(shares, 2)
        made = Metric(name, "index", f"index of {a.name} 60%, {b.name} 40%", "50%")
        made.alone = True
        return made
    if how == 1 and len(shares) >= 2:
        a, b = rng.sample(shares, 2)
        made = Metric(name, "difference", f"{a.name} - {b.name}", "1pp")
        made.alone = True
        return made
    if not plain or not groups:
        return None
    m, column = rng.choice(plain), rng.choice(groups)
    if how == 2:
        counted_at_least = f", at least {rng.randint(1, 5)} counted" if rng.random() < 0.7 else ""
        made = Metric(name, "worst", f"worst of {m.name} for each {column.name}{counted_at_least}", m.least)
        made.better = m.better
    elif how == 3:
        made = Metric(name, "standing", f'standing of {m.name} for {quoted(rng.choice(column.literals))} among each {column.name}, '
                      f"at least {rng.randint(1, 3)} counted", "0.5")
    else:
        if source.at.kind == "date":
            return None
        made = Metric(name, "intervals", f"share of intervals of {rng.choice(['30min', '1h', '8h', '1 day'])} meeting {m.name} {m.range()}", "50%")
    made.alone = True
    return made


def metrics_of(rng, source, terms, count):
    made = []
    while len(made) < count:
        name = f"m_{source.name}_{len(made)}"
        metric = rng.choice(FORMS)(rng, terms, name) if rng.random() < 0.85 or len(made) < 2 else over_metrics(rng, source, made, name)
        if not metric:
            continue
        metric.source = source if not metric.alone else None
        if metric.form not in ("worst", "index", "difference") and rng.random() < 0.3:
            metric.better = "lower"
        if rng.random() < 0.1 and metric.form in ("share", "mean", "percentile", "approximate"):
            metric.extra.append(rng.choice(["at least 5 counted", "usable at least 60%"]))
        made.append(metric)
    return made
