"""Folders of files as they come: zips, zips in zips, loose notebooks, unpacked ones.

What was handed in together lies together: one notebook and one ``jawaban.json`` in one
folder are one hand-in, unless they say that they are two people's. Nothing is written,
nothing is believed, and sizes are capped.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..paths import ANSWERS_FILE
from .hand_ins import MANIFEST, MAX_FILE, HandIn, read_hand_in

MAX_FILES = 20_000
MAX_MEMBERS = 5_000
MAX_BYTES = 500_000_000
"""Of all that is in one zip, zips in it included."""
_MAX_DEPTH = 3
_OTHER = tuple(".apk .docx .epub .jar .odp .ods .odt .pptx .xlsx".split())
_NAMED = (".ipynb", ".json", ".zip")


@dataclass(frozen=True)
class Entry:
    """A file on a disk or in a zip.

    Attributes:
        name: its path there, for people.
        read: gives its content, at most one byte more than may be.
        paths: what it is on the disk; empty inside a zip.
    """

    name: str
    read: Callable[[], bytes]
    paths: tuple[Path, ...] = ()

    @property
    def folder(self) -> str:
        """The folder that it lies in."""
        return str(PurePosixPath(self.name).parent)

    @property
    def file(self) -> str:
        """Its own name."""
        return PurePosixPath(self.name).name


@dataclass(frozen=True)
class Unit:
    """Something that came as one file, or unpacked in one folder.

    Attributes:
        name: its path, for people.
        data: its content; an unpacked hand-in as the zip that it was.
        paths: its files on the disk.
        found: (name, hand-in) of all that is in it, with problems where it is none.
    """

    name: str
    data: bytes
    paths: tuple[Path, ...]
    found: tuple[tuple[str, HandIn], ...]


@dataclass
class _Budget:
    members: int = MAX_MEMBERS
    bytes: int = MAX_BYTES


@dataclass
class Walk:
    """A walk through a folder.

    Attributes:
        skipped: how many files nobody would take for a hand-in.
    """

    skipped: int = 0
    _seen: int = field(default=0, repr=False)

    def units(self, folder: Path) -> Iterator[Unit]:
        """All that could be hand-ins, folder by folder, in the order of names.

        Args:
            folder: on the disk; links in it and hidden files are not followed.
        """
        for place, inner, names in os.walk(folder, followlinks=False):
            inner[:] = sorted(one for one in inner if not _is_litter(one))
            entries = [
                entry
                for name in sorted(names)
                if (entry := self._entry(folder, Path(place, name)))
            ]
            yield from _units(entries, _MAX_DEPTH)

    def _entry(self, folder: Path, path: Path) -> Entry | None:
        if _is_litter(path.name):
            return None
        self._seen += 1
        try:
            is_plain = stat.S_ISREG(path.lstat().st_mode)
        except OSError:
            is_plain = False
        if not is_plain or self._seen > MAX_FILES or not _may_be(path):
            self.skipped += 1
            return None
        name = path.relative_to(folder).as_posix()
        return Entry(name, lambda: _content(path), (path,))


def _is_litter(name: str) -> bool:
    return name.startswith((".", "__MACOSX", "~$"))


def _may_be(path: Path) -> bool:
    """Whether a file looks like a hand-in, by its name or its first signs."""
    name = path.name.lower()
    if name.endswith(_OTHER):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(20)
    except OSError:
        return any(end in name for end in _NAMED)
    is_json = (
        head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1] == b"{"
    )
    return head[:2] == b"PK" or is_json or any(end in name for end in _NAMED)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def _units(entries: list[Entry], depth: int) -> Iterator[Unit]:
    """The hand-ins in one folder: together if they belong together, else each."""
    read = [(entry, _read(entry)) for entry in entries]
    loose = [(entry, data) for entry, data in read if data[:2] != b"PK"]
    if len(loose) > 1:
        together = _together(loose)
        if together:
            yield together
            read = [pair for pair in read if pair not in loose]
    for entry, data in read:
        found = tuple(_found(entry.name, data, depth, _Budget()))
        yield Unit(entry.name, data, entry.paths, found)


def _read(entry: Entry) -> bytes:
    try:
        return entry.read()
    except Exception:  # a broken disk or a broken zip: nothing of it can be read
        return b""


def _together(loose: list[tuple[Entry, bytes]]) -> Unit | None:
    """One hand-in that lies unpacked in a folder; None when these are several."""
    roles: dict[str, bytes] = {}
    for entry, data in loose:
        role = _role(entry.file)
        if role is None or role in roles:
            return None
        roles[role] = data
    alone = [read_hand_in(data) for role, data in roles.items() if role != MANIFEST]
    if len({one.codes[:1] for one in alone if one.codes}) > 1:
        return None
    if len({one.assignment for one in alone if one.assignment}) > 1:
        return None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for role, data in sorted(roles.items()):
            archive.writestr(zipfile.ZipInfo(role), data)
    data, (first, _) = packed.getvalue(), loose[0]
    name = first.folder if first.folder != "." else first.name
    paths = tuple(path for entry, _ in loose for path in entry.paths)
    return Unit(name, data, paths, ((name, read_hand_in(data)),))


def _role(name: str) -> str | None:
    """Which file of a hand-in a name stands for."""
    lower = name.lower()
    if ".ipynb" in lower:
        return "kumpulan.ipynb"
    if lower == MANIFEST:
        return MANIFEST
    return ANSWERS_FILE if ".json" in lower and "jawaban" in lower else None


def _found(
    name: str, data: bytes, depth: int, budget: _Budget
) -> Iterator[tuple[str, HandIn]]:
    """The hand-ins in one file; at least one, with its problem if it is none."""
    hand_in = read_hand_in(data)
    if data[:2] == b"PK" and not (hand_in.codes or hand_in.assignment) and depth:
        inner = list(_inside(name, data, depth - 1, budget))
        if any(one.is_complete for _, one in inner):
            yield from inner
            return
    yield name, hand_in


def _inside(
    name: str, data: bytes, depth: int, budget: _Budget
) -> Iterator[tuple[str, HandIn]]:
    """The hand-ins in a zip that is none itself."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # zipfile raises many kinds
        return
    with archive:
        if any(map(_escapes, archive.namelist())):
            return  # refused as a whole, and told so
        folders: dict[str, list[Entry]] = {}
        for member in archive.infolist():
            entry = _member(name, archive, member, budget)
            if entry:
                folders.setdefault(entry.folder, []).append(entry)
        for entries in folders.values():
            yield from _in_folder(entries, depth, budget)


def _escapes(member: str) -> bool:
    """Whether a name in a zip leads out of the folder it would be unpacked in."""
    path = PurePosixPath(member.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts


def _in_folder(
    entries: list[Entry], depth: int, budget: _Budget
) -> Iterator[tuple[str, HandIn]]:
    read = [(entry, _read(entry)) for entry in entries]
    loose = [(entry, data) for entry, data in read if data[:2] != b"PK"]
    together = _together(loose) if len(loose) > 1 else None
    if together:
        yield from together.found
    for entry, data in read:
        if data and not (together and data[:2] != b"PK"):
            yield from _found(entry.name, data, depth, budget)


def _member(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget
) -> Entry | None:
    """A file in a zip, unless nobody would hand it in or it is too much."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    is_named = any(end in path.name.lower() for end in _NAMED)
    if member.is_dir() or any(map(_is_litter, path.parts)) or not is_named:
        return None
    budget.members -= 1

    def read() -> bytes:
        if budget.members < 0 or budget.bytes < 0:
            return b""
        with archive.open(member) as file:
            data = file.read(MAX_FILE + 1)
        budget.bytes -= len(data)
        return data

    return Entry(f"{name}/{path}", read)
