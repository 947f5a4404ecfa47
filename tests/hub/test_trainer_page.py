"""The trainer's page: today's modules, checks, late comers."""

import shutil

import pytest
from counter_class import running_hub

import tiny
from bijak.classroom.class_settings import Settings, read_settings, write_settings
from bijak.classroom.roster import check_pin, read_roster

ID = tiny.ID
PAGE = "/services/loket/pelatih"


@pytest.fixture(scope="module")
def hub(made_release, tmp_path_factory):
    """A class without anybody in it yet."""
    root = tmp_path_factory.mktemp("loket") / "proyek é"
    shutil.copytree(made_release, root)
    with running_hub(root, tmp_path_factory.mktemp("hub")) as running:
        yield running


def test_it_shows_how_to_join(trainer):
    """The address stands there, in letters and as a picture for phones."""
    text = trainer.open(PAGE).body.decode()
    assert "http://192.168.8.2:8000" in text
    assert "<svg" in text


def test_checks_are_switched_on_and_off(hub, trainer):
    """What the form says is in kelas.toml, and holds for the next question."""
    page = trainer.open(PAGE)
    trainer.form(PAGE, [("modul", ID), (f"periksa-{ID}", "2")], page)
    assert read_settings(hub.home).checks == {ID: 2}
    assert hub.ask("mawar-1234", "GET", f"periksa/{ID}").json["sisa"]["t1-01"] == 2
    trainer.form(PAGE, [("modul", ID), (f"periksa-{ID}", "0")], trainer.open(PAGE))
    assert hub.ask("mawar-1234", "GET", f"periksa/{ID}").status == 403


@pytest.mark.parametrize("tries", ["10", "-1", "²", "banyak", "1e3"])
def test_impossible_tries_are_off(hub, trainer, tries):
    """Only one to nine tries can be allowed."""
    trainer.form(PAGE, [("modul", ID), (f"periksa-{ID}", tries)], trainer.open(PAGE))
    assert read_settings(hub.home).checks == {}


def test_late_comers_get_code_and_pin(hub, trainer):
    """New people stand in the roster, and their PINs on the page, this once."""
    before = set(read_roster(hub.home))
    page = trainer.open(PAGE)
    text = trainer.form(PAGE, [("aksi", "tambah"), ("banyak", "2")], page).body.decode()
    new = set(read_roster(hub.home)) - before
    assert len(new) == 2
    for code in new:
        pin = text.split(f"<b>{code}</b>")[1].split('class="pin">')[1].split("<")[0]
        assert check_pin(hub.home, code, pin)
        assert pin not in trainer.open(PAGE).body.decode()


def test_another_page_cannot_send_the_form(hub, trainer):
    """Without the token of the page nothing is changed."""
    before = read_settings(hub.home)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = trainer.open(PAGE, "POST", f"periksa-{ID}=3".encode(), **kind)
    assert answer.status == 403
    assert read_settings(hub.home) == before


def test_what_else_stands_in_the_file_stays(tmp_path):
    """Settings are changed without losing what a trainer wrote beside them."""
    (tmp_path / "kelas.toml").write_text(
        'nama = "KIM Maju"\nhari = 2026-11-22\nangka = [1, 2.5, true]\n'
        '[tempat]\nruang = "Aula \\"A\\""\n[tempat.meja]\nbanyak = 10\n',
        encoding="utf-8",
    )
    write_settings(tmp_path, Settings(("b1-x",), {"b1-x": 3}))
    assert read_settings(tmp_path) == Settings(("b1-x",), {"b1-x": 3})
    text = (tmp_path / "kelas.toml").read_text("utf-8")
    for kept in ('"KIM Maju"', "2026-11-22", "[1, 2.5, true]", '"Aula \\"A\\""', "10"):
        assert kept in text


def test_a_broken_file_is_told_of_and_kept(hub, trainer):
    """The page says what is wrong with kelas.toml instead of overwriting it."""
    path = hub.home / "kelas.toml"
    path.write_text("modul = [", encoding="utf-8")
    answer = trainer.form(PAGE, [("modul", ID)], trainer.open(PAGE))
    assert "tidak terbaca" in answer.body.decode()
    assert path.read_text("utf-8") == "modul = ["
    path.unlink()
