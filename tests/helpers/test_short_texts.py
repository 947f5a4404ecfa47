"""Short texts are equal after a stated normalisation, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.items.definitions import SHORT_TEXT_FORMS
from bijak.short_texts import NORMALISED, read, shown

FORMS = sorted(NORMALISED)

SAME = {
    ("domain", "telagacakap.example"): [
        "TelagaCakap.Example",
        "https://telagacakap.example",
        "HTTP://telagacakap.example/",
        "  telagacakap.example/ ",
        "telagacakap.example.",
    ],
    ("domain", "xn--tlaga-dsa.example"): ["XN--tlaga-dsa.example"],
    ("tanggal", "2027-03-18"): ["18 Maret 2027", "Rabu, 18/3/2027", "2027-03-18"],
    ("jam", "05:14"): ["05.14", "5:14", "pukul 5.14 WIB"],
    ("kata", "banjir besar"): [
        "Banjir Besar",
        "  banjir \t besar ",
        "“Banjir besar.”",
        '"banjir" besar!',
        "'banjir besar'…",
        "«BANJIR BESAR»?!.",
    ],
    ("kata", "jum'at"): ["Jum’at", "jum`at", "‘Jum'at’"],
    ("kata", "café"): ["cafe\u0301", "CAFÉ"],
}
DIFFERENT = [
    ("domain", "telagacakap.example", "www.telagacakap.example"),
    ("domain", "telagacakap.example", "telaga-cakap.example"),
    ("domain", "telagacakap.example", "telagacakap.example.cek-data.test"),
    ("domain", "telagacakap.example", "te\u0142agacakap.example"),
    ("domain", "apel.example", "\u0430pel.example"),
    ("kata", "banjir besar", "banjirbesar"),
    ("kata", "banjir besar", "banjir, besar"),
    ("kata", "c", "c++"),
]
NOT_READ = {
    ("domain", "telagacakap.example/pajak"): "garis miring",
    ("domain", "https://telagacakap.example/?a=1"): "garis miring",
    ("domain", "telagacakap.example#a"): "garis miring",
    ("domain", "http://https://a.example"): "garis miring",
    ("domain", "sari@telagacakap.example"): "tanpa tanda @",
    ("domain", "telaga cakap.example"): "Hapus spasinya.",
    ("domain", "telagacakap"): "memuat titik",
    ("domain", "telagacakap..example"): "belum terbaca",
    ("domain", ".example"): "belum terbaca",
    ("domain", "-.example"): "belum terbaca",
    ("domain", "telagacakap.example:8080"): "belum terbaca",
    ("domain", f"{'a' * 64}.example"): "belum terbaca",
    ("domain", "telaga\u200bcakap.example"): "tidak terlihat",
    ("tanggal", "18 Maret \u202e2027"): "tidak terlihat",
    ("tanggal", "31 Februari 2027"): "sampai 28",
    ("jam", "05.14 WITA"): "dalam WIB",
    ("jam", "24.00"): "00.00",
    ("kata", "…!"): "huruf atau angka",
    ("kata", "“”"): "huruf atau angka",
    ("kata", "hoa\u00adks"): "tidak terlihat",
    ("kata", "\ud800"): "tidak terlihat",
    ("kata", "ya \x1b[31m"): "tidak terlihat",
}


def test_the_forms_are_those_that_an_author_may_name():
    """Items, readers and sentences know the same forms."""
    assert sorted(SHORT_TEXT_FORMS) == FORMS
    assert all(sentence.endswith(".") for sentence in NORMALISED.values())


@pytest.mark.parametrize(
    ("form", "value", "typed"),
    [(form, value, typed) for (form, value), all_ in SAME.items() for typed in all_],
)
def test_what_is_passed_over_makes_no_difference(form, value, typed):
    """Each way of writing gives the same text."""
    assert read(form, typed, "WIB").value == value


@pytest.mark.parametrize(("form", "one", "other"), DIFFERENT)
def test_nothing_else_is_passed_over(form, one, other):
    """A look-alike is another text."""
    first, second = read(form, one).value, read(form, other).value
    assert first and second and first != second


@pytest.mark.parametrize(("given_", "why"), NOT_READ.items(), ids=range(len(NOT_READ)))
def test_what_cannot_be_read_says_what_to_do(given_, why):
    """There is a sentence and no value."""
    form, typed = given_
    reading = read(form, typed, "WIB")
    assert reading.value is None and why in reading.problem


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("typed", [None, True, 3, 0.5, [], {}, ["a"], "", " \n "])
def test_nothing_and_other_values_are_not_answered(form, typed):
    """Only a text that holds something is read."""
    assert read(form, typed).problem == "Belum diisi."


@pytest.mark.parametrize("form", FORMS)
def test_a_huge_text_is_not_worked_on(form):
    """10 MB are refused at once."""
    assert read(form, "a." * 5_000_000).problem.startswith("Terlalu panjang.")


def test_an_unknown_form_is_the_authors_mistake():
    """It is not taken for another one."""
    with pytest.raises(KeyError):
        read("surel", "a@b.example")


@pytest.mark.parametrize("form", FORMS)
@given(typed=st.text(max_size=60))
def test_never_raises(form, typed):
    """Any text gives a value or a sentence, never both."""
    reading = read(form, typed, "WIB")
    assert (reading.value is None) == bool(reading.problem)


ALMOST = st.one_of(
    st.text("aZß İſ’'“”.,!… \t-", max_size=20),
    st.from_regex(
        r"(https://)?[a-zA-Z]{1,5}(\.[a-zKſ]{1,4}){1,3}/?\.?", fullmatch=True
    ),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
    st.times().map(lambda moment: moment.strftime("%H.%M WIB")),
    st.text(max_size=30),
)


@pytest.mark.parametrize("form", FORMS)
@given(typed=ALMOST)
def test_a_normalised_text_reads_as_itself(form, typed):
    """Reading twice is reading once, and what is shown reads as the same."""
    value = read(form, typed, "WIB").value
    if value is not None:
        assert read(form, value, "WIB").value == value
        assert read(form, shown(form, value, "WIB"), "WIB").value == value


def test_values_are_shown_as_people_write_them():
    """A date with its weekday, a time with its zone, the rest as it is."""
    assert shown("tanggal", "2027-03-18") == "Kamis, 18 Maret 2027"
    assert shown("jam", "05:14", "WIB") == "05.14 WIB"
    assert shown("domain", "a.example", "WIB") == "a.example"
