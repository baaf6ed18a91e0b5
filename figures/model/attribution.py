"""Who says a figure, by which words, how firmly: attribution as a value of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from figures.model.span import Span

#: Who vouches for a figure, as far as the text tells.
ATTRIBUTIONS = ("named", "carried", "anonymous", "vague", "none")

#: States in which somebody is named who answers for the figure.
VOUCHED = ("named", "carried")

#: What a source is, after the codes of quotation corpora (PARC 3, PolNeAR) and of newsroom style books on anonymity.
SOURCE_KINDS = (
    *("named_person", "named_org", "official_role", "document", "media", "witness", "self"),
    *("anonymous_qualified", "anonymous_bare", "vague", "none"),
)

#: How source and figure hang together.
LINKS = (
    *("verb", "preposition", "parenthesis", "noun", "colon_quote", "adverb", "carried", "dateline", "conditional_only"),
)

#: What the source does with the figure. Denying says nothing of who else asserts it.
STANCES = ("asserts", "estimates", "admits", "denies", "doubts", "accuses", "predicts", "intends", "relays")


#: What a source may have at stake in the figures it gives.
INTERESTS = ("organiser", "police", "belligerent")

#: Reliability of a source on the Admiralty scale, from completely reliable to cannot be judged.
RELIABILITY = ("A", "B", "C", "D", "E", "F")


class Judgement(NamedTuple):
    """How far a source and its word can be relied on, on the two independent axes of the Admiralty code (NATO AJP-2.1).

    `reliability` of the source is A to F, `credibility` of what it says 1 to 6. No rule sets either: `UNJUDGED` stands
    until a person has judged.
    """

    reliability: str = "F"
    credibility: int = 6


UNJUDGED = Judgement()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it: the words nearest the cue, the cue, and the name they stand for.

    `state` is one of `ATTRIBUTIONS`, `link` of `LINKS`, `stance` of `STANCES`, `source_kind` of `SOURCE_KINDS`. Several
    sources stand in `source` joined by `; `, with the span of the first. `resolved` is the name a pronoun, a role or a
    surname stands for. `content` is what the cue covers, `relay` who passed the figure on, the outermost first (*Le
    Courrier, citant un officier*: the source is the officer, the relay the paper). `identity` is the identifier of the
    source in the list of known sources, `country` the one it speaks for (ISO 3166), `interest` what it has at stake in such
    figures (`organiser`, `police`, `belligerent`); `None` where the text or the list does not tell. `judgement` is that of
    people.
    """

    state: str = "none"
    source: str | None = None
    source_span: Span | None = None
    resolved: str | None = None
    cue: str | None = None
    cue_span: Span | None = None
    link: str | None = None
    source_kind: str = "none"
    stance: str | None = None
    content: Span | None = None
    relay: tuple[str, ...] = ()
    identity: str | None = None
    country: str | None = None
    interest: str | None = None
    judgement: Judgement = UNJUDGED

    def record(self) -> dict[str, str | int | None]:
        """Its part of the flat table row of a claim."""
        return {
            "attribution": self.state,
            "source": self.source,
            "source_start": self.source_span.start if self.source_span else None,
            "source_end": self.source_span.end if self.source_span else None,
            "source_resolved": self.resolved,
            "source_kind": self.source_kind,
            "source_id": self.identity,
            "source_country": self.country,
            "interest": self.interest,
            "reliability": self.judgement.reliability,
            "credibility": self.judgement.credibility,
            "relay": "; ".join(self.relay) or None,
            "cue": self.cue,
            "cue_start": self.cue_span.start if self.cue_span else None,
            "cue_end": self.cue_span.end if self.cue_span else None,
            "link": self.link,
            "stance": self.stance,
            "content_start": self.content.start if self.content else None,
            "content_end": self.content.end if self.content else None,
        }


NOBODY = Attribution()
