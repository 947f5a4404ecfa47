"""A few controls and what they draw: for looking, nothing is stored or judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import ipywidgets

from .frame import make, radios, row, sheet, slider_over, stack, words


def pick(options: Mapping[str, str], chosen: str) -> ipywidgets.Widget:
    """One of several: id → text."""
    control = radios(list(options), list(options.values()), chosen, "bijak-labels")
    return control


def slide(label: str, options: Sequence[tuple[str, int]]) -> ipywidgets.Widget:
    """A slider over named places; it stands at the first one."""
    return slider_over(options, options[0][1], description=label)


def write(label: str, text: str, lines: int = 4) -> ipywidgets.Widget:
    """A box to write in."""
    return make(
        ipywidgets.Textarea,
        "bijak-writing",
        description=label,
        value=text,
        rows=lines,
    )


def panel(
    controls: Mapping[str, tuple[str, ipywidgets.Widget]],
    draw: Callable[..., str],
    above: str = "",
) -> ipywidgets.Widget:
    """Controls above, and below them what ``draw`` makes of their values.

    Args:
        controls: argument of ``draw`` → the words above the control, the control.
        draw: takes the values by name and returns escaped HTML.
        above: escaped HTML that stands above all of it.
    """
    shown = words("", "bijak-explored")

    def update(_: object = None) -> None:
        shown.value = draw(**{name: one.value for name, (_, one) in controls.items()})

    lines = [words(above)] if above else []
    for label, control in controls.values():
        control.observe(update, "value")
        lines.append(stack(words(label, "bijak-legend"), row(control)))
    update()
    return make(
        ipywidgets.VBox,
        "bijak-form",
        children=[sheet(), *lines, shown],
    )
