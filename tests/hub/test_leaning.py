"""*Jeli* and *curiga* of a class: from how many, from which posts, and who sees it."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from bijak.answers import written
from bijak.grading.steps import template_at
from bijak.hub.counter.board import Board
from bijak.hub.counter.leaning import LEAST_CARDS, leaning_of, person_of
from bijak.hub.counter.service import Service
from bijak.instruments import read_test_plan
from bijak.items import CLASSIFY
from bijak.paths import project_root

ROOT = project_root()
PLAN = read_test_plan(ROOT)
LESSON = "b1-lima-langkah-bijak"
PEOPLE = [f"padi-{number:03}" for number in range(1, 8)]
SUSPICIOUS = "Kelas ini cenderung curiga: kabar benar ikut tertuduh."


def keys(assignment: str):
    """The items of an assignment with their keys."""
    return template_at(ROOT / "solutions" / assignment / f"{assignment}.ipynb").items


def called(assignment: str, accused: int):
    """Item → labels: every hoax caught, and so many true posts called one too."""
    answers, left = {}, accused
    for name, graded in keys(assignment).items():
        if graded.item.kind == CLASSIFY and graded.key.positive == "hoaks":
            answers[name] = dict(graded.key.answer)
            for card, label in graded.key.answer.items():
                if label != "hoaks" and left:
                    answers[name][card], left = "hoaks", left - 1
    return answers


def sent(assignment: str, accused: int) -> bytes:
    """The same as a ``jawaban.json``."""
    now = datetime.now(UTC).isoformat()
    entries = {
        name: {card: {"isi": label, "pada": now} for card, label in given.items()}
        for name, given in called(assignment, accused).items()
    }
    return written(assignment, entries)


@pytest.fixture
def board(tmp_path):
    """The board of an empty class."""
    return Board(ROOT, tmp_path, judges=True)


def shown(board, assignment=LESSON):
    """What the board says about the class's leaning."""
    return json.loads(board.content(assignment, 50))["condong"]


def test_four_people_are_no_class(board):
    """The fifth makes it a summary; nobody is named."""
    for code in PEOPLE[:4]:
        board.take(code, LESSON, sent(LESSON, 0))
    assert shown(board) is None
    board.take(PEOPLE[4], LESSON, sent(LESSON, 0))
    found = shown(board)
    assert found["orang"] == 5
    assert found["kata"][0] == "Kelas ini jeli."
    assert not [code for code in PEOPLE if code in json.dumps(found)]


def test_a_class_that_accuses_everything_is_told_so(board):
    """All hoaxes caught and all true posts accused is suspicion, not sharpness."""
    for code in PEOPLE:
        board.take(code, LESSON, sent(LESSON, 5))
    said = shown(board)["kata"]
    assert SUSPICIOUS in said
    assert "Kelas ini jeli." not in said


def test_only_hoaxes_and_true_posts_count():
    """Addresses are official or not, orders wait or not: the words would not fit."""
    for assignment in ("a3-aman-digital", "d2-etalase-online"):
        found = keys(assignment)
        full = {
            name: one.key.answer
            for name, one in found.items()
            if one.item.kind == CLASSIFY
        }
        assert full
        assert None is person_of(found, full, LEAST_CARDS)


def test_who_has_sorted_three_cards_does_not_count():
    """Too little is answered to tell; what cannot be read is passed over."""
    found = keys(LESSON)
    (name, labels), *_ = called(LESSON, 0).items()
    few = {name: dict(list(labels.items())[:3])}
    assert None is person_of(found, few, LEAST_CARDS)
    odd = {name: {card: ["hoaks"] for card in labels}}
    assert None is person_of(found, odd, LEAST_CARDS)
    assert None is person_of(found, {name: "hoaks"}, LEAST_CARDS)
    assert person_of(found, {name: labels}, LEAST_CARDS).d > 2


def test_undecided_counts_half():
    """*Belum tahu* on every card is neither sharp nor leaning."""
    (name, labels), *_ = called(LESSON, 0).items()
    person = person_of(keys(LESSON), {name: dict.fromkeys(labels, "belum-tahu")}, 4)
    assert (person.d, person.c) == (pytest.approx(0), pytest.approx(0))


@pytest.fixture
def service(tmp_path, board):
    """A class of the whole curriculum."""
    return Service(ROOT, tmp_path, "namespaces", "", None, None, board)


def test_a_test_is_summed_up_by_occasion_after_handing_in(service):
    """Who still works does not count; another occasion's sheet neither."""
    for code in PEOPLE:
        sheet = PLAN.order(code)["prates"]
        service.board.take(code, sheet, sent(sheet, 12))
        later = PLAN.order(code)["pascates"]
        service.board.take(code, later, sent(later, 0))
    assert service.leanings() == [("Prates", None), ("Pascates", None)]
    for code in PEOPLE:
        service.board.hand_in([code], PLAN.order(code)["prates"])
    (_, before), (_, after) = service.leanings()
    assert (before.people, after) == (len(PEOPLE), None)
    assert SUSPICIOUS in before.sentences


def test_an_unseparated_class_is_not_judged(tmp_path):
    """Where participants can read each other's files no key is used."""
    board = Board(ROOT, tmp_path, judges=False)
    assert Service(ROOT, tmp_path, "open", "", None, None, board).leanings() == []
    for code in PEOPLE:
        board.take(code, LESSON, sent(LESSON, 0))
    assert shown(board) is None


def test_the_counter_stays_lean():
    """It counts without numpy and scipy."""
    script = (
        "import sys; sys.modules['numpy'] = sys.modules['scipy'] = None\n"
        "import bijak.hub.counter.board, bijak.hub.counter.service"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_nobody_is_nothing():
    """An empty class has no leaning."""
    assert None is leaning_of([None] * 50)
