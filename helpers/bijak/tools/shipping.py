"""What a parcel weighs for a courier.

Light and large parcels are charged by their room: volumetric weight =
length × width × height ÷ divisor, in centimetres and kilograms. The divisor is the
courier's own; 6.000 is the lesson's example (kurikulum d2-04), not anybody's tariff.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

DIVISOR = 6000
"""Cubic centimetres that count as one kilogram in the lesson's example."""


def _exact(value: float) -> Fraction:
    """A number as it is written: 0.8 is eight tenths."""
    number = Fraction(Decimal(str(value)))
    if number < 0:
        raise ValueError(f"{value} is below zero")
    return number


def volumetric_weight(
    length: float, width: float, height: float, divisor: int = DIVISOR
) -> float:
    """The weight that the room of a parcel stands for, in kilograms.

    Args:
        length, width, height: outer sides in centimetres.
        divisor: cubic centimetres for one kilogram; each courier states its own.

    Raises:
        ValueError: a side is below zero, or the divisor is not above it.
    """
    return float(_volumetric(length, width, height, divisor))


def _volumetric(length: float, width: float, height: float, divisor: int) -> Fraction:
    if divisor <= 0:
        raise ValueError(f"divisor {divisor} is not above zero")
    return _exact(length) * _exact(width) * _exact(height) / divisor


def charged_weight(
    actual: float,
    length: float,
    width: float,
    height: float,
    divisor: int = DIVISOR,
) -> int:
    """Whole kilograms that are charged: the larger of both weights, rounded up.

    Args:
        actual: weight on the scales, packed, in kilograms.
        length, width, height: outer sides in centimetres.
        divisor: as for `volumetric_weight`.

    Returns:
        At least 1: no courier carries a parcel for nothing.

    Raises:
        ValueError: a number is below zero, or the divisor is not above it.
    """
    larger = max(_exact(actual), _volumetric(length, width, height, divisor))
    return max(1, math.ceil(larger))
