"""The sources of a lesson, as a list to read and to follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..facts import Fact
from ..text import long_date
from .safe import escaped

_OLD = "Sumber ini perlu diperiksa lagi."


def _link(fact: Fact) -> str:
    """The source, to be clicked where it has an address of the web."""
    name = escaped(fact.source)
    if not fact.address.startswith(("https://", "http://")):
        return name
    target = f'href="{escaped(fact.address)}" target="_blank" rel="noopener"'
    return f"<a {target}>{name}</a>"


def _line(fact: Fact, today: date) -> str:
    old = f" <strong>{_OLD}</strong>" if fact.expired(today) else ""
    return (
        f"<li>{escaped(fact.statement)}<br>"
        f'<span class="bijak-source">Sumber: {_link(fact)}. '
        f"Diperiksa {long_date(fact.checked)}.{old}</span></li>"
    )


def sources_html(facts: Sequence[Fact], today: date) -> str:
    """Each fact with its source and the day on which it was checked.

    Args:
        facts: in the order in which they are shown.
        today: facts that have expired by this day say so.

    Returns:
        Escaped HTML; nothing is fetched before somebody clicks.
    """
    lines = "".join(_line(fact, today) for fact in facts)
    return (
        '<div class="bijak-box bijak-sources" role="group" '
        f'aria-label="Sumber fakta"><ul>{lines}</ul></div>'
    )


def sources_text(facts: Sequence[Fact], today: date) -> str:
    """The same in words, one line for each fact."""
    return "\n".join(
        f"• {fact.statement} Sumber: {fact.source}. "
        f"Diperiksa {long_date(fact.checked)}.{f' {_OLD}' * fact.expired(today)}"
        for fact in facts
    )
