"""The pieces that all looks are built of: texts, numbers, faces, addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from ...text import format_number
from ..safe import LONG, plain

COMMON = frozenset("kanal tampilan pengirim waktu judul teks tautan".split())
"""Columns that every look may show."""

NAME, LINE, ADDRESS = 80, 200, 300
"""Characters shown at most of a name, of one line, of an address."""

_MOST = 10**15
_YES = frozenset("ya 1 true sekali".split())
_PLACE = re.compile(r"((?:[a-z][a-z0-9+.-]*:)?//)?([^/\\?#\s]*)(.*)", re.I | re.S)
_CLOCK = re.compile(r"(.*?),?\s*(\d{1,2}[.:]\d{2}(?:\s+WI(?:B|TA|T))?)\s*", re.DOTALL)


def words(value: object, limit: int = LONG) -> str:
    """One cell in words, not yet escaped: a text, or a number the Indonesian way.

    Returns:
        An empty text for everything else, also for yes and no.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format_number(value) if abs(value) < _MOST else ""
    return plain(value, limit).strip()


def said(row: Mapping, column: str, limit: int = LINE) -> str:
    """A column of a row as escaped words; empty when it holds none."""
    return html.escape(words(row.get(column), limit))


def amount(row: Mapping, column: str, limit: int = 40) -> str:
    """A count as escaped words; bare digits get their dots: ``1200`` → ``1.200``."""
    value = words(row.get(column), limit)
    bare = value.isascii() and value.isdigit() and len(value) < 15
    return html.escape(format_number(int(value)) if bare else value)


def is_yes(value: object) -> bool:
    """Whether a cell says yes: ``True``, 1, ``ya``."""
    return value is True or words(value, LINE).lower() in _YES


def unseen(spoken: str) -> str:
    """Words for those who listen; those who look see their place instead."""
    return f'<span class="bijak-unseen">{spoken} </span>'


def sign(drawn: str = "", style: str = "") -> str:
    """A sign that is only looked at; screen readers pass over it.

    Args:
        drawn: a letter that every font has.
        style: or the class of a sign that the style sheet draws.
    """
    return f'<span class="bijak-sign {style}" aria-hidden="true">{drawn}</span>'


def line(style: str, inside: str) -> str:
    """A paragraph, or nothing when nothing is in it."""
    return f'<p class="{style}">{inside}</p>' if inside else ""


def face(name: str) -> str:
    """A round sign with the first letter of a name, in place of a portrait.

    Args:
        name: not yet escaped.
    """
    first = next((letter for letter in name if letter.isalnum()), "?").upper()
    return f'<span class="bijak-face" aria-hidden="true">{first[:1]}</span>'


def head(name: str, under: str) -> str:
    """Who posts, with a face before it and where and when below it.

    Args:
        name: not yet escaped.
        under: escaped.
    """
    below = f'<span class="bijak-channel">{under}</span>' if under else ""
    return (
        f'<div class="bijak-post-head">{face(name)}<p class="bijak-name">'
        f"<strong>{html.escape(name)}</strong> {below}</p></div>"
    )


def title(row: Mapping) -> str:
    """The headline of a post."""
    shown = said(row, "judul")
    return line("bijak-post-title", f"<strong>{shown}</strong>" if shown else "")


def text(row: Mapping) -> str:
    """What a post says, with its own line breaks."""
    return f'<p class="bijak-post-text">{said(row, "teks", LONG)}</p>'


def unbroken(link: str) -> str:
    """An address, escaped, whose host the style sheet keeps on one line.

    A line that ends at a hyphen reads like a word broken in print, and then it is
    unclear whether the hyphen belongs to the name. So the host stays whole; one that
    is wider than its card goes on below before a dot or an ``@``, never at a hyphen.

    Args:
        link: not yet escaped; with or without ``https://``.
    """
    scheme, host, rest = _PLACE.fullmatch(link).groups(default="")
    labels = "".join(
        f'<span class="bijak-label">{html.escape(one)}</span>'
        for one in re.split("(?=[.@])", host)
        if one
    )
    whole = f'<span class="bijak-host">{labels}</span>' if labels else ""
    return f"{html.escape(scheme)}{whole}{html.escape(rest)}"


def address(row: Mapping) -> str:
    """An address as words that nobody can click."""
    link = words(row.get("tautan"), ADDRESS)
    inside = f"Tautan (hanya tulisan): <code>{unbroken(link)}</code>" if link else ""
    return line("bijak-link", inside)


def day_and_clock(moment: str) -> tuple[str, str]:
    """A time as it is written, taken apart: ``Senin, 5 April 2027`` and ``05.55``.

    Returns:
        All of it as the day when it does not end with a clock time.
    """
    found = _CLOCK.fullmatch(moment)
    return (found[1], found[2]) if found else (moment, "")
