"""The explorer of the mini web, driven as a person would."""

from html import unescape

import pytest

from bijak.tools.miniweb import page, search
from bijak.widgets.miniweb import MARK, explorer, page_html, static_html


@pytest.fixture
def web():
    return explorer(search, page, "bus sekolah")


def _buttons(box) -> list:
    """All buttons in a box, in reading order."""
    found = [box] if hasattr(box, "click") else []
    for child in getattr(box, "children", ()):
        found += _buttons(child)
    return found


def _texts(box) -> str:
    own = box.value if isinstance(getattr(box, "value", None), str) else ""
    return own + "".join(_texts(child) for child in getattr(box, "children", ()))


def _press(web, label: str) -> None:
    next(b for b in _buttons(web) if label in b.description).click()


def test_it_starts_with_results(web):
    """The first query is already answered."""
    assert "2 hasil untuk “bus sekolah”." in _texts(web)


def test_a_title_opens_its_page(web):
    """And the way back is open."""
    _press(web, "Ban Bocor")
    assert "Penyiar Dian melihat bus pengganti" in _texts(web)
    assert not next(b for b in _buttons(web) if b.description == "Kembali").disabled


def test_back_returns_to_the_results_and_their_query(web):
    """Step by step, until nothing is left."""
    _press(web, "Ban Bocor")
    web.find("wifi balai desa")
    _press(web, "Kembali")
    assert "Penyiar Dian melihat" in _texts(web)
    _press(web, "Kembali")
    assert "2 hasil untuk “bus sekolah”." in _texts(web)
    assert next(b for b in _buttons(web) if b.description == "Kembali").disabled


def test_asking_twice_is_one_step(web):
    """Enter and then the button: one way back, not two."""
    web._query.value = "wifi balai desa"
    _press(web, "Cari")
    _press(web, "Kembali")
    assert next(b for b in _buttons(web) if b.description == "Kembali").disabled


def test_links_on_a_page_can_be_followed(web):
    """From the explanation to the archive."""
    web.visit("telagacakap.example/umkm/bantuan-modal")
    _press(web, "arsip-2024")
    assert "bukan hadiah" in _texts(web)


def test_an_unknown_address_is_answered_with_a_sentence(web):
    """No traceback reaches the participant."""
    web.visit("tidak-ada.example")
    assert "tidak ada di web mini" in unescape(_texts(web))


def test_nothing_found_says_what_to_try(web):
    """An empty list is not a dead end."""
    web.find("xyzzy")
    assert "Coba satu atau dua kata saja." in _texts(web)


def test_what_is_typed_cannot_become_html(web):
    """Text stays text."""
    web.find("<img src=x onerror=alert(1)>")
    assert "&lt;img" in _texts(web)
    assert 1 == _texts(web).count("<img")  # in the box itself, which is no HTML


def test_every_view_carries_the_mark(web):
    """A screenshot explains itself."""
    assert MARK in _texts(web)
    assert MARK in static_html(search("bus sekolah"))


def test_the_static_list_shows_advertisements_as_such():
    """Also without widgets."""
    assert ">Iklan<" in static_html(search("bantuan modal keripik"))


def test_dates_are_written_the_indonesian_way():
    """Day, name of the month, year."""
    assert "· 5 April 2027" in page_html(page("radiosumberwarta.example/bus-sekolah"))
