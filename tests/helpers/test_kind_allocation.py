"""Allocation: possible first, then measured above the naive answer."""

import time
from fractions import Fraction
from itertools import product

import ipywidgets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak import widgets
from bijak.errors import BadItem
from bijak.items import make_item, make_key
from bijak.scoring import check, is_answered, score, specimens
from bijak.scoring.allocation import key_problem
from bijak.scoring.grids import best_points, climb, count_points, points
from bijak.scoring.plans import equal_parts, everything_on, plan_of
from bijak.scoring.verdict import (
    EMPTY,
    INCOMPLETE,
    PARTLY,
    RIGHT,
    UNREADABLE,
    WRONG,
)
from bijak.views import answer_text, form_html
from bijak.views.paper import paper_html

ROWS = {"a": "Foto", "b": "Video", "c": "Teks"}
ASKED = {"baris": ROWS, "total": 10, "satuan": "jam", "batas": {"a": (1, 6)}}
SAID = {
    "lebih": "Sehari hanya cukup untuk 10 jam.",
    "sisa": "Jam yang tersisa masih dapat menolong.",
    "awal": "Bagi rata belum memakai jam di tempat terbaik.",
    "benar": "Foto dan video lebih dulu, sisanya teks.",
    "lain": "Geser satu jam ke baris yang paling menolong.",
    "b": "Video kelima tidak menambah apa-apa.",
    "*": "Semua pada satu baris membuang jam.",
}
JUDGED = {
    "kunci": {"a": 4, "b": 4, "c": 2},
    "hasil": "6*min(a, 4) + 3*min(b, 4) + 2*c",
    "awal": {"a": 2, "b": 4, "c": 4},
    "poin": 4,
    "umpan_balik": SAID,
}
HOURS, KEY = make_item("alokasikan", "x", ASKED), make_key(JUDGED)
MONEY = make_item(
    "alokasikan",
    "y",
    {"baris": ROWS, "total": 500000, "satuan": "Rp", "kelipatan": 25000},
)


def hours(a=None, b=None, c=None):
    return {"a": a, "b": b, "c": c}


def item_with(**more):
    return make_item("alokasikan", "x", ASKED | more)


def key_with(**more):
    return make_key({name: v for name, v in (JUDGED | more).items() if v is not None})


def test_the_item_passes_its_proof():
    """The key of these tests is possible, best, alone and better than naive."""
    assert key_problem(HOURS, KEY) == ""


def test_every_specimen():
    """Empty and each known wrong answer score as told, with their sentence."""
    found = specimens(HOURS, KEY)
    assert [one.name for one in found] == [
        "kosong",
        "benar",
        "awal",
        "semua a",
        "semua b",
        "semua c",
        "lebih b",
        "sisa b",
        "setengah b",
        "negatif b",
        "bukan angka",
    ]
    for one in found:
        verdict = score(HOURS, one.answer, KEY)
        expected = 5 / 8 if one.share is None else one.share
        assert verdict.points == 4 * expected, one.name
        assert any(one.sentence in said for said in verdict.sentences), one.name


LESS = "Foto: angka tidak boleh kurang dari 0."
LIMIT = "Foto: pakai 1 sampai 6 jam."
STEP = "Video: pakai kelipatan 1 jam."


@pytest.mark.parametrize(
    ("answer", "points_", "state", "sentences"),
    [
        (hours("4", "4", "2"), 4.0, RIGHT, (SAID["benar"],)),
        (hours(" 4 jam", "4,0", 2), 4.0, RIGHT, (SAID["benar"],)),
        (hours("4", "4", "2") | {"z": "99"}, 4.0, RIGHT, (SAID["benar"],)),
        (hours("2", "4", "4"), 0.0, WRONG, (SAID["awal"],)),
        (hours("3", "4", "3"), 2.0, PARTLY, (SAID["lain"],)),
        (hours("4", "3", "3"), 3.5, PARTLY, (SAID["lain"],)),
        (hours("1", "0", "9"), 0.0, WRONG, (SAID["*"],)),
        (hours("1", "9", "0"), 0.0, WRONG, (SAID["b"],)),
        (hours("6", "0", "0"), 0.0, WRONG, (SAID["*"],)),
        (hours("4", "4", "0"), 2.0, PARTLY, (SAID["sisa"],)),
        (hours("4", "4"), 2.0, PARTLY, (SAID["sisa"],)),
        (hours("4"), 0.0, WRONG, (SAID["sisa"],)),
        (hours("5", "5", "5"), 0.0, WRONG, (SAID["lebih"],)),
        (hours("-1", "4", "2"), 0.0, WRONG, (LESS,)),
        (hours("0", "4", "2"), 0.0, WRONG, (LIMIT,)),
        (hours("7", "0", "0"), 0.0, WRONG, (LIMIT,)),
        (hours("1", "2,5", "2"), 0.0, WRONG, (STEP,)),
        (hours("0", "0", "0"), 0.0, WRONG, (LIMIT,)),
        (hours("7", "2,5", "9"), 0.0, WRONG, (LIMIT, STEP, SAID["lebih"])),
        (hours("1", "1000000", "0"), 0.0, WRONG, (SAID["lebih"],)),
    ],
)
def test_exact_verdicts(answer, points_, state, sentences):
    """Impossible is 0 with every reason; possible is measured from naive to best."""
    verdict = score(HOURS, answer, KEY)
    assert (verdict.points, verdict.state) == (points_, state)
    assert verdict.sentences == sentences
    assert type(verdict.points) is float and verdict.total == 4.0


def test_without_the_authors_words_there_are_ours():
    """Too much and too little are told even where the author said nothing."""
    key = key_with(umpan_balik=None)
    assert score(HOURS, hours("5", "5", "5"), key).sentences == (
        "5 jam terlalu banyak. Kurangi sampai 10 jam.",
    )
    assert score(HOURS, hours("4", "4", "1"), key).sentences == (
        "Masih ada 1 jam belum dipakai.",
    )
    assert score(HOURS, hours("4", "3", "3"), key).sentences == ()


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (None, EMPTY),
        ({}, EMPTY),
        (hours("", "  ", None), EMPTY),
        ({"z": "3"}, EMPTY),
        (hours("4", "4", "2"), ""),
        (hours("0" * 3 + "4", "4", "2"), ""),
        (hours("3", "4", "3"), ""),
        (hours("1", "1", "1"), ""),
        (hours("4", "4"), INCOMPLETE),
        (hours("5", "5", "5"), INCOMPLETE),
        (hours("0", "5", "5"), INCOMPLETE),
        (hours("1", "2,5", "5"), INCOMPLETE),
        (hours("4", "4", "dua"), UNREADABLE),
        (hours("4", "4", "1,500"), UNREADABLE),
        ([], EMPTY),
        ("4", UNREADABLE),
        (7, UNREADABLE),
        ([4, 4, 2], UNREADABLE),
        (True, UNREADABLE),
    ],
)
def test_check_says_nothing_about_best(answer, finding):
    """Possible and complete is answered, however little it brings."""
    assert check(HOURS, answer)[0] == finding
    assert is_answered(HOURS, answer) == (finding == "")


def test_check_says_what_to_do():
    """Each finding is a sentence with the row and the amount."""
    said = {
        "Teks: angka ini dapat dibaca dua cara. Tulis 1,5 atau 1.500.": "1,500",
        "Masih ada 1 baris kosong. Tulis 0 jika tidak ada.": "",
        "2 jam terlalu banyak. Kurangi sampai 10 jam.": "4",
        "Teks: pakai kelipatan 1 jam.": "0,5",
    }
    for sentence, typed in said.items():
        assert check(HOURS, hours("4", "4", typed))[1] == sentence
    assert check(HOURS, hours())[1] == "Belum ada yang Anda bagi."


@pytest.mark.parametrize("bad", [True, False, [], {}, [4], {"a": 4}, 1e300, "∞", "٤"])
def test_malformed_rows_cannot_be_read(bad):
    """A row of any other JSON type is not a number, and nothing is earned by it."""
    verdict = score(HOURS, hours(bad, "4", "2"), KEY)
    assert (verdict.points, verdict.state) == (0.0, UNREADABLE)
    assert verdict.sentences[0].startswith("Foto: ")


def test_json_numbers_count_as_numbers():
    """An answer made by another program holds numbers in place of texts."""
    assert score(HOURS, hours(4, 4.0, 2), KEY).points == 4.0


HOSTILE = ["<script>alert(1)</script>", "\u202e4\x00\ud800", "9" * 400, "{b}", "1e9"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_judged_shown_and_escaped(text):
    """It earns nothing and cannot become a part of the page."""
    answer = hours(text, text, "2")
    verdict = score(HOURS, answer, KEY)
    assert (verdict.points, verdict.state) == (0.0, UNREADABLE)
    page = form_html(HOURS, answer)
    assert "<script" not in page and "\u202e" not in page and "\x00" not in page
    assert "belum terbaca" in answer_text(HOURS, answer)


@pytest.mark.parametrize("sign", ["9", " ", "<", "a", "1,"])
def test_ten_megabytes_are_cheap(sign):
    """A huge row is read, judged and shown within a moment."""
    answer = hours(sign * (10_000_000 // len(sign)), "4", "2")
    begun = time.perf_counter()
    verdict = score(HOURS, answer, KEY)
    assert len(form_html(HOURS, answer)) < 5_000
    assert len(answer_text(HOURS, answer)) < 500
    assert time.perf_counter() - begun < 1
    expected = (0.0, WRONG) if sign == " " else (0.0, UNREADABLE)
    assert (verdict.points, verdict.state) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
ANSWERS = JSON | st.fixed_dictionaries({"a": JSON, "b": JSON, "c": JSON})


@given(answer=ANSWERS)
def test_total(answer):
    """Any JSON value is judged and shown without an error."""
    verdict = score(HOURS, answer, KEY)
    assert 0 <= verdict.points <= 4 and verdict.state
    assert form_html(HOURS, answer).startswith('<div class="bijak-box"')
    assert answer_text(HOURS, answer)


AMOUNTS = st.integers(-2, 12)


@given(a=AMOUNTS, b=AMOUNTS, c=AMOUNTS)
def test_shares_agree_with_plain_arithmetic(a, b, c):
    """The whole scale, computed beside the package."""
    possible = 1 <= a <= 6 and b >= 0 and c >= 0 and a + b + c <= 10
    value = 6 * min(a, 4) + 3 * min(b, 4) + 2 * c
    share = min(1, max(0, (value - 32) / 8)) if possible else 0
    assert score(HOURS, hours(str(a), str(b), str(c)), KEY).points == 4 * share


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        ({"batas": {}}, (4, 3, 3)),
        ({"batas": {}, "total": 9}, (3, 3, 3)),
        ({"batas": {}, "kelipatan": 2.5}, (5, 2.5, 2.5)),
        ({"batas": {"a": (0, 1)}}, (1, 5, 4)),
        ({"batas": {"c": (6, 8)}}, (2, 2, 6)),
        ({"batas": {"a": (1, 2), "b": (0, 2), "c": (0, 2)}}, (2, 2, 2)),
    ],
)
def test_the_naive_answer_is_equal_parts(more, parts):
    """Rounded down to whole steps, the rest to the first rows, within the limits."""
    assert tuple(equal_parts(plan_of(item_with(**more))).values()) == parts


def test_equal_parts_are_the_default():
    """Without awal, whoever divides equally earns nothing."""
    key = key_with(awal=None)
    verdict = score(HOURS, hours("4", "3", "3"), key)
    assert (verdict.points, verdict.sentences) == (0.0, (SAID["awal"],))
    assert key_problem(HOURS, key) == ""


def test_everything_on_one_row_never_earns_anything():
    """Where one row alone beats the naive answer, the scale begins there."""
    key = key_with(
        hasil="10*min(a, 5) + 3*min(b, 4) + c", kunci={"a": 5, "b": 4, "c": 1}
    )
    naive, best, alone = 10 * 2 + 12 + 4, 50 + 12 + 1, 50
    assert naive < alone < best and key_problem(HOURS, key) == ""
    for row in ROWS:
        answer = {r: int(v) for r, v in everything_on(plan_of(HOURS), row).items()}
        assert score(HOURS, answer, key).points == 0
    some = score(HOURS, hours("5", "2", "3"), key).share
    assert some == pytest.approx((59 - alone) / (best - alone))


def test_tenths_add_up_exactly():
    """0,1 + 0,2 is not more than 0,3."""
    item = item_with(total=0.3, kelipatan=0.1, batas={})
    key = key_with(kunci={"a": 0.1, "b": 0.2}, hasil="akar(a) + 1.4*akar(b)", awal=None)
    assert check(item, hours("0,1", "0,2", "0")) == ("", "")
    assert score(item, hours("0,1", "0,2", "0"), key).share == 1


def test_equal_answers_are_all_right():
    """Every accepted answer, and every one that brings as much, earns all."""
    both = [{"a": 4, "b": 4, "c": 2}, {"a": 5, "b": 4, "c": 1}]
    key = key_with(
        kunci=both, hasil="6*min(a, 4) + 2*max(a - 4, 0) + 3*min(b, 4) + 2*c"
    )
    problem = key_problem(HOURS, key)
    assert problem == "(a 6, b 4, c 0) sama baiknya. Tambahkan pada daftar kunci."
    key = key_with(kunci=[*both, {"a": 6, "b": 4}], hasil=key.outcome)
    assert key_problem(HOURS, key) == ""
    for amounts in key.answer:
        answer = {row: str(value) for row, value in amounts.items()}
        assert score(HOURS, answer, key).share == 1


@pytest.mark.parametrize(
    ("asked", "judged", "problem"),
    [
        (
            {},
            {"kunci": {"a": 4, "b": 3, "c": 3}},
            "(a 4, b 4, c 2) lebih baik daripada",
        ),
        ({}, {"kunci": {"a": 4, "b": 4, "c": 3}}, "1 jam terlalu banyak"),
        ({}, {"kunci": {"a": 7, "b": 1, "c": 2}}, "Foto: pakai 1 sampai 6 jam"),
        ({}, {"kunci": {"a": 4, "d": 6}}, "kunci menyebut baris yang tidak ada: ['d']"),
        ({}, {"kunci": "a"}, "belum terbaca"),
        ({}, {"kunci": {"a": "4"}}, "sebuah angka"),
        ({}, {"awal": {"a": 4, "b": 4, "c": 2}}, "jawaban awal sudah yang terbaik"),
        ({}, {"awal": {"a": 9}}, "(a 9, b 0, c 0) tidak mungkin: Foto"),
        ({}, {"awal": {"x": 9}}, "awal menyebut baris yang tidak ada"),
        ({}, {"hasil": ""}, "Masih kosong"),
        ({}, {"hasil": "a + d"}, "“d” belum punya nilai"),
        ({}, {"hasil": "a / b"}, "Pembaginya nol"),
        ({}, {"hasil": "a + b +"}, "Susunannya belum terbaca"),
        ({}, {"hasil": "c", "kunci": {"a": 1, "c": 9}}, "semuanya pada satu baris"),
        ({"kelipatan": 3}, {}, "total harus kelipatan"),
        ({"kelipatan": 0.0001}, {}, "langkahnya lebih dari 10000"),
        ({"batas": {"z": (0, 1)}}, {}, "batas menyebut baris yang tidak ada"),
        ({"batas": {"a": (0.5, 2)}}, {}, "batas baris “a” bukan kelipatan"),
        (
            {"batas": {"a": (3, 2)}},
            {},
            "batas baris “a” bukan kelipatan, atau terbalik",
        ),
        ({"batas": {"a": (-1, 2)}}, {}, "batas baris “a”"),
        ({"batas": {"a": (6, 10), "b": (5, 5)}}, {}, "batas bawah semua baris"),
        ({"batas": {"a": 3}}, {}, "belum terbaca"),
        ({"baris": {"a b": "A", "c": "C"}}, {}, "Susunannya belum terbaca"),
        ({"baris": {"lebih": "A", "c": "C"}}, {}, "nama baris “lebih”"),
        ({"baris": {"2": "A", "c": "C"}}, {}, "nama baris “2”"),
    ],
)
def test_the_release_refuses_what_cannot_be_fair(asked, judged, problem):
    """Each mistake of an author is one sentence, and never a traceback."""
    item = item_with(**({"batas": {}} if "baris" in asked else {}) | asked)
    assert problem in key_problem(item, key_with(**judged))


@pytest.mark.parametrize("total", [0, -1, "10", None])
def test_a_total_is_a_number_above_zero(total):
    """It is refused where the item is made."""
    with pytest.raises(BadItem):
        item_with(total=total)


def test_large_grids_are_climbed():
    """Half a million rupiah in steps of 500: a better answer is found, and the best
    one is proven within a moment.
    """
    item = make_item(
        "alokasikan",
        "y",
        {"baris": ROWS, "total": 500000, "satuan": "Rp", "kelipatan": 500},
    )
    limits, units = plan_of(item).grid()
    assert count_points(limits, units) > 200_000
    outcome = "4*akar(a) + 3*akar(b) + 2.5*akar(c)"
    begun = time.perf_counter()
    near = key_with(kunci={"a": 250000, "b": 150000, "c": 100000}, hasil=outcome)
    near = key_with(kunci=near.answer, hasil=outcome, awal=None)
    assert "lebih baik daripada kunci" in key_problem(item, near)
    # Lagrange: shares of 16 : 9 : 6.25.
    best = {"a": 256000, "b": 144000, "c": 100000}
    assert key_problem(item, key_with(kunci=best, hasil=outcome, awal=None)) == ""
    assert time.perf_counter() - begun < 5


@given(
    limits=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 5)).map(sorted).map(tuple),
        min_size=1,
        max_size=4,
    ),
    units=st.integers(0, 12),
)
def test_points_are_counted_as_they_are_listed(limits, units):
    """Exactly the points within limits and total, each once."""
    ranges = [range(low, high + 1) for low, high in limits]
    expected = {point for point in product(*ranges) if sum(point) <= units}
    found = list(points(limits, units))
    assert set(found) == expected and len(found) == len(expected)
    assert count_points(limits, units) == len(expected)


@settings(max_examples=60)
@given(
    weights=st.lists(st.integers(1, 40), min_size=3, max_size=3),
    costs=st.lists(st.integers(0, 3), min_size=3, max_size=3),
    high=st.integers(2, 9),
    units=st.integers(3, 14),
)
def test_climbing_finds_the_best_of_concave_outcomes(weights, costs, high, units):
    """On small grids both ways come to the same height."""

    def value(point):
        gains = zip(point, weights, costs, strict=True)
        return sum(weight * Fraction(n, n + 3) - cost * n for n, weight, cost in gains)

    limits = [(0, high), (0, high), (1, high)]
    best = best_points(value, limits, units, [])
    assert value(climb((0, 0, 1), value, limits, units)) == value(best[0])


def test_a_broken_key_is_not_the_participants_mistake():
    """A formula without a value earns nothing and says that it is our mistake."""
    verdict = score(HOURS, hours("4", "4", "2"), key_with(hasil="a / (b - 4)"))
    assert (verdict.points, verdict.state) == (0.0, UNREADABLE)
    assert "kekeliruan kami" in verdict.sentences[0]


def test_the_static_view_reads_without_a_style_sheet():
    """Rows, the running total, and what is wrong, in words."""
    page = form_html(HOURS, hours("7", "1,500", "2 jam"))
    for words in (
        "Bagi 10 jam.",
        "Foto (1 sampai 6 jam)",
        "<bdi>7 jam</bdi>",
        "<bdi>2 jam</bdi>",
        "dapat dibaca dua cara",
        "9 dari 10 jam terpakai, <strong>sisa 1 jam.</strong>",
        "Foto: pakai 1 sampai 6 jam.",
    ):
        assert words in page
    assert "○ Belum diisi" in form_html(HOURS, None)
    over = form_html(MONEY, hours("500.000", "25.000"))
    assert (
        "▲ Rp525.000 dari Rp500.000: <strong>Rp25.000 terlalu banyak.</strong>" in over
    )
    exactly = form_html(MONEY, hours("500rb"))
    assert "✓ <strong>Rp500.000 dari Rp500.000</strong> terpakai. Pas." in exactly


def test_an_answer_in_words():
    """One line for each row, as it was typed."""
    assert answer_text(HOURS, hours("4", "dua")) == (
        "Foto: 4\nVideo: dua (belum terbaca sebagai angka)\nTeks: belum diisi"
    )
    assert answer_text(HOURS, None) == "Belum diisi"
    assert answer_text(HOURS, "4") == "Jawaban tidak terbaca"


def test_paper_has_a_line_for_each_row_and_the_sum():
    """It can be answered with a pen, and says step, limits and total."""
    sheet = paper_html(HOURS)
    assert sheet.count("bijak-blank") == 4
    assert "Foto (1 sampai 6 jam)" in sheet and "paling banyak 10 jam" in sheet
    assert "Pakai kelipatan Rp25.000." in paper_html(MONEY)


def test_labels_are_escaped_everywhere():
    """An author's sign is text, never a tag."""
    item = item_with(baris={"a": "<b>Foto</b>", "b": "B & C"}, batas={"a": (1, 2)})
    answer = {"a": "3", "b": "x"}
    form, _ = opened(item, answer)
    for page in (form_html(item, answer), paper_html(item), seen(form)):
        assert "<b>Foto" not in page
    assert "&lt;b&gt;Foto&lt;/b&gt;" in form_html(item, answer)


def test_limits_are_said_in_the_label():
    """A participant need not hit a limit to learn of it."""
    limits = {"a": (0, 4), "b": (2, 10), "c": (3, 3)}
    page = form_html(item_with(batas=limits), None)
    assert "Foto (paling banyak 4 jam)" in page
    assert "Video (paling sedikit 2 jam)" in page
    assert "Teks (tepat 3 jam)" in page


class Changes(list):
    """Every call of change, as it came."""

    def __call__(self, *arguments):
        self.append(arguments)


def inside(widget, kind):
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += inside(child, kind)
    return found


def seen(widget):
    lines = [line.value for line in inside(widget, ipywidgets.HTML)]
    return "\n".join(line for line in lines if not line.startswith("<style>"))


def opened(item, answer=None):
    changes = Changes()
    return widgets.form(item, answer, changes), changes


def press(form, name):
    (button,) = [b for b in inside(form, ipywidgets.Button) if b.tooltip == name]
    button.click()


def test_what_was_typed_is_restored_and_stored_as_typed():
    """Boxes are never rewritten; each change names its row."""
    form, changes = opened(HOURS, hours(" 4 jam", "dua"))
    photo, film, text = inside(form, ipywidgets.Text)
    assert [box.value for box in (photo, film, text)] == [" 4 jam", "dua", ""]
    assert changes == [] and "4 dari 10 jam terpakai" in seen(form)
    assert "Video: Ini belum terbaca sebagai angka" in seen(form)
    film.value = " 5,0"
    text.value = "3"
    assert changes == [(" 5,0", "b"), ("3", "c")] and film.value == " 5,0"
    assert "▲ 12 dari 10 jam: <strong>2 jam terlalu banyak.</strong>" in seen(form)
    text.value = "1"
    assert "✓ <strong>10 dari 10 jam</strong> terpakai. Pas." in seen(form)


def test_buttons_go_one_step_within_the_limits():
    """From an empty box, between steps, and not beyond a limit."""
    form, changes = opened(HOURS, hours("5", "2,5"))
    press(form, "Tambah Foto 1 jam")
    press(form, "Tambah Foto 1 jam")
    assert changes == [("6", "a")]
    press(form, "Tambah Video 1 jam")
    press(form, "Kurangi Video 1 jam")
    press(form, "Tambah Teks 1 jam")
    press(form, "Kurangi Teks 1 jam")
    press(form, "Kurangi Teks 1 jam")
    assert changes[1:] == [("3", "b"), ("2", "b"), ("1", "c"), ("0", "c")]


def test_a_button_writes_money_so_that_it_reads_in_one_way():
    """A step is Rp25.000, and a typed amount goes to the next whole step."""
    form, changes = opened(MONEY, hours("60 ribu"))
    press(form, "Kurangi Foto Rp25.000")
    press(form, "Tambah Foto Rp25.000")
    assert changes == [("50.000", "a"), ("75.000", "a")]
    labels = [box.description for box in inside(form, ipywidgets.Text)]
    assert labels == ["Foto (Rp)", "Video (Rp)", "Teks (Rp)"]


def test_a_button_leaves_alone_what_it_cannot_read():
    """Words in a box are the person's; the line says what is wrong with them."""
    form, changes = opened(HOURS, hours("empat", "1,500"))
    press(form, "Tambah Foto 1 jam")
    press(form, "Kurangi Video 1 jam")
    assert changes == []
    assert "Video: angka ini dapat dibaca dua cara. Tulis 1,5 atau 1.500." in seen(form)


def test_enter_hands_on_at_once_and_ten_megabytes_are_cut():
    """Nobody waits after Enter, and no paste fills the disk."""
    form, changes = opened(HOURS)
    box = inside(form, ipywidgets.Text)[0]
    box.value = "3"
    box._handle_custom_msg({"event": "submit"}, [])
    assert changes == [("3", "a")]
    box.value = "9" * 10_000_000
    assert len(changes[-1][0]) == 200 and changes[-1][1] == "a"


@pytest.mark.parametrize(
    "answer",
    [
        0,
        True,
        "x",
        [1],
        {"a": [1], "b": {}, "c": True},
        hours(*HOSTILE[:3]),
        {"": None},
    ],
)
def test_a_form_opens_on_any_stored_answer(answer):
    """What cannot be read is passed over, and nothing is changed by looking."""
    form, changes = opened(HOURS, answer)
    assert changes == [] and "<script>" not in seen(form)
    assert len(inside(form, ipywidgets.Text)) == 3


def test_the_group_has_a_legend_and_a_live_total():
    """What the boxes are for stands first; the total is a live line with words."""
    form, _ = opened(HOURS)
    (group,) = [
        box
        for box in inside(form, ipywidgets.VBox)
        if "bijak-group" in box._dom_classes
    ]
    assert group.children[0].value == "Bagi 10 jam."
    live = [w for w in group.children if "bijak-live" in w._dom_classes]
    assert "0 dari 10 jam terpakai" in live[0].value
