"""Before a test opens, its page says what is kept; who declines leaves no trace."""

import signal

import pytest
from test_jupyter_server import Visitor, address, free_port, root, start

from bijak.syllabus import read_syllabus

CODE = "kenanga-4821"
TEST = "tes-z"

__all__ = ["address", "root"]


@pytest.fixture(scope="module")
def process(root, tmp_path_factory):
    """A server of a project in which one module is a sheet of the test."""
    listed = root / "curriculum" / "silabus.toml"
    more = f'\n[[modul]]\nid = "{TEST}"\njudul = "Tes"\njenis = "tes"\n'
    listed.write_text(listed.read_text("utf-8") + more, "utf-8")
    release = root / "exercises" / TEST
    release.mkdir()
    shipped = root / "exercises" / "t1-kecil" / "t1-kecil.ipynb"
    (release / f"{TEST}.ipynb").write_bytes(shipped.read_bytes())
    home = tmp_path_factory.mktemp("rumah")
    running = start(root, PORT=str(free_port()), HOME=str(home))
    yield running
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)


@pytest.fixture
def visitor(address):
    """Somebody who has come in with a code."""
    made = Visitor(address)
    made.get(address)
    made.send("/masuk", kode=CODE, yakin="ya")
    return made


def test_a_test_asks_first(visitor, root):
    """Purpose, content, retention, rights and guardians are told; nothing is made."""
    assert [one.id for one in read_syllabus(root) if one.is_test] == [TEST]
    visitor.get(f"{visitor.home}/buka/latihan/{TEST}")
    for words in (
        "Untuk apa",
        "Yang disimpan",
        "12 bulan",
        "3 × 24 jam",
        "orang tua atau wali",
        "Pasal 9",
        "Tidak ikut tes",
        "tidak dicatat",
    ):
        assert words in visitor.page
    assert not (root / "pekerjaan" / CODE / TEST).exists()


def test_to_decline_leaves_no_trace(visitor, root):
    """The other button only goes home."""
    visitor.get(f"{visitor.home}/buka/latihan/{TEST}")
    before = sorted((root / "pekerjaan" / CODE).rglob("*"))
    visitor.get(visitor.home)
    assert "Mau mulai dari mana?" in visitor.page
    assert sorted((root / "pekerjaan" / CODE).rglob("*")) == before


def test_what_is_kept_can_be_read_any_time(visitor):
    """The home page leads to the same words, without a test in sight."""
    assert visitor.home.endswith("/bijak")
    assert "/data-anda" in visitor.page
    visitor.get(f"{visitor.home}/data-anda")
    assert "Data Anda" in visitor.page and "buka tes" not in visitor.page


def test_an_exercise_opens_at_once(visitor, root):
    """Only tests ask."""
    visitor.get(f"{visitor.home}/buka/latihan/t1-kecil")
    assert (root / "pekerjaan" / CODE / "t1-kecil" / "t1-kecil.ipynb").is_file()


def test_who_agrees_goes_on(visitor, root):
    """Agreeing opens the sheet; later it opens without asking again."""
    visitor.get(f"{visitor.home}/buka/latihan/{TEST}?setuju=ya")
    assert (root / "pekerjaan" / CODE / TEST / f"{TEST}.ipynb").is_file()
    visitor.get(f"{visitor.home}/buka/latihan/{TEST}")
    assert "Untuk apa" not in visitor.page
