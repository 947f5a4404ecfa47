"""What was graded, written where nbgrader and its feedback steps look for it.

Each file is whole or not there, and the record comes last: a crash anywhere only means
that this hand-in is graded again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from ..answers.people import GROUP_FILE
from ..files import write_atomically
from ..paths import ANSWERS_FILE
from .code_items import VALUES_FILE
from .planning import AUTOGRADED
from .records import SECRET, STAMP, Record, stamp_of, write_record

FEEDBACK = "feedback"
_OURS = (ANSWERS_FILE, GROUP_FILE, VALUES_FILE)
_MAX_SECRET = 1_000


def keep(home: Path, assignment: str, code: str, folder: Path, graded: Mapping) -> None:
    """Write a graded copy and its feedback page.

    Args:
        home: the class's folder.
        assignment: the id.
        code: the participant.
        folder: what was handed in.
        graded: what a grading process found (see `worker.grade_one`).
    """
    copy = _folder(home / AUTOGRADED / code / assignment)
    for name in _OURS:
        _put(copy / name, graded["berkas"].get(name))
    _put(copy / STAMP, stamp_of(folder) or None)
    _put(copy / SECRET, _secret(folder))
    _put(copy / f"{assignment}.ipynb", graded["notebook"])
    page = _folder(home / FEEDBACK / code / assignment)
    _put(page / STAMP, stamp_of(folder) or None)
    _put(page / SECRET, _secret(folder))
    _put(page / f"{assignment}.html", graded["halaman"])


def conclude(home: Path, assignment: str, code: str, record: Record) -> None:
    """Write the record: from now on the grade holds."""
    write_record(home / AUTOGRADED / code / assignment, record)


def _folder(path: Path) -> Path:
    """A folder without what a killed grader left half written."""
    path.mkdir(parents=True, exist_ok=True)
    for leftover in path.glob(".*-????????"):
        with contextlib.suppress(OSError):
            leftover.unlink()
    return path


def _put(path: Path, text: str | None) -> None:
    """Let a file hold a text, or not be there."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    data = text.encode()
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return
    write_atomically(path, data)


def _secret(folder: Path) -> str | None:
    """By which only the participant can fetch the page."""
    path = folder / SECRET
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if not path.is_symlink() and path.stat().st_size <= _MAX_SECRET:
            return path.read_text(encoding="utf-8")
    return None
