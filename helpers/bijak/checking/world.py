"""The invented world: its people, and the mark of what is invented to deceive."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..items import CLASSIFY, MATCH, TWO_TIER, Item, Key
from ..paths import data_folder
from ..views.cards import is_post
from .contents import Contents

HASHTAG = "#LatihanBijak"
_PERSON = re.compile(r"\b(?:Bu|Pak|Mbak|Mas|Kakek|Nenek) [A-Z]\w*")
_DECEPTION = re.compile(r"hoaks|palsu|penipu", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w-])(alt|src)=(["'])(.*?)\2""", re.DOTALL)
_FEWEST_WORDS = 3
_NOT_PROSE = ("dunia.csv", "fakta.csv")


def known_names() -> set[str]:
    """Every name in the table of the invented world."""
    path = data_folder() / "dunia.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["nama"] for row in csv.DictReader(file)}


def strangers(texts: Iterable[str], known: set[str]) -> list[str]:
    """People in texts who do not stand in the table, sorted."""
    named = {name for text in texts for name in _PERSON.findall(text)}
    return sorted(named - known)


def people_problems(contents: Contents, known: set[str]) -> Iterator[str]:
    """People of a module who do not stand in the table."""
    for place, texts in contents.texts.items():
        for name in strangers(texts, known):
            yield f"{place}: {name} tidak ada di dunia.csv."


def data_problems(known: set[str]) -> Iterator[str]:
    """People in shipped data who do not stand in the table."""
    for path in sorted(data_folder().iterdir()):
        if path.suffix in (".csv", ".json") and path.name not in _NOT_PROSE:
            yield from _strangers_in(path, known)


def _strangers_in(path: Path, known: set[str]) -> Iterator[str]:
    for name in strangers([path.read_text(encoding="utf-8")], known):
        yield f"{path.name}: {name} tidak ada di dunia.csv."


def mark_problems(contents: Contents) -> Iterator[str]:
    """Invented deceptions that somebody could pass on without their mark.

    The looks of posts draw the mark themselves; a plain card has to say it.
    """
    for name, (item, key) in contents.questions.items():
        if _judges_deceptions(item, key):
            bare = [card for card, row in item.cards.items() if not _marked(row)]
            if bare:
                yield f"soal {name}: kartu {bare[0]} tampil tanpa tanda {HASHTAG}."


def _judges_deceptions(item: Item, key: Key) -> bool:
    if item.kind == CLASSIFY:
        labels = [key.positive] if key.positive else [*item.options]
        return any(
            _DECEPTION.search(f"{one} {item.options.get(one, '')}") for one in labels
        )
    return False


def _marked(row: Mapping) -> bool:
    return is_post(row) or HASHTAG in str(row.get("teks", ""))


def picture_problems(contents: Contents) -> Iterator[str]:
    """Pictures that those who cannot see them are not told about."""
    for place, texts in contents.texts.items():
        for text in texts:
            for alt, target in [*_IMAGE.findall(text), *_tags(text)]:
                if _few(alt):
                    yield f"{place}: gambar {target} perlu teks pengganti."
    for name, (item, _) in contents.questions.items():
        if item.kind in (CLASSIFY, MATCH, TWO_TIER):
            for card, row in item.cards.items():
                if row.get("gambar") and _few(row.get("teks_alt", "")):
                    yield f"soal {name}: gambar kartu {card} perlu teks_alt."


def _tags(text: str) -> Iterator[tuple[str, str]]:
    """Alternative text and source of each picture that is written as HTML."""
    for tag in _TAG.findall(text):
        said = {name: text for name, _, text in _ATTRIBUTE.findall(tag)}
        yield said.get("alt", ""), said.get("src", "")


def _few(words: str) -> bool:
    return len(words.split()) < _FEWEST_WORDS
