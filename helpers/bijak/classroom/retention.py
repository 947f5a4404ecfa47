"""How long a class keeps what is known of persons: twelve months, as the cards promise.

The last day is ``simpan_sampai`` in ``kegiatan.toml``, but never later than twelve
months after the last hand-in. Nothing is removed without the trainer: afterwards the
class takes nothing in and grades nothing, and offers what is left to do, the report and
`bijak forget --all`, which keeps the aggregates.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..errors import BijakError
from ..files import write_atomically
from ..paths import COURSE_ID, WORK
from ..text import long_date
from . import gradebooks
from .mentions import codes_in

MONTHS = 12
WARN_DAYS = 30
EVENT = "kegiatan.toml"
REPORT = "laporan"
KEPT = (REPORT, EVENT, "kelas.toml", "berakhir.json", "sertifikat")
"""What `end_class` leaves: aggregates, settings, and the list without names."""
_END = "berakhir.json"
_ENDED = (
    "Kelas {name} sudah diakhiri; data pesertanya sudah dihapus. Pakai nama kelas "
    "baru: --class NAMA"
)
_OVER = (
    "Masa simpan kelas {name} berakhir {day}, jadi data pesertanya tidak dipakai lagi. "
    "Buat laporan (bijak report --class {name}), lalu hapus datanya "
    "(bijak forget --all --class {name}). Tanggal laptop keliru? Perbaiki dahulu."
)
_SOON = (
    "Data peserta kelas {name} disimpan sampai {day}, {left} hari lagi. Sebelum itu "
    "buat laporan: bijak report --class {name}"
)
_NO_REPORT = (
    "Laporan kelas {name} belum ada, dan sesudah ini tidak dapat dibuat lagi. Buat "
    "dahulu: bijak report --class {name}"
)


@dataclass(frozen=True)
class Retention:
    """Until when a class may be used.

    Attributes:
        name: the class.
        until: the last day; None while nobody has handed anything in.
        left: days until then; negative afterwards.
        is_ended: whether all persons were removed.
    """

    name: str
    until: date | None
    left: int
    is_ended: bool

    @property
    def warning(self) -> str:
        """What to tell the trainer; empty when there is time enough."""
        if self.is_ended:
            return _ENDED.format(name=self.name)
        if self.until is None or self.left > WARN_DAYS:
            return ""
        words = _SOON if self.left >= 0 else _OVER
        return words.format(name=self.name, day=long_date(self.until), left=self.left)

    def require(self) -> None:
        """Let a class that may not be used any more be used no more.

        Raises:
            BijakError: the last day has passed, or the class has ended.
        """
        if self.is_ended or (self.until is not None and self.left < 0):
            raise BijakError(self.warning)


def read_retention(home: Path, today: date) -> Retention:
    """Until when a class may be used.

    Args:
        home: the folder of the class; it need not be there.
        today: the day it is.
    """
    until = _until(home)
    left = (until - today).days if until else 0
    return Retention(home.name, until, left, (home / _END).is_file())


def end_class(root: Path, home: Path, today: date, really: bool = True) -> list[Path]:
    """Remove every person from a class; the report and other aggregates stay.

    Args:
        root: the project folder.
        home: the folder of the class.
        today: noted as the day of the end.
        really: False only lists.

    Returns:
        What is removed, in this order.

    Raises:
        BijakError: there is no report yet, which could not be made afterwards.
        OSError: something could not be removed; the same again goes on from there.
    """
    from ..course import exchange_root, gradebook_url, remove_person

    is_reported = any((home / REPORT).glob("*.*"))
    if not is_reported and _last_hand_in(home) is not None:
        raise BijakError(_NO_REPORT.format(name=home.name))
    codes = sorted(codes_in(home))
    doomed = [root / WORK / code for code in codes if (root / WORK / code).is_dir()]
    exchange = exchange_root(root, home.name)
    if not exchange.resolve().is_relative_to(home.resolve()):
        places = (exchange / COURSE_ID / name for name in ("inbound", "feedback"))
        doomed += [folder for folder in places if folder.is_dir()]
    # The roster goes last: by its codes the rest is found again after a power cut.
    inside = sorted(home.iterdir(), key=lambda path: path.name == "peserta.csv")
    doomed += [path for path in inside if not _stays(path.name)]
    private = home / "sertifikat" / "terbit.json"
    doomed += [private] if private.exists() else []
    if really:
        note = json.dumps({"berakhir": today.isoformat()}).encode()
        write_atomically(home / _END, note)
        if gradebooks.inside(gradebook_url(root, home.name), home) is None:
            for code in codes:
                remove_person(root, home.name, code)
        for path in doomed:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    return doomed


def _stays(name: str) -> bool:
    return name in KEPT or name.startswith(f"{REPORT}-lama-")


def _until(home: Path) -> date | None:
    """The earlier of what the organiser chose and what the cards promise."""
    days = [_chosen(home / EVENT), _months_after(_last_hand_in(home))]
    return min((day for day in days if day), default=None)


def _chosen(path: Path) -> date | None:
    """The day in the event's file; a file that cannot be read chooses nothing."""
    try:
        day = tomllib.loads(path.read_text("utf-8-sig")).get("simpan_sampai")
    except (OSError, ValueError):
        return None
    return day if type(day) is date else None


def _months_after(day: date | None) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + MONTHS // 12)
    except ValueError:  # 29 February
        return day.replace(year=day.year + MONTHS // 12, day=28)


def _last_hand_in(home: Path) -> date | None:
    """The day on which the newest hand-in came here, by this laptop's own clock.

    What a hand-in says of its time is a participant's clock, which may be years off.
    """
    stamps = home.glob("submitted/*/*/timestamp.txt")
    newest = max((path.lstat().st_mtime for path in stamps), default=None)
    return None if newest is None else datetime.fromtimestamp(newest).date()
