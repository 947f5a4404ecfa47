"""Who answered what on which sheet of the test, and whether it was right.

The path of docs/keputusan/0015: the code says which sheet comes at which occasion,
``autograded/<code>/<sheet>/jawaban.json`` what was answered, ``solutions/`` the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ..answers import (
    MAX_BYTES,
    WHOLE,
    Entries,
    clean,
    confidences,
    parse,
    values,
)
from ..answers.entries import moments
from ..answers.people import is_code
from ..instruments import SheetPlan
from ..items import CLASSIFY
from ..notebooks import GradedItem, read_items, read_notebook
from ..paths import ANSWERS_FILE, SOURCE
from ..scoring import is_answered, score
from ..scoring.verdict import RIGHT


@dataclass(frozen=True)
class Sitting:
    """One person's sheet at one occasion.

    Attributes:
        code: the participant.
        occasion: ``prates``.
        sheet: ``tes-a``.
        hoax: card → whether the post is a hoax, of all posts of the sheet.
        called: card → whether it was called a hoax; a card that is not there was not
            answered.
        sure: card → how sure, 1 (guessing) to 4.
        skills: skill item → whether it was right; None where it was not answered.
        chosen: skill item → the answer as it was given, where one was.
        skill_sure: skill item → how sure, 1 to 4.
        began: time of the first answer by the clock of that laptop, UTC; None when
            nothing was answered.
        ended: time of the last answer.
    """

    code: str
    occasion: str
    sheet: str
    hoax: Mapping[str, bool]
    called: Mapping[str, bool]
    sure: Mapping[str, int]
    skills: Mapping[str, bool | None]
    chosen: Mapping[str, object]
    skill_sure: Mapping[str, int]
    began: datetime | None
    ended: datetime | None


@dataclass(frozen=True)
class ClassSittings:
    """The sheets of a class.

    Attributes:
        sittings: those that count, by code, then in the order of occasions.
        unreadable: how many files of answers could not be read; they are missing.
        unplanned: how many sheets were taken that their code does not give them at an
            occasion which is open; they are missing too.
    """

    sittings: tuple[Sitting, ...]
    unreadable: int = 0
    unplanned: int = 0


def read_sitting(
    root: Path, plan: SheetPlan, occasion: str, code: str, answers: Path
) -> Sitting | None:
    """One person's sheet at one occasion.

    Args:
        root: the project, which holds the key.
        plan: the plan of the test.
        occasion: one of the plan's.
        code: the participant, normalised.
        answers: a ``jawaban.json``: the autograded one, or a copy.

    Returns:
        None where there is no such file, or nothing of this sheet is answered in it.

    Raises:
        ValueError, OSError: the file is no answers file, or cannot be read.
        BijakError: the sheet's own notebook cannot be read.
    """
    sheet = plan.order(code)[occasion]
    if not answers.is_file():
        return None
    with answers.open("rb") as file:
        entries = clean(parse(file.read(MAX_BYTES + 1)).get("jawaban"))
    table = sheet_items(root, sheet)
    mine = {name: parts for name, parts in entries.items() if name in table}
    found = _sitting(code, occasion, sheet, table, mine)
    return found if found.called or found.chosen else None


def read_sittings(root: Path, home: Path, plan: SheetPlan) -> list[Sitting]:
    """All sheets of a class that count, by code, then in the order of occasions.

    Args:
        root: the project, which holds the keys.
        home: the class's folder.
        plan: the plan of the test.
    """
    return list(read_class(root, home, plan).sittings)


def read_class(root: Path, home: Path, plan: SheetPlan) -> ClassSittings:
    """All sheets of a class, and how many could not be counted.

    A sheet belongs to the occasion at which its code gets it. Occasions that stand
    nowhere on the home page are not open: who took such a sheet took it in place of
    another (a wrong code, a copied file), and is missing there.

    Args:
        root: the project, which holds the keys.
        home: the class's folder.
        plan: the plan of the test.

    Raises:
        BijakError: a sheet's own notebook cannot be read.
    """
    places = {one.id: one.place for one in plan.occasions}
    found, unreadable, unplanned = [], 0, 0
    for folder in sorted((home / "autograded").glob("*")):
        if not is_code(folder.name):
            continue
        for occasion, sheet in plan.order(folder.name).items():
            path = folder / sheet / ANSWERS_FILE
            try:
                sitting = read_sitting(root, plan, occasion, folder.name, path)
            except (OSError, ValueError):
                unreadable += 1
                continue
            if sitting and places[occasion]:
                found.append(sitting)
            elif sitting:
                unplanned += 1
    return ClassSittings(tuple(found), unreadable, unplanned)


def sheet_items(root: Path, sheet: str) -> Mapping[str, GradedItem]:
    """The items of a sheet with their keys, read once for all people.

    Args:
        root: the project.
        sheet: ``tes-a``.

    Raises:
        BijakError: the notebook is not there, or cannot be read.
    """
    path = root / SOURCE / sheet / f"{sheet}.ipynb"
    changed = path.stat().st_mtime_ns if path.exists() else 0
    return _items(path, changed)


@lru_cache(maxsize=16)
def _items(path: Path, changed: int) -> Mapping[str, GradedItem]:
    """The item table of one notebook as it was at one time."""
    return MappingProxyType(read_items(read_notebook(path)))


def _sitting(
    code: str,
    occasion: str,
    sheet: str,
    table: Mapping[str, GradedItem],
    entries: Entries,
) -> Sitting:
    given, how_sure = values(entries), confidences(entries)
    hoax, called, sure = {}, {}, {}
    skills, chosen, skill_sure = {}, {}, {}
    for name, graded in table.items():
        said = how_sure.get(name, {})
        if graded.item.kind == CLASSIFY:
            hoax.update(_truth(graded))
            called.update(_calls(graded, given.get(name)))
            sure.update(
                (card, said[card]) for card in graded.item.cards if card in said
            )
            continue
        skills[name] = None
        if is_answered(graded.item, given.get(name)):
            mine = graded.personal(code)
            chosen[name] = given[name]
            verdict = score(mine.item, given[name], mine.key)
            skills[name] = verdict.state == RIGHT
        if WHOLE in said:
            skill_sure[name] = said[WHOLE]
    times = [moment.astimezone(UTC) for moment in moments(entries)]
    ends = (min(times), max(times)) if times else (None, None)
    found = (hoax, called, sure, skills, chosen, skill_sure)
    return Sitting(code, occasion, sheet, *map(MappingProxyType, found), *ends)


def _truth(graded: GradedItem) -> dict[str, bool]:
    """Card → whether it is a hoax."""
    key = graded.key
    return {card: key.answer[card] == key.positive for card in graded.item.cards}


def _calls(graded: GradedItem, given: object) -> dict[str, bool]:
    """Card → whether it was called a hoax; what is no card or no label is left out."""
    if not isinstance(given, dict):
        return {}
    labels = set(graded.item.options)
    return {
        card: given[card] == graded.key.positive
        for card in graded.item.cards
        if isinstance(given.get(card), str) and given[card] in labels
    }
