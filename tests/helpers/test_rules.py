"""Table rules: what authors may write, and how each comes out."""

import pytest

from bijak.items import make_item, make_key
from bijak.items.rules import TABLE_TESTS, rules_problem, table_rule_problem
from bijak.scoring.by_rules import BROKEN, PASSED, THIN
from bijak.scoring.cells import columns_of, folded, read_cell, row_ids, says_something
from bijak.scoring.rules import judge_table, read_table

COLUMNS = {
    "t": {"judul": "Topik", "jenis": "teks"},
    "n": {"judul": "Menit", "jenis": "angka", "satuan": "menit"},
    "h": {"judul": "Biaya", "jenis": "angka", "satuan": "Rp"},
    "d": {"judul": "Tanggal", "jenis": "tanggal"},
    "j": {"judul": "Jam", "jenis": "jam", "satuan": "WIB"},
    "p": {"judul": "Kanal", "jenis": "pilihan", "pilihan": {"a": "WA", "b": "IG"}},
}
FREE = make_item("isi_tabel", "t1", {"kolom": COLUMNS, "baris": 2})
FIXED = make_item(
    "isi_tabel", "t2", {"kolom": COLUMNS, "baris": {"k1": "Satu", "k2": "Dua"}}
)


def rows(column, *texts):
    """A table in which only one column is filled."""
    return {str(n): {column: text} for n, text in enumerate(texts, 1)}


def state(rule, answer, item=FREE, **others):
    rules = {"r": rule, **others}
    return judge_table(read_table(item, answer, rules), rules)["r"]


TEN = {"uji": "jumlah_baris", "min": 10}
CASES = [
    ({"uji": "jumlah_baris", "min": 2}, rows("t", "ikan", "air"), PASSED),
    ({"uji": "jumlah_baris", "min": 2}, rows("t", "ikan", " "), BROKEN),
    ({"uji": "jumlah_baris", "min": 2}, rows("t", "ikan", "..."), BROKEN),
    ({"uji": "jumlah_baris", "min": 2}, rows("t", "xxx", "XX"), BROKEN),
    ({"uji": "jumlah_baris", "min": 2}, rows("d", "besok", "lusa"), BROKEN),
    ({"uji": "jumlah_baris", "maks": 1}, rows("t", "ikan", "air"), BROKEN),
    ({"uji": "terisi", "kolom": "t"}, rows("t", "ikan", "air"), PASSED),
    ({"uji": "terisi", "kolom": ["t", "n"]}, rows("t", "ikan", "air"), BROKEN),
    ({"uji": "terisi"}, rows("t", "ikan"), BROKEN),
    ({"uji": "terisi", "kolom": "d"}, rows("d", "1 Mei 2027", "besok"), BROKEN),
    (
        {"uji": "terisi", "kolom": "d"},
        {"1": {"t": "ikan", "d": "besok"}, "2": {"t": "air", "d": "1 Mei 2027"}},
        BROKEN,
    ),
    ({"uji": "jenis", "kolom": "d"}, rows("d", "1 Mei 2027", "besok"), BROKEN),
    ({"uji": "jenis", "kolom": ["d", "j"]}, rows("d", "1 Mei 2027", ""), PASSED),
    ({"uji": "jenis", "kolom": "n"}, rows("n", "1,2 ribu", "3 menit"), PASSED),
    ({"uji": "jenis", "kolom": "n"}, rows("n", "1,500", "3"), BROKEN),
    ({"uji": "berbeda", "kolom": "t"}, rows("t", "Ikan", " ikan. "), BROKEN),
    ({"uji": "berbeda", "kolom": "t"}, rows("t", "Ikan", "ikan asin"), PASSED),
    ({"uji": "berbeda", "kolom": "t"}, rows("t", "Ikan"), THIN),
    ({"uji": "berbeda", "kolom": "t", "min": 2}, rows("t", "Ikan"), BROKEN),
    ({"uji": "berbeda", "kolom": "t", "min": 2}, rows("t", "a1", "a2", "a1"), PASSED),
    ({"uji": "berbeda", "kolom": "d"}, rows("d", "1/5/2027", "1 Mei 2027"), BROKEN),
    ({"uji": "ada", "kolom": "p", "isi": "a"}, rows("p", "a", "b"), PASSED),
    ({"uji": "ada", "kolom": "p", "isi": "a", "min": 2}, rows("p", "a", "b"), BROKEN),
    ({"uji": "ada", "kolom": "p", "isi": "a", "maks": 1}, rows("p", "a", "a"), BROKEN),
    ({"uji": "ada", "kolom": "p", "isi": "a", "maks": 1}, rows("p", "b", "a"), PASSED),
    (
        {"uji": "ada", "kolom": "p", "isi": ["a", "b"], "min": 2},
        rows("p", *"ab"),
        PASSED,
    ),
    ({"uji": "ada", "kolom": "t", "isi": "BMKG"}, rows("t", "rilis bmkg, 5/4"), PASSED),
    ({"uji": "ada", "kolom": "t", "isi": "BMKG"}, rows("t", "bmkgx"), BROKEN),
    ({"uji": "ada", "kolom": "d", "isi": "2027-05-01"}, rows("d", "1/5/2027"), PASSED),
    ({"uji": "ada", "kolom": "j", "isi": "08.00"}, rows("j", "8:00 WIB"), PASSED),
    ({"uji": "ada", "kolom": "n", "isi": 1500}, rows("n", "1.500"), PASSED),
    ({"uji": "sesuai", "baris": 1, "kolom": "n", "isi": 5}, rows("n", "5"), PASSED),
    ({"uji": "sesuai", "baris": 2, "kolom": "n", "isi": 5}, rows("n", "5"), BROKEN),
    (
        {"uji": "sesuai", "baris": 1, "kolom": "n", "isi": 5, "toleransi": 1},
        rows("n", "6"),
        PASSED,
    ),
    (
        {"uji": "sesuai", "baris": 1, "kolom": "t", "isi": ["Dua", "2"]},
        rows("t", "“DUA”."),
        PASSED,
    ),
    (
        {"uji": "sesuai", "baris": 1, "kolom": "t", "isi": "dua"},
        rows("t", "dua puluh"),
        BROKEN,
    ),
    ({"uji": "urut", "kolom": "d"}, rows("d", "1/5/2027", "2 Mei 2027"), PASSED),
    ({"uji": "urut", "kolom": "d"}, rows("d", "2/5/2027", "1/5/2027"), BROKEN),
    ({"uji": "urut", "kolom": "d"}, rows("d", "2/5/2027", "besok"), THIN),
    ({"uji": "urut", "kolom": "n"}, rows("n", "9", "10", "10"), PASSED),
    ({"uji": "urut", "kolom": "j"}, rows("j", "9.00", "10.00"), PASSED),
    ({"uji": "antara", "kolom": "n", "min": 1, "maks": 5}, rows("n", "1", "5"), PASSED),
    ({"uji": "antara", "kolom": "n", "min": 1}, rows("n", "1", "0"), BROKEN),
    (
        {"uji": "antara", "kolom": "d", "min": "2027-05-01", "maks": "31 Mei 2027"},
        rows("d", "31/5/2027"),
        PASSED,
    ),
    ({"uji": "antara", "kolom": "j", "maks": "17.00"}, rows("j", "17.01"), BROKEN),
    ({"uji": "antara", "kolom": "j", "maks": "17.00"}, rows("t", "ikan"), THIN),
    ({"uji": "jumlah", "kolom": "n", "maks": 45}, rows("n", "20", "25"), PASSED),
    ({"uji": "jumlah", "kolom": "n", "maks": 45}, rows("n", "20", "25,5"), BROKEN),
    ({"uji": "jumlah", "kolom": "n", "min": 45}, rows("n", "20"), BROKEN),
    ({"uji": "jumlah", "kolom": "n", "min": 0.3}, rows("n", "0,1", "0,2"), PASSED),
    ({"uji": "jumlah", "kolom": "n", "maks": 45}, rows("t", "ikan"), THIN),
    ({"uji": "tanpa", "kata": "viral"}, rows("t", "ikan", "lagi VIRAL!"), BROKEN),
    ({"uji": "tanpa", "kata": "viral"}, rows("t", "ikan", "vi\u200bral"), BROKEN),
    ({"uji": "tanpa", "kata": "viral"}, rows("t", "ikan", "antiviral"), PASSED),
    ({"uji": "tanpa", "kata": ["heboh*"]}, rows("t", "menghebohkan"), PASSED),
    ({"uji": "tanpa", "kata": ["heboh*"]}, rows("t", "hebohnya"), BROKEN),
    (
        {"uji": "hitung", "kolom": "h", "rumus": "n * 1000"},
        {"1": {"n": "2", "h": "Rp2.000"}, "2": {"n": "3", "h": "3 ribu"}},
        PASSED,
    ),
    (
        {"uji": "hitung", "kolom": "h", "rumus": "n * 1000"},
        {"1": {"n": "2", "h": "2.000"}, "2": {"n": "3", "h": "3.001"}},
        BROKEN,
    ),
    (
        {"uji": "hitung", "kolom": "h", "rumus": "n * 1000", "toleransi": 1},
        {"1": {"n": "3", "h": "3.001"}},
        PASSED,
    ),
    ({"uji": "hitung", "kolom": "h", "rumus": "n * 1000"}, rows("n", "2"), BROKEN),
    ({"uji": "hitung", "kolom": "h", "rumus": "n * 1000"}, rows("t", "ikan"), THIN),
    (
        {"uji": "hitung", "kolom": "h", "rumus": "1 / n"},
        {"1": {"n": "0", "h": "0"}},
        BROKEN,
    ),
]


@pytest.mark.parametrize(("rule", "answer", "expected"), CASES, ids=str)
def test_a_rule_comes_out(rule, answer, expected):
    """Each test of a table, at its edges."""
    assert table_rule_problem(rule, COLUMNS, hidden=True) == ""
    assert expected == state(rule, answer)


def test_every_test_has_cases():
    """No test of a table goes untested."""
    assert {rule["uji"] for rule, _, _ in CASES} == set(TABLE_TESTS)


ABOUT_EVERY_ROW = [
    {"uji": "terisi", "kolom": "t"},
    {"uji": "jenis", "kolom": "n"},
    {"uji": "berbeda", "kolom": "t"},
    {"uji": "urut", "kolom": "n"},
    {"uji": "antara", "kolom": "n", "min": 0},
    {"uji": "jumlah", "kolom": "n", "maks": 99},
    {"uji": "tanpa", "kata": "viral"},
    {"uji": "hitung", "kolom": "h", "rumus": "n * 2"},
]


@pytest.mark.parametrize("rule", ABOUT_EVERY_ROW, ids=lambda rule: rule["uji"])
def test_a_rule_about_every_row_needs_half_of_the_rows(rule):
    """One good row of ten proves nothing yet; five of ten do."""

    def good(count):
        return {
            str(n): {"t": f"hal {n}", "n": str(n), "h": str(2 * n)}
            for n in range(1, count + 1)
        }

    assert state(rule, good(1), ten=TEN) == THIN
    assert state(rule, good(4), ten=TEN) == THIN
    assert state(rule, good(5), ten=TEN) == PASSED


@pytest.mark.parametrize("rule", [case[0] for case in CASES], ids=str)
def test_an_empty_table_obeys_no_rule(rule):
    """Nothing was typed, so nothing holds."""
    for answer in ({}, {"1": {}}, {"1": None}, rows("t", "", "  "), rows("t", "x")):
        assert state(rule, answer) == BROKEN


def test_fixed_rows_must_all_be_filled():
    """A missing fixed row is a hole, a row of another name is nothing."""
    rule = {"uji": "terisi", "kolom": "t"}
    assert state(rule, {"k1": {"t": "ikan"}}, FIXED) == BROKEN
    assert state(rule, {"k1": {"t": "ikan"}, "3": {"t": "air"}}, FIXED) == BROKEN
    assert state(rule, {"k1": {"t": "ikan"}, "k2": {"t": "air"}}, FIXED) == PASSED


def test_one_option_for_all_rows_is_no_answer():
    """Where the right cells differ, the same choice everywhere earns none of them."""
    rules = {
        "satu": {"uji": "sesuai", "baris": "k1", "kolom": "p", "isi": "a"},
        "dua": {"uji": "sesuai", "baris": "k2", "kolom": "p", "isi": "b"},
    }

    def states(first, second):
        answer = {"k1": {"p": first}, "k2": {"p": second}}
        return list(judge_table(read_table(FIXED, answer, rules), rules).values())

    assert states("a", "a") == states("b", "b") == [BROKEN, BROKEN]
    assert states("a", "b") == [PASSED, PASSED]
    assert states("a", "") == [PASSED, BROKEN]


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("terisi", "perlu uji"),
        ({}, "perlu uji"),
        ({"uji": "cantik"}, "perlu uji"),
        ({"uji": "jenis"}, "perlu kolom"),
        ({"uji": "jumlah_baris"}, "perlu maks atau min"),
        ({"uji": "terisi", "warna": 1}, "tidak mengenal warna"),
        ({"uji": "terisi", "kolom": "z"}, "kolom z yang tidak ada"),
        ({"uji": "urut", "kolom": ["d", "j"]}, "satu kolom"),
        ({"uji": "urut", "kolom": "t"}, "tidak cocok"),
        ({"uji": "jenis", "kolom": "t"}, "tidak cocok"),
        ({"uji": "jumlah", "kolom": "d", "min": 1}, "tidak cocok"),
        ({"uji": "tanpa", "kolom": "n", "kata": "a"}, "tidak cocok"),
        ({"uji": "tanpa", "kata": []}, "daftar tulisan"),
        ({"uji": "ada", "kolom": "p", "isi": "z"}, "tidak cocok untuk kolom p"),
        ({"uji": "ada", "kolom": "n", "isi": "z"}, "tidak cocok untuk kolom n"),
        ({"uji": "ada", "kolom": "d", "isi": "besok"}, "tidak cocok untuk kolom d"),
        ({"uji": "ada", "kolom": "j", "isi": "besok"}, "tidak cocok untuk kolom j"),
        ({"uji": "ada", "kolom": "t", "isi": " "}, "tidak cocok untuk kolom t"),
        ({"uji": "jumlah_baris", "min": "2"}, "min harus angka"),
        ({"uji": "jumlah_baris", "min": 3, "maks": 2}, "min lebih besar"),
        ({"uji": "antara", "kolom": "d", "min": "besok"}, "belum terbaca"),
        ({"uji": "hitung", "kolom": "h", "rumus": "n *"}, "uji hitung"),
        ({"uji": "hitung", "kolom": "h", "rumus": "x * 2"}, "x bukan kolom angka"),
        ({"uji": "hitung", "kolom": "h", "rumus": "h * 2"}, "h bukan kolom angka"),
        ({"uji": "hitung", "kolom": "h", "rumus": "t"}, "t bukan kolom angka"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_rule(rule, why):
    """A rule that cannot judge is found before anybody answers."""
    assert why in table_rule_problem(rule, COLUMNS, hidden=True)


def test_shown_rules_have_words_and_tell_no_key():
    """What participants see is readable and gives no cell away."""
    rule = {"uji": "terisi"}
    assert "perlu tulisan" in table_rule_problem(rule, COLUMNS)
    assert table_rule_problem({**rule, "tulisan": "Semua terisi"}, COLUMNS) == ""
    cell = {"uji": "sesuai", "baris": "1", "kolom": "n", "isi": 5, "tulisan": "Lima"}
    assert "memuat kunci" in table_rule_problem(cell, COLUMNS)
    assert table_rule_problem(cell, COLUMNS, hidden=True) == ""


ASKED = make_item(
    "isi_tabel",
    "k",
    {
        "kolom": COLUMNS,
        "baris": 2,
        "aturan": {"isi": {"uji": "terisi", "tulisan": "Semua terisi"}},
    },
)
CELL = {"uji": "sesuai", "baris": "1", "kolom": "n", "isi": 5}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ({"aturan_kunci": {"lima": CELL}}, ""),
        ({"poin": {"isi": 1}, "umpan_balik": {"isi": "A", "benar": "B"}}, ""),
        ({"aturan_kunci": {"lima": {**CELL, "kolom": "z"}}}, "kolom z"),
        ({"aturan_kunci": {"isi": CELL}}, "dipakai dua kali"),
        ({"poin": {"isi": 1, "lima": 2}}, "poin untuk aturan yang tidak ada: ['lima']"),
        ({"umpan_balik": {"lima": "A"}}, "umpan balik untuk aturan yang tidak ada"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_key(arguments, why):
    """Hidden rules, points and sentences fit the question."""
    found = rules_problem(ASKED, make_key({"contoh": {}, **arguments}))
    assert why in found and bool(why) == bool(found)


def test_a_text_without_rules_cannot_be_judged():
    """Nothing would ever be earned."""
    item = make_item("tulis", "t", {})
    assert rules_problem(item, make_key({"contoh": "a"})) == "belum ada satu aturan pun"
    rules = {"p": {"uji": "pola", "pola": "surel"}}
    key = make_key({"contoh": "a", "aturan_kunci": rules})
    assert "surel" in rules_problem(item, key)


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("t", " Ikan  ASIN. ", "ikan asin"),
        ("t", "i\u202ekan", "ikan"),
        ("t", "x", None),
        ("t", "???", None),
        ("t", "7", "7"),
        ("n", "1,2 ribu", 1200.0),
        ("n", 1500, 1500.0),
        ("n", 1.5, 1.5),
        ("n", True, None),
        ("n", 1e300, None),
        ("n", float("nan"), None),
        ("d", "4/5/2027", "2027-05-04"),
        ("d", 20270504, None),
        ("j", "8.05 WIB", "08:05"),
        ("j", "8.05 WIT", None),
        ("p", "a", "a"),
        ("p", "WA", None),
        ("p", ["a"], None),
        ("t", {"a": 1}, None),
        ("t", None, None),
    ],
)
def test_a_cell_is_read_by_its_type(column, typed, value):
    """What cannot be read has no value; what was typed in vain has a sentence."""
    cell = read_cell(columns_of(FREE)[column], typed)
    assert cell.value == value
    assert bool(cell.problem) == (value is None and isinstance(typed, str))


def test_a_number_with_two_readings_is_asked_for_in_one():
    """The sentence says exactly what to type."""
    cell = read_cell(columns_of(FREE)["n"], "1,500")
    assert cell.problem == "Ini dapat dibaca dua cara. Tulis 1,5 atau 1500."


def test_a_cell_keeps_what_was_typed_up_to_its_length():
    """Spaces stay; 10 MB do not."""
    column = columns_of(FREE)["t"]
    assert read_cell(column, "  Ikan ").typed == "  Ikan "
    assert len(read_cell(column, "ab" * 5_000_000).typed) == column.longest == 200


def test_rows_are_named_by_growing_numbers():
    """Removed rows are gone, foreign names are passed over, order is by number."""
    given = {"10": {}, "2": None, "x": {}, "01": {}, "-1": {}, "²": {}, "99999": {}}
    assert row_ids(FREE, given) == ["1", "10"]
    assert row_ids(FREE, "x") == ["1", "2"]
    assert row_ids(FIXED, given) == ["k1", "k2"]
    many = {str(n): {} for n in range(1, 10_000)}
    assert len(row_ids(FREE, many)) == 60


def test_folding_keeps_what_matters():
    """Case, spaces and edges go; letters and inner signs stay."""
    assert folded(" “Pos-Yandu” ") == "pos-yandu"
    assert says_something("ab") and says_something("4") and says_something("ya")
    assert not says_something("aaa") and not says_something("--")
