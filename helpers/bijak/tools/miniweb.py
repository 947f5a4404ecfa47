"""A small web of invented pages, for reading laterally without the internet.

The pages stand in ``data/web-mini.json``. Nothing in that file says which page is
right: whoever searches must compare them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from urllib.parse import urlsplit

from ..errors import BijakError, MissingData
from ..paths import data_folder

FILE = "web-mini.json"
AD = "iklan"
"""The kind of page whose owner pays to stand on top."""

MAX_RESULTS = 8
_TITLE, _ADDRESS, _TEXT = 3, 2, 1
_PREFIX = 5
"""Words that share this many first letters match: pedagang – pedagangnya."""

_STOP_WORDS = frozenset(
    "ada adalah akan apa apakah atau bagi benar dalam dan dari dengan di hari ini itu "
    "jadi kah karena ke mulai oleh pada saja sampai sudah tentang untuk yang".split()
)


@dataclass(frozen=True)
class Result:
    """One line of a result list.

    Attributes:
        title: the page's own title.
        url: its address.
        snippet: its first sentence.
        kind: ``laman`` or ``iklan``.
        date: ISO date that the page gives itself.
    """

    title: str
    url: str
    snippet: str
    kind: str
    date: str

    @property
    def is_ad(self) -> bool:
        """Whether somebody paid for the place."""
        return self.kind == AD


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        title: its own title.
        url: its address.
        publisher: the name at its top; anybody can write any name there.
        date: ISO date that the page gives itself.
        paragraphs: its text.
        links: addresses of pages it links to.
    """

    title: str
    url: str
    publisher: str
    date: str
    paragraphs: tuple[str, ...]
    links: tuple[str, ...]


@cache
def _pages() -> dict[str, dict]:
    """The stored pages by normalised address, in the order of the file."""
    try:
        stored = json.loads((data_folder() / FILE).read_text(encoding="utf-8"))
        return {_normal_url(entry["url"]): entry for entry in stored["laman"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingData(
            f"Web mini ({FILE}) tidak ada atau rusak. Salin ulang folder Bijak dari "
            "pelatih, lalu buka lagi."
        ) from error


def _normal_url(url: str) -> str:
    """``HTTPS://A.example/b/`` → ``a.example/b``."""
    text = url.strip()
    parts = urlsplit(text if "//" in text else f"//{text}")
    return parts.netloc.lower() + parts.path.rstrip("/").lower()


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    # Rp5.000.000 and 5000000 are the same word.
    return re.findall(r"[a-z0-9]+", re.sub(r"(?<=\d)\.(?=\d{3})", "", letters))


def _matches(asked: str, word: str) -> bool:
    if len(asked) < _PREFIX or len(word) < _PREFIX:
        return asked == word
    return asked[:_PREFIX] == word[:_PREFIX] and (
        asked.startswith(word) or word.startswith(asked)
    )


def _weight(asked: str, entry: dict) -> int:
    """How well one asked word fits a page: the best place where it stands."""
    places = (
        (_TITLE, entry["judul"]),
        (_ADDRESS, f"{entry['penerbit']} {entry['url']}"),
        (_TEXT, " ".join(entry["teks"])),
    )
    for weight, text in places:
        if any(_matches(asked, word) for word in _words(text)):
            return weight
    return 0


def search(query: str) -> list[Result]:
    """The pages that fit a query, best first; advertisements stand on top.

    A page must hold at least half of the asked words. Pages that fit equally well
    keep the order of the file. Words such as *yang* and *di* are passed over.

    Args:
        query: what a person types.

    Returns:
        At most `MAX_RESULTS` results; an empty list when nothing fits.
    """
    asked = [word for word in dict.fromkeys(_words(query)) if word not in _STOP_WORDS]
    found = []
    for entry in _pages().values():
        weights = [_weight(word, entry) for word in asked]
        hits = sum(weight > 0 for weight in weights)
        if hits and 2 * hits >= len(asked):
            found.append((entry["jenis"] != AD, -hits, -sum(weights), entry))
    found.sort(key=lambda line: line[:3])
    return [_result(entry) for *_, entry in found[:MAX_RESULTS]]


def _result(entry: dict) -> Result:
    return Result(
        entry["judul"], entry["url"], entry["cuplikan"], entry["jenis"], entry["tgl"]
    )


def page(url: str) -> Page:
    """The page at an address.

    Args:
        url: with or without ``https://``, any case, with or without a last slash.

    Raises:
        BijakError: no page has this address; a similar one is named.
    """
    address = _normal_url(url)
    entry = _pages().get(address)
    if entry is None:
        near = get_close_matches(address, _pages(), n=1, cutoff=0.7)
        hint = f" Mungkin maksud Anda {near[0]}." if near else ""
        raise BijakError(
            f"Alamat “{url.strip()}” tidak ada di web mini.{hint} "
            "Ketik beberapa kata di kotak cari untuk menemukan laman lain."
        )
    return Page(
        entry["judul"],
        entry["url"],
        entry["penerbit"],
        entry["tgl"],
        tuple(entry["teks"]),
        tuple(entry["tautan"]),
    )
