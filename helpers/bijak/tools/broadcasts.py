"""Every number of a broadcast held against the data that it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import format_number
from .quakes import ZONES, Quake, local_time, told_time

SAME, DIFFERENT, MISSING = "sama", "berbeda", "belum ada"
"""What can come of one element."""

_KM = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:km|kilometer)\b", re.I)
_MAGNITUDE = re.compile(
    r"(?:\bm|\bmag(?:nitudo)?\.?|\bsr)\s*[:=]?\s*(\d(?:[.,]\d+)?)(?![\d.,]*\s*km)"
    r"|(?<![\d.,])(\d(?:[.,]\d+)?)\s*(?:sr|skala richter)\b",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:][0-5]\d)?(?![\d,])"
    r"(?:\s*(wib|wita|wit|utc)\b)?",
    re.I,
)
_FETCHED = re.compile(
    r"(?:diambil|dibaca|diperbarui|per|data)\W+(?:pukul|jam)?\W*\Z", re.I
)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*")
_SOURCE = re.compile(r"\b(?:sumber|menurut|bmkg|kartu latihan)\b", re.I)
_WAVE = re.compile(r"tsunami", re.I)
_NO_WAVE = re.compile(
    r"\b(?:tidak|tak|tdk)\s+(?:ada\s+)?(?:ber)?potensi\w*\s+tsunami", re.I
)
_PLACE = re.compile(
    r"(\d+)\s*km\s+((?:barat|timur|utara|selatan|tenggara)(?:\s+(?:laut|daya))?)"
    r"\s+(?:dari\s+)?(.+)",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """One element of a broadcast.

    Attributes:
        element: its Indonesian name.
        written: what the broadcast says; empty when it says nothing.
        known: what the data say.
        state: `SAME`, `DIFFERENT` or `MISSING`.
    """

    element: str
    written: str
    known: str
    state: str


def compare(text: str, quake: Quake) -> list[Line]:
    """Hold each element of a broadcast against the data.

    Args:
        text: the broadcast as it was written.
        quake: the data.

    Returns:
        One line for each of magnitude, time, zone, distance, direction and place,
        depth, potential and source, in this order, and one more for the numbers that
        belong to none of them. Only what is written is judged, never how.
    """
    distance, direction, town = _parts(quake.place)
    depth, far = _kilometres(text, quake.depth)
    lines = [
        _number("Magnitudo", _magnitude(text), quake.magnitude, ""),
        *_clock(text, quake),
        _number("Jarak", far, distance, " km") if distance is not None else None,
        _words("Arah dan tempat", text, f"{direction} {town}") if town else None,
        _number("Kedalaman", depth, quake.depth, " km"),
        _wave(text, quake.potential) if quake.potential else None,
        _source(text),
        _others(text, quake, {_magnitude(text), depth, far, distance}),
    ]
    return [line for line in lines if line]


def _value(digits: str) -> float:
    return float(digits.replace(",", "."))


def _magnitude(text: str) -> float | None:
    found = _MAGNITUDE.search(text)
    return _value(found[1] or found[2]) if found else None


def _parts(place: str) -> tuple[float | None, str, str]:
    """Distance, direction and town of ``… 62 km Barat Daya Sukateliti``."""
    found = _PLACE.search(place)
    if not found:
        return None, "", ""
    return float(found[1]), found[2], found[3].strip(" .")


def _kilometres(text: str, depth: float) -> tuple[float | None, float | None]:
    """The depth and the distance that a text names.

    Kilometres after the word *dalam* are a depth, those before a direction are a
    distance; of the others the one that fits the data is taken for the depth.
    """
    deep = far = None
    for found in _KM.finditer(text):
        value = _value(found[1])
        before, after = text[: found.start()][-22:], text[found.end() :][:14]
        if re.search(r"dalam", before, re.I):
            deep = value if deep is None else deep
        elif re.match(
            r"\W*(?:arah\s+)?(?:barat|timur|utara|selatan|tengg)", after, re.I
        ):
            far = value if far is None else far
        elif value == depth and deep is None:
            deep = value
        elif far is None:
            far = value
    return deep, far


def _number(element: str, said: float | None, known: float, unit: str) -> Line:
    digits = None if unit else 1  # a magnitude has one digit after the comma
    truth = format_number(known, digits) + unit
    if said is None:
        return Line(element, "", truth, MISSING)
    state = SAME if abs(said - known) < 1e-9 else DIFFERENT
    return Line(element, format_number(said, digits) + unit, truth, state)


def _clock(text: str, quake: Quake) -> list[Line]:
    """The time and the zone; a time at which data were fetched is another matter."""
    found = [
        match
        for match in _CLOCK.finditer(text)
        if not _FETCHED.search(text[: match.start()])
    ]
    known = told_time(quake.time, "WIB")
    if not found:
        missing = [Line("Waktu", "", known, MISSING)]
        return [*missing, Line("Zona waktu", "", "WIB", MISSING)]
    first = found[0]
    zone = (first[3] or "").upper()
    there = local_time(quake.time, zone if zone in ZONES else "WIB")
    if zone == "UTC":
        there = quake.time
    same = (int(first[1]), int(first[2])) == (there.hour, there.minute)
    said = f"{int(first[1]):02}.{first[2]} {zone}".rstrip()
    return [
        Line("Waktu", said, known, SAME if same else DIFFERENT),
        Line("Zona waktu", zone, zone or "WIB", SAME if zone else MISSING),
    ]


def _words(element: str, text: str, known: str) -> Line:
    def plain(words: str) -> str:
        return " ".join(re.findall(r"\w+", words.lower().replace(" dari ", " ")))

    town = known.rsplit(" ", 1)[-1]
    if plain(known) in plain(text):
        return Line(element, known, known, SAME)
    if plain(town) in plain(text):
        return Line(element, f"… {town}", known, DIFFERENT)
    return Line(element, "", known, MISSING)


def _wave(text: str, potential: str) -> Line:
    """Whether a text says of a tsunami what the data say; *tidak* is easily lost."""
    none_known = bool(_NO_WAVE.search(potential))
    if not _WAVE.search(text):
        return Line("Potensi", "", potential, MISSING)
    none_said = bool(_NO_WAVE.search(text))
    said = "tidak berpotensi tsunami" if none_said else "berpotensi tsunami"
    return Line(
        "Potensi", said, potential, SAME if none_said == none_known else DIFFERENT
    )


def _others(text: str, quake: Quake, told: set[float | None]) -> Line | None:
    """The numbers that no element explains: ``nanti pukul 22.30``, ``M7,5``.

    Dates and coordinates of the data are explained, and so is the first clock time,
    which has its own line, the same time again, and times of fetching.
    """
    days = [local_time(quake.time, zone) for zone in ZONES]
    known = {quake.magnitude, quake.depth, abs(quake.latitude), abs(quake.longitude)}
    known |= told | {float(n) for day in days for n in (day.day, day.month, day.year)}
    clocks = list(_CLOCK.finditer(text))
    fetched = [one for one in clocks if _FETCHED.search(text[: one.start()])]
    moments = {(day.hour, day.minute) for day in [*days, quake.time]}
    again = [one for one in clocks if (int(one[1]), int(one[2])) in moments]
    spans = [one.span() for one in [*fetched, *again, *_first(clocks, fetched)]]
    left = [
        token[0]
        for token in _TOKEN.finditer(text)
        if not any(start <= token.start() < end for start, end in spans)
        and not (
            token[0].count(".") + token[0].count(",") < 2
            and ":" not in token[0]
            and _value(token[0]) in known
        )
    ]
    if not left:
        return None
    return Line("Angka lain", "; ".join(left), "tidak ada di data", DIFFERENT)


def _first(clocks: list[re.Match], fetched: list[re.Match]) -> list[re.Match]:
    """The first clock time that is not the time of fetching."""
    return [one for one in clocks if one not in fetched][:1]


def _source(text: str) -> Line:
    found = _SOURCE.search(text)
    return Line(
        "Sumber",
        found[0] if found else "",
        "nama sumber data",
        SAME if found else MISSING,
    )
