"""Earthquake data in the JSON schema of BMKG's open data: read, told, compared.

The schema stands in the README of github.com/infoBMKG/data-gempabumi and on
https://data.bmkg.go.id/gempabumi: ``Infogempa.gempa`` is one object (*autogempa*) or
a list (*gempaterkini*, *gempadirasakan*); all values are texts. Whoever shows such
data must name BMKG as the source. What ships with the kit is synthetic.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone

from ..errors import BijakError, MissingData
from ..paths import data_folder
from ..text import MONTHS, format_number

ZONES = {
    name: timezone(timedelta(hours=hours), name)
    for name, hours in {"WIB": 7, "WITA": 8, "WIT": 9}.items()
}
"""Western, central and eastern time of Indonesia: UTC+7, +8, +9, all year.

IANA Time Zone Database: Asia/Jakarta, Asia/Makassar, Asia/Jayapura.
"""
EARTH_KM = 6371.0
"""Mean radius of the earth."""
SAME_SECONDS, SAME_KM = 60, 100
"""Two data are of one event when they are no further apart: the kit's own rule."""

_ROMAN = {"I": 1, "V": 5, "X": 10}
_RANGE = re.compile(r"([IVX]+)(?:\s*[-–]\s*([IVX]+))?\s+(.+)")


@dataclass(frozen=True)
class Quake:
    """One earthquake as a feed tells it.

    Attributes:
        time: the moment, in UTC.
        latitude: degrees, south is negative.
        longitude: degrees, east is positive.
        magnitude: without unit.
        depth: kilometres.
        place: distance and direction from a known place, in words.
        potential: what it may cause; empty where the feed does not say it.
        felt: intensities (MMI) in words, ``III Sukateliti, II-III Sumberwarta``.
    """

    time: datetime
    latitude: float
    longitude: float
    magnitude: float
    depth: float
    place: str
    potential: str = ""
    felt: str = ""


@dataclass(frozen=True)
class Change:
    """One parameter that an update changed.

    Attributes:
        name: the attribute of `Quake`.
        before: its old value.
        after: its new value.
    """

    name: str
    before: object
    after: object


def load(name: str) -> dict:
    """The content of a shipped JSON data set.

    Args:
        name: file name without ``.json``.

    Raises:
        MissingData: it is not there or cannot be read.
    """
    try:
        path = data_folder() / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MissingData(
            f"Data gempa “{name}” tidak ada atau rusak. Salin ulang folder Bijak dari "
            "pelatih, lalu buka lagi."
        ) from error


def read_feed(data: Mapping) -> list[Quake]:
    """The earthquakes of a feed, in its own order.

    Args:
        data: parsed JSON with ``Infogempa.gempa``, one object or a list of them.

    Raises:
        BijakError: it is no such feed; the sentence names what cannot be read.
    """
    try:
        found = data["Infogempa"]["gempa"]
    except (KeyError, TypeError) as error:
        raise BijakError(
            "Ini bukan data gempa: bagian Infogempa.gempa tidak ada. Pakai berkas "
            "autogempa, gempaterkini, atau gempadirasakan."
        ) from error
    return [_quake(one) for one in (found if isinstance(found, list) else [found])]


def _quake(one: Mapping) -> Quake:
    column = "DateTime"
    try:
        time = datetime.fromisoformat(one[column]).astimezone(UTC)
        column = "Coordinates"
        latitude, longitude = map(float, one[column].split(","))
        column = "Magnitude"
        magnitude = float(one[column])
        column = "Kedalaman"
        depth = float(one[column].lower().removesuffix("km"))
        column = "Wilayah"
        place = str(one[column])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BijakError(
            f"Kolom {column} pada data gempa tidak terbaca. Ambil ulang datanya."
        ) from error
    return Quake(
        time,
        latitude,
        longitude,
        magnitude,
        depth,
        place,
        str(one.get("Potensi", "")),
        str(one.get("Dirasakan", "")),
    )


def local_time(moment: datetime, zone: str) -> datetime:
    """A moment on the clocks of a zone; the date may be another one.

    Args:
        moment: aware.
        zone: ``WIB``, ``WITA`` or ``WIT``.

    Raises:
        BijakError: there is no such zone.
        ValueError: the moment has no time zone of its own.
    """
    if zone not in ZONES:
        raise BijakError(f"Zona “{zone}” tidak dikenal. Pakai WIB, WITA, atau WIT.")
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return moment.astimezone(ZONES[zone])


def day_shift(moment: datetime, zone: str) -> int:
    """How many days the date of a zone is ahead of the date in UTC: 0 or 1."""
    there = local_time(moment, zone).date()
    return (there - moment.astimezone(UTC).date()).days


def told_time(moment: datetime, zone: str) -> str:
    """A moment for people: ``5 April 2027, 05.47 WIB``."""
    there = local_time(moment, zone)
    day = f"{there.day} {MONTHS[there.month - 1]} {there.year}"
    return f"{day}, {there:%H.%M} {zone}"


def roman(numeral: str) -> int:
    """A Roman numeral of the MMI scale: ``IV`` → 4.

    Raises:
        ValueError: other letters stand in it, or it is not between I and XII.
    """
    values = [_ROMAN.get(letter, 0) for letter in numeral]
    if not values or 0 in values:
        raise ValueError(f"no Roman numeral: {numeral!r}")
    following = [*values[1:], 0]
    total = sum(-a if a < b else a for a, b in zip(values, following, strict=True))
    if not 1 <= total <= 12:
        raise ValueError(f"the MMI scale ends at XII: {numeral!r}")
    return total


def intensities(felt: str) -> dict[str, int]:
    """Place → how strongly it was felt there (MMI); of a range the highest.

    Args:
        felt: the column ``Dirasakan``, ``III Sukateliti, II-III Sumberwarta``.
    """
    found = {}
    for part in felt.split(","):
        if match := _RANGE.fullmatch(part.strip()):
            low, high, place = match.groups()
            found[place] = roman(high or low)
    return found


def distance(quake: Quake, other: Quake) -> float:
    """Kilometres along the ground between two epicentres.

    Haversine formula: R. W. Sinnott, *Virtues of the Haversine*, Sky and Telescope
    68 (1984) 159.
    """
    first, second = math.radians(quake.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - quake.longitude)
    half = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def same_event(old: Quake, new: Quake) -> bool:
    """Whether two data tell the same earthquake (see `SAME_SECONDS`, `SAME_KM`)."""
    apart = abs((new.time - old.time).total_seconds())
    return apart <= SAME_SECONDS and distance(old, new) <= SAME_KM


def changes(old: Quake, new: Quake) -> list[Change]:
    """What an update changed; an update replaces the old numbers, it refutes nobody.

    Raises:
        BijakError: these are two earthquakes, not one and its update.
    """
    if not same_event(old, new):
        raise BijakError(
            "Ini dua gempa yang berbeda, bukan pembaruan. Bandingkan waktu dan "
            "tempatnya dulu."
        )
    return [
        Change(field.name, before, after)
        for field in fields(Quake)
        if (before := getattr(old, field.name)) != (after := getattr(new, field.name))
    ]


def running_means(readings: list[float]) -> list[float]:
    """The mean of the first reading, the first two, …: it wanders less and less.

    The standard error of a mean of n readings is σ/√n. Taylor, *An Introduction to
    Error Analysis* (1997), section 4.4.
    """
    total, means = 0.0, []
    for count, reading in enumerate(readings, 1):
        total += reading
        means.append(total / count)
    return means


def card_row(quake: Quake, zone: str = "WIB", issuer: str = "Kartu latihan") -> dict:
    """The columns of a bulletin card (``views/cards/bulletin.py``).

    Args:
        quake: what it tells.
        zone: whose clock it shows.
        issuer: who issued it.
    """
    north = "LU" if quake.latitude > 0 else "LS"
    east = "BT" if quake.longitude > 0 else "BB"
    return {
        "tampilan": "buletin",
        "lembaga": issuer,
        "waktu": told_time(quake.time, zone),
        "magnitudo": format_number(quake.magnitude, 1),
        "lokasi": quake.place,
        "kedalaman": f"{format_number(quake.depth)} km",
        "koordinat": f"{format_number(abs(quake.latitude), 2)} {north} – "
        f"{format_number(abs(quake.longitude), 2)} {east}",
        "potensi": quake.potential,
        "dirasakan": quake.felt,
    }
