"""Threshold: the setting of a simulation, found by moving a slider."""

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

from bijak import widgets
from bijak.errors import BadItem, MissingData
from bijak.items import make_item, make_key
from bijak.items.curves import read_curves
from bijak.scoring import check, score, specimens
from bijak.scoring.verdict import EMPTY, RIGHT, UNREADABLE, WRONG
from bijak.views import answer_text, form_html, paper_html
from bijak.views.threshold import plot, setting_words
from bijak.widgets import quiet

AXES = {"x": "Jam", "y": "Warga yang percaya (%)", "nilai": "Pemeriksa (%)"}
SETTINGS = [0, 10, 20, 30, 40, 50]


def item(**more):
    asked = {"simulasi": "contoh-ambang", "sasaran": 25, "satuan": "%", "sumbu": AXES}
    return make_item("cari_ambang", "t11", {**asked, **more})


ITEM = item()
SAID = {
    (0, 20): "Ujung garisnya jauh di atas sasaran.",
    20: "Separuhnya belum cukup.",
    30: "Hampir. Geser selangkah lagi.",
    "benar": "Ini yang terkecil.",
    "lain": "Sudah cukup, tetapi ada yang lebih kecil.",
}
KEY = make_key({"kunci": 40, "poin": 2, "umpan_balik": SAID})
VERDICTS = {
    0: SAID[0, 20],
    10: SAID[0, 20],
    20: SAID[20],
    30: SAID[30],
    40: SAID["benar"],
    50: SAID["lain"],
}


@pytest.mark.parametrize(("setting", "sentence"), VERDICTS.items())
def test_every_setting_has_its_verdict(setting, sentence):
    """Only the key earns points; a number's sentence comes before a range's."""
    verdict = score(ITEM, setting, KEY)
    assert verdict.sentences == (sentence,)
    expected = (RIGHT, 2) if setting == 40 else (WRONG, 0)
    assert (verdict.state, verdict.points) == expected


def test_every_setting_of_the_slider_is_a_specimen():
    """Empty, right, every other setting with its words, and no number."""
    found = specimens(ITEM, KEY)
    assert [one.answer for one in found] == [
        *(None, 40, 0, 10, 20, 30, 50, "kira-kira segitu")
    ]
    for one in found:
        verdict = score(ITEM, one.answer, KEY)
        assert verdict.points == one.share * 2, one.name
        assert any(one.sentence in said for said in verdict.sentences or ("",))
    assert {one.sentence for one in found[2:-1]} == set(VERDICTS.values()) - {
        SAID["benar"]
    }


def test_a_tolerance_makes_neighbours_right():
    """They are no specimens of wrong answers, and the key itself is the right one."""
    wide = make_key({"kunci": 40, "toleransi": 10})
    assert [score(ITEM, one, wide).points for one in SETTINGS] == [0, 0, 0, 1, 1, 1]
    assert [one.answer for one in specimens(ITEM, wide)][:5] == [None, 40, 0, 10, 20]
    between = make_key({"kunci": (25, 45)})
    assert specimens(ITEM, between)[1].answer in (30, 40)


def test_a_key_beside_the_slider_is_told_to_the_author():
    """A release must not hold a question that nobody can answer."""
    with pytest.raises(BadItem, match="kunci 35 tidak ada pada penggeser"):
        specimens(ITEM, make_key({"kunci": 35}))


@pytest.mark.parametrize(
    "typed", [40, 40.0, "40", "40%", " 40 % "], ids=["int", "float", "t", "%", "sp"]
)
def test_a_setting_may_come_from_paper(typed):
    """The number counts, also with its unit behind it."""
    assert score(ITEM, typed, KEY).state == RIGHT
    assert answer_text(ITEM, typed) == "40% pemeriksa"


@pytest.mark.parametrize("given", NO_ANSWERS, ids=repr)
def test_nothing_is_empty(given):
    """A slider that nobody moved earns 0."""
    verdict = score(ITEM, given, KEY)
    assert (verdict.state, verdict.points) == (EMPTY, 0)
    assert "○ Belum diisi." in form_html(ITEM, given)


BAD = [True, False, float("nan"), 10**5000, "a", "40 orang", SCRIPT, TURNED, LONG]
BAD += [["a"], [[[]]], [40], {"isi": 40}]


@pytest.mark.parametrize("given", BAD, ids=range(len(BAD)))
def test_what_is_no_number_cannot_be_read(given):
    """0 points, a sentence, and no harm in any view."""
    verdict = score(ITEM, given, KEY)
    assert (verdict.state, verdict.points) == (UNREADABLE, 0)
    assert verdict.sentences[0].endswith(".")
    harmless(ITEM, given)


@pytest.mark.parametrize("given", [1, 2.5, -0.0, 45, -40, 10**18])
def test_a_number_beside_the_slider_is_only_wrong(given):
    """Nobody's form gives such a number; it is judged and shown all the same."""
    assert score(ITEM, given, KEY).points == 0
    assert check(ITEM, given) == ("", "")
    harmless(ITEM, given)


def test_types_that_are_no_answer_are_asked_for_again():
    """True is not 1, and lists are not settings."""
    for given in (True, [40], {"": 40}):
        assert check(ITEM, given) == (UNREADABLE, "Geser dulu, lalu pakai nilainya.")


def test_the_static_view_shows_the_curve_of_the_answer():
    """The stored setting, or the first one, and the list of all settings."""
    page = form_html(ITEM, 20)
    assert {"svg", "polyline", "title", "desc"} <= read(page)
    assert plot(ITEM, 20) in page and "Grafik untuk <strong>20% pemeriksa" in page
    assert "0% · 10% · <strong>◉ 20%</strong> · 30% · 40% · 50%" in page
    assert "Jawaban Anda: <strong><bdi>20% pemeriksa</bdi></strong>" in page
    assert plot(ITEM, 0) in form_html(ITEM, None)


def test_the_axes_stand_still():
    """Every curve is drawn on the axes that hold all of them."""
    ends = {plot(ITEM, one).count('y="33.33%"') for one in SETTINGS}
    assert ends == {1}


def test_settings_are_said_as_people_say_them():
    """A share has its unit in front, everything else behind its name."""
    assert setting_words(ITEM, 20) == "20% pemeriksa"
    price = item(satuan="", sumbu={**AXES, "nilai": "Harga (Rp)"})
    assert setting_words(price, 5000) == "Harga Rp5.000"
    people = item(satuan="", sumbu={**AXES, "nilai": "Pemeriksa (orang)"})
    assert setting_words(people, 12) == "Pemeriksa 12 orang"


def test_paper_has_the_numbers_of_the_curves():
    """A slider does not move on paper; a table leads to the same answer."""
    page = paper_html(ITEM)
    assert {"table", "caption", "th", "td"} <= read(page)
    assert "Warga yang percaya (%). Sasaran 25%." in page
    assert page.count("<tr>") == 1 + len(SETTINGS)
    ends = {one: points[-1][1] for one, points in read_curves("contoh-ambang").items()}
    for end in ends.values():
        assert f"<td>{end:g}</td>".replace(".", ",") in page
    assert min(one for one, end in ends.items() if end <= 25) == 40


@pytest.mark.parametrize("text", [SCRIPT, TURNED, '"><b>', LONG], ids=range(4))
def test_hostile_names_of_axes_are_harmless(text):
    """What stands in a cell is escaped and shortened in every view."""
    strange = item(sumbu={"x": text[:99], "y": text[:99], "nilai": text[:99]})
    harmless(strange, 20)


def test_missing_curves_are_not_the_participants_mistake():
    """The views say what is missing; an answer that was given still counts."""
    lost = item(simulasi="tidak-ada")
    assert "Jawaban Anda tetap aman" in form_html(lost, 40)
    assert score(lost, 40, KEY).state == RIGHT
    with pytest.raises(MissingData):
        widgets.form(lost, 40, print)


def parts(form):
    (slider,) = inside(form, ipywidgets.SelectionSlider)
    down, up = with_class(form, "bijak-stepper")
    (accept,) = [
        one
        for one in inside(form, ipywidgets.Button)
        if one.description == "Pakai nilai ini"
    ]
    return slider, down, up, accept


def is_shown(widget):
    return "bijak-hidden" not in widget._dom_classes


def test_where_the_slider_stands_first_is_no_answer():
    """It must be moved or accepted; accepting is one change."""
    form, changes = opened(ITEM)
    slider, _, _, accept = parts(form)
    assert slider.value == 0 and changes == [] and is_shown(accept)
    assert "Belum dipakai" in seen(form) and "Nilai Anda" not in seen(form)
    accept.click()
    assert changes == [(0,)] and not is_shown(accept)
    assert "Nilai Anda: <strong>0% pemeriksa</strong>" in seen(form)


def test_moving_the_slider_moves_the_curve_and_is_an_answer():
    """Curve, words and stored number follow; the number is no 20.0."""
    form, changes = opened(ITEM)
    slider, _, _, accept = parts(form)
    slider.value = 20
    assert changes == [(20,)] and isinstance(changes[0][0], int)
    assert plot(ITEM, 20) in seen(form) and plot(ITEM, 0) not in seen(form)
    assert "Jam 24: 37,9%. Sasaran 25%." in seen(form) and not is_shown(accept)
    (said,) = with_class(form, "bijak-setting")
    assert said.value == "20% pemeriksa"


def test_a_stored_setting_comes_back():
    """It is shown as used, and looking at it changes nothing."""
    form, changes = opened(ITEM, 30)
    slider, _, _, accept = parts(form)
    assert slider.value == 30 and changes == [] and not is_shown(accept)
    assert plot(ITEM, 30) in seen(form) and "Nilai Anda" in seen(form)


def test_a_setting_that_the_slider_does_not_have_is_passed_over():
    """The form opens at the lowest setting, as if nothing had been chosen."""
    slider, _, _, accept = parts(opened(ITEM, 35)[0])
    assert slider.value == 0 and is_shown(accept)


def test_buttons_go_one_step_and_say_where(monkeypatch):
    """They work for keyboards and thumbs, end at the ends, and keep the focus."""
    focused = []
    monkeypatch.setattr(ipywidgets.Button, "focus", lambda self: focused.append(self))
    form, changes = opened(ITEM, 40)
    _, down, up, _ = parts(form)
    assert (down.tooltip, up.tooltip) == (
        "Turun ke 30% pemeriksa",
        "Naik ke 50% pemeriksa",
    )
    up.click()
    assert changes == [(50,)] and up.disabled and focused == [down]
    up.click()
    assert changes == [(50,)] and up.tooltip == "Naik: sudah di ujung"
    down.click()
    assert changes == [(50,), (40,)] and not up.disabled and focused == [down]


def test_a_form_names_itself_and_its_parts():
    """One group under its question; whoever sees no curve reads its end."""
    form, _ = opened(ITEM, 20)
    (group,) = groups(form)
    assert group.children[0].value == "Geser sampai menemukan nilai yang diminta."
    (line,) = with_class(form, "bijak-live")
    assert line.value.startswith("Jam 24: 37,9%. Sasaran 25%.")
    assert [label for label, _ in parts(form)[0].options] == [
        f"{one}% pemeriksa" for one in SETTINGS
    ]


def test_dragging_waits_for_quiet_and_loses_nothing(monkeypatch):
    """Only where the finger rests is stored, also when the sheet is handed in."""
    monkeypatch.setattr("bijak.widgets.threshold.has_front_end", lambda: True)
    form, changes = opened(ITEM)
    slider = parts(form)[0]
    for setting in (10, 20, 30):
        slider.value = setting
    assert changes == []
    quiet.flush()
    assert changes == [(30,)]


def test_settings_may_have_fractions(tmp_path, monkeypatch):
    """2,5 stays 2.5 from the slider to the verdict."""
    rows = "nilai,x,y\n2.5,0,1\n2.5,1,2\n5,0,1\n5,1,4\n"
    (tmp_path / "halus.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr("bijak.items.curves.data_folder", lambda: tmp_path)
    fine = item(simulasi="halus", sasaran=None)
    form, changes = opened(fine, 5)
    parts(form)[0].value = 2.5
    assert changes == [(2.5,)] and "Sasaran" not in seen(form)
    key = make_key({"kunci": 2.5})
    assert score(fine, 2.5, key).state == RIGHT
    assert [one.answer for one in specimens(fine, key)][1:3] == [2.5, 5]
    assert answer_text(fine, 2.5) == "2,5% pemeriksa"
