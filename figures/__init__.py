"""Reconcile the figures of a folder of articles: who says how many, where, and which two cannot both stand.

    >>> import figures
    >>> [claim] = figures.extract("Selon la mairie, 45 arbres ont été abattus.", language="fr")
    >>> claim.exact, claim.noun.text, claim.attribution.source
    ('45', 'arbres', 'la mairie')
"""

from typing import TYPE_CHECKING, Any

from figures.model import Attribution, Claim, Document, Finding, Group, Quantity, Reconciliation, Span

if TYPE_CHECKING:
    from figures.pipeline import extract, reconcile
    from figures.reporting.frame import frame

__all__ = [
    "Attribution", "Claim", "Document", "Finding", "Group", "Quantity", "Reconciliation", "Span",
    "extract", "frame", "reconcile",
]  # fmt: skip

__version__ = "0.1.0"

_LATE = {"extract": "figures.pipeline", "reconcile": "figures.pipeline", "frame": "figures.reporting.frame"}


def __getattr__(name: str) -> Any:
    """Names that pull in the language packs or pandas are resolved on first use, so that `import figures` is cheap."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module 'figures' has no attribute {name!r}")
