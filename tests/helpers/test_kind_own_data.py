"""Own data: a table that is typed, pasted or uploaded, judged for completeness."""

from datetime import UTC, datetime

import ipywidgets
import pytest
from driven import (
    LONG,
    NO_ANSWERS,
    NOT_MAPPINGS,
    SCRIPT,
    STRANGE,
    TURNED,
    harmless,
    inside,
    opened,
    seen,
    with_class,
)

from bijak.errors import BadItem
from bijak.items import make_item, make_key
from bijak.scoring import check, score, specimens
from bijak.scoring.cells import columns_of
from bijak.scoring.verdict import EMPTY, PARTLY, RIGHT, UNREADABLE, WRONG
from bijak.views import answer_text, form_html, paper_html
from bijak.widgets.pasted_rows import LARGEST, read_file, read_pasted

COLUMNS = {
    "tgl": {"judul": "Tanggal", "jenis": "tanggal"},
    "barang": {"judul": "Nama barang", "jenis": "teks"},
    "jml": {"judul": "Jumlah", "jenis": "angka", "satuan": "bungkus"},
    "harga": {"judul": "Harga", "jenis": "angka", "satuan": "Rp"},
    "total": {"judul": "Total", "jenis": "angka", "satuan": "Rp"},
    "bayar": {
        "judul": "Cara bayar",
        "jenis": "pilihan",
        "pilihan": {"t": "Tunai", "q": "QRIS"},
    },
}
SHOWN = {
    "baris": {"uji": "jumlah_baris", "min": 3, "tulisan": "Paling sedikit 3 baris"},
    "isi": {"uji": "terisi", "tulisan": "Semua kotak terisi"},
    "hitung": {
        "uji": "hitung",
        "kolom": "total",
        "rumus": "jml * harga",
        "tulisan": "Total = jumlah × harga",
    },
}


def sale(day, goods, count, price, total, paid):
    return dict(zip(COLUMNS, (day, goods, count, price, total, paid), strict=True))


GOOD = {
    "1": sale("1 April 2027", "Keripik pisang", "2", "10.000", "20.000", "t"),
    "2": sale("2 April 2027", "Keripik pisang", "1", "10.000", "10.000", "q"),
    "3": sale("3 April 2027", "Rengginang", "3", "Rp5.000", "15 ribu", "t"),
}
ITEM = make_item("isi_data", "d1", {"kolom": COLUMNS, "baris": 3, "aturan": SHOWN})
KEY = make_key(
    {
        "contoh": GOOD,
        "poin": {"baris": 1, "isi": 1, "hitung": 2},
        "umpan_balik": {"hitung": "Kalikan jumlah dan harga.", "benar": "Siap dibaca."},
    }
)
FIELDS = columns_of(ITEM)


def test_every_specimen_has_its_share_and_its_sentence():
    """Empty 0, the sample all, everything else less, with the sentence of its rule."""
    found = specimens(ITEM, KEY)
    for one in found:
        verdict = score(ITEM, one.answer, KEY)
        assert verdict.share < 1 if one.share is None else verdict.share == one.share
        if one.sentence:
            assert one.sentence in verdict.sentences, one.name
    names = {one.name for one in found}
    assert {"melanggar baris", "melanggar isi", "melanggar hitung"} <= names
    assert {"satu baris", "semua baris sama", "baris berisi x"} <= names


def test_business_is_never_judged():
    """Any sales earn all points, as long as they are complete and add up."""
    poor = {n: {**GOOD[n], "jml": "0", "total": "0"} for n in GOOD}
    verdict = score(ITEM, poor, KEY)
    assert (verdict.points, verdict.state) == (4, RIGHT)
    assert verdict.sentences == ("Siap dibaca.",)


def test_wrong_arithmetic_costs_its_points():
    """The others stay."""
    verdict = score(ITEM, {**GOOD, "2": {**GOOD["2"], "total": "11.000"}}, KEY)
    assert (verdict.points, verdict.state) == (2, PARTLY)
    assert "Kalikan jumlah dan harga." in verdict.sentences


@pytest.mark.parametrize("given", NO_ANSWERS, ids=repr)
def test_nothing_is_empty(given):
    """An untouched item earns 0 and says so kindly."""
    assert check(ITEM, given)[0] == EMPTY
    assert score(ITEM, given, KEY).points == 0


@pytest.mark.parametrize("given", NOT_MAPPINGS, ids=range(len(NOT_MAPPINGS)))
def test_other_json_values_are_unreadable(given):
    """What is no table earns nothing and breaks nothing."""
    assert check(ITEM, given)[0] == UNREADABLE
    assert score(ITEM, given, KEY).points == 0
    harmless(ITEM, given)


@pytest.mark.parametrize("strange", STRANGE, ids=range(len(STRANGE)))
def test_strange_rows_and_cells_are_harmless(strange):
    """Any JSON value in place of a row or of a cell earns nothing."""
    answer = {"1": strange, "2": dict.fromkeys(COLUMNS, strange)}
    assert score(ITEM, answer, KEY).state in (EMPTY, WRONG)
    harmless(ITEM, answer)


def test_ten_thousand_rows_are_cut_to_sixty():
    """What nobody can type is not judged either."""
    rows = {str(n): dict.fromkeys(COLUMNS, SCRIPT) for n in range(1, 10_000)}
    assert score(ITEM, rows, KEY).points == 0
    harmless(ITEM, rows)
    said = answer_text(ITEM, rows)
    assert said.endswith("… dan 30 baris lagi.") and len(said.splitlines()) == 31


def test_results_of_business_may_not_be_rules():
    """Own data is judged for completeness and arithmetic only."""
    rule = {"uji": "antara", "kolom": "total", "min": 5, "tulisan": "Laba besar"}
    with pytest.raises(BadItem, match="antara"):
        make_item(
            "isi_data", "x", {"kolom": COLUMNS, "baris": 1, "aturan": {"r": rule}}
        )


def test_views_are_those_of_a_table():
    """The same grid, the same paper."""
    assert "<bdi>Rengginang</bdi>" in form_html(ITEM, GOOD)
    assert paper_html(ITEM).count("☐ QRIS") == 3


HEAD = "Tanggal;Nama barang;Jumlah;Harga;Total;Cara bayar"
LINE = "1/4/2027;Keripik;2,5;10.000;25.000;tunai"
READ = {
    "tgl": "1/4/2027",
    "barang": "Keripik",
    "jml": "2,5",
    "harga": "10.000",
    "total": "25.000",
    "bayar": "t",
}


def pasted(text, most=60):
    return read_pasted(text, FIELDS, most)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{LINE}",
        f"{HEAD}\r\n{LINE}\r\n\r\n",
        f"\ufeff{HEAD}\n{LINE}",
        f"sep=;\n{HEAD}\n{LINE}",
        f"{HEAD}\n{LINE}".replace(";", "\t"),
        f"{HEAD}\n{LINE};;;".replace("Keripik", '"Keripik"'),
        f"{HEAD.upper()}\n;;;;;\n{LINE}",
        LINE,
        LINE.replace(";", "\t"),
        'Tanggal,Nama barang,Jumlah,Harga,Total,Cara bayar\n"1/4/2027",Keripik,"2,5",'
        "10.000,25.000,Tunai",
    ],
    ids=range(10),
)
def test_separators_marks_and_quotes_are_understood(text):
    """Tab, semicolon or comma; with or without a header; decimal commas stay."""
    found = pasted(text)
    assert (found.rows, found.problem, found.notes) == ((READ,), "", ())


def test_columns_may_come_in_any_order():
    """Known titles, ids, and titles with units; the unknown ones are named."""
    found = pasted(
        "Catatan\tTotal (Rp)\tbarang\tJumlah (bungkus)\nlaris\t20.000\tKeripik\t2"
    )
    assert found.rows == ({"total": "20.000", "barang": "Keripik", "jml": "2"},)
    passed, missing = found.notes
    assert passed == "Kolom yang dilewati: “Catatan”."
    assert "“Tanggal”, “Harga”, dan “Cara bayar”" in missing


def test_unknown_options_are_named_and_left_open():
    """Utang is no way of paying here."""
    found = pasted(f"{HEAD}\n{LINE.replace('tunai', 'Utang')}")
    assert "bayar" not in found.rows[0]
    assert found.notes == (
        "Tidak ada dalam daftar pilihan: “Utang”. Pilih sendiri nanti.",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Belum ada isi."),
        (" \n\n", "Belum ada isi."),
        (HEAD, "Baru ada baris judul."),
        (f"{HEAD}\n;;;;;", "Baru ada baris judul."),
        ("Keripik;2", "Terbaca 2 kolom, padahal tabel ini 6 kolom."),
        ("satu kalimat saja", "Terbaca 1 kolom"),
        (
            HEAD + f"\n{LINE}" * 61,
            "Terbaca 61 baris. Tabel ini memuat paling banyak 60",
        ),
        (
            f"{HEAD}\n{LINE}".replace(";", ","),
            "Baris isi nomor 1 punya lebih banyak kolom daripada judulnya.",
        ),
        ("x" * (LARGEST + 1), "lebih besar dari 200 kB"),
        (LONG, "lebih besar dari 200 kB"),
    ],
    ids=range(10),
)
def test_each_problem_has_its_sentence(text, why):
    """Nothing is read by halves; the sentence says what to do."""
    found = pasted(text)
    assert why in found.problem and found.rows == ()


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]
)
def test_files_of_any_office_are_read(name):
    """Excel, LibreOffice and a phone write different files."""
    text = f"{HEAD}\n{LINE}".replace("Keripik", "Keripik “pédas”")
    found = read_file(text.encode(name), FIELDS, 60)
    assert found.rows == ({**READ, "barang": "Keripik “pédas”"},)


def test_a_workbook_and_a_huge_file_are_refused_kindly():
    """They say how to go on."""
    assert "Simpan" in read_file(b"PK\x03\x04" + b"x" * 99, FIELDS, 60).problem.title()
    huge = read_file(b"a" * (LARGEST + 1), FIELDS, 60)
    assert huge.problem.startswith("Berkas ini lebih besar dari 200 kB.")


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00", b"\xff\xfe", bytes(range(256)) * 50, b'"' * 5000, b";" * 5000],
    ids=range(6),
)
def test_any_bytes_are_read_or_refused(content):
    """Never an error."""
    found = read_file(content, FIELDS, 60)
    assert found.problem and found.rows == ()


def test_hostile_cells_stay_text():
    """Formulas and markup are kept as typed, cut to the length of a box."""
    text = f"{HEAD}\n=1+1;{SCRIPT};{TURNED[:9]};{'9' * 999};@SUM(A1);QRIS"
    (row,) = pasted(text).rows
    assert row["tgl"] == "=1+1" and row["barang"] == SCRIPT and row["bayar"] == "q"
    assert len(row["harga"]) == 200
    harmless(ITEM, {"1": row})


def press(form, text):
    found = [b for b in inside(form, ipywidgets.Button) if b.description == text]
    found[0].click()


def is_hidden(widget):
    return "bijak-hidden" in widget._dom_classes


def paste(form, text):
    with_class(form, "bijak-paste")[0].value = text
    press(form, "Masukkan ke tabel")


BOTH = f"{HEAD}\n{LINE}\n{LINE.replace('Keripik', 'Rengginang')}"


def test_the_paste_area_opens_and_closes():
    """Most people type a few rows; the area is out of their way."""
    form, changes = opened(ITEM)
    (area,) = with_class(form, "bijak-paste-area")
    assert is_hidden(area)
    press(form, "📋 Tempel dari Excel/CSV")
    assert not is_hidden(area) and "Nama barang" in seen(area)
    press(form, "📋 Tempel dari Excel/CSV")
    assert is_hidden(area) and changes == []


def test_pasting_into_an_empty_table_fills_it():
    """Row by row, and what was read is said."""
    form, changes = opened(ITEM)
    press(form, "📋 Tempel dari Excel/CSV")
    paste(form, BOTH)
    assert changes == [
        (None, "3"),
        (READ, "1"),
        ({**READ, "barang": "Rengginang"}, "2"),
    ]
    assert "✓ 2 baris masuk ke tabel." in seen(form)
    assert is_hidden(with_class(form, "bijak-paste-area")[0])
    assert len(with_class(form, "bijak-line")) == 2


def test_rows_that_are_there_are_only_replaced_after_asking():
    """Batal keeps them, Ganti replaces them, and that can be undone."""
    form, changes = opened(ITEM, GOOD)
    press(form, "📋 Tempel dari Excel/CSV")
    paste(form, BOTH)
    assert changes == [] and "Tabel sudah berisi 3 baris." in seen(form)
    press(form, "Batal")
    assert changes == [] and "Isi tabel tidak berubah." in seen(form)
    paste(form, BOTH)
    press(form, "Ganti 3 baris dengan 2 baris")
    assert changes == [
        (None, "3"),
        (READ, "1"),
        ({**READ, "barang": "Rengginang"}, "2"),
    ]
    changes.clear()
    press(form, "↶ Kembalikan isi semula")
    assert changes == [(GOOD[n], n) for n in "123"]
    names = [box.value for box in inside(form, ipywidgets.Text)]
    assert "Rengginang" in names and len(with_class(form, "bijak-line")) == 3


def test_an_agreement_counts_once():
    """Pressing Ganti again without anything new does nothing."""
    form, changes = opened(ITEM, GOOD)
    paste(form, BOTH)
    press(form, "Ganti 3 baris dengan 2 baris")
    changes.clear()
    press(form, "Ganti 3 baris dengan 2 baris")
    assert changes == []


def test_a_paste_that_cannot_be_read_changes_nothing():
    """The sentence stands below the box, the rows stay."""
    form, changes = opened(ITEM, GOOD)
    paste(form, "Keripik;2")
    assert changes == [] and "Terbaca 2 kolom" in seen(form)
    assert with_class(form, "bijak-paste")[0].value == "Keripik;2"


def upload(form, content):
    (box,) = inside(form, ipywidgets.FileUpload)
    about = {"name": "a.csv", "type": "text/csv", "size": len(content)}
    moment = datetime(2027, 4, 1, tzinfo=UTC)
    box.value = ({**about, "content": memoryview(content), "last_modified": moment},)
    return box


def test_an_uploaded_file_fills_the_table():
    """The box is emptied, so that the same file can come again after a correction."""
    form, changes = opened(ITEM)
    box = upload(form, BOTH.encode("utf-16"))
    assert len(changes) == 3 and box.value == ()
    upload(form, b"PK\x03\x04")
    assert "Ini berkas Excel." in seen(form) and len(changes) == 3


def test_typing_goes_on_after_a_paste():
    """New boxes report to the rows they stand in."""
    form, changes = opened(ITEM)
    paste(form, BOTH)
    changes.clear()
    inside(form, ipywidgets.Text)[0].value = "9 April 2027"
    assert changes == [({**READ, "tgl": "9 April 2027"}, "1")]
    press(form, "+ Tambah baris")
    inside(form, ipywidgets.Text)[-1].value = "5.000"
    assert changes[-1] == ({"total": "5.000"}, "4")


def test_sixty_pasted_rows_come_in_pages():
    """All are stored, fifteen are shown."""
    form, changes = opened(ITEM)
    paste(form, HEAD + f"\n{LINE}" * 60)
    assert len(changes) == 60 and len(with_class(form, "bijak-line")) == 15
    assert "Baris 1–15 dari 60" in seen(form)
