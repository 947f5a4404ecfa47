"""Items are read out of cells without running them; other code may be anything."""

import pytest

from bijak.errors import BadItem
from bijak.notebooks import literal_calls

PROGRAM = """\
rata = tabel.groupby("jam")["x"].median()
tabel["x"](ax=sumbu)
rata.plot(ax=sumbu, color=warna)
tabel.sort_values(**pilihan)
kuis.pilih("k1", pilihan={"a": "A", "b": "B"}, kunci="a")
"""


def test_calls_of_tables_and_charts_may_take_anything():
    """Only the quiz is read; the program around it stops nobody."""
    assert ["kuis"] == [call.receiver for call in literal_calls(PROGRAM)]


@pytest.mark.parametrize("receiver", ["kuis", "latihan"])
def test_what_is_asked_stays_literal(receiver):
    """A key in a variable is the author's mistake, and named."""
    with pytest.raises(BadItem, match=r"pilih\(…\) harus ditulis langsung"):
        list(literal_calls(f'{receiver}.pilih("k1", kunci=rahasia)'))
