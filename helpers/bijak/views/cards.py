"""Posts as people know them: a chat bubble or a plain card, always marked."""

from __future__ import annotations

from collections.abc import Mapping

from ..text import POST_MARK
from .safe import escaped, plain

_CHATS = ("wa", "whatsapp", "grup", "telegram", "sms", "chat")


def _is_chat(channel: str) -> bool:
    return any(word in _CHATS for word in channel.lower().split())


def is_post(row: Mapping) -> bool:
    """Whether a card is a post; costs, comments and steps have only a text."""
    return "kanal" in row


def post_card(row: Mapping) -> str:
    """A post, or a plain card, as HTML.

    Args:
        row: columns ``id, kanal, pengirim, waktu, judul, teks, tautan``. A row
            without ``kanal`` is a plain card: no sender, no mark.

    Returns:
        Escaped HTML. An address is only text: it cannot be clicked.
    """
    text = f'<p class="bijak-post-text">{escaped(row.get("teks"))}</p>'
    if not is_post(row):
        return f'<div class="bijak-box bijak-card">{text}</div>'
    chat = "bijak-chat" if _is_chat(plain(row.get("kanal"))) else "bijak-feed"
    return (
        f'<div class="bijak-box bijak-post {chat}">{_head(row)}'
        f'<div class="bijak-bubble">{_title(row)}{text}{_link(row)}{_time(row)}</div>'
        f'<p class="bijak-mark">{escaped(POST_MARK)}</p></div>'
    )


def _head(row: Mapping) -> str:
    sender, channel = plain(row.get("pengirim")), escaped(row.get("kanal"))
    first = next((c for c in sender if c.isalnum()), "?").upper()
    return (
        f'<p class="bijak-post-head"><span class="bijak-face" aria-hidden="true">'
        f"{escaped(first)}</span> <strong>{escaped(sender)}</strong> "
        f'<span class="bijak-channel">· {channel}</span></p>'
    )


def _title(row: Mapping) -> str:
    title = escaped(row.get("judul"))
    return f'<p class="bijak-post-title"><strong>{title}</strong></p>' if title else ""


def _link(row: Mapping) -> str:
    link = escaped(row.get("tautan"))
    if not link:
        return ""
    return f'<p class="bijak-link">Tautan (hanya tulisan): <code>{link}</code></p>'


def _time(row: Mapping) -> str:
    time = escaped(row.get("waktu"))
    return f'<p class="bijak-time">{time}</p>' if time else ""
