"""Judge, in the grader, what a confined process sent back.

Protects from everything that process may write: too much, too deep, no JSON, NaN,
huge numbers, other names, other types, sentences of its own. Nothing is unpickled or
evaluated. It does not protect from a participant who sends the right value without
having computed it: a value is all that is asked for.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from . import sentences
from .job import Job, Outcome

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BIG = 10**15
"""Numbers from here on are refused: a float no longer holds them exactly."""

_OWN_DEPTH = 1
"""The levels that a line itself adds around a value."""


class Untrusted(ValueError):
    """A line that is not what an honest process sends."""


def read(data: bytes, job: Job) -> tuple[Outcome, int]:
    """What a confined process sent: values, problems, and how many cells ended.

    Args:
        data: lines of JSON as they came out of the pipe.
        job: the job they belong to; only its cells, items and names are believed.

    Returns:
        The outcome, whose ``stopped`` says whether the end is missing; and the number
        of cells that were reported, at most all.
    """
    values: dict[str, dict[str, object]] = {}
    refused: dict[tuple[str, str], str] = {}
    problems: dict[str, str] = {}
    cells, ended, done = {cell for cell, _ in job.cells}, False, 0
    for line in _lines(data, job):
        cell = line.get("cell")
        if isinstance(cell, str) and cell in cells:
            done += 1
            _note_cell(line, job, problems)
        elif _declared(line, job):
            item, name = line["item"], line["name"]
            refused.pop((item, name), None)
            reason = _judged(line, job, values.setdefault(item, {}))
            if reason:
                values[item].pop(name, None)
                refused[item, name] = sentences.refused_sentence(name, reason)
        ended = ended or line.get("end") == 1
    if ended:
        _note_lost(job, values, refused)
    for (item, _name), sentence in refused.items():
        problems[item] = f"{problems.get(item, '')} {sentence}".strip()
    outcome = Outcome(values, problems, "" if ended else sentences.DIED)
    return outcome, min(done, len(job.cells))


def parse(line: bytes, depth: int) -> dict:
    """One line of JSON, without trusting it.

    Raises:
        Untrusted: it is no mapping, too deep, or holds NaN or a huge number.
    """
    try:
        text = line.decode("utf-8")
        _check_depth(text, depth + _OWN_DEPTH)
        value = json.loads(text, parse_constant=_refuse, parse_int=_integer)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # lone surrogates
    except (ValueError, RecursionError, MemoryError) as error:
        raise Untrusted(str(error)) from None
    if not isinstance(value, dict):
        raise Untrusted("no mapping")
    return value


def _lines(data: bytes, job: Job) -> Iterator[dict]:
    for line in data.split(b"\n"):
        if 0 < len(line) <= job.limits.result:
            try:
                yield parse(line, job.limits.depth)
            except Untrusted:
                continue


def _check_depth(text: str, most: int) -> None:
    """Count brackets outside of texts before a recursive parser sees them."""
    depth = 0
    for sign in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        if depth > most:
            raise Untrusted("too deep")


def _refuse(constant: str) -> None:
    raise Untrusted(constant)


def _integer(digits: str) -> int | float:
    """An integer; one that is far too long stays a mark that no check lets pass."""
    return int(digits) if len(digits) <= 20 else math.inf


def _note_lost(job: Job, values: dict, refused: dict) -> None:
    """Say of a name that neither came nor was refused that it is no plain data."""
    for item, names in job.names.items():
        for name in names:
            if name not in values.get(item, {}) and (item, name) not in refused:
                refused[item, name] = sentences.refused_sentence(name, "data")


def _note_cell(line: dict, job: Job, problems: dict[str, str]) -> None:
    cell = line["cell"]
    if line.get("late") == 1:
        problems[cell] = sentences.cell_time_sentence(job.limits.cell_seconds)
    elif line.get("loud") == 1:
        problems[cell] = sentences.OUTPUT
    elif "error" in line:
        problems[cell] = sentences.error_sentence(line["error"], line.get("line"))


def _declared(line: dict, job: Job) -> bool:
    item, name = line.get("item"), line.get("name")
    both = isinstance(item, str) and isinstance(name, str)
    return both and name in job.names.get(item, {})


def _judged(line: dict, job: Job, values: dict[str, object]) -> str:
    """Keep a line's value; the reason if it is refused, else ""."""
    if "value" not in line:
        reason = line.get("refused")
        known = isinstance(reason, str) and reason in sentences.REFUSALS
        return reason if known else "data"
    value, kind = line["value"], job.names[line["item"]][line["name"]]
    reason = _wrong_number(value) or _wrong_kind(value, kind)
    if not reason:
        values[line["name"]] = value
    return reason


def _wrong_number(value: object) -> str:
    """The reason to refuse a number anywhere inside a value."""
    if isinstance(value, list):
        return next(filter(None, map(_wrong_number, value)), "")
    if isinstance(value, dict):
        return next(filter(None, map(_wrong_number, value.values())), "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "" if math.isfinite(value) and abs(value) < _BIG else "big"
    return ""


def _wrong_kind(value: object, kind: str) -> str:
    """The reason to refuse a value that is not of its declared type."""
    if kind == "angka":
        right = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if right else "number"
    if kind == "teks":
        return "" if isinstance(value, str) else "text"
    if kind == "daftar":
        return "" if isinstance(value, list) else "list"
    right = isinstance(value, list) and all(isinstance(row, dict) for row in value)
    return "" if right else "table"
