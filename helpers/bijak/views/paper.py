"""A question on paper: the same item, to be answered with a pen."""

from __future__ import annotations

from ..items import Item
from .confidence import paper as confidence
from .rooms import view_of
from .safe import escaped


def _inside(item: Item) -> str:
    if not item.parts:
        return view_of(item.kind).paper(item)
    return "".join(
        f'<p class="bijak-legend"><strong>{escaped(question)}</strong></p>'
        + view_of(item.kind).paper(item.part(name))
        for name, question in item.parts.items()
    )


def paper_html(item: Item) -> str:
    """The part of a printed sheet on which an item is answered.

    Args:
        item: what is asked; personal texts are filled in already.

    Returns:
        Escaped HTML without scripts or colour, readable in black and white.
    """
    story = f'<p class="bijak-story">{escaped(item.story)}</p>' if item.story else ""
    sure = confidence(item) if item.confidence else ""
    return f'<div class="bijak-paper">{story}{_inside(item)}{sure}</div>'
