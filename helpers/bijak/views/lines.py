"""Several curves in one plot, each with its own dashes, and their values in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..items.curves import axis_name
from .curves import (
    HEIGHT,
    INNER,
    Frame,
    Point,
    even_ticks,
    plot_limits,
    scales,
    written,
)
from .safe import escaped

Lines = Mapping[str, Sequence[Point]]
"""Name of a curve → its points from left to right."""

_DASHES = ("", "10 7", "2 7")
"""So that curves are told apart without their colours."""


def _line(points: Sequence[Point], frame: Frame, place: int) -> str:
    stretch = INNER / 100
    path = " ".join(
        f"{frame.across(x) * stretch:.1f},{frame.down(y) * stretch:.1f}"
        for x, y in points
    )
    return (
        f'<polyline class="bijak-line-{place}" points="{path}" fill="none" '
        f'stroke="currentColor" stroke-width="3" stroke-dasharray="{_DASHES[place]}" '
        'stroke-linejoin="round" vector-effect="non-scaling-stroke"/>'
    )


def _names(lines: Lines) -> str:
    """A piece of each line with its name."""
    return "".join(
        '<li><svg width="44" height="16" aria-hidden="true">'
        f'<line class="bijak-line-{place}" x1="0" x2="44" y1="8" y2="8" '
        f'stroke="currentColor" stroke-width="3" stroke-dasharray="{_DASHES[place]}"/>'
        f"</svg> {escaped(name)}</li>"
        for place, name in enumerate(lines)
    )


def lines_words(lines: Lines, axes: Mapping[str, str]) -> str:
    """What the curves show, for people who do not see them.

    Args:
        lines: name → points.
        axes: ``x`` and ``y`` → what the axis shows, ``Warga (%)``.
    """
    (across, x_unit), (_, y_unit) = axis_name(axes, "x"), axis_name(axes, "y")
    said = []
    for name, points in lines.items():
        marks = even_ticks(points[0][0], points[-1][0])
        some = [
            f"{written(x, x_unit)}: {written(y, y_unit)}"
            for x, y in points
            if x in marks
        ]
        said.append(f"{name}, menurut {across.lower()} — {'; '.join(some)}.")
    return " ".join(said)


def lines_plot(lines: Lines, axes: Mapping[str, str], alt: str, highest: float) -> str:
    """Up to three curves as HTML around one SVG drawing.

    Args:
        lines: name → points.
        axes: ``x`` and ``y`` → what the axis shows.
        alt: the text alternative.
        highest: the value at which the y axis ends at least.
    """
    frame = Frame(plot_limits([*lines.values()], highest))
    drawn = scales(frame) + (
        f'<svg viewBox="0 0 {INNER} {INNER}" preserveAspectRatio="none" width="100%" '
        'height="100%" overflow="visible">'
        + "".join(
            _line(points, frame, place) for place, points in enumerate(lines.values())
        )
        + "</svg>"
    )
    title = escaped(f"Grafik {axes['y']}")
    return (
        f'<ul class="bijak-line-names">{_names(lines)}</ul>'
        '<div class="bijak-plot"><p class="bijak-axis bijak-axis-y" '
        f'aria-hidden="true">{escaped(axes["y"])}</p>'
        f'<svg role="img" width="100%" height="{HEIGHT}" overflow="visible" '
        'font-size="16" fill="currentColor" stroke="none">'
        f"<title>{title}</title><desc>{escaped(alt)}</desc>{drawn}</svg>"
        f'<p class="bijak-axis bijak-axis-x" aria-hidden="true">{escaped(axes["x"])}'
        "</p></div>"
    )


def values_table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> str:
    """A table of values; the first column names the row."""
    head = "".join(f'<th scope="col">{escaped(one)}</th>' for one in columns)
    body = "".join(
        f'<tr><th scope="row">{escaped(first)}</th>'
        + "".join(f"<td>{escaped(one)}</td>" for one in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        '<table class="bijak-values bijak-trials">'
        f"<caption>{escaped(caption)}</caption><tr>{head}</tr>{body}</table>"
    )
