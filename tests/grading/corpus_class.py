"""A class full of hostile, broken and unlucky hand-ins, and what surrounds it."""

from __future__ import annotations

import ctypes
import hashlib
import os
import socket
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
import specimen_parts
import specimens
from specimen_parts import CODE, FORM, MARK, NEIGHBOUR, PORT, SECRET, Specimen

import second
import tiny
from bijak.course import generate_release
from bijak.grading.receive import share_out

COURSES = (tiny, second)
HELD = "rahasia-lingkungan-93c1"
"""What the environment variable `SECRET` holds."""
PLACES = ("/", "/tmp", "/var/tmp", "/dev/shm", str(Path.home()), str(Path.cwd()))
"""Where a harm could leave something, beside the course's own folders."""
_REAPER = 36
"""prctl: whoever is orphaned below this process becomes its child; none is lost."""
_WRITTEN = ("autograded", "feedback", "gradebook.db", "penilaian")
"""What grading may write in a class."""


class Corpus:
    """One class with a specimen for each participant, and an honest neighbour.

    Attributes:
        root: the project; around it lies nothing else.
        home: the folder of the class.
        people: code → specimen, of those that lie where nbgrader collects.
        sticks: folder with hand-in files → specimen.
    """

    def __init__(self, folder: Path, chosen: Iterable[Specimen]) -> None:
        """Build the project and lay every hand-in down."""
        self.root = second.write_project(folder / "proyek é")
        self.home = self.root / "kelas" / "utama"
        for course in COURSES:
            generate_release(self.root, course.ID, "exercises")
        self.people: dict[str, Specimen] = {}
        self.sticks: dict[Path, Specimen] = {}
        for course, build in ((tiny, _honest), (second, _program)):
            target = self._folder(NEIGHBOUR, course.ID)
            build(target, self._release(course.ID))
        for one in chosen:
            if one.posix and os.name == "nt":
                continue
            code = one.code if one.code != CODE else one.name[:32].rstrip("-")
            with _as(code):
                self._lay(one, code, folder / "usb" / one.name)

    def _lay(self, one: Specimen, code: str, stick: Path) -> None:
        if one.road == "files":
            stick.mkdir(parents=True)
            one.build(stick, self._release(one.course.ID))
            self.sticks[stick] = one
        else:
            one.build(self._folder(code, one.course.ID), self._release(one.course.ID))
            if not one.posix:  # those were copied there by hand, links and pipes too
                share_out(self.home, code, one.course.ID)
        self.people[code] = one

    def _folder(self, code: str, assignment: str) -> Path:
        folder = self.home / "submitted" / code / assignment
        folder.mkdir(parents=True)
        return folder

    def _release(self, assignment: str) -> Path:
        return self.root / "exercises" / assignment

    def untouchable(self) -> dict[str, str]:
        """Path → checksum of all in and around the project that grading leaves."""
        around = self.root.parent
        found = {}
        for place, inner, names in os.walk(around):
            if Path(place) == self.home:
                inner[:] = [name for name in inner if name not in _WRITTEN]
                names = [one for one in names if not one.startswith(_WRITTEN)]
            for name in [*names, *inner]:
                path = Path(place, name)
                shown = os.fsencode(path.relative_to(around)).decode("utf-8", "replace")
                found[shown] = _content(path)
        return found


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"→ {path.readlink()}"
    if not path.is_file():
        return "folder" if path.is_dir() else "pipa"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _honest(folder: Path, release: Path) -> None:
    specimen_parts.lay(folder, release, answers=FORM)


def _program(folder: Path, release: Path) -> None:
    specimen_parts.with_code(folder, release, second.SOLUTION)


@contextmanager
def _as(code: str) -> Iterator[None]:
    """Let the builders make somebody else's hand-in: a class has each code once."""
    makers = (
        specimen_parts.answers_file,
        specimen_parts.carrying,
        specimen_parts.hand_in,
    )
    with pytest.MonkeyPatch.context() as patch:
        for module in (specimen_parts, specimens):
            patch.setattr(module, "CODE", code)
        for make in makers:
            mine = tuple(code if one == CODE else one for one in make.__defaults__)
            patch.setattr(make, "__defaults__", mine)
        yield


@contextmanager
def listeners() -> Iterator[list[str]]:
    """Doors of this machine that nobody may knock at; who did is in the list."""
    doors = [(socket.AF_INET, ("127.0.0.1", PORT))]
    if sys.platform == "linux":
        doors.append((socket.AF_UNIX, f"\0{MARK}-{PORT}"))
    knocked: list[str] = []
    opened = []
    for family, address in doors:
        door = socket.socket(family)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen()
        opened.append(door)
        threading.Thread(target=_note, args=(door, knocked), daemon=True).start()
    try:
        yield knocked
    finally:
        for door in opened:
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            door.close()


def _note(door: socket.socket, knocked: list[str]) -> None:
    with suppress(OSError):
        while True:
            visitor, _ = door.accept()
            visitor.close()
            knocked.append(str(door.getsockname()))


@contextmanager
def surroundings() -> Iterator[None]:
    """An environment with a secret, no old marks, and no orphan that gets away."""
    for path in marks():
        path.unlink()
    try:
        _reap(True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(SECRET, HELD)
            for name in ("BIJAK_EXCHANGE", "BIJAK_KELAS"):
                patch.delenv(name, raising=False)
            yield
    finally:
        _reap(False)  # other tests of this process ask whether their orphans died


def _reap(orphans: bool) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_REAPER, int(orphans), 0, 0, 0)


def marks(*places: Path) -> list[Path]:
    """What a harm left outside, in the usual places and anywhere in these."""
    found = [path for place in PLACES for path in Path(place).glob(f"*{MARK}*")]
    return found + [path for place in places for path in place.rglob(f"*{MARK}*")]


def living() -> set[str]:
    """Everything that runs below this process, or has `MARK` in its command line."""
    found = set()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if process.status() == psutil.STATUS_ZOMBIE:
                with suppress(ChildProcessError):
                    os.waitpid(process.pid, os.WNOHANG)
            else:
                found.add(f"{process.pid} {' '.join(process.cmdline())[:200]}")
    for process in psutil.process_iter(["pid", "cmdline"]):
        if any(MARK in word for word in process.info["cmdline"] or ()):
            found.add(f"{process.pid} {MARK}")
    return found
