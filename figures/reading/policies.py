"""What number words without a number stand for, under the named policies of the field.

`ccc`: the Crowd Counting Consortium's data dictionary reads *hundreds* as 200 and *thousands* as 2 000; the upper ends and
*several* follow the codings of Mass Mobilization, where *several thousand* was 5 000 or more in three decisions of four.
`acled`: the most conservative estimate, as in ACLED's FAQ (*tens* 10, *dozens* 12, *hundreds* 100).
`interval`: the interval of `ccc` without a best value, for those who want no point at all.
"""

from __future__ import annotations

from decimal import Decimal

from figures.model import Vague

#: The named policies.
POLICIES = ("ccc", "acled", "interval")

_ONE = Decimal(1)
_JUST_BELOW = 10
_DOZEN = Decimal(12)
_DOZENS_END = Decimal(99)
_FEW = (Decimal(2), Decimal(3), Decimal(9))
_SEVERAL = Decimal(5)
_TWO = Decimal(2)


def check_policy(policy: str) -> str:
    """The policy itself; `ValueError` naming those there are for any other word."""
    if policy not in POLICIES:
        raise ValueError(f"vague_policy must be one of {', '.join(POLICIES)}, not {policy!r}")
    return policy


def plural(scale: Decimal, *, several: bool, policy: str) -> Vague:
    """*Dozens*, *hundreds*, *tens of thousands*; with `several`, *several thousand*.

    >>> plural(Decimal(100), several=False, policy="ccc")
    Vague(policy='ccc', low=Decimal('200'), best=Decimal('200'), high=Decimal('999'))
    """
    high = _DOZENS_END if scale == _DOZEN and not several else scale * _JUST_BELOW - 1
    if policy == "acled":
        return Vague(policy, scale, scale, high)
    best = None if policy == "interval" else scale * (_SEVERAL if several else _TWO)
    return Vague(policy, scale * _TWO, best, high)


def few(policy: str) -> Vague:
    """*Several*, *a few* with a noun: 2 to 9, best 3."""
    low, best, high = _FEW
    if policy == "acled":
        return Vague(policy, low, low, high)
    return Vague(policy, low, None if policy == "interval" else best, high)


def spanning(low: Vague, high: Vague, tail: Decimal = _ONE) -> Vague:
    """*Hundreds, perhaps thousands*: from the lower wording to the higher, its best value that of the lower.

    `tail` is the scale the higher ends with, and both have where the lower alone would be far below: *dozens or hundreds of
    thousands*.

    >>> spanning(plural(Decimal(100), several=False, policy="ccc"), plural(Decimal(1000), several=False, policy="ccc"))
    Vague(policy='ccc', low=Decimal('200'), best=Decimal('200'), high=Decimal('9999'))
    """
    shared = tail if low.low * tail < high.low else _ONE
    return Vague(low.policy, low.low * shared, None if low.best is None else low.best * shared, high.high)
