"""Receiving: a hand-in comes to where nbgrader looks for it, for each of its people.

    kelas/<kelas>/submitted/<code>/<id>/
        <id>.ipynb  jawaban.json  timestamp.txt  submission_secret.txt  kelompok.json

The newest counts. What somebody handed in alone and what a group replaces later is
kept in ``kelas/<kelas>/digantikan/``, because a code is quickly mistyped.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..answers import clean, merge, parse, written
from ..answers.carried import read_carried
from ..answers.people import GROUP_FILE, companions, first_of_group, split_group
from ..errors import BijakError
from ..files import write_atomically
from ..paths import ANSWERS_FILE, RELEASE
from ..withdrawn import Register
from .hand_ins import HandIn
from .leaving import clean_folder

if TYPE_CHECKING:
    from ..course import Course

SUBMITTED = "submitted"
REPLACED = "digantikan"
_STAMP = "timestamp.txt"
_SECRET = "submission_secret.txt"
_STAMP_FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader writes it

_UNKNOWN = (
    "Latihan “{name}” tidak ada di folder Bijak ini. Pakai folder yang dipakai peserta."
)
_STRANGER = (
    "{code}: tidak ada di daftar peserta kelas, jadi kumpulan {first} tidak dihitung "
    "untuknya. Minta {first} membetulkan kode temannya, lalu mengumpulkan lagi."
)
_INCOMPLETE = "Kumpulan ini belum dapat diterima. {why}"


@dataclass(frozen=True)
class Arrival:
    """What became of a hand-in for one participant.

    Attributes:
        code: the participant.
        counts: whether it is now the one that is graded.
        sentence: the same in words, for the trainer.
    """

    code: str
    counts: bool
    sentence: str


def receive(
    course: Course, hand_in: HandIn, participants: Container[str] = ()
) -> list[Arrival]:
    """Lay a hand-in down for each of its people, unless a newer one is there.

    Args:
        course: the class.
        hand_in: a complete one.
        participants: the codes of the class; companions of theirs who are not among
            them have no part in it. Empty where nobody wrote them down.

    Returns:
        What became of it, one for each code.

    Raises:
        BijakError: it is not complete, or no assignment of this project.
    """
    if not hand_in.is_complete:
        raise BijakError(_INCOMPLETE.format(why=" ".join(hand_in.problems)))
    name = hand_in.assignment
    release = course.root / RELEASE / name / f"{name}.ipynb"
    if not release.is_file():
        raise BijakError(_UNKNOWN.format(name=name))

    def fill(folder: Path) -> None:
        shutil.copytree(release.parent, folder, dirs_exist_ok=True, symlinks=True)
        if hand_in.notebook:
            (folder / release.name).write_bytes(hand_in.notebook)
        answers = written(name, hand_in.answers, hand_in.codes[0])
        (folder / ANSWERS_FILE).write_bytes(answers)

    people, strangers = split_group(hand_in.codes, participants)
    arrivals = _lay(course.home, name, people, hand_in.time, fill)
    return arrivals + _left_out(strangers, people[0])


def share_out(
    home: Path, code: str, assignment: str, participants: Container[str] = ()
) -> list[Arrival]:
    """Give what one participant handed in to those who worked along.

    For what nbgrader itself collected: a ``kelompok.json`` inside is dropped, since
    only the receiver knows whose questions were answered.

    Args:
        home: the folder of the class.
        code: whose hand-in was collected.
        assignment: the id.
        participants: as for `receive`.
    """
    folder = home / SUBMITTED / code / assignment
    _keep_plain(folder)
    (folder / GROUP_FILE).unlink(missing_ok=True)
    named = [code, *companions(_answers_in(folder, assignment), code)]
    gone = list(filter(Register(home).holds, named))
    clean_folder(folder, gone)
    staying = [one for one in named if one not in gone]
    people, strangers = split_group(staying, participants)
    left_out = _left_out(strangers, code)
    time = _time_of(folder)
    if len(people) < 2 or time is None:
        return left_out

    def fill(copy: Path) -> None:
        ignored = shutil.ignore_patterns(_STAMP, _SECRET, GROUP_FILE)
        shutil.copytree(folder, copy, ignore=ignored, dirs_exist_ok=True, symlinks=True)

    _write_group(folder, people)
    return _lay(home, assignment, people, time, fill, first_is_there=True) + left_out


def _left_out(strangers: Sequence[str], first: str) -> list[Arrival]:
    said = _STRANGER
    return [Arrival(x, False, said.format(code=x, first=first)) for x in strangers]


def _lay(
    home: Path,
    assignment: str,
    people: Sequence[str],
    time: datetime,
    fill: Callable[[Path], None],
    first_is_there: bool = False,
) -> list[Arrival]:
    arrivals = []
    for code in people[1:] if first_is_there else people:
        target = home / SUBMITTED / code / assignment
        known = _time_of(target)
        if known and known >= time:
            arrivals.append(_kept(code, is_same=known == time))
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with _staged(home) as folder:
            fill(folder)
            _keep_plain(folder)
            stamp = f"{time.astimezone(UTC):{_STAMP_FORMAT}}"
            (folder / _STAMP).write_text(stamp, encoding="utf-8")
            (folder / _SECRET).write_text(secrets.token_hex(64), encoding="utf-8")
            if len(people) > 1:
                _write_group(folder, people)
            aside = _put(folder, target, home, _is_own(target, code, people[0]))
        arrivals.append(_arrived(code, people, aside))
    return arrivals


def _kept(code: str, is_same: bool) -> Arrival:
    if is_same:
        return Arrival(code, True, f"{code}: kumpulan ini sudah diterima.")
    return Arrival(
        code, False, f"{code}: kumpulan yang lebih baru sudah ada, jadi itu dipakai."
    )


def _arrived(code: str, people: Sequence[str], aside: Path | None) -> Arrival:
    sentence = f"{code}: diterima."
    if code != people[0]:
        sentence = f"{code}: diterima, dikerjakan bersama {people[0]}."
    if aside:
        sentence += f" Kumpulannya sendiri disimpan di {REPLACED}/{aside.name}."
    return Arrival(code, True, sentence)


def _is_own(folder: Path, code: str, first: str) -> bool:
    """Whether what lies there is somebody's own work and not this group's."""
    return code != first and folder.is_dir() and first_of_group(folder) != first


def _put(folder: Path, target: Path, home: Path, keep: bool) -> Path | None:
    """Let a folder take the place of another; where that one was kept."""
    aside = None
    if keep:
        stamp = f"{datetime.now():%Y%m%d-%H%M%S-%f}"
        aside = home / REPLACED / f"{target.parent.name}--{target.name}--{stamp}"
        aside.parent.mkdir(exist_ok=True)
        target.rename(aside)
    elif target.exists():
        shutil.rmtree(target)
    folder.rename(target)
    return aside


@contextmanager
def _staged(home: Path) -> Iterator[Path]:
    """A folder beside, so that the real one appears at once and complete."""
    home.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".terima-", dir=home))
    try:
        folder = staging / "kumpulan"
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _keep_plain(folder: Path) -> None:
    """Drop what is neither file nor folder, and let everything be written.

    A link would be followed later, and a pipe or a device would be waited for.
    """
    for place, inner, names in os.walk(folder):
        for name in [*inner, *names]:
            path = Path(place, name)
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
                path.chmod(mode | stat.S_IRUSR | stat.S_IWUSR)
            else:
                path.unlink()


def _write_group(folder: Path, people: Sequence[str]) -> None:
    group = {"pertama": people[0], "bersama": list(people[1:])}
    write_atomically(folder / GROUP_FILE, json.dumps(group).encode())


def _answers_in(folder: Path, assignment: str) -> dict:
    carried = read_carried(folder / f"{assignment}.ipynb", assignment).entries
    try:
        stored = clean(parse((folder / ANSWERS_FILE).read_bytes()).get("jawaban"))
    except (OSError, ValueError):
        stored = {}
    return merge(stored, carried)


def _time_of(folder: Path) -> datetime | None:
    """When what lies there was handed in; None when nothing does, or nobody knows."""
    try:
        text = (folder / _STAMP).read_text(encoding="utf-8").strip()
        moment = datetime.fromisoformat(text.removesuffix(" UTC"))
    except (OSError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
