"""Text by rules: judged by counting, shown with its rules, written in a box."""

import ipywidgets
import pytest
from driven import (
    LONG,
    NO_ANSWERS,
    SCRIPT,
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
from bijak.scoring.verdict import EMPTY, PARTLY, RIGHT, UNREADABLE, WRONG
from bijak.views import answer_text, form_html, paper_html

SHOWN = {
    "panjang": {"uji": "kata", "maks": 20, "tulisan": "Paling banyak 20 kata"},
    "fakta": {
        "uji": "memuat_semua",
        "isi": ["3 jam", "loket 2", "kemarin"],
        "tulisan": "Menyebut lama, tempat, dan hari",
    },
}
HIDDEN = {
    "minta": {"uji": "memuat", "salah_satu": ["mohon", "minta", "tolong"]},
    "hinaan": {"uji": "tanpa", "isi": ["payah", "bodoh*"]},
    "teriak": {"uji": "huruf_besar", "maks": 0.3},
    "kalimat": {"uji": "kalimat", "min": 2, "maks": 3},
    "awal": {"uji": "diawali", "isi": ["Bapak", "Ibu"]},
    "jam": {"uji": "pola", "pola": "angka"},
    "nomor": {"uji": "tanpa_pola", "pola": "telepon"},
    "pendek": {"uji": "kata", "min": 8},
}
SAID = {
    "fakta": "Keluhannya hilang. Sopan bukan berarti kabur.",
    "hinaan": "Sebut kejadiannya, bukan orangnya.",
    "benar": "Jelas dan sopan.",
}
GOOD = (
    "LATIHAN — Bapak/Ibu, kemarin saya antre 3 jam di loket 2. "
    "Mohon tambah petugas. #LatihanBijak"
)
ITEM = make_item("tulis", "a3", {"aturan": SHOWN, "baris": 5})
KEY = make_key(
    {"contoh": GOOD, "poin": 10, "aturan_kunci": HIDDEN, "umpan_balik": SAID}
)


def test_every_specimen_has_its_share_and_its_sentence():
    """Empty 0, the sample all, everything else less, with the sentence of its rule."""
    found = specimens(ITEM, KEY)
    for one in found:
        verdict = score(ITEM, one.answer, KEY)
        assert verdict.share < 1 if one.share is None else verdict.share == one.share
        if one.sentence:
            assert one.sentence in verdict.sentences, one.name
    names = {one.name for one in found}
    assert {f"melanggar {rule}" for rule in {**SHOWN, **HIDDEN}} <= names
    assert {"kosong", "benar", "tulisan tanpa isi", "satu kata"} <= names


@pytest.mark.parametrize(
    ("answer", "points", "sentence"),
    [
        (GOOD, 10, "Jelas dan sopan."),
        (GOOD.replace("kemarin ", ""), 9, "Sopan bukan berarti kabur."),
        (GOOD.replace("petugas", "petugas payah"), 9, "bukan orangnya."),
        (GOOD + " WA 081234567890.", 9, "Hapus bagian itu."),
        (GOOD.replace("Mohon t", "T"), 9, "Ada hal penting yang belum disebut."),
        (GOOD.replace("Bapak/Ibu, k", "K"), 9, "kalimat pembukanya."),
        (GOOD.replace(". Mohon", " mohon"), 9, "jumlah kalimatnya."),
        (GOOD + " lagi" * 9, 9, "Belum terpenuhi: Paling banyak 20 kata."),
        (GOOD.upper(), 9, "Pakai huruf kecil."),
        # Nothing that was asked for: neither limits nor prohibitions earn.
        ("Terima kasih.", 0, "Tambahkan isinya dulu."),
        ("zzz", 0, "Tambahkan isinya dulu."),
        ("zzz " * 15, 0, "Tambahkan isinya dulu."),
    ],
)
def test_each_rule_has_its_point_and_its_sentence(answer, points, sentence):
    """One broken rule of ten costs one of ten points, and says which."""
    verdict = score(ITEM, answer, KEY)
    assert verdict.points == points
    assert verdict.state == {10: RIGHT, 0: WRONG}.get(points, PARTLY)
    assert any(sentence in said for said in verdict.sentences)


def test_points_may_differ_by_rule():
    """A mapping of points gives each rule its own."""
    points = {"panjang": 1, "fakta": 4}
    key = make_key({"contoh": GOOD, "poin": points, "umpan_balik": {}})
    assert score(ITEM, GOOD, key).points == 5
    assert score(ITEM, "3 jam di loket 2 kemarin" + " ya" * 20, key).points == 4
    assert score(ITEM, "antre", key).points == 0


@pytest.mark.parametrize(
    "given", [*NO_ANSWERS, "  \n\t ", "—", "LATIHAN — #LatihanBijak"], ids=repr
)
def test_nothing_is_empty(given):
    """Nor are the opening and the tag an answer."""
    assert check(ITEM, given)[0] == EMPTY
    verdict = score(ITEM, given, KEY)
    assert (verdict.points, verdict.state) == (0, EMPTY)


OTHER_VALUES = [True, False, 0, 1, 2.5, float("nan"), 10**5000, ["a"], {"a": "b"}]


@pytest.mark.parametrize("given", OTHER_VALUES, ids=range(len(OTHER_VALUES)))
def test_other_json_values_are_unreadable(given):
    """What is no text earns nothing and breaks nothing."""
    assert check(ITEM, given)[0] == UNREADABLE
    assert score(ITEM, given, KEY).points == 0
    harmless(ITEM, given)


@pytest.mark.parametrize("given", [SCRIPT, TURNED, SCRIPT * 10_000, GOOD + SCRIPT])
def test_hostile_texts_are_harmless(given):
    """Markup and signs that turn text around never come through."""
    score(ITEM, given, KEY)
    harmless(ITEM, given)


def test_ten_megabytes_are_cut():
    """Only what can be stored is judged and shown."""
    verdict = score(ITEM, LONG, KEY)
    assert verdict.points < 10 and is_answered(ITEM, LONG)
    harmless(ITEM, LONG)


def test_hidden_signs_hide_no_word():
    """A forbidden word with a sign of no width in it is still forbidden."""
    verdict = score(ITEM, GOOD.replace("petugas", "petugas pa\u200byah"), KEY)
    assert "Sebut kejadiannya, bukan orangnya." in verdict.sentences


def test_the_static_view_shows_text_count_and_rules():
    """Line breaks stay; every rule has a sign and a word."""
    page = form_html(ITEM, "Antre 3 jam\ndi <loket> 2")
    read(page)
    assert "<bdi>Antre 3 jam\ndi &lt;loket&gt; 2</bdi>" in page
    assert "6 dari paling banyak 20 kata." in page
    assert "✓" in page and "Paling banyak 20 kata <span" in page
    assert "○" in page and "(belum)" in page
    assert "payah" not in page  # hidden rules stay hidden
    assert "Belum diisi" in form_html(ITEM, None)


def test_an_answer_in_words_is_the_text():
    """As it was written, marks and all."""
    assert answer_text(ITEM, GOOD) == GOOD


def test_paper_has_lines_and_rules():
    """At least as many lines as the author wished."""
    page = paper_html(ITEM)
    read(page)
    assert page.count("bijak-writing-line") == 5
    assert "☐ Paling banyak 20 kata" in page
    many = {"p": {"uji": "kata", "maks": 120, "tulisan": "≤ 120 kata"}}
    long = paper_html(make_item("tulis", "p", {"aturan": many}))
    assert long.count("bijak-writing-line") == 19


def writing(form):
    return inside(form, ipywidgets.Textarea)[0]


def test_the_form_shows_the_stored_text_and_changes_nothing():
    """Exactly as it was typed, spaces and all."""
    form, changes = opened(ITEM, "  Antre  3 jam\n")
    assert writing(form).value == "  Antre  3 jam\n" and changes == []
    assert writing(form).rows == 5 and writing(form).description


def test_what_is_typed_is_handed_on_and_never_rewritten():
    """Every change is the whole text."""
    form, changes = opened(ITEM)
    for text in ("  Antre", "  Antre 3  jam ", ""):
        writing(form).value = text
        assert writing(form).value == text
    assert changes == [("  Antre",), ("  Antre 3  jam ",), ("",)]


def counter(form):
    return with_class(form, "bijak-counter")[0].value


def test_the_counter_counts_as_the_judge_does():
    """The mark of the exercise does not count."""
    form, _ = opened(ITEM, GOOD)
    assert counter(form) == "12 dari paling banyak 20 kata"
    writing(form).value = "kata " * 22
    assert counter(form) == "22 dari paling banyak 20 kata. Kurangi 2 kata"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"min": 5}, "2 dari paling sedikit 5 kata"),
        ({"min": 5, "maks": 9}, "2 kata, diminta 5 sampai 9 kata"),
        ({"maks": 9}, "2 dari paling banyak 9 kata"),
    ],
)
def test_the_counter_names_the_limits(limits, said):
    """Whatever the author asked for."""
    rule = {"uji": "kata", **limits, "tulisan": "Panjangnya pas"}
    form, _ = opened(make_item("tulis", "t", {"aturan": {"p": rule}}), "dua kata")
    assert counter(form) == said


def test_without_rules_the_counter_only_counts():
    """No list, no summary."""
    form, _ = opened(make_item("tulis", "t", {}), "dua kata")
    assert counter(form) == "2 kata" and with_class(form, "bijak-checklist") == []


def test_shown_rules_are_ticked_and_hidden_ones_are_not_named():
    """A sign and a word; the summary stands in one live line."""
    form, _ = opened(ITEM, "Antre")
    assert "(belum)" in seen(form) and "1 dari 2 aturan terpenuhi." in seen(form)
    writing(form).value = GOOD
    assert "Semua aturan terpenuhi." in seen(form) and "(belum)" not in seen(form)
    assert "mohon" not in seen(form) and "payah" not in seen(form)


def test_the_live_line_is_silent_while_nothing_changes():
    """Letters, counts and ticks are seen; only a change of rules is spoken."""
    form, _ = opened(ITEM, "Antre")
    (line,) = with_class(form, "bijak-live")
    said = []
    line.observe(lambda event: said.append(event["new"]), "value")
    for text in ("Antre 3", "Antre 3 jam", "Antre 3 jam di loket 2"):
        writing(form).value = text
    assert said == []
    writing(form).value = "Antre 3 jam di loket 2 kemarin"
    assert said == ["Semua aturan terpenuhi."]


def test_a_huge_paste_is_cut_before_it_is_stored():
    """4.000 signs are stored, and the person is told."""
    form, changes = opened(ITEM)
    writing(form).value = "kata " * 2_000_000
    assert len(changes[0][0]) == 4000 and "4.000 huruf pertama" in seen(form)
    assert len(writing(form).value) == 10_000_000


def test_the_group_begins_with_its_legend():
    """The box has a label of its own besides."""
    form, _ = opened(ITEM)
    (group,) = groups(form)
    assert "bijak-legend" in group.children[0]._dom_classes
    assert group.children[0].value and writing(form).description == "Tulisan Anda"


def test_a_text_that_cannot_be_asked_is_refused():
    """An unknown pattern is the author's mistake."""
    rules = {"p": {"uji": "pola", "pola": "surel", "tulisan": "Menyebut surel"}}
    with pytest.raises(BadItem, match="surel"):
        make_item("tulis", "x", {"aturan": rules})
