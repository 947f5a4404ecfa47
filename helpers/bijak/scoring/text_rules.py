"""The rules that judge a text: counts, phrases and patterns, nothing about style.

The opening ``LATIHAN —`` and the tag ``#LatihanBijak`` mark what could be passed on
by mistake. They are not part of what is judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from .by_rules import BROKEN, PASSED

MARK = "tanda"
"""The one test of the opening and the tag, which all others pass over."""
LONGEST = 4000
"""Signs of a text that are stored and judged."""

_OPENING = re.compile(r"\A\W*latihan\s*[—–:-]+\s*", re.IGNORECASE)
_TAG = re.compile(r"#latihanbijak\b", re.IGNORECASE)
_JOINED = r"(?:[-'’.:/@_]|(?<=\d),(?=\d))"
_WORD = re.compile(rf"[^\W_]+(?:{_JOINED}[^\W_]+)*")
_ABBREVIATION = re.compile(
    r"\b(?:jl|no|dll|dsb|dst|dkk|yth|bpk|sdr|sdri|tgl|hlm|telp|tlp|hp|kec|kab|ds|dr|"
    r"ir|prof|hj|drs|dra|tn|ny|rp|a\.n|u\.p)\.",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:[.!?…]+[\"'”’)]*(?=\s|\Z))|\n+")
# What Indonesian hangs on a word without making it another one: jamnya, loketlah.
_ENDINGS = r"(?:-?(?:nya|lah|kah|pun|ku|mu))?"

_NUMBER_WORDS = (
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas seratus "
    "seribu setengah"
).replace(" ", "|")
_MONTHS = (
    "jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|agt|agu(?:stus)?|"
    "sep(?:t|tember)?|okt(?:ober)?|nov(?:ember)?|des(?:ember)?"
)
_FINDERS = {
    "tanggal": rf"\b\d{{1,2}}\s+(?:{_MONTHS})\b|\b\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b",
    "jam": r"\b(?:pukul|pkl\.?|jam)\s*\d{1,2}\b|\b(?:[01]?\d|2[0-3])[.:][0-5]\d"
    r"(?=\s*(?:wib|wita|wit)\b)|(?<![\d.:,])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d.:,])",
    "angka": rf"\d|\b(?:{_NUMBER_WORDS})\b",
    "tautan": r"https?://\S+|\bwww\.\S+|(?<!@)\b[a-z0-9-]+(?:\.[a-z0-9-]+)*"
    r"\.(?:id|com|net|org|info|biz|io|me|example|test)\b",
    "tagar": r"(?<!\w)#\w+",
    "telepon": r"(?<!\d)(?:\+?62|0)[ .-]?8\d{1,3}(?:[ .-]?\d{3,4}){2}(?!\d)"
    r"|(?<!\d)\(?0\d{2,3}\)?[ .-]?\d{3,4}[ .-]?\d{3,4}(?!\d)",
    "nik": r"(?<!\d)\d{2}(?:[ .-]?\d{2}){7}(?!\d)",
}
_PATTERNS = {
    name: re.compile(finder, re.IGNORECASE) for name, finder in _FINDERS.items()
}


def body(text: object) -> str:
    """What is judged of a text: without the opening, the tag and hidden signs."""
    if not isinstance(text, str):
        return ""
    shown = unicodedata.normalize("NFKC", text[:LONGEST])
    seen = "".join(sign for sign in shown if unicodedata.category(sign) != "Cf")
    return _TAG.sub(" ", _OPENING.sub("", seen)).strip()


def is_marked(text: object) -> bool:
    """Whether a text opens with ``LATIHAN —`` and carries ``#LatihanBijak``."""
    if not isinstance(text, str):
        return False
    shown = unicodedata.normalize("NFKC", text[:LONGEST])
    return bool(_OPENING.search(shown) and _TAG.search(shown))


def without_mark(text: str) -> str:
    """A text without the opening and the tag."""
    return _TAG.sub(" ", _OPENING.sub("", text)).strip()


def count_words(text: object) -> int:
    """Words of a text: ``ibu-ibu``, ``08.30`` and ``dinas.go.id`` are one each."""
    return len(_WORD.findall(body(text)))


def count_sentences(text: object) -> int:
    """Sentences of a text; a new line ends one too, ``Jl.`` and ``Rp5.000`` do not."""
    whole = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), body(text))
    return sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(whole))


@lru_cache(maxsize=2048)
def _finder(phrase: str) -> re.Pattern:
    """A pattern for a phrase as whole words; a star stands for any ending."""
    clean = unicodedata.normalize("NFKC", phrase).strip()
    stem = clean.rstrip("*")
    inside = r"\s+".join(map(re.escape, stem.split()))
    ending = r"\w*" if clean.endswith("*") else _ENDINGS
    # “3 jam” is neither in “13 jam” nor in “0,3 jam”; “loket 2” not in “loket 2,5”.
    before = r"(?<!\w)(?<!\d[.,])" if stem[:1].isdigit() else r"(?<!\w)"
    after = r"(?!\w)(?![.,]\d)" if stem[-1:].isdigit() else r"(?!\w)"
    if not stem[:1].isalnum():
        before = ""
    if not (stem[-1:].isalnum() or clean.endswith("*")):
        ending = after = ""
    return re.compile(f"{before}{inside}{ending}{after}", re.IGNORECASE)


def has_phrase(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase as whole words, whatever their case."""
    return bool(_finder(phrase).search(text))


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _within(count: float, rule: Mapping) -> bool:
    return rule.get("min", 0) <= count <= rule.get("maks", float("inf"))


def _starts(text: str, rule: Mapping) -> bool:
    start = re.sub(r"\A[^\w#@]+", "", text)
    return any(_finder(one).match(start) for one in _texts(rule["isi"]))


def _upper_share(text: str) -> float:
    """Share of the letters that are capitals, 0 to 1."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum(map(str.isupper, letters)) / max(1, len(letters))


_TESTS: dict[str, Callable[[str, Mapping], bool]] = {
    "kata": lambda text, rule: _within(count_words(text), rule),
    "kalimat": lambda text, rule: _within(count_sentences(text), rule),
    "diawali": _starts,
    "memuat": lambda text, rule: any(
        has_phrase(text, one) for one in _texts(rule["salah_satu"])
    ),
    "memuat_semua": lambda text, rule: all(
        has_phrase(text, one) for one in _texts(rule["isi"])
    ),
    "tanpa": lambda text, rule: (
        not any(has_phrase(text, one) for one in _texts(rule["isi"]))
    ),
    "pola": lambda text, rule: bool(_PATTERNS[rule["pola"]].search(text)),
    "tanpa_pola": lambda text, rule: not _PATTERNS[rule["pola"]].search(text),
    "huruf_besar": lambda text, rule: _upper_share(text) <= rule["maks"],
}


def judge_text(text: object, rules: Mapping[str, Mapping]) -> dict[str, str]:
    """How each rule comes out: rule id → ``PASSED`` or ``BROKEN``.

    An empty text passes none.

    Raises:
        KeyError: a rule lacks what its test needs (the author's mistake).
    """
    whole = body(text)
    there = bool(_WORD.search(whole))
    marked = is_marked(text)

    def passes(rule: Mapping) -> bool:
        return marked if rule["uji"] == MARK else _TESTS[rule["uji"]](whole, rule)

    return {
        name: PASSED if there and passes(rule) else BROKEN
        for name, rule in rules.items()
    }


def without_phrases(text: str, phrases: list[str]) -> str:
    """A text from which some phrases were taken out."""
    for phrase in phrases:
        text = _finder(phrase).sub("", text)
    return text


def without_pattern(text: str, name: str) -> str:
    """A text from which everything of one pattern was taken out."""
    return _PATTERNS[name].sub("", text)
