"""Code: plain values from a run, compared name by name and shown, never judged."""

import re

import pytest
from driven import (
    JSON,
    LONG,
    NO_ANSWERS,
    NOT_MAPPINGS,
    SCRIPT,
    STRANGE,
    TURNED,
    read,
)
from hypothesis import given
from hypothesis import strategies as st

from bijak.errors import BadItem
from bijak.items import FORMS, KINDS, make_item, make_key
from bijak.scoring import check, key_problem, score, specimens
from bijak.scoring.verdict import EMPTY, INCOMPLETE, PARTLY, RIGHT, UNREADABLE, WRONG
from bijak.views import answer_text, form_html, paper_html

NAMES = {"rata": "angka", "juara": "teks", "urut": "daftar", "toko": "tabel"}
ROWS = [{"barang": "Kopi", "total": 60}, {"barang": "Madu", "total": 80.5}]
TRUTH = {"rata": 12.5, "juara": "Madu", "urut": ["Madu", "Kopi"], "toko": ROWS}
POINTS = {"rata": 1, "juara": 0.5, "urut": 0.5, "toko": 2}
SAID = {
    ("rata", 12): "Jangan dibulatkan.",
    ("urut", ("Kopi", "Madu")): "Mulai dari yang terbesar.",
    "juara": "Cari total terbesar.",
    "benar": "Semua cocok.",
}
ITEM = make_item("ambil_kode", "k1", {"nama": NAMES})
KEY = make_key(
    {"kunci": TRUTH, "poin": POINTS, "toleransi": {"rata": 0.1}, "umpan_balik": SAID}
)
EVEN = make_key({"kunci": TRUTH, "poin": 2, "umpan_balik": SAID})


def harmless(item, answer):
    """Show values in every view; nothing may come through."""
    read(form_html(item, answer))
    said = answer_text(item, answer)
    assert len(said.encode()) < 20_000
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b]", said)


def test_every_specimen_has_its_share_and_its_sentence():
    """Empty 0, right all, every other one its share and a sentence."""
    for key in (KEY, EVEN):
        for one in specimens(ITEM, key):
            verdict = score(ITEM, one.answer, key)
            assert verdict.share == pytest.approx(one.share), one.name
            assert any(one.sentence in said for said in verdict.sentences), one.name
            assert one.name in ("kosong", "benar") or verdict.share < 1


def test_specimens_cover_every_name():
    """Each name is missing once, of another type once, not right once."""
    names = {one.name for one in specimens(ITEM, KEY)}
    for name in NAMES:
        assert {f"tanpa {name}", f"jenis lain: {name}", f"lain: {name}"} <= names
    assert "keliru: rata 12" in names


def test_each_name_earns_its_own_points():
    """Points of a mapping belong to names; one number is split equally."""
    answer = {**TRUTH, "toko": []}
    assert score(ITEM, answer, KEY).points == 2
    assert score(ITEM, answer, EVEN).points == 1.5
    assert score(ITEM, answer, KEY).state == PARTLY
    assert score(ITEM, dict.fromkeys(NAMES, "x"), KEY).state == WRONG


@pytest.mark.parametrize("rata", [12.4, 12.6, 12.5, 12.499999])
def test_a_tolerance_is_per_name(rata):
    """A number may be off by its tolerance, and other names by nothing."""
    assert score(ITEM, {**TRUTH, "rata": rata}, KEY).state == RIGHT
    rows = [ROWS[0], {"barang": "Madu", "total": 80.4}]
    assert score(ITEM, {**TRUTH, "toko": rows}, KEY).points == 2


def test_the_last_digits_of_a_float_are_nobodys_mistake():
    """0.1 + 0.2 is 0.3, and 60.0 is 60, also inside a table."""
    item = make_item("ambil_kode", "k2", {"nama": {"a": "angka"}})
    key = make_key({"kunci": {"a": 0.3}})
    assert score(item, {"a": 0.1 + 0.2}, key).state == RIGHT
    rows = [{"barang": "Kopi", "total": 60.0}, ROWS[1]]
    assert score(ITEM, {**TRUTH, "toko": rows}, KEY).state == RIGHT


def test_truth_values_are_no_numbers():
    """True is not 1, in a value, a list and a table."""
    item = make_item("ambil_kode", "k2", {"nama": {"a": "angka", "b": "daftar"}})
    key = make_key({"kunci": {"a": 1, "b": [1, 0]}, "poin": 2})
    assert score(item, {"a": True, "b": [True, False]}, key).points == 0
    assert score(item, {"a": 1, "b": [1, 0]}, key).points == 2


def test_a_table_is_compared_row_by_row():
    """The first row and column that is not right is named, its value never."""
    rows = [ROWS[0], {"barang": "Madu", "total": 79}]
    (said,) = score(ITEM, {**TRUTH, "toko": rows}, KEY).sentences
    assert said == "toko, baris 2: isi kolom total belum cocok."
    (said,) = score(ITEM, {**TRUTH, "toko": ROWS[:1]}, KEY).sentences
    assert said.startswith("Banyak baris toko belum cocok.")


def test_further_columns_are_passed_over():
    """A table may hold more columns than the key asks for, and in another order."""
    rows = [{"nomor": n, **dict(reversed(row.items()))} for n, row in enumerate(ROWS)]
    assert score(ITEM, {**TRUTH, "toko": rows}, KEY).state == RIGHT
    missing = [{"barang": row["barang"]} for row in ROWS]
    assert score(ITEM, {**TRUTH, "toko": missing}, KEY).points == 2


def test_a_known_wrong_value_has_its_own_sentence():
    """Numbers, texts and lists; the right one stays unsaid."""
    verdict = score(ITEM, {**TRUTH, "rata": 12}, EVEN)
    assert verdict.sentences == ("Jangan dibulatkan.",)
    verdict = score(ITEM, {**TRUTH, "urut": ["Kopi", "Madu"]}, KEY)
    assert verdict.sentences == ("Mulai dari yang terbesar.",)
    verdict = score(ITEM, {**TRUTH, "juara": "Kopi"}, KEY)
    assert verdict.sentences == ("Cari total terbesar.",)


def test_what_is_missing_is_said():
    """A name that is not there, and one of another type, with what to do next."""
    state, why = check(ITEM, {k: v for k, v in TRUTH.items() if k != "rata"})
    assert (state, why.split(".")[0]) == (INCOMPLETE, "Variabel rata belum ada")
    state, why = check(ITEM, {**TRUTH, "rata": "12,5"})
    assert (state, why[:32]) == (INCOMPLETE, "Variabel rata belum berupa angka")
    assert check(ITEM, TRUTH) == ("", "")


@pytest.mark.parametrize("given", [*NO_ANSWERS, {"lain": 1}], ids=repr)
def test_nothing_is_empty(given):
    """An optional item that nobody began earns 0, without blame."""
    verdict = score(ITEM, given, KEY)
    assert (verdict.state, verdict.points) == (EMPTY, 0)


@pytest.mark.parametrize("given", NOT_MAPPINGS, ids=range(len(NOT_MAPPINGS)))
def test_what_is_no_mapping_cannot_be_read(given):
    """Every other JSON type: 0 points."""
    verdict = score(ITEM, given, KEY)
    assert (verdict.state, verdict.points) == (UNREADABLE, 0)
    harmless(ITEM, given)


@pytest.mark.parametrize("given", [*STRANGE, 10**5000, float("nan")], ids=range(15))
@pytest.mark.parametrize("name", NAMES)
def test_a_strange_value_costs_its_name_only(name, given):
    """Whatever stands in place of one value, the others still count."""
    verdict = score(ITEM, {**TRUTH, name: given}, KEY)
    assert verdict.points == pytest.approx(4 - POINTS[name])
    harmless(ITEM, {**TRUTH, name: given})


@given(st.dictionaries(st.sampled_from([*NAMES, SCRIPT]), JSON))
def test_nothing_earns_by_chance(answer):
    """No JSON value raises, and only right ones earn."""
    verdict = score(ITEM, answer, KEY)
    right = sum(
        worth for name, worth in POINTS.items() if answer.get(name) == TRUTH[name]
    )
    assert verdict.points == pytest.approx(right)
    harmless(ITEM, answer)


def test_values_are_shown_as_they_are_read():
    """Numbers in Indonesian form, types in words; never right or wrong."""
    lines = answer_text(ITEM, {**TRUTH, "rata": 12345.678}).splitlines()
    assert lines == [
        "rata = 12.345,678 (angka)",
        "juara = “Madu” (teks)",
        "urut = “Madu”; “Kopi” (daftar)",
        "toko = 2 baris; kolom barang, total (tabel)",
    ]
    assert "<td>80,5</td>" in form_html(ITEM, TRUTH)


def test_what_is_not_there_yet_is_said():
    """Each name that is missing or of another type says what to do or what it is."""
    lines = answer_text(ITEM, {"rata": "12,5", "urut": 3, "toko": []}).splitlines()
    assert lines == [
        "rata = “12,5” (teks; diminta angka)",
        "juara: belum ada. Buat variabel juara di sel atas.",
        "urut = 3 (angka; diminta daftar)",
        "toko = 0 baris (tabel)",
    ]
    assert "juara: belum ada" in form_html(ITEM, None)


@pytest.mark.parametrize("text", [SCRIPT, TURNED, LONG], ids=range(3))
def test_values_are_harmless_and_short(text):
    """Texts, lists, column names and cells from anybody's code."""
    answer = {
        "rata": text,
        "juara": text,
        "urut": [text] * 500,
        "toko": [{text: text, "b": text}] * 500,
    }
    harmless(ITEM, answer)
    assert len(form_html(ITEM, answer)) < 30_000
    assert len(answer_text(ITEM, answer)) < 5_000


def test_on_paper_each_value_has_a_line():
    """The sheet names every value; the work itself is done elsewhere."""
    assert all(f"{name} ({kind})" in paper_html(ITEM) for name, kind in NAMES.items())


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"nama": {}},
        {"nama": {"a": "bilangan"}},
        {"nama": {"a b": "angka"}},
        {"nama": {"for": "angka"}},
        {"nama": {"_a": "angka"}},
        {"nama": {"a": "angka"}, "yakin": True},
        {"nama": {"a": "angka"}, "pilihan": {}},
    ],
    ids=range(8),
)
def test_a_question_that_cannot_be_asked(wrong):
    """Names and types are checked where the author writes them."""
    with pytest.raises(BadItem):
        make_item("ambil_kode", "k1", wrong)


@pytest.mark.parametrize(
    "changes",
    [
        {"kunci": {"rata": 12.5}},
        {"kunci": {**TRUTH, "lain": 1}},
        {"kunci": {**TRUTH, "rata": "12,5"}},
        {"kunci": {**TRUTH, "toko": [1, 2]}},
        {"poin": {"rata": 4}},
        {"umpan_balik": {("rta", 12): "Jangan dibulatkan."}},
    ],
    ids=range(6),
)
def test_a_key_that_nobody_can_meet(changes):
    """Names and types of a key are those of the question; else it is not released."""
    asked = {"kunci": TRUTH, "poin": POINTS, "umpan_balik": SAID}
    assert key_problem(ITEM, make_key(asked)) == ""
    assert key_problem(ITEM, make_key({**asked, **changes}))


def test_code_is_answered_in_no_form():
    """It stores nothing, so nothing waits for it."""
    assert set(KINDS) - set(FORMS) == {"ambil_kode"}
