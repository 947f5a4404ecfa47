"""The few plots of a report, readable without colour and in black and white.

`KINDS` names them; each function's docstring says what ``Plot.data`` holds.  All
numbers are plain floats, shares between 0 and 1, and ``None`` where one is missing.
An interval is ``(low, high)`` at 95 %.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..charts import COLOURS, GREY, INK, new_figure, picture
from ..text import format_number

if TYPE_CHECKING:
    from ..charts import Figure
    from .document import Plot

_BLUE = COLOURS[0]
_SIZE = 11
_MISSING = "tidak ada data"
_PANEL, _ROW, _WRONG_ROW = 1.22, 0.37, 0.68
_HALF = 0.25  # of a level's width is spanned by what is expected of it
_LETTERS = 33
_DASHED = (0, (4, 3))
# Before is an open circle, after a full square: told apart in black and white too.
_LOOKS = (
    {"marker": "o", "color": GREY, "markerfacecolor": "white"},
    {"marker": "s", "color": _BLUE, "markerfacecolor": _BLUE},
)
_BAR = {"markersize": 9, "markeredgewidth": 2, "elinewidth": 2, "capsize": 5}


def draw(plot: Plot, form: str) -> bytes:
    """A plot as a file.

    Args:
        plot: of one of `KINDS`.
        form: ``svg`` for screens, ``png`` for paper.
    """
    return picture(lambda: KINDS[plot.kind](plot.data), form, salt=plot.id)


def before_after(data: Mapping) -> Figure:
    """Means before and after with their intervals, one panel per measure.

    Args:
        data: ``panels``: a list of ``{"label": "Jeli (d′)", "before": (mean, low,
            high) or None, "after": (mean, low, high) or None, "axis": (from, to)}``.
            Each may have ``zero``, words for a dashed line at 0 such as *0 =
            menebak*, and ``decimals``, 2 unless told.
    """
    panels = data["panels"]
    figure = new_figure(0.15 + _PANEL * len(panels), "")
    rows = figure.subplots(len(panels), 1, squeeze=False)[:, 0]
    for axes, panel in zip(rows, panels, strict=True):
        axes.set_title(panel["label"], loc="left", fontsize=_SIZE, weight="bold")
        for row, when in enumerate(("before", "after")):
            _mean(axes, row, panel[when], _LOOKS[row], panel.get("decimals", 2))
        axes.set_yticks((0, 1), ("Sebelum", "Sesudah"), fontsize=_SIZE)
        axes.set_ylim(1.6, -0.6)
        axes.set_xlim(*panel["axis"])
        if panel.get("zero"):
            axes.axvline(0, color=GREY, linewidth=1.2, linestyle=_DASHED, zorder=0)
            said = f"garis putus: {panel['zero']}"
            axes.set_title(said, loc="right", fontsize=_SIZE - 1, color=GREY)
        axes.xaxis.set_major_formatter(lambda value, _: format_number(round(value, 2)))
        _quiet(axes, numbers=True)
    return figure


def _mean(axes, row: int, told: Sequence | None, look: dict, decimals: int) -> None:
    """One mean with its interval, and both as numbers on the right."""
    if told is None:
        said = _MISSING
    else:
        value, low, high = told
        said = format_number(value, decimals)
        if low is not None and high is not None:
            reach = ([value - low], [high - value])
            axes.errorbar(value, row, xerr=reach, **look, **_BAR)
            ends = (format_number(one, decimals) for one in (low, high))
            said += "  ({} sampai {})".format(*ends)
        else:
            axes.plot(value, row, **look, markersize=9, markeredgewidth=2)
    axes.text(
        *(1.02, row, said),
        transform=axes.get_yaxis_transform(),
        va="center",
        fontsize=_SIZE,
        color=INK,
    )


def options(data: Mapping) -> Figure:
    """Hardest items: share of right answers, and the most frequent wrong one.

    Args:
        data: ``rows``: a list, hardest first, of ``{"label": "Kartu 7 · bantuan
            sosial", "share": 0.42 or None, "low": 0.29, "high": 0.56, "n": 48,
            "wrong": "b · “Sudah dibagikan banyak orang” (12)"}``; ``wrong`` may be
            empty.
    """
    rows = data["rows"]
    height = 0.75 + _WRONG_ROW * len(rows)
    figure = new_figure(height, "", layout="none")
    axes = figure.add_axes((0.36, 0.42 / height, 0.24, 1 - 0.75 / height))
    for row, told in enumerate(rows):
        _share(axes, row, told)
        for x, text, side in ((-0.04, told["label"], "right"), (1.04, "", "left")):
            words = text or _wrong(told)
            axes.text(
                *(x, row, textwrap.fill(words, _LETTERS, max_lines=3)),
                transform=axes.get_yaxis_transform(),
                ha=side,
                va="center",
                fontsize=_SIZE - 1,
                color=INK if text else GREY,
            )
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    _shares(axes.xaxis, axes.set_xlim)
    axes.set_title("menjawab tepat", fontsize=_SIZE, color=INK)
    _quiet(axes, numbers=True)
    axes.grid(axis="y", visible=False)
    return figure


def _share(axes, row: int, told: Mapping) -> None:
    """One share with its interval."""
    if told["share"] is None:
        axes.text(0.5, row, _MISSING, ha="center", va="center", fontsize=_SIZE - 1)
        return
    axes.hlines(row, told["low"], told["high"], color=_BLUE, linewidth=2)
    axes.plot(told["share"], row, marker="s", color=_BLUE, markersize=8)


def _wrong(told: Mapping) -> str:
    """How many were right, and what the others chose most often."""
    if told["share"] is None:
        return ""
    said = f"{format_number(100 * told['share'], 0)}% dari {told['n']}"
    return f"{said}; {told['wrong']}" if told["wrong"] else said


def calibration(data: Mapping) -> Figure:
    """How often people were right at each level of confidence.

    Args:
        data: ``points``: a list of ``{"label": "1 · menebak", "expected": 0.5,
            "share": 0.55 or None, "low": 0.4, "high": 0.7, "n": 80}``, where
            ``expected`` is the share at which the level would be well calibrated;
            ``low`` and ``high`` are equal to ``share`` where no interval is known.
    """
    points = data["points"]
    figure = new_figure(3.6, "")
    axes = figure.subplots()
    for place, told in enumerate(points):
        axes.hlines(
            *(told["expected"], place - _HALF, place + _HALF),
            color=INK,
            linewidth=1.5,
            linestyle=_DASHED,
            label="" if place else "yang diharapkan bila yakinnya pas",
        )
        if told["share"] is None:
            axes.text(place, 0.05, _MISSING, ha="center", fontsize=_SIZE)
            continue
        reach = ([told["share"] - told["low"]], [told["high"] - told["share"]])
        known = reach if told["low"] < told["high"] else None
        axes.errorbar(place, told["share"], yerr=known, **_LOOKS[1], **_BAR)
        said = f"{format_number(100 * told['share'], 0)}%"
        beside = (place + _HALF + 0.03, told["share"], said)
        axes.text(*beside, va="center", fontsize=_SIZE)
    labels = [f"{told['label']}\n{told['n']} jawaban" for told in points]
    axes.set_xticks(range(len(points)), labels, fontsize=_SIZE)
    axes.set_xlim(-0.5, len(points) - 0.5)
    _shares(axes.yaxis, axes.set_ylim)
    axes.set_ylabel("menjawab tepat", fontsize=_SIZE)
    axes.legend(loc="lower right", frameon=False, fontsize=_SIZE)
    _quiet(axes, numbers=True)
    axes.grid(axis="x", visible=False)
    axes.grid(axis="y", color="#dddddd", linewidth=0.8)
    return figure


def completion(data: Mapping) -> Figure:
    """How many people handed in each sheet or assignment.

    Args:
        data: ``rows``: a list of ``{"label": "Prates", "count": 48 or None, "of":
            50}``.
    """
    rows = data["rows"]
    figure = new_figure(0.35 + _ROW * len(rows), "")
    axes = figure.subplots()
    most = max((told["of"] for told in rows), default=0) or 1
    for row, told in enumerate(rows):
        axes.barh(row, told["of"], 0.62, color="white", edgecolor=GREY, linewidth=1)
        axes.barh(row, told["count"] or 0, 0.62, color=_BLUE)
        known = told["count"] is not None
        said = f"{told['count']} dari {told['of']}" if known else _MISSING
        axes.text(most * 1.02, row, said, va="center", fontsize=_SIZE)
    labels = [textwrap.fill(told["label"], _LETTERS, max_lines=2) for told in rows]
    axes.set_yticks(range(len(rows)), labels, fontsize=_SIZE)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, most * 1.18)
    _quiet(axes, numbers=False)
    axes.grid(visible=False)
    return figure


def _shares(axis, limit) -> None:
    """An axis from nothing to all, in per cent."""
    limit(-0.02, 1.04)
    axis.set_ticks((0, 0.25, 0.5, 0.75, 1), ("0%", "25%", "50%", "75%", "100%"))


def _quiet(axes, numbers: bool) -> None:
    """Only what helps reading: a light grid, no frame."""
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=_SIZE - 1, colors=INK, labelbottom=numbers)
    axes.grid(axis="x", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)


KINDS = {
    "before_after": before_after,
    "options": options,
    "calibration": calibration,
    "completion": completion,
}
