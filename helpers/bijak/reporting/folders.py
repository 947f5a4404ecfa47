"""A folder that is replaced as a whole, and never with somebody's changes in it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path

from ..errors import BijakError
from ..files import one_writer, write_atomically

SUMS = "sidik.txt"
"""Checksums of all files, as ``sha256sum`` writes them; tells what people changed."""

_OWN_OF_SYSTEMS = {"thumbs.db", "desktop.ini"}
_NOT_REPLACED = (
    "Folder {folder} tidak dapat diganti; isinya tetap seperti semula. "
    "Tutup berkas di dalamnya yang masih terbuka, lalu ulangi."
)
_NOT_WRITTEN = (
    "Laporan tidak dapat ditulis di {folder}; yang lama tetap ada. "
    "Periksa sisa ruang dan izin menulis, lalu ulangi."
)
_BUSY = "Laporan {folder} sedang dibuat di jendela lain. Tunggu, lalu ulangi."


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> Path | None:
    """Write files as the new content of a folder, all or none.

    What was there before is removed only where nobody changed or added anything;
    otherwise it is moved to ``<folder>-lama-<day of the last change>``.

    Args:
        folder: where the files shall be.
        files: their paths inside it, with slashes, and their content.

    Returns:
        Where the earlier folder is kept, or nothing.

    Raises:
        BijakError: nothing was changed.
    """
    try:
        with one_writer(folder):
            new = _write(folder, files)
            return _swap(folder, new)
    except TimeoutError as error:
        raise BijakError(_BUSY.format(folder=folder)) from error


def _write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """All files in a new folder beside the one they are for."""
    new = folder.with_name(f".{folder.name}-baru")
    sums = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()
    )
    try:
        shutil.rmtree(new, ignore_errors=True)  # what a killed run left
        for name, data in {**files, SUMS: sums.encode()}.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
            path.chmod(0o644)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise BijakError(_NOT_WRITTEN.format(folder=folder)) from error
    return new


def _swap(folder: Path, new: Path) -> Path | None:
    """Put the new folder in the place of the old one."""
    if not folder.exists():
        new.rename(folder)
        return None
    changed = is_changed(folder)
    kept = _free_name(folder)
    try:
        folder.rename(kept)
        try:
            new.rename(folder)
        except OSError:
            kept.rename(folder)
            raise
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise BijakError(_NOT_REPLACED.format(folder=folder)) from error
    if changed:
        return kept
    shutil.rmtree(kept, ignore_errors=True)
    return None


def is_changed(folder: Path) -> bool:
    """Whether anybody changed, added or removed a file since it was written."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        told = dict(line.split("  ", 1)[::-1] for line in lines)
    except (OSError, ValueError):
        return True
    found = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and not _is_own_of_system(path.name)
    }
    found.pop(SUMS, None)
    if found.keys() != told.keys():
        return True
    return any(
        hashlib.sha256(path.read_bytes()).hexdigest() != told[name]
        for name, path in found.items()
    )


def _is_own_of_system(name: str) -> bool:
    """Whether a file is one that an operating system puts everywhere."""
    return name.startswith(".") or name.lower() in _OWN_OF_SYSTEMS


def _free_name(folder: Path) -> Path:
    """A name that tells how old the earlier report is."""
    latest = max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
    plain = f"{folder.name}-lama-{date.fromtimestamp(latest).isoformat()}"
    names = (plain if n == 1 else f"{plain}-{n}" for n in count(1))
    return next(p for name in names if not (p := folder.with_name(name)).exists())
