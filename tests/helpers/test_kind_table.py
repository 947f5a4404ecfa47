"""Table: judged by rules, shown as a grid, filled row by row."""

import ipywidgets
import pytest
from driven import (
    LONG,
    NO_ANSWERS,
    NOT_MAPPINGS,
    SCRIPT,
    STRANGE,
    TURNED,
    groups,
    harmless,
    inside,
    opened,
    read,
    seen,
    with_class,
)

from bijak.errors import BadItem
from bijak.items import make_item, make_key
from bijak.scoring import check, is_answered, score, specimens
from bijak.scoring.verdict import EMPTY, INCOMPLETE, PARTLY, RIGHT, UNREADABLE, WRONG
from bijak.views import answer_text, form_html, paper_html
from bijak.widgets import table as table_form

COLUMNS = {
    "tgl": {"judul": "Tanggal", "jenis": "tanggal", "contoh": "17 Agustus 1945"},
    "jam": {"judul": "Jam", "jenis": "jam", "satuan": "WIB"},
    "kanal": {
        "judul": "Kanal",
        "jenis": "pilihan",
        "pilihan": {"wa": "Grup WhatsApp", "ig": "Instagram", "papan": "Papan"},
    },
    "topik": {"judul": "Topik", "jenis": "teks", "panjang": True},
    "menit": {"judul": "Lama", "jenis": "angka", "satuan": "menit"},
    "biaya": {"judul": "Biaya", "jenis": "angka", "satuan": "Rp"},
}
SHOWN = {
    "baris": {
        "uji": "jumlah_baris",
        "min": 3,
        "maks": 5,
        "tulisan": "3 sampai 5 baris",
    },
    "isi": {"uji": "terisi", "tulisan": "Semua kotak terisi"},
    "kanal": {"uji": "berbeda", "kolom": "kanal", "min": 2, "tulisan": "Dua kanal"},
}
HIDDEN = {
    "jenis": {"uji": "jenis", "kolom": ["tgl", "jam"]},
    "bentrok": {"uji": "berbeda", "kolom": ["tgl", "jam"]},
    "wa": {"uji": "ada", "kolom": "kanal", "isi": "wa"},
    "ig": {"uji": "ada", "kolom": "kanal", "isi": "ig", "maks": 2},
    "urut": {"uji": "urut", "kolom": "tgl"},
    "bulan": {
        "uji": "antara",
        "kolom": "tgl",
        "min": "2027-04-01",
        "maks": "30/4/2027",
    },
    "waktu": {"uji": "jumlah", "kolom": "menit", "maks": 45},
    "tanpa": {"uji": "tanpa", "kata": ["viral", "heboh*"]},
    "biaya": {"uji": "hitung", "kolom": "biaya", "rumus": "menit * 1000"},
}
SAID = {
    "kanal": "Warga tidak semuanya di satu grup.",
    "urut": "Susun dari tanggal paling awal.",
    "bentrok": "Dua kiriman pada waktu yang sama saling menutupi.",
    "benar": "Kalender ini siap dipakai.",
}


def line(day, clock, channel, topic, minutes, cost):
    return dict(zip(COLUMNS, (day, clock, channel, topic, minutes, cost), strict=True))


GOOD = {
    "1": line("1 April 2027", "08.00", "wa", "Jadwal posyandu", "10", "10.000"),
    "2": line("2/4/2027", "08.00 WIB", "ig", "Resep keripik", "15", "Rp15.000"),
    "3": line("2027-04-03", "19:30", "papan", "Iuran air", "20 menit", "20 ribu"),
}
ITEM = make_item(
    "isi_tabel",
    "c1",
    {"kolom": COLUMNS, "baris": 3, "paling_banyak": 6, "aturan": SHOWN},
)
KEY = make_key(
    {"contoh": GOOD, "poin": 12, "aturan_kunci": HIDDEN, "umpan_balik": SAID}
)

LOG = make_item(
    "isi_tabel",
    "b1",
    {
        "kolom": {
            "pemilik": {"judul": "Pemilik", "jenis": "teks"},
            "resmi": {
                "judul": "Resmi?",
                "jenis": "pilihan",
                "pilihan": {"ya": "Ya", "tidak": "Tidak"},
            },
        },
        "baris": {"k1": "Klaim 1", "k2": "Klaim 2"},
        "aturan": {"isi": {"uji": "terisi", "tulisan": "Semua terisi"}},
    },
)
LOG_KEY = make_key(
    {
        "contoh": {
            "k1": {"pemilik": "Dinas Air", "resmi": "ya"},
            "k2": {"pemilik": "Toni", "resmi": "tidak"},
        },
        "poin": {"isi": 1, "satu": 2, "dua": 3},
        "aturan_kunci": {
            "satu": {"uji": "sesuai", "baris": "k1", "kolom": "resmi", "isi": "ya"},
            "dua": {"uji": "sesuai", "baris": "k2", "kolom": "resmi", "isi": "tidak"},
        },
        "umpan_balik": {"dua": "Toni menulis atas nama sendiri."},
    }
)


def changed(row, **cells):
    """The good table with some cells of one row changed."""
    return {**GOOD, row: {**GOOD[row], **cells}}


@pytest.mark.parametrize(("item", "key"), [(ITEM, KEY), (LOG, LOG_KEY)])
def test_every_specimen_has_its_share_and_its_sentence(item, key):
    """Empty 0, the sample all, everything else less, with the sentence of its rule."""
    found = specimens(item, key)
    for one in found:
        verdict = score(item, one.answer, key)
        if one.share is None:
            assert verdict.share < 1, one.name
        else:
            assert verdict.share == one.share, one.name
        if one.sentence:
            assert one.sentence in verdict.sentences, one.name
    shares = {one.name: one.share for one in found}
    assert (shares["kosong"], shares["benar"]) == (0, 1)
    assert shares["baris berisi x"] == shares["semua baris sama"] == 0


def test_every_rule_and_every_column_has_a_specimen():
    """Each rule is broken once, each column is left blank once."""
    names = {one.name for one in specimens(ITEM, KEY)}
    assert {f"melanggar {rule}" for rule in {**SHOWN, **HIDDEN}} <= names
    assert {f"tanpa kolom {column}" for column in COLUMNS} <= names
    assert "satu baris" in names


BROKEN = {
    "baris": ({"1": GOOD["1"], "2": GOOD["2"]}, "Belum terpenuhi: 3 sampai 5 baris."),
    "isi": (changed("3", topik="  "), "Belum terpenuhi: Semua kotak terisi."),
    "urut": (changed("1", tgl="3 April 2027"), "Susun dari tanggal paling awal."),
    "tanpa": (changed("2", topik="Resep VIRAL"), "Ada kata yang sebaiknya diganti."),
    "biaya": (changed("2", biaya="15"), "Ada hitungan yang belum cocok."),
    "waktu": (
        changed("1", menit="11", biaya="11.000"),
        "Jumlah seluruhnya di luar batas.",
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_one_broken_rule_costs_its_share_and_says_its_sentence(rule):
    """Eleven of twelve rules earn eleven of twelve points."""
    answer, sentence = BROKEN[rule]
    verdict = score(ITEM, answer, KEY)
    assert verdict.points == 11 and verdict.state == PARTLY
    assert verdict.sentences[0] == "11 dari 12 aturan terpenuhi."
    assert verdict.sentences[1].startswith(sentence) and len(verdict.sentences) == 2


def test_the_sample_earns_everything():
    """All rules hold: the whole points and the author's praise."""
    verdict = score(ITEM, GOOD, KEY)
    assert (verdict.points, verdict.state) == (12, RIGHT)
    assert verdict.sentences == ("Kalender ini siap dipakai.",)
    assert is_answered(ITEM, GOOD)


def test_points_may_differ_by_rule():
    """A mapping of points gives each rule its own; the total is their sum."""
    one_wrong = {**LOG_KEY.answer, "k2": {"pemilik": "Toni", "resmi": "ya"}}
    verdict = score(LOG, one_wrong, LOG_KEY)
    # The same option in every row: neither of the two cells was judged by anybody.
    assert (verdict.points, verdict.total) == (1, 6)
    blank = {**LOG_KEY.answer, "k2": {"pemilik": "Toni"}}
    verdict = score(LOG, blank, LOG_KEY)
    assert verdict.points == 2
    assert "Toni menulis atas nama sendiri." in verdict.sentences


@pytest.mark.parametrize("given", NO_ANSWERS, ids=repr)
def test_nothing_is_empty(given):
    """An untouched item earns 0 and says so kindly."""
    assert check(ITEM, given)[0] == EMPTY
    assert score(ITEM, given, KEY).points == 0


@pytest.mark.parametrize(
    "given",
    [
        {"1": {}, "2": {}},
        {"1": None},
        {"1": {"topik": "   ", "tgl": ""}},
        {"99999": GOOD["1"], "x": GOOD["1"], "-1": GOOD["1"]},
        {"1": ["a"], "2": "b", "3": 4},
        {"1": {"warna": "merah"}},
        {"1": {"topik": 5, "tgl": ["1"], "kanal": {}}},
    ],
    ids=repr,
)
def test_rows_that_hold_nothing_are_empty(given):
    """Removed rows, blank rows, foreign rows and foreign columns are no answer."""
    assert check(ITEM, given)[0] == EMPTY
    verdict = score(ITEM, given, KEY)
    assert (verdict.points, verdict.state) == (0, EMPTY)


@pytest.mark.parametrize(
    "given",
    [
        {"1": dict.fromkeys(COLUMNS, "x")},
        {n: dict.fromkeys(COLUMNS, "x") for n in "123"},
        {n: dict.fromkeys(COLUMNS, "-") for n in "123"},
        {n: {"kanal": "z", "tgl": "besok"} for n in "123"},
    ],
    ids=str,
)
def test_filling_boxes_with_anything_earns_nothing(given):
    """Rows of x's hold no rule, not even the ones that only forbid."""
    verdict = score(ITEM, given, KEY)
    assert (verdict.points, verdict.state) == (0, WRONG)


def test_limits_and_prohibitions_earn_only_beside_content():
    """A row that breaks no prohibition has not said anything yet."""
    item = make_item("isi_tabel", "n", {"kolom": COLUMNS, "baris": 1})
    rules = {
        "tanpa": {"uji": "tanpa", "kata": "viral"},
        "maks": {"uji": "jumlah_baris", "maks": 3},
        "wa": {"uji": "ada", "kolom": "kanal", "isi": "wa"},
    }
    key = make_key({"contoh": {"1": {"kanal": "wa"}}, "poin": 3, "aturan_kunci": rules})
    verdict = score(item, {"1": {"topik": "ikan asin"}}, key)
    assert verdict.points == 0 and verdict.sentences[0] == "2 dari 3 aturan terpenuhi."
    assert "Batas dan larangan" in verdict.sentences[-1]
    assert score(item, {"1": {"kanal": "wa"}}, key).points == 3


def test_one_row_copied_all_over_earns_nothing():
    """The same row three times is one thought, not three."""
    verdict = score(ITEM, {n: GOOD["1"] for n in "123"}, KEY)
    assert verdict.points == 0
    assert verdict.sentences == (
        "Semua baris berisi sama. Isi setiap baris dengan hal yang berbeda.",
    )


def test_a_cell_that_cannot_be_read_is_said_and_the_others_count():
    """Its own rules are lost, not the table; the state says that something is open."""
    answer = changed("2", jam="pagi", menit="1,500")
    state, why = check(ITEM, answer)
    assert state == INCOMPLETE and why.startswith("Baris 2, Jam: ")
    verdict = score(ITEM, answer, KEY)
    assert verdict.sentences[0].startswith("Baris 2, Jam: ")
    assert verdict.sentences[1].startswith("Baris 2, Lama: Ini dapat dibaca dua cara.")
    assert verdict.points == 10  # without "terisi" and "jenis"


def test_shown_rules_about_completeness_say_what_is_open():
    """Two of three rows are an answer that is not complete."""
    two = {n: GOOD[n] for n in "12"}
    assert check(ITEM, two) == (INCOMPLETE, "Belum terpenuhi: 3 sampai 5 baris.")
    hole = changed("1", topik="")
    assert check(ITEM, hole) == (INCOMPLETE, "Belum terpenuhi: Semua kotak terisi.")
    # Whether it is right is not said.
    assert check(ITEM, changed("1", kanal="ig", tgl="30 Mei 2027")) == ("", "")


def test_row_ids_may_have_gaps():
    """Removed rows leave no hole, whatever their numbers are."""
    answer = {"1": None, "4": GOOD["1"], "7": GOOD["2"], "12": GOOD["3"]}
    answer |= {"2": None, "3": None}
    assert score(ITEM, answer, KEY).points == 12


def test_rows_beyond_the_most_are_passed_over():
    """Only as many rows are judged as the form can show."""
    many = {str(n): GOOD["1"] for n in range(1, 10_000)}
    assert score(ITEM, {**many, **GOOD}, KEY).points < 12
    assert len(answer_text(ITEM, many).splitlines()) == 6


@pytest.mark.parametrize("answer", NOT_MAPPINGS, ids=range(len(NOT_MAPPINGS)))
def test_other_json_values_are_told_apart_and_never_raise(answer):
    """What is no table cannot be read; it earns nothing and breaks nothing."""
    if answer in ("", [], {}):
        return
    assert check(ITEM, answer)[0] == UNREADABLE
    assert score(ITEM, answer, KEY).points == 0
    harmless(ITEM, answer)


@pytest.mark.parametrize("strange", STRANGE, ids=range(len(STRANGE)))
def test_strange_cells_and_rows_are_harmless(strange):
    """Any JSON value in place of a row or of a cell: no error, no markup, no points."""
    for answer in (
        {"1": strange, "2": {"topik": strange}},
        {n: dict.fromkeys(COLUMNS, strange) for n in "123"},
    ):
        assert score(ITEM, answer, KEY).points <= 4
        harmless(ITEM, answer)


def test_ten_thousand_rows_of_hostile_text_are_cut():
    """Neither the verdict nor a page grows with what was sent."""
    rows = {str(n): dict.fromkeys(COLUMNS, SCRIPT * 100) for n in range(10_000)}
    assert score(ITEM, rows, KEY).points == 0
    harmless(ITEM, rows)
    assert len(score(ITEM, {"1": {"topik": LONG}}, KEY).sentences) < 12


def test_a_removed_row_is_shown_nowhere():
    """None in place of a row means that it was taken away."""
    answer = {**GOOD, "2": None}
    assert "keripik" not in form_html(ITEM, answer) + answer_text(ITEM, answer)


def test_the_static_view_is_a_labelled_table():
    """Titles, units, readings and rules; every state is a sign and a word."""
    page = form_html(ITEM, changed("2", jam="pagi"))
    tags = read(page)
    assert {"table", "th", "td"} <= tags
    assert '<th scope="row" role="rowheader">Baris 2</th>' in page
    assert "Jam (WIB)" in page and "Grup WhatsApp" in page
    assert "<bdi>pagi</bdi> <span" in page and "⚠ belum terbaca" in page
    assert "(dibaca 2 April 2027)" in page and "(dibaca 20.000)" in page
    assert "3 sampai 5 baris <span" in page and "(terpenuhi)" in page
    assert "✓" in page and "○" in page


def test_an_empty_static_view_says_so():
    """All rows of a fixed table are shown, also without an answer."""
    page = form_html(LOG, None)
    assert "Klaim 1" in page and "Klaim 2" in page and "Belum diisi" in page


def test_an_answer_in_words_names_rows_and_columns():
    """One line for each row, as a person would read it out."""
    said = answer_text(ITEM, {"2": GOOD["2"]})
    assert said == (
        "Baris 2 · Tanggal: 2/4/2027; Jam (WIB): 08.00 WIB; Kanal: Instagram; "
        "Topik: Resep keripik; Lama (menit): 15; Biaya (Rp): Rp15.000"
    )


def test_paper_has_a_grid_boxes_and_rules():
    """As many empty rows as are asked for, options to tick, rules to tick."""
    page = paper_html(ITEM)
    read(page)
    assert page.count('scope="row"') == 3 and page.count("☐ Instagram") == 3
    assert "☐ Semua kotak terisi" in page
    assert "Klaim 2" in paper_html(LOG)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([f"Bahan {n}" for n in range(6)], "F. Bahan 5"),
        ([f"{one}. Bahan" for one in "ABCDEF"], "F. Bahan"),
    ],
)
def test_many_options_are_listed_once_on_paper(texts, said):
    """Six options in eight rows: a letter for each box, not 48 boxes."""
    options = {f"o{n}": text for n, text in enumerate(texts)}
    column = {"judul": "Bahan", "jenis": "pilihan", "pilihan": options}
    rows = {str(n): f"Hari {n}" for n in range(8)}
    asked = {"kolom": {"bahan": column}, "baris": rows}
    page = paper_html(make_item("isi_tabel", "x", asked))
    read(page)
    assert page.count(f"<li>{said}</li>") == 1
    assert "Bahan: tulis hurufnya di kotak." in page and "☐" not in page


def test_the_form_shows_the_stored_table_and_changes_nothing():
    """Texts stand in their boxes exactly as they were typed."""
    form, changes = opened(ITEM, changed("1", topik="  Jadwal  posyandu "))
    assert changes == []
    texts = [box.value for box in inside(form, ipywidgets.Text)]
    assert texts[:4] == ["1 April 2027", "08.00", "10", "10.000"]
    assert inside(form, ipywidgets.Textarea)[0].value == "  Jadwal  posyandu "
    chosen = [box.value for box in inside(form, ipywidgets.Dropdown)]
    assert chosen == ["wa", "ig", "papan"]


def boxes(form, row):
    """The boxes of one row, by their labels."""
    cells = with_class(with_class(form, "bijak-line")[row], "bijak-cell")
    return {box.description: box for box in cells}


def test_a_typed_cell_is_handed_on_with_its_row():
    """The whole row, its blank boxes left out, and the row's id."""
    form, changes = opened(ITEM, {"2": {"topik": "Resep"}})
    row = boxes(form, 1)
    row["Tanggal"].value = " 2/4/2027 "
    row["Kanal"].value = "ig"
    row["Topik"].value = ""
    assert changes == [
        ({"topik": "Resep", "tgl": " 2/4/2027 "}, "2"),
        ({"topik": "Resep", "tgl": " 2/4/2027 ", "kanal": "ig"}, "2"),
        ({"tgl": " 2/4/2027 ", "kanal": "ig"}, "2"),
    ]


def test_a_dropdown_starts_with_nothing_chosen():
    """— pilih — is no answer, and choosing it again takes the answer away."""
    form, changes = opened(ITEM)
    kanal = boxes(form, 0)["Kanal"]
    assert kanal.options[0] == ("— pilih —", "") and kanal.value == ""
    kanal.value = "wa"
    kanal.value = ""
    assert changes == [({"kanal": "wa"}, "1"), ({}, "1")]


def test_what_cannot_be_read_is_said_beside_its_row():
    """The box keeps what was typed; the words say what to do."""
    form, _ = opened(ITEM)
    row = boxes(form, 1)
    row["Jam"] = row["Jam (WIB)"]
    row["Jam"].value = "8 pagi"
    (note,) = [n for n in with_class(form, "bijak-note") if n.value]
    assert "<strong>Jam</strong>: Tulis dengan hitungan 24 jam." in note.value
    assert "bijak-flagged" in row["Jam"]._dom_classes and row["Jam"].value == "8 pagi"
    assert "Belum terbaca: Baris 2, Jam." in seen(form)
    row["Jam"].value = "08.00"
    assert "bijak-flagged" not in row["Jam"]._dom_classes
    assert "bijak-hidden" in note._dom_classes and "Belum terbaca" not in seen(form)


def test_a_date_in_numbers_is_read_back():
    """4/5 is May here; whoever meant April sees it at once."""
    form, _ = opened(ITEM)
    boxes(form, 0)["Tanggal"].value = "4/5/2027"
    assert "Tanggal: dibaca 4 Mei 2027" in seen(form)


def live_line(form):
    return with_class(form, "bijak-live")[0]


def test_rules_are_ticked_while_the_table_grows():
    """A sign and a word for each shown rule, and no word about hidden ones."""
    form, _ = opened(ITEM, {n: GOOD[n] for n in "12"})
    assert "3 sampai 5 baris <span" in seen(form)
    assert live_line(form).value == "2 dari 3 aturan terpenuhi."
    row = boxes(form, 2)
    for column, box in zip(COLUMNS, row.values(), strict=True):
        box.value = GOOD["3"][column]
    assert live_line(form).value == "Semua aturan terpenuhi."
    assert seen(form).count("(terpenuhi)") == 3 and "(belum)" not in seen(form)


def test_the_live_line_is_silent_while_nothing_changes():
    """Typing on in a box that is still readable says nothing anew."""
    form, _ = opened(ITEM, {"1": GOOD["1"]})
    line, said = live_line(form), []
    line.observe(lambda event: said.append(event["new"]), "value")
    boxes(form, 0)["Topik"].value = "Jadwal posyandu bulan"
    boxes(form, 0)["Topik"].value = "Jadwal posyandu bulan Mei"
    assert said == []


def press(form, text):
    found = [
        b for b in inside(form, ipywidgets.Button) if text in (b.description, b.tooltip)
    ]
    found[0].click()


def test_rows_are_added_up_to_the_most():
    """A new row has a number nobody had; at the most the button says why."""
    form, changes = opened(ITEM, {"1": GOOD["1"], "9": {"topik": "Lain"}})
    assert len(with_class(form, "bijak-line")) == 4
    press(form, "+ Tambah baris")
    press(form, "+ Tambah baris")
    assert changes == [] and len(with_class(form, "bijak-line")) == 6
    boxes(form, 4)["Topik"].value = "Baru"
    assert changes == [({"topik": "Baru"}, "10")]
    (add,) = [b for b in inside(form, ipywidgets.Button) if "Sudah" in b.description]
    assert add.disabled and add.description == "Sudah 6 baris (paling banyak)"
    add.click()
    assert len(with_class(form, "bijak-line")) == 6


def test_hostile_row_names_do_not_stop_new_rows():
    """Numbers beyond all bounds are passed over, the last number is not the end."""
    form, changes = opened(ITEM, {"9" * 10_000: {}, "9999": {"topik": "Akhir"}})
    press(form, "+ Tambah baris")
    assert boxes(form, 4)["Topik"].value == ""
    boxes(form, 4)["Topik"].value = "Baru"
    ((cells, name),) = changes
    assert cells == {"topik": "Baru"} and name == "4"


def test_a_removed_row_can_be_put_back(monkeypatch):
    """None is stored for it; undo stores it again, at its old place."""
    focused = []
    monkeypatch.setattr(ipywidgets.Button, "focus", lambda self: focused.append(self))
    form, changes = opened(ITEM, GOOD)
    press(form, "Hapus Baris 2")
    assert changes == [(None, "2")]
    assert [b.value for b in inside(form, ipywidgets.Dropdown)] == ["wa", "papan"]
    assert "Baris 2 dihapus." in live_line(form).value
    assert focused[0].description == "↶ Kembalikan baris"
    press(form, "Hapus Baris 1")
    press(form, "↶ Kembalikan baris")
    press(form, "↶ Kembalikan baris")
    assert changes[2:] == [(GOOD["1"], "1"), (GOOD["2"], "2")]
    assert [b.value for b in inside(form, ipywidgets.Dropdown)] == ["wa", "ig", "papan"]


def test_the_last_row_stays():
    """A table without any row could not be filled any more."""
    form, changes = opened(ITEM, {"1": None, "2": None, "3": {"topik": "Resep"}})
    (remove,) = with_class(form, "bijak-remove")
    assert remove.disabled
    remove.click()
    assert changes == []


def test_fixed_rows_have_titles_and_no_buttons():
    """Nobody can add or remove the author's rows."""
    form, changes = opened(LOG)
    assert inside(form, ipywidgets.Button) == []
    assert "Klaim 1" in seen(form) and len(with_class(form, "bijak-line")) == 2
    boxes(form, 1)["Pemilik"].value = "Dinas"
    assert changes == [({"pemilik": "Dinas"}, "k2")]


def test_many_rows_are_shown_page_by_page():
    """Only the rows of a page are sent to the browser."""
    item = make_item("isi_tabel", "p", {"kolom": COLUMNS, "baris": 40})
    form, changes = opened(item)
    assert len(with_class(form, "bijak-line")) == table_form.PAGE == 15
    assert "Baris 1–15 dari 40" in seen(form)
    press(form, "Baris berikutnya →")
    press(form, "Baris berikutnya →")
    assert "Baris 31–40 dari 40" in seen(form)
    boxes(form, 9)["Topik"].value = "Terakhir"
    assert changes == [({"topik": "Terakhir"}, "40")]
    press(form, "← Baris sebelumnya")
    assert "Baris 16–30 dari 40" in seen(form)


def test_a_huge_paste_is_cut_before_it_is_stored():
    """200 signs in a box, 1.000 in one for long texts."""
    form, changes = opened(ITEM)
    boxes(form, 0)["Tanggal"].value = LONG
    boxes(form, 0)["Topik"].value = LONG
    assert len(changes[0][0]["tgl"]) == 200 and len(changes[1][0]["topik"]) == 1000


def test_every_group_and_box_has_its_name():
    """Groups begin with a legend, every box has a label of its own."""
    form, _ = opened(ITEM, GOOD)
    for group in groups(form):
        assert "bijak-legend" in group.children[0]._dom_classes
        assert group.children[0].value
    for row in range(3):
        assert {*boxes(form, row)} >= {"Tanggal", "Jam (WIB)", "Kanal", "Topik"}
    tooltips = [b.tooltip for b in with_class(form, "bijak-remove")]
    assert tooltips == ["Hapus Baris 1", "Hapus Baris 2", "Hapus Baris 3"]


def test_hostile_titles_are_escaped():
    """What an author wrote is text too."""
    columns = {"a": {"judul": SCRIPT, "jenis": "teks", "satuan": TURNED}}
    item = make_item("isi_tabel", "h", {"kolom": columns, "baris": {"r": SCRIPT}})
    harmless(item, {"r": {"a": SCRIPT}})


def test_a_table_that_cannot_be_asked_is_refused():
    """A shown rule without words is the author's mistake."""
    with pytest.raises(BadItem, match="perlu tulisan"):
        rules = {"isi": {"uji": "terisi"}}
        make_item("isi_tabel", "x", {"kolom": COLUMNS, "baris": 1, "aturan": rules})
