"""The proof: an assignment runs, and every item scores every specimen rightly."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from ..errors import BijakError, NotReleasable
from ..items import CODE, ORDER, OTHER, RIGHT
from ..items.personal import codes_for_proof, variant_problem
from ..notebooks import (
    GradedItem,
    read_items,
    read_notebook,
    read_quizzes,
    run_notebook,
)
from ..scoring import key_problem, score, specimens
from ..scoring.order import accepted_orders
from ..views.words import start_order

_PEOPLE = 20
"""People whose variant of an item is proved with every specimen."""


def prove(path: Path) -> None:
    """Prove a source notebook.

    Raises:
        NotReleasable: the first thing that is wrong, and where.
    """
    notebook = read_notebook(path)
    try:
        table = read_items(notebook)
    except BijakError as error:
        raise NotReleasable(f"{path.name}: {error}") from error
    if not table:
        raise NotReleasable(f"{path.name} tidak berisi soal.")
    for name, graded in table.items():
        problem = anatomy_problem(notebook, name, graded) or item_problem(graded)
        if problem:
            raise NotReleasable(f"{path.name}, soal {name}: {problem}")
    full = _due_from_code(table)
    problem = run_notebook(notebook, path.parent, dict(os.environ), full)
    if problem:
        raise NotReleasable(f"{path.name} tidak jalan: {problem}")


def _due_from_code(table: Mapping[str, GradedItem]) -> dict[str, float]:
    """Grade cell → the points that the source's own program must earn in it."""
    return {
        f"{name}-nilai": graded.points
        for name, graded in table.items()
        if graded.item.kind == CODE
    }


def prove_quizzes(path: Path) -> None:
    """Prove the practice items of a lesson or a guide.

    Raises:
        NotReleasable: the first thing that is wrong, and where.
    """
    try:
        table = read_quizzes(read_notebook(path))
    except BijakError as error:
        raise NotReleasable(f"{path.name}: {error}") from error
    for name, (item, key) in table.items():
        if problem := item_problem(GradedItem(item, key, "", key.total)):
            raise NotReleasable(f"{path.name}, kuis {name}: {problem}")


def item_problem(graded: GradedItem) -> str:
    """What is wrong with an item for somebody, or nothing."""
    codes = codes_for_proof(_PEOPLE) if graded.item.parameters else ("",)
    found = (specimen_problem(graded.personal(code)) for code in codes)
    return (
        key_problem(graded.item, graded.key)
        or variant_problem(graded.item, graded.key)
        or next(filter(None, found), "")
    )


def anatomy_problem(notebook, name: str, graded: GradedItem) -> str:
    """What is wrong with an item's three cells, or nothing."""
    cells = {cell["id"]: cell for cell in notebook.cells}
    for suffix in ("teks", "jawab", "nilai"):
        cell = cells.get(f"{name}-{suffix}")
        if cell is None:
            return f"sel {name}-{suffix} tidak ada."
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade_id") != f"{name}-{suffix}" or not about.get("locked"):
            return f"sel {name}-{suffix} tidak terkunci atau grade_id-nya lain."
    heading = re.search(r"· ([\d,]+) poin", graded.text.split("\n")[0])
    in_heading = float(heading[1].replace(",", ".")) if heading else None
    if not in_heading == graded.points == graded.key.total:
        return (
            f"poin berbeda: judul {in_heading}, metadata {graded.points}, "
            f"kunci {graded.key.total}."
        )
    return ""


def specimen_problem(graded: GradedItem) -> str:
    """What is wrong with the score or the words of a specimen, or nothing."""
    if graded.item.kind == ORDER:
        if start_order(graded.item) in accepted_orders(graded.key):
            return "urutan awalnya kebetulan sudah benar; ganti nama langkahnya."
    for one in specimens(graded.item, graded.key):
        verdict = score(graded.item, one.answer, graded.key)
        expected = one.share
        if expected is None and verdict.share >= 1:
            return f"jawaban “{one.name}” mendapat poin penuh."
        if expected is not None and abs(verdict.share - expected) > 1e-9:
            return f"jawaban “{one.name}” mendapat {verdict.share:.2f}."
        if not any(one.sentence in sentence for sentence in verdict.sentences or [""]):
            return f"jawaban “{one.name}” tidak mendapat kalimatnya."
        if one.name not in ("kosong", RIGHT) and not verdict.sentences:
            return f"jawaban “{one.name}” tidak mendapat penjelasan; tambah “{OTHER}”."
    return ""
