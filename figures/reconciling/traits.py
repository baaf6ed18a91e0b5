"""How counts of a thing live in time: data that decides what may be compared with what.

Names are those of the contract's statuses, the same in every language; what follows from what is counted stands in
`parsers/concepts.toml`.
"""

from __future__ import annotations

from decimal import Decimal

#: The ways a figure holds in time; of two claims the first of theirs in this order rules.
#: `event`: fixed once the day is over (a crowd). `losses`: people hurt on one side of a war, a running total. `toll`:
#: people hurt in one event, counted anew as days pass. `cumulative`: a running total of things. `stock`: what there is
#: at one time, up or down. `plain`: any other count. `amount`: shares, money, measures, whatever else has a unit.
COURSES = ("event", "losses", "toll", "cumulative", "stock", "plain", "amount")

#: Courses whose figures replace each other as time passes.
RUNNING = frozenset({"losses", "cumulative", "stock"})

#: Courses of running totals, which name ports, fronts and capitals freely.
ANYWHERE = frozenset({"cumulative", "stock"})

#: People hurt: a nationality makes the count a running total of a war, anything else the toll of one event.
CASUALTY_STATUSES = frozenset({"killed", "injured", "casualties", "missing"})

#: Statuses of things that a running total is kept of.
CUMULATIVE_STATUSES = frozenset({"delivered", "fired", "destroyed", "captured", "damaged", "abandoned"})

#: A status and the wider one it is taken for in the news (Every Casualty, Standards 2016: definitions).
WIDER_STATUS = {"killed": "casualties", "injured": "casualties", "missing": "casualties"}

#: Modalities that say something of the world: only these are grouped.
STATED = frozenset({"asserted", "conditional", "forecast"})
#: Modalities under which two figures can contradict each other; a forecast waits for its day.
CONTRADICTING = frozenset({"asserted", "conditional"})

#: Kinds whose figures are of somebody or something the claim does not hold: two that differ are of two.
NEVER_OPPOSED = frozenset({"age", "ratio"})

#: Two running totals are of one moment in one calendar month, or this many days apart across its end.
WINDOW = 15
#: Days within which one source does not update itself, and within which reports of one event are published.
NEAR = 3
#: Longest period, in days, that still names a moment (*in February*).
MOMENT = 31
#: Beyond so many times, two counts of one moment are rarely of one thing: opposed sides of a war reach 13 at p90.
FAR_APART = 10
#: Beyond so many times, two figures in two units are of two things: who converts a figure does not change it by half.
CONVERTED_APART = Decimal("1.5")
#: Below this a number is so usual that telling it twice is no sign of one thing.
USUAL = 10
