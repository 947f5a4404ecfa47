"""One grading process: jobs come in as lines of JSON, graded hand-ins go out.

It touches neither the gradebook nor the class's folders. A job that hangs ends the
process, and so does the end of the grader that started it.
"""

from __future__ import annotations

import faulthandler
import json
import os
import shutil
import stat
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from queue import SimpleQueue

# First: it keeps nbformat from building a grammar that nobody needs.
from .. import course as _course  # noqa: F401
from ..answers.people import GROUP_FILE
from ..confinement import Limits
from ..course import first_points
from ..errors import BijakError
from ..harmless import make_harmless
from ..paths import ANSWERS_FILE
from .code_items import VALUES_FILE, code_names
from .confined import Runner
from .feedback import feedback_page
from .marking import mark
from .normalise import Normal
from .result_card import card_of
from .steps import judge_hand_in, keep_answers, read_hand_in, template_at
from .templates import Template

FORM_SECONDS = 60
"""The longest that one hand-in without code may take."""

_MAX_GROUP = 20_000
_KEPT = (ANSWERS_FILE, GROUP_FILE, VALUES_FILE)
_FAILED = "Kumpulan ini tidak dapat dinilai ({why}). Laporkan berkasnya."


def grade_one(job: Mapping, staging: Path, runner: Runner) -> dict:
    """Grade one hand-in. Never raises.

    Args:
        job: what `running` asks for: ``latihan``, ``peserta``, ``kumpulan`` (its
            folder), ``naskah`` (the source notebook), ``sel`` (cell → checksum),
            ``kernelspec``, ``tangan`` (cell → points by hand and extra credit),
            ``komentar`` (cell → what a person wrote), ``sebelum`` (hand-in and source
            notebook of the sheet that a result card compares with, or nothing).
        staging: a folder for what belongs to one hand-in; emptied first.
        runner: runs code items.

    Returns:
        Plain data: files, cells for the gradebook, notices; or why it failed.
    """
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        return _graded(job, staging, runner)
    except BijakError as error:
        return {"gagal": str(error)}
    except Exception as error:  # one hand-in must not stop the others
        return {"gagal": _FAILED.format(why=type(error).__name__)}


def _graded(job: Mapping, staging: Path, runner: Runner) -> dict:
    code, assignment = job["peserta"], job["latihan"]
    source, folder = Path(job["naskah"]), Path(job["kumpulan"])
    template = template_at(source)
    normal = read_hand_in(folder, template)
    _take_group(folder, staging)
    keep_answers(staging, normal, assignment, code)
    judged, run = judge_hand_in(template, normal, staging, code, runner, source.parent)
    notices = [*judged.notices, *mark(normal.notebook, judged, run.cells)]
    _complete(normal.notebook, job["sel"], job["kernelspec"])
    cells = _known_cells(normal.notebook)
    make_harmless(normal.notebook)
    points = on_page(template, judged.points, cells, job["tangan"])
    card = card_of(source, code, staging, tuple(map(Path, job.get("sebelum", ()))))
    files = {name: _text(staging / name) for name in _KEPT}
    return {
        "berkas": {name: text for name, text in files.items() if text is not None},
        "notebook": notebook_text(normal.notebook),
        "halaman": feedback_page(source, staging, code, points, job["komentar"], card),
        "poin": judged.points,
        "halaman_poin": points,
        "sel": cells,
        "catatan": list(dict.fromkeys(notices)),
        **_confinement(template, normal, runner, run),
    }


def on_page(
    template: Template,
    judged: Mapping[str, float],
    cells: Iterable[Mapping],
    by_hand: Mapping[str, tuple[float | None, float]],
) -> dict[str, float | None]:
    """Item, or cell that a person grades → points as the gradebook will say them.

    A person's come first; None waits for one.
    """
    found: dict[str, float | None] = {}
    for cell in cells:
        name = cell["metadata"]["nbgrader"].get("grade_id")
        item = name.removesuffix("-nilai")
        if item in judged and item != name:
            points = judged[item]
        elif name in template.marks and template.is_by_hand(name):
            points = first_points(cell)
        else:
            continue
        manual, extra = by_hand.get(name, (None, 0.0))
        given = points if manual is None else manual
        found[item] = None if given is None else given + extra
    return found


def _take_group(folder: Path, staging: Path) -> None:
    """Take over who worked along; whose questions were answered depends on it."""
    path = folder / GROUP_FILE
    try:
        if stat.S_ISREG(path.lstat().st_mode):
            with path.open("rb") as file:
                (staging / GROUP_FILE).write_bytes(file.read(_MAX_GROUP))
    except OSError:
        return


def _complete(notebook, checksums: Mapping[str, str], kernelspec: Mapping) -> None:
    """Add what nbgrader would take from its gradebook."""
    if kernelspec:
        notebook.metadata["kernelspec"] = dict(kernelspec)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader") or {}
        if marks.get("grade_id") in checksums:
            marks["checksum"] = checksums[marks["grade_id"]]


def _known_cells(notebook) -> list[dict]:
    """The cells that nbgrader keeps points or comments of, outputs as it reads them."""
    found = []
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader") or {}
        if marks.get("grade") or marks.get("solution") or marks.get("task"):
            kept = {name: cell[name] for name in ("cell_type", "source")}
            kept["metadata"] = {"nbgrader": dict(marks)}
            kept["outputs"] = [
                {**output, "data": {"text/plain": output.data["text/plain"]}}
                if "data" in output
                else output
                for output in cell.get("outputs", ())
            ]
            found.append(kept)
    return found


def notebook_text(notebook) -> str:
    """A notebook's text as nbformat writes it, which would also validate it."""
    content = json.loads(json.dumps(notebook))
    for cell in content["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            for kind, text in data.items():
                if isinstance(text, str) and not kind.startswith("image/"):
                    data[kind] = text.splitlines(keepends=True)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _confinement(
    template: Template, normal: Normal, runner: Runner, run
) -> dict[str, object]:
    """How code was run, if there was any."""
    if not (code_names(template) and normal.code):
        return {"pengurungan": "", "kode": True}
    level = runner.level
    return {"pengurungan": level.words, "kode": level.name != "none" or level.unsafe}


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None


def serve(staging: Path, allow_unsafe: bool, jobs, answers) -> None:
    """Grade what comes in, line by line, until nothing comes any more."""
    waiting: SimpleQueue[str | None] = SimpleQueue()
    busy = threading.Event()
    threading.Thread(target=_listen, args=(jobs, waiting, busy), daemon=True).start()
    seconds = FORM_SECONDS + Limits().seconds
    with Runner(allow_unsafe) as runner:
        while (line := waiting.get()) is not None:
            busy.set()
            faulthandler.dump_traceback_later(seconds, exit=True)
            answer = grade_one(json.loads(line), staging, runner)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps(answer) + "\n")
            answers.flush()
            busy.clear()


def _listen(jobs, waiting: SimpleQueue, busy: threading.Event) -> None:
    for line in jobs:
        waiting.put(line)
    if busy.is_set():  # the grader is gone: nobody waits for this answer
        os._exit(1)
    waiting.put(None)


def main(arguments: list[str]) -> None:
    """Be a grading process; nothing but answers may reach the grader's pipe."""
    staging, allow_unsafe = Path(arguments[0]), arguments[1] == "unsafe"
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    jobs = open(0, encoding="utf-8", closefd=False)
    serve(staging, allow_unsafe, jobs, answers)


if __name__ == "__main__":
    main(sys.argv[1:])
