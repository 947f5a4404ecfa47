"""Whether a report answers the six questions: what, who, when, where, why, how.

The six questions are the reporter's old rule (5W1H). Each answer is *there*, *vague*
or *missing*. Vague is what is true today and lost tomorrow: *kemarin*, *di sana*,
*orang-orang*. A machine sees only that; whether the answer is true, a person asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ELEMENTS = {
    "apa": "Apa",
    "siapa": "Siapa",
    "kapan": "Kapan",
    "di_mana": "Di mana",
    "mengapa": "Mengapa",
    "bagaimana": "Bagaimana",
}
"""Element id → what people call it, in the order in which they are asked."""

THERE, VAGUE, MISSING = "there", "vague", "missing"

LONGEST = 1000
"""Signs of one answer that are read."""

_MONTH = (
    "jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|agu(?:stus)?|"
    "sep(?:tember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}\s+(?:{_MONTH})\b|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b"
    r"|\b\d{1,2}(?:/|\s+bulan\s+)(?:0?[1-9]|1[0-2])\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset(
    "ada adalah agak baru banyak barangkali beberapa belum besok bisa dan dari daerah "
    "dekat depan di entah gitu hari ini itu jalan jauh kami kampung katanya kemarin "
    "kita kurang lama lusa macam mereka minggu mungkin nanti orang orang-orang pada "
    "pagi pokoknya rame ramai rumah sama sana saya sekitar sini situ sore tadi tahu "
    "tempat tidak tuh waktu warga yang".split()
)
_ASKS = {
    "apa": "Apa yang terjadi, dengan jumlah atau ukurannya?",
    "siapa": "Siapa yang terkena atau melakukannya? Peran saja, bukan nama.",
    "kapan": "Tanggal berapa? “Kemarin” hanya benar hari ini.",
    "di_mana": "Di mana tepatnya? Dusun, RT, atau dekat bangunan apa?",
    "mengapa": "Apa sebabnya, dan siapa yang mengatakannya?",
    "bagaimana": "Bagaimana akibatnya, dan apa yang sudah dilakukan?",
}


@dataclass(frozen=True)
class Look:
    """How one answer looks.

    Attributes:
        state: `THERE`, `VAGUE` or `MISSING`.
        question: what to ask the person who reported; empty when it is there.
    """

    state: str
    question: str = ""


def look_at(element: str, written: str) -> Look:
    """How the answer to one question looks.

    Args:
        element: a key of `ELEMENTS`.
        written: the answer.

    Returns:
        *When* is there only with a day and a month. The others are there as soon as
        one word or number says something: *dekat sana* says nothing.

    Raises:
        KeyError: there is no such element.
    """
    question = _ASKS[element]
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", written[:LONGEST].casefold())
    if not words:
        return Look(MISSING, question)
    if element == "kapan":
        says = bool(_DATE.search(written[:LONGEST]))
    else:
        says = any(word not in _EMPTY_WORDS and len(word) > 1 for word in words)
    return Look(THERE) if says else Look(VAGUE, question)


def look_over(sheet: Mapping[str, str]) -> dict[str, Look]:
    """How all six answers of a sheet look; an answer that is not named is missing."""
    return {one: look_at(one, sheet.get(one, "")) for one in ELEMENTS}


def completeness(sheet: Mapping[str, str]) -> float:
    """Share of the six questions that are answered, 0 to 1; vague counts as open."""
    looks = look_over(sheet).values()
    return sum(look.state == THERE for look in looks) / len(ELEMENTS)
