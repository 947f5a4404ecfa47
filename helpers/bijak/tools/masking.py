"""Personal data in a text, and the text without it.

What is looked for is what people most often leave in a report: numbers of identity
cards and phones, e-mail addresses, house numbers, and names behind a form of address
(*Bu Sari*). Only patterns are known, not people: whoever publishes reads once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NIK, PHONE, MAIL, HOUSE, NAME = "nik", "telepon", "surel", "rumah", "nama"

_TITLES = "Pak|Bu|Bapak|Ibu|Mbak|Mas|Kakek|Nenek|Sdr\\.?|Sdri\\.?"
_OFFICES = "RT|RW|PKK|Kepala|Kades|Kadus|Lurah|Camat|Bupati|Ketua|Rumah Tangga"
"""What stands behind a form of address and is no name: *Ibu Kepala Dusun*."""
_TRADES = "Guru|Kader|Bidan|Dokter|Mantri|Haji|Ustaz|Polisi|Tani|Sopir|Lurah|Camat"
"""No names either, unless a name follows: *Bu Bidan* and *Bu Bidan Ningsih*."""
_TALK = "itu|ini|di|ke|dan|yang|ada|saya|kami|tolong|mau|sudah|belum|kawin|nya|hamil"
"""Small letters behind a small form of address that are no name: *iya bu ini*."""
_WORD = r"[\w’'-]+"
_NO_ROLE = rf"(?!(?i:{_OFFICES})\b)(?!(?i:{_TRADES})\b(?! [A-Z][a-z]))"
_FINDERS = {
    # Sixteen digits, alone or in groups; the stand-in of practice texts too.
    NIK: r"\[NIK[^\]]*\]|(?<!\d)\d{2}(?:[ .-]?\d{2}){7}(?!\d)",
    PHONE: r"(?<![\dx])(?:\+?62|0)[ .-]?8[\dx]{1,3}(?:[ .-]?[\dx]{3,4}){2}(?![\dx])",
    MAIL: r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    HOUSE: r"\b(?:rumah )?(?:No|Nomor)\.? ?\d+[A-Za-z]?\b",
    # *Bu Sari*, *IBU SARI*, *bu sari*; not *ibu hamil*, not *Pak RT*.
    NAME: (
        rf"\b(?:(?i:{_TITLES}) {_NO_ROLE}[A-Z]{_WORD}"
        rf"|(?:pak|bu|mbak|mas) {_NO_ROLE}(?!(?:{_TALK})\b)[a-z]{_WORD})"
        rf"(?: [A-Z][a-z]{_WORD})?"
    ),
}
_PATTERNS = {kind: re.compile(finder) for kind, finder in _FINDERS.items()}
_STAND_INS = {
    NIK: "[NIK dihapus]",
    PHONE: "[nomor dihapus]",
    MAIL: "[surel dihapus]",
    HOUSE: "[nomor rumah dihapus]",
    NAME: "[nama diganti peran]",
}


@dataclass(frozen=True)
class Found:
    """One piece of personal data.

    Attributes:
        kind: `NIK`, `PHONE`, `MAIL`, `HOUSE` or `NAME`.
        start: place of its first sign in the text.
        end: place behind its last sign.
        written: as it stands in the text.
    """

    kind: str
    start: int
    end: int
    written: str


def find(text: str) -> list[Found]:
    """The personal data in a text, in its order, without overlaps.

    Args:
        text: anything anybody wrote.

    Returns:
        Where two patterns meet, the one named first in this module is kept: a number
        of sixteen digits is no phone.
    """
    kept: list[Found] = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            one = Found(kind, match.start(), match.end(), match[0])
            if not any(one.start < old.end and old.start < one.end for old in kept):
                kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def pieces(
    text: str, roles: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Found | None]]:
    """The masked text in pieces: (what is written now, what stood there before).

    Args:
        text: what is masked.
        roles: name as written → the role that takes its place; other names get a
            stand-in that asks for one.

    Yields:
        Pieces without personal data come with None.
    """
    given, place = roles or {}, 0
    for one in find(text):
        if text[place : one.start]:
            yield text[place : one.start], None
        yield given.get(one.written, _STAND_INS[one.kind]), one
        place = one.end
    if text[place:]:
        yield text[place:], None


def mask(text: str, roles: Mapping[str, str] | None = None) -> str:
    """A text in which personal data is replaced.

    ``mask("Bu Sari, 08xx-xxxx-xx00", {"Bu Sari": "penjual keripik"})`` gives
    ``penjual keripik, [nomor dihapus]``.

    Args:
        text: what is masked.
        roles: name as written → role.

    Returns:
        A text in which `find` finds nothing, unless a role is itself a name.
    """
    return "".join(now for now, _ in pieces(text, roles))
