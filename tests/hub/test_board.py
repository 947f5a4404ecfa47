"""The board: what is counted, what is held back, and who may look."""

import json
import shutil
from datetime import UTC, datetime

import pytest
from counter_class import Visitor, running_hub

import tiny
from bijak.answers import AnswerBook
from bijak.classroom import handin, workspace
from bijak.classroom.roster import add_people, read_roster
from bijak.scoring import Verdict
from bijak.scoring.tally import (
    FEWEST_ALIKE,
    FEWEST_ANSWERS,
    Mark,
    mark_of,
    tally,
    to_reteach,
)
from bijak.scoring.verdict import EMPTY, PARTLY, RIGHT, UNREADABLE, WRONG

ID = tiny.ID
BOARD = f"/services/loket/papan.json?latihan={ID}"
RIGHT_MARK = mark_of(Verdict(1.0, (), RIGHT))
NEXT_SENTENCE = "Biru itu langit."


def wrong(*said, chosen=""):
    """A wrong answer with its sentences."""
    return Mark(True, False, said, chosen)


def test_a_small_group_is_only_counted():
    """Fewer than five answers tell nothing but how many there are."""
    found = tally([wrong("Keliru.")] * (FEWEST_ANSWERS - 1))
    assert found.answered == FEWEST_ANSWERS - 1
    assert (found.right, found.mistake, found.share) == (None, "", None)


def test_a_rare_mistake_is_held_back():
    """A mistake that fewer than three people made is nobody else's business."""
    few = FEWEST_ALIKE - 1
    found = tally([wrong("Keliru.")] * few + [RIGHT_MARK] * 10)
    assert (found.right, found.mistake, found.alike) == (10, "", 0)


def test_the_commonest_mistake_is_shown():
    """Of several the one that most people made, with how many they are."""
    marks = [wrong("Satu.", "Dua.")] * 3 + [wrong("Dua.")] * 2 + [RIGHT_MARK] * 9
    found = tally(marks)
    assert (found.mistake, found.alike) == ("Dua.", 5)


def test_equal_mistakes_do_not_flicker():
    """Two that are equally frequent are told in one order, whoever came first."""
    marks = [wrong("B.")] * 4 + [wrong("A.")] * 4
    assert tally(marks).mistake == tally(reversed(marks)).mistake == "A."


def test_the_chosen_answer_needs_a_crowd_too():
    """The wrong option stands beside its sentence only when three chose it."""
    same = [wrong("Keliru.", chosen="a. Merah")]
    other = [wrong("Keliru.", chosen="c. Hijau")]
    assert tally(same * 3 + other * 2).chosen == "a. Merah"
    assert tally(same * 2 + other * 2 + [wrong("Keliru.")]).chosen == ""


def answered(right: int, rest: int):
    """An item that so many got right, and so many not."""
    return tally([RIGHT_MARK] * right + [wrong()] * rest)


def test_two_items_are_taught_again_the_worst_first():
    """At most two, by what the class earned; of equal ones what more have answered."""
    found = [answered(6, 4), answered(1, 9), answered(3, 7), answered(6, 14)]
    assert to_reteach(found, 20) == [1, 3]
    assert to_reteach(found[:2], 20) == [1, 0]


def test_nothing_is_taught_again_from_seventy_percent_on():
    """Seven of ten is enough; a class that knows is left in peace."""
    assert to_reteach([answered(7, 3), answered(10, 0)], 10) == []
    assert to_reteach([answered(13, 7)], 20) == [0]


def test_the_quick_ones_do_not_speak_for_the_class():
    """Five of fifteen are not the class; half of it is."""
    assert to_reteach([answered(0, 5)], 15) == []
    assert to_reteach([answered(0, 5)], 10) == [0]
    assert to_reteach([answered(0, 4)], 4) == []


def test_one_card_off_is_not_as_bad_as_all_wrong():
    """A set of ten posts that nobody has all right does not push others out."""
    nearly = tally([mark_of(Verdict(0.8, ("Kartu 2: basi.",), PARTLY))] * 9)
    assert (nearly.right, nearly.share) == (0, pytest.approx(0.8))
    assert to_reteach([nearly, answered(5, 5)], 10) == [1]


def test_a_count_of_rules_is_no_mistake():
    """*13 dari 14 aturan terpenuhi* teaches nobody; what is missing does."""
    said = ("13 dari 14 aturan terpenuhi.", "Sebut sumbernya.")
    assert mark_of(Verdict(0.9, said, PARTLY)).mistakes == ("Sebut sumbernya.",)


@pytest.mark.parametrize("state", [EMPTY, UNREADABLE])
def test_what_is_no_answer_does_not_count(state):
    """Nothing, and what cannot be read, is no mistake."""
    assert mark_of(Verdict(0.0, ("Belum diisi.",), state)) == Mark()


def test_own_numbers_do_not_part_equal_mistakes():
    """Two people with other numbers in the same sentence made the same mistake."""
    one = mark_of(Verdict(0.0, ("Rp500.000 dibagi 40.",), WRONG), personal=True)
    other = mark_of(Verdict(0.0, ("Rp600.000 dibagi 60.",), WRONG), personal=True)
    assert one == other
    assert one.mistakes == ("Rp… dibagi ….",)


def test_partly_right_is_not_right():
    """Somebody who missed a card teaches the class too."""
    assert mark_of(Verdict(0.5, ("Kartu 2: basi.",), PARTLY)).mistakes
    assert mark_of(Verdict(1.0, (NEXT_SENTENCE,), RIGHT)).mistakes == ()


def sent(**answers):
    """A ``jawaban.json``."""
    pada = datetime.now(UTC).isoformat()
    entries = {
        name.replace("_", "-"): {"": {"isi": value, "pada": pada}}
        for name, value in answers.items()
    }
    content = {"format": 1, "latihan": ID, "jawaban": entries}
    return json.dumps(content).encode()


def class_of(made_release, factory, mode):
    """A tiny project with six people, and a hub over it."""
    root = factory.mktemp("papan") / "proyek é"
    shutil.copytree(made_release, root)
    add_people(root / "kelas" / "senin", 6)
    return running_hub(root, factory.mktemp("hub"), mode)


@pytest.fixture(scope="module")
def hub(made_release, tmp_path_factory):
    """A class whose participants are kept apart."""
    with class_of(made_release, tmp_path_factory, "namespaces") as running:
        yield running


def people(hub):
    """The participants' codes."""
    return list(read_roster(hub.home))[:6]


def test_the_board_counts_without_names(hub, trainer):
    """Five wrong answers and one right one: the sentence, the option, no code."""
    for code in people(hub)[:5]:
        assert hub.ask(code, "POST", f"jawaban/{ID}", sent(t1_01="a")).status == 204
    hub.ask(people(hub)[5], "POST", f"jawaban/{ID}", sent(t1_01="b"))
    answer = trainer.open(BOARD)
    found = answer.json
    first = found["soal"][0]
    assert (first["terisi"], first["tepat"], first["ulas"]) == (6, 1, True)
    assert (first["keliru"], first["sama"]) == ("Merah itu cabai.", 5)
    assert first["pilihan"] == "a. Merah"
    assert (found["ulang"], found["cukup"]) == ([0], True)
    assert found["condong"] is None  # nothing here is a hoax
    assert (found["hadir"], found["mengerjakan"], found["orang"]) == (6, 6, 6)
    assert not [code for code in people(hub) if code.encode() in answer.body]


def test_nothing_new_costs_nothing(hub, trainer):
    """The same board is not sent twice."""
    tag = trainer.open(BOARD).headers["etag"][0]
    again = trainer.open(BOARD, **{"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


def test_a_changed_answer_changes_the_board(hub, trainer):
    """Whoever corrects an answer is counted with the new one."""
    code = people(hub)[0]
    hub.ask(code, "POST", f"jawaban/{ID}", sent(t1_02=["a", "c"]))
    before = trainer.open(BOARD).json["soal"][1]["terisi"]
    hub.ask(code, "POST", f"jawaban/{ID}", sent())
    assert trainer.open(BOARD).json["soal"][1]["terisi"] == before - 1


@pytest.mark.parametrize("page", ["papan", "papan.json?latihan=" + ID, "pelatih", ""])
def test_only_the_trainer_may_look(hub, page):
    """A participant's own login, and a participant's token, open neither page."""
    visitor = Visitor(hub)
    visitor.log_in(people(hub)[0])
    assert visitor.open(f"/services/loket/{page}").status == 403
    assert hub.ask(people(hub)[0], "GET", page).status == 403


def test_the_board_page_opens(trainer):
    """The projector's page names the assignment and states the rule."""
    answer = trainer.open(f"/services/loket/papan?latihan={ID}")
    text = answer.body.decode()
    assert answer.status == 200
    assert "Latihan kecil" in text
    assert "paling sedikit 5 orang" in text


def test_an_unseparated_class_judges_nothing(made_release, tmp_path_factory):
    """In mode open nobody learns what is right: no verdicts, no checks."""
    with class_of(made_release, tmp_path_factory, "open") as hub:
        for code in people(hub):
            hub.ask(code, "POST", f"jawaban/{ID}", sent(t1_01="a"))
        trainer = Visitor(hub)
        trainer.log_in()
        first = trainer.open(BOARD).json["soal"][0]
        assert (first["terisi"], first["tepat"], first["keliru"]) == (6, None, "")
        found = trainer.open(BOARD).json
        assert (found["ulang"], found["cukup"], found["condong"]) == ([], False, None)
        body = b'{"jawaban": "a"}'
        assert hub.ask("mawar-1", "POST", f"periksa/{ID}/t1-01", body).status == 403


def test_a_class_without_keys_takes_hand_ins(made_release, tmp_path_factory):
    """Where solutions are kept elsewhere, hand-ins still reach the exchange."""
    root = tmp_path_factory.mktemp("papan") / "proyek é"
    shutil.copytree(made_release, root, ignore=shutil.ignore_patterns("solutions"))
    code = "mawar-1234"
    path = workspace.open_assignment(root, code, ID)
    AnswerBook(path.parent, ID, code).set("t1-01", "b")
    name = handin.pack(root, code, ID).file
    data = (root / "pekerjaan" / code / "kumpulan" / name).read_bytes()
    with running_hub(root, tmp_path_factory.mktemp("hub"), "open") as hub:
        assert hub.ask(code, "POST", f"kumpulan/{ID}", data).status == 200
        inbound = hub.home / "exchange" / "bijak" / "inbound"
        assert len(list(inbound.glob(f"{code}+{ID}+*"))) == 1
