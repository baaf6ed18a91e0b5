"""What a dossier says of a draft, in the words of an editor: a sentence a figure, and the whole in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from figures.model import ANSWERS, VOUCHED, Answer, Claim
from figures.reconciling.against import one_voice
from figures.reporting.belongings import gathered
from figures.wording import Wording

#: Where a claim stands, for a reader who wants to see for himself.
Place = Callable[[Claim], str]

#: How many figures, and how many tellers of each, a sentence names before it says how many more there are.
MOST_FIGURES, MOST_TELLERS = 4, 2
# So many characters may stand between a figure and what it counts: *of the*, an adjective.
_CLOSE = 24


def told(answer: Answer, words: Wording, place: Place) -> str:
    """One sentence: the figure of the draft, what the dossier says of it, who says that and where."""
    claim = answer.claim
    values = {
        "figure": words.quote(written(claim)),
        "who": _who(claim, words, named=True),
        "by": _listed(answer.supporting, words, place),
        "against": _listed(answer.opposing, words, place),
        "near": _listed(answer.near, words, place),
        "why": words.term("modality", claim.modality),
    }
    key = f"draft.{answer.state}"
    if answer.near:
        key += "-near"
    if answer.state == "contradicted" and _is_unheard(answer):
        key += "-unheard"
    if answer.opposing and f"{key}-besides" in words:
        key += "-besides"
    return words.text(key, **values)


def _is_unheard(answer: Answer) -> bool:
    """True where the draft names a source that none of the claims against it has."""
    named = answer.claim.attribution.state in VOUCHED and answer.claim.attribution.source is not None
    return named and not any(one_voice(answer.claim, claim) for claim in answer.opposing)


def written(claim: Claim) -> str:
    """The figure and what it counts, as the text has them where they stand close together; else the figure alone.

    >>> from figures import extract
    >>> [written(claim) for claim in extract("Plus de 60 % des habitants sont partis.", language="fr")]
    ['60 % des habitants']
    """
    noun, begin = claim.noun.span, claim.sentence_span.start
    if noun is None or not claim.figure.end <= noun.start <= claim.figure.end + _CLOSE:
        return claim.exact
    return " ".join(claim.sentence[claim.figure.start - begin : noun.end - begin].split()) or claim.exact


def counted(answers: Iterable[Answer], words: Wording) -> str:
    """How many figures got each answer, the gravest first, what is not there left out."""
    states = Counter(answer.state for answer in answers)
    return ", ".join(words.count(f"draft.count.{state}", states[state]) for state in ANSWERS if states[state])


def _listed(claims: Sequence[Claim], words: Wording, place: Place) -> str:
    """Each figure once, as written where it is exact, with those who say it, in the order of time; the rest is counted."""
    together = gathered((words.figure(claim), claim) for claim in claims)
    shown = [
        words.text("draft.told", figure=_figure(same, words), tellers=_tellers(same, words, place))
        for same in together.values()
    ]
    return words.text("finding.comma").join(_shortened(shown, MOST_FIGURES, words))


def _tellers(claims: Sequence[Claim], words: Wording, place: Place) -> str:
    each = dict.fromkeys(words.text("draft.teller", who=_who(claim, words), place=place(claim)) for claim in claims)
    return words.text("finding.semicolon").join(_shortened(list(each), MOST_TELLERS, words))


def _shortened(told: list[str], most: int, words: Wording) -> list[str]:
    if len(told) <= most:
        return told
    return [*told[:most], words.text("draft.more", n=words.number(len(told) - most))]


def _figure(same: Sequence[Claim], words: Wording) -> str:
    """The figure that several claims give, with the noun of the reader's language where one of them has it."""
    claim = next((claim for claim in same if claim.origin.language == words.language), same[0])
    quantity = claim.quantity
    noun = claim.noun.text or claim.noun.resolved
    if quantity.bound == "=" and not quantity.approximate and quantity.vague is None:
        return written(claim) if claim.noun.text or not noun else f"{claim.exact} {noun}"
    return f"{words.figure(claim)} {noun}" if noun and quantity.unit is None else words.figure(claim)


def _who(claim: Claim, words: Wording, *, named: bool = False) -> str:
    """The source, or the medium where nobody is named; with `named` the source alone."""
    attribution, origin = claim.attribution, claim.origin
    source = attribution.resolved or attribution.source
    if attribution.state in VOUCHED and source:
        return source.replace("; ", ", ")
    return (
        words.text("locale.none")
        if named
        else origin.publisher or origin.title or words.term("attribution", attribution.state)
    )
