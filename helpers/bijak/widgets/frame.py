"""The pieces that all forms are built of: groups, legends, live lines, buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import ipywidgets

from .displays import form_style

_HIDDEN = "bijak-hidden"
_Kind = TypeVar("_Kind", bound=ipywidgets.Widget)

# Every widget would bring a layout and a style of its own. Nobody changes them here,
# so all widgets of a kind share them: half as much is sent to the browser.
_shared: dict[object, ipywidgets.Widget] = {}


def _alive(name: object) -> ipywidgets.Widget | None:
    found = _shared.get(name)
    return found if found is not None and found.comm is not None else None


def make(kind: type[_Kind], classes: str, **traits: object) -> _Kind:
    """A widget of a kind, dressed for the style sheet.

    Args:
        kind: the ipywidgets class.
        classes: class names, separated by spaces.
        traits: as the class takes them.
    """
    style = _alive(kind)
    if style is not None:
        traits["style"] = style
    made = kind(
        layout=_alive("layout") or ipywidgets.Layout(),
        _dom_classes=tuple(classes.split()),
        **traits,
    )
    _shared["layout"] = made.layout
    if "style" in made.trait_names():
        _shared[kind] = made.style
    return made


def sheet() -> ipywidgets.HTML:
    """The style sheet as a widget: every form carries it, it is sent only once."""
    found = _alive("sheet")
    if found is None:
        css = f"<style>{form_style()}</style>"
        found = _shared["sheet"] = make(ipywidgets.HTML, _HIDDEN, value=css)
    return found


def words(html: str, classes: str = "") -> ipywidgets.HTML:
    """Escaped HTML that is only read."""
    return make(ipywidgets.HTML, f"bijak-words {classes}", value=html)


def legend(html: str) -> ipywidgets.HTML:
    """What a group is called; it stands first in its group."""
    return words(html, "bijak-legend")


def live(html: str = "") -> ipywidgets.HTML:
    """A line whose changes screen readers speak."""
    return words(html, "bijak-live")


def group(*children: ipywidgets.Widget, classes: str = "") -> ipywidgets.VBox:
    """Controls that answer one question, under their legend."""
    return make(ipywidgets.VBox, f"bijak-group {classes}", children=children)


def stack(*children: ipywidgets.Widget, classes: str = "") -> ipywidgets.VBox:
    """Things below each other."""
    return make(ipywidgets.VBox, f"bijak-stack {classes}", children=children)


def row(*children: ipywidgets.Widget, classes: str = "") -> ipywidgets.HBox:
    """Things side by side, which wrap where there is no room."""
    return make(ipywidgets.HBox, f"bijak-row {classes}", children=children)


def button(
    text: str, press: Callable[[], object], classes: str = ""
) -> ipywidgets.Button:
    """A button that calls ``press()``."""
    made = make(ipywidgets.Button, f"bijak-button {classes}", description=text)
    made.on_click(lambda _: press())
    return made


def steppers(
    step: Callable[[int], object],
) -> tuple[ipywidgets.Button, ipywidgets.Button]:
    """The buttons beside a slider: ``step(-1)`` and ``step(1)``."""
    classes = "bijak-mover bijak-stepper"
    return (
        button("−", lambda: step(-1), classes),
        button("+", lambda: step(1), classes),
    )


def slider_over(
    options: Sequence[tuple[str, object]], value: object, **traits: object
) -> ipywidgets.SelectionSlider:
    """A slider over named places.

    Args:
        options: what is read and what it stands for, lowest first.
        value: where it stands at first.
        traits: what else ipywidgets takes.
    """
    how = {"readout": False, "continuous_update": True, **traits}
    return make(
        ipywidgets.SelectionSlider,
        "bijak-slider",
        options=list(options),
        value=value,
        **how,
    )


def radios(
    ids: Sequence[str], texts: Sequence[str], chosen: object, classes: str = ""
) -> ipywidgets.RadioButtons:
    """One of several; none to begin with."""
    return make(
        ipywidgets.RadioButtons,
        f"bijak-radios {classes}",
        options=list(zip(texts, ids, strict=True)),
        value=chosen if isinstance(chosen, str) and chosen in ids else None,
    )


def conceal(widget: ipywidgets.DOMWidget, hidden: bool) -> None:
    """Take a widget off the page, or put it back."""
    if hidden:
        widget.add_class(_HIDDEN)
    else:
        widget.remove_class(_HIDDEN)
