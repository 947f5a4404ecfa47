"""*Jeli* and *curiga* of a class, in the words of `measures.words`; nobody's own.

Counted from posts that are called *hoaks* or not. Without numpy and scipy: the
counter of a class stays lean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...items import CLASSIFY
from ...measures.light import Person, discern_one, mean_of
from ...measures.words import group
from ...notebooks import GradedItem
from ...scoring.tally import FEWEST_ANSWERS

HOAX = "hoaks"
"""Only where this label is to be caught do the words fit; not for links or orders."""
LEAST_CARDS = 4
"""So few hoaxes, and so few true posts, are enough for a hint about a class: a lesson
has five of each. A test asks for `measures.light.LEAST`."""


@dataclass(frozen=True)
class Leaning:
    """What is said of a class.

    Attributes:
        people: how many people it rests on, at least `FEWEST_ANSWERS`.
        sentences: Indonesian sentences.
    """

    people: int
    sentences: tuple[str, ...]


def person_of(
    keys: Mapping[str, GradedItem], answers: Mapping[str, object], least: int
) -> Person | None:
    """One person's judgements of an assignment.

    Args:
        keys: item → question and key.
        answers: item → answer.
        least: how many hoaxes, and how many true posts, must be answered.

    Returns:
        None where the assignment has no hoax to be caught, or too little is answered.
    """
    hoax, called = {}, {}
    for name, graded in keys.items():
        item, key, given = graded.item, graded.key, answers.get(name)
        if item.kind != CLASSIFY or key.positive != HOAX:
            continue
        hoax |= {f"{name}/{c}": label == HOAX for c, label in key.answer.items()}
        for card, label in given.items() if isinstance(given, dict) else ():
            if isinstance(label, str) and label in item.options:
                undecided = label == key.undecided
                called[f"{name}/{card}"] = 0.5 if undecided else float(label == HOAX)
    if not hoax:
        return None
    found = discern_one(called, hoax, least)
    return None if found.d is None else found


def leaning_of(people: Iterable[Person | None]) -> Leaning | None:
    """What is said of these people together; None for fewer than `FEWEST_ANSWERS`.

    Args:
        people: one for each; None is left out.
    """
    known = [one for one in people if one is not None]
    if len(known) < FEWEST_ANSWERS:
        return None
    said = group(mean_of(one.d for one in known), mean_of(one.c for one in known))
    return Leaning(len(known), said.sentences)
