"""The sheets of the pre- and post-test in a real class: points, rows, and waiting.

What a report reads stands in ``autograded/<code>/<sheet>/jawaban.json``: the label of
every post, how sure the person was, and when; the key stands in ``solutions/``.
"""

import shutil
from pathlib import Path

import pytest

from bijak.answers import AnswerBook, clean, confidences, parse, values
from bijak.answers.entries import SURE
from bijak.grading.releasing import release_pages
from bijak.grading.running import Grading
from bijak.instruments import read_test_plan
from bijak.items import CLASSIFY
from bijak.notebooks import read_items, read_notebook
from bijak.scoring import specimens
from classes import lay
from gradebooks import read_item_scores

ROOT = Path(__file__).resolve().parents[2]
PLAN = read_test_plan(ROOT)
CODE = "padi-001"
BEFORE, AFTER = (PLAN.order(CODE)[one] for one in ("prates", "pascates"))


def table(sheet: str):
    """The items of a sheet."""
    return read_items(read_notebook(ROOT / "solutions" / sheet / f"{sheet}.ipynb"))


def right(sheet: str) -> dict[str, object]:
    """Item → right answer."""
    return {
        name: next(s.answer for s in specimens(g.item, g.key) if s.name == "benar")
        for name, g in table(sheet).items()
    }


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
    (tmp_path / "kelas" / "utama" / "exchange").mkdir(parents=True)
    return tmp_path


def test_rows_points_and_waiting(root):
    """Rows come out as they went in; no page is released before the post-test."""
    given = right(BEFORE)
    first = f"{BEFORE}-01"
    missed = next(c for c, label in given[first].items() if label == "hoaks")
    given[first] = {**given[first], missed: "benar"}
    folder = lay(root, CODE, given, BEFORE)
    book = AnswerBook(folder, BEFORE)
    book.set(first, 4, f"{SURE}/{missed}")
    home = root / "kelas" / "utama"
    with Grading(root) as grading:
        before = grading.grade(BEFORE)
        assert [] == release_pages(root, "utama", before)
        lay(root, CODE, right(AFTER), AFTER)
        after = grading.grade(AFTER)
        assert [CODE] == release_pages(root, "utama", before)
        assert [CODE] == release_pages(root, "utama", after)
    path = home / "autograded" / CODE / BEFORE / "jawaban.json"
    rows = clean(parse(path.read_bytes())["jawaban"])
    assert given[first] == values(rows)[first]
    assert {missed: 4} == confidences(rows)[first]
    hits = [
        values(rows)[name][card] == "hoaks"
        for name, graded in table(BEFORE).items()
        if graded.item.kind == CLASSIFY
        for card, label in graded.key.answer.items()
        if label == "hoaks"
    ]
    assert (11, 12) == (sum(hits), len(hits))
    db_url = f"sqlite:///{home / 'gradebook.db'}"
    scores = read_item_scores(db_url, BEFORE, CODE)
    hoaxes = list(table(BEFORE)[first].key.answer.values()).count("hoaks")
    caught = round(8 * (1 - 1 / hoaxes), 1)
    got = (len(scores), round(sum(scores.values()), 1), round(scores[first], 1))
    assert (11, 24 + caught, caught) == got
    assert 32.0 == sum(read_item_scores(db_url, AFTER, CODE).values())


def test_after_the_post_test_every_hoax_is_discussed(root):
    """Also those that were caught: the correction with its source."""
    lay(root, CODE, right(AFTER), AFTER)
    with Grading(root) as grading:
        grading.grade(AFTER)
    (path,) = (root / "kelas" / "utama" / "feedback" / CODE / AFTER).glob("*.html")
    page = path.read_text("utf-8").replace("&quot;", '"').replace("&#x27;", "'")
    for graded in table(AFTER).values():
        if graded.item.kind == CLASSIFY:
            for card, label in graded.key.answer.items():
                assert (graded.key.feedback[card] in page) == (label == "hoaks")
    assert "sudah tepat" in page
    assert len(page) < 100_000
