"""Claims of a table are the claims they were: the same records, and the same groups and findings when put side by side."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.corpus import load
from figures.model import KINDS, Claim, Quantity, Reconciliation
from figures.model.records import claim_of
from figures.pipeline import extract, reconcile
from figures.reporting import write_report
from figures.reporting.exchange import DIALECTS
from figures.reporting.importing import read_claims
from tests.claim_builder import about, at_least, at_most, between, claim, vaguely
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def seeds() -> Reconciliation:
    corpus = load([ROOT / "seeds" / name for name in ("koursk", "livraisons", "foule")])
    return reconcile(corpus.documents, language="fr")


def test_the_claim_of_a_record_has_that_record(seeds: Reconciliation) -> None:
    assert [claim_of(one.record()).record() for one in seeds.claims] == [one.record() for one in seeds.claims]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_claims_of_a_table_reconcile_like_those_of_texts(
    form: str, dialect: str, seeds: Reconciliation, tmp_path: Path
) -> None:
    write_report(seeds, tmp_path, formats=["csv"], dialect=DIALECTS[dialect])
    again = reconcile(read_claims(tmp_path / f"claims.{form}"), language="fr")
    assert again.groups == seeds.groups
    assert again.findings == seeds.findings


#: Sentences whose figures are written, bounded and attributed in different ways, and their languages.
SENTENCES = [
    ("fr", "Selon la mairie, plus de 1,5 million d'euros et 90 % des voix, entre 10 000 et 12 000 tonnes de riz."),
    ("fr", "Des dizaines de milliers de personnes, une centaine de blessés, deux tiers des sièges, 12,0 km."),
    ("en", "According to Jan Kos, quoted by Reuters, at least 41 of the 49 defendants were convicted in Arlon in May 2024."),
    ("en", "About 6,700 silos, up to $50, several thousand, 30 feet (9 m), 2.5 kg, 16,000 to 18,000 men."),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_figures_of_every_sort_come_back(language: str, text: str) -> None:
    claims = extract(text, language=language)
    assert len(claims) > 2 or language == "en"
    for one in claims:
        # Two thirds have more digits than a number of a record.
        for name, cell in claim_of(one.record()).record().items():
            meant = one.record()[name]
            assert cell == (pytest.approx(meant, rel=1e-15) if isinstance(meant, float) else meant), name


NUMBERS = st.decimals(0, 10**9, places=2)
QUANTITIES = st.one_of(
    st.builds(
        lambda value, kind, power: Quantity(value, value, value, kind=kind, step=power),
        NUMBERS,
        st.sampled_from(KINDS),
        st.integers(-2, 6).map(Decimal(1).scaleb),
    ),
    st.builds(about, NUMBERS.map(str)),
    st.builds(at_least, NUMBERS.map(str)),
    st.builds(at_most, NUMBERS.map(str)),
    st.builds(between, st.integers(0, 100), st.integers(101, 10**6)),
    st.builds(vaguely, st.just(2000), st.just(2000), st.just(9999)),
)


@given(quantity=QUANTITIES)
def test_any_quantity_comes_back_with_its_interval(quantity: Quantity) -> None:
    one: Claim = claim("There were 45 of them.", "45", quantity, noun="them")
    back = claim_of(one.record())
    assert back.record() == one.record()


def test_a_table_of_something_else_is_refused(seeds: Reconciliation, tmp_path: Path) -> None:
    write_report(seeds, tmp_path, formats=["csv"])
    with pytest.raises(ValueError, match="is a table of groups, not of claims"):
        read_claims(tmp_path / "groups.csv")
