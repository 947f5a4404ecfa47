"""Every picture that ships carries the mark in its pixels before it is released."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import NotReleasable
from ..files import write_atomically
from ..pictures import is_marked, mark_picture
from ..views.cards.picture import FILE_NAME, FOLDER, LARGEST, png_size

_PICTURES = Path("helpers", "bijak", "data", FOLDER)


def _files(root: Path) -> list[Path]:
    folder = root / _PICTURES
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _can_be_shown(path: Path, data: bytes) -> bool:
    """Whether a card can draw the file: its name, form and size are as they must be."""
    named = re.fullmatch(FILE_NAME, path.name)
    return bool(named) and len(data) <= LARGEST and png_size(data) is not None


def unmarked(root: Path) -> list[Path]:
    """Pictures that may not be released: without the mark, or not to be shown.

    Args:
        root: the project folder; nothing in it is changed.
    """
    wrong = []
    for path in _files(root):
        data = path.read_bytes()
        if not (_can_be_shown(path, data) and is_marked(data)):
            wrong.append(path)
    return wrong


def mark_all(root: Path) -> list[Path]:
    """Put the mark into every picture that lacks it; the files that changed.

    Args:
        root: the project folder.

    Raises:
        NotReleasable: a file is no picture that a card can show. Files before it, in
            the order of their names, are marked already.
    """
    changed = []
    for path in unmarked(root):
        name = path.relative_to(root).as_posix()
        if not re.fullmatch(FILE_NAME, path.name):
            raise NotReleasable(
                f"{name}: simpan sebagai PNG. Pakai huruf kecil, angka, dan tanda "
                "hubung pada namanya, misalnya balai-desa.png."
            )
        try:
            data = mark_picture(path.read_bytes())
        except NotReleasable as error:
            raise NotReleasable(f"{name}: {error}") from error
        if not _can_be_shown(path, data):
            raise NotReleasable(
                f"{name}: gambar lebih dari {LARGEST // 1000} kB. Kecilkan lebarnya "
                "menjadi 640 piksel, lalu ulangi."
            )
        write_atomically(path, data)
        path.chmod(0o644)
        changed.append(path)
    return changed
