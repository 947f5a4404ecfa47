"""A question with its answer as a page that needs no front end.

It reads well without any style sheet too, on GitHub or in an untrusted notebook:
every state is a sign and a word, never only a colour.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..items import PER_CARD, Item
from .confidence import static as confidence
from .hints import static as hints
from .rooms import view_of
from .safe import escaped
from .words import NOT_READABLE


def _inside(item: Item, answer: object) -> str:
    if not item.parts:
        return view_of(item.kind).static(item, answer)
    given = answer if isinstance(answer, Mapping) else {}
    return "".join(
        f'<p class="bijak-legend"><strong>{escaped(question)}</strong></p>'
        + _inside(item.part(name), given.get(name))
        for name, question in item.parts.items()
    )


def form_html(item: Item, answer: object, sure: Mapping[str, int] | None = None) -> str:
    """The options or cards of a question, with the answer shown.

    Args:
        item: what is asked.
        answer: any JSON value, also a wrong or hostile one.
        sure: how sure somebody is: card → 1 to 4, ``""`` for the whole item.

    Returns:
        Escaped HTML without scripts. Never raises.
    """
    try:
        inside = _inside(item, answer)
    except Exception:
        inside = f'<p class="bijak-empty">○ {NOT_READABLE}.</p>'
    story = f'<p class="bijak-story">{escaped(item.story)}</p>' if item.story else ""
    told = sure or {}
    said = told if item.confidence == PER_CARD else told.get("")
    level = confidence(item, said) if item.confidence else ""
    about = f'id="bijak-soal-{escaped(item.id)}" role="group"'
    name = f"Jawaban soal {escaped(item.id)}"
    return (
        f'<div class="bijak-box" {about} aria-label="{name}">'
        f"{story}{inside}{level}{hints(item)}</div>"
    )
