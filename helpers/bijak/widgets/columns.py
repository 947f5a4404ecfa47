"""How many choices stand side by side, so that none is squeezed or left alone."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT, _MIDDLING = 16, 48
"""Letters: up to the first, four in a line; up to the second, two; else below."""


def columns(texts: Iterable[str]) -> str:
    """The class of radio buttons with these texts; narrow pages need fewer anyway."""
    longest = max(map(len, texts), default=0)
    if longest > _MIDDLING:
        return ""
    return "bijak-labels bijak-four" if longest <= _SHORT else "bijak-labels bijak-two"
