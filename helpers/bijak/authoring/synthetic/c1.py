"""Data of C1: what posts reached, an agenda of offices, and things to post about.

Reach is log-normal within each group of hours, so that a few posts reach far more than
most; weekdays, the harvest and a growing number of followers move it. One post of each
set goes viral. Two rows stand twice and a few counts are missing, as people's exports
have them.
"""

from __future__ import annotations

import csv
import io
import math
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

SEED = 20270405
_INSIGHT = (
    "tgl jam waktu format pilar jangkauan tayangan suka komentar bagikan simpan klik "
    "pengikut"
).split()
_AGENDA = "id tgl opd judul sasaran sifat_info embargo kanal wilayah".split()
_HOURS = {
    "pagi": (5, 8),
    "siang": (11, 13),
    "sore": (15, 17),
    "petang": (18, 19),
    "malam": (20, 22),
}
_WEEKDAYS = (1.0, 0.97, 1.0, 0.98, 1.06, 1.12, 1.09)

# Set → posts per group, first day, followers, typical reach of each group, and the
# group whose one post goes viral with how many people.
_SETS = {
    "insight-konten": {
        "per_slot": 36,
        "first": date(2026, 10, 1),
        "followers": (780, 1240),
        "reach": {
            "pagi": 405,
            "siang": 335,
            "sore": 360,
            "petang": 545,
            "malam": 430,
        },
        "viral": ("siang", 41280),
        "shares": {
            "layanan": 0.034,
            "edukasi": 0.061,
            "cerita": 0.022,
            "promosi": 0.013,
        },
    },
    "insight-toko-c1": {
        "per_slot": 24,
        "first": date(2026, 11, 2),
        "followers": (310, 520),
        "reach": {
            "pagi": 268,
            "siang": 150,
            "sore": 172,
            "petang": 186,
            "malam": 164,
        },
        "viral": ("malam", 18640),
        "shares": {
            "kabar": 0.030,
            "edukasi": 0.048,
            "cerita": 0.027,
            "promosi": 0.012,
        },
    },
}
_FORMATS = ("foto", "video", "tulisan")


def tables() -> dict[str, str]:
    """All data sets of this module: file name → CSV text."""
    made = {f"{name}.csv": _insight(name) for name in _SETS}
    made["agenda-opd.csv"] = _csv(_AGENDA, _agenda())
    return made


def _csv(head: Sequence[str], rows: Iterable[Sequence]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _insight(name: str) -> str:
    about = _SETS[name]
    rng = random.Random(f"{SEED}-{name}")
    slots = [slot for slot in _HOURS for _ in range(about["per_slot"])]
    pillars = [one for one in about["shares"]]
    kinds = [
        (pillars[n % len(pillars)], _FORMATS[n % len(_FORMATS)])
        for n in range(len(slots))
    ]
    posts = list(zip(slots, kinds, strict=True))
    rng.shuffle(posts)
    viral = next(n for n, post in enumerate(posts) if _goes_viral(about, post))
    rows = [
        _post(about, rng, n, len(posts), post, n == viral)
        for n, post in enumerate(posts)
    ]
    return _csv(_INSIGHT, _as_exported(rng, rows, viral))


def _goes_viral(about: dict, post: tuple) -> bool:
    slot, (pillar, kind) = post
    return slot == about["viral"][0] and (pillar, kind) == ("promosi", "video")


def _post(
    about: dict, rng: random.Random, n: int, count: int, post: tuple, viral: bool
) -> list:
    slot, (pillar, kind) = post
    day = about["first"] + timedelta(days=round(n * 1.0))
    low, high = _HOURS[slot]
    clock = f"{rng.randint(low, high):02}:{rng.choice((0, 10, 15, 30, 45)):02}"
    first, last = about["followers"]
    followers = round(first + (last - first) * n / count) + rng.randint(-3, 3)
    season = 1 + 0.10 * math.sin(2 * math.pi * day.timetuple().tm_yday / 365)
    growth = 0.9 + 0.2 * n / count
    wild = rng.lognormvariate(0.0, 0.42)
    reach = about["reach"][slot] * _WEEKDAYS[day.weekday()] * season * growth * wild
    reach = about["viral"][1] if viral else max(18, round(reach))
    shown = round(reach * rng.uniform(1.12, 1.75))
    kept = about["shares"][pillar] * rng.lognormvariate(0.0, 0.35)
    # People who meet a viral post by chance rarely keep it.
    kept *= 0.2 if viral else 1.0
    # Once in a while a small post is kept by nearly all who saw it.
    if pillar == "layanan" and rng.random() < 0.16:
        kept = rng.uniform(0.30, 0.42)
    share = rng.lognormvariate(0.0, 0.5)
    counts = (0.055, 0.008, 0.014 * (2.5 if viral else 1), kept / share, 0.021)
    likes, comments, shared, saved, clicks = (round(reach * c * share) for c in counts)
    numbers = [reach, shown, likes, comments, shared, saved, clicks, followers]
    return [day.isoformat(), clock, slot, kind, pillar, *numbers]


def _as_exported(rng: random.Random, rows: list[list], viral: int) -> list[list]:
    """Two rows twice and three counts of comments missing."""
    ordinary = [n for n in range(len(rows)) if n != viral]
    twice, holes = rng.sample(ordinary, 2), rng.sample(ordinary, 3)
    for n in holes:
        if n not in twice:
            rows[n][_INSIGHT.index("komentar")] = ""
    return [row for n, row in enumerate(rows) for _ in range(2 if n in twice else 1)]


# Weekday (0 = Senin), first day, how often in days, how many times, then the words.
_SERIES = (
    ("2027-03-31", 7, 9, "Dinas Perpustakaan", "Perpustakaan keliling di lapangan",
     "anak dan keluarga", "jadwal layanan", "web", "Sukateliti"),
    ("2027-04-06", 14, 4, "Dinas Kesehatan", "Posyandu Dusun Simak",
     "keluarga dengan balita", "jadwal layanan", "papan", "Sukateliti"),
    ("2027-04-08", 14, 4, "Dinas Kesehatan", "Posyandu Dusun Runut",
     "keluarga dengan balita", "jadwal layanan", "papan", "Sukateliti"),
    ("2027-04-03", 7, 8, "Dinas Perikanan", "Harga ikan danau pekan ini",
     "nelayan dan pembeli", "informasi harga", "web", "Kabupaten"),
    ("2027-04-02", 14, 5, "Dinas Perhubungan", "Bus pasar tambahan",
     "pedagang", "jadwal layanan", "web", "Sumberwarta"),
    ("2027-04-05", 7, 8, "Kecamatan Sumberwarta", "Jadwal loket pekan ini",
     "warga", "jadwal layanan", "papan", "Sumberwarta"),
    ("2027-04-11", 14, 4, "Pemerintah Desa Sukateliti", "Kerja bakti bergilir",
     "warga", "acara", "papan", "Sukateliti"),
)  # fmt: skip
_SINGLE = (
    ("2027-04-07", "Dinas Koperasi dan UMKM", "Kelas kemasan makanan kering",
     "pelaku usaha", "acara", "", "web", "Kabupaten"),
    ("2027-04-10", "Dinas Koperasi dan UMKM", "Bazar keripik Sumberwarta",
     "pelaku usaha", "acara", "2027-04-08 09:00", "web", "Sumberwarta"),
    ("2027-04-13", "Pemerintah Desa Sukateliti",
     "Loket desa tutup pada Hari Telaga", "warga", "pengumuman",
     "2027-04-11 07:00", "papan", "Sukateliti"),
    ("2027-04-13", "Pemerintah Kabupaten Telaga Cakap", "Hari Telaga, hari libur",
     "semua", "pengumuman", "", "web", "Kabupaten"),
    ("2027-04-15", "Perumda Air Telaga", "Air mati di Dusun Runut: tandon dicuci",
     "pelanggan Dusun Runut", "pengumuman", "2027-04-13 09:00", "web", "Sukateliti"),
    ("2027-04-17", "Dinas Koperasi dan UMKM", "Pasar murah di lapangan Sukateliti",
     "warga", "acara", "2027-04-15 09:00", "web", "Sukateliti"),
    ("2027-04-28", "Dinas Kominfo", "Kelas foto produk dengan ponsel",
     "pelaku usaha dan KIM", "acara", "2027-04-26 09:00", "web", "Kabupaten"),
    ("2027-04-22", "Dinas Perikanan", "Penebaran benih ikan di danau",
     "nelayan", "acara", "2027-04-20 08:00", "radio", "Kabupaten"),
    ("2027-04-24", "Dinas Kesehatan", "Jalan sehat keliling danau",
     "semua", "acara", "", "radio", "Kabupaten"),
    ("2027-04-27", "Perumda Air Telaga", "Pencatatan meter air",
     "pelanggan", "jadwal layanan", "", "web", "Sumberwarta"),
    ("2027-04-28", "Dinas Perpustakaan", "Lomba mendongeng",
     "anak dan keluarga", "acara", "2027-04-19 08:00", "web", "Kabupaten"),
    ("2027-04-29", "Kecamatan Sumberwarta", "Rapat KIM sekecamatan",
     "KIM", "acara", "", "grup KIM", "Sumberwarta"),
    ("2027-05-01", "Pemerintah Kabupaten Telaga Cakap", "Hari Pasar Desa, hari libur",
     "semua", "pengumuman", "", "web", "Kabupaten"),
    ("2027-05-04", "Dinas Perhubungan", "Jalan pasar satu arah saat bazar",
     "pengguna jalan", "pengumuman", "2027-05-02 06:00", "radio", "Sumberwarta"),
    ("2027-05-06", "Dinas Kesehatan", "Pemeriksaan sumur warga",
     "warga", "jadwal layanan", "", "papan", "Sukateliti"),
    ("2027-05-08", "Dinas Koperasi dan UMKM", "Bazar madu dan batik",
     "pelaku usaha", "acara", "2027-05-05 09:00", "web", "Kabupaten"),
    ("2027-05-11", "Perumda Air Telaga", "Survei tekanan air",
     "pelanggan", "pengumuman", "", "web", "Sumberwarta"),
    ("2027-05-13", "Dinas Kominfo", "Klinik akun KIM",
     "KIM", "acara", "", "grup KIM", "Kabupaten"),
)  # fmt: skip


def _agenda() -> list[list[str]]:
    """Sixty lines: what returns, and what happens once, in the order of the days."""
    lines = [list(one) for one in _SINGLE]
    for first, step, times, office, title, people, kind, channel, place in _SERIES:
        for turn in range(times):
            day = date.fromisoformat(first) + timedelta(days=turn * step)
            line = [day.isoformat(), office, title, people, kind, "", channel, place]
            lines.append(line)
    lines.sort(key=lambda line: (line[0], line[2]))
    return [[f"a{n:02}", *line] for n, line in enumerate(lines, 1)]
