"""Periksa sekarang in a form: the button, the verdict, and what is said when not."""

import shutil

import ipywidgets
import pytest
from counter_class import running_hub
from counter_seat import CODE, taken_seat

import tiny
from bijak.classroom import workspace
from bijak.classroom.class_settings import Settings, write_settings
from bijak.items import KINDS
from bijak.notebook import Latihan
from bijak.widgets import checking, displays
from bijak.widgets.rooms import form_of

ID = tiny.ID
form_of(KINDS["pilih"])  # loaded before anything is patched


@pytest.fixture(scope="module")
def hub(made_release, tmp_path_factory):
    """A class that allows two tries."""
    root = tmp_path_factory.mktemp("loket") / "proyek é"
    shutil.copytree(made_release, root)
    write_settings(root / "kelas" / "senin", Settings((), {ID: 2}))
    with running_hub(root, tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture
def shown(monkeypatch):
    """The buttons that cells show, as if in a browser."""
    made = []
    monkeypatch.setattr(displays, "has_front_end", lambda: True)
    monkeypatch.setattr(displays.Display, "put", lambda display, bundle: None)
    monkeypatch.setattr(
        displays, "show", lambda widget, html, text: made.append(widget)
    )
    return made


@pytest.fixture
def seat(hub, monkeypatch, tmp_path):
    """The private root of a participant whose server listens."""
    with taken_seat(hub, monkeypatch, tmp_path) as root:
        yield root


def opened(root):
    """One item of an assignment, asked."""
    latihan = Latihan(ID, workspace.open_assignment(root, CODE, ID).parent)
    latihan.pilih("t1-01", pilihan={"a": "Merah", "b": "Biru", "c": "Hijau"})
    latihan.periksa("t1-01")
    return latihan


def button_of(shown):
    """The panel with the button, and the button."""
    (panel,) = [one for one in shown if isinstance(one, checking.CheckNow)]
    button = panel.children[1].children[0]
    assert isinstance(button, ipywidgets.Button)
    return panel, button


def read(panel):
    """What can be read in it."""
    row, result = panel.children[1:]
    return row.children[1].value, result.value


def press(panel, button):
    """Press and wait."""
    button.click()
    panel.worker.join()


def test_the_button_tells_the_verdict(seat, shown):
    """Pressed with a wrong answer: the sentence, the points, and one try fewer."""
    latihan = opened(seat)
    panel, button = button_of(shown)
    assert read(panel)[0].startswith("Sisa 2 kali.")
    latihan._store(latihan._items["t1-01"], "a", "")
    press(panel, button)
    left, said = read(panel)
    assert "Merah itu cabai." in said
    assert "0 dari 2 poin" in said
    assert left.startswith("Sisa 1 kali.")
    # Another answer has no verdict yet.
    latihan._store(latihan._items["t1-01"], "c", "")
    assert read(panel)[1] == ""
    press(panel, button)
    assert button.disabled
    assert "sudah habis" in read(panel)[0]
    assert "Hijau itu daun." in read(panel)[1]


def test_tries_stay_used_when_the_page_is_opened_again(seat, shown):
    """A new kernel does not bring tries back."""
    opened(seat)
    panel, button = button_of(shown)
    assert button.disabled
    assert "sudah habis" in read(panel)[0]


def test_a_counter_that_is_away_is_said_so(hub, seat, shown, monkeypatch):
    """Nobody listens: a sentence, the answer stays, the button can be pressed again."""
    write_settings(hub.home, Settings((), {ID: 9}))
    latihan = opened(seat)
    panel, button = button_of(shown)
    latihan._store(latihan._items["t1-01"], "b", "")
    monkeypatch.setenv("BIJAK_LOKET", "/tidak/ada")
    press(panel, button)
    assert "Loket kelas belum dapat dihubungi." in read(panel)[1]
    assert not button.disabled


@pytest.mark.parametrize("where", ["off", "outside"])
def test_no_button_where_it_is_not_allowed(hub, seat, shown, monkeypatch, where):
    """Neither where the trainer did not allow it nor outside a class."""
    if where == "off":
        write_settings(hub.home, Settings())
    else:
        monkeypatch.delenv("BIJAK_LOKET")
    opened(seat)
    assert [one for one in shown if isinstance(one, checking.CheckNow)] == []
