"""What Hypothesis makes of our types, where an argument is annotated with one and no strategy is given.

It stands apart from the package, which imports Hypothesis, which calls this: strategies are imported when asked for.
"""

from hypothesis import strategies as st

from figures.model import Claim, Document


def register() -> None:
    """Hypothesis calls this when it is imported, by the entry point group `hypothesis`."""
    st.register_type_strategy(Document, _documents)
    st.register_type_strategy(Claim, _claims)


def _documents(_: type[Document]) -> st.SearchStrategy[Document]:
    from figures.testing.articles import documents

    return documents()


def _claims(_: type[Claim]) -> st.SearchStrategy[Claim]:
    from figures.testing.articles import claims

    return claims()
