"""A workbench: a few fields, and below them what comes of what stands in them.

Nothing is stored and nothing is judged: whoever turns a field sees what changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ipywidgets

from ..views.safe import escaped, plain
from ..views.styles import read_style
from .displays import has_front_end
from .frame import make, sheet, stack, words
from .quiet import SECONDS, Quiet

LINE, PAPER, TICK, LIST = "line", "paper", "tick", "list"
"""One line of text, several lines, a box to tick, one of several options."""

MARK = "MEJA LATIHAN #LatihanBijak — semua nama dan laporan di sini karangan"
"""Stands above every workbench, so that a screenshot explains itself."""

_LONGEST = 4000
_FEW = 6


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        id: its name for whoever looks at the values.
        label: what people read above it.
        kind: `LINE`, `PAPER`, `TICK` or `LIST`.
        value: what stands there at the start; for a tick True or False.
        options: option id → text (`LIST` only).
    """

    id: str
    label: str
    kind: str = LINE
    value: str | bool = ""
    options: Mapping[str, str] = field(default_factory=dict)


Look = Callable[[dict[str, str | bool]], str]
"""Values of the fields → escaped HTML of what comes of them."""


@cache
def _style() -> str:
    css = read_style(Path(__file__).with_name("workbench.css"))
    return f'<style>{css}</style><p class="bijak-bench-mark">{escaped(MARK)}</p>'


def values_of(fields: Sequence[Field]) -> dict[str, str | bool]:
    """What the fields hold at the start."""
    return {one.id: one.value for one in fields}


def static_html(fields: Sequence[Field], look: Look) -> str:
    """What comes of the values at the start, to be read where nothing can be typed."""
    inside = look(values_of(fields))
    return f'<div class="bijak-box bijak-bench" role="group">{_style()}{inside}</div>'


class Workbench(ipywidgets.VBox):
    """Fields and what comes of them."""

    def __init__(self, fields: Sequence[Field], look: Look) -> None:
        """Show what comes of the values at the start."""
        self._look = look
        self.controls = {one.id: _control(one) for one in fields}
        self.result = words("", "bijak-live")
        # A text waits until nobody types; a tick is looked at at once.
        self._quiet = Quiet(lambda _: self.update(), SECONDS if has_front_end() else 0)
        for control in self.controls.values():
            control.observe(lambda _: self._quiet.put(""), "value")
        many = "bijak-many" if len(self.controls) > _FEW else ""
        view = stack(*self.controls.values(), classes=many)
        super().__init__(
            [sheet(), words(_style()), view, self.result],
            layout=view.layout,
            _dom_classes=("bijak-form", "bijak-bench"),
        )
        self.update()

    def update(self) -> None:
        """Look at the values as they are now."""
        html = self._look({name: one.value for name, one in self.controls.items()})
        if self.result.value != html:
            self.result.value = html


def _control(one: Field) -> ipywidgets.DOMWidget:
    if one.kind == TICK:
        return make(
            ipywidgets.Checkbox,
            "bijak-check",
            value=bool(one.value),
            description=one.label,
            indent=False,
        )
    if one.kind == LIST:
        return make(
            ipywidgets.Dropdown,
            "bijak-bench-line",
            options=[(text, name) for name, text in one.options.items()],
            value=one.value if one.value in one.options else next(iter(one.options)),
            description=one.label,
        )
    text = plain(str(one.value), _LONGEST)
    if one.kind == PAPER:
        return make(
            ipywidgets.Textarea,
            "bijak-bench-line",
            value=text,
            rows=5,
            description=one.label,
        )
    return make(ipywidgets.Text, "bijak-bench-line", value=text, description=one.label)


def workbench(fields: Sequence[Field], look: Look) -> ipywidgets.Widget:
    """A live workbench.

    Args:
        fields: in the order in which they stand.
        look: values → escaped HTML; called at every change, so it is quick.
    """
    return Workbench(fields, look)


def meter(name: str, value: int, most: int, words_behind: str) -> str:
    """A bar with its name and number as escaped HTML.

    Args:
        name: what is measured.
        value: how much.
        most: what a full bar stands for.
        words_behind: the number in words.
    """
    width = 100 * value / most if most else 0
    return (
        f'<div class="bijak-meter"><span class="bijak-meter-name">{escaped(name)}'
        '</span><span class="bijak-meter-bar" aria-hidden="true"><span '
        f'class="bijak-meter-fill" style="display:block;width:{width:.1f}%"></span>'
        f'</span><span class="bijak-meter-number">{escaped(words_behind)}</span></div>'
    )
