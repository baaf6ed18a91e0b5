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
    high = _DOZENS_END if scale == _DOZEN else scale * _JUST_BELOW - 1
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
