"""The items of the test: how hard, what was chosen instead, and whether they agree.

A sheet is met by a quarter of a class at each occasion, so most items rest on a dozen
answers: the intervals say how little that is. Reliability and discrimination need more
people than a class has, and are told only where there are enough.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path

from ..instruments import SheetPlan
from ..items import CHOICE, CLASSIFY
from ..measures.estimates import Estimate
from ..measures.item_analysis import difficulty, discrimination
from ..measures.reliability import alpha
from ..measures.suppression import LEAST
from ..notebooks import GradedItem
from ..results import Sitting, mark, sheet_items
from ..scoring.tally import FEWEST_ALIKE, Mark, tally
from ..views import answer_text

HARDEST_POSTS, HARDEST_SKILLS = 5, 3
ALPHA_LEAST = 50
"""Complete sheets from which α is told; its interval is still ±0.2 then."""
DISCRIMINATION_LEAST = 100
"""Complete sheets from which items are told that tell nobody apart."""
WEAK = 0.2
"""Below this correlation with the rest an item deserves a look."""


@dataclass(frozen=True)
class Hard:
    """One item of the test at one occasion.

    Attributes:
        id: the card, or the skill item.
        theme: what it is about.
        right: share who got it right, of those who answered it.
        wrong: what the others answered mostly; empty where fewer than three agree.
        alike: how many of them did.
        sentence: what the key says about that; perhaps empty.
    """

    id: str
    theme: str
    right: Estimate
    wrong: str = ""
    alike: int = 0
    sentence: str = ""


@dataclass(frozen=True)
class Option:
    """One option of a skill item: how many chose it."""

    item: str
    words: str
    right: bool
    count: int
    answered: int


@dataclass(frozen=True)
class Occasion:
    """The items at one occasion.

    Attributes:
        id: ``prates``.
        title: what participants read.
        sat: how many answered anything.
        posts: the hardest posts, hardest first.
        skills: the hardest skill items, hardest first.
        options: the options of those skill items that have some.
    """

    id: str
    title: str
    sat: int
    posts: tuple[Hard, ...]
    skills: tuple[Hard, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet at one occasion, where enough people answered all of it.

    Attributes:
        id: ``tes-a``.
        occasion: the title of the occasion.
        part: *kiriman* or *keterampilan*.
        alpha: Cronbach's α.
        weak: items below `WEAK` with their correlation; None where too few people.
    """

    id: str
    occasion: str
    part: str
    alpha: Estimate
    weak: tuple[tuple[str, float], ...] | None


@dataclass(frozen=True)
class Items:
    """What is known about the test's items."""

    occasions: tuple[Occasion, ...]
    sheets: tuple[Sheet, ...]


def item_figures(root: Path, plan: SheetPlan, sittings: Sequence[Sitting]) -> Items:
    """What is known about the test's items, at the first and the second occasion.

    Args:
        root: the project, which holds the keys.
        plan: the plan of the test.
        sittings: the sheets of the class.
    """
    occasions, sheets = [], []
    tables = {sheet: sheet_items(root, sheet) for sheet in {s.sheet for s in sittings}}
    for one in plan.occasions[:2]:
        here = [sitting for sitting in sittings if sitting.occasion == one.id]
        if not here:
            continue
        skills = _hardest_skills(plan, tables, here)
        occasions.append(
            Occasion(
                id=one.id,
                title=one.title,
                sat=len(here),
                posts=_hardest_posts(plan, tables, here),
                skills=skills,
                options=_options(tables, here, [hard.id for hard in skills]),
            )
        )
        for sheet in plan.sheets:
            mine = [sitting for sitting in here if sitting.sheet == sheet]
            sheets += _reliability(sheet, one.title, mine)
    return Items(tuple(occasions), tuple(sheets))


def _hardest_posts(
    plan: SheetPlan,
    tables: Mapping[str, Mapping[str, GradedItem]],
    here: Sequence[Sitting],
) -> tuple[Hard, ...]:
    """The posts that fewest got right; anchors of all sheets together."""
    right: dict[str, list[float]] = defaultdict(list)
    is_hoax: dict[str, bool] = {}
    for one in here:
        for card, hoax in one.hoax.items():
            is_hoax[card] = hoax
            right[card].append(
                float(one.called[card] == hoax) if card in one.called else nan
            )
    said = _sentences(tables)
    found = []
    for card, answers in right.items():
        (share,) = difficulty([[answer] for answer in answers])
        wrong = answers.count(0.0)
        called = "disebut benar" if is_hoax[card] else "disebut hoaks"
        told = (called, wrong, said[card]) if wrong >= FEWEST_ALIKE else ("", 0, "")
        found.append(Hard(card, plan.bank[card].theme, share, *told))
    return _hardest(found, HARDEST_POSTS)


def _sentences(tables: Mapping[str, Mapping[str, GradedItem]]) -> dict[str, str]:
    """Card → what its key says about it."""
    return {
        card: str(graded.key.feedback.get(card, ""))
        for table in tables.values()
        for graded in table.values()
        if graded.item.kind == CLASSIFY
        for card in graded.item.cards
    }


def _hardest_skills(
    plan: SheetPlan,
    tables: Mapping[str, Mapping[str, GradedItem]],
    here: Sequence[Sitting],
) -> tuple[Hard, ...]:
    """The skill items that fewest got right, with the commonest wrong answer."""
    right: dict[str, list[float]] = defaultdict(list)
    marks: dict[str, list[Mark]] = defaultdict(list)
    for one in here:
        for name, answer in one.skills.items():
            right[name].append(nan if answer is None else float(answer))
            if answer is not None:
                graded = tables[one.sheet][name]
                marks[name].append(mark(graded, one.chosen[name], one.code))
    found = []
    for name, answers in right.items():
        (share,) = difficulty([[answer] for answer in answers])
        counted = tally(marks[name])
        told = (counted.chosen, counted.alike, counted.mistake)
        found.append(Hard(name, plan.bank[name].theme, share, *told))
    return _hardest(found, HARDEST_SKILLS)


def _hardest(found: Sequence[Hard], most: int) -> tuple[Hard, ...]:
    """The hardest items that five people or more answered, and not all got right."""
    told = [one for one in found if one.right.n >= LEAST and one.right.value < 1]
    told.sort(key=lambda one: (one.right.value, -one.right.n, one.id))
    return tuple(told[:most])


def _options(
    tables: Mapping[str, Mapping[str, GradedItem]],
    here: Sequence[Sitting],
    names: Sequence[str],
) -> tuple[Option, ...]:
    """How often each option of these items was chosen."""
    found = []
    for name in names:
        graded = next(table[name] for table in tables.values() if name in table)
        if graded.item.kind != CHOICE or graded.item.parts:
            continue
        chosen = Counter(one.chosen[name] for one in here if name in one.chosen)
        found += [
            Option(
                item=name,
                words=answer_text(graded.item, option),
                right=option == graded.key.answer,
                count=chosen[option],
                answered=sum(chosen.values()),
            )
            for option in graded.item.options
        ]
    return tuple(found)


def _reliability(sheet: str, title: str, here: Sequence[Sitting]) -> list[Sheet]:
    """α of the posts and of the skill items of one sheet, where people suffice."""
    if not here:
        return []
    cards = sorted(here[0].hoax)
    names = sorted(here[0].skills)
    posts = [
        [float(s.called[c] == s.hoax[c]) if c in s.called else nan for c in cards]
        for s in here
    ]
    skills = [
        [nan if s.skills[n] is None else float(s.skills[n]) for n in names]
        for s in here
    ]
    found = []
    for part, ids, scores in (
        ("kiriman", cards, posts),
        ("keterampilan", names, skills),
    ):
        told = alpha(scores)
        if told.n >= ALPHA_LEAST:
            weak = _weak(ids, scores) if told.n >= DISCRIMINATION_LEAST else None
            found.append(Sheet(sheet, title, part, told, weak))
    return found


def _weak(
    ids: Sequence[str], scores: Sequence[Sequence[float]]
) -> tuple[tuple[str, float], ...]:
    """Items that hardly go along with the rest, weakest first."""
    found = zip(ids, discrimination(scores).tolist(), strict=True)
    return tuple(
        sorted((one for one in found if one[1] < WEAK), key=lambda one: one[1])
    )
