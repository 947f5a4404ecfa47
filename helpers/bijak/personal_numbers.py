"""Numbers that identify a person: of an identity or family card, of a telephone.

Whatever leaves a class is looked through with this first. It knows numbers as people
in Indonesia write them and leaves amounts, dates, times, coordinates, checksums and
masked numbers (``08xx-xxxx-xx00``) alone. In doubt a bare run of 16 digits counts as
personal: a refused export can be corrected, a leaked number cannot be called back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# A decimal point before the digits makes them part of a measured number; a comma does
# not, since it also separates the columns of a table.
_START = r"(?<![\w+])(?<!\d\.)(?<!\d:)"
_END = r"(?![\w])(?!:\d)"
_GAP = r"(?: ?[-. ] ?)?"

_SIXTEEN = re.compile(_START + r"\d{16}" + _END)
_GROUPED = re.compile(r"(?<![\w.])\d{2,12}(?:([ .\-])\d{2,12})(?:\1\d{2,12})*" + _END)
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_MOBILE = re.compile(
    rf"{_START}(?:08[1-9]\d|628[1-9]\d|62[ .\-]8[1-9]\d)(?:{_GAP}\d){{6,9}}{_END}"
)
_ABROAD = re.compile(
    r"(?<![\w+])(?:\+|00)62"
    + _GAP
    + r"(?:\(0\) ?)?[1-9]"
    + rf"(?:{_GAP}\d){{7,11}}{_END}"
)
# Identity cards begin with the province (11 Aceh to 97) and hold a day and a month;
# women's days are counted from 41.
_IDENTITY = re.compile(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{4}"
    r"(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}"
)


def find_personal_numbers(text: str) -> list[str]:
    """Numbers in a text that may belong to one person, as written, in their order.

    Found are 16 digits in one run (NIK, KK, most bank cards), 16 digits in groups that
    read as a NIK or KK, and telephone numbers that begin with 08, 62 8, +62 or 0062.
    Not found are numbers whose digits are partly masked, and land lines without +62.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = {(m.start(), m[0]) for m in _SIXTEEN.finditer(plain)}
    found.update(_in_groups(plain))
    for pattern in (_MOBILE, _ABROAD):
        for match in pattern.finditer(plain):
            if not _AMOUNT.fullmatch(match[0]):
                found.add((match.start(), match[0]))
    return [number for _, number in sorted(found)]


def masked(number: str) -> str:
    """A found number as a message may show it: enough to find it, not to call it."""
    return number[:4] + "…"


def _in_groups(text: str) -> Iterator[tuple[int, str]]:
    """(place, number) of identity numbers written with spaces, dots or hyphens.

    A line of a table may hold other groups before and after, so each stretch of groups
    that has 16 digits together is tried. Single digits and pairs at the end are rows of
    small numbers, not identity numbers.
    """
    for run in _GROUPED.finditer(text):
        if _AMOUNT.fullmatch(run[0]):
            continue
        groups = list(re.finditer(r"\d+", run[0]))
        for first, start in enumerate(groups):
            digits = ""
            for last in groups[first : first + 7]:
                digits += last[0]
                if len(digits) >= 16:
                    break
            if last is start or len(last[0]) < 4 or not _IDENTITY.fullmatch(digits):
                continue
            yield run.start() + start.start(), run[0][start.start() : last.end()]
