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
    r"(?:\bm|\b(?:ber)?mag(?:nitud[oe](?:nya)?)?\.?|\bsr|kekuatan(?:nya)?|\brichter)"
    r"(?:\s+(?:gempa|gempanya|sebesar|adalah|kini))*\s*[:=]?\s*"
    r"(?:(?:mag(?:nitudo)?|m|sr)\s*)?(\d(?:[.,]\d+)?)(?![\d.,]*\s*km)"
    r"|(?<![\d.,])(\d(?:[.,]\d+)?)\s*(?:sr|skala richter)\b"
    r"|\bgempa\s+(\d[.,]\d)(?![\d.,]*\d)(?!\s*(?:km|wi[bt]|wita|utc))",
    re.I,
)
_OLD_SCALE = re.compile(r"(?<![A-Za-z])(?:SR(?![A-Za-z])|(?i:(?:skala )?richter\b))")
_CLOCK = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:][0-5]\d)?(?![\d,])"
    r"(?:\s*(wib|wita|wit|utc)\b)?",
    re.I,
)
_ROUGH = re.compile(
    r"\b(?:pukul|pkl\.?|jam)\s+(\d{1,2})(?![\d]|[.,:]\d)"
    r"(?:\s*(pagi|siang|sore|petang|malam)\b)?(?:\s*(wib|wita|wit|utc)\b)?",
    re.I,
)
_FETCHED = re.compile(
    r"\b(?:diambil|mengambil|dibaca|dibuka|buka|diperbarui|per|data|kartu latihan)\W+"
    r"(?:(?:pada\s+)?(?:(?:hari\s+)?(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu)\W+)?"
    r"(?:tanggal\s+)?\d{1,2}(?:\s+[a-z]+(?:\s+\d{4})?|[/-]\d+(?:[/-]\d+)?)\W+)?"
    r"(?:pada\s+)?(?:pukul|pkl|jam)?\W*\Z",
    re.I,
)
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*")
_SOURCE = re.compile(r"\b(?:sumber|menurut|bmkg|kartu latihan)\b", re.I)
_WAVE = re.compile(r"tsunami", re.I)
_NO = r"\b(?:tidak|tak|tdk|tanpa)"
_NO_WAVE = re.compile(
    rf"{_NO}\s+(?:(?:ada|memiliki|mempunyai|punya)\s+)?(?:ber)?potensi\w*\s+"
    r"(?:(?:menimbulkan|memicu|menyebabkan|terjadi|terjadinya|adanya|untuk|akan)\s+)*"
    rf"tsunami|{_NO}\s+(?:akan\s+)?(?:ada|terjadi|menimbulkan|memicu|menyebabkan)\s+tsunami"
    r"|\bpotensi(?:nya)?\s+tsunami(?:nya)?[^\w.!?,;]*"
    r"(?:(?:tidak|tak|tdk) ada|nihil|tidak)(?=\W*(?:[.,;)\n]|\Z))"
    r"|\btsunami[^\w.!?,;]*(?:tidak|tak|tdk)\s+(?:berpotensi|(?:akan\s+)?terjadi)\b",
    re.I,
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
        depth, potential and source, in this order. One more for a unit that the data
        do not use (*SR*) and one for the numbers that belong to none of them. Only
        what is written is judged, never how.
    """
    distance, direction, town = _parts(quake.place)
    depth, far = _kilometres(text, quake.depth)
    lines = [
        _number("Magnitudo", _magnitude(text), quake.magnitude, ""),
        _scale(text),
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
    return _value(found[1] or found[2] or found[3]) if found else None


def _scale(text: str) -> Line | None:
    """The old name of the scale, which stands nowhere in the data."""
    found = _OLD_SCALE.search(text)
    known = "M atau magnitudo"
    return Line("Satuan kekuatan", found[0], known, DIFFERENT) if found else None


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
        before, after = text[: found.start()][-22:], text[found.end() :][:30]
        if re.search(r"dalam", before, re.I):
            deep = value if deep is None else deep
        elif re.match(
            r"\W*(?:(?:ke|di|arah|sebelah)\s+)*(?:barat|timur|utara|selatan|tengg)",
            after,
            re.I,
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


def _event_clock(text: str, quake: Quake) -> re.Match | None:
    """The clock time that a text gives for the earthquake itself.

    The first that fits the data; else the first that is not a time of fetching.
    """
    clocks = list(_CLOCK.finditer(text))
    events = [one for one in clocks if not _is_fetching(text, one)]
    fitting = [one for one in [*events, *clocks] if _fits(one, quake)]
    return next(iter([*fitting, *events]), None)


def _is_fetching(text: str, clock: re.Match) -> bool:
    return bool(_FETCHED.search(text[: clock.start()]))


def _fits(clock: re.Match, quake: Quake) -> bool:
    """Whether a clock time is that of the data in its zone, or in WIB without one."""
    zone = (clock[3] or "").upper()
    there = local_time(quake.time, zone if zone in ZONES else "WIB")
    if zone == "UTC":
        there = quake.time
    return (int(clock[1]), int(clock[2])) == (there.hour, there.minute)


def _clock(text: str, quake: Quake) -> list[Line]:
    """The time and the zone; a time at which data were fetched is another matter."""
    found, known = _event_clock(text, quake), told_time(quake.time, "WIB")
    if found:
        zone = (found[3] or "").upper()
        said = f"{int(found[1]):02}.{found[2]} {zone}".rstrip()
        state = SAME if _fits(found, quake) else DIFFERENT
    else:
        rough = _ROUGH.search(text)
        zone = (rough[3] or "").upper() if rough else ""
        said, state = (rough[0], DIFFERENT) if rough else ("", MISSING)
    return [
        Line("Waktu", said, known, state),
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

    Dates and coordinates of the data are explained, and so is the clock time that
    has its own line, the same time again, and times of fetching.
    """
    days = [local_time(quake.time, zone) for zone in ZONES]
    known = {quake.magnitude, quake.depth, abs(quake.latitude), abs(quake.longitude)}
    known |= told | {float(n) for day in days for n in (day.day, day.month, day.year)}
    event = _event_clock(text, quake)
    moments = {(day.hour, day.minute) for day in [*days, quake.time]}
    told_clocks = [
        one
        for one in _CLOCK.finditer(text)
        if _is_fetching(text, one) or (int(one[1]), int(one[2])) in moments
    ]
    rough = None if event else _ROUGH.search(text)
    spans = [one.span() for one in [*told_clocks, event, rough] if one]
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


def _source(text: str) -> Line:
    found = _SOURCE.search(text)
    return Line(
        "Sumber",
        found[0] if found else "",
        "nama sumber data",
        SAME if found else MISSING,
    )
