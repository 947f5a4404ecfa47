"""A hand-in is brought back into the form of the release before it is graded.

The result is the template's own cells; only what participants may write is theirs.
So nothing that was deleted, copied, split, reordered, renamed or relabelled can stop a
grader, and no cell that grades was ever in a participant's hands.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..answers import Entries, merge
from ..errors import BijakError
from .handed_in import Page, read_answers, read_page
from .repair import Sheet, lay_out
from .templates import Template

MAX_OWN = 200
"""Cells of a participant's own that are kept."""
MAX_CODE = 500_000
"""Signs of code that are run for one hand-in."""

_NOTHING = "Tidak ada notebook dan tidak ada jawaban.json. Minta kiriman baru."
_NOT_ONE = "Tidak satu pun sel latihan dikenali di dalam notebook."
_NO_ANSWERS = "Notebook tidak membawa salinan jawaban."
_FROM_FILE = " Jawaban diambil dari jawaban.json."
_FROM_NOTEBOOK = " Jawaban diambil dari notebook."
_NO_CODE = "Soal kode tidak dapat dinilai tanpa notebook."
_CHANGED = "Soal {item}: yang dibaca peserta berbeda dari naskah sekarang. Bandingkan."
_TOO_MUCH = "Kode di notebook ini terlalu banyak; sisanya dilewati."


class Unreadable(BijakError):
    """Nothing in a hand-in can be read; the sentence says why and what to do."""


@dataclass(frozen=True)
class Normal:
    """A hand-in in the form of the release.

    Attributes:
        notebook: the template's cells with the participant's text in unlocked ones,
            without outputs; cells added below a manual task are kept.
        answers: the answers to form items, of each part the newest.
        notices: what was odd or repaired, as Indonesian sentences for the trainer.
        stale: ids of items whose text in the hand-in is not the template's.
        code: (cell, source) in the order in which they are to be run in confinement;
            empty unless an item is answered by a program.
    """

    notebook: Mapping
    answers: Entries
    notices: list[str]
    stale: frozenset[str]
    code: list[tuple[str, str]]


def normalise(
    notebook: bytes | None, answers: bytes | None, template: Template
) -> Normal:
    """Read a hand-in and repair it from the template.

    Args:
        notebook: the notebook's file; None when none was handed in.
        answers: the ``jawaban.json``; None when there was none.
        template: the assignment.

    Raises:
        Unreadable: something was handed in, but nothing of it can be graded. No other
            exception, whatever the bytes are.
    """
    if notebook is None and answers is None:
        raise Unreadable(_NOTHING)
    asked = set(template.items) - template.programmed
    page, given = Page(), Page()
    if notebook is not None:
        page = read_page(notebook, template.id, asked)
    if answers is not None:
        given = read_answers(answers, template.id, asked)
    sheet = lay_out(page.cells, template)
    why_not = page.problem or (_NOT_ONE if page.cells and not sheet.found else "")
    entries = merge(given.entries, page.entries)
    if not (entries or sheet.has_work(template)):
        _refuse(why_not, given.problem)
    notices = [*page.notices, *given.notices]
    if why_not:
        notices.append(why_not + (_FROM_FILE if given.entries else ""))
    if given.problem:
        notices.append(given.problem + (_FROM_NOTEBOOK if page.entries else ""))
    if why_not and template.programmed:
        notices.append(_NO_CODE)
    stale = _stale(sheet, template)
    notices += [_CHANGED.format(item=item) for item in sorted(stale)]
    code, left_out = _code(sheet, template)
    notices += [*sheet.notices, *([_TOO_MUCH] if left_out else [])]
    return Normal(_notebook(sheet, template), entries, notices, stale, code)


def _refuse(notebook: str, answers: str) -> None:
    """Nothing is left to grade: zero points would be a lie if something was broken.

    Raises:
        Unreadable: why notebook or answers cannot be read.
    """
    missing = _NO_ANSWERS if answers and not notebook else ""
    if notebook or answers:
        raise Unreadable(" ".join(filter(None, (notebook, answers, missing))))


def _stale(sheet: Sheet, template: Template) -> frozenset[str]:
    return frozenset(
        item
        for item in template.items
        if {f"{item}-teks", f"{item}-jawab"} & sheet.changed
    )


def _code(sheet: Sheet, template: Template) -> tuple[list[tuple[str, str]], bool]:
    """What is run, and whether there was more than may be."""
    if not template.programmed or not sheet.has_work(template):
        return [], False
    kept, signs = [], 0
    for name, source in _runnable(sheet, template):
        signs += len(source)
        if signs > MAX_CODE or len(kept) > MAX_OWN + len(template.kinds):
            return kept, True
        kept.append((name, source))
    return kept, False


def _runnable(sheet: Sheet, template: Template) -> Iterator[tuple[str, str]]:
    for name in ("", *template.released):
        if name in template.setup:
            yield name, template.setup[name]
        elif name and template.is_unlocked(name) and template.kinds[name] == "code":
            yield name, sheet.written.get(name, template.released[name])
        for cell in sheet.own.get(name, ()):
            if cell.kind == "code" and cell.source.strip():
                yield f"sel-{cell.place}", cell.source


def _notebook(sheet: Sheet, template: Template) -> Mapping:
    """The template's notebook as this participant filled it."""
    notebook = copy.deepcopy(template.notebook)
    cells = []
    for name, cell in zip(template.released, notebook.cells, strict=True):
        if template.is_unlocked(name):
            cell.source = sheet.written.get(name, template.released[name])
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        cells.append(cell)
        if template.is_task(name):
            cells += _added(sheet, name, type(cell))
    notebook.cells = cells
    return notebook


def _added(sheet: Sheet, task: str, make: type) -> Iterator[Mapping]:
    """Cells that a participant added below a task, for a person to read."""
    for cell in sheet.own.get(task, ())[:MAX_OWN]:
        added = make(id=f"sel-{cell.place}", cell_type=cell.kind, source=cell.source)
        added["metadata"] = {}
        if cell.kind == "code":
            added["outputs"], added["execution_count"] = [], None
        elif cell.pictures:
            added["attachments"] = cell.pictures
        yield added
