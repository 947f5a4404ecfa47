"""A trial as something to turn: dials, the curves, and what was tried before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import ipywidgets

from ..views.curves import written
from ..views.lines import Lines, lines_plot, lines_words, values_table
from ..views.safe import escaped
from .frame import group, live, row, sheet, slider_over, stack, steppers, words

MARK = "SIMULASI — desa karangan, bukan ramalan #LatihanBijak"
"""Stands above every view, so that a screenshot explains itself."""

AXES = {"x": "Jam sejak pesan masuk", "y": "Dari semua warga (%)"}
BETWEEN = " · "
"""Between the settings of two dials in one cell of a table."""

_HIGHEST, _KEPT = 70.0, 6


def plot_html(title: str, lines: Lines) -> str:
    """The mark, what is shown, and the curves.

    Args:
        title: what was asked, and of which village.
        lines: name → points.
    """
    top = max(_HIGHEST, *(y for points in lines.values() for _, y in points))
    drawn = lines_plot(lines, AXES, f"{title} {lines_words(lines, AXES)}", top)
    return (
        f'<p class="bijak-catatan">{escaped(MARK)}</p>'
        f"<p><strong>{escaped(title)}</strong></p>{drawn}"
    )


def _inside(name: str) -> str:
    """A name within a sentence: ``Anggota KIM`` → ``anggota KIM``."""
    return name[:1].lower() + name[1:]


def ends(lines: Lines) -> list[str]:
    """The last value of each curve, as it is read: ``58,8%``."""
    return [written(points[-1][1], "%") for points in lines.values()]


def static_html(
    title: str, lines: Lines, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> str:
    """The curves at the first setting and a table of all settings.

    Args:
        title: what was asked.
        lines: the curves at the first setting.
        columns: names of the table's columns.
        rows: its rows.
    """
    table = values_table("Sesudah 24 jam", columns, rows)
    return f'<div class="bijak-box" role="group">{plot_html(title, lines)}{table}</div>'


class Turner(ipywidgets.VBox):
    """Dials, curves, and a table of the settings that were tried."""

    def __init__(self, trial, title: str, lines: Callable) -> None:
        """Show the first setting."""
        self._trial, self._title, self._lines = trial, title, lines
        self._choices = [list(dial.choices) for dial in trial.dials]
        self._tried: dict[tuple, list[str]] = {}
        self.dials = [self._dial(place) for place in range(len(trial.dials))]
        self._plot, self._said, self._table = words(""), live(), words("")
        self._names = [words("", "bijak-legend") for _ in trial.dials]
        self.steppers: list[tuple[ipywidgets.Button, ipywidgets.Button]] = []
        turned = [self._turning(place) for place in range(len(trial.dials))]
        self._view = stack(*turned, self._plot, self._said, self._table)
        super().__init__(
            [sheet(), self._view],
            layout=self._view.layout,
            _dom_classes=("bijak-form",),
        )
        for dial in self.dials:
            dial.observe(lambda _: self._show(), "value")
        self._show()

    def _dial(self, place: int) -> ipywidgets.SelectionSlider:
        dial = self._trial.dials[place]
        return slider_over(
            [(said, value) for value, said in dial.choices.items()],
            self._choices[place][0],
            continuous_update=False,
        )

    def _turning(self, place: int) -> ipywidgets.VBox:
        steps = steppers(partial(self.step, place))
        for stepper, word in zip(steps, ("Turun", "Naik"), strict=True):
            stepper.tooltip = f"{word}: {self._trial.dials[place].name}"
        self.steppers.append(steps)
        turned = row(steps[0], self.dials[place], steps[1], classes="bijak-sliding")
        return group(self._names[place], turned)

    def step(self, place: int, by: int) -> None:
        """Turn one dial by one step; at its end nothing happens."""
        choices = self._choices[place]
        new = choices.index(self.dials[place].value) + by
        if 0 <= new < len(choices):
            self.dials[place].value = choices[new]

    def _show(self) -> None:
        setting = tuple(dial.value for dial in self.dials)
        lines = self._lines(setting)
        turned = list(zip(self._trial.dials, self._trial.words(setting), strict=True))
        for place, (dial, value) in enumerate(turned):
            self._names[place].value = escaped(f"{dial.name}: {value}")
            ends_of_dial = self._choices[place][0], self._choices[place][-1]
            for stepper, end in zip(self.steppers[place], ends_of_dial, strict=True):
                stepper.disabled = setting[place] == end
        said = "; ".join(f"{_inside(dial.name)} {value}" for dial, value in turned)
        self._plot.value = plot_html(self._title, lines)
        found = zip(lines, ends(lines), strict=True)
        after = "; ".join(f"{_inside(name)} {end}" for name, end in found)
        self._said.value = escaped(f"Sesudah 24 jam, {said}: {after}.")
        self._remember(setting, lines)

    def _remember(self, setting: tuple, lines: Lines) -> None:
        """The newest trial stands on top; the oldest is forgotten."""
        self._tried.pop(setting, None)
        self._tried[setting] = [BETWEEN.join(self._trial.words(setting)), *ends(lines)]
        while len(self._tried) > _KEPT:
            del self._tried[next(iter(self._tried))]
        columns = [BETWEEN.join(dial.name for dial in self._trial.dials), *lines]
        rows = list(self._tried.values())[::-1]
        self._table.value = values_table(
            "Percobaan Anda, yang terbaru di atas (sesudah 24 jam)", columns, rows
        )


def turner(trial, title: str, lines: Callable) -> ipywidgets.Widget:
    """A trial to turn.

    Args:
        trial: an object with ``dials`` (name, choices) and ``words(setting)``.
        title: what is asked, and of which village.
        lines: setting → curves, name → points.
    """
    return Turner(trial, title, lines)
