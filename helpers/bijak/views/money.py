"""Pictures of money: where income meets cost, and what a price is made of.

SVG and HTML without script or outside resource; letters stay 16 pixels on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..text import format_number
from .curves import ticks
from .safe import escaped
from .styles import read_style

_INNER = 1000  # units of the stretched drawing on each side
_HEIGHT = 220  # pixels
_NAMES = ((10**6, "juta rupiah"), (10**3, "ribu rupiah"), (1, "rupiah"))

Line = tuple[float, float]
"""A straight line: its value at 0 and what each unit adds."""


@cache
def style() -> str:
    """The style of these pictures, to stand before them once."""
    return f"<style>{read_style(Path(__file__).with_name('money.css'))}</style>"


def rupiah(value: float) -> str:
    """Whole rupiah: ``−Rp10.200``, ``Rp258.333``."""
    sign = "−" if round(value) < 0 else ""
    return f"{sign}Rp{format_number(abs(round(value)))}"


def percent(share: float) -> str:
    """A share with one digit after the comma: ``28,6%``."""
    return f"{format_number(round(100 * share, 1))}%"


@dataclass(frozen=True)
class Crossing:
    """Two lines over the number of units sold.

    Attributes:
        income: what comes in.
        cost: what goes out.
        most: units at the right edge.
        top: rupiah at the upper edge, so that the picture stands still.
        unit: what a unit is called.
        meet: units at which there is no loss any more; None where there is none.
        sold: units that are sold; None for no mark.
    """

    income: Line
    cost: Line
    most: int
    top: float
    unit: str
    meet: int | None = None
    sold: int | None = None


def crossing_svg(shown: Crossing, alt: str) -> str:
    """The two lines, their meeting point, and where the sales stand.

    Args:
        shown: what is drawn.
        alt: the same in words.
    """
    scale, money = next(one for one in _NAMES if shown.top >= one[0])

    def x(units: float) -> float:
        return round(100 * units / shown.most, 2)

    def y(value: float) -> float:
        return round(100 * (1 - value / shown.top), 2)

    drawn = _axes(shown, scale, x, y)
    drawn += _line(shown.cost, shown.most, x, y, "bijak-money-cost")
    drawn += _line(shown.income, shown.most, x, y, "bijak-money-income")
    drawn += _marks(shown, x, y)
    return (
        f'{style()}<div class="bijak-money"><p class="bijak-money-key" '
        'aria-hidden="true"><span class="bijak-money-income">━ Uang masuk</span> '
        '<span class="bijak-money-cost">┅ Biaya</span> '
        f"<span>┊ Terjual</span> <span>({money})</span></p>"
        f'<svg role="img" width="100%" height="{_HEIGHT}" font-size="16" '
        'fill="currentColor" overflow="visible"><title>Grafik titik impas</title>'
        f"<desc>{escaped(alt)}</desc>{drawn}</svg>"
        f'<p class="bijak-money-below" aria-hidden="true">{escaped(shown.unit)} '
        "terjual</p></div>"
    )


def _axes(shown: Crossing, scale: int, x, y) -> str:
    parts = []
    for value in ticks(0, shown.top):
        parts.append(
            f'<line class="bijak-money-grid" x1="0" x2="100%" y1="{y(value)}%" '
            f'y2="{y(value)}%" stroke="currentColor" stroke-opacity="0.25"/>'
            f'<text x="0" dx="-8" y="{y(value)}%" dy="0.35em" text-anchor="end">'
            f"{format_number(value / scale)}</text>"
        )
    for units in ticks(0, shown.most):
        parts.append(
            f'<text x="{x(units)}%" y="100%" dy="1.5em" text-anchor="middle">'
            f"{format_number(units)}</text>"
        )
    return "".join(parts)


def _line(line: Line, most: int, x, y, name: str) -> str:
    start, each = line
    dashes = ' stroke-dasharray="9 6"' if name.endswith("cost") else ""
    return (
        f'<line class="{name}" x1="0%" y1="{y(start)}%" x2="{x(most)}%" '
        f'y2="{y(start + each * most)}%" stroke="currentColor" stroke-width="3"'
        f"{dashes}/>"
    )


def _marks(shown: Crossing, x, y) -> str:
    drawn = ""
    if shown.sold is not None:
        at = x(min(shown.sold, shown.most))
        drawn += (
            f'<line class="bijak-money-sold" x1="{at}%" x2="{at}%" y1="0" y2="100%" '
            'stroke="currentColor" stroke-width="2" stroke-dasharray="2 5"/>'
        )
    if shown.meet is None or shown.meet > shown.most:
        return drawn
    start, each = shown.income
    across, up = x(shown.meet), y(start + each * shown.meet)
    side, dx = ("end", -12) if across > 55 else ("start", 14)
    return drawn + (
        f'<circle class="bijak-money-meet" cx="{across}%" cy="{up}%" r="7" '
        f'fill="currentColor"/><text class="bijak-money-name" x="{across}%" '
        f'dx="{dx}" y="{up}%" dy="{-10 if side == "end" else 24}" '
        f'text-anchor="{side}">Impas: {format_number(shown.meet)} '
        f"{escaped(shown.unit)}</text>"
    )


def parts_html(
    rows: Sequence[tuple[str, Sequence[tuple[str, float, str]]]], whole: float = 0
) -> str:
    """Bars on one scale, each made of parts whose words stand below it.

    Args:
        rows: (name of the bar, its parts); a part is (name, size, words). A part
            below zero takes no room in the bar.
        whole: what fills the width, so that bars of several pictures compare; 0 for
            the longest bar.
    """
    longest = max((sum(max(0, p[1]) for p in parts) for _, parts in rows), default=0)
    longest = whole or longest
    lines = []
    for name, parts in rows:
        pieces = "".join(
            f'<span class="bijak-money-part bijak-money-part-{place % 3}" '
            f'style="width:{100 * max(0, size) / (longest or 1):.2f}%"></span>'
            for place, (_, size, _) in enumerate(parts)
        )
        said = " · ".join(
            escaped(f"{part} {words}".strip()) for part, _, words in parts if words
        )
        lines.append(
            f'<li><strong>{escaped(name)}</strong><span class="bijak-money-bar" '
            f'aria-hidden="true">{pieces}</span><span>{said}</span></li>'
        )
    return f'{style()}<ul class="bijak-money-bars">{"".join(lines)}</ul>'
