"""Charts: what is drawn, and what is said to those who do not see it."""

import pytest

from bijak.charts import grafik_batang
from bijak.datasets import muat_data
from bijak.errors import BijakError

ALT = "Dua batang: 5 dan 1.250."


def _figure(data=None, **more):
    return grafik_batang(
        {"Satu": 5, "Dua": 1250} if data is None else data,
        "Judul",
        teks_alt=ALT,
        **more,
    )


def _labels(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].get_yticklabels()]


def _numbers(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_a_chart_is_returned_and_carries_its_words():
    """The picture has an alternative text and a plain one."""
    bundle = _figure()._repr_mimebundle_()
    assert f'<img alt="{ALT}"' in bundle["text/html"]
    assert ALT == bundle["text/plain"]


def test_numbers_are_written_the_indonesian_way():
    """Dots group thousands."""
    assert ["5", "1.250"] == _numbers(_figure())


def test_the_first_row_stands_on_top():
    """As in the table."""
    figure = _figure()
    assert ["Satu", "Dua"] == _labels(figure)
    assert figure.axes[0].yaxis_inverted()


def test_longest_first_on_request():
    """``urutkan`` sorts by the first column of numbers."""
    assert ["Dua", "Satu"] == _labels(_figure(urutkan=True))


def test_a_table_gives_one_series_per_column():
    """Three readers, two bars each, named in a legend."""
    figure = _figure(muat_data("tiga-pembaca"))
    assert ["Wira", "Dewi", "Lastri"] == _labels(figure)
    assert 6 == len(_numbers(figure))
    names = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert ["hoaks tertangkap", "info benar tertuduh"] == names


def test_series_differ_in_more_than_colour():
    """Hatching remains on a black-and-white print."""
    bars = _figure(muat_data("tiga-pembaca")).axes[0].patches
    assert 2 == len({bar.get_hatch() for bar in bars})


def test_a_column_can_be_drawn():
    """Its index gives the names."""
    readers = muat_data("tiga-pembaca").set_index("pembaca")
    figure = _figure(readers["hoaks tertangkap"])
    assert ["Wira", "Dewi", "Lastri"] == _labels(figure)


def test_the_source_stands_below():
    """Figures always name where they come from."""
    assert "Sumber: BPS, 2023" == _figure(sumber="BPS, 2023").get_supxlabel()


def test_no_chart_without_words():
    """An alternative text is not optional."""
    with pytest.raises(BijakError, match="teks_alt"):
        grafik_batang({"a": 1}, "Judul", teks_alt=" ")


@pytest.mark.parametrize("data", [{}, 7, "tujuh", {"a": "banyak"}])
def test_what_cannot_be_drawn_is_answered_with_a_sentence(data):
    """Not with a traceback."""
    with pytest.raises(BijakError):
        _figure(data)


def test_drawing_leaves_nothing_behind():
    """No figure is kept by pyplot, so none is shown twice."""
    assert _figure().canvas.manager is None
