"""Items: what is asked, in which form, read from literal calls without running them.

latihan.pilih("b1-09", pilihan={"a": "…", "b": "…"})            an Item
latihan.nilai("b1-09", kunci="b", poin=2, umpan_balik={…})      its Key

The kinds stand in `definitions`, personal variants in `personal`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from types import ModuleType

from ..errors import BadItem, MissingData
from ..paths import data_folder
from .definitions import (
    ALLOCATION,
    CHOICE,
    CHOICES,
    CLASSIFY,
    CODE,
    COMMON,
    DEFINITIONS,
    EVERY,
    MATCH,
    NUMBER,
    ORDER,
    OTHER,
    OWN_DATA,
    RIGHT,
    SHORT_TEXT,
    TABLE,
    TEXT,
    THRESHOLD,
    TWO_TIER,
)

__all__ = [
    "ALLOCATION",
    "CHOICE",
    "CHOICES",
    "CLASSIFY",
    "CODE",
    "EVERY",
    "FORMS",
    "KEY_ARGUMENTS",
    "KINDS",
    "MATCH",
    "NUMBER",
    "ORDER",
    "OTHER",
    "OWN_DATA",
    "PER_CARD",
    "RIGHT",
    "SHORT_TEXT",
    "TABLE",
    "TEXT",
    "THRESHOLD",
    "TWO_TIER",
    "Item",
    "Key",
    "make_item",
    "make_key",
    "module_of",
    "read_rows",
]

KINDS = {method: one.kind for method, one in DEFINITIONS.items()}
"""The name in a cell → the kind of answer."""

FORMS = {method: kind for method, kind in KINDS.items() if kind != CODE}
"""Those that are answered in a form and stored, not taken out of a run."""

PER_CARD = "per_kartu"
"""``yakin="per_kartu"``: a confidence for each card."""


@dataclass(frozen=True)
class Item:
    """What is asked.

    Attributes:
        id: the item's id, ``b1-09``.
        kind: one of `KINDS`' values.
        options: option, step or label id → text; for an item with named parts of
            kind choice, part → such a mapping.
        cards: card id → the columns of its post.
        parts: part id → its question; empty when the item has no named parts.
        unit: the unit of a number; for named parts, part → unit.
        limit: how many options may be marked (choices only).
        rules: rule id → a rule that is shown while the answer is written.
        hints: sentences that help, from a nudge to nearly the way.
        confidence: True, or `PER_CARD`, when "how sure are you" stands beside it.
        parameters: name → the values that a personal variant draws from.
        story: a short text above the form.
        settings: the kind's other arguments, by their names in cells.
    """

    id: str
    kind: str
    options: Mapping = field(default_factory=dict)
    cards: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    unit: str | Mapping[str, str] = ""
    limit: int | None = None
    rules: Mapping[str, Mapping] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    confidence: bool | str = False
    parameters: Mapping[str, object] = field(default_factory=dict)
    story: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)

    def part(self, name: str) -> Item:
        """The item that one named part is by itself."""
        options = self.options.get(name, {}) if self.kind == CHOICE else self.options
        unit = self.unit.get(name, "") if isinstance(self.unit, Mapping) else self.unit
        return Item(
            f"{self.id}/{name}",
            self.kind,
            options,
            unit=unit,
            settings=self.settings,
        )


@dataclass(frozen=True)
class Key:
    """What is right, what it is worth, and what to say.

    Attributes:
        answer: the right answer; for named parts, part → right answer. For answers
            judged by rules, a sample that obeys all of them.
        points: points of the item; for named parts, part → points; for rules, rule
            → points.
        feedback: what was answered → a sentence (see `RIGHT`, `OTHER`, `EVERY`).
        tolerance: how far a number may be off, in the item's unit.
        positive: the label to be caught (classify), scored by H − F.
        undecided: the label that says "not known yet" (classify with `positive`).
        rules: rule id → a rule that is not shown.
        outcome: the formula of what an allocation brings.
        naive: the allocation that earns nothing; None for equal parts.
        debrief: whether the sentence of every card to be caught is said, also of
            those that were caught (classify with `positive`).
    """

    answer: object
    points: float | Mapping[str, float] = 1.0
    feedback: Mapping = field(default_factory=dict)
    tolerance: float | str | Mapping[str, float | str] = 0.0
    positive: str | None = None
    undecided: str | None = None
    rules: Mapping[str, Mapping] = field(default_factory=dict)
    outcome: str = ""
    naive: Mapping[str, float] | None = None
    debrief: bool = False

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


def module_of(room: str, kind: str) -> ModuleType:
    """The module of a kind in a room: the one of the same name.

    Args:
        room: the package, ``bijak.scoring``.
        kind: one of `KINDS`' values.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in KINDS.values():
        raise KeyError(kind)
    return import_module(f".{kind}", room)


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
    definition = DEFINITIONS[method]
    unknown = set(arguments) - set(definition.asks) - set(COMMON)
    problem = f"argumen tak dikenal {sorted(unknown)}" if unknown else ""
    try:
        item = replace(
            _common(str(item_id), definition.kind, arguments),
            **{
                place: _cards(arguments[name]) if place == "cards" else arguments[name]
                for name, place in definition.asks.items()
                if place and name in arguments
            },
            settings={
                name: arguments[name]
                for name, place in definition.asks.items()
                if not place and name in arguments
            },
        )
        problem = problem or _confidence_problem(item) or definition.problem(item)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadItem(f"Soal {item_id}: isi {method}(…) tidak terbaca.") from error
    if problem:
        raise BadItem(f"Soal {item_id}: {problem}. Perbaiki sel {method}(…).")
    return item


def _common(item_id: str, kind: str, arguments: Mapping) -> Item:
    """An item with the arguments that every kind knows."""
    return Item(
        item_id,
        kind,
        hints=tuple(arguments.get("petunjuk", ())),
        confidence=arguments.get("yakin", False),
        story=arguments.get("cerita", ""),
    )


def _confidence_problem(item: Item) -> str:
    if item.confidence in (True, False):
        return ""
    has_cards = item.kind in (CLASSIFY, MATCH, TWO_TIER) and item.cards
    if item.confidence == PER_CARD and has_cards:
        return ""
    return f"yakin harus True, atau “{PER_CARD}” pada soal yang berkartu"


_KEY_PLACES = {
    "kunci": "answer",
    "contoh": "answer",
    "poin": "points",
    "umpan_balik": "feedback",
    "toleransi": "tolerance",
    "positif": "positive",
    "ragu": "undecided",
    "aturan_kunci": "rules",
    "hasil": "outcome",
    "awal": "naive",
    "bahas": "debrief",
}

KEY_ARGUMENTS = frozenset(_KEY_PLACES)
"""Arguments that belong to the key, not to the question."""


def make_key(arguments: Mapping) -> Key:
    """A key from the keyword arguments of a ``nilai`` or ``kuis`` call.

    Raises:
        BadItem: an argument is missing or unknown.
    """
    unknown = sorted(set(arguments) - KEY_ARGUMENTS)
    if unknown:
        raise BadItem(f"Argumen tak dikenal pada kunci: {unknown}.")
    given = {_KEY_PLACES[name]: value for name, value in arguments.items()}
    if "answer" not in given:
        raise BadItem(
            "Kuncinya belum ditulis. Tambahkan kunci=… (atau contoh=…) pada sel."
        )
    return Key(**given)
