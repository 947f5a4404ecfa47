"""The invented world of B1: closed, consistent, and enough to judge every post."""

from __future__ import annotations

import re

import pytest

from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root
from bijak.tools.miniweb import page, search

MODULE = "b1-lima-langkah-bijak"
SETS = (
    "kiriman-b1-cerita",
    "kiriman-b1-pelajaran",
    "kiriman-b1-emosi",
    "kiriman-b1-latihan",
)
COLUMNS = ["id", "kanal", "pengirim", "waktu", "judul", "teks", "tautan"]

# What a participant might type for each graded card → two pages that settle it.
EVIDENCE = {
    "air mati": (
        "airtelaga.example/jadwal-perbaikan",
        "sukateliti.example/perbaikan-pipa",
    ),
    "meriam kuno": (
        "cektelaga.example/foto-meriam",
        "telagacakap.example/kebudayaan/temuan",
    ),
    "tarif air": ("airtelaga.example/tarif-2027", "wartatelaga.example/tarif-air"),
    "bibit cabai": (
        "telagacakap.example/pertanian/bibit-cabai",
        "radiosumberwarta.example/bibit-cabai",
    ),
    "truk sampah": (
        "wartatelaga.example/sampah-pasar",
        "radiosumberwarta.example/sampah-pasar",
    ),
    "loket tutup": (
        "sumberwarta.example/loket",
        "wartatelaga.example/loket-kecamatan",
    ),
    "gedung olahraga": (
        "sumberwarta.example/gedung-olahraga",
        "wartatelaga.example/gedung-olahraga",
    ),
    "lampu jalan": (
        "telagacakap.example/perhubungan/lampu-jalan",
        "radiosumberwarta.example/dusun-simak",
    ),
    "pelatihan menjahit": (
        "telagacakap.example/umkm/pelatihan-2027",
        "wartatelaga.example/pelatihan-menjahit",
    ),
    "bangau singgah": (
        "cektelaga.example/foto-bangau",
        "telagacakap.example/lingkungan/tepi-telaga",
    ),
}

# The same for each post of the lesson.
PRACTICE = {
    "lomba resep": (
        "sukateliti.example/lomba-resep",
        "radiosumberwarta.example/lomba-resep",
    ),
    "wifi balai desa": (
        "sukateliti.example/wifi",
        "radiosumberwarta.example/wifi-balai",
    ),
    "jam dinding": (
        "catatanraka.example/jam-balai",
        "wartatelaga.example/jam-balai",
    ),
    "pedagang keliling": (
        "sukateliti.example/gerobak",
        "wartatelaga.example/gerobak",
    ),
    "buaya irigasi": (
        "cektelaga.example/buaya-irigasi",
        "telagacakap.example/pengairan/saluran-simak",
    ),
    "perpustakaan keliling": (
        "telagacakap.example/perpustakaan/jadwal",
        "catatanraka.example/perpustakaan",
    ),
}

# Other words for the same posts → the page that must not be missed.
OTHER_WORDS = {
    "loket kartu": "sumberwarta.example/loket",
    "kartu identitas": "sumberwarta.example/loket",
    "lampu simak": "radiosumberwarta.example/dusun-simak",
    "lampu mati": "radiosumberwarta.example/dusun-simak",
    "uang saku": "telagacakap.example/umkm/pelatihan-2027",
    "sampah pasar": "wartatelaga.example/sampah-pasar",
    "papan jadwal": "radiosumberwarta.example/sampah-pasar",
    "tarif rumah tangga": "airtelaga.example/tarif-2027",
    "bibit gratis": "telagacakap.example/pertanian/bibit-cabai",
    "olahraga sumberwarta": "wartatelaga.example/gedung-olahraga",
    "ktp": "sumberwarta.example/loket",
    "loket ktp": "sumberwarta.example/loket",
    "gor": "sumberwarta.example/gedung-olahraga",
    "tarif pdam": "airtelaga.example/tarif-2027",
    "pdam mati": "airtelaga.example/jadwal-perbaikan",
    "bibit cabe": "telagacakap.example/pertanian/bibit-cabai",
    "burung": "cektelaga.example/foto-bangau",
    "kursus jahit": "telagacakap.example/umkm/pelatihan-2027",
}

VERDICTS = (
    "hoaks keliru ternyata bohong palsu meluruskan membenarkan mengakui terbukti "
    "bukan tidak"
).split()


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


def test_every_item_has_a_twin_in_the_lesson():
    """b1-01 is practised as b1-k01, with the same kind of answer."""
    graded = read_items(_notebook("solutions", MODULE))
    quizzes = read_quizzes(_notebook("curriculum"))
    for name, item in graded.items():
        assert item.item.kind == quizzes[name.replace("-", "-k")][0].kind


@pytest.mark.parametrize(("query", "pages"), [*EVIDENCE.items(), *PRACTICE.items()])
def test_two_words_find_the_evidence_for_each_post(query, pages):
    """The first four results hold both pages."""
    urls = {result.url for result in search(query)[:4]}
    assert {page(address).url for address in pages} <= urls


@pytest.mark.parametrize(("query", "address"), OTHER_WORDS.items())
def test_other_words_find_the_page_that_decides(query, address):
    """Also who types something else does not stop at the copies."""
    assert page(address).url in {result.url for result in search(query)[:4]}


@pytest.mark.parametrize("query", [*EVIDENCE, *PRACTICE])
def test_a_result_list_does_not_judge(query):
    """Neither a title nor a snippet gives the verdict: a page must be opened."""
    for result in search(query):
        words = re.findall(r"\w+", f"{result.title} {result.snippet}".lower())
        assert set() == set(VERDICTS) & set(words)


def test_an_official_page_can_be_out_of_date():
    """Believing whoever is official is not enough; reporting corrects the page."""
    office = page("telagacakap.example/lingkungan/pasar-sumberwarta")
    report = page("wartatelaga.example/sampah-pasar")
    assert office.date < "2027-02" and office.url in report.links
    assert "belum diperbarui" in " ".join(report.paragraphs)


@pytest.mark.parametrize(
    ("name", "queries"),
    [("kiriman-b1-latihan", EVIDENCE), ("kiriman-b1-pelajaran", PRACTICE)],
)
def test_every_post_has_its_evidence(name, queries):
    """One query per card, and its words stand in the card."""
    cards = list(read_rows(name).values())
    assert len(cards) == len(queries)
    for card, query in zip(cards, queries, strict=True):
        said = f"{card['judul']} {card['teks']}".lower()
        assert all(word in said for word in query.split())


@pytest.mark.parametrize("name", SETS)
def test_links_in_posts_lead_into_the_mini_web(name):
    """Whoever looks an address up finds a page."""
    for row in read_rows(name).values():
        if row["tautan"]:
            assert page(row["tautan"]).url == row["tautan"]


def test_addresses_in_the_notebooks_are_invented():
    """Only ``.example`` addresses; real ones stand in data files alone."""
    for place in (("curriculum",), ("solutions", MODULE)):
        text = "\n".join(cell.source for cell in _notebook(*place).cells)
        hosts = re.findall(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:id|com|net|org)\b", text)
        assert [] == hosts
