"""What the test says of each person: only ever for the mean of a class.

Who answered fewer than eight hoaxes or eight true posts (the short form, an early end)
has no measure: so few answers are none. A post that was skipped counts half, as
participants are told, and so does a guess on average; a skill item without an answer
earns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

from ..measures import calibration
from ..measures.discernment import discern
from ..measures.suppression import LEAST
from ..results import Sitting

POSTS, SKILLS = 24, 8
MEASURES = {
    "points": "Poin kiriman (0–24)",
    "d": "Jeli, d′",
    "c": "Curiga, c",
    "skills": "Soal keterampilan (0–8)",
    "brier": "Skor Brier (0 paling baik)",
    "over": "Keyakinan − tepat",
}
"""What is measured of each person, and what a report calls it."""


@dataclass(frozen=True)
class Level:
    """How often answers at one step of confidence were right; None: too few people."""

    level: int
    answers: int
    people: int
    right: float | None


Person = Mapping[str, float]
"""Measure → what one person has; NaN where there is too little."""


def measures_of(occasion: str, sittings: Sequence[Sitting]) -> dict[str, Person]:
    """Code → measures, of all who sat at an occasion."""
    here = [one for one in sittings if one.occasion == occasion]
    if not here:
        return {}
    hoax = [True] * (POSTS // 2) + [False] * (POSTS // 2)
    calls, right, levels = zip(*map(_rows, here), strict=True)
    seen = discern(calls, hoax)
    brier = calibration.brier(levels, right).tolist()
    over = calibration.overconfidence(levels, right).tolist()
    found = {}
    for place, one in enumerate(here):
        d = float(seen.d[place])
        enough = is_known(d)
        found[one.code] = {
            "points": _points(right[place]) if enough else nan,
            "d": d,
            "c": float(seen.c[place]),
            "skills": _skills(one),
            "brier": brier[place] if enough else nan,
            "over": over[place] if enough else nan,
        }
    return found


def _rows(sitting: Sitting) -> tuple[list[float], list[float], list[float]]:
    """Called a hoax, right, and how sure, of each post: hoaxes first."""
    cards = sorted(sitting.hoax, key=lambda card: (not sitting.hoax[card], card))
    calls = [float(sitting.called.get(card, nan)) for card in cards]
    right = [
        float(sitting.called[card] == sitting.hoax[card])
        if card in sitting.called
        else nan
        for card in cards
    ]
    return calls, right, [float(sitting.sure.get(card, nan)) for card in cards]


def _points(right: Sequence[float]) -> float:
    """Right posts, and half of those that were skipped."""
    return sum(0.5 if one != one else one for one in right)


def _skills(sitting: Sitting) -> float:
    """Skill items that were right; NaN where none was answered."""
    if all(right is None for right in sitting.skills.values()):
        return nan
    return float(sum(right is True for right in sitting.skills.values()))


def is_known(value: float) -> bool:
    return value == value


def levels_of(sittings: Sequence[Sitting]) -> tuple[Level, ...]:
    """The steps of confidence; a share only where five people or more used one."""
    if not sittings:
        return ()
    _, right, levels = zip(*map(_rows, sittings), strict=True)
    return tuple(
        Level(one.level, one.answers, one.people, one.right)
        if one.people >= LEAST
        else Level(one.level, one.answers, one.people, None)
        for one in calibration.by_level(levels, right)
    )
