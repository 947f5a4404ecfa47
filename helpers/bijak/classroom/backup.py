"""``bijak backup``: everything of one class in one zip that was read back.

Plain files are copied first and the gradebook last. So the gradebook may know more
than the files, which the next grading puts right; the other way round a hand-in
would look graded whose points are in no gradebook.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from .. import __version__
from ..errors import BijakError
from ..paths import CLASSES, class_folder
from . import gradebooks
from .archive import (
    MANIFEST,
    Entry,
    Manifest,
    check_class_name,
    chunks,
    classes,
    member_name,
    read_manifest,
    verify,
)
from .workspace import why

_LINKS = "{count} tautan di folder kelas tidak ikut, misalnya {name}."
_CHANGING = "{count} berkas hilang selagi dicadangkan, misalnya {name}."
_EXCHANGE = "Folder pertukaran ada di luar folder kelas ({place}), jadi tidak ikut."
_NO_CLASS = "Kelas “{name}” tidak ada. {known}"
_KNOWN = "Kelas yang ada: {names}. Pilih dengan --class NAMA."
_NONE_KNOWN = "Belum ada kelas di folder Bijak ini."
_THERE = "Berkas {file} sudah ada dan tidak ditimpa. Pilih nama lain."
_WITHIN = "Simpan cadangan di luar folder kelas {home}, misalnya di USB."
_NO_FOLDER = "Folder {folder} tidak ada. Buat dahulu, atau pilih folder lain."
_NOT_WRITTEN = (
    "Cadangan tidak dapat ditulis ke {folder} ({why}). Kelas tidak diubah. Pilih "
    "tempat lain, misalnya: bijak backup /media/usb"
)
_NOT_READ = (
    "{name} tidak dapat dibaca ({why}), jadi cadangan tidak dibuat. Minta hak baca "
    "untuk berkas itu, lalu ulangi. Kelas pernah dibuka dengan sudo? Buat cadangan "
    "dengan sudo juga."
)


@dataclass(frozen=True)
class Backup:
    """A backup that was written and read back.

    Attributes:
        file: the zip.
        manifest: what is in it.
        notices: Indonesian sentences about what is not in it.
    """

    file: Path
    manifest: Manifest
    notices: tuple[str, ...]


@dataclass
class _Packing:
    """What was packed so far, and what was not."""

    archive: zipfile.ZipFile
    files: list[Entry] = field(default_factory=list)
    folders: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)

    def add(self, source: Path, path: str) -> None:
        """Pack one file, if it is one."""
        try:
            handle = _opened(source)
        except FileNotFoundError:
            self.vanished.append(path)
            return
        except OSError as error:
            raise BijakError(_NOT_READ.format(name=path, why=why(error))) from error
        if handle is None:
            self.links.append(path)
            return
        with os.fdopen(handle, "rb") as file:
            self.files.append(self._copied(file, path))

    def add_folder(self, source: Path, path: str) -> None:
        """Note one folder; what is in it is added by itself."""
        with contextlib.suppress(FileNotFoundError):
            self.folders[path] = source.stat().st_mode & 0o777

    def _copied(self, file, path: str) -> Entry:
        about = os.fstat(file.fileno())
        modified, mode = max(0, int(about.st_mtime)), about.st_mode & 0o777
        member = member_name(path, len(self.files))
        # Years that a zip cannot hold are pulled in; the manifest has the true time.
        moment = time.localtime(min(max(modified, 315619200), 4354732800))[:6]
        header = zipfile.ZipInfo(member, moment)
        header.compress_type = zipfile.ZIP_DEFLATED
        header.external_attr = (stat.S_IFREG | mode) << 16
        seen, count = hashlib.sha256(), 0
        with self.archive.open(header, "w", force_zip64=True) as out:
            for piece in chunks(file):
                out.write(piece)
                seen.update(piece)
                count += len(piece)
        return Entry(path, member, count, modified, mode, seen.hexdigest())


def back_up(
    root: Path,
    name: str,
    target: Path | None = None,
    *,
    db_url: Callable[[str], str],
    exchange: Path | None = None,
) -> Backup:
    """Write one class into one zip, read it back, and only then give it its name.

    Args:
        root: the project folder.
        name: the class.
        target: the zip, or the folder it goes to; None takes ``kelas/``.
        db_url: where nbgrader looks for the gradebook of a class.
        exchange: the class's exchange folder, to say so if it lies elsewhere.

    Raises:
        BijakError: there is no such class, or the backup could not be made whole.
            Nothing is left behind then.
    """
    home = _home(root, name)
    file = _target(root, home, name, target)
    notices = []
    if exchange and not exchange.resolve().is_relative_to(home):
        notices.append(_EXCHANGE.format(place=exchange))
    try:
        manifest = _written(home, name, db_url(name), file, notices)
    except OSError as error:
        words = _NOT_WRITTEN.format(folder=file.parent, why=why(error))
        raise BijakError(words) from error
    return Backup(file, manifest, tuple(notices))


def _home(root: Path, name: str) -> Path:
    home = class_folder(root, check_class_name(name))
    if not home.is_dir():
        names = ", ".join(classes(root))
        known = _KNOWN.format(names=names) if names else _NONE_KNOWN
        raise BijakError(_NO_CLASS.format(name=name, known=known))
    return home.resolve()


def _target(root: Path, home: Path, name: str, target: Path | None) -> Path:
    """The file to write: not there yet, and outside the class."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    file = target or root / CLASSES
    if file.is_dir():
        file /= f"bijak-kelas-{name}-{stamp}.zip"
    if file.resolve().is_relative_to(home):
        raise BijakError(_WITHIN.format(home=home))
    if file.suffix.lower() != ".zip":  # a folder was meant, such as an USB stick
        raise BijakError(_NO_FOLDER.format(folder=file))
    if not file.parent.is_dir():
        raise BijakError(_NO_FOLDER.format(folder=file.parent))
    if os.path.lexists(file):
        raise BijakError(_THERE.format(file=file))
    return file


def _written(
    home: Path, name: str, db_url: str, file: Path, notices: list[str]
) -> Manifest:
    """Write under another name, read back, rename."""
    handle, unfinished = tempfile.mkstemp(prefix=".cadangan-", dir=file.parent)
    try:
        with os.fdopen(handle, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _pack(archive, home, name, db_url, notices)
                archive.writestr(MANIFEST, manifest.as_json())
            out.flush()
            os.fsync(out.fileno())
            with zipfile.ZipFile(out) as archive:
                verify(archive, read_manifest(archive))
        if os.path.lexists(file):
            raise BijakError(_THERE.format(file=file))
        Path(unfinished).rename(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(unfinished).unlink()
        raise
    return manifest


def _pack(
    archive: zipfile.ZipFile, home: Path, name: str, db_url: str, notices: list[str]
) -> Manifest:
    packing = _Packing(archive)
    gradebook = gradebooks.inside(db_url, home)
    for path, is_folder in _walked(home):
        source = home / path
        if is_folder:
            packing.add_folder(source, path)
        elif not (gradebook and path in gradebooks.FILES):
            packing.add(source, path)
    database, graded = "tidak ada", 0
    if gradebook is None:
        database = "luar"
        notices.append(gradebooks.how_to_dump(db_url))
    elif gradebook.is_file():
        database, graded = "dalam", _pack_gradebook(packing, gradebook)
    for words, found in ((_LINKS, packing.links), (_CHANGING, packing.vanished)):
        if found:
            shown = found[0].encode("utf-8", "replace").decode()
            notices.append(words.format(count=len(found), name=shown))
    return Manifest(
        name,
        datetime.now(UTC).isoformat(timespec="seconds"),
        __version__,
        database,
        tuple(packing.files),
        packing.folders,
        _counts(packing.folders, graded),
    )


def _pack_gradebook(packing: _Packing, gradebook: Path) -> int:
    """Pack the gradebook as it is at one moment; how many hand-ins it knows."""
    with tempfile.TemporaryDirectory(prefix="bijak-") as folder:
        copied = Path(folder, gradebooks.GRADEBOOK)
        gradebooks.copy(gradebook, copied)
        copied.chmod(gradebook.stat().st_mode & 0o777)
        packing.add(copied, gradebooks.GRADEBOOK)
        return gradebooks.graded_count(copied)


def _counts(folders: dict[str, int], graded: int) -> dict[str, int]:
    below = [path.split("/") for path in folders if path.startswith("submitted/")]
    return {
        "peserta": sum(len(parts) == 2 for parts in below),
        "kumpulan": sum(len(parts) == 3 for parts in below),
        "ternilai": graded,
    }


def _walked(home: Path) -> Iterator[tuple[str, bool]]:
    """Every path in a class, and whether it is a folder; links are no folders."""

    def told(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            place = Path(error.filename)
            raise BijakError(_NOT_READ.format(name=place, why=why(error))) from error

    for place, inner, names in os.walk(home, onerror=told, followlinks=False):
        inner.sort()
        above = Path(place).relative_to(home)
        for name in inner:
            path = (above / name).as_posix()
            is_link = Path(place, name).is_symlink()
            yield path, not is_link
        for name in sorted(names):
            yield (above / name).as_posix(), False


def _opened(path: Path) -> int | None:
    """A handle to a plain file; None for a link, a pipe or a device."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    flags = os.O_RDONLY
    # Whoever changes the file into a link or a pipe now gains nothing.
    for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"):
        flags |= getattr(os, name, 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return handle
