"""Strategies of decisions, for tests of the model, the file and the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from figures.model import CREDIBILITY, KINDS, RELIABILITY, RESOLUTIONS, SUBJECTS, Correction, Decision

#: What XML cannot hold is written as its escape, and a blank about a text is none of it.
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
NASTY = ["=1+1", "+12 %", "a;b; c", "<r><t>x</t></r>", "_x0041_", "é\u202f000", "a\nb", "' \"", "1", "true", "2025-04-27"]
words = st.one_of(st.text(_LETTERS, min_size=1, max_size=20).map(str.strip).filter(bool), st.sampled_from(NASTY))
numbers = st.one_of(
    st.integers(-(10**20), 10**20).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3),
    st.sampled_from([Decimal("0.1234567890123456789"), Decimal("0.3"), Decimal("1e-7")]),
)
ids = st.from_regex(r"[cgf][0-9a-f]{4}", fullmatch=True)


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    said: dict[str, object] = {
        "kind": draw(st.none() | st.sampled_from(KINDS)),
        "unit": draw(st.none() | words),
        "noun": draw(st.none() | words),
        "status": draw(st.none() | words),
        "source": draw(st.none() | words),
        "reliability": draw(st.none() | st.sampled_from(RELIABILITY)),
        "credibility": draw(st.none() | st.sampled_from(CREDIBILITY)),
    }
    form = draw(st.sampled_from(["none", "value", "low", "high", "both"]))
    low, high = sorted(draw(st.tuples(numbers, numbers)))
    if form == "value":
        said["value"] = low
    if form in ("low", "both"):
        said["low"] = low
    if form in ("high", "both"):
        said["high"] = high
    return Correction(**said)  # type: ignore[arg-type]


@st.composite
def decisions(draw: st.DrawFn, targets: Sequence[tuple[str, str, str, tuple[str, ...], str | None]] = ()) -> Decision:
    """Any decision; with `targets`, many about these: what is decided of, id, fingerprint, claims, kind of a finding."""
    word = draw(st.sampled_from(list(SUBJECTS)))
    rest: dict[str, object] = {}
    fitting = [target for target in targets if target[0] == SUBJECTS[word]]
    if fitting and draw(st.sampled_from([True, True, True, False])):
        _, rest["target_id"], rest["fingerprint"], rest["claim_ids"], rest["finding_kind"] = draw(st.sampled_from(fitting))
        if word in ("merged", "split"):
            rest["finding_kind"] = None
    else:
        rest["target_id"] = draw(words)
        rest["fingerprint"] = draw(st.sampled_from(["", "e1", "e2"]))
        rest["claim_ids"] = tuple(draw(st.lists(ids, max_size=4)))
        rest["finding_kind"] = draw(st.none() | st.just("conflict"))
    if word == "resolved":
        rest["chosen_value"] = draw(numbers)
        rest["resolution_method"] = draw(st.none() | st.sampled_from(RESOLUTIONS))
    elif not draw(st.sampled_from(range(10))):
        rest["chosen_value"] = draw(numbers)
    if word == "split":
        rest["split_off"] = tuple(draw(st.lists(ids, min_size=1, max_size=3)))
    if word == "missed" or not draw(st.sampled_from(range(10))):
        rest["exact"] = draw(words)
        rest["sentence"] = draw(st.none() | words)
    if word in ("misread", "missed", "confirmed") or not draw(st.sampled_from(range(10))):
        rest["correction"] = draw(corrections())
    return Decision(
        word,
        rationale=draw(st.none() | words),
        coder=draw(st.sampled_from([None, "Ada", "Ben", "=Cid"])),
        decided_on=draw(st.none() | st.dates(date(1900, 3, 1), date(2100, 1, 1))),
        settles=draw(st.booleans()),
        **rest,  # type: ignore[arg-type]
    )
