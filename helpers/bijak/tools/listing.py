"""A listing of a web shop: what a buyer looks for, and what a title should be.

The rules are the kit's own, told in the lesson: seven things that buyers ask about,
and a title that says what is sold. They judge whether something is told, never how
well it sells. A listing is a mapping with the columns of ``katalog-d2.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_TITLE = 70
"""Letters of a title, so that a telephone shows all of it."""

MIN_PHOTOS = 3
"""Whole thing, close by, and something for its size."""


@dataclass(frozen=True)
class Element:
    """One thing that a listing tells.

    Attributes:
        id: the column that holds it.
        name: what it is called in the listing.
        question: what a buyer asks who does not find it.
    """

    id: str
    name: str
    question: str


ELEMENTS = (
    Element("foto", "Foto", "Boleh lihat dari dekat? Fotonya kurang jelas."),
    Element("bahan", "Bahan", "Terbuat dari apa? Saya pantang udang."),
    Element("isi", "Isi atau ukuran", "Sebungkus berapa gram, Bu?"),
    Element("berat", "Berat kirim", "Ongkirnya kena berapa kilo?"),
    Element("stok", "Stok", "Masih ada? Saya perlu 10."),
    Element("izin", "Izin", "Sudah punya PIRT?"),
    Element("penggantian", "Penggantian", "Kalau sampai remuk, bagaimana?"),
)
"""In the order in which a listing shows them."""

CLAIMS = (
    "ajaib ampuh dijamin manjur menyembuhkan paling sedunia tandingannya terbaik "
    "terenak terhebat terlaris termurah ternikmat"
).split()
"""Words that nobody can check: they belong in no title."""

_SIZE = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:kg|g|gr|gram|ml|liter|l|cm|m|lembar|bungkus|buah|pcs)\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_NOT_YET = ("", "0", "belum diisi")


def _said(listing: Mapping, column: str) -> str:
    return str(listing.get(column) or "").strip()


def is_told(listing: Mapping, element: Element) -> bool:
    """Whether a listing tells something; of photographs at least `MIN_PHOTOS`.

    "Sedang diurus" is told too: it is true, and the buyer knows.
    """
    said = _said(listing, element.id)
    if element.id == "foto":
        return said.isdecimal() and int(said) >= MIN_PHOTOS
    return said.lower() not in _NOT_YET


def missing(listing: Mapping) -> list[Element]:
    """What a buyer still has to ask, in the order of `ELEMENTS`."""
    return [element for element in ELEMENTS if not is_told(listing, element)]


def untrue(listing: Mapping, notes: Mapping) -> list[Element]:
    """What a listing tells otherwise than the shop's own notes.

    Args:
        listing: what buyers read.
        notes: what is so, with the same columns.
    """
    return [
        element
        for element in ELEMENTS
        if is_told(listing, element)
        and _said(listing, element.id) != _said(notes, element.id)
    ]


def title_problems(title: str, kind: str = "", material: str = "") -> list[str]:
    """What a title should still do, as Indonesian sentences; none is good.

    Args:
        title: as it was typed.
        kind: the word for the thing that it must begin with; empty: any.
        material: what it is made of or tastes of; empty: not asked.
    """
    words = re.findall(r"\w+", title.lower())
    problems = []
    if kind and words[:1] != [kind.lower()]:
        problems.append(f"Mulai dengan jenis barangnya: {kind}.")
    if material and material.lower() not in words:
        problems.append(f"Sebut bahan pokoknya: {material}.")
    if not _SIZE.search(title):
        problems.append("Sebut isi atau ukurannya, misalnya 150 g.")
    if _SHOUTED.search(title):
        problems.append("Huruf besar semua terdengar berteriak. Pakai huruf biasa.")
    if claims := [word for word in words if word in CLAIMS]:
        problems.append(f"“{claims[0]}” tidak dapat diperiksa pembeli. Hapus.")
    if "!" in title:
        problems.append("Tanda seru tidak menambah keterangan. Hapus.")
    if len(title.strip()) > LONGEST_TITLE:
        long = len(title.strip())
        problems.append(f"Ada {long} huruf; layar ponsel memotong di {LONGEST_TITLE}.")
    return problems


def as_post(listing: Mapping) -> dict[str, str]:
    """The columns with which the look of a shop (``lapak``) draws a listing."""
    told = [
        f"{element.name}: {_said(listing, element.id)}"
        for element in ELEMENTS
        if element.id != "foto" and is_told(listing, element)
    ]
    photos = _said(listing, "foto")
    lines = [f"Foto: {photos}"] if photos not in _NOT_YET else []
    kept = ("judul", "harga", "pengirim", "lokasi", "gambar", "teks_alt")
    post = {column: _said(listing, column) for column in kept}
    return post | {
        "tampilan": "lapak",
        "kanal": "PasarKita",
        "teks": "\n".join([*lines, *told]),
    }
