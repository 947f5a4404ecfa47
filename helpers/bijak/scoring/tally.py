"""What a class answered, counted: who got an item right, and the commonest mistake.

No name and no code comes in or out. A small group is never shown: nothing is counted
out before `FEWEST_ANSWERS` people have answered an item, and a mistake is shown only
when `FEWEST_ALIKE` of them made the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .verdict import PARTLY, RIGHT, WRONG, Verdict

FEWEST_ANSWERS = 5
FEWEST_ALIKE = 3
_ENOUGH = 0.5
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True)
class Mark:
    """What one person's answer to one item comes to.

    Attributes:
        answered: whether it is complete and can be judged.
        right: whether it is all right.
        mistakes: the sentences that teach about what is wrong with it.
        chosen: the wrong answer in words, where those are the author's own words.
    """

    answered: bool = False
    right: bool = False
    mistakes: tuple[str, ...] = ()
    chosen: str = ""


@dataclass(frozen=True)
class Tally:
    """What a class's answers to one item come to.

    Attributes:
        answered: how many answered it.
        right: how many got it right; None while the group is too small.
        mistake: what teaches about the commonest mistake; empty when there is none
            to show.
        chosen: the wrong answer that most of them gave; perhaps empty.
        alike: how many made that mistake; 0 when none is shown.
        reteach: whether fewer than half of those who answered got it right.
    """

    answered: int
    right: int | None = None
    mistake: str = ""
    chosen: str = ""
    alike: int = 0
    reteach: bool = False


def mark_of(verdict: Verdict, chosen: str = "", personal: bool = False) -> Mark:
    """What a verdict adds to a tally.

    Args:
        verdict: the judgement of one answer.
        chosen: the answer in the author's words; empty where somebody typed it.
        personal: whether its sentences hold one person's own numbers, which are left
            out so that equal mistakes are equal.
    """
    if verdict.state == RIGHT:
        return Mark(answered=True, right=True)
    if verdict.state not in (PARTLY, WRONG):
        return Mark()
    said = verdict.sentences
    if personal:
        said = tuple(_NUMBER.sub("…", sentence) for sentence in said)
    return Mark(True, False, said, chosen)


def tally(marks: Iterable[Mark]) -> Tally:
    """Count the answers to one item.

    Args:
        marks: one for each person.
    """
    given = [mark for mark in marks if mark.answered]
    if len(given) < FEWEST_ANSWERS:
        return Tally(len(given))
    right = sum(mark.right for mark in given)
    wrong = [mark for mark in given if not mark.right]
    # Of mistakes that are equally frequent the first in the alphabet: no flicker.
    said = Counter(one for mark in wrong for one in dict.fromkeys(mark.mistakes))
    mistake, alike = min(said.items(), key=_rank, default=("", 0))
    if alike < FEWEST_ALIKE:
        mistake, alike = "", 0
    chosen = _chosen([mark for mark in wrong if mistake in mark.mistakes])
    return Tally(
        len(given), right, mistake, chosen, alike, right < _ENOUGH * len(given)
    )


def _chosen(marks: list[Mark]) -> str:
    """The answer that most of them gave, if enough of them gave it."""
    found = Counter(mark.chosen for mark in marks if mark.chosen)
    chosen, alike = min(found.items(), key=_rank, default=("", 0))
    return chosen if alike >= FEWEST_ALIKE else ""


def _rank(counted: tuple[str, int]) -> tuple[int, str]:
    words, count = counted
    return -count, words
