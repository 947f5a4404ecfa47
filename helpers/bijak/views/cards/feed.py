"""A post of an account: picture, counts, caption."""

from __future__ import annotations

from collections.abc import Mapping

from .parts import (
    COMMON,
    NAME,
    address,
    amount,
    head,
    line,
    said,
    sign,
    text,
    title,
    words,
)
from .picture import COLUMNS as PICTURE
from .picture import picture

STYLE, SPOKEN = "bijak-feed", "Unggahan"
COLUMNS = COMMON | PICTURE | {"suka", "komentar"}
"""``suka``, ``komentar``: how many."""

_COUNTS = (("suka", sign("♡")), ("komentar", sign(style="bijak-talk")))


def inside(row: Mapping) -> str:
    """Account, picture, counts and caption; without a picture the words come first."""
    caption = f'<div class="bijak-caption">{title(row)}{text(row)}{address(row)}</div>'
    shown = picture(row)
    body = f"{shown}{_counts(row)}{caption}" if shown else f"{caption}{_counts(row)}"
    where = " · ".join(filter(None, (said(row, "kanal", NAME), said(row, "waktu"))))
    return head(words(row.get("pengirim"), NAME), where) + body


def _counts(row: Mapping) -> str:
    shown = [
        f"<span>{drawn} {count} {column}</span>"
        for column, drawn in _COUNTS
        if (count := amount(row, column))
    ]
    return line("bijak-counts", " ".join(shown))
