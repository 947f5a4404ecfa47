"""How sure people were, and how often they were right then, as blocks of a report."""

from __future__ import annotations

from ..measures.calibration import probabilities
from . import numbers
from .document import Block, Cell, Plot, Table
from .figures_test import SOURCE, Test, When

_LEVELS = {1: "menebak", 2: "ragu", 3: "cukup yakin", 4: "yakin sekali"}


def sure_blocks(test: Test) -> list[Block]:
    """Share right at each step of confidence, before and after.

    Args:
        test: the figures; somebody sat.
    """
    whens = [one for one in (test.before, test.after) if one.sat]
    rows = [
        (
            numbers.words(when.title),
            Cell(f"{one.level} {_LEVELS[one.level]}", one.level),
            numbers.count(one.answers),
            numbers.count(one.people),
            numbers.percent(
                one.right, numbers.HIDDEN if one.people else numbers.MISSING
            ),
        )
        for when in whens
        for one in when.levels
    ]
    sat = "; ".join(f"{one.title} n = {one.sat} dari {test.of}" for one in whens)
    table = Table(
        id="keyakinan",
        caption="Seberapa sering jawaban tepat di setiap tingkat keyakinan.",
        columns=("Saat", "Keyakinan", "Jawaban", "Orang", "Tepat"),
        rows=tuple(rows),
        n=sat,
        source=SOURCE,
        note="Semua jawaban kiriman yang bertanda keyakinan, dari semua yang ikut.",
    )
    last = whens[-1]
    return [table, _plot(last, f"{last.title} n = {last.sat}")]


def _plot(when: When, n: str) -> Plot:
    expected = probabilities([[1, 2, 3, 4]]).tolist()[0]
    points = [
        {
            "label": f"{one.level} · {_LEVELS[one.level]}",
            "expected": expected[one.level - 1],
            "share": one.right,
            "low": one.right,
            "high": one.right,
            "n": one.answers,
        }
        for one in when.levels
    ]
    said = "; ".join(
        f"{p['label']} tepat {numbers.percent(p['share']).text}" for p in points
    )
    return Plot(
        id="grafik-keyakinan",
        caption=f"Keyakinan dan ketepatan pada {when.title.lower()}, tanpa selang.",
        alt=f"Titik untuk empat tingkat keyakinan. {said}.",
        kind="calibration",
        data={"points": points},
        n=n,
        source=SOURCE,
    )
