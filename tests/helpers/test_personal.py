"""Personal variants: other numbers for everybody, one key, the same everywhere."""

import re
from collections import Counter
from fractions import Fraction

import pytest

from bijak.errors import BadItem
from bijak.items import Item, Key, make_item, make_key
from bijak.items.personal import (
    codes_for_proof,
    collisions,
    draw,
    personal_item,
    personal_key,
    variant_problem,
)
from bijak.scoring import score, specimens
from bijak.scoring.verdict import RIGHT, WRONG

STORY = "Bahan Rp{bahan} untuk {lembar} lembar. Upah Rp{ upah } selembar."
PARAMETERS = {
    "bahan": [500000, 600000],
    "lembar": (40, 80, 5),
    "upah": (1000, 3000, 250),
}
PRICE = Item(
    "d1-03",
    "number",
    unit="Rp",
    story=STORY,
    hints=("Bagi {bahan} dengan {lembar}.", "Lalu tambah upah."),
    parameters=PARAMETERS,
)
PRICE_KEY = make_key(
    {
        "kunci": "bahan / lembar + upah",
        "poin": 2,
        "toleransi": 1,
        "umpan_balik": {
            "bahan + upah": "Rp{bahan} dibagi dulu {lembar} lembar.",
            "bahan / lembar": "Upah Rp{upah} belum ikut.",
            "benar": "Tepat untuk {lembar} lembar.",
            "lain": "Bagi dulu, lalu tambah.",
        },
    }
)


def typed(value):
    """A number as an Indonesian types it, written without the package's help."""
    whole, _, decimals = f"{value:.4f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    return f"{grouped},{decimals}"


def told(story):
    """The numbers that a participant reads in the story."""
    return [int(n.replace(".", "")) for n in re.findall(r"\d[\d.]*\d|\d", story)]


@pytest.mark.parametrize("code", codes_for_proof(200))
def test_two_hundred_variants_are_solved_from_their_text(code):
    """Whoever computes with the numbers of the own story gets all points."""
    item, key = personal_item(PRICE, code), personal_key(PRICE_KEY, PRICE, code)
    material, sheets, wage = told(item.story)
    right = score(item, typed(material / sheets + wage), key)
    assert (right.points, right.state) == (2.0, RIGHT)
    assert right.sentences == (f"Tepat untuk {sheets} lembar.",)
    assert score(item, typed(material / sheets + wage + 2), key).sentences == (
        "Bagi dulu, lalu tambah.",
    )
    undivided = score(item, f"Rp{material + wage}", key)
    assert (undivided.points, undivided.state) == (0.0, WRONG)
    assert undivided.sentences == (
        f"Rp{material // 1000}.000 dibagi dulu {sheets} lembar.",
    )
    (unpaid,) = score(item, typed(round(material / sheets)), key).sentences
    assert unpaid == f"Upah Rp{typed(wage).partition(',')[0]} belum ikut."


def test_two_codes_are_pinned():
    """The same code has the same numbers on every machine and in every version."""
    assert draw("kenanga-4821", "d1-03", PARAMETERS) == {
        "bahan": 600000,
        "lembar": 55,
        "upah": 2000,
    }
    assert draw("melati-07", "d1-03", PARAMETERS) == {
        "bahan": 600000,
        "lembar": 50,
        "upah": 2250,
    }


def test_every_name_is_drawn_by_itself():
    """A further parameter, or another order, leaves the others as they were."""
    alone = draw("melati-07", "d1-03", {"lembar": PARAMETERS["lembar"]})
    turned = draw("melati-07", "d1-03", dict(reversed(PARAMETERS.items())))
    everything = draw("melati-07", "d1-03", PARAMETERS)
    assert alone["lembar"] == everything["lembar"] and turned == everything


def test_another_item_is_another_draw():
    """Items of one assignment do not move together."""
    pairs = {
        (draw(code, "a", {"x": (0, 9, 1)})["x"], draw(code, "b", {"x": (0, 9, 1)})["x"])
        for code in codes_for_proof(1000)
    }
    assert len(pairs) == 100


@pytest.mark.parametrize(
    "choices", [[3, 1, 4, 15, 9, 2, 6], (40, 70, 5), (0, 0.3, 0.1)]
)
def test_values_are_drawn_evenly(choices):
    """Over 7,000 codes each value comes about as often as the others (χ²)."""
    drawn = [draw(f"kode-{n}", "x", {"p": choices})["p"] for n in range(7000)]
    counts = Counter(drawn)
    size = 4 if choices[1] == 0.3 else 7
    expected = 7000 / size
    chi = sum((count - expected) ** 2 / expected for count in counts.values())
    assert len(counts) == size
    assert chi < 22.5  # p = 0.001 at six degrees of freedom


def test_steps_are_exact():
    """A range of tenths holds tenths, and both of its ends."""
    drawn = {draw(code, "x", {"p": (0.1, 0.5, 0.1)})["p"] for code in codes_for_proof()}
    assert drawn == {Fraction(n, 10) for n in range(1, 6)}
    whole = draw("a1b", "x", {"p": [2.0]})["p"]
    assert whole == 2 and isinstance(whole, int)


def test_the_last_step_does_not_pass_the_end():
    """(40, 52, 5) is 40, 45, 50."""
    drawn = {draw(code, "x", {"p": (40, 52, 5)})["p"] for code in codes_for_proof()}
    assert drawn == {40, 45, 50}


@pytest.mark.parametrize(
    "choices",
    [
        *([], 5, "500", None, (1, 2), (1, 2, 0), (2, 1, 1), (1, 2, -1), ["a"]),
        *([True], (0, 10**9, 1), (0, float("nan"), 1), ("a", "b", "c")),
    ],
)
def test_what_is_no_parameter_is_told(choices):
    """The author reads how a parameter is written."""
    with pytest.raises(BadItem, match="Parameter “p” belum terbaca"):
        draw("a1b", "x", {"p": choices})


def test_texts_are_filled_and_the_unit_is_not():
    """Numbers stand in story, parts and hints as Indonesians write them."""
    item = Item(
        "x",
        "number",
        unit={"a": "{p}", "b": "Rp"},
        parts={"a": "Berapa {p} kali?", "b": "Berapa {q}?"},
        story="{p} dan {q}",
        hints=("{q}",),
        parameters={"p": [1250.5], "q": [-2]},
    )
    mine = personal_item(item, "a1b")
    assert mine.story == "1.250,5 dan −2" and mine.hints == ("−2",)
    assert mine.parts == {"a": "Berapa 1.250,5 kali?", "b": "Berapa −2?"}
    assert mine.unit == item.unit and mine.parameters == item.parameters


def test_items_without_parameters_pass_through():
    """Nothing is read as a formula or filled in where nothing is drawn."""
    item = make_item("isi_angka", "x", {"satuan": "%", "cerita": "Pakai {kurung}."})
    key = make_key({"kunci": 12, "umpan_balik": {"teks": "{kurung}"}})
    assert personal_item(item, "a1b") is item
    assert personal_key(key, item, "a1b") is key
    assert variant_problem(item, key) == ""


def made(key, story="{a} {b}", **more):
    """An item with a in 2…9 and b = 3, and its key."""
    parameters = {"a": (2, 9, 1), "b": [3]}
    return Item("x", "number", story=story, parameters=parameters, **more), key


def drawing(wanted):
    """A code for which a is this number."""
    return next(
        code
        for code in codes_for_proof()
        if draw(code, "x", {"a": (2, 9, 1)})["a"] == wanted
    )


def test_parts_have_their_own_formulas():
    """Answer, tolerance and feedback of each part become numbers."""
    item, key = made(
        Key(
            {"p": "a / b", "q": ("a", "a + b")},
            {"p": 1, "q": 1},
            {"p": {"a * b": "Bagi {a}."}, "q": {"lain": "Lain {b}."}},
            {"p": "0.1 * a"},
        ),
        parts={"p": "P {a} {b}?", "q": "Q?"},
    )
    mine = personal_key(key, item, drawing(4))
    assert mine.answer == {"p": 4 / 3, "q": (4, 7)}
    assert mine.tolerance == {"p": 0.4, "q": 0.0}
    assert mine.feedback == {"p": {(11.6, 12.4): "Bagi 4."}, "q": {"lain": "Lain 3."}}
    assert mine.points == key.points
    assert variant_problem(item, key) == ""
    for one in specimens(personal_item(item, drawing(4)), mine):
        verdict = score(item, one.answer, mine)
        assert verdict.share == (1 if one.name == "benar" else verdict.share)
        assert any(one.sentence in words for words in verdict.sentences or ("",))


def test_wrong_formulas_are_dropped_where_they_are_not_wrong():
    """For a = 3 the known wrong b is the right value: nobody is told off for it."""
    item, key = made(Key("a", 1, {"b": "Bukan {b}.", "b + 1": "Satu lebih."}))
    assert personal_key(key, item, drawing(3)).feedback == {4: "Satu lebih."}
    assert personal_key(key, item, drawing(4)).feedback == {3: "Bukan 3."}
    wide = Key("a", 1, {"b": "Bukan {b}."}, tolerance=1)
    assert personal_key(wide, item, drawing(4)).feedback == {}
    assert personal_key(wide, item, drawing(5)).feedback == {(2, 4): "Bukan 3."}


def test_of_two_equal_wrong_formulas_the_first_speaks():
    """Where two mistakes come to one number, the author's first one is meant."""
    item, key = made(Key("a * 10", 1, {"a": "Pertama.", "b": "Kedua."}))
    assert personal_key(key, item, drawing(3)).feedback == {3: "Pertama."}
    assert personal_key(key, item, drawing(4)).feedback == {4: "Pertama.", 3: "Kedua."}


def test_numbers_and_ranges_stay_possible():
    """A key may mix formulas, plain numbers and ranges of either."""
    feedback = {7: "Tujuh.", ("a * 100", 1000): "Rentang.", 0.5: "Setengah."}
    item, key = made(Key("a + 20", 1, feedback))
    mine = personal_key(key, item, drawing(4))
    assert mine.feedback == {7: "Tujuh.", (400, 1000): "Rentang.", 0.5: "Setengah."}
    assert mine.answer == 24 and isinstance(mine.answer, int)


@pytest.mark.parametrize(
    ("key", "part"),
    [
        (Key("a +"), "Susunannya belum terbaca"),
        (Key("a / (b - 3)"), "Pembaginya nol"),
        (Key("c"), "“c” belum punya nilai"),
        (Key("a", 1, {"c": "…"}), "“c” belum punya nilai"),
        (Key("a", 1, {"b": "{c}"}), "“{c}” bukan nama parameter. Yang ada: a, b."),
        (Key("a", 1, {}, "0 - 1"), "kurang dari nol"),
        (Key(("a", "b", "a")), "dua angka"),
        (Key(("a + 1", "a")), "terbalik"),
        (Key(None), "sebuah angka"),
    ],
)
def test_an_authors_mistake_is_told_before_the_release(key, part):
    """Each one raises BadItem for a participant and is a sentence in the proof."""
    item, key = made(key)
    with pytest.raises(BadItem, match="Soal x: ") as caught:
        personal_key(key, item, "a1b")
    assert part in str(caught.value)
    assert part in variant_problem(item, key)


def test_an_unknown_gap_in_the_story_is_told():
    """A misspelt {name} never reaches a participant."""
    item, key = made(Key("a"), story="{a} {bb}")
    with pytest.raises(BadItem, match="bukan nama parameter"):
        personal_item(item, "a1b")
    assert "“{bb}” bukan nama parameter" in variant_problem(item, key)


def test_parts_that_do_not_fit_are_told():
    """A key for other parts is a sentence, not a traceback."""
    item, key = made(Key({"r": "a"}, {"r": 1}), parts={"p": "P?"})
    assert "bagian pada kunci belum cocok" in variant_problem(item, key)


def test_a_number_that_nobody_is_told_cannot_be_asked_for():
    """What the answer needs must stand in the story or in a part."""
    item, key = made(Key("a + b"), story="Ada {a} orang.")
    assert variant_problem(item, key) == (
        "angka {b} belum disebut dalam cerita atau bagian."
    )


def test_endless_decimals_need_a_tolerance():
    """Nobody can type a third; a tolerance makes it possible."""
    item, key = made(Key("a / b"))
    assert "lebih dari 6 desimal. Beri toleransi." in variant_problem(item, key)
    assert variant_problem(item, Key("a / b", tolerance=0.01)) == ""
    assert variant_problem(item, Key("bulat(a / b, 2)")) == ""
    assert "desimal" in variant_problem(item, Key("akar(a + 10)"))


def test_a_wrong_formula_that_is_often_right_is_told():
    """a = b for one code in eight: more than five in a hundred."""
    item, key = made(Key("a", 1, {"b": "Bukan.", "b + 100": "Jauh."}))
    share = collisions(item, key, codes_for_proof(800))
    assert 0.09 < share["b"] < 0.16 and share["b + 100"] == 0
    problem = variant_problem(item, key)
    assert re.fullmatch(
        r"rumus keliru “b” sama dengan jawaban benar untuk \d+% kode\. "
        r"Ubah parameternya\.",
        problem,
    )
    assert variant_problem(item, Key("a", 1, {"b + 100": "Jauh."})) == ""


def test_collisions_are_counted_for_each_part():
    """One formula in two parts is two mistakes, each with its own share."""
    feedback = {"p": {"b": "Bukan."}, "q": {"b": "Bukan."}}
    item, key = made(
        Key({"p": "b", "q": "a"}, {"p": 1, "q": 1}, feedback),
        parts={"p": "P?", "q": "Q?"},
    )
    shares = collisions(item, key, codes_for_proof())
    assert shares["b (p)"] == pytest.approx(1) and shares["b (q)"] < 0.2
    assert "“b (p)” sama dengan jawaban benar untuk 100% kode" in variant_problem(
        item, key
    )


def test_the_price_item_can_be_released():
    """The example of the contract passes its proof without any collision."""
    assert variant_problem(PRICE, PRICE_KEY) == ""
    assert set(collisions(PRICE, PRICE_KEY, codes_for_proof()).values()) == {0}


def test_codes_for_proof_are_fixed_and_different():
    """The proof of a release is the same today and tomorrow."""
    codes = codes_for_proof()
    assert len(set(codes)) == 200
    assert (codes[0], codes[-1]) == ("bukti-0001", "bukti-0200")
    assert codes_for_proof(3) == codes[:3]
