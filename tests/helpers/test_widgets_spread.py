"""The village as something to turn, driven as a person would."""

from html import unescape

import pytest

from bijak.tools.trials import TRIALS
from bijak.tools.village import kept_rows, simulasikan_desa
from bijak.views.lines import lines_plot, lines_words
from bijak.widgets.spread import AXES, MARK, static_html, turner


@pytest.fixture
def turned():
    """The trial of early and late corrections in the other village."""
    trial = TRIALS["jeda"]
    return turner(trial, "Judul", lambda setting: trial.lines("sebelah", setting))


def _texts(box) -> str:
    own = box.value if isinstance(getattr(box, "value", None), str) else ""
    return own + "".join(_texts(child) for child in getattr(box, "children", ()))


def test_it_starts_with_the_first_setting(turned):
    """The mark, the curves, and where they end."""
    said = unescape(_texts(turned))
    assert MARK in said
    assert "Koreksi terkirim sesudah: 0,5 jam" in said
    assert "sesudah 0,5 jam: pernah membaca 41%; percaya 23,8%." in said


def test_turning_a_dial_moves_the_curves(turned):
    """And the first trial stays to be compared with, below the new one."""
    turned.dials[0].value = 12.0
    said = unescape(_texts(turned))
    assert "sesudah 12 jam: pernah membaca 53,2%; percaya 40%." in said
    table = said[said.index("Percobaan Anda") :]
    assert table.index("53,2%") < table.index("23,8%")


def test_steps_stop_at_the_ends(turned):
    """Minus at the first setting and plus at the last change nothing."""
    turned.step(0, -1)
    assert turned.dials[0].value == 0.5
    assert [one.disabled for one in turned.steppers[0]] == [True, False]
    for _ in range(9):
        turned.step(0, 1)
    assert turned.dials[0].value == 12.0
    assert [one.disabled for one in turned.steppers[0]] == [False, True]


def test_a_name_keeps_its_capitals_within_the_sentence():
    """KIM stays KIM."""
    trial = TRIALS["kim"]
    made = turner(trial, "Judul", lambda _: {"Percaya": ((0, 0), (24, 24.5))})
    made.dials[1].value = "banyak"
    assert (
        "Sesudah 24 jam, anggota KIM 0 orang; dipilih yang grupnya terbanyak: "
        "percaya 24,5%." in unescape(_texts(made))
    )


def test_the_oldest_trial_is_forgotten():
    """Six rows are as many as one can compare."""
    trial = TRIALS["diam"]
    made = turner(trial, "Judul", lambda s: {"Percaya": ((0, 0), (24, 100 - s[0]))})
    for _ in range(8):
        made.step(0, 1)
    table = _texts(made).split("Percobaan Anda")[1]
    assert [f">{n}%</th>" in table for n in (20, 30, 80)] == [False, True, True]


def test_the_static_form_holds_all_settings():
    """A page without widgets, and paper, show the kept means."""
    rows = kept_rows("kim", "sukateliti")
    assert ["30 orang · acak", "44,2%", "28,9%"] in rows
    lines = {"Percaya": ((0.0, 0.0), (24.0, 50.0))}
    shown = static_html("Judul", lines, ["Anggota KIM", "a", "b"], rows)
    assert shown.count("<tr>") == 9 and "28,9%" in shown


def test_curves_are_told_apart_without_colour():
    """Each has its own dashes, and its name beside a piece of it."""
    lines = {"Satu": ((0, 0), (24, 5)), "Dua": ((0, 0), (24, 9))}
    drawn = lines_plot(lines, AXES, "isi", 10)
    dashes = {part.split('"')[1] for part in drawn.split("stroke-dasharray=")[1:]}
    assert len(dashes) == 2 and "> Satu</li>" in drawn and "> Dua</li>" in drawn


def test_curves_are_told_in_words():
    """At the marks of the axis."""
    line = {"Percaya": tuple((hour, hour) for hour in range(25))}
    assert lines_words(line, AXES) == (
        "Percaya, menurut jam sejak pesan masuk — 0: 0%; 6: 6%; 12: 12%; 18: 18%; "
        "24: 24%."
    )


def test_outside_a_notebook_it_is_told_in_words(capsys):
    """All settings, one a line."""
    simulasikan_desa("curiga")
    said = capsys.readouterr().out
    assert "50% · 0% · 36% · 18%" in said
