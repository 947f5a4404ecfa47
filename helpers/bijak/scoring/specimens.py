"""Sample answers derived from an item and its key: empty, right, each known wrong.

They prove a release: every item is graded with every one of its specimens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..items import Item, Key
from .rooms import judge_of


@dataclass(frozen=True)
class Specimen:
    """A sample answer.

    Attributes:
        name: what it shows: ``kosong``, ``benar``, ``keliru: b``.
        answer: the JSON value.
        share: the share of the points it must earn; None where only "less than
            all" is known.
        sentence: a sentence its feedback must hold; empty when none is due.
    """

    name: str
    answer: object
    share: float | None
    sentence: str = ""


def specimens(item: Item, key: Key) -> list[Specimen]:
    """All specimens of an item: empty, right, and each known wrong answer."""
    return [
        Specimen("kosong", None, 0.0),
        Specimen("benar", right_answer(item, key), 1.0),
        *_wrong(item, key),
    ]


def right_answer(item: Item, key: Key) -> object:
    """An answer that earns all points."""
    if item.parts:
        return {
            name: right_answer(item.part(name), key.part(name)) for name in item.parts
        }
    return judge_of(item.kind).right(item, key)


def _wrong(item: Item, key: Key) -> Iterator[Specimen]:
    if not item.parts:
        yield from judge_of(item.kind).wrong(item, key)
        return
    right = right_answer(item, key)
    for name in item.parts:
        for one in _wrong(item.part(name), key.part(name)):
            answer = {**right, name: one.answer}
            yield Specimen(f"{one.name} ({name})", answer, None, one.sentence)
