"""*Jeli* and *curiga* as two scales: where somebody stands, and how far that is known.

An inline SVG without script or outside resource. Before is a ring, after a disc, so
that no colour is needed; the line through each is its 95 % interval, cut at the ends.
Nothing on it is a score, and no end of it is red.
"""

from __future__ import annotations

from dataclasses import dataclass

from .safe import escaped

WIDTH = 280
"""Units of the drawing; at this width in pixels its letters are 16 pixels."""
_LEFT, _RIGHT = 12, WIDTH - 12
_LANE, _RADIUS = 22, 7
_GREEN, _BAND, _INK = "#0b6b5c", "#dff0eb", "#1c2733"


@dataclass(frozen=True)
class Scale:
    """One axis.

    Attributes:
        name: stands above it.
        low: what its left end is.
        high: what its right end is.
        band: from where to where it is shaded.
        words: (place, words) below it; the first begins there, the last ends there.
    """

    name: str
    low: float
    high: float
    band: tuple[float, float]
    words: tuple[tuple[float, str], ...]

    def at(self, value: float) -> float:
        """Where a value stands in the drawing; what lies outside, at the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (
            self.high - self.low
        )
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)


@dataclass(frozen=True)
class Place:
    """Where somebody stands on a scale, and the ends of what is known of it."""

    value: float
    low: float
    high: float


def scales_svg(
    rows: list[tuple[Scale, list[Place]]], names: list[str], words: str
) -> str:
    """Draw scales below each other.

    Args:
        rows: each scale with one or two places; of two the first is the earlier one.
        names: of the places, for the line that explains the signs.
        words: what the picture shows, for who cannot see it.
    """
    parts, top = [], 0.0
    for scale, places in rows:
        drawn, top = _row(scale, places, top)
        parts += drawn
    parts += _signs(names, top + 22)
    return (
        f'<svg class="skala" viewBox="0 0 {WIDTH} {top + 34:g}" role="img" '
        f'aria-labelledby="skala-judul skala-isi" font-size="16" fill="{_INK}">'
        '<title id="skala-judul">Gambar jeli dan curiga</title>'
        f'<desc id="skala-isi">{escaped(words)}</desc>{"".join(parts)}</svg>'
    )


def _row(scale: Scale, places: list[Place], top: float) -> tuple[list[str], float]:
    """One scale, and where the next may begin."""
    begins, ends = top + 26, top + 26 + _LANE * len(places) + 8
    left, right = map(scale.at, scale.band)
    parts = [
        f'<text x="{_LEFT}" y="{top + 18:g}" font-weight="700">{scale.name}</text>',
        f'<rect x="{left:g}" y="{begins:g}" width="{right - left:g}" '
        f'height="{ends - begins:g}" fill="{_BAND}"/>',
        f'<path d="M{_LEFT} {ends:g}H{_RIGHT}" stroke="{_INK}" fill="none"/>',
    ]
    for lane, place in enumerate(places):
        is_later = lane == len(places) - 1
        height = begins + _LANE * (lane + 0.5) + 4
        parts += _mark(scale, place, height, is_later)
    anchors = ["start", *["middle"] * (len(scale.words) - 2), "end"]
    for (value, word), anchor in zip(scale.words, anchors, strict=True):
        parts.append(
            f'<text x="{scale.at(value):g}" y="{ends + 18:g}" '
            f'text-anchor="{anchor}">{word}</text>'
        )
    return parts, ends + 28


def _mark(scale: Scale, place: Place, height: float, is_later: bool) -> list[str]:
    ends = f"M{scale.at(place.low):g} {height:g}H{scale.at(place.high):g}"
    return [
        f'<path d="{ends}" stroke="{_GREEN}" stroke-width="3" fill="none"/>',
        _sign(scale.at(place.value), height, is_later),
    ]


def _sign(x: float, y: float, is_later: bool) -> str:
    fill = _GREEN if is_later else "#fff"
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{_RADIUS}" fill="{fill}" '
        f'stroke="{_GREEN}" stroke-width="3"/>'
    )


def _signs(names: list[str], height: float) -> list[str]:
    """What ring, disc and line mean."""
    parts, x = [], _LEFT + _RADIUS
    for number, name in enumerate(names):
        parts.append(_sign(x, height - 5, number == len(names) - 1))
        parts.append(f'<text x="{x + 13:g}" y="{height:g}">{escaped(name)}</text>')
        x += 34 + 9 * len(name)
    return parts
