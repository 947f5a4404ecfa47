"""The small arithmetic language: exact, total, and never slow."""

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.formulas import LARGEST, BadFormula, Formula, exact, parse, round_half_up

NAMES = {"bahan": 500000, "lembar": Fraction(60), "upah": 0.1, "nol": 0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        (" bahan / lembar ", Fraction(25000, 3)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("upah * 3", Fraction(3, 10)),
        (".5 + 5.", Fraction(11, 2)),
        ("1_000 - 1", 999),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("-3 ** 2", -9),
        ("(-3) ** 2", 9),
        ("2 ** -2", Fraction(1, 4)),
        ("--3", 3),
        ("7 // 2", 3),
        ("-7 // 2", -4),
        ("7 % 3", 1),
        ("-7 % 3", 2),
        ("bulat(2.5)", 3),
        ("bulat(-2.5)", -3),
        ("bulat(2.675, 2)", Fraction(268, 100)),
        ("bulat(258333.33, -3)", 258000),
        ("ke_atas(7 / 2)", 4),
        ("ke_bawah(-7 / 2)", -4),
        ("min(3, 1, 2) + max(3, 1, 2)", 4),
        ("abs(3 - 5)", 2),
        ("1.5 ** 2", Fraction(9, 4)),
    ],
)
def test_values_are_exact(text, value):
    """Every sum but a root is an exact fraction."""
    found = parse(text).value(NAMES)
    assert found == value and isinstance(found, Fraction)


def test_roots_are_floats_and_can_be_rounded_back():
    """Only akar leaves the fractions; bulat comes back to them."""
    root = parse("akar(2)").value({})
    assert type(root) is float and abs(root - 1.41421356237) < 1e-11
    assert parse("bulat(akar(2) * 100)").value({}) == 141
    assert isinstance(parse("bulat(akar(16))").value({}), Fraction)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Masih kosong"),
        ("   ", "Masih kosong"),
        ("lembar +", "Susunannya belum terbaca"),
        ("(lembar", "Susunannya belum terbaca"),
        ("lembar upah", "Susunannya belum terbaca"),
        ("01", "Susunannya belum terbaca"),
        ("1..2", "Susunannya belum terbaca"),
        ("0,5", "desimal dengan titik"),
        ("500.000 * 2", "ribuan tanpa titik"),
        ("1.250.000", "ribuan tanpa titik"),
        ("2 × 3", "Pakai + - *"),
        ("'a'", "Pakai + - *"),
        ("a\n+ 1", "Pakai + - *"),
        ("lembar.real", "Pakai + - *"),
        ("+3", "Pakai + - *"),
        ("True", "Pakai + - *"),
        ("lembar if upah else nol", "Pakai + - *"),
        ("not lembar", "Pakai + - *"),
        ("lembar and upah", "Pakai + - *"),
        ("min(1, 2)(3)", "Pakai + - *"),
        ("1e5", "menempel"),
        ("0x10", "menempel"),
        ("2j", "menempel"),
        ("1if 1else 2", "menempel"),
        ("eval(1)", "Fungsi “eval” tidak ada"),
        ("__import__(1)", "Fungsi “__import__” tidak ada"),
        ("min(1)", "Banyaknya isi min(…)"),
        ("bulat()", "Banyaknya isi bulat(…)"),
        ("abs(1, 2)", "Banyaknya isi abs(…)"),
        ("min + 1", "“min” nama fungsi"),
        ("1" * 301, "paling banyak 300 huruf"),
        ("+".join(["1"] * 60), "Pecah menjadi"),
        ("-" * 150 + "1", "Pecah menjadi"),
        ("(" * 100 + "1" + ")" * 100, "Kurungnya terlalu dalam"),
        ("1" + "0" * 31, "terlalu besar"),
    ],
)
def test_what_is_no_formula_is_refused_with_a_sentence(text, part):
    """The author reads which rule was broken, and never a traceback."""
    with pytest.raises(BadFormula, match="Rumus “") as caught:
        parse(text)
    assert part in str(caught.value)


@pytest.mark.parametrize("given_text", [None, 3, 2.5, [], {}, ("1",), b"1"])
def test_only_text_is_a_formula(given_text):
    """A number where a formula belongs is told, also when it cannot be hashed."""
    with pytest.raises(BadFormula, match="tanda kutip"):
        parse(given_text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("harga / 2", "“harga” belum punya nilai"),
        ("bahan / nol", "Pembaginya nol"),
        ("bahan // nol", "Pembaginya nol"),
        ("bahan % nol", "Pembaginya nol"),
        ("nol ** -1", "Pembaginya nol"),
        ("akar(4) / nol", "Pembaginya nol"),
        ("akar(-1)", "Akar dari angka negatif"),
        ("2 ** 65", "paling besar 64"),
        ("2 ** -65", "paling besar 64"),
        ("2 ** 0.5", "paling besar 64"),
        ("2 ** akar(2)", "paling besar 64"),
        ("(10 ** 30) ** 64", "terlalu besar"),
        ("akar(10 ** 30) ** 64", "terlalu besar"),
        ("10 ** 30 + 1", "terlalu besar"),
        ("((1 / 3) ** 64) ** 64", "terlalu halus"),
        ("bulat(1, 13)", "Pembulatan paling banyak 12"),
        ("bulat(1, 0.5)", "Pembulatan paling banyak 12"),
    ],
)
def test_what_has_no_value_is_told(text, part):
    """A formula that reads well may still have no value; that is one kind of error."""
    formula = parse(text)
    with pytest.raises(BadFormula, match="Rumus “") as caught:
        formula.value(NAMES)
    assert part in str(caught.value)


@pytest.mark.parametrize(
    "value", [True, None, "3", float("nan"), float("inf"), [3], 10**31, -(10**31)]
)
def test_names_stand_for_finite_numbers(value):
    """What is no number, or too large a one, is refused where it comes in."""
    with pytest.raises(BadFormula):
        parse("x").value({"x": value})


def test_names_are_known_before_there_are_values():
    """A release can tell which names a formula needs; functions are not among them."""
    formula = parse("min(bahan, 2 * bahan) / lembar + 1")
    assert formula.names == {"bahan", "lembar"}
    assert parse("2 + 2").names == frozenset()


def test_the_same_text_is_read_once():
    """Reading is cached; two formulas with one text are equal."""
    assert parse("bahan / lembar") == parse("bahan / lembar")
    assert isinstance(parse("bahan"), Formula)
    assert parse("bahan") != parse("lembar")


def test_limits_hold_at_their_edge():
    """The largest allowed formula, exponent and number still work."""
    assert parse("2 ** 64").value({}) == 2**64
    assert parse("10 ** 30").value({}) == LARGEST
    assert parse("1" + "+1" * 49).value({}) == 50
    assert parse("(" * 30 + "1" + ")" * 30).value({}) == 1
    assert parse("1.005 ** 36").value({}) == Fraction(1005, 1000) ** 36


def test_a_long_formula_is_named_by_its_beginning():
    """An error message never repeats a whole page."""
    with pytest.raises(BadFormula) as caught:
        parse("9" * 100_000)
    assert len(str(caught.value)) < 160


def test_numbers_are_taken_as_they_were_written():
    """0.1 is a tenth; half goes up in size, also below zero."""
    assert exact(0.1) == Fraction(1, 10)
    assert exact(3) == 3 and exact(Fraction(1, 3)) == Fraction(1, 3)
    assert round_half_up(Fraction(5, 1000), 2) == Fraction(1, 100)
    assert round_half_up(-0.5) == -1 and round_half_up(0.49) == 0
    with pytest.raises(BadFormula):
        exact(True)


PIECES = st.sampled_from(
    "a b nol 0 1 2.5 9999 64 .5 10 + - * / // % ** ( ) , min( max( bulat( akar( "
    "ke_atas( abs( lambda if 1e9 x=1 [ ] \\ # ' \" \n ∞ _ : ;".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=320),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map(" ".join),
)


def sums(inner):
    """Formulas that always read: sums of sums."""
    two = st.tuples(
        inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "**"]), inner
    )
    one = st.tuples(st.sampled_from(["-", "bulat", "akar", "ke_atas", "abs"]), inner)
    return two.map(lambda p: f"({' '.join(p)})") | one.map(lambda p: f"{p[0]}({p[1]})")


SUMS = st.recursive(
    st.sampled_from(["a", "b", "nol", "0", "3", "64", "0.001", "10 ** 30", "1e3"]),
    sums,
    max_leaves=25,
)
VALUES = {"a": Fraction(10) ** 30, "b": 1e-300, "nol": 0}


@settings(max_examples=400)
@given(text=TEXTS | SUMS)
def test_any_text_gives_a_number_or_a_sentence_quickly(text):
    """Whatever an author types: a number, or BadFormula, within a moment."""
    begun = time.perf_counter()
    try:
        value = parse(text).value(VALUES)
    except BadFormula as error:
        assert str(error).startswith("Rumus “")
    else:
        assert isinstance(value, (Fraction, float)) and abs(value) <= LARGEST
    assert time.perf_counter() - begun < 1


OPERANDS = st.integers(-1000, 1000)


@given(a=OPERANDS, b=OPERANDS, c=OPERANDS)
def test_sums_agree_with_fractions(a, b, c):
    """The language and Python's own fractions come to the same."""
    formula = parse("a * b - c / 7 + max(a, c) % 5 + abs(b) ** 2")
    expected = a * b - Fraction(c, 7) + max(a, c) % 5 + abs(b) ** 2
    assert formula.value({"a": a, "b": b, "c": c}) == expected
