"""``kegiatan.toml``: what the organiser says about one event.

What, where, when, how long, by whom, for which modules. Reports, certificates and the
retention date read it; it never holds a participant's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .errors import BijakError
from .toml_fields import Fields, nearest, read_fields

EVENT_FILE = "kegiatan.toml"

_KEYS = (
    "nama dasar penyelenggara tempat tanggal_mulai tanggal_selesai tanggal_laporan jp "
    "modul tujuan narasumber penanda_tangan simpan_sampai"
).split()
_TABLES = ("peserta", "kepuasan", "kendala", "retensi")
_MOST_HOURS = 400  # JP of a long course; more is a slip of the finger

_ABSENT = "Berkas {path} belum ada. Buat dengan bijak report --new, lalu isi."


@dataclass(frozen=True)
class Speaker:
    """Somebody who taught, and what."""

    name: str
    topic: str


@dataclass(frozen=True)
class Signatory:
    """Who signs for the organiser: the office first, then the person."""

    position: str
    name: str


@dataclass(frozen=True)
class EventFile:
    """One event, as its organiser describes it.

    Attributes:
        name: what the event is called.
        organiser: the office that holds it.
        place: building and town.
        begins: first day.
        ends: last day; the first day where the file names none.
        hours: lesson hours (JP), whole or half.
        modules: ids of modules; who reads them checks them with `titles_of`.
        basis: letter or decree; may be empty.
        reported: the day a report is dated; None where the file names none.
        aims: sentences of the organiser.
        speakers: in their order.
        signatory: None where the file names none.
        keep_until: the last day on which people's results may be kept; twelve months
            after the last day where the file names none.
        tables: ``peserta``, ``kepuasan``, ``kendala``, ``retensi`` where the file has
            them, as they stand there; who needs one checks it with its own sentences.
    """

    name: str
    organiser: str
    place: str
    begins: date
    ends: date
    hours: float
    modules: tuple[str, ...]
    basis: str = ""
    reported: date | None = None
    aims: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    signatory: Signatory | None = None
    keep_until: date = date.max
    tables: Mapping[str, Fields] = field(default_factory=dict, repr=False)


def read_event_file(path: Path) -> EventFile:
    """Read one event.

    Args:
        path: mostly ``kelas/<class>/kegiatan.toml``.

    Raises:
        BijakError: it is not there or wrong; the sentence names line and field.
    """
    if not path.is_file():
        raise BijakError(_ABSENT.format(path=path))
    fields = read_fields(path)
    fields.refuse_unknown((*_KEYS, *_TABLES))
    begins = fields.day("tanggal_mulai")
    ends = fields.day("tanggal_selesai", begins)
    if begins > ends:
        fields.fail("tanggal_selesai", "lebih awal daripada tanggal_mulai. Tukarlah.")
    return EventFile(
        name=fields.words("nama"),
        organiser=fields.words("penyelenggara"),
        place=fields.words("tempat"),
        begins=begins,
        ends=ends,
        hours=_hours(fields),
        modules=fields.list_of_words("modul", needed=True),
        basis=fields.words("dasar", needed=False),
        reported=fields.day("tanggal_laporan", None),
        aims=fields.list_of_words("tujuan"),
        speakers=_speakers(fields),
        signatory=_signatory(fields),
        keep_until=fields.day("simpan_sampai", _a_year_after(ends)),
        tables={name: fields.table(name) for name in _TABLES if name in fields.found},
    )


def titles_of(event: EventFile, titles: Mapping[str, str], file: str) -> list[str]:
    """The titles of an event's modules.

    Args:
        event: the event.
        titles: id → title of all modules of the syllabus.
        file: the name of the event's file, for the sentence.

    Raises:
        BijakError: a module is not in the syllabus; the sentence names the nearest.
    """
    for module in event.modules:
        if module not in titles:
            raise BijakError(
                f"{file}: modul “{module}” tidak ada di silabus."
                f"{nearest(module, titles)} Salin id modul dari silabus.toml."
            )
    return [titles[module] for module in event.modules]


def _hours(fields: Fields) -> float:
    value = fields.found.get("jp")
    if isinstance(value, bool) or not isinstance(value, int | float):
        fields.fail("jp", "harus angka tanpa tanda kutip, misalnya jp = 8.")
    if not 0 < value <= _MOST_HOURS or value * 2 != int(value * 2):
        fields.fail(
            "jp", f"harus 0.5 sampai {_MOST_HOURS}, bulat atau setengah. Periksa lagi."
        )
    return value


def _speakers(fields: Fields) -> tuple[Speaker, ...]:
    form = 'harus daftar: narasumber = [{ nama = "…", materi = "…" }].'
    values = fields.found.get("narasumber", [])
    if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
        fields.fail("narasumber", form)
    speakers = []
    for value in values:
        inner = fields.inside(value, "narasumber")
        inner.refuse_unknown(("nama", "materi"))
        name, topic = inner.words("nama", False), inner.words("materi", False)
        if topic and not name:
            fields.fail("narasumber", "memuat materi tanpa nama. Lengkapi namanya.")
        if name:
            speakers.append(Speaker(name, topic))
    return tuple(speakers)


def _signatory(fields: Fields) -> Signatory | None:
    value = fields.found.get("penanda_tangan")
    if value is None:
        return None
    if not isinstance(value, dict):
        form = 'harus berbentuk { jabatan = "…", nama = "…" }.'
        fields.fail("penanda_tangan", form)
    inner = fields.inside(value, "penanda_tangan")
    inner.refuse_unknown(("jabatan", "nama"))
    position, name = inner.words("jabatan", False), inner.words("nama", False)
    if bool(position) != bool(name):
        fields.fail("penanda_tangan", "perlu jabatan dan nama. Lengkapi keduanya.")
    return Signatory(position, name) if name else None


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
