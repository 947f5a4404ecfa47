"""The sample curves of the gallery of kinds: how many believe a message by the hour."""

from __future__ import annotations

from math import exp

_SHARES = range(0, 60, 10)
_HOURS = range(25)


def believers(checking: float, hour: float) -> float:
    """Percent of a village that believe a message.

    60 · (1 − p/100)² / (1 + 39 · e^(−t/3)): a logistic curve, invented for the
    gallery; no village was measured.

    Args:
        checking: percent of people who check before they forward.
        hour: hours since the first message.
    """
    return 60 * (1 - checking / 100) ** 2 / (1 + 39 * exp(-hour / 3))


def tables() -> dict[str, str]:
    """``contoh-ambang.csv``: one curve for each share of checking people."""
    lines = ["nilai,x,y"]
    for share in _SHARES:
        lines += [f"{share},{hour},{believers(share, hour):.1f}" for hour in _HOURS]
    return {"contoh-ambang.csv": "\n".join(lines) + "\n"}
