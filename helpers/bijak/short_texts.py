"""Short texts that are right or not after a stated normalisation.

A form says which differences do not count, and `NORMALISED` says the same to the
person who types. Nothing else is forgiven, and nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from .dates import Reading, format_date, format_time, read_clock, read_date

DOMAIN, DATE, CLOCK, WORD = "domain", "tanggal", "jam", "kata"

NORMALISED = {
    DOMAIN: "Huruf besar, https://, serta titik atau / di akhir tidak berpengaruh.",
    DATE: "Boleh ditulis 17 Agustus 1945, 17/8/1945, atau 1945-08-17.",
    CLOCK: "Pakai hitungan 24 jam. 17.45 dan 17:45 sama saja.",
    WORD: "Huruf besar, tanda kutip, dan tanda baca di akhir tidak berpengaruh.",
}
"""Form → what it passes over, for the person who types."""

_MAX_LENGTH = 200
_HIDDEN_SIGNS = {"Cc", "Cf", "Co", "Cs", "Cn"}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://")
_DOUBLE_QUOTES = re.compile('["“”„«»]')
_SINGLE_QUOTES = re.compile("[‘’ʼ`´]")
_LABEL_MOST, _NAME_MOST = 63, 253  # signs; RFC 1035, section 2.3.4


def read(form: str, typed: object, unit: str = "") -> Reading:
    """Read what a person typed into a box of a form.

    Args:
        form: one of the keys of `NORMALISED`.
        typed: any JSON value; only texts can be read.
        unit: the time zone that is asked for (only ``jam``).

    Returns:
        The normalised text, which reads as itself, or a sentence. Never raises for
        anything typed.

    Raises:
        KeyError: there is no such form.
    """
    reader = _READERS[form]
    if not isinstance(typed, str) or not typed.strip():
        return Reading(None, "Belum diisi.")
    if len(typed) > _MAX_LENGTH:
        return Reading(None, "Terlalu panjang. Tulis jawabannya saja.")
    text = " ".join(typed.split())
    if any(unicodedata.category(sign) in _HIDDEN_SIGNS for sign in text):
        return Reading(None, "Ada tanda yang tidak terlihat. Hapus, lalu ketik ulang.")
    return reader(text, unit)


def shown(form: str, value: str, unit: str = "") -> str:
    """A normalised text as people write it: ``2027-03-18`` → ``Kamis, 18 Maret 2027``.

    Args:
        form: one of the keys of `NORMALISED`.
        value: what `read` gave.
        unit: the time zone that is asked for (only ``jam``).
    """
    if form == DATE:
        return format_date(value)
    return format_time(value, unit) if form == CLOCK else value


def _read_domain(text: str, _: str) -> Reading:
    """A host name as it stands: no public-suffix list, ``www.`` counts."""
    name = _SCHEME.sub("", text.lower(), count=1).rstrip("/")
    name = name.removesuffix(".")
    problem = _why_no_domain(name)
    return Reading(None, problem) if problem else Reading(name)


def _why_no_domain(name: str) -> str:
    if re.search(r"[/?#]", name):
        return "Tulis nama domainnya saja, tanpa bagian sesudah garis miring."
    if "@" in name:
        return "Ini alamat surel. Tulis nama domainnya saja, tanpa tanda @."
    if " " in name:
        return "Nama domain tidak memakai spasi. Hapus spasinya."
    if "." not in name:
        return "Nama domain memuat titik, misalnya contoh.example."
    labels = name.split(".")
    fits = len(name) <= _NAME_MOST and all(len(x) <= _LABEL_MOST for x in labels)
    if fits and all(x and x.replace("-", "").isalnum() for x in labels):
        return ""
    return "Ini belum terbaca sebagai nama domain. Tulis misalnya contoh.example."


def _read_word(text: str, _: str) -> Reading:
    """Words without case, quotation marks and final punctuation."""
    before = None
    # Taking one thing away can uncover the next: “Hoaks.”!
    while before != text:
        before, text = text, _bared(text)
    if not any(sign.isalnum() for sign in text):
        return Reading(None, "Tulis jawabannya dengan huruf atau angka.")
    return Reading(text)


def _bared(text: str) -> str:
    text = unicodedata.normalize("NFC", text.casefold())
    text = _SINGLE_QUOTES.sub("'", _DOUBLE_QUOTES.sub("", text))
    return " ".join(text.split()).strip("'").rstrip(".,;:!?… ").strip()


_READERS: dict[str, Callable[[str, str], Reading]] = {
    DOMAIN: _read_domain,
    DATE: lambda text, _: read_date(text),
    CLOCK: read_clock,
    WORD: _read_word,
}
