"""The copy of the answers that a notebook carries in the outputs of its cells.

Each answer cell shows an output of type `ANSWER_MIME`, which JupyterLab saves:

    {"format": 1, "latihan": "b1-…", "peserta": "kenanga-4821", "jawaban": {…}}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .entries import ANSWER_MIME, FORMAT, Entries, clean, merge
from .people import is_code


@dataclass(frozen=True)
class Carried:
    """What a notebook brings along.

    Attributes:
        assignment: the id that most of its outputs name.
        code: the participant's code that most of its outputs name.
        entries: the answers.
    """

    assignment: str = ""
    code: str = ""
    entries: Entries = field(default_factory=dict)


def payload(assignment: str, code: str, entries: Entries) -> dict:
    """What one cell shows as data.

    Args:
        assignment: the id of the assignment.
        code: whose answers these are; empty when nobody knows.
        entries: the answers of this cell.
    """
    owner = {"peserta": code} if code else {}
    return {"format": FORMAT, "latihan": assignment, **owner, "jawaban": entries}


def carried_in(notebook: object, assignment: str = "") -> Carried:
    """What a notebook carries in its outputs. Never raises.

    Args:
        notebook: the content of the file, as JSON gives it.
        assignment: take only answers to this one; outputs of another assignment may
            have come along with a pasted cell.
    """
    found = list(_payloads(notebook))
    name = assignment or _most(one.get("latihan") for one in found)
    mine = [one for one in found if one.get("latihan") == name]
    codes = (one.get("peserta") for one in mine)
    return Carried(
        name,
        _most(code for code in codes if is_code(code)),
        merge(*(clean(one.get("jawaban")) for one in mine)),
    )


def read_carried(path: Path, assignment: str = "") -> Carried:
    """The same for a file; what cannot be read carries nothing."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return Carried()
    return carried_in(notebook, assignment)


def _payloads(notebook: object) -> Iterator[dict]:
    for cell in _list(notebook, "cells"):
        for output in _list(cell, "outputs"):
            data = output.get("data") if isinstance(output, dict) else None
            found = data.get(ANSWER_MIME) if isinstance(data, dict) else None
            if isinstance(found, dict):
                yield found


def _list(of: object, name: str) -> list:
    found = of.get(name) if isinstance(of, dict) else None
    return found if isinstance(found, list) else []


def _most(names: Iterator[object]) -> str:
    counted = Counter(name for name in names if isinstance(name, str) and name)
    return counted.most_common(1)[0][0] if counted else ""
