"""Text from anybody, made harmless: short enough, no control signs, escaped."""

from __future__ import annotations

import html
import unicodedata

LONG = 4000
"""Characters of one text that a page shows at most."""

_REPLACED = "\ufffd"
_KEPT = "\n\t\u200c\u200d"  # joiners hold emoji and some scripts together
_BAD = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def plain(text: object, limit: int = LONG) -> str:
    """A text without signs that hide or turn other signs around.

    Args:
        text: anything; what is not text becomes an empty text.
        limit: characters kept; the rest is replaced by ``…``.
    """
    if not isinstance(text, str):
        return ""
    cut = text[:limit].replace("\r\n", "\n")
    clean = "".join(
        _REPLACED if unicodedata.category(c) in _BAD and c not in _KEPT else c
        for c in cut
    )
    return f"{clean}…" if len(text) > limit else clean


def escaped(text: object, limit: int = LONG) -> str:
    """A harmless text for use inside HTML and inside attributes."""
    return html.escape(plain(text, limit))


def short(text: object, limit: int) -> str:
    """One line of at most ``limit`` characters, cut between words."""
    line = " ".join(plain(text, limit * 4).split())
    if len(line) <= limit:
        return line
    head, space, _ = line[:limit].rpartition(" ")
    return f"{(head if space else line[:limit]).rstrip(' ,.;:')}…"
