"""What next, in exactly three sentences, chosen by rule from one person's result.

1. What to practise, from *jeli* and *curiga*.
2. Which module to open again, from the field in which least was right.
3. One habit for this week, from how sure and how right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..measures.words import Said

WEAK = 0.75
"""A field in which less than this was right is worth its module."""
FEWEST = 2
"""Of fewer answers in a field nothing is said."""
LEVELS_SURE = (3, 4)
_SURELY_WRONG = 4
"""So many wrong answers given with confidence make a habit worth it."""
_DOUBTED = 6
"""So many right answers given in doubt make it worth trusting them."""

_BY_LEANING = {
    "suspicious": "Latih menilai kabar benar: ambil tiga kabar hari ini, lalu cari "
    "dahulu bukti bahwa kabar itu benar.",
    "trusting": "Latih mencari sumber kedua: sebelum percaya, lihat siapa lagi yang "
    "memberitakannya dan dari mana ia tahu.",
}
_BY_SHARPNESS = {
    "missing": "Selesaikan dahulu semua kiriman pada lembar berikutnya, juga yang "
    "hanya dapat Anda tebak.",
    "reversed": "Bahas tiga kiriman yang terbalik bersama pelatih, dari pembahasan di "
    "bawah.",
    "unclear": "Baca tiga pembahasan di bawah, lalu tunjuk temuan yang memutuskan.",
    "above": "Baca pembahasan kiriman yang tertukar di bawah, lalu ceritakan satu "
    "kepada teman.",
    "sharp": "Tunjukkan kepada satu teman bagaimana Anda memeriksa sebuah kabar, dari "
    "awal sampai akhir.",
}
_AGAIN = "Buka lagi modul {module}, karena pada {field} baru {right} dari {n} tepat."
_NO_WEAK = "Kerjakan lagi kuis satu modul bulan depan, supaya tidak lupa."
_TOO_SURE = (
    "Pekan ini, setiap kali merasa yakin sekali, tanyakan dahulu dari mana Anda tahu."
)
_TOO_DOUBTFUL = (
    "Pekan ini, setiap kali ragu, tulis dugaan Anda, lalu lihat sesudah diperiksa "
    "apakah tepat."
)
_HABIT = "Pekan ini, buka sumber pertama satu kabar setiap hari sebelum meneruskannya."


@dataclass(frozen=True)
class Counted:
    """How many answers were right.

    Attributes:
        name: a field, as participants read it, or a step of confidence.
        right: how many.
        n: of how many that were answered.
        module: the lesson about it.
    """

    name: str
    right: int
    n: int
    module: str = ""


def next_steps(
    said: Said,
    fields: list[Counted],
    sure: Counted,
    doubted: Counted,
    titles: Mapping[str, str],
) -> tuple[str, str, str]:
    """Three sentences.

    Args:
        said: what the person was told of *jeli* and *curiga*.
        fields: the fields of the test.
        sure: answers with confidence.
        doubted: answers in doubt.
        titles: module → title, of the modules that are here.
    """
    first = _BY_LEANING.get(said.curiga) if said.jeli != "reversed" else None
    return (
        first or _BY_SHARPNESS[said.jeli],
        _module(fields, titles),
        _habit(sure, doubted),
    )


def _module(fields: list[Counted], titles: Mapping[str, str]) -> str:
    known = [one for one in fields if one.n >= FEWEST and one.module in titles]
    # Of fields that are equally weak the one with more answers tells more.
    weak = min(known, key=lambda one: (one.right / one.n, -one.n), default=None)
    if weak is None or weak.right >= WEAK * weak.n:
        return _NO_WEAK
    module = f"“{titles[weak.module].partition(':')[0]}”"
    return _AGAIN.format(module=module, field=weak.name, right=weak.right, n=weak.n)


def _habit(sure: Counted, doubted: Counted) -> str:
    if sure.n - sure.right >= _SURELY_WRONG:
        return _TOO_SURE
    if doubted.right >= _DOUBTED and doubted.right >= WEAK * doubted.n:
        return _TOO_DOUBTFUL
    return _HABIT
