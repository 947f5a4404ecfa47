"""HTML of our own views as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset("br img hr input wbr".split())
_SILENT = frozenset("style script svg head".split())


@dataclass
class Node:
    """An element.

    Attributes:
        tag: its name; empty for the root.
        classes: what its ``class`` says.
        attributes: all its attributes.
        children: texts and elements in their order.
    """

    tag: str = ""
    classes: frozenset[str] = frozenset()
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[str | Node] = field(default_factory=list)

    def words(self) -> str:
        """All text inside, with single spaces."""
        parts = (c if isinstance(c, str) else c.words() for c in self.children)
        return " ".join(" ".join(parts).split())

    def find(self, *tags: str) -> Iterator[Node]:
        """The elements of these names inside, outermost first."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.find(*tags)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node()]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Begin an element."""
        attributes = {name: value or "" for name, value in attrs}
        classes = frozenset(attributes.get("class", "").split())
        node = Node(tag, classes, attributes)
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those inside that were not ended."""
        depths = [i for i, node in enumerate(self.open) if node.tag == tag]
        if depths:
            del self.open[depths[-1] :]

    def handle_data(self, data: str) -> None:
        """Words."""
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    """The tree of a piece of HTML; what is only for screens is left out.

    Left out are style sheets, scripts, drawings, and what is hidden from those who
    listen or from those who look.
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return _for_paper(builder.open[0])


def _for_paper(node: Node) -> Node:
    node.children = [
        child if isinstance(child, str) else _for_paper(child)
        for child in node.children
        if isinstance(child, str) or not _only_on_screens(child)
    ]
    return node


def _only_on_screens(node: Node) -> bool:
    hidden = node.attributes.get("aria-hidden") == "true"
    return hidden or node.tag in _SILENT or "bijak-unseen" in node.classes
