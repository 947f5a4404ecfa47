"""The result card: what a person is told after the post-test, and what not."""

import json
import random
import re
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from bijak.answers import AnswerBook
from bijak.answers.entries import SURE
from bijak.course import Course
from bijak.grading.next_steps import Counted, next_steps
from bijak.grading.records import RECORD
from bijak.grading.result_card import result_card
from bijak.grading.running import GRADED, PAGE, SAME, Grading
from bijak.instruments import read_test_plan
from bijak.items import CLASSIFY
from bijak.measures.words import Said
from bijak.notebooks import read_items, read_notebook
from bijak.scoring import specimens
from classes import lay

ROOT = Path(__file__).resolve().parents[2]
PLAN = read_test_plan(ROOT)
CODE = "padi-001"
BEFORE, AFTER = (PLAN.order(CODE)[one] for one in ("prates", "pascates"))
PERFECT, ALL_HOAXES, NO_HOAX = (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)
NOTHING = Counted("", 0, 0)


def answered(folder: Path, sheet: str, calls: tuple[float, float], sure: int = 3):
    """Fill a sheet: how often hoaxes, and true posts, are called hoax; skills right."""
    folder.mkdir(parents=True, exist_ok=True)
    dice, book = random.Random(1), AnswerBook(folder, sheet)
    source = ROOT / "solutions" / sheet / f"{sheet}.ipynb"
    for name, graded in read_items(read_notebook(source)).items():
        if graded.item.kind != CLASSIFY:
            (right,) = [
                one.answer
                for one in specimens(graded.item, graded.key)
                if one.name == "benar"
            ]
            book.set(name, right)
            book.set(name, sure, SURE)
            continue
        called = {
            card: dice.random() < calls[label != "hoaks"]
            for card, label in graded.key.answer.items()
        }
        book.set(name, {c: "hoaks" if yes else "benar" for c, yes in called.items()})
        for card in called:
            book.set(name, sure, f"{SURE}/{card}")
    return folder / "jawaban.json"


def card_of(tmp_path, before, after, sure=3):
    """The card of somebody who answered so; no pre-test where `before` is None."""
    earlier = answered(tmp_path / "pra", BEFORE, before) if before else None
    answered(tmp_path / "pasca", AFTER, after, sure)
    return result_card(ROOT, AFTER, CODE, tmp_path / "pasca", earlier)


def test_who_became_sharp_is_told_so(tmp_path):
    """From guessing everything true to all right: sharper, every field went well."""
    card = card_of(tmp_path, NO_HOAX, PERFECT)
    assert ["Prates", "Pascates"] == [one.title for one in card.times]
    assert "Anda lebih jeli daripada sebelumnya." in card.change
    assert "Kabar desa dan layanan: 8 dari 8 tepat." in card.strengths
    assert "Saat menandai yakin" not in card.confidence  # never in doubt
    assert "Anda selalu menandai yakin; 32 dari 32 jawaban tepat." == card.confidence


def test_who_only_became_suspicious_is_not_called_better(tmp_path):
    """Calling everything a hoax is no strength, no progress, and has its own step."""
    card = card_of(tmp_path, NO_HOAX, ALL_HOAXES)
    assert "Jeli: belum terlihat jelas berubah." in card.change
    assert "Anda lebih curiga daripada sebelumnya." in card.change
    assert any("belum berarti lebih pandai" in one for one in card.change)
    assert not any("lebih jeli" in one for one in card.change)
    assert "cenderung curiga" in card.times[1].sentences[1]
    assert "kabar benar" in card.steps[0]
    posts = ("Kabar desa", "Bencana", "Uang")
    assert not [one for one in card.strengths if one.startswith(posts)]


def test_without_a_pre_test_nothing_is_compared(tmp_path):
    """The card says so, and draws one place on each scale."""
    card = card_of(tmp_path, None, PERFECT)
    assert card.change == ()
    assert "Prates Anda tidak ada, jadi tidak ada yang dibandingkan." in card.notes
    assert 2 + 1 == card.picture.count("<circle")  # two scales and the sign


def test_the_picture_says_in_words_what_it_shows(tmp_path):
    """Whoever cannot see it hears it; both occasions differ in form, not colour."""
    picture = card_of(tmp_path, ALL_HOAXES, PERFECT).picture
    assert "<title" in picture
    assert "Prates: " in picture and "Pascates: Anda jeli" in picture
    assert 'role="img"' in picture
    assert {"#fff", "#0b6b5c"} == set(
        re.findall(r'<circle[^>]*fill="([^"]+)"', picture)
    )
    assert "script" not in picture and "http" not in picture


def test_a_card_says_that_few_posts_are_few(tmp_path):
    """One person's result from 24 posts is never told as certain when it is not."""
    card = card_of(tmp_path, (0.7, 0.3), (0.7, 0.3))
    assert any("Ini baru dari 24 kiriman." in one for one in card.notes)
    assert any("belum diuji coba" in one for one in card.notes)


def test_no_card_before_the_post_test(tmp_path):
    """The page of the first sheet has none, and neither has anybody else's sheet."""
    answered(tmp_path / "pra", BEFORE, PERFECT)
    assert None is result_card(ROOT, BEFORE, CODE, tmp_path / "pra", None)
    assert None is result_card(ROOT, "b1-lima-langkah-bijak", CODE, tmp_path, None)


def test_no_card_for_what_several_people_answered(tmp_path):
    """Together is nobody's own result; an earlier sheet of a group is left out."""
    answered(tmp_path / "pasca", AFTER, PERFECT)
    earlier = answered(tmp_path / "pra", BEFORE, PERFECT)
    group = json.dumps({"pertama": "mawar-1"})
    (tmp_path / "pra" / "kelompok.json").write_text(group)
    card = result_card(ROOT, AFTER, CODE, tmp_path / "pasca", earlier)
    assert ["Pascates"] == [one.title for one in card.times]
    (tmp_path / "pasca" / "kelompok.json").write_text(group)
    assert None is result_card(ROOT, AFTER, CODE, tmp_path / "pasca", earlier)


def test_a_broken_earlier_file_costs_only_the_comparison(tmp_path):
    """The card of the post-test stands all the same."""
    answered(tmp_path / "pasca", AFTER, PERFECT)
    (tmp_path / "rusak.json").write_text("{")
    card = result_card(ROOT, AFTER, CODE, tmp_path / "pasca", tmp_path / "rusak.json")
    assert ["Pascates"] == [one.title for one in card.times]


TITLES = {"b1": "Lima Langkah BIJAK: Membaca", "d1": "Harga yang Benar: HPP"}
SAID = [
    Said(jeli, curiga, False, ())
    for jeli in ("missing", "reversed", "unclear", "above", "sharp")
    for curiga in ("suspicious", "trusting", "balanced", "missing")
]


@pytest.mark.parametrize("said", SAID, ids=lambda one: f"{one.jeli}-{one.curiga}")
def test_exactly_three_sentences(said):
    """Whatever came out: three, each a single one of at most 25 words."""
    weak, doubted = Counted("hitungan", 0, 2, "d1"), Counted("ragu", 8, 9)
    sure = Counted("yakin", 3, 9)
    for rest in product((weak, NOTHING), (sure, NOTHING), (doubted, NOTHING)):
        steps = next_steps(said, [rest[0]], *rest[1:], TITLES)
        assert 3 == len(steps)
        for one in steps:
            assert one.endswith(".") and 1 == len(re.findall(r"[.!?](?:\s|$)", one))
            assert len(one.split()) <= 25


def test_the_weakest_field_names_its_module():
    """By the share that was right; what is nearly all right names none."""
    fields = [
        Counted("kabar desa", 5, 8, "b1"),
        Counted("hitungan", 0, 2, "d1"),
        Counted("sedikit", 0, 1, "b1"),
        Counted("tanpa modul", 0, 9, "hilang"),
    ]
    steps = next_steps(SAID[0], fields, NOTHING, NOTHING, TITLES)
    wanted = "Buka lagi modul “Harga yang Benar”, karena pada hitungan baru 0 dari 2"
    assert f"{wanted} tepat." == steps[1]
    steps = next_steps(SAID[0], fields[:0], NOTHING, NOTHING, TITLES)
    assert "modul" in steps[1] and "Buka lagi" not in steps[1]


@pytest.fixture
def root(tmp_path) -> Path:
    """A project that holds only the two sheets of one participant."""
    for folder in ("curriculum", "solutions", "exercises"):
        (tmp_path / folder).mkdir()
    for name in ("silabus.toml", "tes.toml"):
        shutil.copy(ROOT / "curriculum" / name, tmp_path / "curriculum")
    for sheet in (BEFORE, AFTER):
        for folder in ("solutions", "exercises"):
            shutil.copytree(ROOT / folder / sheet, tmp_path / folder / sheet)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def given(sheet: str, calls: tuple[float, float], folder: Path) -> dict:
    """Item → answer, as `lay` wants them."""
    content = json.loads(answered(folder, sheet, calls).read_bytes())["jawaban"]
    found = {}
    for name, parts in content.items():
        plain = {p: e["isi"] for p, e in parts.items() if not p.startswith("~")}
        found[name] = plain.get("", plain)
    return found


def test_a_late_pre_test_renews_the_page_only(root, tmp_path):
    """It is on the page as soon as it came, whichever sheet is graded first; points
    and record stay, and without news nothing is written again."""
    page = root / "kelas" / "utama" / "feedback" / CODE / AFTER / f"{AFTER}.html"
    record = root / "kelas" / "utama" / "autograded" / CODE / AFTER / RECORD
    lay(root, CODE, given(AFTER, PERFECT, tmp_path / "a"), AFTER)
    with Grading(root, workers=1) as grading:
        assert [GRADED] == [line.state for line in grading.grade(AFTER).lines]
        assert "Prates Anda tidak ada" in page.read_text("utf-8")
        lay(root, CODE, given(BEFORE, NO_HOAX, tmp_path / "b"), BEFORE)
        assert [PAGE] == [line.state for line in grading.grade(AFTER).lines]
        text, points = page.read_text("utf-8"), json.loads(record.read_bytes())["poin"]
        assert "Anda lebih jeli daripada sebelumnya." in text
        assert 32.0 == sum(points.values())
        grading.grade(BEFORE)
        assert [SAME] == [line.state for line in grading.grade(AFTER).lines]
        other = root / "kelas" / "utama" / "feedback" / CODE / BEFORE
        assert "Kartu hasil" not in (other / f"{BEFORE}.html").read_text("utf-8")
        record.unlink()
        grading.grade(AFTER)
    assert text == page.read_text("utf-8")  # the same inputs, the same page
    page.unlink()
    Course(root, "utama").write_feedback(AFTER, CODE)  # as nbgrader and formgrader do
    assert text == page.read_text("utf-8")
    assert len(text) < 100_000


def test_a_card_needs_no_statistics_library():
    """Grading makes it on an installation without numpy and scipy."""
    script = (
        "import sys; sys.modules['numpy'] = sys.modules['scipy'] = None\n"
        "import bijak.grading.worker, bijak.grading.result_card"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
