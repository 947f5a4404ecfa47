"""Two-tier: an answer and its reason, alone or for each card of a set."""

from itertools import product

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

from bijak import widgets
from bijak.items import make_item, make_key
from bijak.scoring import check, is_answered, score, specimens
from bijak.scoring.two_tier import pair_share
from bijak.scoring.verdict import EMPTY, INCOMPLETE, PARTLY, RIGHT, UNREADABLE, WRONG
from bijak.views import answer_text, form_html, paper_html
from bijak.widgets.columns import columns

FEELINGS = {"takut": "Takut", "marah": "Marah", "tidak": "Tidak ada"}
STEPS = {"henti": "Berhenti dulu", "baca": "Lanjut baca"}
ASKED = {"pilihan": "Emosi apa yang dipancing?", "alasan": "Langkah pertama?"}
CARDS = {"k1": "Air mati!", "k2": "Jadwal posyandu", "k3": "Kurang ajar!", "k4": "Uji"}
PAIRS = {
    "k1": ("takut", "henti"),
    "k2": ("tidak", "baca"),
    "k3": ("marah", "henti"),
    "k4": ("tidak", "baca"),
}

ONE = make_item(
    "pilih_beralasan",
    "t1",
    {
        "pilihan": {"a": "Kirim", "b": "Tunggu", "c": "Hapus"},
        "alasan": {"x": "Belum jelas", "y": "Sudah ramai"},
    },
)
ONE_KEY = make_key(
    {
        "kunci": {"jawaban": "b", "alasan": "x"},
        "poin": 2,
        "umpan_balik": {
            ("jawaban", "a"): "Tahan dulu.",
            ("alasan", "y"): "Ramai bukan bukti.",
            "benar": "Tepat, dengan alasannya.",
            "lain": "Baca lagi pesannya.",
        },
    }
)
SET = make_item(
    "pilih_beralasan",
    "t2",
    {"kartu": CARDS, "pilihan": FEELINGS, "alasan": STEPS, "tanya": ASKED},
)
SET_KEY = make_key(
    {
        "kunci": {c: {"jawaban": j, "alasan": a} for c, (j, a) in PAIRS.items()},
        "poin": 4,
        "umpan_balik": {
            "k1": "Tanda serunya menakuti.",
            ("jawaban", "marah"): "Tidak ada yang dihina.",
            ("*", "takut"): "Tidak semua menakuti.",
            "benar": "Semua tepat.",
            "lain": "Baca pelan-pelan.",
        },
    }
)
CASES = {"one": (ONE, ONE_KEY), "set": (SET, SET_KEY)}


def flat(pairs):
    """Pairs as an answer file holds them."""
    return {
        f"{card}.{tier}": one
        for card, pair in pairs.items()
        for tier, one in zip(("jawaban", "alasan"), pair, strict=True)
    }


RIGHT_SET = flat(PAIRS)


@pytest.mark.parametrize("name", CASES)
def test_every_specimen_has_its_share_and_its_sentence(name):
    """Empty 0, right all, each known wrong what it must, with its words."""
    item, key = CASES[name]
    for one in specimens(item, key):
        verdict = score(item, one.answer, key)
        if one.share is None:
            assert verdict.points < key.total, one.name
        else:
            assert verdict.points == one.share * key.total, one.name
        assert any(one.sentence in said for said in verdict.sentences or ("",))


def test_every_wrong_choice_is_a_specimen():
    """Each listed wrong one is there; over cards also every pair for all of them."""
    names = {one.name for one in specimens(ONE, ONE_KEY)}
    assert names == {
        "kosong",
        "benar",
        "keliru: jawaban a",
        "keliru: jawaban c",
        "keliru: alasan y",
    }
    names = {one.name for one in specimens(SET, SET_KEY)}
    assert {f"semua {a} {b}" for a, b in product(FEELINGS, STEPS)} <= names
    assert {f"keliru: {c}.{t}" for c in CARDS for t in ("jawaban", "alasan")} == {
        name.rpartition(" ")[0] for name in names if name.startswith("keliru")
    }
    assert "keliru: k2.jawaban marah" in names


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("given", NO_ANSWERS, ids=repr)
def test_nothing_is_empty(name, given):
    """An untouched item earns 0."""
    item, key = CASES[name]
    verdict = score(item, given, key)
    assert (verdict.state, verdict.points) == (EMPTY, 0)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("given", NOT_MAPPINGS, ids=range(len(NOT_MAPPINGS)))
def test_what_is_no_mapping_cannot_be_read(name, given):
    """Every other JSON type: 0 points, and what to do next."""
    item, key = CASES[name]
    verdict = score(item, given, key)
    assert (verdict.state, verdict.points) == (UNREADABLE, 0)
    assert verdict.sentences == ("Pilih jawaban dan alasannya.",)
    harmless(item, given)


@pytest.mark.parametrize("given", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_choice_is_none(given):
    """A choice that does not exist is a missing one; the others still count."""
    assert score(ONE, {"jawaban": given}, ONE_KEY).state == EMPTY
    half = {"jawaban": "b", "alasan": given}
    assert check(ONE, half) == (INCOMPLETE, "Alasannya belum dipilih.")
    assert score(ONE, half, ONE_KEY).points == 1
    beside = {**RIGHT_SET, "k3.jawaban": given}
    assert check(SET, beside) == (INCOMPLETE, "Masih ada 1 kartu yang belum lengkap.")
    assert 0 < score(SET, beside, SET_KEY).points < 4
    harmless(ONE, half)
    harmless(SET, beside)


STRANGERS = ["", "k1", "k9.alasan", SCRIPT, TURNED, LONG]


@pytest.mark.parametrize("name", STRANGERS, ids=range(len(STRANGERS)))
def test_strange_parts_are_passed_over(name):
    """Parts that nobody asked for change nothing."""
    assert score(SET, {**RIGHT_SET, name: "takut"}, SET_KEY).state == RIGHT
    assert score(SET, {name: "takut"}, SET_KEY).state == EMPTY
    harmless(SET, {**RIGHT_SET, name: "takut"})


@pytest.mark.parametrize(
    ("answer", "points", "sentences"),
    [
        ({"jawaban": "b", "alasan": "x"}, 2, ("Tepat, dengan alasannya.",)),
        (
            {"jawaban": "b", "alasan": "y"},
            1,
            ("Jawaban pertama tepat, yang kedua belum.", "Ramai bukan bukti."),
        ),
        (
            {"jawaban": "b"},
            1,
            ("Jawaban pertama tepat, yang kedua belum.", "Baca lagi pesannya."),
        ),
        (
            {"jawaban": "a", "alasan": "x"},
            0,
            ("Alasan Anda tepat, jawabannya belum.", "Tahan dulu."),
        ),
        (
            {"jawaban": "a", "alasan": "y"},
            0,
            ("Tahan dulu.", "Ramai bukan bukti."),
        ),
        ({"jawaban": "c", "alasan": "y"}, 0, ("Ramai bukan bukti.",)),
        (
            {"alasan": "x"},
            0,
            ("Alasan Anda tepat, jawabannya belum.", "Baca lagi pesannya."),
        ),
    ],
    ids=["both", "answer", "no reason", "reason", "neither", "plain", "no answer"],
)
def test_the_verdict_on_one_pair(answer, points, sentences):
    """Both right 1, only the answer ½, else 0; what was right is said first."""
    verdict = score(ONE, answer, ONE_KEY)
    assert (verdict.points, verdict.sentences) == (points, sentences)


def test_what_is_missing_is_said():
    """An answer without its reason is unfinished, and so the other way round."""
    assert check(ONE, {"jawaban": "b"})[1] == "Alasannya belum dipilih."
    assert check(ONE, {"alasan": "x"})[1] == "Jawabannya belum dipilih."
    assert is_answered(ONE, {"jawaban": "a", "alasan": "y"})
    assert check(SET, {"k1.jawaban": "takut"})[1].startswith("Masih ada 4 kartu")
    assert is_answered(SET, RIGHT_SET)


def test_pair_shares():
    """A right reason under a wrong answer is worth nothing."""
    truth = ("a", "x")
    given = [("a", "x"), ("a", "y"), ("a", None), ("b", "x"), (None, None)]
    assert [pair_share(one, truth) for one in given] == [1, 0.5, 0.5, 0, 0]


def test_a_set_is_the_mean_of_its_cards():
    """Three and a half of four: the step of one card is another one."""
    one_reason_off = {**PAIRS, "k1": ("takut", "baca")}
    assert score(SET, flat(one_reason_off), SET_KEY).points == 3.5


@pytest.mark.parametrize("pair", list(product(FEELINGS, STEPS)), ids="-".join)
def test_the_same_pair_for_all_cards_is_nothing(pair):
    """Whichever it is, and also with one card left open."""
    for cards in (CARDS, ["k1", "k2", "k3"]):
        answer = flat(dict.fromkeys(cards, pair))
        verdict = score(SET, answer, SET_KEY)
        assert (verdict.state, verdict.points) == (WRONG, 0)
        said = verdict.sentences[0] == "Tidak semua menakuti."
        assert said == (pair[0] == "takut")


def test_the_same_answer_with_different_reasons_is_nothing_either():
    """Right reasons do not buy back that no card was looked at."""
    answer = flat({card: ("tidak", reason) for card, (_, reason) in PAIRS.items()})
    assert score(SET, answer, SET_KEY).points == 0


def test_a_set_in_which_one_pair_is_right_for_all():
    """The same pair for all is right there, and half right is half."""
    key = make_key(
        {"kunci": {c: {"jawaban": "marah", "alasan": "henti"} for c in CARDS}}
    )
    right = flat(dict.fromkeys(CARDS, ("marah", "henti")))
    assert score(SET, right, key).points == 1
    assert score(SET, {**right, "k1.jawaban": "takut"}, key).points == 0.75
    only = make_item(
        "pilih_beralasan",
        "t3",
        {"kartu": {"k1": "Satu"}, "pilihan": FEELINGS, "alasan": STEPS},
    )
    alone = make_key({"kunci": {"k1": {"jawaban": "marah", "alasan": "henti"}}})
    given = flat({"k1": ("marah", "baca")})
    assert score(only, given, alone).points == 0.5


def test_cards_get_their_sentences():
    """The card's own, else the choice's; a missed reason is named."""
    answer = flat({**PAIRS, "k1": ("takut", "baca"), "k2": ("marah", "baca")})
    verdict = score(SET, answer, SET_KEY)
    assert verdict.state == PARTLY
    assert verdict.sentences == (
        "Kartu 1 (jawaban kedua): Tanda serunya menakuti.",
        "Kartu 2: Tidak ada yang dihina.",
    )
    other = score(SET, flat({**PAIRS, "k3": ("takut", "henti")}), SET_KEY)
    assert other.sentences == ("Baca pelan-pelan.",)
    assert score(SET, RIGHT_SET, SET_KEY).sentences == ("Semua tepat.",)


def test_a_broken_key_is_our_mistake():
    """A key without a reason earns nothing and does not blame the participant."""
    verdict = score(ONE, {"jawaban": "b", "alasan": "x"}, make_key({"kunci": "b"}))
    assert (verdict.state, verdict.points) == (UNREADABLE, 0)
    assert "kekeliruan kami" in verdict.sentences[0]


def test_an_answer_is_told_in_words():
    """Both halves, one line for each card."""
    given = {"jawaban": "b"}
    assert answer_text(ONE, given) == "Jawaban: b. Tunggu\nAlasan: belum diisi"
    lines = answer_text(SET, {"k1.jawaban": "takut", "k2.alasan": "baca"}).split("\n")
    assert lines == [
        "1. “Air mati!” → Takut · belum diisi",
        "2. “Jadwal posyandu” → belum diisi · Lanjut baca",
        "3. “Kurang ajar!” → belum diisi",
        "4. “Uji” → belum diisi",
    ]


def test_the_static_view_shows_both_halves():
    """Sign and words carry what was chosen."""
    page = form_html(ONE, {"jawaban": "b"})
    assert page.count("◉") == page.count("← jawaban Anda") == 1
    assert "Apa jawaban Anda?" in page and "Apa alasan Anda?" in page
    page = form_html(SET, RIGHT_SET)
    assert page.count("jawaban Anda") == 8 and "Belum diisi" not in page


def test_paper_has_a_circle_for_each_choice():
    """Alone 3 + 2, in a set as many under each card."""
    assert paper_html(ONE).count("○") == 5
    assert paper_html(SET).count("○") == 4 * 5


@given(st.dictionaries(st.sampled_from([*RIGHT_SET]) | st.text(max_size=3), JSON))
def test_any_mapping_is_judged_and_shown(answer):
    """Both are total: between nothing and everything, a plain float, harmless."""
    verdict = score(SET, answer, SET_KEY)
    assert type(verdict.points) is float and 0 <= verdict.points <= 4
    assert is_answered(SET, answer) == (check(SET, answer)[0] == "")
    read(form_html(SET, answer))
    assert answer_text(SET, answer)


def test_an_authors_signs_are_escaped_everywhere():
    """Text with < is shown, not obeyed, also in the questions."""
    bad = {"a": SCRIPT, "b": TURNED}
    asked = {"pilihan": SCRIPT, "alasan": SCRIPT}
    for cards in ({}, {"k1": SCRIPT, "k2": "Dua"}):
        item = make_item(
            "pilih_beralasan",
            "t4",
            {"pilihan": bad, "alasan": bad, "tanya": asked, "kartu": cards},
        )
        answer = flat({"k1": ("a", "b")}) if cards else {"jawaban": "a"}
        harmless(item, answer)
        assert form_html(item, answer).count("&lt;script&gt;") >= 3
        assert "&lt;script&gt;" in seen(opened(item)[0])


def test_a_form_without_cards_has_two_groups():
    """The stored pair is shown without a change; each half changes by its part."""
    form, changes = opened(ONE, {"jawaban": "b", "alasan": "?"})
    first, second = inside(form, ipywidgets.RadioButtons)
    assert (first.value, second.value) == ("b", None) and changes == []
    second.value = "y"
    first.value = "a"
    assert changes == [("y", "alasan"), ("a", "jawaban")]


def test_a_form_with_cards_counts_complete_ones():
    """Each list changes by card and half; a complete card says so."""
    form, changes = opened(SET, {"k1.jawaban": "takut", "k2.alasan": ["baca"]})
    buttons = inside(form, ipywidgets.RadioButtons)
    assert [b.value for b in buttons] == ["takut", *[None] * 7] and changes == []
    assert "<strong>0 dari 4</strong> kartu lengkap." in seen(form)
    assert "✓ lengkap" not in seen(form)
    buttons[1].value = "henti"
    assert changes == [("henti", "k1.alasan")]
    assert seen(form).count("✓ lengkap") == 1
    assert "<strong>1 dari 4</strong> kartu lengkap. Belum: kartu 2, 3, dan 4." in (
        seen(form)
    )
    for button, value in zip(buttons[2:], ["marah", "baca"] * 3, strict=True):
        button.value = value
    assert "<strong>4 dari 4</strong> kartu lengkap. Semua lengkap." in seen(form)
    assert changes[-1] == ("baca", "k4.alasan")


def test_every_list_has_its_own_question():
    """Card, then two groups with the questions as legends."""
    form, _ = opened(SET)
    names = [group.children[0].value for group in groups(form)]
    assert names[:3] == ["Kartu 1 dari 4", *ASKED.values()] and len(names) == 12
    assert all("bijak-legend" in g.children[0]._dom_classes for g in groups(form))
    assert len(with_class(form, "bijak-tier")) == 8


def test_choices_under_a_card_stand_side_by_side_where_there_is_room():
    """Short ones four in a line, longer ones two, sentences below each other."""
    assert columns(["Takut", "Tidak ada"]) == "bijak-labels bijak-four"
    assert columns(["Takut", "Pemerintah kabupaten"]) == "bijak-labels bijak-two"
    assert columns(["Takut", "x" * 49]) == columns(["x" * 200]) == ""
    lists = inside(opened(SET)[0], ipywidgets.RadioButtons)
    assert all("bijak-four" in one._dom_classes for one in lists)
    alone = inside(opened(ONE)[0], ipywidgets.RadioButtons)
    assert not any("bijak-labels" in one._dom_classes for one in alone)


def test_a_quiz_judges_both_halves_at_once():
    """In a lesson Periksa hands the whole pair to the judge."""
    judged = []
    quiz = widgets.quiz(
        ONE, {"jawaban": "b"}, lambda *_: None, lambda given: judged.append(given) or ""
    )
    inside(quiz, ipywidgets.RadioButtons)[1].value = "y"
    (check_button,) = inside(quiz, ipywidgets.Button)
    check_button.click()
    assert judged == [{"jawaban": "b", "alasan": "y"}]
