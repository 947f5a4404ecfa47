"""In A3 the address alone decides, and nothing easier to see than its owner does.

Keys are recomputed twice: by the rule that the question states, and by the public
suffix rules of the tool. Then cues: a reader who calls "not official" whatever shows
a cue would get the item's own score, H − F. What is worth more than two links of ten
must be the owner itself.
"""

from __future__ import annotations

import random
import re

import pytest
from surface import MEASURES, gain, shown

from bijak.datasets import muat_data
from bijak.items import read_rows
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root
from bijak.tools.links import take_apart

MODULE = "a3-aman-digital"
OTHER = "bukan"
THREE = "go.id desa.id co.id or.id ac.id sch.id web.id my.id biz.id net.id".split()
SETS = {"a3-02": "tautan-a3-latihan", "a3-k02": "tautan-a3-pelajaran"}


@pytest.fixture(scope="module")
def keys() -> dict:
    """Id → item and key, of the assignment and of the lesson's quizzes."""
    root = project_root()
    source = read_notebook(root / "solutions" / MODULE / f"{MODULE}.ipynb")
    lesson = read_notebook(root / "curriculum" / f"{MODULE}.ipynb")
    graded = {name: (one.item, one.key) for name, one in read_items(source).items()}
    return graded | read_quizzes(lesson)


def official(card: dict) -> str:
    """The domain that a card names as the institution's own."""
    return card["teks"].rsplit(" ", 1)[1]


def by_the_stated_rule(address: str) -> str:
    """The four steps of the question, word for word."""
    between = address.split("://", 1)[1].split("/", 1)[0].lower()
    labels = between.split(".")
    return ".".join(labels[-3 if ".".join(labels[-2:]) in THREE else -2 :])


@pytest.mark.parametrize("name", ["a3-01", "a3-k01"])
def test_core_domains_by_the_rule_and_by_the_list(keys, name):
    """What the question says and what browsers do agree on every address."""
    item, key = keys[name]
    for part, address in item.parts.items():
        assert key.answer[part] == by_the_stated_rule(address)
        assert key.answer[part] == take_apart(address).core


def test_two_and_three_labels_are_both_asked(keys):
    """Whoever always takes two, or always three, is caught."""
    lengths = [core.count(".") for core in keys["a3-01"][1].answer.values()]
    assert {1, 2} == set(lengths)


@pytest.mark.parametrize("name", SETS)
def test_links_are_official_where_their_owner_is(keys, name):
    """The key is nothing but: is the core the domain on the card?"""
    item, key = keys[name]
    for card, row in item.cards.items():
        same = take_apart(row["tautan"]).core == official(row)
        assert ("resmi" if same else OTHER) == key.answer[card]


@pytest.mark.parametrize("name", SETS)
def test_half_of_the_links_are_official(keys, name):
    """Neither "all official" nor "none" can win."""
    labels = list(keys[name][1].answer.values())
    assert 2 * labels.count(OTHER) == len(labels)


def test_each_institution_has_as_many_of_both(keys):
    """Knowing whose name is used tells nothing."""
    item, key = keys["a3-02"]
    for domain in {official(row) for row in item.cards.values()}:
        cards = [c for c, row in item.cards.items() if official(row) == domain]
        mine = [key.answer[card] for card in cards]
        assert (4, 2) == (len(mine), mine.count(OTHER))


def test_every_address_is_of_the_invented_world():
    """And no link stands in both sets."""
    rows = [row for name in SETS.values() for row in read_rows(name).values()]
    links = [row["tautan"] for row in rows]
    assert len(links) == len(set(links))
    assert all(take_apart(one).suffix in ("example", "test") for one in links)


def _truth(keys) -> list[bool]:
    return [label == OTHER for label in keys["a3-02"][1].answer.values()]


def _host(card: dict) -> str:
    return re.split("[/?#]", card["tautan"].split("://")[1])[0]


def _cues(cards: list[dict]) -> dict[str, list[bool]]:
    """What can be seen without finding the owner."""
    said = "hadiah undian promo bantuan tagihan ktp surat jadwal masuk cek".split()
    cues = {f"says {w}": [w in f"{c}".lower() for c in cards] for w in said}
    for sign in ("-", "www", "2027"):
        cues[f"shows {sign}"] = [sign in c["tautan"] for c in cards]
    cues["hyphen in the host"] = [
        "-" in _host(c).replace("xn--", "").split("@")[-1] for c in cards
    ]
    cues["not encrypted"] = [c["tautan"].startswith("http:") for c in cards]
    cues["ends with .test"] = [_host(c).endswith(".test") for c in cards]
    cues["many dots"] = [_host(c).count(".") > 2 for c in cards]
    cues["the name is not written"] = [official(c) not in c["tautan"] for c in cards]
    return cues | shown(cards)


def test_no_rule_of_thumb_earns_more_than_three_links_of_ten(keys):
    """Lock, hyphen, ending, length, hour, group, place in the list, words."""
    cards = list(keys["a3-02"][0].cards.values())
    gains = {name: gain(cue, _truth(keys)) for name, cue in _cues(cards).items()}
    assert {} == {name: won for name, won in gains.items() if abs(won) > 0.3 + 1e-9}


def test_the_best_of_all_cues_is_no_better_than_luck(keys):
    """Among 500 other keys with ten of each, a quarter is as easy to guess or easier.

    Twenty cards have too many keys to try all; the drawn ones have a fixed seed.
    """
    cards = list(keys["a3-02"][0].cards.values())
    cues = [list(cue) for cue in _cues(cards).values()]
    for measure in MEASURES.values():
        values = [measure(card) for card in cards]
        cues += [[value >= cut for value in values] for cut in set(values)]
    draw, truth = random.Random(2027), _truth(keys)

    def best(key: list[bool]) -> float:
        return max(abs(gain(cue, key)) for cue in cues)

    others = [draw.sample(truth, len(truth)) for _ in range(500)]
    as_easy = sum(best(key) >= best(truth) for key in others)
    assert as_easy >= 0.25 * len(others)


def test_the_chart_of_rules_is_computed_from_the_links(keys):
    """The four bars: caught and accused among the eight links of the quiz."""
    item, key = keys["a3-k02"]
    rules = {
        "https": lambda c: not c["tautan"].startswith("https:"),
        "nama": lambda c: official(c).split(".")[0] not in c["tautan"],
        "hubung": lambda c: "-" in _host(c),
        "kanan": lambda c: take_apart(c["tautan"]).core != official(c),
    }
    counted = []
    for suspects in rules.values():
        called = [key.answer[c] for c, row in item.cards.items() if suspects(row)]
        counted.append([called.count(OTHER), called.count("resmi")])
    table = muat_data("aturan-tautan-a3")
    assert counted == table.drop(columns="aturan").to_numpy().tolist()


def test_how_many_times_more_phrases_than_pins(keys):
    """2,048 words drawn at random; a PIN of six or four digits."""
    graded, quiz = keys["a3-06"][1], keys["a3-k06"][1]
    assert abs(graded.answer - 2048**3 / 10**6) <= graded.tolerance
    assert abs(quiz.answer - 2048**2 / 10**4) <= quiz.tolerance


def test_after_a_leak_the_account_is_held_first(keys):
    """Then key, intruder, and the two reports in either order."""
    for name in ("a3-03", "a3-k03"):
        item, key = keys[name]
        first, second = key.answer
        assert first[:3] == second[:3] and first[3:] == second[:2:-1]
        texts = [item.options[step] for step in first[:3]]
        assert "ditahan" in texts[0] and "sandi" in texts[1]
        assert texts[2].startswith("Mengeluarkan")


# UU 27/2022, article 4, by the words that the cards use.
SPECIFIC = (
    "Sidik jari|tekanan darah|tabungan|DNA|balita|dipidana|3 tahun|wajah|gula darah"
)


@pytest.mark.parametrize("name", ["a3-08", "a3-k08"])
def test_kinds_of_data_follow_the_law(keys, name):
    """Health, biometrics, genetics, crime, children and money are specific."""
    item, key = keys[name]
    for card, row in item.cards.items():
        wanted = "spesifik" if re.search(SPECIFIC, row["teks"]) else "umum"
        assert wanted == key.answer[card]


def test_the_form_keeps_what_its_purpose_needs(keys):
    """Name, contact and origin stay; the four dangerous ones go; the rest is free."""
    rules = keys["a3-05"][1].rules
    kept = {rule["baris"]: rule["isi"] for rule in rules.values()}
    assert {"nama", "hp", "asal"} == {n for n, isi in kept.items() if isi == "simpan"}
    assert {"nik", "ktp", "ibu", "rekening"} == {
        n for n, isi in kept.items() if isi == "hapus"
    }
