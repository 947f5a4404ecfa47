"""D1: every key worked out again by other means, and every listed mistake recognised.

The numbers of items 2 to 8 are each participant's own. The case that stands in the
guide is one of them; its keys and wrong values are written out here by hand.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from surface import gain

from bijak.authoring.synthetic import d1
from bijak.items import make_key
from bijak.items.personal import codes_for_proof, draw, personal_key
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import data_folder, project_root
from bijak.scoring import score
from bijak.tools import pricing

MODULE = "d1-harga-hpp-impas"
FEE, VARIABLE, FIXED, HPP = Fraction(8, 100), 145_000, 1_800_000, 155_000


def _cloth(kain, lembar):
    return kain + 18_000 + 12_000 + 45_000 + 5_000 + Fraction(600_000, lembar)


def _break_even(harga):
    """Counted up unit by unit, without dividing."""
    units = 0
    while units * (harga - FEE * harga - VARIABLE) < FIXED:
        units += 1
    return units


def _discount(harga):
    """The last tenth of a percent that still leaves a fifth, tried one by one."""
    tenths = 0
    while True:
        paid = harga * (1 - Fraction(tenths + 1, 1000))
        if (paid - FEE * paid - HPP) / paid < Fraction(1, 5):
            return Fraction(tenths, 10)
        tenths += 1


def _after_cut(laku):
    before = laku * (260_000 * (1 - FEE) - VARIABLE)
    units = laku
    while units * (234_000 * (1 - FEE) - VARIABLE) < before:
        units += 1
    return units


AGAIN = {
    "d1-02": _cloth,
    "d1-03": lambda hpp: Fraction(hpp * 100, 60),
    "d1-04": _break_even,
    "d1-05": _discount,
    "d1-06": _after_cut,
    "d1-07": lambda bayar: Fraction(bayar * 3, 1000),
    "d1-08": lambda omzet: Fraction((omzet - 500_000_000) * 5, 1000),
}

GUIDE = {
    "d1-02": ({"kain": 65_000, "lembar": 60}, 155_000, (110_000, 145_000, 745_000)),
    "d1-03": ({"hpp": 155_000}, 258_333, (217_000, 387_500, 195_000, 155_400)),
    "d1-04": ({"harga": 260_000}, 20, (22, 16, 26, 19, 19.1, 7)),
    "d1-05": ({"harga": 260_000}, 17.2, (12, 12.4, 25.5, 15.5, 22.5, 17.3)),
    "d1-06": ({"laku": 60}, 81, (67, 66, 80)),
    "d1-07": ({"bayar": 750_000}, 2_250, (750, 0, 752_250)),
    "d1-08": ({"omzet": 620_000_000}, 600_000, (3_100_000, 2_500_000)),
}
"""Item → the case on the board, its answer, and the mistakes that must be known."""


@pytest.fixture(scope="module")
def items() -> dict:
    """The trainers' items."""
    source = project_root() / "solutions" / MODULE / f"{MODULE}.ipynb"
    return read_items(read_notebook(source))


@pytest.fixture(scope="module")
def quizzes() -> dict:
    """The lesson's quizzes."""
    return read_quizzes(
        read_notebook(project_root() / "curriculum" / f"{MODULE}.ipynb")
    )


def _right(key) -> float:
    """The answer; of a range, the last tenth inside it."""
    if isinstance(key.answer, tuple):
        return math.floor(10 * key.answer[1]) / 10
    return key.answer


def _variants(graded) -> dict[tuple, str]:
    """Drawn numbers → one code that draws them."""
    found = {}
    for code in codes_for_proof():
        drawn = draw(code, graded.item.id, graded.item.parameters)
        found.setdefault(tuple(sorted(drawn.items())), code)
    return found


@pytest.mark.parametrize("name", AGAIN)
def test_every_variant_has_the_key_that_is_worked_out_again(items, name):
    """Counted up, tried one by one, or divided: never the formula of the key."""
    for drawn, code in _variants(items[name]).items():
        wanted = AGAIN[name](**dict(drawn))
        assert _right(items[name].personal(code).key) == pytest.approx(float(wanted))


@pytest.mark.parametrize("name", AGAIN)
def test_neighbours_differ(items, name):
    """At least five variants, and no two with the same answer."""
    codes = _variants(items[name]).values()
    answers = [_right(items[name].personal(code).key) for code in codes]
    assert len(answers) >= 5
    assert Counter(answers).most_common(1)[0][1] <= len(answers) // 4 + 1


@pytest.mark.parametrize("name", GUIDE)
def test_the_case_of_the_guide_and_its_mistakes(items, name):
    """Right earns all; each mistake earns nothing and gets a sentence of its own."""
    case, right, mistakes = GUIDE[name]
    graded = items[name]
    code = _variants(graded)[tuple(sorted(case.items()))]
    one = graded.personal(code)
    assert score(one.item, right, one.key).share == 1
    other = one.key.feedback["lain"]
    for mistake in mistakes:
        verdict = score(one.item, mistake, one.key)
        assert verdict.share == 0 and verdict.sentences[0] != other


@pytest.mark.parametrize("name", AGAIN)
def test_every_mistake_is_known_in_every_variant(items, name):
    """No known mistake falls together with the key or with another one."""
    graded = items[name]
    for code in _variants(graded).values():
        key = personal_key(graded.key, graded.item, code)
        assert len(key.feedback) == len(graded.key.feedback)


@pytest.mark.parametrize(
    ("name", "wanted"),
    {
        "d1-k02": pricing.unit_cost([4_000, 1_500, 500, 2_500, 1_000], 1_200_000, 300),
        "d1-k03": pricing.price_for_margin(13_500, 0.25),
        "d1-k04": pricing.break_even_units(20_000, 9_500, 1_200_000, 0.1),
        "d1-k05": math.floor(1000 * pricing.largest_discount(20_000, 13_500, 0.1, 0.1))
        / 10,
        "d1-k06": pricing.after_price_cut(20_000, 18_000, 9_500, 200, 0.1).units,
        "d1-k07": {
            "qris": pricing.merchant_fee(600_000, 0.003, 500_000),
            "pajak": pricing.turnover_tax(540e6, 0.005, 500e6),
        },
    }.items(),
)
def test_the_tools_give_the_keys_of_the_quizzes(quizzes, name, wanted):
    """What a participant explores with agrees with what is asked."""
    assert quizzes[name][1].answer == wanted


def test_each_graded_number_has_a_twin_with_other_numbers(items, quizzes):
    """No answer of the lesson is an answer of the assignment."""
    given = [key.answer for _, key in quizzes.values()]
    single = [one for one in given if not isinstance(one, dict)]
    parts = [one for many in given if isinstance(many, dict) for one in many.values()]
    practised = {one for one in single + parts if isinstance(one, (int, float))}
    graded = {
        _right(items[name].personal(code).key)
        for name in AGAIN
        for code in _variants(items[name]).values()
    }
    assert practised.isdisjoint(graded)


CUES = (
    "bulan toko kios batik lembar dari tiap Lastri Wira keluarga pasar dibayar".split()
)


@pytest.mark.parametrize("label", ["variabel", "tetap", "bukan"])
def test_no_cue_tells_a_kind_of_cost(items, label):
    """Length, place, punctuation or a word never tells more than half of a label."""
    graded = items["d1-01"]
    texts = [card["teks"] for card in graded.item.cards.values()]
    truth = [graded.key.answer[card] == label for card in graded.item.cards]
    middle = sorted(map(len, texts))[len(texts) // 2]
    cues = {
        "long": [len(text) >= middle for text in texts],
        "comma": ["," in text for text in texts],
        "first half": [place < len(texts) / 2 for place in range(len(texts))],
        "odd": [place % 2 == 0 for place in range(len(texts))],
        **{word: [word.lower() in text.lower() for text in texts] for word in CUES},
    }
    gains = {name: gain(cue, truth) for name, cue in cues.items()}
    assert {} == {name: won for name, won in gains.items() if abs(won) > 0.5}


def test_the_labels_are_nearly_even(items):
    """Five, five and four of fourteen."""
    counted = Counter(items["d1-01"].key.answer.values())
    assert counted == {"variabel": 5, "tetap": 5, "bukan": 4}


def test_a_loss_is_no_mistake(items):
    """Own data: a price below the cost earns all points when the sums are right."""
    graded = items["d1-09"]
    row = {"produk": "Kue", "variabel": "9.000", "tetap": "100.000", "jumlah": "50"}
    loss = {**row, "hpp": "11.000", "harga": "10.000", "laba": "-1.000"}
    wrong = {**loss, "laba": "1.000"}
    assert score(graded.item, {"1": loss}, graded.key).share == 1
    assert score(graded.item, {"1": wrong}, graded.key).share == 0.75


def _rows(name: str) -> list[dict]:
    path = data_folder() / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _year(sales: list[dict], costs: list[dict], variable: int, count: str) -> dict:
    """Month → (units, turnover, profit), in plain Python."""
    year = defaultdict(lambda: [0, 0, Fraction(0)])
    for row in sales:
        month = year[(row.get("bulan") or row["tanggal"])[:7]]
        units, price = int(row[count]), int(row["harga"])
        kept = price * (1 - Fraction(int(row["komisi_persen"]), 100))
        month[0] += units
        month[1] += units * price
        month[2] += units * (kept - variable)
    for row in costs:
        year[row["bulan"]][2] -= int(row["rupiah"])
    return {name: tuple(found) for name, found in sorted(year.items())}


def test_the_challenge_asks_for_what_the_receipts_hold(items):
    """Copies dropped, month by month, without pandas."""
    key = items["d1-10"].key.answer
    sales = _rows("penjualan-d1-latihan")
    once = list({row["nota"]: row for row in sales}.values())
    year = _year(once, _rows("biaya-d1-latihan"), VARIABLE, "lembar")
    profits = [pytest.approx(float(profit)) for _, _, profit in year.values()]
    assert key["nota_ganda"] == len(sales) - len(once) == 5
    assert key["bulan_terlaris"] == max(year, key=lambda month: year[month][0])
    assert [row["bulan"] for row in key["laba"]] == list(year)
    assert [row["laba"] for row in key["laba"]] == profits == key["tinggi"]
    assert year[key["bulan_terlaris"]][2] < 0  # sold most, earned nothing


def test_the_lesson_tells_what_the_promotion_left():
    """On one channel: 72 packets leave 612 thousand, 309 leave 402 thousand."""
    sales = [row for row in _rows("penjualan-d1") if row["kanal"] == "PasarKita"]
    months = _year(sales, [], 9_500, "bungkus")
    october, november, december = (months[f"2026-{m}"] for m in (10, 11, 12))
    assert [one[0] for one in (october, november, december)] == [64, 72, 309]
    left = [round(one[2] / 1_000) for one in (october, november, december)]
    assert left == [544, 612, 402]
    told = " ".join(
        cell.source
        for cell in read_notebook(
            project_root() / "curriculum" / f"{MODULE}.ipynb"
        ).cells
    )
    assert "Oktober 64, 544; November 72, 612; Desember 309, 402" in told


def test_a_quiet_january_nearly_breaks_even():
    """157 packets on all channels, 47 thousand of profit: what the feedback says."""
    year = _year(_rows("penjualan-d1"), _rows("biaya-d1"), 9_500, "bungkus")
    units, _, earned = year["2027-01"]
    assert (units, round(earned / 1_000)) == (157, 47)


@pytest.mark.parametrize("written", ["258.333", "258.334", "Rp258.333,33"])
def test_a_price_may_be_rounded_or_not(items, written):
    """A third of a rupiah decides nothing."""
    one = items["d1-03"].personal(_variants(items["d1-03"])[(("hpp", 155_000),)])
    assert score(one.item, written, one.key).share == 1


def test_the_largest_discount_is_never_passed(items):
    """The limit and three tenths up to it earn all, the next ones nothing."""
    for drawn, code in _variants(items["d1-05"]).items():
        one = items["d1-05"].personal(code)
        exact = 100 * (1 - Fraction(HPP) / (Fraction(72, 100) * dict(drawn)["harga"]))
        tenth = math.floor(10 * exact)
        given = [float(exact), *((tenth + step) / 10 for step in (-3, -2, -1, 0, 1))]
        shares = [score(one.item, each, one.key).share for each in given]
        assert shares == [1, 0, 1, 1, 1, 0]


def test_the_discount_on_the_board_is_seventeen_and_at_most_two_tenths(items):
    """17,0 to 17,2 and nothing beside it."""
    drawn = _variants(items["d1-05"])[(("harga", 260_000),)]
    one = items["d1-05"].personal(drawn)
    steps = [f"{tenths // 10},{tenths % 10}" for tenths in range(165, 178)]
    right = [each for each in steps if score(one.item, each, one.key).share]
    assert right == ["17,0", "17,1", "17,2"]
    assert score(one.item, "17,21", one.key).share == 0


def test_a_cost_rounded_as_sellers_do_is_right(items):
    """Rp1.678,57 written as 1.700: no mistake, and the profit follows either."""
    row = {"produk": "Kue", "variabel": "1.250", "tetap": "150.000", "jumlah": "350"}
    rounded = {**row, "hpp": "1.700", "harga": "2.500", "laba": "800"}
    wrong = {**rounded, "hpp": "1.250", "laba": "1.250"}
    graded = items["d1-09"]
    assert score(graded.item, {"1": rounded}, graded.key).share == 1
    assert score(graded.item, {"1": wrong}, graded.key).share < 1


def test_the_files_are_what_the_script_makes():
    """The same seed, the same bytes."""
    for name, text in d1.tables().items():
        assert (data_folder() / name).read_text(encoding="utf-8") == text


def test_no_receipt_of_the_assignment_stands_in_the_lesson():
    """Shops, columns and rows differ."""
    lesson = {tuple(row.values()) for row in _rows("penjualan-d1")}
    graded = {tuple(row.values()) for row in _rows("penjualan-d1-latihan")}
    assert lesson.isdisjoint(graded)


def test_a_guesser_earns_little_of_the_costs(items):
    """Any single label for all cards earns nothing."""
    graded = items["d1-01"]
    key = make_key({"kunci": graded.key.answer, "poin": 4})
    for label in graded.item.options:
        answer = dict.fromkeys(graded.item.cards, label)
        assert score(graded.item, answer, key).share == 0
