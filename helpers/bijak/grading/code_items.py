"""Code items: participants' cells run in confinement, and only values come back.

No grade cell, key, notebook or other hand-in is anywhere near the run. Where nothing
can confine it, nothing is run, and a sentence says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..confinement.job import Job, Outcome
from ..confinement.sentences import refused_sentence
from ..files import write_atomically
from ..items import CODE
from .normalise import Normal
from .templates import Template

VALUES_FILE = "hasil-kode.json"
"""Beside a graded copy: what came out of its run. Only a grader writes it."""

_MAX_BYTES = 1_000_000
_SAID_BY_SCORING = ("missing", "number", "text", "list", "table")


@dataclass(frozen=True)
class CodeRun:
    """What became of the code of one hand-in.

    Attributes:
        values: code item → name → value.
        said: code item → sentences for the participant: what stopped, and why.
        cells: cell → the sentence that belongs to it.
    """

    values: dict[str, dict[str, object]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def code_names(template: Template) -> dict[str, dict[str, str]]:
    """Code item → the names it takes → their types; empty without code items."""
    return {
        name: dict(graded.item.settings["nama"])
        for name, graded in template.items.items()
        if graded.item.kind == CODE
    }


def code_job(
    template: Template, normal: Normal, files: Mapping[str, bytes] | None = None
) -> Job | None:
    """What is to be run for a hand-in; None when nobody programmed anything.

    Args:
        template: the assignment.
        normal: the hand-in.
        files: relative name → content of what lies beside the release.
    """
    names = code_names(template)
    if not names or not normal.code:
        return None
    cells = tuple(_with_readings(template, normal.code, names))
    return Job(cells, names, files or {})


def _with_readings(
    template: Template, code: Sequence[tuple[str, str]], names: Mapping
) -> Iterator[tuple[str, str]]:
    """The cells, and an empty one named like an item where its names are read.

    That is where the question stands, so that a later cell may use a name again.
    """
    order = {name: place for place, name in enumerate(template.released)}
    waiting = [(order.get(f"{item}-jawab", len(order)), item) for item in names]
    waiting.sort()
    place = -1
    for cell, source in code:
        place = order.get(cell, place)  # an own cell stands where the one above does
        while waiting and waiting[0][0] < place:
            yield waiting.pop(0)[1], ""
        yield cell, source
    yield from ((item, "") for _, item in waiting)


def told(outcome: Outcome, job: Job) -> CodeRun:
    """An outcome, with each sentence at the items that it concerns.

    An error in a cell concerns the items that are read after it.
    """
    said: dict[str, list[str]] = {item: [] for item in job.names}
    values = {item: dict(outcome.values.get(item, {})) for item in job.names}
    before: list[str] = []
    for cell, _ in job.cells:
        problem = outcome.problems.get(cell, "")
        if cell in said:
            said[cell] += [*before, *_refusals(values[cell], job.names[cell], problem)]
            before = []
        elif problem:
            before.append(problem)
    for item in said if outcome.stopped else ():
        said[item].append(outcome.stopped)
    return CodeRun(
        {item: found for item, found in values.items() if found},
        {item: list(dict.fromkeys(lines)) for item, lines in said.items() if lines},
        {cell: why for cell, why in outcome.problems.items() if cell not in job.names},
    )


def _refusals(values: dict, names: Mapping[str, str], problem: str) -> list[str]:
    """What is said of values that were not taken.

    Such a name is there, so it gets a value of no type. What is missing or of another
    type is said by `scoring.code`.
    """
    for name in names:
        missing = refused_sentence(name, "missing")
        if name not in values and f"`{name}`" in problem and missing not in problem:
            values[name] = None
        for reason in _SAID_BY_SCORING:
            problem = problem.replace(refused_sentence(name, reason), "")
    return [" ".join(problem.split())] if problem.strip() else []


def refused(template: Template, sentence: str) -> CodeRun:
    """What is said where nothing can confine the code: no item of it is judged."""
    return CodeRun(said={item: [sentence] for item in code_names(template)})


def write_values(folder: Path, run: CodeRun) -> None:
    """Keep what came out of a run beside a graded copy, for the feedback page.

    A file of that name that was handed in is replaced, or dropped.
    """
    path = folder / VALUES_FILE
    if not (run.values or run.said):
        path.unlink(missing_ok=True)
        return
    content = {"nilai": run.values, "pesan": run.said}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(path, text.encode("utf-8", "backslashreplace"))


def read_run(folder: Path) -> CodeRun:
    """What `write_values` kept; an empty run where there is none."""
    try:
        data = (folder / VALUES_FILE).read_bytes()
        content = json.loads(data) if len(data) <= _MAX_BYTES else {}
        return CodeRun(
            {item: dict(found) for item, found in content["nilai"].items()},
            {item: [*map(str, lines)] for item, lines in content["pesan"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return CodeRun()
