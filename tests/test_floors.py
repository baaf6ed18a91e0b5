"""The quality of reading and reconciling on other people's labels never falls below what it was."""

from __future__ import annotations

import pytest

from tests.benchmarks.quality import EVALS, floors, measured

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not EVALS.exists(), reason="the evaluation sets are not beside this checkout"),
]

#: Measures of which less is better: the floor is a ceiling.
_LESS_IS_BETTER = ("false_alarms", "mae", "raised")


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return measured()


@pytest.mark.parametrize(("name", "least"), sorted(floors().items()))
def test_a_measure_is_at_its_floor(figures: dict[str, float], name: str, least: float) -> None:
    if name.endswith(_LESS_IS_BETTER):
        assert figures[name] <= least
    else:
        assert figures[name] >= least
