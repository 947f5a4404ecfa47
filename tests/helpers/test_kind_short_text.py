"""Short text: a domain, a date, a time or a word, the same after normalisation."""

import ipywidgets
import pytest
from driven import (
    LONG,
    NO_ANSWERS,
    NOT_MAPPINGS,
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
from bijak.scoring import check, score, specimens
from bijak.scoring.verdict import EMPTY, INCOMPLETE, PARTLY, RIGHT, UNREADABLE, WRONG
from bijak.short_texts import NORMALISED
from bijak.views import answer_text, form_html, paper_html


def item(form, **more):
    return make_item("isi_teks", "t7", {"bentuk": form, **more})


def key(answer, said, **more):
    return make_key({"kunci": answer, "poin": 2, "umpan_balik": said, **more})


CASES = {
    "domain": (
        item("domain"),
        key(
            "telagacakap.example",
            {
                "telaga-cakap.example": "Tanda hubung itu penanda tiruan.",
                "https://www.telagacakap.example/": "Itu laman, bukan domain inti.",
                "benar": "Tepat.",
                "lain": "Baca dari kanan.",
            },
        ),
    ),
    "tanggal": (
        item("tanggal"),
        key(
            "18 Maret 2027",
            {"19/3/2027": "Itu tanggal unggah.", "lain": "Lihat kartunya."},
        ),
    ),
    "jam": (
        item("jam", satuan="WIB"),
        key("05.14", {"22.14": "Itu waktu UTC.", "lain": "Lihat jamnya."}),
    ),
    "kata": (
        item("kata"),
        key(["satire", "satir"], {"Hoaks": "Hoaks itu payungnya.", "lain": "Coba."}),
    ),
}
RIGHT_TEXTS = [
    ("domain", "telagacakap.example"),
    ("domain", " HTTPS://TelagaCakap.example/ "),
    ("tanggal", "18 Maret 2027"),
    ("tanggal", "Rabu, 18/3/2027"),
    ("tanggal", "2027-03-18"),
    ("jam", "05.14"),
    ("jam", "pukul 5:14 WIB"),
    ("kata", "“Satire.”"),
    ("kata", "SATIR"),
]
WRONG_TEXTS = [
    ("domain", "TELAGA-CAKAP.example/", "Tanda hubung itu penanda tiruan."),
    ("domain", "www.telagacakap.example", "Itu laman, bukan domain inti."),
    ("domain", "cek-data.test", "Baca dari kanan."),
    ("tanggal", "Jumat, 19 Mar 2027", "Itu tanggal unggah."),
    ("tanggal", "18 Maret 2026", "Lihat kartunya."),
    ("jam", "22:14 WIB", "Itu waktu UTC."),
    ("jam", "17.14", "Lihat jamnya."),
    ("kata", "hoaks!", "Hoaks itu payungnya."),
    ("kata", "satir e", "Coba."),
]
NOT_READ = [
    ("domain", "telagacakap", "memuat titik"),
    ("domain", "telagacakap.example/pajak", "garis miring"),
    ("tanggal", "18/3/27", "empat angka"),
    ("tanggal", "31 Februari 2027", "sampai 28"),
    ("tanggal", "18 Maret", "Tahunnya"),
    ("jam", "24.00", "00.00"),
    ("jam", "05.14 WITA", "dalam WIB"),
    ("kata", "?!", "huruf atau angka"),
]


@pytest.mark.parametrize("form", CASES)
def test_every_specimen_has_its_share_and_its_sentence(form):
    """Empty and unreadable 0, right all, each known wrong 0 with its words."""
    asked, answer = CASES[form]
    found = specimens(asked, answer)
    for one in found:
        verdict = score(asked, one.answer, answer)
        assert verdict.points == one.share * 2, one.name
        assert any(one.sentence in said for said in verdict.sentences or ("",))
    names = [one.name for one in found]
    known = [text for text in answer.feedback if text not in ("benar", "lain")]
    wrong = [f"keliru: {text}" for text in known]
    assert names == ["kosong", "benar", *wrong, "tidak terbaca"]
    assert score(asked, found[-1].answer, answer).state == UNREADABLE


@pytest.mark.parametrize(("form", "typed"), RIGHT_TEXTS)
def test_every_way_of_writing_it_is_right(form, typed):
    """What is passed over costs nothing."""
    asked, answer = CASES[form]
    verdict = score(asked, typed, answer)
    assert (verdict.state, verdict.points) == (RIGHT, 2)


@pytest.mark.parametrize(("form", "typed", "sentence"), WRONG_TEXTS)
def test_a_wrong_text_gets_its_own_sentence(form, typed, sentence):
    """Known ones are recognised however they are written."""
    asked, answer = CASES[form]
    verdict = score(asked, typed, answer)
    assert (verdict.state, verdict.points) == (WRONG, 0)
    assert verdict.sentences == (sentence,)


@pytest.mark.parametrize(("form", "typed", "why"), NOT_READ)
def test_what_cannot_be_read_says_what_to_do(form, typed, why):
    """It earns 0, and every view says that it was not read."""
    asked, answer = CASES[form]
    verdict = score(asked, typed, answer)
    assert (verdict.state, verdict.points) == (UNREADABLE, 0)
    assert why in verdict.sentences[0]
    assert "belum terbaca" in form_html(asked, typed)
    assert answer_text(asked, typed).startswith(f"{typed} (belum terbaca")
    assert why in seen(opened(asked, typed)[0])


@pytest.mark.parametrize("form", CASES)
@pytest.mark.parametrize("given", [*NO_ANSWERS, "  ", "\n"], ids=repr)
def test_nothing_is_empty(form, given):
    """An untouched box and spaces earn 0."""
    asked, answer = CASES[form]
    verdict = score(asked, given, answer)
    assert (verdict.state, verdict.points) == (EMPTY, 0)
    harmless(asked, given)


HOSTILE = [*NOT_MAPPINGS, {"isi": "satire"}, ["satire"], f"satire{SCRIPT}"]


@pytest.mark.parametrize("form", CASES)
@pytest.mark.parametrize("given", HOSTILE, ids=range(len(HOSTILE)))
def test_every_other_value_earns_nothing_and_does_no_harm(form, given):
    """Wrong types, scripts, turned signs and 10 MB: 0 points in every form."""
    asked, answer = CASES[form]
    verdict = score(asked, given, answer)
    assert verdict.points == 0 and verdict.state in (UNREADABLE, WRONG)
    readable = form == "kata" and isinstance(given, str) and given[:1] in "a<s"
    assert (verdict.state == WRONG) == readable
    harmless(asked, given)


def test_a_key_that_cannot_be_read_is_never_met():
    """The author's mistake gives nobody points for an unreadable answer."""
    broken = key("bukan domain", {})
    assert score(CASES["domain"][0], "bukan domain", broken).points == 0
    assert score(CASES["domain"][0], "a.example", broken).points == 0


PARTS = item("domain", bagian={"a": "Alamat resmi?", "b": "Alamat tiruan?"})
PARTS_KEY = make_key(
    {
        "kunci": {"a": "telagacakap.example", "b": "cek-data.test"},
        "poin": {"a": 1, "b": 1},
        "umpan_balik": {"b": {"telagacakap.example": "Itu yang resmi."}},
    }
)


def test_parts_are_judged_one_by_one():
    """Points add up, and sentences say which part they are about."""
    both = {"a": "telagacakap.example", "b": "CEK-DATA.test"}
    assert score(PARTS, both, PARTS_KEY).points == 2
    same = score(PARTS, dict.fromkeys("ab", "telagacakap.example"), PARTS_KEY)
    assert (same.state, same.points) == (PARTLY, 1)
    assert same.sentences == ("Alamat tiruan? Itu yang resmi.",)
    assert check(PARTS, {"a": "a.example"})[0] == INCOMPLETE
    assert all(
        score(PARTS, one.answer, PARTS_KEY).points == 2 * one.share
        for one in specimens(PARTS, PARTS_KEY)
        if one.share is not None
    )


def test_a_form_must_be_known():
    """An author's slip is told at once."""
    with pytest.raises(BadItem, match="bentuk harus salah satu"):
        item("surel")


@pytest.mark.parametrize(
    ("form", "typed", "shown"),
    [
        ("tanggal", "18/3/2027", "18/3/2027 (dibaca Kamis, 18 Maret 2027)"),
        ("tanggal", "Kamis, 18 Maret 2027", "Kamis, 18 Maret 2027"),
        ("jam", "5:14", "5:14 (dibaca 05.14 WIB)"),
        ("jam", "05.14 WIB", "05.14 WIB"),
        ("domain", "https://A.example", "https://A.example (dibaca a.example)"),
        ("domain", " a.example", "a.example"),
        ("kata", "“Hoaks.”", "“Hoaks.”"),
    ],
)
def test_views_say_how_a_text_is_read_where_it_is_not_plain(form, typed, shown):
    """What was typed stands first, untouched."""
    assert answer_text(CASES[form][0], typed) == shown
    page = form_html(CASES[form][0], typed)
    assert all(word in page for word in shown.strip(")").split(" (dibaca "))


@pytest.mark.parametrize("form", CASES)
def test_paper_says_what_makes_no_difference(form):
    """A line to write on, with the zone where there is one."""
    page = paper_html(CASES[form][0])
    read(page)
    assert NORMALISED[form] in page and "bijak-blank" in page
    assert ("WIB" in page) == (form == "jam")


LIVE = [
    (
        "tanggal",
        "18/3/2027",
        "Dibaca: <strong><bdi>Kamis, 18 Maret 2027</bdi></strong>",
    ),
    ("jam", "5:14", "Dibaca: <strong><bdi>05.14 WIB</bdi></strong>"),
    ("domain", "A.example/", "Dibaca: <strong><bdi>a.example</bdi></strong>"),
    ("domain", "a.example", ""),
    ("kata", "“Hoaks.”", ""),
    ("tanggal", "18/3/27", "Tulis tahunnya dengan empat angka, misalnya 1945."),
    ("kata", "", "Belum diisi."),
    ("domain", SCRIPT, "Tulis nama domainnya saja, tanpa bagian sesudah garis miring."),
]


@pytest.mark.parametrize(("form", "typed", "line"), LIVE)
def test_the_form_says_how_it_reads_what_is_typed(form, typed, line):
    """One live line, and the box is never rewritten."""
    widget, changes = opened(CASES[form][0], "x")
    (box,) = inside(widget, ipywidgets.Text)
    box.value = typed
    assert box.value == typed and changes == [(typed,)]
    assert [one.value for one in with_class(widget, "bijak-live")] == [line]


def test_a_stored_text_comes_back_as_it_was_typed():
    """Looking at it changes nothing; Enter hands it on at once."""
    widget, changes = opened(CASES["domain"][0], " https://A.example ")
    (box,) = inside(widget, ipywidgets.Text)
    assert box.value == " https://A.example " and changes == []
    assert box.description == "Nama domain:"
    box.value = "b.example"
    box._handle_custom_msg({"event": "submit"}, [])
    assert changes == [("b.example",)]


def test_a_form_says_what_it_passes_over():
    """The sentence stands between the question and the box; the zone behind it."""
    (group,) = groups(opened(CASES["jam"][0])[0])
    assert "bijak-legend" in group.children[0]._dom_classes
    assert group.children[0].value == "Tulis jamnya."
    assert group.children[1].value == NORMALISED["jam"]
    assert "WIB" in seen(group) and "WIB" not in seen(opened(CASES["kata"][0])[0])


def test_parts_have_their_own_boxes():
    """Each part has its question and its change."""
    widget, changes = opened(PARTS, {"b": "x.test"})
    first, second = inside(widget, ipywidgets.Text)
    assert (first.value, second.value) == ("", "x.test")
    first.value = "a.example"
    second.value = "b.test"
    assert changes == [("a.example", "a"), ("b.test", "b")]
    assert [one.children[0].value for one in groups(widget)] == [*PARTS.parts.values()]


def test_a_huge_paste_is_cut_before_it_is_stored():
    """10 MB in the box do not become 10 MB in the answers."""
    widget, changes = opened(CASES["kata"][0])
    inside(widget, ipywidgets.Text)[0].value = LONG
    assert changes == [("9" * 200,)]


def test_hidden_signs_become_visible():
    """Turned text is shown with a sign in the place of each hidden one."""
    (box,) = inside(opened(CASES["kata"][0], TURNED)[0], ipywidgets.Text)
    assert "\ufffd" in box.value and "\u202e" not in box.value
