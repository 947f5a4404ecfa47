"""The live calendar and the slider of hours, driven as a person would."""

import re

import pytest

from bijak.errors import MissingData
from bijak.tools import best_hour, explore_content
from bijak.tools.content_calendar import RULES, judge, kept
from bijak.views.hour_strips import StripGroup, axis_end, half_up, strips_html
from bijak.widgets.best_hour import slider
from bijak.widgets.content_calendar import (
    MARK,
    About,
    days_html,
    plain_words,
    planner,
    static_html,
)

ABOUT = About(
    {"jual": "Ayo beli", "masak": "Cara <b>masak</b>"},
    {"jual": "promosi", "masak": "edukasi"},
    ("IG", "WA"),
    ("Bu Sari",),
    {"isi": "Ada isi", "wa": "Ada di WA"},
    {"2027-04-13": "Hari Telaga"},
)
START = {"2027-04-12": {"topic": "jual", "channel": "IG"}, "2027-04-13": {}}


def rules(cells):
    filled = [one for one in cells.values() if one.get("topic")]
    on_wa = any(one.get("channel") == "WA" for one in filled)
    return {
        "isi": [] if filled else ["Isi dulu."],
        "wa": [] if on_wa else ["WA kosong."],
    }


@pytest.fixture
def plan():
    return planner(ABOUT, START, rules)


def press(box, label):
    """Press the button with this label."""
    for child in getattr(box, "children", ()):
        if getattr(child, "description", "") == label:
            child.click()
        press(child, label)


def test_a_change_is_judged_at_once(plan):
    """The line beside the boxes, the days and the rules all follow."""
    assert "1 dari 2 aturan terpenuhi." in plan.line.value
    assert "Mulai dari ini: WA kosong." in plan.line.value
    plan.channel.value = "WA"
    assert "2 dari 2 aturan terpenuhi." in plan.line.value
    assert "Kalender siap dipakai." in plan.line.value
    assert "WA kosong" not in plan.rules.value
    assert plan.cells["2027-04-12"]["channel"] == "WA"


def test_looking_at_a_day_changes_nothing(plan):
    """Going forth and back keeps every day as it was."""
    press(plan, "Hari berikutnya →")
    assert plan.day.value == "2027-04-13"
    assert plan.topic.value == ""
    press(plan, "← Hari sebelumnya")
    assert plan.cells == START


def test_a_day_can_be_emptied_and_all_brought_back(plan):
    """Nothing is lost for good."""
    press(plan, "Kosongkan hari ini")
    assert "Mulai dari ini: Isi dulu." in plan.line.value
    press(plan, "Kembali ke awal")
    assert plan.cells == START
    assert plan.topic.value == "jual"


def test_the_chosen_day_and_holidays_are_told():
    """Also to screen readers, and without colour."""
    html = days_html(ABOUT, START, "2027-04-12")
    assert 1 == html.count('aria-current="date"')
    assert "Libur: Hari Telaga" in html
    assert "Senin, 12 April" in html


def test_static_views_are_marked_and_harmless():
    """A screenshot explains itself; words of data never become HTML."""
    cells = {"2027-04-12": {"topic": "masak", "channel": "IG"}}
    html = static_html(ABOUT, cells, rules(cells))
    assert MARK in html
    assert "&lt;b&gt;masak" in html
    assert "✗ Ada di WA\n  WA kosong." in plain_words(ABOUT, rules(cells))


def test_many_sentences_are_shortened():
    """Three are shown, the rest are counted."""
    found = {"isi": [f"Hal {n}." for n in range(5)], "wa": []}
    html = static_html(ABOUT, START, found)
    assert "Hal 2." in html
    assert "Hal 3." not in html
    assert "Dan 2 hal serupa." in html


def test_bu_saris_calendar_can_be_mended_to_ten_of_ten():
    """With what the lesson offers, every rule can hold; at first one does."""
    bank, limits = explore_content.read_bank(), explore_content.shop_limits()
    plan = {
        "2027-04-06": ("renyah", "Instagram"),
        "2027-04-08": ("bazar", "Grup WA"),
        "2027-04-10": ("balado", "Instagram"),
        "2027-04-12": ("tutup", "Papan warung"),
        "2027-04-14": ("air", "Grup WA"),
        "2027-04-16": ("murah", "Papan warung"),
        "2027-04-19": ("tanya", "Grup WA"),
    }
    cells = {
        day: {"topic": topic, "channel": channel, "owner": "Bu Sari", "alt": True}
        for day, (topic, channel) in plan.items()
    }
    found = judge(explore_content.posts_of(cells, bank), limits)
    assert {name: said for name, said in found.items() if said} == {}
    start = {
        day: {"topic": topic, "channel": "Instagram", "owner": "Bu Sari"}
        for day, topic in explore_content._START.items()
    }
    found = judge(explore_content.posts_of(start, bank), limits)
    assert kept(found) == 1
    assert len(found) == len(RULES)


STRIPS = [
    StripGroup("pagi", (90, 110, 130), 110, 110),
    StripGroup("malam", (80, 100, 9000), 3060, 100),
]


def test_a_post_beyond_the_axis_is_named():
    """The viral one does not press the others together."""
    html = strips_html(STRIPS)
    assert axis_end(STRIPS) < 9000
    assert "sampai 9.000" in html
    assert 5 == html.count('class="bijak-dot"')
    assert "<small>3 kiriman</small></th><td>3.060</td><td>100</td>" in html


def test_numbers_stand_in_the_text_alternative():
    """Without seeing the picture one has the same numbers."""
    assert "malam: median 100, rata-rata 3.060." in strips_html(STRIPS)


def test_every_place_is_inside_the_picture():
    """No sign is drawn left or right of the axis."""
    places = re.findall(r'(?:cx|x1|x)="([\d.]+)%', strips_html(STRIPS))
    assert places
    assert all(0 <= float(place) <= 100 for place in places)


def test_the_slider_moves_the_largest_post_and_comes_back():
    """From its own reach down to the lowest, and back by one button."""
    seen = []

    def draw(value):
        seen.append(value)
        return f"<p>{value}</p>"

    live = slider(draw, 100, 9000)
    assert "dilihat 9.000 orang (angka asli)" in live.line.value
    live.slider.value = live.slider.options[0][1]
    assert "dilihat 100 orang." in live.line.value
    assert live.picture.value == "<p>100</p>"
    press(live, "Kembali ke angka asli")
    assert seen == [9000, 100, 9000]


def test_a_data_set_without_hours_is_refused():
    """With a sentence that names what is missing."""
    with pytest.raises(MissingData, match="tidak punya kolom waktu"):
        explore_content.bandingkan_jam("tiga-pembaca")


def test_both_tools_speak_without_a_notebook(capsys):
    """In a terminal the same facts are printed."""
    explore_content.susun_kalender()
    explore_content.bandingkan_jam("insight-toko-c1")
    said = capsys.readouterr().out
    assert "1 dari 10 aturan terpenuhi." in said
    assert "malam: 24 kiriman, median 154" in said
    assert best_hour.ENOUGH <= 24


def test_a_half_goes_up():
    """As schools teach, also for even numbers."""
    assert [half_up(n) for n in (360.5, 403.5, 250.49, 7)] == [361, 404, 250, 7]
