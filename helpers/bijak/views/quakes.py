"""Earthquakes to look at: clocks of four zones, a comparison, readings of stations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..dates import WEEKDAYS
from ..text import MONTHS, format_number
from .safe import escaped

MARK = "LATIHAN — data karangan, bukan data BMKG. #LatihanBijak"
"""Stands above every view, so that a screenshot explains itself."""

_SIGNS = {"sama": ("✓", "sama"), "berbeda": ("✗", "berbeda")}
_WIDTH, _HEIGHT, _EDGE = 420, 270, 46
_TOP = 16
_LOW, _HIGH = 4.4, 6.2


def boxed(inside: str) -> str:
    """A view with its mark, for pages without widgets."""
    return f'<div class="bijak-box">{marked()}{inside}</div>'


def marked() -> str:
    """The mark as a line."""
    return f'<p class="bijak-mark-line">{escaped(MARK)}</p>'


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose cells carry the name of their column for narrow screens."""
    head = "".join(f'<th scope="col">{escaped(one)}</th>' for one in heads)
    lines = []
    for first, *others in rows:
        cells = "".join(
            f'<td><span class="bijak-cell-name">{escaped(name)}: </span>'
            f"{escaped(cell)}</td>"
            for name, cell in zip(heads[1:], others, strict=True)
        )
        lines.append(f'<tr><th scope="row">{escaped(first)}</th>{cells}</tr>')
    return (
        '<div class="bijak-box bijak-looked"><table class="bijak-table"><thead>'
        f"<tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _day(moment: datetime) -> str:
    month = MONTHS[moment.month - 1]
    return f"{WEEKDAYS[moment.weekday()]}, {moment.day} {month} {moment.year}"


def clocks_html(utc: datetime, locals_: dict[str, datetime]) -> str:
    """One moment on four clocks, and where the day has changed.

    Args:
        utc: the moment in UTC.
        locals_: zone → the same moment there.
    """
    rows = [["UTC", f"{utc:%H.%M}", _day(utc), "ini yang ditulis DateTime"]]
    for zone, there in locals_.items():
        ahead = int(there.utcoffset().total_seconds() // 3600)
        changed = there.date() != utc.date()
        note = f"ditambah {ahead} jam" + ("; harinya berganti" if changed else "")
        rows.append([zone, f"{there:%H.%M}", _day(there), note])
    return _table(["Jam di", "Pukul", "Hari dan tanggal", "Keterangan"], rows)


def comparison_html(lines: Sequence) -> str:
    """What a broadcast says beside what the data say.

    Args:
        lines: objects with element, written, known and state.
    """
    rows = []
    for line in lines:
        sign, word = _SIGNS.get(line.state, ("○", line.state))
        rows.append([line.element, line.written or "–", line.known, f"{sign} {word}"])
    same = sum(line.state == "sama" for line in lines)
    total = f"<p>{same} dari {len(lines)} baris sama dengan data.</p>"
    return _table(["Unsur", "Di siaran", "Di data", "Hasil"], rows) + total


def changes_html(rows: Sequence[Sequence[str]]) -> str:
    """What an update changed: unsur, before, after."""
    if not rows:
        return "<p>Tidak ada yang berubah.</p>"
    return _table(["Unsur", "Semula", "Menjadi"], rows)


def _x(place: int, count: int) -> float:
    return _EDGE + (_WIDTH - 2 * _EDGE) * place / max(1, count - 1)


def _y(value: float) -> float:
    return _HEIGHT - _EDGE - (_HEIGHT - _EDGE - _TOP) * (value - _LOW) / (_HIGH - _LOW)


def stations_svg(readings: Sequence[float], means: Sequence[float], seen: int) -> str:
    """Readings of the first stations as dots, their running mean as a line.

    Args:
        readings: what each station reads, in the order of coming in.
        means: the mean of the first one, two, ….
        seen: how many have come in.
    """
    total = len(readings)
    dots = "".join(
        f'<circle cx="{_x(i, total):.1f}" cy="{_y(readings[i]):.1f}" r="4.5" '
        'fill="none" stroke="currentColor"/>'
        for i in range(seen)
    )
    line = " ".join(f"{_x(i, total):.1f},{_y(means[i]):.1f}" for i in range(seen))
    grid = "".join(
        f'<line x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{_y(y):.1f}" y2="{_y(y):.1f}" '
        'stroke="currentColor" stroke-opacity="0.2"/>'
        f'<text x="{_EDGE - 8}" y="{_y(y) + 6:.1f}" text-anchor="end" font-size="18" '
        f'fill="currentColor">{format_number(y, 1)}</text>'
        for y in (4.5, 5.0, 5.5, 6.0)
    )
    alt = stations_words(readings, means, seen)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escaped(alt)}" '
        'style="width:100%;max-width:32rem;height:auto">'
        f'{grid}{dots}<polyline points="{line}" fill="none" stroke="#0b6b5c" '
        'stroke-width="4"/>'
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 10}" text-anchor="middle" '
        'font-size="18" fill="currentColor">urutan masuknya bacaan stasiun</text>'
        f"</svg><p>{escaped(alt)}</p>"
    )


def stations_words(readings: Sequence[float], means: Sequence[float], seen: int) -> str:
    """What the drawing shows, in one sentence."""
    shown = readings[:seen]
    return (
        f"{seen} stasiun masuk; bacaannya {format_number(min(shown), 1)} sampai "
        f"{format_number(max(shown), 1)}, rata-ratanya "
        f"{format_number(means[seen - 1], 1)}."
    )
