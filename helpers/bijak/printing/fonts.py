"""The letters of printed pages: DejaVu, as matplotlib ships it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..errors import MissingData

PLAIN, MONO = "DejaVuSans", "DejaVuSansMono"
BOLD = f"{PLAIN}-Bold"
SERIF, SERIF_BOLD = "DejaVuSerif", "DejaVuSerif-Bold"
_FILES = {
    PLAIN: (0, 0),
    BOLD: (1, 0),
    f"{PLAIN}-Oblique": (0, 1),
    f"{PLAIN}-BoldOblique": (1, 1),
}


def _folder() -> Path:
    """Where matplotlib keeps its fonts; matplotlib itself is not loaded."""
    found = find_spec("matplotlib")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" if found else None
    if folder is None or not (folder / f"{PLAIN}.ttf").is_file():
        raise MissingData(
            "Huruf untuk mencetak tidak ditemukan. Pasang ulang Bijak: "
            "python3 mulai.py start"
        )
    return folder


@cache
def load_fonts() -> dict[int, int]:
    """Register the fonts, once; the signs that the plain one can draw.

    Raises:
        MissingData: the files are not there.
    """
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = _folder()
    for name, (bold, italic) in _FILES.items():
        registerFont(TTFont(name, folder / f"{name}.ttf"))
        addMapping(PLAIN, bold, italic, name)
    for name in (MONO, SERIF, SERIF_BOLD):
        registerFont(TTFont(name, folder / f"{name}.ttf"))
    for bold, italic in _FILES.values():
        addMapping(MONO, bold, italic, MONO)
    return TTFont(PLAIN, folder / f"{PLAIN}.ttf").face.charToGlyph


def drawable(text: str) -> str:
    """A text with only the signs that can be drawn: coloured emoji are left out."""
    glyphs = load_fonts()
    kept = []
    for sign in text:
        if ord(sign) in glyphs or sign in "\n\t":
            kept.append(sign)
        elif unicodedata.category(sign) not in ("So", "Sk", "Mn", "Cf"):
            kept.append("□")
    gone = len(kept) < len(text)
    return re.sub(r" {2,}", " ", "".join(kept)) if gone else "".join(kept)


def undrawable(text: str) -> list[str]:
    """The signs of a text that the fonts of certificates lack."""
    from reportlab.pdfbase.pdfmetrics import getFont

    load_fonts()
    glyphs = getFont(SERIF_BOLD).face.charToGlyph
    return [sign for sign in text if ord(sign) not in glyphs]
