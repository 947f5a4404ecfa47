"""A message in a chat: whose group, which day, a bubble with its clock time."""

from __future__ import annotations

import html
from collections.abc import Mapping

from .parts import (
    COMMON,
    LINE,
    NAME,
    address,
    day_and_clock,
    head,
    is_yes,
    line,
    said,
    sign,
    text,
    title,
    unseen,
    words,
)
from .picture import COLUMNS as PICTURE
from .picture import picture

STYLE, SPOKEN = "bijak-chat", "Pesan chat"
COLUMNS = COMMON | PICTURE | {"grup", "diteruskan", "kutipan", "kutipan_dari"}
"""``grup``: the group, when ``pengirim`` is one person in it. ``diteruskan``: ``ya``
or ``berkali-kali``. ``kutipan``, ``kutipan_dari``: the message that is answered."""

_OFTEN = frozenset({"berkali-kali", "sering"})
_ARROW = "\u21aa\ufe0e"  # the arrow as a letter, not as a coloured picture


def inside(row: Mapping) -> str:
    """The bar with the name of the chat, and the message below it."""
    day, clock = day_and_clock(words(row.get("waktu"), LINE))
    spoken = f"{unseen('Pukul')}{html.escape(clock)}" if clock else ""
    bubble = (
        _who(row),
        _forwarded(row),
        _quote(row),
        picture(row),
        title(row),
        text(row),
        address(row),
        line("bijak-time", spoken),
    )
    return (
        f'<div class="bijak-bar">{_bar(row)}</div><div class="bijak-wall">'
        f"{line('bijak-day', html.escape(day))}"
        f'<div class="bijak-bubble">{"".join(bubble)}</div></div>'
    )


def _bar(row: Mapping) -> str:
    name = words(row.get("grup"), NAME) or words(row.get("pengirim"), NAME)
    return head(name, said(row, "kanal", NAME))


def _who(row: Mapping) -> str:
    """Who of the group writes; in a chat of two the bar has said it."""
    name = said(row, "pengirim", NAME) if words(row.get("grup"), NAME) else ""
    return line("bijak-who", f"<strong>{name}</strong>" if name else "")


def _forwarded(row: Mapping) -> str:
    often = words(row.get("diteruskan"), LINE).lower() in _OFTEN
    if not often and not is_yes(row.get("diteruskan")):
        return ""
    label = "Diteruskan berkali-kali" if often else "Diteruskan"
    drawn = sign(_ARROW * 2 if often else _ARROW)
    return line("bijak-forwarded", f"{drawn} {label}")


def _quote(row: Mapping) -> str:
    quoted = said(row, "kutipan")
    if not quoted:
        return ""
    name = said(row, "kutipan_dari", NAME)
    whom = f"{unseen('Membalas')}<strong>{name}</strong>" if name else "Membalas"
    return f'<div class="bijak-quote"><p>{whom}</p><p>{quoted}</p></div>'
