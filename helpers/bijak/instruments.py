"""``curriculum/tes.toml``: who gets which sheet of the test, and when.

A sheet is an assignment. Everybody meets each sheet at most once: the code decides the
order, the occasion (before, after, one month later, a year later) the place in it.
Nothing in the file tells a key.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from .errors import BijakError
from .paths import TEST_PLAN

FIRST, LAST = "awal", "akhir"
"""Where on the home page an occasion stands: before the lessons, or after them."""


@dataclass(frozen=True)
class Occasion:
    """One time at which people are tested.

    Attributes:
        id: ``prates``.
        title: what participants read.
        place: `FIRST` or `LAST` on the home page; empty when it is not shown there.
    """

    id: str
    title: str
    place: str = ""


@dataclass(frozen=True)
class Question:
    """One judged post or one skill item of the bank, without its key.

    Attributes:
        id: the card's id, or the id of the skill item.
        theme: what it is about.
        difficulty: expected, 1 to 3; nobody has measured it yet.
        source: ``temuan`` and ``soal`` (it stands there), or ``fakta:<id>``.
        checked: the day on which that was checked.
        expires: from this day on it has to be checked again.
    """

    id: str
    theme: str
    difficulty: int
    source: str
    checked: date
    expires: date


@dataclass(frozen=True)
class Field:
    """Themes that are named together, since one theme has only a few posts.

    Attributes:
        title: what participants read, without a capital.
        themes: the themes of its questions.
        module: the lesson to revisit.
    """

    title: str
    themes: frozenset[str]
    module: str


@dataclass(frozen=True)
class SheetPlan:
    """The plan of the test.

    Attributes:
        occasions: in their order in time.
        orders: each says which sheet comes at which occasion.
        anchors: ids of the posts that all sheets share.
        bank: id → what is known about a post or item.
        piloted: whether enough people have answered the bank.
        fields: what the themes of the bank are gathered in.
    """

    occasions: tuple[Occasion, ...]
    orders: tuple[tuple[str, ...], ...]
    anchors: tuple[str, ...]
    bank: Mapping[str, Question]
    piloted: bool
    fields: tuple[Field, ...] = ()

    @property
    def first(self) -> Occasion:
        """The occasion that all others are compared with."""
        return self.occasions[0]

    def occasion(self, code: str, sheet: str) -> Occasion | None:
        """When somebody gets a sheet; None for what is none of theirs."""
        when = {name: place for place, name in self.order(code).items()}
        return next((one for one in self.occasions if one.id == when.get(sheet)), None)

    @property
    def sheets(self) -> list[str]:
        """The ids of all sheets, sorted."""
        return sorted(self.orders[0])

    def order(self, code: str) -> dict[str, str]:
        """Occasion → sheet, for one participant; the same on every machine.

        Args:
            code: the participant's code, normalised.
        """
        digest = hashlib.sha256(f"tes\n{code}".encode()).digest()
        row = self.orders[int.from_bytes(digest[:16], "big") % len(self.orders)]
        return dict(zip((one.id for one in self.occasions), row, strict=True))


def read_test_plan(root: Path) -> SheetPlan | None:
    """The plan of the test; None in a project without one.

    Raises:
        BijakError: the file is there and cannot be read.
    """
    if not (root / TEST_PLAN).exists():
        return None
    try:
        return _plan((root / TEST_PLAN).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BijakError(
            f"Rencana tes ({TEST_PLAN.as_posix()}) tidak terbaca: {error}. "
            "Perbaiki berkas itu atau salin ulang folder Bijak."
        ) from error


@lru_cache(maxsize=4)
def _plan(text: str) -> SheetPlan:
    """The plan in a file: every home page of a class asks for it."""
    found = tomllib.loads(text)
    bank = [Question(*row) for row in found["butir"]]
    return SheetPlan(
        tuple(
            Occasion(one["id"], one["judul"], one.get("tempat", ""))
            for one in found["saat"]
        ),
        tuple(map(tuple, found["urutan"])),
        tuple(found["jangkar"]),
        {one.id: one for one in bank},
        bool(found["diuji_coba"]),
        tuple(
            Field(one["judul"], frozenset(one["tema"]), one["modul"])
            for one in found.get("bidang", ())
        ),
    )
