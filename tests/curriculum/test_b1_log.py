"""The evidence logs of B1 ask only for what the mini web holds, and dates that fit."""

from __future__ import annotations

from datetime import date

import pytest

from bijak.dates import WEEKDAYS, read_date
from bijak.notebooks import read_items, read_notebook, read_quizzes
from bijak.paths import project_root
from bijak.tools.miniweb import page, search

MODULE = "b1-lima-langkah-bijak"

# Rows of the evidence logs → what to search, the official page, the second ones.
LOG = {
    "tarif": (
        "tarif air",
        "airtelaga.example/tarif-2027",
        ["wartatelaga.example/tarif-air"],
    ),
    "truk": (
        "truk sampah",
        "telagacakap.example/lingkungan/pasar-sumberwarta",
        [
            "wartatelaga.example/sampah-pasar",
            "radiosumberwarta.example/sampah-pasar",
        ],
    ),
    "mata": (
        "pemeriksaan mata",
        "telagacakap.example/kesehatan/pemeriksaan-mata",
        ["radiosumberwarta.example/pemeriksaan-mata"],
    ),
    "modal": (
        "bantuan modal keripik",
        "telagacakap.example/umkm/bantuan-modal",
        ["wartatelaga.example/modal-keripik"],
    ),
    "bus": (
        "bus sekolah",
        "telagacakap.example/perhubungan/bus-sekolah",
        ["radiosumberwarta.example/bus-sekolah"],
    ),
}


def _notebook(*place: str):
    return read_notebook(project_root().joinpath(*place, f"{MODULE}.ipynb"))


def _logged() -> dict[str, tuple]:
    """Row of an evidence log → the item, its key and the sample of that row."""
    graded = read_items(_notebook("solutions", MODULE))["b1-07"]
    quiz = read_quizzes(_notebook("curriculum"))["b1-k07"]
    return {
        row: (item, key, sample)
        for item, key in ((graded.item, graded.key), quiz)
        for row, sample in key.answer.items()
    }


def _wanted(key, row: str, column: str) -> list[str]:
    """What the key takes in one cell."""
    (rule,) = (
        rule
        for rule in key.rules.values()
        if (rule["baris"], rule["kolom"]) == (row, column)
    )
    return rule["isi"] if isinstance(rule["isi"], list) else [rule["isi"]]


def test_every_logged_claim_has_its_pages_here():
    """No claim is logged whose evidence this file does not name."""
    assert LOG.keys() == _logged().keys()


@pytest.mark.parametrize("row", LOG)
def test_the_log_asks_for_dates_that_the_pages_give_themselves(row):
    """Each date in the key stands below the title of the page it is about.

    Where there are two second sources, both have the same date: so the right date of
    one never earns beside the name of the other.
    """
    _, key, _ = _logged()[row]
    _, official, seconds = LOG[row]
    for column, pages in (("tgl_resmi", [official]), ("tgl_kedua", seconds)):
        wanted = [read_date(day).value for day in _wanted(key, row, column)]
        assert wanted == sorted({page(address).date for address in pages})
        assert 1 == len(wanted)


@pytest.mark.parametrize("row", LOG)
def test_the_second_source_has_another_owner(row):
    """Its name is the publisher's, and it is not the office that is asked first."""
    item, key, _ = _logged()[row]
    _, official, seconds = LOG[row]
    names = item.settings["kolom"]["kedua"]["pilihan"]
    publishers = [page(address).publisher for address in seconds]
    assert publishers == [names[one] for one in _wanted(key, row, "kedua")]
    assert page(official).publisher not in publishers


@pytest.mark.parametrize("row", LOG)
def test_two_words_find_the_pages_of_a_log(row):
    """Also where others copy the same news."""
    query, official, seconds = LOG[row]
    found = {result.url for result in search(query)[:5]}
    assert {page(address).url for address in (official, *seconds)} <= found


def test_one_choice_for_a_whole_column_of_the_log_is_never_right():
    """So "one publisher for everything" can be refused without hurting anybody."""
    key = read_items(_notebook("solutions", MODULE))["b1-07"].key
    for column in ("resmi", "kedua", "putusan"):
        rows = [set(_wanted(key, row, column)) for row in key.answer]
        assert set() == set.intersection(*rows)


def test_the_invitations_name_the_wrong_weekday():
    """18 March and 14 April 2027 are not the days that the invitations say."""
    for place, said in (
        (("solutions", MODULE), "Rabu, 18 Maret 2027"),
        (("curriculum",), "Selasa, 14 April 2027"),
    ):
        text = "\n".join(cell.source for cell in _notebook(*place).cells)
        weekday, _, day = said.partition(", ")
        when = date.fromisoformat(read_date(day).value)
        assert said in text and WEEKDAYS[when.weekday()] != weekday
