"""Random calendars: hours that overlap, wrap around the week or never end, closed days that follow each other, fall on changes of
clocks or on days that are not open anyway, and zones whose clocks change by half an hour or over midnight."""
import datetime

from made_columns import ZONES

OVER_MIDNIGHT = ["America/Santiago", "Asia/Beirut", "America/Havana", "America/St_Johns"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
CHANGES = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-04-26", "2026-09-06"]


def hours(rng):
    first, last = rng.sample(DAYS, 2)
    days = rng.choice([f"{first} to {last}", f"{first}, {last}", first, "mon to fri", "mon to sun"])
    begin, end = sorted(rng.sample(range(0, 97), 2))
    if rng.random() < 0.2:
        begin, end = 0, 96
    return f"  open {days} {begin // 4:02}:{begin % 4 * 15:02} to {end // 4:02}:{end % 4 * 15:02}"


def closed(rng):
    first = datetime.date(2026, 1, 1) + datetime.timedelta(rng.randrange(181))
    days = [first + datetime.timedelta(n) for n in range(rng.choice([1, 1, 1, 2, 9]))]
    return [rng.choice(CHANGES)] if rng.random() < 0.2 else [day.isoformat() for day in days]


def calendar_of(rng, name):
    lines = [f"calendar {name} {{", f"  zone {rng.choice(ZONES + OVER_MIDNIGHT)}"]
    lines += [hours(rng) for _ in range(rng.randint(1, 4))]
    lines += ["  closed " + ", ".join(closed(rng)) for _ in range(rng.choice([0, 0, 1, 3]))]
    return "\n".join(lines + ["}", ""])
