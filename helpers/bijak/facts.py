"""``data/fakta.csv``: the facts of the real world, each with source and date."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from .errors import MissingData
from .paths import data_folder

NAME = "fakta"
COLUMNS = ("id", "istilah", "pernyataan", "sumber", "alamat", "dicek", "kedaluwarsa")


@dataclass(frozen=True)
class Fact:
    """One thing that is true outside the kit.

    Attributes:
        id: ``pirt-oss``.
        terms: words that betray in prose that this fact is stated.
        statement: the fact in one sentence.
        source: who said it, and when.
        address: where it was read; may be empty.
        checked: the day on which the source was read.
        expires: from this day on it has to be read again.
    """

    id: str
    terms: tuple[str, ...]
    statement: str
    source: str
    address: str
    checked: date
    expires: date

    def expired(self, today: date) -> bool:
        """Whether the source has to be read again."""
        return today >= self.expires

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where its terms stand in a text, as whole words."""
        return [found.span() for found in _pattern(self.terms).finditer(text)]


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern:
    longest_first = sorted(terms, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def read_facts() -> dict[str, Fact]:
    """All facts of the kit, by id.

    Raises:
        MissingData: the file is not there, or a row is incomplete; the sentence
            names the row.
    """
    path = data_folder() / f"{NAME}.csv"
    facts: dict[str, Fact] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                if row["id"] in facts:
                    raise ValueError(f"id {row['id']} dua kali")
                facts[row["id"]] = _fact(row)
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError) as error:
        raise MissingData(
            f"Berkas data “{path.name}” tidak terbaca: {error}. Perbaiki barisnya, "
            "atau salin ulang folder Bijak dari pelatih."
        ) from error
    return facts


def _fact(row: dict[str, str]) -> Fact:
    if set(row) != set(COLUMNS) or None in row.values():
        raise ValueError(f"baris {row.get('id')} tidak berisi {len(COLUMNS)} kolom")
    terms = tuple(term.strip() for term in row["istilah"].split("|") if term.strip())
    return Fact(
        row["id"],
        terms,
        row["pernyataan"],
        row["sumber"],
        row["alamat"],
        date.fromisoformat(row["dicek"]),
        date.fromisoformat(row["kedaluwarsa"]),
    )
