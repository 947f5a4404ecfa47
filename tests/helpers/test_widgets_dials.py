"""Prices to turn: the pictures and words follow the dials."""

import re
from html import unescape

import pytest

import bijak
from bijak.errors import BijakError
from bijak.tools import price_play
from bijak.views.money import Crossing, crossing_svg, parts_html, percent, rupiah
from bijak.widgets.dials import Dial, playground, starts

DIALS = [
    Dial("harga", "Harga", "Rp", 100, 300, 10, 200),
    Dial("laku", "Terjual", "lembar", 0, 9, 1, 3),
]


@pytest.fixture
def play():
    def draw(now):
        return f"<p>{now['harga']} {now['laku']}</p>"

    return playground(DIALS, draw, "Geser")


def test_the_picture_follows_a_slider(play):
    """The drawing gets the values of all dials."""
    assert play.picture.value == "<p>200 3</p>"
    play.turned["harga"].slider.value = 260
    assert play.picture.value == "<p>260 3</p>"


def test_buttons_go_one_step_and_stop_at_the_ends(play):
    """The words say where it stands; a button that leads nowhere is closed."""
    sold = play.turned["laku"]
    for _ in range(5):
        sold.down.click()
    assert sold.slider.value == 0 and sold.down.disabled
    assert unescape(sold.said.value) == "Terjual: 0 lembar"
    sold.up.click()
    assert play.picture.value == "<p>200 1</p>" and not sold.down.disabled


def test_buttons_say_what_they_turn(play):
    """A bare sign is read out with its dial."""
    assert play.turned["harga"].up.tooltip == "Naikkan harga"
    assert starts(DIALS) == {"harga": 200, "laku": 3}


def test_money_as_it_is_written():
    """Whole rupiah, and one digit of a share."""
    assert rupiah(-10_200) == "−Rp10.200"
    assert rupiah(258_333.33) == "Rp258.333"
    assert percent(62 / 217) == "28,6%"


def test_the_crossing_is_drawn_where_the_lines_meet():
    """100 in, 20 + 60 out: level from one unit on, at half of the width."""
    shown = Crossing((0, 100), (40, 60), most=2, top=200, unit="<b>", meet=1, sold=2)
    drawn = crossing_svg(shown, 'Impas "1" & dua')
    assert 'cx="50.0%" cy="50.0%"' in drawn
    assert "Impas: 1 &lt;b&gt;" in drawn
    assert "<b>" not in drawn and "Impas &quot;1&quot; &amp; dua" in drawn


def test_no_crossing_is_drawn_where_there_is_none():
    """Nor where it lies beyond the edge."""
    for meet in (None, 3):
        drawn = crossing_svg(Crossing((0, 1), (5, 1), 2, 10, "x", meet=meet), "alt")
        assert "<circle" not in drawn


def test_bars_share_one_scale():
    """The longest bar is whole; a loss takes no room."""
    html = parts_html([("a", [("HPP", 30, "30")]), ("b", [("", 60, ""), ("", -5, "")])])
    assert re.findall(r"width:([\d.]+)%", html) == ["50.00", "100.00", "0.00"]


def test_bars_of_two_pictures_compare_on_a_fixed_scale():
    """A whole that is named fills the width, not the longest bar."""
    html = parts_html([("a", [("", 30, "")])], whole=120)
    assert re.findall(r"width:([\d.]+)%", html) == ["25.00"]
    assert "<span></span>" in html  # nothing is said where there are no words


def _widths(html: str) -> list[float]:
    bars = re.findall(r'aria-hidden="true">(.*?)</span><span>', html)
    return [sum(map(float, re.findall(r"width:([\d.]+)%", bar))) for bar in bars]


def _drawn(monkeypatch, call, name: str, values: list[int]) -> list[list[float]]:
    """The widths of the bars at each setting of one dial."""
    caught = {}
    monkeypatch.setattr(
        price_play, "_play", lambda dials, draw, *_: caught.update(draw=draw)
    )
    call()
    return [_widths(caught["draw"]({name: value})) for value in values]


def test_a_larger_discount_lengthens_only_the_lower_bar(monkeypatch):
    """The usual sales stay; 100, 125, 167, 500 of 500; then no number is enough."""
    bars = _drawn(
        monkeypatch,
        lambda: price_play.jelajahi_diskon(19_000, 9_500, 100),
        "diskon",
        [0, 10, 20, 40, 45, 50],
    )
    assert [usual for usual, _ in bars] == [20] * 6
    assert [needed for _, needed in bars] == [20, 25, 33.4, 100, 100, 100]


def test_both_prices_lengthen_and_the_margin_faster(monkeypatch):
    """Of five times the cost: 25 and 24%, 40 and 30%, 100 and 36%."""
    bars = _drawn(
        monkeypatch,
        lambda: price_play.jelajahi_margin(13_500, 40),
        "persen",
        [20, 50, 80],
    )
    assert bars == [pytest.approx(pair) for pair in ([25, 24], [40, 30], [100, 36])]


def test_break_even_in_words(capsys):
    """Without a front end the words are printed: 20 sheets, and the profit of 60."""
    price_play.jelajahi_impas(260_000, 145_000, 1_800_000, komisi=8, laku=60)
    said = capsys.readouterr().out
    assert "menyumbang Rp94.200. Impas mulai 20 lembar" in said
    assert "Bila laku 60 lembar: laba Rp3.852.000." in said


def test_a_price_below_the_variable_cost_never_breaks_even():
    """The words say so instead of a number."""
    values = {"harga": 100, "variabel": 145, "tetap": 10, "komisi": 0, "laku": 2}
    said = price_play._break_even_words(values, "lembar")
    assert "tidak ada titik impas" in said and "rugi Rp100" in said


def test_margin_and_markup_side_by_side(capsys):
    """The same percentage, two prices."""
    price_play.jelajahi_margin(155_000, 40)
    said = capsys.readouterr().out
    assert "Margin 40% → harga Rp258.333" in said
    assert "Markup 40% → harga Rp217.000" in said and "28,6% dari harga" in said


def test_a_discount_in_words(capsys):
    """A tenth off needs 81 instead of 60."""
    price_play.jelajahi_diskon(260_000, 145_000, laku=60, komisi=8)
    assert "Perlu laku 81 lembar, 35% lebih banyak." in capsys.readouterr().out


@pytest.mark.parametrize(
    "call",
    [
        lambda: bijak.jelajahi_margin(155000, 100),
        lambda: bijak.jelajahi_margin(0, 40),
        lambda: bijak.jelajahi_impas(260000, 145000, 1800000, laku=0),
        lambda: bijak.jelajahi_diskon(260000, 145000, 0),
    ],
)
def test_numbers_of_no_shop_get_a_sentence(call):
    """A lesson's author, or a curious participant, changes one number."""
    with pytest.raises(BijakError, match="Ubah angkanya"):
        call()
