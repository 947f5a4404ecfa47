"""What a class answered, counted: who got an item right, and the commonest mistake.

Of all items at most two are to be taught again (`to_reteach`).

No name and no code comes in or out. A small group is never shown: nothing is counted
out before `FEWEST_ANSWERS` people have answered an item, and a mistake is shown only
when `FEWEST_ALIKE` of them made the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from .verdict import PARTLY, RIGHT, WRONG, Verdict

FEWEST_ANSWERS = 5
FEWEST_ALIKE = 3
MOST_AGAIN = 2
"""How many items can be taught again within the hour."""
ENOUGH = 0.7
"""From this share of its points on a class goes on. Crouch & Mazur, *Peer
Instruction: Ten years of experience and results*, American Journal of Physics 69
(2001), 970–977: above 70 % right a short word is enough, below it talking pays."""
_REACHED = 0.5
_COUNTS = re.compile(r"\d+ dari \d+ aturan terpenuhi\.")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True)
class Mark:
    """What one person's answer to one item comes to.

    Attributes:
        answered: whether it is complete and can be judged.
        right: whether it is all right.
        mistakes: the sentences that teach about what is wrong with it.
        chosen: the wrong answer in words, where those are the author's own words.
        share: what was earned of its points, 0 to 1.
    """

    answered: bool = False
    right: bool = False
    mistakes: tuple[str, ...] = ()
    chosen: str = ""
    share: float = 0.0


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
        share: what was earned of its points on average, 0 to 1; None while the group
            is too small.
    """

    answered: int
    right: int | None = None
    mistake: str = ""
    chosen: str = ""
    alike: int = 0
    share: float | None = None


def mark_of(verdict: Verdict, chosen: str = "", personal: bool = False) -> Mark:
    """What a verdict adds to a tally.

    Args:
        verdict: the judgement of one answer.
        chosen: the answer in the author's words; empty where somebody typed it.
        personal: whether its sentences hold one person's own numbers, which are left
            out so that equal mistakes are equal.
    """
    if verdict.state == RIGHT:
        return Mark(answered=True, right=True, share=1.0)
    if verdict.state not in (PARTLY, WRONG):
        return Mark()
    # How many rules hold is no mistake that a class could share.
    said = tuple(one for one in verdict.sentences if not _COUNTS.fullmatch(one))
    if personal:
        said = tuple(_NUMBER.sub("…", sentence) for sentence in said)
    return Mark(True, False, said, chosen, min(max(verdict.share, 0.0), 1.0))


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
    share = fsum(mark.share for mark in given) / len(given)
    return Tally(len(given), right, mistake, chosen, alike, share)


def to_reteach(tallies: Sequence[Tally], people: int) -> list[int]:
    """The places of the items that are worth teaching again now, the worst first.

    An item is one when the class earned less than `ENOUGH` of its points. Points and
    not *all right*: of ten posts hardly anybody has all ten, and a set would be
    on top for ever. At least `FEWEST_ANSWERS` people and half of those who work on the
    assignment must have answered: the first who come to an item are the quick ones,
    and what few have reached can wait for the next break.

    Args:
        tallies: one for each item.
        people: how many have answered anything.
    """
    weak = [
        (one.share, -one.answered, place)
        for place, one in enumerate(tallies)
        if one.share is not None and one.share < ENOUGH and is_reached(one, people)
    ]
    return [place for *_, place in sorted(weak)[:MOST_AGAIN]]


def is_reached(one: Tally, people: int) -> bool:
    """Whether enough people have answered an item to judge a class by it.

    Args:
        one: the item.
        people: how many have answered anything.
    """
    return one.answered >= max(FEWEST_ANSWERS, _REACHED * people)


def _chosen(marks: list[Mark]) -> str:
    """The answer that most of them gave, if enough of them gave it."""
    found = Counter(mark.chosen for mark in marks if mark.chosen)
    chosen, alike = min(found.items(), key=_rank, default=("", 0))
    return chosen if alike >= FEWEST_ALIKE else ""


def _rank(counted: tuple[str, int]) -> tuple[int, str]:
    words, count = counted
    return -count, words
