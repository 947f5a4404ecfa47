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
NEWCOMER = "melati-1907"
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
    """What cells show where a button can stand, newest last; as if in a browser."""
    made = []
    monkeypatch.setattr(displays, "has_front_end", lambda: True)
    monkeypatch.setattr(displays.Display, "put", lambda display, bundle: None)
    monkeypatch.setattr(displays, "show", lambda widget, html, text: None)
    monkeypatch.setattr(displays.Place, "fill", lambda _, widget: made.append(widget))
    return made


@pytest.fixture
def seat(hub, monkeypatch, tmp_path):
    """The private root of a participant whose server listens."""
    with taken_seat(hub, monkeypatch, tmp_path) as root:
        yield root


@pytest.fixture
def newcomer(hub, monkeypatch, tmp_path):
    """The private root of somebody who has not checked anything yet."""
    with taken_seat(hub, monkeypatch, tmp_path, NEWCOMER) as root:
        yield root


def opened(root, code=CODE):
    """One item of an assignment, asked."""
    latihan = Latihan(ID, workspace.open_assignment(root, code, ID).parent)
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
    assert [one for one in shown if one] == []


def test_an_open_assignment_learns_what_the_trainer_allows(hub, newcomer, shown):
    """The button comes, counts anew and goes when the page says that it changed."""
    write_settings(hub.home, Settings())
    latihan = opened(newcomer, NEWCOMER)
    assert shown == [None]
    write_settings(hub.home, Settings((), {ID: 5}))
    latihan._hear({"periksa": {ID: 5}})
    assert read(shown[-1])[0].startswith("Sisa 5 kali.")
    write_settings(hub.home, Settings((), {ID: 6}))
    latihan._hear({"periksa": {ID: 6}})
    assert len(shown) == 2  # the same button
    assert read(shown[-1])[0].startswith("Sisa 6 kali.")
    latihan._hear({"periksa": {}})
    assert shown[-1] is None


def test_what_is_shown_stays_while_the_counter_is_away(
    hub, newcomer, shown, monkeypatch
):
    """A page that says there is news, and a counter that cannot tell which."""
    write_settings(hub.home, Settings((), {ID: 7}))
    latihan = opened(newcomer, NEWCOMER)
    monkeypatch.setenv("BIJAK_LOKET", "/tidak/ada")
    latihan._hear({"periksa": {ID: 1}})
    assert read(shown[-1])[0].startswith("Sisa 7 kali.")
