"""``kegiatan.toml`` as a report reads it: the event, and counts from paper lists.

The counts come from the attendance list, which stays on paper; no name stands here.
All groups are about those who were there, one set of people: two tables about
different people could give a small group away by their difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..event_file import EventFile, read_event_file

if TYPE_CHECKING:
    from ..toml_fields import Fields

GROUPS = {"kelamin": "Jenis kelamin", "usia": "Usia", "wilayah": "Wilayah"}
"""Groups of those who were there, and what each table is called."""
STEPS = (1, 2, 3, 4)
"""What people may tick on the paper about their satisfaction."""

TEMPLATE = """\
# Satu kegiatan, untuk laporan dan sertifikat. Ganti setiap “…”.
# Jangan menulis nama, NIK, atau nomor telepon peserta di berkas ini.

nama = "…"                       # Pelatihan Cek Fakta dan Jualan Daring
dasar = ""                       # nomor surat; boleh kosong
penyelenggara = "…"              # Dinas Komunikasi dan Informatika …
tempat = "…"                     # Balai Desa …, Kecamatan …
tanggal_mulai = 2026-11-24
tanggal_selesai = 2026-11-24
tanggal_laporan = 2026-11-26     # dicetak pada laporan
jp = 8                           # jam pelajaran; setengah ditulis 7.5
modul = ["b1-lima-langkah-bijak", "d1-harga-hpp-impas"]   # dari silabus.toml
tujuan = []                      # ["Peserta dapat …", "Peserta dapat …"]
narasumber = []                  # [{ nama = "…", materi = "…" }]
# penanda_tangan = { jabatan = "Kepala Dinas", nama = "…" }
simpan_sampai = 2027-11-24       # hari terakhir jawaban peserta disimpan

# Yang di bawah boleh dihapus. Jumlahnya dari daftar hadir di kertas.
# Setiap kelompok berjumlah sama dengan hadir; yang di bawah 5 tidak dicetak.
# [peserta]
# terdaftar = 50
# hadir = 48
# kelamin = { perempuan = 30, laki-laki = 18 }
# usia = { "17–25" = 10, "26–40" = 22, "41 ke atas" = 16 }
# wilayah = { "Kecamatan A" = 25, "Kecamatan B" = 23 }

# Angket kepuasan: berapa orang menandai 1, 2, 3, dan 4 (4 paling puas).
# [kepuasan]
# "Materinya mudah dipahami" = [0, 3, 20, 25]
# "Waktunya cukup" = [1, 9, 25, 13]

# [kendala]
# catatan = ["Listrik padam 20 menit."]
"""
"""What a new ``kegiatan.toml`` holds, to be filled in."""


@dataclass(frozen=True)
class Event:
    """One event with its counts.

    Attributes:
        file: what, where, when, by whom, for which modules.
        name: the file's name, as the source of counts.
        registered: how many had registered; None where nobody counted.
        present: how many were there; None where nobody counted.
        groups: name of a group table (`GROUPS`) → category → how many of those
            present.
        survey: question → how many ticked 1, 2, 3 and 4.
        obstacles: sentences of the organiser.
    """

    file: EventFile
    name: str = "kegiatan.toml"
    registered: int | None = None
    present: int | None = None
    groups: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    survey: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    obstacles: tuple[str, ...] = ()

    @property
    def reported(self) -> date | None:
        """The day the report is dated."""
        return self.file.reported


def read_event(path: Path) -> Event:
    """Read one event with its counts.

    Args:
        path: mostly ``kelas/<class>/kegiatan.toml``.

    Raises:
        BijakError: it is not there or wrong; the sentence names line and field.
    """
    file = read_event_file(path)
    registered = present = None
    groups: dict[str, Mapping[str, int]] = {}
    if people := file.tables.get("peserta"):
        people.refuse_unknown(("terdaftar", "hadir", *GROUPS))
        registered, present = (_count(people, n) for n in ("terdaftar", "hadir"))
        if registered is not None and present is not None and present > registered:
            people.fail("hadir", "lebih besar daripada terdaftar. Periksa keduanya.")
        groups = {n: _group(people, n, present) for n in GROUPS if n in people.found}
    obstacles = file.tables.get("kendala")
    if obstacles:
        obstacles.refuse_unknown(("catatan",))
    return Event(
        file=file,
        name=path.name,
        registered=registered,
        present=present,
        groups=groups,
        survey=_survey(file.tables.get("kepuasan")),
        obstacles=obstacles.list_of_words("catatan") if obstacles else (),
    )


def _count(fields: Fields, key: str) -> int | None:
    """A number of people; None where there is none."""
    if key not in fields.found:
        return None
    if not _is_count(fields.found[key]):
        fields.fail(key, f"harus bilangan bulat mulai dari 0, misalnya {key} = 48.")
    return fields.found[key]


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 1_000_000


def _group(fields: Fields, key: str, present: int | None) -> Mapping[str, int]:
    """Category → how many of those who were there."""
    found = fields.found[key]
    if not isinstance(found, dict) or not all(map(_is_count, found.values())):
        fields.fail(key, f'harus berbentuk {key} = {{ "…" = 30, "…" = 18 }}.')
    total = sum(found.values())
    if present is None:
        fields.fail(key, "memerlukan hadir. Tulis dulu hadir = jumlah yang datang.")
    if found and total != present:
        fields.fail(
            key,
            f"berjumlah {total}, padahal hadir {present}. "
            "Tambahkan “tidak disebut” untuk selisihnya, atau betulkan.",
        )
    return {" ".join(name.split()): count for name, count in found.items()}


def _survey(fields: Fields | None) -> Mapping[str, tuple[int, ...]]:
    """Question → how many ticked each step."""
    survey = {}
    for question, counts in (fields.found if fields else {}).items():
        right = isinstance(counts, list) and len(counts) == len(STEPS)
        if not right or not all(map(_is_count, counts)):
            fields.fail(question, "harus empat jumlah, misalnya [0, 3, 20, 25].")
        survey[" ".join(question.split())] = tuple(counts)
    return survey
