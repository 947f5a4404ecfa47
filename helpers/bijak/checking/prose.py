"""Words that participants read: sentence length, addresses, tone, private numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..notebooks import read_notebook
from ..paths import LESSONS, SOURCE, data_folder
from .contents import words_of

_MEAN_WORDS, _MAX_WORDS = 15, 25
_REAL_DOMAINS = (
    # Official places to go to, and sources that are cited.
    ".go.id",
    "kim.id",
    "turnbackhoax.id",
    "cekfakta.com",
    "databoks.katadata.co.id",
    "infodigital.co.id",
    "cor.inquirygroup.org",
    "gse.harvard.edu",
    "creativecommons.org",
)
_ENDINGS = frozenset(
    "ac.id biz.id co.id desa.id go.id my.id net.id or.id sch.id web.id".split()
)
"""Belong to nobody: a lesson about addresses may name them."""
_ADDRESS = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|id|net|org|info|xyz|edu|gov)\b", re.I)
_PHONE = re.compile(r"(?<![\d.,])(?:\+62|08)[\d\s-]{7,}\d")
_LONG_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
_HARSH = re.compile(r"\b(salah besar|bodoh|gaptek|payah sekali)\b", re.I)
_SIDED = re.compile(
    r"\b(PDI ?P(?:erjuangan)?|Golkar|Gerindra|NasDem|Partai Demokrat|PKB|PKS|PPP|PSI|"
    r"Partai [A-Z]\w+|Perindo|Hanura|Shopee|Tokopedia|Bukalapak|Lazada|Blibli|"
    r"TikTok Shop|Gojek|Grab|Indomie)\b"
)
"""Parties and brands: never the object of an exercise."""
_NOT_PROSE = re.compile(r"```.*?```|`[^`]*`|!?\[([^\]]*)\]\([^)]*\)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”»)*_]*\s+|\n+")


def prose_problems(root: Path) -> list[str]:
    """What is wrong with the words of lessons and assignments."""
    paths = [*(root / LESSONS).glob("*.ipynb"), *(root / SOURCE).glob("*/*.ipynb")]
    found = [
        f"{path.parent.name}/{path.name}: {problem}"
        for path in sorted(paths)
        for problem in _problems(list(words_of(read_notebook(path))))
    ]
    for path in sorted(data_folder().glob("*.csv")):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {problem}" for problem in _sided(text)]
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, without tables, code and link targets."""
    plain = _NOT_PROSE.sub(r"\1", text)
    lines = [line for line in plain.splitlines() if not line.lstrip().startswith("|")]
    found = _SENTENCE_END.split("\n".join(lines))
    return [one.strip() for one in found if len(one.split()) > 2]


def _problems(texts: list[str]) -> Iterator[str]:
    lengths = []
    for text in texts:
        for sentence in sentences(text):
            words = len(re.findall(r"[\w’'-]+", sentence))
            lengths.append(words)
            if words > _MAX_WORDS:
                yield f"kalimat {words} kata: “{sentence[:60]}…”."
        yield from _forbidden(text)
    if lengths and sum(lengths) / len(lengths) > _MEAN_WORDS:
        mean = sum(lengths) / len(lengths)
        yield f"kalimat rata-rata {mean:.1f} kata; paling panjang {_MEAN_WORDS}."


def _sided(text: str) -> Iterator[str]:
    for name in dict.fromkeys(_SIDED.findall(text)):
        yield f"partai atau merek sungguhan: “{name}”."


def _forbidden(text: str) -> Iterator[str]:
    yield from _sided(text)
    for address in _ADDRESS.findall(text):
        known = address.lower() in _ENDINGS or address.lower().endswith(_REAL_DOMAINS)
        if not known:
            yield f"alamat {address} bukan .example dan bukan sumber resmi."
    for what, pattern in (("nomor telepon", _PHONE), ("nomor 16 angka", _LONG_NUMBER)):
        if pattern.search(text):
            yield f"ada {what}: “{pattern.search(text)[0]}”."
    if _HARSH.search(text):
        yield f"kata yang melukai: “{_HARSH.search(text)[0]}”."
