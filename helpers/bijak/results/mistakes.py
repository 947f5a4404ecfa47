"""How many got an item of an assignment right, and what the others mostly thought.

Counted as on the trainer's board: small groups are never shown, and only words that an
author wrote, never a text that somebody typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..answers import MAX_BYTES, clean, parse, values
from ..items import CHOICE, CODE
from ..notebooks import GradedItem
from ..paths import ANSWERS_FILE
from ..scoring import is_answered, score
from ..scoring.tally import Mark, Tally, mark_of, tally
from ..text import texts_in
from ..views import answer_text


@dataclass(frozen=True)
class ItemTally:
    """One item of an assignment in a class.

    Attributes:
        item: its id.
        counted: how many answered, how many right, the commonest mistake.
    """

    item: str
    counted: Tally


def count_mistakes(
    home: Path,
    assignment: str,
    codes: Iterable[str],
    table: Mapping[str, GradedItem],
) -> tuple[list[ItemTally], int]:
    """The items of an assignment, in their order, and how many files are unreadable.

    Args:
        home: the class's folder.
        assignment: the id.
        codes: whose answers count.
        table: the items with their keys.
    """
    marks: dict[str, list[Mark]] = {
        name: [] for name, graded in table.items() if graded.item.kind != CODE
    }
    once = _judge(table)
    unreadable = 0
    for code in codes:
        path = home / "autograded" / code / assignment / ANSWERS_FILE
        try:
            with path.open("rb") as file:
                content = parse(file.read(MAX_BYTES + 1))
        except FileNotFoundError:
            continue
        except (OSError, ValueError):
            unreadable += 1
            continue
        given = values(clean(content.get("jawaban")))
        for name, found in marks.items():
            if given.get(name) is not None:
                found.append(once(name, given[name], code))
    return [ItemTally(name, tally(found)) for name, found in marks.items()], unreadable


def _judge(
    table: Mapping[str, GradedItem],
) -> Callable[[str, object, str], Mark]:
    """A judge who remembers: most people give one of a few answers."""
    seen: dict[tuple[str, str], Mark] = {}

    def once(name: str, answer: object, code: str) -> Mark:
        graded = table[name]
        if graded.item.parameters:
            return mark(graded, answer, code)
        try:
            said = name, json.dumps(answer, sort_keys=True)
        except RecursionError:  # no form writes an answer as deep as that
            return Mark()
        if said not in seen:
            seen[said] = mark(graded, answer, code)
        return seen[said]

    return once


def mark(graded: GradedItem, answer: object, code: str) -> Mark:
    """What one person's answer to an item adds to a tally.

    Of the verdict's sentences only the author's own are kept.

    Args:
        graded: the item.
        answer: any JSON value.
        code: whose it is, for personal variants.
    """
    item = graded.item
    if not is_answered(item, answer):
        return Mark()
    mine = graded.personal(code) if item.parameters else graded
    verdict = score(mine.item, answer, mine.key)
    own = tuple(texts_in(mine.key.feedback))  # "9 dari 10 aturan" teaches nobody else
    said = (s for s in verdict.sentences if any(text in s for text in own))
    verdict = replace(verdict, sentences=tuple(said))
    is_option = item.kind == CHOICE and not item.parts and not item.parameters
    chosen = answer_text(mine.item, answer) if is_option else ""
    return mark_of(verdict, chosen, bool(item.parameters))
