"""The template: an assignment's source notebook as the grader uses it, read once.

What participants got is derived from it as nbgrader makes the release, so that what
they handed in can be compared cell by cell, and repaired.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..course import CODE_STUB, TEXT_STUB
from ..errors import BadItem
from ..items.definitions import CODE
from ..notebooks import GradedItem, read_items, read_notebook

_HIDDEN = ("HIDDEN TESTS", "MARK SCHEME")
_OURS = {"latihan", "buka_latihan"}


@dataclass(frozen=True)
class Template:
    """An assignment as it is graded.

    Attributes:
        id: the assignment's id, the name of its file.
        notebook: the source notebook, with hidden tests; never shown, never changed.
        items: item id → item and key.
        released: cell → its source as participants got it, in their order.
        kinds: cell → ``code``, ``markdown`` or ``raw``.
        marks: cell → its nbgrader metadata.
        setup: cell → what a locked cell, which is no question and no test, runs
            before participants' own cells.
    """

    id: str
    notebook: Mapping
    items: Mapping[str, GradedItem]
    released: Mapping[str, str]
    kinds: Mapping[str, str]
    marks: Mapping[str, Mapping]
    setup: Mapping[str, str]

    def is_unlocked(self, cell: str) -> bool:
        """Whether participants write into a cell."""
        marks = self.marks[cell]
        is_free_task = marks.get("task") and not marks.get("locked")
        return bool(marks.get("solution") or is_free_task)

    def is_by_hand(self, cell: str) -> bool:
        """Whether a person gives its points."""
        marks = self.marks[cell]
        return bool(marks.get("task") or (marks.get("grade") and marks.get("solution")))

    def is_task(self, cell: str) -> bool:
        """Whether it is a manual task, answered in cells that participants add."""
        return bool(self.marks[cell].get("task"))

    @property
    def programmed(self) -> frozenset[str]:
        """The items whose answers come out of what participants programmed."""
        return frozenset(
            name for name, one in self.items.items() if one.item.kind == CODE
        )


def read_template(path: Path) -> Template:
    """The template in a source notebook.

    Args:
        path: ``solutions/<id>/<id>.ipynb``.

    Raises:
        BadNotebook: it cannot be read.
        BadItem: an item is incomplete or not literal, or two cells have one name.
        MissingData: a data set an item refers to is not there.
    """
    notebook = read_notebook(path)
    return template_of(notebook, path.stem, read_items(notebook))


def template_of(
    notebook: Mapping, assignment: str, items: Mapping[str, GradedItem]
) -> Template:
    """The template in a notebook that has been read.

    Args:
        notebook: the source notebook, format 4.
        assignment: its id.
        items: what is graded in it.

    Raises:
        BadItem: two cells have one name.
    """
    cells = {name_of(cell): cell for cell in notebook.cells}
    if len(cells) < len(notebook.cells):
        raise BadItem(f"Dua sel di {assignment} bernama sama. Beri nama lain.")
    marks = {name: marks_of(cell) for name, cell in cells.items()}
    return Template(
        assignment,
        notebook,
        items,
        {name: _released(cell) for name, cell in cells.items()},
        {name: cell.cell_type for name, cell in cells.items()},
        marks,
        {
            name: source
            for name, cell in cells.items()
            if _is_setup(cell) and (source := _without_ours(cell.source))
        },
    )


def name_of(cell: Mapping) -> str:
    """A source cell's name: its grade id, else its id."""
    return marks_of(cell).get("grade_id") or cell["id"]


def marks_of(cell: Mapping) -> Mapping:
    """A cell's nbgrader metadata; empty where it has none."""
    return cell["metadata"].get("nbgrader") or {}


def _is_setup(cell: Mapping) -> bool:
    marks = marks_of(cell)
    return cell["cell_type"] == "code" and not (
        marks.get("grade") or marks.get("solution")
    )


def _released(cell: Mapping) -> str:
    """A source cell's text after nbgrader's ClearSolutions and its like."""
    marks, lines = marks_of(cell), cell["source"].split("\n")
    for region in _HIDDEN:
        lines = _without(lines, region, [])
    if not marks.get("solution"):
        return "\n".join(lines)
    stub = CODE_STUB if cell["cell_type"] == "code" else TEXT_STUB
    kept = _without(lines, "SOLUTION", [stub])
    return "\n".join(kept) if kept != lines else stub


def _without(lines: list[str], region: str, stub: list[str]) -> list[str]:
    """Lines without a delimited region; a stub stands in its place, indented alike."""
    kept, inside = [], False
    for line in lines:
        if f"BEGIN {region}" in line:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            kept += [indent + text for text in stub]
        elif f"END {region}" in line:
            inside = False
        elif not inside:
            kept.append(line)
    return kept


def _without_ours(source: str) -> str:
    """A set-up cell without what asks, stores and grades: nothing of it is confined."""
    kept = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.ImportFrom):
            statement.names = [one for one in statement.names if one.name not in _OURS]
            if not statement.names:
                continue
        names = {one.id for one in ast.walk(statement) if isinstance(one, ast.Name)}
        if not names & _OURS:
            kept.append(ast.unparse(statement))
    return "\n".join(kept)
