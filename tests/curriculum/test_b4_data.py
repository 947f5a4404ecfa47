"""The keys of B4 are what its own data say, computed another way."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import pytest

from bijak.authoring.synthetic import b4
from bijak.notebooks import read_items, read_notebook
from bijak.paths import data_folder, project_root

MODULE = "b4-info-bencana-resmi"


@pytest.fixture(scope="module")
def graded() -> dict:
    source = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    return read_items(read_notebook(source))


@pytest.fixture(scope="module")
def prose() -> str:
    source = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    cells = read_notebook(source).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def _data(name: str) -> dict:
    return json.loads((data_folder() / name).read_text(encoding="utf-8"))


def _card(name: str) -> dict:
    cards = _data("gempa-b4-latihan.json")["kartu"]
    return next(card["Infogempa"]["gempa"] for card in cards if card["nama"] == name)


def test_the_files_are_what_the_script_makes():
    """Byte for byte, on every machine."""
    made = {**b4.tables(), **b4.feeds()}
    there = {name: (data_folder() / name).read_text(encoding="utf-8") for name in made}
    assert made == there == {**b4.tables(), **b4.feeds()}


def test_every_feed_says_that_it_is_invented():
    """Also when somebody opens the file alone."""
    for name in b4.feeds():
        assert _data(name)["keterangan"] == b4.MARK


def test_the_tables_of_the_assignment_are_the_data(prose):
    """What is printed on paper is what the live view shows."""
    for name in "abc":
        card = prose.split(f"**Kartu {name.upper()}**, diambil", 1)[1].split("\n\n")[1]
        for column in "Jam Magnitude Kedalaman Wilayah Potensi Dirasakan".split():
            assert f"- {column}: {_card(name)[column]}" in card
    for number, one in enumerate(_felt(), 1):
        felt = one["Dirasakan"].replace("-", "–")
        size = one["Magnitude"].replace(".", ",")
        assert f"| {number} | {one['Tanggal']} | {size} | {felt} |" in prose


def test_card_a_is_the_key_of_the_first_item(graded):
    """Magnitude, clock time and depth."""
    card, sample = _card("a"), graded["b4-01"].key.answer["kartu_a"]
    assert sample["magnitudo"].replace(",", ".") == card["Magnitude"]
    assert sample["jam"].replace(".", ":") == card["Jam"][:5]
    assert f"{sample['dalam']} km" == card["Kedalaman"]


def test_the_clocks_of_the_second_item(graded, prose):
    """Hours added by hand to the moment in the question."""
    moment = datetime.fromisoformat(re.search(r"DateTime: (\S+?)`", prose)[1])
    for zone, hours in {"wib": 7, "wita": 8, "wit": 9}.items():
        there = moment + timedelta(hours=hours)
        sample = graded["b4-02"].key.answer[zone]
        assert sample["jam"] == f"{there:%H.%M}"
        assert sample["tgl"] == f"{there.day} Januari {there.year}"


def _felt() -> list[dict]:
    return _data("gempa-b4-dirasakan.json")["Infogempa"]["gempa"]


def test_the_count_and_its_known_mistakes(graded):
    """Counted with plain text, without the tool; every mistake is another number."""
    ranks = {"II": 2, "III": 3, "IV": 4, "V": 5}
    felt = [one["Dirasakan"] for one in _felt()]
    here = [m for one in felt if (m := re.search(r"([IV-]+) Sukateliti", one))]
    highest = [ranks[m[1].split("-")[-1]] for m in here]
    lowest = [ranks[m[1].split("-")[0]] for m in here]
    anywhere = [bool(re.search(r"\b(III|IV|V)\b", one)) for one in felt]
    strong = [float(one["Magnitude"]) >= 3 for one in _felt()]
    key = sum(level >= 3 for level in highest)
    mistakes = {
        sum(strong),
        sum(level >= 3 for level in lowest),
        sum(anywhere),
        len(here),
        len(felt),
    }
    assert graded["b4-08"].key.answer == key
    assert key not in mistakes
    assert mistakes == {n for n in graded["b4-08"].key.feedback if isinstance(n, int)}


def test_the_samples_of_both_texts_agree_with_the_data(graded):
    """Held against the cards by the tool of the lesson."""
    from bijak.tools.broadcasts import SAME, compare
    from bijak.tools.quakes import load, read_feed

    cards = {card["nama"]: card for card in load("gempa-b4-latihan")["kartu"]}
    lines = compare(graded["b4-06"].key.answer, read_feed(cards["c"])[0])
    assert {line.state for line in lines} == {SAME}
    sizes = [f"M{_card(name)['Magnitude'].replace('.', ',')}" for name in "ab"]
    assert [size in graded["b4-10"].key.answer for size in sizes] == [True, True]


def test_the_volcano_on_the_boards_is_the_table(prose):
    """The last row of the history, and the row that held in February."""
    rows = (data_folder() / "gunung-b4.csv").read_text(encoding="utf-8").splitlines()
    assert rows[-1] == "2027-03-20,Gunung Arunika,Waspada,2"
    assert "**20 Maret, Pos pengamatan gunung.** Gunung Arunika" in prose
    assert "Waspada. Jarak aman 2 km" in prose
    lesson = project_root() / "curriculum" / f"{MODULE}.ipynb"
    assert "Waspada sejak 18 Januari; jarak aman 1 km" in lesson.read_text("utf-8")
    assert "2027-01-18,Gunung Arunika,Waspada,1" in rows
