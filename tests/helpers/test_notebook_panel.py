"""The end of an assignment: how far one is, the way on, friends, and starting over."""

import json
import re

import ipywidgets
import pytest

from bijak import widgets
from bijak.answers import ANSWER_MIME, AnswerBook, Entries
from bijak.answers.people import GROUP_FILE
from bijak.items import KINDS
from bijak.notebook import Latihan
from bijak.notebook.progress import next_open, standings
from bijak.widgets import displays
from bijak.widgets.rooms import form_of

CODE = "kenanga-4821"
OPTIONS = {"a": "Merah", "b": "Biru"}
CARDS = {"k1": "Kabar A", "k2": "Kabar B"}
LABELS = {"h": "Hoaks", "t": "Benar"}


# Loaded before anything is patched: a form module keeps the names that it imports.
for method in ("pilih", "kelompokkan", "isi_angka"):
    form_of(KINDS[method])


def in_a_browser(monkeypatch) -> None:
    """Live forms without a kernel; each display keeps what it shows last."""

    def keep(display, bundle: dict) -> None:
        display.shown = bundle

    monkeypatch.setattr(displays, "has_front_end", lambda: True)
    monkeypatch.setattr(displays.Display, "put", keep)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "pekerjaan" / CODE / "t1"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def latihan(folder, monkeypatch):
    """An assignment of three items, as if in a browser."""
    in_a_browser(monkeypatch)
    return opened(folder)


def opened(folder) -> Latihan:
    made = Latihan("t1", folder)
    made.pilih("t1-01", pilihan=OPTIONS, yakin=True)
    made.kelompokkan("t1-02", kartu=CARDS, kelompok=LABELS)
    made.isi_angka("t1-03", satuan="%")
    for name in ("t1-01", "t1-02", "t1-03"):
        made.periksa(name)
    made.kumpulkan()
    return made


def inside(widget, kind) -> list:
    """All widgets of a kind in a widget, from top to bottom."""
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += inside(child, kind)
    return found


def is_shown(widget, root) -> bool:
    """Whether neither the widget nor anything around it is hidden."""
    if "bijak-hidden" in root._dom_classes:
        return False
    return root is widget or any(
        is_shown(widget, child) for child in getattr(root, "children", ())
    )


def words_of(latihan) -> str:
    """All that the panel says now."""
    panel = latihan._panels[-1]
    found = [one for one in inside(panel, ipywidgets.HTML) if is_shown(one, panel)]
    return " ".join(one.value for one in found if "<style" not in one.value)


def press(latihan, name: str) -> None:
    """Press a button that can be seen."""
    panel = latihan._panels[-1]
    (button,) = (
        one
        for one in inside(panel, ipywidgets.Button)
        if one.description == name and is_shown(one, panel)
    )
    button.click()


def buttons(latihan) -> list[str]:
    panel = latihan._panels[-1]
    found = inside(panel, ipywidgets.Button)
    return [one.description for one in found if is_shown(one, panel)]


def choose(latihan, name: str, value) -> None:
    inside(latihan._forms[name][-1], ipywidgets.RadioButtons)[0].value = value


def type_number(latihan) -> None:
    inside(latihan._forms["t1-03"][-1], ipywidgets.Text)[0].value = "12,5"
    widgets.flush()


def line(latihan, name: str) -> str:
    return latihan._lines[name][-1].shown["text/html"]


def test_the_panel_counts_and_leads_on(latihan):
    """So many of so many, when it was saved, and a link to the next empty item."""
    choose(latihan, "t1-01", "b")
    said = words_of(latihan)
    assert re.search(r"1 dari 3 terisi</strong>, tersimpan \d\d\.\d\d\.", said)
    assert 'data-terisi="1" data-soal="3"' in said
    assert 'href="#bijak-soal-t1-02">Ke soal yang belum: Soal 2</a>' in said
    assert 'href="#bijak-soal-t1-03">Soal 3</a>' in said


def test_two_tabs_are_both_told(latihan):
    """Two tabs that run the same cells in turn: the line of each follows a change."""
    first = latihan._forms["t1-01"][0]
    latihan.pilih("t1-01", pilihan=OPTIONS, yakin=True)
    latihan.periksa("t1-01")
    inside(first, ipywidgets.RadioButtons)[0].value = "b"
    assert len(latihan._lines["t1-01"]) == 2
    for one in latihan._lines["t1-01"]:
        assert "tersimpan" in one.shown["text/html"]


def test_forms_can_be_found_by_the_links(latihan):
    """Each link names a class that a form, or the panel, carries."""
    for name, (form,) in latihan._forms.items():
        assert f"bijak-soal-{name}" in form._dom_classes
    assert "bijak-soal-kumpulkan" in latihan._panels[-1]._dom_classes


def test_the_line_below_an_item_leads_on(latihan):
    """The way on stands below the item that was answered last, and only there."""
    choose(latihan, "t1-01", "b")
    onward = 'Berikutnya: <a class="bijak-lompat" href="#bijak-soal-t1-02">Soal 2</a>'
    assert "✓ Terisi, tersimpan" in line(latihan, "t1-01")
    assert onward in line(latihan, "t1-01")
    type_number(latihan)
    assert "Berikutnya" not in line(latihan, "t1-01")
    assert onward in line(latihan, "t1-03")


def test_when_all_is_answered_the_line_leads_to_the_button(latihan):
    """Nothing is missing any more, so the way leads to handing in."""
    choose(latihan, "t1-01", "b")
    type_number(latihan)
    for labels in inside(latihan._forms["t1-02"][-1], ipywidgets.RadioButtons):
        labels.value = "h"
    assert "#bijak-soal-kumpulkan" in line(latihan, "t1-02")
    said = words_of(latihan)
    assert "3 dari 3 terisi" in said and "Ke soal yang belum" not in said


def test_after_the_last_item_comes_the_first(latihan):
    """The next empty item is looked for onward, then from the beginning."""
    rows = standings(latihan._items, latihan._book)
    assert next_open(rows, "t1-02").id == "t1-03"
    assert next_open(rows, "t1-03").id == "t1-01"
    assert next_open(rows).id == "t1-01"


def test_starting_over_asks_first(latihan):
    """«Tidak jadi» changes nothing."""
    assert "Ulang dari awal" not in buttons(latihan)
    choose(latihan, "t1-01", "b")
    press(latihan, "Ulang dari awal")
    assert "Kosongkan semua jawaban" in words_of(latihan)
    press(latihan, "Tidak jadi")
    assert "Kosongkan semua jawaban" not in words_of(latihan)
    assert latihan._book.get("t1-01") == "b"


def test_starting_over_and_back_shows_in_all_forms(latihan):
    """Forms, lines, panel and the copy in the notebook all show the new state."""
    choose(latihan, "t1-01", "b")
    inside(latihan._forms["t1-01"][-1], ipywidgets.RadioButtons)[1].value = "3"
    choose(latihan, "t1-02", "h")
    press(latihan, "Ulang dari awal")
    press(latihan, "Ya, kosongkan")
    assert "sudah dikosongkan" in words_of(latihan)
    assert "0 dari 3 terisi" in words_of(latihan)
    assert "Belum diisi" in line(latihan, "t1-01")
    states = [one.value for one in inside(latihan._forms["t1-01"][-1], RADIOS)]
    assert states == [None, None]
    assert carried(latihan, "t1-01")["t1-01"][""]["isi"] is None

    press(latihan, "Kembalikan jawaban saya")
    assert "sudah kembali" in words_of(latihan)
    states = [one.value for one in inside(latihan._forms["t1-01"][-1], RADIOS)]
    assert states == ["b", "3"]
    assert inside(latihan._forms["t1-02"][-1], RADIOS)[0].value == "h"
    assert carried(latihan, "t1-01")["t1-01"][""]["isi"] == "b"
    assert "Kembalikan jawaban saya" not in buttons(latihan)


RADIOS = ipywidgets.RadioButtons


def carried(latihan, name: str) -> Entries:
    return payload(latihan, name)["jawaban"]


def payload(latihan, name: str) -> dict:
    return latihan._data[name][-1].shown[ANSWER_MIME]


def test_a_form_that_came_back_still_stores(latihan):
    """What is chosen after starting over is an answer like any other."""
    choose(latihan, "t1-01", "b")
    press(latihan, "Ulang dari awal")
    press(latihan, "Ya, kosongkan")
    choose(latihan, "t1-01", "a")
    assert latihan._book.get("t1-01") == "a"
    assert "1 dari 3 terisi" in words_of(latihan)


def test_the_way_back_is_offered_after_a_restart(folder, latihan):
    """A new kernel still offers it, and the forms are filled again."""
    choose(latihan, "t1-01", "b")
    press(latihan, "Ulang dari awal")
    press(latihan, "Ya, kosongkan")
    again = opened(folder)
    press(again, "Kembalikan jawaban saya")
    assert inside(again._forms["t1-01"][-1], RADIOS)[0].value == "b"


def type_codes(latihan, *codes: str) -> None:
    for box, code in zip(
        inside(latihan._panels[-1].together, ipywidgets.Text), codes, strict=False
    ):
        box.value = code
    widgets.flush()


def test_friends_are_asked_for_behind_a_closed_door(latihan):
    """Nobody who works alone sees the boxes."""
    boxes = inside(latihan._panels[-1].together, ipywidgets.Text)
    assert not any(is_shown(box, latihan._panels[-1]) for box in boxes)
    (switch,) = inside(latihan._panels[-1].together, ipywidgets.ToggleButton)
    switch.value = True
    assert all(is_shown(box, latihan._panels[-1]) for box in boxes)


def test_friends_are_stored_with_the_answers(folder, latihan):
    """On the disk, in the notebook's copy, and shown again after a restart."""
    type_codes(latihan, "Melati 1")
    assert "Dihitung juga untuk <strong>melati-1</strong>" in words_open(latihan)
    assert AnswerBook(folder, "t1").entries["~bersama"][""]["isi"] == ["melati-1"]
    assert carried(latihan, "~bersama")["~bersama"][""]["isi"] == ["melati-1"]
    again = opened(folder)
    (box, _) = inside(again._panels[-1].together, ipywidgets.Text)
    assert box.value == "melati-1" and is_shown(box, again._panels[-1])
    type_codes(again, "")
    assert AnswerBook(folder, "t1").entries["~bersama"][""]["isi"] is None


def words_open(latihan) -> str:
    inside(latihan._panels[-1].together, ipywidgets.ToggleButton)[0].value = True
    return words_of(latihan)


def test_odd_codes_get_a_sentence(folder, latihan):
    """The own code, no code, and one code twice; what is right still counts."""
    type_codes(latihan, CODE, "melati-1")
    assert "kode Anda sendiri" in words_open(latihan)
    type_codes(latihan, "Bu Sri!", "melati-1")
    assert "⚠ Kode itu tidak dapat dipakai" in words_of(latihan)
    type_codes(latihan, "melati-1", "melati-1")
    assert "kotak lain" in words_of(latihan)
    assert AnswerBook(folder, "t1").entries["~bersama"][""]["isi"] == ["melati-1"]


def test_the_copy_in_the_notebook_says_whose_it_is(latihan):
    """Each cell's data carries the code."""
    choose(latihan, "t1-01", "b")
    assert payload(latihan, "t1-01")["peserta"] == CODE
    assert payload(latihan, "~bersama")["peserta"] == CODE


@pytest.mark.parametrize(
    ("place", "code"),
    [("pekerjaan/melati-1/t1", "melati-1"), ("Downloads/baru/t1", CODE)],
)
def test_whose_a_moved_notebook_is(tmp_path, monkeypatch, place, code):
    """A participant's folder says it; elsewhere the notebook's own copy does."""
    in_a_browser(monkeypatch)
    folder = tmp_path / place
    folder.mkdir(parents=True)
    copy = {"format": 1, "latihan": "t1", "peserta": CODE, "jawaban": {}}
    data = {ANSWER_MIME: copy}
    write_notebook(folder / "t1.ipynb", data)
    latihan = opened(folder)
    assert latihan.code == latihan.variant_code == code
    assert payload(latihan, "t1-01")["peserta"] == code


def write_notebook(path, data: dict) -> None:
    cells = [{"cell_type": "code", "outputs": [{"data": data}]}]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_nobodys_folder_gives_no_code(tmp_path, monkeypatch):
    """Opened somewhere else without a copy, nobody is named."""
    in_a_browser(monkeypatch)
    folder = tmp_path / "Downloads" / "baru" / "t1"
    folder.mkdir(parents=True)
    assert "peserta" not in payload(opened(folder), "t1-01")


@pytest.mark.parametrize("grading", [True, False])
def test_a_group_answers_the_first_ones_questions(tmp_path, monkeypatch, grading):
    """Only while grading, and only by the receiver's file."""
    folder = tmp_path / "autograded" / "melati-1" / "t1"
    folder.mkdir(parents=True)
    group = f'{{"pertama": "{CODE}", "bersama": ["melati-1"]}}'
    (folder / GROUP_FILE).write_text(group)
    if grading:
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    latihan = Latihan("t1", folder)
    assert latihan.code == "melati-1"
    assert latihan.variant_code == (CODE if grading else "melati-1")


def test_handing_in_from_elsewhere_says_what_to_send(tmp_path, monkeypatch):
    """A notebook outside the project is sent as it is: its answers are inside."""
    in_a_browser(monkeypatch)
    folder = tmp_path / "Downloads" / "baru" / "t1"
    folder.mkdir(parents=True)
    said = opened(folder)._hand_in()
    assert "kirim kepada pelatih" in said and "⚠" in said
