"""The look of printed pages: black on white, large enough, room to write."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

from .fonts import PLAIN, load_fonts

LINE, GREY, TINT = HexColor("#1b1b1b"), HexColor("#555555"), HexColor("#eeeeee")
RULE = HexColor("#aaaaaa")
_CLASSES = {
    "bijak-asked": "asked",
    "bijak-mark": "mark",
    "bijak-legend": "legend",
    "bijak-write": "write",
    "bijak-day": "small",
    "bijak-time": "small",
    "bijak-link": "small",
    "bijak-channel": "small",
    "bijak-counts": "small",
    "bijak-sign": "sign",
    "bijak-story": "legend",
}


class Look:
    """Paragraph and table styles of one size.

    Args:
        size: of plain text, in points.
    """

    def __init__(self, size: float = 10.5) -> None:
        load_fonts()
        self.size = size
        base = ParagraphStyle(
            "text",
            fontName=PLAIN,
            fontSize=size,
            leading=size * 1.42,
            spaceAfter=size * 0.35,
            splitLongWords=1,
        )
        more = self._changes()
        for name in ("cell", "head"):
            more[f"number-{name}"] = {**more[name], "alignment": TA_RIGHT}
        self._styles = {"text": base} | {
            name: ParagraphStyle(name, base, **changes)
            for name, changes in more.items()
        }

    def _changes(self) -> dict[str, dict]:
        """What each style changes of plain text."""
        size = self.size
        small = {"fontSize": size * 0.85, "leading": size * 1.2, "textColor": GREY}
        return {
            "asked": {"fontName": f"{PLAIN}-Oblique"},
            "legend": {"fontName": f"{PLAIN}-Bold", "spaceBefore": size * 0.4},
            "write": {"leading": size * 2.2},
            "small": small,
            "sign": {"leftIndent": 85 * mm, "spaceAfter": 0, "keepWithNext": 1},
            "mark": {
                **small,
                "fontName": f"{PLAIN}-Bold",
                "textColor": LINE,
                "spaceAfter": 0,
            },
            "cell": {"fontSize": size * 0.88, "leading": size * 1.25, "spaceAfter": 0},
            "head": {
                "fontName": f"{PLAIN}-Bold",
                "fontSize": size * 0.88,
                "leading": size * 1.2,
                "spaceAfter": 0,
            },
            "caption": {
                "fontName": f"{PLAIN}-Bold",
                "spaceBefore": size * 0.6,
                "keepWithNext": 1,
            },
            **{f"h{n}": self._heading(n) for n in range(1, 7)},
        }

    def _heading(self, level: int) -> dict:
        size = self.size * max(1.0, 1.75 - 0.2 * (level - 1))
        return {
            "fontName": f"{PLAIN}-Bold",
            "fontSize": size,
            "leading": size * 1.25,
            "spaceBefore": size * 0.7,
            "spaceAfter": size * 0.3,
            "keepWithNext": 1,
        }

    def __getitem__(self, name: str) -> ParagraphStyle:
        return self._styles[name]

    def of(self, classes: frozenset[str]) -> str:
        """The style of a paragraph by the classes of our views."""
        known = sorted(classes & _CLASSES.keys())
        return _CLASSES[known[0]] if known else "text"

    bare = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    grid = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.6, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ("TOPPADDING", (0, 0), (-1, -1), 1 * mm),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2 * mm),
        ]
    )
    ruled = TableStyle(
        [
            ("LINEABOVE", (0, 0), (-1, 0), 1, LINE),
            ("LINEBELOW", (0, 0), (-1, 0), 1, LINE),
            ("LINEBELOW", (0, 1), (-1, -2), 0.4, RULE),
            ("LINEBELOW", (0, -1), (-1, -1), 1, LINE),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ("TOPPADDING", (0, 0), (-1, -1), 0.8 * mm),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1 * mm),
        ]
    )
