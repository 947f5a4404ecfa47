"""The box that takes addresses apart, driven as a person would."""

import ipywidgets
import pytest
from driven import inside, read, seen

from bijak import bedah_tautan
from bijak.tools.links import take_apart
from bijak.widgets.links import LAST_WORD, dissector, notes, static_html, steps

OFFICIAL = "https://layanan.telagacakap.example/surat"
TRAP = "https://telagacakap.example.cek-data.test/daftar"


@pytest.fixture
def box():
    return dissector(take_apart, [OFFICIAL, TRAP])


def _press(box, label: str) -> None:
    buttons = inside(box, ipywidgets.Button)
    next(one for one in buttons if one.description == label).click()


def test_the_first_address_is_already_taken_apart(box):
    """Nobody has to press anything to see something."""
    assert "Domain inti: telagacakap.example." in seen(box)


def test_an_offered_address_goes_into_the_box(box):
    """And its parts are shown."""
    _press(box, TRAP)
    assert TRAP == inside(box, ipywidgets.Text)[0].value
    assert "Domain inti: cek-data.test." in seen(box)


def test_typing_is_enough(box):
    """Leaving the box takes the address apart."""
    inside(box, ipywidgets.Text)[0].value = "iasc.ojk.go.id"
    assert "Domain inti: ojk.go.id." in seen(box)


def test_what_cannot_be_read_is_said_and_the_old_view_goes(box):
    """No view of another address stays below the sentence."""
    box.look_at("dua kata")
    assert "belum terbaca" in seen(box)
    assert "telagacakap" not in seen(box)


def test_nothing_typed_comes_through():
    """Signs of HTML in an address are only signs."""
    link = take_apart("https://x.test/<script>alert(1)</script>&\u202e")
    page = static_html(link)
    tags = read(page[page.index("</style>") + 8 :].removesuffix("</div>"))
    assert "code" in tags


def test_every_view_says_that_a_right_address_proves_little():
    """Whatever the address."""
    for address in (OFFICIAL, TRAP, "http://192.0.2.7/"):
        assert LAST_WORD in static_html(take_apart(address))


def test_the_steps_end_with_the_owner():
    """Or say that there is none."""
    assert steps(take_apart(TRAP))[-1].endswith("cek-data.test")
    assert "belum ada nama pemilik" in steps(take_apart("go.id"))[-1]
    assert "angka" in steps(take_apart("http://192.0.2.7/"))[-1]


def test_the_name_before_the_at_sign_is_thrown_away():
    """It gets a step of its own."""
    said = steps(take_apart("https://banktelaga.test@masuk.example/"))
    assert any("banktelaga.test" in one and "@" in one for one in said)


def test_a_lock_is_never_praised_and_twins_are_shown():
    """https, http, foreign letters, lent spaces: each has its note."""
    assert "tidak menjamin" in notes(take_apart(OFFICIAL))[0]
    assert "tidak terkunci" in notes(take_apart("http://x.test"))[0]
    assert "Kiril dan Latin" in notes(take_apart("https://b\u0430nk.test"))[0]
    assert "Menumpang" in notes(take_apart("toko.github.io"))[0]


def test_without_a_front_end_it_is_read(capsys):
    """In words, one address after the other."""
    bedah_tautan(OFFICIAL, TRAP)
    said = capsys.readouterr().out
    assert "Domain inti: telagacakap.example" in said
    assert "Domain inti: cek-data.test" in said
