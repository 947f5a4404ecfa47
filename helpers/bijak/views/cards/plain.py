"""A post without any look of its own: a poster, a letter, a notice on a board."""

from __future__ import annotations

from collections.abc import Mapping

from .parts import COMMON, NAME, address, line, said, text, title
from .picture import COLUMNS as PICTURE
from .picture import picture

STYLE, SPOKEN = "bijak-plain", "Kiriman"
COLUMNS = COMMON | PICTURE


def inside(row: Mapping) -> str:
    """Title, picture and text, and below them who, where and when."""
    under = (said(row, name, NAME) for name in ("pengirim", "kanal", "waktu"))
    return (
        f'<div class="bijak-sheet-of-paper">{title(row)}{picture(row)}{text(row)}'
        f"{address(row)}{line('bijak-from', ' · '.join(filter(None, under)))}</div>"
    )
