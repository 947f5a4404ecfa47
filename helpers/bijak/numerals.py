"""Numbers as Indonesians write them, read without guessing.

``Rp258.333`` · ``258.333,33`` · ``12,5%`` · ``1,2 juta`` · ``Rp5.000,-``

A dot groups thousands and a comma begins the decimals. What can be read in two
ways (``1,500``) is returned as both readings, so that a person can be asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .text import format_number

_SCALES = {
    "": 1,
    "rb": 10**3,
    "ribu": 10**3,
    "jt": 10**6,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
}
_MAX_LENGTH = 60
_MAX_DIGITS = 18
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_SHAPE = re.compile(
    r"(?P<sign>[-−+]?)(?:rp\.?(?P<after>[-−]?))?"
    r"(?P<digits>\d[\d.,]*)(?P<rest>[^\d]*)"
)
_INDONESIAN = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?")
_ENGLISH = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?")
# 258.333 is how everybody here writes thousands, but 1,500 is not how everybody
# writes decimals: only this shape is asked about.
_TWO_WAYS = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True)
class Reading:
    """What a typed number can mean.

    Attributes:
        values: the possible values; none (not a number), one, or several.
        problem: an Indonesian sentence when there is not exactly one value.
    """

    values: tuple[float, ...]
    problem: str = ""

    @property
    def value(self) -> float | None:
        """The value when there is exactly one, else None."""
        return self.values[0] if len(self.values) == 1 else None


def _unreadable(why: str) -> Reading:
    return Reading((), why)


def _plain_values(digits: str) -> list[Decimal]:
    """All values of a run of digits, dots and commas; Indonesian reading first."""
    indonesian = digits.replace(".", "").replace(",", ".")
    english = digits.replace(",", "")
    if _TWO_WAYS.fullmatch(digits):
        return [Decimal(indonesian), Decimal(english)]
    if _INDONESIAN.fullmatch(digits):
        return [Decimal(indonesian)]
    if _ENGLISH.fullmatch(digits):
        return [Decimal(english)]
    return []


def _split(typed: str, unit: str) -> tuple[str, str, int] | Reading:
    """Take a typed number apart into (sign, digits, scale)."""
    squeezed = _SPACES.sub(" ", typed.strip().lower())
    # Spaces may group thousands: 1 250 000.
    squeezed = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", squeezed)
    shape = _SHAPE.fullmatch(squeezed.replace(" ", ""))
    if not shape:
        return _unreadable("Ini belum terbaca sebagai angka. Tulis misalnya 12,5.")
    digits, rest = shape["digits"], shape["rest"]
    if rest.startswith("-") and digits.endswith((",", ".")):  # Rp5.000,-
        rest = rest.lstrip("-")
    elif digits.endswith((",", ".")):
        return _unreadable("Angkanya belum selesai. Tulis angka sesudah koma.")
    digits = digits.rstrip(".,")
    own_unit = _SPACES.sub("", unit.lower())
    if own_unit and rest.endswith(own_unit):
        rest = rest[: -len(own_unit)]
    if rest == "%":
        return _unreadable("Satuan soal ini bukan persen. Tulis angkanya saja.")
    if rest not in _SCALES:
        return _unreadable(f"Tulis angkanya saja, tanpa kata “{rest}”.")
    sign = "-" if {"-", "−"} & {shape["sign"], shape["after"]} else ""
    return sign, digits, _SCALES[rest]


def read_number(typed: object, unit: str = "") -> Reading:
    """Read what a person typed as a number.

    Args:
        typed: text such as ``Rp258.333`` or ``1,2 juta``, or a JSON number.
        unit: the item's unit (``%``, ``sumber``), which may stand behind.

    Returns:
        A `Reading`. Never raises.
    """
    if isinstance(typed, bool) or typed is None:
        return _unreadable("Belum diisi.")
    if isinstance(typed, (int, float)):
        finite = abs(typed) <= 10**_MAX_DIGITS  # False for nan and inf
        return Reading((float(typed),)) if finite else _unreadable("Bukan angka.")
    if not isinstance(typed, str) or not typed.strip():
        return _unreadable("Belum diisi.")
    if len(typed) > _MAX_LENGTH:
        return _unreadable("Terlalu panjang. Tulis satu angka saja.")
    parts = _split(typed, unit)
    if isinstance(parts, Reading):
        return parts
    sign, digits, scale = parts
    if sum(map(str.isdigit, digits)) > _MAX_DIGITS or not digits.isascii():
        return _unreadable("Angkanya terlalu panjang.")
    factor = -scale if sign else scale
    values = tuple(float(value * factor) for value in _plain_values(digits))
    if not values:
        return _unreadable("Letak titik atau komanya membingungkan. Tulis 1.250,5.")
    if len(values) > 1:
        return Reading(values, "Angka ini dapat dibaca dua cara. Pilih maksud Anda.")
    return Reading(values)


def clear_number(value: float, unit: str = "") -> str:
    """A number written so that it can be read in one way only: ``1,2340``."""
    text = format_number(value)
    # 1,234 could be read as 1.234; one more digit after the comma settles it.
    return f"{text}0" if len(read_number(text, unit).values) > 1 else text
