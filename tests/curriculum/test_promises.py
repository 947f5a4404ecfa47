"""What a module promises is kept: items, programme rows, sources, people, marks."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bijak.checking.contents import Contents, read_contents
from bijak.checking.feedback import feedback_problems
from bijak.checking.promises import objective_problems, programme_problems
from bijak.checking.sources import fact_problems, row_problems, unused_problems
from bijak.checking.world import (
    known_names,
    mark_problems,
    people_problems,
    picture_problems,
    strangers,
)
from bijak.errors import BijakError
from bijak.facts import Fact, read_facts
from bijak.items import make_item, make_key, read_rows
from bijak.syllabus import Module, read_programme, read_syllabus

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 22)
QRIS = Fact("qris", ("QRIS", "MDR"), "Begini.", "Warta", "", DAY, date(2027, 11, 1))
LAW = Fact("pdp", ("UU PDP",), "Begitu.", "Warta", "", DAY, date(2027, 11, 1))
FACTS = {"qris": QRIS, "pdp": LAW}
CHOICE = make_item("pilih", "x-01", {"pilihan": {"a": "A", "b": "B"}})
KEY = make_key({"kunci": "a", "umpan_balik": {"b": "B."}})


def module(text: str = "", questions: dict | None = None, **front) -> Contents:
    """A module with one text in its lesson."""
    asked = {"x-01": (CHOICE, KEY), "x-k01": (CHOICE, KEY)}
    questions = asked if questions is None else questions
    return Contents(Module("x", "X", front), questions, {"pelajaran": [text]})


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        (["x-01"], "perlu paling sedikit 2 soal"),
        (["x-01", "x-01"], "perlu paling sedikit 2 soal"),
        (["x-01", "x-k01", "x-09"], "menyebut soal x-09 yang tidak ada"),
    ],
)
def test_an_objective_needs_two_items_that_exist(items, problem):
    """One item twice is one; an item that is not there shows nothing."""
    good = module(tujuan=[{"teks": "Menghitung.", "soal": ["x-01", "x-k01"]}])
    bad = module(tujuan=[{"teks": "Menghitung.", "soal": items}])
    assert [] == list(objective_problems(good))
    assert [f"tujuan “Menghitung.” {problem}."] == list(objective_problems(bad))


def test_an_objective_in_the_old_form_is_explained():
    """A bare sentence names the form that is wanted."""
    with pytest.raises(BijakError, match="teks = "):
        list(objective_problems(module(tujuan=["Menghitung."])))


def test_programme_rows_are_served_by_what_exists():
    """Unknown rows, rows without items and items that are not there are found."""
    rows = {"1.1": "Satu", "1.2": "Dua"}
    good = module(program={"1.1": ["x-01", "pelajaran"], "1.2": ["panduan"]})
    bad = module(program={"9.9": ["x-01"], "1.1": [], "1.2": ["x-9"]}, seed=["1.1"])
    assert [] == list(programme_problems(good, rows))
    assert 4 == len(list(programme_problems(bad, rows)))


def test_every_row_of_the_programmes_has_a_title():
    """Five programmes, 47 rows, each with its own short title."""
    rows = read_programme(ROOT)
    assert 47 == len(rows) == len(set(rows.values()))
    assert {"0", "1", "2", "3", "4"} == {row.split(".")[0] for row in rows}


@pytest.mark.parametrize(
    ("text", "listed", "found"),
    [
        ("Biaya QRIS kecil.", ["qris"], 0),
        ("Biaya QRIS kecil.", [], 1),
        ("Biaya QRIS kecil.", ["pdp"], 1),
        ("Menurut UU PDP Pasal 4, itu data umum.", ["pdp"], 0),
        ("Menurut UU PDP Pasal 4, itu data umum.", [], 3),
        ("Menurut UU PDP. Lihat juga Pasal 4 itu.", ["pdp"], 1),
        ("| QRIS | Permenkominfo 4/2024 |\n| lain | Pasal 9 |", ["qris"], 1),
        ("Uupdate PPh QRISku.", [], 0),
    ],
)
def test_what_prose_states_has_a_listed_source(text, listed, found):
    """Terms are covered in their place, laws in their sentence or line of a table."""
    assert found == len(list(fact_problems(module(text, fakta=listed), FACTS)))


def test_an_article_is_covered_by_the_law_it_stands_beside():
    """Another module's fact about the same article asks for nothing more."""
    article = replace(LAW, id="pasal", terms=("Pasal 4",))
    facts = {**FACTS, "pasal": article}
    text = "Menurut UU PDP Pasal 4, itu data umum."
    assert [] == list(fact_problems(module(text, fakta=["pdp"]), facts))
    assert list(fact_problems(module("Lihat Pasal 4 itu.", fakta=["pdp"]), facts))


def test_a_fact_nobody_knows_and_one_nobody_states():
    """Both ends of the list of facts are compared."""
    assert 1 == len(list(fact_problems(module(fakta=["tiada"]), FACTS)))
    assert ["fakta pdp tidak dipakai modul mana pun."] == list(
        unused_problems(FACTS, [module(fakta=["qris"])])
    )


@pytest.mark.parametrize(
    ("change", "today"),
    [
        ({}, date(2027, 11, 1)),
        ({"expires": DAY + timedelta(days=367)}, DAY),
        ({"expires": DAY}, DAY - timedelta(days=1)),
        ({"source": ""}, DAY),
        ({"terms": ()}, DAY),
        ({"statement": "kata " * 26}, DAY),
    ],
)
def test_rows_of_facts_that_are_wrong(change, today):
    """Too old, never old, without a source, without a term, too long."""
    assert [] == list(row_problems(FACTS, DAY))
    assert 1 == len(list(row_problems({"qris": replace(QRIS, **change)}, today)))


def test_the_kits_facts_warn_in_time():
    """A year from now every row has to be read again."""
    facts = read_facts()
    assert len(facts) <= len(list(row_problems(facts, date(2028, 1, 1))))


def test_people_stand_in_the_table():
    """Roles and names of the table are known; a stranger is found once."""
    names = known_names()
    assert [] == strangers(["Bu Sari, Pak RT, dan Mas Raka."], names)
    found = list(people_problems(module("Pak Budi dan Pak Budi."), names))
    assert ["pelajaran: Pak Budi tidak ada di dunia.csv."] == found


def hoax_item(cards) -> tuple:
    """A judged set over these cards."""
    labels = {"hoaks": "Hoaks", "benar": "Benar"}
    item = make_item("kelompokkan", "x-02", {"kartu": cards, "kelompok": labels})
    truth = dict.fromkeys(item.cards, "hoaks")
    return item, make_key({"kunci": truth, "positif": "hoaks"})


@pytest.mark.parametrize(
    ("cards", "found"),
    [
        ({"k1": "Gempa nanti malam!"}, 1),
        ({"k1": "LATIHAN — Gempa nanti malam! #LatihanBijak"}, 0),
        ({"k1": {"kanal": "Grup WhatsApp", "teks": "Gempa nanti malam!"}}, 0),
        ("kiriman-b1-latihan", 0),
    ],
)
def test_invented_deceptions_carry_the_mark(cards, found):
    """A plain card has no mark unless it says so itself; a post is drawn with it."""
    item, key = hoax_item(cards)
    assert found == len(list(mark_problems(module(questions={"x-02": (item, key)}))))


def test_other_cards_need_no_mark():
    """Costs and steps are no deceptions."""
    labels = {"tetap": "Tetap", "variabel": "Variabel"}
    item = make_item(
        "kelompokkan", "x-02", {"kartu": {"k1": "Sewa"}, "kelompok": labels}
    )
    key = make_key({"kunci": {"k1": "tetap"}})
    assert [] == list(mark_problems(module(questions={"x-02": (item, key)})))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![](a.svg)", 1),
        ("![Dua kata](a.svg)", 1),
        ("![Tiga kata cukup](a.svg)", 0),
        ('<img src="a.svg">', 1),
        ('<img alt="Tiga kata cukup" src="a.svg">', 0),
        ('<img src="a.svg" alt="Papan Jum\'at bersih di balai">', 0),
    ],
)
def test_pictures_in_prose_are_told(text, found):
    """In lessons, assignments and guides alike."""
    assert found == len(list(picture_problems(module(text, {}))))


def test_pictures_of_cards_are_told():
    """A card with a picture needs words for those who cannot see it."""
    card = {"kanal": "Instagram", "teks": "Kain.", "gambar": "kain-batik.png"}
    item, key = hoax_item({"k1": card})
    told, _ = hoax_item({"k1": {**card, "teks_alt": "Kain batik terlipat dua."}})
    assert 1 == len(list(picture_problems(module(questions={"x": (item, key)}))))
    assert [] == list(picture_problems(module(questions={"x": (told, key)})))


SPOKEN = {
    "pilih_banyak": (
        {"pilihan": {"a": "A", "b": "B", "c": "C"}},
        {"kunci": ["a"], "umpan_balik": {"b": "B.", "c": "C."}},
        {"kunci": ["a"], "umpan_balik": {"b": "B."}},
    ),
    "pasangkan": (
        {"kiri": {"k": "K", "l": "L"}, "kanan": {"1": "1", "2": "2", "3": "3"}},
        {"kunci": {"k": "1", "l": "2"}, "umpan_balik": {"k": "K.", "l": "L."}},
        {"kunci": {"k": "1", "l": "2"}, "umpan_balik": {"k": "K.", "l": "K."}},
    ),
    "kelompokkan": (
        {"kartu": {"k": "K", "l": "L"}, "kelompok": {"1": "1", "2": "2", "3": "3"}},
        {
            "kunci": {"k": "1", "l": "2"},
            "umpan_balik": {("k", "2"): "K2.", ("k", "3"): "K3.", "l": "L."},
        },
        {
            "kunci": {"k": "1", "l": "2"},
            "umpan_balik": {("k", "2"): "K2.", "l": "L."},
        },
    ),
    "pilih_beralasan": (
        {"pilihan": {"a": "A", "b": "B"}, "alasan": {"p": "P", "q": "Q"}},
        {
            "kunci": {"jawaban": "a", "alasan": "p"},
            "umpan_balik": {("jawaban", "b"): "B.", ("alasan", "q"): "Q."},
        },
        {
            "kunci": {"jawaban": "a", "alasan": "p"},
            "umpan_balik": {("jawaban", "b"): "B.", "lain": "Q."},
        },
    ),
}


@pytest.mark.parametrize("method", SPOKEN)
def test_each_kind_gives_each_mistake_its_own_sentence(method):
    """A missing sentence, or one said twice, is found."""
    asked, good, bad = SPOKEN[method]
    item = make_item(method, "x", asked)
    assert [] == list(feedback_problems(item, make_key(good)))
    assert 1 == len(list(feedback_problems(item, make_key(bad))))


def test_answers_over_cards_are_explained_card_by_card():
    """Either every card has its sentence, or every choice of both lists."""
    asked = {
        "kartu": {"k": "K", "l": "L"},
        "pilihan": {"a": "A", "b": "B"},
        "alasan": {"p": "P", "q": "Q"},
    }
    item = make_item("pilih_beralasan", "x", asked)
    pair = {"jawaban": "a", "alasan": "p"}
    names = [("jawaban", "a"), ("jawaban", "b"), ("alasan", "p"), ("alasan", "q")]
    tiers = {name: f"{name[1]}." for name in names}
    for feedback, found in (({"k": "K.", "l": "L."}, 0), (tiers, 0), ({"k": "K."}, 1)):
        key = make_key({"kunci": {"k": pair, "l": pair}, "umpan_balik": feedback})
        assert found == len(list(feedback_problems(item, key)))


def test_contents_hold_both_notebooks_and_the_guide():
    """Quizzes and items are one table; every place has words."""
    (module,) = (one for one in read_syllabus(ROOT) if one.id.startswith("b1-"))
    contents = read_contents(ROOT, module)
    assert {"pelajaran", "latihan", "panduan"} == set(contents.texts)
    assert {"b1-01", "b1-k01"} <= set(contents.questions)


def test_the_world_has_no_name_twice():
    """One row for each name."""
    rows = (ROOT / "helpers/bijak/data/dunia.csv").read_text("utf-8").splitlines()
    assert len(rows) - 1 == len(known_names())
    with pytest.raises(BijakError):
        read_rows("dunia")  # no set of cards
