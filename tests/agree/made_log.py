"""A random log of events, the cases made of it, and figures of them; the events of a case often share a moment."""
import datetime

STEPS = ["new", "waiting", "work", "closed", "été"]
ZONE = "Europe/Rome"


class Log:
    def __init__(self, rng):
        self.rng = rng
        self.ordered, self.number, self.days = rng.random() < 0.85, rng.random() < 0.2, rng.random() < 0.1
        self.covers = rng.choice(["covers 2026-01-01 to 2026-06-30", "covers 2026-01-01 to 2026-06-30", "covers 2026-02-10 to 2026-04-30", ""])
        if self.days and not self.covers:
            self.covers = "covers 2026-01-01 to 2026-06-30"  # else the years back to 1970, in which days began at one there
        self.texts, self.forms = self.statements(), self.metrics()
        self.make_rows()

    def mark(self, words):
        rng = self.rng
        return rng.choice(words + [f'{rng.choice(["first", "last"])} "{rng.choice(STEPS)}"'] * 3)

    def statements(self):
        rng = self.rng
        ends = rng.random() < 0.85
        self.by = rng.choice(["start", "end"]) if ends else "start"
        out = ["  case ticket, step activity, time at"]
        if rng.random() < 0.8:
            out.append("  starts at " + self.mark(["first event", "first event", "last event"]))
        if ends:
            out.append("  ends at " + self.mark(["last event", "first event"]))
        out += [f"  in the period of its {self.by}", f"  every month in {ZONE}"]
        if rng.random() < 0.3:
            out.append(f'  ignore where {rng.choice(["visits >= 5", "end is missing", "agent_then is missing"])}')
        self.ways = rng.random() < 0.6 and ends
        if rng.random() < 0.3:
            out.append(f'  require {rng.choice(["visits <= 6", "age < 90 days", "life < 20 days"])} else {rng.choice(["reject row", "warn"])}')
        word = lambda: rng.choice(STEPS)  # noqa: E731
        out += ["  let ended = end is known", "  let overdue = not ended and age > 14 days", f'  let waits = count of step "{word()}"',
                f'  let visits = count of step "{word()}"', f"  let again = any step after {rng.choice(['start', 'end'] if ends else ['start'])}",
                f'  let again_so = any step "{word()}" after {rng.choice(["start", "end"] if ends else ["start"])}',
                f'  let agent_then = agent at {self.event()}', f"  let cost_then = cost at {self.event()}",
                f"  let urgent_then = urgent at {self.event()}", "  let dear = cost_then > 20"]
        out.append("  let life = from start to end" if ends else "  let life = age")
        self.returns = self.covers and rng.random() < 0.3
        if self.returns:
            span = rng.choice(["7 days", "36h", "3 calendar days"])
            out.append(f"  let back = again by agent_then{rng.choice(['', ' among waits > 0'])} within {span}")
        kinds = ["missing", "ad_hoc", "out_of_order", "repeated", "failed"]
        if self.ways:
            out += ["  let off = deviates from logged"]
            out += [f"  let off_{n} = deviates from logged by {', '.join(rng.sample(kinds, rng.randint(1, 3)))}" for n in range(2)]
        return out + [f'  slice s{n} where agent_then is "a{n}"' for n in range(2)]

    def event(self):
        return self.mark(["last event", "first event"])

    def metrics(self):
        rng = self.rng
        forms = [("share of life <= 14 days among ended", "higher", "at least 80%"), ("mean of waits among not overdue", "lower", "at most 2"),
                 ("percentile 90 of life", "lower", "at most 10 days"), ("share of again among all", "lower", "at most 20%"),
                 ("share of again_so among urgent_then", "lower", "at most 20%"), ("sum of cost_then among visits > 0", "lower", "at most 900"),
                 ("distinct of agent_then", "lower", "at most 5"), ("max of age among not ended", "lower", "at most 90 days"),
                 ("count of dear or again", "lower", "at most 50"), ("mean of age", "lower", "at most 20 days"),
                 ("min of cost_then among urgent_then or dear", "lower", "at most 9"), ("share of sum waits among sum visits", "lower", "at most 50%")]
        some = rng.sample(forms, rng.randint(3, 6))
        if self.returns:
            some.append(rng.choice([("share of back among all", "lower", "at most 20%"), ("mean of visits among back", "lower", "at most 5")]))
        ways = [("share of off among ended", "lower", "at most 20%"), ("share of off_0 among all", "lower", "at most 20%"),
                ("share of ended among not off_1", "lower", "at most 20%"), ("count of off and not off_0", "lower", "at most 50"),
                ("sum of cost_then among off_1 or dear", "lower", "at most 900"), ("mean of life among off", "lower", "at most 20 days"),
                ("max of waits among off_0 or off_1", "lower", "at most 9"), ("share of again among off_0 and again_so", "lower", "at most 9%")]
        return some + (rng.sample(ways, rng.randint(2, 5)) if self.ways else [])

    def steps(self):
        """Touchpoints of a journey that the cases follow."""
        rng, out = self.rng, []
        seen = rng.sample(STEPS, rng.randint(2, 4))
        for n, step in enumerate(seen):
            out += [f"    touchpoint step{n} {{", "      channel any", "      delivered by p0", f'      seen as log.activity "{step}"']
            if rng.random() < 0.2:
                out.append("      may repeat")
            if 0 < n < len(seen) - 1 and rng.random() < 0.3:
                out.append(rng.choice(["      may be left out", f"      any order with step{n - 1}"]))
            elif n == len(seen) - 1 and rng.random() < 0.2:
                out.append("      recovers from step0")
            out.append("    }")
        return out

    def lines(self):
        rng = self.rng
        state = rng.getstate()
        kind = 'date zone ' + ZONE if self.days else "timestamp zone " + ZONE
        out = ["source log {", "  format csv"] + (["  " + self.covers] if self.covers else []) + ["  time at"]
        if rng.random() < 0.3:
            out.append('  ignore where agent is "a0"')
        if rng.random() < 0.3:
            out.append("  identify by ticket, activity, at")
        out += ["  column ticket " + ("count" if self.number else "text"), '  column activity text missing ""', "  column at " + kind, '  column agent text missing ""',
                "  column cost number", "  column urgent flag", "}", "cases tickets of log {"] + self.texts + ["}"]
        for n, (form, better, _) in enumerate(self.forms):
            out += [f"metric t{n} {{", "  from tickets", f"  value {form}", "  no rows means not measured", f"  better {better}", "}"]
        out += ["journey logged {", "  brand shop", "  persona sam", "  scale none"] + (["  follows tickets"] if self.ways else [])
        out += [f"  periods in {ZONE}", "  stage logs {"] + (self.steps() if self.ways else []) + ["  }", "  stage told {", "    touchpoint ticketed {",
                "      channel any", "      delivered by p0", "      seen in " + rng.choice(["tickets", "tickets.s0"])]
        for n, (_, _, bound) in enumerate(self.forms):
            inside = rng.choice(["", "", " in tickets.s1"])
            out.append(f"      success t{n}{inside} {bound} {rng.choice(['every month', 'every week', 'every quarter'])} in {ZONE}")
        rng.setstate(state)
        return out + ["    }", "  }", "}"]

    def row(self, ticket, step, at):
        rng = self.rng
        maybe = lambda text, missing: "" if rng.random() < missing else text  # noqa: E731
        moment = f"{at:%Y-%m-%d}" if self.days else f"{at:%Y-%m-%d %H:%M:%S}"
        return [maybe(str(ticket) if self.number else f"T{ticket}", 0.02), maybe(step, 0.03), maybe(moment, 0.01), maybe(f"a{rng.randint(0, 3)}", 0.1),
                maybe(f"{rng.randint(-10, 99)}.{rng.randint(0, 99):02}", 0.1), rng.choice(["yes", "no", "no", ""])]

    def make_rows(self):
        rng = self.rng
        rows, steps = [], rng.choice([[0, 0, 5, 600, 9000], [5, 600, 9000], [1, 77, 9000, 90000]])
        for ticket in range(rng.choice([0, 1, 20, 60, 200])):
            at = datetime.datetime(2026, 1, 1) + datetime.timedelta(minutes=rng.randint(0, 150 * 1440))
            for step in rng.choices(STEPS, k=rng.randint(1, 7)):
                rows.append(self.row(ticket, step, at))
                if rng.random() < 0.05:
                    rows.append(list(rows[-1]))
                at += datetime.timedelta(minutes=rng.choice(steps))
        if rng.random() < 0.5:
            rng.shuffle(rows)
        if rows and rng.random() < 0.2:
            rng.choice(rows)[2] = "nonsense"
        self.header = ["ticket", "activity", "at", "agent", "cost", "urgent"]
        self.rows = rows

    def table(self, place):
        return [self.header + [place]] + [row + [str(n)] for n, row in enumerate(self.rows)]

    def file(self):
        return ("\n".join(",".join(row) for row in [self.header] + self.rows) + "\n").encode()
