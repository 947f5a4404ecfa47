"""Whoever does not know earns less than 35 % of an assignment.

Bonus items (code) are left out: nobody has to do them. Own data are left out of what
a guesser can lose: there is no wrong answer to one's own numbers.
"""

from functools import cache
from pathlib import Path

import pytest

import tiny
from bijak.items import CHOICES, CLASSIFY, CODE, MATCH, OWN_DATA
from bijak.notebooks import GradedItem, read_items, read_notebook
from bijak.scoring import is_answered, score, specimens
from guessers import at_random, everything, guess, place

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "solutions").glob("*/"))
LIMIT = 0.35
SEEDS = 200
UNLUCKY = 0.10
"""Share of random guessers that may earn more than the limit by luck; short
assignments spread wide."""

CODE_OF_SOMEBODY = "padi-001"
PLACES = range(4)


@cache
def table(name: str) -> dict[str, GradedItem]:
    """The items that everybody has to do, as somebody sees them."""
    source = read_notebook(ROOT / "solutions" / name / f"{name}.ipynb")
    return {
        one: graded.personal(CODE_OF_SOMEBODY)
        for one, graded in read_items(source).items()
        if graded.item.kind not in (CODE, OWN_DATA)
    }


def share(name: str, answer) -> float:
    """The share of the points of all items that these answers earn."""
    earned = total = 0.0
    for graded in table(name).values():
        earned += score(graded.item, answer(graded), graded.key).points
        total += graded.key.total
    return earned / total


def guessed(pick):
    """A guesser of this way: graded item → answer."""
    return lambda graded: guess(graded.item, graded.text, pick)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_random_answers_earn_little(name):
    """The mean of 200 is below the limit, and few are above it by luck."""
    earned = [share(name, guessed(at_random(seed))) for seed in range(SEEDS)]
    assert sum(earned) / SEEDS < LIMIT
    assert sum(one >= LIMIT for one in earned) <= UNLUCKY * SEEDS


@pytest.mark.parametrize("number", PLACES)
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_always_the_same_place_earns_little(name, number):
    """The first option everywhere, or the second, the third, the fourth."""
    assert share(name, guessed(place(number))) < LIMIT


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_all_one_label_earns_little(name):
    """All hoaxes, all marked, and the rest at random: suspicion is no skill."""
    positives = [
        graded.key.positive for graded in table(name).values() if graded.key.positive
    ]
    wild = guessed(at_random(0))

    def suspicious(graded: GradedItem):
        kinds = (CHOICES, CLASSIFY, MATCH)
        labels = [*positives, *graded.item.options]
        answer = everything(graded.item, labels) if not graded.item.parts else None
        return answer if graded.item.kind in kinds else wild(graded)

    assert share(name, suspicious) < LIMIT


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_one_label_for_a_whole_set_earns_nothing(name):
    """Whatever the label: hoaxes, true ones, not known yet."""
    for one, graded in table(name).items():
        if graded.item.kind == CLASSIFY:
            for label in graded.item.options:
                answer = dict.fromkeys(graded.item.cards, label)
                points = score(graded.item, answer, graded.key).points
                assert (one, label, 0) == (one, label, points)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_empty_answers_earn_nothing(name):
    """Whoever hands in nothing has 0 points."""
    for nothing in (None, "", [], {}):
        assert 0 == share(name, lambda graded, given=nothing: given)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_who_knows_earns_everything(name):
    """The measure can reach 100 %: the key earns all of it."""

    def known(graded: GradedItem):
        found = {one.name: one.answer for one in specimens(graded.item, graded.key)}
        return found["benar"]

    assert 1 == pytest.approx(share(name, known))


@pytest.mark.parametrize("name", sorted(tiny.QUESTIONS))
def test_guesses_have_the_form_of_answers(name, project):
    """A guesser of every kind is judged, and does not earn 0 for a broken form."""
    source = read_notebook(project / "solutions" / tiny.ID / f"{tiny.ID}.ipynb")
    graded = read_items(source)[name].personal(CODE_OF_SOMEBODY)
    if graded.item.kind != CODE:
        guesses = [guessed(at_random(seed))(graded) for seed in range(SEEDS)]
        assert any(is_answered(graded.item, one) for one in guesses)
