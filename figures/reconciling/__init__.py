"""Claims to groups and findings: what is comparable, whether it agrees, and what to flag."""

from figures.reconciling.reconcile import reconcile_claims

__all__ = ["reconcile_claims"]
