"""A collected folder: which of its files are the hand-in, whatever they are named.

Browsers name a second download ``latihan (1).ipynb``, people write ``Latihan.ipynb``
or zip the folder once more, and hostile ones lay down links and pipes. Only plain
files are read, at most as much of each as may be, and they are told by what is inside.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from ..answers import MAX_BYTES, Entries, clean
from ..answers.carried import carried_in
from ..answers.entries import moments
from ..notebooks import opened_assignment
from ..paths import ANSWERS_FILE
from .handed_in import decoded, shown
from .packed import MAX_NOTEBOOK

MAX_FILES = 5_000
_MAX_CANDIDATES = 10
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

_LINKS = "Tautan di dalam kumpulan dilewati: {names}."
_RENAMED = "Berkas “{name}” dipakai sebagai {role}."
_SEVERAL = "Ada {count} berkas untuk {role}; yang jawabannya paling baru dipakai."
_MANY = "Kumpulan berisi lebih dari {most} berkas; sisanya dilewati."

Dated = tuple[bool, datetime]
"""Whether a file is for this assignment, and when its newest answer was given."""


@dataclass(frozen=True)
class Found:
    """What a collected folder holds.

    Attributes:
        notebook: the notebook's content; None when there is none.
        answers: the content of ``jawaban.json``; None when there is none.
        notices: what was odd, in Indonesian.
    """

    notebook: bytes | None
    answers: bytes | None
    notices: tuple[str, ...] = ()


def read_folder(folder: Path, assignment: str) -> Found:
    """The notebook and the answers in a collected folder. Never raises.

    Args:
        folder: ``submitted/<code>/<id>``.
        assignment: the id.
    """
    files, links, is_cut = _files(folder)
    notices = [_MANY.format(most=MAX_FILES)] if is_cut else []
    if links:
        notices.append(_LINKS.format(names=", ".join(links[:3])))
    notebooks = [path for path in files if ".ipynb" in path.name.lower()]
    answers = [path for path in files if path not in notebooks]
    expected = folder / f"{assignment}.ipynb"
    about = _Choice(assignment, "notebook", MAX_NOTEBOOK, _dated_notebook)
    notebook = about.choose(notebooks, expected, notices)
    about = _Choice(assignment, ANSWERS_FILE, MAX_BYTES, _dated_answers)
    given = about.choose(answers, folder / ANSWERS_FILE, notices)
    return Found(notebook, given, tuple(notices))


@dataclass(frozen=True)
class _Choice:
    """How one of several files is chosen."""

    assignment: str
    role: str
    most: int
    dated: Callable[[bytes, str], Dated]

    def choose(
        self, paths: list[Path], expected: Path, notices: list[str]
    ) -> bytes | None:
        """The content of the file that counts; None when there is none."""
        if paths == [expected]:  # nearly always
            return _content(expected, self.most)
        rated = []
        for path in sorted(paths, key=lambda one: one != expected)[:_MAX_CANDIDATES]:
            data = _content(path, self.most)
            if data is not None:
                is_ours, newest = self.dated(data, self.assignment)
                if is_ours or path == expected or len(paths) == 1:
                    rated.append(((is_ours, newest, path == expected), path, data))
        if not rated:
            return None
        _, path, data = max(rated, key=lambda one: one[0])
        if len(rated) > 1:
            notices.append(_SEVERAL.format(count=len(rated), role=self.role))
        if path != expected:
            notices.append(_RENAMED.format(name=shown(path.name), role=self.role))
        return data


def _files(folder: Path) -> tuple[list[Path], list[str], bool]:
    """Plain files by which work is handed in, names of links and pipes, and whether
    there were too many files to look at all."""
    files, others = [], []
    for number, path in enumerate(_walk(folder)):
        if number == MAX_FILES:
            return files, others, True
        try:
            mode = path.lstat().st_mode
        except OSError:
            continue
        if not stat.S_ISREG(mode):
            others.append(shown(path.name, 40))
        elif ".ipynb" in path.name.lower() or _may_hold_answers(path):
            files.append(path)
    return files, others, False


def _walk(folder: Path) -> Iterator[Path]:
    """All that is in a folder and is no folder itself; nothing hidden, no link."""
    places = islice(os.walk(folder, followlinks=False), MAX_FILES)
    for place, inner, names in places:
        linked = [name for name in inner if Path(place, name).is_symlink()]
        inner[:] = sorted(
            name
            for name in inner
            if not name.startswith((".", "__MACOSX")) and name not in linked
        )
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield Path(place, name)


def _may_hold_answers(path: Path) -> bool:
    """Whether a file could be a renamed ``jawaban.json``, and no copy from before."""
    name = path.name.lower()
    is_before = name.startswith("jawaban-sebelum-diulang-")
    return ".json" in name and "jawaban" in name and not is_before


def _content(path: Path, most: int) -> bytes | None:
    """At most one byte more than is allowed, by which the reader knows to refuse."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        return None


def _dated_notebook(data: bytes, assignment: str) -> Dated:
    content = _json(data, MAX_NOTEBOOK)
    try:
        entries = carried_in(content, assignment).entries
    except RecursionError:
        entries = {}
    return opened_assignment(content) == assignment, _newest(entries)


def _dated_answers(data: bytes, assignment: str) -> Dated:
    content = _json(data, MAX_BYTES)
    mine = isinstance(content, dict) and content.get("latihan") == assignment
    return mine, _newest(clean(content.get("jawaban")) if mine else {})


def _newest(entries: Entries) -> datetime:
    return max(moments(entries), default=_LONG_AGO)


def _json(data: bytes, most: int) -> object:
    try:
        return json.loads(decoded(data)) if len(data) <= most else None
    except (ValueError, RecursionError):
        return None
