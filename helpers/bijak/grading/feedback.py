"""The participant's feedback page: answer, points, and the sentence that helps.

No key, no hidden code, no traceback; one small file that opens anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ..answers import read_values
from ..answers.people import first_of_group
from ..items import CODE
from ..notebooks import GradedItem
from ..pages import markdown, render
from ..paths import ANSWERS_FILE
from ..scoring import score
from ..text import format_points
from ..views import answer_text, page_style, verdict_html
from ..views.safe import escaped
from .code_items import read_run
from .judging import with_said
from .result_card import ResultCard
from .steps import template_at
from .templates import Template

_NOT_READ = "Berkas jawaban tidak terbaca. Tunjukkan halaman ini kepada pelatih."


def feedback_page(
    source: Path,
    folder: Path,
    code: str,
    points: Mapping[str, float | None],
    comments: Mapping[str, str],
    card: ResultCard | None = None,
) -> str:
    """The page for one participant's graded hand-in.

    Args:
        source: the source notebook of the assignment.
        folder: the graded hand-in, with its ``jawaban.json``.
        code: the participant's code.
        points: item id, or cell that a person grades → points in the gradebook;
            None where a person has not looked yet.
        comments: cell → what a person wrote to it.
        card: what stands above the items of a test; None where none is due.

    Returns:
        HTML without scripts or external resources.
    """
    template = template_at(source)
    answers, notice = _answers(folder / ANSWERS_FILE)
    variant = first_of_group(folder) or code
    run = read_run(folder)
    rows = []
    for cell in template.marks:
        name = cell.removesuffix("-nilai")
        if template.is_by_hand(cell):
            rows.append(_row_by_hand(template, cell, points.get(name)))
        elif name in template.items and name != cell:
            graded = template.items[name]
            found = run.values if graded.item.kind == CODE else answers
            mine, said = graded.personal(variant), run.said.get(name, ())
            rows.append(_row(mine, found.get(name), points.get(name), said))
        else:
            continue
        rows[-1]["comments"] = [
            comments[one] for one in (cell, f"{name}-kode") if comments.get(one)
        ]
    # A code item is a bonus: leaving it out costs nothing.
    due = [row for row in rows if not row["bonus"]] or rows
    bonus = sum(row["points"] for row in rows) - sum(row["points"] for row in due)
    return render(
        "umpan-balik.html",
        title=_title(template.notebook.cells[0].source),
        code=code,
        notice=notice,
        rows=rows,
        card=card,
        earned=format_points(sum(row["points"] for row in due)),
        total=format_points(sum(row["total"] for row in due)),
        bonus=format_points(bonus) if bonus else "",
        style=page_style(),
    )


def _answers(path: Path) -> tuple[dict[str, object], str]:
    try:
        return read_values(path), ""
    except FileNotFoundError:
        return {}, "Tidak ada jawaban yang terkumpul."
    except (OSError, ValueError):
        return {}, _NOT_READ


def _title(text: str) -> str:
    heading = re.search(r"^#\s+(.+)$", text, re.MULTILINE)
    return heading[1] if heading else "Latihan"


def _story(story: str) -> str:
    return f"<p>{escaped(story)}</p>" if story else ""


def _row_by_hand(template: Template, cell: str, points: float | None) -> dict:
    """What the page says of what a person grades."""
    names = list(template.marks)
    asks = cell if template.is_task(cell) else names[names.index(cell) - 1]
    lines = template.released[asks].split("\n")
    total = float(template.marks[cell].get("points", 0))
    if points is None:
        verdict = "<p>Pelatih masih memeriksa jawaban ini.</p>"
    else:
        said = f"{format_points(points)} dari {format_points(total)} poin"
        verdict = f"<p><strong>{said}</strong>.</p>"
    return {
        "id": cell,
        "heading": lines[0].lstrip("# ").strip(),
        "question": markdown("\n".join(lines[1:])),
        "answer": "Ada di notebook Anda.",
        "verdict": verdict,
        "by_hand": False,
        "bonus": False,
        "points": points or 0.0,
        "total": total,
    }


def _row(
    graded: GradedItem, answer: object, points: float | None, said: Iterable[str]
) -> dict:
    """What the page says of one item; the gradebook's points hold."""
    verdict = with_said(score(graded.item, answer, graded.key), said)
    by_hand = points is not None and abs(points - verdict.points) > 1e-6
    if points is not None:
        verdict = replace(verdict, points=points)
    lines = graded.text.split("\n")
    return {
        "id": graded.item.id,
        "heading": lines[0].lstrip("# ").strip(),
        "question": markdown("\n".join(lines[1:])) + _story(graded.item.story),
        "answer": answer_text(graded.item, answer),
        "verdict": verdict_html(graded.item, answer, verdict),
        "by_hand": by_hand,
        "points": verdict.points,
        "total": graded.key.total,
        "bonus": graded.item.kind == CODE,
    }
