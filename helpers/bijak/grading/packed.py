"""A zip from a stranger, opened without writing a file: sizes capped, nothing trusted.

The hand-in may have been unpacked and packed again, with a folder inside and with
what a Mac adds; its files are found by their names in any folder.
"""

from __future__ import annotations

import io
import stat
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..answers import MAX_BYTES
from ..paths import ANSWERS_FILE

MANIFEST = "manifest.json"
MAX_NOTEBOOK = 10_000_000
MAX_MEMBERS = 200
_MAX_MANIFEST = 100_000

_NOT_ZIP = "Berkas zip ini rusak, mungkin kiriman terputus. Minta kiriman baru."
_LOCKED = "Berkas zip ini berkata sandi. Minta kiriman tanpa kata sandi."
_UNSAFE = "Berkas zip ini tidak aman (“{name}”). Jangan dibuka; minta kiriman baru."
_SEVERAL = (
    "Berkas zip ini memuat lebih dari satu kumpulan. Buka dulu, lalu terima satu per "
    "satu."
)
_EMPTY = "Berkas zip ini tidak memuat kumpulan Bijak. Minta kiriman baru."
_TOO_LARGE = "Isi berkas zip ini terlalu besar. Minta kiriman baru."


@dataclass(frozen=True)
class Packed:
    """What was found; empty bytes where there was nothing.

    Attributes:
        manifest: ``manifest.json``.
        answers: ``jawaban.json``.
        notebook: the only notebook.
        problem: why the zip is refused, as an Indonesian sentence.
    """

    manifest: bytes = b""
    answers: bytes = b""
    notebook: bytes = b""
    problem: str = ""


class _Refused(Exception):
    """The zip is refused; the sentence says why."""


def open_zip(data: bytes) -> Packed:
    """Find manifest, answers and notebook in a zip. Never raises.

    Args:
        data: the whole zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _look(archive)
    except _Refused as error:
        return Packed(problem=str(error))
    except Exception:  # zipfile and its decompressors raise many kinds
        return Packed(problem=_NOT_ZIP)


def _look(archive: zipfile.ZipFile) -> Packed:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise _Refused(_SEVERAL)
    for member in members:
        _refuse_unsafe(member)
    kept = [member for member in members if not _is_litter(member)]
    found = {
        "manifest": _named(kept, MANIFEST),
        "answers": _named(kept, ANSWERS_FILE),
        "notebook": [one for one in kept if one.filename.lower().endswith(".ipynb")],
    }
    if any(len(several) > 1 for several in found.values()):
        raise _Refused(_SEVERAL)
    if not (found["answers"] or found["notebook"]):
        zips = [one for one in kept if one.filename.lower().endswith(".zip")]
        raise _Refused(_SEVERAL if zips else _EMPTY)
    limits = {
        "manifest": _MAX_MANIFEST,
        "answers": MAX_BYTES,
        "notebook": MAX_NOTEBOOK,
    }
    return Packed(
        **{
            name: _content(archive, only[0], limits[name])
            for name, only in found.items()
            if only
        }
    )


def _refuse_unsafe(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    path = PurePosixPath(name)
    leaves = path.is_absolute() or ".." in path.parts or ":" in path.parts[:1]
    drive = len(name) > 1 and name[1] == ":"
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if leaves or drive or is_link:
        raise _Refused(_UNSAFE.format(name=name[:60]))
    if member.flag_bits & 1:
        raise _Refused(_LOCKED)


def _is_litter(member: zipfile.ZipInfo) -> bool:
    """Folders, and what systems and editors leave behind."""
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return member.is_dir() or hidden


def _named(members: list[zipfile.ZipInfo], name: str) -> list[zipfile.ZipInfo]:
    return [
        member
        for member in members
        if PurePosixPath(member.filename.replace("\\", "/")).name == name
    ]


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """The content of one member; what its header claims about sizes is not believed."""
    with archive.open(member) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _Refused(_TOO_LARGE)
    return data
