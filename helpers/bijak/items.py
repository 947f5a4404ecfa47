"""Items: what is asked, in which form, read from literal calls without running them.

latihan.pilih("b1-09", pilihan={"a": "…", "b": "…"})            an Item
latihan.nilai("b1-09", kunci="b", poin=2, umpan_balik={…})      its Key
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import BadItem, MissingData
from .paths import data_folder

CHOICE, CHOICES, ORDER, CLASSIFY, NUMBER = (
    "choice",
    "choices",
    "order",
    "classify",
    "number",
)

KINDS = {
    "pilih": CHOICE,
    "pilih_banyak": CHOICES,
    "urutkan": ORDER,
    "kelompokkan": CLASSIFY,
    "isi_angka": NUMBER,
}
"""The name in a cell → the kind of answer."""

RIGHT, OTHER, EVERY = "benar", "lain", "*"
"""Reserved names in feedback: the right answer, any other wrong one, every card."""


@dataclass(frozen=True)
class Item:
    """What is asked.

    Attributes:
        id: the item's id, ``b1-09``.
        kind: one of `KINDS`' values.
        options: option, step or label id → text; for an item with named parts of
            kind choice, part → such a mapping.
        cards: card id → the columns of its post (classify only).
        parts: part id → its question; empty when the item has no named parts.
        unit: the unit of a number.
        limit: how many options may be marked (choices only).
    """

    id: str
    kind: str
    options: Mapping = field(default_factory=dict)
    cards: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    limit: int | None = None

    def part(self, name: str) -> Item:
        """The item that one named part is by itself."""
        options = self.options.get(name, {}) if self.kind == CHOICE else self.options
        unit = self.unit.get(name, "") if isinstance(self.unit, Mapping) else self.unit
        return Item(f"{self.id}/{name}", self.kind, options, unit=unit)


@dataclass(frozen=True)
class Key:
    """What is right, what it is worth, and what to say.

    Attributes:
        answer: the right answer; for named parts, part → right answer.
        points: points of the item; for named parts, part → points.
        feedback: what was answered → a sentence (see `RIGHT`, `OTHER`, `EVERY`).
        tolerance: how far a number may be off, in the item's unit.
        positive: the label to be caught (classify), scored by H − F.
        undecided: the label that says "not known yet" (classify with `positive`).
    """

    answer: object
    points: float | Mapping[str, float] = 1.0
    feedback: Mapping = field(default_factory=dict)
    tolerance: float | Mapping[str, float] = 0.0
    positive: str | None = None
    undecided: str | None = None

    @property
    def total(self) -> float:
        """Points of the whole item."""
        if isinstance(self.points, Mapping):
            return float(sum(self.points.values()))
        return float(self.points)

    def part(self, name: str) -> Key:
        """The key of one named part."""
        tolerance = self.tolerance
        if isinstance(tolerance, Mapping):
            tolerance = tolerance.get(name, 0.0)
        return Key(
            self.answer[name],
            self.points[name],
            self.feedback.get(name, {}),
            tolerance,
        )


def read_rows(name: str) -> dict[str, dict[str, str]]:
    """The rows of a shipped data set: id → columns.

    Raises:
        MissingData: the file is not there or cannot be read.
    """
    path = data_folder() / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file)}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise MissingData(
            f"Berkas data “{name}.csv” tidak ada atau rusak. Salin ulang folder Bijak "
            "dari pelatih, lalu buka lagi. Jawaban Anda tetap aman."
        ) from error


def _cards(value: object) -> dict[str, Mapping[str, str]]:
    if isinstance(value, str):
        return read_rows(value)
    return {
        str(card): dict(text) if isinstance(text, Mapping) else {"teks": str(text)}
        for card, text in dict(value).items()
    }


def make_item(method: str, item_id: str, arguments: Mapping) -> Item:
    """An item from the name and the literal arguments of a call.

    Args:
        method: the name in the cell, one of `KINDS`' keys.
        item_id: the first argument.
        arguments: the keyword arguments, by their Indonesian names.

    Raises:
        BadItem: the arguments do not describe an item of this kind.
        MissingData: the data set that the cards come from is not there.
    """
    kind = KINDS[method]
    given = dict(arguments)
    try:
        item = Item(
            str(item_id),
            kind,
            options=given.pop("pilihan", None)
            or given.pop("langkah", None)
            or given.pop("kelompok", {}),
            cards=_cards(given.pop("kartu", {})),
            parts=given.pop("bagian", None) or {},
            unit=given.pop("satuan", ""),
            limit=given.pop("jumlah", None),
        )
    except (TypeError, ValueError) as error:
        raise BadItem(f"Soal {item_id}: isi {method}(…) tidak terbaca.") from error
    problem = f"argumen tak dikenal {sorted(given)}" if given else _problem(item)
    if problem:
        raise BadItem(f"Soal {item_id}: {problem}. Perbaiki sel {method}(…).")
    return item


def _problem(item: Item) -> str:
    """Why an item cannot be asked, or nothing."""
    if item.kind != NUMBER and len(item.options) < (1 if item.parts else 2):
        return "pilihannya kurang dari dua"
    if item.kind == CLASSIFY and not item.cards:
        return "kartunya belum ada"
    if item.parts and item.kind not in {CHOICE, NUMBER}:
        return "jenis ini tidak mengenal bagian"
    if item.kind == CHOICE and item.parts and set(item.options) != set(item.parts):
        return "bagian dan pilihannya tidak sama"
    return ""


def make_key(arguments: Mapping) -> Key:
    """A key from the keyword arguments of a ``nilai`` or ``kuis`` call."""
    given = dict(arguments)
    try:
        key = Key(
            answer=given.pop("kunci"),
            points=given.pop("poin", 1.0),
            feedback=given.pop("umpan_balik", None) or {},
            tolerance=given.pop("toleransi", 0.0),
            positive=given.pop("positif", None),
            undecided=given.pop("ragu", None),
        )
    except KeyError as error:
        raise BadItem("Kuncinya belum ditulis. Tambahkan kunci=… pada sel.") from error
    if given:
        raise BadItem(f"Argumen tak dikenal pada kunci: {sorted(given)}.")
    return key


KEY_ARGUMENTS = {"kunci", "poin", "umpan_balik", "toleransi", "positif", "ragu"}
"""Arguments that belong to the key, not to the question."""
