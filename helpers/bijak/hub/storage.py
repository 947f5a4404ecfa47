"""Room on the disk: the trainer hears of it before a hand-in cannot be kept.

A kernel may write files of a limited size, but as many as it likes. A real limit for
each home would need quotas of the file system, which no laptop has switched on; so the
supervisor looks now and then, and says whose work takes much.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .ownership import HOMES

LOW = 2_000_000_000
"""Bytes left on the disk below which the trainer is told."""
MUCH = 1_000_000_000
"""Bytes of one home above which the trainer is told; a usual one has 5 MB."""
_MOST_FILES = 20_000  # whoever has more has far too many to be counted twice a minute
_BLOCK = 512

_LEFT = (
    "Penyimpanan laptop tinggal {left}. Kosongkan ruang sekarang, sebelum kumpulan "
    "baru gagal disimpan."
)
_TAKES = (
    "Pekerjaan {code} memakai {size} di laptop ini. Minta peserta itu menghapus berkas "
    "besarnya."
)
_MANY = (
    "Pekerjaan {code} berisi lebih dari {most} berkas. Minta peserta itu menghapusnya."
)


def gigabytes(size: float) -> str:
    """A number of bytes as people read it: ``1,3 GB``."""
    return f"{size / 1e9:.1f} GB".replace(".", ",")


def low_sentence(home: Path, low: int = LOW) -> str:
    """What the trainer reads when little room is left; empty while there is enough.

    Args:
        home: the folder of the class.
        low: bytes that count as little.
    """
    left = shutil.disk_usage(home).free
    return _LEFT.format(left=gigabytes(left)) if left < low else ""


class Storage:
    """Looks after the room of one class; each change is told once."""

    def __init__(self, home: Path, low: int = LOW, much: int = MUCH) -> None:
        """Nothing is looked at yet.

        Args:
            home: the folder of the class.
            low, much: as `LOW` and `MUCH`.
        """
        self._home, self._low, self._much = home, low, much
        self._told: set[str] = set()

    def news(self) -> list[str]:
        """Sentences about what was not so when this was called last."""
        found = {"": low_sentence(self._home, self._low)}
        homes = self._home / HOMES
        for folder in sorted(homes.iterdir()) if homes.is_dir() else ():
            found[folder.name] = self._about(folder)
        now = {name: sentence for name, sentence in found.items() if sentence}
        new = [sentence for name, sentence in now.items() if name not in self._told]
        self._told = set(now)
        return new

    def _about(self, folder: Path) -> str:
        size, files = _taken(folder)
        if size >= self._much:
            return _TAKES.format(code=folder.name, size=gigabytes(size))
        if files > _MOST_FILES:
            return _MANY.format(
                code=folder.name, most=f"{_MOST_FILES:,}".replace(",", ".")
            )
        return ""


def _taken(folder: Path) -> tuple[int, int]:
    """Bytes that a home takes on the disk, and how many files; no link is followed.

    What cannot be read is passed over. Counting ends where there are too many.
    """
    size = files = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                size += os.lstat(os.path.join(place, name)).st_blocks * _BLOCK  # noqa: PTH118
            except OSError:
                continue
        files += len(names)
        if files > _MOST_FILES:
            break
    return size, files
