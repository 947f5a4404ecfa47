"""The invented world of B1: closed, consistent, and enough to judge every post."""

from __future__ import annotations

import re

import pytest

from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root
from bijak.tools.miniweb import page, search

MODULE = "b1-lima-langkah-bijak"
SETS = ("kiriman-b1-cerita", "kiriman-b1-pelajaran", "kiriman-b1-latihan")
COLUMNS = ["id", "kanal", "pengirim", "waktu", "judul", "teks", "tautan"]

# What a participant might type for each graded card → two pages that settle it.
EVIDENCE = {
    "air mati": ("airtelaga.example/jadwal-perbaikan", "sukateliti.example/air-mati"),
    "ikan raksasa": (
        "cektelaga.example/ikan-raksasa",
        "telagacakap.example/perikanan/ikan",
    ),
    "tarif air": ("airtelaga.example/tarif-2027", "wartatelaga.example/tarif-air"),
    "pelatihan kemasan": (
        "telagacakap.example/umkm/pelatihan-kemasan",
        "wartatelaga.example/pelatihan-kemasan",
    ),
    "truk sampah": (
        "telagacakap.example/lingkungan/pasar-sumberwarta",
        "radiosumberwarta.example/sampah-pasar",
    ),
    "loket kartu": ("sumberwarta.example/loket", "wartatelaga.example/loket-2026"),
    "jembatan runut": (
        "telagacakap.example/pu/jembatan-runut",
        "wartatelaga.example/jembatan-runut",
    ),
    "lapangan dijual": (
        "sukateliti.example/lapangan",
        "radiosumberwarta.example/lapangan",
    ),
    "mesin penggiling": (
        "telagacakap.example/umkm/bantuan-mesin",
        "wartatelaga.example/mesin-penggiling",
    ),
    "perahu kayu": (
        "cektelaga.example/perahu-tua",
        "telagacakap.example/kebudayaan/perahu",
    ),
}


def _notebook(*place: str):
    return read_notebook(project_root().joinpath(*place, f"{MODULE}.ipynb"))


@pytest.mark.parametrize("name", SETS)
def test_data_sets_have_no_truth_column(name):
    """Only what a post shows."""
    assert all(COLUMNS == list(row) for row in read_rows(name).values())


def test_lesson_and_assignment_share_no_post():
    """Practice is on other data than what is graded."""
    texts = [{row["teks"] for row in read_rows(name).values()} for name in SETS]
    assert sum(map(len, texts)) == len(set.union(*texts))


def test_quizzes_and_items_share_no_text():
    """Cards, options and steps of the lesson never come back in the assignment."""

    def words(item) -> set[str]:
        cards = {row["teks"] for row in item.cards.values()}
        labels = () if item.cards else map(str, item.options.values())
        return cards | set(labels)

    practised = [words(q) for q, _ in read_quizzes(_notebook("curriculum")).values()]
    graded = [
        words(g.item) for g in read_items(_notebook("solutions", MODULE)).values()
    ]
    assert set() == set.union(*practised) & set.union(*graded)


def test_every_core_item_has_a_twin_in_the_lesson():
    """b1-01 is practised as b1-k01, with the same kind of answer."""
    graded = read_items(_notebook("solutions", MODULE))
    quizzes = read_quizzes(_notebook("curriculum"))
    for name, item in graded.items():
        assert item.item.kind == quizzes[name.replace("-", "-k")][0].kind


@pytest.mark.parametrize(("query", "pages"), EVIDENCE.items())
def test_two_words_find_the_evidence_for_each_graded_post(query, pages):
    """The first four results hold both pages."""
    urls = {result.url for result in search(query)[:4]}
    assert {page(address).url for address in pages} <= urls


def test_every_graded_post_has_its_evidence():
    """One query per card, and its words stand in the card."""
    cards = list(read_rows("kiriman-b1-latihan").values())
    assert len(cards) == len(EVIDENCE)
    for card, query in zip(cards, EVIDENCE, strict=True):
        said = f"{card['judul']} {card['teks']}".lower()
        assert all(word in said for word in query.split())


@pytest.mark.parametrize("name", SETS)
def test_links_in_posts_lead_into_the_mini_web(name):
    """Whoever looks an address up finds a page."""
    for row in read_rows(name).values():
        if row["tautan"]:
            assert page(row["tautan"]).url == row["tautan"]


def test_addresses_in_the_notebooks_are_invented():
    """Only ``.example`` addresses; real ones stand in lembaga.csv alone."""
    for place in (("curriculum",), ("solutions", MODULE)):
        text = "\n".join(cell.source for cell in _notebook(*place).cells)
        hosts = re.findall(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:id|com|net|org)\b", text)
        assert [] == hosts
