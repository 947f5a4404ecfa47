"""Earthquakes, readings of stations and a volcano of the practice world (B4).

Nothing is taken from real data. Epicentres lie in the open ocean, far from land.
Only the columns and the way of writing are those of BMKG's open data. The feeds are
JSON, as that schema asks; ``python -m bijak.authoring.synthetic.b4`` writes them, and
tests/curriculum/test_b4_data.py compares them.
"""

from __future__ import annotations

import json
import math
import random
from datetime import datetime, timedelta, timezone

from ...files import write_atomically
from ...paths import data_folder

SEED = 20270463
MARK = "LATIHAN — data karangan, bukan data BMKG, jangan diteruskan. #LatihanBijak"

_MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
_WIB = timezone(timedelta(hours=7))
_TOWNS = {
    "Sukateliti": (-11.00, 100.00),
    "Sumberwarta": (-10.95, 100.08),
    "Telaga Cakap": (-10.80, 100.20),
}
_DIRECTIONS = (
    "Utara",
    "Timur Laut",
    "Timur",
    "Tenggara",
    "Selatan",
    "Barat Daya",
    "Barat",
    "Barat Laut",
)
_NUMERALS = ("I", "II", "III", "IV", "V")
_NO_WAVE = "Tidak berpotensi tsunami"


def tables() -> dict[str, str]:
    """File name → CSV text of the volcano and of the stations."""
    return {"gunung-b4.csv": _VOLCANO, "stasiun-b4.csv": _made()[1]}


def feeds() -> dict[str, str]:
    """File name → JSON text of the earthquakes, in BMKG's columns."""
    return {
        "gempa-b4-pelajaran.json": _cards(_LESSON),
        "gempa-b4-latihan.json": _cards(_ASSIGNMENT),
        "gempa-b4-dirasakan.json": _json({"Infogempa": {"gempa": _made()[0]}}),
    }


def write_feeds() -> None:
    """Write the JSON files: ``python -m bijak.authoring.synthetic.b4``."""
    for name, text in feeds().items():
        path = data_folder() / name
        write_atomically(path, text.encode("utf-8"))
        path.chmod(0o644)


def _made() -> tuple[list[dict], str]:
    """The felt earthquakes and the stations, drawn one after the other."""
    dice = random.Random(SEED)
    return _felt_list(dice), _stations(dice)


def _json(content: dict) -> str:
    marked = {"keterangan": MARK, **content}
    return json.dumps(marked, ensure_ascii=False, indent=1) + "\n"


def _event(moment: str, size: str, depth: int, where: tuple, felt: str = "") -> dict:
    """One earthquake in BMKG's columns.

    Args:
        moment: ISO 8601, UTC.
        size: magnitude as a text.
        depth: kilometres.
        where: land or sea, kilometres, direction, town.
        felt: intensities in words.
    """
    ground, km, direction, town = where
    time = datetime.fromisoformat(moment)
    clock = time.astimezone(_WIB)
    latitude, longitude = _point(town, km, direction)
    return {
        "Tanggal": f"{clock.day:02} {_MONTHS[clock.month - 1]} {clock.year}",
        "Jam": f"{clock:%H:%M:%S} WIB",
        "DateTime": time.isoformat(),
        "Coordinates": f"{latitude:.2f},{longitude:.2f}",
        "Lintang": f"{-latitude:.2f} LS",
        "Bujur": f"{longitude:.2f} BT",
        "Magnitude": size,
        "Kedalaman": f"{depth} km",
        "Wilayah": f"Pusat gempa berada di {ground} {km} km {direction} {town}",
        "Dirasakan": felt,
    }


def _point(town: str, km: float, direction: str) -> tuple[float, float]:
    """The place so far from a town; 1 degree of latitude is about 111.2 km."""
    angle = math.radians(45 * _DIRECTIONS.index(direction))
    latitude, longitude = _TOWNS[town]
    north = km * math.cos(angle) / 111.2
    east = km * math.sin(angle) / (111.2 * math.cos(math.radians(latitude)))
    return round(latitude + north, 2), round(longitude + east, 2)


def _cards(cards: tuple) -> str:
    """Single bulletins: name, when they were fetched, and what they say."""
    found = []
    for name, fetched, *event in cards:
        quake = _event(*event) | {"Potensi": _NO_WAVE, "Shakemap": ""}
        feed = {"Infogempa": {"gempa": quake}}
        found.append({"nama": name, "diambil": fetched, **feed})
    return _json({"kartu": found})


_AT_SUMBERWARTA = ("darat", 14, "Tenggara", "Sumberwarta")
_SHOP = "2027-02-06T09:08:27+00:00"
_LESSON = (
    (
        "pertama",
        "2027-02-06T16:14:00+07:00",
        _SHOP,
        "4.9",
        15,
        _AT_SUMBERWARTA,
        "III Sumberwarta",
    ),
    (
        "kedua",
        "2027-02-06T16:21:00+07:00",
        _SHOP,
        "5.1",
        10,
        _AT_SUMBERWARTA,
        "III Sumberwarta, II Sukateliti",
    ),
    (
        "ketiga",
        "2027-02-06T16:45:00+07:00",
        _SHOP,
        "5.0",
        11,
        _AT_SUMBERWARTA,
        "III-IV Sumberwarta, III Sukateliti",
    ),
    (
        "januari",
        "2027-01-29T06:52:00+07:00",
        "2027-01-28T23:41:09+00:00",
        "4.3",
        22,
        ("laut", 48, "Barat Laut", "Telaga Cakap"),
        "II Telaga Cakap",
    ),
)

_DAWN = "2027-04-04T22:47:12+00:00"
_AT_SEA = ("laut", 62, "Barat Daya", "Sukateliti")
_DAWN_FELT = "III Sukateliti, II Sumberwarta"
_EVENING = (
    "2027-04-04T12:26:40+00:00",
    "4.6",
    8,
    ("darat", 9, "Timur Laut", "Sumberwarta"),
    "IV Sumberwarta, III Sukateliti",
)
_ASSIGNMENT = (
    ("a", "2027-04-05T05:55:00+07:00", _DAWN, "5.4", 10, _AT_SEA, _DAWN_FELT),
    ("b", "2027-04-05T06:20:00+07:00", _DAWN, "5.2", 10, _AT_SEA, _DAWN_FELT),
    ("c", "2027-04-04T19:40:00+07:00", *_EVENING),
)


def _felt_list(dice: random.Random) -> list[dict]:
    """Fifteen felt earthquakes, newest first, as *gempadirasakan* tells them."""
    found = [
        _event(_DAWN, "5.2", 10, _AT_SEA, _DAWN_FELT),
        _event(*_EVENING),
    ]
    moment = datetime.fromisoformat(_EVENING[0])
    while len(found) < 15:
        moment -= timedelta(hours=8 + dice.expovariate(1 / 70))
        quake = _background(dice, moment)
        if quake["Dirasakan"]:
            found.append(quake)
    return found


def _background(dice: random.Random, moment: datetime) -> dict:
    """An ordinary day's earthquake.

    Magnitudes follow Gutenberg and Richter (1944), log10 N = a − bM with b = 1, from
    2.8 up; depths are lognormal. The fall of intensity with distance is invented.
    """
    size = min(4.9, 2.8 - math.log10(1 - dice.random()))
    depth = max(4, min(80, round(dice.lognormvariate(2.6, 0.5))))
    town = dice.choice(list(_TOWNS))
    km = dice.randint(4, 60)
    where = ("laut" if km > 25 else "darat", km, dice.choice(_DIRECTIONS), town)
    seconds = moment.replace(microsecond=0).isoformat()
    return _event(seconds, f"{size:.1f}", depth, where, _felt(dice, size, depth, where))


def _felt(dice: random.Random, size: float, depth: int, where: tuple) -> str:
    """Who felt it how strongly; people often agree on a range only."""
    latitude, longitude = _point(where[3], where[1], where[2])
    told = []
    for town, (north, east) in _TOWNS.items():
        apart = math.hypot(north - latitude, east - longitude) * 111.2
        way = math.hypot(apart, depth)
        level = round(2.9 + 1.3 * (size - 3) - 1.9 * math.log10(way / 10))
        if level < 2:
            continue
        level = min(level, 5)
        low = f"{_NUMERALS[level - 2]}-" if dice.random() < 0.3 and level > 2 else ""
        told.append((level, f"{low}{_NUMERALS[level - 1]} {town}"))
    return ", ".join(words for _, words in sorted(told, key=lambda one: -one[0]))


def _stations(dice: random.Random) -> str:
    """What 24 stations read of one earthquake, in the order of their coming in.

    Around the last number of the lesson, with tails heavier than the normal curve:
    one station in six stands on soft ground and reads wide of it.
    """
    lines, second = ["stasiun,detik,bacaan"], 20.0
    for number in range(1, 25):
        second += dice.expovariate(1 / 45)
        width = 0.7 if dice.random() < 1 / 6 else 0.25
        reading = 5.0 + dice.gauss(0, width)
        lines.append(f"S{number:02},{round(second)},{reading:.1f}")
    return "\n".join(lines) + "\n"


_VOLCANO = """tgl,nama_fiktif,status,radius_km
2026-11-02,Gunung Arunika,Normal,0
2027-01-18,Gunung Arunika,Waspada,1
2027-02-24,Gunung Arunika,Normal,0
2027-03-20,Gunung Arunika,Waspada,2
"""


if __name__ == "__main__":
    write_feeds()
