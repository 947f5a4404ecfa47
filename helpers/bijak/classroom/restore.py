"""``bijak restore``: a class comes back from its backup, and nothing is lost.

Every checksum is compared before anything is written. The class is then built beside
the others, its gradebook brought to today's form, and given its name in one step.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..answers import FORMAT, parse
from ..errors import BijakError
from ..paths import ANSWERS_FILE, CLASSES, class_folder
from ..withdrawn import Register
from . import gradebooks
from .archive import (
    Entry,
    Manifest,
    check_class_name,
    checked_content,
    damaged,
    name_here,
    read_manifest,
    stays_inside,
    verify,
)
from .forgetting import withdraw_again
from .workspace import why

_NOT_READ = "Berkas {file} tidak dapat dibuka ({why}). Periksa namanya, lalu ulangi."
_NOT_ZIP = (
    "Berkas {file} bukan cadangan yang utuh. Mungkin salinannya terputus. Salin sekali "
    "lagi dari tempat asalnya."
)
_THERE = (
    "Kelas “{name}” sudah ada dan tidak ditimpa. Pulihkan dengan nama lain "
    "(--class NAMA), atau ganti kelas itu dengan --replace."
)
_NO_SPACE = (
    "Cadangan ini memerlukan {needed} MB, padahal ruang kosong tinggal {free} MB. "
    "Kosongkan penyimpanan dahulu, lalu ulangi."
)
_NOT_WRITTEN = (
    "Kelas tidak dapat ditulis ke {folder} ({why}). Kelas yang ada tidak diubah. "
    "Periksa apakah penyimpanan penuh atau sedang dipakai, lalu ulangi."
)
_NEWER_ANSWERS = (
    "{count} berkas jawaban dibuat oleh Bijak yang lebih baru. Perbarui Bijak sebelum "
    "menilai."
)
_UPGRADED = "Buku nilai lama sudah disesuaikan dengan nbgrader di laptop ini."
_NO_DATABASE = (
    "Cadangan ini tidak memuat buku nilai, karena kelasnya memakai basis data "
    "tersendiri. Pulihkan juga basis data itu, misalnya dengan pg_restore."
)
_OTHER_DATABASE = (
    "Kelas ini diatur memakai basis data lain, jadi gradebook.db dari cadangan belum "
    "dipakai. Periksa db_url di nbgrader_config.py."
)
_RENAMED = "{count} berkas diberi nama lain, misalnya {name}."
_SPARE = 50_000_000


@dataclass(frozen=True)
class Restored:
    """A class that is back.

    Attributes:
        home: its folder.
        manifest: what the backup says of itself.
        aside: where the class of that name went that was there before.
        notices: Indonesian sentences about what to look at.
    """

    home: Path
    manifest: Manifest
    aside: Path | None
    notices: tuple[str, ...]


def restore_class(
    root: Path,
    file: Path,
    name: str | None = None,
    *,
    replace: bool = False,
    upgrade: Callable[[Path], bool],
    db_url: Callable[[str], str],
) -> Restored:
    """Bring a class back.

    Args:
        root: the project folder.
        file: the backup.
        name: what the class is called now; None takes the backup's name.
        replace: set a class of that name aside first, under another name.
        upgrade: brings a gradebook to today's form; whether that was needed.
        db_url: where nbgrader looks for the gradebook of a class.

    Raises:
        BijakError: the backup is damaged, foreign or too large, or a class of that
            name is there. Nothing was changed then.
    """
    try:
        archive = zipfile.ZipFile(file)
    except OSError as error:
        raise BijakError(_NOT_READ.format(file=file, why=why(error))) from error
    except Exception as error:  # zipfile raises many kinds
        raise BijakError(_NOT_ZIP.format(file=file)) from error
    with archive:
        manifest = read_manifest(archive)
        name = check_class_name(manifest.class_name if name is None else name)
        home = class_folder(root, name)
        if os.path.lexists(home) and not replace:
            raise BijakError(_THERE.format(name=name))
        _refuse_unsafe(archive, manifest)
        _refuse_too_large(root, manifest)
        verify(archive, manifest)
        with _told_plainly(home), _staging(home) as staging:
            notices = _unpack(archive, manifest, staging)
            archive.close()  # Windows moves no folder with an open file in it
            notices += _brought_up_to_date(staging, manifest, upgrade)
            for other in {home, class_folder(root, manifest.class_name)}:
                Register(staging).take_over(other)
            aside = _take_place(staging, home)
    if _is_elsewhere(manifest, db_url(name), home):
        notices.append(_OTHER_DATABASE)
    notices += withdraw_again(root, name)
    return Restored(home, manifest, aside, tuple(notices))


def _refuse_unsafe(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Refuse what could be written outside, twice, or as something else."""
    for member in archive.infolist():
        kind = stat.S_IFMT(member.external_attr >> 16)
        if member.flag_bits & 1 or member.is_dir() or kind not in (0, stat.S_IFREG):
            raise damaged(member.filename)
    paths = [entry.path for entry in manifest.files]
    for path in (*paths, *manifest.folders):
        if not stays_inside(path):
            raise damaged(path)
    if len({*paths, *manifest.folders}) != len(paths) + len(manifest.folders):
        raise damaged("daftar isi")


def _refuse_too_large(root: Path, manifest: Manifest) -> None:
    """Refuse what does not fit; a member longer than it says is refused later.

    So a small zip can never fill the disk, and a class of any honest size comes back.
    """
    free = shutil.disk_usage(root).free
    if manifest.size + _SPARE > free:
        needed, free = manifest.size // 1_000_000 + 1, free // 1_000_000
        raise BijakError(_NO_SPACE.format(needed=needed, free=free))


@contextlib.contextmanager
def _told_plainly(home: Path):
    try:
        yield
    except OSError as error:
        words = _NOT_WRITTEN.format(folder=home.parent, why=why(error))
        raise BijakError(words) from error


@contextlib.contextmanager
def _staging(home: Path):
    """A folder beside the class that is gone afterwards, whatever happens."""
    home.parent.mkdir(exist_ok=True)
    above = Path(tempfile.mkdtemp(prefix=".pulih-", dir=home.parent))
    try:
        staging = above / CLASSES
        staging.mkdir()
        yield staging
    finally:
        _remove(above)


def _remove(folder: Path) -> None:
    """Remove a folder, also where an old class had folders nobody may write."""
    for place, inner, _ in os.walk(folder):
        for name in inner:
            with contextlib.suppress(OSError):
                Path(place, name).chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, staging: Path) -> list[str]:
    """Write every file; its content is compared once more on the way."""
    renamed = []
    for path in manifest.folders:
        (staging / name_here(path)).mkdir(parents=True, exist_ok=True)
    for entry in manifest.files:
        target = _free(staging / name_here(entry.path))
        if target != staging / entry.path:
            renamed.append(target.relative_to(staging).as_posix())
        _write(archive, entry, target)
    # Last, and from below: a folder may be closed to writing.
    for path, mode in sorted(manifest.folders.items(), reverse=True):
        (staging / name_here(path)).chmod(mode & 0o777)
    if renamed:
        return [_RENAMED.format(count=len(renamed), name=renamed[0])]
    return []


def _free(target: Path) -> Path:
    """A path where nothing is yet; some systems hold ``A`` and ``a`` for one name."""
    number, free = 1, target
    while os.path.lexists(free):
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return free


def _write(archive: zipfile.ZipFile, entry: Entry, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        for piece in checked_content(archive, entry):
            out.write(piece)
    os.utime(target, (entry.modified, entry.modified))
    target.chmod(entry.mode & 0o777)


def _brought_up_to_date(
    staging: Path, manifest: Manifest, upgrade: Callable[[Path], bool]
) -> list[str]:
    """Bring what older kits wrote to today's form; what a person should know."""
    notices = []
    if manifest.database == "luar":
        notices.append(_NO_DATABASE)
    gradebook = staging / gradebooks.GRADEBOOK
    if manifest.database == "dalam":
        gradebooks.check(gradebook)
        if upgrade(gradebook):
            notices.append(_UPGRADED)
    newer = sum(map(_is_newer, staging.rglob(ANSWERS_FILE)))
    if newer:
        notices.append(_NEWER_ANSWERS.format(count=newer))
    return notices


def _is_newer(path: Path) -> bool:
    """Whether answers have a form that only a newer kit reads."""
    try:
        return parse(path.read_bytes())["format"] > FORMAT
    except (OSError, ValueError):
        return False  # a participant's broken file comes back as it was


def _is_elsewhere(manifest: Manifest, db_url: str, home: Path) -> bool:
    has_own = manifest.database == "dalam"
    return has_own and gradebooks.inside(db_url, home) is None


def _take_place(staging: Path, home: Path) -> Path | None:
    """Give the class its name; one that was there keeps everything under another."""
    aside = None
    if os.path.lexists(home):
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
        aside = home.with_name(f"{home.name}-sebelum-pulih-{stamp}")
        home.rename(aside)
    try:
        staging.rename(home)
    except BaseException:
        if aside:
            aside.rename(home)
        raise
    return aside
