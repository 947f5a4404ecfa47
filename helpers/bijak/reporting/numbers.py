"""Numbers as cells of a table: printed the Indonesian way, kept unrounded beside it."""

from __future__ import annotations

from ..measures.estimates import Estimate
from ..measures.suppression import LEAST
from ..text import format_number
from .document import Cell

MISSING = "tidak ada"
HIDDEN = f"disembunyikan (< {LEAST})"


def words(text: str) -> Cell:
    """A cell that holds no number."""
    return Cell(text or MISSING)


def count(value: int | None, otherwise: str = MISSING) -> Cell:
    """A whole number, or why there is none."""
    if value is None:
        return Cell(otherwise)
    return Cell(format_number(value, 0), value)


def number(value: float | None, decimals: int = 2, otherwise: str = MISSING) -> Cell:
    """A number with so many digits after the comma, or why there is none."""
    if value is None:
        return Cell(otherwise)
    return Cell(plain(value, decimals), value)


def plain(value: float, decimals: int = 2) -> str:
    """A number as printed; nothing is ever printed as −0."""
    text = format_number(value, decimals)
    return text if any(sign in text for sign in "123456789") else text.lstrip("−")


def percent(share: float | None, otherwise: str = MISSING) -> Cell:
    """A share as whole per cent; the value stays a share from 0 to 1."""
    if share is None:
        return Cell(otherwise)
    return Cell(f"{plain(100 * share, 0)}%", share)


def mean(estimate: Estimate, decimals: int = 2) -> tuple[Cell, Cell, Cell]:
    """Value, lower and upper end of the interval, or why there are none."""
    why = HIDDEN if 0 < estimate.n < LEAST else MISSING
    ends = (estimate.value, estimate.low, estimate.high)
    value, low, high = (number(end, decimals, why) for end in ends)
    return value, low, high


def of(n: int, total: int, why: str = "") -> str:
    """How many people stand behind a table: ``n = 27 dari 30; 3 tanpa …``."""
    text = f"n = {n} dari {total}"
    return f"{text}; {total - n} {why}" if why and total > n else text
