"""One class in one zip: what its manifest says, and which names may stand in it.

berkas/<path>    the class's files, by their paths inside the class
aneh/<number>    files with a path that no zip can hold; the manifest knows it
manifest.json    written last: format, kit, class, time, counts, and of every
                 file its member, size, time, rights and SHA-256
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ..errors import BijakError
from ..paths import CLASSES

FORMAT = 1
MANIFEST = "manifest.json"
KIND = "cadangan kelas Bijak"
_MAX_MANIFEST = 200_000_000
_CHUNK = 1 << 20

_DAMAGED = "Berkas cadangan ini rusak ({what}). Pakai salinan lain dari cadangan itu."
_FOREIGN = (
    "Berkas ini bukan cadangan kelas Bijak. Pilih berkas zip yang dibuat oleh: "
    "bijak backup"
)
_NEWER = (
    "Cadangan ini dibuat oleh Bijak yang lebih baru ({version}). Perbarui Bijak di "
    "laptop ini, lalu ulangi."
)
_BAD_NAME = (
    "“{name}” tidak dapat menjadi nama kelas. Pakai huruf, angka, spasi, atau tanda "
    "hubung, misalnya: --class kim-maju"
)
_WINDOWS_FORBIDS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
_WINDOWS_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


@dataclass(frozen=True)
class Entry:
    """One file of a class.

    Attributes:
        path: inside the class, with ``/``.
        member: its name in the zip.
        size: bytes.
        modified: seconds since 1970.
        mode: who may read and write it, as in ``chmod``.
        sha256: of its content.
    """

    path: str
    member: str
    size: int
    modified: int
    mode: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        class_name: the class.
        time: when it was made, ISO with zone.
        version: of the kit that made it.
        database: where the gradebook is: ``dalam`` or ``luar`` the zip, or ``tidak
            ada``.
        files: every file.
        folders: path → mode of every folder, parents first.
        counts: how much of what it holds, by Indonesian name.
    """

    class_name: str
    time: str
    version: str
    database: str
    files: tuple[Entry, ...] = ()
    folders: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(entry.size for entry in self.files)

    def as_json(self) -> bytes:
        """The manifest as the content of its member."""
        content = {
            "jenis": KIND,
            "format": FORMAT,
            "versi": self.version,
            "kelas": self.class_name,
            "waktu": self.time,
            "buku_nilai": self.database,
            "hitungan": self.counts,
            "folder": self.folders,
            "berkas": [asdict(entry) for entry in self.files],
        }
        # ASCII only: a name that is no UTF-8 comes back as it was.
        return json.dumps(content, indent=1).encode("ascii")


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of a backup, every value of it checked for its form.

    Raises:
        BijakError: this is no backup, a damaged one, or one from a newer kit.
    """
    try:
        with archive.open(MANIFEST) as file:
            data = file.read(_MAX_MANIFEST + 1)
        content = json.loads(data) if len(data) <= _MAX_MANIFEST else None
    except KeyError as error:
        raise BijakError(_FOREIGN) from error
    except Exception as error:  # zipfile and its decompressors raise many kinds
        raise damaged(MANIFEST) from error
    if not isinstance(content, dict) or content.get("jenis") != KIND:
        raise BijakError(_FOREIGN)
    form = content.get("format")
    if type(form) is int and form > FORMAT:
        version = str(content.get("versi"))[:20]
        raise BijakError(_NEWER.format(version=version))
    try:
        return _checked(content)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise damaged(MANIFEST) from error


def _checked(content: dict) -> Manifest:
    """A manifest whose values have the types that the rest relies on."""
    files = tuple(Entry(**entry) for entry in content["berkas"])
    for entry in files:
        texts = (entry.path, entry.member, entry.sha256)
        numbers = (entry.size, entry.modified, entry.mode)
        _expect(all(type(text) is str for text in texts))
        _expect(all(type(number) is int and number >= 0 for number in numbers))
    words = [content[key] for key in ("kelas", "waktu", "versi", "buku_nilai")]
    _expect(all(type(word) is str for word in words) and content["format"] == FORMAT)
    numbers = [*content["folder"].items(), *content["hitungan"].items()]
    _expect(all(type(value) is int and value >= 0 for _, value in numbers))
    name, time, version, database = words
    return Manifest(
        name, time, version, database, files, content["folder"], content["hitungan"]
    )


def _expect(is_so: bool) -> None:
    if not is_so:
        raise ValueError("not the form of a manifest")


def damaged(what: str) -> BijakError:
    """The error of a backup that does not hold what it says.

    Args:
        what: the part that is wrong.
    """
    shown = what[:80].encode("utf-8", "replace").decode()
    return BijakError(_DAMAGED.format(what=shown))


def member_name(path: str, number: int) -> str:
    """The name of a file in the zip.

    Args:
        path: inside the class.
        number: of the file, for a path that every unpacker would read differently.
    """
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return f"aneh/{number:06d}"
    plain = path.isprintable() and "\\" not in path
    return f"berkas/{path}" if plain else f"aneh/{number:06d}"


def stays_inside(path: str) -> bool:
    """Whether a path of a manifest names a place inside the class on any system."""
    parts = path.split("/")
    return "\0" not in path and not {"", ".", ".."} & set(parts)


def name_here(path: str, is_windows: bool = os.name == "nt") -> str:
    """A path inside the class as this system can write it.

    Windows takes ``a:b`` for a hidden part of ``a``, so such signs become ``_``.
    """
    if not is_windows:
        return path
    return "/".join(
        f"_{part}" if _WINDOWS_DEVICES.match(part) else _WINDOWS_FORBIDS.sub("_", part)
        for part in path.split("/")
    )


def check_class_name(name: str) -> str:
    """The name of a class, if it can be the name of one folder.

    Raises:
        BijakError: it cannot.
    """
    plain = name.isprintable() and name == name.strip() and name[:1] not in ("", ".")
    if not plain or "/" in name or name_here(name, is_windows=True) != name:
        raise BijakError(_BAD_NAME.format(name=name[:60]))
    return name


def classes(root: Path) -> list[str]:
    """The names of the classes of a project."""
    folder = root / CLASSES
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.is_dir())
    return sorted(path.name for path in found if not path.name.startswith("."))


def chunks(file, most: int | None = None) -> Iterator[bytes]:
    """A file piece by piece, at most one byte more than a limit in all."""
    left = None if most is None else most + 1
    while left is None or left > 0:
        piece = file.read(_CHUNK if left is None else min(_CHUNK, left))
        if not piece:
            return
        yield piece
        left = None if left is None else left - len(piece)


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every member and compare it with the manifest; writes nothing.

    Raises:
        BijakError: the first that differs, or what stands in the zip besides.
    """
    listed = [MANIFEST, *(entry.member for entry in manifest.files)]
    present = [member.filename for member in archive.infolist()]
    if sorted(listed) != sorted(present) or len({*listed}) != len(listed):
        raise damaged("daftar isi")
    for entry in manifest.files:
        for _ in checked_content(archive, entry):
            pass


def checked_content(archive: zipfile.ZipFile, entry: Entry) -> Iterator[bytes]:
    """The content of a member, never more than its manifest says.

    Raises:
        BijakError: at the end, or as soon as it is too long: it is not what it was.
    """
    seen, count = hashlib.sha256(), 0
    try:
        with archive.open(entry.member) as file:
            for piece in chunks(file, entry.size):
                seen.update(piece)
                count += len(piece)
                if count > entry.size:
                    raise damaged(entry.path)
                yield piece
    except (BijakError, GeneratorExit):
        raise
    except Exception as error:  # zipfile and its decompressors raise many kinds
        raise damaged(entry.path) from error
    if (count, seen.hexdigest()) != (entry.size, entry.sha256):
        raise damaged(entry.path)
