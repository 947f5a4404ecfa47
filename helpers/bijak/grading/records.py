"""What a grade rests on, kept beside each graded copy in ``penilaian.json``.

A grade holds as long as the hand-in, the source notebook and the kit are those that
it was made from. The record is written last, so a grade without one is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from ..files import write_atomically

RECORD = "penilaian.json"
STAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
_MAX_STAMP = 100
_MAX_FILES = 5_000
_MAX_BYTES = 60_000_000


@dataclass(frozen=True)
class Record:
    """One grade and what it rests on; the fields stand in the file by these names.

    Attributes:
        kumpulan: checksum of what was handed in, its time left out.
        diserahkan: ``timestamp.txt`` of the hand-in.
        naskah: checksum of the assignment's source.
        versi: version of the kit.
        dinilai: when it was graded, in UTC.
        pengurungan: how participants' code was confined; empty when none was run.
        kode: whether all code that was handed in could be run.
        poin: graded cell → points as they were judged; None waits for a person.
        halaman: item, or cell that a person grades → points on the feedback page;
            None where it says that they will come.
        komentar: cell → what a person wrote, as the feedback page shows it.
        sebelum: checksum of the earlier sheet that the result card compares with;
            empty where there is none.
        catatan: what was odd, as Indonesian sentences for the trainer.
    """

    kumpulan: str
    diserahkan: str
    naskah: str
    versi: str
    dinilai: str = ""
    pengurungan: str = ""
    kode: bool = True
    poin: dict[str, float | None] = field(default_factory=dict)
    halaman: dict[str, float | None] = field(default_factory=dict)
    komentar: dict[str, str] = field(default_factory=dict)
    sebelum: str = ""
    catatan: list[str] = field(default_factory=list)

    def rests_on_same(self, other: Record) -> bool:
        """Whether a grade made from that would be the same one."""
        return self._base == other._base

    @property
    def _base(self) -> tuple[str, ...]:
        return self.kumpulan, self.diserahkan, self.naskah, self.versi


def read_record(folder: Path) -> Record | None:
    """The record in a graded copy; None where there is no sound one."""
    try:
        content = json.loads((folder / RECORD).read_bytes())
        return Record(**content)
    except (OSError, ValueError, TypeError):
        return None


def write_record(folder: Path, record: Record) -> None:
    """Write a record; the grade that it is about stands from then on."""
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1)
    write_atomically(folder / RECORD, text.encode("utf-8", "backslashreplace") + b"\n")


@contextmanager
def grades_kept(home: Path) -> Iterator[None]:
    """Let grades stand although hand-ins change meanwhile.

    For changes that touch no answer: a code that is taken out of partners' hand-ins.
    Graded again, those would be judged by other personal numbers.

    Args:
        home: the folder of the class.
    """
    current = []
    for path in (home / "autograded").glob(f"*/*/{RECORD}"):
        record = read_record(path.parent)
        folder = home / "submitted" / path.parent.relative_to(home / "autograded")
        if record and folder.is_dir() and record.kumpulan == checksum_of(folder):
            current.append((folder, path.parent))
    yield
    for folder, graded in current:
        record = read_record(graded)
        if record and folder.is_dir() and record.kumpulan != checksum_of(folder):
            write_record(graded, replace(record, kumpulan=checksum_of(folder)))


def stamp_of(folder: Path) -> str:
    """The text in ``timestamp.txt`` of a hand-in; empty when there is none."""
    path = folder / STAMP
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MAX_STAMP).strip()
    except OSError:
        return ""


def checksum_of(folder: Path) -> str:
    """SHA-256 over the plain files in a hand-in: names and contents.

    Left out are its time and its secret, which change although nothing else did. Of a
    hand-in that is absurdly large only sizes and times are taken.
    """
    return _checksum(folder, tuple(_plain_files(folder)))


@lru_cache(maxsize=10_000)
def _checksum(folder: Path, files: tuple[tuple[str, int, int], ...]) -> str:
    """The checksum of files that have these sizes and times."""
    found, left = hashlib.sha256(), _MAX_BYTES
    for name, size, changed in files:
        if name in (STAMP, SECRET):
            continue
        found.update(f"{name}\0{size}\0".encode("utf-8", "surrogateescape"))
        left -= size
        if left < 0:
            found.update(str(changed).encode())
            continue
        try:
            with (folder / name).open("rb") as file:
                found.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            found.update(str(error.errno).encode())
    return found.hexdigest()


def _plain_files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """(name, size, time) of a folder's plain files, sorted; no link, no pipe."""
    count = 0
    for place, inner, names in os.walk(folder, followlinks=False):
        inner[:] = sorted(one for one in inner if one != ".ipynb_checkpoints")
        for one in sorted(names):
            path = Path(place, one)
            try:
                state = path.lstat()
            except OSError:
                continue
            count += 1
            if stat.S_ISREG(state.st_mode) and count <= _MAX_FILES:
                name = path.relative_to(folder).as_posix()
                yield name, state.st_size, state.st_mtime_ns
