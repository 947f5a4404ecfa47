"""Match: judged pair by pair, shown in letters, joined with radios or dropdowns."""

import ipywidgets
import pytest
from driven import (
    JSON,
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
from hypothesis import given
from hypothesis import strategies as st

from bijak.items import make_item, make_key
from bijak.scoring import check, is_answered, score, specimens
from bijak.scoring.verdict import EMPTY, INCOMPLETE, PARTLY, RIGHT, UNREADABLE, WRONG
from bijak.views import answer_text, form_html, paper_html
from bijak.views.match import letters

LEFT = {"g": "Kabar gempa", "o": "Izin obat", "k": "Izin keripik", "p": "Pinjol"}
FEW = {"1": "BMKG", "2": "BPOM", "3": "Kabupaten", "4": "OJK"}
MANY = {**FEW, "5": "Balai desa"}
TRUTH = {"g": "1", "o": "2", "k": "3", "p": "4"}
SAID = {
    ("g", "2"): "BPOM mengurus obat.",
    "k": "PIRT diurus kabupaten.",
    ("*", "1"): "BMKG tidak mengurus semuanya.",
    "benar": "Semua cocok.",
    "lain": "Baca lagi daftarnya.",
}


def match(right=FEW, **more):
    return make_item("pasangkan", "m1", {"kiri": LEFT, "kanan": right, **more})


ITEM = match()
KEY = make_key({"kunci": TRUTH, "poin": 4, "umpan_balik": SAID})


def test_every_specimen_has_its_share_and_its_sentence():
    """Empty 0, right all, one wrong of four ¾, one partner for all 0."""
    found = specimens(ITEM, KEY)
    for one in found:
        verdict = score(ITEM, one.answer, KEY)
        assert verdict.points == one.share * 4, one.name
        assert any(one.sentence in said for said in verdict.sentences or ("",))
    shares = {one.name: one.share for one in found}
    assert (shares["kosong"], shares["benar"]) == (0, 1)
    assert shares["semua 1"] == shares["semua 4"] == 0
    assert shares["keliru: g 2"] == shares["keliru: k 1"] == 0.75


def test_every_wrong_pair_with_a_sentence_is_a_specimen():
    """A sentence that nobody could ever read would be noticed."""
    names = [one.name for one in specimens(ITEM, KEY)]
    assert "keliru: g 2" in names and "keliru: g 3" in names
    assert len([name for name in names if name.startswith("keliru: g")]) == 2


@pytest.mark.parametrize("given", NO_ANSWERS, ids=repr)
def test_nothing_is_empty(given):
    """An untouched item earns 0 and says so kindly."""
    verdict = score(ITEM, given, KEY)
    assert (verdict.state, verdict.points) == (EMPTY, 0)
    assert not is_answered(ITEM, given)


@pytest.mark.parametrize("given", NOT_MAPPINGS, ids=range(len(NOT_MAPPINGS)))
def test_what_is_no_mapping_cannot_be_read(given):
    """Every other JSON type: 0 points, and what to do next."""
    verdict = score(ITEM, given, KEY)
    assert (verdict.state, verdict.points) == (UNREADABLE, 0)
    assert verdict.sentences == ("Pilih pasangan untuk setiap nomor.",)
    harmless(ITEM, given)


@pytest.mark.parametrize("given", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_partner_is_none(given):
    """A partner that does not exist is a missing one; the others still count."""
    only = score(ITEM, {"g": given}, KEY)
    assert (only.state, only.points) == (EMPTY, 0)
    beside = {**TRUTH, "g": given}
    assert check(ITEM, beside) == (INCOMPLETE, "Masih ada 1 nomor tanpa pasangan.")
    assert score(ITEM, beside, KEY).points == 3
    harmless(ITEM, beside)


@pytest.mark.parametrize("name", ["", "zz", SCRIPT, TURNED, LONG], ids=range(5))
def test_a_strange_left_side_is_passed_over(name):
    """Parts that nobody asked for change nothing."""
    assert score(ITEM, {**TRUTH, name: "1"}, KEY).state == RIGHT
    assert score(ITEM, {name: "1"}, KEY).state == EMPTY
    harmless(ITEM, {**TRUTH, name: "1"})


def test_pairs_count_one_by_one():
    """Two of four right is half, with a sentence for each pair that is not."""
    verdict = score(ITEM, {**TRUTH, "g": "2", "k": "1"}, KEY)
    assert (verdict.state, verdict.points) == (PARTLY, 2)
    assert verdict.sentences == (
        "Nomor 1: BPOM mengurus obat.",
        "Nomor 3: PIRT diurus kabupaten.",
    )


def test_what_is_joined_counts_before_all_is():
    """Half done and right is half the points; nobody loses what is there."""
    half = {"g": "1", "o": "2"}
    assert check(ITEM, half) == (INCOMPLETE, "Masih ada 2 nomor tanpa pasangan.")
    verdict = score(ITEM, half, KEY)
    assert (verdict.state, verdict.points) == (PARTLY, 2)
    assert verdict.sentences == ("Nomor 3: PIRT diurus kabupaten.",)


@pytest.mark.parametrize("how_many", [2, 3, 4])
def test_one_partner_for_everything_is_nothing(how_many):
    """Leaving one open does not make guessing pay."""
    verdict = score(ITEM, dict.fromkeys(list(LEFT)[:how_many], "1"), KEY)
    assert (verdict.state, verdict.points) == (WRONG, 0)
    assert verdict.sentences[0] == "BMKG tidak mengurus semuanya."


def test_one_partner_that_is_right_for_two_counts():
    """Where a partner belongs to two, joining only these is no guess."""
    key = make_key({"kunci": {**TRUTH, "o": "1"}, "poin": 4})
    assert score(ITEM, {"g": "1", "o": "1"}, key).points == 2
    assert score(ITEM, {"g": "1", "o": "1", "k": "1"}, key).points == 0


def test_the_general_sentence_comes_where_no_other_does():
    """Nobody is left without a word."""
    assert score(ITEM, {**TRUTH, "p": "1"}, KEY).sentences == ("Baca lagi daftarnya.",)
    assert score(ITEM, TRUTH, KEY).sentences == ("Semua cocok.",)


def test_once_only_is_said_and_still_judged():
    """With sekali a partner taken twice makes the answer unfinished, not unreadable."""
    once = match(sekali=True)
    twice = {**TRUTH, "p": "1"}
    said = "Satu pasangan terpakai dua kali. Ganti salah satunya."
    assert check(once, twice) == (INCOMPLETE, said)
    assert is_answered(ITEM, twice) and not is_answered(once, twice)
    assert score(once, twice, KEY).points == 3
    assert is_answered(once, TRUTH)


def test_the_order_of_the_letters_gives_nothing_away():
    """However the author wrote the right side, the letters are shuffled alike."""
    assert list(letters(ITEM)) != list(FEW) and sorted(letters(ITEM)) == sorted(FEW)
    assert list(letters(ITEM).values()) == list("ABCD")
    assert letters(ITEM) == letters(match(sekali=True))
    wide = match({str(n): f"Teks {n}" for n in range(30)})
    assert list(letters(wide).values())[25:] == ["Z", "27", "28", "29", "30"]


def test_an_answer_is_told_in_words():
    """Letter and text, so that people can talk about it."""
    letter = letters(ITEM)["1"]
    assert answer_text(ITEM, {"g": "1"}).split("\n") == [
        f"1. “Kabar gempa” → {letter}. BMKG",
        "2. “Izin obat” → belum diisi",
        "3. “Izin keripik” → belum diisi",
        "4. “Pinjol” → belum diisi",
    ]


def test_the_static_view_shows_pairs_and_all_partners():
    """Without a front end people still see what can be chosen and what was."""
    page = form_html(ITEM, {"g": "1"})
    assert page.count("jawaban Anda") == 1 and page.count("Belum diisi") == 3
    assert all(text in page for text in [*FEW.values(), *LEFT.values()])


def test_paper_has_a_box_for_each_letter():
    """The sheet shows both sides, the letters, and the rule."""
    sheet = paper_html(match(sekali=True))
    assert sheet.count("bijak-slot") == 4
    assert "Setiap huruf hanya dipakai sekali." in sheet
    assert "boleh dipakai lebih dari sekali" in paper_html(ITEM)


@given(st.dictionaries(st.sampled_from([*LEFT]) | st.text(max_size=3), JSON))
def test_any_mapping_is_judged_and_shown(answer):
    """Both are total: between nothing and everything, a plain float, harmless."""
    verdict = score(ITEM, answer, KEY)
    assert type(verdict.points) is float and 0 <= verdict.points <= 4
    assert is_answered(ITEM, answer) == (check(ITEM, answer)[0] == "")
    read(form_html(ITEM, answer))
    assert answer_text(ITEM, answer)


def test_an_authors_signs_are_escaped_everywhere():
    """Text with < and & is shown, not obeyed."""
    item = make_item(
        "pasangkan",
        "m2",
        {
            "kiri": {"a": SCRIPT, "b": {"teks": "B & b", "kanal": "Facebook"}},
            "kanan": {"1": f"{SCRIPT} " * 9, "2": TURNED},
        },
    )
    for answer in (None, {"a": "1", "b": "2"}):
        harmless(item, answer)
        assert "&lt;script&gt;" in form_html(item, answer)
        assert "B &amp; b" in form_html(item, answer)
    assert "&lt;script&gt;" in read_form(item)


def read_form(item):
    form, _ = opened(item, {"a": "1"})
    for line in inside(form, ipywidgets.HTML)[1:]:
        read(line.value)
    return seen(form)


def test_few_short_partners_are_radio_buttons():
    """A stored pair is shown without a change; choosing is one change by its id."""
    form, changes = opened(ITEM, {"o": "2", "zz": "1", "k": "?"})
    buttons = inside(form, ipywidgets.RadioButtons)
    assert [b.value for b in buttons] == [None, "2", None, None] and changes == []
    assert "<strong>1 dari 4</strong> sudah berpasangan. Belum: nomor 1, 3, dan 4." in (
        seen(form)
    )
    buttons[0].value = "1"
    buttons[1].value = "3"
    assert changes == [("1", "g"), ("3", "o")]
    assert "<strong>2 dari 4</strong>" in seen(form)


def test_many_partners_are_a_dropdown_with_an_empty_entry():
    """Choosing the empty entry takes the pair back."""
    form, changes = opened(match(MANY), {"o": "2"})
    boxes = inside(form, ipywidgets.Dropdown)
    assert [box.value for box in boxes] == ["", "2", "", ""] and changes == []
    assert {box.options[0] for box in boxes} == {("— pilih —", "")}
    assert all(box.description for box in boxes)
    for box, partner in zip(boxes, "1234", strict=True):
        box.value = partner
    assert "<strong>4 dari 4</strong> sudah berpasangan. Semua lengkap." in seen(form)
    boxes[0].value = ""
    assert changes == [("1", "g"), ("3", "k"), ("4", "p"), (None, "g")]
    assert "Belum: nomor 1." in seen(form)


def test_long_partners_stand_in_a_list_and_below_their_box():
    """What a narrow box cuts off can be read in full."""
    text = "Menyiarkan tuduhan tertulis yang menyerang nama baik seseorang"
    item = match({**FEW, "4": text})
    form, _ = opened(item)
    assert seen(form).count(text) == 1
    boxes = inside(form, ipywidgets.Dropdown)
    assert max(len(name) for name, _ in boxes[0].options) < 40
    full = with_class(form, "bijak-full")
    assert all("bijak-hidden" in line._dom_classes for line in full)
    boxes[0].value = "4"
    assert text in full[0].value and "bijak-hidden" not in full[0]._dom_classes
    boxes[0].value = "1"
    assert full[0].value == "" and "bijak-hidden" in full[0]._dom_classes


def test_a_partner_taken_twice_is_told_where_once_is_the_rule():
    """The counter names the letter and the numbers, and nothing is rewritten."""
    form, changes = opened(match(sekali=True), {"g": "1", "o": "2"})
    inside(form, ipywidgets.RadioButtons)[2].value = "1"
    letter = letters(ITEM)["1"]
    assert f"Huruf {letter} dipakai nomor 1 dan 3. Ganti satu." in seen(form)
    assert changes == [("1", "k")]


@pytest.mark.parametrize("right", [FEW, MANY], ids=["radio", "dropdown"])
def test_every_left_thing_names_its_group(right):
    """Each group starts with its number and text."""
    form, _ = opened(match(right))
    found = groups(form)
    assert len(found) == 4
    for place, (group, text) in enumerate(zip(found, LEFT.values(), strict=True), 1):
        legend = group.children[0]
        assert "bijak-legend" in legend._dom_classes
        assert f">{place}</span>" in legend.value and text in legend.value
