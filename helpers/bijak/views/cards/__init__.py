"""Posts as people know them: chats, posts, search results, shops, bulletins.

All is drawn by us: no logo, no brand, no address that can be clicked, no script, and
nothing is fetched from anywhere. A look knows only the columns that it names in
``COLUMNS``; whether a post is true is none of them, so nothing seen depends on it.

Any card may also have ``temuan``: what a search found about it, a line for each. It
stands below the card, outside its frame: it is no part of what was sent.

Columns that every look knows: ``kanal, tampilan, pengirim, waktu, judul, teks,
tautan, gambar, teks_alt``. Each look's module names its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

from ...text import POST_MARK
from ..safe import escaped
from . import bulletin, chat, feed, listing, plain, results
from .parts import ADDRESS, text, words

LOOKS: Mapping[str, ModuleType] = MappingProxyType(
    {
        "chat": chat,
        "unggahan": feed,
        "pencarian": results,
        "lapak": listing,
        "buletin": bulletin,
        "polos": plain,
    }
)
"""What the column ``tampilan`` may say → the module that draws it."""

BELOW = frozenset({"temuan"})
"""Columns that stand below a card, whatever its look."""

_LONGEST, _MOST = 2_000, 6

_CHATS = frozenset("wa whatsapp grup telegram sms chat".split())


def is_post(row: Mapping) -> bool:
    """Whether a card is a post; costs, comments and steps have only a text."""
    return "kanal" in row or bool(row.get("tampilan"))


def look_of(row: Mapping) -> ModuleType:
    """The look that a post asks for, else the one that its channel is known by."""
    wanted = words(row.get("tampilan"), 40).lower()
    if wanted in LOOKS:
        return LOOKS[wanted]
    channel = words(row.get("kanal"), 200).lower().split()
    return chat if _CHATS.intersection(channel) else feed


def post_card(row: Mapping) -> str:
    """A post, or a plain card, as HTML.

    Args:
        row: the columns of the card. Without ``kanal`` and ``tampilan`` it is a
            plain card: no sender, no mark. Unknown columns are passed over.

    Returns:
        Escaped HTML that ends with the one mark of all posts. Never raises.
    """
    if not is_post(row):
        return f'<div class="bijak-box bijak-card">{text(row)}</div>{_findings(row)}'
    look = look_of(row)
    return (
        f'<div class="bijak-box bijak-post {look.STYLE}" role="article" '
        f'aria-label="{look.SPOKEN}">{look.inside(row)}'
        f'<p class="bijak-mark">{escaped(POST_MARK)}</p></div>{_findings(row)}'
    )


def _findings(row: Mapping) -> str:
    """What was found about a card, as a list; nothing where nothing was."""
    said = row.get("temuan")
    lines = said[:_LONGEST].splitlines()[:_MOST] if isinstance(said, str) else []
    found = [escaped(one) for one in (words(line, ADDRESS) for line in lines) if one]
    if not found:
        return ""
    listed = "".join(f"<li>{one}</li>" for one in found)
    return f'<div class="bijak-box bijak-evidence"><p>Temuan</p><ul>{listed}</ul></div>'
