"""What tests of answer kinds share: driving forms, reading pages, bad answers."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import ipywidgets
from hypothesis import strategies as st

from bijak import widgets
from bijak.views import answer_text, form_html, paper_html

LONG = "9" * 10_000_000
SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202egnp.exe\u2066\u200f\x00\x1b[31m\ud800"

NO_ANSWERS = [None, "", [], {}]
"""What an untouched item holds."""

NOT_MAPPINGS = [True, False, 0, 1, -0.0, 2.5, float("nan"), 10**5000]
NOT_MAPPINGS += ["a", SCRIPT, TURNED, LONG, ["a"], [[[]]], [None, {}], [SCRIPT]]
"""Every type of JSON value but a mapping."""

STRANGE = [
    None,
    True,
    0,
    1.5,
    "",
    "zz",
    SCRIPT,
    TURNED,
    LONG,
    [],
    ["1"],
    {},
    {"1": "1"},
]
"""What may stand in place of an id."""

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
"""Any JSON value."""


def inside(widget, kind):
    """All widgets of a kind inside another one, in reading order."""
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += inside(child, kind)
    return found


def seen(widget):
    """Everything that can be read in a form, without its style sheet."""
    lines = [line.value for line in inside(widget, ipywidgets.HTML)]
    return "\n".join(line for line in lines if not line.startswith("<style>"))


def groups(widget):
    """The groups of a form, outer before inner."""
    boxes = inside(widget, ipywidgets.VBox)
    return [box for box in boxes if "bijak-group" in box._dom_classes]


def with_class(widget, name):
    """All widgets inside another one that carry a class."""
    return [w for w in inside(widget, ipywidgets.Widget) if name in w._dom_classes]


class Changes(list):
    """Every call of change, as it came."""

    def __call__(self, *arguments):
        self.append(arguments)


def opened(item, answer=None, sure=None):
    """A form with a stored answer, and the changes that it reports."""
    changes = Changes()
    return widgets.form(item, answer, changes, sure), changes


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.open = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)
        names = {name for name, _ in attrs}
        assert not {"href", "src", "style"} & names
        assert not [name for name in names if name.startswith("on")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page):
    """The tags of a page that is well formed, harmless and short."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert not reader.tags & {"script", "style", "a", "img", "iframe", "link"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b]", page)
    assert len(page.encode()) < 40_000
    return reader.tags


def harmless(item, answer, sure=None):
    """Show an answer in every view and in the live form; nothing may come through."""
    read(form_html(item, answer, sure))
    read(paper_html(item))
    said = answer_text(item, answer)
    assert len(said.encode()) < 20_000
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b]", said)
    form, changes = opened(item, answer, sure)
    assert changes == [] and "<script" not in seen(form)
