"""Shipped data sets as tables."""

import re

import pytest

from bijak.datasets import muat_data, names
from bijak.errors import MissingData
from bijak.paths import data_folder


def test_every_data_set_can_be_loaded():
    """No empty table, no missing value, no unnamed column."""
    for name in names():
        table = muat_data(name)
        assert len(table) > 0
        assert not table.isna().any().any()
        assert not any(str(column).startswith("Unnamed") for column in table.columns)


def test_empty_cells_stay_empty_text():
    """A post without a link has the link ``""``."""
    assert "" in muat_data("kiriman-b1-latihan")["tautan"].tolist()


def test_numbers_are_numbers():
    """So they can be drawn."""
    assert 9 == muat_data("tiga-pembaca")["hoaks tertangkap"].max()


def test_a_misspelt_name_is_answered_with_the_right_one():
    """The sentence helps."""
    with pytest.raises(MissingData, match="Mungkin maksud Anda “lembaga”"):
        muat_data("lembga")


@pytest.mark.parametrize("name", ["../silabus", "", "lembaga.csv", "Lembaga", "/etc"])
def test_only_the_kits_own_data_can_be_loaded(name):
    """No path leads out of the folder."""
    with pytest.raises(MissingData):
        muat_data(name)


def test_every_file_has_a_card():
    """Schema and origin of each data file stand in KARTU.md."""
    card = (data_folder() / "KARTU.md").read_text(encoding="utf-8")
    named = " ".join(one for one in card.splitlines() if one.startswith(("## ", "| ")))
    files = {path.name for path in data_folder().iterdir()} - {"KARTU.md"}
    assert set() == files - set(re.split(r"[\s,|`]+", named))
