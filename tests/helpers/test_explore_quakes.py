"""What lessons show of earthquakes: live, and without a front end."""

import pytest

from bijak.tools import explore_quakes as face
from bijak.tools import quakes
from bijak.tools.broadcasts import compare
from bijak.views import quakes as views
from bijak.widgets.exploring import panel, pick, slide, write

CARDS = quakes.load("gempa-b4-pelajaran")["kartu"]


def _texts(box) -> str:
    own = box.value if isinstance(getattr(box, "value", None), str) else ""
    return own + "".join(_texts(child) for child in getattr(box, "children", ()))


def _shown(box) -> str:
    return box.children[-1].value


def test_a_panel_draws_what_its_controls_say():
    """At the start and after each change."""
    zone, hour = (
        pick({"WIB": "WIB", "WIT": "WIT"}, "WIB"),
        slide("Jam", [("0", 0), ("1", 1)]),
    )
    box = panel({"a": ("Zona", zone), "b": ("Jam", hour)}, lambda a, b: f"{a}-{b}")
    assert _shown(box) == "WIB-0"
    zone.value, hour.value = "WIT", 1
    assert _shown(box) == "WIT-1"


def test_writing_is_drawn_too():
    """And the mark stands above it."""
    text = write("Siaran", "lama")
    box = panel({"t": ("Siaran", text)}, lambda t: t.upper(), views.marked())
    text.value = "baru"
    assert _shown(box) == "BARU"
    assert views.MARK in _texts(box)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: face.lihat_gempa("gempa-b4-pelajaran", "ketiga"),
            '"Magnitude": "5.0"',
        ),
        (lambda: face.putar_jam("2027-02-28"), "UTC + 7 = WIB"),
        (
            lambda: face.cocokkan_siaran("gempa-b4-pelajaran", "ketiga", "Gempa M6"),
            "Magnitudo: berbeda",
        ),
        (
            lambda: face.lihat_pembaruan("gempa-b4-pelajaran", "pertama", "kedua"),
            "Magnitudo: 4,9 → 5,1",
        ),
        (face.tambah_stasiun, "24 stasiun masuk"),
    ],
)
def test_without_a_front_end_it_is_said_in_words(call, words, capsys):
    """Each face speaks where nothing can be clicked."""
    call()
    assert words in capsys.readouterr().out


def test_a_card_in_another_zone_and_raw():
    """WITA is an hour ahead; the raw form is the feed itself, marked."""
    assert "17.08 WITA" in face._draw_card(CARDS[0], "WITA", "kartu")
    raw = face._draw_card(CARDS[0], "WIB", "mentah")
    assert "&quot;DateTime&quot;: &quot;2027-02-06T09:08:27+00:00&quot;" in raw
    assert views.MARK in raw


def test_an_unknown_card_is_named():
    """The sentence says which."""
    with pytest.raises(face.BijakError, match="Kartu keempat tidak ada"):
        face.lihat_gempa("gempa-b4-pelajaran", "keempat")


def test_the_clocks_say_where_the_day_changes():
    """At 16.30 UTC only WIT and WITA are in the next day; at 15.30 only WIT."""
    for hour, changed in ((14, 0), (15, 1), (16, 2), (17, 3)):
        utc = quakes.datetime(2027, 2, 28, hour, 30, tzinfo=quakes.UTC)
        there = {zone: quakes.local_time(utc, zone) for zone in quakes.ZONES}
        assert views.clocks_html(utc, there).count("harinya berganti") == changed


def test_what_is_written_is_escaped():
    """A broadcast cannot bring a script."""
    quake = quakes.read_feed(CARDS[0])[0]
    html = views.comparison_html(compare("M5 <script>", quake))
    assert "<script" not in html
    assert "✗ berbeda" in html
    assert "1 dari" not in html


def test_the_drawing_of_stations_has_words():
    """As many dots as stations, and the same in a sentence."""
    drawn = views.stations_svg([4.8, 5.2, 6.0], [4.8, 5.0, 5.33], 2)
    assert drawn.count("<circle") == 2
    assert "2 stasiun masuk; bacaannya 4,8 sampai 5,2, rata-ratanya 5,0." in drawn
