"""A curve as SVG: placed rightly, worded in Indonesian, harmless, without resources."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from driven import SCRIPT, TURNED, read
from hypothesis import given
from hypothesis import strategies as st

from bijak.errors import MissingData
from bijak.items import curves as data
from bijak.items.curves import axis_name, read_curves
from bijak.text import format_number
from bijak.views import page_style
from bijak.views.curves import curve_svg, curve_words, even_ticks, plot_limits, ticks

AXES = {"x": "Jam", "y": "Warga yang percaya (%)"}
LINE = [(0, 0), (12, 30), (24, 60)]


def tree(points, target=None, axes=AXES, alt="", limits=None):
    """The drawing as elements; it must be well-formed XML too."""
    return ElementTree.fromstring(curve_svg(points, target, axes, alt, limits))


def texts(drawn, name="text"):
    return ["".join(one.itertext()) for one in drawn.iter(name)]


def test_the_curve_runs_from_corner_to_corner():
    """A straight line from nothing to the highest value crosses the whole plot."""
    drawn = tree(LINE, limits=(0, 24, 0, 60))
    (line,) = drawn.iter("polyline")
    assert line.get("points") == "0.0,1000.0 500.0,500.0 1000.0,0.0"
    (end,) = drawn.iter("circle")
    assert (end.get("cx"), end.get("cy")) == ("100.0%", "0.0%")


def test_the_target_line_stands_at_its_value_and_is_named():
    """15 of 60 is a quarter of the height; its name has the unit of the axis."""
    drawn = tree(LINE, 15, limits=(0, 24, 0, 60))
    (line,) = [one for one in drawn.iter("line") if one.get("class") == "bijak-target"]
    assert line.get("y1") == line.get("y2") == "75.0%"
    assert "Sasaran 15%" in texts(drawn)
    assert [one for one in texts(tree(LINE)) if "Sasaran" in one] == []


@pytest.mark.parametrize(
    ("points", "anchor"),
    [([(0, 1), (1, 1), (2, 9), (3, 9)], "end"), ([(0, 9), (1, 9), (2, 1)], "start")],
)
def test_the_targets_name_keeps_away_from_the_curve(points, anchor):
    """It stands at the end where the curve is farther from the target."""
    (name,) = [
        one
        for one in tree(points, 2 if anchor == "end" else 1.5).iter("text")
        if one.get("class") == "bijak-target-name"
    ]
    assert name.get("text-anchor") == anchor


def test_numbers_are_indonesian_and_even():
    """Hours stand at quarters of a day, values at round steps."""
    drawn = tree([(0, 0), (24, 2500)], limits=(0, 24, 0, 2500))
    assert texts(drawn) == [
        *("0", "500", "1.000", "1.500", "2.000", "2.500"),
        *("0", "6", "12", "18", "24"),
    ]
    assert texts(tree([(0, 0), (1, 0.4)]))[1] == "0,1"


def test_the_drawing_has_a_name_and_a_description():
    """Whoever does not see it hears what it shows; the axes are not said twice."""
    alt = curve_words(LINE, 25, AXES)
    drawn = tree(LINE, 25, alt=alt)
    (picture,) = [one for one in drawn.iter("svg") if one.get("role") == "img"]
    assert picture[0].tag == "title" and picture[1].tag == "desc"
    assert texts(drawn, "title") == ["Grafik Warga yang percaya menurut jam"]
    assert texts(drawn, "desc") == [alt]
    assert [one.get("aria-hidden") for one in drawn.iter("p")] == ["true", "true"]
    assert texts(drawn, "p") == ["Warga yang percaya (%)", "Jam"]


def test_words_name_begin_top_and_end():
    """The highest value is only named where it is neither first nor last."""
    assert curve_words(LINE, 25, AXES) == (
        "Warga yang percaya: mulai 0% pada jam 0, berakhir 60% pada jam 24. "
        "Sasaran 25%."
    )
    assert "tertinggi 42,5% pada jam 6, berakhir 20%" in curve_words(
        [(0, 1), (6, 42.49), (24, 20)], None, AXES
    )


def test_nothing_comes_from_outside_and_nothing_is_styled_inside():
    """No address, no script, no style; colours come from the page."""
    page = curve_svg(LINE, 25, AXES, "x")
    assert read(page) == {
        *("div", "p", "svg", "title", "desc", "line", "text", "polyline", "circle")
    }
    assert not re.search(r"https?:|url\(|#[0-9a-f]{3}", page)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', page))
    assert colours == {"currentColor", "none"}
    assert len(page) < 5000


def test_the_style_sheet_has_both_colours_in_both_themes():
    """Curve and target take colours of the page whose contrast is known."""
    css = page_style()
    for name, colour in (("curve-line", "accent"), ("target", "bad")):
        assert (
            f".bijak-plot .bijak-{name} {{ stroke: var(--bijak-{colour}); }}".replace(
                " {", "{"
            )
            .replace("{ ", "{")
            .replace("; }", ";}")
            in css
        )
        assert css.count(f"--bijak-{colour}:") == 2


@pytest.mark.parametrize("text", [SCRIPT, TURNED, '"><img src=x onerror=1>', "&<>'\""])
def test_hostile_names_are_harmless(text):
    """What an author writes is escaped in every place."""
    read(curve_svg(LINE, 25, {"x": text, "y": text}, text))


def test_limits_hold_every_curve_and_the_target():
    """They end at round numbers, so the plot stands still while curves change."""
    assert plot_limits([LINE, [(0, 1), (30, 71)]], 25) == (0, 30, 0, 80)
    assert plot_limits([LINE], 95) == (0, 24, 0, 100)
    assert plot_limits([[(0, -3), (1, 4)]], None) == (0, 1, -4, 4)
    assert plot_limits([[(2, 0)]], None) == (2, 3, 0, 1)


FEW = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))


@given(st.lists(st.tuples(FEW, FEW), min_size=1, max_size=8), st.none() | FEW)
def test_every_curve_can_be_drawn(points, target):
    """Everything lies inside the plot, whatever the numbers are."""
    points = sorted(points)
    drawn = tree(points, target, alt=curve_words(points, target, AXES))
    (line,) = drawn.iter("polyline")
    places = [float(one) for one in re.findall(r"-?[\d.]+", line.get("points"))]
    assert all(-0.1 <= one <= 1000.1 for one in places)


@given(FEW, FEW)
def test_ticks_are_few_inside_and_even(low, high):
    """At most seven round numbers with the same distance."""
    low, high = sorted((low, high))
    for found in (ticks(low, high), even_ticks(low, high)):
        assert 1 <= len(found) <= 7
        slack = 1e-6 * max(1, abs(low), abs(high))
        assert all(low - slack <= one <= high + slack for one in found)
        gaps = [b - a for a, b in pairwise(found)]
        assert all(abs(gap - gaps[0]) <= slack for gap in gaps)


def test_ticks_read_well():
    """Steps are 1, 2 or 5 times a power of ten; a day is parted into quarters."""
    assert ticks(0, 60) == [0, 20, 40, 60]
    assert ticks(0, 1) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert even_ticks(0, 24) == [0, 6, 12, 18, 24]
    assert even_ticks(0, 30) == [0, 5, 10, 15, 20, 25, 30]
    assert even_ticks(0, 7) == ticks(0, 7)


def test_axes_have_a_name_and_a_unit():
    """The unit stands in brackets at the end."""
    axes = {"y": "Warga (percaya) (%)", "x": "Jam", "nilai": ""}
    assert axis_name(axes, "y") == ("Warga (percaya)", "%")
    assert axis_name(axes, "x") == ("Jam", "")
    assert axis_name(axes, "nilai") == ("nilai", "")


def test_the_sample_curves_come_from_their_formula():
    """contoh-ambang: y = 60·(1 − p/100)² / (1 + 39·e^(−t/3)), as its card says."""
    from math import exp

    curves = read_curves("contoh-ambang")
    assert list(curves) == [0, 10, 20, 30, 40, 50]
    for share, points in curves.items():
        assert [x for x, _ in points] == list(range(25))
        for hour, y in points:
            formula = 60 * (1 - share / 100) ** 2 / (1 + 39 * exp(-hour / 3))
            assert y == pytest.approx(formula, abs=0.0501)
    reached = [share for share, points in curves.items() if points[-1][1] <= 25]
    assert reached == [40, 50] and format_number(curves[40][-1][1]) == "21,3"


BROKEN = {
    "tidak-ada": None,
    "kosong": "nilai,x,y\n",
    "satu": "nilai,x,y\n1,0,0\n1,1,1\n",
    "titik": "nilai,x,y\n1,0,0\n2,1,1\n",
    "kata": "nilai,x,y\n1,0,nol\n",
    "tak-hingga": "nilai,x,y\n1,0,inf\n1,1,1\n2,0,0\n2,1,1\n",
    "kolom": "a,b\n1,2\n",
    "kurang": "nilai,x,y\n1,0\n",
    "biner": "\x00\xff",
}


@pytest.mark.parametrize("name", [*BROKEN, "../contoh-ambang", "", "a/b"])
def test_broken_curves_are_told_kindly(name, tmp_path, monkeypatch):
    """Every broken file gives the same sentence: what to do, and no worry."""
    if BROKEN.get(name):
        path = tmp_path / f"{name}.csv"
        path.write_text(BROKEN[name], encoding="latin-1", newline="")
    monkeypatch.setattr(data, "data_folder", lambda: tmp_path)
    with pytest.raises(MissingData, match="Jawaban Anda tetap aman"):
        read_curves(name)


def test_points_are_put_in_order(tmp_path, monkeypatch):
    """The rows of a file may stand in any order."""
    rows = "nilai,x,y\n2,1,5\n1,1,3\n2,0,4\n1,0,2\n"
    (tmp_path / "acak.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr(data, "data_folder", lambda: tmp_path)
    assert read_curves("acak") == {1: ((0, 2), (1, 3)), 2: ((0, 4), (1, 5))}
