"""Words and numbers as an Indonesian reader expects them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

POST_MARK = "KIRIMAN LATIHAN #LatihanBijak — jangan diteruskan"
"""The one mark that every post card carries, true or false."""

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
    "Desember"
).split()

_SWAP = str.maketrans(",.", ".,")


def format_number(value: float, decimals: int | None = None) -> str:
    """Write a number the Indonesian way: ``258333.33`` → ``258.333,33``.

    Args:
        value: the number.
        decimals: digits after the comma; None keeps what is there, at most six.
    """
    if decimals is None:
        digits = f"{value:,.6f}".rstrip("0").rstrip(".")
    else:
        digits = f"{value:,.{decimals}f}"
    return digits.translate(_SWAP).replace("-", "−")


def with_unit(number: str, unit: str) -> str:
    """A number with its unit where Indonesians write it: Rp250, 12,5%, 3 sumber."""
    if unit == "Rp":
        return f"Rp{number}"
    return f"{number}%" if unit == "%" else f"{number} {unit}".rstrip()


def format_points(points: float) -> str:
    """Write points with at most two digits after the comma: ``1.5`` → ``1,5``."""
    return format_number(round(points, 2))


def format_clock(moment: datetime) -> str:
    """Write the local clock time of an aware moment: ``10.42``."""
    return moment.astimezone().strftime("%H.%M")


def long_date(day: date) -> str:
    """Write a day in words: ``5 April 2027``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_days(first: date, last: date) -> str:
    """Write days in words: ``24–25 November 2026``, ``30 April – 2 Mei 2027``."""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{long_date(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {long_date(last)}"
    return f"{long_date(first)} – {long_date(last)}"


def join_words(words: list[str], last: str = "dan") -> str:
    """Join words as a sentence does: ``a, b, dan c``."""
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def texts_in(value: object) -> Iterator[str]:
    """All texts inside a literal: in mappings (values only), lists and tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_in(one)
