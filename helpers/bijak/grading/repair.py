"""Cells as they were handed in, put back to where the template has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .handed_in import Cell
from .templates import Template

_COMPARED = ("grade", "solution", "locked", "task", "points", "schema_version")
_LISTED = 4
_MOST_COPIES = 10

_RESTORED = "Sel yang hilang dipulihkan: {names}."
_COPIES = "Sel ganda: {names}. Yang terakhir diisi dipakai."
_JOINED = "Sel yang terpisah disatukan lagi: {names}."
_CHANGED = "Sel terkunci yang diubah dipulihkan: {names}."
_MARKS = "Tanda nbgrader yang diubah dipulihkan: {names}."
_ORDER = "Urutan sel dipulihkan."
_TAKEN = "Sel jawaban {name} hilang; isinya diambil dari sel tambahan di tempatnya."


@dataclass
class Sheet:
    """What a participant wrote, by the template's cells.

    Attributes:
        found: template cell → the cells that were handed in as it, in their order.
        own: template cell → the participant's own cells below it; "" above all.
        written: unlocked cell → its text, where that is not the stub.
        changed: locked cells whose text differs, however often they occur.
        notices: what was repaired, in Indonesian.
    """

    found: dict[str, list[Cell]] = field(default_factory=dict)
    own: dict[str, list[Cell]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)

    def has_work(self, template: Template) -> bool:
        """Whether there is anything for a person or a confined run to look at."""
        own = [
            cell
            for name, cells in self.own.items()
            for cell in cells
            if (name and template.is_task(name))
            or (template.programmed and cell.kind == "code")
        ]
        return bool(self.found and (self.written or own))


def lay_out(cells: Sequence[Cell], template: Template) -> Sheet:
    """Find each handed-in cell's place: by grade id, by id, or by its text.

    Args:
        cells: the notebook's, in their order.
        template: the assignment.
    """
    sheet = Sheet()
    _sort(cells, template, sheet)
    if not sheet.found:
        return sheet
    _read_unlocked(sheet, template)
    taken = _take_over(sheet, template)
    missing = [name for name in template.released if name not in sheet.found]
    _tell(sheet, _RESTORED, [name for name in missing if name not in taken])
    asked = {f"{item}-{part}" for item in template.items for part in ("teks", "jawab")}
    _tell(sheet, _CHANGED, sorted(sheet.changed - asked))
    found = [name for name in template.released if name in sheet.found]
    _tell(sheet, _MARKS, [n for n in found if _has_other_marks(n, sheet, template)])
    places = [sheet.found[name][0].place for name in found]
    if places != sorted(places):
        sheet.notices.append(_ORDER)
    return sheet


def _read_unlocked(sheet: Sheet, template: Template) -> None:
    """Take what was written, and tell which cells occur more than once."""
    joined, copied = [], []
    for name, cells in sheet.found.items():
        is_joined = False
        if template.is_unlocked(name):
            pieces = _pieces(cells, template.released[name])
            is_joined = len(pieces) > 1
            if pieces:
                sheet.written[name] = "\n".join(pieces)
        if len(cells) > 1:
            (joined if is_joined else copied).append(name)
    _tell(sheet, _COPIES, copied)
    _tell(sheet, _JOINED, joined)


def _sort(cells: Sequence[Cell], template: Template, sheet: Sheet) -> None:
    """Deal the cells out to the template's, and the rest to where they stand."""
    texts: dict[str, list[str]] = {}
    for name, text in template.released.items():
        if not template.is_unlocked(name):
            texts.setdefault(text.strip(), []).append(name)
    above = ""
    for cell in cells:
        name = _name(cell, template) or _by_text(cell, texts, sheet)
        if name and template.is_task(name) and not template.is_unlocked(name):
            if not _is_same(cell.source, template.released[name]):
                # Somebody wrote an answer into the task, or into a copy of it.
                sheet.own.setdefault(name, []).append(cell)
        if name:
            sheet.found.setdefault(name, []).append(cell)
            above = name
        elif cell.source.strip() or cell.pictures:
            sheet.own.setdefault(above, []).append(cell)
    sheet.changed |= {
        name
        for name, several in sheet.found.items()
        if not template.is_unlocked(name)
        and not _is_among(template.released[name], [one.source for one in several])
    }


def _is_among(text: str, several: list[str]) -> bool:
    """Whether one of several texts is this one, or all of them together are."""
    return any(_is_same(text, one) for one in [*several, "\n".join(several)])


def _name(cell: Cell, template: Template) -> str:
    """Which of the template's cells this is; nothing when it does not say."""
    grade_id = cell.marks.get("grade_id")
    for name in (grade_id, cell.id):
        if isinstance(name, str) and name in template.released:
            return name
    return ""


def _by_text(cell: Cell, texts: Mapping[str, list[str]], sheet: Sheet) -> str:
    """The first locked cell of this text that has not been found yet."""
    names = texts.get(cell.source.strip(), [])
    return next((name for name in names if name not in sheet.found), "")


def _is_same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but space at line ends."""
    return one == other or _lines(one) == _lines(other)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]


def _pieces(cells: Sequence[Cell], stub: str) -> list[str]:
    """What was written into an unlocked cell: the last attempt, or all its halves."""
    pieces: list[str] = []
    for cell in cells[-_MOST_COPIES:]:
        text = cell.source
        if text.strip() and not _is_same(text, stub):
            pieces = [one for one in pieces if not _is_copy(one, text)] + [text]
    return pieces


def _is_copy(one: str, other: str) -> bool:
    """Whether one text is another attempt at the other, and not its other half."""
    mine, yours = (
        {line.strip() for line in text.split("\n") if line.strip()}
        for text in (one, other)
    )
    return 2 * len(mine & yours) >= min(len(mine), len(yours))


def _take_over(sheet: Sheet, template: Template) -> set[str]:
    """Fill deleted answer cells from own cells that stand where they stood."""
    taken, above = set(), ""
    for name in template.released:
        if name in sheet.found:
            above = name
        elif template.is_unlocked(name):
            own = sheet.own.get(above, [])
            mine = [cell for cell in own if cell.kind == template.kinds[name]]
            if mine:
                sheet.own[above] = [cell for cell in own if cell not in mine]
                sheet.written[name] = "\n\n".join(cell.source for cell in mine)
                sheet.notices.append(_TAKEN.format(name=name))
                taken.add(name)
        elif template.is_task(name):
            sheet.own[name] = sheet.own.pop(above, [])
    return taken


def _has_other_marks(name: str, sheet: Sheet, template: Template) -> bool:
    """Whether a cell's nbgrader metadata was tampered with, and not just dropped."""
    return any(
        cell.kind != template.kinds[name]
        or any(
            cell.marks.get(mark) != template.marks[name].get(mark)
            for mark in _COMPARED
            if cell.marks
        )
        or (cell.marks and cell.marks.get("grade_id") != name)
        for cell in sheet.found[name]
    )


def _tell(sheet: Sheet, sentence: str, names: Sequence[str]) -> None:
    if names:
        more = [f"dan {len(names) - _LISTED} lagi"] if len(names) > _LISTED else []
        shown = ", ".join([*names[:_LISTED], *more])
        sheet.notices.append(sentence.format(names=shown))
