"""Judgement: pure, total, and worth what the design says."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.items import make_item, make_key
from bijak.scoring import check, is_answered, score, specimens
from bijak.scoring.classify import macro_f1, rescaled_f1
from bijak.scoring.order import kendall_tau
from bijak.scoring.verdict import EMPTY, INCOMPLETE, RIGHT, UNREADABLE

ABC = {"a": "A", "b": "B", "c": "C", "d": "D"}
CARDS = {f"k{n}": f"Kabar {n}" for n in range(1, 7)}
LABELS = {"hoaks": "Hoaks", "benar": "Benar", "belum-tahu": "Belum tahu"}
TRUTH = dict(zip(CARDS, ["hoaks", "benar"] * 3, strict=True))


def case(method, asked, key):
    return make_item(method, "x", asked), make_key(key)


CASES = {
    "choice": case(
        "pilih", {"pilihan": ABC}, {"kunci": "b", "umpan_balik": {"a": "Bukan A."}}
    ),
    "choices": case(
        "pilih_banyak",
        {"pilihan": ABC, "jumlah": 2},
        {"kunci": ["a", "c"], "poin": 2, "umpan_balik": {"b": "B keliru."}},
    ),
    "order": case(
        "urutkan",
        {"langkah": ABC},
        {"kunci": ["a", "b", "c", "d"], "umpan_balik": {("b", "a"): "A dulu."}},
    ),
    "classify": case(
        "kelompokkan",
        {"kartu": CARDS, "kelompok": LABELS},
        {"kunci": TRUTH, "poin": 4, "positif": "hoaks", "ragu": "belum-tahu"},
    ),
    "classes": case(
        "kelompokkan",
        {"kartu": CARDS, "kelompok": ABC},
        {"kunci": dict(zip(CARDS, "aabbcc", strict=True))},
    ),
    "number": case(
        "isi_angka",
        {"satuan": "%"},
        {"kunci": 12.5, "toleransi": 0.1, "umpan_balik": {(1, 2): "Terbalik."}},
    ),
    "range": case("isi_angka", {}, {"kunci": (17.0, 17.2)}),
    "parts": case(
        "isi_angka",
        {"bagian": {"p": "CTR?", "q": "CPC?"}, "satuan": {"p": "%", "q": "rupiah"}},
        {
            "kunci": {"p": 5.2, "q": 769},
            "toleransi": {"q": 1},
            "poin": {"p": 1, "q": 2},
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_specimen(name):
    """Empty scores nothing, right scores all, each known wrong less, with its words."""
    item, key = CASES[name]
    for one in specimens(item, key):
        verdict = score(item, one.answer, key)
        if one.share is None:
            assert verdict.points < key.total, one.name
        else:
            assert verdict.points == pytest.approx(one.share * key.total), one.name
        assert any(one.sentence in words for words in verdict.sentences or ("",))


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@pytest.mark.parametrize("name", CASES)
@given(answer=HOSTILE)
def test_total(name, answer):
    """Any JSON value is judged without an error, between nothing and everything."""
    item, key = CASES[name]
    verdict = score(item, answer, key)
    assert 0 <= verdict.points <= key.total
    assert type(verdict.points) is float
    assert is_answered(item, answer) == (check(item, answer)[0] == "")


@pytest.mark.parametrize("name", CASES)
def test_a_broken_key_is_not_the_participants_mistake(name):
    """A key that does not fit scores nothing and says that it is our mistake."""
    item, _ = CASES[name]
    right = specimens(*CASES[name])[1].answer
    verdict = score(item, right, make_key({"kunci": object(), "poin": "dua"}))
    assert (verdict.state, verdict.points) == (UNREADABLE, 0.0)


def test_everything_marked_is_nothing():
    """Marking all options scores 0, and so does one more than allowed."""
    item, key = CASES["choices"]
    free = make_item("pilih_banyak", "x", {"pilihan": ABC})
    assert score(free, list(ABC), key).points == 0
    assert score(item, ["a", "c", "d"], key).state == UNREADABLE
    assert score(item, ["a"], key).points == 1.0
    assert check(item, ["a"])[0] == INCOMPLETE


def test_one_label_for_all_is_nothing():
    """Calling everything a hoax, true, or not known scores 0."""
    for name in ("classify", "classes"):
        item, key = CASES[name]
        for label in item.options:
            assert score(item, dict.fromkeys(CARDS, label), key).points == 0


def test_caught_and_accused():
    """H and F as in the design: 2 of 3 caught, 1 of 3 accused, ½ for not known."""
    item, key = CASES["classify"]
    answer = {**TRUTH, "k1": "benar", "k2": "hoaks"}
    verdict = score(item, answer, key)
    assert verdict.numbers["H"] == pytest.approx(2 / 3)
    assert verdict.numbers["F"] == pytest.approx(1 / 3)
    assert verdict.points == pytest.approx(4 / 3)
    unsure = score(item, {**TRUTH, "k1": "belum-tahu"}, key)
    assert unsure.points == pytest.approx(4 * (2.5 / 3))


def test_half_a_set_counts_what_is_there():
    """Cards without a label are misses; the rest still counts."""
    item, key = CASES["classes"]
    half = {"k1": "a", "k2": "a", "k3": "b"}
    assert check(item, half)[0] == INCOMPLETE
    assert 0 < score(item, half, key).points < 1
    assert check(item, {"k1": "zzz"})[0] == EMPTY


def test_macro_f1_by_hand():
    """Two labels: a with P=1, R=½ gives ⅔; b with P=⅔, R=1 gives 0,8."""
    truth = {"1": "a", "2": "a", "3": "b", "4": "b"}
    given_labels = {"1": "a", "2": "b", "3": "b", "4": "b"}
    assert macro_f1(given_labels, truth) == pytest.approx((2 / 3 + 0.8) / 2)
    assert rescaled_f1(dict.fromkeys(truth, "a"), truth) == 0
    assert rescaled_f1(truth, truth) == 1


def test_kendall_tau():
    """Same order 1, reversed −1, one swap of neighbours 1 − 2/6; mean over all 0."""
    order = list("abcd")
    assert kendall_tau(order, order) == 1
    assert kendall_tau(order[::-1], order) == -1
    assert kendall_tau(list("bacd"), order) == pytest.approx(1 - 2 / 6)
    everything = [kendall_tau(list(p), order) for p in permutations(order)]
    assert sum(everything) == pytest.approx(0)


def test_several_accepted_orders():
    """Any accepted order is fully right; others are measured from the nearest."""
    item = make_item("urutkan", "x", {"langkah": ABC})
    key = make_key({"kunci": [list("abcd"), list("acbd")]})
    assert score(item, list("acbd"), key).state == RIGHT
    assert score(item, list("cabd"), key).share == pytest.approx(1 - 2 / 6)


def test_points_are_plain_floats():
    """nbgrader gives full points for anything that does not print as a float."""
    for item, key in CASES.values():
        for one in specimens(item, key):
            assert type(score(item, one.answer, key).points) is float


HUGE = "<script>alert(1)</script>\u202e" * 400_000  # about 10 MB
MALFORMED = {
    "flag": True,
    "number": 7,
    "nan": float("nan"),
    "script": "<script>alert(1)</script>",
    "right-to-left": "\u202eb\u202c",
    "huge text": HUGE,
    "list of lists": [[1], [2]],
    "huge list": ["a"] * 100_000,
    "foreign mapping": {"__class__": "Item", "k": HUGE},
}
# Only these are anything else than unreadable: a number is an answer to a number,
# and a mapping without any known card or part is as good as empty.
OTHERWISE = {
    ("number", "number"): "wrong",
    ("range", "number"): "wrong",
    ("classify", "foreign mapping"): EMPTY,
    ("classes", "foreign mapping"): EMPTY,
    **{("parts", name): EMPTY for name in MALFORMED},
}


@pytest.mark.parametrize("answer", MALFORMED)
@pytest.mark.parametrize("name", CASES)
def test_malformed_and_hostile_answers(name, answer):
    """Each earns nothing and is called what it is; nothing of it is said back."""
    item, key = CASES[name]
    verdict = score(item, MALFORMED[answer], key)
    assert verdict.points == 0
    assert verdict.state == OTHERWISE.get((name, answer), UNREADABLE)
    assert all(len(words) < 200 and "<" not in words for words in verdict.sentences)


def test_a_debriefing_says_every_hoax_in_the_order_of_the_cards():
    """Also the one that was caught, and said so; true ones only where accused."""
    labels = {"hoaks": "Hoaks", "benar": "Benar"}
    cards = {"p": "P", "q": "Q", "r": "R"}
    item = make_item("kelompokkan", "x", {"kartu": cards, "kelompok": labels})
    told = {"p": "Soal P.", "q": "Soal Q.", "r": "Soal R.", "benar": "Tepat."}
    truth = {"p": "hoaks", "q": "benar", "r": "hoaks"}
    about = {"kunci": truth, "positif": "hoaks", "umpan_balik": told}
    key = make_key({**about, "bahas": True})
    caught, missed = "Kartu 1 (sudah tepat): Soal P.", "Kartu 3: Soal R."
    assert score(item, {**truth, "r": "benar"}, key).sentences == (caught, missed)
    assert score(item, truth, key).sentences == (
        "Tepat.",
        caught,
        "Kartu 3 (sudah tepat): Soal R.",
    )
    assert score(item, truth, make_key(about)).sentences == ("Tepat.",)
