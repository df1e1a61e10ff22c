"""Programs with names and texts of anybody, for sql_dialects.py: every construct that puts one of them into a statement.

program(words) gives the text of a journey file; WORDS are the headers of its columns and the texts it compares with, by what they
are for, so that the same program can be had with other words.
"""
PIECES = ["'", "''", '"', '""', "`", "\\", "\\\\", "--", "-- ", "/*", "*/", ";", "; DROP TABLE calls; --", "\\'", '\\"', "$1", "$$", "%s",
          "' OR 1=1 --", "x", "A", "é", "中", " ", "(", ")", "]]", "${", "#", "E'", "U&'", "$2 AS"]
HEADERS = ["asked", "done", "wait", "team", "who", "step", "order"]
TEXTS = ["core", "other", "third", "new", "closed", "waiting", "none"]


def made(rng, more=()):
    return "x" + "".join(rng.choice(PIECES + list(more)) for _ in range(rng.randint(1, 6))) + "y"


def numbered(words):
    """Headers differ not in letter cases alone, which are the same to some engines. Texts are long: short expressions are written
    out where they are used, longer ones get a name, and that must not go with the words."""
    headers = {word: f"{text}{n}" for n, (word, text) in enumerate(zip(HEADERS, words))}
    return headers | {word: f"{text}{n}".ljust(80, "z") for n, (word, text) in enumerate(zip(TEXTS, words[len(HEADERS):]))}


def hostile(rng):
    return numbered([made(rng) for _ in HEADERS + TEXTS])


def harmless():
    return numbered([f"{word} word " for word in HEADERS + TEXTS])


def quoted(text):
    """As a text of a journey file."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def options(words, table):
    """What is said of the table on the line."""
    return ["--table", "calls=" + table, "--column", "calls.wait=" + words["wait"], "--order", "calls=" + words["order"]]


def metrics(w):
    of = {"fast": ("calls", "share of wait <= 20s among wait is known", "higher"),
          "callers": ("calls", "distinct of who", "higher"),
          "nine": ("calls", "percentile 90 of wait among not again", "lower"),
          "open_hours": ("calls", f"mean of open_for among team is not {w['third']}", "lower"),
          "life": ("tickets", "percentile 90 of lasting among waits > 0", "lower")}
    lines = []
    for name, (source, value, better) in of.items():
        lines += [f"metric {name} {{", f"  from {source}", f"  value {value}", f"  better {better}", "  no rows means not measured", "}"]
    return "\n".join(lines + ["metric worst {", "  value worst of fast for each team, at least 2 counted", "  better higher", "}"])


def program(words):
    w = {name: quoted(text) for name, text in words.items()}
    return f"""brand shop "Shop" {{ owner "Head" }}
channel phone "Phone" {{ kind voice }}
calendar desk {{
  zone Europe/Berlin
  open mon to fri 08:00 to 20:00
}}
source calls "Calls" {{
  format csv
  covers 2026-01-01 to 2026-03-31
  time asked
  column asked timestamp zone Europe/Berlin from {w["asked"]}
  column done timestamp zone Europe/Berlin from {w["done"]}
  column wait duration in minutes
  column team text from {w["team"]} missing {w["none"]}
  column who text from {w["who"]}
  column step text from {w["step"]}
  identify by who, asked, keep latest by done
  ignore where team is {w["other"]}
  require who is not {w["third"]} else reject row
  let again = again by who among team is {w["core"]} within 7 days
  let open_for = duration from asked to done during desk
  slice core where team is {w["core"]}
  slice listed where team is one of {w["core"]}, {w["third"]}
}}
cases tickets of calls {{
  case who, step step, time asked
  starts at first {w["new"]}
  ends at last {w["closed"]}
  in the period of its start
  every month in Europe/Berlin
  let lasting = from start to end
  let waits = count of step {w["waiting"]}
  let by_last = team at last event
  let was = team at first {w["new"]}
  slice cored where by_last is {w["core"]} or was is {w["other"]}
}}
{metrics(w)}
journey call "A call" {{
  brand shop
  stage ask "Asking" {{
    touchpoint ring "It rings" {{
      channel phone
      delivered by shop
      seen in calls, tickets
      success fast in calls.core at least 80% every month zone Europe/Berlin
      success callers in calls.listed at least 1 every month zone Europe/Berlin
      success nine at most 2h every month zone Europe/Berlin
      success open_hours at most 2h every month zone Europe/Berlin
      success worst at least 10% every month zone Europe/Berlin
      success life in tickets.cored at most 20 days every month zone Europe/Berlin
    }}
  }}
}}
"""
