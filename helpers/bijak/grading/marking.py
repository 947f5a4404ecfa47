"""A judgement laid into a notebook, so that nbgrader reads the same points.

nbgrader gives full points to a test cell without an error or a number. So every test
cell gets an output: its points as a float, or an error, which earns 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..views import answer_text, form_html, verdict_html
from .judging import Judged

UNKNOWN = "Sel penilaian {name} tidak dikenal, jadi nilainya 0. Jalankan rilis lagi."


def mark(notebook, judged: Judged, cells: Mapping[str, str] | None = None) -> list[str]:
    """Replace all outputs of a notebook by what was judged.

    Args:
        notebook: a hand-in whose grade cells are the source's; changed in place.
        judged: the judgement.
        cells: cell → what happened when it was run, as a sentence.

    Returns:
        What a trainer must know: test cells that nothing is known of.
    """
    notices: list[str] = []
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        count += 1
        name = _name(cell)
        outputs = [*_outputs(cell, name, judged, notices)]
        if cells and name in cells:
            outputs.append(_text(cells[name]))
        _put(cell, outputs, count)
    return notices


def _name(cell) -> str:
    marks = cell.metadata.get("nbgrader") or {}
    return marks.get("grade_id") or cell.get("id", "")


def _is_test(cell) -> bool:
    """Whether nbgrader reads points from the outputs of a cell."""
    marks = cell.metadata.get("nbgrader") or {}
    return bool(marks.get("grade") and not marks.get("solution"))


def _outputs(cell, name: str, judged: Judged, notices: list[str]) -> Iterator[dict]:
    item = name.removesuffix("-nilai")
    if _is_test(cell):
        if item != name and item in judged.points:
            yield _verdict(item, judged)
            if item in judged.failed:
                yield _error(" ".join(judged.verdicts[item].sentences))
            yield _points(judged.points[item])
        else:
            notices.append(UNKNOWN.format(name=name))
            yield _error(UNKNOWN.format(name=name))
        return
    item = name.removesuffix("-jawab")
    if item != name and item in judged.items:
        yield _form(item, judged)


def _verdict(item: str, judged: Judged) -> dict:
    verdict, answer = judged.verdicts[item], judged.answers[item]
    html = verdict_html(judged.items[item].item, answer, verdict)
    return _display(html, " ".join(verdict.sentences))


def _form(item: str, judged: Judged) -> dict:
    """The answer as it was given, so that a person who grades can read it."""
    asked, answer = judged.items[item].item, judged.answers[item]
    html = form_html(asked, answer, judged.sure.get(item, {}))
    return _display(html, answer_text(asked, answer))


def _points(points: float) -> dict:
    """The result that nbgrader reads: exactly one plain number."""
    data = {"text/plain": repr(float(points))}
    return {"output_type": "execute_result", "data": data, "metadata": {}}


def _display(html: str, text: str) -> dict:
    data = {"text/html": html, "text/plain": text}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _text(sentence: str) -> dict:
    data = {"text/plain": sentence}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _error(sentence: str) -> dict:
    return {
        "output_type": "error",
        "ename": "BelumDinilai",
        "evalue": sentence,
        "traceback": [sentence],
    }


def _put(cell, outputs: list[dict], count: int) -> None:
    """Set a cell's outputs as nodes of the notebook's own kind."""
    for output in outputs:
        if output["output_type"] == "execute_result":
            output["execution_count"] = count
    cell.execution_count = count
    cell.outputs = [type(cell)(output) for output in outputs]
