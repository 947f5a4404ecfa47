"""A parcel drawn to scale, and the two weights of it."""

from __future__ import annotations

from ..text import format_number

_WIDTH, _HEIGHT = 240, 225
_LARGEST = 50.0
"""Centimetres of the longest side that the drawing has room for."""


def parcel_svg(length: float, width: float, height: float) -> str:
    """A box seen from a corner; its sides keep their proportions.

    Args:
        length, width, height: outer sides in centimetres, up to `_LARGEST`.
    """
    unit = 115 / _LARGEST
    a, b, c = (min(side, _LARGEST) * unit for side in (length, width, height))
    ax, ay, bx, by = a * 0.87, a * 0.42, b * 0.87, b * 0.42
    x, y = _WIDTH / 2 + (bx - ax) / 2, _HEIGHT - 8
    faces = (
        ((0, 0), (ax, -ay), (ax, -ay - c), (0, -c), "0.30"),
        ((0, 0), (-bx, -by), (-bx, -by - c), (0, -c), "0.55"),
        ((0, -c), (ax, -ay - c), (ax - bx, -ay - by - c), (-bx, -by - c), "0.12"),
    )
    drawn = "".join(
        f'<polygon points="{_points(x, y, corners)}" fill="currentColor" '
        f'fill-opacity="{shade}" stroke="currentColor" stroke-width="2"/>'
        for *corners, shade in faces
    )
    said = " × ".join(format_number(side) for side in (length, width, height))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" role="img" '
        'style="max-width:100%;height:auto" '
        f'aria-label="Kardus {said} cm">{drawn}</svg>'
    )


def _points(x: float, y: float, corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)


def parcel_html(
    sides: tuple[float, float, float],
    actual: float,
    volumetric: float,
    charged: int,
    divisor: int,
) -> str:
    """The sum step by step, what is charged, and the drawing.

    Args:
        sides: length, width and height in centimetres.
        actual: weight on the scales in kilograms.
        volumetric: weight that the room stands for in kilograms.
        charged: whole kilograms to pay for.
        divisor: cubic centimetres for one kilogram.
    """
    said = " × ".join(format_number(side) for side in sides)
    room = format_number(round(volumetric, 3))
    if volumetric > actual:
        why = "Ruangnya lebih besar daripada timbangannya: Anda membayar udara."
    elif volumetric < actual:
        why = "Timbangannya yang lebih besar, jadi itu yang dipakai."
    else:
        why = "Keduanya sama."
    return (
        f"<p>Volumetrik: {said} ÷ {format_number(divisor)} = "
        f"<strong>{room} kg</strong>. Timbangan: "
        f"<strong>{format_number(actual)} kg</strong>.</p><p>{why} "
        f"Ditagih <strong>{charged} kg</strong>.</p>{parcel_svg(*sides)}"
    )
