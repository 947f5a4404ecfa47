"""What the lesson about listings turns and looks at, driven as a person would."""

import pytest
from driven import inside, seen
from ipywidgets import Button

from bijak.errors import BijakError
from bijak.items import read_rows
from bijak.tools import listing, storefront
from bijak.widgets.knobs import Knobs
from bijak.widgets.listing import ListingEditor


@pytest.fixture
def shop():
    rows = read_rows("katalog-d2")
    names = ("keripik-balado", "keripik-bawang")
    return ListingEditor([(rows[n], rows[f"{n}-catatan"]) for n in names], listing)


def press(shop, words: str) -> None:
    """Press the first button whose words hold these."""
    next(b for b in inside(shop, Button) if words in b.description).click()


def told(shop) -> str:
    return seen(shop)


def test_a_question_is_answered_in_the_listing(shop):
    """The card gains a line, the question goes, the count goes up."""
    assert "0 dari 7" in told(shop)
    press(shop, "berapa gram")
    assert "Isi atau ukuran: 150 g" in told(shop)
    assert "1 dari 7" in told(shop)
    assert not [b for b in inside(shop, Button) if "berapa gram" in b.description]


def test_all_answered_and_a_good_title(shop):
    """Seven questions and a title later, nothing is asked any more."""
    for element in listing.ELEMENTS:
        press(shop, element.question)
    shop.title.value = "Keripik singkong balado 150 g"
    assert "7 dari 7" in told(shop)
    assert "lolos semua aturan" in told(shop)
    assert "Ponsel Bu Sari boleh diam" in told(shop)


def test_a_boast_is_not_counted_and_can_be_mended(shop):
    """The listing shows the claim, the warning names it, the truth takes it away."""
    press(shop, "Sudah punya”")
    assert "Izin: Sudah punya" in told(shop)
    assert "0 dari 7" in told(shop)
    assert "mengaku punya izin" in told(shop)
    press(shop, "PIRT")
    assert "Izin: SPP-IRT sedang diurus, belum ada nomor" in told(shop)
    assert "mengaku punya izin" not in told(shop)


def test_start_over(shop):
    """Title and questions are back."""
    press(shop, "Masih ada")
    shop.title.value = "Keripik"
    press(shop, "Ulang")
    assert shop.title.value == "KERIPIK TERENAK SEDUNIA!!!"
    assert "0 dari 7" in told(shop)


def test_the_next_listing_starts_as_it_was(shop):
    """After the second one the first comes again, untouched."""
    press(shop, "Masih ada")
    press(shop, "Etalase berikutnya")
    assert "Promo murah banget" in shop.title.value
    assert "3 dari 7" in told(shop)
    press(shop, "Etalase berikutnya")
    assert "0 dari 7" in told(shop)


def test_a_title_is_never_read_as_a_page(shop):
    """What is typed stays words."""
    shop.title.value = "<script>alert(1)</script>"
    assert "<script>" not in shop._card.value


def test_channels_turn():
    """At 15 minutes the chat leaves most, at 30 PasarKita does; prices stay."""
    knobs = Knobs(storefront.KNOBS, storefront._channels)
    assert "Bersih terbesar: <strong>Chat</strong>, Rp62.500" in knobs.drawn.value
    assert "harga Rp76.200" in knobs.drawn.value
    knobs.sliders["menit"].value = 30
    assert "<strong>PasarKita</strong>, Rp61.500" in knobs.drawn.value


def test_a_smaller_box_is_cheaper():
    """2,5 kg of air, then 0,75."""
    drawn = storefront._parcel({"p": 30, "l": 25, "t": 20, "b": 0.5})
    assert "2,5 kg" in drawn
    assert "Ditagih <strong>3 kg" in drawn
    drawn = storefront._parcel({"p": 20, "l": 15, "t": 15, "b": 0.5})
    assert "Ditagih <strong>1 kg" in drawn


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: storefront.rapikan_etalase(), "Sebungkus berapa gram"),
        (lambda: storefront.hitung_berat_kirim(), "Panjang kardus: 30 cm"),
        (lambda: storefront.bandingkan_kanal(), "Komisi PasarKita: 12%"),
    ],
)
def test_without_a_front_end_it_can_be_read(call, said, capsys):
    """A plain terminal gets the words."""
    call()
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    "call",
    [
        lambda: storefront.rapikan_etalase("sate"),
        lambda: storefront.rapikan_etalase("keripik-balado-catatan"),
        lambda: storefront.hitung_berat_kirim(panjang=7),
        lambda: storefront.hitung_berat_kirim(berat=80),
    ],
)
def test_what_is_not_there_is_said_kindly(call):
    """With what can be done instead."""
    with pytest.raises(BijakError, match=r"\."):
        call()
