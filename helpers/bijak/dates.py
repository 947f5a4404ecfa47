"""Dates and clock times as Indonesians write them, read without guessing.

``Kamis, 18 Maret 2027`` · ``18/3/2027`` · ``2027-03-18`` · ``pukul 5.14 WIB``

The day always comes before the month, except where the year comes first. What
cannot be read gives a sentence that says what to do; its example is a date that
everybody knows and no question asks for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .text import MONTHS, join_words

WEEKDAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()

_MAX_LENGTH = 60
_OTHER_NAMES = {  # besides the names in full and their first three letters
    **{"peb": 2, "pebruari": 2, "agt": 8, "ags": 8, "agus": 8, "agust": 8, "sept": 9},
    **{"nop": 11, "nopember": 11},
}
_MONTHS = {
    **{name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)},
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **_OTHER_NAMES,
}
_DAYS = "|".join(
    sorted(
        {name.lower() for name in WEEKDAYS}
        | {name.lower()[:3] for name in WEEKDAYS}
        | {"jum'at", "ahad"},
        key=len,
        reverse=True,
    )
)
_BEFORE = re.compile(rf"(?:hari )?(?:(?:{_DAYS})\b[.,]? ?)?(?:(?:tanggal|tgl\.?) )?")
_NUMBERS = re.compile(r"([0-9]+) ?([-/.]) ?([0-9]+) ?\2 ?([0-9]+)")
_WORDS = re.compile(r"([0-9]+)[ ./-]*([a-z]+)\.?[ ,/-]*('?[0-9]+)")
_NO_YEAR = re.compile(r"[0-9]+[ ./-]*([a-z]+)\.?|[0-9]+ ?[-/.] ?[0-9]+")
_NO_DAY = re.compile(r"([a-z]+)\.?[ -]*[0-9]{4}")
_WITH_CLOCK = re.compile(r".*(?:\b(?:pukul|pkl|jam)\b.*|[ ,t][0-9]{1,2}[.:][0-9]{2}.*)")

_CLOCK = re.compile(r"([0-9]{1,2}) ?[.:] ?([0-9]{2})(?: ?([a-z]+))?")
_BEFORE_CLOCK = re.compile(r"(?:(?:pukul|pkl\.?|jam) ?)?")
_HALF_DAYS = re.compile(r".*\b(?:pagi|siang|sore|petang|malam|am|pm|a\.m\.|p\.m\.)")
_SECONDS = re.compile(r"[0-9]{1,2}[.:][0-9]{2}[.:][0-9]{2}\b.*")
_LOCAL_ZONES = ("wib", "wita", "wit")
_ZONES = (*_LOCAL_ZONES, "utc", "gmt")

_NO_DATE = "Ini belum terbaca sebagai tanggal. Tulis misalnya 17 Agustus 1945."
_NO_CLOCK = "Ini belum terbaca sebagai jam. Tulis jam dan menit, misalnya 17.45."


@dataclass(frozen=True)
class Reading:
    """What a typed text means.

    Attributes:
        value: the normalised text; None when it cannot be read.
        problem: an Indonesian sentence that says what to do when it cannot.
    """

    value: str | None
    problem: str = ""


def _unreadable(why: str) -> Reading:
    return Reading(None, why)


def _prepared(typed: object, what: str) -> str | Reading:
    """The text in small letters with single spaces, or why there is none."""
    if not isinstance(typed, str) or not typed.strip():
        return _unreadable("Belum diisi.")
    if len(typed) > _MAX_LENGTH:
        return _unreadable(f"Terlalu panjang. Tulis satu {what} saja.")
    text = re.sub("[’‘ʼ`]", "'", " ".join(typed.split()).lower())
    return text.rstrip(".") if text.strip(".") else text


def read_date(typed: object) -> Reading:
    """Read what a person typed as one date.

    Args:
        typed: text such as ``18 Maret 2027``, ``Kamis, 18/3/2027``, ``2027-03-18``.
            A weekday is passed over, also a wrong one.

    Returns:
        The date as ISO 8601 text, ``2027-03-18``, or a sentence. Never raises.
    """
    text = _prepared(typed, "tanggal")
    if isinstance(text, Reading):
        return text
    text = text[_BEFORE.match(text).end() :]
    if found := _NUMBERS.fullmatch(text):
        first, _, month, last = found.groups()
        if len(first) == 4:
            first, last = last, first
        return _dated(first, int(month) if len(month) <= 2 else 0, last)
    if found := _WORDS.fullmatch(text):
        day, name, year = found.groups()
        if name not in _MONTHS:
            return _unreadable(_unknown_month(name))
        return _dated(day, _MONTHS[name], year)
    return _unreadable(_why_no_date(text))


def _why_no_date(text: str) -> str:
    if found := _NO_YEAR.fullmatch(text):
        if found[1] and found[1] not in _MONTHS:
            return _unknown_month(found[1])
        return "Tahunnya belum ada. Tulis misalnya 17 Agustus 1945."
    if (found := _NO_DAY.fullmatch(text)) and found[1] in _MONTHS:
        return "Tanggalnya belum ada. Tulis misalnya 17 Agustus 1945."
    if _WITH_CLOCK.fullmatch(text):
        return "Tulis tanggalnya saja, tanpa jam. Misalnya 17 Agustus 1945."
    return _NO_DATE


def _unknown_month(name: str) -> str:
    return f"Bulan “{name}” tidak dikenal. Tulis misalnya 17 Agustus 1945."


def _dated(day: str, month: int, year: str) -> Reading:
    """A date from its numbers, or what is wrong with them."""
    if len(year) != 4:
        return _unreadable("Tulis tahunnya dengan empat angka, misalnya 1945.")
    if year == "0000":
        return _unreadable("Tahun 0000 tidak ada. Periksa lagi tahunnya.")
    if not 1 <= month <= 12:
        return _unreadable(
            "Bulan hanya 1 sampai 12. Tulis hari dulu, lalu bulan, misalnya 17/8/1945."
        )
    last = monthrange(int(year), month)[1]
    if len(day) > 2 or not 1 <= int(day) <= last:
        return _unreadable(
            f"{MONTHS[month - 1]} {int(year)} mulai tanggal 1 sampai {last}. "
            "Periksa lagi tanggalnya."
        )
    return Reading(date(int(year), month, int(day)).isoformat())


def read_clock(typed: object, zone: str = "") -> Reading:
    """Read what a person typed as one clock time of a 24-hour day.

    Args:
        typed: text such as ``05.14``, ``5:14``, ``pukul 5.14 WIB``.
        zone: the time zone that is asked for, ``WIB``, which may stand behind.
            Without one, a zone of Indonesia may stand behind and is passed over.

    Returns:
        The time as ISO 8601 text, ``05:14``, or a sentence. Never raises.
    """
    text = _prepared(typed, "waktu")
    if isinstance(text, Reading):
        return text
    text = text[_BEFORE_CLOCK.match(text).end() :]
    found = _CLOCK.fullmatch(text)
    if not found or (found[3] and found[3] not in (*_ZONES, zone.lower())):
        return _unreadable(_why_no_clock(text))
    hour, minute = int(found[1]), int(found[2])
    if hour == 24:
        return _unreadable("Jam hanya sampai 23.59. Tengah malam ditulis 00.00.")
    if hour > 24:
        return _unreadable("Jam hanya sampai 23.59. Periksa lagi jamnya.")
    if minute > 59:
        return _unreadable("Menit hanya sampai 59. Periksa lagi menitnya.")
    problem = _other_zone(found[3] or "", zone)
    return _unreadable(problem) if problem else Reading(f"{hour:02}:{minute:02}")


def _other_zone(written: str, asked: str) -> str:
    """What to do where another zone was written than asked for, or nothing."""
    fitting = (asked.lower(),) if asked else _LOCAL_ZONES
    if not written or written in fitting:
        return ""
    wish = asked or join_words([zone.upper() for zone in _LOCAL_ZONES], "atau")
    return f"Anda menulis {written.upper()}. Hitung dulu jamnya dalam {wish}."


def _why_no_clock(text: str) -> str:
    if _HALF_DAYS.match(text):
        return "Tulis dengan hitungan 24 jam. Misalnya 17.45, bukan 5.45 sore."
    if _SECONDS.fullmatch(text):
        return "Tulis jam dan menit saja, tanpa detik. Misalnya 17.45."
    if re.match(r"[0-9]{1,2} ?[.:] ?[0-9](?![0-9])", text):
        return "Tulis menitnya dengan dua angka, misalnya 17.05."
    return _NO_CLOCK


def format_date(iso: str, weekday: bool = True) -> str:
    """Write a date for people: ``2027-03-18`` → ``Kamis, 18 Maret 2027``.

    Args:
        iso: the date as ISO 8601 text.
        weekday: whether its weekday stands before it.

    Raises:
        ValueError: it is no such text.
    """
    day = date.fromisoformat(iso)
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"
    return f"{WEEKDAYS[day.weekday()]}, {words}" if weekday else words


def format_time(iso: str, zone: str = "") -> str:
    """Write a clock time for people: ``05:14`` → ``05.14 WIB``."""
    return f"{iso.replace(':', '.')} {zone}".rstrip()
