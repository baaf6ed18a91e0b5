"""Reconcile the figures of a folder of articles: who says how many, where, and which two cannot both stand.

>>> import figures
>>> [claim] = figures.extract("Selon la mairie, 45 arbres ont été abattus.", language="fr")
>>> claim.exact, claim.noun.text, claim.attribution.source
('45', 'arbres', 'la mairie')
"""

from __future__ import annotations

# Type checkers know the name; importing it would be most of what `import figures` costs.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from figures.model import Answer, Attribution, Claim, Decision, Document, Finding, Group, Quantity, Reconciliation, Span
    from figures.pipeline import check, extract, reconcile, spans
    from figures.reporting.frame import frame
    from figures.units.registry import pint_quantity

__all__ = [
    "Answer",
    "Attribution",
    "Claim",
    "Decision",
    "Document",
    "Finding",
    "Group",
    "Quantity",
    "Reconciliation",
    "Span",
    "check",
    "extract",
    "frame",
    "pint_quantity",
    "reconcile",
    "spans",
]

__version__ = "0.1.0"

_ELSEWHERE = {
    "check": "figures.pipeline",
    "extract": "figures.pipeline",
    "frame": "figures.reporting.frame",
    "pint_quantity": "figures.units.registry",
    "reconcile": "figures.pipeline",
    "spans": "figures.pipeline",
}


def __getattr__(name: str) -> Any:
    """Every name is resolved on first use, so that `import figures` costs nothing."""
    if name in __all__:
        from importlib import import_module

        found = globals()[name] = getattr(import_module(_ELSEWHERE.get(name, "figures.model")), name)
        return found
    raise AttributeError(f"module 'figures' has no attribute {name!r}")
