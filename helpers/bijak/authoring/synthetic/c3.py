"""Invented tables of module C3: citizens' reports, and who hears news by what.

``aspirasi-warga-c3.csv``: what a village desk receives in half a year. Rain brings
reports, a few subjects bring most of them, people forget the date more often than
the place, write the same hamlet in three ways, and leave telephone numbers in.

``kk-saluran-c3.csv``: 400 households that were asked by what they usually hear
village news, at most two answers. ``kk-saluran-c3-kuis.csv``: 120 more, for a quiz.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

SEED = 20270405
REPORTS = 80
_FIRST, _DAYS = date(2026, 10, 1), 182
_RAINY = {12: 3.0, 1: 3.0, 2: 2.2, 11: 1.6, 3: 1.2, 10: 1.0}
"""Month → how much more is reported than in a dry month."""

_HAMLETS = {
    "Simak": ("Dusun Simak", "Dusun Simak", "Dusun Simak", "Dsn Simak", "simak"),
    "Runut": ("Dusun Runut", "Dusun Runut", "Dusun Runut", "Dsn. Runut", "runut"),
}
_CHANNELS = {"Grup WA": 34, "Kotak saran": 18, "Lisan di warung": 16, "Surat": 7}

# Subject → weight, office, and its six answers: what, who, where, why, how.
_SUBJECTS: dict[str, tuple] = {
    "jalan dan jembatan": (
        26,
        "Pemerintah Desa Sukateliti",
        (
            (
                "Papan titian lepas tiga lembar",
                "pembawa gabah memutar",
                "dekat balai RT {rt}",
                "kayunya lapuk menurut tukang desa",
                "dua orang sudah terpeleset",
            ),
            (
                "Saluran tepi jalan tersumbat",
                "pedagang pagi terganggu",
                "di depan pasar desa",
                "daun bambu menumpuk menurut penyapu jalan",
                "air setinggi mata kaki masuk kios",
            ),
        ),
    ),
    "air": (
        19,
        "Perumda Air Telaga",
        (
            (
                "Air pipa keluar hanya dua jam",
                "dua belas rumah terkena",
                "di RT {rt}",
                "pompa diperbaiki menurut petugas air",
                "warga menimba dari sumur tetangga",
            ),
            (
                "Pipa bocor di tepi jalan",
                "warga RT {rt} kekurangan air",
                "di pertigaan menuju lapangan",
                "pipanya terlindas truk menurut warga",
                "genangan selebar dua meter",
            ),
        ),
    ),
    "lampu jalan": (
        12,
        "Pemerintah Desa Sukateliti",
        (
            (
                "Empat lampu jalan mati",
                "anak mengaji pulang gelap",
                "antara RT {rt} dan lapangan",
                "kabelnya putus menurut penjaga malam",
                "warga membawa senter sendiri",
            ),
        ),
    ),
    "angkutan": (
        7,
        "Dinas Perhubungan",
        (
            (
                "Angkutan siang tidak lewat",
                "siswa menunggu satu jam",
                "di halte pasar desa",
                "sopirnya berkurang menurut pengurus angkutan",
                "siswa berjalan kaki tiga kilometer",
            ),
        ),
    ),
    "kesehatan": (
        5,
        "Dinas Kesehatan",
        (
            (
                "Puskesmas keliling tidak datang",
                "peserta lansia menunggu",
                "di balai RT {rt}",
                "mobilnya di bengkel menurut perawat",
                "obat bulanan tertunda",
            ),
        ),
    ),
    "sampah": (
        4,
        "Pemerintah Desa Sukateliti",
        (
            (
                "Bak sampah penuh",
                "pedagang sayur terganggu",
                "di belakang pasar desa",
                "gerobaknya rusak menurut petugas",
                "bau sampai ke kelas satu",
            ),
        ),
    ),
    "lain-lain": (
        3,
        "Pemerintah Desa Sukateliti",
        (
            (
                "Pengeras suara balai desa mendengung",
                "peserta rapat tidak mendengar",
                "di balai desa",
                "kabelnya longgar menurut penjaga",
                "rapat dipindah ke teras",
            ),
        ),
    ),
}
_KEPT = {
    "apa": 0.98,
    "siapa": 0.75,
    "kapan": 0.5,
    "di_mana": 0.8,
    "mengapa": 0.35,
    "bagaimana": 0.6,
}
"""Element → how often people write it."""

_LOOSE_TIMES = ("kemarin", "tadi pagi", "minggu lalu", "sudah lama", "")
_LEFT_IN = (
    "Hubungi 08xx-xxxx-xx00.",
    "NIK saya [NIK 16 angka].",
    "Rumah No. 12.",
)
_MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()

VILLAGE = {
    ("wa",): 60,
    ("wa", "web"): 68,
    ("papan", "wa"): 72,
    ("temu", "wa"): 28,
    ("papan", "temu"): 30,
    ("temu",): 50,
    ("radio", "temu"): 30,
    ("radio",): 24,
    ("papan",): 8,
    (): 30,
}
"""Channels named → households, 400 together."""

HAMLET = {
    ("wa",): 28,
    ("temu", "wa"): 34,
    ("papan",): 16,
    ("papan", "radio"): 12,
    ("radio",): 12,
    ("temu",): 6,
    (): 12,
}
"""The same for 120 households of another list."""


def tables() -> dict[str, str]:
    """All tables of this module: file name → CSV text, always the same."""
    return {
        "aspirasi-warga-c3.csv": _reports(random.Random(SEED)),
        "kk-saluran-c3.csv": _households(
            random.Random(SEED + 1), VILLAGE, ("wa", "papan", "temu", "radio", "web"), 8
        ),
        "kk-saluran-c3-kuis.csv": _households(
            random.Random(SEED + 2), HAMLET, ("wa", "papan", "temu", "radio"), 4
        ),
    }


def _csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _households(
    chance: random.Random,
    counts: Mapping[tuple[str, ...], int],
    names: Sequence[str],
    rts: int,
) -> str:
    homes = [named for named, count in counts.items() for _ in range(count)]
    chance.shuffle(homes)
    rows = []
    for place, named in enumerate(homes):
        hamlet = "Simak" if chance.random() < 0.55 else "Runut"
        flags = [int(one in named) for one in names]
        rows.append(
            [f"KK{place + 1:03d}", f"Dusun {hamlet}", chance.randint(1, rts), *flags]
        )
    return _csv(["kk", "dusun", "rt", *names], rows)


def _reports(chance: random.Random) -> str:
    days = [_FIRST + timedelta(one) for one in range(_DAYS)]
    weights = [_RAINY[day.month] for day in days]
    received = sorted(chance.choices(days, weights, k=REPORTS))
    rows = [_report(chance, place, day) for place, day in enumerate(received, 1)]
    head = "id tgl dusun kanal teks kategori".split()
    elements = [name.replace("_", " ") for name in _KEPT]
    return _csv([*head, *elements, "data_pribadi", "tujuan"], rows)


def _report(chance: random.Random, place: int, day: date) -> list[object]:
    subject = chance.choices(list(_SUBJECTS), [one[0] for one in _SUBJECTS.values()])[0]
    _, office, stories = _SUBJECTS[subject]
    what, who, where, why, how = chance.choice(stories)
    rt = f"{chance.randint(1, 8):02d}"
    kept = {name: chance.random() < share for name, share in _KEPT.items()}
    happened = day - timedelta(chance.randint(1, 4))
    when = (
        f"pada {happened.day} {_MONTHS[happened.month - 1]}"
        if kept["kapan"]
        else chance.choice(_LOOSE_TIMES)
    )
    parts = {
        "apa": what if kept["apa"] else "Tolong ditengok",
        "di_mana": where if kept["di_mana"] else "",
        "kapan": when,
    }
    first = " ".join(one for one in parts.values() if one).format(rt=rt)
    rest = [
        f"{one[0].upper()}{one[1:]}.".format(rt=rt)
        for name, one in (("siapa", who), ("mengapa", why), ("bagaimana", how))
        if kept[name]
    ]
    private = chance.random() < 0.3
    text = " ".join([f"{first}.", *rest, *([chance.choice(_LEFT_IN)] * private)])
    hamlet = chance.choice(_HAMLETS[chance.choice(list(_HAMLETS))])
    channel = chance.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
    flags = [int(one) for one in kept.values()]
    return [
        f"w{place:02d}",
        day.isoformat(),
        hamlet,
        channel,
        text,
        subject,
        *flags,
        int(private),
        office,
    ]
