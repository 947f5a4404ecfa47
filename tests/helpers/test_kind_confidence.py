"""How sure somebody is, and the ladder of hints: beside any kind, never points."""

from dataclasses import replace

import ipywidgets
import pytest
from driven import (
    LONG,
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

from bijak.items import PER_CARD, make_item, make_key
from bijak.scoring import score
from bijak.views import confidence, form_html, paper_html
from bijak.views import hints as hint_views
from bijak.widgets.confidence import build
from bijak.widgets.hints import hints

OPTIONS = {"a": "Hapus", "b": "Tunggu"}
CARDS = {"k1": "Satu", "k2": "Dua"}
ITEM = make_item("pilih", "c1", {"pilihan": OPTIONS, "yakin": True})
SORT = make_item(
    "kelompokkan", "c2", {"kartu": CARDS, "kelompok": OPTIONS, "yakin": PER_CARD}
)
TIERS = replace(
    make_item(
        "pilih_beralasan",
        "c3",
        {"kartu": CARDS, "pilihan": OPTIONS, "alasan": OPTIONS},
    ),
    confidence=PER_CARD,
)
PAIRS = replace(
    make_item("pasangkan", "c4", {"kiri": CARDS, "kanan": OPTIONS}),
    confidence=PER_CARD,
)
NO_LEVELS = [*STRANGE, 0, 5, -1, 2.0, "3", 10**5000, float("nan")]
NO_LEVELS = [value for value in NO_LEVELS if value is not True] + [True]


def test_levels_in_words():
    """Four steps, each with its number out of four."""
    assert [confidence.words(step) for step in (1, 2, 3, 4)] == [
        "menebak (1 dari 4)",
        "ragu (2 dari 4)",
        "cukup yakin (3 dari 4)",
        "yakin sekali (4 dari 4)",
    ]


@pytest.mark.parametrize("value", NO_LEVELS, ids=range(len(NO_LEVELS)))
def test_what_is_no_level_counts_as_open(value):
    """Any other JSON value is shown as not filled in, and never comes through."""
    assert confidence.words(value) == "belum diisi"
    for item in (ITEM, SORT):
        assert "belum diisi" in confidence.static(item, value)
        read(confidence.static(item, value))
    changes = []
    box = build(ITEM, value, lambda *given: changes.append(given))
    (buttons,) = inside(box, ipywidgets.RadioButtons)
    assert buttons.value is None and changes == []


def test_a_level_is_shown_beside_the_answer():
    """The static view says it in one line; per card in one line each."""
    page = form_html(ITEM, "a", {"": 3})
    assert "Keyakinan Anda: <strong>cukup yakin (3 dari 4)</strong>" in page
    page = confidence.static(SORT, {"k2": 1, "k9": 4})
    assert "“Satu”: <span>belum diisi</span>" in page
    assert "“Dua”: <strong>menebak (1 dari 4)</strong>" in page


def test_paper_asks_once_or_for_each_card():
    """Four circles, or a row of four for each card."""
    assert paper_html(ITEM).count("○") == len(OPTIONS) + 4
    assert confidence.paper(SORT).count("○") == 2 * 4
    assert "Tidak mengubah poin." in paper_html(ITEM)
    read(confidence.paper(replace(SORT, cards={"k1": {"teks": SCRIPT}})))


def test_a_stored_level_is_shown_and_a_new_one_is_a_number():
    """The change is a plain number under its own part."""
    form, changes = opened(ITEM, "a", {"": 2})
    answer, sure = inside(form, ipywidgets.RadioButtons)
    assert (answer.value, sure.value) == ("a", "2") and changes == []
    sure.value = "4"
    assert changes == [(4, "~yakin")] and type(changes[0][0]) is int
    answer.value = "b"
    assert changes[1:] == [("b",)]


@pytest.mark.parametrize("item", [SORT, TIERS, PAIRS], ids=lambda item: item.kind)
def test_each_card_has_its_own_level(item):
    """Stored levels stand at their cards, and change by them."""
    form, changes = opened(item, None, {"k2": 3, "k9": 1})
    sure = [
        buttons
        for box in with_class(form, "bijak-sure")
        for buttons in inside(box, ipywidgets.RadioButtons)
    ]
    assert [buttons.value for buttons in sure] == [None, "3"] and changes == []
    sure[0].value = "1"
    sure[1].value = "2"
    assert changes == [(1, "~yakin/k1"), (2, "~yakin/k2")]


@pytest.mark.parametrize("item", [ITEM, SORT, TIERS, PAIRS], ids=lambda item: item.kind)
def test_hostile_levels_never_stop_a_form(item):
    """Whatever an answer file holds as a level, the form opens and shows none."""
    for value in NO_LEVELS:
        harmless(item, None, {"": value, "k1": value, "k2": LONG})


def test_a_level_is_never_worth_points():
    """The same answer earns the same, sure or not."""
    key = make_key({"kunci": {"k1": "a", "k2": "b"}, "poin": 2})
    answer = {"k1": "a", "k2": "b"}
    told = {**answer, "~yakin": 1, "~yakin/k1": 4}
    assert score(SORT, answer, key) == score(SORT, told, key)
    assert score(SORT, {"~yakin": 4}, key).points == 0


def test_the_group_says_what_it_is_for():
    """The legend asks and promises; every button has words."""
    form, _ = opened(ITEM)
    group = groups(form)[-1]
    assert "Seberapa yakin Anda?" in group.children[0].value
    assert "Tidak mengubah poin." in group.children[0].value
    (buttons,) = inside(group, ipywidgets.RadioButtons)
    assert [text for text, _ in buttons.options] == [
        "Menebak",
        "Ragu",
        "Cukup yakin",
        "Yakin sekali",
    ]


THREE = replace(ITEM, hints=("Lihat tanggal.", "Cari <sumber>.", "Tanya BMKG."))


def rungs(ladder):
    """(the button, what can be read, the list of hints)."""
    (button,) = inside(ladder, ipywidgets.Button)
    (shown,) = with_class(ladder, "bijak-hints")
    return button, shown


def test_no_hints_no_ladder():
    """A question without hints has no button for them."""
    assert hints(ITEM) is None and hint_views.static(ITEM) == ""
    assert with_class(opened(ITEM)[0], "bijak-ladder") == []


def test_each_press_shows_one_more_hint():
    """One after another, each in a live line of its own, escaped."""
    ladder = hints(THREE)
    button, _ = rungs(ladder)
    assert button.description == "Petunjuk 1 dari 3" and seen(ladder).strip() == ""
    lines = with_class(ladder, "bijak-live")
    button.click()
    assert lines[0].value == "<strong>Petunjuk 1 dari 3.</strong> Lihat tanggal."
    assert [line.value for line in lines[1:]] == ["", ""]
    assert button.description == "Petunjuk 2 dari 3"
    button.click()
    assert "Cari &lt;sumber&gt;." in lines[1].value and lines[2].value == ""
    button.click()
    assert "Tanya BMKG." in lines[2].value


def test_after_the_last_hint_the_button_folds_them():
    """It stays where it is, so that the focus of a keyboard is never lost."""
    button, shown = rungs(hints(THREE))
    for _ in THREE.hints:
        button.click()
    assert button.description == "Sembunyikan petunjuk"
    button.click()
    assert button.description == "Tampilkan petunjuk"
    assert "bijak-hidden" in shown._dom_classes
    button.click()
    assert button.description == "Sembunyikan petunjuk"
    assert "bijak-hidden" not in shown._dom_classes


def test_a_single_hint_is_not_counted():
    """One of one would be odd."""
    button, _ = rungs(hints(replace(ITEM, hints=("Baca lagi.",))))
    assert button.description == "Petunjuk"


def test_looking_at_hints_changes_nothing():
    """A hint is neither an answer nor recorded."""
    form, changes = opened(THREE, "a")
    (button,) = inside(form, ipywidgets.Button)
    for _ in range(5):
        button.click()
    assert changes == []


def test_static_hints_fold_without_a_program():
    """Each is a details element with its place; on paper there are none."""
    page = hint_views.static(THREE)
    assert page.count("<details") == 3 and "Petunjuk 3 dari 3" in page
    assert "Cari &lt;sumber&gt;." in page and hint_views.paper(THREE) == ""
    assert "Lihat tanggal." not in paper_html(THREE)
    bad = replace(ITEM, hints=(SCRIPT, TURNED, LONG))
    assert read(hint_views.static(bad)) == {"details", "summary", "p"}
    harmless(bad, None)
