"""Posts as dots on one line for each group of hours, with the mean and the median.

Positions are percentages and letters keep their size, as in `views.curves`. What lies
beyond the axis is drawn at its end with its number, so that one viral post does not
press all others together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from ..text import format_number
from .curves import ticks
from .safe import escaped

_ROW, _TOP = 64, 8  # pixels
_BEYOND = 1.35
"""How much farther than the largest mean or ninth decile the axis reaches."""


@dataclass(frozen=True)
class StripGroup:
    """One line of the picture.

    Attributes:
        name: what stands before the line.
        values: people reached by each post.
        mean: their mean.
        median: their median.
    """

    name: str
    values: Sequence[float]
    mean: float
    median: float


def half_up(value: float) -> int:
    """The nearest whole number; a half goes up, as schools teach: 360,5 → 361."""
    return floor(value + 0.5)


def axis_end(groups: Sequence[StripGroup]) -> float:
    """Where the axis ends: a round number beyond every mean and most posts."""
    usual = [sorted(one.values)[int(0.9 * (len(one.values) - 1))] for one in groups]
    most = max([*usual, *(one.mean for one in groups)])
    steps = ticks(0, most * _BEYOND)
    return steps[-1] + (steps[1] - steps[0] if steps[-1] < most * 1.05 else 0)


def strips_html(groups: Sequence[StripGroup], end: float = 0.0) -> str:
    """The picture, what its signs mean, and the same numbers as a table.

    Args:
        groups: one line each, from the top; at least one.
        end: where the axis ends, so that it stands still while values change; 0 for
            where these groups need it.

    Returns:
        Escaped HTML around one SVG drawing with ``role="img"``.
    """
    end = end or axis_end(groups)
    height = _TOP + _ROW * len(groups)
    drawn = "".join(_scale(value, end) for value in ticks(0, end))
    drawn += "".join(_strip(one, place, end) for place, one in enumerate(groups))
    return (
        '<div class="bijak-box bijak-strips" role="group">'
        '<p class="bijak-strip-legend" aria-hidden="true">'
        '<span class="bijak-sign-dot">●</span> satu kiriman · '
        '<span class="bijak-sign-median">▮</span> median · '
        '<span class="bijak-sign-mean">◆</span> rata-rata</p>'
        f'<svg role="img" width="100%" height="{height}" overflow="visible" '
        'font-size="16" fill="currentColor" stroke="none">'
        "<title>Jangkauan kiriman menurut kelompok jam</title>"
        f"<desc>{escaped(_words(groups))}</desc>{drawn}</svg>"
        f'<p class="bijak-strip-axis">Jangkauan (orang)</p>{_table(groups)}</div>'
    )


def _words(groups: Sequence[StripGroup]) -> str:
    return " ".join(
        f"{one.name}: median {format_number(half_up(one.median))}, rata-rata "
        f"{format_number(half_up(one.mean))}."
        for one in groups
    )


def _across(value: float, end: float) -> str:
    return f"{min(100.0, 100 * value / end):.2f}%"


def _scale(value: float, end: float) -> str:
    place = _across(value, end)
    return (
        f'<line class="bijak-grid" x1="{place}" x2="{place}" y1="0" y2="100%" '
        'stroke="currentColor" stroke-opacity="0.2"/>'
        f'<text x="{place}" y="100%" dy="1.3em" text-anchor="middle">'
        f"{escaped(format_number(value))}</text>"
    )


def _strip(one: StripGroup, place: int, end: float) -> str:
    line = _TOP + _ROW * place + 42
    parts = [
        f'<text class="bijak-strip-name" x="0" y="{line - 22}">'
        f"{escaped(one.name.capitalize())}</text>"
    ]
    for number, value in enumerate(one.values):
        if value <= end:
            shift = (number * 5) % 11 - 5  # so that equal posts stay apart
            parts.append(
                f'<circle class="bijak-dot" cx="{_across(value, end)}" '
                f'cy="{line + shift}" r="4" fill-opacity="0.45"/>'
            )
    beyond = [value for value in one.values if value > end]
    if beyond:
        many = f"{len(beyond)} kiriman, " if len(beyond) > 1 else ""
        parts.append(
            f'<text class="bijak-beyond" x="100%" y="{line - 22}" text-anchor="end">'
            f"{escaped(f'{many}sampai {format_number(half_up(max(beyond)))}')} ▶</text>"
        )
    parts.append(
        f'<line class="bijak-median" x1="{_across(one.median, end)}" '
        f'x2="{_across(one.median, end)}" y1="{line - 14}" y2="{line + 14}" '
        'stroke="currentColor" stroke-width="5"/>'
        f'<text class="bijak-mean" x="{_across(one.mean, end)}" y="{line}" '
        'dy="0.38em" text-anchor="middle" font-size="22">◆</text>'
    )
    return "".join(parts)


def _table(groups: Sequence[StripGroup]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escaped(one.name.capitalize())}<br>'
        f"<small>{len(one.values)} kiriman</small></th><td>{_number(one.mean)}</td>"
        f"<td>{_number(one.median)}</td><td>{_number(max(one.values))}</td></tr>"
        for one in groups
    )
    return (
        '<table class="bijak-values"><caption>Jangkauan setiap kelompok jam</caption>'
        '<tr><th scope="col">Jam</th><th scope="col">Rata-rata</th>'
        '<th scope="col">Median</th><th scope="col">Terbesar</th></tr>'
        f"{rows}</table>"
    )


def _number(value: float) -> str:
    return escaped(format_number(half_up(value)))
